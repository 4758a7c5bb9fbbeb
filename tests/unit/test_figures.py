"""Figures as data: faults at their places, alternatives that name everything, drawings in which nothing overlaps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press.check import check
from press.design import load_design
from press.document import Document, Figure, walk
from press.drawing import (
    Amount,
    Answer,
    Bar,
    Bars,
    Cell,
    Cycle,
    Drawing,
    Group,
    Lane,
    Map,
    Mark,
    Matrix,
    Part,
    Placed,
    Process,
    Question,
    Radar,
    Row,
    Series,
    Share,
    Shares,
    Spread,
    SpreadRow,
    Step,
    Timeline,
    Tree,
    Wheel,
    words,
)
from press.language import load_language
from press.model import DRAWN
from press.problem import ContentError, Problem
from press.read import read_library
from press.toolkit import compose_all, load
from press.write.figures.canvas import Label
from press.write.figures.picture import Drawn, draw
from press.write.figures.ruler import LEADING, MM_PER_POINT, make_ruler
from press.write.layout import Engine
from tests.samples import everything
from tests.unit.toolkit_fixture import MANUAL, SmallToolkit

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "toolkits" / "clean-hands" / "content"
DESIGN = load_design()
IMAGE = "          image: wheel.svg\n"

# Faults of content ----------------------------------------------------------

MATRIX = """\
          matrix:
            columns: [Low, High]
            rows:
              - label: Often
                cells:
                  - text: Bad
                  - text: Worse
                    level: 3
              - label: Seldom
                cells:
                  - text: Good
                  - text: Bad
"""
TIMELINE = """\
          timeline:
            stages:
              - key: dawn
                label: Dawn
              - key: dusk
                label: Dusk
            lanes:
              - label: Rider
                bars:
                  - from: dawn
                    to: dusk
                    text: Rides
"""
BARS = """\
          bars:
            of: Wheel
            unit: Spokes
            maximum: "40"
            bars:
              - label: Front
                value: "32"
              - label: Rear
                value: "36.5"
"""
RADAR = """\
          radar:
            of: Part
            maximum: "5"
            axes: [Rim, Hub, Tyre]
            series:
              - label: Now
                values: ["1", "2", "3"]
"""
TREE = """\
          tree:
            question: Does it turn?
            answers:
              - answer: "No"
                outcome: Oil it.
                tone: care
              - answer: "Yes"
                then:
                  question: Does it stop?
                  answers:
                    - answer: "No"
                      outcome: Walk.
                      tone: stop
                    - answer: "Yes"
                      outcome: Ride.
                      tone: go
"""
WHOLE = {"matrix": MATRIX, "timeline": TIMELINE, "bars": BARS, "radar": RADAR, "tree": TREE}


@pytest.mark.parametrize("kind", WHOLE)
def test_figures_may_be_drawn(tmp_path: Path, kind: str) -> None:
    assert SmallToolkit(tmp_path).edit(MANUAL, IMAGE, WHOLE[kind]).found() == []


def faults(toolkit: SmallToolkit) -> list[Problem]:
    """Return what reading and checking find."""
    library, problems = read_library(toolkit.root)
    return problems + (check(library) if library else [])


@pytest.mark.parametrize(
    ("kind", "old", "new", "code", "at", "message"),
    [
        ("matrix", "columns: [Low, High]", "columns: [Low, High, Top]", "C422", "label: Often|Often", "2 cells"),
        ("matrix", "level: 3", "level: 4", "M205", "level: 4|4", "at most 3"),
        ("timeline", "from: dawn", "from: dusk", "", "", ""),
        ("timeline", "to: dusk", "to: duks", "C422", "to: duks|duks", "no stage 'duks'"),
        ("timeline", "key: dusk", "key: dawn", "C422", "", "two stages"),
        ("bars", '"36.5"', '"41"', "C422", "label: Rear|Rear", "above the maximum"),
        ("bars", '"36.5"', '"36,5"', "M210", 'value: "36,5"|"36,5"', "not a number"),
        ("bars", '"36.5"', '"-1"', "M210", 'value: "-1"|"-1"', "not a number"),
        ("radar", '["1", "2", "3"]', '["1", "2"]', "M210", 'values: ["1", "2"]|["1"', "at least 3"),
        ("radar", '["1", "2", "3"]', '["1", "2", "3", "4"]', "C422", "label: Now|Now", "4 values"),
        ("radar", '["1", "2", "3"]', '["1", "2", "6"]', "C422", "label: Now|Now", "above the maximum"),
        ("radar", 'maximum: "5"', 'maximum: "0"', "C422", "of: Part|Part", "maximum is 0"),
        ("tree", "                outcome: Oil it.\n", "", "M210", "", "either to an outcome or to a question"),
        ("tree", "tone: care", "tone: fine", "M206", "tone: fine|fine", "one of go, care, stop"),
        ("tree", "          tree:", "          image: wheel.svg\n          tree:", "M210", "", "exactly one"),
    ],
)
def test_data_that_do_not_fit_are_told_at_their_place(
    tmp_path: Path, kind: str, old: str, new: str, code: str, at: str, message: str
) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, WHOLE[kind].replace(old, new, 1))
    found = faults(toolkit)
    if not code:
        assert found == []
        return
    assert code in {problem.code for problem in found}
    assert any(message in problem.message for problem in found), [str(problem) for problem in found]
    if at:
        piece, inner = at.split("|")
        assert toolkit.at(MANUAL, piece, inner) in {problem.place for problem in found}


def test_two_pictures_name_the_kinds(tmp_path: Path) -> None:
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, IMAGE + MATRIX)
    (problem,) = faults(toolkit)
    assert problem.hint == f"write image: or one of {', '.join(DRAWN)}"


def test_a_word_without_room_is_told(tmp_path: Path) -> None:
    wide = MATRIX.replace("text: Worse", f"text: {'Wor' * 30}se")
    toolkit = SmallToolkit(tmp_path).edit(MANUAL, IMAGE, wide)
    made = compose_all(toolkit.library())
    with pytest.raises(ContentError) as refused:
        Engine(DESIGN, toolkit.root).lay_out_once(made["guides/manual"], {})
    assert [(problem.code, problem.place) for problem in refused.value.problems] == [
        ("W510", "guides/manual: wheel-drawn")
    ]


# What stands in for a drawing -------------------------------------------------


@cache
def figures() -> tuple[tuple[Document, Figure], ...]:
    """Return every drawing of both toolkits with a document that holds it."""
    found: dict[str, tuple[Document, Figure]] = {}
    for root in (ROOT / "content", SAMPLE):
        library, _ = load(root)
        for document in compose_all(library).values():
            for node in walk(document):
                if isinstance(node, Figure) and node.drawing:
                    found.setdefault(f"{document.language}/{node.id}", (document, node))
    return tuple(found.values())


def test_every_kind_is_used_in_both_directions() -> None:
    kinds = {type(figure.drawing).__name__ for document, figure in figures() if document.direction == "rtl"}
    assert kinds == {"Process", "Cycle", "Wheel", "Matrix", "Timeline", "Tree", "Map", "Bars", "Radar"}
    assert len([1 for document, _ in figures() if document.direction == "ltr"]) >= 8


def test_alternatives_name_every_label_and_every_value() -> None:
    for document, figure in figures():
        language = load_language(document.language)
        said = [text.rstrip(".") for text in words(figure.drawing)]
        if isinstance(figure.drawing, Radar):
            said += [f"{value:g}" for series in figure.drawing.series for value in series.values]
        assert said
        for text in said:
            assert text in figure.alternative, (language.tag, figure.id)


def test_numbers_have_a_table_beside_them() -> None:
    for _, figure in figures():
        assert (figure.twin is not None) == isinstance(figure.drawing, Bars | Radar), figure.id


# Drawings ---------------------------------------------------------------------

SHORT = st.text("abcdefg hijk", min_size=1, max_size=14).map(lambda text: " ".join(text.split()) or "x")
LONGER = st.text("abcdefgh ijkl mnop", max_size=60).map(lambda text: " ".join(text.split()))
STEPS = st.builds(Step, SHORT, LONGER)


def lists(items: Any, least: int, most: int) -> Any:
    return st.lists(items, min_size=least, max_size=most).map(tuple)


@st.composite
def matrices(choose: Any) -> Matrix:
    columns = choose(lists(SHORT, 2, 5))
    cells = st.tuples(*(st.builds(Cell, SHORT, st.integers(0, 3)) for _ in columns))
    return Matrix(choose(LONGER), choose(SHORT), columns, choose(lists(st.builds(Row, SHORT, cells), 2, 6)))


@st.composite
def timelines(choose: Any) -> Timeline:
    stages = choose(lists(SHORT, 2, 6))
    spans = st.tuples(st.integers(0, len(stages) - 1), st.integers(0, len(stages) - 1)).map(sorted)
    bars = st.builds(lambda text, span: Bar(text, span[0], span[1]), SHORT, spans)
    return Timeline(stages, choose(lists(st.builds(Lane, SHORT, lists(bars, 1, 4)), 1, 5)))


@st.composite
def questions(choose: Any, depth: int = 3) -> Question:
    def answer() -> Answer:
        if depth and choose(st.booleans()):
            return Answer(choose(SHORT), then=choose(questions(depth - 1)))
        return Answer(choose(SHORT), choose(LONGER) or "so", choose(st.sampled_from(("go", "care", "stop"))))

    return Question(choose(SHORT), tuple(answer() for _ in range(choose(st.integers(2, 3)))))


@st.composite
def radars(choose: Any) -> Radar:
    axes = choose(lists(SHORT, 3, 9))
    values = st.tuples(*(st.floats(0, 5) for _ in axes))
    return Radar(axes, choose(lists(st.builds(Series, SHORT, values), 1, 3)), 5.0, "5")


@st.composite
def placed(choose: Any) -> Placed:
    matrix = choose(matrices())
    at = st.integers(0, len(matrix.rows) - 1), st.integers(0, len(matrix.columns) - 1)
    return Placed(matrix, choose(lists(st.builds(Mark, SHORT, *at), 1, 2)))


@st.composite
def spreads(choose: Any) -> Spread:
    def row() -> SpreadRow:
        dots = sorted(choose(st.lists(st.integers(0, 100), min_size=1, max_size=200)))
        return SpreadRow(
            choose(SHORT), "0 · 50 · 100", dots[0], dots[len(dots) // 2], dots[-1], tuple(map(float, dots))
        )

    rows = tuple(row() for _ in range(choose(st.integers(1, 6))))
    return Spread(choose(SHORT), ("0", "100"), rows, ("a return", "the median"), 100.0)


@st.composite
def shares(choose: Any) -> Shares:
    keys = choose(lists(SHORT, 2, 4))
    part = st.integers(0, 200).map(lambda value: Part(str(value) if value else "", float(value)))
    one = st.tuples(*(part for _ in range(len(keys) + 1))).filter(lambda parts: any(p.value for p in parts))
    return Shares(choose(SHORT), keys, "none", choose(lists(st.builds(Share, SHORT, one), 1, 12)))


DRAWINGS: dict[str, Any] = {
    "process": st.builds(Process, lists(st.builds(Step, SHORT, LONGER, SHORT), 2, 8)),
    "cycle": st.builds(Cycle, SHORT, lists(STEPS, 3, 8)),
    "wheel": st.builds(Wheel, SHORT, lists(STEPS, 3, 8)),
    "matrix": matrices(),
    "timeline": timelines(),
    "tree": st.builds(Tree, questions()),
    "map": st.builds(Map, SHORT, lists(st.builds(Group, SHORT, lists(LONGER.map(lambda t: t or "x"), 1, 6)), 2, 8)),
    "bars": st.builds(
        Bars,
        LONGER.map(lambda t: t or "x"),
        lists(st.builds(Amount, SHORT, st.just("12"), st.floats(0, 50)), 2, 9),
        st.just(50.0),
    ),
    "radar": radars(),
    "placed": placed(),
    "spread": spreads(),
    "shares": shares(),
}


@cache
def engine() -> Engine:
    return Engine(DESIGN, SAMPLE)


def drawn(drawing: Drawing, language: str = "en") -> Drawn:
    return draw(drawing, DESIGN, engine().fonts, everything(language), "here")


def boxes(made: Drawn, language: str = "en") -> Iterator[tuple[Label, float, float, float, float]]:
    """Yield every label with the box of its ink: left, top, right, bottom."""
    ruler = make_ruler(DESIGN, engine().fonts, language)
    for label in made.labels:
        wide = max(ruler.width(line, label.size, bold=label.bold) for line in label.lines)
        high = len(label.lines) * label.size * made.scale * LEADING * MM_PER_POINT
        spare = label.width - wide
        left = label.x + {"start": 0.0, "center": spare / 2, "end": spare}[label.align]
        yield label, left, label.y, left + wide, label.y + high


@pytest.mark.parametrize("kind", DRAWINGS)
@given(st.data())
@settings(max_examples=60, deadline=None)
def test_labels_are_all_there_in_order_and_do_not_overlap(kind: str, data: st.DataObject) -> None:
    drawing = data.draw(DRAWINGS[kind])
    try:
        made = drawn(drawing)
    except ContentError as refused:
        if any(problem.code != "W510" for problem in refused.problems):
            raise
        return  # no room, and told so
    assert [" ".join(label.lines) for label in made.labels] == list(words(drawing))
    placed = list(boxes(made))
    for number, (label, left, top, right, bottom) in enumerate(placed):
        assert left >= -0.01, label
        assert right <= made.width + 0.01, label
        assert top >= -0.01, label
        assert bottom <= made.height + 0.01, label
        for other, x, y, far, low in placed[number + 1 :]:
            apart = right <= x + 0.01 or far <= left + 0.01 or bottom <= y + 0.01 or low <= top + 0.01
            assert apart, (label, other)


def test_the_engine_sets_labels_as_wide_as_they_were_measured() -> None:
    """What was measured is at least what the engine needs, in both scripts, and hardly more."""
    for document, figure in figures():
        made = draw(figure.drawing, DESIGN, engine().fonts, document, "here") if figure.drawing else None
        assert made
        xhtml = Engine.xhtml(engine(), document)
        assert f'width="{made.width:.2f}mm"' in xhtml
    for language in ("en", "ar"):
        layout = engine().lay_out_once(everything(language), {})
        lines = [line for page in layout.rendered.pages for line in _label_lines(page._page_box)]
        assert len(lines) > 6
        for label, line in lines:
            assert sum(child.width for child in line.children) <= label.width + 0.5


def _label_lines(box: Any, label: Any = None) -> Iterator[tuple[Any, Any]]:
    box = getattr(box, "_box", box)
    if box.element is not None and box.element.tag == "p" and "inset-block-start" in box.element.get("style", ""):
        label = box
    if type(box).__name__ == "LineBox" and label is not None:
        yield label, box
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _label_lines(child, label)


def test_fields_that_meet_stay_apart_in_greys() -> None:
    """CIE L* (CIE 15) of fills that may stand side by side differs by at least 20."""
    ladder = ["brand-soft", "shade-1", "shade-2", "brand"]
    steps = [_lightness(DESIGN.palette[name]) for name in ladder]
    assert all(a - b >= 20 for a, b in pairwise(steps)), steps


def _lightness(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return float(116 * luminance ** (1 / 3) - 16)

"""Both legs of the proof on drawings: every text and every number counts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from press.design import load_design
from press.document import Document, Figure, Section, walk
from press.drawing import words
from press.problem import ContentError, Problem
from press.prove.pdf import page_map, prove_pdf
from press.prove.source import prove_source
from press.toolkit import compose_all, load
from press.write.layout import Engine
from press.write.pdf import write_pdf
from tests.proof.tree_faults import changed_at, sites
from tests.samples import CITED, everything

SAMPLE = Path(__file__).parents[1] / "toolkits" / "clean-hands" / "content"
GUIDE = "guides/basics"


@cache
def guide() -> Document:
    library, _ = load(SAMPLE)
    return compose_all(library)[GUIDE]


def leg_a(document: Document) -> list[Problem]:
    return prove_source(SAMPLE, "ar", [document], complete=False)


def otherwise(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield a drawing with each of its texts and numbers changed in turn, each with a name."""
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            for name, changed in otherwise(item):
                yield f"{place}.{name}", (*value[:place], changed, *value[place + 1 :])
        if len(value) > 1:
            yield "without the last", value[:-1]
            yield "swapped", (value[1], value[0], *value[2:])
    elif isinstance(value, str) and value:
        yield "text", "stop" if value in ("go", "care") else "go" if value == "stop" else f"{value}x"
    elif isinstance(value, int | float):
        yield "number", value + 1
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            for name, changed in otherwise(getattr(value, field.name)):
                yield f"{field.name}.{name}", replace(value, **{field.name: changed})


def with_drawing(document: Document, figure: Figure, **changes: Any) -> Document:
    (site,) = sites(document, lambda node: node is figure)
    return changed_at(document, site, lambda node: replace(node, **changes))


def drawn(document: Document) -> list[Figure]:
    return [node for node in walk(document) if isinstance(node, Figure) and node.drawing]


def test_the_guide_itself_is_sound() -> None:
    assert leg_a(guide()) == []
    assert len(drawn(guide())) == 9


@pytest.mark.parametrize("number", range(9))
def test_leg_a_compares_every_text_and_every_number(number: int) -> None:
    figure = drawn(guide())[number]
    changes = [(name, changed) for name, changed in otherwise(figure.drawing) if changed != figure.drawing]
    assert len(changes) > 6
    for name, changed in changes:
        problems = leg_a(with_drawing(guide(), figure, drawing=changed))
        assert any(figure.id in problem.message for problem in problems), (figure.id, name)


def test_leg_a_wants_the_drawing_its_table_and_an_alternative_that_names_all() -> None:
    for figure in drawn(guide()):
        longest = max(words(figure.drawing), key=len)
        unsaid = figure.alternative.replace(longest.rstrip("."), "")
        changes: list[dict[str, Any]] = [{"drawing": None}, {"alternative": unsaid}]
        if figure.twin:
            changes += [{"twin": None}, {"twin": replace(figure.twin, rows=figure.twin.rows[1:])}]
        for change in changes:
            assert leg_a(with_drawing(guide(), figure, **change)), (figure.id, change.keys())


# Leg B ------------------------------------------------------------------------


@cache
def engine() -> Engine:
    return Engine(load_design(), SAMPLE)


def figures_alone(language: str) -> Document:
    """Return a document that holds nothing but drawings."""
    whole = everything(language)
    return replace(whole, blocks=(Section("alone", 1, "1", whole.title, tuple(drawn(whole))),))


def written(document: Document) -> bytes:
    return write_pdf(engine().lay_out(document, CITED), engine())


def found_in(changed: Document, document: Document) -> list[Problem]:
    """Return what the proof finds in the PDF of a changed document; or why it could not be laid out, without room."""
    try:
        data = written(changed)
    except ContentError as refused:
        return list(refused.problems)
    return [problem for problem in prove_pdf(data, document, CITED) if problem.code != "P606"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_leg_b_reads_every_label_of_a_drawing(language: str) -> None:
    document = figures_alone(language)
    own = written(document)
    assert prove_pdf(own, document, {**CITED, document.stem: page_map(own, document)}) == []
    for figure in drawn(document):
        shown = [
            (n, c) for n, c in otherwise(figure.drawing) if n.endswith((".text", "last", "swapped")) and "tone" not in n
        ]
        assert len(shown) > 3
        for name, changed in shown:
            problems = found_in(with_drawing(document, figure, drawing=changed), document)
            assert any(figure.id in problem.message for problem in problems), (figure.id, name)


def test_labels_belong_to_their_figure() -> None:
    """A label that stands beside the figure in the structure is read twice: by itself and in the alternative."""
    document = figures_alone("en")
    with pikepdf.Pdf.open(io.BytesIO(written(document))) as pdf:
        figures = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"]
        (whole,) = (o for o in figures if "Steps with a gate" in str(o.get("/Alt", "")))
        whole.S = pikepdf.Name.Div
        del whole["/Alt"]
        target = io.BytesIO()
        pdf.save(target)
    codes = {problem.code for problem in prove_pdf(target.getvalue(), document, CITED)}
    assert codes & {"P601", "P613"}

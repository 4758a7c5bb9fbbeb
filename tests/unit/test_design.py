"""The design: contrast, logical properties, tokens, and templates that hold structure and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, get_args

import pytest
import tinycss2

from press import document as doc
from press.design import CONTRASTS, STYLES, TEMPLATES, ContrastPair, Design, load_design, script_of
from press.toolkit import compose_all
from press.write.layout import Engine
from tests.unit.toolkit_fixture import MANUAL, SmallToolkit

DESIGN = load_design()
SHEETS = sorted(STYLES.glob("*.css"))
# The pages of a document are written by code, as their margins mirror with the direction.
PAGE_RULES = (STYLES.parent / "press" / "write" / "css.py").read_text("utf-8")
BLOCKS = (TEMPLATES / "blocks.xhtml").read_text("utf-8")
INLINES = (TEMPLATES / "inlines.xhtml").read_text("utf-8")
FIGURES = "".join(p.read_text("utf-8") for p in sorted((STYLES.parent / "press" / "write" / "figures").glob("*.py")))
HTML = (STYLES.parent / "press" / "write" / "html.py").read_text("utf-8")
ALL_TEMPLATES = "".join(path.read_text("utf-8") for path in sorted(TEMPLATES.iterdir()))

# Contrast


def luminance(colour: str) -> float:
    """WCAG 2.1, relative luminance."""
    assert re.fullmatch("#[0-9a-f]{6}", colour)
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("pair", CONTRASTS, ids=lambda pair: f"{pair.text} on {pair.background}")
def test_text_stands_out_from_its_background(pair: ContrastPair) -> None:
    assert contrast(DESIGN.palette[pair.text], DESIGN.palette[pair.background]) >= 4.5


def test_colours_are_tokens() -> None:
    """What is drawn in a colour that is written out escapes the tokens, and these tests."""
    for name, value in declarations():
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|\bopacity\b", f"{name}: {value}")


def test_the_pairs_are_those_that_meet_on_pages(small_pages: list[Any]) -> None:
    """Every text of a toolkit that has all kinds of blocks stands out; no pair of colours was forgotten."""
    pairs = {(DESIGN.palette[pair.text], DESIGN.palette[pair.background]) for pair in CONTRASTS}
    met = {pair for page in small_pages for pair in _colours(page._page_box, "#ffffff")}
    assert len(met) > 12
    assert met - pairs == set()


@pytest.fixture(scope="module")
def small_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The pages of a small toolkit: a guide, a questionnaire, and a primer."""
    toolkit = SmallToolkit(tmp_path_factory.mktemp("design"))
    ref = "{ref}`wheel-guide`"
    for kind in ("note", "tip"):
        callout = f"- callout:\n          id: a-{kind}\n          kind: {kind}\n          title: A {kind}\n"
        text = (
            f"          text: |\n            So says {ref}.[^so]\n\n            [^so]: Or [so](https://example.org/).\n"
        )
        toolkit.edit(MANUAL, "      - figure:\n", f"      {callout}{text}      - figure:\n")
        ref = "{ref}`ice`"
    engine = Engine(DESIGN, toolkit.root)
    made = compose_all(toolkit.library())
    wanted = ("guides/manual", "questionnaires/survey", "primers/rider.winter")
    return [page for stem in wanted for page in engine.lay_out(made[stem], {}).rendered.pages]


def _colours(box: Any, background: str) -> Iterator[tuple[str, str]]:
    """Yield the colour of every text in a box of the engine, with what it stands on."""
    box = getattr(box, "_box", box)  # the engine's placeholders of positioned boxes
    own = box.style["background_color"]
    background = _hex(own) if own is not None and own.alpha else background
    if getattr(box, "text", "").strip():
        yield _hex(box.style["color"]), background
    for child in box.all_children() if hasattr(box, "all_children") else ():
        yield from _colours(child, background)


def _hex(colour: Any) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour.coordinates[:3])


# Styles


def declarations() -> Iterator[tuple[str, str]]:
    """Yield the properties of all style sheets with their values; the sheets must be flawless."""
    for sheet in SHEETS:
        rules = tinycss2.parse_stylesheet(sheet.read_text("utf-8"), skip_comments=True, skip_whitespace=True)
        yield from chain.from_iterable(map(_declarations, rules))


def _declarations(rule: Any) -> Iterator[tuple[str, str]]:
    assert rule.type == "qualified-rule", rule
    for item in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        assert item.type == "declaration", item
        yield item.lower_name, tinycss2.serialize(item.value).strip()


def test_styles_are_logical() -> None:
    """Nothing says left or right, or top or bottom, so that a page can be mirrored."""
    found = list(declarations())
    assert len(found) > 200
    for name, value in found:
        # A figure's greatest height is a length, not a side.
        assert not re.search(r"(^|-)(left|right|top|bottom)(-|$)", name), f"{name}: {value}"
        if name in ("text-align", "float", "clear", "caption-side", "break-before", "break-after"):
            assert not re.search(r"\b(left|right)\b", value), f"{name}: {value}"
        assert name not in ("transform", "direction", "background-position"), f"{name}: {value}"


def test_shorthands_treat_both_sides_alike() -> None:
    """`margin: 1mm 2mm 3mm 4mm` is physical however it looks: left and right have to be equal."""
    for name, value in declarations():
        parts = re.findall(r"var\([^)]*\)|\S+", value)
        if name in ("margin", "padding", "border-width", "inset") and len(parts) == 4:
            assert parts[1] == parts[3], f"{name}: {value}"


def test_page_numbers_never_come_from_the_layout_engine() -> None:
    """`target-counter` loses footnotes: pages come from the page map."""
    everything = PAGE_RULES + ALL_TEMPLATES + "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    assert not re.search(r"target-(counters?|text)\s*\(", everything)


# Tokens


def tokens(design: Design) -> set[str]:
    return {
        *(f"color-{name}" for name in design.palette),
        *(f"size-{name}" for name in design.sizes),
        *(f"leading-{name}" for name in design.leading),
        *(f"space-{name}" for name in design.space),
        *("font-text", "font-display", "italic"),
        *("page-start", "page-start-from-bleed", "to-bleed"),  # what follows from the page and the bleed
    }


def test_every_variable_is_a_token_and_every_token_is_used() -> None:
    css = re.sub(r'"""[\s\S]*?"""', "", PAGE_RULES) + "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", css))
    used |= {f"color-{name}" for name in re.findall(r"palette\['([a-z-]+)'\]", css)}
    used |= {f"color-{name}" for name in re.findall(r'"(shade-[a-z0-9]+)"', FIGURES)}
    assert used - tokens(DESIGN) == set(), "no such token"
    assert tokens(DESIGN) - used == set(), "nobody uses this token"


def test_every_page_token_is_used() -> None:
    named = set(re.findall(r"page\['([a-z-]+)'\]", PAGE_RULES)) | {
        f"margin-{side}" for side in ("start", "end") if f"page['margin-{side}']" in PAGE_RULES
    }
    assert named == set(DESIGN.page)


def test_no_variable_is_defined_in_the_styles() -> None:
    assert [name for name, _ in declarations() if name.startswith("--")] == []


def test_every_family_has_the_faces_that_styles_ask_for() -> None:
    named = {family for fonts in DESIGN.fonts.values() for family in (fonts.text, fonts.display)}
    faces = {(face.family, face.weight, face.style) for face in DESIGN.faces}
    assert named == {family for family, _, _ in faces}
    weights = {int(value) for name, value in declarations() if name == "font-weight"}
    styles = {fonts.italic for fonts in DESIGN.fonts.values()}
    for fonts in DESIGN.fonts.values():
        for family in (fonts.text, fonts.display):
            for weight in weights:
                assert {(family, weight, style) for style in ("normal", fonts.italic)} <= faces
    assert styles == {"italic", "normal"}


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en", "Latn"),
        ("ar", "Arab"),
        ("pt-BR", "Latn"),
        ("sr-Latn", "Latn"),
        ("fa", "Arab"),
        ("ru", "Cyrl"),
        ("qq", "Latn"),
    ],
)
def test_script_of_a_language(language: str, script: str) -> None:
    assert script_of(language) == script


# Templates


def test_templates_say_nothing_themselves() -> None:
    """Every word comes from the Document: what is left of a template without Jinja and tags has no letter."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", ALL_TEMPLATES, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:alt|title|aria-label|summary|placeholder)="([^"]*)"', bare)
    texts = re.sub(r"<[^>]*>", " ", bare)
    assert re.findall(r"\w+", texts + " ".join(spoken)) == []


def macros(template: str) -> list[str]:
    return re.findall(r"\{%-? macro ([a-z_]+)\(", template)


@pytest.mark.parametrize(("template", "union"), [(BLOCKS, doc.Block), (INLINES, doc.Inline)], ids=["blocks", "inlines"])
def test_every_node_has_a_macro_and_every_macro_a_use(template: str, union: Any) -> None:
    nodes = {node.__name__.lower() for node in get_args(union)}
    defined = macros(template)
    assert len(defined) == len(set(defined)), "a macro is written twice"
    assert nodes - set(defined) == set(), "a node has no macro"
    for helper in set(defined) - nodes:
        assert re.search(rf"\{{\{{ {helper}\(", template), f"nobody calls the macro {helper}"


def test_every_class_that_is_styled_is_given() -> None:
    """A style for a class that no template gives is for nothing."""
    plain = re.sub(r"\{%.*?%\}", " ", ALL_TEMPLATES) + HTML + FIGURES
    given = set(" ".join(re.findall(r'class="([^"]*)"', plain)).split())
    given |= {*get_args(doc.DocumentKind), *get_args(doc.FieldKind), *get_args(doc.Alignment), "note", "tip", "warning"}
    given |= {*get_args(doc.EntryKind), "to-do"}  # of places to fill in, and of what there is to do
    given |= {f"level-{number}" for number in (1, 2, 3)} | {f"columns-{number}" for number in range(1, 13)}
    for sheet in SHEETS:
        selectors = re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", sheet.read_text("utf-8"), flags=re.DOTALL)
        assert set(re.findall(r"\.([a-z][a-z0-9-]*)", selectors)) - given == set()

"""Faults put into select, compose and markdown: leg A of the proof catches every one."""

from __future__ import annotations

import pytest

from tests.builds import ROOT, SAMPLE
from tests.patches.patched_tree import Patch, RunPatched, nothing

pytestmark = pytest.mark.xdist_group("patches")  # what they share is made once

SELECT, UNITS, CONTEXT, FRAME = (
    "press/select.py",
    "press/compose/units.py",
    "press/compose/context.py",
    "press/compose/frame.py",
)
FIGURES, FIELDS = "press/compose/figures.py", "press/compose/fields.py"
MARKDOWN, GUIDE, PRIMER = "press/markdown.py", "press/compose/guide.py", "press/compose/primer.py"
POSTER, DOCUMENT = "press/compose/poster.py", "press/compose/document.py"
QUESTIONNAIRE, INDEX = "press/compose/questionnaire.py", "press/compose/index.py"

PATCHES = (
    Patch("roles inverted", SELECT, "value in readers[axis] for", "value not in readers[axis] for"),
    Patch("axes mean or", SELECT, "return all(axis not in readers", "return not axes or any(axis not in readers"),
    Patch("profile of the enclosing section lost", SELECT, "narrowed = dict(outer or {})", "narrowed = {}"),
    Patch("own profile of a part ignored", SELECT, "fits(readers_of(content.for_, outer), axes)", "fits(outer, axes)"),
    Patch("promoted to primers of others", SELECT, "unit.primer.for_ if unit.primer else {}", "{}"),
    Patch("lightest first", SELECT, "fitting.sort(key=_weight, reverse=True)", "fitting.sort(key=_weight)"),
    Patch("one unit less than the limit", SELECT, "fitting[: place.limit]", "fitting[: place.limit - 1]"),
    Patch("heaviest dropped", SELECT, "fitting[: place.limit]", "fitting[1 : place.limit + 1]"),
    Patch("last part dropped", GUIDE, "for p in section.body for", "for p in section.body[:-1] for"),
    Patch(
        "first question dropped",
        QUESTIONNAIRE,
        "for question in group.questions)",
        "for question in group.questions[1:])",
    ),
    Patch("every place takes everything", SELECT, "candidate.unit.primer.place == place.id", "True"),
    Patch("part doubled", UNITS, "return (unit(content, context),)", "return (unit(content, context),) * 2"),
    Patch(
        "text doubled",
        UNITS,
        "        return context.blocks(content)\n",
        "        return context.blocks(content) * 2\n",
    ),
    Patch(
        "table row dropped",
        UNITS,
        "caption=str(content.caption), audience",
        "caption=str(content.caption), rows=table.rows[1:], audience",
    ),
    Patch("options reversed", FIELDS, "enumerate(options, start=1)", "enumerate(options[::-1], start=1)"),
    Patch(
        "option key from its text",
        FIELDS,
        "Choice(str(option.key), str(option.text), str(place)",
        "Choice(str(option.text), str(option.text), str(place)",
    ),
    Patch("yes and no swapped", FIELDS, '("yes", "no", NOT_APPLICABLE)', '("no", "yes", NOT_APPLICABLE)'),
    Patch("alternative text from the caption", UNITS, '" ".join(content.alternative.split())', "str(content.caption)"),
    Patch("gates of a process dropped", FIGURES, 'getattr(s, "gate", None)', "None"),
    Patch("levels of a matrix forgotten", FIGURES, "d.Cell(str(cell.text), cell.level)", "d.Cell(str(cell.text))"),
    Patch("bars of one stage alone", FIGURES, "order[bar.to or bar.from_]", "order[bar.from_]"),
    Patch("every outcome the same", FIGURES, 'a.tone or "care"', '"care"'),
    Patch(
        "numbers without their decimals",
        FIGURES,
        "language.number(bar.value), float",
        "language.number(bar.value // 1), float",
    ),
    Patch(
        "last axis without its row",
        FIGURES,
        "rows = list(zip(drawing.axes, *columns, strict=True))",
        "rows = list(zip(drawing.axes, *columns, strict=True))[:-1]",
    ),
    Patch(
        "alternative without the labels",
        FIGURES,
        'alternative=f"{figure.alternative} {listing}"',
        "alternative=figure.alternative",
    ),
    Patch("help dropped", FIELDS, "context.blocks(question.help)", "()"),
    Patch("audience inverted", CONTEXT, "if value.id in profile[axis.id]", "if value.id not in profile[axis.id]"),
    Patch(
        "origin in another document",
        CONTEXT,
        "return Reference(unit, (Text(words),), home.stem,",
        "return Reference(unit, (Text(words),), 'guides/other',",
    ),
    Patch("term text replaced by its id", CONTEXT, "role.text or str(self.library.terms[target].term)", "target"),
    Patch("terms linked on a poster", CONTEXT, "if self.terms_are_plain:", "if False:"),
    Patch("panels not counted", POSTER, "str(count), context)", '"1", context)'),
    Patch("panels without what they show", POSTER, "for source in shown)", "for source in shown[1:])"),
    Patch("panels without their own text", POSTER, " + context.blocks(panel.text)", ""),
    Patch("panels without a line", POSTER, 'str(panel.line or "")', '""'),
    Patch("panels titled by their id", POSTER, "context.index[target].spot.title", "target"),
    Patch("posters on one size of paper", SELECT, "for size in poster.sizes:", "for size in poster.sizes[:1]:"),
    Patch("leaflets of any length", DOCUMENT, "return pages", "return 0"),
    Patch("cited source forgotten", CONTEXT, "self.sources.add(source)", "pass"),
    Patch("terms of definitions forgotten", FRAME, "queue.extend(inner - used)\n        used |= inner", "pass"),
    Patch("summary dropped from the cover", FRAME, "context.blocks(resource.summary)", "()"),
    Patch("first entry of the contents dropped", FRAME, "(*_entries(body), ", "(*_entries(body)[1:], "),
    Patch("numbers from zero", INDEX, "in enumerate(sections, start=1):", "in enumerate(sections, start=0):"),
    Patch(
        "subsections before the text",
        GUIDE,
        "blocks += _sections(section.sections, number, level + 1, context)",
        "blocks = _sections(section.sections, number, level + 1, context) + blocks",
    ),
    Patch("questions of a primer by id", PRIMER, "context.blocks(source.text)", "(context.paragraph(str(source.id)),)"),
    Patch("section text of a questionnaire dropped", QUESTIONNAIRE, "context.blocks(group.text) + ", ""),
    Patch("note dropped", MARKDOWN, "yield Footnote(number, self._content(paragraph))", "yield Footnote(number, ())"),
    Patch("words joined at line ends", MARKDOWN, 'yield Text(" ")', 'yield Text("")'),
    Patch("list items reversed", MARKDOWN, "for item in node.children)\n", "for item in reversed(node.children))\n"),
    Patch("strong words dropped", MARKDOWN, "yield Strong(self._content(node))", "yield Strong(())"),
    Patch(
        "columns swapped",
        MARKDOWN,
        "for cell in row.children) for row in rows]",
        "for cell in reversed(row.children)) for row in rows]",
    ),
    Patch("definition dropped", MARKDOWN, "meaning += self._blocks(node.children)", "meaning += ()"),
)


TOOLKITS = (SAMPLE, ROOT / "content")


@pytest.mark.parametrize("file", sorted({patch.file for patch in PATCHES}))
def test_the_tree_itself_is_sound(file: str, run_patched: RunPatched) -> None:
    """Also when no more of it is new than with a fault in this file."""
    for root in TOOLKITS:
        assert run_patched(nothing(file), "leg_a", root) == []


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_fault_is_caught(patch: Patch, run_patched: RunPatched) -> None:
    """In one of the toolkits; the second, which is larger, is asked when the first does not show it."""
    found = (line for root in TOOLKITS for line in run_patched(patch, "leg_a", root))
    assert any(" P65" in line for line in found), patch.name

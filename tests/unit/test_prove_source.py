"""Leg A of the proof: a tiny toolkit whose Documents are written by hand, whole and then damaged in every way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from press.document import (
    Action,
    Block,
    Callout,
    Case,
    Choice,
    Contents,
    ContentsEntry,
    Cover,
    DefinitionItem,
    DefinitionList,
    Document,
    DocumentKind,
    Emphasis,
    Field,
    Figure,
    Footnote,
    Imprint,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Reference,
    Running,
    Section,
    Strong,
    Table,
    Takeaway,
    Text,
    Video,
)
from press.problem import Problem
from press.prove.source import prove_source
from press.prove.source_words import read_markdown, shown
from tests.samples import asked

TOOLKIT = """\
format: 1
id: tiny
symbol: TINY
version: 0.1.0
date: 2026-11-23
title: Tiny Toolkit
publisher: Nobody
notice: |
  Nobody stands behind *this*.
source-language: en
languages:
  - id: en
axes:
  - id: role
    title: Role
    values:
      - id: adviser
        title: Adviser
        phrase: advisers
        description: |
          You advise.
      - id: manager
        title: Manager
        phrase: managers
        description: |
          You decide.
  - id: level
    title: Level
    values:
      - id: basic
        title: Basic
        phrase: newcomers
        description: |
          New.
      - id: advanced
        title: Advanced
        phrase: experts
        description: |
          Old.
resources: [start, form]
"""

GUIDE = r"""
format: 1
id: start
title: A Guide to Tools
short: Guide
subtitle: What they are
summary: |
  A summary.
tailor: [level]
sections:
  - id: first
    title: First things
    body:
      - text: |
          A *plain* word about a {term}`tool`, with **two
          strong** words and 3 \* 4.[^why]

          [^why]: Because of the
          {ref}`paper`.

          - One

            more of one
            1. inner
            2. second inner
          - Two

          After the list.
      - takeaway:
          id: remember
          text: |
            Remember this.
          primer: {place: messages, weight: 10}
      - text: |
          Between the units,··
          see {ref}`second` and {ref}`the form <form>`.

          Word
          : Its meaning.

          | Head | Tail |
          |---|--:|
          | a | b |
          | c | d \| e |
      - action:
          id: act-now
          title: Act now
          text: |
            Do it with a {term}`tool`.
          for: {role: [manager]}
          primer: {place: messages, weight: 80}
      - case:
          id: story
          title: A story
          text: |
            It happened.

            It ended.
          primer: {place: cases, weight: 5}
  - id: second
    title: Second things
    body:
      - callout:
          id: beware
          kind: warning
          title: Beware
          text: |
            Of the [dog](https://example.org/dog_*).
    sections:
      - id: deep
        title: Deep things
        for: {level: [advanced]}
        body:
          - quote:
              id: said
              text: |
                So it was said.
              source: book
          - table:
              id: kinds
              caption: Kinds of things
              text: |
                | Kind | Use |
                |---|---|
                | big | {term}`much <much-used>` |
          - figure:
              id: picture
              caption: A picture
              image: picture.svg
              alternative: A sentence about it.
          - video:
              id: film
              title: A film
              address: https://example.org/film
              duration: 3 min
              text: |
                It shows.[^end]

                [^end]: The end.
""".replace("·", " ")  # editors take spaces off the ends of lines

FORM = """\
format: 1
id: form
title: A Form
short: Form
subtitle: To fill in
summary: |
  Answer it.
instructions: |
  Use a pen.
scales:
  - id: often
    options:
      - key: never
        text: Never
      - key: always
        text: Always
sections:
  - id: people
    title: People
    text: |
      About people.
    questions:
      - id: trained
        kind: yes-no
        text: |
          Are they trained?
        help: |
          Look at the plan.
        explained-by: second
        primer: {place: questions, weight: 20}
      - id: how-often
        kind: scale
        scale: often
        text: |
          How often?
        for: {role: [adviser]}
        primer: {place: questions, weight: 20}
      - id: how-long
        kind: number
        unit: days
        text: |
          How long?
        for: {role: [manager]}
      - id: which
        kind: pick-one
        text: |
          Which?
        options:
          - key: this
            text: This one
          - key: that
            text: That one
"""

PRIMERS = """\
format: 1
id: primers
tailor: [role]
title: "Primer for {role}"
short: Primer
subtitle: In short
summary: |
  Selected.
places:
  - id: messages
    title: What matters
    limit: 2
  - id: cases
    title: In practice
    limit: 1
  - id: questions
    title: Questions
    limit: 1
"""

GLOSSARY = """\
format: 1
terms:
  - id: machine
    term: machine
    definition: |
      A thing that moves.
  - id: much-used
    term: much used
    definition: |
      Used a lot.
  - id: tool
    term: tool
    definition: |
      A small {term}`machine`.
"""

SOURCES = """\
format: 1
sources:
  - id: book
    label: The Book
    title: A Book of Sayings
    author: Somebody
    year: "1948"
    address: https://example.org/book
  - id: paper
    label: The Paper
    title: A Paper
    author: Some Body
"""

FILES = {
    "toolkit.yaml": TOOLKIT,
    "en/resources/start.yaml": GUIDE,
    "en/questionnaires/form.yaml": FORM,
    "en/primers/primers.yaml": PRIMERS,
    "en/shared/glossary.yaml": GLOSSARY,
    "en/shared/sources.yaml": SOURCES,
}

# The same by hand -----------------------------------------------------------


def words(text: str) -> Inlines:
    return (Text(text),)


def prose(*inlines: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines))


def term(target: str, text: str = "") -> Reference:
    return Reference(target, words(text or target))


def origin(target: str, stem: str) -> Reference:
    return Reference(target, words("somewhere"), stem, (", page ", ""))


REMEMBER = Takeaway("remember", "Key point", (prose("Remember this."),))
ACT = Action("act-now", "What to do", "Act now", (prose("Do it with a ", term("tool"), "."),), audience="For managers")
STORY = Case("story", "Case", "A story", (prose("It happened."), prose("It ended.")))
FIRST = Section(
    "first",
    1,
    "1",
    "First things",
    (
        prose(
            "A ",
            Emphasis(words("plain")),
            " word about a ",
            term("tool"),
            ", with ",
            Strong(words("two strong")),
            " words and 3 * 4.",
            Footnote(1, (Text("Because of the "), Reference("paper", words("“The Paper”")), Text("."))),
        ),
        List(
            (
                (
                    prose("One"),
                    prose("more of one"),
                    List(((prose("inner"),), (prose("second inner"),)), ordered=True),
                ),
                (prose("Two"),),
            )
        ),
        prose("After the list."),
        REMEMBER,
        prose(
            "Between the units,",
            LineBreak(),
            "see ",
            Reference("second", words("section 2 “Second things”"), "", (" (page ", ")")),
            " and ",
            Reference("form", words("the form (Form)"), "questionnaires/form"),
            ".",
        ),
        DefinitionList((DefinitionItem(words("Word"), (prose("Its meaning."),)),)),
        Table(
            (words("Head"), words("Tail")),
            ((words("a"), words("b")), (words("c"), words("d | e"))),
            ("start", "end"),
        ),
        ACT,
        STORY,
    ),
)
BEWARE = Callout(
    "beware",
    "warning",
    "Warning",
    "Beware",
    (prose("Of the ", Link("https://example.org/dog_*", words("dog")), "."),),
)
DEEP = Section(
    "deep",
    2,
    "2.1",
    "Deep things",
    (
        Quote("said", (prose("So it was said."),), (Text("From "), Reference("book", words("The Book")))),
        Table(
            (words("Kind"), words("Use")),
            ((words("big"), (term("much-used", "much"),)),),
            ("start", "start"),
            "kinds",
            "Table 1",
            "Kinds of things",
        ),
        Figure("picture", "Figure 1", "A picture", "picture.svg", "A sentence about it."),
        Video(
            "film",
            "Video",
            "A film",
            "https://example.org/film",
            "3 min",
            (prose("It shows.", Footnote(2, words("The end."))),),
            "QR code",
        ),
    ),
    "For experts",
)
SECOND = Section("second", 1, "2", "Second things", (BEWARE, DEEP))
TOOL = DefinitionItem(words("tool"), (prose("A small ", term("machine"), "."),), "tool")
MACHINE = DefinitionItem(words("machine"), (prose("A thing that moves."),), "machine")
MUCH = DefinitionItem(words("much used"), (prose("Used a lot."),), "much-used")
BOOK = DefinitionItem(
    words("The Book"),
    (
        prose(
            "Somebody, ",
            Emphasis(words("A Book of Sayings")),
            ", 1948, ",
            Link("https://example.org/book", words("https://example.org/book")),
        ),
    ),
    "book",
)
PAPER = DefinitionItem(words("The Paper"), (prose("Some Body, ", Emphasis(words("A Paper"))),), "paper")
IMPRINT = Imprint("imprint", "About", (("Symbol", "TINY"),), (prose("Nobody stands behind this."), prose("Verify it.")))


TRAINED = asked(
    "trained",
    "1",
    "yes-no",
    (prose("Are they trained?"),),
    help=(prose("Look at the plan."),),
    choices=(Choice("yes", "Yes"), Choice("no", "No"), Choice("not-applicable", "Not applicable")),
    explained=(Text("Read more: "), Reference("second", words("section 2 “Second things”"), "guides/start")),
)
PEOPLE = Section(
    "people",
    1,
    "1",
    "People",
    (
        prose("About people."),
        TRAINED,
        asked(
            "how-often",
            "2",
            "scale",
            (prose("How often?"),),
            choices=(Choice("never", "Never"), Choice("always", "Always")),
            audience="For advisers",
        ),
        asked("how-long", "3", "number", (prose("How long?"),), room="A number, in days", audience="For managers"),
        asked(
            "which",
            "4",
            "pick-one",
            (prose("Which?"),),
            choices=(Choice("this", "This one"), Choice("that", "That one")),
            room="Tick one",
        ),
    ),
)


def listed(*items: DefinitionItem) -> Section:
    source = {"book", "paper"} >= {item.id for item in items}
    name, title = ("sources-cited", "Sources") if source else ("words-used", "Words used")
    return Section(name, 1, "", title, (DefinitionList(items),))


def document(
    stem: str, kind: DocumentKind, title: str, subtitle: str, summary: tuple[Block, ...], *body: Block
) -> Document:
    cover = Cover("Tiny Toolkit", kind, title, subtitle, summary, "TINY 0.1.0", "Nobody")
    value = stem.partition(".")[2] or (stem.partition("/")[2] if kind == "primer" else "")
    axis = "level" if kind == "guide" else "role"
    titled = [section for block in body for section in walk_sections(block)]
    entries = [ContentsEntry(section.id, section.level, section.number, section.title) for section in titled]
    entries.append(ContentsEntry("imprint", 1, "", "About"))
    contents = () if kind == "primer" else (Contents("contents", "Contents", tuple(entries)),)
    return Document(
        stem,
        kind,
        ((axis, value),) if value else (),
        "en",
        "ltr",
        "TINY",
        "0.1.0",
        "2026-11-23",
        title,
        "",
        "Nobody",
        Running("", "", "", ""),
        (cover, *contents, *body, IMPRINT),
    )


def walk_sections(block: Block) -> Iterator[Section]:
    if isinstance(block, Section):
        yield block
        for inner in block.blocks:
            yield from walk_sections(inner)


def guide(stem: str, *body: Block) -> Document:
    return document(stem, "guide", "A Guide to Tools", "What they are", (prose("A summary."),), *body)


def primer(role: str, description: Paragraph, *body: Block) -> Document:
    title, summary = f"Primer for {role}s", (prose("Selected."), description)
    return document(f"primers/{role}", "primer", title, "In short", summary, *body)


def place(name: str, title: str, *units: Block) -> Section:
    return Section(name, 1, "", title, units)


FROM_GUIDE: dict[str, Block] = {
    "remember": replace(REMEMBER, origin=origin("remember", "guides/start")),
    "act-now": replace(ACT, origin=origin("act-now", "guides/start"), audience=""),
    "story": replace(STORY, origin=origin("story", "guides/start")),
}
FROM_FORM = replace(TRAINED, help=(), answer=None, explained=(), origin=origin("trained", "questionnaires/form"))
GUIDE_ALL = guide("guides/start", FIRST, SECOND, listed(MACHINE, MUCH, TOOL), listed(BOOK, PAPER))
GUIDE_BASIC = guide(
    "guides/start.basic", FIRST, replace(SECOND, blocks=(BEWARE,)), listed(MACHINE, TOOL), listed(PAPER)
)
GUIDE_ADVANCED = guide(
    "guides/start.advanced",
    FIRST,
    replace(SECOND, blocks=(BEWARE, replace(DEEP, audience=""))),
    listed(MACHINE, MUCH, TOOL),
    listed(BOOK, PAPER),
)
QUESTIONS = document(
    "questionnaires/form",
    "questionnaire",
    "A Form",
    "To fill in",
    (prose("Answer it."),),
    Section("how-to-fill-in", 1, "", "How to fill this in", (prose("Use a pen."),)),
    PEOPLE,
)
ADVISER = primer(
    "adviser",
    prose("You advise."),
    place("messages", "What matters", FROM_GUIDE["remember"]),
    place("cases", "In practice", FROM_GUIDE["story"]),
    place("questions", "Questions", FROM_FORM),
)
MANAGER = primer(
    "manager",
    prose("You decide."),
    place("messages", "What matters", FROM_GUIDE["act-now"], FROM_GUIDE["remember"]),
    place("cases", "In practice", FROM_GUIDE["story"]),
    place("questions", "Questions", FROM_FORM),
    listed(MACHINE, TOOL),
)
ALL = (GUIDE_ALL, GUIDE_BASIC, GUIDE_ADVANCED, QUESTIONS, ADVISER, MANAGER)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def prove(root: Path, *documents: Document) -> list[Problem]:
    return prove_source(root, "en", documents, complete=False)


# Agreement ------------------------------------------------------------------


def test_the_documents_written_by_hand_agree(root: Path) -> None:
    assert [str(problem) for problem in prove_source(root, "en", ALL)] == []


def test_only_given_documents_are_compared(root: Path) -> None:
    assert prove(root, MANAGER) == []


def test_a_missing_document(root: Path) -> None:
    problems = prove_source(root, "en", ALL[:-1])
    assert [(p.code, p.place) for p in problems] == [("P655", "en/primers/primers.yaml:1:1")]
    assert "primers/manager" in problems[0].message


def test_a_document_too_many(root: Path) -> None:
    problems = prove_source(root, "en", (*ALL, replace(MANAGER, stem="primers/nobody"), ADVISER))
    assert [p.code for p in problems] == ["P655", "P655"]
    assert "primers/nobody" in problems[0].message
    assert "twice" in problems[1].message


def test_the_place_is_that_of_the_unit(root: Path) -> None:
    (problem,) = prove(root, rebuild(GUIDE_ALL, fields_of("act-now", title="Act later")))
    line = GUIDE.split("\n").index("          id: act-now") + 1
    assert problem.place == f"en/resources/start.yaml:{line}:11"
    assert problem.code == "P653"
    assert "guides/start" in problem.message
    assert "Act later" in problem.message
    assert "Act now" in problem.message


# Damage ---------------------------------------------------------------------

Change = Callable[[Any], Any]


def rebuild(node: Any, change: Change) -> Any:
    """Return a tree with every node changed; a node that becomes a tuple is spliced, None is taken out."""
    if isinstance(node, tuple):
        changed = [(item, rebuild(item, change)) for item in node]
        return tuple(
            new
            for old, result in changed
            for new in (result if isinstance(result, tuple) and not isinstance(old, tuple) else (result,))
            if new is not None
        )
    if is_dataclass(node) and not isinstance(node, type):
        inside = {field.name: rebuild(getattr(node, field.name), change) for field in fields(node)}
        return change(replace(node, **inside))
    return node


def on(name: str, change: Change) -> Change:
    """Apply a change to the unit with an id."""
    return lambda node: change(node) if getattr(node, "id", None) == name else node


def fields_of(name: str, **changes: Any) -> Change:
    return on(name, lambda node: replace(node, **changes))


def said(old: str, new: str) -> Change:
    return lambda node: Text(node.text.replace(old, new)) if isinstance(node, Text) and old in node.text else node


def blocks_of(name: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Change:
    return on(name, lambda node: replace(node, blocks=change(node.blocks)))


def only(kind: type[Any], **changes: Any) -> Change:
    return lambda node: replace(node, **changes) if type(node) is kind else node


def swapped(first: int, second: int) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    def swap(items: tuple[Any, ...]) -> tuple[Any, ...]:
        order = list(items)
        order[first], order[second] = order[second], order[first]
        return tuple(order)

    return swap


def pointing(name: str, **changes: Any) -> Change:
    return lambda node: replace(node, **changes) if isinstance(node, Reference) and node.target == name else node


def nobody(_: Any) -> None:
    return None


NEW = prose("Something new.")
LAST_NOTE = Footnote(2, words("The end."))
DAMAGE: dict[str, tuple[Document, Change, str, str]] = {
    # name: document, damage, code, unit
    "a unit lost": (GUIDE_ALL, on("remember", nobody), "P651", "remember"),
    "a section lost": (GUIDE_ALL, on("deep", nobody), "P651", "deep"),
    "the contents lost": (GUIDE_ALL, on("contents", nobody), "P651", "the contents"),
    "the imprint lost": (GUIDE_ALL, on("imprint", nobody), "P651", "the imprint"),
    "a unit doubled": (GUIDE_ALL, on("remember", lambda n: (n, n)), "P652", "remember"),
    "a unit without an id": (GUIDE_ALL, on("remember", lambda n: (n, replace(n, id=""))), "P652", "takeaway"),
    "an unknown unit": (GUIDE_ALL, on("story", lambda n: (n, replace(n, id="tale"))), "P652", "tale"),
    "another level's section": (
        GUIDE_BASIC,
        blocks_of("second", lambda b: (*b, replace(DEEP, audience=""))),
        "P652",
        "deep",
    ),
    "another role's action": (ADVISER, blocks_of("messages", lambda b: (FROM_GUIDE["act-now"], *b)), "P652", "act-now"),
    "a primer over its limit": (
        ADVISER,
        blocks_of("questions", lambda b: (*b, replace(b[0], id="how-often", number="2"))),
        "P652",
        "how-often",
    ),
    "units swapped": (GUIDE_ALL, blocks_of("first", swapped(-2, -1)), "P654", "act-now"),
    "a unit moved between paragraphs": (GUIDE_ALL, blocks_of("first", swapped(2, 3)), "P654", "remember"),
    "primer not by weight": (MANAGER, blocks_of("messages", swapped(0, 1)), "P654", "act-now"),
    "sections swapped": (
        GUIDE_ALL,
        lambda n: replace(n, blocks=swapped(2, 3)(n.blocks)) if isinstance(n, Document) else n,
        "P654",
        "first",
    ),
    "sources not in their order": (GUIDE_ALL, lambda n: _items(n, "paper", swapped(0, 1)), "P654", "book"),
    "questions swapped": (QUESTIONS, blocks_of("people", swapped(3, 4)), "P654", "how-long"),
    "a unit moved to another section": (
        rebuild(GUIDE_ALL, on("beware", nobody)),
        blocks_of("first", lambda b: (*b, BEWARE)),
        "P654",
        "beware",
    ),
    "a takeaway become a case": (
        GUIDE_ALL,
        on("remember", lambda n: Case("remember", "Case", "", n.blocks)),
        "P653",
        "remember",
    ),
    "a note become a tip": (GUIDE_ALL, fields_of("beware", kind="tip"), "P653", "beware"),
    "a word changed": (GUIDE_ALL, said("happened", "occurred"), "P653", "story"),
    "a word doubled": (GUIDE_ALL, said("It ended", "It It ended"), "P653", "story"),
    "a word in emphasis lost": (GUIDE_ALL, lambda n: None if n == Emphasis(words("plain")) else n, "P653", "first"),
    "an escape left": (GUIDE_ALL, said("3 * 4", r"3 \* 4"), "P653", "first"),
    "a no-break space lost": (GUIDE_ALL, said("Do it", "Do\u00a0it"), "P653", "act-now"),
    "a paragraph added": (GUIDE_ALL, blocks_of("story", lambda b: (*b, NEW)), "P653", "story"),
    "a paragraph lost": (GUIDE_ALL, blocks_of("story", lambda b: b[1:]), "P653", "story"),
    "paragraphs swapped": (GUIDE_ALL, blocks_of("story", swapped(0, 1)), "P653", "story"),
    "paragraphs joined": (
        GUIDE_ALL,
        blocks_of("story", lambda b: (prose("It happened. It ended."),)),
        "P653",
        "story",
    ),
    "a section's title": (GUIDE_ALL, fields_of("second", title="Other things"), "P653", "second"),
    "a bullet made a number": (GUIDE_ALL, lambda n: _list(n, ordered=True), "P653", "first"),
    "a number made a bullet": (GUIDE_ALL, only(List, ordered=False), "P653", "first"),
    "a list that starts elsewhere": (GUIDE_ALL, lambda n: _list(n, 1, start=2), "P653", "first"),
    "a list flattened": (
        GUIDE_ALL,
        lambda n: sum(n.items, ()) if isinstance(n, List) and n.ordered else n,
        "P653",
        "first",
    ),
    "a paragraph drawn into a list": (GUIDE_ALL, blocks_of("first", lambda b: _drawn(b)), "P653", "first"),
    "a definition changed": (GUIDE_ALL, said("Its meaning", "Its nonsense"), "P653", "first"),
    "a cell changed": (GUIDE_ALL, said("big", "small"), "P653", "kinds"),
    "cells swapped": (GUIDE_ALL, on("kinds", lambda n: replace(n, header=n.header[::-1])), "P653", "kinds"),
    "a row lost": (GUIDE_ALL, on("kinds", lambda n: replace(n, rows=())), "P653", "kinds"),
    "a column turned": (GUIDE_ALL, fields_of("kinds", alignments=("start", "end")), "P653", "kinds"),
    "a caption": (GUIDE_ALL, fields_of("kinds", caption="Kinds"), "P653", "kinds"),
    "a picture": (GUIDE_ALL, fields_of("picture", image="other.svg"), "P653", "picture"),
    "an alternative": (GUIDE_ALL, fields_of("picture", alternative=""), "P653", "picture"),
    "a film's address": (GUIDE_ALL, fields_of("film", address="https://example.org/x"), "P653", "film"),
    "a film's duration": (GUIDE_ALL, fields_of("film", duration=""), "P653", "film"),
    "a link's address": (GUIDE_ALL, lambda n: _link(n, "dog"), "P653", "beware"),
    "a quote of another": (GUIDE_ALL, on("said", lambda n: replace(n, attribution=(term("paper"),))), "P653", "said"),
    "a quote of nobody": (GUIDE_ALL, fields_of("said", attribution=words("The Book")), "P653", "said"),
    "a reference elsewhere": (GUIDE_ALL, pointing("form", target="first"), "P653", "first"),
    "a reference into another document": (GUIDE_ALL, pointing("form", document="guides/start"), "P653", "first"),
    "a reference out of the document": (GUIDE_ALL, pointing("second", document="guides/start"), "P653", "first"),
    "a reference's own words": (GUIDE_ALL, pointing("form", content=words("the other form")), "P653", "first"),
    "a reference without its title": (GUIDE_ALL, pointing("second", content=words("section 2")), "P653", "first"),
    "a term's words": (GUIDE_ALL, pointing("much-used", content=words("much used")), "P653", "kinds"),
    "a footnote lost": (GUIDE_ALL, lambda n: None if n == LAST_NOTE else n, "P653", "film"),
    "a footnote's words": (GUIDE_ALL, said("The end", "The start"), "P653", "film"),
    "a footnote's number": (GUIDE_ALL, lambda n: replace(n, number=1) if n == LAST_NOTE else n, "P653", "film"),
    "a section's number": (GUIDE_ALL, fields_of("deep", number="2.2"), "P653", "deep"),
    "a section's level": (GUIDE_ALL, fields_of("deep", level=1), "P653", "deep"),
    "a table's number": (GUIDE_ALL, fields_of("kinds", label="Table 2"), "P653", "kinds"),
    "a question's number": (QUESTIONS, fields_of("which", number="5"), "P653", "which"),
    "the title in the contents": (
        GUIDE_ALL,
        lambda n: replace(n, title="Deep") if isinstance(n, ContentsEntry) and n.target == "deep" else n,
        "P653",
        "deep",
    ),
    "a section not in the contents": (
        GUIDE_ALL,
        lambda n: None if isinstance(n, ContentsEntry) and n.target == "first" else n,
        "P653",
        "first",
    ),
    "an audience lost": (GUIDE_ALL, fields_of("act-now", audience=""), "P653", "act-now"),
    "an audience of others": (GUIDE_ALL, fields_of("act-now", audience="For advisers"), "P653", "act-now"),
    "an audience too wide": (GUIDE_ALL, fields_of("act-now", audience="For advisers, managers"), "P653", "act-now"),
    "an audience that goes without saying": (GUIDE_ADVANCED, fields_of("deep", audience="For experts"), "P653", "deep"),
    "an origin outside a primer": (
        GUIDE_ALL,
        fields_of("story", origin=origin("story", "guides/start")),
        "P653",
        "story",
    ),
    "no origin in a primer": (ADVISER, fields_of("story", origin=None), "P653", "story"),
    "the origin in another document": (
        ADVISER,
        fields_of("story", origin=origin("story", "guides/start.basic")),
        "P653",
        "story",
    ),
    "the origin of another unit": (
        ADVISER,
        fields_of("trained", origin=origin("which", "questionnaires/form")),
        "P653",
        "trained",
    ),
    "another kind of question": (QUESTIONS, fields_of("which", kind="pick-several"), "P653", "which"),
    "a choice lost": (QUESTIONS, on("which", lambda n: _offers(n, n.answer.choices[:1])), "P653", "which"),
    "a choice's words": (QUESTIONS, on("which", lambda n: _offers(n, _choices("those"))), "P653", "which"),
    "a choice's key": (QUESTIONS, on("which", lambda n: _offers(n, _choices(key="x"))), "P653", "which"),
    "a yes-no without no": (QUESTIONS, on("trained", lambda n: _offers(n, n.answer.choices[:1])), "P653", "trained"),
    "a unit of measure": (QUESTIONS, fields_of("how-long", room="A number, in weeks"), "P653", "how-long"),
    "a help": (QUESTIONS, fields_of("trained", help=()), "P653", "trained"),
    "help in a primer": (ADVISER, fields_of("trained", help=TRAINED.help), "P653", "trained"),
    "answers in a primer": (ADVISER, fields_of("trained", answer=TRAINED.answer), "P653", "trained"),
    "help in the question": (
        QUESTIONS,
        on("trained", lambda n: replace(n, blocks=n.blocks + n.help, help=())),
        "P653",
        "trained",
    ),
    "an explanation elsewhere": (QUESTIONS, pointing("second", target="first"), "P653", "trained"),
    "the instructions": (QUESTIONS, said("a pen", "a pencil"), "P653", "how-to-fill-in"),
    "a term not needed": (GUIDE_BASIC, lambda n: _items(n, "tool", lambda i: (*i, MUCH)), "P652", "much-used"),
    "a term of a definition lost": (GUIDE_BASIC, on("machine", nobody), "P651", "machine"),
    "a term twice": (GUIDE_BASIC, on("machine", lambda n: (n, n)), "P652", "machine"),
    "a term's definition": (GUIDE_BASIC, said("that moves", "that stands"), "P653", "machine"),
    "a source not cited": (GUIDE_BASIC, on("paper", lambda n: (BOOK, n)), "P652", "book"),
    "a source lost": (GUIDE_ALL, on("book", nobody), "P651", "book"),
    "a source's year": (GUIDE_ALL, said("1948", "1984"), "P653", "book"),
    "a source's title after its year": (GUIDE_ALL, on("book", lambda n: _turned(n)), "P653", "book"),
    "a source's author doubled": (GUIDE_ALL, said("Some Body, ", "Some Body, Other, "), "P653", "paper"),
    "the cover's title": (GUIDE_ALL, only(Cover, title="A Guide"), "P653", "the cover"),
    "the cover's subtitle": (GUIDE_ALL, only(Cover, subtitle=""), "P653", "the cover"),
    "the toolkit's title": (GUIDE_ALL, only(Cover, toolkit="Toolkit"), "P653", "the cover"),
    "the summary": (GUIDE_ALL, only(Cover, summary=()), "P653", "the cover"),
    "a primer for others": (ADVISER, only(Cover, title="Primer for managers"), "P653", "the cover"),
    "a description of others": (ADVISER, said("You advise", "You decide"), "P653", "the cover"),
    "a primer without a description": (ADVISER, only(Cover, summary=(prose("Selected."),)), "P653", "the cover"),
    "the notice": (GUIDE_ALL, said("Nobody stands", "Somebody stands"), "P653", "the imprint"),
    "the title": (ADVISER, only(Document, title="Primer for managers"), "P653", "primers/adviser"),
    "the axes": (ADVISER, only(Document, axes=(("role", "manager"),)), "P653", "primers/adviser"),
    "the version": (GUIDE_ALL, only(Document, version="0.2.0"), "P653", "guides/start"),
}


def _items(node: Any, name: str, change: Callable[[tuple[Any, ...]], tuple[Any, ...]]) -> Any:
    if isinstance(node, DefinitionList) and any(item.id == name for item in node.items):
        return replace(node, items=change(node.items))
    return node


def _list(node: Any, depth: int = 0, **changes: Any) -> Any:
    inner = isinstance(node, List) and node.ordered
    return replace(node, **changes) if isinstance(node, List) and inner == bool(depth) else node


def _link(node: Any, text: str) -> Any:
    found = isinstance(node, Link) and node.content == words(text)
    return replace(node, address="https://example.org/cat") if found else node


def _turned(item: DefinitionItem) -> DefinitionItem:
    (paragraph,) = item.definition
    assert isinstance(paragraph, Paragraph)
    return replace(item, definition=(Paragraph(swapped(1, 2)(paragraph.content)),))


def _drawn(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    first, bullets, after, *rest = blocks
    items = (*bullets.items[:-1], (*bullets.items[-1], after))
    return (first, replace(bullets, items=items), *rest)


def _offers(field: Field, choices: tuple[Choice, ...]) -> Field:
    assert field.answer
    return replace(field, answer=replace(field.answer, choices=choices))


def _choices(text: str = "That one", key: str = "that") -> tuple[Choice, ...]:
    return (Choice("this", "This one"), Choice(key, text))


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_caught_and_the_unit_named(root: Path, name: str) -> None:
    whole, damage, code, unit = DAMAGE[name]
    damaged = rebuild(whole, damage)
    assert damaged != whole
    problems = prove(root, damaged)
    assert [p for p in problems if p.code == code and unit in p.message], [str(p) for p in problems]
    assert all(whole.stem in problem.message for problem in problems)
    assert len(problems) == 1 or code != "P653", [str(p) for p in problems]


def test_all_documents_are_compared_in_one_run_with_one_problem_a_unit(root: Path) -> None:
    damage = fields_of("story", title="Another", blocks=(NEW,))
    problems = prove(root, *(rebuild(document, damage) for document in ALL))
    assert [p.code for p in problems] == ["P653"] * 5
    assert {p.place for p in problems} == {problems[0].place}


def test_every_section_of_the_hand_made_guide_is_numbered() -> None:
    assert [section.number for block in GUIDE_ALL.blocks for section in walk_sections(block)] == [
        "1",
        "2",
        "2.1",
        "",
        "",
    ]


def test_content_that_changes_is_caught(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace("It happened.", "It *nearly* happened."), "utf-8")
    problems = prove_source(tmp_path, "en", ALL)
    assert len(problems) == 5
    assert all("case 'story'" in p.message and "It nearly happened." in p.message for p in problems)


# The reader of prose --------------------------------------------------------

PROSE = {
    "a *b* **c** ***d*** *e **f** g*": ["a b c d e f g"],
    "2 * 3 * 4 and 5 \\* 6\\*": ["2 * 3 * 4 and 5 * 6*"],
    "a\u00a0b  \nc\td": ["a\u00a0b c d"],
    "[a *b*](https://e.org/c_(d)*e*), [x] (y)": ["a b⟨https://e.org/c_(d)*e*⟩, [x] (y)"],
    "{term}`a\n  b <c>` {ref}`d`[^e]\n\n[^e]: *F*\n{ref}`g`": ["⟨c⟩ ⟨d⟩⟨note: F ⟨g⟩⟩"],
    "1899 was\n1900. So": ["1899 was 1900. So"],
    "a\n- b\n  c\nd\n\n  e\n\nf": ["a", "•", "b c d", "e", "f"],
    "3. a\n   - b\n9. c\n\n1) d": ["3", "a", "•", "b", "4", "c", "1", "d"],
    "A\n: b\n\n  - c\n: d\n\nE\n\n: f": ["A", "", "b", "•", "c", "d", "E", "", "f"],
    "a | b\n--|:-:\nc \\| d | e\n| f |": ["a | b", "start center", "c | d | e", "f | "],
}


@pytest.mark.parametrize("text", PROSE)
def test_prose_is_read(text: str) -> None:
    assert [shown(piece.words) for piece in read_markdown(text + "\n")] == PROSE[text]

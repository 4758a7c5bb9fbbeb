"""What reviewers said as a Document for the editors' meeting: unit by unit, with room for what is decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Final

from press.document import (
    Alignment,
    Block,
    Blocks,
    Cover,
    Document,
    Emphasis,
    Inlines,
    LineBreak,
    Paragraph,
    Running,
    Section,
    Strong,
    Table,
    Text,
)
from press.feedback.items import Feedback, Item, Subject
from press.feedback.tables import day, short
from press.language import Language, load_language
from press.model import Library
from press.watch.sources import Sources

STEM: Final = "feedback/review"
_MOST: Final = 900  # characters of a text in a cell: rows do not split, and the other files have all of it
_TICK: Final = "\u2610\u00a0"
_DECISIONS: Final = ("feedback-accept", "feedback-decline", "feedback-later")
_SHARED: Final = {"glossary.yaml": "words-used", "sources.yaml": "sources-cited"}


def meeting(found: Feedback, library: Library, sources: Sources) -> Document:
    """Return the Document. Raises ContentError (C420) when the language lacks press words."""
    language = load_language(library.language, library.words)
    return _Meeting(found, library, sources, language).document()


class _Meeting:
    def __init__(self, found: Feedback, library: Library, sources: Sources, language: Language) -> None:
        self.found, self.library, self.language = found, library, language
        self.numbers = {file.file: number for number, file in enumerate(found.files, start=1)}
        homes = dict.fromkeys(sources.homes.values())
        self.titles = {(unit := sources.units[home]).place.file: unit.title for home in homes if home in sources.units}

    def document(self) -> Document:
        toolkit, say = self.library.toolkit, self.language.say
        title = say("feedback-title")
        reviewed = say("audience-join").join(dict.fromkeys(file.document for file in self.found.files))
        edition = say("edition", symbol=toolkit.symbol, version=toolkit.version, date=self.language.day(toolkit.date))
        front = Cover(
            str(toolkit.title), say("feedback-kind"), title, "", self.summary(), edition, str(toolkit.publisher)
        )
        return Document(
            stem=STEM,
            kind="primer",  # set as short documents are: with a head, and without contents
            axes=(),
            language=self.language.tag,
            direction=self.language.direction,
            symbol=str(toolkit.symbol),
            version=str(toolkit.version),
            date=toolkit.date.isoformat(),
            title=title,
            subject=reviewed,
            publisher=str(toolkit.publisher),
            running=Running(
                str(toolkit.title), title, f"{toolkit.symbol} {toolkit.version}", self.language.words["page-of"]
            ),
            blocks=(front, *self.sections()),
        )

    def summary(self) -> Blocks:
        """Say how much there is, and how the table is meant."""
        comments = sum(item.kind == "comment" for item in self.found.items)
        numbers = {
            "comments": comments,
            "changes": len(self.found.items) - comments,
            "authors": len({item.author for item in self.found.items if item.author}),
            "files": len(self.found.files),
        }
        say = self.language.say
        return (self.plain(say("feedback-summary", **numbers)), self.plain(say("feedback-how")))

    def sections(self) -> Iterator[Block]:
        """Yield a section for each file of the content, in it one for each unit; then what is not listed."""
        numbered = list(enumerate(self.found.items, start=1))
        count = 0
        for heading, group in groupby(numbered, key=lambda pair: self.heading(pair[1].subject)):
            count += 1
            units = groupby(group, key=lambda pair: pair[1].subject)
            inner = [self.unit(subject, list(items), f"{count}.{at}") for at, (subject, items) in enumerate(units, 1)]
            yield Section(f"feedback-{count}", 1, str(count), heading, tuple(inner))
        yield Section("feedback-files", 1, str(count + 1), self.language.say("feedback-files"), self.files())

    def heading(self, subject: Subject) -> str:
        """Return what the file is called in which a unit stands."""
        file = subject.place.rsplit(":", 2)[0]
        if subject.is_gone or not file:
            return self.language.say("feedback-gone")
        shared = _SHARED.get(PurePath(file).name)
        return self.titles.get(file) or (self.language.say(shared) if shared else PurePath(file).name)

    def unit(self, subject: Subject, items: Sequence[tuple[int, Item]], number: str) -> Block:
        """Return the section of a unit: where it stands, and a table of what was said of it."""
        say = self.language.say
        words = [subject.place, subject.id]
        if subject.is_gone:
            words.append(say("feedback-heir", unit=subject.successor) if subject.successor else say("feedback-no-heir"))
        where = say("audience-join").join(filter(None, words))
        heads = ("feedback-who", "feedback-text", "feedback-said", "feedback-decision")
        rows = tuple(self.row(at, item) for at, item in items)
        table = Table(tuple((Text(say(head)),) for head in heads), rows, _aligned(heads))
        title = short(subject.title or subject.id, 90)
        return Section(f"feedback-{number.replace('.', '-')}", 2, number, title, (table,), where)

    def row(self, number: int, item: Item) -> tuple[Inlines, ...]:
        """Return the cells of an item."""
        say = self.language.say
        who = [f"{number}.", item.author or say("feedback-nobody"), day(item.date)]
        who.append(say("feedback-file-number", number=self.numbers[item.file]))
        if line := item.line.rpartition(":")[0]:
            who.append(say("feedback-line", line=line.rpartition(":")[2]))
        within = item.sentence if item.quoted in item.sentence else item.quoted
        quoted = self.marked(*((within, item.quoted) if item.kind == "comment" else (item.quoted, item.was)))
        decided = [say("feedback-resolved")] if item.is_resolved else [_TICK + say(one) for one in _DECISIONS]
        return self.lines(who), quoted or (Text("–"),), self.said(item), self.lines(decided)

    def said(self, item: Item) -> Inlines:
        """Return a comment with its answers, or a proposal and how the text would read."""
        say = self.language.say
        if item.kind == "comment":
            told = self.lines(_cut(item.comment).split("\n"))
            for reply in item.replies:
                answer = say("listing", name=reply.author or say("feedback-nobody"), text=short(reply.text, _MOST))
                told += (LineBreak(), Emphasis((Text(answer),)))
            others = [subject.id for subject in item.subjects[1:]]
            if others:
                told += (LineBreak(), Emphasis((Text(say("feedback-also", units=say("listing-join").join(others))),)))
            return told
        told = (Emphasis((Text(say(f"feedback-{item.kind}")),)),)
        if item.proposed and item.kind != "move":
            told += (LineBreak(), *self.marked(item.reads or item.proposed, item.proposed))
        elif item.reads and item.reads != item.quoted and item.kind == "deletion":
            told += (LineBreak(), *self.marked(item.reads, ""))
        return told

    def marked(self, text: str, part: str) -> Inlines:
        """Return a text in which a part is strong, if it can be told which; the whole of it needs no mark."""
        if part and part != text and text.count(part) == 1 and len(text) <= _MOST:
            before, _, after = text.partition(part)
            strong = (Strong(self.lines(part.split("\n"))),)
            return (*self.lines(before.split("\n")), *strong, *self.lines(after.split("\n")))
        return self.lines(_cut(text).split("\n"))

    def files(self) -> Blocks:
        """Return the files that were read, what is not listed one by one, and what could not be read."""
        say = self.language.say
        heads = ("example-number", "feedback-file", "feedback-looks")
        rows: list[tuple[Inlines, ...]] = []
        for file in self.found.files:
            looks = [say("listing", name=author or "–", text=str(number)) for author, number in file.formatting]
            version = file.version if file.is_current else say("feedback-older", version=file.version or "–")
            named = self.lines([_name(file.file), say("audience-join").join((file.document, version))])
            told = say("listing-join").join(looks) or "–"
            rows.append(((Text(str(self.numbers[file.file])),), named, (Text(told),)))
        header = tuple((Text(say(head)),) for head in heads)
        table = (Table(header, tuple(rows), _aligned(heads)),) if rows else ()
        problems = (f"{_name(problem.place)}: {problem.message}" for problem in self.found.problems)
        return (*table, *map(self.plain, problems))

    def plain(self, text: str) -> Paragraph:
        """Return a paragraph of plain words."""
        return Paragraph((Text(text),))

    def lines(self, texts: Iterable[str]) -> Inlines:
        """Return texts as lines of one paragraph."""
        made: list[Text | LineBreak] = []
        for number, text in enumerate(texts):
            made += [LineBreak()] * bool(number) + [Text(text)] * bool(text)
        return tuple(made)


def _aligned(heads: Sequence[str]) -> tuple[Alignment, ...]:
    return tuple("start" for _ in heads)


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1].rstrip()}…"


def _name(file: str) -> str:
    return PurePath(file).name

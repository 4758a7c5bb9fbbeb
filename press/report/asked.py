"""What a form asks, in the words of the content; where it has none for a question any more, in those of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from babel import Locale, UnknownLocaleError

from press.collect.forms import Form, FormQuestion
from press.compose.context import Context
from press.document import Entry, Field, Inlines, Section, plain, walk
from press.document import Paragraph as Para
from press.language import Language
from press.model import Library, Question
from press.report.setting import Setting


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words. ``choices`` are by the column that they stand in, which is empty but for tables.

    ``note`` is what to note as evidence, ``where`` what explains it, ``older`` says that these words are of another
    version of the form.
    """

    id: str
    number: str
    kind: str
    text: str
    choices: Mapping[str, Mapping[str, str]]
    dates: frozenset[str] = frozenset()  # the columns that take dates
    columns: tuple[tuple[str, str], ...] = ()
    rows: Mapping[str, str] | None = None
    unit: str = ""
    note: str = ""
    where: Inlines = ()
    older: str = ""

    def chosen(self, key: str, column: str = "") -> str:
        """Return the text of a choice; the key itself where there is none."""
        return self.choices.get(column, {}).get(key, key)


Sections = Sequence[tuple[str, Sequence[Asked]]]


def asked(form: Form, setting: Setting, context: Context) -> Sections:
    """Return the questions of a form by the titles of their sections, in its order and with its numbers."""
    known, titles = _known(form.document, setting, context)
    older = older_words(form, setting.language)
    made: list[tuple[str, str, list[Asked]]] = []
    for question in form.questions:
        one = known.get(question.id)
        one = replace(one, number=question.number) if one else from_form(question, older)
        if not made or made[-1][0] != question.section:
            made.append((question.section, titles.get(question.section, older), []))
        made[-1][2].append(one)
    return [(title, questions) for _, title, questions in made]


def older_words(form: Form, language: Language) -> str:
    """Return of which version, and in which language, the words of a form are."""
    try:
        name = Locale.parse(form.language, sep="-").get_display_name(language.locale) or form.language
    except (UnknownLocaleError, ValueError):
        name = form.language
    return language.say("report-older", version=form.version, language=name)


def from_form(question: FormQuestion, older: str) -> Asked:
    """Return a question in the words of the form itself."""
    choices: dict[str, Mapping[str, str]] = {}
    columns: dict[str, str] = {}
    dates: set[str] = set()
    note = ""
    for place in question.places:
        path = place.path.removeprefix(question.id).removeprefix(".")
        if path == "evidence":
            note = place.title
            continue
        column = path.rpartition(".")[2]
        choices[column] = {option.key: option.text for option in place.options}
        dates |= {column} if place.kind == "date" else set()
        if column:
            columns[column] = column
    return Asked(
        question.id,
        question.number,
        question.kind,
        question.text,
        choices,
        frozenset(dates),
        tuple(columns.items()),
        note=note,
        older=older,
    )


def _known(stem: str, setting: Setting, context: Context) -> tuple[dict[str, Asked], dict[str, str]]:
    """Return the questions of the content's form, and the titles of its sections, both by id."""
    document = setting.form(stem)
    sections = [node for node in walk(document) if isinstance(node, Section)] if document else []
    models = {str(question.id): question for question in questions_in(setting.library)}
    fields = [node for section in sections for node in section.blocks if isinstance(node, Field)]
    found = {node.id: _from_field(node, models.get(node.id), context) for node in fields}
    return found, {section.id: section.title for section in sections}


def questions_in(library: Library) -> Iterator[Question]:
    """Yield every question of a toolkit."""
    for questionnaire in library.questionnaires:
        for section in questionnaire.sections:
            yield from section.questions
    if library.worksheets:
        yield from library.worksheets.about


def _from_field(node: Field, question: Question | None, context: Context) -> Asked:
    said = " ".join(plain(one.content) for one in walk(node.blocks) if isinstance(one, Para))
    choices: dict[str, Mapping[str, str]] = {}
    columns: list[tuple[str, str]] = []
    rows: dict[str, str] = {}
    dates = {"" for entry in (node.answer,) if entry and entry.kind == "date"}
    if node.answer:
        choices[""] = _choices(node.answer)
    if node.grid:
        paths = [_parts(entry, node.id) for entry in node.grid.rows[0].entries]
        columns = [(column, title) for (_, column), title in zip(paths, node.grid.columns, strict=True)]
        for line in node.grid.rows:
            for entry in line.entries:
                row, column = _parts(entry, node.id)
                rows[row], choices[column] = line.label, _choices(entry)
                dates |= {column} if entry.kind == "date" else set()
    where = (context.refer(str(question.explained_by)),) if question and question.explained_by else ()
    return Asked(
        id=node.id,
        number=node.number,
        kind=node.kind,
        text=node.title or " ".join(said.split()),
        choices=choices,
        dates=frozenset(dates),
        columns=tuple(columns),
        rows=rows,
        unit=str(question.unit or "") if question else "",
        note=node.evidence.label if node.evidence else "",
        where=where or ((node.origin,) if node.origin else ()),
    )


def _choices(entry: Entry) -> dict[str, str]:
    return {choice.key: choice.text for choice in entry.choices}


def _parts(entry: Entry, question: str) -> tuple[str, str]:
    """Return the row and the column that an entry of a table stands in."""
    row, _, column = entry.path.removeprefix(question).removeprefix(".").rpartition(".")
    return row, column

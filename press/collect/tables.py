"""Answers as tables: ``answers.csv`` and ``answers.xlsx``, which no program takes for formulas.

In CSV a text that a spreadsheet could take for a formula gets an apostrophe before it, and so does one that begins
with an apostrophe (OWASP, “CSV Injection”); whoever reads the file takes one away. Cells of Excel are typed as text.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from press.collect.answers import Answer, Finding, Return, Row, Value
from press.collect.forms import FormQuestion

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "＝", "＋", "－", "＠")
_HEADS: Final = (
    "file", "respondent", "document", "variant", "language", "version",
    "question", "number", "text", "state", "value", "evidence", "raw",
)  # fmt: skip
_MOST_SIGNS: Final = 32_767  # in a cell of Excel
_CUT: Final = " … (whole in answers.json)"
_MOST_NAME: Final = 31  # signs in the name of a sheet
_MADE: Final = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no time zone; a file has no clock in it
Cell = str | Decimal


def answers_csv(returns: Sequence[Return]) -> bytes:
    """Return a table with a row for each question of each return."""
    return csv_of(_HEADS, (row for one in returns for row in _rows(one)))


def csv_of(heads: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """Return a table that no program takes for formulas (RFC 4180; UTF-8 with the mark that Excel needs)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def harmless(cell: Cell) -> str:
    """Return what no program takes for a formula; `restored` brings a text back."""
    if isinstance(cell, Decimal):
        return str(cell)
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def restored(cell: str) -> str:
    """Return a text as it was before `harmless`."""
    return cell.removeprefix("'")


def _rows(one: Return) -> Iterator[tuple[Cell, ...]]:
    where = _where(one)
    for question in one.form.questions:
        answer = one.answers[question.id]
        raw = "\n".join(answer.raw.values())
        text = (question.id, question.number, question.text, answer.state)
        yield (*where, *text, shown(question, answer.value), answer.evidence, raw)


def _where(one: Return) -> tuple[str, ...]:
    """Return what each row says first: file, respondent, document, variant, language and version."""
    form = one.form
    return one.name, one.respondent, form.document, " ".join(form.axes.values()), form.language, form.version


def shown(question: FormQuestion, value: Value) -> Cell:
    """Return a value for one cell: keys as the form spells them out, rows of a table one a line."""
    texts = {option.key: option.text for place in question.places for option in place.options}
    match value:
        case None:
            return ""
        case Decimal():
            return value
        case str():
            return texts.get(value, value)
        case _:
            return "\n".join(_row(one, texts) if isinstance(one, Row) else texts.get(one, one) for one in value)


def _row(row: Row, texts: Mapping[str, str]) -> str:
    cells = "; ".join(f"{column}: {texts.get(str(cell), cell)}" for column, cell in row.cells.items())
    return f"{row.key}. {cells}" if row.key else cells


def answers_xlsx(returns: Sequence[Return], findings: Sequence[Finding]) -> bytes:
    """Return a workbook: returns with their results, a sheet for each form with a column a question, and findings."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _MADE})
        looks = _Looks(book)
        _sheet(book, "Returns", _overview(returns), looks)
        for name, rows in _forms(returns):
            _sheet(book, name, rows, looks)
        problems = [(f.problem.place, f.question, f.problem.code, f.problem.message, f.problem.hint) for f in findings]
        _sheet(book, "Problems", [("file", "question", "code", "problem", "what to do"), *problems], looks)
    return made.getvalue()


class _Looks:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.cell = book.add_format({"text_wrap": True, "valign": "top"})


def _overview(returns: Sequence[Return]) -> list[tuple[Cell, ...]]:
    heads = ("file", "respondent", "document", "variant", "language", "version", "level", "open questions", "problems")
    return [heads, *map(_summary, returns)]


def _summary(one: Return) -> tuple[Cell, ...]:
    open_questions = sum(answer.state == "unanswered" for answer in one.answers.values())
    levels = one.form.words.get("levels", {})
    level = levels.get(one.result.level, one.result.level) if one.result else ""
    return (*_where(one), level, Decimal(open_questions), Decimal(len(one.findings)))


def _forms(returns: Sequence[Return]) -> Iterator[tuple[str, list[tuple[Cell, ...]]]]:
    """Yield for each form that came back the name of its sheet and its rows: two of heads, then one a return."""
    forms = {one.form.digest: one.form for one in returns}
    for place, (digest, form) in enumerate(forms.items(), start=1):
        rows: list[tuple[Cell, ...]] = [
            ("file", "respondent", *(question.id for question in form.questions)),
            ("", "", *(f"{question.number}. {question.text}" for question in form.questions)),
        ]
        rows += [
            (one.name, one.respondent, *(_cell(question, one.answers[question.id]) for question in form.questions))
            for one in returns
            if one.form.digest == digest
        ]
        name = f"{place} {form.document.rpartition('/')[2]} {form.language} {form.version}"
        yield name[:_MOST_NAME], rows


def _cell(question: FormQuestion, answer: Answer) -> Cell:
    if answer.state in ("answered", "hidden"):
        return shown(question, answer.value)
    return "" if answer.state == "unanswered" else f"({answer.state})"


def _sheet(book: Any, name: str, rows: Sequence[Sequence[Cell]], looks: _Looks) -> None:
    sheet = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            look = looks.cell if at else looks.head
            if isinstance(cell, Decimal):
                sheet.write_number(at, column, float(cell), look)
            else:
                sheet.write_string(at, column, _fitting(cell), look)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, max((len(row) for row in rows), default=1) - 1, 28)


def _fitting(text: str) -> str:
    """Return a text as far as a cell takes it; Excel counts in units of UTF-16."""
    if len(text.encode("utf-16-le", "replace")) // 2 <= _MOST_SIGNS:
        return text
    units = text.encode("utf-16-le", "replace")[: 2 * (_MOST_SIGNS - len(_CUT))]
    return units.decode("utf-16-le", "ignore") + _CUT

"""Questions -> fields with their entries: what is asked, when, and all the places to fill in."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from press import model
from press.compose.context import Context
from press.document import Blocks, Choice, Entry, EntryKind, Field, Grid, GridRow, Inlines, Paragraph, Text, plain
from press.model import Column, Question, Questionnaire

NOT_APPLICABLE: Final = "not-applicable"
EVIDENCE: Final = "evidence"
_YES_NO: Final = ("yes", "no", NOT_APPLICABLE)
_KINDS: Final[dict[str, EntryKind]] = {
    "yes-no": "one",
    "scale": "one",
    "pick-one": "one",
    "pick-several": "several",
    "short-text": "text",
    "long-text": "lines",
    "number": "number",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a document says of a question beside its words: its number, and when and whether it has to be answered."""

    number: str
    condition: str = ""
    onward: str = ""
    required: bool = False


def field(question: Question, context: Context, asked: Asked | None = None) -> Field:
    """Return a question with room for its answer; it is the next one, and has no conditions, unless told otherwise."""
    asked = asked or Asked(context.next_question(), required=question.required)
    blocks = context.blocks(question.text)
    said = f"{asked.number}. {_words(blocks)}"
    explained: Inlines = ()
    if question.explained_by:
        explained = (Text(context.say("read-more")), context.refer(str(question.explained_by)))
    return Field(
        id=str(question.id),
        number=asked.number,
        kind=question.kind,
        blocks=blocks,
        required=context.say("required") if asked.required else "",
        condition=asked.condition,
        help=context.blocks(question.help),
        explained=explained,
        room=_room(question, context),
        answer=_answer(question, asked, said, context),
        grid=_grid(question, asked, said, context),
        onward=asked.onward,
        evidence=_evidence(question, asked, context),
        audience=context.audience(question.for_),
    )


def choices(question: Question, context: Context) -> tuple[Choice, ...]:
    """Return the answers that a question offers, each with its place where they are a scale."""
    if question.kind == "yes-no":
        return tuple(Choice(key, context.say(key)) for key in _YES_NO)
    scaled = question.kind == "scale"
    options = question.options or scale_of(question, context)
    offered = [
        Choice(str(option.key), str(option.text), str(place) if scaled else "")
        for place, option in enumerate(options, start=1)
    ]
    if question.not_applicable:
        offered.append(Choice(NOT_APPLICABLE, context.say(NOT_APPLICABLE)))
    return tuple(offered)


def scale_of(question: Question, context: Context) -> tuple[model.Option, ...]:
    """Return the options of a question's scale; none for other kinds."""
    home = context.index[str(question.id)].resource
    scales = home.scales if isinstance(home, Questionnaire) else ()
    return next((scale.options for scale in scales if scale.id == question.scale), ())


def hint(kind: EntryKind, context: Context) -> str:
    """Return what stands in an entry as long as it is empty; nothing where something is ticked."""
    return "" if kind == "several" else context.say(f"hint-{kind}")


def _answer(question: Question, asked: Asked, said: str, context: Context) -> Entry | None:
    if question.kind == "rows":
        return None
    kind = _KINDS[question.kind]
    return Entry(
        path=str(question.id),
        code=asked.number,
        kind=kind,
        title=said,
        choices=choices(question, context),
        hint=hint(kind, context),
        required=asked.required,
        longest=question.longest or 0,
        default=str(question.default or ""),
    )


def _evidence(question: Question, asked: Asked, context: Context) -> Entry | None:
    if question.evidence is None:
        return None
    label = str(question.evidence)
    path, code = f"{question.id}.{EVIDENCE}", f"{asked.number}.{EVIDENCE[0]}"
    return Entry(path, code, "text", f"{asked.number}. {label}", label=label, hint=hint("text", context))


def _grid(question: Question, asked: Asked, said: str, context: Context) -> Grid | None:
    if question.kind != "rows":
        return None
    named = [(str(row.key), str(row.text)) for row in question.rows]
    spare = [(str(count), "") for count in range(1, question.spare + 1)]
    rows = []
    for place, (key, label) in enumerate((*named, *spare), start=1):
        where = f"{said} – {label or context.say('row', number=place)}"
        cells = tuple(
            _cell(
                column,
                f"{question.id}.{key}.{column.key}",
                f"{asked.number}.{place}.{letter}",
                where,
                context,
                required=asked.required and place == 1,
            )
            for column, letter in zip(question.columns, ascii_lowercase, strict=False)
        )
        rows.append(GridRow(label, cells))
    head = context.say("row-head") if named else ""
    return Grid(tuple(str(column.title) for column in question.columns), tuple(rows), head)


def _cell(column: Column, path: str, code: str, where: str, context: Context, *, required: bool) -> Entry:
    kind = _KINDS[column.kind]
    offered = tuple(Choice(str(option.key), str(option.text)) for option in column.options)
    return Entry(path, code, kind, f"{where}: {column.title}", offered, hint=hint(kind, context), required=required)


def _room(question: Question, context: Context) -> str:
    match question.kind:
        case "number":
            return context.say("number-in", unit=question.unit) if question.unit else context.say("number-plain")
        case "date":
            return context.say("date-form")
        case "pick-several" | "pick-one":
            return context.say(question.kind)
        case _:
            return ""


def _words(blocks: Blocks) -> str:
    return " ".join(plain(block.content) for block in blocks if isinstance(block, Paragraph))

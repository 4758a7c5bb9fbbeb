"""Form models as readers of returns take them: ``forms.json`` of a version, checked (see ``press.forms``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from press.condition import Condition, parse
from press.forms import FORMAT
from press.score import Method
from press.score_data import method_from

PlaceKind = Literal["text", "lines", "number", "date", "one", "several"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; of several, each has a control of its own: ``name`` and ``code``."""

    key: str
    text: str
    shown: str
    name: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place to fill in, as ``press.document_form.Entry`` describes it. ``name`` is that of its control."""

    path: str
    name: str
    code: str
    kind: PlaceKind
    title: str
    hint: str
    required: bool
    longest: int
    default: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One control of a file: a place, or one tick of it. ``tick`` is the option's key, empty for other places."""

    path: str
    name: str
    code: str
    place: Place
    tick: str = ""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question with its places: one, a note of evidence beside it, or a table of them."""

    id: str
    section: str
    number: str
    kind: str
    text: str
    conditions: tuple[Condition, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of one version: its document, language and axes, its questions, and how it is scored.

    ``respondent`` is the question that says for whom it is filled in; empty where there is none.
    """

    toolkit: str
    symbol: str
    version: str
    document: str
    language: str
    axes: Mapping[str, str]
    title: str
    digest: str
    respondent: str
    questions: tuple[FormQuestion, ...]
    method: Method | None
    words: Mapping[str, Mapping[str, str]]

    def controls(self) -> Iterator[Control]:
        """Yield the controls of the form as they stand in it."""
        for question in self.questions:
            for place in question.places:
                if place.kind == "several":
                    for option in place.options:
                        yield Control(f"{place.path}.{option.key}", option.name, option.code, place, option.key)
                else:
                    yield Control(place.path, place.name, place.code, place)


def read_forms(path: Path) -> tuple[Form, ...]:
    """Return the forms of a ``forms.json``.

    Raises OSError where it cannot be read, and ValueError where it is of another format or none of ours.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["format"] != FORMAT:
            raise ValueError(f"form models of format {data['format']!r}; this press reads format {FORMAT}")
        return tuple(_form(data, form) for form in data["forms"])
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise ValueError(f"no form models of a version: {type(error).__name__} {error}") from error


def _form(data: Mapping[str, Any], form: Mapping[str, Any]) -> Form:
    return Form(
        toolkit=data["toolkit"],
        symbol=data["symbol"],
        version=data["version"],
        document=form["document"],
        language=form["language"],
        axes=dict(form["axes"]),
        title=form["title"],
        digest=form["digest"],
        respondent=form["respondent"],
        questions=tuple(map(_question, form["questions"])),
        method=form["scoring"] and method_from(form["scoring"]),
        words=form["words"],
    )


def _question(data: Mapping[str, Any]) -> FormQuestion:
    return FormQuestion(
        id=data["id"],
        section=data["section"],
        number=data["number"],
        kind=data["kind"],
        text=data["text"],
        conditions=tuple(map(parse, data["if"])),
        places=tuple(map(_place, data["entries"])),
    )


def _place(data: Mapping[str, Any]) -> Place:
    options = tuple(
        Option(one["key"], one["text"], one["shown"], one.get("name", ""), one.get("code", ""))
        for one in data["choices"]
    )
    return Place(
        **{key: data[key] for key in ("path", "name", "code", "kind", "title", "hint", "required", "longest")},
        default=data["default"],
        options=options,
    )

"""Form models: all that a reader of returns must know of the forms of a version, as data for ``forms.json``.

A return says which form it is by the beginning of that Document's digest. Of each form the model tells the entries
with the names of their controls, the conditions on questions, and how answers become a result.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from press.compose.method import method_of, questions_of
from press.condition import Condition
from press.document import Document, Entry, Field, Paragraph, Section, entries, plain, walk
from press.document_form import control_name
from press.document_identity import digest
from press.model import Library, Questionnaire
from press.score_data import method_data
from press.select import Wanted, documents, select

NAME: Final = "forms.json"
FORMAT: Final = "1"


def forms_json(library: Library, composed: Mapping[str, Document]) -> str:
    """Return the models of all forms of a toolkit as text, by stem; the same for the same content."""
    wanted = sorted((one for one in documents(library) if composed[one.stem].is_form), key=lambda one: one.stem)
    data = {
        "format": FORMAT,
        "toolkit": str(library.toolkit.id),
        "symbol": str(library.toolkit.symbol),
        "version": str(library.toolkit.version),
        "forms": [_form(library, one, composed[one.stem]) for one in wanted],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _form(library: Library, wanted: Wanted, document: Document) -> dict[str, Any]:
    resource = wanted.resource
    method, conditions = None, dict[str, Sequence[Condition]]()
    if isinstance(resource, Questionnaire):
        groups = select(library, wanted).groups
        method = method_of(resource, groups)
        conditions = {one.id: one.conditions for one in questions_of(resource, groups)}
    return {
        "document": document.stem,
        "language": document.language,
        "axes": dict(document.axes),
        "title": document.title,
        "digest": digest(document),
        "respondent": _respondent(library, resource, document),
        "questions": [_question(node, section, conditions.get(node.id, ())) for section, node in _fields(document)],
        "scoring": method_data(method) if method else None,
        "words": _labels(resource) if isinstance(resource, Questionnaire) else {},
    }


def _respondent(library: Library, resource: object, document: Document) -> str:
    """Return the question that says for whom a form is filled in; empty where it asks for nobody."""
    source = resource if isinstance(resource, Questionnaire) else library.worksheets
    named = str(source.respondent or "") if source else ""
    return named if any(node.id == named for _, node in _fields(document)) else ""


def _fields(document: Document) -> Iterable[tuple[str, Field]]:
    for section in (node for node in walk(document) if isinstance(node, Section)):
        yield from ((section.id, node) for node in section.blocks if isinstance(node, Field))


def _question(node: Field, section: str, conditions: Iterable[Condition]) -> dict[str, Any]:
    """Describe a question; its ``text`` is what the form prints as the question itself, on one line."""
    return {
        "id": node.id,
        "section": section,
        "number": node.number,
        "kind": node.kind,
        "text": node.title or _words(node),
        "if": [str(condition) for condition in conditions],
        "entries": [_entry(entry) for entry in entries(node)],
    }


def _words(node: Field) -> str:
    paragraphs = (plain(one.content) for one in walk(node.blocks) if isinstance(one, Paragraph))
    return " ".join(" ".join(paragraphs).split())


def _entry(entry: Entry) -> dict[str, Any]:
    several = entry.kind == "several"
    return {
        "path": entry.path,
        "name": control_name(entry.path),
        "code": entry.code,
        "kind": entry.kind,
        "title": entry.title,
        "hint": entry.hint,
        "required": entry.required,
        "longest": entry.longest,
        "default": entry.default,
        "choices": [
            {"key": choice.key, "text": choice.text, "shown": choice.shown}
            | ({"name": control_name(f"{entry.path}.{choice.key}"), "code": f"{entry.code}.{at}"} if several else {})
            for at, choice in enumerate(entry.choices, start=1)
        ],
    }


def _labels(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Return what dimensions, bands and levels are called."""
    if (scoring := questionnaire.scoring) is None:
        return {}
    bands = {f"{one.id}.{band.id}": str(band.label) for one in scoring.dimensions for band in one.bands}
    return {
        "dimensions": {str(one.id): str(one.title) for one in scoring.dimensions},
        "bands": bands,
        "levels": {str(level.id): str(level.label) for level in scoring.levels},
    }

"""Placeholders: texts that still say what is to be written, as ``build.py new`` and the snippets of editors leave them.

The check warns of them, so that an author can go on; no document that holds one is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pydantic import BaseModel

from press.check.walk import place_of
from press.document import Document, Text, walk
from press.document import units as units_of
from press.model import Library, PrimerPlan, Resource, Toolkit, Unit
from press.place import Scalar
from press.problem import Problem
from press.skeleton import PLACEHOLDER


def problems(library: Library) -> Iterator[Problem]:
    """Yield a warning for each text that holds a placeholder."""
    for _, problem in _found(library):
        yield problem


def in_documents(library: Library, documents: Iterable[tuple[str, Document]]) -> list[Problem]:
    """Return an error for each placeholder in documents, each of which comes with the id of what it is made from."""
    found = list(_found(library))
    if not found:
        return []
    held = {str(library.toolkit.id)}
    made = list(documents)
    for resource, document in made:
        held |= {resource, *units_of(document)}
    hint = "write it, or take it out; documents that do not hold it can be built"
    due = [problem for holder, problem in found if holder in held]
    if not due and any(_shows(document) for _, document in made):
        due = [problem for _, problem in found]  # such as the short title of a resource, which others cite
    return [replace(problem, severity="error", hint=hint) for problem in due]


def _shows(document: Document) -> bool:
    return any(isinstance(node, Text) and PLACEHOLDER.search(node.text) for node in walk(document))


def _found(library: Library) -> Iterator[tuple[str, Problem]]:
    """Yield placeholders, each with the id of the unit, the resource or the toolkit that holds it."""
    outermost = (library.toolkit, *library.resources.values(), library.primers)
    for part in (*outermost, *library.terms.values(), *library.sources.values()):
        if part is not None:
            yield from _within(part, str(part.id))


def _within(part: BaseModel, holder: str) -> Iterator[tuple[str, Problem]]:
    if isinstance(part, Unit | Resource | PrimerPlan | Toolkit):
        holder = str(part.id)
    for key, value in part:
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, BaseModel):
                yield from _within(inner, holder)
            elif isinstance(inner, Scalar) and (match := PLACEHOLDER.search(inner)):
                message = f"{key}: still to be written{match['what'] or ''}"
                hint = "write it in the place of [TODO …]"
                yield holder, Problem("C421", place_of(inner, match.start()), message, hint, "warning")

"""Prose: the closed dialect, what may stand where, and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from press import markdown
from press.check.walk import lines, parts, place_of, proses
from press.model import Library, Source, Video
from press.place import Scalar
from press.problem import Problem
from press.slips.characters import shown

PLAIN_KEYS: Final = ("summary", "notice", "description")
"""Prose that covers, heads and imprints print: it refers to nothing, because nothing around it could resolve that."""

LONGEST_ADDRESS: Final = 800
"""In bytes: a QR code of error correction M holds 2,331, but phones read those of half its modules at most."""
_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]+\]")
_ROLE: Final = re.compile(r"\{(?:term|ref)\}`")
_ADDRESS: Final = re.compile(r"https://[^\s/]+\.[^\s]+")


def problems(library: Library) -> Iterator[Problem]:
    """Yield what is outside the dialect, roles and footnotes where none may be, and addresses that are none."""
    for prose in proses(library):
        yield from markdown.problems(prose.text)
        if prose.key in PLAIN_KEYS:
            yield from _without(_ROLE, prose.text, f"a {prose.key} refers to nothing", "write the words alone")
            yield from _without(
                _FOOTNOTE, prose.text, f"a {prose.key} has no footnotes", "say it in the text or leave it out"
            )
        elif prose.key == "definition":
            # Definitions are sorted anew in each document and language, after the numbering of footnotes.
            hint = "say it in the definition itself or leave it out"
            yield from _without(_FOOTNOTE, prose.text, "a definition has no footnotes", hint)
    for line in lines(library):
        yield from _without(_ROLE, line.text, f"a {line.key} is plain text without roles", "write the words alone")
        yield from _without(_FOOTNOTE, line.text, f"a {line.key} has no footnotes", "put the footnote into the prose")
    for part in parts(library):
        if not isinstance(part, Video | Source) or not part.address:
            continue
        if not _ADDRESS.fullmatch(part.address):
            message = f"'{shown(part.address, 120)}' is not an address to link to"
            yield Problem("D306", str(part.address.place), message, "addresses begin with https://")
        elif len(part.address.encode()) > LONGEST_ADDRESS:
            hint = f"it has at most {LONGEST_ADDRESS}, as no phone reads a QR code of more"
            yield Problem("D306", str(part.address.place), f"an address of {len(part.address.encode())} bytes", hint)


def _without(pattern: re.Pattern[str], text: Scalar, message: str, hint: str) -> Iterator[Problem]:
    if match := pattern.search(text):
        yield Problem("D301", place_of(text, match.start()), message, hint)

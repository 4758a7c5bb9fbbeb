"""What a reader of returned files says: which form a file is, and what stands in each place to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from press.collect.forms import Form

Kind = Literal["docx", "odt", "doc", "pdf"]
# By the control's tag, by its bookmark, by the visible code beside it, or by the name of a PDF field.
How = Literal["tag", "bookmark", "code", "field"]


class UnreadableError(Exception):
    """A file that cannot be read, or that may not be: why, and what to do about it, in words for a distributor."""

    def __init__(self, why: str, hint: str) -> None:
        """Take what is wrong and what helps."""
        super().__init__(why)
        self.why, self.hint = why, hint


@dataclass(frozen=True, slots=True)
class Mark:
    """What one carrier says of which form a file is: the toolkit's symbol, its version, the digest's first 12 digits.

    ``digest`` may be longer where the carrier has all of it. ``carrier`` says where it stood, for people
    (“core identifier”, “foot of page”).
    """

    carrier: str
    symbol: str
    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in a place to fill in.

    ``text`` has ``\\n`` for line ends and no outer white space; it is empty where nothing was filled in (a placeholder
    counts for nothing). For a tick, ``ticked`` says whether it is set and ``text`` is empty; for a choice of a list
    or of radio buttons ``key`` is the key that the file itself carries, if it does. ``beside`` is what was typed in
    the same cell outside of the control.
    """

    text: str
    how: How
    ticked: bool | None = None
    key: str = ""
    beside: str = ""


class Opened(Protocol):
    """A returned file that can be read."""

    kind: Kind

    def marks(self) -> tuple[Mark, ...]:
        """Return what its carriers say of which form it is, in the order in which they are to be believed."""

    def read(self, form: Form) -> Mapping[str, tuple[Found, ...]]:
        """Return what stands in each place of the form, by the path of its control.

        A place that is gone is not among them; one that is there twice, with different answers, has two.
        """

    def words(self) -> str | None:
        """Return all text outside of places to fill in, white space folded; None where nobody can have changed it."""

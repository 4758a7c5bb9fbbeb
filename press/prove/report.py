"""Problems of one file, each named by unit, document and page."""

from __future__ import annotations

from typing import Final

from press.problem import Problem

MOST: Final = 50  # problems of one file; who has more begins with these
_HINT: Final = "build again; if it comes back, the writer is at fault"


class Report:
    """Collects problems; the first of a kind at a place counts."""

    def __init__(self, stem: str, form: str = "pdf") -> None:
        """Report on the file of a document in a format."""
        self._file = f"{stem}.{form}"
        self._found: dict[tuple[str, str, str], Problem] = {}

    def add(self, code: str, page: int, message: str, hint: str = _HINT) -> None:
        """Add a problem; page 0 means the whole file."""
        place = f"{self._file} page {page}" if page else self._file
        self._found.setdefault((code, place, message), Problem(code, place, message, hint))

    @property
    def problems(self) -> list[Problem]:
        """What was found, as far as anyone wants to read."""
        return list(self._found.values())[:MOST]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._found)

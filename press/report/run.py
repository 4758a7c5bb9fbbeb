"""A run of reports: the content that they speak with, and the folder that they go into."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from press.collect.answers import Return
from press.crew import Crew
from press.produce import Listener
from press.report.write import write_reports
from press.store import Store
from press.swap import swap, writing
from press.toolkit import load

LIST: Final = "reports.json"
FORMAT: Final = 1


def report(
    folder: Path,
    returns: Sequence[Return],
    content: Path,
    listener: Listener,
    *,
    anonymous: bool = False,
    store: Store | None = None,
    crew: Crew | None = None,
) -> list[str]:
    """Write the reports of returns into a folder, all or nothing, and return their paths in it.

    Reports that an earlier run listed there, and that these do not replace, are taken away: their returns are gone, or
    have come again. Raises ContentError, also with what is wrong with the content.
    """
    library, _ = load(content)
    files = write_reports(returns, library, anonymous=anonymous, listener=listener, store=store, crew=crew)
    made = sorted(files)
    with writing(folder):
        listed = json.dumps({"format": FORMAT, "reports": made}, ensure_ascii=False, indent=1) + "\n"
        swap(folder, {**files, LIST: listed.encode()}, _listed(folder))
    return made


def _listed(folder: Path) -> list[str]:
    """Return what an earlier run listed; nothing of a list that is none of ours."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads((folder / LIST).read_text("utf-8"))
        return [str(path) for path in known["reports"]] if known["format"] == FORMAT else []
    return []

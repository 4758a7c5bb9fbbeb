"""A whole run: everything that is written of what reviewers said."""

from __future__ import annotations

import json
from pathlib import Path

from press.design import load_design
from press.feedback.items import Feedback
from press.feedback.meeting import meeting
from press.feedback.shelf import Shelf
from press.feedback.tables import feedback_csv
from press.swap import swap, writing
from press.write.word import write_word


def write(folder: Path, found: Feedback, shelf: Shelf) -> None:
    """Write what was said into a folder, all or nothing. Raises ContentError (W507)."""
    told = json.dumps(found.as_data(), ensure_ascii=False, indent=1).encode("utf-8", "replace")
    document = meeting(found, shelf.library, shelf.sources)
    files = {
        "feedback.csv": feedback_csv(found),
        "feedback.json": told + b"\n",
        "feedback.docx": write_word(document, load_design(), {}, 1, {}),
    }
    with writing(folder):
        swap(folder, files)

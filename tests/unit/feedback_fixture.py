"""A guide of the small toolkit in a reviewer's hands."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from press.document import walk
from press.feedback.gather import gather
from press.feedback.items import Feedback
from press.feedback.shelf import Shelf
from tests.builds import SAMPLE
from tests.review_truth import shelf
from tests.reviewing import Reviewer, W, text_of, word_file

STEM: Final = "guides/basics"


def opened() -> Reviewer:
    """Open the guide in Word."""
    return Reviewer.of(word_file(shelf(SAMPLE).documents[STEM]))


def find(reviewer: Reviewer, words: str) -> Any:
    """Return the paragraph that says something; not a line of the contents."""
    return next(one for one in reviewer.paragraphs if words in text_of(one) and not _is_entry(one))


def _is_entry(paragraph: Any) -> bool:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").startswith("Toc")


def home(reviewer: Reviewer, folder: Path, held: Shelf | None = None) -> Feedback:
    """Return what is told of the file as it comes home."""
    path = reviewer.save(folder / "back.docx")
    return gather([(path, path.name)], held or shelf(SAMPLE))


def titled(unit: str) -> str:
    """Return the title of a unit of the guide."""
    return next(str(node.title) for node in walk(shelf(SAMPLE).documents[STEM]) if getattr(node, "id", "") == unit)


def own(reviewer: Reviewer, style: str) -> list[Any]:
    """Return the paragraphs of a style."""
    found = []
    for one in reviewer.paragraphs:
        node = one.find(f"{W}pPr/{W}pStyle")
        if node is not None and node.get(f"{W}val") == style:
            found.append(one)
    return found

"""Comments of a Word file as threads: what was said first, the answers, and whether it is settled.

Answers and “resolved” stand in ``commentsExtended.xml`` ([MS-DOCX] 2.5.4), by the id of a comment's last paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from press.collect.container import Package
from press.feedback.review import Comment, Said, Spot

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SIGNS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


@dataclass(frozen=True, slots=True)
class _Extended:
    """What the other part says of a comment: the paragraph of the one that it answers, and whether it is settled."""

    answers: str
    is_done: bool


def threads(
    package: Package, folder: str, starts: Mapping[str, Spot], ends: Mapping[str, Spot], calls: Mapping[str, Spot]
) -> tuple[Comment, ...]:
    """Return the threads in the order of their places in the text; those without a place come last.

    The spots are by the ids of comments: where their ranges begin and end, and where they are called.
    """
    tree = package.tree(f"{folder}/comments.xml")
    nodes = list(tree.iterfind(f"{_W}comment")) if tree is not None else []
    extended = _extended(package.tree(f"{folder}/commentsExtended.xml"))
    by_para = {_last_para(node): node.get(f"{_W}id", "") for node in nodes}
    by_para.pop("", None)
    said = {node.get(f"{_W}id", ""): _said(node) for node in nodes}
    about = {node.get(f"{_W}id", ""): extended.get(_last_para(node), _Extended("", is_done=False)) for node in nodes}
    parents = {number: by_para.get(found.answers, "") for number, found in about.items()}
    replies: dict[str, list[Said]] = {}
    for number in said:
        if (first := _first(number, parents)) != number:
            replies.setdefault(first, []).append(said[number])
    made = []
    for number, words in said.items():
        if _first(number, parents) == number:
            start = starts.get(number) or calls.get(number)
            end = ends.get(number) or calls.get(number) or start
            done = about[number].is_done
            made.append(Comment(words, start, end, tuple(replies.get(number, ())), done))
    nowhere = Spot(1 << 30, 0)
    return tuple(sorted(made, key=lambda comment: comment.start or nowhere))


def _extended(tree: Any) -> dict[str, _Extended]:
    found = {}
    for node in tree.iterfind(f"{_W15}commentEx") if tree is not None else ():
        done = node.get(f"{_W15}done", "0") in ("1", "true", "on")
        found[node.get(f"{_W15}paraId", "")] = _Extended(node.get(f"{_W15}paraIdParent", ""), is_done=done)
    return found


def _first(number: str, parents: Mapping[str, str]) -> str:
    """Return the comment that a thread begins with; a circle of answers begins where it is entered."""
    seen = {number}
    while (parent := parents.get(number, "")) and parent not in seen:
        seen.add(parent)
        number = parent
    return number


def _last_para(node: Any) -> str:
    paras = node.findall(f".//{_W}p")
    return str(paras[-1].get(f"{_W14}paraId", "")) if paras else ""


def _said(node: Any) -> Said:
    lines = ["".join(_text(part) for part in para.iter()) for para in node.iter(f"{_W}p")]
    author = " ".join(node.get(f"{_W}author", "").split())
    return Said(author, node.get(f"{_W}date", ""), "\n".join(lines).strip())


def _text(node: Any) -> str:
    if node.tag == f"{_W}t":
        return node.text or ""
    return _SIGNS.get(node.tag, "") if node.getparent().tag == f"{_W}r" else ""

"""The parser behind the dialect: markdown-it with plug-ins, set so that nothing is changed or dropped unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

DEEPEST: Final = 30
"""The most levels that a text may nest: four of lists and a few of emphasis are some twenty."""
_MEANING: Final = re.compile(r": +\S")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # entity and reference are off because both would change or drop text without a trace.
    # Without text_join an escaped sign stays apart from the text around it.
    # What nests deeper than maxNesting the parser drops unseen: see parse.
    parser = MarkdownIt("commonmark", {"maxNesting": 3 * DEEPEST}).enable("table")
    parser.disable(["entity", "reference", "text_join"])
    parser.use(footnote_plugin, inline=False, move_to_end=True).use(deflist_plugin).use(myst_role_plugin)
    # A link that the parser refuses would turn into text unseen; the linter refuses it aloud.
    parser.validateLink = lambda url: bool(url) or True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]  # an address stays as written
    parser.block.ruler.before("paragraph", "term", _is_term, {"alt": ["paragraph"]})
    return parser


def _is_term(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Tell whether a line is the term of a definition. That ends the paragraph before it; the plug-in would go on."""
    below = line + 1
    if below < end and state.isEmpty(below):
        below += 1
    if not silent or below >= end or state.sCount[below] < min(state.blkIndent, state.sCount[line]):
        return False
    return bool(_MEANING.match(state.src, state.bMarks[below] + state.tShift[below]))


@lru_cache(maxsize=8192)
def parse(text: str) -> SyntaxTreeNode:
    """Return the syntax tree of a text; what it holds need not be part of the dialect.

    A text that nests too deep has an empty tree: to walk it would overflow the stack. See `too_deep`.
    """
    tokens = _parser().parse(text)
    return SyntaxTreeNode([] if _deep_line(tokens) is not None else tokens)


def too_deep(text: str) -> int | None:
    """Return the line, counted from 0, on which a text nests deeper than `DEEPEST`; None when none does."""
    return None if parse(text).children else _deep_line(_parser().parse(text))


def _deep_line(tokens: list[Token]) -> int | None:
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.level > DEEPEST or any(child.level > DEEPEST for child in token.children or ()):
            return line
    return None


def cut(text: str, longest: int = 120) -> str:
    """Return a text as a message may quote it: not too long."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def lineage(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    """Yield a node and those around it, from the inside out, but not the root."""
    current: SyntaxTreeNode | None = node
    while current is not None and not current.is_root:
        yield current
        current = current.parent


def rows_of(node: SyntaxTreeNode, end: int = 0) -> tuple[int, int]:
    """Return the first line of the innermost node around this one that knows its lines, and the line behind it."""
    return next((around.map for around in lineage(node) if around.map), (0, end))


def leaves_by_box(node: SyntaxTreeNode) -> Iterator[list[SyntaxTreeNode]]:
    """Yield the leaves of an inline node, those together that are laid out as one box."""
    box: list[SyntaxTreeNode] = []
    for child in node.children:
        if not child.children and child.type in ("text", "text_special", "softbreak"):
            box.append(child)
            continue
        if box:
            yield box
            box = []
        if child.children:
            yield from leaves_by_box(child)
        else:
            yield [child]
    if box:
        yield box

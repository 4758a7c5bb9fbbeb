"""Read step, part one: bytes to a tree of text that knows its places. The strict YAML of docs/content.md, nothing else.

Every scalar is text, exactly as written. What YAML would silently change, drop or take from elsewhere is a Problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import yaml

from press.place import MappingNode, Node, Place, Scalar, SequenceNode, Style
from press.problem import Problem, in_order
from press.slips.characters import LOST, REFUSED, SHAPELESS, decode, name, shown
from press.slips.lines import Lines
from press.slips.scan import lint
from press.slips.syntax import explain

LARGEST: Final = 5_000_000
"""The most bytes that a content file may have; the longest guide has a fiftieth of it."""
DEEPEST: Final = 100
"""The most levels that a content file may nest; the model needs a dozen."""
LONGEST_WORD: Final = 500
"""The most letters that a word may have: the layout engine takes minutes to break one of 50,000."""
MOST_PROBLEMS: Final = 500
"""Of one file; a file with more is broken as a whole, and nobody reads on."""


def parse(file: str, data: bytes) -> tuple[Node | None, list[Problem]]:
    """Return the tree of a file and every problem found in it, in the order of the file.

    The tree is None when the file cannot be read to its end. With problems there may still be a tree: of the text as
    the author most likely meant it, so that later steps find more in the same run; it is not to be published.
    ``file`` is the name that problems carry.
    """
    if len(data) > LARGEST:
        hint = f"a content file has at most {LARGEST // 1_000_000} MB; divide it"
        return None, [Problem("R113", str(Place(file)), "the file is too large", hint)]
    text, problems = decode(file, data, MOST_PROBLEMS)
    if text is None:
        return None, problems
    lines = lint(file, text, MOST_PROBLEMS)
    problems += lines.problems
    node = None
    if len(problems) <= MOST_PROBLEMS:
        builder = _Builder(lines)
        node = builder.document()
        problems += builder.problems
    problems = in_order(problems)
    if len(problems) > MOST_PROBLEMS:
        problems[MOST_PROBLEMS:] = [
            Problem("R113", problems[MOST_PROBLEMS].place, "from here on: too many problems", "mend those above")
        ]
        node = None
    return node, problems


# Lines may be broken at white space, hyphens, soft hyphens, and between letters of scripts that put none between words.
_BREAKS: Final = (
    r"\s|\-\u00ad\u2010\u200b"
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
)
_ENDLESS: Final = re.compile(f"(?<![^{_BREAKS}])[^{_BREAKS}]{{{LONGEST_WORD + 1},}}")
_QUOTE: Final = "put the text in quotation marks"


class _StopError(Exception):
    """The file nests too deep, or has too many problems, to be read on."""


def _start(event: yaml.Event) -> tuple[int, int]:
    # The parser gives every event a mark; the types allow for events that programs make.
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


class _Builder:
    """Turns the parser's events into nodes; keeps going where the events do."""

    _STYLES: Final[dict[str, Style]] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.problems: list[Problem] = []
        self.last_text: Problem | None = None
        self.last_line = -1
        self.events: Iterator[yaml.Event] = yaml.parse("\n".join(lines.lines), Loader=yaml.CBaseLoader)

    def document(self) -> Node | None:
        """Return the tree of the only document; None when there is no whole one."""
        try:
            next(self.events)
            if isinstance(next(self.events), yaml.StreamEndEvent):
                self._report("R101", Place(self.lines.file), "the file is empty", "delete it or fill it")
                return None
            node = self._node(next(self.events), 1)
            next(self.events)
            if isinstance(event := next(self.events), yaml.DocumentStartEvent):
                hint = "delete the line; a content file is one document"
                self._report("R111", self._place(event), "a second document begins here", hint)
            return node
        except yaml.MarkedYAMLError as error:
            self._syntax(error)
        except _StopError:
            pass
        return None

    def _syntax(self, error: yaml.MarkedYAMLError) -> None:
        if error.problem_mark and self.last_line == error.problem_mark.line:
            # A key was taken for the second line of a text: the error says it better.
            self.problems = [problem for problem in self.problems if problem is not self.last_text]
        problem = explain(self.lines, error)
        line = int(problem.place.rsplit(":", 2)[1])
        # What was mended on the line before, or on this one, has been reported in better words.
        mended = {int(p.place.rsplit(":", 2)[1]) for p in self.lines.problems}
        if not mended & {line, line - 1}:
            self.problems.append(problem)

    def _report(self, code: str, place: Place, message: str, hint: str) -> None:
        self.problems.append(Problem(code, str(place), message, hint))
        if len(self.problems) > MOST_PROBLEMS:
            raise _StopError

    def _place(self, event: yaml.Event) -> Place:
        line, column = _start(event)
        return self.lines.place(line, column)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > DEEPEST:
            hint = "the brackets or the indentation went wrong; compare with docs/content.md"
            self._report("R113", self._place(event), f"nested deeper than {DEEPEST} levels", hint)
            raise _StopError
        self._properties(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._of_words(self._scalar(event))
        if isinstance(event, yaml.MappingStartEvent):
            return MappingNode(self._place(event), tuple(self._entries(depth)))
        if isinstance(event, yaml.SequenceStartEvent):
            return SequenceNode(self._place(event), tuple(self._items(depth)))
        return Scalar(f"*{getattr(event, 'anchor', '')}", self._place(event))

    def _properties(self, event: yaml.Event) -> None:
        """Report anchors, aliases and tags: content is written where it is read, and its kinds are the model's."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        hint = "if it is text, put it in quotation marks or under a block; if not, write out what it stands for"
        if anchor is not None:
            what = f"alias '*{anchor}'" if isinstance(event, yaml.AliasEvent) else f"anchor '&{anchor}'"
            self._report("R103", self._place(event), f"{what}: content has no anchors and aliases", hint)
        if tag is not None:
            self._report("R104", self._place(event), f"tag '{shown(tag)}': content has no tags", hint)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        first: dict[str, Scalar] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            node = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(node, Scalar):
                self._report("R101", node.place, "a list or a group of keys stands where a key belongs", _QUOTE)
                continue
            key = self._key(node)
            if key == "<<":
                self._report("R103", key.place, "merge key '<<': content has none", "write out what it stands for")
            elif key in first:
                message = f"the key '{shown(key)}' stands twice; first in line {first[key].place.line}"
                self._report("R102", key.place, message, "keep one of them")
            else:
                first[key] = key
                yield key, value

    def _key(self, key: Scalar) -> Scalar:
        """Return the key without invisible characters, which are reported."""
        mark = SHAPELESS.search(key)
        if not mark and LOST not in key:
            return key
        if mark:
            message = f"an invisible character ({name(mark.group())}) stands in the key"
            place = key.at(0, mark.start())
            # A key in quotation marks may have it as an escape, further to the right.
            exact = self.lines.lines[place.line - 1][place.column - 1 : place.column] == mark.group()
            self._report("R108", place if exact else key.place, message, "delete it, or type the key anew")
        text = SHAPELESS.sub("", key).replace(LOST, "")
        return Scalar(text, key.place, key.style, key.text_line, key.text_column)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        style = self._STYLES.get(event.style or "", "plain")
        place = self._place(event)
        if style == "literal":
            return self._literal(event, place)
        quoted = style in ("single", "double")
        scalar = Scalar(event.value, place, style, place.line, place.column + quoted)
        if style == "folded":
            self._report("R112", place, "a block that begins with '>' joins its lines", "write | instead of >")
        elif event.end_mark and event.end_mark.line > _start(event)[0]:
            self._report_second_line(place, _start(event)[0], event.end_mark.line)
        elif style == "double" and (found := REFUSED.search(event.value)) and found.group() != LOST:
            message = f"an escape stands for a character that content may not have ({name(found.group())})"
            self._report("R108" if unicodedata.category(found.group()) == "Cf" else "R109", place, message, "delete it")
        return scalar

    def _of_words(self, scalar: Scalar) -> Scalar:
        """Return a text; report the first word that is none."""
        if len(scalar) > LONGEST_WORD and (match := _ENDLESS.search(scalar)):
            line, column = (
                scalar.count("\n", 0, match.start()),
                match.start() - scalar.rfind("\n", 0, match.start()) - 1,
            )
            message = f"a word of {len(match.group()):,} letters, '{shown(match.group(), 20)}'"
            hint = f"a word has at most {LONGEST_WORD} letters; part it by spaces, or by hyphens"
            self._report("R113", scalar.at(line, column), message, hint)
        return scalar

    def _report_second_line(self, place: Place, line: int, last: int) -> None:
        following = next((n for n in range(line + 1, last + 1) if self.lines.lines[n].strip()), last)
        text = shown(self.lines.lines[following].strip(), 20)
        hint = "write | after the key and all of the text on the next lines; if it is a title, write it on one line"
        self._report("R112", place, f"the text goes on in line {following + 1} ('{text}') without a block", hint)
        self.last_text, self.last_line = self.problems[-1], last

    def _literal(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        """Return a literal block, which knows where its first line of text is."""
        header = _start(event)[0]
        text = event.value.lstrip("\n")
        first = header + 1 + len(event.value) - len(text)
        # After an anchor or a tag, which are Problems, the block may begin further down.
        if not text or first >= len(self.lines.lines) or event.anchor or event.tag:
            return Scalar(event.value, place, "literal", place.line + 1, 1)
        indent = len(self.lines.lines[first]) - len(text.split("\n", 1)[0])
        return Scalar(event.value, place, "literal", place.line + 1, self.lines.place(first, indent).column)

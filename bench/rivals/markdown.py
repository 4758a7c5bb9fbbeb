"""Composed documents as pandoc's Markdown: the same text, structure, tables and footnotes."""

from __future__ import annotations

import re
from typing import Any, Final

Node = dict[str, Any]

# Any of them may be escaped (pandoc: all_symbols_escapable).
_SIGN: Final = re.compile(r"([!-/:-@\[-`{-~])")
_RULES: Final = {"start": ":---------", "center": ":--------:", "end": "---------:"}
_LABELS: Final = ("label", "number", "title", "caption", "alternative", "audience", "duration", "address", "room")


def markdown(document: Node) -> str:
    """Return a document as Markdown. The contents are left to pandoc."""
    return f"# {_plain(document['title'])} {{.unnumbered}}\n\n{blocks(document['blocks'])}"


def blocks(nodes: list[Node]) -> str:
    """Return blocks as Markdown, with an empty line after each."""
    return "".join(f"{text}\n\n" for text in map(_block, nodes) if text)


def _block(node: Node) -> str:
    match node["node"]:
        case "Paragraph":
            return inlines(node["content"])
        case "List":
            sign = f"{node['start']}. " if node["ordered"] else "-   "
            return "\n\n".join(_hanging(sign, blocks(item)) for item in node["items"])
        case "DefinitionList":
            return "\n\n".join(_definition(item) for item in node["items"])
        case "Table":
            return _marked(node["id"], _table(node))
        case "Section":
            head = f"{'#' * node['level']} {_plain(node['number'])} {_plain(node['title'])} {{#{node['id']}}}"
            return f"{head}\n\n{_lines(node['audience'])}{blocks(node['blocks'])}"
        case "Cover":
            names = (node[key] for key in ("toolkit", "kind", "subtitle", "publisher", "edition"))
            return f"{_lines(*names)}{blocks(node['summary'])}"
        case "Contents":
            return ""
        case "Imprint":
            facts = _lines(*(f"{term}: {value}" for term, value in node["facts"]))
            return f"# {_plain(node['title'])} {{#{node['id']}}}\n\n{facts}{blocks(node['blocks'])}"
        case _:
            return _marked(node["id"], _box(node))


def _box(node: Node) -> str:
    """Return whatever has a label: boxes, quotations, figures, questions."""
    text = _lines(*(node.get(key, "") for key in _LABELS))
    text += blocks([*node.get("blocks", []), *node.get("help", [])])
    for key in ("attribution", "explained", "more"):
        text += f"{inlines(node[key])}\n\n" if node.get(key) else ""
    text += "".join(f"-   {_plain(choice['text'])}\n" for choice in node.get("choices", []))
    text += f"\n{_table(node['twin'])}\n\n" if node.get("twin") else ""
    text += f"\n{inlines([node['origin']])}\n" if node.get("origin") else ""
    return text


def inlines(nodes: list[Node]) -> str:
    """Return inlines as Markdown."""
    return "".join(map(_inline, nodes))


def _inline(node: Node) -> str:
    match node["node"]:
        case "Text":
            return _plain(node["text"])
        case "LineBreak":
            return " "
        case "Emphasis":
            return f"*{inlines(node['content'])}*"
        case "Strong":
            return f"**{inlines(node['content'])}**"
        case "Link":
            return f"[{inlines(node['content'])}](<{node['address']}>)"
        case "Footnote":
            return f"^[{inlines(node['content'])}]"
        case "Reference" if not node["document"]:
            return f"[{inlines(node['content'])}](#{node['target']})"
        case _:
            return inlines(node["content"])


def _table(node: Node) -> str:
    rows = [node["header"], *node["rows"]]
    head, *body = (f"| {' | '.join(map(inlines, row))} |" for row in rows)
    rules = f"|{'|'.join(_RULES[alignment] for alignment in node['alignments'])}|"
    caption = f"\n\n: {_plain(node['label'])} {_plain(node['caption'])}" if node["caption"] else ""
    return "\n".join([head, rules, *body]) + caption


def _definition(item: Node) -> str:
    term = inlines(item["term"])
    term = f"[{term}]{{#{item['id']}}}" if item["id"] else term
    return f"{term}\n\n{_hanging(':   ', blocks(item['definition']))}"


def _hanging(sign: str, text: str) -> str:
    lines = text.rstrip().split("\n")
    return "\n".join([f"{sign}{lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])])


def _marked(name: str, text: str) -> str:
    return f"::: {{#{name}}}\n{text.rstrip()}\n:::" if name else text


def _lines(*texts: str) -> str:
    return "".join(f"{_plain(text)}\n\n" for text in texts if text)


def _plain(text: str) -> str:
    return _SIGN.sub(r"\\\1", text)

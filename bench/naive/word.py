"""A Word file by python-docx, with the styles of its own template."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx

Node = dict[str, Any]


def write_word(document: Node, target: Path) -> None:
    """Write a document as a Word file."""
    writer = _Writer()
    writer.blocks(document["blocks"])
    writer.notes()
    writer.file.core_properties.title = document["title"]
    writer.file.save(str(target))


class _Writer:
    """Writes blocks one after the other. Notes are gathered, as python-docx knows no footnotes."""

    def __init__(self) -> None:
        self.file = docx.Document()
        self._notes: list[list[Node]] = []

    def blocks(self, nodes: list[Node], style: str = "") -> None:
        for node in nodes:
            self._block(node, style)

    def notes(self) -> None:
        for number, content in enumerate(self._notes, start=1):
            self._paragraph(content, before=f"{number} ")

    def _block(self, node: Node, style: str) -> None:
        match node["node"]:
            case "Paragraph":
                self._paragraph(node["content"], style)
            case "List":
                for item in node["items"]:
                    self.blocks(item, "List Number" if node["ordered"] else "List Bullet")
            case "DefinitionList":
                for item in node["items"]:
                    self._paragraph(item["term"], "Heading 4")
                    self.blocks(item["definition"])
            case "Table":
                self._table(node)
            case "Section":
                self.file.add_heading(f"{node['number']} {node['title']}", node["level"])
                self._line(node["audience"])
                self.blocks(node["blocks"])
            case "Cover":
                self._line(node["toolkit"])
                self.file.add_heading(node["title"], 0)
                self._line(node["subtitle"])
                self.blocks(node["summary"])
            case "Contents":
                self.file.add_heading(node["title"], 1)
                for entry in node["entries"]:
                    self._line(f"{entry['number']} {entry['title']}")
            case "Imprint":
                self.file.add_heading(node["title"], 1)
                for term, value in node["facts"]:
                    self._line(f"{term}: {value}")
                self.blocks(node["blocks"])
            case _:
                self._box(node)

    def _box(self, node: Node) -> None:
        """Write whatever has a label: boxes, quotations, figures, questions."""
        for key in ("label", "number", "title", "caption", "alternative", "audience", "address"):
            self._line(node.get(key, ""), "Intense Quote" if key in ("label", "title") else "")
        self.blocks(node.get("blocks", []))
        self.blocks(node.get("help", []))
        for key in ("attribution", "explained"):
            if node.get(key):
                self._paragraph(node[key])
        for choice in node.get("choices", []):
            self._line(f"☐ {choice['text']}", "List Bullet")
        if node.get("twin"):
            self._table(node["twin"])
        if node.get("origin"):
            self._paragraph([node["origin"]])

    def _line(self, text: str, style: str = "") -> None:
        if text:
            self.file.add_paragraph(text, style or None)

    def _paragraph(self, content: list[Node], style: str = "", before: str = "") -> None:
        self._runs(self.file.add_paragraph(before, style or None), content)

    def _runs(self, paragraph: Any, content: list[Node], *, bold: bool = False, italic: bool = False) -> None:
        for node in content:
            match node["node"]:
                case "Text":
                    run = paragraph.add_run(node["text"])
                    run.bold, run.italic = bold or None, italic or None
                case "LineBreak":
                    paragraph.add_run().add_break()
                case "Footnote":
                    self._notes.append(node["content"])
                    paragraph.add_run(str(len(self._notes))).font.superscript = True
                case kind:
                    strong, stressed = bold or kind == "Strong", italic or kind == "Emphasis"
                    self._runs(paragraph, node["content"], bold=strong, italic=stressed)

    def _table(self, node: Node) -> None:
        self._line(f"{node['label']} {node['caption']}".strip(), "Caption")
        table = self.file.add_table(rows=0, cols=len(node["header"]), style="Table Grid")
        for row in (node["header"], *node["rows"]):
            for cell, content in zip(table.add_row().cells, row, strict=True):
                self._runs(cell.paragraphs[0], content)

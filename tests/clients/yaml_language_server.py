"""Drive the YAML language server that VS Code's YAML extension runs: diagnostics, completion, hover, over stdio.

scripts/clients.sh brings it from npm (package.json beside this file). It gets the settings of .vscode/settings.json, as
the extension hands them on, so what it says here is what an author sees.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

ROOT: Final = Path(__file__).resolve().parents[2]
PROGRAM: Final = ROOT / ".cache/npm/node_modules/yaml-language-server/bin/yaml-language-server"


def available() -> str | None:
    """Return None when the server can run here, else the reason why not."""
    if not PROGRAM.is_file():
        return "the YAML language server is not installed"
    return None if shutil.which("node") else "node is not installed"


def settings() -> dict[str, Any]:
    """Return the settings of the repository for VS Code, which has comments in its JSON."""
    text = (ROOT / ".vscode/settings.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(re.sub(r"(?m)^\s*//.*$", "", text))
    return data


class LanguageServer:
    """A running server whose workspace is a folder. Files are given as text and need not be there."""

    def __init__(self, folder: Path) -> None:
        """Start the server."""
        self.folder = folder
        self._process = subprocess.Popen(
            ["node", str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._number = 0
        self._notes: list[dict[str, Any]] = []
        self._opened: set[str] = set()

    def __enter__(self) -> Self:
        """Shake hands, as VS Code does."""
        folders = [{"uri": self.folder.as_uri(), "name": "press"}]
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": self.folder.as_uri(),
                "workspaceFolders": folders,
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {
                        "completion": {"completionItem": {"snippetSupport": True}},
                        "hover": {"contentFormat": ["markdown"]},
                    },
                },
            },
        )
        self._tell("initialized", {})
        # It validates before it has read its settings, and once more when it has.
        first = "tests/toolkits/first/content/toolkit.yaml"
        if not self.open(first, "wrong-key: 1\n"):
            assert self._note("textDocument/publishDiagnostics", self._uri(first))["diagnostics"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self._process.kill()
        self._process.communicate()

    def open(self, name: str, text: str) -> list[str]:
        """Open a file and return what is wrong in it, as “line: message”."""
        uri = self._uri(name)
        # It may tell more than once, so that of a second text nobody would know what is meant.
        assert uri not in self._opened, name
        self._opened.add(uri)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        found = self._note("textDocument/publishDiagnostics", uri)
        return [f"{one['range']['start']['line'] + 1}: {one['message']}" for one in found["diagnostics"]]

    def complete(self, name: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """Return what is offered at a place (counted from 1), by label."""
        answer = self._ask("textDocument/completion", self._at(name, line, column))
        return {item["label"]: item for item in answer["items"]}

    def hover(self, name: str, line: int, column: int) -> str:
        """Return what is shown for the word at a place."""
        answer = self._ask("textDocument/hover", self._at(name, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def _at(self, name: str, line: int, column: int) -> dict[str, Any]:
        position = {"line": line - 1, "character": column - 1}
        return {"textDocument": {"uri": self._uri(name)}, "position": position}

    def _ask(self, method: str, params: Mapping[str, Any]) -> Any:
        self._number += 1
        number = self._number
        self._write({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._keep(message)

    def _tell(self, method: str, params: Mapping[str, Any]) -> None:
        self._write({"method": method, "params": params})

    def _note(self, method: str, uri: str) -> dict[str, Any]:
        while True:
            for note in self._notes:
                if note["method"] == method and note["params"].get("uri") == uri:
                    self._notes.remove(note)
                    params: dict[str, Any] = note["params"]
                    return params
            self._keep(self._read())

    def _keep(self, message: dict[str, Any]) -> None:
        """Answer what the server asks; keep what it tells."""
        if "id" not in message:
            self._notes.append(message)
        elif message["method"] == "workspace/configuration":
            asked = [item.get("section") for item in message["params"]["items"]]
            self._write({"id": message["id"], "result": [_section(name) for name in asked]})
        else:
            self._write({"id": message["id"], "result": None})

    def _write(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        size = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                size = int(line.split(b":")[1])
        if not size:
            raise EOFError("the language server stopped")
        message: dict[str, Any] = json.loads(self._process.stdout.read(size))
        return message


def _section(name: str | None) -> dict[str, Any]:
    """Return the settings of one section, such as “yaml”, as VS Code hands them on: as a tree."""
    tree: dict[str, Any] = {}
    for key, value in settings().items():
        section, _, rest = key.partition(".")
        if section == name:
            *steps, last = rest.split(".")
            inner = tree
            for step in steps:
                inner = inner.setdefault(step, {})
            inner[last] = value
    return tree

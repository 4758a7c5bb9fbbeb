"""The files of a content folder: read within bounds, parsed, validated, and everything wrong with them collected."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from press.model_problems import model_problems
from press.place import Node, Place, plain
from press.problem import Problem, Severity
from press.strict_yaml import LARGEST, parse

_M = TypeVar("_M", bound=BaseModel)


class ContentFiles:
    """Reads files under a content folder, never outside it, and collects what is wrong with them.

    ``drafts`` are files as they would be, by path: they are read instead of what the folder has.
    """

    def __init__(self, root: Path, drafts: Mapping[Path, bytes] | None = None) -> None:
        self.root = root
        self.drafts = drafts or {}
        self.problems: list[Problem] = []
        self._real_root = root.resolve()

    def name(self, path: Path) -> str:
        """Return the name that problems carry: from the content folder's own name on."""
        name = "/".join((self._real_root.name, *path.relative_to(self.root).parts))
        return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name)

    def report(
        self, code: str, where: Path | Place, message: str, hint: str = "", severity: Severity = "error"
    ) -> None:
        """Note a problem of a file or of a place in it."""
        place = where if isinstance(where, Place) else Place(self.name(where))
        self.problems.append(Problem(code, str(place), message, hint, severity))

    def tree(self, path: Path) -> Node | None:
        """Return the tree of a file; None when it cannot be read."""
        if not self._inside(path):
            return None
        if path in self.drafts:
            return self._parsed(path, self.drafts[path])
        try:
            if not path.is_file():
                message = "this is not a file" if path.exists() else "the file is missing"
                self.report("R110", path, message, "write it; docs/content.md says what belongs into it")
                return None
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        except OSError as error:
            self.report("R110", path, f"the file cannot be read: {error.strerror}")
            return None
        return self._parsed(path, data)

    def _parsed(self, path: Path, data: bytes) -> Node | None:
        node, problems = parse(self.name(path), data)
        self.problems += problems
        return node

    def model(self, path: Path, model: type[_M]) -> _M | None:
        """Return what a file holds; None when it does not hold what the model says."""
        node = self.tree(path)
        return None if node is None else self.validated(node, model)

    def validated(self, node: Node, model: type[_M]) -> _M | None:
        """Return a tree as a model; None, and problems, when it is not what the model says."""
        try:
            # By alias only: the model's own names, such as for_, are no keys of content.
            return model.model_validate(plain(node), by_alias=True, by_name=False)
        except ValidationError as error:
            # A text on several lines without a block has been reported; that it is not what it should be follows.
            known = {problem.place for problem in self.problems if problem.code == "R112"}
            found = model_problems(error, model, node)
            self.problems += [p for p in found if p.code not in ("M209", "M210") or p.place not in known]
            return None

    def has(self, path: Path) -> bool:
        """Tell whether there is a file, a folder or a link of that name, readable or not."""
        if path in self.drafts:
            return True
        try:
            path.lstat()
        except OSError:
            return False
        return True

    def listed(self, folder: Path) -> list[Path]:
        """Return the content files of a folder in the order of their names; other files get a warning."""
        files = []
        for path in self.entries(folder):
            if path.suffix == ".yaml":
                files.append(path)
            else:
                hint = "content files end in .yaml; what does not belong here can go elsewhere"
                self.report("C417", path, "this is not read", hint, "warning")
        return files

    def entries(self, folder: Path) -> list[Path]:
        """Return what a folder holds in the order of the names, without hidden files and editors' copies."""
        if not self.has(folder) or not self._inside(folder):
            return []
        try:
            drafts = {path for path in self.drafts if path.parent == folder}
            paths = sorted({*folder.iterdir(), *drafts})
        except OSError as error:
            self.report("R110", folder, f"the folder cannot be read: {error.strerror}")
            return []
        return [path for path in paths if not path.name.startswith(".") and not path.name.endswith("~")]

    def _inside(self, path: Path) -> bool:
        try:
            if path.resolve().is_relative_to(self._real_root):
                return True
        except (OSError, RuntimeError):
            # A link that leads to itself: RuntimeError up to Python 3.12.
            pass
        self.report("W504", path, "the link leads out of the content folder", "put the file itself here")
        return False


def replace_file(path: Path, data: bytes) -> None:
    """Write a content file beside its place and rename it, so that a full disk or a crash leaves the old one whole.

    Raises OSError.
    """
    path = path.resolve()
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(data)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)

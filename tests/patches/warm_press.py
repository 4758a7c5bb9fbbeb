"""A press that is loaded once, and forks for each fault: to be run in the folder of a copy of the press.

Each line of its input is a fault, the name of a probe (a function of `tests.patches.probes`), and arguments; each line
of its output is what the probe printed. The fork loads the patched module anew, and every module that imports it,
directly or not; what was made before by none of these is kept. So the fault has all of its effect, and what it
does not touch is not done again.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import grimp

from tests.patches import probes

Made = TypeVar("Made")

# Who reads files that are no modules, and keeps what it has read.
_READERS: Final = {
    "templates/blocks.xhtml": "press.write.html",
    "templates/inlines.xhtml": "press.write.html",
    "templates/document.xhtml": "press.write.html",
    "styles/print.css": "press.write.css",
    "styles/poster.css": "press.write.css",
    "styles/word.yaml": "press.write.word_look",
}


class Kept:
    """What was made before a fault, until one of the modules that made it is stale."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._made: dict[str, tuple[tuple[str, ...], Any]] = {}

    def get(self, name: str, makers: tuple[str, ...], make: Callable[[], Made]) -> Made:
        """Return what stands under a name, or make it; the modules that do so are its makers."""
        if name not in self._made:
            self._made[name] = (makers, make())
        found: Made = self._made[name][1]
        return found

    def forget(self, modules: set[str]) -> None:
        """Forget what these modules have made."""
        self._made = {name: found for name, found in self._made.items() if not modules.intersection(found[0])}


class WarmPress:
    """A loaded press in the folder where it runs."""

    def __init__(self) -> None:
        """Read who imports whom; load nothing yet."""
        self._imports = grimp.build_graph("press", cache_dir=None)
        self._kept = Kept()
        self._ready: set[tuple[str, str]] = set()

    def answer(self, patch: dict[str, str], probe: str, root: str, arguments: list[str]) -> dict[str, Any]:
        """Return the ``lines`` that a probe prints with a patch, or an ``error``; ``root`` is of a content folder."""
        if (probe, root) not in self._ready:
            list(self._run(probe, root, arguments))  # as it is: loads what is needed, and keeps what can be kept
            gc.collect()
            gc.freeze()
            self._ready.add((probe, root))
        with _patched(patch) as path:
            return _in_a_fork(lambda: self._with_patch(path, probe, root, arguments))

    def _with_patch(self, path: Path, probe: str, root: str, arguments: list[str]) -> list[str]:
        module = _READERS.get(path.as_posix()) or ".".join(path.with_suffix("").parts)
        stale = {module, *self._imports.find_downstream_modules(module)}
        for name in stale & sys.modules.keys():
            del sys.modules[name]
            package, _, last = name.rpartition(".")
            vars(sys.modules.get(package, self)).pop(last, None)  # where "from package import module" finds it
        self._kept.forget(stale)
        lines = list(self._run(probe, root, arguments))
        assert module in sys.modules, f"{path} was not read"
        return lines

    def _run(self, probe: str, root: str, arguments: list[str]) -> Iterator[str]:
        found: Iterator[str] = getattr(probes, probe)(self._kept, Path(root), *arguments)
        return found


@contextmanager
def _patched(patch: dict[str, str]) -> Iterator[Path]:
    """Put a fault into its file until the block ends; yield the file."""
    path = Path(patch["file"])
    before, times = path.read_bytes(), path.stat()
    text, old = before.decode(), patch["old"]
    assert not old or text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, patch["new"]) if old else text, "utf-8")
    # Compiled modules are known by the second and the size of their source.
    os.utime(path, (times.st_atime, times.st_mtime + 60))
    try:
        yield path
    finally:
        path.write_bytes(before)
        os.utime(path, (times.st_atime, times.st_mtime))


def _in_a_fork(work: Callable[[], list[str]]) -> dict[str, Any]:
    read, write = os.pipe()
    child = os.fork()  # there is one thread
    if not child:
        os.close(read)
        with os.fdopen(write, "w", encoding="utf-8") as told:
            json.dump(_attempted(work), told)
        os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as told:
        text = told.read()
    _, status = os.waitpid(child, 0)
    answer: dict[str, Any] = json.loads(text) if text else {"error": f"the fork ended with {status}"}
    return answer


def _attempted(work: Callable[[], list[str]]) -> dict[str, Any]:
    gc.disable()  # it ends soon
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        return {"lines": work()}
    except BaseException:  # noqa: BLE001 (told by whoever asked)
        return {"error": traceback.format_exc()}


def main() -> None:
    """Answer until the input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    press = WarmPress()
    for line in sys.stdin:
        try:
            answer = press.answer(*json.loads(line))
        except Exception:  # noqa: BLE001 (told by whoever asked)
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()

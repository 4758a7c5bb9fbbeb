"""An output folder changes as a whole: every file is staged, a journal is written, then all are renamed.

The journal is the moment that counts. Whoever is killed before it is there has changed nothing; whoever is killed
behind it leaves all that is needed to end what was begun, and the next command that reads or writes the folder does so.
A folder is written by one process at a time; those who read share it.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from press.locks import Waiting, hold, in_silence
from press.problem import ContentError, Problem

STAGE: Final = ".swap"
JOURNAL: Final = "journal.json"
FORMAT: Final = "1"

_HINTS: Final = {
    errno.ENOSPC: "make room on the disk",
    errno.EDQUOT: "make room on the disk",
    errno.ENAMETOOLONG: "name a folder with a shorter path: build.py --output FOLDER build",
    errno.EISDIR: "take it away",
    errno.ENOTDIR: "a file is where a folder should be: take it away",
    errno.EEXIST: "a file is where a folder should be: take it away",
    errno.EXDEV: "an output folder is one folder on one disk: take it away",
}
_ACCESS: Final = "see to its access rights, or name another folder: build.py --output FOLDER build"
_OLD_PARTS: Final = ".*.part"  # what builds of 0.1 left beside their files when they were killed


@contextmanager
def writing(folder: Path, waiting: Waiting = in_silence) -> Iterator[None]:
    """Hold an output folder for a build, in good order: made if need be, settled, without what killed builds left.

    One that was made is removed again when nothing came into it. Raises ContentError (W507).
    """
    with ExitStack() as held:
        with _reported(folder):
            made = _make(folder)
            held.enter_context(hold(folder, waiting))
            held.callback(_remove_empty, made)
            _roll_forward(folder)
            if os.access(folder, os.W_OK):  # else there is nothing to be done, and perhaps nothing to be written
                _tidy(folder)
        yield


@contextmanager
def reading(folder: Path, waiting: Waiting = in_silence) -> Iterator[None]:
    """Hold an output folder, if there is one, while others may only read it; settle it before.

    Raises ContentError (W507).
    """
    with ExitStack() as held:
        with _reported(folder):
            while folder.is_dir():
                held.enter_context(hold(folder, waiting, shared=True))
                if not _has_journal(folder):
                    break
                held.close()
                with hold(folder, waiting):
                    _roll_forward(folder)
        yield


def output_folders(path: Path) -> list[Path]:
    """Return the folders around a file in which a swap goes on, or was interrupted."""
    return [folder for folder in path.absolute().parents if _has_journal(folder)]


def demand_writable(folder: Path) -> None:
    """See that a build may write into a folder, before it works for nothing. Raises ContentError (W507)."""
    with _reported(folder):
        if not os.access(folder, os.W_OK):
            raise OSError(errno.EACCES, "the folder is read-only", str(folder))


def swap(folder: Path, files: Mapping[str, bytes], remove: Iterable[str] = ()) -> None:
    """Put files in their places, in this order, and remove others: all of it or, where that fails, nothing.

    Paths are relative to the folder, which is made if need be. What is there already, byte for byte, is not touched.
    Raises ContentError (W507).
    """
    with _reported(folder):
        new = {path: data for path, data in files.items() if not _is_there(folder / path, data)}
        gone = [path for path in remove if path not in files and _is_file(folder, path)]
        if not new and not gone:
            return
        made: list[Path] = []
        try:
            made = _make(folder / STAGE)
            for path in new:
                made += _make((folder / path).parent)
                _demand_place(folder, path)
            _stage(folder / STAGE, new, gone)
        except BaseException:
            shutil.rmtree(folder / STAGE, ignore_errors=True)
            _remove_empty(made)
            raise
        with _undisturbed():
            _roll_forward(folder)


def _is_there(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _is_file(folder: Path, path: str) -> bool:
    return _is_inside(folder, path) and ((folder / path).is_file() or (folder / path).is_symlink())


def _demand_place(folder: Path, path: str) -> None:
    """See before anything is moved that it can be moved there. Raises OSError."""
    target = folder / path
    if target.is_dir() and not target.is_symlink():
        raise OSError(errno.EISDIR, "a folder is in the way", str(target))
    if not _is_inside(folder, path) or target.parent.stat().st_dev != (folder / STAGE).stat().st_dev:
        raise OSError(errno.EXDEV, "a link or another disk is in the way", str(target.parent))
    if not os.access(target.parent, os.W_OK):
        raise OSError(errno.EACCES, "the folder is read-only", str(target.parent))


def _stage(stage: Path, files: Mapping[str, bytes], remove: list[str]) -> None:
    """Write files under numbers, then the journal, each of them down to the disk."""
    for number, data in enumerate(files.values()):
        (stage / str(number)).write_bytes(data)
        (stage / str(number)).chmod(0o644)
    for number in range(len(files)):  # when all are written, as the first takes most of the others with it
        _to_disk(stage / str(number))
    journal = {"format": FORMAT, "files": list(files), "remove": remove}
    part = stage / f"{JOURNAL}.part"
    part.write_text(json.dumps(journal, ensure_ascii=False), "utf-8")
    _to_disk(part)
    part.rename(stage / JOURNAL)
    _to_disk(stage)


def _roll_forward(folder: Path) -> None:
    """End a swap whose journal is there; it may have come to any point. Raises OSError, ContentError."""
    stage = folder / STAGE
    if (found := _journal(folder)) is None:
        return
    files, remove = found
    for number, path in enumerate(files):
        if (staged := stage / str(number)).exists():  # else it was renamed before
            _make((folder / path).parent)
            staged.replace(folder / path)
    for path in remove:
        (folder / path).unlink(missing_ok=True)
    for parent in {(folder / path).parent for path in (*files, *remove)}:
        with suppress(OSError):
            _to_disk(parent)
    _remove_empty((folder / path).parent for path in remove)
    (stage / JOURNAL).unlink()
    shutil.rmtree(stage, ignore_errors=True)


def _has_journal(folder: Path) -> bool:
    try:
        return (folder / STAGE / JOURNAL).exists()
    except OSError:  # a path that is too long
        return False


def _journal(folder: Path) -> tuple[list[str], list[str]] | None:
    """Return the paths of a complete journal. Raises ContentError for one that this press must not follow."""
    try:
        data = json.loads((folder / STAGE / JOURNAL).read_text("utf-8"))
        form, files, remove = data["format"], [str(p) for p in data["files"]], [str(p) for p in data["remove"]]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError):
        form, files, remove = "", [], []
    if form != FORMAT or not all(_is_inside(folder, path) for path in (*files, *remove)):
        message = "a swap was interrupted here, and its journal is not one of this press"
        hint = f"delete the folder {STAGE} in it, then build again"
        raise ContentError([Problem("W507", str(folder), message, hint)])
    return files, remove


def _is_inside(folder: Path, path: str) -> bool:
    return not Path(path).is_absolute() and (folder / path).parent.resolve().is_relative_to(folder.resolve())


def _tidy(folder: Path) -> None:
    """Remove what builds left that were killed before they had a journal."""
    if (folder / STAGE).exists():
        shutil.rmtree(folder / STAGE)
        _remove_empty(sorted((p for p in folder.rglob("*") if p.is_dir() and not p.is_symlink()), reverse=True))
    for path in folder.rglob(_OLD_PARTS):
        path.unlink()


def _make(folder: Path) -> list[Path]:
    """Make a folder and those around it; return those that were not there, from the inside out. Raises OSError."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
    return missing


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _to_disk(path: Path) -> None:
    """Have the disk keep a file or a folder, also when the power goes."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C do nothing in the moment in which files change their places."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _reported(folder: Path) -> Iterator[None]:
    """Turn an OSError into a ContentError (W507)."""
    try:
        yield
    except OSError as error:
        place = str(error.filename2 or error.filename or folder)
        then = "the next command then ends what was begun" if _has_journal(folder) else "what was there before is whole"
        hint = f"{_HINTS.get(error.errno or 0, _ACCESS)}; {then}"
        raise ContentError([Problem("W507", place, f"cannot write: {error.strerror}", hint)]) from error

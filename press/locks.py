"""Locks that end with their process, whatever ends it, and leave no file: flock(2) on folders and on open files.

A folder is locked itself, so that one that may only be read can be locked, too. Whoever is killed holds nothing any
more, so that a lock is never stale; and what nobody holds of the files in the making is what a killed process left.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeAlias

Waiting: TypeAlias = Callable[[int | None], None]
"""Hears that a lock is waited for, and the process that holds it, where the system tells."""


def in_silence(process: int | None) -> None:
    """Wait and say nothing."""


_NO_LOCKS: Final = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_TABLE: Final = Path("/proc/locks")
_held: set[int] = set()


@contextmanager
def hold(folder: Path, waiting: Waiting, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a folder; wait for it, and say so before. Raises OSError when it cannot be opened.

    Many may share a lock. Where a file system knows no locks, as some of a network, nobody waits.
    """
    handle = _acquire(folder, waiting, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    _held.add(handle)
    try:
        yield
    finally:
        if handle in _held:  # not in a process that was forked meanwhile
            _held.discard(handle)
            os.close(handle)


def _acquire(folder: Path, waiting: Waiting, kind: int) -> int:
    while True:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            _wait(handle, waiting, kind)
            if folder.is_dir() and os.path.samestat(os.fstat(handle), folder.stat()):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)  # it was removed, or replaced, while we waited
        folder.mkdir(parents=True, exist_ok=True)


def _wait(handle: int, waiting: Waiting, kind: int) -> None:
    try:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting(_holder(handle))
            fcntl.flock(handle, kind)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _holder(handle: int) -> int | None:
    """Return the process that holds a lock, as Linux tells: “1: FLOCK ADVISORY WRITE 4711 08:01:1234 0 EOF”."""
    inode = str(os.fstat(handle).st_ino)
    with suppress(OSError, ValueError):
        for line in _TABLE.read_text("ascii").splitlines():
            words = line.split()
            if words[1] == "FLOCK" and words[5].rpartition(":")[2] == inode and int(words[4]) > 0:
                return int(words[4])
    return None


def mark(handle: int) -> None:
    """Say of an open file that it is in the making, for as long as it is open."""
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_left(path: Path) -> bool:
    """Tell whether nobody makes a marked file any more: its maker was killed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(handle)


def _let_go() -> None:
    """Close what a forked process has inherited: else a child that outlives its parent would go on holding."""
    for handle in _held:
        with suppress(OSError):
            os.close(handle)
    _held.clear()


os.register_at_fork(after_in_child=_let_go)

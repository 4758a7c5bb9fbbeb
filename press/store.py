"""A content-addressed store on disk: bytes by key, whole or not at all, within a limit.

A key is the hash of everything that a result depends on, so that what is found may be used whoever made it, and when.
Files are written beside their place and renamed (POSIX rename is atomic), and carry a digest that is checked when
they are read: what a crash, a full disk or another program has damaged is as if it were not there. Many builds may use
one store at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from press.locks import is_left, mark

FORMAT: Final = "1"  # raise it when files are laid out otherwise; other versions are left alone, and die of the limit
LIMIT: Final = 1024 * 2**20  # bytes
_DIGEST: Final = 32  # bytes of SHA-256 before the content
_OWN: Final = re.compile(r"[0-9]+/[0-9a-f]{2}/[0-9a-f]{62}")  # what a store has, of any version
_PART: Final = "."
_SPARE: Final = 0.8  # of the limit: how much is kept when it is exceeded


def hashed(*parts: object) -> str:
    """Return a key: the SHA-256, in hex, of parts that JSON can hold."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A name of a file need not be text: what is none stands as a lone surrogate.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def file_hash(path: Path) -> str:
    """Return the SHA-256, in hex, of a file; nothing when there is none, of which others tell."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class Store:
    """Bytes by key in a folder. Whatever cannot be read or written is as good as absent: a store only saves time."""

    def __init__(self, folder: Path, limit: int = LIMIT, maker: str = "") -> None:
        """Keep files in a folder, which is made when first needed; ``limit`` is in bytes.

        ``maker`` is a hash of whoever makes what is kept: nobody finds what another has made.
        """
        self._root, self._folder, self._limit, self._maker = folder, folder / FORMAT, limit, maker

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, if it is there and whole."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        digest, content = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            with suppress(OSError):
                path.unlink()
            return None
        with suppress(OSError):
            os.utime(path)  # what was used last is kept longest
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes under a key."""
        path = self._path(key)
        temporary = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=_PART, delete=False) as file:
                temporary = Path(file.name)
                mark(file.fileno())
                file.write(hashlib.sha256(content).digest() + content)
                file.flush()
                temporary.replace(path)
        except OSError:
            if temporary is not None:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what killed builds have left half written, but nothing that another build is writing now."""
        with suppress(OSError):
            for path in self._folder.glob(f"*/{_PART}*"):
                if is_left(path):
                    with suppress(OSError):
                        path.unlink()

    def trim(self) -> None:
        """Remove what was not used for the longest time, of all versions, if the limit is exceeded."""
        files: list[tuple[float, int, Path]] = []
        for path in self._root.glob("*/*/*"):
            if _OWN.fullmatch(path.relative_to(self._root).as_posix()):
                with suppress(OSError):
                    state = path.stat()
                    files.append((state.st_mtime, state.st_size, path))
        total = sum(size for _, size, _ in files)
        if total <= self._limit:
            return
        for _, size, path in sorted(files):
            if total <= self._limit * _SPARE:
                break
            with suppress(OSError):
                path.unlink()
                total -= size

    def _path(self, key: str) -> Path:
        name = hashed(self._maker, key) if self._maker else key
        return self._folder / name[:2] / name[2:]

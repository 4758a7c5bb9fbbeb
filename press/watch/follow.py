"""Saved files, as they come: which part of a rebuild each one calls for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final

import watchfiles

from press.design import ROOT, STYLES, TEMPLATES

_CODE: Final = ROOT / "press"
_CODE_FILES: Final = frozenset({".py", ".yaml"})
_QUIET: Final = 50  # milliseconds without a further save, after which a burst of saves is over
_LONGEST_BURST: Final = 400
_PATIENCE: Final = 150  # after which it is looked whether all is over


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved: files of the content by their names in it, styles or templates, code of the press."""

    content: tuple[str, ...] = ()
    design: tuple[str, ...] = ()
    code: tuple[str, ...] = ()

    def __or__(self, other: Saved) -> Saved:
        """Return both."""
        return Saved(
            tuple(dict.fromkeys((*self.content, *other.content))),
            tuple(dict.fromkeys((*self.design, *other.design))),
            tuple(dict.fromkeys((*self.code, *other.code))),
        )

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.content or self.design or self.code)

    @property
    def names(self) -> tuple[str, ...]:
        """All the files."""
        return (*self.content, *self.design, *self.code)


def follow(content: Path, over: Event) -> Iterator[Saved]:
    """Yield what is saved below the content folder, the styles, the templates and the code, until it is over.

    First comes nothing, as soon as nothing more can be missed. Saves in a burst come together. Hidden files and
    editors' copies are passed over.
    """
    begun = False
    folders = [folder for folder in (content.resolve(), STYLES, TEMPLATES, _CODE) if folder.is_dir()]
    for changes in watchfiles.watch(
        *folders,
        stop_event=over,
        step=_QUIET,
        debounce=_LONGEST_BURST,
        rust_timeout=_PATIENCE,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        saved = sorted_out((Path(path) for _, path in changes), content)
        if saved or not begun:
            yield saved
        begun = True


def sorted_out(paths: Iterator[Path], content: Path) -> Saved:
    """Return which of these files are what."""
    root = content.resolve()
    saved = Saved()
    for path in sorted(paths):
        if path.is_relative_to(root):
            name = path.relative_to(root).as_posix()
            if not any(part.startswith(".") for part in Path(name).parts):
                saved |= Saved(content=(f"{root.name}/{name}",))
        elif path.is_relative_to(STYLES) or path.is_relative_to(TEMPLATES):
            saved |= Saved(design=(path.relative_to(ROOT).as_posix(),))
        elif path.is_relative_to(_CODE) and path.suffix in _CODE_FILES:
            saved |= Saved(code=(path.relative_to(ROOT).as_posix(),))
    return saved

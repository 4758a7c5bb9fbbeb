"""Other circumstances for a build: another clock, hash seed, time zone, locale, home, and a machine full of fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import product
from pathlib import Path
from threading import Lock
from typing import Final

from fontTools.ttLib import TTFont

from press.design import Face, load_design

# Names that a style sheet, a fallback or fontconfig's own rules may ask for, our own first.
FAMILIES: Final = """\
IBM Plex Serif|IBM Plex Sans|IBM Plex Sans Arabic|serif|sans-serif|monospace|system-ui|DejaVu Sans|DejaVu Serif
DejaVu Sans Mono|Noto Sans|Noto Serif|Noto Sans Arabic|Noto Naskh Arabic|Liberation Sans|Liberation Serif
Liberation Mono|Arial|Times New Roman|Courier New|Verdana|Calibri|Carlito|Cambria|Caladea|Georgia|Helvetica|Times
Courier|Symbol|Tahoma|Amiri|Scheherazade New|Segoe UI|Roboto|Open Sans|Lato|Inter|Ubuntu|Cantarell|FreeSans
FreeSerif|Nimbus Sans|Nimbus Roman|Source Sans 3|Source Serif 4|Fira Sans|PT Sans|PT Serif|Last Resort""".replace(
    "\n", "|"
).split("|")
STYLES: Final = ((400, "normal"), (400, "italic"), (600, "normal"), (600, "italic"))
_HOME_LOCK: Final = Lock()
DATE: Final = "@2001-02-03 04:05:06"
_FONTCONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><dir>~/.fonts</dir><cachedir>~/.cache/fontconfig</cachedir>
  <match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """An environment, and the command that stands before the command."""

    environment: Mapping[str, str]
    prefix: tuple[str, ...]


def other_circumstances(folder: Path) -> Circumstances:
    """Return circumstances that differ from this machine's in all that must not matter; their home is in the folder."""
    home = folder / "home"
    with _HOME_LOCK:
        if not home.exists():
            install_fonts(home / ".fonts")
            (home / "fonts.conf").write_text(_FONTCONFIG, "utf-8")
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("PRESS_CACHE", "XDG_CACHE_HOME")},
        "HOME": str(home),
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
        "PYTHONHASHSEED": "4321",
        "TZ": "Pacific/Kiritimati",
        "LANG": "C",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "981173106",
    }
    return Circumstances(environment, faked_clock())


def faked_clock() -> tuple[str, ...]:
    """Return the command that gives another command another date; nothing where there is none."""
    program = shutil.which("faketime")
    return (program, "--exclude-monotonic", "-f", DATE) if program else ()


def install_fonts(folder: Path) -> int:
    """Write copies of the pinned faces under the names of others, so that any use of them shows; return how many."""
    folder.mkdir(parents=True)
    sources = [face for face in load_design().faces if face.cut is None]
    count = 0
    for count, (family, (weight, style)) in enumerate(product(FAMILIES, STYLES), start=1):
        others = [face for face in sources if face.family != family]
        _renamed(others[count % len(others)], family, weight, style, folder / f"{count:03}.ttf")
    return count


def _renamed(face: Face, family: str, weight: int, style: str, target: Path) -> None:
    names = {1: family, 2: f"{weight} {style}", 4: f"{family} {weight} {style}", 6: target.stem, 16: family, 17: style}
    source = resources.as_file(resources.files(face.package) / "files" / face.file)
    with source as path, TTFont(path, lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
        for record in list(font["name"].names):
            if record.nameID in names:
                record.string = names[record.nameID]
        font["OS/2"].usWeightClass = weight
        font["OS/2"].fsSelection = 0x01 if style == "italic" else 0x40
        font["head"].macStyle = 0x02 if style == "italic" else 0x00
        font.save(target, reorderTables=None)


COUNT_FONTS: Final = """
import ctypes, ctypes.util
library = ctypes.CDLL(ctypes.util.find_library("fontconfig") or "libfontconfig.so.1")
library.FcConfigGetFonts.restype = ctypes.POINTER(ctypes.c_int)
library.FcInit()
print(library.FcConfigGetFonts(None, 0)[0])
"""


def fonts_seen(circumstances: Circumstances) -> int:
    """Return how many fonts fontconfig offers to a program under these circumstances."""
    return int(_said(circumstances, COUNT_FONTS))


def year_seen(circumstances: Circumstances) -> int:
    """Return the year that a program believes it to be under these circumstances."""
    return int(_said(circumstances, "import time; print(time.gmtime().tm_year)"))


def _said(circumstances: Circumstances, script: str) -> str:
    command = [*circumstances.prefix, sys.executable, "-c", script]
    return subprocess.run(
        command, env=dict(circumstances.environment), capture_output=True, text=True, check=True
    ).stdout

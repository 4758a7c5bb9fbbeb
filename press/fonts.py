"""Fonts from pinned packages, never from the machine: static faces, a private fontconfig, and exact glyph texts."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from press.design import ROOT, Design, Face
from press.locks import hold, in_silence
from press.problem import ContentError, Problem

_CONFIG: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
_PART: Final = ".part-"
_MAKER: Final = "1"  # raise it when faces are made in another way


@dataclass(frozen=True, slots=True)
class Fonts:
    """The folder of static faces. ``files`` are by (family, weight, style)."""

    folder: Path
    files: Mapping[tuple[str, int, str], Path]


def prepare_fonts(design: Design, cache: Path | None = None) -> Fonts:
    """Make the faces that the design names, once, and point fontconfig at them alone.

    Must run before WeasyPrint is imported for the first time in a process: fontconfig reads its configuration once.
    Raises ContentError (W507) when they cannot be put anywhere.
    """
    folder = (cache or cache_root()) / "fonts" / _key(design)
    try:
        if not folder.is_dir():
            _make(design, folder)
        config = _configure(folder)
    except OSError as error:
        hint = "make room there, see to its access rights, or name another folder: PRESS_CACHE=FOLDER"
        message = f"the fonts cannot be written: {error.strerror}"
        raise ContentError([Problem("W507", str(error.filename or folder), message, hint)]) from error
    os.environ["FONTCONFIG_FILE"] = str(config)
    os.environ.pop("FONTCONFIG_PATH", None)
    os.environ.pop("FONTCONFIG_SYSROOT", None)
    return Fonts(folder, {(f.family, f.weight, f.style): folder / _name(f) for f in design.faces})


def _configure(folder: Path) -> Path:
    """Write fontconfig's configuration, which needs absolute paths; anew when the folder has moved."""
    config, text = folder / "fonts.conf", _CONFIG.format(fonts=escape(str(folder)), cache=escape(str(folder / "cache")))
    if not config.is_file() or config.read_text("utf-8") != text:
        with hold(folder, in_silence):
            part = folder / f"{_PART}fonts.conf"
            part.write_text(text, "utf-8")
            part.replace(config)
    return config


def cache_root() -> Path:
    """Return the folder for what is made once: PRESS_CACHE, the project's own, or a private one of this user's."""
    if named := os.environ.get("PRESS_CACHE"):
        return Path(named)
    own = ROOT / ".cache"
    try:
        own.mkdir(exist_ok=True)
        with tempfile.TemporaryFile(dir=own):
            return own
    except OSError:
        pass
    try:
        return Path(tempfile.gettempdir()) / f"toolkit-press-{os.getuid()}"
    except OSError:
        message = "nothing can be written here, and there is no temporary folder"
        raise ContentError([Problem("W507", str(own), message, "name a folder: PRESS_CACHE=FOLDER")]) from None


def results_folder() -> Path:
    """Return the folder for results of earlier builds: PRESS_RESULTS, or one beside the faces."""
    named = os.environ.get("PRESS_RESULTS")
    return Path(named) if named else cache_root() / "results"


def _key(design: Design) -> str:
    parts = [_MAKER, metadata.version("fonttools")]
    parts += [f"{face!r}{metadata.version(face.package.replace('_', '-'))}" for face in design.faces]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _name(face: Face) -> str:
    return f"{face.family.replace(' ', '')}-{face.weight}-{face.style}.ttf"


def _make(design: Design, folder: Path) -> None:
    """Make all faces or none. Of two that begin at once, the second waits and finds them."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with hold(folder.parent, in_silence):
        for left in folder.parent.glob(f"{_PART}*"):  # by a process that was killed: who holds the folder is alone
            shutil.rmtree(left, ignore_errors=True)
        if folder.is_dir():
            return
        work = Path(tempfile.mkdtemp(dir=folder.parent, prefix=_PART))
        try:
            for face in design.faces:
                source = resources.files(face.package) / "files" / face.file
                with resources.as_file(source) as path:
                    if face.cut is None:
                        shutil.copyfile(path, work / _name(face))
                    else:
                        _cut(path, face, work / _name(face))
            work.rename(folder)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def _cut(path: Path, face: Face, target: Path) -> None:
    """Make a static instance; WeasyPrint's own instances of variable fonts carry the clock."""
    with TTFont(path, recalcTimestamp=False) as font:
        _cut_from(font, face, target)


def _cut_from(font: TTFont, face: Face, target: Path) -> None:
    from fontTools.varLib.instancer import instantiateVariableFont  # slow to load, and seldom needed

    axes = {axis.axisTag for axis in font["fvar"].axes}
    location = {"wght": face.cut, "wdth": 100.0}
    static = instantiateVariableFont(font, {tag: v for tag, v in location.items() if tag in axes}, inplace=True)
    name = f"{face.family} {face.weight} {face.style}"
    for record in static["name"].names:
        if record.nameID in (4, 6):
            record.string = name.replace(" ", "-") if record.nameID == 6 else name
    static.save(target)


# Exact glyph texts ----------------------------------------------------------

GlyphTexts = Mapping[int, frozenset[str]]


@cache
def glyph_texts(path: Path) -> GlyphTexts:
    """Return, for every glyph that has one, the texts that it stands for, whatever stands beside it.

    A layout engine learns a glyph's text from the first cluster it meets it in, which is wrong for a letter that
    first appears under a vowel sign. The font itself knows better: its character map, followed through its
    substitutions (OpenType GSUB, lookup types 1 to 4).
    """
    with TTFont(path, lazy=True) as font:
        names: dict[str, set[str]] = {}
        for code, glyph in font.getBestCmap().items():
            names.setdefault(glyph, set()).add(_letters(chr(code)))
        if "GSUB" in font:
            lookups = [s for lookup in font["GSUB"].table.LookupList.Lookup for s in lookup.SubTable]
            for _ in range(4):  # forms of forms; four rounds reach every glyph of the fonts in use
                for subtable in lookups:
                    _follow(getattr(subtable, "ExtSubTable", subtable), names)
        order = font.getReverseGlyphMap()
    return {order[glyph]: frozenset(texts) for glyph, texts in names.items()}


def _letters(character: str) -> str:
    """Return the letters of a presentation form (Unicode blocks FB00–FDFF and FE70–FEFF), others as they are."""
    if not ("\ufb00" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufeff"):
        return character
    return unicodedata.normalize("NFKC", character).replace(" ", "").replace("\u0640", "") or character


def _follow(subtable: Any, names: dict[str, set[str]]) -> None:
    match subtable.LookupType:
        case 1:
            for glyph, form in subtable.mapping.items():
                names.setdefault(form, set()).update(names.get(glyph, ()) if form not in names else ())
        case 2:
            for glyph, forms in subtable.mapping.items():
                if forms and forms[0] not in names:
                    names.setdefault(forms[0], set()).update(names.get(glyph, ()))
        case 3:
            for glyph, forms in subtable.alternates.items():
                for form in forms:
                    if form not in names:
                        names.setdefault(form, set()).update(names.get(glyph, ()))
        case 4:
            for first, ligatures in subtable.ligatures.items():
                for ligature in ligatures:
                    parts = [names.get(glyph) for glyph in (first, *ligature.Component)]
                    if ligature.LigGlyph not in names and all(parts):
                        names[ligature.LigGlyph] = {"".join(min(part) for part in parts if part)}


def printable(design: Design, fonts: Fonts, script: str) -> frozenset[str]:
    """Return the characters that text of a script can be set in, whatever its weight, slant and place.

    Text and display have families of their own; what one lacks, the others' display families may have. There are none
    of a script that the design has no fonts for, which is told when something is laid out (W502).
    """
    if script not in design.fonts:
        return frozenset()
    others = [name.display for key, name in design.fonts.items() if key != script]
    stacks = ([family, *others] for family in (design.fonts[script].text, design.fonts[script].display))
    having = [frozenset().union(*(_in_family(family, fonts) for family in stack)) for stack in stacks]
    return frozenset.intersection(*having)


def _in_family(family: str, fonts: Fonts) -> frozenset[str]:
    faces = [_characters(path) for (name, _, _), path in fonts.files.items() if name == family]
    return frozenset.intersection(*faces)


@cache
def _characters(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))

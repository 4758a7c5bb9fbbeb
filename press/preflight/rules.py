"""The rules, by number: each takes a file and yields what is wrong, with the page."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Name

from press.preflight.content import Colour, Painted, painted, space_name
from press.problem import Problem

Finding: TypeAlias = tuple[str, int, str]  # code, page (0: the file), message

_MM: Final = 72 / 25.4
_READY: Final = frozenset({"DeviceCMYK", "DeviceGray", "Pattern"})
_NEAR: Final = 0.1  # points
_ROUNDING: Final = 0.005
_DARK: Final = 0.85
_HINT: Final = "make the file again with the press; if it comes back, the writer is at fault"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a print shop asks for. Lengths in millimetres, ink as a sum of shares, resolution in pixels per inch."""

    bleed: float = 3.0
    slug: float = 10.0
    ink: float = 3.0
    resolution: float = 300.0
    line: float = 0.25  # points
    condition: str = "FOGRA39"


LIMITS: Final = Limits()


def preflight(data: bytes, name: str, limits: Limits = LIMITS) -> list[Problem]:
    """Return what a print shop would stumble over in a PDF. ``name`` is what to call the file."""
    try:
        with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
            found = [finding for rule in RULES for finding in rule(pdf, limits)]
    except pikepdf.PasswordError:
        return [Problem("X812", name, "the file is encrypted", _HINT)]
    except (pikepdf.PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        return [Problem("P611", name, f"cannot be read: {str(error)[:120] or type(error).__name__}", _HINT)]
    seen = dict.fromkeys(found)
    return [Problem(code, f"{name} page {page}" if page else name, message, _HINT) for code, page, message in seen]


def boxes(pdf: pikepdf.Pdf, limits: Limits) -> Iterator[Finding]:
    """X801: every page has a trim, the bleed exactly around it, and paper beyond; all pages are trimmed alike."""
    sizes = set()
    for number, page in enumerate(pdf.pages, start=1):
        if "/TrimBox" not in page.obj or "/BleedBox" not in page.obj:
            yield "X801", number, "the page has no TrimBox or no BleedBox"
            continue
        trim, bleed, media = (_edges(page.obj[key]) for key in ("/TrimBox", "/BleedBox", "/MediaBox"))
        sizes.add((round(trim[2] - trim[0]), round(trim[3] - trim[1])))
        for what, outer, asked, exact in (("bleed", bleed, limits.bleed, True), ("paper", media, limits.slug, False)):
            beyond = [trim[0] - outer[0], trim[1] - outer[1], outer[2] - trim[2], outer[3] - trim[3]]
            wrong = max(abs(b - asked * _MM) for b in beyond) if exact else asked * _MM - min(beyond)
            if wrong > _NEAR:
                by = ", ".join(f"{b / _MM:.2f}" for b in beyond)
                yield "X801", number, f"the {what} goes {by} mm beyond the trim instead of {asked:g}"
    if len(sizes) > 1:
        yield "X801", 0, f"pages are trimmed to {len(sizes)} sizes"


def _edges(box: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def contents(pdf: pikepdf.Pdf, limits: Limits) -> Iterator[Finding]:
    """X802, X806, X808, X809, X810, X811: what pages paint."""
    for number, page in enumerate(pdf.pages, start=1):
        for one in painted(page):
            for code, message in _painted(one, limits):
                yield code, number, message


def _painted(one: Painted, limits: Limits) -> Iterator[tuple[str, str]]:
    if one.what == "inline picture":
        yield "X803", "a picture stands inside the content, where nobody checks it"
    if one.what == "picture" and 0 < one.resolution < limits.resolution:
        yield "X806", f"a picture has {one.resolution:.0f} pixels per inch instead of {limits.resolution:.0f}"
    if one.what == "line" and one.width < limits.line - _ROUNDING:
        yield "X810", f"a line is {one.width:.2f} points wide, less than {limits.line:g}"
    if one.overprints:
        yield "X811", f"{one.what} overprints what is below"
    if one.colour:
        yield from _coloured(one.what, one.colour, limits)


def _coloured(what: str, colour: Colour, limits: Limits) -> Iterator[tuple[str, str]]:
    if colour.space not in _READY:
        yield "X802", f"{what} in {colour.space}"
    elif colour.space == "DeviceCMYK" and len(colour.values) == 4:
        cyan, magenta, yellow, black = colour.values
        if (total := sum(colour.values)) > limits.ink + _ROUNDING:
            yield "X808", f"{what} with {total:.0%} of ink, more than {limits.ink:.0%}"
        if what == "text" and black >= _DARK and cyan + magenta + yellow > _ROUNDING:
            yield "X809", f"text in {', '.join(f'{value:.0%}' for value in colour.values)} of CMYK, not in black alone"


def objects(pdf: pikepdf.Pdf, _limits: Limits) -> Iterator[Finding]:
    """X803, X804, X805: colour spaces of pictures, shadings, patterns, groups and masks, used or not."""
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        is_picture = found.get("/Subtype") == Name.Image and "/ColorSpace" in found
        if is_picture and (space := space_name(found.ColorSpace)) not in _READY:
            yield "X803", 0, f"a picture in {space}"
        for shading in _shadings(found):
            if (space := space_name(shading.ColorSpace)) not in _READY:
                yield "X804", 0, f"a shading in {space}"
            elif (count := _outputs(shading.get("/Function"))) not in (0, 4 if space == "DeviceCMYK" else 1):
                yield "X804", 0, f"a shading in {space} whose function gives {count} values"
        group = found.get("/Group")
        if isinstance(group, pikepdf.Dictionary) and "/CS" in group and space_name(group.CS) not in _READY:
            yield "X805", 0, f"a transparency group in {space_name(group.CS)}"


def _shadings(found: Any) -> Iterator[Any]:
    if "/ShadingType" in found and "/ColorSpace" in found:
        yield found
    inside = found.get("/Shading")
    if isinstance(inside, pikepdf.Dictionary):
        if "/ShadingType" in inside:
            yield from _shadings(inside)
        else:
            for one in inside.values():
                if not one.is_indirect:
                    yield from _shadings(one)


def _outputs(function: Any) -> int:
    """Return how many values a function gives; 0 when that cannot be told."""
    if function is None or isinstance(function, pikepdf.Array):
        return 0 if function is None else len(function)
    if function.get("/FunctionType") == 2:
        return len(function.get("/C0", [0]))
    if function.get("/FunctionType") == 3:
        return _outputs(function.Functions[0])
    return len(function.get("/Range", [])) // 2


def fonts(pdf: pikepdf.Pdf, _limits: Limits) -> Iterator[Finding]:
    """X807: every font brings its outlines along."""
    for found in pdf.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == Name.Font:
            if found.get("/Subtype") in (Name.Type0, Name.Type3):
                continue
            descriptor = found.get("/FontDescriptor", pikepdf.Dictionary())
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()):
                yield "X807", 0, f"the font {found.get('/BaseFont', 'without a name')} is not embedded"


def interaction(pdf: pikepdf.Pdf, _limits: Limits) -> Iterator[Finding]:
    """X812: nothing that only a screen can use, and nothing that runs."""
    for key in ("/AcroForm", "/OpenAction", "/AA", "/Collection"):
        if key in pdf.Root:
            yield "X812", 0, f"the file has {key}"
    for key in ("/JavaScript", "/EmbeddedFiles"):
        if key in pdf.Root.get("/Names", pikepdf.Dictionary()):
            yield "X812", 0, f"the file has {key}"
    if pdf.is_encrypted:
        yield "X812", 0, "the file is encrypted"
    for number, page in enumerate(pdf.pages, start=1):
        if len(page.obj.get("/Annots", [])):
            yield "X812", number, "the page has annotations"


def output_intent(pdf: pikepdf.Pdf, limits: Limits) -> Iterator[Finding]:
    """X813: one intent for printing, a registered condition, with its CMYK profile."""
    intents = [one for one in pdf.Root.get("/OutputIntents", []) if one.get("/S") == Name.GTS_PDFX]
    if len(intents) != 1:
        yield "X813", 0, f"there are {len(intents)} output intents for printing instead of one"
        return
    intent = intents[0]
    if str(intent.get("/OutputConditionIdentifier", "")) != limits.condition:
        yield "X813", 0, f"the condition is “{intent.get('/OutputConditionIdentifier', '')}”, not “{limits.condition}”"
    if str(intent.get("/RegistryName", "")) != "http://www.color.org":
        yield "X813", 0, "the condition is not one that is registered"
    profile = intent.get("/DestOutputProfile")
    data, colours = b"", 0
    if isinstance(profile, pikepdf.Stream):
        data, colours = profile.read_bytes(), int(profile.get("/N", 0))
    if data[12:20] != b"prtrCMYK" or data[36:40] != b"acsp" or colours != 4:
        yield "X813", 0, "the intent has no CMYK profile of a printer"


def identification(pdf: pikepdf.Pdf, _limits: Limits) -> Iterator[Finding]:
    """X814: the file says in XMP that it is PDF/X-4, has a title, dates and an id, and says whether it is trapped."""
    metadata = pdf.Root.get("/Metadata")
    xmp = metadata.read_bytes().decode("utf-8", "replace") if isinstance(metadata, pikepdf.Stream) else ""
    for what, pattern in (
        ("the version PDF/X-4", r"GTS_PDFXVersion(>|=[\"'])PDF/X-4"),
        ("a title", r"<dc:title>.*?<rdf:li[^>]*>[^<]+<"),
        ("when it was made", r"CreateDate(>|=[\"'])\d{4}"),
        ("an id", r"DocumentID(>|=[\"'])\S"),
    ):
        if not re.search(pattern, xmp, re.DOTALL):
            yield "X814", 0, f"the metadata do not say {what}"
    if pdf.docinfo.get("/Trapped") not in (Name("/False"), Name("/True")):
        yield "X814", 0, "the file does not say whether it is trapped"
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield "X814", 0, "the file has no title"
    if pdf.pdf_version > "1.6":
        yield "X814", 0, f"the file is of PDF {pdf.pdf_version}, later than 1.6"
    if "/ID" not in pdf.trailer:
        yield "X814", 0, "the file has no ID"


Rule: TypeAlias = Callable[[pikepdf.Pdf, Limits], Iterator[Finding]]
RULES: Final[tuple[Rule, ...]] = (
    boxes, contents, objects, fonts, interaction, output_intent, identification,
)  # fmt: skip

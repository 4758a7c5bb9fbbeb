"""Colours of the screen -> inks on paper: the palette by the designer's values, all else by the ICC profile."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from press.design import STYLES, Design
from press.problem import ContentError, Problem

Inks: TypeAlias = tuple[float, float, float, float]

# What the layout engine writes: three numbers and an operator, on a line of their own (ISO 32000-1, 8.6.8).
_COLOUR: Final = re.compile(rb"(?m)^([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)(?=\s)")
_OPERATOR: Final = {b"rg": b"k", b"RG": b"K"}


class Colours:
    """Turns colours into inks, for one design."""

    def __init__(self, design: Design) -> None:
        """Read the inks of the palette, and the profile of the paper."""
        self._palette = {_rgb(value): _inks(design.inks[name]) for name, value in design.palette.items()}
        self._limit = float(design.print["ink-limit"]) / 100
        profile = ImageCms.getOpenProfile(str(STYLES / design.print["profile"]))
        self._transform: Any = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            profile,
            "RGB",
            "CMYK",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        self.of = cache(self._of)

    def _of(self, red: float, green: float, blue: float) -> Inks:
        """Return the inks of a colour, each from 0 to 1: greys are black alone, and nothing is over the limit."""
        key = (round(red * 255), round(green * 255), round(blue * 255))
        if key in self._palette:
            return self._palette[key]
        if len(set(key)) == 1:
            return (0.0, 0.0, 0.0, 1 - key[0] / 255)
        pixel: Any = ImageCms.applyTransform(Image.new("RGB", (1, 1), key), self._transform)
        return self.limited(tuple(value / 255 for value in pixel.getpixel((0, 0))))

    def limited(self, inks: Any) -> Inks:
        """Return inks with as much less of the colours as it takes to keep to the limit."""
        cyan, magenta, yellow, black = inks
        total = cyan + magenta + yellow
        keep = min(1.0, (self._limit - black) / total) if total else 1.0
        return (cyan * keep, magenta * keep, yellow * keep, black)

    def content(self, data: bytes) -> bytes:
        """Return a content stream whose colours are inks."""

        def inks(match: re.Match[bytes]) -> bytes:
            values = self.of(*(float(match[number]) for number in (1, 2, 3)))
            return b" ".join(b"%.4g" % value for value in values) + b" " + _OPERATOR[match[4]]

        return _COLOUR.sub(inks, data)

    def picture(self, image: pikepdf.Stream) -> None:
        """Turn the pixels of a picture into inks, in place. Greys stay as they are."""
        if _is_ready(image.get("/ColorSpace")):
            return
        pixels = pikepdf.PdfImage(image).as_pil_image()
        if pixels.mode not in ("L", "1"):
            pixels = ImageCms.applyTransform(pixels.convert("RGB"), self._transform) or pixels
        if pixels.mode == "CMYK":
            pixels = _within(pixels, self._limit)
        for key in ("/DecodeParms", "/Decode"):
            if key in image:
                del image[key]
        image.write(pixels.convert("L").tobytes() if pixels.mode != "CMYK" else pixels.tobytes())
        image.ColorSpace = Name.DeviceCMYK if pixels.mode == "CMYK" else Name.DeviceGray
        image.BitsPerComponent = 8

    def shading(self, shading: Any, stem: str) -> None:
        """Turn the colours of a gradient into inks, in place. ContentError (W509) for kinds that nobody draws."""
        if _is_ready(shading.get("/ColorSpace")):
            return
        functions = shading.get("/Function")
        if functions is None or isinstance(functions, Array):
            raise ContentError([Problem("W509", stem, f"a gradient of the kind {shading.get('/ShadingType')}")])
        self._function(functions, stem)
        shading.ColorSpace = Name.DeviceCMYK
        if "/Background" in shading:
            del shading["/Background"]

    def _function(self, function: Any, stem: str) -> None:
        kind = int(function.get("/FunctionType", -1))
        if kind == 2:
            for end, default in (("/C0", (0, 0, 0)), ("/C1", (1, 1, 1))):
                function[end] = _array(self.of(*(float(value) for value in function.get(end, default))))
            if "/Range" in function:
                del function["/Range"]
        elif kind == 3:
            for part in function.Functions:
                self._function(part, stem)
        else:
            raise ContentError([Problem("W509", stem, f"a gradient by a function of the kind {kind}")])


def _within(pixels: Image.Image, limit: float) -> Image.Image:
    """Return pixels with less of the colours wherever there would be too much ink in all."""
    data = bytearray(pixels.tobytes())
    most = int(limit * 255)
    for at in range(0, len(data), 4):
        cyan, magenta, yellow, black = data[at : at + 4]
        total = cyan + magenta + yellow
        if total + black > most:
            keep = (most - black) / total
            data[at : at + 3] = bytes((int(cyan * keep), int(magenta * keep), int(yellow * keep)))
    return Image.frombytes("CMYK", pixels.size, bytes(data))


def _is_ready(space: Any) -> bool:
    return space in (Name.DeviceCMYK, Name.DeviceGray) or space is None


def _rgb(value: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(value.removeprefix("#"))
    return red, green, blue


def _inks(value: str) -> Inks:
    cyan, magenta, yellow, black = (float(part) / 100 for part in value.split())
    return cyan, magenta, yellow, black


def _array(inks: Inks) -> Array:
    return Array([round(value, 4) for value in inks])


def convert(pdf: pikepdf.Pdf, colours: Colours, stem: str) -> None:
    """Turn every colour of a file into inks: pages, drawings, patterns, pictures, gradients, transparency."""
    for page in pdf.pages:
        page.Contents = pdf.make_stream(colours.content(_whole(page)))
        _group(page.obj)
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream):
            _stream(found, colours, stem)
        if isinstance(found, Dictionary | pikepdf.Stream) and "/ShadingType" in found:
            colours.shading(found, stem)


def _whole(page: pikepdf.Page) -> bytes:
    content = page.obj.get("/Contents")
    parts = content if isinstance(content, Array) else [content] if content is not None else []
    return b"\n".join(part.read_bytes() for part in parts)


def _stream(found: pikepdf.Stream, colours: Colours, stem: str) -> None:
    if found.get("/Subtype") == Name.Form or found.get("/PatternType") == 1:
        found.write(colours.content(found.read_bytes()))
        _group(found)
        for shading in found.get("/Resources", Dictionary()).get("/Shading", Dictionary()).values():
            colours.shading(shading, stem)
    elif found.get("/Subtype") == Name.Image:
        colours.picture(found)


def _group(found: Any) -> None:
    if "/Group" in found and "/CS" in found.Group:
        found.Group.CS = Name.DeviceCMYK

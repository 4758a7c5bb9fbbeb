"""Preflight: each rule has a file that breaks it, and is caught; a sound file has no finding."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from press.design import load_design
from press.preflight import preflight
from press.problem import CODES
from press.prove.pdf_print import prove_print
from press.write.layout import Engine
from press.write.pdf import write_pdf
from press.write.pdf_print import write_print
from tests.faults import edit
from tests.samples import CITED, everything

SAMPLE = Path(__file__).parents[1] / "toolkits" / "clean-hands" / "content"


@cache
def made() -> tuple[bytes, bytes]:
    """The screen PDF and the print twin of a document with every kind of node."""
    engine = Engine(load_design(), SAMPLE)
    document = everything("en")
    screen = write_pdf(engine.lay_out(document, CITED), engine)
    return screen, write_print(screen, document, load_design())


def codes(data: bytes) -> set[str]:
    return {problem.code for problem in preflight(data, "file.pdf")}


def painted(content: bytes) -> Callable[[Pdf], None]:
    """Add something to the first page."""
    return lambda pdf: pdf.pages[0].contents_add(pdf.make_stream(content))


def boxed(name: str, by: float) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        left, bottom, right, top = (float(edge) for edge in pdf.pages[0].obj[name])
        pdf.pages[0].obj[name] = Array([left - by, bottom - by, right + by, top + by])

    return change


def unboxed(pdf: Pdf) -> None:
    del pdf.pages[1].obj["/TrimBox"]


def smaller(pdf: Pdf) -> None:
    for name in ("/TrimBox", "/BleedBox"):
        boxed(name, -20)(pdf)


def picture(space: object, pixels: int = 400) -> Callable[[Pdf], None]:
    """Add a picture of two centimetres."""

    def change(pdf: Pdf) -> None:
        image = pdf.make_stream(
            bytes(pixels * pixels * 4), Type=Name.XObject, Subtype=Name.Image, Width=pixels, Height=pixels,
            BitsPerComponent=8, ColorSpace=space,
        )  # fmt: skip
        page = pdf.pages[0]
        page.obj.Resources.XObject = Dictionary(X9=image)
        page.contents_add(pdf.make_stream(b"q 56 0 0 56 100 100 cm /X9 Do Q"))

    return change


def shading(space: object, colours: int) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        low, high = Array([0] * colours), Array([1] * colours)
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=low, C1=high)
        found = Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 1, 1]), Function=function)
        pdf.pages[0].obj.Resources.Shading = Dictionary(S9=pdf.make_indirect(found))

    return change


def grouped(pdf: Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


def masked(pdf: Pdf) -> None:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    form = pdf.make_stream(b"", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Group=group)
    mask = Dictionary(S=Name.Luminosity, G=form)
    pdf.pages[0].obj.Resources.ExtGState["/G9"] = Dictionary(SMask=mask)


def bare_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources.Font["/F9"] = pdf.make_indirect(font)


def overprinted(pdf: Pdf) -> None:
    pdf.pages[0].obj.Resources.ExtGState["/G9"] = Dictionary(OP=True)
    painted(b"q /G9 gs 0 0 0 1 k 0 0 9 9 re f Q")(pdf)


def annotated(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def scripted(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def intent(key: str, value: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0][key] = value

    return change


def without(key: str) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        del pdf.Root[key]

    return change


def untrapped(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def other_version(pdf: Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes().replace(b"PDF/X-4", b"PDF/X-3")
    pdf.Root.Metadata = pdf.make_stream(xmp)


FAULTS: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "no trim": (unboxed, "X801"),
    "bleed of 4 mm": (boxed("/BleedBox", 2.83), "X801"),
    "bleed of 2.5 mm": (boxed("/BleedBox", -1.42), "X801"),
    "too little paper": (boxed("/MediaBox", -5), "X801"),
    "pages of two sizes": (smaller, "X801"),
    "an area in RGB": (painted(b"1 0 0 rg 0 0 9 9 re f"), "X802"),
    "a line in RGB": (painted(b"0 0 1 RG 0 0 m 9 9 l S"), "X802"),
    "text in Lab": (painted(b"/Lab cs 50 20 20 sc BT 1 0 0 1 9 9 Tm (x) Tj ET"), "X802"),
    "a picture in RGB": (picture(Name.DeviceRGB), "X803"),
    "an index to RGB": (picture(Array([Name.Indexed, Name.DeviceRGB, 0, String(b"abc")])), "X803"),
    "a picture in the content": (painted(b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI"), "X803"),
    "a gradient in RGB": (shading(Name.DeviceRGB, 3), "X804"),
    "a gradient with three of four inks": (shading(Name.DeviceCMYK, 3), "X804"),
    "a group in RGB": (grouped, "X805"),
    "a mask in RGB": (masked, "X805"),
    "a coarse picture": (picture(Name.DeviceCMYK, 100), "X806"),
    "a font of the reader's": (bare_font, "X807"),
    "all inks at once": (painted(b"1 1 .5 .6 k 0 0 9 9 re f"), "X808"),
    "text in four blacks": (painted(b".6 .5 .4 .9 k BT 1 0 0 1 9 9 Tm (x) Tj ET"), "X809"),
    "a hairline": (painted(b"0 0 0 1 K .1 w 0 0 m 9 9 l S"), "X810"),
    "a line thin by its scale": (painted(b"q .1 0 0 .1 0 0 cm 0 0 0 1 K 1 w 0 0 m 9 9 l S Q"), "X810"),
    "overprint": (overprinted, "X811"),
    "an annotation": (annotated, "X812"),
    "a script": (scripted, "X812"),
    "another condition": (intent("/OutputConditionIdentifier", String("SWOP")), "X813"),
    "a condition nobody registered": (intent("/RegistryName", String("https://example.org")), "X813"),
    "a profile that is none": (lambda pdf: intent("/DestOutputProfile", pdf.make_stream(b"x"))(pdf), "X813"),
    "no intent": (without("/OutputIntents"), "X813"),
    "no metadata": (without("/Metadata"), "X814"),
    "another version": (other_version, "X814"),
    "not said whether it is trapped": (untrapped, "X814"),
}


def test_a_print_twin_has_no_finding() -> None:
    assert preflight(made()[1], "file.pdf") == []


@pytest.mark.parametrize("name", FAULTS)
def test_each_rule_catches_what_breaks_it(name: str) -> None:
    change, code = FAULTS[name]
    assert code in codes(edit(made()[1], change))


def test_every_rule_has_a_fault() -> None:
    assert {code for _, code in FAULTS.values()} == {code for code in CODES if code.startswith("X")}


def test_the_screen_pdf_is_no_print_pdf() -> None:
    assert {"X801", "X802", "X812", "X813", "X814"} <= codes(made()[0])


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    assert codes(data) == {"P611"}


def test_an_encrypted_file_is_told() -> None:
    target = io.BytesIO()
    with Pdf.open(io.BytesIO(made()[1])) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert codes(target.getvalue()) == {"X812"}


# The twin


def test_the_twin_shows_what_the_screen_shows() -> None:
    screen, twin = made()
    assert prove_print(twin, screen, everything("en")) == []
    assert write_print(screen, everything("en"), load_design()) == twin


def test_a_twin_that_shows_something_else_is_caught() -> None:
    screen, twin = made()

    def change(pdf: Pdf) -> None:
        page = pdf.pages[3]
        data = b"\n".join(part.read_bytes() for part in page.obj.Contents)
        page.obj.Contents = pdf.make_stream(data.replace(b"TJ", b"Tj Tj", 1) if b"TJ" not in data else _less(data))

    def _less(data: bytes) -> bytes:
        start = data.index(b"[")
        return data[:start] + data[data.index(b"TJ", start) + 2 :]

    assert {p.code for p in prove_print(edit(twin, change), screen, everything("en"))} == {"P603"}


def test_a_twin_without_a_page_is_caught() -> None:
    screen, twin = made()

    def change(pdf: Pdf) -> None:
        del pdf.pages[-1]

    assert "P601" in {p.code for p in prove_print(edit(twin, change), screen, everything("en"))}


def test_a_twin_of_another_document_is_caught() -> None:
    screen, twin = made()
    assert "P606" in {p.code for p in prove_print(twin, screen, everything("ar"))}

"""Colours of the screen -> inks: the palette as designed, greys in black, nothing over the limit."""

from __future__ import annotations

import io
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from press.design import load_design
from press.problem import ContentError
from press.write.cmyk import Colours, convert

SHARE = st.floats(0, 1)


@cache
def colours() -> Colours:
    return Colours(load_design())


def of_hex(value: str) -> tuple[float, ...]:
    return colours().of(*(int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)))


def test_the_palette_has_the_inks_of_its_design() -> None:
    design = load_design()
    assert design.inks.keys() == design.palette.keys()
    for name, value in design.palette.items():
        due = tuple(float(part) / 100 for part in design.inks[name].split())
        assert of_hex(value) == due or list(design.palette.values()).count(value) > 1, name
        assert sum(due) <= float(design.print["ink-limit"]) / 100


@pytest.mark.parametrize("name", ["ink", "muted"])
def test_running_text_is_black_alone(name: str) -> None:
    assert of_hex(load_design().palette[name])[:3] == (0, 0, 0)


@given(SHARE)
def test_greys_are_black_alone(grey: float) -> None:
    assert colours().of(grey, grey, grey)[:3] == (0, 0, 0)


@given(SHARE, SHARE, SHARE)
def test_no_colour_takes_more_ink_than_the_limit(red: float, green: float, blue: float) -> None:
    inks = colours().of(red, green, blue)
    assert all(0 <= ink <= 1 for ink in inks)
    assert sum(inks) <= 3.0001


def test_a_stream_keeps_everything_but_its_colours() -> None:
    data = b"q\n1 0 0 rg\n0 0 9 9 re\nf\n0.5 0.5 0.5 RG\n(1 0 0 rg) Tj\n/P cs\nQ"
    made = colours().content(data)
    assert b" rg\n0 0" not in made
    assert made.replace(b"\n", b" ").count(b" k ") == 1
    assert b"0 0 0 0.4980 K" in made or b"0 0 0 0.498 K" in made
    assert b"(1 0 0 rg) Tj" in made


def shading(function: Dictionary) -> Dictionary:
    return Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=function)


def blend() -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))


def test_gradients_have_four_inks() -> None:
    for function in (blend(), Dictionary(FunctionType=3, Functions=Array([blend(), blend()]), Bounds=Array([0.5]))):
        found = shading(function)
        colours().shading(found, "guides/x")
        ends = function.Functions[1] if "/Functions" in function else function
        assert found.ColorSpace == Name.DeviceCMYK
        assert len(ends.C0) == len(ends.C1) == 4


@pytest.mark.parametrize("function", [Dictionary(FunctionType=4), Dictionary(FunctionType=0)])
def test_a_gradient_of_another_kind_is_refused(function: Dictionary) -> None:
    with pytest.raises(ContentError) as refused:
        colours().shading(shading(function), "guides/x")
    assert [problem.code for problem in refused.value.problems] == ["W509"]


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "CMYK"])
def test_pictures_are_inks_within_the_limit(mode: str) -> None:
    """A picture that is grey or CMYK already stays as it is."""
    image = Image.merge("RGB", [Image.effect_noise((24, 24), 90) for _ in range(3)]).convert(mode)
    source = io.BytesIO()
    image.save(source, "PDF", resolution=300)
    with Pdf.open(source) as pdf:
        before = {found.objgen: found.read_raw_bytes() for found in images(pdf)}
        convert(pdf, colours(), "guides/x")
        (found,) = images(pdf)
        assert found.ColorSpace == (Name.DeviceGray if mode == "L" else Name.DeviceCMYK)
        if mode in ("L", "CMYK"):
            assert found.read_raw_bytes() == before[found.objgen]
        else:
            data = found.read_bytes()
            assert len(data) == 24 * 24 * 4
            assert max(sum(data[at : at + 4]) for at in range(0, len(data), 4)) <= 3.0 * 255


def images(pdf: Pdf) -> list[Stream]:
    return [found for found in pdf.objects if isinstance(found, Stream) and found.get("/Subtype") == Name.Image]

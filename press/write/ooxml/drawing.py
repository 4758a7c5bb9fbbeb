"""Pictures in a line of text (DrawingML, ECMA-376 part 1, 20.4)."""

from __future__ import annotations

from typing import Final

from press.write.ooxml.markup import Markup, element

EMU_PER_MM: Final = 36000
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture(relationship: str, number: int, size: tuple[int, int], alternative: str) -> Markup:
    """Return a picture in a line of text. ``size`` is in EMU; ``number`` the only one of its kind in the document."""
    return _run(
        element(
            "wp:inline",
            element("wp:extent", cx=size[0], cy=size[1]),
            element("wp:docPr", id=number, name=f"Picture {number}", descr=alternative),
            _graphic(relationship, number, size),
            distT=0,
            distB=0,
            distL=0,
            distR=0,
        )
    )


def _run(content: Markup) -> Markup:
    return element("w:r", element("w:drawing", content))


def _graphic(relationship: str, number: int, size: tuple[int, int]) -> Markup:
    drawn = element(
        "pic:pic",
        element(
            "pic:nvPicPr",
            element("pic:cNvPr", id=number, name=f"Picture {number}"),
            element("pic:cNvPicPr", element("a:picLocks", noChangeAspect=1)),
        ),
        element("pic:blipFill", element("a:blip", r_embed=relationship), element("a:stretch", element("a:fillRect"))),
        element(
            "pic:spPr",
            element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", cx=size[0], cy=size[1])),
            element("a:prstGeom", element("a:avLst"), prst="rect"),
        ),
    )
    return element("a:graphic", element("a:graphicData", drawn, uri=_PICTURE))

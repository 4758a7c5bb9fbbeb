"""Content controls (ECMA-376 part 1, 17.5.2), and the check box that Word 2010 added ([MS-DOCX] 2.6.2)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Final, Literal

from press.write.ooxml.markup import NAMESPACES, NOTHING, Markup, element, joined, w

Kind = Literal["rich", "list", "check"]

LONGEST: Final = 64  # letters that Word takes as a tag, and as a title
FORM_NAMESPACES: Final = (
    f'{NAMESPACES} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14"'
)
_BOXES: Final = (("checkedState", "2612"), ("uncheckedState", "2610"))
_BOX_FONT: Final = "MS Gothic"
_LARGEST: Final = 0x7FFFFFFF


def control_id(path: str, taken: set[int]) -> int:
    """Return the id of a control: positive, of 31 bits, and the next one where another has it already."""
    number = zlib.crc32(path.encode()) & _LARGEST
    while number == 0 or number in taken:
        number = (number + 1) & _LARGEST
    taken.add(number)
    return number


def control(
    kind: Kind,
    *,
    tag: str,
    title: str,
    number: int,
    content: Markup,
    items: Sequence[tuple[str, str]] = (),
    empty: bool = True,
) -> Markup:
    """Return a control inside a paragraph, which cannot be deleted. ``items`` of a list are texts with values."""
    shown = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    properties = joined(
        w("alias", val=shown),
        w("tag", val=tag),
        w("id", val=number),
        w("lock", val="sdtLocked"),
        w("showingPlcHdr") if empty else NOTHING,
        _kind(kind, items),
    )
    return w("sdt", w("sdtPr", properties), w("sdtContent", content))


def _kind(kind: Kind, items: Sequence[tuple[str, str]]) -> Markup:
    match kind:
        case "list":
            return w("dropDownList", *(w("listItem", displayText=text, value=value) for text, value in items))
        case "check":
            states = (element(f"w14:{name}", w14_val=sign, w14_font=_BOX_FONT) for name, sign in _BOXES)
            return element("w14:checkbox", element("w14:checked", w14_val=0), *states)
        case "rich":
            return NOTHING  # rich text is what a control is without further word


def locked(settings: bytes, identity: str, *, protect: bool) -> bytes:
    """Return settings that say what form this is and, to ``protect`` its labels, let only controls be filled in.

    A guard against slips, without a password: whoever wants to can take it away.
    """
    variables = w("docVars", w("docVar", name="Form", val=identity))
    text = settings.replace(b"<w:themeFontLang", variables.encode() + b"<w:themeFontLang", 1)
    return text.replace(b"<w:defaultTabStop", PROTECTION + b"<w:defaultTabStop", 1) if protect else text


PROTECTION: Final = w("documentProtection", edit="forms", enforcement=1).encode()

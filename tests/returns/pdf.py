"""Fill in a PDF form with pypdf, with pikepdf, and with PDFium as Chromium has it."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import pikepdf
import pypdf
import pypdfium2
import pypdfium2.raw as raw
from pikepdf.form import Form as PikepdfForm

from press.collect.forms import Form
from tests.returns.values import Filled

FillPdf: TypeAlias = Callable[[bytes, Form, Filled], bytes]
_TEXTS: Final = ("text", "lines", "number", "date")


def names(form: Form, filled: Filled) -> dict[str, str | bool]:
    """Return what to fill in by the name of a field: a text, the state of a radio button, true for a tick."""
    return {control.name: filled[control.path] for control in form.controls() if control.path in filled}


def by_pypdf(data: bytes, form: Form, filled: Filled) -> bytes:
    """Fill in with pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    ticks = {control.name: control.tick for control in form.controls() if control.tick}
    kinds = {control.name: control.place.kind for control in form.controls()}
    values: dict[str, Any] = {}
    for name, value in names(form, filled).items():
        values[name] = f"/{ticks[name]}" if name in ticks else f"/{value}" if kinds[name] == "one" else str(value)
    for page in writer.pages:
        if "/Annots" in page:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def by_pikepdf(data: bytes, form: Form, filled: Filled) -> bytes:
    """Fill in with pikepdf."""
    wanted = names(form, filled)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        field: Any
        for field in PikepdfForm(pdf):
            if (value := wanted.get(field.fully_qualified_name)) is None:
                continue
            if field.is_checkbox:
                field.checked = True
            elif field.is_radio_button:
                field.value = pikepdf.Name(f"/{value}")
            else:
                field.value = value
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()


def as_typed_in_pdfium(form: Form, filled: Filled) -> Filled:
    """Return answers as PDFium lets them be typed: within the length of a field, tabs as spaces, no sign beyond U+FFFF.

    It turns those into others while one types, so that the file never has what was meant.
    """
    made = {}
    for path, value in within(form, filled).items():
        if isinstance(value, str):
            value = "".join(sign for sign in value if ord(sign) < 0x1_0000).replace("\t", " ").strip()
        if value:
            made[path] = value
    return made


def within(form: Form, filled: Filled) -> Filled:
    """Return answers as far as fields take them: programs keep to the most signs of a field (/MaxLen)."""
    places = {place.path: place for question in form.questions for place in question.places}
    made = {}
    for path, value in filled.items():
        if isinstance(value, str) and places[path].kind in _TEXTS:
            value = value[: places[path].longest or None].strip()
        if value:
            made[path] = value
    return made


def by_pdfium(data: bytes, form: Form, filled: Filled) -> bytes:
    """Fill in with PDFium, by clicks and by typing, and let it save the file."""
    wanted = names(form, filled)
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        for page in pdf:
            for at in range(raw.FPDFPage_GetAnnotCount(page)):
                _fill_widget(page, pdf.formenv, at, wanted)
            page.close()
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()


def _fill_widget(page: Any, forms: Any, at: int, wanted: dict[str, str | bool]) -> None:
    note = raw.FPDFPage_GetAnnot(page, at)
    try:
        value = wanted.get(_string(lambda b, n: raw.FPDFAnnot_GetFormFieldName(forms, note, b, n)))
        if value is None:
            return
        state = _string(lambda b, n: raw.FPDFAnnot_GetFormFieldExportValue(forms, note, b, n))
        kind = raw.FPDFAnnot_GetFormFieldType(forms, note)
        if kind == raw.FPDF_FORMFIELD_RADIOBUTTON and state != value:
            return
        box = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, box)
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        raw.FORM_OnMouseMove(forms, page, 0, x, y)
        raw.FORM_OnLButtonDown(forms, page, 0, x, y)
        raw.FORM_OnLButtonUp(forms, page, 0, x, y)
        if kind == raw.FPDF_FORMFIELD_TEXTFIELD:
            raw.FORM_SelectAllText(forms, page)
            text = (str(value).replace("\n", "\r") + "\0").encode("utf-16-le")
            buffer = ctypes.create_string_buffer(text, len(text))
            raw.FORM_ReplaceSelection(forms, page, ctypes.cast(buffer, raw.FPDF_WIDESTRING))
            raw.FORM_ForceToKillFocus(forms)
    finally:
        raw.FPDFPage_CloseAnnot(note)


def _string(get: Callable[[Any, int], int]) -> str:
    size = get(None, 0)
    buffer = ctypes.create_string_buffer(size)
    get(ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le")

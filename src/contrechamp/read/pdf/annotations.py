"""What was written on a page afterwards: values of form fields, notes, free text; each with its place."""

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from contrechamp.read.pdf.geometry import Frame, Rect
from contrechamp.vocabulary.document import Box

_MOST = 2_000  # annotations read on one page
_MOST_BYTES = 200_000  # of one value
_SILENT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
_WRITTEN_FIELDS = (
    pdfium.FPDF_FORMFIELD_TEXTFIELD,
    pdfium.FPDF_FORMFIELD_COMBOBOX,
    pdfium.FPDF_FORMFIELD_LISTBOX,
)


class Written(NamedTuple):
    """Text and where it stands on the page as seen."""

    text: str
    box: Box


def read_annotations(
    page: pdfium.FPDF_PAGE, frame: Frame, form: pypdfium2.PdfFormEnv | None
) -> Iterator[Written]:
    """The words of each annotation and form field, in the order of the file."""
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        if not annotation:
            continue
        try:
            text = _read_text(annotation, form)
            if text:
                yield Written(text, frame.shrink(_find_rect(annotation)))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _read_text(annotation: pdfium.FPDF_ANNOTATION, form: pypdfium2.PdfFormEnv | None) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind in _SILENT:
        return ""
    if kind != pdfium.FPDF_ANNOT_WIDGET:
        return _read_string(annotation, b"Contents")
    if form is None:
        return _read_string(annotation, b"V")
    if pdfium.FPDFAnnot_GetFormFieldType(form.raw, annotation) not in _WRITTEN_FIELDS:
        return ""
    return _decode(
        lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form.raw, annotation, buffer, size)
    )


def _read_string(annotation: pdfium.FPDF_ANNOTATION, key: bytes) -> str:
    return _decode(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size))


def _decode(call) -> str:
    size = call(None, 0)
    if not 2 < size <= _MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()


def _find_rect(annotation: pdfium.FPDF_ANNOTATION) -> Rect:
    found = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(found)):
        return Rect(0, 0, 0, 0)
    return Rect(found.left, found.bottom, found.right, found.top)

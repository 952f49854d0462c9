"""One page of a PDF: its own text if that can be believed, else what can be recognised on its image."""

from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.pdf.annotations import read_annotations
from contrechamp.read.pdf.geometry import Frame, find_frame
from contrechamp.read.pdf.hidden import covers_page
from contrechamp.read.pdf.objects import FORM, IMAGE, PATH, Painted, list_painted
from contrechamp.read.pdf.opening import open_page, open_text
from contrechamp.read.pdf.quality import is_broken, is_scarce
from contrechamp.read.pdf.text import NativeText, read_native_text
from contrechamp.vocabulary.document import HowRead, Page

_MANY_PATHS = 30  # without text, so many strokes may be letters
_SHORT = 200  # characters: on a scanned page, a stamp or a footer put on it later
_OCR_SURE = 0.7  # confidence that recognised text needs, to replace text that looked broken


@dataclass(frozen=True)
class OpenDocument:
    """What all pages of one document need."""

    document: pypdfium2.PdfDocument
    form: pypdfium2.PdfFormEnv | None
    has_labels: bool
    languages: str


def read_page(opened: OpenDocument, number: int) -> Page:
    """Page `number`, from 1; a fault in it is a fact about that page alone."""
    label = opened.document.get_page_label(number - 1) if opened.has_labels else ""
    label = "" if label == str(number) else label
    try:
        with open_page(opened.document, number) as page:
            frame, painted = find_frame(page), list_painted(page)
            native = read_native(opened, page, frame=frame, painted=painted)
            return _choose(opened, page, native, number=number, label=label, frame=frame, painted=painted)
    except DocumentIsBroken as error:
        return Page(number, "", HowRead.FAILED, label=label, reason=str(error))
    except MemoryError:
        return Page(number, "", HowRead.FAILED, label=label, reason=reasons.TOO_MUCH_MEMORY)


def read_native(
    opened: OpenDocument, page: pdfium.FPDF_PAGE, *, frame: Frame, painted: list[Painted]
) -> NativeText:
    with open_text(page) as textpage:
        written = list(read_annotations(page, frame, opened.form))
        return read_native_text(textpage, frame, painted=painted, written=written)


def _choose(opened, page, native, *, number, label, frame, painted) -> Page:
    flags = ("hidden_text",) * native.has_hidden + ("rotated",) * bool(frame.turns)
    seems_broken = is_broken(native.text)
    if seems_broken or _is_picture(native, painted, frame):
        recognised = _recognise(opened, page, number=number, label=label, frame=frame, flags=flags)
        if seems_broken:
            if recognised.how_read is HowRead.OCR and (recognised.confidence or 0) >= _OCR_SURE:
                return _with_flag(recognised, "broken_text_layer")
            flags = (*flags, "broken_text_layer")
        elif len(recognised.text) >= len(native.text) or is_scarce(native.text):
            return (
                recognised
                if recognised.text or not native.text
                else _make_page(native, number, label, frame, flags)
            )
    return _make_page(native, number, label, frame, flags)


def _make_page(native: NativeText, number: int, label: str, frame: Frame, flags: tuple[str, ...]) -> Page:
    width, height = frame.seen_size
    how = HowRead.NATIVE if native.text else HowRead.EMPTY
    return Page(number, native.text, how, label, width, height, native.lines, flags=flags)


def _is_picture(native: NativeText, painted: list[Painted], frame: Frame) -> bool:
    """Whether what can be read on the page is in its image: no text but something painted, or a scan with a stamp."""
    if is_scarce(native.text):
        paths = sum(kind == PATH for kind, _ in painted)
        return paths >= _MANY_PATHS or any(kind in (IMAGE, FORM) for kind, _ in painted)
    return len(native.text) < _SHORT and covers_page(painted, frame)


def _recognise(opened, page, *, number, label, frame, flags) -> Page:
    from contrechamp.read.pdf.image import choose_dpi, paint_grey  # numpy and Tesseract: only where needed
    from contrechamp.read.scan import read_scan

    dpi = choose_dpi(frame)
    image = paint_grey(page, frame, dpi)
    found = read_scan(
        image, number=number, dpi=dpi, size=frame.seen_size, languages=opened.languages, flags=flags
    )
    return found if not label else _with_label(found, label)


def _with_flag(page: Page, flag: str) -> Page:
    return replace(page, flags=(*page.flags, flag))


def _with_label(page: Page, label: str) -> Page:
    return replace(page, label=label)

"""The image of a PDF page: grey for OCR, in colour for the eye."""

import ctypes
import math

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.pdf.geometry import Frame

MAX_PIXELS = 50_000_000
_MAX_OCR_PIXELS = 24_000_000
_MAX_DPI = 300


def choose_dpi(frame: Frame) -> float:
    """300 dots an inch; less on a plan or a poster."""
    width, height = frame.seen_size
    return min(_MAX_DPI, 72 * math.sqrt(_MAX_OCR_PIXELS / (width * height)))


def paint_grey(page: pdfium.FPDF_PAGE, frame: Frame, dpi: float) -> Image.Image:
    """The page as seen, in grey, at `dpi`."""
    width, height = (max(1, round(side * dpi / 72)) for side in frame.seen_size)
    buffer = ctypes.create_string_buffer(width * height)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, buffer, width)
    if not bitmap:
        raise DocumentIsBroken(reasons.PAGE_TOO_LARGE)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT | pdfium.FPDF_GRAYSCALE
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("L", (width, height), buffer, "raw", "L", 0, 1)


def paint_colour(document: pypdfium2.PdfDocument, number: int, *, width_px: int) -> Image.Image:
    """Page `number` with its form fields, `width_px` wide; mode "L" where nothing on it has a colour."""
    document.init_forms()
    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise DocumentIsBroken(reasons.PAGE_BROKEN) from error
    width, height = page.get_size()
    if not (width > 0 and height > 0) or width_px * width_px * height / width > MAX_PIXELS:
        raise DocumentIsBroken(reasons.PAGE_TOO_LARGE)
    image = page.render(scale=width_px / width, rev_byteorder=True, prefer_bgrx=False).to_pil().convert("RGB")
    if image.width != width_px:
        image = image.resize((width_px, max(1, round(image.height * width_px / image.width))))
    return image.convert("L") if _is_grey(image) else image


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.reduce(4).split()
    return red.tobytes() == green.tobytes() == blue.tobytes()

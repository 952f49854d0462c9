"""Images (PNG, JPEG, TIFF of several pages, GIF, WebP, BMP…): each page by OCR, within limits on its pixels."""

import warnings
from collections.abc import Iterator
from typing import BinaryIO

import PIL
from PIL import Image, ImageOps, UnidentifiedImageError

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.reader import Extent, Finding, Notice, Request
from contrechamp.read.scan import read_scan
from contrechamp.read.wire import Pixels
from contrechamp.vocabulary.document import HowRead, Page

VERSION = f"1/pillow-{PIL.__version__}"
MEDIA_TYPES = (
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/jp2",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "image/webp",
    "image/x-portable-anymap",
)
MAX_PIXELS = 50_000_000
_MAX_PAGES = 5_000
_A4_INCHES = 11.7
_PARSER_ERRORS = (
    OSError,
    ValueError,
    SyntaxError,
    IndexError,
    KeyError,
    TypeError,
    EOFError,
    ArithmeticError,
    RuntimeError,
)

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """A Page for each page of a TIFF; one for any other image (an animation is one picture)."""
    image = _open(source)
    count = min(getattr(image, "n_frames", 1), _MAX_PAGES) if image.format == "TIFF" else 1
    yield Extent(count)
    for number in range(request.first_page, count + 1):
        try:
            frame = _load_frame(image, number)
        except DocumentIsBroken as error:
            yield Page(number, "", HowRead.FAILED, reason=str(error))
            continue
        dpi = find_dpi(frame)
        size = (frame.width * 72 / dpi, frame.height * 72 / dpi)
        yield read_scan(frame, number=number, dpi=dpi, size=size, languages=request.languages)
    if getattr(image, "n_frames", 1) > _MAX_PAGES:
        yield Notice(reasons.TOO_MANY_PAGES)


def render(source: BinaryIO, request: Request, *, page: int, width_px: int) -> Pixels:
    """The image itself, in grey or in colour, `width_px` wide."""
    frame = _load_frame(_open(source), page)
    height = max(1, round(frame.height * width_px / frame.width))
    if width_px * height > MAX_PIXELS:
        raise DocumentIsBroken(reasons.PAGE_TOO_LARGE)
    frame = frame if frame.mode in ("L", "RGB") else frame.convert("RGB")
    frame = frame.resize((width_px, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return Pixels(frame.width, frame.height, frame.mode, frame.tobytes())


def find_dpi(image: Image.Image) -> float:
    """The scan's resolution: as the file says when that is believable, else as if its long side were that of A4."""
    said = image.info.get("dpi", (0, 0))
    try:
        dpi = float(said[0] if isinstance(said, tuple) else said)
    except (TypeError, ValueError, ZeroDivisionError):
        dpi = 0.0
    if 100 <= dpi <= 1200 and max(image.size) / dpi < 40:
        return dpi
    return max(max(image.size) / _A4_INCHES, 60.0)


def _open(source: BinaryIO) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(source)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise DocumentIsBroken(reasons.IMAGE_TOO_LARGE) from error
    except (UnidentifiedImageError, *_PARSER_ERRORS) as error:
        raise DocumentIsBroken(reasons.BROKEN) from error


def _load_frame(image: Image.Image, number: int) -> Image.Image:
    """Page `number` upright as its camera meant it, on white, its pixels loaded."""
    try:
        if number > 1 or image.format == "TIFF":
            image.seek(number - 1)
        if image.width * image.height > MAX_PIXELS:
            raise DocumentIsBroken(reasons.IMAGE_TOO_LARGE)
        image.load()
        dpi = image.info.get("dpi")
        frame = ImageOps.exif_transpose(_flatten(image))
    except _PARSER_ERRORS as error:
        raise DocumentIsBroken(reasons.PAGE_BROKEN) from error
    if dpi:
        frame.info["dpi"] = dpi
    return frame


def _flatten(image: Image.Image) -> Image.Image:
    """Grey or colours, transparency laid on white paper, 16 bits brought down to 8."""
    if image.mode in ("1", "L"):
        return image.convert("L")
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        spread = (high - low) or 1
        return image.point(lambda value: (value - low) * 255 / spread).convert("L")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        coloured = image.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        paper.alpha_composite(coloured)
        return paper.convert("RGB")
    return image.convert("RGB")

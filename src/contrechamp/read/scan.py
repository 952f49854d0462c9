"""A page that is an image: its text by OCR, or why there is none."""

from PIL import Image

from contrechamp.errors import DocumentIsBroken
from contrechamp.read.ocr.recognise import DOUBTFUL_BELOW, recognise
from contrechamp.vocabulary.document import HowRead, Page

_NOTHING_BELOW = 0.3  # mean confidence of what Tesseract sees in a drawing


def read_scan(
    image: Image.Image,
    *,
    number: int,
    dpi: float,
    size: tuple[float, float],
    languages: str,
    flags: tuple[str, ...] = (),
) -> Page:
    """The Page of an image of `size` points; FAILED with a reason where no OCR can be done."""
    width, height = size
    try:
        found = recognise(image, languages=languages, dpi=dpi)
    except DocumentIsBroken as error:
        return Page(number, "", HowRead.FAILED, width=width, height=height, flags=flags, reason=str(error))
    if found.turns:
        flags = (*flags, "rotated")
    if not found.text or found.confidence < _NOTHING_BELOW:
        return Page(number, "", HowRead.EMPTY, width=width, height=height, flags=flags)
    if found.confidence < DOUBTFUL_BELOW:
        flags = (*flags, "doubtful")
    return Page(
        number,
        found.text,
        HowRead.OCR,
        width=width,
        height=height,
        lines=found.lines,
        words=found.words,
        confidence=found.confidence,
        flags=flags,
    )

"""Pictures of pages: rendered in the sandbox or typeset by us, small enough for a slow line, kept once made."""

import io
import threading
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.steps import READ
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Sandbox, open_sandbox
from contrechamp.read.typeset import locate_typeset, render_typeset, typeset_page
from contrechamp.vocabulary.catalogue import Picture
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Box, Page, Passage, Word
from contrechamp.vocabulary.search import Span

MAX_BYTES = 70_000
WIDTHS_PX = (600, 900, 1200, 1800)
_DARK, _LIGHT = 80, 200  # a page whose greys are nearly all outside these is ink on paper
_INK_SHARE = 0.92
_COLOURED = 64  # of 255
_QUALITIES = (60, 35, 15)
_SMALLEST = 600  # pixels wide: below that nobody reads it, whatever it weighs
_TALLEST = 16_000  # pixels, of WebP
_MARGIN = 0.04
_PAGES_REMEMBERED, _MOST_WORDS = 24, 5_000  # words of a page: at most some 30 MB in all
_MARK = (255, 214, 92)


class PictureMaker:
    """Makes pictures for the pages of an archive; opens its sandbox when the first one is asked for."""

    def __init__(self, archive: Archive):
        self._archive = archive
        self._sandbox: Sandbox | None = None
        self._lock = threading.Lock()
        self._words: dict[tuple[Digest, int, int], tuple[Word, ...]] = {}

    def close(self) -> None:
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def render(self, digest: Digest, page: Page, *, width_px: int) -> Picture:
        """The page, at the nearest width of WIDTHS_PX that is wide enough; kept beside the derived pages."""
        width = next((w for w in WIDTHS_PX if w >= width_px), WIDTHS_PX[-1])
        path = self._archive.derived_folder(digest) / f"image-{READ.version}" / f"{page.number}-{width}"
        kept = _read_picture(path)
        if kept:
            return kept
        picture = encode_picture(self._draw(digest, page, width_px=width), max_bytes=_allowed(width))
        _keep_picture(path, picture)
        return picture

    def locate(self, digest: Digest, page: Page, spans: Iterable[Span]) -> tuple[tuple[Box, ...], ...]:
        """For each span, the boxes of its words, joined along each line."""
        wanted = tuple(spans)
        words = self._recall_words(digest, page) if wanted else ()
        return tuple(_find_boxes(words, span) for span in wanted)

    def cut(self, passage: Passage, page: Page, *, width_px: int) -> Picture:
        """The lines of the passage with a margin, the passage marked as with a pen."""
        image = self._draw(passage.digest, page, width_px=width_px).convert("RGB")
        (boxes,) = self.locate(passage.digest, page, [Span(passage.start, passage.end)])
        marked = _mark(image, boxes)
        return encode_picture(marked.crop(_surround(boxes, marked.size)), max_bytes=MAX_BYTES)

    def _draw(self, digest: Digest, page: Page, *, width_px: int) -> Image.Image:
        if not page.width:
            return render_typeset(typeset_page(page.text), width_px=width_px)
        original, password = self._archive.original(digest), self._archive.find_document(digest).password
        pixels = self._find_sandbox().render(original, page=page.number, width_px=width_px, password=password)
        return Image.frombytes(pixels.mode, (pixels.width, pixels.height), pixels.content)

    def _recall_words(self, digest: Digest, page: Page) -> tuple[Word, ...]:
        """Who looks at a page looks at it again, with other things marked; only places are remembered, no text."""
        key = (digest, page.number, hash(page.text))
        words = self._words.get(key)
        if words is None:
            words = self._find_words(digest, page)
            if len(self._words) >= _PAGES_REMEMBERED:
                self._words.clear()
            if len(words) <= _MOST_WORDS:
                self._words[key] = words
        return words

    def _find_words(self, digest: Digest, page: Page) -> tuple[Word, ...]:
        if page.words:
            return page.words
        if not page.width:
            return locate_typeset(page.text, typeset_page(page.text))
        request = Request(password=self._archive.find_document(digest).password)
        return self._find_sandbox().locate(self._archive.original(digest), page=page.number, request=request)

    def _find_sandbox(self) -> Sandbox:
        with self._lock:
            if self._sandbox is None:
                self._sandbox = open_sandbox()
            return self._sandbox


def encode_picture(image: Image.Image, *, max_bytes: int) -> Picture:
    """Ink on paper as PNG of four greys or two, everything else as WebP; smaller rather than over `max_bytes`."""
    if _is_ink(image):
        for bits in (2, 1):
            content = _save(_reduce_greys(image.convert("L"), bits=bits), "PNG", bits=bits, optimize=True)
            if len(content) <= max_bytes:
                return Picture(content, "image/png", *image.size)
    plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
    while True:
        for quality in _QUALITIES if plain.height <= _TALLEST else ():
            content = _save(plain, "WEBP", quality=quality, method=2)
            if len(content) <= max_bytes or (quality == _QUALITIES[-1] and plain.width <= _SMALLEST):
                return Picture(content, "image/webp", *plain.size)
        plain = plain.resize((max(1, plain.width * 4 // 5), plain.height * 4 // 5), Image.Resampling.BOX)


def _allowed(width: int) -> int:
    """The weight allowed grows with the surface, from MAX_BYTES at 1200 pixels wide."""
    return int(MAX_BYTES * max(1.0, (width / 1200) ** 2))


def _is_ink(image: Image.Image) -> bool:
    """Nearly everything is black or white, and hardly anything coloured."""
    small = image.resize((max(1, image.width // 3), max(1, image.height // 3)), Image.Resampling.NEAREST)
    histogram = small.convert("L").histogram()
    if sum(histogram[:_DARK]) + sum(histogram[_LIGHT:]) < _INK_SHARE * sum(histogram):
        return False
    if image.mode != "RGB":
        return True
    saturations = small.convert("HSV").getchannel("S").histogram()
    return sum(saturations[_COLOURED:]) < (1 - _INK_SHARE) / 4 * sum(saturations)


def _reduce_greys(image: Image.Image, *, bits: int) -> Image.Image:
    """Evenly spread greys, `bits` a pixel."""
    if bits == 1:
        return image.point(lambda grey: 255 * (grey > 150)).convert("1")
    reduced = image.point(lambda grey: (grey + 42) // 85)
    reduced.putpalette([level for step in range(4) for level in (85 * step,) * 3])
    return reduced


def _save(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def _find_boxes(words: tuple[Word, ...], span: Span) -> tuple[Box, ...]:
    boxes: list[Box] = []
    for word in words:
        if word.end <= span.start or word.start >= span.end:
            continue
        box = _narrow(word, span)
        if boxes and _is_same_line(boxes[-1], box):
            box = _join(boxes.pop(), box)
        boxes.append(box)
    return tuple(boxes)


def _narrow(word: Word, span: Span) -> Box:
    """The part of a word's box that the span covers, as if its letters were equally wide."""
    length, width = word.end - word.start, word.box.right - word.box.left
    first, last = max(span.start, word.start) - word.start, min(span.end, word.end) - word.start
    left = word.box.left + width * first / length
    return word.box._replace(left=left, right=word.box.left + width * last / length)


def _is_same_line(a: Box, b: Box) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    is_level = overlap > 0.5 * min(a.bottom - a.top, b.bottom - b.top)
    return is_level and -0.01 < b.left - a.right < 0.05


def _join(a: Box, b: Box) -> Box:
    return Box(min(a.left, b.left), min(a.top, b.top), max(a.right, b.right), max(a.bottom, b.bottom))


def _mark(image: Image.Image, boxes: tuple[Box, ...]) -> Image.Image:
    """Multiply the passage's boxes with a marker's colour: ink stays black."""
    width, height = image.size
    for box in boxes:
        corner = (
            int(box.left * width),
            int(box.top * height),
            int(box.right * width) + 1,
            int(box.bottom * height) + 1,
        )
        piece = image.crop(corner)
        image.paste(Image.composite(piece, Image.new("RGB", piece.size, _MARK), _find_ink(piece)), corner)
    return image


def _find_ink(piece: Image.Image) -> Image.Image:
    return piece.convert("L").point(lambda grey: 255 - grey)


def _surround(boxes: tuple[Box, ...], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The whole width, from a margin above the first box to a margin below the last; all when there is no box."""
    width, height = size
    if not boxes:
        return (0, 0, width, height)
    margin = _MARGIN * width
    top = min(box.top for box in boxes) * height - margin
    bottom = max(box.bottom for box in boxes) * height + margin
    return (0, max(0, int(top)), width, min(height, int(bottom)))


def _read_picture(path: Path) -> Picture | None:
    for suffix, media_type in ((".png", "image/png"), (".webp", "image/webp")):
        try:
            content = path.with_suffix(suffix).read_bytes()
            with Image.open(io.BytesIO(content)) as image:
                return Picture(content, media_type, *image.size)
        except OSError:
            continue
    return None


def _keep_picture(path: Path, picture: Picture) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    final = path.with_suffix("." + picture.media_type.removeprefix("image/"))
    temporary = final.with_suffix(f".{threading.get_ident()}.part")
    temporary.write_bytes(picture.content)
    temporary.replace(final)

"""From the image of a page to its text, words, boxes and confidence, by Tesseract."""

import math
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageOps

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.ocr.grounds import lift_grounds
from contrechamp.read.ocr.straighten import find_ink, find_skew, has_gutter
from contrechamp.read.tessdata import choose_languages, find_tessdata
from contrechamp.vocabulary.document import Box, Line, Word

DPI = 300
DOUBTFUL_BELOW = 0.75  # mean confidence under which a page is shown as doubtful
_SUSPICIOUS_BELOW = 0.65  # under which the page is also tried upside down and on its sides
_LONGEST_BEFORE_A_TURN = (
    6.0  # seconds of processor: a pattern that takes so long is no turned page, and time is short
)
_MAX_PIXELS = 24_000_000
_MIN_SKEW = 0.35  # degrees; less costs nothing
_COLUMNS, _ONE_COLUMN = 3, 4  # Tesseract's page segmentation modes
_RULES = frozenset("|¦_")  # what the rules of a table look like to Tesseract
_NOISE_BELOW = 0.30  # a line less sure than this, without a word in it, is dirt

os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one Tesseract thread a process: the processes are parallel


@dataclass(frozen=True)
class Recognised:
    """The text of an image; boxes are fractions of the image as it was given. `turns`: quarter turns clockwise."""

    text: str = ""
    lines: tuple[Line, ...] = ()
    words: tuple[Word, ...] = ()
    confidence: float = 0.0
    turns: int = 0

    @property
    def weight(self) -> float:
        """How much was read, and how surely: what tells an upright page from the same page turned."""
        return sum((w.end - w.start) * (w.confidence or 0) ** 2 for w in self.words if w.end - w.start > 2)


def recognise(image: Image.Image, *, languages: str, dpi: float = DPI) -> Recognised:
    """Read `image` (any mode), scanned at `dpi`; DocumentIsBroken where no language data is installed."""
    grey = ImageOps.autocontrast(fit(image.convert("L"), dpi=dpi), cutoff=1)
    started = time.process_time()
    found = _recognise_upright(grey, languages)
    for turns in (2, 1, 3):
        if found.confidence >= _SUSPICIOUS_BELOW or time.process_time() - started > _LONGEST_BEFORE_A_TURN:
            break
        found = max(found, _recognise_turned(grey, turns, languages), key=lambda read: read.weight)
    return found


def fit(image: Image.Image, *, dpi: float) -> Image.Image:
    """The image at about 300 dots an inch, and never more than Tesseract is good for."""
    scale = DPI / dpi if dpi > 0 else 1.0
    scale = min(scale, 4.0, (_MAX_PIXELS / max(1, image.width * image.height)) ** 0.5)
    if abs(scale - 1) < 0.05:
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _recognise_turned(grey: Image.Image, turns: int, languages: str) -> Recognised:
    """As if the image had first been turned back by `turns` quarters."""
    turned = grey.transpose(
        {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180}.get(turns, Image.Transpose.ROTATE_270)
    )
    found = _recognise_upright(turned, languages)
    lines = tuple(line._replace(box=_turn(line.box, turns)) for line in found.lines)
    words = tuple(word._replace(box=_turn(word.box, turns)) for word in found.words)
    return Recognised(found.text, lines, words, found.confidence, turns)


def _turn(box: Box, turns: int) -> Box:
    """From the image turned back to the image as it was: `turns` quarters clockwise."""
    left, top, right, bottom = box
    for _ in range(turns):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return Box(left, top, right, bottom)


def _recognise_upright(grey: Image.Image, languages: str) -> Recognised:
    straight, ink = grey, find_ink(grey)
    skew = find_skew(ink)
    if abs(skew) < _MIN_SKEW:
        skew = 0.0
    else:
        straight = grey.rotate(-skew, Image.Resampling.BILINEAR, fillcolor=255)
        ink = find_ink(straight)
    tesseract = _open_tesseract(languages)
    tesseract.SetPageSegMode(_COLUMNS if has_gutter(ink) else _ONE_COLUMN)
    tesseract.SetImage(lift_grounds(straight))
    tesseract.SetSourceResolution(DPI)
    tesseract.Recognize()
    gathered = _Gathering(straight.size, skew)
    for found in _list_words(tesseract):
        gathered.add(*found)
    tesseract.Clear()
    return gathered.finish()


@cache
def _open_tesseract(languages: str):
    try:
        import tesserocr
    except ImportError as error:
        raise DocumentIsBroken(reasons.NO_OCR) from error
    folder = find_tessdata()
    chosen = choose_languages(languages, folder) if folder else ""
    if not chosen:
        raise DocumentIsBroken(reasons.NO_OCR)
    tesseract = tesserocr.PyTessBaseAPI(path=str(folder), lang=chosen, oem=tesserocr.OEM.LSTM_ONLY)
    tesseract.SetVariable(
        "debug_file", ""
    )  # the binding says /dev/null; behind the wall there is none, and it crashes
    return tesseract


def _list_words(tesseract) -> Iterator[tuple[str, float, tuple[int, int, int, int], bool]]:
    """Text, confidence, pixels and whether it begins a line, for each word in reading order."""
    import tesserocr

    iterator = tesseract.GetIterator()
    if iterator is None:
        return
    level = tesserocr.RIL.WORD
    for word in tesserocr.iterate_level(iterator, level):
        box = word.BoundingBox(level)
        try:
            text = word.GetUTF8Text(level).strip()
        except RuntimeError:  # no text here: a picture, a rule
            continue
        if text and box:
            yield text, word.Confidence(level) / 100, box, word.IsAtBeginningOf(tesserocr.RIL.TEXTLINE)


class _Gathering:
    """Words become lines, lines become text, pixels become fractions of the image before it was straightened."""

    def __init__(self, size: tuple[int, int], skew: float):
        self._size, self._skew = size, skew
        self._lines: list[list[tuple[str, float, Box]]] = []

    def add(self, text: str, confidence: float, pixels: tuple[int, int, int, int], begins_line: bool) -> None:
        if begins_line or not self._lines:
            self._lines.append([])
        if _RULES.issuperset(text):
            return
        self._lines[-1].append((" ".join(text.split()), min(max(confidence, 0.0), 1.0), self._place(pixels)))

    def _place(self, pixels: tuple[int, int, int, int]) -> Box:
        width, height = self._size
        left, top, right, bottom = pixels
        if self._skew:
            shift_x, shift_y = _skew_shift((left + right) / 2, (top + bottom) / 2, self._size, self._skew)
            left, right, top, bottom = left + shift_x, right + shift_x, top + shift_y, bottom + shift_y
        sides = (left / width, top / height, right / width, bottom / height)
        return Box(*(min(max(side, 0.0), 1.0) for side in sides))

    def finish(self) -> Recognised:
        parts, lines, words, at = [], [], [], 0
        for found in self._lines:
            if not found or _is_dirt(found):
                continue
            start = at
            for text, confidence, box in found:
                words.append(Word(at, at + len(text), box, confidence))
                at += len(text) + 1
            parts.append(" ".join(text for text, _, _ in found))
            lines.append(Line(start, at - 1, _surround([box for _, _, box in found])))
        total = sum(w.end - w.start for w in words)
        sure = sum((w.end - w.start) * (w.confidence or 0) for w in words) / total if total else 0.0
        return Recognised("\n".join(parts), tuple(lines), tuple(words), sure)


def _skew_shift(x: float, y: float, size: tuple[int, int], skew: float) -> tuple[float, float]:
    """How far a point moves when the straightened image is turned back by `skew` degrees about its middle."""
    angle = math.radians(skew)
    across, down = x - size[0] / 2, y - size[1] / 2
    back_across = across * math.cos(angle) + down * math.sin(angle)
    back_down = -across * math.sin(angle) + down * math.cos(angle)
    return back_across - across, back_down - down


def _is_dirt(line: list[tuple[str, float, Box]]) -> bool:
    """A line of stains or of a rule: unsure, and without three letters in a row."""
    text = "".join(text for text, _, _ in line)
    sure = sum(len(text) * confidence for text, confidence, _ in line) / max(1, len(text))
    return sure < _NOISE_BELOW and sum(map(str.isalnum, text)) < 12


def _surround(boxes: list[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))

"""How findings cross the wall: length-prefixed binary frames; whoever decodes believes nothing."""

import json
import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contrechamp.vocabulary.document import Box, Child, HowRead, Line, Page, Reading, ReadingState, Word

FRAME = struct.Struct("<IB")
OPENED, EXTENT, PAGE, CHILD, READING, PIXELS, WORDS, ESCAPES, FAULT = range(1, 10)

MAX_FRAME_BYTES = 1 << 28
MAX_TEXT = 2_000_000  # code points of one page
MAX_SAID = 10_000  # characters of a reason, a label, a property
MAX_PROPERTIES = 200
MAX_PIXELS = 50_000_000

# Both are the format on disk too (pages are kept as they crossed the wall, see pipeline/derived.py): they may only grow
# at their end; any other change needs a change of READ.version (pipeline/steps.py) as well.
FLAGS = ("doubtful", "rotated", "hidden_text", "broken_text_layer", "truncated")
_HOW_READ = (HowRead.NATIVE, HowRead.OCR, HowRead.EMPTY, HowRead.FAILED)
_MODES = {"1": 0, "L": 1, "RGB": 2}
_PAGE = struct.Struct("<IBHfffIIIII")
_LINE = struct.Struct("<IIHHHH")
_WORD = struct.Struct("<IIHHHHH")
_PIXELS = struct.Struct("<IIB")
_SCALE = 65534  # of boxes and confidences; 65535 stands for "none"
_NONE = 65535


class FrameIsBroken(Exception):
    """What came through the wall is not what an honest reader sends."""


class Opened(NamedTuple):
    """Said before anything is parsed: what the file is and which reader takes it."""

    media_type: str
    reader: str
    reader_version: str


class Pixels(NamedTuple):
    """An image of a page: mode "1", "L" or "RGB", rows from the top, packed as Pillow's `tobytes` does."""

    width: int
    height: int
    mode: str
    content: bytes


class PackedLines(Sequence[Line]):
    """Lines as they crossed the wall: every offset and box checked, made into Lines only where they are looked at."""

    def __init__(self, payload: bytes, *, text_length: int):
        last = 0
        for start, end, left, top, right, bottom in _LINE.iter_unpack(payload):
            if not last <= start <= end <= text_length:
                raise FrameIsBroken("line")
            if left > right or top > bottom or right > _SCALE or bottom > _SCALE:
                raise FrameIsBroken("box")
            last = end
        self.payload = payload

    def __len__(self) -> int:
        return len(self.payload) // _LINE.size

    def __iter__(self) -> Iterator[Line]:
        return map(_make_line, _LINE.iter_unpack(self.payload))

    def __getitem__(self, place):
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _make_line(values: tuple[int, ...]) -> Line:
    start, end, left, top, right, bottom = values
    return Line(start, end, Box(left / _SCALE, top / _SCALE, right / _SCALE, bottom / _SCALE))


def encode_frame(kind: int, payload: bytes) -> bytes:
    return FRAME.pack(len(payload), kind) + payload


def encode_page(page: Page) -> bytes:
    label, reason = _encode_text(page.label[:MAX_SAID]), _encode_text(page.reason[:MAX_SAID])
    text = _encode_text(page.text)
    flags = sum(1 << FLAGS.index(flag) for flag in set(page.flags))
    confidence = -1.0 if page.confidence is None else page.confidence
    return b"".join(
        (
            _PAGE.pack(
                page.number, _HOW_READ.index(page.how_read), flags, page.width, page.height, confidence,
                len(label), len(reason), len(text), len(page.lines), len(page.words),
            ),
            label, reason, text, _encode_lines(page.lines), encode_words(page.words),
        )
    )  # fmt: skip


def decode_page(payload: bytes) -> Page:
    """A Page whose every offset, box and character was checked; else FrameIsBroken."""
    try:
        number, how, flags, width, height, confidence, *lengths = _PAGE.unpack_from(payload)
        if not (0 <= width < 1e6 and 0 <= height < 1e6 and -1 <= confidence <= 1 and flags < 1 << len(FLAGS)):
            raise FrameIsBroken("page header")
        starts = _cut(payload, lengths)
        label, reason, text = (_decode_text(payload[a:b]) for a, b in starts[:3])
        return Page(
            number=number,
            text=text,
            how_read=_HOW_READ[how],
            label=label[:MAX_SAID],
            width=width,
            height=height,
            lines=PackedLines(payload[slice(*starts[3])], text_length=len(text)),
            words=decode_words(payload[slice(*starts[4])], text_length=len(text)),
            confidence=None if confidence < 0 else confidence,
            flags=tuple(flag for place, flag in enumerate(FLAGS) if flags >> place & 1),
            reason=reason[:MAX_SAID],
        )
    except (struct.error, IndexError, ValueError) as error:
        raise FrameIsBroken(str(error)) from error


def _cut(payload: bytes, lengths: list[int]) -> list[tuple[int, int]]:
    sizes = (*lengths[:3], lengths[3] * _LINE.size, lengths[4] * _WORD.size)
    cuts, at = [], _PAGE.size
    for size in sizes:
        cuts.append((at, at + size))
        at += size
    if at != len(payload):
        raise FrameIsBroken("page length")
    return cuts


def _encode_text(text: str) -> bytes:
    return text.replace("\0", "").encode("utf-8", "replace")


def _decode_text(content: bytes) -> str:
    text = content.decode("utf-8")  # strict: no surrogates, no overlong forms
    if len(text) > MAX_TEXT or "\0" in text:
        raise FrameIsBroken("text")
    return text


def _shrink(box: Box) -> tuple[int, ...]:
    left, top, right, bottom = box
    if left >= 0 <= top and right <= 1 >= bottom and left <= right and top <= bottom:
        return (
            int(left * _SCALE + 0.5),
            int(top * _SCALE + 0.5),
            int(right * _SCALE + 0.5),
            int(bottom * _SCALE + 0.5),
        )
    left, top, right, bottom = [round(min(max(side, 0.0), 1.0) * _SCALE) for side in box]
    return min(left, right), min(top, bottom), max(left, right), max(top, bottom)


def _grow(left: int, top: int, right: int, bottom: int) -> Box:
    if left > right or top > bottom or right > _SCALE or bottom > _SCALE:
        raise FrameIsBroken("box")
    return Box(left / _SCALE, top / _SCALE, right / _SCALE, bottom / _SCALE)


def _encode_lines(lines: Sequence[Line]) -> bytes:
    if isinstance(lines, PackedLines):
        return lines.payload
    return b"".join([_LINE.pack(start, end, *_shrink(box)) for start, end, box in lines])


def encode_words(words: tuple[Word, ...]) -> bytes:
    return b"".join(
        _WORD.pack(start, end, *_shrink(box), _NONE if sure is None else round(min(max(sure, 0), 1) * _SCALE))
        for start, end, box, sure in words
    )


def decode_words(payload: bytes, *, text_length: int) -> tuple[Word, ...]:
    words = []
    if len(payload) % _WORD.size:
        raise FrameIsBroken("words")
    for start, end, left, top, right, bottom, sure in _WORD.iter_unpack(payload):
        if not start < end <= text_length:
            raise FrameIsBroken("word")
        box = _grow(left, top, right, bottom)
        words.append(Word(start, end, box, None if sure == _NONE else sure / _SCALE))
    return tuple(words)


def encode_child(child: Child) -> bytes:
    path = child.untrusted_path.encode("utf-8", "replace")[:MAX_SAID]
    return struct.pack("<I", len(path)) + path + child.untrusted_content


def decode_child(payload: bytes) -> Child:
    if len(payload) < 4 or (size := int.from_bytes(payload[:4], "little")) > min(MAX_SAID, len(payload) - 4):
        raise FrameIsBroken("child")
    path = payload[4 : 4 + size].decode("utf-8", "replace").replace("\0", "")
    return Child(path, bytes(payload[4 + size :]))


def encode_said(said: tuple | list | Reading) -> bytes:
    """Small things, as JSON: an Opened, a Reading, an Extent, names."""
    return json.dumps(said if isinstance(said, tuple | list) else vars(said)).encode("ascii")


def decode_opened(payload: bytes) -> Opened:
    return Opened(*(_said(value) for value in _load(payload, list, 3)))


def decode_extent(payload: bytes) -> int:
    (count,) = _load(payload, list, 1)
    if type(count) is not int or not 0 <= count < 1 << 31:
        raise FrameIsBroken("extent")
    return count


def decode_names(payload: bytes) -> tuple[str, ...]:
    return tuple(_said(value) for value in _load(payload, list, None))


def decode_reading(payload: bytes) -> Reading:
    fields = _load(payload, dict, None)
    try:
        properties = fields.pop("properties")
        count = fields.pop("page_count")
        if type(count) is not int or not isinstance(properties, dict) or len(properties) > MAX_PROPERTIES:
            raise FrameIsBroken("reading")
        fields = {key: _said(value) for key, value in fields.items()}
        state = ReadingState(fields.pop("state"))
        said = {_said(key): _said(value) for key, value in properties.items()}
        return Reading(state=state, page_count=count, properties=said, **fields)
    except (KeyError, TypeError, ValueError) as error:
        raise FrameIsBroken("reading") from error


def _load(payload: bytes, kind: type, size: int | None) -> list | dict:
    try:
        loaded = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise FrameIsBroken("said") from error
    if not isinstance(loaded, kind) or (size is not None and len(loaded) != size):
        raise FrameIsBroken("said")
    return loaded


def _said(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_SAID:
        raise FrameIsBroken("said")
    return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def encode_pixels(pixels: Pixels) -> bytes:
    return _PIXELS.pack(pixels.width, pixels.height, _MODES[pixels.mode]) + pixels.content


def decode_pixels(payload: bytes) -> Pixels:
    if len(payload) < _PIXELS.size:
        raise FrameIsBroken("pixels")
    width, height, mode = _PIXELS.unpack_from(payload)
    row_bytes = {0: (width + 7) // 8, 1: width, 2: 3 * width}.get(mode)
    if not row_bytes or width * height > MAX_PIXELS or len(payload) != _PIXELS.size + row_bytes * height:
        raise FrameIsBroken("pixels")
    return Pixels(width, height, ("1", "L", "RGB")[mode], bytes(payload[_PIXELS.size :]))

"""What the process of one document does: read, render or locate, or (for the probe) try to escape."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from contrechamp.errors import ContrechampError
from contrechamp.read import dispatch, tessdata, wire
from contrechamp.read.reader import Extent, Request
from contrechamp.read.sandbox.limits import Limits, apply_limits, grant_processor_seconds
from contrechamp.read.sandbox.seccomp import Filter
from contrechamp.read.warmth import warm_readers
from contrechamp.vocabulary.document import Child, Page, Reading

_FLUSH_BYTES, _FLUSH_SECONDS = 48 << 10, 0.1
MEMORY_EXIT = 3  # exit code of a process that ran out of memory and could say so


def warm_up(folder: str, *, is_wide: bool) -> None:
    """In the warm parent: load what most documents need; `folder` is that of Tesseract's language data, or ""."""
    tessdata.use_folder(Path(folder) if folder else None)
    warm_readers(is_wide=is_wide)


def do_work(asked: dict, *, source: int, answer: int, limits: Limits, child_filter: Filter) -> int:
    """Answer `asked` in frames on the descriptor `answer`; gives the exit code."""
    apply_limits(limits)
    child_filter.install()
    grant_processor_seconds(limits.page_seconds)
    outlet = _Outlet(answer, limits, is_careful=asked.get("careful", True))
    try:
        with os.fdopen(source, "rb") as file:
            for frame in _TASKS[asked["task"]](file, asked):
                outlet.put(frame)
            outlet.flush()
    except MemoryError:
        return MEMORY_EXIT
    except ContrechampError as error:
        _write_all(answer, wire.encode_frame(wire.FAULT, wire.encode_said([dispatch.explain(error)])))
    return 0


def _read(source, asked: dict) -> Iterator[bytes]:
    for said in dispatch.read_aloud(source, Request(**asked["request"])):
        match said:
            case Page():
                yield wire.encode_frame(wire.PAGE, wire.encode_page(said))
            case Child():
                yield wire.encode_frame(wire.CHILD, wire.encode_child(said))
            case Reading():
                yield wire.encode_frame(wire.READING, wire.encode_said(said))
            case Extent():
                yield wire.encode_frame(wire.EXTENT, wire.encode_said(said))
            case wire.Opened():
                yield wire.encode_frame(wire.OPENED, wire.encode_said(said))


def _render(source, asked: dict) -> Iterator[bytes]:
    pixels = dispatch.render_page(
        source, Request(**asked["request"]), page=asked["page"], width_px=asked["width_px"]
    )
    yield wire.encode_frame(wire.PIXELS, wire.encode_pixels(pixels))


def _locate(source, asked: dict) -> Iterator[bytes]:
    words = dispatch.locate_words(source, Request(**asked["request"]), page=asked["page"])
    yield wire.encode_frame(wire.WORDS, wire.encode_words(words))


def _escape(_source, asked: dict) -> Iterator[bytes]:
    from contrechamp.read.sandbox.escapes import try_escapes

    yield wire.encode_frame(wire.ESCAPES, wire.encode_said(list(try_escapes(asked["bait"]))))


_TASKS = {"read": _read, "render": _render, "locate": _locate, "escape": _escape}


class _Outlet:
    """Where frames leave: each at once when careful, else by many (waking the other side costs more than a page)."""

    def __init__(self, descriptor: int, limits: Limits, *, is_careful: bool):
        self._descriptor, self._limits, self._is_careful = descriptor, limits, is_careful
        self._waiting = bytearray()
        self._since = time.monotonic()

    def put(self, frame: bytes) -> None:
        self._waiting += frame
        if (
            self._is_careful
            or len(self._waiting) > _FLUSH_BYTES
            or time.monotonic() - self._since > _FLUSH_SECONDS
        ):
            self.flush()

    def flush(self) -> None:
        _write_all(self._descriptor, self._waiting)
        self._waiting = bytearray()
        grant_processor_seconds(self._limits.page_seconds)
        self._since = time.monotonic()


def _write_all(descriptor: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]

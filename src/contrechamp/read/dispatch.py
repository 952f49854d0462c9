"""From bytes to a reader to findings: finds the type, picks the reader, and turns every failure into a reason."""

from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import BinaryIO

from contrechamp.errors import ContrechampError, DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.formats import READERS
from contrechamp.read.reader import Extent, Notice, Property, Request
from contrechamp.read.wire import MAX_PROPERTIES, MAX_SAID, MAX_TEXT, Opened, Pixels
from contrechamp.vocabulary.document import Child, HowRead, Page, Reading, ReadingState, Word

_READERS = "contrechamp.read.readers."
_LATE = {"sevenzip", "tnef"}


def preload(*, is_wide: bool) -> None:
    """Load the reader of PDF, or all but the rare ones with much behind them, once, before anybody is forked."""
    for name in sorted(set(READERS.values()) - _LATE) if is_wide else ("pdf",):
        import_module(_READERS + name)


def read_document(source: BinaryIO, request: Request) -> Iterator[Page | Child | Reading]:
    """Pages and children as they come, then exactly one Reading; never raises."""
    for said in read_aloud(source, request):
        if isinstance(said, Page | Child | Reading):
            yield said


def read_aloud(source: BinaryIO, request: Request) -> Iterator[Opened | Extent | Page | Child | Reading]:
    """As `read_document`, with what the outer side of the wall needs to go on after a killed page."""
    closing = _Closing()
    try:
        media_type = find_media_type(source, request.untrusted_name)
        reader = find_reader(media_type)
        source.seek(0)
        closing.opened = Opened(media_type, _name(reader), getattr(reader, "VERSION", ""))
        yield closing.opened
        if reader is None:
            closing.fault = reasons.EMPTY_FILE if not source.read(1) else reasons.UNKNOWN_FORMAT
        else:
            yield from closing.watch(reader.read(source, request))
    except Exception as error:  # the worker's catch: a document's fault is a fact about that document
        closing.fault = explain(error)
    yield closing.make_reading()


def render_page(source: BinaryIO, request: Request, *, page: int, width_px: int) -> Pixels:
    """The image of one page, `width_px` wide; raises DocumentIsBroken where its format has no images."""
    reader = _find_drawing_reader(source, request)
    return reader.render(source, request, page=page, width_px=width_px)


def locate_words(source: BinaryIO, request: Request, *, page: int) -> tuple[Word, ...]:
    """The words of one page, where its format says where they stand; else none."""
    reader = _find_drawing_reader(source, request)
    return reader.locate(source, request, page=page) if hasattr(reader, "locate") else ()


def _find_drawing_reader(source: BinaryIO, request: Request) -> ModuleType:
    reader = find_reader(find_media_type(source, request.untrusted_name))
    source.seek(0)
    if not hasattr(reader, "render"):
        raise DocumentIsBroken(reasons.UNSUPPORTED_FORMAT)
    return reader


def find_media_type(source: BinaryIO, untrusted_name: str) -> str:
    if source.read(5) == b"%PDF-":
        return "application/pdf"
    source.seek(0)
    return import_module("contrechamp.read.media_type").find_media_type(source, untrusted_name)


def find_reader(media_type: str) -> ModuleType | None:
    """The module that reads `media_type`, loaded now; None where nothing reads it."""
    name = READERS.get(media_type)
    return import_module(_READERS + name) if name else None


def explain(error: BaseException) -> str:
    """A sentence for a reader of the site; our own errors carry theirs."""
    match error:
        case DocumentIsEncrypted():
            return str(error) or reasons.ENCRYPTED
        case ContrechampError():
            return str(error) or reasons.BROKEN
        case MemoryError():
            return reasons.TOO_MUCH_MEMORY
    return f"{reasons.BROKEN} ({type(error).__name__})"


def _name(reader: ModuleType | None) -> str:
    return reader.__name__.removeprefix(_READERS) if reader else ""


class _Closing:
    """Gathers, while a reader gives its findings, what the closing Reading will say."""

    def __init__(self) -> None:
        self.opened = Opened("application/octet-stream", "", "")
        self.fault = ""
        self.notices: list[str] = []
        self.properties: dict[str, str] = {}
        self.page_count = 0
        self.page_reason = ""  # of the first page that failed
        self.has_read_something = False

    def watch(self, findings: Iterator) -> Iterator[Extent | Page | Child]:
        for finding in findings:
            match finding:
                case Page():
                    self.page_count = max(self.page_count, finding.number)
                    is_failed = finding.how_read is HowRead.FAILED
                    self.page_reason = self.page_reason or finding.reason
                    self.has_read_something |= not is_failed
                    yield _bound(finding)
                case Child():
                    self.has_read_something = True
                    yield finding
                case Extent():
                    yield finding
                case Property(key, value):
                    if len(self.properties) < MAX_PROPERTIES:
                        self.properties[key[:MAX_SAID]] = value[:MAX_SAID]
                case Notice(reason):
                    self.notices.append(reason)

    def make_reading(self) -> Reading:
        media_type, reader, version = self.opened
        reason = self.fault or next(iter(self.notices), "")
        if not reason and self.page_reason:
            reason = reasons.PAGES_FAILED if self.has_read_something else self.page_reason
        state = ReadingState.PARTLY_READ if reason else ReadingState.READ
        if reason and not self.has_read_something:
            state = ReadingState.UNREADABLE
        return Reading(media_type, state, self.page_count, reason, reader, version, self.properties)


def _bound(page: Page) -> Page:
    """A page whose text is no longer than the wall lets through."""
    if len(page.text) <= MAX_TEXT:
        return page
    return replace(
        page,
        text=page.text[:MAX_TEXT],
        flags=tuple({*page.flags, "truncated"}),
        lines=tuple(line for line in page.lines if line.end <= MAX_TEXT),
        words=tuple(word for word in page.words if word.end <= MAX_TEXT),
    )

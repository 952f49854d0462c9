"""What is let through from the other side: each finding checked, totals counted, a lost page named, one Reading."""

from collections.abc import Iterator
from dataclasses import replace

from contrechamp.read import reasons, wire
from contrechamp.read.reader import Request
from contrechamp.read.sandbox.limits import Limits
from contrechamp.read.wire import FrameIsBroken, Opened
from contrechamp.vocabulary.document import Child, HowRead, Page, Reading, ReadingState


class Gate:
    """The state of one document over as many processes as it takes to read it."""

    def __init__(self, limits: Limits, *, first_page: int = 1):
        self._limits = limits
        self._opened = Opened("application/octet-stream", "", "")
        self._extent = 0
        self._last_page = first_page - 1
        self._failures_in_a_row = 0
        self._children = self._children_bytes = self._text_length = 0
        self._fault = ""
        self._page_reason = ""  # of the first page that failed
        self._has_read_something = False
        self._reading: Reading | None = None
        self.is_closed = False

    @property
    def has_ended(self) -> bool:
        """Whether the closing Reading came, or the document was given up."""
        return self.is_closed or self._reading is not None

    @property
    def can_go_on(self) -> bool:
        """Whether a new process would say nothing twice: nothing came yet, or the reader can skip pages."""
        return self._extent > 0 or not (self._last_page or self._children)

    def go_on(self, request: Request) -> Request:
        """The request for the next process: from behind the last page that came or failed."""
        return replace(request, first_page=self._last_page + 1)

    def admit(self, kind: int, payload: bytes) -> Iterator[Page | Child]:
        """A finding, if it is sound; raises FrameIsBroken if it is not."""
        if self.has_ended:
            raise FrameIsBroken("after the end")
        match kind:
            case wire.PAGE:
                yield self._admit_page(wire.decode_page(payload))
            case wire.CHILD:
                yield self._admit_child(wire.decode_child(payload))
            case wire.OPENED:
                self._opened = wire.decode_opened(payload)
            case wire.EXTENT:
                self._extent = wire.decode_extent(payload)
            case wire.READING:
                self._reading = wire.decode_reading(payload)
            case _:
                raise FrameIsBroken("kind")

    def _admit_page(self, page: Page) -> Page:
        if page.number != self._last_page + 1 or page.number > self._limits.pages:
            raise FrameIsBroken("page number")
        self._text_length += len(page.text)
        if self._text_length > self._limits.text_length:
            raise FrameIsBroken("text")
        self._last_page = page.number
        self._failures_in_a_row = 0
        is_failed = page.how_read is HowRead.FAILED
        if is_failed:
            self._page_reason = self._page_reason or page.reason or reasons.PAGE_BROKEN
        self._has_read_something |= not is_failed
        return page

    def _admit_child(self, child: Child) -> Child:
        self._children += 1
        self._children_bytes += len(child.untrusted_content)
        if self._children > self._limits.children or self._children_bytes > self._limits.children_bytes:
            raise FrameIsBroken("children")
        self._has_read_something = True
        return child

    def give_up(self, reason: str) -> None:
        """Nothing more is believed of this document."""
        self._fault, self.is_closed = reason, True

    def end_run(self, reason: str) -> Iterator[Page]:
        """A process has ended: either it had said everything, or the page that it was at is lost, for `reason`."""
        if self.has_ended:
            self.is_closed = True
            return
        if self._last_page >= self._extent:  # opening it, or what comes behind its pages, was too much
            self.give_up(reason)
            return
        self._last_page += 1
        self._failures_in_a_row += 1
        self._page_reason = self._page_reason or reason
        yield Page(self._last_page, "", HowRead.FAILED, reason=reason)
        if self._failures_in_a_row >= self._limits.failures_in_a_row and self._last_page < self._extent:
            self.give_up(reasons.TOO_MANY_FAILURES)

    def make_reading(self) -> Reading:
        """What is said of the whole; `state` is ours, not what the other side says of itself."""
        said = self._reading or Reading(self._opened.media_type, ReadingState.READ)
        reason = self._fault or said.reason
        if self._page_reason and (not reason or not self._has_read_something):
            reason = reasons.PAGES_FAILED if self._has_read_something else self._page_reason
        state = ReadingState.READ
        if reason:
            state = ReadingState.PARTLY_READ if self._has_read_something else ReadingState.UNREADABLE
        return replace(
            said,
            media_type=self._opened.media_type,
            reader=self._opened.reader,
            reader_version=self._opened.reader_version,
            page_count=self._last_page,
            state=state,
            reason=reason,
        )

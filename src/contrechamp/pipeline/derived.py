"""The pages of one document in one derived file: each as it came through the wall (see `read.wire`)."""

from collections.abc import Iterator
from pathlib import Path

from contrechamp.pipeline.chunks import ChunksFile, ChunksWriter
from contrechamp.read.wire import decode_page, encode_page
from contrechamp.vocabulary.catalogue import PageSummary
from contrechamp.vocabulary.document import HowRead, Page

_MARK = b"CCPAGES2"


class PagesWriter:
    """Writes the pages of a document; the file appears under its name only when `close` is called."""

    def __init__(self, path: Path):
        self._chunks = ChunksWriter(path, _MARK)
        self.close, self.abandon = self._chunks.close, self._chunks.abandon

    def add(self, page: Page) -> None:
        summary = (page.number, page.label, page.how_read, page.confidence, page.flags, page.reason)
        self._chunks.add(encode_page(page), *summary)


class PagesFile:
    """The derived pages of one document; FileNotFoundError when they were never finished."""

    def __init__(self, path: Path):
        self._chunks = ChunksFile(path, _MARK)

    def __enter__(self) -> "PagesFile":
        return self

    def __exit__(self, *details: object) -> None:
        self._chunks.close()

    def __len__(self) -> int:
        return len(self._chunks)

    def page(self, number: int) -> Page:
        """The page of that number (from 1); IndexError beyond the last."""
        if not 1 <= number <= len(self):
            raise IndexError(number)
        return decode_page(self._chunks.piece(number - 1))

    def pages(self) -> Iterator[Page]:
        return (self.page(number) for number in range(1, len(self) + 1))

    def summaries(self) -> tuple[PageSummary, ...]:
        return tuple(
            PageSummary(number, label, HowRead(how_read), confidence, tuple(flags), reason)
            for number, label, how_read, confidence, flags, reason in self._chunks.notes()
        )

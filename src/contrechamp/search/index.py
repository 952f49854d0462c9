"""The index of pages: opened by readers without waiting, written by one process at a time."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from contrechamp.errors import IndexOutdated
from contrechamp.search import schema
from contrechamp.search.answering import answer_question
from contrechamp.search.listing import find_names
from contrechamp.search.preparing import PreparedPage, prepare_page
from contrechamp.search.question import parse_question
from contrechamp.search.writing import MEMORY_BYTES, Writer, hold_lock, tell_full_disk
from contrechamp.vocabulary.search import Answer, NameHits, Question

__all__ = ["Index", "PreparedPage", "Writer", "prepare_page"]


class Index:
    """The index in one folder. Open it once for each process; it sees what other processes commit."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._seen: tuple[int, ...] = (0,)
        self._engine: tantivy.Index | None = None
        self._load()

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """Open, or make when the folder is empty. An index of another version is opened as outdated."""
        return cls(folder)

    @property
    def is_outdated(self) -> bool:
        """Made by another version: it finds nothing and takes nothing until `remake`."""
        return self._engine is None

    def _load(self) -> None:
        stamp = self._stamp()
        is_new = not (self._folder / "meta.json").exists()
        if is_new:
            self._folder.mkdir(parents=True, exist_ok=True)
            schema.write_mark(self._folder)
        is_current = schema.read_mark(self._folder) == schema.VERSION
        self._engine = schema.open_engine(self._folder) if is_current else None
        self._seen = (
            self._stamp() if is_new else stamp
        )  # a commit between the two is seen by the next refresh

    def _stamp(self) -> tuple[int, ...]:
        """What changes when the index is made again, and what changes with every commit."""
        try:
            made = (self._folder / schema.MARK).stat()
            committed = (self._folder / "meta.json").stat()
        except FileNotFoundError:
            return (0,)
        return made.st_mtime_ns, committed.st_ino, committed.st_mtime_ns, committed.st_size

    def _refresh(self) -> None:
        stamp = self._stamp()
        if stamp == self._seen:
            return
        if stamp[0] != self._seen[0] or self._engine is None:
            self._load()
        else:
            self._engine.reload()
            self._seen = stamp

    def ask(self, question: Question) -> Answer:
        """The pages that answer, best first; never an error, whatever was typed."""
        self._refresh()
        understood = parse_question(question.text)
        if self._engine is None:
            return Answer((), 0, understood.words, (*understood.notes, "index_outdated"))
        return answer_question(self._engine, question, understood=understood)

    def find_names(self, names: Iterable[str], seen: Question) -> list[NameHits]:
        """What each name finds as an exact phrase, for who asks (see `search.listing`); none while it is outdated."""
        self._refresh()
        return list(find_names(self._engine, names, seen=seen)) if self._engine else []

    @property
    def page_count(self) -> int:
        self._refresh()
        return self._engine.searcher().num_docs if self._engine else 0

    @contextmanager
    def writer(self, *, memory_bytes: int = MEMORY_BYTES, threads: int = 1) -> Iterator[Writer]:
        """The only writer of the machine (else IndexBusy). What was not committed is forgotten."""
        with hold_lock(self._folder):
            self._refresh()
            if self._engine is None:
                raise IndexOutdated(f"The index in {self._folder} was made by another version.")
            writer = Writer(self._engine, memory_bytes=memory_bytes, threads=threads)
            try:
                with tell_full_disk(self._folder):
                    yield writer
            finally:
                writer.close()
                self._refresh()

    def remake(self) -> None:
        """Throw everything away and begin an empty index of this version."""
        with hold_lock(self._folder):
            self._engine = None
            for path in self._folder.iterdir():
                if path.is_file() and path.name != "writer.lock":
                    path.unlink()
            self._load()

"""What the registry stands on, handed to it: a file of judgements that only grows, and a book that can be remade."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol


class Entry(Protocol):
    """One entry of the file of judgements; its content is None once it was destroyed."""

    sequence: int
    kind: str
    content: dict[str, Any] | None


class Draft(NamedTuple):
    """What is to be entered."""

    kind: str
    content: dict[str, Any]


class Journal(Protocol):
    """The file of judgements: `append` returns once they are on disk."""

    def head(self) -> tuple[int, str]: ...

    def append(self, drafts: Iterable[Draft], *, make_salt: Callable[[int], bytes]) -> list[int]: ...

    def read(self, *, after: int = 0) -> Iterator[Entry]: ...

    def chain_digest(self, sequence: int) -> str: ...


class Book(Protocol):
    """A SQLite file with the tables of `link.schema`."""

    def reading(self) -> AbstractContextManager[sqlite3.Connection]: ...

    def changes(self) -> AbstractContextManager[sqlite3.Connection]: ...

    def read_moment(self) -> tuple[int, int, int]: ...

    def close(self) -> None: ...

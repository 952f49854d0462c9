"""What a file of this folder gives: its kind, its version, and `find`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from contrechamp.spot.lexicons import Lexicons
from contrechamp.vocabulary.mention import MentionKind


@dataclass(frozen=True)
class Spotted:
    """Code points `start` to `end` (exclusive) of a text, what they amount to, and the rule that says so."""

    start: int
    end: int
    value: str
    rule: str
    details: dict[str, str] = field(default_factory=dict)


class Spotter(Protocol):
    """A module of this folder. `find` is pure, takes time in proportion to the text, and gives spans in order."""

    KIND: MentionKind
    VERSION: str

    def find(self, text: str, lexicons: Lexicons) -> Iterator[Spotted]:
        """What this text names of this kind."""
        ...

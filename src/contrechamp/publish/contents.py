"""What an export is made of, handed to each format by the conductor: streamed, as often as a format asks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol

from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact, Relation, Source
from contrechamp.vocabulary.judgement import Judgement

LICENCE, SHARED_LICENCE = (
    "Licence Ouverte 2.0",
    "ODbL 1.0",
)  # the second where places of OpenStreetMap are in it


@dataclass(frozen=True)
class Notice:
    """What an export says of itself.

    `sequence` and `chain_digest` are its place in the file of judgements: what was decided later is not in it.
    `address` is that of the site ("https://…/", with its slash) or ""; states are those of the day `on`.
    """

    kind: str
    publisher: str
    licence: str
    made_at: datetime  # aware, UTC
    on: date
    is_team: bool
    sequence: int
    chain_digest: str
    version: str = ""
    address: str = ""

    @property
    def place(self) -> str:
        """Its place in the file of judgements; "" for everybody: a number would count what they do not see."""
        return str(self.sequence) if self.is_team else ""


@dataclass(frozen=True)
class Paper:
    """A document that is cited. `collections` are those that the reader of the export may know."""

    digest: str
    title: str
    date: str = ""
    body: str = ""
    kind: str = ""
    media_type: str = ""
    size_bytes: int = 0
    page_count: int = 0
    is_public: bool = False
    collections: tuple[str, ...] = ()


class Change(NamedTuple):
    """What became of an entity or a fact since the last export to the same place: "added", "changed", "withdrawn"."""

    thing: str  # "entity" or "fact"
    id: str
    change: str


class Spot(NamedTuple):
    """A thing with a place on earth. `state` is "in_force", "expired", "planned", "removed" or "unknown"; of what is no
    device it is ""."""

    entity: Entity
    sources: tuple[Source, ...]
    state: str
    authorised_on: str
    authorised_until: str
    installed_on: str
    removed_on: str


class Contents(Protocol):
    """Everything is in the order in which it entered the registry; `say` gives a sentence in the reader's language."""

    @property
    def notice(self) -> Notice: ...

    @property
    def relations(self) -> dict[str, Relation]: ...

    @property
    def say(self) -> Callable[..., str]: ...

    def entities(self) -> Iterator[Entity]: ...

    def facts(self) -> Iterator[Fact]: ...

    def papers(self) -> Iterator[Paper]: ...

    def judgements(self) -> Iterator[Judgement]: ...

    def changes(self) -> Iterator[Change]: ...

    def spots(self) -> Iterator[Spot]: ...

    def find_names(self, keys: list[str]) -> dict[str, str]: ...

    def find_paper(self, digest: str) -> Paper: ...

    def find_sha1(self, digest: str) -> str: ...


def find_address(notice: Notice, source: Source) -> str:
    """Where the site shows a passage; "" without a site."""
    passage = source.passage
    place = f"d/{passage.digest}/{passage.page}/{passage.start}-{passage.end}/"
    return f"{notice.address}{place}" if notice.address else ""


def tell_source(contents: Contents, source: Source) -> dict[str, Any]:
    """A passage for a reader who has nothing but this."""
    passage = source.passage
    told: dict[str, Any] = {"title": contents.find_paper(passage.digest).title, "sha256": passage.digest}
    told |= {"page": passage.page, "start": passage.start, "end": passage.end, "words": source.words}
    address = find_address(contents.notice, source)
    return {**told, "address": address} if address else told


def list_ends(fact: Fact) -> list[str]:
    """The entities that a fact names, each once."""
    return list(dict.fromkeys(filter(None, (fact.subject, fact.object, fact.under, fact.according_to))))

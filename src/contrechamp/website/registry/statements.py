"""Facts as a reader meets them: a sentence, and beside it the numbered passages that say it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.urls import reverse

from contrechamp.link.relations import find_relation
from contrechamp.link.sentences import Part, make_sentence, say_entity
from contrechamp.link.view import View
from contrechamp.text.articles import lead_in, say_name
from contrechamp.text.folding import fold
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import FACT_ENDS, Fact, Source
from contrechamp.website.interface.observatory import find_observatory

MOST_NOTES = 4  # passages beside one statement; its own view has them all
LONGEST_WORDS = 220


class Note(NamedTuple):
    """A side note: which document, page and words. `is_again` where the same passage has its note further up."""

    number: int
    card: DocumentCard
    page: int
    words: str
    address: str
    is_again: bool = False


@dataclass(frozen=True)
class Statement:
    """A fact ready to be shown; `parts` name entities by id, "" on the entity's own view."""

    fact: Fact
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    more_notes: int = 0
    step: str = ""
    speaker: str = ""  # who says it: whom the fact names, else its act, else the body of its first paper
    is_contradicted: bool = False

    @property
    def sentence(self) -> str:
        return "".join(part.text for part in self.parts)

    @property
    def is_team_only(self) -> bool:
        """For the team: none of its passages is public."""
        return not any(note.card.is_public for note in self.notes)


@dataclass
class Statements:
    """The facts of one view: entities and documents are looked up once for all, passages numbered in order."""

    view: View
    collections: tuple[str, ...] | None
    own: str = ""  # the entity whose view this is: its name leads nowhere
    contradicted: frozenset[str] = frozenset()
    entities: dict[str, Entity] = field(default_factory=dict)
    _cards: dict[str, DocumentCard] = field(default_factory=dict)
    _numbers: dict[Source, int] = field(default_factory=dict)

    def unnumbered(self) -> "Statements":
        """The same with what was looked up, for statements whose notes have no number on the view."""
        return replace(self, _numbers={})

    def look_up(self, facts: Iterable[Fact], more: Iterable[str] = ()) -> None:
        """Find what these facts speak of; `more` are ids of other entities that will be named."""
        facts = list(facts)
        keys = {getattr(fact, end) for fact in facts for end in FACT_ENDS} | set(more)
        keys -= {"", *self.entities}
        digests = {source.passage.digest for fact in facts for source in fact.sources} - self._cards.keys()
        if keys:
            self.entities |= self.view.find_entities(keys)
        if digests:
            self._cards |= find_observatory().find_cards(digests, collections=self.collections)

    def make(self, facts: Sequence[Fact], *, most_notes: int = MOST_NOTES) -> list[Statement]:
        """Each fact with its sentence and its side notes, in the same order."""
        self.look_up(facts)
        return [self._make_one(fact, most_notes) for fact in facts]

    def _make_one(self, fact: Fact, most_notes: int) -> Statement:
        sources = [source for source in fact.sources if source.passage.digest in self._cards]
        parts = make_sentence(fact, self.entities)
        notes = tuple(self._note(source) for source in sources[:most_notes])
        return Statement(
            fact,
            tuple(part._replace(entity="") if part.entity == self.own else part for part in parts),
            notes,
            more_notes=max(0, len(sources) - most_notes),
            step=self._find_step(fact),
            speaker=self._find_speaker(fact, notes),
            is_contradicted=fact.id in self.contradicted,
        )

    def _find_step(self, fact: Fact) -> str:
        """The step of a device's history; only a council votes, and only a deliberation is voted."""
        step, subject = find_relation(fact.relation).step, self.entities.get(fact.subject)
        is_vote = subject and (
            subject.category == "deliberation" or fold(subject.name).startswith("conseil ")
        )
        return "decided" if step == "voted" and not is_vote else step

    def _find_speaker(self, fact: Fact, notes: Sequence[Note]) -> str:
        said_by = fact.according_to or (fact.subject if find_relation(fact.relation).objects else "")
        if said_by in self.entities:
            return write_name(self.entities[said_by])
        body = say_name(notes[0].card.description.body.value) if notes else None
        return lead_in("", body) + body.name if body else ""

    def _note(self, source: Source) -> Note:
        is_again = source in self._numbers
        number = self._numbers.setdefault(source, len(self._numbers) + 1)
        passage, words = source.passage, " ".join(source.words.split())
        shown = words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS].rsplit(' ', 1)[0]} […]"
        address = write_address(source)
        return Note(number, self._cards[passage.digest], passage.page, shown, address, is_again)


def write_name(entity: Entity) -> str:
    """The name as it stands in a sentence: "l’arrêté 12"."""
    said = say_entity(entity)
    return lead_in("", said) + said.name


def write_address(source: Source) -> str:
    """The permanent address of a passage."""
    passage = source.passage
    return reverse("passage", args=[passage.digest, passage.page, passage.start, passage.end])

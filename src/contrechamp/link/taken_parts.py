"""What one taken proposal is made into: its entities and facts, on their way into a judgement."""

from collections.abc import Callable, Sequence

from contrechamp.errors import FactWithoutPassage
from contrechamp.link.judging import make_id
from contrechamp.link.known import Known
from contrechamp.link.known_acts import Authority
from contrechamp.link.persons import SEPARATOR
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.suggestion import Proposal

LONGEST_NAME = 300


class Parts:
    """Gathers what a proposal gives. `subject` is the entity that a person chose, "" where none.

    `thing` is the id of the act or the device that it is about, "" where it is about neither.
    """

    def __init__(
        self,
        proposal: Proposal,
        known: Known,
        sources: tuple[Source, ...],
        make_source: Callable[[Passage], Source],
        subject: str,
        keys: Sequence[str],
    ):
        self.proposal, self.known, self.sources, self.subject = proposal, known, sources, subject
        self.keys = list(keys)
        self.thing = ""
        self._make_source = make_source
        self.entities: list[Entity] = []
        self.facts: list[Fact] = []

    def read(self, name: str) -> str:
        return self.proposal.fields.get(name, "")

    def read_all(self, name: str) -> list[str]:
        """The several values of one field."""
        return [one for one in self.read(name).split(SEPARATOR) if one]

    def state(self, subject: str, relation: str, other: str = "", *, at: str = "", **more: object) -> None:
        """One fact; `at` is where else the page says it ("PAGE/START-END"), which is then its first passage."""
        sources = (*self._find_sources(at), *self.sources)
        self.facts.append(Fact(make_id(), subject, relation, other, sources=sources, **more))

    def _find_sources(self, at: str) -> tuple[Source, ...]:
        if not at:
            return ()
        page, _slash, span = at.partition("/")
        start, _dash, end = span.partition("-")
        passage = Passage(self.proposal.passage.digest, int(page), int(start), int(end))
        try:
            return (self._make_source(passage),)
        except FactWithoutPassage:
            return ()  # the passage of the proposal stands for it

    def ensure_act(
        self,
        name: str,
        *,
        category: str,
        identifiers: dict[str, str],
        details: dict[str, str],
        authority: Authority,
    ) -> str:
        """The act with one of these numbers of the same authority, or a new one that comes with this proposal."""
        keys = {key: value for key, value in identifiers.items() if value}
        found = self.known.acts.find(keys, category=category, authority=authority)
        if found:
            self.thing = found
            return found
        said = {key: value for key, value in details.items() if value}
        act = Entity(make_id(), EntityKind.ACT, _cut(name), category, "", keys, said, self.sources)
        self.entities.append(act)
        self.known.acts.remember(act, authority)
        self.thing = act.id
        return act.id


def _cut(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"

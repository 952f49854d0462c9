"""What a line decides about entities, names and facts, as the content of its judgement."""

from typing import Any

from contrechamp.errors import JudgementRefused, SecondPersonNeeded
from contrechamp.link.sheets.form import DecisionLine
from contrechamp.link.sheets.naming import Naming
from contrechamp.link.sheets.past import WORKING, list_judgements
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import PERSON
from contrechamp.vocabulary.judgement import JudgementKind as Kind


class Deciding:
    """The decisions of one run; `facts` are the ids of the facts that its sheets gave a key."""

    def __init__(self, view: View, naming: Naming, *, by: str):
        self._view, self._naming, self._by = view, naming, by
        self.facts: dict[str, str] = {}

    def make_content(self, line: DecisionLine) -> dict[str, Any]:
        """JudgementRefused, EntityUnknown or SecondPersonNeeded where it cannot be decided."""
        match line.kind:
            case Kind.MERGE:
                return self._merge(*line.ends)
            case Kind.APART:
                return {"pairs": [[self._naming.find(end) for end in line.ends]]}
            case Kind.REFUSE:
                return {"names": [[*name, ""] for name in line.names], "reason": line.reason}
            case Kind.SECOND:
                return self._second(line.ends[0])
        return self._contest(line)

    def _merge(self, one: str, other: str) -> dict[str, Any]:
        entity, into = self._naming.find(one), self._naming.find(other)
        if self._naming.kinds[entity] != self._naming.kinds[into]:
            raise JudgementRefused("An entity can only be merged with another one of its kind.")
        return {"entity": entity, "into": into}

    def _second(self, name: str) -> dict[str, Any]:
        """What is confirmed is said: other words since then want another confirmation."""
        key = self._naming.find(name, ("actor",))
        entity, words = self._view.find_entity(key), list_judgements(self._view, f"e:{key}", kinds=WORKING)
        if entity is None or entity.category != PERSON or not words:
            raise JudgementRefused("“{name}” is no person who waits for a second member.", name=name)
        if words[-1].by == self._by:
            raise SecondPersonNeeded("{member} named this person, and cannot be the second.", member=self._by)
        return {"entity": key, "confirmed": words[-1].id}

    def _contest(self, line: DecisionLine) -> dict[str, Any]:
        if not line.reason:
            raise JudgementRefused("A contest needs its reason.")
        (end,) = line.ends
        if not line.is_of_fact:
            return {"entity": self._naming.find(end), "reason": line.reason}
        if end not in self.facts and self._view.find_fact(end) is None:
            raise JudgementRefused("No fact has the key or the id “{key}”.", key=end)
        return {"fact": self.facts.get(end, end), "reason": line.reason}

"""What a person's sheets amount to: the judgements that are new, and for each line what becomes of it.

Nothing is written here. A line that says what its sheet said last time gives no judgement; one that says something
else gives the same fact or entity other words. What a person undid meanwhile stays undone.
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from contrechamp.errors import ContrechampError, JudgementRefused
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import check_entity, check_fact
from contrechamp.link.relations import find_relation
from contrechamp.link.sheets.deciding import Deciding
from contrechamp.link.sheets.form import (
    DecisionLine,
    EntityLine,
    FactLine,
    Problem,
    Quote,
    Sheet,
    make_problem,
)
from contrechamp.link.sheets.naming import Naming, derive_id
from contrechamp.link.sheets.past import find_taking_back, fold_entity, list_gone, list_said
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

_CORRECTED = ("name", "category", "role", "identifiers", "details", "sources")
_EMPTY = {"identifiers": {}, "details": {}, "sources": []}


class Outcome(NamedTuple):
    """What becomes of one line: `verdict` is "new", "changed", "same", or "gone" (line 0: no line says it any more).

    `thing` is the kind of judgement, `id` what it is about.
    """

    sheet: str
    line: int
    thing: str
    id: str
    verdict: str


@dataclass
class Prepared:
    """All that some sheets amount to: `statements` first, then `decisions`, which need them to stand."""

    statements: list[Judgement] = field(default_factory=list)
    decisions: list[Judgement] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Preparing:
    """The work on the sheets of one run. `cite` finds a quote's passage, or raises what is wrong with it."""

    def __init__(self, view: View, cite: Callable[[Quote], Source], *, by: str, at: datetime):
        self._view, self._cite, self._by, self._at = view, cite, by, at
        self._naming = Naming(view)
        self._done = Prepared()
        self._documents: dict[str, str] = {}
        self._deciding = Deciding(view, self._naming, by=by)
        self._decided: set[str] = set()
        self._said: Counter[tuple[str, ...]] = Counter()

    def prepare(self, sheets: Sequence[Sheet], *, take_back: bool = False) -> Prepared:
        """Entities of all sheets first, then facts, then what is decided about both.

        What the sheets said before and no longer say is told, and undone where it is to be taken back.
        """
        for sheet in sheets:
            self._done.problems += sheet.problems
            self._documents |= sheet.documents
        takes = {"entities": self._take_entity, "facts": self._take_fact, "decisions": self._take_decision}
        for section, take in takes.items():
            for sheet in sheets:
                for line in getattr(sheet, section):
                    self._try(take, sheet.name, line=line)
        if not self._done.problems:  # a line that is wrong is not one that is gone
            self._find_gone(sheets, take_back=take_back)
        return self._done

    def _find_gone(self, sheets: Sequence[Sheet], *, take_back: bool) -> None:
        said = {one.id for one in self._done.outcomes if one.thing == "fact"}
        for sheet, fact, judgements in list_gone(self._view, sheets, said=said):
            self._done.outcomes.append(Outcome(sheet, 0, "fact", fact, "gone"))
            for judgement in judgements if take_back else ():
                content = {"judgement": judgement}
                self._done.decisions.append(self._make(sheet, Kind.UNDO, content, after=judgement))

    def _try(self, take: Callable[[str, Any], None], sheet: str, *, line: Any) -> None:
        try:
            take(sheet, line)
        except ContrechampError as error:  # every line that is wrong is said, not the first alone
            self._done.problems.append(make_problem(sheet, line.line, error=error))

    def _find(self, quote: Quote) -> Source:
        return self._cite(quote._replace(document=self._documents.get(quote.document, quote.document)))

    # -- entities

    def _take_entity(self, sheet: str, line: EntityLine) -> None:
        key = self._naming.enter(line, sheet=sheet)
        try:
            entity = self._make_entity(key, line)
            check_entity(entity)
        except ContrechampError:
            self._naming.spoil(line)
            raise
        self._say_entity(sheet, line, entity=entity)
        for kind, value in line.names:
            content = {"names": [[kind, value, ""]], "entity": key}
            self._decide(sheet, Kind.NAME, content, to=self._done.statements)

    def _make_entity(self, key: str, line: EntityLine) -> Entity:
        told = {name: getattr(line, name) for name in ("category", "role", "identifiers", "details")}
        sources = tuple(map(self._find, line.quotes))
        return Entity(key, EntityKind(line.kind), line.name, **told, sources=sources)

    def _say_entity(self, sheet: str, line: EntityLine, *, entity: Entity) -> None:
        said, before = render_entity(entity), list_said(self._view, f"e:{entity.id}", sheet=sheet)
        known = fold_entity(before)
        changes = {
            name: said.get(name, _EMPTY.get(name, ""))
            for name in _CORRECTED
            if known.get(name) != said.get(name)
        }
        if not before:
            made = self._make(sheet, Kind.ENTITY, {"entities": [said]}, after="")
        elif changes:
            content = {"entity": entity.id, "changes": changes}
            made = self._make(sheet, Kind.CORRECT, content, after=before[-1].id)
        else:
            made = None
        self._note(sheet, line.line, "entity", entity.id, made, is_known=bool(before))

    # -- facts

    def _take_fact(self, sheet: str, line: FactLine) -> None:
        if line.key in self._deciding.facts:
            raise JudgementRefused("The key “{key}” is used twice.", key=line.key)
        relation = find_relation(line.relation)
        ends = {
            "subject": self._naming.find(line.subject, relation.subjects),
            "object": self._naming.find(line.object, relation.objects),
            "under": self._naming.find(line.under, ("act", "project")),
            "according_to": self._naming.find(line.according_to, ("actor", "act")),
        }
        sources = tuple(map(self._find, line.quotes))
        key = self._derive_fact(sheet, line, ends=ends, sources=sources)
        told = {name: getattr(line, name) for name in ("relation", "value", "when", "note", "details")}
        fact = Fact(key, **ends, **told, sources=sources)
        check_fact(fact, self._naming.kinds.get)
        if line.key:
            self._deciding.facts[line.key] = key
        self._say_fact(sheet, line, said=render_fact(fact))

    def _derive_fact(
        self, sheet: str, line: FactLine, *, ends: dict[str, str], sources: Sequence[Source]
    ) -> str:
        """From its key; without one, from its ends and its first page, so that a mended value is the same fact."""
        if line.key:
            return derive_id(sheet, "fact", line.key)
        where = (sources[0].passage.digest, str(sources[0].passage.page)) if sources else ()
        same = (sheet, "fact", line.relation, *ends.values(), line.details.get("bound", ""), *where)
        self._said[same] += 1
        return derive_id(*same, str(self._said[same]))

    def _say_fact(self, sheet: str, line: FactLine, *, said: dict[str, Any]) -> None:
        before = list_said(self._view, f"f:{said['id']}", sheet=sheet)
        told = before[-1].content["facts"] if before else ()
        known = next((one for one in told if one["id"] == said["id"]), {})
        undoing = find_taking_back(self._view, before)
        after = undoing or (before[-1].id if before else "")
        is_same = known == said and not undoing
        made = None if is_same else self._make(sheet, Kind.FACT, {"facts": [said]}, after=after)
        self._note(sheet, line.line, "fact", said["id"], made, is_known=bool(before))

    # -- decisions

    def _take_decision(self, sheet: str, line: DecisionLine) -> None:
        content = self._deciding.make_content(line)
        verdict = self._decide(sheet, line.kind, content, to=self._done.decisions)
        about = line.ends[0] if line.ends else line.names[0][1]
        self._done.outcomes.append(Outcome(sheet, line.line, str(line.kind), about, verdict))

    # -- judgements

    def _decide(self, sheet: str, kind: Kind, content: dict[str, Any], *, to: list[Judgement]) -> str:
        """A judgement whose id follows from what it says: whatever was decided once is not decided again."""
        made = self._make(sheet, kind, content, after="")
        if made.id in self._decided or self._view.find_judgement(made.id) is not None:
            return "same"
        self._decided.add(made.id)
        to.append(made)
        return "new"

    def _make(self, sheet: str, kind: Kind, content: dict[str, Any], *, after: str) -> Judgement:
        written = json.dumps(content, ensure_ascii=False, sort_keys=True)
        key = derive_id(sheet, "judgement", str(kind), written, after)
        return Judgement(key, kind, self._by, self._at, {**content, "sheet": sheet})

    def _note(
        self, sheet: str, line: int, thing: str, key: str, made: Judgement | None, *, is_known: bool
    ) -> None:
        if made is not None:
            self._done.statements.append(made)
        verdict = "same" if made is None else "changed" if is_known else "new"
        self._done.outcomes.append(Outcome(sheet, line, thing, key, verdict))

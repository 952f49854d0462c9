"""Judgements come back from an export: each once, in their order, and none whose words no page here says.

What cites a document that is not here, or words that a page does not say, waits in the file that it came in; so does
everything that was decided on the same things later. Giving the same file again takes what can be shown by then.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from contrechamp.archive.archive import Archive
from contrechamp.errors import ContrechampError, FactWithoutPassage
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.folding import list_things
from contrechamp.link.registry import make_decision
from contrechamp.link.streaming import list_known
from contrechamp.pipeline.past_claims import PastClaims, Reopen, list_cited
from contrechamp.pipeline.registry import RegistryDesk
from contrechamp.vocabulary.fact import FACT_ENDS
from contrechamp.vocabulary.judgement import Judgement, JudgementKind

_MANY = 500
_MOST_NAMED = 200
_STANDS_ON_OTHERS = frozenset(
    {
        JudgementKind.MERGE,
        JudgementKind.CORRECT,
        JudgementKind.CONTEST,
        JudgementKind.SECOND,
        JudgementKind.UNDO,
    }
)
Report = Callable[[int], None]


@dataclass
class TakenReport:
    """What became of the judgements that came back.

    `known` stood here already, `kept` differ from what this archive's own members say, which stays. `waiting` wait,
    `reasons` say why of the first ones, `missing` are the digests of documents that are not here.
    """

    taken: int = 0
    known: int = 0
    kept: int = 0
    waiting: int = 0
    confirmed_persons: int = 0
    missing: set[str] = field(default_factory=set)
    reasons: list[tuple[str, str, dict]] = field(
        default_factory=list
    )  # a judgement's id, a sentence, its values


def take_back(
    archive: Archive,
    desk: RegistryDesk,
    reopen: Reopen,
    *,
    is_team: bool,
    on_progress: Report = lambda done: None,
) -> TakenReport:
    """Take in what is new and can be shown: `reopen` gives it all, from the first on.

    `is_team`: decisions as they were made, else things as they were published.
    """
    taking = _Taking(archive, desk, PastClaims(reopen), is_team=is_team)
    done = 0
    try:
        for several in _gather(reopen()):
            new = taking.leave_known(several)
            with desk.remembering_pages():
                for one in new if is_team else taking.choose_published(new):
                    taking.take(one)
                taking.keep()
            done += len(several)
            on_progress(done)
    finally:
        taking.undo_unproved()
    return taking.report


def _gather(returned: Iterable[Judgement]) -> Iterator[list[Judgement]]:
    """Some at a time, fewer where they are long: a decision may say five hundred things."""
    several: list[Judgement] = []
    weight = 0
    for one in returned:
        several.append(one)
        weight += 1 + len(one.content.get("entities", ())) + len(one.content.get("facts", ()))
        if weight >= _MANY:
            yield several
            several, weight = [], 0
    if several:
        yield several


class _Taking:
    """Judgements gathered until something stands on one of them, then kept together."""

    def __init__(self, archive: Archive, desk: RegistryDesk, past: PastClaims, *, is_team: bool):
        self._archive, self._desk, self._past, self._is_team = archive, desk, past, is_team
        self.report = TakenReport()
        self._unproved: dict[str, dict[str, datetime]] = {}  # by thing, what entered because it is past
        self._pending: list[Judgement] = []
        self._waiting_things: set[str] = set()
        self._here: set[str] = set()

    def leave_known(self, several: Iterable[Judgement]) -> list[Judgement]:
        """Those whose id does not stand here."""
        several = list(several)
        here = list_known(self._desk.view(None), "judgements", [one.id for one in several])
        self.report.known += sum(one.id in here for one in several)
        return [one for one in several if one.id not in here]

    def choose_published(self, several: Iterable[Judgement]) -> Iterator[Judgement]:
        """Only entities and facts, without a member's name; what members said here of the same thing holds."""
        several, view = list(several), self._desk.view(None)
        self._here = {
            key
            for name in ("entities", "facts")
            for key in list_known(
                view, name, [said["id"] for one in several for said in one.content.get(name, ())]
            )
        }
        for one in several:
            is_published = one.kind in (JudgementKind.ENTITY, JudgementKind.FACT) and not one.by
            verdict = self._compare(one) if is_published else "foreign"
            if verdict == "known":
                self.report.known += 1
            elif verdict == "kept":
                self.report.kept += 1
            elif verdict == "foreign":
                self._let_wait(one, "Only entities and facts come back from what everybody may see.")
            else:
                yield one

    def _compare(self, judgement: Judgement) -> str:
        """ "" where it is new, or newer than what came the same way before."""
        view = self._desk.view(None)
        looks = (
            ("e", "entities", view.find_entity, render_entity),
            ("f", "facts", view.find_fact, render_fact),
        )
        for letter, name, find, render in looks:
            for said in judgement.content.get(name, ()):
                thing = find(said["id"]) if said["id"] in self._here else None
                if thing is not None:
                    return "known" if render(thing) == said else self._find_maker(f"{letter}:{said['id']}")
        return ""

    def _find_maker(self, thing: str) -> str:
        """ "kept" where a member decided on the thing, "" where all of it came from elsewhere."""
        judgements, _total = self._desk.view(None).list_judgements(thing=thing, limit=_MOST_NAMED)
        return "kept" if any(one.by for one in judgements) else ""

    def take(self, one: Judgement) -> None:
        """Gather it, or let it wait with a reason."""
        touched = _list_touched(one)
        if not touched.isdisjoint(self._waiting_things):
            self._let_wait(one, "It stands on something that waits.")
            return
        try:
            self._prove(one)
        except FactWithoutPassage as error:
            self._let_wait(one, error.message, **error.values)
            return
        is_alone = one.kind in _STANDS_ON_OTHERS  # what it stands on must be in the registry
        if is_alone:
            self.keep()
        self._pending.append(one)
        if is_alone:
            self.keep()

    def keep(self) -> None:
        """Enter what was gathered; where something of it is refused, one by one, and what is refused waits."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        try:
            self._enter(pending)
        except ContrechampError:
            for one in pending:
                try:
                    self._enter([one])
                except ContrechampError as error:
                    self._let_wait(one, error.message, **error.values)

    def _enter(self, several: list[Judgement]) -> None:
        entered = self._desk.keep(several)
        self.report.taken += len(entered)
        self.report.confirmed_persons += sum(one.kind == JudgementKind.SECOND for one in entered)

    def _prove(self, judgement: Judgement) -> None:
        """Every passage of what the file claims to its end stands in a document that is here, and says its words."""
        for thing, sources in list_cited(judgement):
            for source in sources:
                try:
                    self._desk.check_words(source)
                except FactWithoutPassage:
                    if self._is_team and self._past.has(judgement, thing):
                        self._unproved.setdefault(thing, {})[judgement.id] = judgement.at
                        break
                    digest = source.passage.digest
                    if self._archive.find_document(digest) is None:
                        self.report.missing.add(digest)
                    raise

    def undo_unproved(self) -> None:
        """What was to be undone or said otherwise later, and was not, because that waits, is undone here."""
        for thing, unproved in self._unproved.items():
            while (last := self._find_last_said(thing)) in unproved:
                self._desk.keep([make_decision(JudgementKind.UNDO, by="", at=unproved[last], judgement=last)])
                self.report.waiting += 1
                self._explain(last, "No page says what it cites: it was undone.")

    def _find_last_said(self, thing: str) -> str:
        """The id of the last judgement here that stands and says where this thing is cited, "" where none."""
        judgements, _total = self._desk.view(None).list_judgements(thing=thing, limit=-1)
        said = (
            one for one in judgements if not one.undone_by and any(thing == key for key, _ in list_cited(one))
        )
        return next((one.id for one in said), "")

    def _let_wait(self, one: Judgement, sentence: str, **values: object) -> None:
        self._waiting_things |= {
            *list_things(one.kind, one.content),
            f"j:{one.id}",
        }
        self.report.waiting += 1
        self._explain(one.id, sentence, **values)

    def _explain(self, key: str, sentence: str, **values: object) -> None:
        if len(self.report.reasons) < _MOST_NAMED:
            self.report.reasons.append((key, sentence, values))


def _list_touched(judgement: Judgement) -> set[str]:
    """What it is about, what it names, and what it undoes ("j:" a judgement)."""
    content = judgement.content
    things = set(list_things(judgement.kind, content))
    for said in content.get("facts", ()):
        ends = (said.get(end) for end in FACT_ENDS)
        things |= {f"e:{key}" for key in ends if key}
    things |= {f"e:{content[name]}" for name in ("entity", "into") if content.get(name)}
    return things | ({f"j:{content['judgement']}"} if content.get("judgement") else set())

"""Sentences that count or vote become proposals, each under the act in which it stands."""

from bisect import bisect_right
from collections.abc import Sequence

from contrechamp.link.count_sentences import VERSION as COUNTING
from contrechamp.link.count_sentences import Counted
from contrechamp.link.proposing import make_key
from contrechamp.link.votes import SIDES, Vote
from contrechamp.link.votes import VERSION as VOTING
from contrechamp.link.weighing import NAMES_IT, NAMES_NEAR, weigh_technologies
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, Passage
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.suggestion import Proposal

_COUNT, _TOTAL, _DATED = 700, 60, 40
_VOTE, _CONTESTED, _COUNTED_VOTE = 10, 20, 10


class ActFinder:
    """Knows the acts of a document and which technologies are named where, page after page."""

    def __init__(self, digest: Digest, acts: Sequence[Act], said: Description):
        self.digest, self.said = digest, said
        self._acts = sorted(acts, key=lambda act: (act.first_page, act.start))
        self._begins = [(act.first_page, act.start) for act in self._acts]
        self._named: list[tuple[int, Mention]] = []
        self._turns: dict[str, int] = {}

    def note(self, page: int, mentions: Sequence[Mention]) -> None:
        """Remember the technologies of the next page."""
        self._named += [(page, one) for one in mentions if one.kind is MentionKind.TECHNOLOGY]

    def find(self, page: int, start: int) -> Act | None:
        """The act in which a place stands; None where the document is one act, or between acts."""
        place = bisect_right(self._begins, (page, start)) - 1
        if place < 0:
            return None
        act = self._acts[place]
        return act if (page, start) < (act.last_page, act.end) else None

    def make_whole(self, page_count: int) -> Act:
        """The document as one act, of rank 0."""
        said = self.said
        return Act(
            0, 1, page_count, 0, 0, date=said.date.value, title=said.title.value, body=said.body.value,
            kind=said.kind.value,
        )  # fmt: skip

    def tell(self, act: Act | None) -> dict[str, str]:
        """What is known of the act, under plain keys; of the document where it is one act, or the act says less."""
        said = self.said
        title = act.title if act else said.title.value
        return {
            "act": str(act.rank if act else 0),
            "act_number": act.number if act else "",
            "act_title": " ".join(title.split()),
            "act_date": (act.date if act else "") or said.date.value,
            "act_kind": (act.kind if act else "") or said.kind.value,
            "body": (act.body if act else "") or said.body.value,
        }

    def list_named(self, act: Act | None) -> list[Mention]:
        """The technologies that an act names; those of the document where it has no acts."""
        if act is None:
            return [] if self._acts else [one for _page, one in self._named]
        first, last = (act.first_page, act.start), (act.last_page, act.end)
        return [one for page, one in self._named if first <= (page, one.start) < last]

    def make_key(self, kind: str, page: int, words: str) -> str:
        key = make_key(self.digest, kind, page, words=words)
        turn = self._turns[key] = self._turns.get(key, -1) + 1
        return make_key(self.digest, kind, page, words=words, turn=turn) if turn else key


def make_vote(finder: ActFinder, page: int, vote: Vote, *, words: str) -> Proposal:
    """A vote; `words` are those of its passage. What concerns a technology that watches comes first."""
    act = finder.find(page, vote.start)
    fields = {name: value for name, value in {**vote.fields, **finder.tell(act)}.items() if value}
    named = finder.list_named(act)
    fields |= {"technology": "\n".join(dict.fromkeys(one.value for one in named))} if named else {}
    has_counts = any(name in fields for name in SIDES)
    weight = _VOTE + weigh_technologies(named, most=NAMES_IT if has_counts else NAMES_NEAR)
    weight += _COUNTED_VOTE * has_counts
    weight += _CONTESTED * any(fields.get(name, "0") != "0" for name in SIDES[1:])
    passage = Passage(finder.digest, page, vote.start, vote.end)
    key = finder.make_key("vote", page, words)
    return Proposal(key, "vote", passage, words, fields, "vote", VOTING, weight)


def make_count(finder: ActFinder, page: int, counted: Counted, *, words: str) -> Proposal:
    """A count; `words` are those of its sentence. Totals with their own date come first, then the larger ones."""
    fields = counted.fields | {"body": finder.said.body.value}
    weight = _COUNT + min(int(fields["count"]), 99)
    weight += _TOTAL * ("total" in fields) + _DATED * (fields.get("dated") == "sentence")
    passage = Passage(finder.digest, page, counted.start, counted.end)
    key = finder.make_key("count", page, f"{fields['count']} {words}")
    kept = {name: value for name, value in fields.items() if value}
    return Proposal(key, "count", passage, words, kept, "count", COUNTING, weight)

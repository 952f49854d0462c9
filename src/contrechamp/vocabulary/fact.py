"""Facts: what a person established, each with the passages that say it; and the relations that they may state."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from contrechamp.vocabulary.document import Passage

MOST_SOURCES = 30  # of one fact: what more passages say is worth no more


class Source(NamedTuple):
    """A passage and its words as they stood when a person cited them, so that both can be compared for ever."""

    passage: Passage
    words: str


FACT_ENDS = ("subject", "object", "under", "according_to")  # the fields of a fact that name entities


@dataclass(frozen=True)
class Relation:
    """What a fact may state; the list is data (`link/relations.toml`).

    `subjects` and `objects` are kinds of entities; no `objects`: the fact has a value alone. `value` is "sum" (euros),
    "count", "date", "days", "text" or "". A fact has an object, a value, or both where `has_both`.
    `bounds` are what its sum or count may be ("awarded", "minimum"…). Two facts of the same subject and object with
    other values contradict each other "ever", or "then": where their times meet; "" where both may be true.
    `step` is the step of a device's history that it tells, `chain` how it links one act to another.
    """

    key: str
    label: str  # "achète à"
    reverse: str  # "vend à"
    group: str  # under which heading it is chosen: "money", "acts", "devices", "votes", "actors", "positions"
    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ()
    value: str = ""
    has_both: bool = False
    bounds: tuple[str, ...] = ()
    unique: str = ""
    step: str = ""
    chain: str = ""
    ftm: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """A statement that the collective stands behind.

    `subject`, `object`, `under` (the act by which it is so) and `according_to` (who says so, where it is not the
    paper's own body) are ids of entities, "" for none. `value` has the form of a mention's value of that kind
    ("1250000.00", "48", "2017-12-31", "15", or words); `details` say more ("bound", "tax", "unit"). `when` is
    ISO 8601 with its own precision, or a period ("2013", "2014-01/2017-12", "2019-03-01/" without end), "" unknown.
    Never without a source.
    """

    id: str
    subject: str
    relation: str
    object: str = ""
    value: str = ""
    when: str = ""
    sources: tuple[Source, ...] = ()
    under: str = ""
    according_to: str = ""
    note: str = ""
    details: dict[str, str] = field(default_factory=dict)
    contest: str = ""
    established_by: str = ""  # for the team only
    established_at: datetime | None = None  # aware, UTC

"""What a machine puts before a person: names seen in the pages, likely twins, facts that a row or an act would make.

Each says by which rule, of which version, it was found; none of it is anything before a person has judged it.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.judgement import Name


class Sighting(NamedTuple):
    """Where a document first has a name: the words as written, and how often it has it in all.

    `beside` counts the pages on which it stands with a technology. `details` are those of the mention.
    """

    passage: Passage
    text: str
    mentions: int
    beside: int
    rule: str
    version: str
    details: dict[str, str]


class WaitingName(NamedTuple):
    """A name that nobody has judged, and its most telling sighting."""

    name: Name
    documents: int
    mentions: int
    beside: int
    sighting: Sighting


class Reason(NamedTuple):
    """Why two names may be one: `kind` ("siren", "name", "form", "words", "town", "differs"…), `said` the evidence."""

    kind: str
    said: str


class Candidate(NamedTuple):
    """An entity that a name may be, how likely (0 to 1), and why; never merged alone."""

    entity: Entity
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Proposal:
    """Facts that one row, act or sentence would make, once a person takes them.

    `kind` is "contract" (a row or notice), "authorisation" (an act), "device" (a row of a list of cameras), "count" or
    "vote" (a sentence). `fields` are what was understood, under the plain keys of `spot` ("supplier", "buyer",
    "object", "amount_minimum", "amount_maximum", "date", "place", "latitude"…). `key` stays the same when the pages
    are read again. `weight` orders the queue, the most telling first. `alike` is the same for rows of several documents
    that say the same (a list as .ods and as .xls): they wait as one; "" where nothing is compared.
    """

    key: str
    kind: str
    passage: Passage
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    rule: str = ""
    version: str = ""
    weight: int = 0
    alike: str = ""

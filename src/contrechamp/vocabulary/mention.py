"""Mentions: what a page names, as a machine suggests it. Nothing here is a fact before a person says so."""

from dataclasses import dataclass, field
from enum import StrEnum


class MentionKind(StrEnum):
    """What sort of thing is named."""

    ACTOR = "actor"  # a public body, a company, an association, an office
    TECHNOLOGY = "technology"
    PLACE = "place"
    EVENT = "event"
    SUM = "sum"
    DATE = "date"
    COUNT = "count"  # of devices
    RETENTION = "retention"  # of images or data, in days
    NUMBER = "number"  # of a contract, an act, a file
    LAW = "law"  # a legal reference
    PERSON = "person"  # never leaves the team


TEAM_ONLY = frozenset({MentionKind.PERSON})


@dataclass(frozen=True)
class Mention:
    """Words of one page and what they amount to.

    `start` to `end` (exclusive) are code points of the page's text, `text` these words. `value` is what the words
    amount to, in one form for each kind: the name of an actor or a place as its lexicon writes it, the key of a
    technology, "1250000.00" (euros), an ISO 8601 date or period of its own precision ("2013", "2013-06",
    "2014-01-01/2017-12-31"), a number of devices or of days. `rule` and `version` say what found it. `details` hold
    what else is known under plain keys ("tax": "HT", "siren", "insee", "category", "label", "bound": "minimum"…).
    """

    kind: MentionKind
    page: int
    start: int
    end: int
    text: str
    value: str
    rule: str
    version: str
    details: dict[str, str] = field(default_factory=dict)


_TOO_NARROW = (
    "point",
    "address",
    "street",
    "site",
)  # nobody chooses pages by these places: they are searched as words

_GUESSED = ("company-run",)  # rules that tell a company by somebody's role in it, and by nothing else


def _is_wide(place: Mention) -> bool:
    """Whether a place is no mere address, nor the name in a cell that no list knows."""
    return place.details.get("type") not in _TOO_NARROW and place.details.get("known") != "no"


def find_facet(mention: Mention) -> str:
    """By which facet pages and documents are chosen for what they name: "technology", "supplier", "place", or ""."""
    match mention.kind:
        case MentionKind.TECHNOLOGY:
            return "technology"
        case MentionKind.PLACE if _is_wide(mention):
            return "place"
        case MentionKind.ACTOR if (
            mention.details.get("category") == "company" and mention.rule not in _GUESSED
        ):
            return "supplier"
    return ""

"""Events: what happened in public life, by the words for it; with its date, where one stands close behind."""

import re
from collections.abc import Iterator

from contrechamp.spot import dates
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.EVENT
VERSION = "1"

_NEAR = 90  # code points behind the words of an event in which its date may stand
_DIGIT = re.compile(r"\d{4}")
_SENTENCE_END = re.compile(r"[.;!?][\s»)]|\n\s*\n")


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The events that a text names: `value` is the entry's key; details: label, category, `date` as in `spot.dates`."""
    for start, end, entry in lexicons.find(text, KIND):
        details = {"label": entry.label} | ({"category": entry.category} if entry.category else {})
        date = _find_date(text, end, lexicons)
        yield Spotted(start, end, entry.key, "lexicon/event", details | ({"date": date} if date else {}))


def _find_date(text: str, end: int, lexicons: Lexicons) -> str:
    """The first date of the rest of the sentence; "" without one."""
    rest = text[end : end + _NEAR]
    if not _DIGIT.search(rest):
        return ""
    stop = _SENTENCE_END.search(rest)
    found = next(dates.find(rest[: stop.start() + 1] if stop else rest, lexicons), None)
    return found.value if found else ""

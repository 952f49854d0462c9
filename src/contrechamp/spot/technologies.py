"""Technologies: what watches, counts, listens or sorts, and the words that the administration has for it."""

from collections.abc import Iterator

from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.TECHNOLOGY
VERSION = "1"


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The technologies that a text names: `value` is the entry's key, `details` its label and category."""
    for start, end, entry in lexicons.find(text, KIND):
        details = {"label": entry.label} | ({"category": entry.category} if entry.category else {})
        yield Spotted(start, end, entry.key, "lexicon/technology", details)

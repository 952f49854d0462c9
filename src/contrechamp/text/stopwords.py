"""Small words with a part to play: too common to be searched, elided, asking, joining (see `stopwords.toml`)."""

import tomllib
from importlib import resources


def _read_words() -> dict[str, frozenset[str]]:
    text = resources.files("contrechamp.text").joinpath("stopwords.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


_WORDS = _read_words()
STOP_WORDS = _WORDS["common"]
ELIDED = _WORDS["elided"]
WHOLE_WITH_APOSTROPHE = _WORDS["uncut"]
QUESTION_WORDS = _WORDS["asking"]
JOINING = _WORDS["joining"]

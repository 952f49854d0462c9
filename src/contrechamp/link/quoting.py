"""Which words of a fact stand in its passages: only those may stand between quotation marks."""

import re
from collections.abc import Iterable

from contrechamp.text.folding import SOFT_HYPHENS, fold
from contrechamp.vocabulary.fact import Source

_BETWEEN = re.compile(rf"[\s\-«»“”\"{SOFT_HYPHENS}]+")  # line ends, words cut at them, quotation marks
_INNER = re.compile(r"[«“]\s*([^«»“”]*?)\s*[»”]")


def is_quoted(words: str, sources: Iterable[Source]) -> bool:
    """Whether one of the passages has these words; case, accents, line ends and the last stop aside."""
    wanted = _flatten(words).rstrip(".;,")
    return bool(wanted) and any(wanted in _flatten(source.words) for source in sources)


def quote_inside(words: str, sources: Iterable[Source]) -> str:
    """The words on one line, without their last stop; quotation marks stay around what a passage says alone."""
    sources = tuple(sources)

    def judge(match: re.Match) -> str:
        return match[0] if is_quoted(match[1], sources) else match[1]

    return _INNER.sub(judge, " ".join(words.split())).rstrip(".")


def _flatten(text: str) -> str:
    return _BETWEEN.sub("", fold(text))

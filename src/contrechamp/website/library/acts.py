"""The acts of a document: in which one a page lies, which of them answer some words."""

from collections.abc import Sequence

from contrechamp.text.folding import fold
from contrechamp.vocabulary.act import Act


def find_act(acts: Sequence[Act], page: int, *, at: int | None = None) -> Act | None:
    """The act in which code point `at` of a page lies; without it, of those on the page the one that begins last."""
    around = list_acts_on(acts, page)
    if at is not None:
        around = [act for act in around if (act.first_page, act.start) <= (page, at)] or around[:1]
    return around[-1] if around else None


def list_acts_on(acts: Sequence[Act], page: int) -> list[Act]:
    """Every act that has words on a page."""
    return [act for act in acts if act.first_page <= page <= act.last_page]


def choose_acts(acts: Sequence[Act], words: str) -> list[Act]:
    """The acts whose number, title, date or body have all these words, or beginnings of words."""
    asked = fold(words).split()
    return [act for act in acts if all(word in _say(act) for word in asked)]


def _say(act: Act) -> str:
    return fold(" ".join((act.number, act.date, act.title, act.body)))

"""Votes as minutes say them: who was for, against, abstained, and what came of it; quoted, never repaired."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.text.folding import fold, fold_keeping_length
from contrechamp.text.numerals import WORDED, read_whole

VERSION = "1"
OUTCOME = "outcome"
SIDES = ("votes_for", "votes_against", "abstentions")
_NUMBER = rf"(?:\d{{1,4}}|aucune?|nul(?:le)?|neant|zero|{WORDED})"
_SIDES = (
    ("votes_for", r"(?:voix\s{1,2})?pour(?!\s{0,2}(?:le|la|les|un|une|des|l')\b)"),
    ("votes_against", r"(?:voix\s{1,2})?contre(?!\s{0,2}(?:le|la|les|un|une|des|l')\b)"),
    ("abstentions", r"abstentions?"),
)
# Where one of these stands, a vote may: what lies farther away is not looked at.
_ANCHOR = re.compile(
    r"unanimit|abstention|majorit|(?<![a-z])voix(?![a-z])|(?<![a-z])contre\s{0,3}(?:[:=]|\d)"
)
_STEMS = ("unanimit", "abstention", "majorit", "voix", "contre :", "contre:")  # cheap: most pages have none
_AROUND = 170  # code points
# "Pour : 46 / Contre : 10 / Abstentions :" with or without numbers, over lines; "Pour 46" alone on its line
_LISTED = {
    name: re.compile(
        rf"(?<![a-z]){words}(?:\s{{0,3}}[:=]\s{{0,3}}(?P<n>{_NUMBER}(?![\w,./]))?"
        rf"|[ \t]{{1,9}}(?P<alone>\d{{1,4}})(?=[ \t]{{0,3}}(?:\n|\Z)))"
    )
    for name, words in _SIDES
}
_GOES_ON = re.compile(r"\s{0,3}[:=\d]")
# "46 voix pour, 10 contre, trois abstentions"
_COUNTED = {
    name: re.compile(
        rf"(?<![\w,./-])(?P<n>{_NUMBER})\s{{1,3}}(?:voix\s{{1,3}}|votes?\s{{1,3}})?{words}(?![a-z])"
    )
    for name, words in _SIDES
}
_OUTCOME = re.compile(
    r"(?<![a-z])(?P<said>(?:adopte|approuve|rejete|vote)(?:e?s?)(?:\s{1,3}a\s{1,3}(?:l'\s?unanimite|la\s{1,3}majorite)"
    r"(?:\s{1,3}des\s{1,3}(?:suffrages\s{1,3})?(?:exprimes|voix|votants|presents))?|(?=\s{0,3}(?:[.;]|\n|\Z)))"
    r"|a\s{1,3}l'\s?unanimite(?:\s{1,3}des\s{1,3}(?:suffrages\s{1,3})?(?:exprimes|voix|votants|presents))?)(?![a-z])"
)
_TELLS_VOTE = re.compile("unanimite|majorite")
_CLOSE, _CLOSE_BEHIND_OUTCOME = 160, 60  # code points between the parts of one vote
_NONE = ("aucun", "aucune", "nul", "nulle", "neant", "zero")


class Vote(NamedTuple):
    """Code points `start` to `end` of the page, and what they say: counts in digits, the outcome as written."""

    start: int
    end: int
    fields: dict[str, str]


class _Part(NamedTuple):
    start: int
    end: int
    name: str
    value: str


def find_votes(text: str) -> Iterator[Vote]:
    """The votes of a page, in the order of its text: counts of two sides or more, or an outcome that tells the vote."""
    lowered = text.lower()
    if not any(stem in lowered for stem in _STEMS):
        return
    folded = fold_keeping_length(text)
    run: list[_Part] = []
    for first, last in _find_windows(folded):
        for part in sorted(_find_parts(folded, text, first, last)):
            if run and part.start < run[-1].end:
                continue
            if run and _is_apart(run, part):
                yield from _make_vote(run)
                run = []
            run.append(part)
    yield from _make_vote(run)


def _find_windows(folded: str) -> Iterator[tuple[int, int]]:
    first = last = -1
    for match in _ANCHOR.finditer(folded):
        if first >= 0 and match.start() - _AROUND > last:
            yield first, last
            first = -1
        first = first if first >= 0 else max(match.start() - _AROUND, last, 0)
        last = match.end() + _AROUND
    if first >= 0:
        yield first, last


def _find_parts(folded: str, text: str, first: int, last: int) -> Iterator[_Part]:
    for name, pattern in _LISTED.items():
        for match in pattern.finditer(folded, first, last):
            if match["alone"] and match.start() and folded[match.start() - 1] != "\n":
                continue
            yield _Part(*match.span(), name, _read_number(match["n"] or match["alone"]))
    for name, pattern in _COUNTED.items():
        for match in pattern.finditer(folded, first, last):
            if match["n"].isdecimal() and _GOES_ON.match(folded, match.end()):
                continue  # the number of a page above a list of votes; "22 voix contre 10 à"
            yield _Part(*match.span(), name, _read_number(match["n"]))
    for match in _OUTCOME.finditer(folded, first, last):
        start, end = match.span("said")
        yield _Part(start, end, OUTCOME, " ".join(text[start:end].split()))


def _read_number(word: str | None) -> str:
    """Digits; "" where nothing stands behind the colon: the page says neither none nor some."""
    if not word:
        return ""
    number = 0 if word in _NONE else read_whole(word)
    return "" if number is None else str(number)


def _is_apart(run: list[_Part], part: _Part) -> bool:
    """Whether a new vote begins: too far away, or something is said a second time."""
    has_outcome = run[-1].name == OUTCOME
    if part.start - run[-1].end > (_CLOSE_BEHIND_OUTCOME if has_outcome else _CLOSE):
        return True
    said = {one.name: one.value for one in run if one.value}
    if part.name == OUTCOME:  # announced, and written below the list of votes again
        return has_outcome or sum(one.name == OUTCOME for one in run) > 1
    if part.name == "abstentions":
        return bool(part.value) and said.get(part.name, part.value) != part.value
    return bool(part.value) and part.name in said


def _make_vote(run: list[_Part]) -> Iterator[Vote]:
    names = dict.fromkeys(part.name for part in run)
    values = {name: {fold(one.value): one.value for one in run if one.name == name} for name in names}
    said = {name: "; ".join(filter(None, found.values())) for name, found in values.items() if any(found)}
    is_listed = len(names.keys() - {OUTCOME}) >= 2 and len(said) > 0
    if is_listed or (OUTCOME in said and (len(said) > 1 or _TELLS_VOTE.search(fold(said[OUTCOME])))):
        yield Vote(run[0].start, run[-1].end, said)

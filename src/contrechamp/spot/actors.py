"""Actors: public bodies, companies, associations, courts and offices; never persons by their names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contrechamp.spot.bodies import HEADS, find_body
from contrechamp.spot.companies import (
    ASSOCIATION_WORDS,
    COMPANY_WORDS,
    FIRM_WORDS,
    FORM,
    ROLE_WORDS,
    find_association,
    find_company,
    find_firm,
    find_run_company,
    find_studies,
    find_subsidised,
    find_with_form,
)
from contrechamp.spot.entries import Entry
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.offices import OFFICES, find_office
from contrechamp.spot.repeats import find_defined, find_repeats
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.tokens import split_tokens
from contrechamp.text.folding import fold
from contrechamp.text.remembering import Remembering
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.ACTOR
VERSION = "1"
_KINDS = ("body", "company", "association", "court", "office")
_PROPER = ("company", "association")  # names that begin with a capital; else a common word is meant
_SIREN = re.compile(
    r"(?i:siren|siret|rcs)\b[^\d\n]{0,25}(?P<number>\d{3}[ \u00a0.]?\d{3}[ \u00a0.]?\d{3}(?:[ \u00a0.]?\d{5})?)(?!\d)"
)
_REFERENCE = re.compile(r"[/-][A-Z0-9]{2,12}[/-]")  # "DDTM/SAF/2025-035" is the number of an act
_ARTICLE = re.compile(r"(?:l(?:a|es?)\s{1,3}|l['’])?(?=.)", re.DOTALL)
_IS_FORM = re.compile(rf"[\s,(]{{1,3}}{FORM}\)?")
_NEAR = 120  # characters between a name and its number
_ANNOUNCING = HEADS.keys() | OFFICES.keys() | COMPANY_WORDS | FIRM_WORDS | ASSOCIATION_WORDS | ROLE_WORDS
_LONGEST_HEAD = max(map(len, _ANNOUNCING))
_heads = Remembering(
    lambda word: _find_head(word), most=20_000, is_rare=lambda word: len(word) > _LONGEST_HEAD
)


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """What this text names, in order; of what overlaps, what begins first, then the longest, then the known name."""
    known = list(_find_known(text, lexicons))
    named = [_name_as_known(text, one, known) for one in _keep_longest([*known, *_find_by_rule(text)])]
    again = list(find_repeats(text, named))
    yield from _add_numbers(text, _keep_longest([*named, *again]) if again else named)


def _find_known(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    for kind in filter(lexicons.has_names, _KINDS):
        for start, end, entry in lexicons.find(text, kind):
            if _REFERENCE.match(text, end):
                continue
            if kind in _PROPER:
                if text[start:end].islower():
                    continue
                start += len(_ARTICLE.match(text, start)[0])
            if text[end : end + 1] == "." == text[end - 2]:
                end += 1  # the last point of "E.D.F."
            yield Spotted(start, end, entry.label, "lexicon", _describe(entry, kind))


def _name_as_known(text: str, one: Spotted, known: list[Spotted]) -> Spotted:
    """ "Thales SAS" is Thales: behind a known name a legal form makes no other company."""
    if one.rule == "lexicon" or one.details.get("category") != "company":
        return one
    within = (other for other in known if other.start == one.start and other.details["category"] == "company")
    same = next((other for other in within if _IS_FORM.fullmatch(text, other.end, one.end)), None)
    return replace(one, value=same.value, details={**same.details, **one.details}) if same else one


def _describe(entry: Entry, kind: str) -> dict[str, str]:
    """An entry says its category where its kind does not: courts stand among the bodies, for one look at the page."""
    category = entry.category if entry.category in _KINDS else kind
    return {"category": category, **entry.details}


def _find_by_rule(text: str) -> Iterator[Spotted]:
    tokens = split_tokens(text)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        if head := _heads[word]:
            yield from _find_announced(text, head, start + _count_digits(word), end)
    yield from find_with_form(text)
    yield from find_subsidised(text)
    yield from find_defined(text)


def _find_announced(text: str, head: str, start: int, end: int) -> Iterator[Spotted]:
    if head in HEADS and (body := find_body(text, start, head)):
        yield body
    if head in OFFICES and (office := find_office(text, start, head)):
        yield office
    if head in FIRM_WORDS:
        yield from find_firm(text, start)
    if head == "bureau":
        yield from find_studies(text, end)
    if head in COMPANY_WORDS:
        yield from find_company(text, end, are_several=head.endswith("s") or head == "groupement")
    if head in ASSOCIATION_WORDS:
        yield from find_association(text, start, end)
    if head in ROLE_WORDS:
        yield from find_run_company(text, end, role=head)


def _find_head(word: str) -> str:
    """The folded word where it announces an actor; a page's number may stick to it ("2/6Préfecture")."""
    head = fold(word.lstrip("0123456789"))
    return head if head in _ANNOUNCING else ""


def _count_digits(word: str) -> int:
    return len(word) - len(word.lstrip("0123456789"))


def _keep_longest(found: Iterable[Spotted]) -> list[Spotted]:
    kept: list[Spotted] = []
    for one in sorted(
        found, key=lambda one: (one.start, one.rule != "subsidy-row", -one.end, one.rule != "lexicon")
    ):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _add_numbers(text: str, found: list[Spotted]) -> Iterator[Spotted]:
    """A SIREN or SIRET that stands behind a name, before the next one, is its own when its key holds."""
    low = text.lower()
    announced = any(word in low for word in ("siren", "siret", "rcs"))
    numbers = [m for m in _SIREN.finditer(text) if is_siren(m["number"])] if announced else []
    followings = [*(one.start for one in found), len(text)][1:]
    for one, following in zip(found, followings, strict=False):
        own = next((m for m in numbers if one.end <= m.start() < min(following, one.end + _NEAR)), None)
        yield _number(one, own["number"]) if own else one


def _number(one: Spotted, written: str) -> Spotted:
    digits = re.sub(r"\D", "", written)
    more = {"siren": digits[:9]} | ({"siret": digits} if len(digits) == 14 else {})
    return Spotted(one.start, one.end, one.value, one.rule, {**one.details, **more})


def is_siren(written: str) -> bool:
    """Whether digits are a SIREN or a SIRET: both keys are Luhn's (INSEE, Sirene)."""
    digits = re.sub(r"\D", "", written)
    return len(digits) in (9, 14) and _has_key(digits[:9]) and _has_key(digits)


def _has_key(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0

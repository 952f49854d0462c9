"""Suppliers that are persons: what names somebody is told to the team alone, whatever column or word announced it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from contrechamp.spot.first_names import read_person_words
from contrechamp.spot.lexicons import Lexicons
from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import Mention, MentionKind

_MOST_WORDS, _LONGEST = 3, 80  # of a name; code points of a value that is looked at
_CIVILITY = re.compile(
    r"(?:^(?:M|DR|ME)|(?:^|(?<=[\s,;(/]))(?:MM?\.|M[rR]\.?|M[lm]les?\.?|Mmes?\.?|MMES?|MLLES?|Dr\.?|Me|Ma[iî]tres?|MA[IÎ]TRES?"
    r"|Monsieur|MONSIEUR|Madame|MADAME|Mademoiselle|Docteur|DOCTEUR))\s{1,3}(?P<behind>[^\W\d_]{2,40}|[^\W\d_]\.)"
)
_FORMS = frozenset(
    (
        "sa",
        "sas",
        "sasu",
        "sarl",
        "eurl",
        "snc",
        "sci",
        "scp",
        "scm",
        "scop",
        "scic",
        "sel",
        "selarl",
        "selas",
    )
)
_PARTICLES = frozenset(("de", "d", "du", "des", "la", "le", "les", "l", "et", "ou", "epouse", "veuve", "nee"))
_SIGNS = frozenset(("les", "aux", "au", "saint"))  # how shops and places begin, and nobody
_NO_NAME = re.compile(r"[\d&+@]")
_BEHIND = re.compile(r"[,(:]")
_ANNOUNCED = re.compile(
    r"(?i:soci[ée]t[ée]s?|entreprises?|compagnie|filiale|groupe|[ée]tablissements?|ets|cabinet)\W{1,3}$"
)


def may_name_person(value: str, *, has_siren: bool = False) -> bool:
    """Whether a supplier is somebody: behind a civility, or two or three words with a French first name among them.

    A legal form makes it a firm; a word of trade or a SIREN does so for a name without civility.
    """
    if len(value) > _LONGEST:
        return False
    words = re.findall(r"\w+", fold(value))
    if _FORMS.intersection(words):
        return False
    return _has_civility(value) or (not has_siren and _is_bare_name(value, words))


def _has_civility(value: str) -> bool:
    """Whether a title of a person stands before a word; before one of trade it is a brand ("Mr Bricolage")."""
    civility = _CIVILITY.search(value)
    return bool(civility) and fold(civility["behind"]) not in read_person_words().firms


def _is_bare_name(value: str, words: Sequence[str]) -> bool:
    known = read_person_words()
    if _NO_NAME.search(value) or known.firms.intersection(words):
        return False
    named = _BEHIND.split(value)[0].split()
    kept = [one for one in named if fold(one).strip("'’.") not in _PARTICLES | known.professions]
    if not 1 < len(kept) <= _MOST_WORDS or fold(named[0]) in _SIGNS:
        return False
    return any(known.first_names.intersection(_list_parts(word)) for word in kept)


def _list_parts(word: str) -> list[str]:
    """The parts of a compound name: "Jean-Pierre"; none of what "d'Alain" and "Saint-Denis" are made of."""
    parts = re.findall(r"\w+", fold(word))
    return [] if parts[:1] in (["d"], ["l"]) or "saint" in parts else parts


def set_persons_apart(mentions: Sequence[Mention], text: str, *, lexicons: Lexicons) -> list[Mention]:
    """The mentions of a page, those of companies that may name somebody told as persons: they feed no facet.

    A name that the page announces as a society's, and one that a lexicon knows, stay companies.
    """
    doubtful = {one.value for one in mentions if _is_doubtful(one)}
    if not doubtful:
        return list(mentions)
    firms = {one.value for one in mentions if one.value in doubtful and _is_announced(one, text)}
    firms |= {value for value in doubtful - firms if _is_known(value, lexicons)}
    persons = [(one.start, one.end) for one in mentions if one.kind is MentionKind.PERSON]
    told = (_tell_person(one) if _is_doubtful(one) and one.value not in firms else one for one in mentions)
    return list(_keep_apart(told, persons))


def _is_known(value: str, lexicons: Lexicons) -> bool:
    return any((start, end) == (0, len(value)) for start, end, _ in lexicons.find(value, "company"))


def _is_doubtful(one: Mention) -> bool:
    if one.kind is not MentionKind.ACTOR or one.details.get("category") != "company":
        return False
    return one.rule != "lexicon" and may_name_person(one.value, has_siren="siren" in one.details)


def _is_announced(one: Mention, text: str) -> bool:
    is_said = bool(_ANNOUNCED.search(text, max(one.start - 20, 0), one.start))
    return one.rule == "company" and is_said and not _has_civility(one.value)


def _tell_person(one: Mention) -> Mention:
    return replace(one, kind=MentionKind.PERSON, details={"person": "maybe"})


def _keep_apart(told: Iterable[Mention], persons: Sequence[tuple[int, int]]) -> Iterable[Mention]:
    """Where somebody is named already, nobody is named again: spans of one kind never overlap."""
    for one in told:
        is_again = "person" in one.details and any(
            start < one.end and one.start < end for start, end in persons
        )
        if not is_again:
            yield one

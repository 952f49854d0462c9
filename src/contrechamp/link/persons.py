"""Natural persons in what a proposal says: their names make no actor and stand in no name that the public sees.

A person enters by hand alone, with a role and a passage; so what tells one is left out of what a proposal becomes.
"""

import re
from collections.abc import Iterable, Mapping

from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import Mention, MentionKind

NAMED = "person"  # the field that says which of the others tell a person
SEPARATOR = "\n"  # between several values of one field
_SIGN = re.compile(
    r"(?:(?<!\w)(?:MM?\.|Mr\.?|Mmes?\.?|Mlles?\.?|MM?ES?|MLLES?|MR|Monsieur|Madame|Mademoiselle|Messieurs|Mesdames"
    r"|MONSIEUR|MADAME|MADEMOISELLE|Ma[iî]tre|Me|Dr\.?|Docteur)|^M)\s{1,3}(?P<name>[^\W\d_a-zà-ÿ][^\W\d_]*)"
)
_OFFICES = frozenset(("le", "la", "les", "l"))  # "M. LE MAIRE" is an office, and names nobody
_STREET_WORDS = """
rue avenue av ave boulevard bd bld place pl allee allees chemin impasse square quai cours passage route pont villa ecole
college lycee parc jardin stade gymnase residence espace rond point parking cite esplanade
"""
_STREETS = frozenset(_STREET_WORDS.split())
_NEAR = 40  # characters before a sign in which a kind of street makes it the name of one
_BREAKS = re.compile(r"[,;:|\n]")


def tells_person(text: str) -> bool:
    """Whether the plain signs of a person's name stand there: "M.", "Mme", "Madame" and a name; a street has none."""
    return any(
        fold(sign["name"]) not in _OFFICES and not _is_street(text[: sign.start()])
        for sign in _SIGN.finditer(text)
    )


def _is_street(before: str) -> bool:
    words = re.findall(r"\w+", fold(_BREAKS.split(before[-_NEAR:])[-1]))
    return not _STREETS.isdisjoint(words[-3:])


def has_person(text: str, mentions: Iterable[Mention]) -> bool:
    """Whether a person whom one of these mentions names is named there, too."""
    words = f" {_fold_words(text)} "
    named = (_fold_words(one.value) for one in mentions if one.kind is MentionKind.PERSON)
    return any(name and f" {name} " in words for name in named)


def _fold_words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def list_telling(fields: Mapping[str, str], mentions: Iterable[Mention]) -> str:
    """The names of the fields that tell a person, by their signs or by what the pages' mentions say; one a line."""
    named = [one for one in mentions if one.kind is MentionKind.PERSON]
    telling = {one.rule.removeprefix("rows/") for one in named if one.rule.startswith("rows/")}
    telling |= {name for name, said in fields.items() if tells_person(said) or has_person(said, named)}
    return SEPARATOR.join(sorted(telling))


def leave_persons_out(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields without what tells a person, and their names under NAMED; of several suppliers the others stay."""
    told = set(fields.get(NAMED, "").split(SEPARATOR)) - {""}
    kept: dict[str, str] = {}
    for name, said in fields.items():
        values = said.split(SEPARATOR)
        is_left_out = (
            name in told and name != "supplier"
        )  # what a mention told was no supplier from the start
        left = [] if is_left_out else [value for value in values if not tells_person(value)]
        if len(left) < len(values):
            told.add(name)
        if left and name != NAMED:
            kept[name] = SEPARATOR.join(left)
    if "supplier" in told and "supplier_siren" in fields:
        kept["supplier_siren"] = _keep_beside(fields.get("supplier", ""), fields["supplier_siren"])
    return kept | ({NAMED: SEPARATOR.join(sorted(told))} if told else {})


def names_person(fields: Mapping[str, str]) -> bool:
    """Whether taking a proposal of these fields leaves a person out, who has to be entered by hand."""
    return NAMED in leave_persons_out(fields)


def _keep_beside(names: str, numbers: str) -> str:
    """The numbers of those names that tell no person."""
    said = numbers.split(SEPARATOR)
    places = [place for place, name in enumerate(names.split(SEPARATOR)) if not tells_person(name)]
    return SEPARATOR.join(said[place] if place < len(said) else "" for place in places)

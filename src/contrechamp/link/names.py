"""An actor's name becomes words with their weights: what tells who it is, and what many names have."""

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from contrechamp.text.folding import fold


class Role(StrEnum):
    """What a word does in a name."""

    OWN = "own"
    BODY = "body"
    TRADE = "trade"
    REGION = "region"
    STYLE = "style"
    FORM = "form"
    BRANCH = "branch"


_WEIGHTS = {
    Role.OWN: 1.0,
    Role.BODY: 1.0,
    Role.TRADE: 0.4,
    Role.REGION: 0.12,
    Role.STYLE: 0.06,
    Role.FORM: 0.0,
    Role.BRANCH: 0.04,
}
_LONGEST_NAME, _MOST_WORDS, _REMEMBERED = 300, 24, 20_000
_TOKEN = re.compile(r"[a-z0-9]+|(?<= )[-–—](?= )|[/,;:+&]")
_TAIL = re.compile(
    r"(?<=[a-z0-9)])[\s,:;(-]+(?:a l'attention d|mandataire d|represente|\(?rang \d|\(?lots? n?°?\s?\d|\d{4,6} [a-z]"
    r"|(?:\d+,? )?(?:bis )?(?:rue|rte|route de|avenue|av|bd|boulevard|impasse|chemin|zi|zac|za|bp) ).*$"
)
_BRACKETS = re.compile(r"\([^)]*\)?")
_PARTNERS = re.compile(r"\s*[/+]\s*|\s+[-–—]\s+|-")
_SURE_PARTNERS = re.compile(r"[a-z]{2,}\s*[/+]\s*[a-z]{2,}|\bgroupements?\b|\bgme\b")
_DASHES = "-–—,:"


class NameWord(NamedTuple):
    """The letters that are compared, how much they tell (0 to 1), why so much, and the folded word in full."""

    letters: str
    weight: float
    role: Role
    said: str = ""


class ReadName(NamedTuple):
    """A name in its words.

    `partners` are the words of each part, where the name may be that of several ("ALPHA/BÊTA", "ALPHA-BÊTA");
    `is_joint` where it surely is. `form` and `branch` are its legal form and its branch as folded words. `initials`
    are those of its words, small ones left out.
    """

    words: tuple[NameWord, ...]
    partners: tuple[frozenset[str], ...]
    is_joint: bool
    is_body: bool
    is_renamed: bool
    form: str
    branch: str
    initials: str

    @property
    def own(self) -> frozenset[str]:
        """The words that tell most."""
        return frozenset(word.letters for word in self.words if word.role in (Role.OWN, Role.BODY))


class _Lexicon(NamedTuple):
    roles: dict[str, Role]
    small: frozenset[str]
    sisters: frozenset[str]
    branches: frozenset[str]
    branches_after_dash: frozenset[str]
    synonyms: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str], ...]


@cache
def read_lexicon() -> _Lexicon:
    """The words of `names.toml`."""
    said = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    words = {
        name: frozenset(map(cut_plural, text.split())) for name, text in said.items() if isinstance(text, str)
    }
    roles: dict[str, Role] = {}
    for role in (Role.TRADE, Role.REGION, Role.STYLE, Role.FORM, Role.BODY):  # the last one wins
        roles |= dict.fromkeys(words[role], role)
    phrases = (
        tuple(sorted(said[name].items(), key=lambda pair: -len(pair[0]))) for name in ("synonyms", "renamed")
    )
    kept = (words[name] for name in ("sister", "branch", "branch_after_dash"))
    return _Lexicon(roles, frozenset(said["small"].split()), *kept, *phrases)


def cut_plural(word: str) -> str:
    """ "structures" as "structure", "travaux" as "travau": only to be compared."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and word[-2] not in "su" else word


@lru_cache(maxsize=_REMEMBERED)
def read_name(name: str) -> ReadName:
    """The words of a name as written; those of a name without telling words weigh as much as if they told."""
    folded = fold(name[:_LONGEST_NAME])
    is_joint = bool(_SURE_PARTNERS.search(_TAIL.sub("", folded)))
    bare = _BRACKETS.sub(" ", _TAIL.sub("", folded)).strip() or folded
    tokens, is_renamed = _find_tokens(bare)
    words, branch = _weigh_words(tokens)
    form = next((word.letters for word in words if word.role == Role.FORM), "")
    is_body = any(word.role == Role.BODY for word in words)
    words = _settle_body(words) if is_body else words
    initials = "".join(word.letters[0] for word in words if word.role != Role.FORM)
    partners = () if is_body else _part_names(bare)
    facts = (is_joint and not is_body, is_body, is_renamed, form.upper(), branch, initials)
    return ReadName(_raise_weights(_drop_acronyms(words)), partners, *facts)


def _find_tokens(bare: str) -> tuple[list[str], bool]:
    """Words and dashes; initials put together, abbreviations written out; and whether a later name was put in."""
    text = " ".join(_join_initials(_TOKEN.findall(bare)))
    lexicon, is_renamed = read_lexicon(), False
    for said, meant in lexicon.synonyms:
        text = _replace(text, said, meant)
    for said, meant in lexicon.renamed:
        later = _replace(text, said, meant)
        is_renamed, text = is_renamed or later != text, later
    return text.split(), is_renamed


def _replace(text: str, said: str, meant: str) -> str:
    return f" {text} ".replace(f" {said} ", f" {meant} ").strip() if said in text else text


def _join_initials(tokens: list[str]) -> list[str]:
    """ "h p c" as "hpc"; an elided "l" or "d" before a word stays alone."""
    joined: list[str] = []
    run = ""
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha():
            run += token
            continue
        joined += [run] if len(run) > 1 else list(run)
        joined += [token] if token else []
        run = ""
    return joined


def _weigh_words(tokens: list[str]) -> tuple[list[NameWord], str]:
    """Words with their roles, and the branch that the last ones name."""
    lexicon = read_lexicon()
    words: list[NameWord] = []
    for place, token in enumerate(tokens[:_MOST_WORDS]):
        letters = cut_plural(token)
        after_dash = place > 0 and tokens[place - 1] in _DASHES
        if not token[0].isalnum() or token in lexicon.small:
            continue
        is_branch = letters in lexicon.branches or (after_dash and letters in lexicon.branches_after_dash)
        if is_branch and any(word.role in (Role.OWN, Role.BODY) for word in words):
            return words, " ".join(token for token in tokens[place:] if token[0].isalnum())
        role = lexicon.roles.get(letters, Role.STYLE if letters in lexicon.branches else Role.OWN)
        if letters.isdigit() or len(letters) == 1:  # "Lyon 1" and "Rennes 1" are not near each other
            role = Role.TRADE
        words.append(NameWord(letters, _WEIGHTS[role], role, token))
    return words, ""


def _settle_body(words: list[NameWord]) -> list[NameWord]:
    """Of a public body, the region is what tells it from others of its kind."""
    return [word._replace(weight=1.0) if word.role == Role.REGION else word for word in words]


def _drop_acronyms(words: list[NameWord]) -> list[NameWord]:
    """ "RTE — Réseau de transport d'électricité", "HPC - H.P.C": said twice, told once."""
    kept: list[NameWord] = []
    for place, word in enumerate(words):
        others = "".join(other.letters[0] for at, other in enumerate(words) if at != place)
        is_short = 2 <= len(word.letters) <= 6 and len(words) > 2 and word.letters == others
        if any(word.letters == before.letters for before in kept):
            continue
        kept.append(word._replace(weight=_WEIGHTS[Role.STYLE], role=Role.STYLE) if is_short else word)
    return kept


def _raise_weights(words: list[NameWord]) -> tuple[NameWord, ...]:
    total = sum(word.weight for word in words)
    if not words or total >= 0.8:
        return tuple(words)
    if total == 0:
        return tuple(word._replace(weight=1 / len(words)) for word in words)
    return tuple(word._replace(weight=word.weight * 0.8 / total) for word in words)


def _part_names(bare: str) -> tuple[frozenset[str], ...]:
    """The own words of each part between slashes and dashes, where two parts or more have some."""
    lexicon, own = read_lexicon(), []
    for part in _PARTNERS.split(bare):
        tokens, _is_renamed = _find_tokens(part)
        first = cut_plural(tokens[0]) if tokens else ""
        if own and (first in lexicon.branches or first in lexicon.branches_after_dash):
            break
        words, _branch = _weigh_words(tokens)
        own.append(frozenset(word.letters for word in words if word.role == Role.OWN))
    own = [part for part in own if part]
    return tuple(own) if len(own) > 1 else ()

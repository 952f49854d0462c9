"""The words of a sheet: sections, fields, kinds and values as people write them, to the keys of the registry."""

import re
import tomllib
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files

from contrechamp.errors import JudgementRefused, RelationUnknown
from contrechamp.link.relations import list_relations
from contrechamp.text.folding import fold
from contrechamp.text.kinds import find_kind

_FRENCH_DAY = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")
_BETWEEN = re.compile(r"\s+(?:au|a|to|-)\s+")
_MONEY = re.compile(r"\s|€|euros?|\b(?:ht|ttc)\b")


def fold_word(word: str) -> str:
    """One form for what is written "En vertu de", "en_vertu_de" or "EN-VERTU-DE"."""
    return " ".join(fold(word).replace("_", " ").replace("-", " ").split())


@cache
def read_words(table: str) -> dict[str, str]:
    """Folded word -> key, of one table of `words.toml`."""
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return {fold_word(word): key for key, words in tomllib.loads(text)[table].items() for word in words}


def find_key(table: str, word: str) -> str:
    """The key that a word stands for; JudgementRefused, with the words that there are."""
    found = read_words(table).get(fold_word(word))
    if found is None:
        known = ", ".join(sorted(read_words(table)))
        raise JudgementRefused(
            "“{word}” is no word of a sheet here. There are: {known}.", word=word, known=known
        )
    return found


def find_relation_key(word: str) -> str:
    """The key of a relation said by its key or its label ("buys_from", "achète à"); RelationUnknown."""
    found = _read_relations().get(fold_word(word))
    if found is None:
        known = ", ".join(sorted(relation.label for relation in list_relations()))
        raise RelationUnknown("“{said}” is no relation. There are: {known}.", said=word, known=known)
    return found


@cache
def _read_relations() -> dict[str, str]:
    pairs = [(word, relation.key) for relation in list_relations() for word in (relation.key, relation.label)]
    return {fold_word(word): key for word, key in pairs}


def tidy_category(word: str) -> str:
    """The key of a category, of an entity or of a kind of paper; an unknown word is kept as it is written."""
    return read_words("categories").get(fold_word(word)) or find_kind(word) if word else ""


def tidy_date(word: str) -> str:
    """ISO 8601 with its own precision of 28/11/2019, 11/2019 or 2019; what is no date stays as it is."""
    match = _FRENCH_DAY.fullmatch(word.strip())
    if not match:
        return word.strip()
    day, month, year = match.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def tidy_time(word: str) -> str:
    """A date, or a period ("2019-11/2024", "28/11/2019 au 28/11/2024"), in the registry's form."""
    ends = _BETWEEN.split(word.strip())
    return "/".join(map(tidy_date, ends)) if len(ends) == 2 else tidy_date(word)


def tidy_value(word: str, kind: str) -> str:
    """The registry's form of a "sum", "count", "days", "date" or "text"; what is not of that kind stays as it is."""
    match kind:
        case "sum":
            return _tidy_sum(word)
        case "count" | "days":
            return re.sub(r"(?<=\d)\s(?=\d)", "", word.strip())
        case "date":
            return tidy_date(word)
    return word.strip()


def _tidy_sum(word: str) -> str:
    try:
        amount = Decimal(_MONEY.sub("", fold(word)).replace(",", "."))
        return f"{amount:.2f}" if amount == round(amount, 2) else word
    except InvalidOperation:
        return word.strip()


def write_plain(said: object) -> str:
    """Text for what TOML or a cell has; numbers and dates as they are written."""
    return said.isoformat() if isinstance(said, date) else str(said).strip()

"""Numbers, sums, dates and periods as French printers write them; a date keeps the precision that it has."""

import re

NARROW = "\u202f"  # inside a number, before € and inside « »
FIXED = "\u00a0"  # between a number and what it counts, before a colon
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_KEPT_WHOLE = (
    "de",
    "d",
    "du",
    "des",
    "a",
    "à",
    "au",
    "aux",
    "en",
    "sur",
    "par",
    "pour",
    "avec",
    "sans",
    "dans",
)


def write_number(number: int) -> str:
    """1204 → "1 204"."""
    return f"{number:,}".replace(",", NARROW)


def write_sum(euros: str, tax: str = "") -> str:
    """ "1250000.50", "HT" → "1 250 000,50 € HT"; cents only where there are some."""
    whole, _point, cents = euros.partition(".")
    if not whole.isdigit():
        return euros
    said = write_number(int(whole)) + (f",{cents:0<2}" if cents.strip("0") else "")
    return f"{said}{NARROW}€" + (f"{FIXED}{tax}" if tax else "")


def write_date(partial: str) -> str:
    """ "2012", "juin 2012", "25 juin 2012", "1er juin 2012"; anything else as it stands."""
    found = _PARTIAL.fullmatch(partial)
    if not found or not 0 <= int(found[2] or 1) - 1 < 12:
        return partial
    day = {0: "", 1: f"1er{FIXED}"}.get(int(found[3] or 0), f"{int(found[3] or 0)}{FIXED}")
    return f"{day}{_MONTHS[int(found[2]) - 1]} {found[1]}" if found[2] else found[1]


def write_moment(partial: str) -> str:
    """ "le 25 juin 2012", "en juin 2012", "en 2012"."""
    return f"{'le' if len(partial) == 10 else 'en'} {write_date(partial)}"


def write_period(when: str) -> str:
    """When a thing is so, to stand at the beginning or the end of a sentence; "" where it is unknown.

    A date, or two around a slash, one of which may be missing ("2014-01/2017", "2019-03-01/", "/2020").
    """
    first, slash, last = when.partition("/")
    if not slash:
        return write_moment(first) if first else ""
    if not first:
        return f"jusqu’{'au' if len(last) == 10 else 'en'} {write_date(last)}"
    if not last:
        return f"depuis {'le ' if len(first) == 10 else ''}{write_date(first)}"
    from_, to = ("du" if len(first) == 10 else _elide_de(write_date(first))), "au" if len(last) == 10 else "à"
    return f"{from_}{'' if from_.endswith('’') else ' '}{write_date(first)} {to} {write_date(last)}"


def _elide_de(word: str) -> str:
    return "d’" if word[0] in "ao" else "de"


def write_count(number: str, unit: str) -> str:
    """ "48", "caméra" → "48 caméras"; the unit may come in the singular or the plural."""
    if not number.isdigit():
        return f"{number} {unit}".strip()
    many = int(number) > 1
    said = make_plural(unit) if many else make_singular(unit)
    return f"{write_number(int(number))}{FIXED}{said}".rstrip()


def write_of(unit: str) -> str:
    """ "caméra" → "de caméras", "appareil" → "d’appareils"."""
    many = make_plural(unit)
    return f"d’{many}" if many[:1].lower() in tuple("aeiouéèêâîô") else f"de {many}"


def make_plural(words: str) -> str:
    """ "caméra fixe" → "caméras fixes", "capteur de bruit" → "capteurs de bruit"."""
    return _change(words, _pluralise)


def make_singular(words: str) -> str:
    """ "caméras fixes" → "caméra fixe"; what a word in s is in the singular is not known of all: only of the usual."""
    return _change(words, _singularise)


def _change(words: str, change) -> str:
    """Every word until the first preposition."""
    parts, done = words.split(" "), False
    for place, part in enumerate(parts):
        done = done or part.lower() in _KEPT_WHOLE or part[:2].lower() in ("d’", "d'") or part.startswith("(")
        parts[place] = part if done or not part.isalpha() or part.isupper() else change(part)
    return " ".join(parts)


def _pluralise(word: str) -> str:
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al"):
        return f"{word[:-2]}aux"
    return f"{word}x" if word.endswith(("eau", "eu")) else f"{word}s"


def _singularise(word: str) -> str:
    if word in ("jours", "voix", "mois") or len(word) < 4:
        return {"jours": "jour"}.get(word, word)
    if word.endswith("eaux"):
        return word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "ès", "cours")) else word


def quote(words: str) -> str:
    """Words between French quotation marks; those that stand inside them become “ ”."""
    said = " ".join(words.split())
    if said[:1] == "«" and said.find("»") == len(said) - 1:
        said = said[1:-1].strip()
    said = re.sub(r"«\s*", "“", re.sub(r"\s*»", "”", said))
    return f"«{NARROW}{said}{NARROW}»"

"""Pieces of expressions: how French papers join the words of a name. All quantifiers are bounded."""

import re

from contrechamp.text.folding import fold

BLANK = r"(?:[ \t\u00a0\u202f]{1,4}|[ \t\u00a0\u202f]{0,4}\n[ \t\u00a0\u202f]{0,9})"  # blanks, or one end of a line
_GAP = r"[ \t\u00a0\u202f]"
SPACE = r"[ \t\u00a0\u202f]{1,4}"  # within a line
CAPITAL = r"[A-ZÀ-ÝŒ]"
CAPITALISED = rf"{CAPITAL}(?:(?:[\w’'&+]|\.(?=\w)|[-‐‑]\n?(?=\w)){{0,40}})"
_SMALL = rf"(?:(?:d[eu]|des|la|les?|sur|sous|en|aux?|lès|lez){BLANK}){{1,2}}(?:[dlDL]['’])?"
_NO_HEAD = (  # where another name begins
    r"(?!(?:Préfect|Préfet|Ville|Commune|Mairi|Département|Région|Ministère|Direction|Agglomération|Communauté|Métropole|Conseil|Cabinet|Bureau"
    r"|Convention|Monsieur|Madame|M\.|Mme|Le |La |Les |Il |Elle )\w{0,12})"
)
OF_SMALL = rf"d[eu]{BLANK}|des{BLANK}|d['’]"
# "Toulon", "VAR", "la Vallée du Gapeau", "Saint-Véran": words with capitals, joined by small words.
NAME = (
    rf"(?:(?:la|le|les){BLANK}|l['’])?{CAPITALISED}"
    rf"(?:(?:{SPACE}|{BLANK}{_SMALL}|{BLANK}[dl]['’]){_NO_HEAD}{CAPITALISED}){{0,6}}"
)
# As NAME, and names joined by "et": only where one body has both in its name.
NAMES = rf"{NAME}(?:{BLANK}et{BLANK}(?:{OF_SMALL})?{_NO_HEAD}{NAME})?"
_OF = rf"de{BLANK}la{BLANK}|de{BLANK}l['’]{_GAP}{{0,2}}|du{BLANK}|des{BLANK}|de{BLANK}|d['’]{_GAP}{{0,2}}"
OF = f"(?i:{_OF})"
_ADJECTIVE = (
    r"[^\W\d_][\w-]{1,20}(?:ales?|al|aux|iques?|aires?|ives?|ifs?|elles?|els?|ien(?:ne)?s?|ables?|ibles?|ières?|oises?"
    r"|aises?|iles?|eures?|ines?)"
)
_KNOWN_ADJECTIVES = (
    r"publi(?:c|que)s?|civile?s?|sociaux|solidaires?|durables?|sûres?|étrangère?s?|extérieure?s?|armées?"
)
ADJECTIVE = rf"(?:(?:{_KNOWN_ADJECTIVES}|{_ADJECTIVE})\b)"
_NO_NOUN = (  # what follows "de" and is no part of a name
    r"(?!(?:une?|ces?|cette|cet|ses?|sa|son|leurs?|nos|notre|votre|tou[ts]e?s?|plus|moins|tels?|manière|façon|séance|date"
    r"|commune|communauté|ministère|tribunal|commission|conseil|ville|préfecture|département|région|métropole|demande|avis|décision|fait|faire|part|suite|cadre|procéder|présente?|même|chaque|quelque|ici|deux|trois|quatre|\d+)\b"
    r"|[a-zé]{3,}(?<!foy)(?<!méti)(?<!papi)(?<!quarti)(?<!chanti)(?<!routi)(?<!financi)er\b)"
)
NOUN = rf"{_NO_NOUN}[^\W\d_](?:[\w’']|[-‐‑]\n?(?=\w)){{2,40}}"
_ITEM = rf"{NOUN}(?:{BLANK}{ADJECTIVE}){{0,2}}(?:{BLANK}et{BLANK}{ADJECTIVE})?"
# "de l'emploi, du travail et des solidarités du Var": what an administration is for, and where.
TOPIC = rf"{OF}{_ITEM}(?:(?:,{BLANK}|{BLANK}et{BLANK}|{BLANK}){OF}{_ITEM}){{0,6}}"
_AIM = rf"(?:(?:la|le|les){BLANK}|l['’]|{OF})"
PURPOSE = rf"(?:{BLANK}(?:pour|contre|au{BLANK}service|à){BLANK}?{_AIM}{_ITEM}(?:{BLANK}{OF}{_ITEM}){{0,3}})?"
# A word broken at a line's end, unless the next one is a small word of a compound name ("Saint-Fulcran-" "du-Lac").
_BROKEN = re.compile(
    r"(?<=[a-zà-ÿ])[-\u00ad]\s{0,3}\n\s{0,9}(?!(?:de|du|des|la|les?|sur|sous|en|et|aux?|l[eè]s)-)(?=[a-zà-ÿ])"
)
_ROMAN = re.compile(r"[IVX]{1,5}")
_SMALL_WORDS = frozenset(
    ["de", "du", "des", "la", "le", "les", "l", "d", "sur", "sous", "en", "et", "aux", "au", "les", "lez"]
)


def write_name(name: str, article: str = "") -> str:
    """A name in capitals as names are written: "LA SEYNE-SUR-MER" becomes "La Seyne-sur-Mer"."""
    lead = {"du": "Le ", "au": "Le ", "des": "Les ", "aux": "Les "}.get(article.strip().lower(), "")
    parts = re.split(r"([ '’-])", lead + name.strip(" .,"))
    return "".join(_write_part(part, is_first=not place) for place, part in enumerate(parts))


def _write_part(part: str, *, is_first: bool) -> str:
    if (not part.isupper() and not part.islower()) or _ROMAN.fullmatch(part):
        return part
    small = fold(part) in _SMALL_WORDS
    return part.lower() if small and not is_first else part[:1].upper() + part[1:].lower()


def run_on(text: str) -> str:
    """One line: a word broken at a line's end is mended, a compound name keeps its hyphen."""
    text = _BROKEN.sub("", text)
    return " ".join(re.sub(r"(?<=\w)-\s*\n\s{0,9}(?=\w)", "-", text).split())

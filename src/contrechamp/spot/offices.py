"""Persons by their office, never by their name: the mayor of a town, a prefect, a deputy in charge of something."""

import re

from contrechamp.spot.spotter import Spotted
from contrechamp.spot.wording import BLANK, NAME, OF, TOPIC, write_name

_MAYOR = re.compile(
    rf"(?i:maire){BLANK}(?:de{BLANK}la{BLANK}(?i:ville|commune){BLANK})?(?P<of>{OF})(?P<name>{NAME})"
)
_PREFECT = re.compile(
    rf"(?P<under>(?i:sous-))?(?i:pr[ée]f[eè]te?)s?{BLANK}(?P<of>{OF})(?P<name>{NAME}|police\b)"
)
_TO = rf"(?:à{BLANK}la{BLANK}|à{BLANK}l['’]|aux{BLANK}|au{BLANK}(?!maire|chef)|de{BLANK}la{BLANK})"
_DEPUTY = re.compile(
    rf"(?i:adjointe?)(?:{BLANK}au{BLANK}maire)?,?(?:{BLANK}(?:déléguée?|chargée?|en{BLANK}charge))?{BLANK}"
    rf"(?P<task>{_TO}\w{{4,30}}(?:{BLANK}(?:et{BLANK}{_TO}\w{{4,30}}|publique|civile|urbaine))?)"
)
_MINISTER = re.compile(rf"(?i:ministre){BLANK}{TOPIC}")
OFFICES = {
    "maire": _MAYOR,
    "prefet": _PREFECT,
    "prefete": _PREFECT,
    "sous": _PREFECT,
    "adjoint": _DEPUTY,
    "adjointe": _DEPUTY,
    "ministre": _MINISTER,
}


def find_office(text: str, start: int, head: str) -> Spotted | None:
    """The office whose name begins at `start` with this word (folded); None without one."""
    match = OFFICES[head].match(text, start)
    if not match:
        return None
    return Spotted(start, match.end(), _write_value(match), "office", {"category": "office"})


def _write_value(match: re.Match) -> str:
    said = match.groupdict()
    if match.re is _DEPUTY:
        return f"Adjoint {' '.join(said['task'].split())}"
    if match.re is _MINISTER:
        return " ".join(match[0].split()).capitalize()
    title = "Maire" if match.re is _MAYOR else "Sous-préfet" if said["under"] else "Préfet"
    of = " ".join(said["of"].lower().split())
    joint = "" if of.endswith(("'", "’")) else " "
    return f"{title} {of}{joint}{write_name(' '.join(said['name'].split())) if said['name'] != 'police' else 'police'}"

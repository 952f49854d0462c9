"""What a date is of, by the words just before it: known, signed, begun, ended."""

import re

_BEFORE = 60  # code points that are looked at
_DAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s{1,3})?"
_ROLES = re.compile(
    r"(?:\b(?P<known_on>(?:publi(?:ee?s?|cation)|recue?s?|reception|editee?s?|imprim[a-z]{1,3}"
    r"|mise?s? (?:a jour|en ligne)|affich(?:ee?s?|age)"
    r"|deposee?s?|transmis[es]{0,2}|teletransmis[es]{0,2}|consultee?s?|telechargee?s?|notifi(?:ee?s?"
    r"|cation))\b(?:[^.;\d]{0,30}(?:\ble|:))?)"
    r"|\b(?P<signed_on>(?:fait|signe[es]{0,2})\b[^.;\d]{0,40}\ble)"
    r"|\b(?P<begins_on>a compter du|a partir (?:du|de)|des le|depuis(?: le)?|pren(?:d|dra|nent"
    r"|dront) effet\b[^.;\d]{0,15}"
    r"|entr(?:e|era|ee|ent|eront) en vigueur\b[^.;\d]{0,15}|(?:debute|debutera|debutant|debut"
    r"|commence[a-z]{0,3})\b[^.;\d]{0,12})"
    r"|(?P<ends_on>jusqu'(?:au|en|a)|\bau plus tard(?: le| en)?|\bavant (?:le|fin)|\b(?:expire|expirera|echeance"
    r"|se termine[a-z]{0,2})\b[^.;\d]{0,12}"
    r"|\bdate limite\b[^.;\d]{0,40}|\bpren(?:d|dra|nent) fin\b[^.;\d]{0,12}))"
    rf"[\s:,]{{0,4}}{_DAY}\Z"
)
_SINCE = re.compile(r"\b(?:a compter|a partir)\s{1,3}du\s{0,5}\Z")


def find_role(folded: str, start: int) -> str:
    """ "known_on", "signed_on", "begins_on", "ends_on" for the date that begins at `start`, "" for none."""
    before = folded[max(0, start - _BEFORE) : start]
    if before.rstrip().endswith(" du"):  # most dates: "l'arrêté du"
        return "begins_on" if _SINCE.search(before[-20:]) else ""
    match = _ROLES.search(before)
    return match.lastgroup or "" if match else ""

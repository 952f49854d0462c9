"""What a date is of, by the words just before it: known, signed, begun, ended."""

import re

_BEFORE = 60  # code points that are looked at
_ROLES = re.compile(
    r"(?:\b(?P<known_on>(?:publi|recue?s?\b|reception|edit[ei]|imprim|mise?s? a jour|mis en ligne|affich|depose|transmis|"
    r"teletransmis|consulte|telecharge|diffuse|notifi|accuse)[^.;\d]{0,40})"
    r"|\b(?P<signed_on>(?:fait\b|signe[es]{0,2}\b)[^.;\d]{0,40}\ble)"
    r"|\b(?P<begins_on>a compter du|a partir (?:du|de)|des le|depuis(?: le)?|(?:prend|prendra|prennent|prendront) effet[^.;\d]{0,15}|"
    r"entr(?:e|era|ee|ent) en vigueur[^.;\d]{0,15}|debut(?:e|era|ant)?[^.;\d]{0,12}|commence[^.;\d]{0,12})"
    r"|(?P<ends_on>jusqu'(?:au|en|a)|\bau plus tard(?: le)?|\bavant (?:le|fin)|\bexpire[^.;\d]{0,12}|\becheance[^.;\d]{0,12}|"
    r"\bdate limite[^.;\d]{0,40}|\b(?:prend|prendra) fin[^.;\d]{0,12}|\bse termin[^.;\d]{0,12}))"
    r"[\s:,]{0,4}(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s{1,3})?\Z"
)


def find_role(folded: str, start: int) -> str:
    """ "known_on", "signed_on", "begins_on", "ends_on" for the date that begins at `start`, "" where nothing says so."""
    match = _ROLES.search(folded[max(0, start - _BEFORE) : start])
    return match.lastgroup or "" if match else ""

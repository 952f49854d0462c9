"""Which standard of public procurement a JSON or XML text is written in, from how it begins."""

import re

DECP_JSON = "application/vnd.decp+json"
OCDS = "application/vnd.ocds+json"
FOLLOW_THE_MONEY = "application/vnd.followthemoney+json"
#: Root elements (small letters) that are one standard's alone.
XML_ROOTS = {
    "marches": "application/vnd.decp+xml",
    "annonce": "application/vnd.boamp+xml",
    "ted_export": "application/vnd.ted+xml",
}
EFORMS = "application/vnd.eforms+xml"
_EFORMS_ROOTS = ("contractnotice", "contractawardnotice", "priorinformationnotice")
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"

#: All of them: what such a file says of its own title and date is meant.
MEDIA_TYPES = frozenset((DECP_JSON, OCDS, FOLLOW_THE_MONEY, EFORMS, *XML_ROOTS.values()))

_BLANK = r"\s{0,400}"
_KEY = rf'"[^"\\]{{1,80}}"{_BLANK}:{_BLANK}'
_PLAIN_FIELDS = rf'(?:{_KEY}(?:"[^"\\]{{0,400}}"|[\w.+-]{{1,40}}){_BLANK},{_BLANK}){{0,20}}'
# {"marches": … at the top, with or without plain fields before it; or contracts without anything around them.
_DECP = re.compile(rf'\{{{_BLANK}{_PLAIN_FIELDS}"marches"{_BLANK}:{_BLANK}[\[{{]')
_CONTRACT_LIST = re.compile(rf"\[{_BLANK}\{{")
_CONTRACT_FIELDS = ('"acheteur"', '"titulaires"', '"codeCPV"', '"lieuExecution"', '"dureeMois"')
_OCID = re.compile(rf'"ocid"{_BLANK}:{_BLANK}"[^"]')
_OCDS_PACKAGE = ('"publisher"', '"publishedDate"')
_OCDS_LIST = re.compile(rf'"(?:releases|records|packages)"{_BLANK}:{_BLANK}\[')
_SCHEMA = re.compile(rf'"schema"{_BLANK}:{_BLANK}"[A-Z][A-Za-z]{{1,40}}"')
_PROPERTIES = re.compile(rf'"properties"{_BLANK}:{_BLANK}\{{{_BLANK}(?:\}}|"\w{{1,60}}"{_BLANK}:{_BLANK}\[)')
_HEAD = 4_000  # characters in which an entity or a contract shows what it is


def find_json_standard(start: str) -> str | None:
    """The standard of a JSON text without blanks before it; None where it is in none of them."""
    if _DECP.match(start):
        return DECP_JSON
    if _CONTRACT_LIST.match(start) and sum(field in start[:_HEAD] for field in _CONTRACT_FIELDS) >= 4:
        return DECP_JSON
    if all(field in start for field in _OCDS_PACKAGE) and _OCDS_LIST.search(start):
        return OCDS
    if _OCID.search(start[:2000]):
        return OCDS
    return FOLLOW_THE_MONEY if _is_entity(start[:_HEAD]) else None


def _is_entity(head: str) -> bool:
    """Whether a text has the three fields of an entity, its properties being lists."""
    return '"id"' in head and bool(_SCHEMA.search(head) and _PROPERTIES.search(head))


def find_xml_standard(root: str, start: str) -> str | None:
    """The standard of an XML text whose root element is `root` (small letters); None where it is in none of them."""
    if root in _EFORMS_ROOTS:
        return EFORMS if _UBL in start else None
    return XML_ROOTS.get(root)

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
_ENTITY = re.compile(
    rf'\[?{_BLANK}\{{(?=[^}}]{{0,2000}}?"id"{_BLANK}:)(?=[^}}]{{0,2000}}?"schema"{_BLANK}:{_BLANK}"[A-Z][A-Za-z]{{1,40}}")'
    rf'[^}}]{{0,2000}}?"properties"{_BLANK}:{_BLANK}\{{{_BLANK}(?:\}}|"\w{{1,60}}"{_BLANK}:{_BLANK}\[)'
)


def find_json_standard(start: str) -> str | None:
    """The standard of a JSON text without blanks before it; None where it is in none of them."""
    if _DECP.match(start):
        return DECP_JSON
    if _CONTRACT_LIST.match(start) and sum(field in start[:4000] for field in _CONTRACT_FIELDS) >= 4:
        return DECP_JSON
    if all(field in start for field in _OCDS_PACKAGE) and _OCDS_LIST.search(start):
        return OCDS
    if _OCID.search(start[:2000]):
        return OCDS
    return FOLLOW_THE_MONEY if _ENTITY.match(start[:8000]) else None


def find_xml_standard(root: str, start: str) -> str | None:
    """The standard of an XML text whose root element is `root` (small letters); None where it is in none of them."""
    if root in _EFORMS_ROOTS:
        return EFORMS if _UBL in start else None
    return XML_ROOTS.get(root)

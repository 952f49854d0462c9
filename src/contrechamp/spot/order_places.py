"""Where an order allows cameras: commune, establishment or territory, address, and who may run them."""

import re
from typing import NamedTuple

from contrechamp.spot.orders import Order
from contrechamp.spot.wording import run_on, write_name
from contrechamp.text.folding import fold, fold_keeping_length

_LONGEST = 160  # characters of a place or an address
_LEAST_LIKE = 1 / 3  # of the words of two names of one establishment
_SMALL = r"(?:(?:de|du|des|la|le|les|sur|sous|en|lès|lez|aux|et)\s)?(?:[dlDL]['’])?"
_NAME = rf"[A-ZÀ-Ý][\w'’.-]{{0,40}}(?:[ /]{{1,2}}{_SMALL}[A-ZÀ-Ý][\w'’-]{{0,40}}){{0,5}}"
_COMMUNE_NAME = rf"(?P<name>(?:L[AEae]S?\s|L['’])?{_NAME})"
_AT = r"(?P<article>à la |à l['’]|aux |au |à )"
_ARTICLE = r"(?P<article>de la |de l['’]\s?|des |du |de |d['’]\s?|de )"
_COMMUNE = re.compile(rf"\b[Cc](?:ommune|OMMUNE)\s*{_ARTICLE}?{_COMMUNE_NAME}")
_TOWN_HALL = re.compile(rf"\b(?:[Mm]aire|[Mm]airie|[Vv]ille)\s{_ARTICLE}(?P<name>{_NAME})")
_AT_POSTCODE = re.compile(rf"\b{_AT}{_COMMUNE_NAME}\s?\(\s?(?P<postcode>\d{{5}})\s?\)")
_POSTCODE_FIRST = re.compile(rf"\b(?P<postcode>\d{{5}})\s(?P<name>{_NAME})")
_AFTER_ADDRESS = re.compile(rf",?\s{_AT}(?P<name>{_NAME})")
_SEATED = re.compile(
    r"\b(?:situ|sis|implant|localis)(?:é|e)?(?:e)?s?\b\s?:?\s?(?=\S)|\bsise?s?\s", re.IGNORECASE
)
_ADDRESS_END = re.compile(
    rf"\s?[,–-]?\s(?:à la |à l['’]|aux |au |à |(?:sur|dans) la commune ){_NAME}"
    r"(?:\s?\(\s?\d{5}\s?\)|(?=\s?[,;.]|$))"
    r"|\s?[,–-]?\s?\(?\b\d{5}\b|,?\s(?:un|le|du|d['’]un)\ssyst[èe]me\b"
    r"|,\s(?:présentée?|afin|conformément|pour|est|sont)\b|\s?;|(?<=[a-zà-ÿ]{5})\.\s"
)
_TERRITORY = re.compile(
    r"\b(?:territoires? (?:communal|communaux|municipal)|territoire de la (?:commune|ville))\b"
)
_PLACE_IN_TITLE = re.compile(
    r"vid[ée]o-? ?(?:protection|surveillance)\s(?:[—–:-]\s*|(?:dans|de|du|pour|à|sur|au sein d\w+)\s(?:l['’])?"
    r"(?:établissement\s|magasin\s|commerce\s)?)(?P<place>[^\n]{2,120})",
    re.IGNORECASE,
)
_ESTABLISHMENT = re.compile(
    r"\b(?:établissements?|enseigne|magasin|société)\s(?:dénommée?\s|denommé\s)?[«\"]?\s?(?P<place>[A-ZÀ-Ý0-9][^,;()]{1,80}?)\s?[»\"]?"
    r"(?=\s?(?:,|;|\(|est\b|sis\w?\b|situ\w{1,3}\b|,?\s\d{1,4}(?:\s(?:bis|ter))?,?\s(?:rue|avenue|boulevard|place|chemin|route|quai|allée|impasse|cours)\b))"
)
_MAY = re.compile(r",?\s(?:est|sont)\s(?:provisoirement\s)?autoris[ée]{1,2}s?\b", re.IGNORECASE)
_PERSON = re.compile(
    r"^(?:MM?\.|M(?:me|lle|adame|onsieur|ademoiselle)|Mr)\s(?:[A-ZÀ-Ý][\w'’.-]*\s?|D[EUeu]S?\s|L[AEae]S?\s){1,6},?\s?"
)
_OF = re.compile(
    r"\s(?:(?:de|à)\s(?:la\s|l['’])|du\s|des\s|de\s|d['’])(?:(?:établissement|magasin|commerce|société|enseigne)\s)?"
)
_STREET = re.compile(
    r"\b\d{1,4}(?:\s(?:bis|ter))?,?\s(?:rue|avenue|av\.|boulevard|bd|place|chemin|route|quai|allées?|impasse|cours|square)\s"
    r"[^,;()]{2,80}?(?=,?\s\d{5}\b)",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:gérante?|direct(?:eur|rice)(?: générale?)?|présidente?(?: direct(?:eur|rice) générale?)?|responsable"
    r"|exploitante?|propriétaire|cogérante?|pharmacien(?:ne)?|titulaire)\s(?:(?:de|à)\s(?:la\s|l['’])|du\s|des\s|de\s|d['’])"
    r"(?:établissement\s|magasin\s|société\s)?(?P<place>[A-ZÀ-Ý0-9«\"][^,;()]{1,80})$",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"^\S+(?:\s\S+)*?\s(?:de la |de l['’]|du |des |de |d['’])", re.IGNORECASE)


class Where(NamedTuple):
    """What an order says of its place; "" where it does not. `postcode` tells communes of one name apart."""

    commune: str = ""
    postcode: str = ""
    place: str = ""
    address: str = ""
    holder: str = ""


def find_where(order: Order, *, title: str, operative: str) -> Where:
    """Commune, place, address and holder of an order; `operative` is the running text of the article that rules."""
    heading = run_on(order.heading)
    commune, postcode = _find_commune(heading, title=title, texts=(operative, order.recitals))
    territory = _TERRITORY.search(operative) or _TERRITORY.search(fold_keeping_length(heading))
    place = _find_place(order.heading, title=title, texts=(operative, order.recitals), commune=commune)
    holder = _find_holder(operative)
    place = territory[0] if territory and not place else _name_as_ruled(place, holder)
    address = "" if territory else _find_address(operative) or _find_address(order.recitals)
    return Where(commune, postcode, place, address, "" if _is_same(holder, place) else holder)


def _find_commune(heading: str, *, title: str, texts: tuple[str, ...]) -> tuple[str, str]:
    """The heading's commune before the one that an address names."""
    located = next((match for text in texts for match in _AT_POSTCODE.finditer(text)), None)
    postcode = located["postcode"] if located else ""
    for pattern, text in (
        *((_COMMUNE, text) for text in (heading, title)),
        *((_AT_POSTCODE, text) for text in texts),
        *((_COMMUNE, text) for text in texts),
        *((_TOWN_HALL, text) for text in texts),
    ):
        if match := pattern.search(text):
            return write_name(match["name"], match["article"] or ""), match.groupdict().get(
                "postcode"
            ) or postcode
    return _find_last_commune(texts, postcode)


def _find_last_commune(texts: tuple[str, ...], postcode: str) -> tuple[str, str]:
    """At the end of an address: "situé 4, place de la Halle, à Auzelles-les-Bains"; behind its postcode."""
    for text in texts:
        if seated := _SEATED.search(text):
            after = text[seated.end() : seated.end() + 2 * _LONGEST]
            end = _ADDRESS_END.search(after)
            if match := _AFTER_ADDRESS.search(after, 0, end.end() if end else 0):
                return write_name(match["name"], match["article"]), postcode
    behind = next((match for text in texts if (match := _POSTCODE_FIRST.search(text))), None)
    return (write_name(behind["name"]), behind["postcode"]) if behind else ("", postcode)


def _find_place(heading: str, *, title: str, texts: tuple[str, ...], commune: str) -> str:
    """In brackets under the commune; after the title's dash; else what the text calls an establishment."""
    lines = heading[heading.lower().rfind("commune") :] if "commune" in heading.lower() else heading
    if bracketed := re.search(
        r"\(([^()]{2,160}(?:\([^()]{1,60}\)[^()]{0,60})?)\)\s*$", lines.rstrip() + "\n"
    ):
        return run_on(bracketed[1]).strip()
    for text in (title, run_on(heading)):
        if (match := _PLACE_IN_TITLE.search(text)) and (place := _strip_commune(match["place"], commune)):
            return place
    for text in texts:
        if match := _ESTABLISHMENT.search(text):
            return match["place"].strip()
    return ""


def _strip_commune(place: str, commune: str) -> str:
    place = re.sub(r"\s?[-–—,]?\s?\b[Cc]ommune d.{0,80}$", "", place)
    found = (
        re.match(rf"(.*?)[\s,–—-]+(?:à\s)?{re.escape(fold(commune))}\s*$", fold_keeping_length(place))
        if commune
        else None
    )
    kept = place[: found.end(1)] if found else place
    return "" if fold(kept.strip()) == fold(commune) else kept.strip(" ,–—-")


def _find_address(text: str) -> str:
    seated = _SEATED.search(text)
    if not seated:
        street = _STREET.search(text)
        return street[0] if street else ""
    after = text[seated.end() : seated.end() + 2 * _LONGEST]
    end = _ADDRESS_END.search(after)
    address = after[: end.start()] if end else ""
    return address.strip(" ,;–-") if 0 < len(address) <= _LONGEST else ""


def _find_holder(operative: str) -> str:
    """Who is authorised, without the name of a person: an office, the head of an establishment."""
    may = _MAY.search(operative, 0, 3 * _LONGEST)
    return _PERSON.sub("", operative[: may.start()].strip(" ,:–-")).strip(" ,") if may else ""


def _name_as_ruled(place: str, holder: str) -> str:
    """The establishment as the article writes it ("gérant de Chez Untel"), where that is the one of the heading."""
    if not place:
        runs = _RUNS.search(holder)
        return runs["place"].strip(' "«»') if runs else ""
    named = [holder[split.end() - 1 :] for split in _OF.finditer(" " + holder)]
    nearest = max(named, key=lambda name: _compare(name, place), default="")
    return nearest if nearest and _compare(nearest, place) >= _LEAST_LIKE else place


def _compare(name: str, place: str) -> float:
    """The share of words that two ways of writing have in common, 0 to 1."""
    words, others = set(re.findall(r"\w+", fold(name))), set(re.findall(r"\w+", fold(place)))
    return len(words & others) / len(words | others) if words else 0.0


def _is_same(holder: str, place: str) -> bool:
    """Whether the holder is only the head of the place."""
    return not holder or not place or _squeeze(place) in _squeeze(holder)


def _squeeze(name: str) -> str:
    return re.sub(r"\W", "", fold(name))

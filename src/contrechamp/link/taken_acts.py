"""Contracts, authorisations, votes and counts that a person took: the act, and what is so by it."""

import re

from contrechamp.errors import JudgementRefused
from contrechamp.link.known_acts import PLACE, Authority
from contrechamp.link.persons import NAMED, tells_person
from contrechamp.link.taken_parts import Parts
from contrechamp.link.times import is_time
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import EntityKind

_SUMS = {"amount": "awarded", "amount_minimum": "minimum", "amount_maximum": "maximum"}
_NUMBER = re.compile(r"n°\s?((?:19|20)\d\d-\d{2,5})(?!\w)")
_CAMERAS = ("cameras_inside", "cameras_outside", "cameras_public_way")
_ENDED = {
    "refusal": "refus",
    "withdrawal": "retrait",
}  # what such an order amounts to, in the words of the law
_NOUNS = {"contract": "Marché", "order": "Arrêté", "deliberation": "Délibération"}  # public names are French
_VOTES = {"votes_for": "votes_for", "votes_against": "votes_against", "abstentions": "abstains"}


def take_contract(parts: Parts) -> None:
    """Who buys from whom, for how much or between which bounds, and which technology it is about."""
    when = parts.read("notified_on") or parts.read("date")
    what = parts.read("object") or ("" if "object" in parts.read_all(NAMED) else parts.read("number"))
    name = " – ".join(filter(None, (parts.read("whole"), what))) or _name_plainly(
        "contract", parts.read("number"), when
    )
    details = {
        "date": when,
        "lot": parts.read("lot"),
        "whole": parts.read("whole"),
        "buyer": parts.read("buyer"),
    }
    numbers = {"number": parts.read("number")} if not parts.read("lot") else {}
    suppliers = _find_suppliers(parts)
    buyer = parts.subject or _find_actor(parts, "buyer", "body")
    said = {"category": "contract", "identifiers": numbers, "details": details}
    act = parts.ensure_act(name, **said, authority=Authority(buyer, parts.read("buyer")))
    if suppliers and not buyer:
        raise JudgementRefused("This row does not say who buys: choose the buyer.")
    for supplier in suppliers:
        parts.state(buyer, "buys_from", supplier, when=when, under=act, at=parts.read("whole_at"))
    for field, bound in _SUMS.items():
        if value := parts.read(field):
            said = {"bound": bound} | ({"tax": parts.read("tax")} if parts.read("tax") else {})
            parts.state(act, "costs", value=value, when=when, details=said)
    _state_technologies(parts, act)
    if not parts.facts:
        raise JudgementRefused("Nothing that this proposal says can be established.")


def _find_suppliers(parts: Parts) -> list[str]:
    numbers = parts.read("supplier_siren").split("\n")
    found = [
        parts.known.find(
            EntityKind.ACTOR,
            name,
            category="company",
            identifier=("siren", numbers[place] if place < len(numbers) else ""),
        )
        for place, name in enumerate(parts.read_all("supplier"))
    ]
    return [one for one in dict.fromkeys(found) if one]


def _find_actor(parts: Parts, field: str, category: str) -> str:
    name = parts.read(field).partition("\n")[0]
    number = parts.read(f"{field}_siren").partition("\n")[0]
    return (
        parts.known.find(EntityKind.ACTOR, name, category=category, identifier=("siren", number))
        if name
        else ""
    )


def _state_technologies(parts: Parts, act: str) -> None:
    for key in parts.read_all("technology"):
        if technology := parts.known.find(EntityKind.TECHNOLOGY, key):
            parts.state(act, "concerns", technology, at=parts.read("whole_at"))


def _ensure_act(parts: Parts, category: str, *, council: str = "") -> str:
    """The act in which the passage stands, or the document that is one."""
    passage = parts.proposal.passage
    number = parts.read("act_number") or _find_number(parts.read("act_title"))
    rank = parts.read("act") or "0"
    name = parts.read("act_title")
    if not name and parts.read(NAMED):
        name = _name_plainly(category, number, parts.read("act_date"))
    name = name or number or _name_by_text(parts, category)
    details = {"date": parts.read("act_date"), "file_number": parts.read("file_number")}
    details |= {"body": parts.read("body")}
    details |= {"begins_on": parts.read("begins_on"), "ends_on": parts.read("ends_on")}
    numbers = {PLACE: f"{passage.digest[:16]}/{rank}", "number": number}
    authority = Authority(council, parts.read("body"))
    said = {"category": category, "identifiers": numbers, "details": details}
    return parts.ensure_act(name, **said, authority=authority)


def _name_by_text(parts: Parts, category: str) -> str:
    text = parts.proposal.text
    return _name_plainly(category, "", parts.read("act_date")) if tells_person(text) else text


def _name_plainly(category: str, number: str, date: str) -> str:
    """A name for everybody's eyes, where the words that the paper has name a person."""
    said = (_NOUNS.get(category, "Acte"), number, f"du {date}" if date else "")
    return " ".join(filter(None, said))


def _find_number(title: str) -> str:
    """ "2019-014" of "Délibération n° 2019-014 — …": a paper that is one act has its number in its title alone."""
    match = _NUMBER.search(title)
    return match[1] if match else ""


def take_authorisation(parts: Parts) -> None:
    """The order, the place that it rules on, how many cameras, for how long images are kept, from when to when."""
    act = _ensure_act(parts, "order")
    begins, ends = parts.read("begins_on"), parts.read("ends_on")
    when = _join(begins, ends)
    if does := _ENDED.get(parts.read("does"), ""):
        parts.state(act, "outcome", value=does, when=begins)
        return
    counts = {name.removeprefix("cameras_"): parts.read(name) for name in _CAMERAS if parts.read(name)}
    total = sum(map(int, counts.values()))
    value = str(total) if total else ""
    parts.state(act, "authorises", _ensure_place(parts), value=value, when=when, details=counts)
    if days := parts.read("retention_days"):
        parts.state(act, "keeps", value=days, when=when, at=parts.read("retention_at"))
    if begins:
        parts.state(act, "begins_on", value=begins)
    if ends:
        parts.state(act, "ends_on", value=ends, at=parts.read("end_at"))


def _join(begins: str, ends: str) -> str:
    when = f"{begins}/{ends}" if begins or ends else ""
    return when if is_time(when) else begins


def _ensure_place(parts: Parts) -> str:
    """The place as written; the commune where the order names no place of its own."""
    commune, name = parts.read("commune"), parts.read("place") or parts.read("address")
    if not name:
        if not commune:
            raise JudgementRefused("Nothing that this proposal says can be established.")
        number = ("insee", parts.read("insee"))
        return parts.known.find(EntityKind.PLACE, commune, identifier=number)
    site = "/".join(fold(one) for one in (parts.read("insee") or commune, name, parts.read("address")))
    said = {"address": parts.read("address"), "commune": commune, "insee": parts.read("insee")}
    details = {key: value for key, value in said.items() if value}
    return parts.known.ensure_site(site, name=name, details=details, sources=parts.sources)


def take_vote(parts: Parts) -> None:
    """How many voted for, against, abstained, and the outcome, each as the passage says it."""
    counts = {relation: parts.read(field) for field, relation in _VOTES.items() if parts.read(field)}
    council = parts.subject or _find_actor(parts, "body", "body")
    act = _ensure_act(parts, parts.read("act_kind"), council=council)
    if counts and not council:
        raise JudgementRefused("This passage does not say who voted: choose the council.")
    for relation, value in counts.items():
        parts.state(council, relation, act, value=value, when=parts.read("act_date"))
    if outcome := parts.read("outcome"):
        parts.state(act, "outcome", value=outcome, when=parts.read("act_date"))


def take_count(parts: Parts) -> None:
    """How many there are, of the project that a person chose, else of the technology that is counted."""
    subject = parts.subject or parts.known.find(EntityKind.TECHNOLOGY, parts.read("device") or "camera")
    if not subject:
        raise JudgementRefused("This passage does not say what is counted: choose the project.")
    details = {name: parts.read(name) for name in ("where", "device") if parts.read(name)}
    parts.state(subject, "counts", value=parts.read("count"), when=parts.read("date"), details=details)

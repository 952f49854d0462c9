"""What a proposal would make, in a sentence, from what was understood of its row, act or sentence."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.suggestion import Proposal
from contrechamp.website.interface.words import name_value, write_period, write_sum

SUMS = ("amount", "amount_minimum", "amount_maximum", "amount_estimated")


def tell_proposal(proposal: Proposal) -> list[str]:
    """The statements that taking it makes; only what was understood."""
    tellers = {
        "contract": _tell_contract,
        "authorisation": _tell_authorisation,
        "device": _tell_device,
        "count": _tell_count,
        "vote": _tell_vote,
    }
    fields = {key: show_plain(said.replace("\n", ", ")) for key, said in proposal.fields.items() if said}
    said = list(tellers.get(proposal.kind, _tell_all)(fields))
    return said or list(_tell_all(fields))


def _tell_contract(fields: Mapping[str, str]) -> Iterator[str]:
    buyer, supplier = fields.get("buyer") or _("the buyer"), fields.get("supplier") or _("the supplier")
    dated = fields.get("notified_on") or fields.get("date")
    when = f" ({write_period(dated)})" if dated else ""
    yield _("%(buyer)s buys from %(supplier)s%(when)s") % {"buyer": buyer, "supplier": supplier, "when": when}
    if fields.get("object"):
        yield _("about: %(object)s") % {"object": fields["object"]}
    names = {
        "amount": _("for %(sum)s"),
        "amount_minimum": _("for at least %(sum)s"),
        "amount_maximum": _("for at most %(sum)s"),
        "amount_estimated": _("for about %(sum)s, estimated"),
    }
    for key in SUMS:
        if fields.get(key):
            yield names[key] % {"sum": write_sum(fields[key])}
    yield from _tell_number(fields)


def _tell_number(fields: Mapping[str, str]) -> Iterator[str]:
    number = fields.get("number") or fields.get("act_number") or fields.get("file_number")
    if number:
        yield _("number %(number)s") % {"number": number}


def _tell_authorisation(fields: Mapping[str, str]) -> Iterator[str]:
    place = ", ".join(filter(None, (fields.get("place"), fields.get("commune"))))
    yield _("an act authorises cameras: %(place)s") % {"place": place or _("place not said")}
    names = {
        "cameras_inside": _("%(count)s inside"),
        "cameras_outside": _("%(count)s outside"),
        "cameras_public_way": _("%(count)s on the public way"),
        "retention_days": _("images kept %(count)s days"),
    }
    for key, words in names.items():
        if fields.get(key, "0") != "0":
            yield words % {"count": fields[key]}
    period = f"{fields.get('begins_on', '')}/{fields.get('ends_on', '')}"
    if fields.get("begins_on") and fields.get("ends_on"):
        yield write_period(period)
    elif fields.get("begins_on"):
        yield _("since %(date)s") % {"date": write_period(fields["begins_on"])}
    elif fields.get("ends_on"):
        yield _("until %(date)s") % {"date": write_period(fields["ends_on"])}
    yield from _tell_number(fields)


def _tell_device(fields: Mapping[str, str]) -> Iterator[str]:
    place = ", ".join(filter(None, (fields.get(name) for name in ("name", "place", "district", "commune"))))
    yield _("a device stands at: %(place)s") % {"place": place or _("place not said")}
    if fields.get("latitude") and fields.get("longitude"):
        yield f"{fields['latitude']}, {fields['longitude']}"
    if fields.get("camera_type"):
        yield fields["camera_type"]
    if fields.get("installed_on"):
        yield _("installed: %(date)s") % {"date": write_period(fields["installed_on"])}
    if fields.get("direction"):
        yield _("turned to %(degrees)s° from north") % {"degrees": fields["direction"]}


def _tell_count(fields: Mapping[str, str]) -> Iterator[str]:
    device = fields.get("device", "camera")
    yield _("%(count)s devices: %(device)s") % {
        "count": fields.get("count", "?"),
        "device": name_value("technology", device),
    }
    if fields.get("date"):
        yield write_period(fields["date"])
    if fields.get("dated") == "document":
        yield _("the date is that of the document")


def _tell_vote(fields: Mapping[str, str]) -> Iterator[str]:
    names = {
        "votes_for": _("%(count)s for"),
        "votes_against": _("%(count)s against"),
        "abstentions": _("%(count)s abstentions"),
        "outcome": "« %(count)s »",
    }
    said = [words % {"count": fields[key]} for key, words in names.items() if fields.get(key)]
    if said:
        yield _("a vote: %(said)s") % {"said": ", ".join(said)}
    if fields.get("act_number") or fields.get("act_title"):
        yield " ".join(filter(None, (fields.get("act_number"), fields.get("act_title"))))


def _tell_all(fields: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{key}: {said}" for key, said in sorted(fields.items()))

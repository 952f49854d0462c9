"""What readers see for the kinds, groups, states and gaps of the registry."""

from django.utils.translation import gettext_lazy

from contrechamp.vocabulary.entity import PERSON, Entity, EntityKind
from contrechamp.website.interface.words import KINDS as DOCUMENT_KINDS

KINDS = {
    EntityKind.ACTOR: gettext_lazy("Actors"),
    EntityKind.TECHNOLOGY: gettext_lazy("Technologies"),
    EntityKind.PLACE: gettext_lazy("Places"),
    EntityKind.PROJECT: gettext_lazy("Projects"),
    EntityKind.ACT: gettext_lazy("Acts"),
    EntityKind.DEVICE: gettext_lazy("Devices"),
}
KINDS_SAID = {
    EntityKind.ACTOR: gettext_lazy("Public bodies, companies, associations, and persons in a public role"),
    EntityKind.TECHNOLOGY: gettext_lazy("What watches, listens, counts or recognises"),
    EntityKind.PLACE: gettext_lazy("Streets, squares, districts, communes"),
    EntityKind.PROJECT: gettext_lazy("Networks and programmes that a city calls by one name"),
    EntityKind.ACT: gettext_lazy("Deliberations, orders, contracts and what changes them"),
    EntityKind.DEVICE: gettext_lazy("Cameras and sensors, one by one"),
}
SLUGS = {
    EntityKind.ACTOR: "acteurs",
    EntityKind.TECHNOLOGY: "technologies",
    EntityKind.PLACE: "lieux",
    EntityKind.PROJECT: "projets",
    EntityKind.ACT: "actes",
    EntityKind.DEVICE: "appareils",
}
CATEGORIES = {
    "body": gettext_lazy("Public body"),
    "company": gettext_lazy("Company"),
    "association": gettext_lazy("Association"),
    "office": gettext_lazy("Office"),
    PERSON: gettext_lazy("Person in a public role"),
    "fixed": gettext_lazy("Fixed camera"),
    "dome": gettext_lazy("Dome camera"),
    "mobile": gettext_lazy("Mobile camera"),
    "plates": gettext_lazy("Plate reader"),
    "sensor": gettext_lazy("Sensor"),
}
SINGLE = {
    EntityKind.ACTOR: gettext_lazy("Actor"),
    EntityKind.TECHNOLOGY: gettext_lazy("Technology"),
    EntityKind.PLACE: gettext_lazy("Place"),
    EntityKind.PROJECT: gettext_lazy("Project"),
    EntityKind.ACT: gettext_lazy("Act"),
    EntityKind.DEVICE: gettext_lazy("Device"),
}
SECTIONS = {
    "parts": gettext_lazy("What its acts say"),
    "history": gettext_lazy("Its history, step by step"),
    "chain": gettext_lazy("Before and after it"),
    "money": gettext_lazy("Money"),
    "acts": gettext_lazy("Acts and authorisations"),
    "devices": gettext_lazy("Devices and numbers"),
    "votes": gettext_lazy("Votes"),
    "actors": gettext_lazy("Ties and roles"),
    "positions": gettext_lazy("Positions and statements"),
    "members": gettext_lazy("What is part of it"),
}
STEPS = {
    "announced": gettext_lazy("Announced"),
    "voted": gettext_lazy("Voted"),
    "decided": gettext_lazy("Decided"),
    "authorised": gettext_lazy("Authorised"),
    "installed": gettext_lazy("Installed"),
    "moved": gettext_lazy("Moved"),
    "removed": gettext_lazy("Removed"),
}
IDENTIFIERS = {
    "siren": gettext_lazy("SIREN"),
    "siret": gettext_lazy("SIRET"),
    "insee": gettext_lazy("INSEE code"),
    "osm": gettext_lazy("OpenStreetMap"),
    "number": gettext_lazy("Number"),
    "technology": gettext_lazy("Key in the lexicons"),
}
DETAILS = {
    "date": gettext_lazy("Date"),
    "begins_on": gettext_lazy("Begins"),
    "ends_on": gettext_lazy("Ends"),
    "place": gettext_lazy("Place, as written"),
}
STATES = {
    "in_force": gettext_lazy("In force"),
    "expired": gettext_lazy("Expired"),
    "repealed": gettext_lazy("Repealed"),
    "coming": gettext_lazy("Not yet in force"),
    "unknown": gettext_lazy("End unknown"),
}
REASONS = {
    "values": gettext_lazy("Different values for one thing"),
    "unanimous": gettext_lazy("Unanimous, and votes against"),
    "order": gettext_lazy("An end before its beginning"),
}
# What two values are of, by relation and bound.
SAID_OF = {
    ("funded_by", ""): gettext_lazy("Funding"),
    ("funded_by", "asked"): gettext_lazy("Funding asked for"),
    ("funded_by", "granted"): gettext_lazy("Funding granted"),
    ("funded_by", "paid"): gettext_lazy("Funding paid"),
    ("costs", ""): gettext_lazy("Sum"),
    ("costs", "estimated"): gettext_lazy("Sum estimated"),
    ("costs", "minimum"): gettext_lazy("Minimum sum"),
    ("costs", "maximum"): gettext_lazy("Maximum sum"),
    ("costs", "awarded"): gettext_lazy("Sum awarded"),
    ("costs", "final"): gettext_lazy("Final sum"),
    ("costs", "paid"): gettext_lazy("Sum paid"),
    ("begins_on", ""): gettext_lazy("Beginning"),
    ("ends_on", ""): gettext_lazy("End"),
    ("votes_for", ""): gettext_lazy("Votes for"),
    ("votes_against", ""): gettext_lazy("Votes against"),
    ("abstains", ""): gettext_lazy("Abstentions"),
    ("outcome", ""): gettext_lazy("Outcome of the vote"),
    ("keeps", ""): gettext_lazy("How long images are kept"),
    ("authorises", ""): gettext_lazy("Number authorised"),
    ("decides", ""): gettext_lazy("Number decided"),
    ("installs", ""): gettext_lazy("Number installed"),
}
NUMBERS = {
    "counts": gettext_lazy("counted"),
    "announces": gettext_lazy("announced"),
    "decides": gettext_lazy("decided"),
    "authorises": gettext_lazy("authorised"),
    "installs": gettext_lazy("installed"),
    "removes": gettext_lazy("removed"),
}
# Of each kind of gap: what it is called, what that means, and how a request may begin.
UNKNOWNS = {
    "authorisation_without_contract": (
        gettext_lazy("Authorised, and no contract found"),
        gettext_lazy("An act authorises; no contract is tied to what it authorises."),
        gettext_lazy(
            "Please send me the contracts and purchase orders under which what %(name)s authorises was supplied."
        ),
    ),
    "contract_without_deliberation": (
        gettext_lazy("A contract, and no deliberation found"),
        gettext_lazy("A contract is known; no deliberation that decides or concerns it is."),
        gettext_lazy(
            "Please send me the deliberation or the decision by which %(name)s was authorised to be signed."
        ),
    ),
    "sum_never_found": (
        gettext_lazy("A sum announced, and never found paid"),
        gettext_lazy("A sum was estimated, granted or awarded; nothing says what was paid in the end."),
        gettext_lazy("Please send me the payment orders and the final account for %(name)s."),
    ),
    "device_without_authorisation": (
        gettext_lazy("A camera, and no authorisation found"),
        gettext_lazy("A device is known; no act that authorises it is."),
        gettext_lazy("Please send me the prefect’s order that authorises this device: %(name)s."),
    ),
    "authorisation_without_device": (
        gettext_lazy("An authorisation, and no camera found"),
        gettext_lazy("A place is authorised; no device is known there."),
        gettext_lazy(
            "Please send me the list of the devices at this place, with the dates of their installation: %(name)s."
        ),
    ),
    "vote_unknown": (
        gettext_lazy("A decision, and no vote found"),
        gettext_lazy("A decision is known; how anybody voted is not."),
        gettext_lazy("Please send me the minutes of the meeting with the details of the vote on %(name)s."),
    ),
    "retention_unknown": (
        gettext_lazy("An authorisation, and no retention found"),
        gettext_lazy("Images are authorised; for how long they are kept is not known."),
        gettext_lazy(
            "Please send me the file of the request that led to %(name)s, with how long images are kept."
        ),
    ),
}


def name_entity_kind(entity: Entity) -> str:
    """What an entity is, in a few words: its category where that has a name, else its kind."""
    if entity.kind == EntityKind.ACT and entity.category in DOCUMENT_KINDS:
        return str(DOCUMENT_KINDS[entity.category])
    return str(CATEGORIES.get(entity.category) or SINGLE[entity.kind])


def find_kind(slug: str) -> EntityKind | None:
    return next((kind for kind, name in SLUGS.items() if name == slug), None)

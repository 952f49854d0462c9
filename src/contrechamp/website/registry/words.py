"""What the team's rooms of the registry call kinds, categories, relations' groups and decisions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contrechamp.link.relations import list_relations
from contrechamp.vocabulary.entity import PERSON
from contrechamp.vocabulary.judgement import JudgementKind
from contrechamp.website.registry.public_words import SINGLE

# What can be added, as a person says it: kind, category, words.
SORTS = (
    ("actor", "body", gettext_lazy("a public body")),
    ("actor", "company", gettext_lazy("a company")),
    ("actor", "association", gettext_lazy("an association")),
    ("actor", "office", gettext_lazy("an office or a service")),
    ("actor", PERSON, gettext_lazy("a person in a public role")),
    ("actor", "", gettext_lazy("another actor")),
    ("technology", "", gettext_lazy("a technology")),
    ("place", "", gettext_lazy("a place")),
    ("project", "", gettext_lazy("a project")),
    ("act", "deliberation", gettext_lazy("a deliberation")),
    ("act", "order", gettext_lazy("an administrative order")),
    ("act", "contract", gettext_lazy("a contract")),
    ("act", "amendment", gettext_lazy("an amendment")),
    ("act", "", gettext_lazy("another act")),
    ("device", "fixed", gettext_lazy("a fixed camera")),
    ("device", "dome", gettext_lazy("a dome camera")),
    ("device", "mobile", gettext_lazy("a mobile camera")),
    ("device", "plates", gettext_lazy("a plate reader")),
    ("device", "sensor", gettext_lazy("a sensor")),
    ("device", "", gettext_lazy("another device")),
)
GROUPS = {
    "money": gettext_lazy("Money"),
    "acts": gettext_lazy("Acts"),
    "votes": gettext_lazy("Votes"),
    "devices": gettext_lazy("Devices"),
    "actors": gettext_lazy("Actors"),
    "positions": gettext_lazy("Positions"),
}
BOUNDS = {
    "asked": gettext_lazy("asked for"),
    "granted": gettext_lazy("granted"),
    "paid": gettext_lazy("paid"),
    "estimated": gettext_lazy("estimated"),
    "minimum": gettext_lazy("at least"),
    "maximum": gettext_lazy("at most"),
    "awarded": gettext_lazy("awarded"),
    "final": gettext_lazy("final"),
}
IDENTIFIERS = {
    "actor": (("siren", gettext_lazy("SIREN")),),
    "place": (("insee", gettext_lazy("INSEE code")),),
    "act": (("number", gettext_lazy("Number")),),
    "technology": (("technology", gettext_lazy("Key in the lexicons")),),
    "device": (("osm", gettext_lazy("OpenStreetMap number")),),
    "project": (),
}
DETAILS = {
    "act": (
        ("date", gettext_lazy("Date")),
        ("begins_on", gettext_lazy("Begins on")),
        ("ends_on", gettext_lazy("Ends on")),
    ),
    "device": (
        ("place", gettext_lazy("Place, as written")),
        ("latitude", gettext_lazy("Latitude (degrees)")),
        ("longitude", gettext_lazy("Longitude (degrees)")),
        ("direction", gettext_lazy("Direction (degrees from north)")),
    ),
}
DATED = ("date", "begins_on", "ends_on")
DECISIONS = {
    JudgementKind.ENTITY: gettext_lazy("entered"),
    JudgementKind.NAME: gettext_lazy("recognised"),
    JudgementKind.REFUSE: gettext_lazy("refused"),
    JudgementKind.APART: gettext_lazy("held apart"),
    JudgementKind.MERGE: gettext_lazy("merged"),
    JudgementKind.CORRECT: gettext_lazy("corrected"),
    JudgementKind.FACT: gettext_lazy("established"),
    JudgementKind.CONTEST: gettext_lazy("contested"),
    JudgementKind.SECOND: gettext_lazy("confirmed as second"),
    JudgementKind.UNDO: gettext_lazy("undone"),
}
PROPOSALS = {
    "contract": gettext_lazy("Contracts"),
    "authorisation": gettext_lazy("Authorisations"),
    "device": gettext_lazy("Devices"),
    "count": gettext_lazy("Numbers of devices"),
    "vote": gettext_lazy("Votes"),
}
VALUES = {
    "sum": gettext_lazy("Sum, in euros"),
    "count": gettext_lazy("How many"),
    "date": gettext_lazy("Date"),
    "days": gettext_lazy("Number of days"),
    "text": gettext_lazy("In which words"),
}


def list_sorts(kinds: tuple[str, ...]) -> list[tuple[str, str]]:
    """What can be added of these kinds: "kind:category" and its words."""
    return [(f"{kind}:{category}", str(words)) for kind, category, words in SORTS if kind in kinds]


def name_sort(kind: str, category: str) -> str:
    """What an entity is: "a company"; the kind alone where the category has no words."""
    words = {(k, c): said for k, c, said in SORTS}
    return str(words.get((kind, category)) or SINGLE.get(kind, kind))


def group_relations() -> list[tuple[str, list[tuple[str, str]]]]:
    """The relations under their headings, each as a sentence with a gap at each end."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for relation in list_relations():
        said = _("… %(label)s …") % {"label": relation.label}
        groups.setdefault(relation.group, []).append((relation.key, said))
    return [(str(GROUPS[key]), groups[key]) for key in GROUPS if key in groups]

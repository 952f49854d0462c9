"""Lists of actors: which sort of actor a row names, and whether it names a person."""

from collections.abc import Iterable

from contrechamp.text.folding import fold

_OF_PERSONS = ("first_name", "born_on")  # columns that only lists of persons have
_PERSONS = ("person ", "personne physique", "particulier", "individu", "entrepreneur individuel", "elu ")
# How categories begin: FollowTheMoney's schemata, legal categories of Sirene (INSEE).
_COMPANIES = ("company", "societe", "entreprise", "sarl", "sas", "sa ", "sci", "eurl")
_BODIES = (
    "publicbody",
    "public body",
    "commune",
    "collectivite",
    "etablissement public",
    "departement",
    "region",
)
_ASSOCIATIONS = ("association", "organization", "ong ", "syndicat")
_CATEGORIES = (("company", _COMPANIES), ("body", _BODIES), ("association", _ASSOCIATIONS))


def find_category(words: str) -> str:
    """The category of an actor ("company", "body", "association"), "" where the words do not say it."""
    folded = fold(f"{words.strip()} ")
    return next((name for name, beginnings in _CATEGORIES if folded.startswith(beginnings)), "")


def tells_person(cells: Iterable[tuple[str, str]]) -> bool:
    """Whether a row (field and text of each cell) names somebody, no body: it then never leaves the team."""
    return any(
        field in _OF_PERSONS or (field == "category" and fold(f"{text.strip()} ").startswith(_PERSONS))
        for field, text in cells
    )

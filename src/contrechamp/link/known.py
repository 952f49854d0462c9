"""Which entity a name is, when proposals are taken: as judged, by its number, or a new one."""

import json

from contrechamp.link.judging import make_id
from contrechamp.link.known_acts import KnownActs
from contrechamp.link.persons import tells_person
from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import PERSON, Entity, EntityKind
from contrechamp.vocabulary.fact import Source


class Known:
    """Finds entities through the view of the team, and remembers those that have to be made.

    `made` are the new entities that others will be about, too; `named` their names as judgements have them.
    """

    def __init__(self, view: View):
        self._view, self.acts = view, KnownActs(view)
        self.made: list[Entity] = []
        self.named: list[tuple[str, str, str, str]] = []
        self._found: dict[tuple[str, str], str] = {}

    def find(
        self, kind: EntityKind, value: str, *, category: str = "", identifier: tuple[str, str] = ("", "")
    ) -> str:
        """The id of the entity that this name is; "" where a person refused the name."""
        key = (str(kind), value)
        if key not in self._found:
            self._found[key] = self._find(kind, value, category=category, identifier=identifier)
        return self._found[key]

    def _find(self, kind: EntityKind, value: str, *, category: str, identifier: tuple[str, str]) -> str:
        query = """SELECT verdict, now.id, names.details FROM names LEFT JOIN entities ON entities.number = entity
                   LEFT JOIN entities AS now ON now.number = entities.current
                   WHERE names.kind = ? AND value = ? AND place = ''"""
        with self._view.reading() as connection:
            row = connection.execute(query, (kind, value)).fetchone()
        verdict, entity, details = row or ("", None, "{}")
        if verdict:
            return (entity or "") if verdict == "is" else ""
        if kind == EntityKind.ACTOR and tells_person(value):
            return ""  # a person enters by hand, with a role and a passage
        said = json.loads(details)
        keys = _list_identifiers(kind, value, said) | (
            {identifier[0]: identifier[1]} if identifier[1] else {}
        )
        found = self._find_identified(kind, keys) or self._find_called(kind, value, keys)
        if not found:
            sort = (said.get("category") or category) if kind == EntityKind.ACTOR else category
            made = Entity(make_id(), kind, said.get("label") or value, sort, "", keys)
            self.made.append(made)
            found = made.id
        self.named.append((kind, value, "", found))
        return found

    def _find_called(self, kind: EntityKind, value: str, keys: dict[str, str]) -> str:
        """The one actor who is called so, and has no other number: "Conseil municipal de Vaucreuse" is made once."""
        if kind != EntityKind.ACTOR:
            return ""
        query = f"""SELECT id, category, identifiers FROM entities
                    WHERE {self._view.is_entity_shown} AND kind = ? AND folded = ? LIMIT 2"""
        with self._view.reading() as connection:
            rows = connection.execute(query, (kind, fold(value.strip()))).fetchall()
        if len(rows) != 1 or rows[0][1] == PERSON:
            return ""
        known = json.loads(rows[0][2])
        return rows[0][0] if all(known.get(key, said) == said for key, said in keys.items()) else ""

    def ensure_site(
        self, site: str, *, name: str, details: dict[str, str], sources: tuple[Source, ...]
    ) -> str:
        """The place that an order names, by commune, name and address: "Mairie" is the name of thousands."""
        keys = {"site": site}
        found = self._find_identified(EntityKind.PLACE, keys)
        if not found:
            made = Entity(make_id(), EntityKind.PLACE, name[:300], "", "", keys, details, sources)
            self.made.append(made)
            found = made.id
        return found

    def _find_identified(self, kind: EntityKind, keys: dict[str, str]) -> str:
        for one in self.made:
            if one.kind == kind and any(one.identifiers.get(key) == value for key, value in keys.items()):
                return one.id
        found = (self._view.find_identified(*pair) for pair in keys.items())
        return next((one.id for one in found if one is not None and one.kind == kind), "")


def _list_identifiers(kind: EntityKind, value: str, details: dict[str, str]) -> dict[str, str]:
    """The numbers by which this name is known elsewhere."""
    if kind == EntityKind.TECHNOLOGY:
        return {"technology": value}
    wanted = "siren" if kind == EntityKind.ACTOR and details.get("category") == "company" else ""
    wanted = wanted or ("insee" if kind == EntityKind.PLACE and details.get("type") == "commune" else "siren")
    return {wanted: details[wanted]} if details.get(wanted) else {}

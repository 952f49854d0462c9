"""What the team alone reads about its own work: verdicts on names, persons who wait for a second member, contests."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import PERSON
from contrechamp.vocabulary.judgement import Name


class Verdict(NamedTuple):
    """What was decided of a name: "" (it waits), "is" (`entity` is the id of what it is now) or "refused".

    `details` are what its mentions said ("siren", "category"…).
    """

    verdict: str
    entity: str
    details: dict[str, str]


class WaitingPerson(NamedTuple):
    """The id of a person whom a second member must confirm, and who said the words as they stand."""

    entity: str
    member: str


_VERDICTS = """
SELECT names.kind, names.value, place, verdict, coalesce((SELECT now.id FROM entities was JOIN entities now
       ON now.number = was.current WHERE was.number = names.entity), ''), names.details
FROM json_each(?) asked CROSS JOIN names ON names.kind = json_extract(asked.value, '$[0]')
AND names.value = json_extract(asked.value, '$[1]') AND place = json_extract(asked.value, '$[2]')
"""
_WAITING = f"""
FROM entities WHERE category = '{PERSON}' AND is_standing AND current = number AND NOT is_open
"""


def find_verdicts(view: View, names: Iterable[Name]) -> dict[Name, Verdict]:
    """The verdicts on these names; one that no page and no judgement has is missing."""
    asked = json.dumps([list(name) for name in dict.fromkeys(names)])
    with view.reading() as connection:
        rows = connection.execute(_VERDICTS, (asked,)).fetchall()
    return {Name(*row[:3]): Verdict(row[3], row[4], json.loads(row[5])) for row in rows}


def list_waiting_persons(view: View, *, offset: int = 0, limit: int = 50) -> tuple[list[WaitingPerson], int]:
    """Those who wait for a second member, who came first before the others, and how many there are."""
    with view.reading() as connection:
        query = f"SELECT id, member {_WAITING} ORDER BY sequence, number LIMIT ? OFFSET ?"
        rows = connection.execute(query, (limit, offset)).fetchall()
        (total,) = connection.execute(f"SELECT count(*) {_WAITING}").fetchone()
    return [WaitingPerson(*row) for row in rows], total


def find_member(view: View, entity: str) -> str:
    """Who said the words of an entity as they stand; "" where nobody did."""
    with view.reading() as connection:
        row = connection.execute("SELECT member FROM entities WHERE id = ?", (entity,)).fetchone()
    return row[0] if row else ""


def find_last_names(view: View, entities: Iterable[str]) -> dict[str, str]:
    """What these entities were called last, whatever became of them: undone and merged ones too."""
    query = "SELECT entities.id, name FROM json_each(?) asked JOIN entities ON entities.id = asked.value"
    with view.reading() as connection:
        return dict(connection.execute(query, (json.dumps(list(dict.fromkeys(entities))),)).fetchall())


def list_namesakes(view: View, words: str, *, kinds: Iterable[str], limit: int = 8) -> list[str]:
    """Ids of entities of these kinds whose name has these words, the same name first, then the shorter ones."""
    query = f"""SELECT id FROM entities WHERE {view.is_entity_shown}
                AND kind IN (SELECT json_each.value FROM json_each(?)) AND instr(folded, ?)
                ORDER BY folded != ?, length(folded), number LIMIT ?"""
    folded = fold(words.strip())
    if not folded:
        return []
    with view.reading() as connection:
        rows = connection.execute(query, (json.dumps(list(kinds)), folded, folded, limit)).fetchall()
    return [key for (key,) in rows]


def list_contests(view: View, thing: str) -> dict[str, str]:
    """Why what a machine found is contested, by its place ("12-40"), for all places that begin with `thing`.

    `thing` is "DIGEST/PAGE/" for what a page names, "DIGEST/acts/" for the acts of a document. Anybody who may open
    the document may see it.
    """
    query = """SELECT thing, content FROM touches JOIN judgements USING (sequence)
               WHERE thing >= ? AND thing < ? AND kind = 'contest' AND undone_by = '' ORDER BY sequence"""
    first = f"m:{thing}"
    with view.reading() as connection:
        rows = connection.execute(query, (first, f"{first}\uffff")).fetchall()
    return {place[len(first) :]: json.loads(content)["reason"] for place, content in rows}

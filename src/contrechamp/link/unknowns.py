"""What we do not know: the gaps that the facts leave, each a ready start for a request."""

from typing import NamedTuple

from contrechamp.link.view import View

# Two acts speak of one affair when both are tied to the same device, place, project, technology or act.
_TIES = """
WITH shown AS MATERIALIZED (
    SELECT relation, subject_now, object_now, under_now, bound, value, id FROM facts WHERE {shown}
), ties AS MATERIALIZED (
    SELECT subject_now AS act, object_now AS thing FROM shown
    WHERE relation IN ('authorises', 'concerns', 'part_of', 'decides', 'announces') AND object_now IS NOT NULL
    UNION SELECT under_now, object_now FROM shown WHERE under_now IS NOT NULL AND object_now IS NOT NULL
        AND relation IN ('installs', 'operates', 'uses')
), bought AS MATERIALIZED (
    SELECT thing FROM ties JOIN entities ON number = act WHERE category IN {contract}
)
"""
_CATEGORIES = {
    "contract": "('contract', 'tender', 'award', 'amendment')",
    "decision": "('deliberation', 'minutes', 'decision')",
}
_ACTS = "SELECT entities.id, '', '' FROM entities WHERE {entity} AND kind = 'act'"
_QUERIES = {
    # an act authorises, and no contract is tied to anything that it is tied to
    "authorisation_without_contract": _TIES
    + _ACTS
    + """ AND number IN (SELECT subject_now FROM shown WHERE relation = 'authorises')
    AND category NOT IN {contract} AND number NOT IN (SELECT thing FROM bought)
    AND number NOT IN (SELECT act FROM ties WHERE thing IN (SELECT thing FROM bought))
    AND number NOT IN (SELECT ties.act FROM ties JOIN entities AS act ON act.number = ties.thing
        WHERE act.category IN {contract})""",
    # a contract that no deliberation authorises, concerns, or shares anything with
    "contract_without_deliberation": _TIES
    + _ACTS
    + """ AND category IN ('contract', 'award') AND NOT EXISTS (
        SELECT 1 FROM ties JOIN entities AS act ON act.number = ties.act
        WHERE act.category IN {decision}
        AND coalesce(json_extract(act.details, '$.date'), '')
            <= coalesce(nullif(json_extract(entities.details, '$.date'), ''), '9999') AND (ties.thing = entities.number
            OR ties.thing IN (SELECT thing FROM ties AS own WHERE own.act = entities.number)))""",
    # a sum was announced or granted, and none was found paid or final
    "sum_never_found": _TIES
    + """SELECT entities.id, min(shown.id), '' FROM shown JOIN entities ON number = subject_now
    WHERE {entity} AND relation IN ('costs', 'funded_by') AND bound IN ('estimated', 'awarded', 'granted', 'asked')
    AND NOT EXISTS (SELECT 1 FROM shown AS other
        WHERE other.subject_now IN (shown.subject_now, (SELECT object_now FROM shown AS amended
            WHERE amended.subject_now = shown.subject_now AND amended.relation = 'amends'))
        AND other.relation = shown.relation AND other.bound IN ('paid', 'final'))
    GROUP BY entities.number, relation""",
    # a device stands, and nothing authorises it
    "device_without_authorisation": """SELECT entities.id, '', entities.details FROM devices
    JOIN entities ON number = entity WHERE {entity} AND NOT EXISTS (
        SELECT 1 FROM facts WHERE object_now = entities.number
        AND relation IN ('authorises', 'removes') AND {shown})
    AND NOT (EXISTS (SELECT 1 FROM facts WHERE object_now = entities.number
            AND relation IN ('announces', 'decides') AND {shown})
        AND NOT EXISTS (SELECT 1 FROM facts WHERE object_now = entities.number
            AND relation = 'installs' AND {shown}))""",
    # a place is authorised, and no device is known there, by fact or by its place as written
    "authorisation_without_device": _TIES
    + """SELECT place.id, shown.id, '' FROM shown JOIN entities AS place ON place.number = object_now
    JOIN entities ON entities.number = subject_now WHERE {entity} AND relation = 'authorises' AND place.kind = 'place'
    AND NOT EXISTS (SELECT 1 FROM shown AS at WHERE at.relation = 'stands_at' AND at.object_now = place.number)
    AND place.folded NOT IN (SELECT devices.place FROM devices JOIN entities ON entities.number = devices.entity
        WHERE devices.place != '' AND {entity})""",
    # a decision is known, and not how anybody voted
    "vote_unknown": _TIES
    + _ACTS
    + """ AND category IN {decision} AND number IN (
        SELECT subject_now FROM shown WHERE relation IN ('decides', 'authorises'))
    AND number NOT IN (SELECT object_now FROM shown WHERE relation = 'votes_for' AND object_now IS NOT NULL)
    AND number NOT IN (SELECT subject_now FROM shown WHERE relation = 'outcome')""",
    # images are authorised, and not for how long they are kept
    "retention_unknown": _TIES
    + _ACTS
    + """ AND number IN (SELECT subject_now FROM shown WHERE relation = 'authorises')
    AND number NOT IN (SELECT subject_now FROM shown WHERE relation = 'keeps')
    AND category NOT IN {contract} AND category NOT IN {decision}""",
}
KINDS = tuple(_QUERIES)


class Unknown(NamedTuple):
    """One gap: its kind, the entity that it is about, and the fact that shows it ("" where an entity does)."""

    kind: str
    entity: str
    fact: str


def list_unknowns(
    view: View, kind: str, *, about: str = "", offset: int = 0, limit: int = 50
) -> list[Unknown]:
    """Some of one kind (see KINDS), in the order of their entities; `about` narrows to one entity, by its id."""
    query = _write_query(view, kind)
    query = f"SELECT * FROM ({query}) WHERE id = ?" if about else query
    with view.reading() as connection:
        rows = connection.execute(f"{query} LIMIT ? OFFSET ?", (*filter(None, [about]), limit, offset))
        return [Unknown(kind, entity, fact) for entity, fact, _more in rows.fetchall()]


def count_unknowns(view: View) -> dict[str, int]:
    """How many there are of each kind."""
    return dict(view.remember("unknowns", lambda: _count(view)))


def _count(view: View) -> dict[str, int]:
    counted = {}
    with view.reading() as connection:
        for kind in KINDS:
            query = f"SELECT count(*) FROM ({_write_query(view, kind)})"
            counted[kind] = connection.execute(query).fetchone()[0]
    return counted


def _write_query(view: View, kind: str) -> str:
    return _QUERIES[kind].format(shown=view.is_fact_shown, entity=view.is_entity_shown, **_CATEGORIES)

"""Which entities stand near another one: those that the most facts tie to it."""

from typing import NamedTuple

from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity

_ENDS = ("subject_now", "object_now", "under_now")
# One branch for each end: each is answered by an index.
_TIED = " UNION ALL ".join(
    f"SELECT number, {other} AS near FROM facts, me WHERE {end} = me.entity AND {other} IS NOT NULL AND {{shown}}"
    for end in _ENDS
    for other in _ENDS
    if other != end
)
_NEAR = f"""
WITH me AS (SELECT current AS entity FROM entities WHERE id = ?), tied AS ({_TIED})
SELECT id, count(DISTINCT tied.number) FROM tied JOIN entities ON entities.number = near
WHERE near != (SELECT entity FROM me) GROUP BY near ORDER BY 2 DESC, folded, near LIMIT ?
"""


class Near(NamedTuple):
    """An entity (without its passages) and how many facts tie it."""

    entity: Entity
    facts: int


def list_near(view: View, entity_id: str, *, limit: int = 12) -> list[Near]:
    """Those with which most facts are shared, as far as the facts may be seen."""
    with view.reading() as connection:
        rows = connection.execute(_NEAR.format(shown=view.is_fact_shown), (entity_id, limit)).fetchall()
    entities = view.find_entities(key for key, _count in rows)
    return [Near(entities[key], count) for key, count in rows if key in entities]

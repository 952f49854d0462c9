"""When acts end, as far as one may see: what a fact says of it, else what the act's own details do."""

import sqlite3

from contrechamp.link.view import View

_ENDS = """
SELECT entity, ends_on FROM (
    SELECT number AS entity, json_extract(details, '$.ends_on') AS ends_on, 0 AS turn FROM entities
    WHERE kind = 'act' AND {entity} AND json_extract(details, '$.ends_on') != ''
    UNION ALL SELECT subject_now, value, number FROM facts WHERE {fact} AND relation = 'ends_on'
) ORDER BY turn
"""


def read_act_ends(view: View, connection: sqlite3.Connection) -> dict[int, str]:
    """Partial dates by the number of the act in the book; of several facts the last one counts."""
    query = _ENDS.format(fact=view.is_fact_shown, entity=view.is_entity_told)
    return dict(connection.execute(query).fetchall())

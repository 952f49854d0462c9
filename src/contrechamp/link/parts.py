"""What the acts of a project say: who sells, under what bounds, how it was voted."""

from contrechamp.link.view import View
from contrechamp.vocabulary.fact import Fact

_TOLD = ("buys_from", "costs", "funded_by", "votes_for", "votes_against", "abstains", "outcome")
_OF_PARTS = """
SELECT DISTINCT facts.id, facts.sorted_on, facts.number FROM facts JOIN parts
ON parts.number IN (facts.subject_now, facts.object_now, facts.under_now)
WHERE {shown} AND relation IN ({relations})
"""
_PARTS = """
WITH parts (number) AS MATERIALIZED (
    SELECT entities.number FROM facts JOIN entities ON entities.number = subject_now
    WHERE relation = 'part_of' AND kind = 'act' AND {shown}
    AND object_now = (SELECT current FROM entities WHERE id = ?)
)
"""


def list_facts_of_parts(
    view: View, project: str, *, offset: int = 0, limit: int = 40
) -> tuple[list[Fact], int]:
    """Facts about the acts that are part of a project, in the order of their times, and how many there are."""
    shown, marks = view.is_fact_shown, ", ".join("?" * len(_TOLD))
    parts, query = _PARTS.format(shown=shown), _OF_PARTS.format(shown=shown, relations=marks)
    values = (project, *_TOLD)
    with view.reading() as connection:
        page = f"{parts} {query} ORDER BY facts.sorted_on, facts.number LIMIT ? OFFSET ?"
        keys = [key for key, *_order in connection.execute(page, (*values, limit, offset))]
        (total,) = connection.execute(f"{parts} SELECT count(*) FROM ({query})", values).fetchone()
    facts = view.find_facts(keys)
    return [facts[key] for key in keys if key in facts], total

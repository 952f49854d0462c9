"""How many devices, by year, according to whom: the numbers that papers give of a network or a technology."""

from typing import NamedTuple

from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact

OF_OBJECT = (
    "announces",
    "decides",
    "authorises",
    "installs",
    "removes",
)  # the number is of what stands as object
_NUMBERS = f"""
SELECT number, relation, first_on, amount, CASE relation WHEN 'counts' THEN subject_now ELSE object_now END AS thing
FROM facts WHERE relation IN ('counts', {", ".join(f"'{name}'" for name in OF_OBJECT)})
AND amount IS NOT NULL AND {{shown}}
"""
_KINDS = "('project', 'technology', 'place')"
_COUNTED = f"""
SELECT id, count(*) FROM ({_NUMBERS}) AS said JOIN entities ON entities.number = thing
WHERE kind IN {_KINDS} GROUP BY thing ORDER BY kind != 'project', 2 DESC, folded, thing LIMIT ? OFFSET ?
"""
_HOW_MANY = f"""
SELECT count(DISTINCT thing) FROM ({_NUMBERS}) AS said JOIN entities ON entities.number = thing WHERE kind IN {_KINDS}
"""
_OF_ONE = f"""
SELECT facts.id FROM ({_NUMBERS}) AS said JOIN facts USING (number)
WHERE thing = (SELECT current FROM entities WHERE id = ?) ORDER BY facts.sorted_on, facts.number LIMIT ?
"""

_ONE_BY_ONE = """
SELECT substr(first_on, 1, 4) AS year, subject.id,
    count(DISTINCT CASE relation WHEN 'installs' THEN object_now END),
    count(DISTINCT CASE relation WHEN 'removes' THEN object_now END)
FROM facts JOIN devices ON devices.entity = object_now JOIN entities AS subject ON subject.number = subject_now
WHERE relation IN ('installs', 'removes') AND {shown} {part} GROUP BY year, subject.id
ORDER BY year, subject.folded, subject.number
"""
_PART = """
AND object_now IN (SELECT subject_now FROM facts WHERE relation = 'part_of' AND {shown}
    AND object_now = (SELECT current FROM entities WHERE id = ?))
"""
_NO_YEAR = "0000"  # as `times.find_bounds` has what is not dated


class YearOfDevices(NamedTuple):
    """What one installer put up and took down in a year ("" unknown): devices that facts name one by one.

    `standing` is how many stand by then, of all that the facts tell.
    """

    year: str
    subject: str
    installed: int
    removed: int
    standing: int


class Counted(NamedTuple):
    """An entity of which numbers are known (without its passages), and how many facts give one."""

    entity: Entity
    facts: int


def list_counted(view: View, *, offset: int = 0, limit: int = 10) -> tuple[list[Counted], int]:
    """Projects first, then technologies and places, those of which most is said first; how many there are."""
    shown = view.is_fact_shown
    with view.reading() as connection:
        rows = connection.execute(_COUNTED.format(shown=shown), (limit, offset)).fetchall()
        (total,) = connection.execute(_HOW_MANY.format(shown=shown)).fetchone()
    entities = view.find_entities(key for key, _count in rows)
    return [Counted(entities[key], count) for key, count in rows if key in entities], total


def list_counts(view: View, entity_id: str, *, limit: int = 100) -> list[Fact]:
    """The facts that give a number of this entity, in the order of their times, those without time first."""
    with view.reading() as connection:
        rows = connection.execute(_OF_ONE.format(shown=view.is_fact_shown), (entity_id, limit)).fetchall()
    facts = view.find_facts([key for (key,) in rows])
    return [facts[key] for (key,) in rows if key in facts]


def list_years_of_devices(view: View, *, project: str = "") -> list[YearOfDevices]:
    """Year by year, the unknown year first; with `project`, of the devices that are part of it."""
    shown = view.is_fact_shown
    query = _ONE_BY_ONE.format(shown=shown, part=_PART.format(shown=shown) if project else "")
    with view.reading() as connection:
        rows = connection.execute(query, [project] if project else []).fetchall()
    years, standing = [], 0
    for year, subject, installed, removed in rows:
        standing += installed - removed
        years.append(YearOfDevices("" if year == _NO_YEAR else year, subject, installed, removed, standing))
    return years

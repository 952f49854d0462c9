"""Contradictions as a reader meets them: what is said otherwise, one column for each value, who says it under it."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from contrechamp.link.contradictions import Contradiction
from contrechamp.link.sentences import write_value
from contrechamp.text.figures import write_of
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact
from contrechamp.website.registry.public_words import SAID_OF
from contrechamp.website.registry.statements import Statement, Statements

OPEN = 2  # statements of one value with their passages
MOST = 12  # statements of one value; the rest is on the view of what they are about
_UNIT = "appareil"


class Side(NamedTuple):
    """One value, the first statements that give it, further ones, and how many more there are."""

    value: str
    statements: list[Statement]
    others: list[Statement]
    more: int


class Conflict(NamedTuple):
    """A contradiction: of what (`said_of`, about these entities, the view's own aside), and its sides."""

    contradiction: Contradiction
    said_of: str
    about: list[Entity]
    sides: list[Side]


def list_conflicts(
    contradictions: Sequence[Contradiction], statements: Statements, *, most: int
) -> list[Conflict]:
    """The first contradictions, every value of each; their notes have numbers of their own."""
    shown, unnumbered = contradictions[:most], statements.unnumbered()
    facts = [fact for one in shown for fact in one.facts]
    unnumbered.look_up(facts, more=[one.subject for one in shown])
    return [_make_conflict(one, unnumbered) for one in shown]


def _make_conflict(one: Contradiction, statements: Statements) -> Conflict:
    first = one.facts[0]
    ends = [first.object, first.subject] if one.reason == "values" else [first.subject]
    about = [statements.entities[end] for end in ends if end in statements.entities and end != statements.own]
    return Conflict(one, tell_what(first), about, [_make_side(side, statements) for side in group_facts(one)])


def group_facts(one: Contradiction) -> list[list[Fact]]:
    """The facts that say the same value, in the order in which each value is first said."""
    order = {key: rank for rank, key in reversed(list(enumerate(map(_find_value, one.facts))))}
    by_value = sorted(one.facts, key=lambda fact: order[_find_value(fact)])
    return [list(same) for _value, same in groupby(by_value, key=_find_value)]


def _find_value(fact: Fact) -> tuple[str, str]:
    return fact.relation, fact.value


def _make_side(facts: list[Fact], statements: Statements) -> Side:
    value = write_value(facts[0], statements.entities)
    opened = statements.make(facts[:OPEN], most_notes=1)
    others = statements.make(facts[OPEN:MOST], most_notes=0)
    return Side(value, opened, others, max(0, len(facts) - MOST))


def tell_what(fact: Fact) -> str:
    """Of what the values are: "nombre de caméras", "voix pour"."""
    if fact.relation == "counts":
        return _("Number %(of_units)s") % {"of_units": write_of(fact.details.get("unit") or _UNIT)}
    return str(SAID_OF.get((fact.relation, fact.details.get("bound", ""))) or SAID_OF[(fact.relation, "")])

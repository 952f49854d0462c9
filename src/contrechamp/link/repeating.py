"""What is said once more: a fact that stands already takes one more passage instead of a second fact beside it."""

from collections.abc import Iterable
from dataclasses import replace

from contrechamp.link.view import FactFilter, View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.fact import MOST_SOURCES, Fact, Source

_MOST_COMPARED = 500  # facts of one subject, relation and object


class Repeats:
    """Finds what stands already, in the registry or among what this batch has made. `view` is the team's."""

    def __init__(self, view: View):
        self._view = view
        self._made: dict[tuple[str, str, str, str], list[Fact]] = {}

    def settle(self, fact: Fact, *, is_new: bool) -> tuple[Fact, bool]:
        """The fact itself, or the standing one with its further passages; and whether anything about it is new.

        `is_new`: one of its ends enters with it, so that nothing can stand about it yet.
        """
        made = self._made.setdefault((fact.subject, fact.relation, fact.object, fold(fact.value)), [])
        standing = next((one for one in made if is_same(one, fact)), None)
        if standing is None and not is_new:
            standing = find_standing(self._view, fact)
        told = add_sources(standing, fact.sources) if standing else fact
        if standing in made:
            made.remove(standing)
        made.append(told)
        return told, told != standing


def find_standing(view: View, fact: Fact) -> Fact | None:
    """The fact that says the same, of the same thing, at the same time as far as both know it."""
    wanted = FactFilter(subject=fact.subject, object=fact.object, relations=(fact.relation,))
    facts, _total = view.list_facts(wanted, limit=_MOST_COMPARED)
    return next((one for one in facts if bool(one.object) == bool(fact.object) and is_same(one, fact)), None)


def is_same(standing: Fact, fact: Fact) -> bool:
    """Whether two facts of one subject, relation and object say the same; what only one of them says is no difference.

    A bound is one ("at most 50,000" is not "50,000"), and who says it is one.
    """
    if (fold(standing.value), standing.according_to) != (fold(fact.value), fact.according_to):
        return False
    if standing.details.get("bound") != fact.details.get("bound"):
        return False
    pairs = [(standing.when, fact.when), (standing.under, fact.under)]
    pairs += [(standing.details.get(key, ""), said) for key, said in fact.details.items()]
    return all(first == second or not first or not second for first, second in pairs)


def add_sources(standing: Fact, sources: Iterable[Source]) -> Fact:
    """The same fact, with the passages that it does not cite yet, as far as it may cite more."""
    cited = {source.passage for source in standing.sources}
    further = [source for source in dict.fromkeys(sources) if source.passage not in cited]
    room = max(0, MOST_SOURCES - len(standing.sources))
    return replace(standing, sources=(*standing.sources, *further[:room]))

"""What would go with a decision that is undone: its entries, its facts, and the facts about its entries."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contrechamp.link.view import FactFilter, View
from contrechamp.vocabulary.judgement import Judgement, JudgementKind
from contrechamp.website.interface.words import write_number

MOST_LOOKED = 50  # entries whose facts are counted; batches of devices bring their own
MOST_FACTS = 500


class Scope(NamedTuple):
    """How many entries, facts and names a decision brought, with the facts that fall with its entries."""

    entities: int
    facts: int
    names: int

    @property
    def is_wide(self) -> bool:
        """Whether more than one thing goes: that is asked once more."""
        return self.entities + self.facts > 1 or self.names > 1

    def __str__(self) -> str:
        said = [
            (self.entities, ngettext("%(n)s entry", "%(n)s entries", self.entities)),
            (self.facts, ngettext("%(n)s fact", "%(n)s facts", self.facts)),
            (self.names, ngettext("%(n)s name", "%(n)s names", self.names)),
        ]
        return ", ".join(words % {"n": write_number(count)} for count, words in said if count)


def find_scope(view: View, judgement: Judgement) -> Scope:
    """Of an undoing: what comes back is not counted."""
    content = judgement.content
    entities = [said["id"] for said in content.get("entities", ())]
    stated = [said["id"] for said in content.get("facts", ())]
    facts = set(
        stated if len(stated) > MOST_LOOKED else (key for key in stated if not _stood(view, key, judgement))
    )
    for key in entities if len(entities) <= MOST_LOOKED else ():
        facts |= {fact.id for fact in view.list_facts(FactFilter(about=key), limit=MOST_FACTS)[0]}
    names = 0 if entities else len(content.get("names", ()))
    return Scope(len(entities), len(facts), names)


def count_made(view: View, kept: Sequence[Judgement]) -> tuple[int, int]:
    """How many facts and entries these decisions brought; a fact that took one more passage is none."""
    facts = 0
    for judgement in (view.find_judgement(one.id) or one for one in kept):  # as it stands in its chain
        stated = [said["id"] for said in judgement.content.get("facts", ())]
        is_long = len(stated) > MOST_LOOKED
        facts += len(stated) if is_long else sum(not _stood(view, key, judgement) for key in stated)
    return facts, sum(len(judgement.content.get("entities", ())) for judgement in kept)


def _stood(view: View, fact: str, judgement: Judgement) -> bool:
    """Whether an earlier decision states it: then it only loses what this one changed."""
    earlier, _total = view.list_judgements(thing=f"f:{fact}", limit=MOST_LOOKED)
    return any(
        one.kind == JudgementKind.FACT and not one.undone_by and one.sequence < judgement.sequence
        for one in earlier
    )


def name_undoing(scope: Scope) -> str:
    """The words of its button."""
    said = str(scope)
    return _("Undo this decision (%(said)s)") % {"said": said} if said else _("Undo this decision")

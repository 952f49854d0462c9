"""What becomes of a reader's contest: shown in a member's words, or set aside; the reader's words go either way."""

from django.db import transaction

from contrechamp.vocabulary.judgement import Judgement
from contrechamp.website.accounts.changes import note_act
from contrechamp.website.registry.changes import Who, contest_thing
from contrechamp.website.registry.models import Contest


def accept_contest(contest: Contest, thing: dict[str, str], *, reason: str, who: Who) -> list[Judgement]:
    """From now on everybody reads beside it that it is contested, and `reason`."""
    with transaction.atomic():
        contest.delete()
        return contest_thing(thing, reason=reason, who=who)


def set_contest_aside(contest: Contest, *, who: Who) -> None:
    """Nothing is shown."""
    with transaction.atomic():
        note_act(who.name, "contest set aside", subject=contest.target, at=who.at)
        contest.delete()

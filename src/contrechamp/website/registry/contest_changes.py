"""A reader's contest: let wait within bounds, then shown in a member's words or set aside; the reader's words go."""

import hashlib
from datetime import date, timedelta
from enum import StrEnum

from django.db import connection, transaction
from django.db.models import F

from contrechamp.vocabulary.judgement import Judgement
from contrechamp.website.accounts.changes import note_act
from contrechamp.website.registry.changes import Who, contest_thing
from contrechamp.website.registry.models import Contest, ContestTally, ContestToken

MOST_WAITING = 100
MOST_A_DAY = 30
MOST_ABOUT_ONE = 5  # so that one thing cannot fill the queue
LONGEST_REASON = 2000


class Received(StrEnum):
    """What became of a contest that was sent."""

    KEPT = "kept"
    FULL = "full"  # the queue, the day, or this target: nothing was kept
    AGAIN = "again"  # its form was sent before: nothing was kept


def receive_contest(target: str, *, reason: str, token: str, today: date) -> Received:
    """Let it wait; each form is taken once, by whichever process (T-B12). What is not kept leaves no trace."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    with transaction.atomic():
        if ContestToken.objects.filter(digest=digest).exists():
            return Received.AGAIN
        if _is_full(target, today=today):
            return Received.FULL
        ContestToken.objects.filter(day__lt=today - timedelta(days=1)).delete()  # they have expired since
        ContestTally.objects.filter(day__lt=today).delete()
        ContestToken.objects.create(digest=digest, day=today)
        ContestTally.objects.update_or_create(
            day=today, defaults={"count": F("count") + 1}, create_defaults={"count": 1}
        )
        Contest.objects.create(target=target, reason=reason[:LONGEST_REASON], received_on=today)
    return Received.KEPT


def _is_full(target: str, *, today: date) -> bool:
    count = ContestTally.objects.filter(day=today).values_list("count", flat=True).first() or 0
    waiting = Contest.objects.filter(target=target).count()
    return count >= MOST_A_DAY or waiting >= MOST_ABOUT_ONE or Contest.objects.count() >= MOST_WAITING


def accept_contest(contest: Contest, thing: dict[str, str], *, reason: str, who: Who) -> list[Judgement]:
    """From now on everybody reads beside it that it is contested, and `reason`."""
    with transaction.atomic():
        contest.delete()
        kept = contest_thing(thing, reason=reason, who=who)
    _wipe_words()
    return kept


def set_contest_aside(contest: Contest, *, who: Who) -> None:
    """Nothing is shown."""
    with transaction.atomic():
        note_act(who.name, "contest set aside", subject=contest.target, at=who.at)
        contest.delete()
    _wipe_words()


def _wipe_words() -> None:
    """What was deleted stands in the write-ahead log still, until that is taken in and cut."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

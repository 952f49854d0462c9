"""A reader's contest: let wait within bounds, then shown in a member's words or set aside; the reader's words go."""

import hashlib
from datetime import date, timedelta

from django.db import connection, transaction

from contrechamp.vocabulary.judgement import Judgement
from contrechamp.website.accounts.changes import note_act
from contrechamp.website.registry.changes import Who, contest_thing
from contrechamp.website.registry.models import Contest, ContestTally, ContestToken

MOST_WAITING = 100
MOST_A_DAY = 30
MOST_ABOUT_ONE = 5  # so that one thing cannot fill the queue
LONGEST_REASON = 2000


def use_token(token: str, *, today: date) -> bool:
    """False where the token was used before: each form is taken once, by whichever process."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    ContestToken.objects.filter(day__lt=today - timedelta(days=1)).delete()  # expired since (T-B12)
    _token, is_new = ContestToken.objects.get_or_create(digest=digest, defaults={"day": today})
    return is_new


def receive_contest(target: str, *, reason: str, today: date) -> bool:
    """Let it wait; False where the queue, the day or this target is full, and nothing was kept."""
    with transaction.atomic():
        tally, _is_new = ContestTally.objects.get_or_create(day=today)
        if tally.count >= MOST_A_DAY or Contest.objects.count() >= MOST_WAITING:
            return False
        if Contest.objects.filter(target=target).count() >= MOST_ABOUT_ONE:
            return False
        ContestTally.objects.filter(day__lt=today).delete()
        tally.count += 1
        tally.save(update_fields=["count"])
        Contest.objects.create(target=target, reason=reason[:LONGEST_REASON], received_on=today)
    return True


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

"""Every change to accounts, each with its line in the audit log."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from contrechamp.errors import AccountRefused
from contrechamp.website.accounts.models import AuditLine, Member

FREE_TRIES = 4
LONGEST_WAIT_SECONDS = 60  # long enough to make guessing hopeless, short enough not to lock the owner out


def note_act(member_name: str, verb: str, *, subject: str, at: datetime) -> None:
    """One line in the audit log."""
    AuditLine.objects.create(at=at, member_name=member_name[:80], verb=verb, subject=subject[:300])


def add_account(name: str, password: str) -> None:
    """Add a person to the team, or give them a new password; raises AccountRefused when it is too weak."""
    name = " ".join(name.split())
    if not 1 <= len(name) <= 80:
        raise AccountRefused("A name has 1 to 80 characters.")
    try:
        validate_password(password)
    except ValidationError as refusal:
        raise AccountRefused(" ".join(refusal.messages)) from None
    now = timezone.now()
    with transaction.atomic():
        known = Member.objects.filter(name__iexact=name).first()
        member = known or Member(name=name)
        member.set_password(password)
        member.failed_tries, member.no_try_before = 0, None
        member.save()
        note_act(name, "new password given" if known else "account added", subject=name, at=now)


def has_to_wait(member: Member, *, at: datetime) -> bool:
    return member.no_try_before is not None and at < member.no_try_before


def note_failed_try(member: Member, *, at: datetime) -> None:
    """After four wrong passwords each further try waits twice as long, up to a minute."""
    member.failed_tries += 1
    behind = member.failed_tries - FREE_TRIES
    if behind > 0:
        seconds = min(2**behind, LONGEST_WAIT_SECONDS) if behind < 10 else LONGEST_WAIT_SECONDS
        member.no_try_before = at + timedelta(seconds=seconds)
    member.save(update_fields=["failed_tries", "no_try_before"])


def forget_failed_tries(member: Member) -> None:
    if member.failed_tries:
        member.failed_tries, member.no_try_before = 0, None
        member.save(update_fields=["failed_tries", "no_try_before"])

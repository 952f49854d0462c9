"""Every change to accounts, each with its line in the audit log."""

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from contrechamp.errors import AccountExists, AccountRefused, AccountUnknown
from contrechamp.website.accounts.models import AuditLine, Member

FREE_TRIES = 4
LONGEST_WAIT_SECONDS = 60  # long enough to make guessing hopeless, short enough not to lock the owner out


def note_act(member_name: str, verb: str, *, subject: str, at: datetime) -> None:
    """One line in the audit log."""
    AuditLine.objects.create(at=at, member_name=member_name[:80], verb=verb, subject=subject[:300])


def has_account(name: str) -> bool:
    return _find_member(name) is not None


def find_name(name: str) -> str:
    """The name as the account has it, capitals included; AccountUnknown."""
    member = _find_member(name)
    if member is None:
        raise AccountUnknown("No account is called {name}.", name=_tidy(name))
    return member.name


def check_name(name: str, *, is_known: bool) -> None:
    """AccountExists, AccountUnknown or AccountRefused when no account of that name can be added, or changed."""
    if not 1 <= len(_tidy(name)) <= 80:
        raise AccountRefused("A name has 1 to 80 characters.")
    if is_known and not has_account(name):
        raise AccountUnknown("No account is called {name}.", name=_tidy(name))
    if not is_known and has_account(name):
        raise AccountExists("An account called {name} exists already.", name=_tidy(name))


def add_account(name: str, password: str) -> None:
    """Add a person to the team; raises as `check_name` does, and AccountRefused when the password is too weak."""
    with transaction.atomic():
        check_name(name, is_known=False)
        _save_password(Member(name=_tidy(name)), password, verb="account added")


def change_password(name: str, password: str) -> None:
    """Give a person of the team a new password; raises as `add_account` does."""
    with transaction.atomic():
        check_name(name, is_known=True)
        _save_password(_find_member(name), password, verb="new password given")


def _save_password(member: Member, password: str, *, verb: str) -> None:
    try:
        validate_password(password)
    except ValidationError as refusal:
        raise AccountRefused(" ".join(refusal.messages)) from None
    member.set_password(password)
    member.failed_tries, member.no_try_before = 0, None
    member.save()
    note_act(member.name, verb, subject=member.name, at=timezone.now())


def _find_member(name: str) -> Member | None:
    return Member.objects.filter(name__iexact=_tidy(name)).first()


def _tidy(name: str) -> str:
    return " ".join(name.split())


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

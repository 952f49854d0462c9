"""Members of the team, and the lines of what they did."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class MemberManager(BaseUserManager):
    """Finds a member by name, capitals aside."""

    def get_by_natural_key(self, username: str) -> "Member":
        return self.get(name__iexact=username)


class Member(AbstractBaseUser):
    """Somebody of the team: a name and a password, no address, no date of last visit."""

    last_login = None
    name = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField(default=True)
    failed_tries = models.PositiveIntegerField(default=0)
    no_try_before = models.DateTimeField(null=True)

    USERNAME_FIELD = "name"
    objects = MemberManager()

    def __str__(self) -> str:
        return self.name


class AuditLine(models.Model):
    """Who did what to what, and when; lines are added, never changed."""

    at = models.DateTimeField()
    member_name = models.CharField(max_length=80)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=300)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.member_name} {self.verb} {self.subject}"

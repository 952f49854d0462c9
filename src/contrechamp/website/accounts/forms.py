"""The form by which the team signs in."""

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contrechamp.website.accounts.changes import forget_failed_tries, has_to_wait, note_failed_try
from contrechamp.website.accounts.models import Member


class SignInForm(forms.Form):
    """Name and password; a wrong name, a wrong password and too many tries get the same answer."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages={"required": gettext_lazy("Write your name.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Write your password.")},
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        name, password = cleaned.get("name"), cleaned.get("password")
        if name and password:
            self.member = self.find_member(name, password)
        return cleaned

    def find_member(self, name: str, password: str) -> Member:
        """The member who signs in; authenticating takes as long for a name that does not exist."""
        now = timezone.now()
        known = Member.objects.filter(name__iexact=name).first()
        member = authenticate(username=name, password=password)
        if known and has_to_wait(known, at=now):
            member = None
        elif known and member is None:
            note_failed_try(known, at=now)
        if member is None:
            raise ValidationError(
                _("This name and this password do not go together. After several tries, wait one minute.")
            )
        forget_failed_tries(member)
        return member

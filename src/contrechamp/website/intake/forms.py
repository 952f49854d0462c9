"""Forms of the intake."""

from django import forms
from django.utils.translation import gettext_lazy


class UploadForm(forms.Form):
    """Where the files go; the files themselves come straight from the request, with their paths."""

    collection = forms.CharField(
        label=gettext_lazy("Collection"),
        help_text=gettext_lazy(
            "An existing one, or a new name. A new collection is for the team alone until it is published."
        ),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "collection-names", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the name of a collection.")},
    )


class PasswordForm(forms.Form):
    """What opens a document: kept with the archive's state, told to nobody."""

    password = forms.CharField(
        label=gettext_lazy("Password of the document"),
        help_text=gettext_lazy("It is kept in the archive so that the document can be read again later."),
        max_length=500,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the password.")},
    )


class WithdrawForm(forms.Form):
    """Why a document is withdrawn: kept for the team, in the audit log."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        help_text=gettext_lazy("Kept in the archive and read by the team only."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write why, in a few words.")},
    )

"""Forms of the intake."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.translation import gettext_lazy

from contrechamp.pipeline.column_memory import list_fields
from contrechamp.pipeline.importing import ColumnReport, TableReport
from contrechamp.spot.columns import IGNORED


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


class ColumnsForm(forms.Form):
    """What each column of a file's tables holds: one select a column, named by the table's signature and its place."""

    def __init__(self, data: dict | None, *, reports: Sequence[TableReport], kind: str):
        super().__init__(data)
        self._reports = reports
        fields = [(name, label) for name, label in list_fields(kind).items()]
        choices = [("", gettext_lazy("not understood")), *fields, (IGNORED, gettext_lazy("nothing for us"))]
        for report in reports:
            for place, column in enumerate(report.columns):
                self.fields[_name_field(report, place)] = forms.ChoiceField(
                    label=column.heading or gettext_lazy("(without heading)"),
                    choices=choices,
                    required=False,
                    initial=column.field,
                )

    def give_tables(self) -> Iterator[tuple[TableReport, list[tuple[ColumnReport, forms.BoundField]]]]:
        """Each table with its columns and their selects."""
        for report in self._reports:
            fields = [self[_name_field(report, place)] for place in range(len(report.columns))]
            yield report, list(zip(report.columns, fields, strict=True))

    def give_said(self) -> Iterator[tuple[TableReport, dict[str, str]]]:
        """Each table with what the person says otherwise than its headings do, by heading."""
        for report in self._reports:
            said = {}
            for place, column in enumerate(report.columns):
                chosen = self.cleaned_data[_name_field(report, place)]
                if chosen != column.field and column.heading:
                    said[column.heading] = chosen or IGNORED
            yield report, said


def _name_field(report: TableReport, place: int) -> str:
    return f"column-{report.signature}-{place}"

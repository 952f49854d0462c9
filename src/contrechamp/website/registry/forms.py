"""Forms of the registry: what is said beside the ends of a fact, the words of an entry, a reader's contest."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contrechamp.link.relations import find_relation
from contrechamp.link.times import is_time
from contrechamp.text.typed import read_typed_count, read_typed_date, read_typed_sum
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact, Relation
from contrechamp.website.interface.words import write_date
from contrechamp.website.registry.words import BOUNDS, DATED, DETAILS, IDENTIFIERS, VALUES, list_sorts

DATES_HELP = gettext_lazy("As the paper has it, and no more exactly: 2013, June 2013, 25/06/2013.")
NO_DATE = gettext_lazy("This is no date: write 2013, June 2013 or 25/06/2013.")
UNREADABLE = {
    "sum": gettext_lazy("Write a sum in euros: 148,200 or 148,200.50."),
    "count": gettext_lazy("Write a number: 12."),
    "days": gettext_lazy("Write a number of days: 15."),
    "date": NO_DATE,
}
_PLAIN = {"autocomplete": "off"}


def write_typed_date(partial: str) -> str:
    """A date as the help of its field writes it: "2013", "juin 2013", "25/06/2013"."""
    return (
        "/".join(reversed(partial.split("-"))) if len(partial) == len("2013-06-25") else write_date(partial)
    )


class DateTyped(forms.CharField):
    """A partial date as a person writes it; its clean value is ISO 8601, or ""."""

    def __init__(self, **more):
        super().__init__(required=False, max_length=60, widget=forms.TextInput(attrs=_PLAIN), **more)

    def clean(self, value: str) -> str:
        found = read_typed_date(super().clean(value))
        if found is None:
            raise ValidationError(NO_DATE)
        return found


class FactForm(forms.Form):
    """Value, time and note of a fact; only what its relation takes is asked."""

    value = forms.CharField(required=False, max_length=2000, widget=forms.TextInput(attrs=_PLAIN))
    bound = forms.ChoiceField(required=False, label=gettext_lazy("What this sum is"))
    when = DateTyped(label=gettext_lazy("When, or since when"), help_text=DATES_HELP)
    until = DateTyped(label=gettext_lazy("Until when, for a period"))
    is_since = forms.BooleanField(
        required=False, label=gettext_lazy("It goes on since then, as far as we know")
    )
    note = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("Shown beside the fact, to everybody who sees it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Mapping | None = None, *, relation: Relation, **more):
        super().__init__(data, **more)
        self.relation = relation
        self.fields["value"].label = VALUES.get(relation.value, "")
        self.fields["bound"].choices = [("", _("not said")), *((key, BOUNDS[key]) for key in relation.bounds)]
        if not relation.value:
            del self.fields["value"]
        if not relation.bounds:
            del self.fields["bound"]

    def clean_value(self) -> str:
        typed = self.cleaned_data["value"].strip()
        if not typed:
            if not self.relation.has_both:
                raise ValidationError(_("Write what the passage says."))
            return ""
        readers = {"sum": read_typed_sum, "count": read_typed_count, "days": read_typed_count}
        read = readers.get(self.relation.value, read_typed_date if self.relation.value == "date" else str)
        if found := read(typed):
            return found
        raise ValidationError(UNREADABLE[self.relation.value])

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("when", ""), cleaned.get("until", "")
        cleaned["time"] = (
            f"{first}/{last}" if last else f"{first}/" if first and cleaned.get("is_since") else first
        )
        if not is_time(cleaned["time"]):
            self.add_error("until", _("The end comes before the beginning."))
        return cleaned

    @property
    def details(self) -> dict[str, str]:
        bound = self.cleaned_data.get("bound", "")
        return {"bound": bound} if bound else {}


def tell_initial(fact: Fact) -> dict[str, object]:
    """A fact as its form shows it."""
    first, slash, last = fact.when.partition("/")
    value = write_typed_date(fact.value) if find_relation(fact.relation).value == "date" else fact.value
    said = {"value": value, "bound": fact.details.get("bound", ""), "note": fact.note}
    return {
        **said,
        "when": write_typed_date(first),
        "until": write_typed_date(last),
        "is_since": bool(slash and not last),
    }


class EntityForm(forms.Form):
    """The words of an entry: name, what it is, role, identifiers, details."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=300,
        widget=forms.TextInput(attrs=_PLAIN),
        error_messages={"required": gettext_lazy("Write a name.")},
    )
    sort = forms.ChoiceField(required=False, label=gettext_lazy("What it is"))
    role = forms.CharField(
        required=False,
        label=gettext_lazy("Public role"),
        help_text=gettext_lazy("Of a person, and of nobody and nothing else."),
        max_length=300,
    )

    def __init__(self, data: Mapping | None = None, *, entity: Entity, said: Mapping[str, str] | None = None):
        """`said` is what was typed when something else was asked: it stays, and nothing is wrong with it yet."""
        initial = {"name": entity.name, "sort": f"{entity.kind}:{entity.category}", "role": entity.role}
        super().__init__(data, initial=initial)
        self.entity = entity
        sorts = list_sorts((str(entity.kind),))
        if initial["sort"] not in dict(sorts):
            sorts.append((initial["sort"], entity.category))
        self.fields["sort"].choices = sorts
        if entity.kind != "actor":
            del self.fields["role"]
        for key, label in IDENTIFIERS[entity.kind]:
            self._add(f"identifier-{key}", label, entity.identifiers.get(key, ""))
        for key, label in DETAILS.get(entity.kind, ()):
            self._add(f"detail-{key}", label, entity.details.get(key, ""), is_date=key in DATED)
        self.initial |= {key: text for key, text in (said or {}).items() if key in self.fields}

    def _add(self, name: str, label: object, initial: str, *, is_date: bool = False) -> None:
        field = (
            DateTyped(label=label)
            if is_date
            else forms.CharField(label=label, required=False, max_length=300)
        )
        self.fields[name] = field
        self.initial[name] = write_typed_date(initial) if is_date else initial

    def list_changes(self) -> dict[str, object]:
        """What is said otherwise than before, as a CORRECT judgement takes it."""
        said = self.cleaned_data
        changes: dict[str, object] = {
            "name": said["name"].strip(),
            "category": said.get("sort", "").partition(":")[2],
            "role": said.get("role", "").strip(),
            "identifiers": self._join("identifier-", self.entity.identifiers),
            "details": self._join("detail-", self.entity.details),
        }
        return {key: new for key, new in changes.items() if new != getattr(self.entity, key)}

    def _join(self, prefix: str, before: Mapping[str, str]) -> dict[str, str]:
        said = {
            name[len(prefix) :]: text for name, text in self.cleaned_data.items() if name.startswith(prefix)
        }
        return {key: text.strip() for key, text in {**before, **said}.items() if text.strip()}


class ContestForm(forms.Form):
    """Why a reader contests something, and nothing about the reader."""

    reason = forms.CharField(
        label=gettext_lazy("What is wrong, and how do you know?"),
        help_text=gettext_lazy(
            "At most 2,000 characters. Do not write who you are, nor anything about a private person."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": gettext_lazy("Write what is wrong, in a few words.")},
    )


class AcceptForm(forms.Form):
    """What everybody will read beside what is contested: the member's words, not the reader's."""

    reason = forms.CharField(
        label=gettext_lazy("What everybody will read beside it"),
        help_text=gettext_lazy(
            "In your own words: what is denied, and on what grounds. Name no private person."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what everybody will read.")},
    )

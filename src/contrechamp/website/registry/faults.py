"""Why a decision was not kept, in the words of the screen."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contrechamp.errors import (
    EntityUnknown,
    FactWithoutPassage,
    JudgementRefused,
    PersonWithoutRole,
    SecondPersonNeeded,
)

SENTENCES = {
    FactWithoutPassage: gettext_lazy(
        "No passage says it, or its page says something else by now: choose it again."
    ),
    PersonWithoutRole: gettext_lazy("A person enters in a public role alone, with the passage that says it."),
    SecondPersonNeeded: gettext_lazy(
        "You wrote these words yourself: another member of the team must confirm them."
    ),
    EntityUnknown: gettext_lazy("This entry of the registry is no longer there."),
}
MESSAGES = {
    "These two are one already.": gettext_lazy("These two are one already."),
    "An entity can only be merged with another one of its kind.": gettext_lazy(
        "Only two entries of the same kind can be merged."
    ),
    "This passage does not say what is counted: choose the project.": gettext_lazy(
        "Say of what the numbers are."
    ),
    "This passage does not say who voted: choose the council.": gettext_lazy(
        "Say who voted: choose the council."
    ),
    "This row does not say who buys: choose the buyer.": gettext_lazy("Say who buys: the row does not."),
    "Nothing that this proposal says can be established.": gettext_lazy(
        "Nothing that one of these proposals says can be established: refuse it."
    ),
    "One of these proposals no longer waits.": gettext_lazy("One of these proposals no longer waits."),
    "This judgement was undone already.": gettext_lazy("This decision was undone already."),
    "An entity needs a name of 1 to 300 characters.": gettext_lazy("A name has 1 to 300 characters."),
}


def explain_refusal(error: JudgementRefused) -> str:
    """What is wrong, and that nothing was written."""
    said = SENTENCES.get(type(error)) or MESSAGES.get(error.message) or _("This does not go together.")
    return f"{said} {_('Nothing was written.')}"

"""What the search says about a question that it did not take word for word."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOTES = {
    "not_understood": gettext_lazy(
        "A part of the question was not understood: it was searched as plain words."
    ),
    "too_many_words": gettext_lazy("The question was long: its last words were left out."),
    "too_many_expansions": gettext_lazy(
        "A beginning of word was too short: only its most frequent words were searched."
    ),
    "date_ignored": gettext_lazy("A date was not understood and was left out."),
}


def explain_notes(keys: Iterable[str]) -> list[str]:
    """A sentence for each note; "key: words" names the words concerned."""
    sentences = []
    for key in keys:
        name, _colon, words = key.partition(":")
        sentence = str(NOTES.get(name.strip(), NOTES["not_understood"]))
        sentences.append(
            _("%(sentence)s (%(words)s)") % {"sentence": sentence, "words": words.strip()}
            if words.strip()
            else sentence
        )
    return list(dict.fromkeys(sentences))

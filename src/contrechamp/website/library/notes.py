"""What the search says about a question that it did not take word for word."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOTES = {
    "unclosed_quote": gettext_lazy("A quotation mark was not closed: we closed it at the end."),
    "unclosed_parenthesis": gettext_lazy("A parenthesis was not closed: we closed it at the end."),
    "operator_alone": gettext_lazy("A word such as ET, OU or SAUF stood alone: it was left out."),
    "unknown_field": gettext_lazy("We do not know this field: it was searched as a word."),
    "unknown_date": gettext_lazy("This date was not understood: it was left out."),
    "star_only_at_end": gettext_lazy("The star stands for the end of a word only."),
    "prefix_too_short": gettext_lazy("This beginning of a word is too short: it was searched as a word."),
    "prefix_too_wide": gettext_lazy("Very many words begin so: the most frequent ones were searched."),
    "fuzzy_too_short": gettext_lazy(
        "This word is too short to be searched roughly: it was searched as it is."
    ),
    "searched_roughly": gettext_lazy(
        "No page has this word: words that are written nearly so were searched."
    ),
    "common_word": gettext_lazy("This word stands on nearly every page: it was left out."),
    "too_many_words": gettext_lazy("The question has very many words: the last ones were left out."),
    "too_deep": gettext_lazy("The question has too many parentheses inside one another: it was simplified."),
    "question_cut": gettext_lazy("The question was very long: its end was left out."),
    "too_far": gettext_lazy("One does not look so far down a list: narrow the search instead."),
    "nothing_to_search": gettext_lazy("There is no word to search for in this question."),
    "index_outdated": gettext_lazy(
        "The index is being made again after a change of version: come back in a moment, nothing is lost."
    ),
}
OTHERWISE = gettext_lazy("A part of the question was not understood: it was searched as plain words.")


def explain_notes(keys: Iterable[str]) -> list[str]:
    """A sentence for each note, once; "key:words" names the words concerned."""
    sentences = []
    for key in keys:
        name, _colon, about = key.partition(":")
        sentence = str(NOTES.get(name, OTHERWISE))
        if about and not about.isdigit():
            sentence = _("“%(words)s”: %(sentence)s") % {"words": about, "sentence": lower_first(sentence)}
        sentences.append(sentence)
    return list(dict.fromkeys(sentences))


def lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]

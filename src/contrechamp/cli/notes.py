"""What a search says about a question that it did not take word for word, in the words of the site."""

from collections.abc import Iterable

from contrechamp.cli.speech import say

_WORDS = {
    "unclosed_quote": "A quotation mark was not closed: we closed it at the end.",
    "unclosed_parenthesis": "A parenthesis was not closed: we closed it at the end.",
    "operator_alone": "A word such as ET, OU or SAUF stood alone: it was left out.",
    "unknown_field": "We do not know this field: it was searched as a word.",
    "unknown_date": "This date was not understood: it was left out.",
    "star_only_at_end": "The star stands for the end of a word only.",
    "prefix_too_short": "This beginning of a word is too short: it was searched as a word.",
    "prefix_too_wide": "Very many words begin so: the most frequent ones were searched.",
    "fuzzy_too_short": "This word is too short to be searched roughly: it was searched as it is.",
    "searched_roughly": "No page has this word: words that are written nearly so were searched.",
    "common_word": "This word stands on nearly every page: it was left out.",
    "too_many_words": "The question has very many words: the last ones were left out.",
    "too_deep": "The question has too many parentheses inside one another: it was simplified.",
    "question_cut": "The question was very long: its end was left out.",
    "too_far": "One does not look so far down a list: narrow the search instead.",
    "nothing_to_search": "There is no word to search for in this question.",
    "index_outdated": "The index is being made again after a change of version: "
    "come back in a moment, nothing is lost.",
}


def explain_notes(keys: Iterable[str]) -> list[str]:
    """A sentence for each note, once; "key:words" names the words concerned."""
    return list(dict.fromkeys(_explain(*key.partition(":")) for key in keys))


def _explain(name: str, _colon: str, about: str) -> str:
    otherwise = say("A part of the question was not understood: it was searched as plain words.")
    sentence = say(_WORDS[name]) if name in _WORDS else otherwise
    if not about or about.isdigit():
        return sentence
    return say("“{words}”: {remark}", words=about, remark=sentence[:1].lower() + sentence[1:])

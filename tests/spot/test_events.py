"""Events: the words for what happened, and their date."""

import pytest

from contrechamp.spot import events
from contrechamp.spot.lexicons import open_lexicons

LEXICONS = open_lexicons()


def find(text):
    return [
        (text[one.start : one.end], one.value, one.details.get("date", ""))
        for one in events.find(text, LEXICONS)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La mise en service est du 3 mars 2020.", [("mise en service", "commissioning", "2020-03-03")]),
        (
            "Séance du conseil municipal du 28/02/2019",
            [("Séance du conseil municipal", "council_session", "2019-02-28")],
        ),
        (
            "Les élections municipales de mars 2020 approchent",
            [("élections municipales", "election", "2020-03")],
        ),
        ("Deux phases de test. Le 4 mai 2021, rien.", [("phases de test", "experiment", "")]),
        ("Une pétition est lancée contre les micros.", [("pétition", "petition", "")]),
        (
            "L’abrogation de la délibération, votée le 25 mai 2023",
            [("abrogation de la délibération", "cancellation", "2023-05-25")],
        ),
    ],
)
def test_an_event_is_found_by_its_words_and_takes_the_date_of_its_sentence(text, expected):
    assert find(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Il paiera l'amende honorable de sa légende.",
        "La manifestation de ses talents",
        "un salon de coiffure",
    ],
)
def test_words_of_every_day_are_no_events(text):
    assert find(text) == []


def test_every_event_of_the_lexicon_is_found_by_each_of_its_sure_names():
    for entry in LEXICONS.list_entries("event"):
        for name in entry.names:
            if name != entry.label:
                found = [value for _, value, _ in find(f"Le {name} a eu lieu.")]
                assert found, name
        assert entry.source


def test_a_hostile_page_gives_no_event_too_many():
    assert find("mise en service " * 1000)[0][1] == "commissioning"
    assert find("1" * 20_000) == []

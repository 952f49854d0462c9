"""Votes as minutes say them."""

import pytest

from contrechamp.link.votes import find_votes

LISTED = "Pour : 49\nContre :\nAbstentions :\nAdopté à l’unanimité.\n"


def read(text: str) -> list[dict[str, str]]:
    return [vote.fields for vote in find_votes(text)]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (LISTED, {"votes_for": "49", "outcome": "Adopté à l’unanimité"}),
        (
            "Pour : 44\nContre : 8\nAbstentions : 2\nAdopté à la majorité.",
            {"votes_for": "44", "votes_against": "8", "abstentions": "2", "outcome": "Adopté à la majorité"},
        ),
        (
            "Pour 23\nContre 9\nAbstentions 3\nDÉLIBÉRATION ADOPTÉE À LA MAJORITÉ.",
            {"votes_for": "23", "votes_against": "9", "abstentions": "3", "outcome": "ADOPTÉE À LA MAJORITÉ"},
        ),
        (
            "Dix-neuf voix pour, treize contre, trois abstentions : la délibération est adoptée à la majorité.",
            {
                "votes_for": "19",
                "votes_against": "13",
                "abstentions": "3",
                "outcome": "adoptée à la majorité",
            },
        ),
        (
            "Le vœu est rejeté\npar 21 voix contre, 12 pour et 2 abstentions.",
            {"votes_for": "12", "votes_against": "21", "abstentions": "2", "outcome": "rejeté"},
        ),
        ("33 voix pour, aucune voix contre", {"votes_for": "33", "votes_against": "0"}),
        ("La question est adoptée à l'unanimité.", {"outcome": "adoptée à l'unanimité"}),
    ],
)
def test_a_vote_is_read_as_it_is_written(text, fields):
    assert read(text) == [fields]


def test_forty_six_for_ten_against_adopted_unanimously_is_quoted_and_not_repaired():
    (vote,) = find_votes("Le rapport, par 46 voix pour et 10 contre, est adopté à l'unanimité.")
    assert vote.fields == {"votes_for": "46", "votes_against": "10", "outcome": "adopté à l'unanimité"}


def test_the_number_of_a_page_above_a_list_is_no_vote():
    assert read(f"23\n{LISTED}") == [{"votes_for": "49", "outcome": "Adopté à l’unanimité"}]


def test_what_is_said_aloud_and_then_written_is_one_vote():
    said = "Qui s'abstient ? Trois abstentions. Adopté à l'unanimité des exprimés.\n"
    (fields,) = read(f"{said}Pour : 62\nContre :\nAbstentions : 3\nAdopté à l’unanimité.")
    assert fields["votes_for"] == "62" and fields["abstentions"] == "3"
    assert fields["outcome"] == "Adopté à l'unanimité des exprimés; Adopté à l’unanimité"


def test_two_votes_that_follow_each_other_stay_two():
    item = "5- Convention avec une association de quartier pour la saison des spectacles.\n"
    assert [one["votes_for"] for one in read(LISTED + item + LISTED.replace("49", "51"))] == ["49", "51"]


@pytest.mark.parametrize(
    "text",
    [
        "La ville vote un crédit pour 2014 contre les inondations.",
        "Élue maire par 22 voix contre 10 à son adversaire.",
        "Les membres ayant voix consultative siègent pour trois ans.",
        "Le règlement est approuvé.",
        "",
    ],
)
def test_other_words_are_no_vote(text):
    assert read(text) == []


def test_a_vote_stands_where_it_says():
    text = f"Un mot d’abord.\n{LISTED}Un mot ensuite."
    (vote,) = find_votes(text)
    assert text[vote.start : vote.end] == LISTED.rstrip(".\n")

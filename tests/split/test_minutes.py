"""The items of a council's minutes, in the many ways in which clerks number them."""

import pytest
from tests.split.papers import read_text, split_texts

FRONT = "Ville de Beaupré\nPROCÈS-VERBAL\nSéance publique du jeudi 4 mars 2021\nPrésents : trente."
VOTE = "Pour : 30\nContre :\nAbstentions :\nAdopté à l'unanimité."
TITLES = ["Budget primitif", "Plan vélo", "Observatoire du bruit", "Tableau des emplois"]
STYLES = [
    "{n}- {t}",
    "{n} – {t}",
    "{n}. {t}",
    "2021-{n:03} {t}",
    "2021/{n} : {t}",
    "Affaire n° {n} : {t}",
    "{n}) {t}",
]


def write_minutes(style):
    items = [
        f"{style.format(n=n, t=t)}\nOdile FARGUE :\nIl est proposé de voter.\n{VOTE}"
        for n, t in enumerate(TITLES, 1)
    ]
    return [FRONT + "\n" + "\n".join(items[:2]), "\n".join(items[2:])]


@pytest.mark.parametrize("style", STYLES)
def test_every_item_is_an_act_with_its_title(style):
    acts = split_texts(write_minutes(style), kind="minutes")
    assert [act.title for act in acts] == TITLES
    assert [(act.first_page, act.last_page) for act in acts] == [(1, 1), (1, 1), (2, 2), (2, 2)]
    assert {(act.kind, act.rule, act.date) for act in acts} == {("deliberation", "item", "2021-03-04")}


def test_the_number_of_an_item_is_as_written():
    assert [act.number for act in split_texts(write_minutes("2021-{n:03} — {t}"), kind="minutes")][:2] == [
        "2021-001",
        "2021-002",
    ]


def test_an_item_ends_where_the_next_one_begins():
    pages = write_minutes("{n}- {t}")
    acts = split_texts(pages, kind="minutes")
    assert read_text(acts[0], pages).startswith("1- Budget primitif\n")
    assert read_text(acts[0], pages).endswith("Adopté à l'unanimité.\n")
    assert read_text(acts[1], pages).endswith("Adopté à l'unanimité.")


def test_numbered_lists_inside_an_item_are_no_items():
    pages = write_minutes("{n}- {t}")
    pages[0] = pages[0].replace(
        "Il est proposé de voter.", "Il est proposé :\n1- D'approuver ;\n2- De signer ;\n3- De payer ;", 1
    )
    assert [act.title for act in split_texts(pages, kind="minutes")] == TITLES


def test_the_order_of_business_before_the_items_is_passed_over():
    pages = write_minutes("2021-{n:03} {t}")
    pages[0] = (
        FRONT
        + "\nOrdre du jour\n"
        + "\n".join(f"2021-{n:03} {t}" for n, t in enumerate(TITLES, 1))
        + pages[0]
    )
    acts = split_texts(pages, kind="minutes")
    assert [act.title for act in acts] == TITLES
    assert acts[-1].first_page == 2


def test_an_item_that_was_withdrawn_does_not_break_the_sequence():
    pages = write_minutes("{n}- {t}")
    pages[1] = pages[1].replace("3- Observatoire du bruit", "AFFAIRE RETIRÉE")
    assert [act.number for act in split_texts(pages, kind="minutes")] == ["1", "2", "4"]


def test_a_title_over_several_lines_ends_where_somebody_reports():
    pages = write_minutes("{n}- {t}")
    pages[0] = pages[0].replace("Plan vélo\n", "Plan vélo\nRue Haute et rue Basse\nAutorisation de signer\n")
    assert (
        split_texts(pages, kind="minutes")[1].title
        == "Plan vélo Rue Haute et rue Basse Autorisation de signer"
    )


def test_a_broken_word_of_a_title_is_made_whole():
    pages = write_minutes("2021-{n:03}. {t}")
    pages[0] = pages[0].replace(
        "Plan vélo\nOdile FARGUE :", "Plan « Vélo se-\nrein »\nMme la maire donne lecture."
    )
    assert split_texts(pages, kind="minutes")[1].title == "Plan « Vélo serein »"


def test_minutes_without_numbers_have_no_acts():
    assert (
        split_texts(
            [FRONT, "La séance est ouverte.\nMme FARGUE : oui.\nLa séance est levée."], kind="minutes"
        )
        == ()
    )


def test_lists_of_minutes_without_any_vote_are_no_items():
    report = "Le maire rappelle :\n1. le coût des travaux ;\n2. leur durée ;\n3. le bruit ;\n4. la poussière."
    assert split_texts([FRONT, report], kind="minutes") == ()

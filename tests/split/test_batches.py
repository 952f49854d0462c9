"""Orders or deliberations one after the other, without a summary; and papers that are one act."""

import pytest
from tests.split.papers import ORDER, SIGNED, make_pages, read_text, split_pages, split_texts, write_orders

DELIBERATION = """Ville de Beaupré
EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS N° 2021-{n:03}
DU CONSEIL MUNICIPAL
Séance du 4 mars 2021
Objet : {subject}
Le conseil municipal, vu le code, après en avoir délibéré, adopte."""


def test_each_signed_order_of_a_batch_is_an_act():
    pages = write_orders(4)
    acts = split_texts(pages, kind="order")
    assert [(act.first_page, act.last_page, act.number) for act in acts] == [
        (2 * n - 1, 2 * n, f"2021-{n:03}") for n in range(1, 5)
    ]
    assert [act.date for act in acts] == [f"2021-03-0{n}" for n in range(1, 5)]
    assert read_text(acts[0], pages) == "\n".join(pages[:2])


def test_orders_that_follow_one_another_on_a_page_are_acts():
    pages = ["\n".join(write_orders(3))]
    acts = split_texts(pages, kind="gazette")
    assert [(act.first_page, act.last_page, act.number) for act in acts] == [
        (1, 1, f"2021-00{n}") for n in (1, 2, 3)
    ]
    assert all(
        "Article 2" in read_text(act, pages) and read_text(act, pages).count("Fait à") == 1 for act in acts
    )


def test_each_deliberation_of_a_batch_is_an_act():
    pages = [DELIBERATION.format(n=n, subject="règlement") for n in (7, 8, 9)]
    acts = split_texts(pages, kind="deliberation")
    assert [(act.first_page, act.number, act.kind) for act in acts] == [
        (1, "2021-007", "deliberation"),
        (2, "2021-008", "deliberation"),
        (3, "2021-009", "deliberation"),
    ]


@pytest.mark.parametrize("kind", ["order", "deliberation", ""])
def test_a_paper_that_is_one_act_has_none_inside(kind):
    assert split_texts([ORDER.format(n=1), SIGNED.format(day=1)], kind=kind) == ()
    assert split_texts([DELIBERATION.format(n=1, subject="voirie")], kind=kind) == ()


def test_a_heading_repeated_on_every_page_is_one_act():
    assert split_texts([DELIBERATION.format(n=1, subject="voirie")] * 3, kind="deliberation") == ()
    assert split_texts([ORDER.format(n=1), ORDER.format(n=1), SIGNED.format(day=1)], kind="order") == ()


def test_orders_that_an_order_cites_are_no_acts():
    cited = "Vu l'arrêté préfectoral n° 2020-004 ;\nArrêté préfectoral n° 2020-005 susvisé ;\nConsidérant le risque ;"
    assert split_texts([ORDER.format(n=1), cited, SIGNED.format(day=1)], kind="order") == ()


def test_the_verb_of_an_order_is_no_heading():
    assert (
        split_texts(
            [ORDER.format(n=1), "ARRETE\nArticle 1er\nVu le plan\n" + SIGNED.format(day=2)], kind="order"
        )
        == ()
    )


def test_a_heading_at_the_end_of_a_page_begins_an_act_when_its_grounds_follow():
    heading = "\n".join(ORDER.format(n=2).split("\n")[:5])
    grounds = "\n".join(ORDER.format(n=2).split("\n")[5:]) + "\n" + SIGNED.format(day=2)
    acts = split_texts([*write_orders(1), heading, grounds], kind="order")
    assert [(act.first_page, act.last_page) for act in acts] == [(1, 2), (3, 4)]


def test_a_signature_glued_to_the_text_and_to_a_running_footer_is_read():
    signed = """voir www.telerecours.exempleFait à Beaupré, le 6 mai 2021
Pour le préfet et par délégation
La cheffe du bureau
Signé
Odile FARGUEPréfecture de la Lorme - 96-2021-05-05-00009 - Commission 14"""
    acts = split_texts([ORDER.format(n=1), signed, *write_orders(2)[2:]], kind="order")
    assert acts[0].date == "2021-05-06"
    assert acts[0].signatory == "Pour le préfet et par délégation La cheffe du bureau Odile FARGUE"


@pytest.mark.parametrize("media_type", ["text/csv", "message/rfc822", "application/vnd.ms-excel"])
def test_rows_and_messages_hold_no_acts(media_type):
    assert split_pages(make_pages(write_orders(3)), media_type=media_type) == ()


@pytest.mark.parametrize("kind", ["letter", "contract", "budget", "tender", "message", "press", "report"])
def test_papers_that_only_speak_of_orders_hold_none(kind):
    assert split_texts(write_orders(3), kind=kind) == ()


def test_a_paper_without_pages_or_words_holds_none():
    assert split_texts([], kind="gazette") == ()
    assert split_texts(["", "\n", ""], kind="gazette") == ()

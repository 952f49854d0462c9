"""A gazette is a list of acts: its summary says which, its pages say where."""

import pytest
from tests.split.papers import ORDER, SIGNED, make_pages, read_text, split_pages, split_texts, write_orders

COVER = "LA LORME\nRECUEIL DES ACTES ADMINISTRATIFS\nN° 96-2021-012\nPUBLIÉ LE 9 MARS 2021"
SUMMARY = """Sommaire
Direction des territoires / Service de l'eau
96-2021-03-01-00001 - Arrêté instituant une réserve de
pêche sur la Sermoise (1 page) Page 3
Préfecture de la Lorme
96-2021-03-02-00002 - Arrêté portant règlement des terrasses (1 page) Page 5
2"""


def write_leaf(number, title, page):
    return f"Préfecture de la Lorme\n{number}\n{title}\nPréfecture de la Lorme - {number} - {title} {page}"


def write_body(title, day):
    return f"{title}\nLe préfet,\nVu le code ;\nARRÊTE\nArticle 1er\n{SIGNED.format(day=day)}"


GAZETTE = [
    COVER,
    SUMMARY,
    write_leaf("96-2021-03-01-00001", "Arrêté instituant une réserve de pêche sur la Sermoise", 3),
    write_body("Arrêté instituant une réserve de pêche sur la Sermoise", 1),
    write_leaf("96-2021-03-02-00002", "Arrêté portant règlement des terrasses", 5),
    write_body("Arrêté portant règlement des terrasses", 2),
]


def test_an_act_begins_at_its_cover_leaf_and_ends_before_the_next_one():
    acts = split_texts(GAZETTE, kind="gazette")
    assert [(act.rank, act.first_page, act.last_page) for act in acts] == [(1, 3, 4), (2, 5, 6)]
    assert [act.number for act in acts] == ["96-2021-03-01-00001", "96-2021-03-02-00002"]


def test_an_act_has_title_body_date_and_signatory_as_written():
    act = split_texts(GAZETTE, kind="gazette")[0]
    assert act.title == "Arrêté instituant une réserve de pêche sur la Sermoise"
    assert act.body == "Direction des territoires / Service de l'eau"
    assert (act.date, act.kind, act.rule) == ("2021-03-01", "order", "summary")
    assert act.signatory == "Pour le préfet et par délégation, le directeur de cabinet Odilon VERNAY"


def test_without_any_signature_the_number_of_the_gazette_says_the_date():
    pages = [*GAZETTE[:3], "Arrêté illisible", *GAZETTE[4:]]
    act = split_texts(pages, kind="gazette")[0]
    assert (act.date, act.signatory) == ("2021-03-01", "")


def test_a_gazette_of_one_act_lists_it():
    summary = SUMMARY.split("Préfecture de la Lorme\n")[0]
    acts = split_texts([COVER, summary, *GAZETTE[2:4]], kind="gazette")
    assert [(act.first_page, act.last_page) for act in acts] == [(3, 4)]


def test_a_summary_that_counts_from_another_page_is_followed():
    acts = split_texts(["Page blanche", *GAZETTE], kind="gazette")
    assert [(act.first_page, act.last_page) for act in acts] == [(4, 5), (6, 7)]


def test_a_summary_goes_on_below_something_long():
    notice = "Avis aux lecteurs : les actes sont publiés le mardi.\n" * 12
    first, second = SUMMARY.split("Préfecture de la Lorme\n")
    pages = [f"{first}{notice}", f"Préfecture de la Lorme\n{second}", *GAZETTE[2:]]
    assert [act.first_page for act in split_texts(pages, kind="gazette")] == [3, 5]


def test_printed_numbers_count_where_there_are_some():
    pages = make_pages([SUMMARY.replace("Page 3", "Page 455").replace("Page 5", "Page 457"), *GAZETTE[2:]])
    labelled = [page.__class__(**{**vars(page), "label": str(453 + page.number)}) for page in pages]
    assert [act.first_page for act in split_pages(labelled, kind="gazette")] == [2, 4]


def test_two_acts_of_the_same_title_are_two():
    summary = """Sommaire
96-2021-03-01-00001 - Délégation de signature (1 page) Page 2
96-2021-03-01-00002 - Délégation de signature (1 page) Page 4"""
    pages = [summary]
    for n, page in ((1, 2), (2, 4)):
        pages += [
            write_leaf(f"96-2021-03-01-0000{n}", "Délégation de signature", page),
            write_body("Délégation de signature", n),
        ]
    assert [act.first_page for act in split_texts(pages, kind="gazette")] == [2, 4]


def test_an_act_that_holds_several_signed_orders_gives_way_to_them():
    entry = "96-2021-03-05-00009 - Commission de vidéoprotection (9 pages) Page 3"
    summary = f"Sommaire\nPréfecture de la Lorme\n{entry}\n2"
    listed = "\n".join(ORDER.format(n=n).split("Le préfet")[0] for n in (1, 2, 3))
    pages = [COVER, summary, write_leaf("96-2021-03-05-00009", "Commission de vidéoprotection", 3), listed]
    acts = split_texts([*pages, *write_orders(3)], kind="gazette")
    assert [(act.first_page, act.last_page, act.rule) for act in acts] == [
        (5, 6, "heading"),
        (7, 8, "heading"),
        (9, 10, "heading"),
    ]
    assert [act.number for act in acts] == ["2021-001", "2021-002", "2021-003"]
    assert {act.body for act in acts} == {"Préfecture de la Lorme"}
    assert acts[1].title.endswith("d'un système de vidéoprotection Commune de Beaupré (Boulangerie 2)")


def test_leaders_lead_to_acts_that_follow_one_another_on_a_page():
    summary = """SOMMAIRE DU 9 MARS 2021
VOIRIE ET DÉPLACEMENTS
Arrêté no 2021 T 10133 modifiant la règle du sta-
tionnement rue Basse (Arrêté du 4 mars 2021) ........ 2
Arrêté no 2021 T 10134 modifiant la règle du
stationnement rue Haute (Arrêté du 5 mars 2021) ..... 2
Annexe : plan ........................................ 2"""
    body = "".join(
        f"""Arrêté no 2021 T 1013{n} modifiant la règle du stationnement
rue {street}.
La maire, Vu le code ; Arrête :
Fait à Beaupré, le {n} mars 2021
Odile FARGUE
"""
        for n, street in ((3, "Basse"), (4, "Haute"))
    )
    acts = split_texts([summary, body], kind="gazette")
    assert [act.number for act in acts] == ["2021 T 10133", "2021 T 10134"]
    assert acts[0].title.startswith("Arrêté no 2021 T 10133 modifiant la règle du stationnement rue Basse")
    assert read_text(acts[0], [summary, body]).endswith("Odile FARGUE\n")
    assert read_text(acts[1], [summary, body]).startswith("Arrêté no 2021 T 10134")
    assert [act.body for act in acts] == ["VOIRIE ET DÉPLACEMENTS"] * 2
    assert [act.signatory for act in acts] == ["Odile FARGUE"] * 2


def test_pages_that_stand_above_their_entries_are_read():
    summary = """TABLE DES MATIÈRES
96-2021-06-01-006 — Arrêté fixant les tarifs 2
3
96-2021-06-02-007 — Arrêté portant convocation des électeurs de la commune de
Beaupré
96-2021-06-03-008 — Arrêté instituant les bureaux de vote 4"""
    pages = [
        write_body(t, 1)
        for t in ("Arrêté fixant les tarifs", "Arrêté portant convocation des électeurs de la")
    ]
    pages.append(write_body("Arrêté instituant les bureaux de vote", 3))
    acts = split_texts([summary, *pages], kind="gazette")
    assert [(act.first_page, act.number[-3:]) for act in acts] == [(2, "006"), (3, "007"), (4, "008")]


@pytest.mark.parametrize("kind", ["report", "contract", "tender", "letter", "budget"])
def test_the_chapters_of_another_paper_are_no_acts(kind):
    summary = "SOMMAIRE\n1. Objet du marché ............ 2\n2. Prix et règlement .......... 3"
    assert (
        split_texts([summary, "1. Objet du marché\nLe marché…", "2. Prix et règlement\nLe prix…"], kind=kind)
        == ()
    )


def test_the_chapters_of_a_paper_of_unknown_kind_are_no_acts():
    summary = "SOMMAIRE\n1. Contexte ................... 2\n2. Méthode .................... 3"
    assert split_texts([summary, "1. Contexte\nLa ville…", "2. Méthode\nL'étude…"]) == ()

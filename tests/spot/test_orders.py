"""An order over several pages becomes one running text: heading, recitals, articles, each with its page."""

import time

import pytest

from contrechamp.spot.order_places import find_where
from contrechamp.spot.orders import Order, read_heading, read_order
from contrechamp.spot.wording import run_on, write_name
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.document import HowRead, Page


def make_pages(*texts: str) -> dict[int, Page]:
    return {number: Page(number, text, HowRead.NATIVE) for number, text in enumerate(texts, 1)}


def read(*texts: str, start: int = 0, end: int | None = None) -> Order:
    pages = make_pages(*texts)
    act = Act(1, 1, len(texts), start, len(texts[-1]) if end is None else end)
    return read_order(act, pages.__getitem__)


def where(text: str, *, heading: str = "", title: str = ""):
    return find_where(Order(heading, "", ()), title=title, operative=text)


def test_articles_know_the_page_where_they_begin():
    order = read(
        "Le préfet,\nVu le code ;\nARRÊTE\nArticle 1er : un.\n",
        "suite.\nArticle 2 : deux.\n",
        "Article 3 : trois.",
    )
    assert [(article.page, article.text.strip()) for article in order.articles] == [
        (1, "un. suite."),
        (2, "deux."),
        (3, "trois."),
    ]
    assert order.recitals == "Le préfet, Vu le code ; ARRÊTE "


@pytest.mark.parametrize(
    "heads",
    [
        ("Article 1er :", "Article 2 :"),
        ("Article 1 er   :", "Article 2     :"),
        ("ARTICLE PREMIER -", "ARTICLE 2 -"),
        ("Article premier. —", "Art. 2. —"),
        ("Article 1 –", "Article 2 –"),
    ],
)
def test_articles_are_numbered_in_many_ways(heads):
    order = read(
        f"Vu le code ;\nArrête :\n{heads[0]} le maire est autorisé.\n{heads[1]} le public est informé."
    )
    assert [article.text.strip() for article in order.articles] == [
        "le maire est autorisé.",
        "le public est informé.",
    ]


def test_an_article_of_a_law_in_the_recitals_is_none_of_the_order():
    order = read(
        "Vu le code. Article 1 de la loi ;\nARRÊTE\nArticle 1 : ici.\nArticle 2 : selon l'article L. 253-4, article 9."
    )
    assert len(order.articles) == 2
    assert order.articles[0].text.strip() == "ici."


def test_what_stands_before_and_behind_the_act_on_its_pages_is_left_out():
    first, last = (
        "Autre acte. ARRÊTE\nArticle 1 : un.\n",
        "Article 2 : deux.\nEncore un acte, Article 3 : trois.",
    )
    order = read(first, last, start=first.index("ARRÊTE"), end=last.index("Encore"))
    assert [article.text.strip() for article in order.articles] == ["un.", "deux."]
    assert "Autre" not in order.text and "Encore" not in order.text


def test_running_feet_and_heads_do_not_break_a_sentence():
    foot = "Préfecture de la Lorme — 7, cours du Palais — Champlorme"
    order = read(
        f"ARRÊTE\nArticle 1 : le système est composé\n{foot}\n20 Recueil des actes de la Lorme 30 avril 2021",
        f"30 avril 2021 Recueil des actes de la Lorme 21\nde 3 caméras.\n{foot}",
    )
    assert order.articles[0].text.strip() == "le système est composé de 3 caméras."


def test_the_foot_of_the_national_tool_is_left_out_even_where_it_sticks_to_the_text():
    foot = "Préfecture de la LORME - 96-2025-05-05-00009 - Commission départementale 25-04-2025"
    order = read(f"ARRÊTE\nArticle 1 : composé\n1/3{foot} 12", f"de 3 caméras.\nSignéUntel{foot} 13")
    assert order.articles[0].text.strip().startswith("composé de 3 caméras.")
    assert "Commission" not in order.text


def test_only_the_pages_of_a_reasonable_order_are_read():
    pages = make_pages(*["Annexe"] * 60)
    asked = []
    read_order(Act(1, 1, 60, 0, 6), lambda number: asked.append(number) or pages[number])
    assert len(asked) == 30


def test_a_heading_ends_where_the_prefect_begins():
    pages = make_pages(
        "PRÉFET\nArrêté portant autorisation\nCommune de Pontlorme\nLe Préfet de la Lorme,\nVu le code"
    )
    assert read_heading(Act(1, 1, 1, 0, 200), pages.__getitem__).split("\n")[-2] == "Commune de Pontlorme"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("vidéo-\nprotection", "vidéoprotection"),
        ("SAINT-VÉRAN-\nDES-BRUYÈRES", "SAINT-VÉRAN-DES-BRUYÈRES"),
        ("Saint-Fulcran-\ndu-Lac", "Saint-Fulcran-du-Lac"),
        ("deux  mots\n et un", "deux mots et un"),
    ],
)
def test_words_broken_at_a_line_s_end_are_mended(written, said):
    assert run_on(written) == said


@pytest.mark.parametrize(
    ("written", "article", "name"),
    [
        ("LA SEYNE-SUR-MER", "", "La Seyne-sur-Mer"),
        ("CANNET-DES-MAURES", "du ", "Le Cannet-des-Maures"),
        ("ARCS", "des ", "Les Arcs"),
        ("ADRETS-DE-l'ESTEREL", "des ", "Les Adrets-de-l'Esterel"),
        ("Fréjus", "", "Fréjus"),
        ("UNIVERSITÉ PAUL III", "", "Université Paul III"),
    ],
)
def test_names_in_capitals_are_written_as_names(written, article, name):
    assert write_name(written, article) == name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("à mettre en œuvre dans l'agence située 3 rue Vauban à TOULON (83000), un système", "3 rue Vauban"),
        ("dans le commerce sis 4, place de la Halle à Pontlorme, un système", "4, place de la Halle"),
        ("dans le magasin situé 12 bis avenue du Lac, 96000 CHAMPLORME", "12 bis avenue du Lac"),
        ("sur le site situé quartier Taurelle – RN 7 au CANNET (83340)", "quartier Taurelle – RN 7"),
        ("au sein du magasin 46 rue du Lavoir 96130 CHAMPLORME", "46 rue du Lavoir"),
        ("sur le territoire communal un système", ""),
    ],
)
def test_an_address_ends_before_its_town(text, address):
    assert where(text).address == address


@pytest.mark.parametrize(
    ("text", "heading", "commune"),
    [
        ("", "Commune du MUY\n(Garage)\n", "Le Muy"),
        ("dans l'agence située 3 rue Vauban à LA GARDE (83130)", "", "La Garde"),
        ("le maire de Pontlorme est autorisé", "", "Pontlorme"),
        ("situé 12 rue du Lac, 96000 CHAMPLORME", "", "Champlorme"),
        ("situé 4, place de la Halle, à Auzelles-les-Bains ;", "", "Auzelles-les-Bains"),
        ("un système de vidéoprotection", "", ""),
    ],
)
def test_the_town_is_in_the_heading_or_at_the_end_of_the_address(text, heading, commune):
    assert where(text, heading=heading).commune == commune


@pytest.mark.parametrize(
    ("text", "heading", "place"),
    [
        ("", "Commune de X\n(Gares et Connexions – Gare de X)\n", "Gares et Connexions – Gare de X"),
        ("M. UNTEL, gérant de LJC. Auto, est autorisé", "Commune de X\n(LJC Auto)\n", "LJC. Auto"),
        (
            "Mme UNETELLE, Directrice de la Maison Ronde, est autorisée",
            "Commune de X\n(Maison Ronde)\n",
            "Maison Ronde",
        ),
        ("M. UNTEL, gérant de Chez Nous, est autorisé", "", "Chez Nous"),
        ("le responsable de l'établissement Bar Bleu est autorisé", "", "Bar Bleu"),
        ("le maire est autorisé à mettre en œuvre sur le territoire communal", "", "territoire communal"),
    ],
)
def test_the_place_is_as_the_article_writes_it(text, heading, place):
    assert where(text, heading=heading).place == place


@pytest.mark.parametrize(
    "hostile", ["A-", "\n", "a-\n", "- ", "Article 1", "96-2025-05-05-00009 - ", "1/1", "((", "A "]
)
def test_a_hostile_page_takes_no_longer_than_its_length(hostile):
    began = time.perf_counter()
    order = read("ARRÊTE\nArticle 1 " + hostile * (20_000 // len(hostile)))
    find_where(order, title=hostile * 50, operative=order.text)
    assert time.perf_counter() - began < 1

"""The acts of a gazette: their list, their addresses, their citation; results say in which act they lie."""

import re

import pytest
from tests.website.findings import ACT_COUNT, PLACE, RULE, VERSION

from contrechamp.vocabulary.act import Act


@pytest.fixture
def gazette(site):
    return f"/d/{site.digests['gazette']}/"


def read(person, address, **asked):
    return person.get(address, asked).content.decode()


def test_a_gazette_is_a_list_of_acts(reader, gazette):
    shown = read(reader, gazette)
    assert f"{ACT_COUNT} actes à l’intérieur" in shown
    assert f'href="{gazette}actes/1/"' in shown and f'href="{gazette}actes/100/"' in shown
    assert f'href="{gazette}actes/101/"' not in shown
    assert f'href="{gazette}actes/?p=2"' in shown
    rest = read(reader, f"{gazette}actes/", p=2)
    assert f'href="{gazette}actes/{ACT_COUNT}/"' in rest and f'href="{gazette}actes/100/"' not in rest


def test_acts_are_chosen_by_their_words(reader, gazette):
    shown = read(reader, f"{gazette}actes/", q="AUTORISATION 2024-117")
    assert "1 acte a ces mots" in shown
    assert re.findall(rf'href="{gazette}actes/(\d+)/"', shown) == ["117"]
    nothing = read(reader, f"{gazette}actes/", q="montgolfière")
    assert "Aucun acte n’a ces mots" in nothing and f'href="{gazette}?q=montgolfi%C3%A8re"' in nothing


def test_an_act_has_an_address_with_its_facts_and_its_neighbours(reader, gazette):
    shown = read(reader, f"{gazette}actes/2/")
    assert "portant autorisation 2" in shown and "2024-002" in shown and "25 juin 2024" in shown
    assert f'rel="prev" href="{gazette}actes/1/"' in shown and f'rel="next" href="{gazette}actes/3/"' in shown
    assert f'href="{gazette}1/"' in shown  # its page
    assert "Repéré par une règle, pas vérifié" in shown and f"règle {RULE}, version {VERSION}" in shown
    assert 'rel="prev"' not in read(reader, f"{gazette}actes/1/")
    assert 'rel="next"' not in read(reader, f"{gazette}actes/{ACT_COUNT}/")


def test_what_an_act_authorises_is_a_table_and_what_it_does_not_say_a_dash(reader, gazette):
    shown = read(reader, f"{gazette}actes/2/")
    assert "Bureau de tabac" in shown and PLACE in shown and "2024/0117" in shown
    assert re.findall(r'<td class="num">(.*?)</td>', shown) == ["3", "—", "—", "30"]
    assert "Ce que cet acte décide" not in read(reader, f"{gazette}actes/3/")


def test_words_are_searched_inside_an_act_alone(reader, gazette):
    first = read(reader, f"{gazette}actes/2/", q="caméra")
    assert "1 page de cet acte répond" in first and f'href="{gazette}1/?q=cam%C3%A9ra"' in first
    assert f'href="{gazette}2/?q=cam%C3%A9ra"' not in first
    assert "Aucune page de cet acte ne répond" in read(reader, f"{gazette}actes/2/", q="montgolfière")


@pytest.mark.parametrize("form", ["txt", "html", "bib"])
def test_an_act_is_cited_with_all_that_is_needed_to_find_it_again(site, reader, gazette, form):
    answer = reader.get(f"{gazette}actes/2/citation.{form}")
    said = answer.content.decode()
    parts = ["2024-002", "portant autorisation 2", "recueil 12.txt", site.digests["gazette"]]
    for part in (*parts, f"http://localhost{gazette}actes/2/"):
        assert part in said, part
    assert "1--1" in said if form == "bib" else "page 1" in said
    assert "25 juin 2024" in said or form == "bib"


def test_what_an_act_says_of_itself_cannot_become_html_nor_tex(site):
    from django.test import RequestFactory

    from contrechamp.website.interface.observatory import find_observatory
    from contrechamp.website.library.act_citation import (
        cite_act,
        write_act_bibtex,
        write_act_html,
        write_act_text,
    )

    card = find_observatory().find_document(site.digests["gazette"])
    act = Act(7, 3, 5, 0, 9, number="<b>1</b>", title="50 % & {x}_\n<script>")
    citation = cite_act(RequestFactory().get("/", headers={"host": "localhost"}), card, act)
    assert "<script>" not in write_act_html(citation) and "&lt;script&gt;" in write_act_html(citation)
    assert r"50 \% \& \{x\}\_" in write_act_bibtex(citation)
    assert "pages 3 à 5" in write_act_text(citation)
    nameless = cite_act(RequestFactory().get("/", headers={"host": "localhost"}), card, Act(7, 3, 3, 0, 9))
    assert write_act_text(nameless).startswith("acte 7 — ")


def test_a_hit_says_in_which_act_it_lies_and_a_page_too(reader, gazette):
    hits = read(reader, "/chercher", q="Marché")
    assert re.search(rf'Dans l’acte\u00a0: <a href="{gazette}actes/\d+/">', hits)
    page = read(reader, f"{gazette}1/")
    assert re.search(rf'Dans les actes\u00a0: <span><a href="{gazette}actes/1/">', page)
    assert page.count(f"{gazette}actes/") == sum(
        1 for rank in range(1, ACT_COUNT + 1) if 1 + (rank - 1) * 8 // ACT_COUNT == 1
    )


def test_of_acts_that_share_a_page_the_one_that_begins_last_has_it():
    from contrechamp.website.library.acts import find_act

    acts = (Act(1, 1, 3, 0, 9), Act(2, 3, 3, 0, 9), Act(3, 3, 6, 0, 9))
    assert [getattr(find_act(acts, page), "rank", None) for page in range(1, 8)] == [1, 1, 3, 3, 3, 3, None]
    assert find_act((), 1) is None


def test_a_word_lies_in_the_act_that_it_stands_in_and_not_in_the_next_one_of_its_page():
    from contrechamp.website.library.acts import find_act

    acts = (Act(1, 1, 2, 50, 9), Act(2, 2, 2, 10, 90), Act(3, 2, 3, 100, 9))
    assert [find_act(acts, 2, at=at).rank for at in (0, 10, 99, 100)] == [1, 2, 2, 3]
    assert find_act(acts, 1, at=0).rank == 1  # above the first heading of the document


def test_there_is_no_act_where_there_is_none(site, reader, gazette):
    for address in (
        f"{gazette}actes/999/",
        f"{gazette}actes/0/",
        f"{gazette}actes/999/citation.txt",
        f"/d/{site.digests['deliberation']}/actes/",
        f"/d/{site.digests['secret']}/actes/",
        f"/d/{'f' * 64}/actes/1/",
    ):
        assert reader.get(address).status_code == 404, address
    assert "à l’intérieur" not in read(reader, f"/d/{site.digests['deliberation']}/")

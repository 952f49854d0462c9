"""A text whose running footers print a growing number has the pages that it prints."""

import io
import time
import tracemalloc

import pytest

from contrechamp.read.footed_pages import read_footed_pages
from contrechamp.read.footers import FEWEST, find_footers
from contrechamp.read.reader import Request
from contrechamp.read.readers import text

BODY = "Le conseil examine le dossier des caméras de la place du Marché et en débat longuement.\n" * 12
FOOTER = "Ville de Beaupré - Recueil des actes - Séance du 3 mars 2021"


def write_paper(numbers, *, footer=FOOTER, glue=" ", head="", behind="\n"):
    return head + "".join(f"{BODY}{footer}{glue}{number}{behind}" for number in numbers)


def list_labels(pages):
    return [(page.number, page.label) for page in pages]


def test_a_page_ends_behind_its_footer_and_has_its_number(read_bytes):
    pages = read_bytes(write_paper(range(1, 8)).encode(), "recueil.txt").pages
    assert list_labels(pages) == [(n, str(n)) for n in range(1, 8)]
    assert all(page.text.endswith(f"{FOOTER} {page.number}") for page in pages)


@pytest.mark.parametrize("glue", ["", " ", "\n"])
def test_the_number_may_be_glued_to_the_words_or_stand_below_them(glue):
    paper = write_paper(range(1, 30), glue=glue, footer=FOOTER.replace("2021", "en mairie"))
    assert [footer.number for footer in find_footers(paper)] == list(range(1, 30))


def test_a_number_glued_to_a_year_is_told_from_it():
    assert [footer.number for footer in find_footers(write_paper(range(3, 40), glue=""))] == list(
        range(3, 40)
    )


def test_a_footer_may_stand_behind_the_last_word_of_the_body_and_over_two_lines():
    footer = FOOTER.replace(" - Séance", " -\nSéance")
    paper = "".join(f"{BODY.strip()}{footer} {number}\n" for number in range(1, 9))
    assert [footer.number for footer in find_footers(paper)] == list(range(1, 9))


def test_acts_with_footers_of_their_own_are_one_growing_sequence():
    papers = [
        write_paper(range(n, n + 3), footer=f"Préfecture - acte {n:05} portant règlement") for n in (1, 4, 7)
    ]
    assert [footer.number for footer in find_footers("".join(papers))] == list(range(1, 10))


def test_cover_and_summary_are_the_pages_before_the_first_footer(read_bytes):
    head = "RECUEIL\nN° 12\nSommaire\nArrêté du 3 mars (2 pages) Page 3\n2\n"
    pages = read_bytes(write_paper(range(3, 10), head=head).encode(), "recueil.txt").pages
    assert list_labels(pages)[:4] == [(1, ""), (2, "2"), (3, "3"), (4, "4")]
    assert (pages[0].text, pages[1].text.split("\n")[0]) == ("RECUEIL\nN° 12", "Sommaire")


def test_a_page_that_nothing_shows_is_empty_and_nothing_is_invented(read_bytes):
    pages = read_bytes(write_paper(range(4, 10), head="RECUEIL\n").encode(), "recueil.txt").pages
    assert [page.text for page in pages[:3]] == ["", "", ""]
    assert pages[3].text.startswith("RECUEIL")


def test_a_lost_footer_leaves_an_empty_page_and_the_numbers_right(read_bytes):
    pages = read_bytes(write_paper([1, 2, 3, 4, 5, 7, 8]).encode(), "recueil.txt").pages
    assert list_labels(pages) == [(n, "" if n == 6 else str(n)) for n in range(1, 9)]
    assert pages[5].text == ""


def test_an_extract_of_a_long_paper_keeps_its_printed_numbers_as_labels(read_bytes):
    pages = read_bytes(write_paper(range(120, 128)).encode(), "extrait.txt").pages
    assert list_labels(pages)[:2] == [(1, "120"), (2, "121")]


def test_what_stands_behind_the_last_footer_is_a_page(read_bytes):
    pages = read_bytes((write_paper(range(1, 7)) + "Annexe sans pied").encode(), "recueil.txt").pages
    assert (pages[-1].number, pages[-1].label, pages[-1].text) == (7, "", "Annexe sans pied")


@pytest.mark.parametrize(
    "paper",
    [
        write_paper(range(1, FEWEST)),
        write_paper([1, 3, 2, 5, 4, 9]),
        write_paper(range(1, 12), footer="Marché de travaux de la ville, lot n°"),
        write_paper(range(1, 12), footer="Règlement intérieur du conseil municipal, article"),
        "".join(f"Caméra de la place du Marché {n}\n" for n in range(1, 200)),
        "".join(f"{m} 350 {m * 7} 12 {n}\n" for n in range(1, 20) for m in range(1, 90)),
    ],
    ids=["four", "disorder", "lots", "articles", "list", "figures"],
)
def test_numbered_things_are_no_pages(paper):
    assert find_footers(paper) == []


def test_stray_form_feeds_do_not_hide_the_footers(read_bytes):
    paper = write_paper(range(1, 9)).replace("débat longuement.\n", "débat\f\n", 1)
    assert list_labels(read_bytes(paper.encode(), "recueil.txt").pages) == [(n, str(n)) for n in range(1, 9)]


def test_footers_are_found_across_pieces_of_a_text():
    paper = write_paper(range(1, 60))
    pieces = [paper[start : start + 1700] for start in range(0, len(paper), 1700)]
    whole = "".join(pieces[:6])
    assert list_labels(read_footed_pages([whole, *pieces[6:]])) == [(n, str(n)) for n in range(1, 60)]


def test_a_long_text_is_never_held_whole():
    paper = io.BytesIO(write_paper(range(1, 4_000)).encode())
    tracemalloc.start()
    labels = [page.label for page in text.read(paper, Request(untrusted_name="recueil.txt"))]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert labels == [str(n) for n in range(1, 4_000)]
    assert peak < 12_000_000 + len(labels) * 200


@pytest.mark.parametrize("unit", ["1", "1 ", "1\n", "a1\n", " ", "\n", "page 1\n", "Sommaire\n"])
def test_hostile_texts_take_time_in_proportion(unit):
    started = time.process_time()
    list(read_footed_pages([unit * 20_000]))
    assert time.process_time() - started < 3


def test_pages_of_a_gazette_agree_with_what_is_printed(shared_data, read_bytes):
    content = (shared_data / "raa-var" / "cbe915d23e1b.txt").read_bytes()
    pages = read_bytes(content, "recueil.txt").pages
    assert list_labels(pages) == [(1, ""), (2, "2"), *((n, str(n)) for n in range(3, 260))]

"""A page that is nothing but a table is shown as one; its rows are quoted by their numbers."""

import re

from tests.website.findings import RULE

from contrechamp.pipeline.steps import SPLIT
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.search import Span
from contrechamp.vocabulary.table import Cell, Row
from contrechamp.website.library.passages import LONGEST_PASSAGE, find_line
from contrechamp.website.library.tables import (
    ShownRow,
    ShownTable,
    is_all_table,
    list_row_lines,
    show_row,
)


def read(person, address, **asked):
    return " ".join(person.get(address, asked).content.decode().split())


def make_page(text: str, lines=()) -> Page:
    return Page(1, text, HowRead.NATIVE, lines=lines)


def make_table(*lines: int) -> ShownTable:
    rows = tuple(ShownRow(line, "", ()) for line in lines)
    return ShownTable(1, ("a", "b"), rows, len(rows), "x", "1", "")


def test_a_page_of_rows_shows_its_table_first_and_its_lines_on_demand(site, member):
    shown = read(member, f"/d/{site.digests['cameras']}/1/")
    table, details = shown.index('<table class="cells">'), shown.index("<summary>Les lignes de cette page")
    assert table < details < shown.index('name="p"')
    assert "<details><summary>Les lignes" in shown
    assert "<figure" not in shown and "reading-room" not in shown


def test_the_number_of_a_row_leads_to_its_citation(site, member):
    shown = read(member, f"/d/{site.digests['cameras']}/1/")
    row = re.search(r'<tr id="r3"><td class="num"><a href="([^"]+)">', shown)
    cited = read(member, row[1]).partition('class="cited-words"')[2].partition("</blockquote>")[0]
    assert "quai Nord | 2005 | Nord" in cited and "rue du Port" not in cited


def test_words_found_are_marked_in_the_cells_and_lead_to_the_row(site, member):
    shown = read(member, f"/d/{site.digests['cameras']}/1/", q="quai")
    assert "<td><mark>quai</mark> Nord</td>" in shown and "<td><mark>quai</mark> Sud</td>" in shown
    assert "2 mots trouvés" in shown and shown.count("Citer cette phrase") == 2  # each row by itself
    assert 'href="#r3"' in shown and 'href="#r4"' in shown
    assert shown.count('id="m1"') == 1


def test_what_a_page_of_rows_names_leads_to_the_rows(site, member):
    shown = read(member, f"/d/{site.digests['cameras']}/1/")
    named = shown[shown.index('id="named"') :]
    assert 'href="#r2"' in named and 'href="#n' not in named


def test_lines_are_open_for_who_chose_what_to_mark_in_them(site, member):
    shown = read(member, f"/d/{site.digests['cameras']}/1/", reperes="date")
    assert "<details open><summary>Les lignes" in shown


def test_a_page_with_other_words_keeps_its_image_beside_its_text(site, reader):
    shown = read(reader, f"/d/{site.digests['deliberation']}/1/")
    assert '<div class="reading-room">' in shown and "<figure" in shown
    assert shown.index('class="page-text"') < shown.index('<table class="cells">')


def test_the_rule_of_a_table_is_said_in_french(site, reader):
    shown = read(reader, f"/d/{site.digests['deliberation']}/1/")
    assert f"règle {RULE}, version {SPLIT.version}" in shown


def test_the_reader_of_a_document_is_said_in_french(site, reader):
    assert re.search(r"lecteur \w+, version \d", read(reader, f"/d/{site.digests['deliberation']}/"))


def test_headings_and_a_stray_line_among_many_rows_are_still_a_table():
    page = make_page("\n".join(f"ligne {number}" for number in range(1, 31)))
    assert is_all_table(page, [make_table(*range(2, 30))])
    assert not is_all_table(page, [make_table(*range(2, 20))])
    assert not is_all_table(page, [])


def test_a_row_drawn_over_several_lines_has_no_number(site):
    card = None  # not needed: no address is written
    page, row = make_page("un\ndeux"), Row((Cell(0, 0, 2), Cell(1, 3, 7)))
    shown = show_row(card, page, row, width=2, spans=(Span(0, 2),))
    assert (shown.line, shown.address) == (0, "")
    assert [cell[0].text for cell in shown.cells] == ["un", "deux"]
    assert list_row_lines([make_table(0)]) == set()


def test_the_line_around_a_word_is_its_passage_where_one_can_hold_it():
    text = "un\n  deux trois \nquatre"
    assert find_line(text, Span(5, 9)) == Span(5, 15)
    assert find_line(text, Span(17, 20)) == Span(17, 23)
    assert find_line("x" * (LONGEST_PASSAGE + 1), Span(3, 4)) is None


def test_narrow_screens_keep_in_sight_what_one_chooses_by(site, member):
    columns = read(member, f"/equipe/colonnes/{site.digests['cameras']}?kind=cameras")
    assert '<table class="stacked">' in columns and '<td class="told-by"><bdi>rue du Port</bdi>' in columns
    collections = read(member, "/equipe/collections")
    assert '<table class="stacked">' in collections and 'data-label="Documents"' in collections
    assert '<p class="buttons"><button' in read(member, "/listes")

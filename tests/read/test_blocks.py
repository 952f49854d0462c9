"""What a page is, where nothing says it."""

from hypothesis import given
from hypothesis import strategies as st

from contrechamp.read.blocks import join_cells, make_pages, split_blocks, split_pages, tidy_text
from contrechamp.vocabulary.document import HowRead

PARAGRAPH = "La commission départementale a rendu un avis favorable. " * 10


def test_a_block_ends_at_a_paragraph():
    lines = [line for _ in range(30) for line in (PARAGRAPH, "")]
    blocks = list(split_blocks(lines))
    assert len(blocks) > 4
    assert all(block.rstrip().endswith("favorable.") for block in blocks if block)
    assert all(len(block) < 4_000 for block in blocks)


def test_a_line_without_end_is_cut_at_a_space():
    blocks = list(split_blocks(["mot " * 100_000]))
    assert all(len(block) <= 12_100 for block in blocks)
    assert " ".join(blocks).split() == ["mot"] * 100_000


@given(st.lists(st.text(alphabet="ab \n", max_size=200), max_size=60))
def test_blocks_lose_no_word(lines):
    assert "\n".join(split_blocks(lines, limit=50)).split() == "\n".join(lines).split()


def test_page_breaks_of_the_format_are_pages_and_blank_ones_are_none():
    assert list(split_pages("Un\fDeux\n\f \nTrois")) == ["Un", "Deux\n", " \nTrois"]


def test_a_document_without_text_has_one_page_that_says_so():
    (page,) = make_pages([])
    assert (page.number, page.how_read, page.text) == (1, HowRead.EMPTY, "")


def test_tidying_keeps_lines_and_takes_control_characters_away():
    assert tidy_text("\x07Bonjour \r\n\r\n\r\n\r\nà tous\x00\ud800\n") == "Bonjour\n\nà tous\ufffd"


def test_a_row_is_a_line_but_a_layout_table_keeps_its_lines():
    assert join_cells(["Rue", "Nombre", ""]) == "Rue | Nombre"
    assert join_cells(["ligne 1\nligne 2", ""]) == "ligne 1\nligne 2"

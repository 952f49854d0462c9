"""A list of names as people keep it."""

import pytest

from contrechamp.text.name_lists import LONGEST_NAME, MOST_NAMES, list_names, read_names
from contrechamp.text.safe_csv import render_csv


def test_one_name_a_line_each_once_and_no_blanks():
    assert list_names("Vigie  Urbaine\r\n\n caméra\nVigie Urbaine\n") == ["Vigie Urbaine", "caméra"]


def test_a_caller_sees_that_there_are_too_many():
    text = "\n".join(map(str, range(5000)))
    assert len(list_names(text)) == MOST_NAMES + 1
    assert len(list_names(text, most=None)) == 5000


def test_a_name_has_an_end():
    assert len(list_names("x" * 20_000)[0]) == LONGEST_NAME


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_the_letters_of_old_offices_are_read(encoding):
    assert read_names("Hyères\nÉcole".encode(encoding)) == ["Hyères", "École"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_of_a_csv_the_first_column_is_taken(separator):
    rows = [['"Dupont, SA"', "Toulon"], ["Vigie", "Nice"], ["", "Brest"]]
    content = "\n".join(separator.join(row) for row in rows).encode()
    assert read_names(content, is_csv=True) == ["Dupont, SA", "Vigie"]


def test_a_table_that_was_downloaded_here_is_read_again_as_a_list():
    rows = [("Nom, prénom, lieu", "pages"), ("Dupont, SA", 3), ('dit "le fort"; Nice', 1)]
    names = read_names(render_csv(rows).encode(), is_csv=True)
    assert names == ["Nom, prénom, lieu", "Dupont, SA", 'dit "le fort"; Nice']


def test_a_comma_in_plain_text_is_part_of_the_name():
    assert read_names(b"Dupont, SA") == ["Dupont, SA"]


def test_no_bytes_whatever_are_an_error():
    for content in (b"", b"\x00\xff\xfe", b'"never closed\n' * 50, bytes(range(256)), b'"' + b"a" * 300_000):
        assert isinstance(read_names(content, is_csv=True), list)

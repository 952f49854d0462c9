"""The file of pages: what was written is read back, and what was never finished counts as absent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.pipeline.derived import PagesFile, PagesWriter
from contrechamp.read.wire import decode_page, encode_page
from contrechamp.vocabulary.document import Box, HowRead, Line, Page, Word

WRITTEN = Page(
    number=1,
    text="Le conseil autorise\nl’installation de caméras.",
    how_read=HowRead.OCR,
    label="iv",
    width=595.0,
    height=842.0,
    lines=(Line(0, 19, Box(0.1, 0.1, 0.5, 0.12)),),
    words=(Word(0, 2, Box(0.1, 0.1, 0.12, 0.12), 0.93),),
    confidence=0.93,
    flags=("doubtful",),
)
PAGE = decode_page(encode_page(WRITTEN))  # as it came through the wall


def test_pages_come_back_as_they_were_written(tmp_path):
    write(tmp_path / "read-3", [PAGE])
    with PagesFile(tmp_path / "read-3") as file:
        assert list(file.pages()) == [PAGE]
        assert file.summaries()[0].label == "iv"


def test_a_file_that_was_never_finished_counts_as_absent(tmp_path):
    writer = PagesWriter(tmp_path / "read-3")
    writer.add(PAGE)
    with pytest.raises(FileNotFoundError):
        PagesFile(tmp_path / "read-3")
    writer.abandon()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [0, 1, 11, 50])
def test_a_file_cut_short_counts_as_absent(tmp_path, kept):
    write(tmp_path / "read-3", [PAGE])
    content = (tmp_path / "read-3").read_bytes()
    (tmp_path / "read-3").write_bytes(content[:kept])
    with pytest.raises(FileNotFoundError):
        PagesFile(tmp_path / "read-3")


def test_there_is_no_page_before_the_first_or_behind_the_last(tmp_path):
    write(tmp_path / "read-3", [PAGE])
    with PagesFile(tmp_path / "read-3") as file:
        for number in (-1, 0, 2):
            with pytest.raises(IndexError):
                file.page(number)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_survives(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("derived") / "read-3"
    write(path, [Page(1, text, HowRead.NATIVE)])
    with PagesFile(path) as file:
        assert file.page(1).text == text


def write(path, pages):
    writer = PagesWriter(path)
    for page in pages:
        writer.add(page)
    writer.close()

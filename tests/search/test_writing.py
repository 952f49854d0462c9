"""One writer, many readers, nothing twice, nothing left behind."""

import json
import subprocess
import sys
import tracemalloc
from contextlib import contextmanager

import pytest

from contrechamp.errors import IndexBusy, IndexOutdated
from contrechamp.search.index import Index, prepare_page
from contrechamp.search.preparing import render_tokens
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage, Question

from .conftest import DELIBERATION, PAGES, make_index

MEMORY = 30_000_000


def test_adding_a_document_again_changes_nothing(tmp_path):
    index = make_index(tmp_path, PAGES)
    before = index.ask(Question("caméra")).total
    for _ in range(2):
        make_index(tmp_path, PAGES)
    assert (index.ask(Question("caméra")).total, index.page_count) == (before, len(PAGES))


def test_a_document_read_again_with_fewer_pages_keeps_none_of_the_old(tmp_path):
    index = make_index(tmp_path, PAGES)
    with index.writer(memory_bytes=MEMORY) as writer:
        writer.add([prepare_page(PAGES[0])])
        writer.commit()
    assert index.ask(Question("", digest=DELIBERATION)).total == 1


def test_a_long_document_may_come_in_slices(tmp_path):
    index = Index.open(tmp_path)
    with index.writer(memory_bytes=MEMORY) as writer:
        writer.add([prepare_page(PAGES[0])])
        writer.commit()
        writer.add([prepare_page(PAGES[1])], is_continued=True)
        writer.commit()
    assert index.ask(Question("", digest=DELIBERATION)).total == 2


def test_a_removed_document_is_gone_from_pages_counts_and_facets(tmp_path):
    index = make_index(tmp_path, PAGES)
    with index.writer(memory_bytes=MEMORY) as writer:
        assert writer.remove(DELIBERATION) == 2
        assert writer.remove(Digest("f" * 64)) == 0
        writer.commit()
    answer = index.ask(Question("caméra", with_facets=True))
    assert answer.total == 2
    assert "deliberation" not in dict(answer.facets["kind"])
    assert index.ask(Question("installation")).total == 0
    assert index.page_count == len(PAGES) - 2


def test_what_was_not_committed_is_forgotten(tmp_path):
    index = make_index(tmp_path, PAGES[:1])
    with index.writer(memory_bytes=MEMORY) as writer:
        writer.add(map(prepare_page, PAGES[2:]))
    assert index.page_count == 1


def test_a_second_writer_is_told_at_once(tmp_path):
    index = make_index(tmp_path, PAGES)
    with index.writer(memory_bytes=MEMORY), pytest.raises(IndexBusy), Index.open(tmp_path).writer():
        pass
    with index.writer(memory_bytes=MEMORY):
        pass


HOLDER = """
import sys, pathlib
from contrechamp.search.index import Index, prepare_page
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage
with Index.open(pathlib.Path(sys.argv[1])).writer(memory_bytes=30_000_000) as writer:
    writer.add([prepare_page(IndexedPage(Digest("a" * 64), 1, "des caméras", ("x",)))])
    print("ready", flush=True)
    sys.stdin.readline()
    writer.commit()
"""


@contextmanager
def another_writer(folder):
    """Another process that holds the index until a line is written to it."""
    command = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        yield process


def test_readers_of_other_processes_neither_wait_nor_miss_a_commit(tmp_path):
    index = Index.open(tmp_path)
    with another_writer(tmp_path) as process:
        assert index.ask(Question("caméra")).total == 0
        with pytest.raises(IndexBusy), index.writer():
            pass
        process.communicate("go\n", timeout=20)
    assert index.ask(Question("caméra")).total == 1


def test_a_killed_writer_leaves_the_lock_open(tmp_path):
    index = make_index(tmp_path, PAGES[:1])
    with another_writer(tmp_path) as process:
        process.kill()
    with index.writer(memory_bytes=MEMORY) as writer:
        writer.add(map(prepare_page, PAGES))
        writer.commit()
    assert index.page_count == len(PAGES)


def test_an_index_of_another_version_says_so_and_is_made_again(tmp_path):
    make_index(tmp_path, PAGES)
    (tmp_path / "contrechamp.json").write_text(json.dumps({"version": "0.0"}))
    index = Index.open(tmp_path)
    assert index.is_outdated
    answer = index.ask(Question("caméra"))
    assert (answer.total, answer.notes) == (0, ("index_outdated",))
    with pytest.raises(IndexOutdated), index.writer():
        pass
    index.remake()
    assert not index.is_outdated
    make_index(tmp_path, PAGES)
    assert index.ask(Question("caméra")).total == 3


def test_an_open_reader_follows_an_index_made_again(tmp_path):
    reader = make_index(tmp_path, PAGES)
    Index.open(tmp_path).remake()
    make_index(tmp_path, PAGES[:1])
    assert reader.ask(Question("caméra")).total == 1


def test_text_of_any_kind_can_be_kept(tmp_path):
    text = "caméra \x00 \ud800 \ufffe \U0001f4f7 e\u0301cole " + "a" * 70_000
    index = make_index(tmp_path, [IndexedPage(DELIBERATION, 1, text, ("x",))])
    assert index.ask(Question("école")).hits[0].page == 1


def test_pieces_of_a_hundred_thousand_letters_leave_nothing_in_memory():
    render_tokens("une caméra")
    tracemalloc.start()
    for number in range(30):
        render_tokens(chr(ord("a") + number % 26) * (100_000 + number))
    remembered, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert remembered < 500_000

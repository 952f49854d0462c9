"""What every isolation must do: the behaviour class that each one's test inherits."""

import os
import subprocess
import sys
from types import ModuleType

import pytest

from contrechamp.errors import DocumentIsBroken
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Limits, Sandbox, open_sandbox
from contrechamp.read.sandbox.escapes import ATTEMPTS
from contrechamp.read.sandbox.probe import lay_bait
from contrechamp.vocabulary.document import Page, Reading, ReadingState

MEMORY = Limits().memory_bytes


class IsolationBehaviour:
    """Inherit, and say which isolation: `isolation`."""

    isolation: ModuleType

    @pytest.fixture(scope="class")
    @classmethod
    def sandbox(cls) -> Sandbox:
        with open_sandbox(isolations=[cls.isolation]) as sandbox:
            yield sandbox

    def test_it_says_which_isolation_holds(self, sandbox):
        assert sandbox.isolation == self.isolation.NAME

    @pytest.mark.parametrize("name", ATTEMPTS)
    def test_nothing_a_captured_reader_tries_succeeds(self, sandbox, name):
        with lay_bait(Limits()) as bait, _start_sleeper() as sleeper:
            assert name not in sandbox.try_escapes({**bait, "traceable": sleeper.pid})

    def test_it_leaves_no_file_behind(self, sandbox):
        with lay_bait(Limits()) as bait:
            sandbox.try_escapes(bait)
            assert os.listdir(bait["folder"]) == ["canary"]

    def test_the_interpreter_and_its_libraries_are_all_there_is(self, sandbox, tmp_path):
        with pytest.raises(DocumentIsBroken):
            sandbox.render(_write(tmp_path, b"not an image of anything"), page=1, width_px=100)

    def test_a_document_is_read_through_it(self, sandbox, tmp_path):
        *pages, reading = sandbox.read(_write(tmp_path, SMALL_PDF), Request())
        assert [page.text for page in pages if isinstance(page, Page)] == ["Bonjour"]
        assert isinstance(reading, Reading) and reading.state is ReadingState.READ

    def test_a_document_that_kills_its_reader_does_not_kill_the_next_one(self, sandbox, tmp_path):
        with lay_bait(Limits()) as bait:
            sandbox.try_escapes({**bait, "memory_bytes": 16 * MEMORY})
        assert list(sandbox.read(_write(tmp_path, SMALL_PDF), Request()))[-1].state is ReadingState.READ


def _write(folder, content):
    path = folder / "document"
    path.write_bytes(content)
    return path


def _start_sleeper() -> subprocess.Popen:
    """A harmless process of ours that an escaped reader could trace or signal."""
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])

    class Ending:
        def __enter__(self):
            return sleeper

        def __exit__(self, *_):
            sleeper.kill()
            sleeper.wait()

    return Ending()


def _make_small_pdf() -> bytes:
    stream = b"BT /F 12 Tf 20 100 Td (Bonjour) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + tail % (table, len(content))


SMALL_PDF = _make_small_pdf()

"""The setting that looks for names of persons reaches the workers, or is refused at once."""

from datetime import UTC, datetime

import pytest

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.errors import PersonsCannotBeFound
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.pipeline.queueing import forget_changed_lexicons, list_unspotted, make_spot_tasks
from contrechamp.spot import persons

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path):
    Archive.create(tmp_path / "archive", created_at=NOW).close()
    (tmp_path / "note.txt").write_text("Le maire répond.\n", encoding="utf-8")
    return tmp_path


def read_note(folder, config):
    with open_observatory(config, clock=lambda: NOW) as observatory:
        observatory.ensure_collection("Ville")
        list(observatory.receive(make_captures([folder / "note.txt"], collection="Ville", received_at=NOW)))
        observatory.process()


@pytest.mark.skipif(persons.is_available(), reason="spaCy and its model are installed here")
def test_a_setting_that_cannot_be_kept_is_said_before_anything_is_read(folder):
    with pytest.raises(PersonsCannotBeFound):
        read_note(folder, Config(folder / "archive", workers=1, with_persons=True))


def test_everything_is_spotted_again_when_the_setting_changes(folder):
    read_note(folder, Config(folder / "archive", workers=1))
    archive = Archive.open(folder / "archive")
    assert list_unspotted(archive) == []
    forget_changed_lexicons(archive, with_persons=True)
    (digest,) = list_unspotted(archive)
    (task,) = make_spot_tasks(archive, [digest], with_persons=True)
    assert task.with_persons
    archive.close()

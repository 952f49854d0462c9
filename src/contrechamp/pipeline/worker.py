"""What runs in a reading process: it needs nothing but a task and the archive folder."""

from contextlib import ExitStack
from functools import cache
from pathlib import Path

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.indexing import prepare_parts
from contrechamp.pipeline.reading import read_document
from contrechamp.pipeline.tasks import PreparedPart, ReadOutcome, ReadTask, Task
from contrechamp.read.sandbox import Sandbox, open_sandbox

_open_things = ExitStack()  # lives as long as the process


def carry_out(task: Task) -> ReadOutcome | tuple[PreparedPart, ...]:
    """One task, whatever its kind."""
    if isinstance(task, ReadTask):
        return read_document(_find_archive(task.archive), _find_sandbox(), task)
    return prepare_parts(_find_archive(task.archive), task)


@cache
def _find_archive(folder: Path) -> Archive:
    return _open_things.enter_context(Archive.open(folder))


@cache
def _find_sandbox() -> Sandbox:
    return _open_things.enter_context(open_sandbox())

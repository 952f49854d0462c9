"""What runs in a reading process: it needs nothing but a task and the archive folder."""

from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.tasks import (
    LinkOutcome,
    LinkTask,
    PreparedPart,
    ReadOutcome,
    ReadTask,
    SpotOutcome,
    SpotTask,
    Task,
)

if TYPE_CHECKING:
    from contrechamp.read.sandbox import Sandbox

_open_things = ExitStack()  # lives as long as the process


def carry_out(task: Task) -> ReadOutcome | SpotOutcome | LinkOutcome | tuple[PreparedPart, ...]:
    """One task, whatever its kind. What it needs is loaded here: the conductor only names this function."""
    if isinstance(task, ReadTask):
        from contrechamp.pipeline.reading import read_document

        return read_document(_find_archive(task.archive), _find_sandbox(), task)
    if isinstance(task, SpotTask):
        from contrechamp.pipeline.spotting import spot_documents

        return spot_documents(_find_archive(task.archive), task)
    if isinstance(task, LinkTask):
        from contrechamp.pipeline.linking import link_documents

        return link_documents(_find_archive(task.archive), task)
    from contrechamp.pipeline.preparing import prepare_parts

    return prepare_parts(_find_archive(task.archive), task)


@cache
def _find_archive(folder: Path) -> Archive:
    return _open_things.enter_context(Archive.open(folder))


@cache
def _find_sandbox() -> "Sandbox":
    from contrechamp.read.sandbox import open_sandbox

    return _open_things.enter_context(open_sandbox())

"""From one version of the archive's format to the next; each step can be run again after a cut."""

from collections.abc import Callable
from pathlib import Path

from contrechamp.archive.durability import sync_folder, watch_disk, write_file
from contrechamp.archive.layout import FORMAT, Layout, read_version, render_version_file
from contrechamp.errors import ArchiveTooNew


def _make_incoming(folder: Path) -> None:
    """Version 0, the drafts before the first release, had no `incoming` folder."""
    Layout(folder).incoming.mkdir(exist_ok=True)
    sync_folder(folder)


STEPS: dict[int, Callable[[Path], None]] = {0: _make_incoming}


def upgrade(folder: Path) -> None:
    """Bring an archive folder to the current version; ArchiveTooNew when it is ahead of this program."""
    version, created_at = read_version(folder)
    if version > FORMAT:
        raise ArchiveTooNew("{folder} has version {version} of the format.", folder=folder, version=version)
    while version < FORMAT:
        with watch_disk():
            STEPS[version](folder)
            version += 1
            assert created_at is not None
            write_file(Layout(folder).version_file, render_version_file(version, created_at=created_at))

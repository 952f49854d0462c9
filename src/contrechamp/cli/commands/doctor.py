"""`doctor`: what works on this machine, what does not, and what to do about it."""

import shlex
import shutil
import sqlite3
import stat
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from contrechamp.cli.doors import find_folder
from contrechamp.cli.output import print_json
from contrechamp.cli.speech import say

_ENOUGH_BYTES = 2 << 30


class Check(NamedTuple):
    """One thing looked at: what it is for, whether it works, what was found, what to do, by which command."""

    name: str
    is_well: bool
    found: str
    advice: str = ""
    command: str = ""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    is_well = True
    for check in _look_at_everything(find_folder(arguments)):
        is_well = is_well and check.is_well
        print_json(check._asdict()) if arguments.json else _print_check(check)
    return 0 if is_well else 1


def _print_check(check: Check) -> None:
    print(f"{say('works') if check.is_well else say('IS MISSING'):<10} {say(check.name)} : {check.found}")
    if not check.is_well:
        print(f"{'':<10} → {say(check.advice)} {check.command}".rstrip())


def _look_at_everything(folder: Path) -> Iterator[Check]:
    yield Check("Python", sys.version_info >= (3, 12), sys.version.split()[0])
    yield Check("SQLite", sqlite3.sqlite_version_info >= (3, 37), sqlite3.sqlite_version)
    yield _look_at_isolation()
    yield _look_at_languages()
    yield _look_at_disk(folder)
    yield _look_at_archive(folder)
    if folder.is_dir():
        yield _look_at_rights(folder)
        yield from _look_at_lexicons(folder)


def _look_at_isolation() -> Check:
    from contrechamp.programs.bubblewrap import find_version
    from contrechamp.read.sandbox import find_isolation

    found, version = find_isolation() or "—", find_version() or "bwrap: —"
    shown = version if version.startswith(found) else f"{found} ({version})"
    advice = (
        "Without isolation files are kept and not read. Install bubblewrap (apt-get install bubblewrap); on Ubuntu "
        "24.04, AppArmor keeps it from ordinary users: allow it with a profile for bwrap, or run as a service."
    )
    return Check("isolation of foreign files", found != "—", shown, advice)


def _look_at_languages() -> Check:
    from contrechamp.read.tessdata import find_tessdata

    folder = find_tessdata()
    found = sorted(path.stem for path in folder.glob("*.traineddata")) if folder else []
    advice = "Scanned pages are not read. Install the French data: apt-get install tesseract-ocr-fra"
    return Check("character recognition (French)", "fra" in found, ", ".join(found) or "—", advice)


def _look_at_disk(folder: Path) -> Check:
    place = next(parent for parent in (folder, *folder.parents) if parent.exists())
    free = shutil.disk_usage(place).free
    advice = "Less than 2 GB are free: make room before you ingest."
    return Check("free disk space", free >= _ENOUGH_BYTES, say("{size} GB", size=f"{free / 1e9:.1f}"), advice)


def _look_at_archive(folder: Path) -> Check:
    from contrechamp.archive.archive import Archive
    from contrechamp.errors import ContrechampError

    try:
        Archive.open(folder).close()
    except ContrechampError as error:
        return Check("archive folder", False, say(error.message, **error.values), error.advice)
    return Check("archive folder", True, str(folder))


def _look_at_rights(folder: Path) -> Check:
    """Unpublished papers and passwords stand in it: nobody but its owner has business there."""
    mode = folder.stat().st_mode
    advice = "Other accounts of this machine can read what is not published, and passwords. Close the folder:"
    command = f"chmod 700 {shlex.quote(str(folder))}"
    is_closed = not mode & (stat.S_IRWXG | stat.S_IRWXO)
    return Check("archive folder closed to others", is_closed, stat.filemode(mode), advice, command)


def _look_at_lexicons(folder: Path) -> Iterator[Check]:
    """What the collective wrote and the machine could not take; nothing when it wrote nothing."""
    from contrechamp.archive.layout import LEXICONS
    from contrechamp.spot.lexicons import open_lexicons

    own = folder / LEXICONS
    if any(own.glob("*.toml")):
        said = [
            say(one.message, **one.values, file=one.file, entry=one.entry)
            for one in open_lexicons(own).refusals
        ]
        advice = "Mend these entries; the others hold. See docs/keepers/lexiques.md."
        yield Check("the collective's own words", not said, " ".join(said) or "*.toml", advice)

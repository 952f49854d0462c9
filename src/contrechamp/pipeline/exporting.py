"""Exports: one moment of the registry in an open format, put in place whole, which the next one is compared with."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from contrechamp.errors import ExportExists, ExportKindUnknown
from contrechamp.link.streaming import Moment, take_moment
from contrechamp.pipeline.bagging import iterate_bag_documents, list_bag_collections
from contrechamp.pipeline.edition import Edition
from contrechamp.pipeline.observatory import Observatory
from contrechamp.publish.bag import write_bag
from contrechamp.publish.comparing import Comparison
from contrechamp.publish.contents import LICENCE, SHARED_LICENCE, Notice
from contrechamp.publish.ftm import write_ftm
from contrechamp.publish.geojson import write_geojson
from contrechamp.publish.sentences import render_readme
from contrechamp.publish.spreadsheets import write_csv, write_workbook
from contrechamp.publish.sqlite import write_sqlite
from contrechamp.publish.tables import list_tables
from contrechamp.publish.whole import write_whole_file, write_whole_folder

README = "LISEZ-MOI.txt"
TRACKING = "suivi.txt"
Report = Callable[[int], None]
_FILES = {
    "ftm": write_ftm,
    "geojson": write_geojson,
    "xlsx": lambda contents, path: write_workbook(list_tables(contents), path),
    "sqlite": write_sqlite,
}
_FOLDERS = ("csv", "bagit")
KINDS = ("ftm", "geojson", "csv", "xlsx", "sqlite", "bagit")


@dataclass(frozen=True)
class ExportRequest:
    """What is wanted. A `licence` that is "" is chosen by what is in the export; states are those of the day `on`."""

    kind: str
    path: Path
    made_at: datetime  # aware, UTC
    on: date
    is_team: bool = False
    publisher: str = ""
    licence: str = ""
    address: str = ""
    version: str = ""


class ExportReport(NamedTuple):
    """What was written. `changes` counts what is new since the former export there ({"fact added": 2})."""

    notice: Notice
    entities: int
    facts: int
    lines: int  # rows, features or files, as the format counts
    former: str  # when the former export was made, "" where there was none for the same readers
    changes: dict[str, int]


def export(
    observatory: Observatory,
    request: ExportRequest,
    *,
    say: Callable[..., str] = str,
    on_progress: Report = lambda done: None,
) -> ExportReport:
    """Write what these readers may see, whole or not at all.

    ExportKindUnknown; ExportExists where something else stands at the place; ExportNotWritten, DiskIsFull.
    """
    if request.kind not in KINDS:
        raise ExportKindUnknown(
            "“{said}” is no format. There are: {kinds}.", said=request.kind, kinds=", ".join(KINDS)
        )
    tracking = find_tracking(request.kind, request.path)
    if request.path.exists() and not tracking.exists():
        raise ExportExists("{path} is there already, and is no export.", path=request.path)
    collections = None if request.is_team else observatory.public_collections()
    with (
        take_moment(observatory.desk.view(collections)) as moment,
        closing(Comparison()) as comparison,
    ):
        notice = _make_notice(request, moment)
        if tracking.exists():
            comparison.read_former(tracking, notice)
        edition = Edition(
            observatory.archive,
            moment,
            notice=notice,
            collections=collections,
            comparison=comparison,
            say=say,
            on_progress=on_progress,
        )
        comparison.note(edition.entities())
        comparison.note(edition.facts())
        write = _write_folder if request.kind in _FOLDERS else _write_file
        lines = write(observatory, edition, request.path, comparison)
        former = comparison.former.get("made_at", "")
        return ExportReport(notice, *moment.count(), lines, former, comparison.count_changes())


def find_tracking(kind: str, path: Path) -> Path:
    """Where the fingerprints of an export stand: inside a folder, beside a file."""
    return path / TRACKING if kind in _FOLDERS else path.with_name(f"{path.name}.{TRACKING}")


def _make_notice(request: ExportRequest, moment: Moment) -> Notice:
    sequence, chain_digest = moment.read_head()
    usual = SHARED_LICENCE if moment.has_identifier("osm") else LICENCE
    address = request.address and f"{request.address.rstrip('/')}/"
    return Notice(
        kind=request.kind,
        publisher=request.publisher,
        licence=request.licence or usual,
        made_at=request.made_at,
        on=request.on,
        is_team=request.is_team,
        sequence=sequence,
        chain_digest=chain_digest,
        version=request.version,
        address=address,
    )


def _write_file(observatory: Observatory, edition: Edition, path: Path, comparison: Comparison) -> int:
    notice = edition.notice
    with write_whole_file(path, is_closed=notice.is_team) as part:
        lines = _FILES[notice.kind](edition, part)
    with write_whole_file(find_tracking(notice.kind, path), is_closed=notice.is_team) as part:
        comparison.write(part, notice)
    if notice.kind == "ftm":
        with write_whole_file(path.with_name(f"{path.name}.{README}"), is_closed=notice.is_team) as part:
            part.write_text(render_readme(edition, comparison.count_changes()), encoding="utf-8")
    return lines


def _write_folder(observatory: Observatory, edition: Edition, path: Path, comparison: Comparison) -> int:
    notice = edition.notice
    with write_whole_folder(path, is_closed=notice.is_team) as part:
        comparison.write(part / TRACKING, notice)
        if notice.kind == "bagit":
            return _write_bag(observatory, edition, part)
        (part / README).write_text(render_readme(edition, comparison.count_changes()), encoding="utf-8")
        return sum(write_csv(table, part / f"{table.name}.csv") for table in list_tables(edition))


def _write_bag(observatory: Observatory, edition: Edition, folder: Path) -> int:
    collections = None if edition.notice.is_team else observatory.public_collections()
    return write_bag(
        edition,
        folder,
        documents=iterate_bag_documents(observatory.archive, collections),
        collections=list_bag_collections(observatory.archive, collections),
        tags=[TRACKING],
    )

"""`export`: the registry in an open format, saying what it is, what it omits, and what changed since the last one."""

import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp import __version__
from contrechamp.cli.doors import open_observatory, read_clock, read_collective
from contrechamp.cli.output import complain, print_json
from contrechamp.cli.progress import show_progress
from contrechamp.cli.speech import say

if TYPE_CHECKING:
    from contrechamp.pipeline.exporting import ExportReport, ExportRequest

FORMATS = ("ftm", "geojson", "csv", "xlsx", "sqlite", "bagit")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help=", ".join(FORMATS))
    parser.add_argument(
        "path", metavar="PATH", type=Path, help=say("the file to write; for csv and bagit, the folder")
    )
    parser.add_argument("--team", action="store_true", help=say("everything, also what is not published"))
    parser.add_argument(
        "--licence", default="", metavar="NAME", help=say("under which licence it is published")
    )
    parser.add_argument("--publisher", default="", metavar="NAME", help=say("who publishes it"))
    parser.add_argument(
        "--address",
        default="",
        type=_read_address,
        metavar="URL",
        help=say("where the site is, for links to passages"),
    )
    parser.add_argument(
        "--on", type=_read_day, metavar="DATE", help=say("the day of which states are (today)")
    )
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def _read_address(text: str) -> str:
    if text and not re.fullmatch(r"https?://[^\s\"'<>]{1,500}", text):
        raise ArgumentTypeError(say("write https://…"))
    return text


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(say("write YEAR-MONTH-DAY")) from None


def run(arguments: Namespace) -> int:
    from contrechamp.pipeline.exporting import export

    with open_observatory(arguments) as observatory, show_progress("Exporting") as tell:
        request = _make_request(arguments)
        report = export(observatory, request, say=say, on_progress=lambda done: tell(done, 0, ""))
    print_json(_make_fields(request, report)) if arguments.json else _print_report(request, report)
    return 0


def _make_request(arguments: Namespace) -> "ExportRequest":
    from contrechamp.pipeline.exporting import ExportRequest

    now = read_clock()
    return ExportRequest(
        kind=arguments.kind,
        path=arguments.path.absolute(),
        made_at=now,
        on=arguments.on or now.astimezone().date(),
        is_team=arguments.team,
        publisher=arguments.publisher or read_collective(),
        licence=arguments.licence,
        address=arguments.address,
        version=__version__,
    )


def _make_fields(request: "ExportRequest", report: "ExportReport") -> dict:
    notice = report.notice
    fields = {"kind": notice.kind, "path": str(request.path), "team": notice.is_team}
    fields |= {"entities": report.entities, "facts": report.facts, "lines": report.lines}
    fields |= {"licence": notice.licence, "publisher": notice.publisher, "sequence": notice.sequence}
    return {**fields, "chain_digest": notice.chain_digest, "since": report.former, "changes": report.changes}


def _print_report(request: "ExportRequest", report: "ExportReport") -> None:
    from contrechamp.publish.sentences import OMITS, TEAM

    counts = {"entities": report.entities, "facts": report.facts, "path": request.path}
    print(say("Entities: {entities}, facts: {facts}, in {path}", **counts))
    print(say("Licence: {licence}", licence=report.notice.licence))
    print(say(OMITS[report.notice.kind]))
    if report.former:
        print(say("Since the export of {day}:", day=report.former[:10]))
        for change, count in sorted(report.changes.items()):
            print(f"  {say(change)} : {count}")
        if not report.changes:
            print("  " + say("nothing changed"))
    if report.notice.is_team:
        complain(say(TEAM))

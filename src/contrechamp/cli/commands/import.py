"""`import`: keep files of rows and say what was understood of their columns; take back what left in an export."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.cli import coming_back
from contrechamp.cli.doors import open_observatory, read_clock
from contrechamp.cli.import_report import make_fields, print_document, tell_how
from contrechamp.cli.output import complain, print_json
from contrechamp.cli.reading import follow_reading
from contrechamp.cli.speech import say
from contrechamp.errors import ColumnUnknown, ImportKindUnknown, SourceUnreadable

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory
    from contrechamp.vocabulary.digest import Digest
    from contrechamp.vocabulary.provenance import Capture

KINDS = ("contracts", "cameras", "entities", "budgets")
_FEWEST_COLUMNS = (
    2  # understood, for a table to be of the kind that a person says without a word on its columns
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("kind", metavar="KIND", help=", ".join((*KINDS, *coming_back.KINDS)))
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=say("files and folders"))
    parser.add_argument("--collection", default="", metavar="NAME", help=say("where they belong (team only)"))
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        type=_read_pair,
        metavar="HEADING=FIELD",
        help=say("what a column holds; remembered for all files with the same headings"),
    )
    parser.add_argument(
        "--publish",
        action="store_true",
        help=say("of a bag: show to everybody what everybody saw where it comes from"),
    )
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def _read_pair(text: str) -> tuple[str, str]:
    heading, sign, field = text.rpartition("=")
    if not sign or not heading.strip() or not field.strip():
        raise ArgumentTypeError(say("write HEADING=FIELD"))
    return heading.strip(), field.strip()


def run(arguments: Namespace) -> int:
    from contrechamp.pipeline.column_memory import find_field

    if arguments.kind in coming_back.KINDS:
        return coming_back.run(arguments)
    if arguments.kind not in KINDS:
        kinds = ", ".join((*KINDS, *coming_back.KINDS))
        raise ImportKindUnknown(
            "“{said}” is nothing that can be imported. There are: {kinds}.", said=arguments.kind, kinds=kinds
        )
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        raise SourceUnreadable("{path}: there is no such file or folder.", path=missing[0])
    said = {heading: find_field(arguments.kind, field) for heading, field in arguments.column}
    with open_observatory(arguments) as observatory:
        digests, refused_count = _keep(arguments, observatory)
        follow_reading(observatory)
        documents = list(_give_family(observatory, digests))
        if _remember(observatory, documents, kind=arguments.kind, said=said):
            follow_reading(observatory)
        unused = _report(observatory, documents, arguments=arguments, said=said)
    if unused:
        raise ColumnUnknown("No imported file has this column: {headings}.", headings=" · ".join(unused))
    return 1 if refused_count else 0


def _keep(arguments: Namespace, observatory: "Observatory") -> tuple[list["Digest"], int]:
    """Everything under the paths is kept like any paper; its digests, and how many files were refused."""
    from contrechamp.vocabulary.archive import Refusal

    collection = arguments.collection or say("To sort")
    observatory.ensure_collection(collection)
    digests, refusals = [], []
    for answer in observatory.receive(_list_captures(arguments, collection, refusals)):
        (refusals if isinstance(answer, Refusal) else digests).append(answer)
    for refusal in refusals:
        complain(say("Not taken"), refusal.untrusted_path, say(refusal.reason))
    return list(dict.fromkeys(receipt.digest for receipt in digests)), len(refusals)


def _list_captures(arguments: Namespace, collection: str, refusals: list) -> Iterator["Capture"]:
    from contrechamp.collect.folder import make_captures
    from contrechamp.pipeline.describing import describe_import
    from contrechamp.pipeline.refreshing import IMPORTED
    from contrechamp.vocabulary.archive import Refusal

    captures = make_captures(
        arguments.paths,
        collection=collection,
        received_at=read_clock(),
        on_other=lambda look: refusals.append(look) if isinstance(look, Refusal) else None,
    )
    for capture in captures:
        provenance = replace(capture.provenance, way_in=IMPORTED)
        yield replace(capture, provenance=provenance, description=describe_import(arguments.kind))


def _give_family(observatory: "Observatory", digests: list["Digest"]) -> Iterator["Digest"]:
    """The documents and what was found inside them (a spreadsheet in a ZIP), each once."""
    seen, waiting = set(), list(digests)
    while waiting:
        digest = waiting.pop(0)
        if digest not in seen:
            seen.add(digest)
            yield digest
            waiting += [child.digest for child in observatory.list_children(digest)]


def _remember(
    observatory: "Observatory", documents: list["Digest"], *, kind: str, said: Mapping[str, str]
) -> bool:
    """Keep what the person says beyond what the headings say by themselves; whether there was anything new."""
    from contrechamp.pipeline.column_memory import match_said, remember_columns
    from contrechamp.pipeline.importing import survey_tables
    from contrechamp.spot.columns import IGNORED

    is_new = False
    for digest in documents:
        own = {report.signature: report.kind for report in survey_tables(observatory.archive, digest)}
        for report in survey_tables(observatory.archive, digest, kind=kind):
            told = match_said(report.headings, said)
            understood = sum(column.field not in ("", IGNORED) for column in report.columns)
            is_other = own.get(report.signature, "") != kind and understood >= _FEWEST_COLUMNS
            if told or is_other:
                is_new |= remember_columns(observatory.archive, kind, report.headings, told)
    return is_new


def _report(
    observatory: "Observatory", documents: list["Digest"], *, arguments: Namespace, said: Mapping[str, str]
) -> list[str]:
    """Say what became of each document; the headings that a person named and that no file has."""
    from contrechamp.pipeline.column_memory import match_said
    from contrechamp.pipeline.importing import MOST_DOUBTS, survey_tables
    from contrechamp.pipeline.refreshing import compare_with_former

    unused, is_complete = dict(said), True
    for digest in documents:
        card = observatory.find_document(digest)
        most = None if arguments.json else MOST_DOUBTS
        reports = survey_tables(observatory.archive, digest, kind=arguments.kind, most_doubts=most)
        refresh = compare_with_former(observatory.archive, digest)
        for report in reports:
            is_complete &= all(column.field for column in report.columns if column.filled)
            for heading in match_said(unused, match_said(report.headings, said)):
                unused.pop(heading)
        if arguments.json:
            print_json(make_fields(card, reports, refresh))
        else:
            print_document(card, reports, refresh, kind=arguments.kind)
    if not is_complete and not arguments.json:
        print(tell_how(arguments.kind))
    return list(unused)

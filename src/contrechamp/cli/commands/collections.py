"""`collections`: their names, whether everybody sees them, and how much is in them."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.vocabulary.archive import CollectionEntry


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        entries = observatory.collections()
    for entry in entries:
        print_json(_make_fields(entry)) if arguments.json else _print_entry(entry)
    if not entries and not arguments.json:
        print(say("There is no collection yet."))
    return 0


def _make_fields(entry: CollectionEntry) -> dict:
    return {"name": entry.name, "public": entry.is_public, "documents": entry.document_count}


def _print_entry(entry: CollectionEntry) -> None:
    seen_by = say("public") if entry.is_public else say("team only")
    name, count = make_plain(entry.name), entry.document_count
    print(say("{name} — {seen_by}, documents: {count}", name=name, seen_by=seen_by, count=count))

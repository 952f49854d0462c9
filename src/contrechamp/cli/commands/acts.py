"""`acts`: what a gazette, minutes or a batch of deliberations is made of."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.vocabulary.act import Act


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("digest", metavar="DIGEST", help=say("the document's SHA-256, or its beginning"))
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        acts = observatory.findings.acts(observatory.complete_digest(arguments.digest))
    for act in acts:
        print_json(_make_fields(act)) if arguments.json else _print_act(act)
    if not acts and not arguments.json:
        print(say("No acts were found inside this document."))
    return 0


def _make_fields(act: Act) -> dict:
    return {name: value for name, value in asdict(act).items() if name not in ("start", "end")}


def _print_act(act: Act) -> None:
    pages = f"{act.first_page}-{act.last_page}" if act.last_page > act.first_page else str(act.first_page)
    print(make_plain(f"{act.rank:>4}  p. {pages:<9} {act.number:<24} {act.date:<10}  {act.title}"))

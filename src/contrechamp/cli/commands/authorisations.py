"""`authorisations`: what camera acts authorise, one line for each act."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from contrechamp.cli.choosing import add_digest_argument, iterate_chosen
from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.vocabulary.act import Authorisation
from contrechamp.vocabulary.digest import Digest

_RULES = {
    "authorisation": "authorised",
    "renewal": "renewed",
    "modification": "amended",
    "refusal": "refused",
    "withdrawal": "withdrawn by the prefect",
}


def add_arguments(parser: ArgumentParser) -> None:
    add_digest_argument(parser)
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        for digest in iterate_chosen(observatory, arguments):
            for found in observatory.findings.authorisations(digest):
                fields = {"digest": digest, **asdict(found)}
                print_json(fields) if arguments.json else _print_authorisation(digest, found)
    return 0


def _print_authorisation(digest: Digest, found: Authorisation) -> None:
    cameras = "/".join(
        "?" if count is None else str(count)
        for count in (found.cameras_inside, found.cameras_outside, found.cameras_public_way)
    )
    days = "?" if found.retention_days is None else found.retention_days
    said = say("{cameras} cameras inside/outside/public way, {days} days", cameras=cameras, days=days)
    rule = say(_RULES.get(found.rule, found.rule))
    line = f"{digest[:12]} p. {found.page:<5} {rule} : {found.commune}, {found.place} : {said}, {found.file_number}"
    print(make_plain(line))

"""`withdraw`: hide a document at once, everywhere; it can be brought back."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.reading import read_what_waits
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("digest", metavar="DIGEST", help=say("the document's SHA-256, or its beginning"))
    parser.add_argument("--reason", default="", help=say("why, for the team"))
    parser.add_argument("--bring-back", action="store_true", help=say("undo a withdrawal"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        digest = observatory.complete_digest(arguments.digest)
        if arguments.bring_back:
            observatory.bring_back(digest)
            print(say("The document is back."))
            read_what_waits(observatory)
            return 0
        count = len(observatory.withdraw(digest, reason=arguments.reason))
        print(say("Withdrawn. Documents, with what it holds: {count}.", count=count))
    return 0

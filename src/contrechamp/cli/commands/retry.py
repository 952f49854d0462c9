"""`retry`: read again what failed, what an older version read, or what a password opens."""

import getpass
import sys
from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.reading import read_what_waits
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "digests", metavar="DIGEST", nargs="*", help=say("these only; otherwise all that failed")
    )
    parser.add_argument("--password", action="store_true", help=say("ask for the password that opens them"))
    parser.add_argument(
        "--password-stdin", action="store_true", help=say("read the password from standard input")
    )


def run(arguments: Namespace) -> int:
    password = _read_password(arguments)
    with open_observatory(arguments) as observatory:
        digests = [
            observatory.complete_digest(text) for text in arguments.digests
        ] or observatory.find_failed()
        observatory.retry(digests, password=password)
        print(say("{count} documents are read again.", count=len(digests)))
        read_what_waits(observatory)
    return 0


def _read_password(arguments: Namespace) -> str:
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass(say("Password: ")) if arguments.password else ""

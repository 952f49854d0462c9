"""`account`: add a person to the team."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module

from contrechamp.cli.doors import find_config, open_observatory
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("add",), help=say("add a person, or give a new password"))
    parser.add_argument("name", metavar="NAME", help=say("the name to sign in with"))
    parser.add_argument(
        "--password-stdin", action="store_true", help=say("read the password from standard input")
    )


def run(arguments: Namespace) -> int:
    open_observatory(arguments).close()
    password = _read_password(arguments)
    add_account(find_config(arguments).archive, arguments.name, password)
    print(say("{name} can sign in.", name=arguments.name))
    return 0


def add_account(archive: object, name: str, password: str) -> None:
    """Reach the website's door by its name: nothing below the website knows Django."""
    import os

    os.environ["CONTRECHAMP_ARCHIVE"] = str(archive)
    import_module("contrechamp.website.wsgi")  # sets the site up, and its database
    import_module("contrechamp.website.accounts.changes").add_account(name, password)


def _read_password(arguments: Namespace) -> str:
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    return getpass.getpass(say("Password (15 characters or more): "))

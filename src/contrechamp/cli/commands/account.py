"""`account`: add a person to the team, or give them a new password."""

import os
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path
from types import ModuleType

from contrechamp.cli.doors import find_config, open_observatory
from contrechamp.cli.passwords import add_stdin_argument, ask_new_password, read_password
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("add",), help=say("add a person"))
    parser.add_argument("name", metavar="NAME", help=say("the name to sign in with"))
    parser.add_argument(
        "--change-password", action="store_true", help=say("give a person who is there a new password")
    )
    add_stdin_argument(parser)


def run(arguments: Namespace) -> int:
    open_observatory(arguments).close()
    accounts = open_accounts(find_config(arguments).archive)
    accounts.check_name(arguments.name, is_known=arguments.change_password)  # before anything is typed
    password = read_password() if arguments.password_stdin else ask_new_password()
    if arguments.change_password:
        accounts.change_password(arguments.name, password)
        print(say("{name} has a new password.", name=arguments.name))
        return 0
    accounts.add_account(arguments.name, password)
    print(say("{name} can sign in.", name=arguments.name))
    return 0


def open_accounts(archive: Path) -> ModuleType:
    """Reach the website's door by its name: nothing below the website knows Django."""
    os.environ["CONTRECHAMP_ARCHIVE"] = str(archive)
    import_module("contrechamp.website.wsgi")  # sets the site up, and its database
    return import_module("contrechamp.website.accounts.changes")

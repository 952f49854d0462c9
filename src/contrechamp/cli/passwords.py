"""Passwords are asked on the terminal, never shown, or read from standard input."""

import getpass
import sys
from argparse import ArgumentParser

from contrechamp.cli.speech import say
from contrechamp.errors import PasswordNotGiven


def add_stdin_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin", action="store_true", help=say("read the password from standard input")
    )


def read_password() -> str:
    """The first line of standard input."""
    return sys.stdin.readline().rstrip("\n")


def ask_password(prompt: str) -> str:
    """What is typed, unseen; PasswordNotGiven where nobody can type."""
    if not sys.stdin.isatty():
        raise PasswordNotGiven("There is no terminal here to type a password on.")
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise PasswordNotGiven("No password was typed.") from None


def ask_new_password() -> str:
    """Asked twice: what is typed unseen is easily mistyped."""
    password = ask_password(say("Password (15 characters or more): "))
    if ask_password(say("The same password again: ")) != password:
        raise PasswordNotGiven("The two passwords are not the same: nothing was changed.")
    return password

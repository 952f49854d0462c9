"""The door of the command line: the table of commands, errors said once, exit codes."""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

from contrechamp import __version__
from contrechamp.cli.speech import say
from contrechamp.errors import ContrechampError

COMMANDS = {
    "init": "Make an archive folder.",
    "ingest": "Keep files and folders, read them, make them findable.",
    "import": "Keep files of rows (contracts, cameras…) and say what was understood; take an export back.",
    "publish-collection": "Show a collection to everybody.",
    "unpublish-collection": "Take a collection back from the public.",
    "collections": "List the collections, and who sees them.",
    "watch": "Ingest what is dropped into a folder, until stopped.",
    "search": "Find pages.",
    "show": "Show a document, or the text of one of its pages.",
    "acts": "List the acts inside a gazette, minutes or a batch of deliberations.",
    "tables": "List the rows of the tables: sheets, lists of cameras, budgets, price lists.",
    "mentions": "List what the pages name: actors, technologies, places, sums, dates, counts.",
    "judge": "Apply sheets of facts, written in an editor or a spreadsheet.",
    "authorisations": "List what camera acts authorise.",
    "facts": "List what was established, with its sources; prove that the pages say it.",
    "export": "Write the registry in an open format: FollowTheMoney, GeoJSON, CSV, XLSX, SQLite, BagIt.",
    "status": "List every document and what became of it.",
    "retry": "Do again, step by step, what failed or is outdated.",
    "base-map": "Make a base map from an OpenStreetMap extract.",
    "reindex": "Make the search index anew.",
    "withdraw": "Hide a document at once, everywhere.",
    "verify": "Prove that nothing kept has changed.",
    "backup": "Write everything that cannot be remade into one file.",
    "restore": "Bring a backup back into an empty folder.",
    "serve": "Show the observatory on the web.",
    "account": "Add a person to the team.",
    "doctor": "Say what works on this machine and what does not.",
    "demo": "Build the sample city's observatory and serve it.",
}
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Carry out one command; the exit code says how it ended (see docs/keepers/commands.md)."""
    parsed = _make_parser(arguments).parse_args(arguments)
    try:
        return import_module(_module_name(parsed.command)).run(parsed) or 0
    except ContrechampError as error:
        return _say_error(error)
    except KeyboardInterrupt:
        print(say("Stopped. Nothing is lost: the same command goes on where it stopped."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _module_name(command: str) -> str:
    return f"contrechamp.cli.commands.{command.replace('-', '_')}"


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Help in the reader's language."""

    def add_usage(self, usage, actions, groups, prefix=None):  # the signature is the library's
        super().add_usage(usage, actions, groups, say("usage: ") if prefix is None else prefix)


def _make_parser(arguments: list[str] | None) -> argparse.ArgumentParser:
    purpose = say("The paper trail of a city's surveillance, searchable and sourced.")
    parser = argparse.ArgumentParser(
        prog="contrechamp", description=purpose, formatter_class=_Formatter, add_help=False
    )
    parser.add_argument(
        "--version", action="version", version=f"contrechamp {__version__}", help=say("the version")
    )
    parser.add_argument("--archive", type=Path, metavar="DIR", help=say("the archive folder"))
    _speak(parser)
    commands = parser.add_subparsers(dest="command", metavar=say("COMMAND"), required=True)
    asked = _find_command(sys.argv[1:] if arguments is None else arguments)
    for name, purpose in COMMANDS.items():
        described = {"help": say(purpose), "description": say(purpose), "formatter_class": _Formatter}
        command = commands.add_parser(name, add_help=False, **described)
        _speak(command)
        if name == asked:  # only the command that is asked is imported: help stays quick
            import_module(_module_name(name)).add_arguments(command)
    return parser


def _speak(parser: argparse.ArgumentParser) -> None:
    """What the library would say in English."""
    parser.add_argument("-h", "--help", action="help", help=say("show this help"))
    parser._positionals.title = say("arguments")
    parser._optionals.title = say("options")


def _find_command(words: list[str]) -> str:
    """The first word that is a command and no option's value."""
    values = {place + 1 for place, word in enumerate(words) if word == "--archive"}
    return next((word for place, word in enumerate(words) if word in COMMANDS and place not in values), "")


def _say_error(error: ContrechampError) -> int:
    print(f"{say(error.message, **error.values)}", file=sys.stderr)
    if error.advice:
        print(say(error.advice), file=sys.stderr)
    return error.exit_code

"""`demo`: the sample city's observatory, built through the public commands, then served."""

import secrets
from argparse import ArgumentParser, Namespace
from pathlib import Path

import contrechamp
from contrechamp.cli.commands.account import add_account
from contrechamp.cli.doors import find_folder
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable

_CITY = Path(contrechamp.__file__).parents[2] / "tests" / "city"
_QUERY = "reconnaissance faciale"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help=say("build it, say what was found, and end"))
    parser.add_argument("--host", default="127.0.0.1", help=say("the address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=say("the port to listen on"))


def run(arguments: Namespace) -> int:
    if not (_CITY / "papers").is_dir():
        raise SourceUnreadable("The sample city's papers are missing: {folder}", folder=_CITY / "papers")
    folder = find_folder(arguments) if arguments.archive else Path("demo").absolute()
    if not (folder / "contrechamp.toml").exists():
        _build(folder)
    _do(folder, "search", "--limit", "3", _QUERY)
    return (
        0
        if arguments.no_serve
        else _do(folder, "serve", "--host", arguments.host, "--port", str(arguments.port))
    )


def _build(folder: Path) -> None:
    collection = say("The sample city")
    _do(folder, "init")
    _do(
        folder,
        "ingest",
        str(_CITY / "papers"),
        "--collection",
        collection,
        "--manifest",
        str(_CITY / "manifest.csv"),
    )
    _do(folder, "publish-collection", collection)
    password = secrets.token_urlsafe(12)
    add_account(folder, "equipe", password)
    print(say("To sign in for the team: name “equipe”, password “{password}”.", password=password))


def _do(folder: Path, *words: str) -> int:
    """One public command, said aloud before it runs."""
    from contrechamp.cli.main import main

    print(
        "$ ./run --archive",
        folder.name,
        *(f"'{word}'" if " " in word else word for word in words),
        flush=True,
    )
    return main(["--archive", str(folder), *words])

"""`demo`: the sample city's observatory, built through the public commands, then served."""

import secrets
import shutil
from argparse import ArgumentParser, Namespace
from pathlib import Path

import contrechamp
from contrechamp.archive.layout import LEXICONS
from contrechamp.cli.commands.account import open_accounts
from contrechamp.cli.doors import find_folder
from contrechamp.cli.listening import check_address
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable

_CITY = Path(contrechamp.__file__).parents[2] / "tests" / "city"
_QUERY = "reconnaissance faciale"
_TEAM = {"Camille": "dossier/camille", "Sacha": "dossier/sacha"}  # two, because a second one confirms persons


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help=say("build it, say what was found, and end"))
    parser.add_argument("--host", default="127.0.0.1", help=say("the address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=say("the port to listen on"))


def run(arguments: Namespace) -> int:
    if not (_CITY / "papers").is_dir():
        raise SourceUnreadable("The sample city's papers are missing: {folder}", folder=_CITY / "papers")
    if not arguments.no_serve:
        check_address(arguments.host, arguments.port)
    folder = find_folder(arguments) if arguments.archive else Path("demo").absolute()
    if not _is_built(folder) and (code := _build(folder)):
        return code
    _do(folder, "search", "--limit", "3", _QUERY)
    if arguments.no_serve:
        return 0
    return _do(folder, "serve", "--host", arguments.host, "--port", str(arguments.port))


def _is_built(folder: Path) -> bool:
    """Publishing is the last step: what was stopped before it is built again, and loses nothing."""
    from contrechamp.archive.archive import Archive

    if not (folder / "contrechamp.toml").exists():
        return False
    with Archive.open(folder) as archive:
        return bool(archive.public_collections())


def _build(folder: Path) -> int:
    """Each public command in turn, until one says no; its exit code."""
    collection, papers, manifest = say("The sample city"), str(_CITY / "papers"), str(_CITY / "manifest.csv")
    if not (folder / "contrechamp.toml").exists():
        if code := _do(folder, "init"):
            return code
        _give_own_words(folder)
    if code := _do(folder, "ingest", papers, "--collection", collection, "--manifest", manifest):
        return code
    passwords = {member: _open_account(folder, member) for member in _TEAM}
    for (
        member,
        sheets,
    ) in _TEAM.items():  # what a machine could not read is not quoted: the rest of the dossier is
        if (code := _do(folder, "judge", str(_CITY / sheets), "--by", member, "--keep-going")) > 1:
            return code
    if code := _do(folder, "publish-collection", collection):
        return code
    for member, password in passwords.items():
        told = {"name": member, "password": password}
        print(say("To sign in for the team: name “{name}”, password “{password}”.", **told))
    return 0


def _open_account(folder: Path, name: str) -> str:
    """The password of one of the team, who may be there from a demo that was built before."""
    password = secrets.token_urlsafe(12)
    accounts = open_accounts(folder)
    (accounts.change_password if accounts.has_account(name) else accounts.add_account)(name, password)
    return password


def _give_own_words(folder: Path) -> None:
    """What a collective adds to the words of the program is a file in its archive folder, and nothing more."""
    print("$ cp -r", _CITY / LEXICONS, folder.name, flush=True)
    shutil.copytree(_CITY / LEXICONS, folder / LEXICONS, copy_function=shutil.copyfile)


def _do(folder: Path, *words: str) -> int:
    """One public command, said aloud before it runs."""
    from contrechamp.cli.main import main

    shown = (f"'{word}'" if " " in word else word for word in words)
    print("$ ./run --archive", folder.name, *shown, flush=True)
    return main(["--archive", str(folder), *words])

"""French is complete on the command line: every sentence that it can say has its French."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contrechamp.cli.speech import is_english, read_french, say

SOURCE = Path(__file__).resolve().parents[2] / "src" / "contrechamp"
INTERNAL = {
    "ValueError",
    "TypeError",
    "IndexError",
    "KeyError",
    "FileNotFoundError",
    "FrameIsBroken",
    "MessageIsBroken",
    "OSError",
}
SAID_BY = {"Refusal", "BadRow", "Check", "Finding", "Skipped"}


def list_sentences() -> Iterator[str]:
    """Literals given to `say`, the commands' purposes, messages and advice of errors, reasons that are told."""
    for path in SOURCE.rglob("*.py"):
        if "website" in path.parts or path.parent.name in ("readers", "sandbox"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            yield from find_in(node, is_cli="cli" in path.parts)


def find_in(node: ast.AST, *, is_cli: bool) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        is_said = (name in ("say", "show_progress") and is_cli) or name in SAID_BY
        for argument in (
            (*node.args, *(k.value for k in node.keywords if k.arg == "advice")) if is_said else ()
        ):
            yield from literals(argument)
    if isinstance(node, ast.Raise) and is_told(node.exc):
        yield from literals(node.exc.args[0])
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in (
        "advice",
        "COMMANDS",
        "_WORDS",
    ):
        values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
        for value in values:
            yield from literals(value)


def is_told(raised: ast.expr | None) -> bool:
    """An error of ours, with a message; a document's reasons are in French already."""
    if not isinstance(raised, ast.Call) or not raised.args:
        return False
    return getattr(raised.func, "id", "") not in INTERNAL | {"DocumentIsBroken", "DocumentIsEncrypted"}


def literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value.strip():
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def test_every_sentence_has_its_french():
    missing = {sentence for sentence in list_sentences() if sentence not in read_french()}
    assert not missing, "\n".join(sorted(missing))


def test_french_keeps_the_names_that_are_filled_in():
    for english, french in read_french().items():
        assert sorted(re.findall(r"{\w+", english)) == sorted(re.findall(r"{\w+", french)), english


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LC_ALL": "fr_FR", "LANG": "en_US"}, False),
        ({"LC_ALL": "C.UTF-8", "LANG": "en_US"}, True),
        ({"LC_MESSAGES": "en", "LANG": "fr"}, True),
        ({"LANG": "de_DE"}, False),
    ],
)
def test_french_unless_the_environment_asks_for_english(environment, expected):
    assert is_english(environment) is expected


def test_names_are_filled_in(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert say("The archive folder is ready: {folder}", folder="x") == "Le dossier d’archives est prêt : x"

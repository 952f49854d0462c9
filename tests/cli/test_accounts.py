"""The team's accounts: a name is added once, a password is never changed by surprise."""

import os
import pty
import sys

import pytest
from tests.cli.conftest import CommandLine

PASSWORD = "loutre-vannes-brouillard"


@pytest.fixture
def line(tmp_path):
    made = CommandLine(tmp_path / "archive")
    made.run("init")
    return made


def test_an_existing_name_keeps_its_password_unless_a_new_one_is_asked_for(line):
    add = ("account", "add", "camille", "--password-stdin")
    line.run(*add, given=f"{PASSWORD}\n")
    said = line.run("account", "add", "Camille", "--password-stdin", given=f"{PASSWORD}-2\n", code=2)
    assert "existe déjà" in said and "--change-password" in said
    assert "nouveau mot de passe" in line.run(*add, "--change-password", given=f"{PASSWORD}-2\n")


def test_a_name_that_is_mistyped_gets_no_new_password(line):
    words = ("account", "add", "camile", "--change-password", "--password-stdin")
    assert "Aucun compte ne s’appelle camile" in line.run(*words, given=f"{PASSWORD}\n", code=3)


def test_without_a_terminal_the_way_to_give_a_password_is_said(line):
    said = line.run("account", "add", "camille", code=2)
    assert "Traceback" not in said and "--password-stdin" in said


@pytest.mark.parametrize(("again", "code"), [(PASSWORD, 0), ("loutre-vannes-brouillart", 2)])
def test_a_typed_password_is_asked_twice(line, again, code):
    child, terminal = pty.fork()
    if child == 0:
        words = [sys.executable, "-m", "contrechamp.cli", "--archive", str(line.archive)]
        os.execv(sys.executable, [*words, "account", "add", "camille"])
    for word in (PASSWORD, again):
        wait_for_colon(terminal)
        os.write(terminal, word.encode() + b"\n")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == code


def wait_for_colon(terminal):
    while b" : " not in os.read(terminal, 4096):
        pass

"""Serving: a port that is taken is said in one sentence, and Ctrl-C stops everything."""

import contextlib
import os
import pty
import signal
import socket
import sys
import time
import urllib.request

import pytest
from tests.cli.conftest import CommandLine


@pytest.fixture
def line(tmp_path):
    made = CommandLine(tmp_path / "archive")
    made.run("init")
    return made


@pytest.fixture
def find_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.mark.parametrize("shares", [False, True])
def test_a_port_that_is_taken_is_said_before_anything_starts(line, shares):
    """A server that shares its port, as another archive's does, is found as well."""
    with socket.create_server(("127.0.0.1", 0), reuse_port=shares) as held:
        port = held.getsockname()[1]
        said = line.run("serve", "--port", port, code=8)
    assert said.startswith(f"Le port {port} est déjà pris") and "--port" in said
    assert "Ouvrez" not in said and "Traceback" not in said


@pytest.mark.parametrize("words", [("--port", 99999), ("--port", 0), ("--host", "192.0.2.1")])
def test_an_address_where_nobody_can_listen_is_said_in_a_sentence(line, words):
    said = line.run("serve", *words, code=2)
    assert len(said.splitlines()) == 2 and "Traceback" not in said


@pytest.mark.slow
def test_one_ctrl_c_stops_every_process(line, find_port):
    """In a terminal Ctrl-C reaches the web processes and the reader too, all at once."""
    child, terminal = pty.fork()
    if child == 0:
        words = [sys.executable, "-m", "contrechamp.cli", "--archive", str(line.archive), "serve"]
        os.execve(sys.executable, [*words, "--port", str(find_port)], {**os.environ, "LC_ALL": "fr_FR.UTF-8"})
    try:
        wait_for_site(find_port)
        os.write(terminal, b"\x03")
        said = read_all(terminal)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert is_gone(child)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    assert said.count("Arrêté.") == 1 and "Traceback" not in said


def wait_for_site(port):
    for _ in range(600):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/"):
            return
        time.sleep(0.1)
    pytest.fail("the site never answered")


def is_gone(group):
    """Nobody of that process group is left, or will be in a moment."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def read_all(terminal):
    """What was printed until the last process let go of the terminal."""
    said = b""
    with contextlib.suppress(OSError):  # how Linux says that the other end is closed
        while block := os.read(terminal, 4096):
            said += block
    return said.decode()

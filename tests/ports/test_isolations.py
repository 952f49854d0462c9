"""Each isolation behaves as a wall; without one, the same attempts succeed, so the tests can fail."""

import json
import subprocess
import sys

import pytest

from contrechamp.errors import NoIsolation
from contrechamp.read.sandbox import Limits, bubblewrap, namespaces, open_sandbox
from contrechamp.read.sandbox.escapes import ATTEMPTS
from contrechamp.read.sandbox.probe import lay_bait

from .isolation import IsolationBehaviour, _start_sleeper

_CONTROL = """
import json, sys
from contrechamp.read.sandbox.escapes import try_escapes
print(json.dumps(list(try_escapes(json.loads(sys.argv[1])))))
"""


def _can_start(isolation) -> bool:
    try:
        open_sandbox(isolations=[isolation]).close()
    except NoIsolation:
        return False
    return True


@pytest.mark.skipif(not _can_start(bubblewrap), reason="bubblewrap does not hold on this machine")
class TestBubblewrap(IsolationBehaviour):
    isolation = bubblewrap


@pytest.mark.skipif(
    not _can_start(namespaces), reason="user namespaces with Landlock do not hold on this machine"
)
class TestNamespaces(IsolationBehaviour):
    isolation = namespaces


def test_without_a_wall_every_attempt_succeeds():
    with lay_bait(Limits()) as bait, _start_sleeper() as sleeper:
        said = json.dumps({**bait, "traceable": sleeper.pid})
        answer = subprocess.run(
            [sys.executable, "-c", _CONTROL, said], capture_output=True, text=True, check=True
        )
    assert set(json.loads(answer.stdout)) == set(ATTEMPTS)


def test_an_isolation_with_a_hole_is_refused():
    class Unwalled:
        """Starts the reader with nothing around it."""

        NAME = "unwalled"

        @staticmethod
        def start(command, *, readable, descriptor):
            from contrechamp.read.sandbox.interpreter import join_code

            no_landlock = "import contrechamp.read.sandbox.inside as i; i.restrict_files = lambda paths: 0"
            *start, path, serve = command
            return subprocess.Popen(join_code((*start, path, no_landlock, serve)), pass_fds=(descriptor,))

    with pytest.raises(NoIsolation, match="read the canary"):
        open_sandbox(isolations=[Unwalled])


def test_where_no_isolation_starts_nothing_is_parsed():
    class Missing:
        NAME = "missing"

        @staticmethod
        def start(command, *, readable, descriptor):
            raise FileNotFoundError("bwrap")

    with pytest.raises(NoIsolation, match="bwrap"):
        open_sandbox(isolations=[Missing])

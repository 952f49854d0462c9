"""A short set of each drill; `python -m tests.drills` runs them in full."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
IMPOSSIBLE = 77

pytestmark = pytest.mark.slow


def carry_out(drill: str, count: int, *, unit: str = "--count") -> None:
    command = [sys.executable, "-m", "tests.drills", drill, unit, str(count)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if run.returncode == IMPOSSIBLE:
        pytest.skip(run.stdout.strip())
    assert run.returncode == 0, run.stdout + run.stderr


def test_nothing_acknowledged_is_lost_when_the_power_is_cut():
    carry_out("power-cut", 6)


def test_no_failing_call_leaves_a_bad_state():
    carry_out("fault-points", 6)


def test_a_full_disk_loses_nothing_and_heals():
    carry_out("disk-full", 12)


def test_no_fuzzed_message_makes_the_mail_reader_fail():
    carry_out("fuzz-mail", 20, unit="--seconds")

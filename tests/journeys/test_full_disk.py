"""The disk is full: it is said plainly, nothing is lost, reading goes on, and all is well when room returns."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
STORY = Path(__file__).with_name("full_disk.py")


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 16 MB; only root may make one."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(tmp_path)], capture_output=True
    )
    if os.geteuid() or mounted.returncode:
        pytest.skip("making a small disk takes root and mount")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_a_full_disk_is_told_and_nothing_is_lost(small_disk):
    told = subprocess.run(
        [sys.executable, str(STORY), str(small_disk / "archive")], capture_output=True, text=True, timeout=240
    )
    assert told.returncode == 0, told.stderr
    seen = json.loads(told.stdout.splitlines()[-1])
    assert seen["small"] == 302
    assert seen["too big"] == seen["full"] == 507
    assert seen["spool"] == []
    assert "Ce qui a un reçu est sauf" in seen["words"]
    assert seen["reading"] == [200] * 5
    assert seen["again"] == 302

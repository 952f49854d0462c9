"""A fuzzer led by coverage looks for a message that our mail reader cannot bear: nothing may escape but our errors.

Atheris is needed: `.venv/bin/pip install -e '.[fuzz]'`. The seeds are the messages of the shared data, where they are
beside this checkout, and those of the sample city.
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.drills.ground import ROOT, DrillFailed, DrillImpossible

SECONDS = 300
_SEEDS = (
    ROOT.parent / "shared" / "data" / "mail-mikel",
    ROOT.parent / "shared" / "data" / "mail-cpython",
    ROOT / "tests" / "city" / "papers",
)
_ENDINGS = (".eml", ".mbox", ".txt")
_LONGEST, _SLOWEST_SECONDS, _MEMORY_MB = 65_536, 30, 2_048
_DONE = re.compile(r"Done (\d+) runs")
_COVERED = re.compile(r"cov: (\d+)")


def run(seconds: int, *, seed: int) -> tuple[str, list[str]]:
    """Fuzz for so long; what was tried, and the exception that escaped, if one did."""
    if importlib.util.find_spec("atheris") is None:
        raise DrillImpossible("Atheris is not installed (.venv/bin/pip install -e '.[fuzz]')")
    with tempfile.TemporaryDirectory(prefix="fuzz-mail-") as name:
        corpus = Path(name) / "corpus"
        count = _lay_seeds(corpus)
        command = [sys.executable, "-m", "tests.drills.mail_target", str(corpus), f"-artifact_prefix={name}/"]
        command += [f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={_LONGEST}"]
        command += [f"-timeout={_SLOWEST_SECONDS}", f"-rss_limit_mb={_MEMORY_MB}"]
        fuzzing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
        wrong = list(_describe(fuzzing, Path(name)))
    runs, covered = _DONE.findall(fuzzing.stderr), _COVERED.findall(fuzzing.stderr)
    if not runs and not wrong:
        raise DrillFailed(f"the fuzzer did not run: {fuzzing.stderr[-500:]}")
    tried = runs[-1] if runs else "some"
    return (
        f"{tried} messages grown from {count} seeds, {covered[-1] if covered else 0} branches covered",
        wrong,
    )


def _lay_seeds(corpus: Path) -> int:
    corpus.mkdir()
    found = [path for folder in _SEEDS if folder.is_dir() for path in sorted(folder.rglob("*"))]
    seeds = [path for path in found if path.is_file() and path.suffix.lower() in _ENDINGS]
    for number, path in enumerate(seeds):
        shutil.copyfile(path, corpus / f"{number}")
    return len(seeds)


def _describe(fuzzing: subprocess.CompletedProcess, folder: Path) -> Iterator[str]:
    """The exception, and the message that caused it, so that it can become a test."""
    if fuzzing.returncode:
        told = [
            line.strip()
            for line in fuzzing.stderr.splitlines()
            if "Error" in line or "Exception" in line or "ALARM" in line
        ]
        yield f"the reader let through (exit {fuzzing.returncode}): {' / '.join(told[-3:])}"
    for path in sorted(folder.glob("[a-z]*-*")):
        if path.is_file():
            yield f"by {path.name}: {path.read_bytes()[:300]!r}"

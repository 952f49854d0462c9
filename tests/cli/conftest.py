"""The observatory of the invented city, built once by the public commands, as a volunteer would."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contrechamp.config import Config
from contrechamp.pipeline.observatory import open_observatory

COLLECTION = "Vaucreuse"


@dataclass(frozen=True)
class CommandLine:
    """The program on one archive folder."""

    archive: Path

    def run(self, *words: object, code: int = 0, given: str = "") -> str:
        """What the command printed; its exit code must be `code`."""
        command = [sys.executable, "-m", "contrechamp.cli", "--archive", str(self.archive), *map(str, words)]
        environment = {**os.environ, "LC_ALL": "fr_FR.UTF-8"}
        ended = subprocess.run(
            command, input=given, capture_output=True, text=True, env=environment, check=False
        )
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def ask(self, *words: object) -> list[dict]:
        """The objects that `--json` printed, one a line."""
        return [json.loads(line) for line in self.run(*words, "--json").splitlines()]

    def list_paths(self) -> dict[str, str]:
        """Path below the folder given (or inside a container) -> digest."""
        paths = {}
        with open_observatory(Config(archive=self.archive), clock=lambda: datetime.now(UTC)) as observatory:
            for document in self.ask("status"):
                for receipt in observatory.archive.receipts(document["digest"]):
                    paths[receipt.provenance.untrusted_path.removeprefix("papers/")] = document["digest"]
        return paths


@pytest.fixture(scope="session")
def make_line() -> type[CommandLine]:
    """The program on an archive folder that a test names."""
    return CommandLine


@pytest.fixture(scope="session")
def build_city(city):
    """Make the city's observatory in a folder: `init`, `ingest`, `publish-collection`."""

    def build(folder: Path) -> CommandLine:
        line = CommandLine(folder)
        line.run("init")
        line.run("ingest", city, "--collection", COLLECTION, "--manifest", city.parent / "manifest.csv")
        line.run("publish-collection", COLLECTION)
        return line

    return build


@pytest.fixture(scope="session")
def observatory(build_city, tmp_path_factory) -> CommandLine:
    """Read only: tests that change something build their own."""
    return build_city(tmp_path_factory.mktemp("city") / "archive")

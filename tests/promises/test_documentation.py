"""Undocumented means failing: commands, errors, JSON keys, packages, links."""

import re
import tomllib
from pathlib import Path

import pytest

from contrechamp import errors
from contrechamp.cli.main import COMMANDS
from contrechamp.spot.entries import LEXICON_KINDS

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path for path in ROOT.rglob("*.md") if not {".venv", "work", ".git"} & set(path.relative_to(ROOT).parts)
)


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command):
    assert f"| `{command}" in read("docs/keepers/commands.md")


def test_every_error_is_documented_with_its_exit_code():
    documented = read("docs/errors.md")
    for name, kind in vars(errors).items():
        if (
            isinstance(kind, type)
            and issubclass(kind, errors.ContrechampError)
            and name != "ContrechampError"
        ):
            assert f"| `{name}` | {kind.exit_code} |" in documented, name


def test_every_exit_code_is_documented():
    documented = read("docs/keepers/commands.md")
    kinds = (kind for kind in vars(errors).values() if isinstance(kind, type))
    for code in {kind.exit_code for kind in kinds if issubclass(kind, errors.ContrechampError)}:
        assert f"| {code} |" in documented


def test_every_kind_of_a_lexicon_is_documented():
    documented = read("docs/keepers/lexiques.md")
    listed = re.search(r'^kind = "technology" +# (.+)$', documented, re.MULTILINE)[1]
    assert sorted(listed.split(", ")) == sorted(LEXICON_KINDS)


def test_every_dependency_has_earned_its_line():
    project = tomllib.loads(read("pyproject.toml"))["project"]
    told = read("docs/decisions/dependencies.md")
    for requirement in project["dependencies"]:
        name = re.match(r"[\w.-]+", requirement)[0]
        assert f"| {name} " in told or f"`{name}`" in told or f" {name}" in told, name


def test_locks_name_no_host_and_hash_everything():
    for lock in ("requirements.lock", "requirements-check.lock"):
        text = read(lock)
        assert "http" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target


def test_sources_and_pages_name_no_machine_and_no_registry():
    words = re.compile(r"/work/|/root/|pypi\.org|files\.pythonhosted|registry\.npmjs", re.I)
    for path in (
        *PAGES,
        *(ROOT / "src").rglob("*.py"),
        *(ROOT / "tests").rglob("*.py"),
        *(ROOT / "bench").glob("*.py"),
    ):
        if path != Path(__file__):
            assert not words.search(path.read_text(encoding="utf-8")), path

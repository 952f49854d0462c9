"""Where everything stands in an archive folder, and the file that says which version it has."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contrechamp.errors import ArchiveDamaged, ArchiveMissing
from contrechamp.vocabulary.digest import Digest

FORMAT = 1
ORIGINALS = "originals"
LEDGER = "ledger"
STATE = "state"
DERIVED = "derived"
INDEX = "index"
WEBSITE = "website"
SPOOL = "spool"  # in the website's folder: uploads on their way in
INCOMING = "incoming"
JUDGEMENTS = "judgements"
REGISTRY = "derived/registry"
LEXICONS = "lexicons"  # a collective's own words, as TOML
BALLAST = "ballast"
VERSION_FILE = "contrechamp.toml"


@dataclass(frozen=True)
class Layout:
    """The paths of one archive folder."""

    folder: Path

    @property
    def version_file(self) -> Path:
        return self.folder / VERSION_FILE

    @property
    def originals(self) -> Path:
        return self.folder / ORIGINALS

    @property
    def ledger(self) -> Path:
        return self.folder / LEDGER

    @property
    def state(self) -> Path:
        return self.folder / STATE

    @property
    def index(self) -> Path:
        return self.folder / INDEX

    @property
    def website(self) -> Path:
        return self.folder / WEBSITE

    @property
    def incoming(self) -> Path:
        return self.folder / INCOMING

    @property
    def judgements(self) -> Path:
        return self.folder / JUDGEMENTS

    @property
    def registry(self) -> Path:
        """What the judgements amount to; it can be made again."""
        return self.folder / REGISTRY

    @property
    def lexicons(self) -> Path:
        return self.folder / LEXICONS

    @property
    def ballast(self) -> Path:
        return self.folder / BALLAST

    def original(self, digest: Digest) -> Path:
        return self.originals / digest[:2] / digest[2:4] / digest

    def derived(self, digest: Digest) -> Path:
        return self.folder / DERIVED / digest[:2] / digest[2:4] / digest


def render_version_file(version: int, *, created_at: datetime) -> bytes:
    """The text of `contrechamp.toml`: the format's version, and when the archive was made."""
    lines = (
        "# An archive folder of Contrechamp. Its layout is written down in docs/keepers/archive-layout.md.",
        f"format = {version}",
        f"created_at = {created_at.isoformat(timespec='seconds')}",
    )
    return ("\n".join(lines) + "\n").encode()


def read_version(folder: Path) -> tuple[int, datetime | None]:
    """The format's version and when the archive was made; ArchiveMissing where there is none."""
    path = Layout(folder).version_file
    try:
        facts = tomllib.loads(path.read_text(encoding="utf-8"))
        return int(facts["format"]), facts.get("created_at")
    except (FileNotFoundError, NotADirectoryError) as error:
        raise ArchiveMissing("{folder} is not an archive folder.", folder=folder) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("{path} does not say the version of the archive.", path=path) from error

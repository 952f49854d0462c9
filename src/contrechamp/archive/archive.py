"""An archive folder, whole: made, opened, closed."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from contrechamp.archive import layout as places
from contrechamp.archive.accession import Accession
from contrechamp.archive.book import Book, ensure_book
from contrechamp.archive.collections import Collections
from contrechamp.archive.documents import Documents
from contrechamp.archive.durability import Ballast, close_to_others, sync_folder, watch_disk, write_file
from contrechamp.archive.layout import FORMAT, Layout, read_version, render_version_file
from contrechamp.archive.ledger import ensure_ledger
from contrechamp.archive.likeness import Likenesses
from contrechamp.archive.naming import Naming
from contrechamp.archive.originals import sweep_incoming
from contrechamp.archive.state import ensure_state
from contrechamp.archive.steps import Steps
from contrechamp.archive.taken import Taken
from contrechamp.archive.upgrades import upgrade
from contrechamp.archive.withdrawing import Withdrawing
from contrechamp.errors import ArchiveDamaged, ArchiveNotEmpty, DiskIsFull
from contrechamp.vocabulary.digest import Digest


class Archive(Accession, Documents, Naming, Steps, Collections, Withdrawing, Likenesses, Taken):
    """Originals by digest, the ledger of what was done to them, and the state that follows from it.

    Several processes and threads may use one folder at once.
    """

    @classmethod
    def create(cls, folder: Path, *, created_at: datetime) -> Self:
        """Make an archive in a folder that is empty or does not exist; ArchiveNotEmpty otherwise."""
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ArchiveNotEmpty("{folder} is not empty.", folder=folder)
        layout = Layout(folder)
        with watch_disk():
            folder.mkdir(parents=True, exist_ok=True)
            close_to_others(folder)
            for name in (places.ORIGINALS, places.DERIVED, places.INDEX, places.WEBSITE, places.INCOMING):
                (folder / name).mkdir()
            ensure_ledger(layout.ledger)
            ensure_state(layout.state)
            # The version comes last: a folder without it is no archive, and was never promised to be one.
            write_file(layout.version_file, render_version_file(FORMAT, created_at=created_at))
            sync_folder(folder.absolute().parent)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open an archive; ArchiveMissing, ArchiveTooNew or ArchiveDamaged say why not."""
        upgrade(folder)
        layout = Layout(folder)
        if not layout.ledger.exists():
            raise ArchiveDamaged("{path} is missing or cannot be opened.", path=layout.ledger)
        try:
            return cls._open_sound(layout)
        except DiskIsFull:
            if not Ballast(layout.ballast).lend():
                raise
            return cls._open_sound(layout)

    @classmethod
    def _open_sound(cls, layout: Layout) -> Self:
        ensure_state(layout.state)
        with suppress(DiskIsFull):  # papers are read and withdrawn on a full disk; nobody judges there
            ensure_ledger(layout.judgements)
        archive = cls(layout)
        try:
            archive._catch_up()
            with watch_disk():
                sweep_incoming(layout)
            archive._ballast.restore()
        except BaseException:
            archive.close()
            raise
        return archive

    @classmethod
    def open_for_check(cls, folder: Path) -> Self:
        """Open without changing anything, even what no longer opens otherwise: only for `verify` and `backup`."""
        read_version(folder)
        return cls(Layout(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    @property
    def folder(self) -> Path:
        return self.layout.folder

    @property
    def index_folder(self) -> Path:
        return self.layout.index

    @property
    def lexicons_folder(self) -> Path:
        """Where a collective's own words stand (TOML); the folder may not exist."""
        return self.layout.lexicons

    @property
    def website_folder(self) -> Path:
        return self.layout.website

    def open_registry_book(self, schema: str, *, version: int) -> Book:
        """The book of what the judgements amount to; empty where it is new, or of another version."""
        with watch_disk():
            self.derived_root.mkdir(exist_ok=True)
        ensure_book(self.layout.registry, schema, version=version)
        return Book(self.layout.registry)

    def original(self, digest: Digest) -> Path:
        """Where the bytes of a document stand; DocumentUnknown, or ArchiveDamaged when they are gone."""
        path = self.layout.original(digest)
        if not os.path.exists(path):
            self._number(digest)
            raise ArchiveDamaged("The original {digest} is missing.", digest=digest)
        return path

    @property
    def derived_root(self) -> Path:
        """The folder of everything that can be made again."""
        return self.layout.folder / places.DERIVED

    def derived_folder(self, digest: Digest) -> Path:
        """Where what was made from a document stands; the folder may not exist yet."""
        return self.layout.derived(digest)

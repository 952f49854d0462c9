"""Originals by digest, the ledger of what was received, and proof that neither has changed."""

from contrechamp.archive.archive import Archive
from contrechamp.archive.backing_up import BackupReport, backup
from contrechamp.archive.restoring import restore
from contrechamp.archive.verifying import verify

__all__ = ["Archive", "BackupReport", "backup", "restore", "verify"]

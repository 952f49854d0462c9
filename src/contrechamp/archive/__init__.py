"""Originals by digest, the ledger of what was received, and proof that neither has changed."""

from contrechamp.archive.archive import Archive

__all__ = ["Archive"]

"""Originals by digest, the ledger of what was received, and proof that neither has changed."""

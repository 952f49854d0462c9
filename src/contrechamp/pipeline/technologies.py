"""The technologies that the lexicons know, for who shows what the pages name."""

from functools import lru_cache
from pathlib import Path

from contrechamp.spot.lexicons import Lexicons, compute_lexicons_digest, open_lexicons
from contrechamp.vocabulary.technology import Technology


def find_technology(own_folder: Path, key: str) -> Technology:
    """What the lexicons say of a technology, those of the collective (`own_folder`) included; else its key alone."""
    return _read_technologies(own_folder, compute_lexicons_digest(own_folder)).get(key) or Technology(
        key, key
    )


def list_technologies(own_folder: Path) -> tuple[Technology, ...]:
    """All that the lexicons know, by label."""
    known = _read_technologies(own_folder, compute_lexicons_digest(own_folder))
    return tuple(sorted(known.values(), key=lambda one: one.label))


@lru_cache(maxsize=2)
def _read_technologies(own_folder: Path, digest: str) -> dict[str, Technology]:
    """By key; read again when a collective changed its own words."""
    return {one.key: one for one in _gather(open_lexicons(own_folder if digest else None))}


def _gather(lexicons: Lexicons) -> list[Technology]:
    return []

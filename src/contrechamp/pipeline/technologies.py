"""The technologies that the lexicons know, for who shows what the pages name."""

from functools import lru_cache
from pathlib import Path

from contrechamp.spot.entries import Entry
from contrechamp.spot.lexicons import compute_lexicons_digest, open_lexicons
from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import MentionKind
from contrechamp.vocabulary.technology import Technology


def find_technology(own_folder: Path, key: str) -> Technology:
    """What the lexicons say of a technology, those of the collective (`own_folder`) included; else its key alone."""
    return _read_technologies(own_folder, compute_lexicons_digest(own_folder)).get(key) or Technology(
        key, key
    )


def list_technologies(own_folder: Path) -> tuple[Technology, ...]:
    """All that the lexicons know, by label."""
    known = _read_technologies(own_folder, compute_lexicons_digest(own_folder))
    return tuple(sorted(known.values(), key=lambda one: fold(one.label)))


@lru_cache(maxsize=2)
def _read_technologies(own_folder: Path, digest: str) -> dict[str, Technology]:
    """By key; read again when a collective changed its own words."""
    entries = open_lexicons(own_folder if digest else None).list_entries(MentionKind.TECHNOLOGY)
    return {entry.key: _describe(entry) for entry in entries}


def _describe(entry: Entry) -> Technology:
    return Technology(
        key=entry.key,
        label=entry.label,
        explanation=entry.plain,
        category=entry.category,
        synonyms=tuple(name for name in entry.names if name != entry.label),
        related=entry.related,
        source=entry.source,
    )


@lru_cache(maxsize=2)
def _spell_technologies(own_folder: Path, digest: str) -> tuple[tuple[str, str], ...]:
    known = _read_technologies(own_folder, digest).values()
    return tuple((name, one.key) for one in known for name in (one.label, *one.synonyms))


def spell_technologies(own_folder: Path) -> tuple[tuple[str, str], ...]:
    """Every name of a technology with its key, so that a person may ask for it by the name they know."""
    return _spell_technologies(own_folder, compute_lexicons_digest(own_folder))

"""Technologies: what a kind of surveillance is called, and what it is in plain words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Technology:
    """An entry of the lexicon. `synonyms` are what papers call it, `related` the keys of its neighbours.

    An unknown key is its own label, with nothing to explain.
    """

    key: str
    label: str
    explanation: str = ""
    category: str = ""
    synonyms: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    source: str = ""

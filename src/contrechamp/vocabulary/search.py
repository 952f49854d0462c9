"""The nouns of searching: what is indexed, what is asked, what comes back."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.plain import find_label


class Span(NamedTuple):
    """Code points `start` to `end` (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True)
class IndexedPage:
    """One page as the index takes it. `date` keeps its precision ("2013", "2013-06", "2013-06-25" or "").

    `label` is the number printed on the page ("xii"); `received_at` (aware) is the first receipt of the document.
    `technology` (keys), `supplier` and `place` (names) were spotted on the page.
    """

    digest: Digest
    page: int
    text: str
    collection: tuple[str, ...]
    title: str = ""
    date: str = ""
    body: str = ""
    kind: str = ""
    media_type: str = ""
    how_read: str = ""
    label: str = ""
    received_at: datetime | None = None
    technology: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked. `collections` are those that the asker may see (None: all, for the team).

    `filters` narrows by facet: {"body": ("Ville de …",), "year": ("2021",), "kind": …, "how_read": …, "collection": …}.
    `order` is "relevance", "date" (newest first) or "received" (what came in last first).
    Three more facets are what was spotted on the page: "technology" (keys), "supplier" and "place" (names).
    `digest` searches inside one document, `pages` (first and last) inside some of its pages.
    `spellings` are names of technologies with their keys, for `dispositif:"caméra nomade"`.
    `hidden` are documents that must not show, whatever the index still says.
    """

    text: str
    collections: tuple[str, ...] | None = None
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "relevance"
    offset: int = 0
    limit: int = 10
    digest: Digest | None = None
    pages: tuple[int, int] | None = None
    hidden: tuple[Digest, ...] = ()
    with_facets: bool = False
    spellings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hit:
    """One page found; `spans` are code points in `snippet`, which is plain text.

    `at` is the code point of the page's text where its first word found begins; None when none was.
    """

    digest: Digest
    page: int
    title: str
    score: float
    snippet: str
    spans: tuple[Span, ...]
    date: str = ""
    body: str = ""
    kind: str = ""
    how_read: str = ""
    collection: tuple[str, ...] = ()
    label: str = ""
    at: int | None = None

    @property
    def printed(self) -> str:
        """What is printed on the page, as a person may be shown it, where it says more than `page`."""
        return find_label(self.label, self.page)


class FacetCount(NamedTuple):
    value: str
    count: int


@dataclass(frozen=True)
class Answer:
    """What comes back: the hits asked for, how many pages match, and how the question was understood.

    `understood` is a sentence-like rendering of the parsed query ("autorisation ET caméra"); `notes` say what was
    not understood and searched as words, or left out to stay within the budget: stable keys with what they are
    about after a colon ("unclosed_quote", "prefix_too_short:a"; each of them is explained by the website).
    Words without operator: `complete` of the `total` pages have all of them, and come first (where 1,000 pages
    have them all, the others are left out); else it is None.
    """

    hits: tuple[Hit, ...]
    total: int
    understood: str
    notes: tuple[str, ...] = ()
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    complete: int | None = None


class NamedPage(NamedTuple):
    """A page that has a name of a list, and the title of its document."""

    digest: Digest
    page: int
    title: str


class NameHits(NamedTuple):
    """What one name of a list finds: how many pages and documents, and the first of the pages.

    `is_searched` is False for a name without a word that can be searched, or with far too many.
    """

    name: str
    pages: int = 0
    documents: int = 0
    first: tuple[NamedPage, ...] = ()
    is_searched: bool = True

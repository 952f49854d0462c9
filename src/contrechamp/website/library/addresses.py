"""A saved search is its address: what was asked, read from an address and written as one."""

from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.http import QueryDict

from contrechamp.vocabulary.mention import MentionKind

PARAMETERS = {
    "body": "organisme",
    "kind": "type",
    "year": "annee",
    "how_read": "lecture",
    "collection": "fonds",
    "state": "etat",
    "technology": "dispositif",
    "supplier": "titulaire",
    "place": "lieu",
}
MARKS = "reperes"
NO_MARKS = "aucun"
LONGEST_TEXT = 500
MOST_VALUES = 10
LAST_PAGE = 1000


@dataclass(frozen=True)
class Asked:
    """The words, the facets chosen, the order and the page of the list (from 1).

    The order is "relevance", "date" or, for a feed alone, "received". `marked` are the kinds of mentions to mark on a
    page: none chosen marks all of them quietly, NO_MARKS none at all.
    """

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = "relevance"
    page: int = 1
    marked: tuple[str, ...] = ()

    def write(self, path: str) -> str:
        """The address of this question under `path`."""
        pairs = [("q", self.text)] if self.text else []
        for facet, values in self.filters.items():
            pairs += [(PARAMETERS[facet], value) for value in values]
        if self.order != "relevance":
            pairs.append(("ordre", self.order))
        if self.page > 1:
            pairs.append(("p", str(self.page)))
        if self.marked:
            pairs.append((MARKS, ",".join(self.marked)))
        return f"{path}?{urlencode(pairs, safe=',')}" if pairs else path

    def toggle(self, facet: str, value: str) -> "Asked":
        """The same question with this value chosen, or lifted where it was."""
        chosen = self.filters.get(facet, ())
        kept = tuple(other for other in chosen if other != value) if value in chosen else (*chosen, value)
        filters = {**self.filters, facet: kept}
        return replace(self, page=1, filters={name: values for name, values in filters.items() if values})

    def choose(self, facet: str, value: str) -> "Asked":
        """The same question with this value alone chosen, or lifted where it was."""
        lifted = replace(self, filters={name: kept for name, kept in self.filters.items() if name != facet})
        return (
            replace(lifted, page=1) if value in self.filters.get(facet, ()) else lifted.toggle(facet, value)
        )

    def in_order(self, order: str) -> "Asked":
        return replace(self, order=order, page=1)

    def mark(self, *kinds: str) -> "Asked":
        """The same question with these kinds of mentions marked; without any, all of them quietly."""
        return replace(self, marked=kinds)

    def toggle_mark(self, kind: str) -> "Asked":
        """The same question with this kind marked, or no longer where it was."""
        chosen = tuple(other for other in self.marked if other not in (kind, NO_MARKS))
        return self.mark(*chosen) if kind in self.marked else self.mark(*chosen, kind)

    def at_page(self, page: int) -> "Asked":
        return replace(self, page=page)


def read_asked(parameters: QueryDict) -> Asked:
    """Whatever the address says, a question: what makes no sense in it is left out."""
    filters = {
        facet: tuple(dict.fromkeys(v for v in parameters.getlist(name) if v))[:MOST_VALUES]
        for facet, name in PARAMETERS.items()
    }
    page = parameters.get("p", "")
    return Asked(
        text=" ".join(parameters.get("q", "").replace("\x00", " ").split())[:LONGEST_TEXT],
        filters={facet: values for facet, values in filters.items() if values},
        order="date" if parameters.get("ordre") == "date" else "relevance",
        page=min(max(int(page), 1), LAST_PAGE) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
        marked=read_marked(parameters.get(MARKS, "")),
    )


def read_marked(written: str) -> tuple[str, ...]:
    """The kinds of mentions in an address; NO_MARKS stands alone."""
    kinds = tuple(dict.fromkeys(kind for kind in written.split(",") if kind in {*MentionKind, NO_MARKS}))
    return (NO_MARKS,) if NO_MARKS in kinds else kinds

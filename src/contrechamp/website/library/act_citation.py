"""The citation of an act inside a document: its number, title and date, the document, pages, digest, address."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.plain import show_plain
from contrechamp.website.interface.words import write_date
from contrechamp.website.library.citation import escape_tex


@dataclass(frozen=True)
class ActCitation:
    """Everything that a reader needs to find the act again; dates keep their precision, "" is not known."""

    number: str
    title: str
    date: str
    rank: int
    document: str
    body: str
    document_date: str
    first_page: int
    last_page: int
    digest: str
    address: str

    @property
    def name(self) -> str:
        """Its number and title; where it has neither, its rank in the document."""
        said = ", ".join(part for part in (self.number, self.title) if part)
        return said or _("act %(rank)d") % {"rank": self.rank}

    @property
    def pages(self) -> str:
        return write_pages(self.first_page, self.last_page)


def write_pages(first: int, last: int) -> str:
    """ "page 12", "pages 12 to 15"."""
    if first == last:
        return _("page %(page)d") % {"page": first}
    return _("pages %(first)d to %(last)d") % {"first": first, "last": last}


def cite_act(request: HttpRequest, card: DocumentCard, act: Act) -> ActCitation:
    said = card.description
    return ActCitation(
        number=show_plain(act.number),
        title=show_plain(" ".join(act.title.split())),
        date=act.date,
        rank=act.rank,
        document=show_plain(card.title),
        body=show_plain(act.body or said.body.value),
        document_date=said.date.value,
        first_page=act.first_page,
        last_page=act.last_page,
        digest=str(card.digest),
        address=request.build_absolute_uri(reverse("act", args=[card.digest, act.rank])),
    )


def write_act_text(citation: ActCitation) -> str:
    """One paragraph to paste in a letter or a leaflet."""
    act = ", ".join(part for part in (citation.name, write_date(citation.date)) if part)
    document = (citation.body, citation.document, write_date(citation.document_date), citation.pages)
    source = ", ".join(part for part in document if part)
    return f"{act} — {source}. {citation.address} (SHA-256 {citation.digest})"


def write_act_html(citation: ActCitation) -> str:
    """A block to put in an article; every word of it escaped."""
    return render_to_string("library/act_citation_block.html", {"citation": citation}).strip()


def write_act_bibtex(citation: ActCitation) -> str:
    """An entry for a bibliography."""
    year, _dash, rest = (citation.date or citation.document_date).partition("-")
    fields = {
        "title": f"{{{escape_tex(citation.title or citation.name)}}}",
        "author": f"{{{escape_tex(citation.body)}}}" if citation.body else "",
        "booktitle": f"{{{escape_tex(citation.document)}}}",
        "number": escape_tex(citation.number),
        "year": year if re.fullmatch(r"\d{4}", year) else "",
        "month": rest[:2] if re.fullmatch(r"\d{2}(-\d{2})?", rest) else "",
        "pages": f"{citation.first_page}--{citation.last_page}",
        "url": citation.address,
        "note": f"SHA-256: {citation.digest}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@incollection{{{citation.digest[:12]}-a{citation.rank},", *lines, "}"])

"""How to cite a fact: its sentence, each of its passages, when it was established, its permanent address."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from contrechamp.vocabulary.plain import show_plain
from contrechamp.website.interface.words import write_date
from contrechamp.website.library.citation import Citation, escape_tex, write_text


@dataclass(frozen=True)
class FactCitation:
    """A statement and all that it rests on; `day` is the day on which it was established, ISO 8601."""

    sentence: str
    key: str
    address: str
    day: str
    sources: tuple[Citation, ...]


def make_fact_citation(
    sentence: str, key: str, *, address: str, at: datetime, sources: tuple[Citation, ...]
) -> FactCitation:
    day = timezone.localtime(at).date().isoformat()
    return FactCitation(show_plain(sentence), key, address, day, sources)


def write_fact_text(citation: FactCitation) -> str:
    """A paragraph to paste in a letter or a leaflet: the sentence, then its sources, numbered."""
    lines = [f"{citation.sentence} {tell_established(citation)} {citation.address}"]
    lines += [f"[{number}] {write_text(source)}" for number, source in enumerate(citation.sources, start=1)]
    return "\n".join(lines)


def tell_established(citation: FactCitation) -> str:
    """Who stands behind the statement, and since when."""
    said = {"name": settings.COLLECTIVE_NAME, "date": write_date(citation.day)}
    return _("Established from these papers by %(name)s, %(date)s.") % said


def write_fact_html(citation: FactCitation) -> str:
    """A block to put in an article; every word of it escaped."""
    context = {"citation": citation, "established": tell_established(citation)}
    return render_to_string("registry/fact_citation_block.html", context).strip()


def write_fact_bibtex(citation: FactCitation) -> str:
    """An entry for a bibliography; the passages are in its note."""
    places = "; ".join(
        f"{source.title}, p. {source.page}, SHA-256 {source.digest}" for source in citation.sources
    )
    year, month, _day = citation.day.split("-")
    fields = {
        "title": f"{{{escape_tex(citation.sentence)}}}",
        "author": f"{{{escape_tex(settings.COLLECTIVE_NAME)}}}",
        "year": year,
        "month": month,
        "url": citation.address,
        "note": escape_tex(places),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{fact-{citation.key},", *lines, "}"])

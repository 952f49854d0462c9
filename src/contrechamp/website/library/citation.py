"""A citation that nobody can dispute: words, document, page, date, digest, address; as text, HTML and BibTeX."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.plain import find_label, show_plain
from contrechamp.website.interface.words import NARROW_SPACE, write_date

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "$": r"\$",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True)
class Citation:
    """Everything that a reader needs to find the words again; `date` keeps its precision."""

    words: str
    title: str
    body: str
    date: str
    page: int
    label: str
    digest: str
    address: str
    is_ocr: bool = False


def make_citation(card: DocumentCard, shown: Page, *, words: str, address: str) -> Citation:
    return Citation(
        words=words,
        title=show_plain(card.title),
        body=show_plain(card.description.body.value),
        date=card.description.date.value,
        page=shown.number,
        label=find_label(shown.label, shown.number),
        digest=str(card.digest),
        address=address,
        is_ocr=shown.how_read == HowRead.OCR,
    )


def write_text(citation: Citation) -> str:
    """One paragraph to paste in a letter or a leaflet."""
    source = [part for part in (citation.body, citation.title, write_date(citation.date)) if part]
    source.append(_("page %(page)d") % {"page": citation.page})
    source += [tell_ocr()] if citation.is_ocr else []
    said = f"«{NARROW_SPACE}{citation.words}{NARROW_SPACE}»"
    return f"{said} — {', '.join(source)}. {citation.address} (SHA-256 {citation.digest})"


def tell_ocr() -> str:
    """Whoever reads the citation alone must know that a machine read these words on an image."""
    return _("text read by optical character recognition (OCR)")


def write_html(citation: Citation) -> str:
    """A block to put in an article; every word of it escaped."""
    return render_to_string("library/citation_block.html", {"citation": citation}).strip()


def write_bibtex(citation: Citation) -> str:
    """An entry for a bibliography."""
    year, _dash, rest = citation.date.partition("-")
    fields = {
        "title": f"{{{escape_tex(citation.title)}}}",
        "author": f"{{{escape_tex(citation.body)}}}" if citation.body else "",
        "year": year if re.fullmatch(r"\d{4}", year) else "",
        "month": rest[:2],
        "pages": str(citation.page),
        "url": citation.address,
        "note": f"SHA-256: {citation.digest}" + (f"; {tell_ocr()}" if citation.is_ocr else ""),
        "abstract": escape_tex(citation.words),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation.digest[:12]}-p{citation.page},", *lines, "}"])


def escape_tex(text: str) -> str:
    return "".join(_TEX.get(character, character) for character in text)

"""Passages as the team's forms carry them: "DIGEST/PAGE/START-END", with words, image and document."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from contrechamp.errors import FactWithoutPassage
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.fact import MOST_SOURCES, Source
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library.passages import find_sentence, quote

LONGEST_SHOWN = 120
LONGEST_ROW = 400  # characters of a line of a long list; the passage has the rest
_WRITTEN = re.compile(r"(?:.*/d/|/?d/)?([0-9a-f]{64})/([1-9][0-9]{0,6})/([0-9]{1,9})-([0-9]{1,9})/?\s*")


class ShownPassage(NamedTuple):
    """A passage ready to be shown: `text` with `spans` to be marked; `title` and `date` are the document's."""

    passage: Passage
    written: str
    text: str
    spans: tuple[Span, ...]
    title: str
    date: str
    address: str
    image: str
    page_address: str


def read_passage(written: str) -> Passage | None:
    """A passage from its address, or from what a form carries; None where it is neither."""
    match = _WRITTEN.fullmatch(written.strip())
    if not match:
        return None
    page, start, end = map(int, match.groups()[1:])
    return Passage(Digest(match[1]), page, start, end)


def write_passage(passage: Passage) -> str:
    return f"{passage.digest}/{passage.page}/{passage.start}-{passage.end}"


def find_sources(written: Iterable[str], *, most: int = MOST_SOURCES) -> tuple[list[Source], list[str]]:
    """The passages with their words as they stand now, and a sentence for each of `written` that is not among them."""
    sources, wrong = [], []
    for one in dict.fromkeys(filter(None, (text.strip() for text in written))):
        source = _find_source(one)
        shown = show_plain(one[:LONGEST_SHOWN])
        if source is None:
            wrong.append(_("No passage stands at “%(written)s”.") % {"written": shown})
        elif source not in sources and len(sources) == most:
            said = {"most": most, "written": shown}
            wrong.append(_("A fact cites %(most)s passages at most; left out: “%(written)s”.") % said)
        elif source not in sources:
            sources.append(source)
    return sources, wrong


def _find_source(written: str) -> Source | None:
    passage = read_passage(written)
    try:
        return find_observatory().desk.make_source(passage) if passage else None
    except FactWithoutPassage:
        return None


def show_passage(passage: Passage, *, words: str = "", with_sentence: bool = False) -> ShownPassage:
    """A passage for the screen, in its sentence where it is a mere name; `words` stand in for a lost page."""
    observatory = find_observatory()
    card = observatory.find_document(passage.digest)
    here = [passage.digest, passage.page, passage.start, passage.end]
    try:
        text = observatory.desk.make_source(passage).words if not with_sentence else ""
        text, spans = (text, ()) if text else _surround(passage)
    except (FactWithoutPassage, IndexError):
        text, spans = words, ()
    return ShownPassage(
        passage,
        write_passage(passage),
        text,
        spans,
        show_plain(card.title) if card else str(passage.digest)[:12],
        card.description.date.value if card else "",
        reverse("passage", args=here),
        reverse("passage-image", args=here),
        reverse("page", args=here[:2]),
    )


def list_rows(places: Sequence[tuple[Passage, str]]) -> list[ShownPassage]:
    """Passages of a long list, without their images, in the words given for each; documents are looked up together."""
    digests = {passage.digest for passage, _words in places}
    cards = find_observatory().find_cards(digests, collections=None)
    return [_show_row(passage, words, cards.get(passage.digest)) for passage, words in places]


def _show_row(passage: Passage, words: str, card: DocumentCard | None) -> ShownPassage:
    here = [passage.digest, passage.page, passage.start, passage.end]
    text = words if len(words) <= LONGEST_ROW else f"{words[:LONGEST_ROW]} […]"
    title = show_plain(card.title) if card else str(passage.digest)[:12]
    date = card.description.date.value if card else ""
    address = reverse("passage", args=here)
    return ShownPassage(passage, write_passage(passage), text, (), title, date, address, "", "")


def _surround(passage: Passage) -> tuple[str, tuple[Span, ...]]:
    """The sentence on one line, and where the passage stands in it."""
    page = find_observatory().read_page(passage.digest, passage.page).text
    span = Span(passage.start, passage.end)
    sentence = find_sentence(page, span)
    before, named = quote(page, Span(sentence.start, span.start)), quote(page, span)
    before += " " if before and page[span.start - 1].isspace() else ""
    after = quote(page, Span(span.end, sentence.end))
    after = " " + after if after and page[span.end].isspace() else after
    return before + named + after, (Span(len(before), len(before) + len(named)),)

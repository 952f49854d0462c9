"""Of what a person found on sixty administrative pages, how much is spotted, and how fast? By kind, half and spotter.

    ./run bench mentions ../shared/data [--misses]

A mention is right when its kind and value agree with the truth and their spans overlap. A period is right when either
of its ends is the true date: the truth knows "du 24 au 28 mars 2025" by its complete end. `--misses` prints positions
and values of the tuning half only; nobody looks at those of the other one.
"""

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from tests.spot.administrative_pages import (
    HALVES,
    TrueMention,
    cut_gazette,
    iterate_texts,
    load_mentions,
    load_pages,
    open_paper,
)

from contrechamp.read.reader import Request
from contrechamp.read.readers import pdf
from contrechamp.split.splitting import Splitter
from contrechamp.spot.columns import Columns, open_columns
from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.spotting import SPOTTERS, spot_page
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.table import Table

KINDS = (MentionKind.SUM, MentionKind.DATE, MentionKind.COUNT, MentionKind.RETENTION)
_ROUNDS = 5


class Score(NamedTuple):
    """How many mentions were found, how many of them are right, how many were to be found, how many of them were."""

    found: int
    right: int
    true: int
    met: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Judged(NamedTuple):
    """The mentions of one page beside the true ones, of one kind."""

    page: int
    wrong: list[Mention]
    missed: list[TrueMention]
    score: Score


@cache
def judge_half(shared_data: Path, half: str, *, with_rows: bool = False) -> dict[MentionKind, list[Judged]]:
    """Each page of a half, judged for each kind, with the tables that its document's pages give.

    `with_rows` judges what the columns of understood tables say too: a column "Montant" of a budget holds sums, and
    the truth knows none without its currency.
    """
    truth, lexicons = load_mentions(half), open_lexicons()
    columns = open_columns() if with_rows else Columns({})
    judged: dict[MentionKind, list[Judged]] = {kind: [] for kind in KINDS}
    for paper, page, tables in iterate_pages(shared_data, half):
        mentions = spot_page(page, tables=tables, lexicons=lexicons, columns=columns)
        for kind in KINDS:
            found = [mention for mention in mentions if mention.kind is kind]
            true = [one for one in truth if (one.paper, one.page, one.kind) == (paper, page.number, kind)]
            judged[kind].append(_judge_page(page.number, found, true))
    return judged


def iterate_pages(shared_data: Path, half: str) -> Iterator[tuple[str, Page, tuple[Table, ...]]]:
    """Each page of a half with its paper and its tables: a table may have begun pages before."""
    chosen = {(page.paper, page.page) for page in load_pages(half)}
    for paper in sorted({paper for paper, _ in chosen}):
        splitter = Splitter(media_type="application/pdf" if paper.endswith(".pdf") else "text/plain")
        for page in _read_pages(shared_data, paper):
            tables = splitter.take(page)
            if (paper, page.number) in chosen:
                yield paper, page, tables


def _read_pages(shared_data: Path, paper: str) -> Iterator[Page]:
    content = open_paper(shared_data, paper)
    if paper.endswith(".pdf"):
        found = pdf.read(BytesIO(content), Request(untrusted_name=paper))
        yield from (page for page in found if isinstance(page, Page))
    else:
        for number, text in sorted(cut_gazette(content.decode("utf-8")).items()):
            yield Page(number, text, HowRead.NATIVE)


def add_scores(judged: Iterable[Judged]) -> Score:
    """The scores of all pages together."""
    return Score(*(sum(column) for column in zip(*(page.score for page in judged), strict=True)))


def _judge_page(page: int, found: Sequence[Mention], truth: Sequence[TrueMention]) -> Judged:
    wrong = [mention for mention in found if not any(_agree(mention, true) for true in truth)]
    missed = [true for true in truth if not any(_agree(mention, true) for mention in found)]
    score = Score(len(found), len(found) - len(wrong), len(truth), len(truth) - len(missed))
    return Judged(page, wrong, missed, score)


def _agree(mention: Mention, true: TrueMention) -> bool:
    overlap = mention.start < true.end and true.start < mention.end
    return overlap and (_is_same(mention, true.value) or true.value in mention.value.split("/"))


def _is_same(mention: Mention, true_value: str) -> bool:
    """Sums are equal as numbers: one half of the truth writes "4000.00", the other one "4000"."""
    if mention.kind is MentionKind.SUM:
        return mention.value.partition(" ")[2] == "" and Decimal(mention.value) == Decimal(true_value)
    return mention.value == true_value


def measure_speed(texts: Sequence[str], spotter: ModuleType) -> float:
    """Seconds of processor for one page, the best of some rounds; folding the page is part of it."""
    lexicons, best = open_lexicons(), float("inf")
    for _ in range(_ROUNDS):
        begin = time.process_time()
        for text in texts:
            for _ in spotter.find(text, lexicons):
                pass
        best = min(best, time.process_time() - begin)
    return best / len(texts)


def _print_scores(shared_data: Path, *, misses: bool) -> None:
    print(f"{'kind':<14} {'half':<9} {'true':>5} {'found':>5} precision recall    F1")
    for kind in KINDS:
        for half in HALVES:
            judged = judge_half(shared_data, half)[kind]
            _print_score(kind, half, add_scores(judged))
            with_rows = add_scores(judge_half(shared_data, half, with_rows=True)[kind])
            if with_rows != add_scores(judged):
                _print_score(f"{kind}, rows too", half, with_rows)
            if misses and half == "tuning":
                _print_misses(judged)


def _print_score(name: str, half: str, score: Score) -> None:
    figures = f"{score.precision:9.3f} {score.recall:6.3f} {score.f1:5.3f}"
    print(f"{name:<14} {half:<9} {score.true:5} {score.found:5} {figures}")


def _print_misses(judged: Sequence[Judged]) -> None:
    for page in judged:
        for mention in page.wrong:
            print(
                f"    page {page.page}: wrong  {mention.start}-{mention.end} {mention.value} ({mention.rule})"
            )
        for true in page.missed:
            print(f"    page {page.page}: missed {true.start}-{true.end} {true.value}")


def _print_speeds(shared_data: Path) -> None:
    texts = [text for half in HALVES for _, text in iterate_texts(shared_data, half)]
    size = sum(map(len, texts)) / len(texts)
    print(f"\n{len(texts)} pages of {size:.0f} code points")
    for spotter in SPOTTERS:
        seconds = measure_speed(texts, spotter)
        print(
            f"{spotter.__name__.rpartition('.')[2]:<14} {1 / seconds:8.0f} pages/s {seconds * 1e6:6.0f} µs a page"
        )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench mentions", description=__doc__)
    parser.add_argument("shared_data", type=Path)
    parser.add_argument("--misses", action="store_true", help="print those of the tuning half")
    options = parser.parse_args(arguments)
    _print_scores(options.shared_data, misses=options.misses)
    _print_speeds(options.shared_data)
    return 0

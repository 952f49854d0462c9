"""Does the right French paragraph come first? PIAF questions, MRR@10 and recall@10, beside FTS5 with a French stemmer.

    ./run bench search_french [DATA] [--half tuned|judged]

Weights were tuned on one half of the questions (a seeded split); what counts is the other half.
"""

import argparse
import json
import random
import re
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import snowballstemmer
import tantivy

from contrechamp.search.index import Index, prepare_page
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.search import IndexedPage, Question

SEED = 20261123
DEPTH = 10
_STOP = """
au aux avec ce ces dans de des du elle en et eux il je la le leur lui ma mais me même mes moi mon ne nos notre
nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous c d j l à m n s
t y été étée est sont ont a les quel quelle quels quelles comment
"""


def read_questions(folder: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """The paragraphs, and each question with the number of its right paragraph."""
    articles = json.loads((folder / "piaf" / "piaf-v1.0.json").read_text("utf-8"))["data"]
    paragraphs, questions = [], []
    for article in articles:
        for paragraph in article["paragraphs"]:
            questions += [(asked["question"], len(paragraphs)) for asked in paragraph["qas"]]
            paragraphs.append(paragraph["context"])
    return paragraphs, questions


def split_questions(questions: list[tuple[str, int]], half: str) -> list[tuple[str, int]]:
    shuffled = random.Random(SEED).sample(questions, len(questions))
    middle = len(shuffled) // 2
    return shuffled[:middle] if half == "tuned" else shuffled[middle:]


def make_ours(paragraphs: list[str], folder: Path) -> Callable[[str], list[int]]:
    index = Index.open(folder / "index")
    digest = compute_digest(b"piaf")
    pages = (IndexedPage(digest, number, text, ("piaf",)) for number, text in enumerate(paragraphs))
    with index.writer() as writer:
        writer.add(map(prepare_page, pages))
        writer.commit()
    return lambda text: [hit.page for hit in index.ask(Question(text, limit=DEPTH)).hits]


def make_fts5(paragraphs: list[str]) -> Callable[[str], list[int]]:
    """SQLite FTS5, bm25 at its defaults, over words stemmed by Snowball and folded, without stop words."""
    stemmer, stop = snowballstemmer.stemmer("french"), set(_STOP.split())

    def analyse(text: str) -> list[str]:
        words = re.findall(r"[^\W_]+", text.lower().replace("’", "'"))
        stems = stemmer.stemWords([word for word in words if word not in stop])
        return [
            "".join(c for c in unicodedata.normalize("NFD", stem) if not unicodedata.combining(c))
            for stem in stems
        ]

    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE pages USING fts5(stems)")
    rows = ((number, " ".join(analyse(text))) for number, text in enumerate(paragraphs))
    database.executemany("INSERT INTO pages(rowid, stems) VALUES (?, ?)", rows)

    def search(text: str) -> list[int]:
        asked = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(analyse(text)))
        if not asked:
            return []
        query = "SELECT rowid FROM pages WHERE pages MATCH ? ORDER BY bm25(pages) LIMIT ?"
        return [row[0] for row in database.execute(query, (asked, DEPTH))]

    return search


def measure(search: Callable[[str], list[int]], questions: list[tuple[str, int]]) -> tuple[float, float]:
    """Mean reciprocal rank and recall among the first ten."""
    ranks = []
    for text, right in questions:
        found = search(text)
        ranks.append(found.index(right) + 1 if right in found else 0)
    return sum(1 / rank for rank in ranks if rank) / len(ranks), sum(1 for rank in ranks if rank) / len(ranks)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("--half", choices=("tuned", "judged"), default="judged")
    asked = parser.parse_args(words)
    paragraphs, questions = read_questions(asked.data)
    questions = split_questions(questions, asked.half)
    print(f"{len(paragraphs)} paragraphs, {len(questions)} questions ({asked.half} half), seed {SEED}")
    print(
        f"{tantivy.__version__}; SQLite {sqlite3.sqlite_version} FTS5, snowballstemmer {version('snowballstemmer')}"
    )
    with tempfile.TemporaryDirectory() as folder:
        ours = measure(make_ours(paragraphs, Path(folder)), questions)
    peer = measure(make_fts5(paragraphs), questions)
    print(f"{'':24}{'MRR@10':>8}{'recall@10':>11}")
    print(f"{'contrechamp':24}{ours[0]:8.3f}{ours[1]:11.3f}")
    print(f"{'FTS5, French stemmer':24}{peer[0]:8.3f}{peer[1]:11.3f}")
    print(f"{'ratio':24}{ours[0] / peer[0]:8.3f}{ours[1] / peer[1]:11.3f}")
    return 0

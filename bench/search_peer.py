"""The peer of the search benches: SQLite FTS5 at its defaults, the text stored, bm25 and snippet()."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from contrechamp.vocabulary.search import IndexedPage


def make_peer(path: Path, pages: Iterable[IndexedPage]) -> None:
    """One table with the text of every page, written in one transaction."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("CREATE VIRTUAL TABLE pages USING fts5(text, digest UNINDEXED, page UNINDEXED)")
    with database:
        database.executemany(
            "INSERT INTO pages VALUES (?, ?, ?)", ((p.text, p.digest, p.page) for p in pages)
        )
    database.close()


def translate(question: str) -> str:
    """Our words for the peer's: ET is AND, OU is OR, a prefix keeps its star."""
    if question.startswith('"'):
        return question
    words = [{"ET": "AND", "OU": "OR"}.get(word) or _quote(word) for word in question.split()]
    return " ".join(words)


def _quote(word: str) -> str:
    letters = re.sub(r'[*"]', "", word)
    return f'"{letters}"' + ("*" if word.endswith("*") else "")


def open_peer(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)


def ask_peer(database: sqlite3.Connection, question: str) -> list[tuple]:
    """The ten best pages by bm25, each with its snippet."""
    query = (
        "SELECT digest, page, snippet(pages, 0, '[', ']', '…', 24) FROM pages WHERE pages MATCH ? "
        "ORDER BY rank LIMIT 10"
    )
    return database.execute(query, (translate(question),)).fetchall()

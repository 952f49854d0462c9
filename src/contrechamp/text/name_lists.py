"""A list of names as people keep it: one a line, or the first column of a CSV."""

import csv
import io
import re

MOST_NAMES = 1000
LONGEST_NAME = 200
_SEPARATORS = ";\t,"
_IN_QUOTES = re.compile(r'"[^"]*+"')


def list_names(text: str, *, most: int | None = MOST_NAMES + 1) -> list[str]:
    """One name a line, each once, no blank lines; at most one more than MOST_NAMES: so a caller sees there are more."""
    lines = (" ".join(line.split())[:LONGEST_NAME] for line in text.replace("\x00", " ").splitlines())
    return list(dict.fromkeys(line for line in lines if line))[:most]


def read_names(content: bytes, *, is_csv: bool = False, most: int | None = MOST_NAMES + 1) -> list[str]:
    """The names of a file, in UTF-8 or in the letters of an old office; of a CSV, its first column."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return list_names("\n".join(_read_column(text)) if is_csv else text, most=most)


def _read_column(text: str) -> list[str]:
    """The first cells; the separator is the one that the first line has most often, not counting inside quotes."""
    first = _IN_QUOTES.sub("", text.split("\n", 1)[0])
    separator = max(_SEPARATORS, key=first.count)
    rows = csv.reader(io.StringIO(text.replace("\x00", " "), newline=""), delimiter=separator)
    try:
        return [" ".join(row[0].split()) for row in rows if row]
    except csv.Error:  # no table after all
        return text.splitlines()

"""How often is a French text without any declaration decoded right? Ours beside charset-normalizer alone.

    ./run bench encodings ../shared/data

The paragraphs of `piaf`, whole and cut to 60 characters, written in each encoding that can write them.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import charset_normalizer

from contrechamp.read.encoding import decode_text

ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "cp1252", "latin-1", "iso8859-15", "mac-roman", "cp850")


def give_paragraphs(folder: Path) -> Iterator[str]:
    """One context of each article, and nothing twice."""
    for article in json.loads((folder / "piaf-v1.0.json").read_text("utf-8"))["data"]:
        yield article["paragraphs"][0]["context"]


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    paragraphs = sorted(set(give_paragraphs(parser.parse_args(words).data / "piaf")))[:400]
    texts = [text[:length] for text in paragraphs for length in (60, 1000)]
    print(f"charset-normalizer {charset_normalizer.__version__}\n")
    print("| encoding | texts | ours | charset-normalizer |\n| --- | --- | --- | --- |")
    for encoding in ENCODINGS:
        ours = theirs = count = 0
        for text in texts:
            try:
                content = text.encode(encoding)
            except UnicodeEncodeError:
                continue
            if content.isascii():
                continue
            best = charset_normalizer.from_bytes(content).best()
            count, ours = count + 1, ours + (decode_text(content) == text)
            theirs += best is not None and str(best) == text
        print(f"| {encoding} | {count} | {ours / max(1, count):.3f} | {theirs / max(1, count):.3f} |")

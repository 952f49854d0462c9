"""Of the words that the best peer finds in a file, how many do our readers find? One line for each format.

    ./run bench words_found ../shared/data [--files]

Peers at their defaults: LibreOffice (to text, to CSV of all sheets, to PDF then pdftotext) for office files and web
pages, the standard library's `email` for messages. What they say is kept in a folder of the system's temp files,
so that a second run is quick.
"""

import argparse
import collections
import contextlib
import email
import email.policy
import html
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from readers_by_type import load_readers

from contrechamp.errors import ContrechampError
from contrechamp.read.media_type import find_media_type
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Child, Page

CACHE = Path(tempfile.gettempdir()) / "contrechamp-peers"
SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1"
CONVERSIONS = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf"), ("txt:Text", "pdf")),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), (SHEETS, "pdf")),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("pdf",)),
    ".html": ("txt:Text",),
}
FOLDERS = ("robust-tika", "mail-mikel", "mail-cpython", "montpellier")

Words = collections.Counter[str]


def count_words(text: str) -> Words:
    """Words of two letters or digits or more, in small letters."""
    return collections.Counter(re.findall(r"\w{2,}", text.casefold()))


def read_ours(path: Path, readers: dict) -> tuple[Words, str]:
    """Words of the pages, and what happened."""
    with path.open("rb") as source:
        texts: list[str] = []
        try:
            read_texts(source, path.name, readers, texts)
        except (KeyError, ContrechampError) as error:
            return count_words("\n".join(texts)), f"{type(error).__name__}: {error}"
    return count_words("\n".join(texts)), ""


def read_texts(source: BinaryIO, name: str, readers: dict, texts: list[str], *, depth: int = 0) -> None:
    """Pages, then those of the documents inside, whose words an office program shows as a picture of them."""
    media_type = find_media_type(source, name)
    source.seek(0)
    for finding in readers[media_type].read(source, Request(untrusted_name=name)):
        if isinstance(finding, Page):
            texts.append(finding.text)
        elif isinstance(finding, Child) and depth < 3:
            with contextlib.suppress(KeyError, ContrechampError):
                inner = io.BytesIO(finding.untrusted_content)
                read_texts(inner, finding.untrusted_path, readers, texts, depth=depth + 1)


def read_office_peer(path: Path) -> Iterator[tuple[str, Words]]:
    """What LibreOffice finds, one count for each way out."""
    for form in CONVERSIONS[path.suffix.lower()]:
        way = form.partition(":")[0]
        folder = CACHE / way / path.name
        if not folder.is_dir():
            folder.mkdir(parents=True)
            command = [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{CACHE}/profile",
                "--convert-to",
                form,
            ]
            subprocess.run([*command, "--outdir", folder, path], capture_output=True, timeout=90, check=False)
            for made in folder.glob("*.pdf"):
                subprocess.run(["pdftotext", "-layout", made, folder / "pdf.txt"], check=False)
        texts = (file.read_text("utf-8", "replace") for file in folder.iterdir() if file.suffix != ".pdf")
        yield f"LibreOffice, {way}", count_words("\n".join(texts))


def read_mail_peer(path: Path) -> Words:
    """What the standard library finds: the usual headers, and the text of each part."""
    texts = []
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for header in ("from", "to", "subject"):
        try:
            texts.append(str(message[header] or ""))
        except (AttributeError, LookupError, ValueError):
            continue
    body = None
    try:
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else ""
        is_web = body is not None and body.get_content_subtype() == "html"
        texts.append(
            html.unescape(re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", " ", content)) if is_web else content
        )
    except (AttributeError, LookupError, ValueError, TypeError):
        pass
    return count_words("\n".join(texts))


def find_peers(path: Path, media_type: str) -> list[tuple[str, Words]]:
    """The counts of the peers that read such a file; none where there is none."""
    if media_type == "message/rfc822":
        return [("email", read_mail_peer(path))]
    return list(read_office_peer(path)) if path.suffix.lower() in CONVERSIONS else []


class Row(NamedTuple):
    """One file beside one peer: occurrences and distinct words that the peer finds, and that we find of them."""

    total: int
    found: int
    distinct: int
    distinct_found: int

    @classmethod
    def compare(cls, peer: Words, ours: Words) -> "Row":
        return cls(peer.total(), (peer & ours).total(), len(peer), len(peer.keys() & ours.keys()))


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--files", action="store_true", help="name the files and the words that are missing")
    options = parser.parse_args(words)
    readers = load_readers()
    rows: dict[tuple[str, str], list[Row]] = collections.defaultdict(list)
    for folder in FOLDERS:
        for path in sorted(file for file in (options.data / folder).rglob("*") if file.is_file()):
            with path.open("rb") as source:
                media_type = find_media_type(source, path.name)
            peers = find_peers(path, media_type)
            if not peers:
                continue
            ours, problem = read_ours(path, readers)
            kind = "eml" if media_type == "message/rfc822" else path.suffix.lower().lstrip(".")
            for way, words in peers:
                rows[kind, way].append(Row.compare(words, ours))
            best = max((words for _, words in peers), key=len)
            rows["all of " + folder, "the best for each file"].append(Row.compare(best, ours))
            rows["all but montpellier" if folder != "montpellier" else "", "the best for each file"].append(
                Row.compare(best, ours)
            )
            if options.files and (problem or len(best.keys() & ours.keys()) < 0.95 * len(best)):
                print(f"{path.name}\t{problem}\t{' '.join(list(best.keys() - ours.keys())[:12])}")
    rows.pop(("", "the best for each file"), None)
    write_table(rows)


def write_table(rows: dict[tuple[str, str], list[Row]]) -> None:
    version = subprocess.run(
        ["soffice", "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    print(f"Peers: {version}; `email` of Python {sys.version.split()[0]}.\n")
    print("| files | peer | files | words | found | share | distinct | found | share |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for (kind, way), compared in sorted(rows.items(), key=lambda row: (row[0][0].startswith("all"), row[0])):
        total, found, distinct, distinct_found = (sum(column) for column in zip(*compared, strict=True))
        shares = f"{found / max(1, total):.3f}", f"{distinct_found / max(1, distinct):.3f}"
        cells = (kind, way, len(compared), total, found, shares[0], distinct, distinct_found, shares[1])
        print(f"| {' | '.join(map(str, cells))} |")

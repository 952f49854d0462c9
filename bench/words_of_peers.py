"""What the peers of `words_found` find in a paper: LibreOffice, pdftotext, Python's `email` and `mailbox`.

What they say is kept in a folder of the system's temp files, so that a second run is quick.
"""

import collections
import contextlib
import email
import email.message
import email.policy
import html
import mailbox
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

CACHE = Path(tempfile.gettempdir()) / "contrechamp-peers"
_SHEETS = "csv:Text - txt - csv (StarCalc):9,34,76,1,,0,false,true,true,false,false,-1"
_CONVERSIONS = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf"), ("txt:Text", "pdf")),
    **dict.fromkeys((".xls", ".xlsx", ".ods"), (_SHEETS, "pdf")),
    **dict.fromkeys((".ppt", ".pptx", ".odp"), ("pdf",)),
    ".html": ("txt:Text",),
}
_SECONDS = 90
_WORD = re.compile(r"\w{2,}")
_BROKEN = re.compile(r"[-\u00ad]\n\s*|\u00ad")
_EDGE_LINES = 3  # of a printed page: where headers and footers stand

Words = collections.Counter[str]


def count_words(text: str) -> Words:
    """Words of two letters or digits or more, in small letters; those broken at a line's end are whole."""
    return collections.Counter(_WORD.findall(_BROKEN.sub("", text).casefold()))


def find_peers(path: Path, media_type: str) -> list[tuple[str, Words]]:
    """The counts of the peers that read such a file, the one to be measured by last; none where there is none."""
    match media_type:
        case "message/rfc822":
            return [("email", count_words(_read_message(_parse_message(path.read_bytes()))))]
        case "application/mbox":
            box = mailbox.mbox(path, factory=lambda file: _parse_message(file.read()), create=False)
            return [("mailbox", count_words("\n".join(map(_read_message, box))))]
        case "application/pdf":
            return [("pdftotext", count_words(_read_pdf(path)))]
    return list(_read_office(path)) if path.suffix.lower() in _CONVERSIONS else []


def _read_office(path: Path) -> Iterator[tuple[str, Words]]:
    """What LibreOffice finds, one count for each way out, and one for all of it."""
    exported: Words = Words()
    for form in _CONVERSIONS[path.suffix.lower()]:
        way = form.partition(":")[0]
        folder = CACHE / way / path.name
        if not folder.is_dir():
            folder.mkdir(parents=True)
            profile = f"-env:UserInstallation=file://{CACHE}/profile"
            command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", folder, path]
            with contextlib.suppress(subprocess.TimeoutExpired):
                subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        made = sorted(folder.iterdir())
        if way == "pdf":
            found = count_words("\n".join(_drop_repeats(_read_pdf(file)) for file in made))
        else:
            found = exported = count_words("\n".join(file.read_text("utf-8", "replace") for file in made))
        yield f"LibreOffice, {way}", found
    if len(_CONVERSIONS[path.suffix.lower()]) > 1:
        yield "LibreOffice, both", exported + _keep_printed(found, exported)


def _drop_repeats(text: str) -> str:
    """A print whose headers and footers count once: lines at a page's edge that stood, digits aside, at another's."""
    seen: set[str] = set()
    kept: list[str] = []
    for page in text.split("\f"):
        lines = [line for line in page.split("\n") if line.strip()]
        edges = {place % len(lines) for place in range(-_EDGE_LINES, _EDGE_LINES) if lines}
        shapes = [re.sub(r"\d+", "0", line) for line in lines]
        kept += [line for place, line in enumerate(lines) if place not in edges or shapes[place] not in seen]
        seen.update(shapes[place] for place in edges)
    return "\n".join(kept)


def _keep_printed(printed: Words, exported: Words) -> Words:
    """What only the print shows: boxes, charts, headers; no piece of an exported word, cut by a column's edge."""
    pieces = {
        piece for word in exported for size in range(2, len(word)) for piece in (word[:size], word[-size:])
    }
    return Words(
        {word: count for word, count in printed.items() if word not in exported and word not in pieces}
    )


def _read_pdf(path: Path) -> str:
    try:
        answer = subprocess.run(["pdftotext", path, "-"], capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return answer.stdout.decode("utf-8", "replace")


def _parse_message(content: bytes) -> email.message.Message:
    return email.message_from_bytes(content, policy=email.policy.default)


def _read_message(message: email.message.Message) -> str:
    """The usual headers, and the text of the body; what the library cannot take apart is not found."""
    texts = []
    for header in ("from", "to", "subject"):
        try:
            texts.append(str(message[header] or ""))
        except (AttributeError, LookupError, ValueError):
            continue
    try:
        body = message.get_body(("plain", "html"))
        content = body.get_content() if body is not None else ""
        if body is not None and body.get_content_subtype() == "html":
            content = html.unescape(re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", " ", content))
        texts.append(content)
    except (AttributeError, LookupError, ValueError, TypeError):
        pass
    return "\n".join(texts)

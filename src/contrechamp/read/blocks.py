"""What a page is where the format has none: the one place that cuts a text into pages."""

from collections.abc import Iterable, Iterator

from contrechamp.vocabulary import table
from contrechamp.vocabulary.document import HowRead, Page

BLOCK_CHARACTERS = 3_000
PAGE_CHARACTERS = 20_000  # a page given by the format itself is cut only above this
PAGE_BREAK = "\f"
HIDDEN_MARK = (
    "\x0e"  # left in a text by a reader where it leaves hidden words out; becomes a flag of the page
)
_CELL_CHARACTERS = 1_000


def split_blocks(lines: Iterable[str], *, limit: int = BLOCK_CHARACTERS) -> Iterator[str]:
    """Cut lines (without their ends) into blocks of about `limit` characters that end at a paragraph.

    A paragraph ends at an empty line where the text has some, else at a line; a line longer than two blocks
    is cut at a space.
    """
    block: list[str] = []
    size = 0
    for line in lines:
        for piece in _split_line(line, 2 * limit):
            block.append(piece)
            size += len(piece) + 1
            if size >= limit:
                place = _find_paragraph_end(block, limit // 2)
                yield "\n".join(block[:place])
                block = block[place:]
                size = sum(len(kept) + 1 for kept in block)
    yield "\n".join(block)


def split_pages(text: str, *, limit: int | None = None) -> Iterator[str]:
    """Cut a text at its page breaks (form feeds), blank pages left out; without any, into blocks."""
    breaks = text.split(PAGE_BREAK)
    limit = limit or (PAGE_CHARACTERS if len(breaks) > 1 else BLOCK_CHARACTERS)
    for part in breaks:
        if part.strip():
            yield from split_blocks(part.split("\n"), limit=limit)


def make_pages(texts: Iterable[str], *, keep_blank: bool = False) -> Iterator[Page]:
    """Number the texts from 1; a document without any text has one page that says so."""
    number = 0
    for text in texts:
        clean = tidy_text(text)
        flags = ("hidden_text",) if HIDDEN_MARK in text else ()
        if clean or flags or keep_blank:
            number += 1
            yield make_page(number, clean, flags=flags)
    if not number:
        yield Page(number=1, text="", how_read=HowRead.EMPTY)


def make_page(number: int, text: str, *, label: str = "", flags: tuple[str, ...] = ()) -> Page:
    """A page whose text the file itself says."""
    how_read = HowRead.NATIVE if text.strip() else HowRead.EMPTY
    return Page(number=number, text=text, how_read=how_read, label=label, flags=flags)


def tidy_text(text: str) -> str:
    """Line ends as "\\n", no control characters, no empty lines at either end nor more than one in a row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip("\n")


_CONTROLS = (
    {code: None for code in range(32) if chr(code) not in "\t\n"}
    | {
        0x0B: "\n",
        0x0C: "\n",
        0x85: "\n",
        0x2028: "\n",
        0x2029: "\n",
        0xFEFF: None,
        0xFFFE: None,
        0xFFFF: None,
    }
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)


def _split_line(line: str, limit: int) -> Iterator[str]:
    start = 0
    while len(line) - start > limit:
        space = line.rfind(" ", start + limit // 2, start + limit)
        end = space + 1 if space > 0 else start + limit
        yield line[start:end].rstrip(" ")
        start = end
    yield line[start:]


def _find_paragraph_end(block: list[str], least: int) -> int:
    """How many lines of `block` go together: up to its last empty line behind `least` characters, or all."""
    size = sum(len(line) + 1 for line in block)
    for place in range(len(block) - 1, 0, -1):
        size -= len(block[place]) + 1
        if size < least:
            break
        if not block[place].strip():
            return place + 1
    return len(block)


def join_cells(cells: Iterable[str]) -> str:
    """A table's row on one line, or each cell on its own lines where a table only lays the page out."""
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    if len([cell for cell in kept if cell]) < 2 or max(map(len, kept)) > _CELL_CHARACTERS:
        return "\n".join(cell for cell in kept if cell)
    return table.join_cells(" ".join(cell.split("\n")) for cell in kept)

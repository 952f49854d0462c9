"""The names of firms in a cell of suppliers: what stands before a postcode, a lot, a separator."""

import re

from contrechamp.spot.cells import CELL_CHARACTERS, Piece

_POSTCODE = re.compile(r"(?<![\d])(?:f-|F-)?(?:\d{5}|\d{2} \d{3})(?![\d])")
_LOT = re.compile(
    r"\(?\b[lL][oO][tT]s?\s{0,3}(?:n°|N°|n)?\s{0,3}(?:\d{1,3}|[A-Z]\b)(?:\s{0,2}(?:,|et|à|-|&)\s{0,2}\d{1,3}){0,9}\)?"
)
_SEPARATOR = re.compile(r"\s{0,4}(?:;|\n| // | ?\+ |\s/\s)\s{0,4}")
_ADDRESS = re.compile(
    r"[\s,;:(-]{1,6}(?:\d{1,4}(?:\s?(?:bis|ter))?,?\s{1,3})?"
    r"(?:rue|avenue|av\.|bd|bld|boulevard|place|chemin|route|impasse|allée|allee|zi|za|zac|zone|cs|bp)\b[^;]{0,200}$",
    re.IGNORECASE,
)
_EDGES = " \t\u00a0\u202f,;:.-–—/(["
_NO_NAME = re.compile(
    r"(?i)\W*(?:néant|neant|infructueux|sans suite|sans objet|non attribué|lot\s{0,2}\d{0,3}|nc|n/a|idem|divers|x+)?\W*"
)
_INITIALS = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.){1,5}$")
_LETTER = re.compile(r"[^\W\d_]")
_NAME_CHARACTERS = 160


def find_firms(cell: str) -> list[Piece]:
    """Each name with its place, its postcode where one follows; none where the cell names nobody.

    Where a second firm follows a town without any separator, nothing tells the town's end: the first one is given.
    """
    found: list[Piece] = []
    for start, end in _cut(cell[:CELL_CHARACTERS]):
        if piece := _read_name(cell, start, end):
            found.append(piece)
    return found


def count_addresses(cell: str) -> int:
    """How many postcodes a cell holds: as many firms, where each has its own."""
    return len(_POSTCODE.findall(cell[:CELL_CHARACTERS]))


def _cut(cell: str) -> list[tuple[int, int]]:
    """Stretches that name one firm each: between separators, and behind a lot that has a firm before it."""
    cuts = [match.span() for match in _SEPARATOR.finditer(cell)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(cell)]
    stretches = list(zip(edges[::2], edges[1::2], strict=True))
    parted = []
    for start, end in stretches:
        lots = list(_LOT.finditer(cell, start, end))
        if len(lots) > 1 and _LETTER.search(cell, start, lots[0].start()):
            starts = [start, *(lot.end() for lot in lots[:-1])]
            parted += list(zip(starts, [lot.start() for lot in lots], strict=True))
        else:
            parted.append((start, end))
    return parted


def _read_name(cell: str, start: int, end: int) -> Piece | None:
    while start < end and cell[start] in _EDGES + ")]":
        start += 1
    postcode = _POSTCODE.search(cell, start, end)
    if postcode and postcode.start() == start:  # the town of the firm before the separator
        return None
    lot = _LOT.search(cell, start, end)
    if lot and not _LETTER.search(cell, start, lot.start()):  # "Lot 2 : SOCIÉTÉ"
        start, lot = lot.end(), None
    stops = [match.start() for match in (postcode, lot) if match and match.start() > start]
    stop = min([end, *stops])
    address = _ADDRESS.search(cell, start, stop)
    stop = address.start() if address and address.start() > start else stop
    while start < stop and cell[start] in _EDGES + ")]":
        start += 1
    while (
        stop > start and cell[stop - 1] in _EDGES and not _INITIALS.search(cell, max(start, stop - 20), stop)
    ):
        stop -= 1
    words = cell[start:stop]
    if _NO_NAME.fullmatch(words) or not _LETTER.search(words) or len(words) > _NAME_CHARACTERS:
        return None
    details = {"postcode": re.sub(r"\D", "", postcode[0])} if postcode else {}
    return Piece(start, stop, " ".join(words.split()), details)

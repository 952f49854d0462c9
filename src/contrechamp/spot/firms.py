"""The names of firms in a cell of suppliers: what stands before a postcode, a lot, a separator."""

import re

from contrechamp.spot.cells import CELL_CHARACTERS, Piece

_POSTCODE = re.compile(r"(?<![\d])(?:f-|F-)?(?:\d{5}|\d{2} \d{3})(?![\d])")
_LOT = re.compile(
    r"\(?\b[lL][oO][tT]s?\s{0,3}(?:n°|N°|n)?\s{0,3}(?:\d{1,3}|[A-Z]\b)(?:\s{0,2}(?:,|et|à|-|&)\s{0,2}\d{1,3}){0,9}\)?"
)
_LOT_WORD = re.compile(
    rf"\blots?(?![^\W\d_])|{_LOT.pattern}"
)  # in capitals, and without number, it is a river
_TRADE = re.compile(r"[^\W\d_]{2}")  # words behind a lot
_COLON = re.compile(r"\s{0,3}:")
_CAPITALS = re.compile(r"[^\W\d_a-zà-ÿ]{2}")
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
    What stands behind the lot of a firm is the trade of that lot, and no firm.
    """
    found: list[Piece] = []
    for start, end in _cut(cell[:CELL_CHARACTERS]):
        piece = _read_name(cell, start, end)
        if piece and _looks_named(piece, is_first=not found):
            found.append(piece)
    return found


def _looks_named(piece: Piece, *, is_first: bool) -> bool:
    """A name has a capital in its first word ("eAlpha"); at the head of a cell ("cabinet BÊTA"), in any word.

    What has a postcode of its own is a firm, however it is written.
    """
    words = piece.value if is_first else piece.value.split(" ", 1)[0]
    return "postcode" in piece.details or words != words.lower() or words[0].isdigit()


def count_addresses(cell: str) -> int:
    """How many postcodes a cell holds: as many firms, where each has its own."""
    return len(_POSTCODE.findall(cell[:CELL_CHARACTERS]))


def _cut(cell: str) -> list[tuple[int, int]]:
    """Stretches that name one firm each: between separators, and behind a lot that has a firm before it."""
    cuts = list(_SEPARATOR.finditer(cell))
    edges = [0, *(edge for cut in cuts for edge in cut.span()), len(cell)]
    parted, is_trade = [], False
    for place, (start, end) in enumerate(zip(edges[::2], edges[1::2], strict=True)):
        before = cuts[place - 1][0] if place else "\n"
        if is_trade and not _begins_anew(cell, start, end, before):
            continue
        lot = _LOT_WORD.search(cell, start, end)
        has_firm = bool(lot and _LETTER.search(cell, start, lot.start()))
        parted += _part_by_lots(cell, start, end, has_firm=has_firm)
        is_trade = has_firm and bool(_TRADE.search(_LOT_WORD.sub("", cell[lot.start() : end])))
    return parted


def _begins_anew(cell: str, start: int, end: int, separator: str) -> bool:
    """Whether a firm comes again behind the trade of a lot: a line of its own, a postcode, a lot, or capitals."""
    if "\n" in separator or _POSTCODE.search(cell, start, end) or _LOT.search(cell, start, end):
        return True
    return ";" in separator and bool(_CAPITALS.match(cell, start, end))


def _part_by_lots(cell: str, start: int, end: int, *, has_firm: bool) -> list[tuple[int, int]]:
    """ "ALPHA lot 1 BÊTA lot 2" and "lot 1 : ALPHA lot 2 : BÊTA"; "ALPHA lot 1 : walls lot 2 : roofs" is one firm."""
    lots = list(_LOT.finditer(cell, start, end))
    if len(lots) < 2:
        return [(start, end)]
    if not has_firm:
        return list(zip([lot.end() for lot in lots], [*(lot.start() for lot in lots[1:]), end], strict=True))
    begins = [start, *(lot.end() for lot in lots[:-1])]
    ends = [lot.start() for lot in lots]
    pairs = zip(begins, ends, strict=True)
    return [pair for pair in pairs if pair[0] == start or not _COLON.match(cell, pair[0])]


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

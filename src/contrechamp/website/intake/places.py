"""Places in the ledger, as they stand in an address."""

import re
from collections.abc import Iterable

from contrechamp.vocabulary.provenance import Receipt

MOST_RECEIPTS = 20_000  # as many as one form may send
MOST_SPANS = 60
_SPAN = re.compile(r"([1-9][0-9]{0,14})(?:-([1-9][0-9]{0,14}))?")


def write_places(received: Iterable[Receipt]) -> str:
    """The places of receipts as they stand in an address: "12-15,18", MOST_SPANS of them."""
    spans: list[list[int]] = []
    for sequence in sorted(one.sequence for one in received):
        if spans and sequence == spans[-1][1] + 1:
            spans[-1][1] = sequence
        else:
            spans.append([sequence, sequence])
    return ",".join(f"{first}-{last}" if first < last else str(first) for first, last in spans[:MOST_SPANS])


def read_places(written: str) -> list[tuple[int, int]]:
    """First and last place of each span; none where an address says something else, or asks for too many."""
    found = [_SPAN.fullmatch(part) for part in written.split(",")]
    spans = [(int(one[1]), int(one[2] or one[1])) for one in found if one]
    count = sum(last - first + 1 for first, last in spans if first <= last)
    return spans if len(spans) == len(found) <= MOST_SPANS and count <= MOST_RECEIPTS else []

"""Sheets are applied: their documents and quotes are found in the archive, then all is judged, or nothing."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from contrechamp.errors import DocumentUnknown
from contrechamp.link.sheets.applying import Outcome, Preparing
from contrechamp.link.sheets.form import Problem, Quote, Sheet
from contrechamp.text.folding import fold
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.fact import Source

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory

_DIGEST = re.compile(r"[0-9a-fA-F]{8,64}")


class Applied(NamedTuple):
    """What became of each line, the lines that are wrong, and whether anything was kept."""

    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    is_kept: bool


def apply_sheets(
    observatory: "Observatory",
    sheets: Sequence[Sheet],
    *,
    by: str,
    at: datetime,
    keep_going: bool = False,
    take_back: bool = False,
) -> Applied:
    """Judge what is new in these sheets, in the name of a member.

    Where one line is wrong nothing is kept, unless `keep_going`: then the others are. `take_back` undoes what
    the sheets said before and no longer say.
    """
    desk, quoting = observatory.desk, _Quoting(observatory)
    prepared = Preparing(desk.view(None), quoting.cite, by=by, at=at).prepare(sheets, take_back=take_back)
    is_kept = keep_going or not prepared.problems
    if is_kept:
        desk.judge(prepared.statements)
        desk.judge(prepared.decisions)  # apart: what they are about must stand
    return Applied(tuple(prepared.outcomes), tuple(prepared.problems), is_kept)


class _Quoting:
    """Finds what a sheet quotes."""

    def __init__(self, observatory: "Observatory"):
        self._observatory = observatory
        self._found: dict[str, Digest] = {}

    def cite(self, quote: Quote) -> Source:
        """The passage; DocumentUnknown or FactWithoutPassage where it does not stand there."""
        if quote.document not in self._found:
            self._found[quote.document] = self._find_document(quote.document)
        return self._observatory.desk.find_words(self._found[quote.document], quote.page, words=quote.words)

    def _find_document(self, name: str) -> Digest:
        """By the beginning of its digest, its path or its file's name, else its title; else DocumentUnknown."""
        if (
            _DIGEST.fullmatch(name)
            and len(found := self._observatory.archive.find_digests(name.lower())) == 1
        ):
            return found[0]
        paths, titles = self._named
        digests = paths.get(fold(name)) or titles.get(fold(name)) or set()
        if len(digests) > 1:
            which = ", ".join(sorted(digest[:12] for digest in digests))
            raise DocumentUnknown(
                "Several documents are called “{name}”: {which}. Write the beginning of the digest instead.",
                name=name,
                which=which,
            )
        if not digests:
            raise DocumentUnknown("No document is called “{name}”.", name=name)
        return next(iter(digests))

    @cached_property
    def _named(self) -> tuple[dict[str, set[Digest]], dict[str, set[Digest]]]:
        """Folded path, or its end from some folder on -> digests; folded title -> digests."""
        paths, titles = defaultdict(set), defaultdict(set)
        for digest, title, path in self._observatory.archive.list_names():
            parts = fold(path).split("/")
            for first in range(len(parts)):
                paths["/".join(parts[first:])].add(digest)
            titles[fold(title)].add(digest)
        return paths, titles

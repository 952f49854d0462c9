"""Exports that come back: a SQLite file of judgements, a bag of documents and judgements."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from contrechamp.errors import ExportIsBroken
from contrechamp.pipeline.bagging import check_told, make_captures
from contrechamp.pipeline.observatory import Observatory
from contrechamp.pipeline.taking_back import TakenReport, take_back
from contrechamp.publish.bag import COLLECTIONS, DOCUMENTS, JUDGEMENTS
from contrechamp.publish.bag_checking import check_bag, read_audience
from contrechamp.publish.returning import (
    iterate_lines,
    iterate_rows,
    make_judgement,
    read_row_audience,
)
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.judgement import Judgement

KINDS = ("sqlite", "bagit")
Report = Callable[[float, float, str], None]


class KeptReport(NamedTuple):
    """What of a bag's documents was kept: receipts, those of them that are new documents, what was refused."""

    receipts: int
    new: int
    refusals: tuple[Refusal, ...]
    public: tuple[str, ...]  # collections here of what everybody saw where the bag comes from


def check_sqlite(path: Path) -> None:
    """ExportIsBroken unless the whole file has the shape that ours have; nothing is written."""
    for one in iterate_rows(path):
        make_judgement(one)


def take_back_sqlite(
    observatory: Observatory, path: Path, *, on_progress: Callable[[int], None] = lambda done: None
) -> TakenReport:
    """The judgements of a file that was checked."""

    def reopen() -> Iterator[Judgement]:
        return map(make_judgement, iterate_rows(path))

    is_team = read_row_audience(path)
    return take_back(observatory.archive, observatory.desk, reopen, is_team=is_team, on_progress=on_progress)


def check_whole_bag(folder: Path, *, on_progress: Report = lambda done, total, name: None) -> None:
    """ExportIsBroken unless every byte, every line and every original is what was written; nothing is written."""
    digests = set(check_bag(folder, on_progress=lambda size, name: on_progress(size, 0, name)))
    payload = folder / "data"
    for told in iterate_lines(payload / DOCUMENTS):
        check_told(told, digests)
    for told in iterate_lines(payload / COLLECTIONS):
        if not (isinstance(told.get("name"), str) and isinstance(told.get("languages"), str)):
            raise ExportIsBroken("{name} is not what was written.", name=COLLECTIONS)
    for told in iterate_lines(payload / JUDGEMENTS):
        make_judgement(told)


def keep_bag(
    observatory: Observatory,
    folder: Path,
    *,
    at: datetime,
    name_aside: Callable[[str], str] = "{} (2)".format,
    on_progress: Report = lambda done, total, name: None,
) -> KeptReport:
    """The documents of a bag that was checked, for the team alone until somebody publishes their collections.

    A collection that everybody sees here takes nothing in: `name_aside` names the one that does instead. What was
    withdrawn there is withdrawn by `withdraw_again`, once it was read: what is withdrawn is not read.
    """
    payload, public = folder / "data", set(observatory.public_collections())
    told = list(iterate_lines(payload / COLLECTIONS))
    places = {one["name"]: name_aside(one["name"]) for one in told if one["name"] in public}
    _make_collections(observatory, told)
    count = new = 0
    refusals = []
    captures = (
        capture
        for one in iterate_lines(payload / DOCUMENTS)
        for capture in make_captures(observatory.archive, one, bag=folder, at=at, places=places)
    )
    for answer in observatory.receive(captures):
        if isinstance(answer, Refusal):
            refusals.append(answer)
            continue
        count, new = count + 1, new + answer.is_new
        on_progress(count, 0, answer.digest[:12])
    shown = [places.get(one["name"], one["name"]) for one in told if one.get("is_public")]
    there = {one.name for one in observatory.collections()}
    return KeptReport(count, new, tuple(refusals), tuple(name for name in shown if name in there - public))


def _make_collections(observatory: Observatory, told: list[dict]) -> None:
    """Those that are missing; one that is here keeps its languages."""
    known = {one.name for one in observatory.collections()}
    for one in told:
        if one["name"] not in known:
            observatory.ensure_collection(one["name"], languages=one["languages"])


def withdraw_again(observatory: Observatory, folder: Path) -> int:
    """Withdraw here what was withdrawn where the bag comes from; how many documents."""
    count = 0
    for told in iterate_lines(folder / "data" / DOCUMENTS):
        entry = observatory.archive.find_document(Digest(told["digest"]))
        if told.get("is_withdrawn") and entry and not entry.is_withdrawn:
            count += len(observatory.withdraw(entry.digest, reason=told.get("withdrawal_reason", "")))
    return count


def take_back_bag(
    observatory: Observatory, folder: Path, *, on_progress: Callable[[int], None] = lambda done: None
) -> TakenReport:
    """The judgements of a bag, once its documents were kept and read."""
    path = folder / "data" / JUDGEMENTS

    def reopen() -> Iterator[Judgement]:
        return map(make_judgement, iterate_lines(path))

    is_team = read_audience(folder)
    return take_back(observatory.archive, observatory.desk, reopen, is_team=is_team, on_progress=on_progress)

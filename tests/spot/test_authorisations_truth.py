"""The camera acts of a real gazette against a truth that was written before the rules: both halves, kept apart."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from contrechamp.spot.authorisations import find_authorisations
from contrechamp.spot.lexicons import open_lexicons
from contrechamp.text.folding import fold
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.document import HowRead, Page

from .administrative_pages import HALVES, TRUTH, cut_gazette, make_words_digest

GAZETTE = "raa-var/cbe915d23e1b.txt"
FIELDS = (
    "commune",
    "insee",
    "place",
    "address",
    "cameras_inside",
    "cameras_outside",
    "cameras_public_way",
    "retention_days",
    "file_number",
    "begins_on",
)


@cache
def find_all(shared_data: Path) -> dict[int, Authorisation]:
    texts = cut_gazette((shared_data / GAZETTE).read_text("utf-8"))
    pages = {number: Page(number, text, HowRead.OCR) for number, text in texts.items()}
    acts = [
        Act(int(row["rank"]), int(row["first_page"]), last, 0, len(texts[last]))
        for row in read_rows("acts_222.tsv")
        if (last := int(row["last_page"]))
    ]
    return {found.act: found for found in find_authorisations(acts, pages.__getitem__, open_lexicons())}


def read_rows(name: str) -> list[dict[str, str]]:
    with (TRUTH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def write_fields(found: Authorisation) -> dict[str, str]:
    """A row as the truth writes it."""
    said = {name: "" if (value := getattr(found, name)) is None else str(value) for name in FIELDS}
    for name in ("place", "address"):
        said[f"{name}_digest"] = make_words_digest(said[name].lower()) if said[name] else ""
    return {**said, "commune": fold(said["commune"])}


def compare(shared_data: Path, half: str) -> Counter:
    """How many rows of a half have each field right, the number of rows under ""."""
    right: Counter = Counter()
    found = find_all(shared_data)
    for row in read_rows("authorisations_222.tsv"):
        if row["half"] == half:
            said = write_fields(found[int(row["rank"])])
            truth = {**row, "commune": fold(row["commune"]), "insee": row["commune_insee"]}
            names = {name: f"{name}_digest" if f"{name}_digest" in truth else name for name in FIELDS}
            right.update([field for field, name in names.items() if said[name] == truth[name]] + [""])
    return right


@pytest.mark.parametrize("half", HALVES)
def test_nineteen_fields_in_twenty_are_right(shared_data, half):
    right = compare(shared_data, half)
    assert sum(right[field] for field in FIELDS) >= 0.95 * right[""] * len(FIELDS)


@pytest.mark.parametrize("field", [name for name in FIELDS if name not in ("place", "address")])
def test_what_is_counted_or_numbered_is_nearly_always_right(shared_data, field):
    right = compare(shared_data, "tuning")
    assert right[field] >= 0.97 * right[""]


def test_every_camera_act_is_found(shared_data):
    assert len(find_all(shared_data)) == len(read_rows("authorisations_222.tsv"))

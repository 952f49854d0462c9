"""Values found by hand on other people's papers: what share of them is spotted, on the half that judges too."""

import csv
from pathlib import Path

import pytest
from bench.mentions import add_scores, judge_half
from tests.spot.administrative_pages import TRUTH, read_pages

from contrechamp.spot import counts, retention
from contrechamp.spot.lexicons import Lexicons
from contrechamp.vocabulary.mention import MentionKind

GAZETTE = "raa-var/cbe915d23e1b.txt"
PLACES = {"cameras_inside": "inside", "cameras_outside": "outside", "cameras_public_way": "public_way"}
FLOORS = {  # precision, recall
    (MentionKind.SUM, "tuning"): (0.98, 0.98),
    (MentionKind.SUM, "held_out"): (0.98, 0.97),
    (MentionKind.DATE, "tuning"): (0.98, 0.98),
    (MentionKind.DATE, "held_out"): (0.98, 0.96),
    (MentionKind.COUNT, "tuning"): (1.0, 1.0),
    (MentionKind.COUNT, "held_out"): (1.0, 1.0),
    (MentionKind.RETENTION, "tuning"): (1.0, 1.0),
    (MentionKind.RETENTION, "held_out"): (1.0, 1.0),
}


@pytest.mark.parametrize(("kind", "half"), FLOORS)
def test_what_was_reached_on_administrative_pages_stays_reached(shared_data, kind, half):
    score = add_scores(judge_half(shared_data, half)[kind])
    precision, recall = FLOORS[kind, half]
    assert score.precision >= precision
    assert score.recall >= recall


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_each_count_and_retention_that_an_act_states_is_spotted_on_its_pages(shared_data, half):
    pages = read_pages(shared_data, GAZETTE)
    missed = 0
    for act in _load_authorisations(half):
        texts = [pages[page] for page in range(act["first_page"], act["last_page"] + 1) if page in pages]
        found = {(f.details.get("where"), f.value) for text in texts for f in counts.find(text, Lexicons())}
        days = {f.value for text in texts for f in retention.find(text, Lexicons())}
        missed += sum(
            (place, act[name]) not in found for name, place in PLACES.items() if int(act[name] or 0)
        )
        missed += bool(act["retention_days"]) and act["retention_days"] not in days
    assert missed == 0


def _load_authorisations(half: str) -> list[dict]:
    last = {row["rank"]: int(row["last_page"]) for row in _read_rows(TRUTH / "acts_222.tsv")}
    rows = [row for row in _read_rows(TRUTH / "authorisations_222.tsv") if row["half"] == half]
    return [{**row, "first_page": int(row["first_page"]), "last_page": last[row["rank"]]} for row in rows]


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))

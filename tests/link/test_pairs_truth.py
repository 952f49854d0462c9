"""The truth of name pairs is whole: every position holds a name, the counts are as promised, the halves are fair."""

import hashlib
import re
import unicodedata
from collections import Counter
from difflib import SequenceMatcher

import pytest
from tests.link.truth.pairs import PAIRS, Pair, Side, iterate_pairs, read_positions, read_side


@pytest.fixture(scope="module")
def pairs(shared_data) -> list[Pair]:
    return list(iterate_pairs(shared_data))


def split_words(name: str) -> list[str]:
    bare = "".join(
        one for one in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(one)
    )
    return re.findall(r"[a-z0-9]+", bare)


def is_hard(pair: Pair) -> bool:
    """The same actor under other words, or another actor whose name shares a long word or most letters."""
    left, right = split_words(pair.left.name), split_words(pair.right.name)
    if pair.label == "same":
        return left != right
    shared = {word for word in left if len(word) > 3} & set(right)
    return bool(shared) or SequenceMatcher(None, "".join(left), "".join(right)).ratio() >= 0.6


def make_key(row: dict) -> tuple[str, str, str]:
    positions = "|".join(row["left"] + row["right"])
    return row["label"], row["difficulty"], hashlib.sha256(positions.encode()).hexdigest()


def test_three_hundred_pairs_have_the_promised_labels():
    counts = Counter(row["label"] for row in read_positions()["pairs"])
    assert counts == {"same": 120, "related": 60, "different": 120}


def test_no_pair_stands_twice_or_beside_itself():
    rows = [(tuple(row["left"]), tuple(row["right"])) for row in read_positions()["pairs"]]
    assert len({frozenset(row) for row in rows}) == len(rows)
    assert all(left != right for left, right in rows)


def test_every_second_pair_of_a_fixed_order_is_held_out():
    rows = read_positions()["pairs"]
    assert rows == sorted(rows, key=make_key)
    assert [row["held_out"] for row in rows] == [False, True] * 150


def test_both_halves_hold_every_label_and_every_common_difficulty_alike():
    counts: Counter[tuple[str, str, bool]] = Counter()
    for row in read_positions()["pairs"]:
        counts[row["label"], row["difficulty"], row["held_out"]] += 1
    for label, difficulty, _ in set(counts):
        assert abs(counts[label, difficulty, True] - counts[label, difficulty, False]) <= 1


def test_no_word_of_a_paper_stands_in_the_truth():
    """What is written out is positions, and two names that stand in none of the papers."""
    for row in read_positions()["pairs"]:
        for path, place, *spans in (row["left"], row["right"]):
            assert path in {"names", *read_positions()["files"]} or re.fullmatch(r"[\w/.-]+\.xml", path)
            assert path == "names" or re.fullmatch(r"A\d+|[A-Z]+ \d+|(?:/[a-z]+|/\d+)+", place)
            assert all(re.fullmatch(r"(?:\d+:\d+)?", span) for span in spans)
    assert len(read_positions()["names"]) == 2


def test_the_rule_of_labelling_is_eight_lines_at_the_head_of_the_file():
    rules = re.findall(r"^# (\d)\. ", PAIRS.read_text("utf-8"), re.MULTILINE)
    assert rules == list("12345678")


def test_no_side_is_empty(pairs):
    for pair in pairs:
        for side in (pair.left, pair.right):
            assert side.name and side.name[0].isalnum() and not re.search(r"[\s:,/(-]\Z", side.name)
            assert re.fullmatch(r"(?:[A-Z]?\d{4,5}|[\w -]*)", side.postcode)
            assert re.fullmatch(r"(?:\d{9})?", side.siren)


def test_a_town_is_words_and_neither_a_lot_nor_a_postcode(pairs):
    towns = [side.town for pair in pairs for side in (pair.left, pair.right) if side.town]
    assert len(towns) > 450
    for town in towns:
        assert not re.search(r"\d{3}|\blots?\b", town, re.IGNORECASE)


def test_where_a_number_is_the_evidence_it_gives_the_label(pairs):
    numbered = [pair for pair in pairs if pair.evidence == "number"]
    assert len(numbered) >= 8
    for pair in numbered:
        assert pair.left.siren and pair.right.siren
        assert (pair.left.siren == pair.right.siren) == (pair.label == "same")


def test_one_number_is_wrong_in_its_source_and_the_names_decide(pairs):
    wrong = [
        pair
        for pair in pairs
        if pair.label != "same" and pair.left.siren and pair.left.siren == pair.right.siren
    ]
    assert [pair.difficulty for pair in wrong] == ["wrong number"]


def test_two_hundred_pairs_and_more_are_hard_and_some_are_easy(pairs):
    assert sum(map(is_hard, pairs)) >= 250
    assert sum(pair.difficulty == "easy" for pair in pairs) >= 10


def test_an_agency_is_its_company_and_a_joint_name_is_related(pairs):
    found = {(pair.left.name, pair.right.name): pair.label for pair in pairs}
    assert found["SOGETREL", "SOGETREL SAS AGENCE DE PEROLS"] == "same"
    assert found["SOGETREL", "IPERION-SOGETREL"] == "related"
    assert found["SOGETREL SAS AGENCE DE PEROLS", "IPERION-SOGETREL"] == "related"


def test_a_name_given_as_words_has_neither_town_nor_number(shared_data):
    assert read_side(shared_data, ["names", "iperion-sogetrel"]) == Side("IPERION-SOGETREL")


def test_a_position_that_holds_no_name_is_said(shared_data):
    with pytest.raises(LookupError, match="A1"):
        read_side(shared_data, ["contracts-2006", "A1", "0:0"])
    with pytest.raises(LookupError):
        read_side(shared_data, ["contracts-2008", "A9999", "0:4"])

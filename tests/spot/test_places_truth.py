"""The floor of what was reached for places on sixty pages; no error of the held-out half was looked at."""

import pytest
from bench.places import read_administrative, read_newspaper, score


@pytest.mark.parametrize(("half", "precision", "recall"), [("tuning", 0.95, 0.86), ("held_out", 0.88, 0.80)])
def test_places_of_administrative_pages_are_found(shared_data, half, precision, recall):
    found = score(read_administrative(shared_data, half), misses=False)
    assert found.right / found.found >= precision
    assert found.right / found.there >= recall


def test_places_of_old_newspapers_are_found_in_part(shared_data):
    found = score(read_newspaper(shared_data / "ner-newseye-fr" / "newseye-dev-fr.tsv"), misses=False)
    assert found.right / found.found >= 0.82
    assert found.right / found.there >= 0.60


def test_a_newspaper_is_set_as_text_with_the_spans_of_its_places(tmp_path):
    path = tmp_path / "small.bio"
    path.write_text("À O\nSaint B-LOC\nDenis I-LOC\n, O\nl' O\nAin B-LOC\nVar B-LOC\n", "utf-8")
    (page,) = read_newspaper(path)
    assert page.text == "À Saint Denis, l'Ain Var"
    assert [page.text[start:end] for start, end in page.places] == ["Saint Denis", "Ain", "Var"]

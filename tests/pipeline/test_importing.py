"""What an import says of its files, and that what a person says of columns is remembered and spotted again."""

import json
import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.errors import ColumnUnknown
from contrechamp.pipeline.column_memory import find_field, match_said, remember_columns, render_entries
from contrechamp.pipeline.importing import survey_tables
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.pipeline.refreshing import IMPORTED, Change, compare_with_former
from contrechamp.spot.columns import IGNORED, OWN_NAME

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONTRACTS = "Attributaire;Objet du marché;Montant HT;Notifié le;Suivi\n"
ROWS = "ALPHA 34000 VILLE;Mâts;12 000;23/08/2006;x\nBÊTA;Câbles;à venir;01/02/2007;\n"


@pytest.fixture
def observatory(tmp_path):
    Archive.create(tmp_path / "archive", created_at=NOW).close()
    with open_observatory(Config(tmp_path / "archive", workers=1), clock=lambda: NOW) as observatory:
        yield observatory


def bring(observatory, path, content: str | bytes, *, collection="Ville"):
    """Import one file; its digest."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    observatory.ensure_collection(collection)
    captures = make_captures([path], collection=collection, received_at=NOW)
    changed = (replace(one, provenance=replace(one.provenance, way_in=IMPORTED)) for one in captures)
    (receipt,) = observatory.receive(changed)
    observatory.process()
    return receipt.digest


def list_rules(observatory, digest) -> list[str]:
    return [mention.rule for mention in observatory.findings.iterate_mentions(digest)]


def test_an_import_says_which_columns_and_which_cells_were_not_understood(observatory, tmp_path):
    digest = bring(observatory, tmp_path / "marches.csv", CONTRACTS + ROWS)
    (report,) = survey_tables(observatory.archive, digest)
    assert (report.kind, report.row_count, report.understood_count) == ("contracts", 2, 1)
    fields = [column.field for column in report.columns]
    assert fields == ["supplier", "subject", "amount", "notified_on", ""]
    amount = report.columns[2]
    assert (amount.filled, amount.doubtful, amount.doubtful_page) == (2, 1, 1)
    assert amount.doubtful_row == "BÊTA | Câbles | à venir | 01/02/2007"
    assert amount.values == ["12 000", "à venir"]


def test_an_impossible_date_is_a_doubtful_cell_and_no_mention(observatory, tmp_path):
    digest = bring(observatory, tmp_path / "m.csv", CONTRACTS + "ALPHA;Mâts;12 000;2014-13-45;x\n")
    (report,) = survey_tables(observatory.archive, digest)
    assert [column.doubtful for column in report.columns] == [0, 0, 0, 1, 0]
    assert "rows/notified_on" not in list_rules(observatory, digest)


def test_as_many_doubtful_cells_are_told_as_asked(observatory, tmp_path):
    rows = "ALPHA;Mâts;à venir;23/08/2006;x\n" * 12
    digest = bring(observatory, tmp_path / "m.csv", CONTRACTS + rows)
    for most, count in ((None, 12), (3, 3), (10, 10)):
        (report,) = survey_tables(observatory.archive, digest, most_doubts=most)
        assert (report.columns[2].doubtful, len(report.columns[2].doubts)) == (12, count)
    assert report.columns[2].doubts[0].row == ("ALPHA", "Mâts", "à venir", "23/08/2006", "x")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "mac-roman"])
def test_the_encoding_of_a_file_changes_nothing(observatory, tmp_path, encoding):
    rows = "SOCIÉTÉ ÉLECTRIQUE;Câbles enterrés;12 000;23/08/2006;été\n" * 3
    digest = bring(observatory, tmp_path / "m.csv", (CONTRACTS + rows).encode(encoding))
    (report,) = survey_tables(observatory.archive, digest)
    assert (report.row_count, report.understood_count) == (3, 3)
    assert report.columns[0].values[0] == "SOCIÉTÉ ÉLECTRIQUE"


def test_a_column_without_a_telling_heading_gets_a_hint_from_its_values(observatory, tmp_path):
    rows = "".join(f"ALPHA;Mâts;{number} 000;1{number}/03/2019\n" for number in range(1, 5))
    digest = bring(observatory, tmp_path / "m.csv", f"Titulaire;Objet;Montant;Quand\n{rows}")
    (report,) = survey_tables(observatory.archive, digest)
    assert [(column.field, column.guess) for column in report.columns][3] == ("", "notified_on")
    assert len(report.columns[0].values) == 3


def test_the_rows_are_spotted_and_the_supplier_is_a_facet(observatory, tmp_path):
    digest = bring(observatory, tmp_path / "marches.csv", CONTRACTS + ROWS)
    mentions = list(observatory.findings.iterate_mentions(digest))
    assert [one.value for one in mentions if one.rule == "rows/supplier"] == ["ALPHA", "BÊTA"]


def test_what_a_person_says_is_spotted_again_and_known_for_the_next_file(observatory, tmp_path):
    first = bring(observatory, tmp_path / "a.csv", "Repère;Pose\nrue 1;2004\nrue 2;2005\n")
    assert list_rules(observatory, first) == []
    said = {"Repère": "place", "Pose": "installed_on"}
    assert remember_columns(observatory.archive, "cameras", ("Repère", "Pose"), said)
    assert observatory.has_work()
    observatory.process()
    assert list_rules(observatory, first) == ["rows/place", "rows/installed_on"] * 2
    second = bring(observatory, tmp_path / "b.csv", "REPERE;Pose\nquai 3;2006\nquai 4;2007\n")
    assert list_rules(observatory, second) == ["rows/place", "rows/installed_on"] * 2
    (report,) = survey_tables(observatory.archive, second)
    assert report.is_said


def test_saying_the_same_again_is_nothing_new(observatory):
    assert remember_columns(observatory.archive, "cameras", ("A", "B"), {"A": "place"})
    assert not remember_columns(observatory.archive, "cameras", ("A", "B"), {"A": "place"})
    assert remember_columns(observatory.archive, "cameras", ("A", "B"), {"B": IGNORED})
    text = (observatory.archive.lexicons_folder / OWN_NAME).read_text("utf-8")
    (entry,) = tomllib.loads(text)["files"].values()
    assert entry == {"kind": "cameras", "headings": ["A", "B"], "columns": {"A": "place", "B": "-"}}


def test_a_file_that_somebody_broke_by_hand_is_not_overwritten(observatory):
    folder = observatory.archive.lexicons_folder
    folder.mkdir()
    (folder / OWN_NAME).write_text("no toml [", "utf-8")
    with pytest.raises(ColumnUnknown):
        remember_columns(observatory.archive, "cameras", ("A", "B"))
    assert (folder / OWN_NAME).read_text("utf-8") == "no toml ["


def test_headings_with_awkward_characters_come_back():
    headings = ['a "b"', "c\\d", "e\tf", "é\x7f", "=[x]#"]
    entries = {
        "x" * 16: {"kind": "cameras", "headings": headings, "columns": dict.fromkeys(headings, "name")}
    }
    assert tomllib.loads(render_entries(entries))["files"] == entries


@pytest.mark.parametrize(
    ("said", "field"),
    [("supplier", "supplier"), ("Titulaire", "supplier"), ("rien", IGNORED), ("-", IGNORED)],
)
def test_a_field_is_named_by_its_key_or_in_french(said, field):
    assert find_field("contracts", said) == field


def test_a_field_that_there_is_not_is_refused_with_the_list():
    with pytest.raises(ColumnUnknown, match="supplier"):
        find_field("contracts", "couleur")


def test_what_is_said_of_a_heading_is_matched_as_headings_are():
    assert match_said(("Repère", "Autre"), {"REPERES": "name", "x": "place"}) == {"Repère": "name"}


def make_answer(*nodes: tuple[int, dict]) -> str:
    elements = [
        {"type": "node", "id": number, "lat": 43.6, "lon": 3.8, "tags": tags} for number, tags in nodes
    ]
    return json.dumps({"generator": "Overpass API", "elements": elements})


def test_a_newer_file_of_openstreetmap_says_what_changed(observatory, tmp_path):
    old = make_answer(
        (1, {"surveillance": "public"}), (2, {"surveillance": "public"}), (3, {"camera:type": "dome"})
    )
    new = make_answer(
        (2, {"surveillance": "public"}), (3, {"camera:type": "fixed"}), (4, {"surveillance": "outdoor"})
    )
    first = bring(observatory, tmp_path / "osm-1.json", old)
    second = bring(observatory, tmp_path / "osm-2.json", new)
    assert compare_with_former(observatory.archive, first) is None
    found = compare_with_former(observatory.archive, second)
    assert (found.former, found.appeared, found.disappeared) == (first, ("node/4",), ("node/1",))
    assert found.changed == (Change("node/3", "camera:type", "dome", "fixed"),)


def test_other_files_and_other_collections_are_not_compared(observatory, tmp_path):
    bring(
        observatory, tmp_path / "osm-1.json", make_answer((1, {"surveillance": "public"})), collection="Autre"
    )
    digest = bring(observatory, tmp_path / "osm-2.json", make_answer((2, {"surveillance": "public"})))
    assert compare_with_former(observatory.archive, digest) is None
    assert (
        compare_with_former(observatory.archive, bring(observatory, tmp_path / "x.csv", CONTRACTS + ROWS))
        is None
    )


def test_a_document_without_rows_says_so(observatory, tmp_path):
    digest = bring(observatory, tmp_path / "note.txt", "Le conseil municipal autorise des caméras.\n")
    assert survey_tables(observatory.archive, digest) == []

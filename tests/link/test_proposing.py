"""Rows of contracts and of camera lists become proposals."""

import pytest

from contrechamp.link.proposing import RowReader, SaidRow, find_category
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.mention import Mention, MentionKind

LIST, OTHER = compute_digest(b"list"), compute_digest(b"other")
VIDEO = {"category": "Caméras"}


def say(kind: str, value: str, rule: str, **details: str) -> Mention:
    return Mention(MentionKind(kind), 1, 0, 1, value, value, rule, "1", details)


def contract(*mentions: Mention, text: str = "une ligne", start: int = 0, **cells: str) -> SaidRow:
    return SaidRow("contracts", 1, start, start + len(text), text, cells, mentions)


def camera(*mentions: Mention, text: str = "une ligne", **cells: str) -> SaidRow:
    return SaidRow("cameras", 1, 0, len(text), text, cells, mentions)


def supplier(value: str, **details: str) -> Mention:
    return say("actor", value, "rows/supplier", **details)


def a_sum(value: str, **details: str) -> Mention:
    return say("sum", value, "rows/amount", **details)


def test_a_row_says_from_whom_for_what_between_which_bounds_since_when():
    mentions = (
        supplier("Noctiluque", siren="123456789"),
        a_sum("15000.00", bound="minimum", tax="HT"),
        a_sum("50000.00", bound="maximum", tax="HT"),
        say("date", "2006-08-23", "rows/notified_on"),
        say("technology", "video_protection", "lexicon", **VIDEO),
    )
    proposal = RowReader(LIST).read(contract(*mentions, subject="Maintenance", kind="Services"))
    assert proposal.kind == "contract" and proposal.weight > 1_000
    assert proposal.fields == {
        "object": "Maintenance",
        "nature": "Services",
        "supplier": "Noctiluque",
        "supplier_siren": "123456789",
        "amount_minimum": "15000.00",
        "amount_maximum": "50000.00",
        "tax": "HT",
        "notified_on": "2006-08-23",
        "technology": "video_protection",
    }


def test_a_contract_about_cameras_outranks_a_larger_one_about_roads():
    reader = RowReader(LIST)
    video = reader.read(
        contract(supplier("A"), say("technology", "camera", "lexicon", **VIDEO), subject="Caméras")
    )
    door = reader.read(
        contract(
            supplier("A"),
            say("technology", "access_control", "lexicon", category="Sites et bâtiments"),
            subject="Portes",
        )
    )
    road = reader.read(contract(supplier("B"), a_sum("93510764.16"), subject="Voirie"))
    assert video.weight > door.weight > road.weight


def test_several_suppliers_stand_on_lines_of_their_own():
    proposal = RowReader(LIST).read(contract(supplier("A"), supplier("B"), subject="Lot"))
    assert proposal.fields["supplier"] == "A\nB"


@pytest.mark.parametrize(
    "row",
    [
        contract(a_sum("4200.00"), subject="Caméra dôme motorisée"),  # a price list
        contract(supplier("A")),  # what for?
        contract(say("person", "Aymeric Roncevert", "rows/supplier"), a_sum("1.00"), subject="Portraits"),
        SaidRow("budgets", 1, 0, 9, "une ligne", {"subject": "Fêtes"}, ()),
        contract(supplier("A"), subject="x", text="long " * 1_100),
    ],
)
def test_a_row_that_says_too_little_or_names_somebody_is_not_proposed(row):
    assert RowReader(LIST).read(row) is None


def test_the_lots_of_a_contract_belong_to_it():
    reader = RowReader(LIST)
    video = say("technology", "video_protection", "lexicon", **VIDEO)
    when = say("date", "2007-03-06", "rows/notified_on")
    bounds = a_sum("355000.00", bound="minimum")
    reader.read(
        contract(bounds, when, video, subject="Extension du réseau de vidéosurveillance", text="tout")
    )
    words = "Talco 34000 Montpellier - lot 2 : liaison radio"
    lot = reader.read(
        contract(supplier("Talco"), a_sum("15000.00", bound="minimum"), supplier=words, text=words)
    )
    assert lot.fields["object"] == "lot 2 : liaison radio" and lot.weight > 500
    assert lot.fields["whole"] == "Extension du réseau de vidéosurveillance"
    assert lot.fields["whole_at"] == "1/0-4" and lot.fields["notified_on"] == "2007-03-06"
    other = reader.read(contract(supplier("B"), subject="Voirie", text="B voirie"))
    assert "whole" not in other.fields and other.weight < 100


def test_the_key_stays_when_the_page_is_read_again_and_rows_that_say_the_same_differ():
    row = contract(supplier("A"), subject="Entretien")
    first, again = RowReader(LIST), RowReader(LIST)
    keys = [first.read(row).key, first.read(row).key]
    assert keys == [again.read(row).key, again.read(row).key] and len(set(keys)) == 2


def test_the_same_row_in_another_file_is_alike_and_the_second_one_there_is_like_the_second_here():
    row, here, there = contract(supplier("A"), subject="Entretien"), RowReader(LIST), RowReader(OTHER)
    one, two, three, four = here.read(row), here.read(row), there.read(row), there.read(row)
    assert one.alike == three.alike != two.alike == four.alike
    assert one.key != three.key


def test_a_camera_has_its_place_its_type_and_its_year():
    mentions = (
        say("place", "Lapeyronie", "rows/place", latitude="43.631168", longitude="3.853717"),
        say("date", "2004", "rows/installed_on"),
        say("place", "Vaucreuse", "rows/commune", insee="96001"),
    )
    cells = {"name": "C59.04", "number": "0", "place": "Lapeyronie", "camera_type": "Dôme PTZ"}
    proposal = RowReader(LIST).read(camera(*mentions, direction="12,5", commune="Vaucreuse", **cells))
    assert proposal.kind == "device" and proposal.fields == {
        "name": "C59.04",
        "place": "Lapeyronie",
        "camera_type": "Dôme PTZ",
        "category": "dome",
        "latitude": "43.631168",
        "longitude": "3.853717",
        "direction": "12.5",
        "installed_on": "2004",
        "commune": "Vaucreuse",
        "insee": "96001",
    }


def test_a_camera_without_any_place_is_not_proposed():
    assert RowReader(LIST).read(camera(name="C1", direction="vers le port")) is None


@pytest.mark.parametrize(
    ("written", "category"),
    [("fixe", "fixed"), ("Dôme motorisé", "dome"), ("LAPI", "plates"), ("caméra nomade", "mobile"), ("", "")],
)
def test_the_category_follows_from_the_type_as_written(written, category):
    assert find_category(written) == category

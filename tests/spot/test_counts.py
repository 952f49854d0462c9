"""Counts of devices."""

import pytest
from tests.spot.spotted import list_details, list_found, list_values

from contrechamp.spot import counts
from contrechamp.spot.devices import read_devices, simplify

WRITTEN = {
    "5 caméras intérieures": ("5", "camera", "inside"),
    "une caméra extérieure": ("1", "camera", "outside"),
    "vingt-deux caméras dômes": ("22", "dome_camera", None),
    "2 (deux) lecteurs de plaques": ("2", "plate_reader", None),
    "12 capteurs sonores": ("12", "sound_sensor", None),
    "89 caméras visionnant la voie publique": ("89", "camera", "public_way"),
    "3 caméras  \nextérieures": ("3", "camera", "outside"),
    "15 nouvelles caméras-piétons": ("15", "body_camera", None),
    "1 250 caméras": ("1250", "camera", None),
    "4 drones": ("4", "drone", None),
    "2 CAMÉRAS FIXES": ("2", "fixed_camera", None),
}


@pytest.mark.parametrize(("written", "said"), WRITTEN.items())
def test_a_number_of_devices_is_a_count_with_its_device_and_its_place(written, said):
    text = f"un système composé de {written} ; le reste suit"
    details = list_details(counts, text)[0]
    assert [(written, said[0])] == list_found(counts, text)
    assert (details["device"], details.get("where")) == said[1:]


@pytest.mark.parametrize(
    "text",
    [
        "l'installation d'une caméra",
        "n° 12 caméras",
        "12,5 caméras",
        "en 3/4 caméras",
        "les caméras",
        "trois caméramans",
    ],
)
def test_a_device_without_a_count_is_none(text):
    assert list_values(counts, text) == []


def test_one_device_is_a_count_where_a_system_is_made_of_it():
    assert list_values(counts, "un système composé d'une caméra") == ["1"]


def test_what_is_left_out_after_the_first_count_is_understood():
    text = "8 caméras intérieures et 2 extérieures, dont 3 visionnant la voie publique"
    assert list_values(counts, text) == ["8", "2", "3"]
    assert [one["where"] for one in list_details(counts, text)] == ["inside", "outside", "public_way"]


def test_a_form_states_the_number_after_its_device():
    assert list_found(counts, "Nombre de caméras intérieures : 12") == [("caméras intérieures : 12", "12")]


def test_a_place_that_the_clause_says_later_counts_when_it_is_one():
    assert list_details(counts, "9 caméras installées à l'extérieur du bâtiment")[0].get("where") == "outside"
    assert "where" not in list_details(counts, "9 caméras placées aux abords intérieurs et extérieurs")[0]


def test_each_name_of_a_device_is_its_own():
    devices = read_devices()
    for name, key in devices.keys.items():
        match = devices.pattern.fullmatch(name)
        assert match and devices.find_key(match[0]) == key


def test_a_name_is_the_same_in_the_plural_and_over_a_line_end():
    assert simplify("cameras-\npietons") == simplify("camera pieton")

"""A standard is known from its first characters; what is none of them stays what it was."""

import io
import json
import time

import pytest

from contrechamp.read.media_type import find_media_type
from contrechamp.read.procurement_type import MEDIA_TYPES, find_json_standard, find_xml_standard

from .conftest import SAMPLES

DECP, OCDS, FTM = (
    "application/vnd.decp+json",
    "application/vnd.ocds+json",
    "application/vnd.followthemoney+json",
)
UBL = "urn:oasis:names:specification:ubl:schema:xsd:ContractNotice-2"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"marches": [{"id": "1"}]}, DECP),
        ({"marches": {"marche": []}}, DECP),
        ({"$schema": "https://schema.data.gouv.fr/marches.json", "n": 1.5, "marches": []}, DECP),
        ([{"id": "1", "acheteur": {}, "codeCPV": "3", "lieuExecution": {}, "dureeMois": 2}], DECP),
        ({"marches": "publics"}, "application/json"),
        ({"properties": {"marches": {"type": "array"}}}, "application/json"),
        ({"uri": "x", "publisher": {}, "publishedDate": "2020", "releases": []}, OCDS),
        ({"publisher": {}, "publishedDate": "2020", "packages": ["u"] * 900, "records": []}, OCDS),
        ({"ocid": "ocds-1-2", "id": "1"}, OCDS),
        ({"ocid": "", "id": ""}, "application/json"),
        ({"publisher": {}, "publishedDate": "2020"}, "application/json"),
        ({"id": "a", "schema": "Company", "properties": {"name": ["A"]}}, FTM),
        ({"schema": "Person", "id": "a", "properties": {}}, FTM),
        ([{"id": "a", "caption": "A", "schema": "Person", "properties": {"name": ["A"]}}], FTM),
        ({"id": "a", "schema": "company", "properties": {"name": "A"}}, "application/json"),
        ({"$schema": "Draft", "properties": {"name": {}}}, "application/json"),
        (
            {"type": "Feature", "id": "a", "schema": "Tree", "properties": {"name": ["A"]}},
            "application/geo+json",
        ),
    ],
)
def test_json_is_told_by_its_first_fields(said, found):
    for indent in (None, 2):
        content = json.dumps(said, indent=indent).encode()
        assert find_media_type(io.BytesIO(content), "x.json") == found
        assert find_media_type(io.BytesIO(b"\xef\xbb\xbf\n" + content), "") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<marches><marche/></marches>", "application/vnd.decp+xml"),
        ("<?xml version='1.0'?><marches/>", "application/vnd.decp+xml"),
        ("<?xml version='1.0'?><ANNONCE><GESTION/></ANNONCE>", "application/vnd.boamp+xml"),
        ("<?xml version='1.0'?><TED_EXPORT xmlns='http://x'/>", "application/vnd.ted+xml"),
        (f"<?xml version='1.0'?><ContractNotice xmlns='{UBL}'/>", "application/vnd.eforms+xml"),
        (f"<u:ContractNotice xmlns:u='{UBL}'></u:ContractNotice>", "application/vnd.eforms+xml"),
        ("<?xml version='1.0'?><ContractNotice/>", "application/xml"),
        ("<?xml version='1.0'?><marche/>", "application/xml"),
    ],
)
def test_xml_is_told_by_its_root(text, found):
    assert find_media_type(io.BytesIO(text.encode()), "x.xml") == found


def test_every_sample_has_a_type_of_procurement():
    for path in SAMPLES.iterdir():
        with path.open("rb") as source:
            assert find_media_type(source, path.name) in MEDIA_TYPES, path.name


@pytest.mark.parametrize(
    "run", ["{", "[", '{"a":"b",', '"a":1,', " ", '"id":', '{"schema":"A",', "\\", '"ocid"', '"x" :']
)
def test_a_hostile_beginning_costs_no_time(run):
    started = time.process_time()
    for beginning in ("", "{", "[{", '{"id":"a",'):
        text = beginning + run * (20_000 // len(run))
        find_json_standard(text)
        find_xml_standard("contractnotice", text)
    assert time.process_time() - started < 0.4

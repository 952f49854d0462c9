"""FollowTheMoney: what becomes of our kinds and relations, and that its own tool finds nothing to mend."""

import json
import shutil
import subprocess

import pytest

from contrechamp.link.relations import list_relations


@pytest.fixture
def lines(town, tmp_path):
    town.export("ftm", tmp_path / "registry.json", is_team=True, address="https://observatoire.example/")
    return {one["id"]: one for one in map(json.loads, (tmp_path / "registry.json").open(encoding="utf-8"))}


def find(lines, key):
    return lines[f"contrechamp-{key}"]


def test_each_kind_has_its_schema(town, lines):
    names = {
        "Vaucreuse": "PublicBody",
        "Noctiluque": "Company",
        "Aymeric Roncevert": "Person",
        "Marché 19-VP-07": "Contract",
        "Caméra du marché": "Asset",
    }
    assert {name: find(lines, town.ids[name])["schema"] for name in names} == names
    assert find(lines, town.ids["Aymeric Roncevert"])["properties"]["position"] == ["maire"]
    assert f"contrechamp-{town.ids['Noctiluque agence']}" not in lines


def test_a_purchase_under_a_contract_is_an_award_and_the_contract_knows_its_authority_and_sum(town, lines):
    award = find(lines, town.ids["bought"])
    contract, firm = (f"contrechamp-{town.ids[name]}" for name in ("Marché 19-VP-07", "Noctiluque"))
    assert award["schema"] == "ContractAward"
    assert award["properties"]["supplier"] == [firm] and award["properties"]["contract"] == [contract]
    assert award["properties"]["date"] == ["2019-06"]
    said = lines[contract]["properties"]
    assert said["authority"] == [f"contrechamp-{town.ids['Vaucreuse']}"]
    assert said["amount"] == ["120000.00"] and said["currency"] == ["EUR"]


def test_a_purchase_without_contract_and_an_authorisation_are_links_with_a_role(town, lines):
    assert find(lines, town.ids["hidden"])["properties"]["role"] == ["achète à"]
    allowed = find(lines, town.ids["allowed"])
    assert allowed["schema"] == "UnknownLink"
    assert allowed["properties"]["startDate"] == ["2019"]
    assert allowed["properties"]["endDate"] == ["2024-06"]


def test_a_role_is_a_membership_and_a_value_alone_a_note(town, lines):
    member = find(lines, town.ids["mayor"])
    assert member["schema"] == "Membership" and member["properties"]["role"] == ["maire"]
    note = find(lines, town.ids["counted"])
    assert note["schema"] == "Note"
    assert note["properties"]["entity"] == [f"contrechamp-{town.ids['Caméra du marché']}"]
    assert "la mairie dit quatre" in note["properties"]["summary"][0]


def test_every_fact_leads_to_its_document_and_to_its_passage(town, lines):
    for key in ("bought", "cost", "hidden", "mayor", "allowed", "counted", "wrong"):
        said = find(lines, town.ids[key])["properties"]
        assert all(lines[proof]["schema"] == "Document" for proof in said["proof"])
        assert said["sourceUrl"][0].startswith("https://observatoire.example/d/")
    document = find(lines, f"doc-{town.digests['open.txt']}")["properties"]
    assert len(document["contentHash"][0]) == 40 and town.digests["open.txt"] in document["notes"][0]


def test_every_end_is_a_line_of_the_file(lines):
    ends = (
        "entity",
        "subject",
        "object",
        "supplier",
        "contract",
        "authority",
        "addressEntity",
        "proof",
        "member",
    )
    for one in lines.values():
        for name in ends:
            assert set(one["properties"].get(name, ())) <= lines.keys()


def test_relations_name_their_mapping_in_the_words_that_are_read():
    for relation in list_relations():
        assert relation.ftm.keys() <= {
            "schema",
            "subject",
            "object",
            "under",
            "value",
            "bound",
            "authority",
            "place",
        }


@pytest.mark.skipif(not shutil.which("ftm"), reason="`ftm` (followthemoney) is not installed")
def test_the_tool_of_the_model_finds_nothing_to_mend(town, tmp_path, lines):
    command = ["ftm", "validate", "-i", tmp_path / "registry.json", "-o", tmp_path / "validated.json"]
    subprocess.run(command, check=True)
    validated = map(json.loads, (tmp_path / "validated.json").open(encoding="utf-8"))
    for one, said in zip(validated, lines.values(), strict=True):
        found = {name: sorted(values) for name, values in one["properties"].items()}
        assert found == {name: sorted(values) for name, values in said["properties"].items()}
        assert (one["id"], one["schema"]) == (said["id"], said["schema"])

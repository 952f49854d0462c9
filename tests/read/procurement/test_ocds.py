"""OCDS: packages, records and bare releases, of 1.0 and 1.1; contracts, awards, calls and plans."""

import copy
import json

import pytest

from .conftest import SAMPLES

PACKAGE = json.loads((SAMPLES / "ocds-mairie.json").read_text("utf-8"))
RELEASE = PACKAGE["releases"][0]


def dump(value: object) -> bytes:
    return json.dumps(value).encode()


def test_contracts_and_awards_without_one_have_a_row_for_each_supplier(import_sample):
    found = import_sample("ocds-mairie.json")
    assert found.say("numéro") == ["C1", "C1", "A2", "A2"]
    assert found.say("titulaire") == ["Skylens Inc.", "Skylens Inc.", "Optiverre Réseaux", "Skylens Inc."]
    assert found.say("SIRET titulaire") == ["US-DOS 77", "US-DOS 77", "99900020100015", "US-DOS 77"]
    assert found.say("montant") == ["48000,5 USD", "", "30000", "30000"]
    assert found.say("durée en mois") == ["24", "", "", ""]
    assert found.say("CPV") == ["34711200-6", "34711200-6", "", ""]
    assert found.say("lot") == ["1", "1", "2", "2"]
    assert found.say("date") == ["02/08/2023", "28/09/2023", "", ""]
    assert set(found.say("nature")) == {"attribution, contrat, fournitures"}
    assert set(found.say("procédure")) == {"Procédure limitée"}
    assert set(found.say("avis")) == {"VID23-2"}


def test_an_amendment_is_a_row_of_its_own(import_sample):
    assert import_sample("ocds-mairie.json").say("modification") == [
        "",
        "modification 1 : Une batterie de plus",
        "",
        "",
    ]


def test_a_package_names_and_dates_its_document(import_sample):
    assert import_sample("ocds-mairie.json").properties == {
        "title": "Drones et caméras mobiles",
        "date": "2023-10-05",
    }


@pytest.mark.parametrize(
    "made",
    [
        dump(RELEASE),
        dump(RELEASE) + b"\n",
        dump([RELEASE]),
        dump(PACKAGE),
        dump(
            {
                **PACKAGE,
                "releases": None,
                "packages": ["https://a.example"],
                "records": [{"ocid": "o", "compiledRelease": RELEASE}],
            }
        ),
        dump(
            {
                "records": [{"ocid": "o", "releases": [RELEASE]}],
                "publisher": {},
                "publishedDate": "2023-10-05",
            }
        ),
    ],
    ids=["bare", "line", "list", "package", "compiled", "record"],
)
def test_every_envelope_gives_the_same_rows(import_bytes, import_sample, made):
    assert import_bytes(made).rows == import_sample("ocds-mairie.json").rows


def test_releases_may_follow_one_another_line_by_line(import_bytes):
    other = copy.deepcopy(RELEASE) | {"ocid": "ocds-999zzz-2"}
    found = import_bytes(dump(RELEASE) + b"\n" + dump(other))
    assert len(found.rows) == 8
    assert "title" not in found.properties


def test_of_a_versioned_release_the_last_values_count(import_bytes):
    def wrap(*values):
        return [
            {"releaseID": str(place), "releaseDate": "2020", "value": value}
            for place, value in enumerate(values)
        ]

    versioned = {
        "tender": {
            "title": wrap("Caméras", "Caméras et drones"),
            "value": {"amount": wrap(1, 2), "currency": wrap("EUR")},
        },
        "buyer": {"name": wrap("Ville de Vaucreuse")},
    }
    found = import_bytes(
        dump(
            {
                "publisher": {},
                "publishedDate": "2020-01-01",
                "records": [{"ocid": "o-1", "versionedRelease": versioned}],
            }
        )
    )
    assert found.say("objet") == ["Caméras et drones"]
    assert found.say("montant") == ["2"]


def test_a_call_has_a_row_for_each_lot_and_each_amendment(import_bytes):
    tender = {
        "title": "Caméras",
        "value": {"amount": 90, "currency": "EUR"},
        "minValue": {"amount": 50, "currency": "EUR"},
        "lots": [
            {"id": "1", "title": "Gare", "value": {"amount": 60}},
            {"id": "2", "contractPeriod": {"durationInDays": 61}},
        ],
        "amendments": [{"id": "a", "date": "2023-02-01", "rationale": "Délai allongé"}],
    }
    found = import_bytes(dump({"ocid": "o-1", "id": "r", "tag": ["tender"], "tender": tender}))
    assert found.say("lot") == ["ensemble", "1 : Gare", "2", ""]
    assert found.say("montant") == ["90", "60", "", ""]
    assert found.say("montant minimum") == ["50", "", "", ""]
    assert found.say("durée en mois") == ["", "", "2", ""]
    assert found.say("modification")[3] == "modification a : Délai allongé"
    assert set(found.say("nature")) == {"appel d’offres"}


def test_a_plan_says_its_budget(import_bytes):
    plan = {
        "rationale": "Il faut voir.",
        "budget": {"project": "Ville sûre", "amount": {"amount": 5, "currency": "EUR"}},
    }
    found = import_bytes(
        dump({"ocid": "o-1", "id": "r", "tag": ["planning"], "planning": plan, "buyer": {"name": "Ville"}})
    )
    assert found.say("objet") == ["Ville sûre"]
    assert found.say("montant") == ["5"]


def test_a_release_that_says_nothing_stays_text(read_bytes):
    assert '"ocid"' in read_bytes(dump({"ocid": "o-1", "id": "r"})).text


def test_odd_shapes_do_no_harm(import_bytes):
    odd = {
        "ocid": "o-1",
        "tender": {"title": "Caméras", "items": [None, "x", {"classification": []}], "value": "cher"},
        "awards": {},
        "buyer": None,
    }
    assert import_bytes(dump(odd)).say("objet") == ["Caméras"]


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize(
    ("name", "rows", "amount", "supplier"),
    [
        ("-01-planning", 1, "1000000 GBP", ""),
        ("-02-tender", 1, "1100000 GBP", ""),
        ("-04-award", 1, "11000000 GBP", "AnyCorp Cycle Provision"),
        ("-05-contract", 1, "11000000 GBP", "AnyCorp Cycle Provision"),
        ("-06-implementation", 1, "11000000 GBP", "AnyCorp Cycle Provision"),
    ],
)
def test_the_fictional_examples_add_up(import_shared, version, name, rows, amount, supplier):
    found = import_shared(f"ocds-sample/fictional-example/{version}/ocds-213czf-000-00001{name}.json")
    assert len(found.rows) == rows
    assert (found.rows[0]["montant"], found.rows[0]["titulaire"]) == (amount, supplier)
    assert found.rows[0]["acheteur"] == "London Borough of Barnet"


@pytest.mark.parametrize(
    "path",
    [
        "1.0/record/ocds-213czf-000-00001",
        "1.1/record/ocds-213czf-000-00001",
        "1.1/record/ocds-213czf-000-00001-withversions",
    ],
)
def test_a_record_is_one_process(import_shared, path):
    found = import_shared(f"ocds-sample/fictional-example/{path}.json")
    assert found.say("titulaire") == ["AnyCorp Cycle Provision"]
    assert found.say("montant") == ["11000000 GBP"]


def test_a_french_conversion_keeps_its_company_numbers(import_shared):
    found = import_shared(
        "decp/rama/scripts/jq/ocds/tests/expectedResult/archive/002b_modification_montant_puis_titulaire.json"
    )
    assert found.say("montant") == ["80000", "100000", ""]
    assert set(found.say("durée en mois")) == {"39", ""}
    assert "SIRET faux" not in found.report

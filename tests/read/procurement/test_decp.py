"""DECP: contracts, concessions, their modifications and subcontracts, in JSON and in XML."""

import json

import pytest

from contrechamp.read import reasons

VAUCREUSE = {
    "id": "7",
    "acheteur": {"id": "99900010200015", "nom": "Ville de Vaucreuse"},
    "objet": "Caméras",
    "nature": "Marché",
    "montant": 1000,
    "dureeMois": 12,
    "dateNotification": "2019-01-02",
    "titulaires": [{"id": "99900020100015", "typeIdentifiant": "SIRET", "denominationSociale": "Optiverre"}],
    "modifications": [],
}


def make(*contracts: dict, **more) -> bytes:
    return json.dumps({"marches": list(contracts), **more}).encode()


def test_each_supplier_of_a_contract_has_a_row(import_sample):
    found = import_sample("decp-2019.xml")
    assert len(found.rows) == 5
    assert found.say("numéro") == ["2019VID01"] * 4 + ["2019STA01"]
    assert found.say("titulaire") == ["Optiverre ¦ Réseaux", "Câblage du Val"] * 2 + ["Parkwerk"]
    assert found.rows[0] | {"objet": ""} == {
        "numéro": "2019VID01",
        "objet": "",
        "nature": "Marché",
        "acheteur": "Ville de Vaucreuse",
        "SIRET acheteur": "99900010200015",
        "titulaire": "Optiverre ¦ Réseaux",
        "SIRET titulaire": "99900020100015",
        "montant": "184250,5",
        "montant minimum": "",
        "montant maximum": "",
        "date": "",
        "date de notification": "03/06/2019",
        "durée en mois": "36",
        "procédure": "Procédure adaptée",
        "CPV": "32323500-8",
        "lieu": "Vaucreuse (code commune 99100)",
        "lot": "",
        "modification": "",
        "avis": "",
    }


def test_a_modification_is_a_row_of_its_own_with_its_own_sum(import_sample):
    change = import_sample("decp-2019.xml").rows[2]
    assert change["modification"] == "modification : Six caméras de plus"
    assert (change["montant"], change["durée en mois"], change["date de notification"]) == (
        "21300",
        "42",
        "10/02/2020",
    )


def test_what_is_wrong_is_kept_and_told(import_sample):
    found = import_sample("decp-2019.xml")
    assert found.rows[1]["SIRET titulaire"] == "99900030000016"
    assert found.rows[4]["montant"] == "environ 3 M"
    assert found.rows[4]["SIRET titulaire"] == "TVA DE123456789"
    assert "SIRET faux : 99900030000016" in found.report
    assert "montant illisible : environ 3 M" in found.report
    assert "SIRET faux : DE" not in found.report


def test_fields_without_a_column_are_counted(import_sample):
    report = import_sample("decp-2019.xml").report
    assert report.startswith("Compte rendu de lecture : 5 ligne(s) ; ")
    assert "Champs non repris : uid (1 fois) ; formePrix (1 fois)" in report


def test_the_latest_publication_dates_the_file_and_a_lone_contract_names_it(import_sample, import_bytes):
    assert import_sample("decp-2019.xml").properties == {"date": "2020-01-15"}
    alone = import_bytes(make(VAUCREUSE | {"datePublicationDonnees": "2019-04-25+02:00"}))
    assert alone.properties == {"title": "Caméras", "date": "2019-04-25"}


@pytest.mark.parametrize(
    "wrap", [list, lambda contracts: {"marche": contracts}, lambda contracts: {"autres": contracts}]
)
def test_the_list_of_contracts_may_stand_under_any_name(import_bytes, wrap):
    found = import_bytes(json.dumps({"marches": wrap([VAUCREUSE, VAUCREUSE | {"id": "8"}])}).encode())
    assert found.say("numéro") == ["7", "8"]


def test_contracts_without_anything_around_them_are_read(import_bytes):
    bare = VAUCREUSE | {"codeCPV": "32323500-8", "lieuExecution": {"code": "99100"}}
    assert import_bytes(json.dumps([bare, bare]).encode()).say("lieu") == ["99100", "99100"]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({"code": "19000", "typeCode": "Code postal", "nom": "Tulle"}, "19000 Tulle"),
        ({"code": "19272", "typeCode": "Code commune", "nom": "Tulle"}, "Tulle (code commune 19272)"),
        ({"code": "19", "typeCode": "Code département"}, "code département 19"),
        ({"nom": "Tulle"}, "Tulle"),
        ({"typeCode": "Code pays"}, ""),
    ],
)
def test_a_place_is_written_as_an_address_is(import_bytes, said, shown):
    assert import_bytes(make(VAUCREUSE | {"lieuExecution": said})).say("lieu") == [shown]


def test_suppliers_may_be_wrapped_or_not(import_bytes):
    wrapped = VAUCREUSE | {"titulaires": [{"titulaire": one} for one in VAUCREUSE["titulaires"] * 2]}
    assert import_bytes(make(wrapped)).say("titulaire") == ["Optiverre", "Optiverre"]


def test_a_contract_without_supplier_keeps_its_row(import_bytes):
    found = import_bytes(make({**VAUCREUSE, "titulaires": []}, {**VAUCREUSE, "titulaires": None}))
    assert found.say("titulaire") == ["", ""]


def test_the_modification_of_a_subcontract_says_whom_it_is_with(import_bytes):
    acts = {
        "actesSousTraitance": [
            {"acteSousTraitance": {"id": 1, "sousTraitant": {"id": "99900030000015"}, "montant": 5}}
        ],
        "modificationsActesSousTraitance": [{"modificationActeSousTraitance": {"id": 1, "montant": 6}}],
    }
    found = import_bytes(make(VAUCREUSE | acts))
    assert found.say("modification") == ["", "sous-traitance 1", "modification de sous-traitance 1"]
    assert found.say("SIRET titulaire")[1:] == ["99900030000015"] * 2
    assert found.say("montant") == ["1000", "5", "6"]


def test_a_hundred_rows_make_a_page_and_headings_stand_on_the_first_alone(read_bytes):
    pages = read_bytes(make(*(VAUCREUSE | {"id": str(number)} for number in range(250)))).pages
    assert [page.label for page in pages] == [
        "lignes 1–100",
        "lignes 101–200",
        "lignes 201–250",
        "compte rendu",
    ]
    assert pages[0].text.startswith("numéro | objet | nature | acheteur | SIRET acheteur | titulaire")
    assert pages[1].text.startswith("100 | Caméras")


def test_a_cell_is_one_line_of_a_thousand_characters_and_the_rest_is_kept_as_text(import_bytes):
    words = "mots | et\nlignes " * 100
    found = import_bytes(make(VAUCREUSE | {"objet": words}))
    cell = found.rows[0]["objet"]
    assert len(cell) == 1_000
    assert cell.startswith("mots ¦ et lignes mots ¦ et lignes")
    assert cell.endswith("…")
    assert found.texts.count("lignes") == 100


def test_characters_that_nobody_can_see_are_left_out(import_bytes):
    assert (
        import_bytes(make(VAUCREUSE | {"objet": "ca\x00mé\x1b\ufeffras\ud800"})).rows[0]["objet"] == "caméras"
    )


def test_what_follows_a_fault_is_kept_as_text(import_bytes):
    cut = make(*(VAUCREUSE | {"id": str(number)} for number in range(3)))[:-90]
    found = import_bytes(cut)
    assert found.say("numéro") == ["0", "1"]
    assert '"id": "2"' in found.texts
    assert found.notices == [reasons.PART_BROKEN]


def test_a_cut_xml_file_says_so(import_bytes):
    contract = "<marche><id>{}</id><objet>Caméras</objet></marche>"
    whole = f"<marches>{contract.format(1)}{contract.format(2)}</marches>".encode()
    assert import_bytes(whole).notices == []
    found = import_bytes(whole[:-40])
    assert found.say("numéro")[0] == "1"
    assert found.notices == [reasons.PART_BROKEN]


def test_a_file_without_any_contract_stays_the_text_that_it_is(read_bytes):
    assert '"marches"' in read_bytes(make(licence="ouverte")).text
    assert read_bytes(b"<marches><note>Rien cette fois.</note></marches>").text == "Rien cette fois."


def test_no_entity_is_resolved(import_bytes):
    bomb = (
        b'<!DOCTYPE marches [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
        b"<marches><marche><id>1</id><objet>x&b;&f;</objet></marche></marches>"
    )
    assert import_bytes(bomb).rows[0]["objet"] == "x"


@pytest.mark.parametrize(
    ("path", "rows", "contracts", "suppliers", "total"),
    [
        (
            "exemples/json/marches_avec_modifications.json",
            8,
            2,
            3,
            2 * (575000 + 123457.87 + 123456.89 + 23465.87),
        ),
        ("exemples/json/concessions.json", 4, 2, 2, 41.2),
        ("exemples/json/concessions_avec_modifications.json", 8, 2, 2, 141.2),
        (
            "exemples/json/marches_concessions.json",
            16,
            4,
            5,
            141.2 + 2 * (575000 + 123457.87 + 123456.89 + 23465.87),
        ),
        ("exemples/xml/Marche.xml", 4, 1, 2, 2 * (575000 + 123456.89)),
        ("exemples/xml/Contrat-concession.xml", 4, 1, 2, 41.2),
        ("exemples/xml/Contrat-concession-modification.xml", 8, 1, 2, 141.2),
        ("rama/scripts/jq/ocds/tests/source/001b_duplicate_supplier.json", 2, 1, 1, 160000),
        ("rama/scripts/jq/ocds/tests/source/002_modification_montant.json", 2, 1, 1, 180000),
    ],
)
def test_published_examples_add_up(import_shared, path, rows, contracts, suppliers, total):
    found = import_shared(f"decp/{path}")
    assert len(found.rows) == rows
    assert len(set(found.say("numéro"))) == contracts
    assert len({*found.say("SIRET titulaire")} - {""}) == suppliers
    assert sum(float(cell.replace(",", ".")) for cell in found.say("montant") if cell) == pytest.approx(total)
    assert all(found.say("SIRET acheteur"))

"""eForms: results are found through references between lots, tenders, parties, contracts and organisations."""

from .conftest import SAMPLES


def read_sample(import_bytes, **changes: str):
    text = (SAMPLES / "eforms-attribution.xml").read_text("utf-8")
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    return import_bytes(text.encode())


def test_an_award_has_a_row_for_each_member_of_the_winning_party(import_sample):
    found = import_sample("eforms-attribution.xml")
    assert found.say("titulaire") == ["Optiverre Réseaux", "Parkwerk", ""]
    assert found.say("SIRET titulaire") == ["99900020100015", "HRB 12345", ""]
    assert found.rows[0] == {
        "numéro": "24-VID-07",
        "objet": "Vidéoprotection urbaine et hyperviseur",
        "nature": "Avis d’attribution, fournitures",
        "acheteur": "Ville de Vaucreuse",
        "SIRET acheteur": "99900010200015",
        "titulaire": "Optiverre Réseaux",
        "SIRET titulaire": "99900020100015",
        "montant": "742000",
        "montant minimum": "",
        "montant maximum": "900000",
        "date": "02/05/2024",
        "date de notification": "",
        "durée en mois": "48",
        "procédure": "Procédure ouverte",
        "CPV": "32323500",
        "lieu": "Vaucreuse, FRZ01",
        "lot": "LOT-0001 : Caméras",
        "modification": "",
        "avis": "00301234-2024",
    }


def test_a_tender_that_lost_is_no_row(import_sample):
    assert "Câblage du Val" not in import_sample("eforms-attribution.xml").say("titulaire")


def test_a_lot_without_winner_says_so(import_sample):
    lot = import_sample("eforms-attribution.xml").rows[2]
    assert lot["lot"] == "LOT-0002 : Hyperviseur"
    assert lot["nature"].endswith("infructueux")
    assert lot["durée en mois"] == "24"


def test_title_and_day_are_those_of_the_publication(import_sample):
    found = import_sample("eforms-attribution.xml")
    assert found.properties == {"title": "Vidéoprotection urbaine et hyperviseur", "date": "2024-05-21"}
    assert "Description : Accord-cadre à bons de commande" in found.texts


def test_a_modification_is_told_on_its_row(import_sample):
    found = import_sample("eforms-modification.xml")
    assert found.say("modification") == ["modification : Dix caméras de plus"]
    assert found.say("nature") == ["Avis de modification"]
    assert found.say("SIRET acheteur") == ["99900010200016"]
    assert "SIRET faux : 99900010200016" in found.report
    assert found.properties["date"] == "2025-01-09"


def test_a_call_has_a_row_for_each_lot(import_bytes):
    text = (SAMPLES / "eforms-attribution.xml").read_text("utf-8").replace("can-standard", "cn-standard")
    start, end = text.index("<efac:NoticeResult>"), text.index("<efac:Organizations>")
    found = import_bytes((text[:start] + text[end:]).encode())
    assert found.say("lot") == ["LOT-0001 : Caméras", "LOT-0002 : Hyperviseur"]
    assert found.say("montant") == ["", "120000"]
    assert set(found.say("nature")) == {"Avis de marché, fournitures"}


def test_without_a_contract_every_tender_of_a_won_lot_counts(import_bytes):
    without = (
        '<efac:LotTender><cbc:ID schemeName="tender">TEN-0001</cbc:ID></efac:LotTender>\n      </efac:SettledContract>',
        "</efac:SettledContract>",
    )
    found = read_sample(import_bytes, contract=without)
    assert found.say("titulaire") == ["Optiverre Réseaux", "Parkwerk", "Câblage du Val", ""]


def test_a_total_that_no_award_says_is_a_row_of_its_own(import_bytes):
    found = read_sample(import_bytes, total=(">742000</cbc:TotalAmount>", ">1500000</cbc:TotalAmount>"))
    assert found.say("lot")[0] == "ensemble"
    assert found.say("montant")[0] == "1500000"


def test_an_unknown_organisation_keeps_its_mark(import_bytes):
    found = read_sample(
        import_bytes,
        party=(
            'organization">ORG-0003</cbc:ID></efac:Tenderer>',
            'organization">ORG-0099</cbc:ID></efac:Tenderer>',
        ),
    )
    assert found.say("titulaire")[:2] == ["Optiverre Réseaux", "ORG-0099"]


def test_a_code_that_is_not_known_is_shown_as_it_is(import_bytes):
    found = read_sample(import_bytes, procedure=(">open<", ">lottery<"))
    assert set(found.say("procédure")) == {"lottery"}


def test_a_subcontractor_has_a_row_with_its_part(import_bytes):
    party = "<efac:SubContractor><cbc:ID>ORG-0004</cbc:ID></efac:SubContractor></efac:TenderingParty>"
    part = "<efac:SubcontractingTerm><efbc:TermAmount currencyID='EUR'>5000</efbc:TermAmount></efac:SubcontractingTerm>"
    first = '<cbc:ID schemeName="tendering-party">TPA-0001</cbc:ID></efac:TenderingParty>'
    found = read_sample(
        import_bytes,
        party=(
            "ORG-0003</cbc:ID></efac:Tenderer>\n      </efac:TenderingParty>",
            f"ORG-0003</cbc:ID></efac:Tenderer>{party}",
        ),
        part=(f"<efac:TenderingParty>{first}", f"{part}<efac:TenderingParty>{first}"),
    )
    assert found.say("titulaire") == ["Optiverre Réseaux", "Parkwerk", "Câblage du Val", ""]
    assert found.say("modification") == ["", "", "sous-traitance", ""]
    assert found.say("montant") == ["742000", "742000", "5000", ""]


def test_a_result_without_status_keeps_its_contract(import_bytes):
    status = '<cbc:TenderResultCode listName="winner-selection-status">{}</cbc:TenderResultCode>'
    found = read_sample(import_bytes, won=(status.format("selec-w"), ""), lost=(status.format("clos-nw"), ""))
    assert found.say("titulaire") == ["Optiverre Réseaux", "Parkwerk", ""]
    assert not any("infructueux" in kind for kind in found.say("nature"))


def test_a_buyer_may_be_said_by_its_point_of_contact(import_bytes):
    point = (
        "<efac:TouchPoint><cac:PartyIdentification><cbc:ID>TPO-0001</cbc:ID></cac:PartyIdentification>"
        "<cac:PartyName><cbc:Name>Régie de Vaucreuse</cbc:Name></cac:PartyName></efac:TouchPoint></efac:Organization>"
    )
    found = read_sample(
        import_bytes,
        point=("</efac:Organization>", point),
        buyer=(
            '<cac:Party><cac:PartyIdentification><cbc:ID schemeName="organization">ORG-0001',
            "<cac:Party><cac:PartyIdentification><cbc:ID>TPO-0001",
        ),
    )
    assert set(found.say("acheteur")) == {"Régie de Vaucreuse"}

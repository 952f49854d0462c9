"""TED: lots, awards, prizes, modifications, defence forms, in real notices (figures only) and small ones of our own."""

import re

import pytest
from lxml import etree

CODED = (
    "<CODED_DATA_SECTION><REF_OJS><DATE_PUB>20240203</DATE_PUB></REF_OJS><NOTICE_DATA>"
    "<NO_DOC_OJS>2024/S 024-001</NO_DOC_OJS>"
    "<ORIGINAL_CPV CODE='32323500'>Video-surveillance system</ORIGINAL_CPV></NOTICE_DATA><CODIF_DATA>"
    "<TD_DOCUMENT_TYPE CODE='{}'>Notice</TD_DOCUMENT_TYPE>"
    "<NC_CONTRACT_NATURE CODE='2'>Supplies</NC_CONTRACT_NATURE>"
    "<PR_PROC CODE='X'>Some procedure</PR_PROC></CODIF_DATA></CODED_DATA_SECTION>"
)
TITLES = (
    "<TRANSLATION_SECTION><ML_TITLES><ML_TI_DOC LG='DE'><TI_TEXT><P>Videoüberwachung</P></TI_TEXT></ML_TI_DOC>"
    "<ML_TI_DOC LG='FR'><TI_TEXT><P>Système de vidéosurveillance</P></TI_TEXT></ML_TI_DOC>"
    "</ML_TITLES></TRANSLATION_SECTION>"
)
BUYER = (
    "<CONTRACTING_BODY><ADDRESS_CONTRACTING_BODY><OFFICIALNAME>Ville de Vaucreuse</OFFICIALNAME>"
    "<NATIONALID>999 000 102 00015</NATIONALID><TOWN>Vaucreuse</TOWN></ADDRESS_CONTRACTING_BODY>"
    "</CONTRACTING_BODY>"
)
SUBJECT = (
    "<OBJECT_CONTRACT><TITLE><P>Caméras</P></TITLE><REFERENCE_NUMBER>24V</REFERENCE_NUMBER>"
    "<CPV_MAIN><CPV_CODE CODE='32323500'/>"
    "</CPV_MAIN><VAL_TOTAL CURRENCY='EUR'>700</VAL_TOTAL>{}</OBJECT_CONTRACT>"
)
LOT = (
    "<OBJECT_DESCR ITEM='{0}'><TITLE><P>Lot {0}</P></TITLE><LOT_NO>{0}</LOT_NO><CPV_ADDITIONAL>"
    "<CPV_CODE CODE='5100000{0}'/>"
    "</CPV_ADDITIONAL><MAIN_SITE><P>Gare.</P></MAIN_SITE><SHORT_DESCR>"
    "<P>Des caméras qui voient la nuit.</P><P>Et le jour aussi.</P>"
    "</SHORT_DESCR><DURATION TYPE='DAY'>365</DURATION></OBJECT_DESCR>"
)
WINNER = "<CONTRACTOR><ADDRESS_CONTRACTOR><OFFICIALNAME>{}</OFFICIALNAME></ADDRESS_CONTRACTOR></CONTRACTOR>"


def make(*forms: str, kind: str = "7") -> bytes:
    section = f"<FORM_SECTION>{''.join(forms)}</FORM_SECTION>"
    return f"<?xml version='1.0'?><TED_EXPORT xmlns='http://x'>{CODED.format(kind)}{TITLES}{section}</TED_EXPORT>".encode()


def make_form(body: str, *, language: str = "FR", name: str = "F03_2014") -> str:
    return f"<{name} LG='{language}' CATEGORY='ORIGINAL'>{BUYER}{body}</{name}>"


def test_an_award_has_a_row_for_each_supplier_and_what_its_lot_says(import_bytes):
    awards = (
        "<AWARD_CONTRACT ITEM='1'><CONTRACT_NO>C1</CONTRACT_NO><LOT_NO>1</LOT_NO><AWARDED_CONTRACT>"
        "<CONTRACTORS>"
        f"{WINNER.format('Optiverre')}{WINNER.format('Parkwerk')}</CONTRACTORS>"
        "<DATE_CONCLUSION_CONTRACT>2024-01-15</DATE_CONCLUSION_CONTRACT>"
        "<VALUES><VAL_RANGE_TOTAL CURRENCY='SEK'><LOW>100</LOW><HIGH>300.5</HIGH></VAL_RANGE_TOTAL>"
        "</VALUES></AWARDED_CONTRACT></AWARD_CONTRACT>"
        "<AWARD_CONTRACT ITEM='2'><LOT_NO>2</LOT_NO><NO_AWARDED_CONTRACT><PROCUREMENT_UNSUCCESSFUL/>"
        "</NO_AWARDED_CONTRACT></AWARD_CONTRACT>"
    )
    found = import_bytes(make(make_form(SUBJECT.format(LOT.format(1) + LOT.format(2)) + awards)))
    assert found.say("lot") == ["ensemble", "1 : Lot 1", "1 : Lot 1", "2 : Lot 2"]
    assert found.say("titulaire") == ["", "Optiverre", "Parkwerk", ""]
    assert found.say("montant") == ["700", "", "", ""]
    assert found.say("montant minimum")[1:] == ["100 SEK", "100 SEK", ""]
    assert found.say("montant maximum")[1:] == ["300,5 SEK", "300,5 SEK", ""]
    assert found.say("numéro") == ["24V", "C1", "C1", "24V"]
    assert found.say("date")[1] == "15/01/2024"
    assert found.say("CPV")[1] == "32323500, 51000001"
    assert found.say("durée en mois")[1] == "12"
    assert found.say("lieu")[1] == "Gare"
    assert found.rows[3]["nature"] == "Avis d’attribution de marché, fournitures, infructueux"
    assert set(found.say("SIRET acheteur")) == {"99900010200015"}
    assert set(found.say("avis")) == {"2024/S 024-001"}
    assert found.properties == {"title": "Caméras", "date": "2024-02-03"}


def test_a_code_that_is_not_known_stays_in_the_words_of_the_file(import_bytes):
    found = import_bytes(make(make_form(SUBJECT.format("")), kind="?"))
    assert found.say("procédure") == ["Some procedure"]
    assert found.say("nature") == ["Notice, fournitures"]


def test_of_several_languages_french_is_read(import_bytes):
    german = make_form(SUBJECT.format("").replace("Caméras", "Kameras"), language="DE")
    assert import_bytes(make(german, make_form(SUBJECT.format("")))).say("objet") == ["Caméras"]
    assert import_bytes(make(german)).say("objet") == ["Kameras"]


def test_paragraphs_of_a_description_are_kept_as_text(import_bytes):
    found = import_bytes(make(make_form(SUBJECT.format(LOT.format(1)))))
    assert "SHORT_DESCR : Des caméras qui voient la nuit.\nEt le jour aussi." in found.texts


def test_a_modification_says_the_sum_from_before(import_bytes):
    change = (
        "<MODIFICATIONS_CONTRACT><DESCRIPTION_PROCUREMENT>"
        f"<CONTRACTORS>{WINNER.format('Optiverre')}</CONTRACTORS>"
        "</DESCRIPTION_PROCUREMENT><INFO_MODIFICATIONS><SHORT_DESCR><P>Dix caméras de plus</P>"
        "</SHORT_DESCR><VALUES>"
        "<VAL_TOTAL_BEFORE CURRENCY='EUR'>700</VAL_TOTAL_BEFORE>"
        "<VAL_TOTAL_AFTER CURRENCY='EUR'>910</VAL_TOTAL_AFTER>"
        "</VALUES></INFO_MODIFICATIONS></MODIFICATIONS_CONTRACT>"
    )
    found = import_bytes(make(make_form(SUBJECT.format("") + change, name="F20_2014"), kind="K"))
    assert found.say("modification") == ["modification (montant avant : 700) : Dix caméras de plus"]
    assert found.say("montant") == ["910"]
    assert found.say("titulaire") == ["Optiverre"]


def test_a_former_form_is_read_by_the_names_of_its_fields(import_bytes):
    body = (
        "<FD_CONTRACT_AWARD><A><ORGANISATION><OFFICIALNAME>Ville de Vaucreuse</OFFICIALNAME></ORGANISATION></A>"
        "<TITLE_CONTRACT><P>Caméras</P></TITLE_CONTRACT><AWARD_OF_CONTRACT><CONTRACT_NUMBER>9</CONTRACT_NUMBER>"
        "<CONTRACT_AWARD_DATE><DAY>5</DAY><MONTH>11</MONTH><YEAR>2013</YEAR></CONTRACT_AWARD_DATE>"
        "<ECONOMIC_OPERATOR_NAME_ADDRESS>"
        "<OFFICIALNAME>Optiverre</OFFICIALNAME></ECONOMIC_OPERATOR_NAME_ADDRESS><INITIAL>"
        "<COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE"
        " CURRENCY='EUR'><VALUE_COST FMTVAL='800'>800,00</VALUE_COST>"
        "</COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE></INITIAL>"
        "<COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE CURRENCY='EUR'>"
        "<VALUE_COST FMTVAL='1234.5'>1 234,50</VALUE_COST>"
        "</COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE></AWARD_OF_CONTRACT></FD_CONTRACT_AWARD>"
    )
    found = import_bytes(make(f"<CONTRACT_AWARD LG='FR' CATEGORY='ORIGINAL'>{body}</CONTRACT_AWARD>"))
    row = found.rows[0]
    assert len(found.rows) == 1
    assert (row["numéro"], row["acheteur"], row["titulaire"], row["montant"], row["date"]) == (
        "9", "Ville de Vaucreuse", "Optiverre", "1234,5", "05/11/2013",
    )  # fmt: skip


def test_a_notice_without_a_form_stays_data(read_bytes):
    assert "Videoüberwachung" in read_bytes(make()).text


@pytest.mark.parametrize(
    ("name", "rows", "suppliers", "sums", "siret"),
    [
        ("046890-2021", 1, 1, ["231705"], "20009320100016"),
        ("020844-2021", 1, 1, ["676700"], "15200039400014"),
        ("019902-2021", 1, 1, ["709982,5"], ""),
        ("185852-2021", 2, 1, ["465338,69", "465338,69"], ""),
        ("070535-2018", 2, 0, [], ""),
        ("190249-2021", 2, 1, ["410000000", "352464235"], None),
    ],
)
def test_real_notices_come_out_whole(import_shared, name, rows, suppliers, sums, siret):
    found = import_shared(f"ted-fr/{name}.xml")
    assert len(found.rows) == rows
    assert len({*found.say("titulaire")} - {""}) == suppliers
    assert [cell for cell in found.say("montant") if cell] == sums
    assert siret is None or set(found.say("SIRET acheteur")) == {siret}


def test_no_real_notice_is_lost(import_bytes, shared_data):
    paths = sorted((shared_data / "ted-fr").glob("*.xml"))
    assert len(paths) == 151
    for path in paths:
        found = import_bytes(path.read_bytes())
        assert found.rows and not found.notices, path.name
        assert set(found.properties) == {"title", "date"}, path.name
        for row in found.rows:
            assert row["numéro"] and row["objet"] and row["acheteur"] and row["nature"], path.name
            assert re.fullmatch(r"20\d\d/S \d{3}-\d{6}", row["avis"]), path.name


def test_every_winner_of_a_real_notice_has_a_row(import_bytes, shared_data):
    names = ".//*[local-name()='CONTRACTOR' or local-name()='WINNER']//*[local-name()='OFFICIALNAME']"
    for path in sorted((shared_data / "ted-fr").glob("*.xml")):
        root = etree.parse(path).getroot()
        forms = root.xpath(
            "//*[local-name()='FORM_SECTION']/*[@LG='FR'] | //*[local-name()='FORM_SECTION'][not(*[@LG='FR'])]/*"
        )
        wanted = sorted({" ".join((name.text or "").split()) for form in forms for name in form.xpath(names)})
        found = {*import_bytes(path.read_bytes()).say("titulaire")} - {""}
        assert sorted(found) == wanted or "DEFENCE" in forms[0].tag, path.name

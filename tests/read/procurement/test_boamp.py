"""BOAMP: calls, lots and awards, in real notices (figures only) and in small ones of our own."""

import pytest

HEAD = "<?xml version='1.0'?><ANNONCE><GESTION><REFERENCE><IDWEB>24-1</IDWEB><TYPE_AVIS><FAMILLE><MAPA/></FAMILLE>"
NATURE = "<NATURE><{}/></NATURE><STATUT><{}/></STATUT></TYPE_AVIS></REFERENCE>"
BUYER = (
    "<INDEXATION><DATE_PUBLICATION>2024-02-03</DATE_PUBLICATION><DEP_PRESTATION>99</DEP_PRESTATION></INDEXATION></GESTION>"
    "<DONNEES><IDENTITE><DENOMINATION>Ville de Vaucreuse</DENOMINATION>"
    "<CORRESPONDANT>Le service des achats, à l'attention de la direction générale</CORRESPONDANT>"
    "<CODE_IDENT_NATIONAL>99900010200015</CODE_IDENT_NATIONAL></IDENTITE>"
)
TAIL = "</DONNEES></ANNONCE>"


def make(body: str, *, nature: str = "ATTRIBUTION", status: str = "INITIAL") -> bytes:
    return f"{HEAD}{NATURE.format(nature, status)}{BUYER}{body}{TAIL}".encode()


OBJECT = (
    "<OBJET><TYPE_MARCHE><SERVICE/></TYPE_MARCHE><OBJET_COMPLET>Télésurveillance</OBJET_COMPLET>{}</OBJET>"
)
LOTS = (
    "<LOTS><LOT><NUM>1</NUM><INTITULE>Écoles</INTITULE><CPV><PRINCIPAL>79711000</PRINCIPAL></CPV><VALEUR>10000</VALEUR>"
    "<DUREE_MOIS>24</DUREE_MOIS></LOT><LOT><NUM>2</NUM><INTITULE>Halles</INTITULE><DATE_DEBUT>2024-01-01</DATE_DEBUT>"
    "<DATE_FIN>2024-12-31</DATE_FIN><LIEU_PRINCIPAL>Place des Halles</LIEU_PRINCIPAL></LOT></LOTS>"
)


def test_a_call_has_a_row_for_each_lot(import_bytes):
    found = import_bytes(make(OBJECT.format(LOTS), nature="APPEL_OFFRE"))
    assert found.say("lot") == ["1 : Écoles", "2 : Halles"]
    assert found.say("montant") == ["10000", ""]
    assert found.say("durée en mois") == ["24", "12"]
    assert found.say("CPV") == ["79711000", ""]
    assert found.say("lieu") == ["département 99", "Place des Halles"]
    assert found.say("titulaire") == ["", ""]
    assert set(found.say("nature")) == {"Avis d’appel à la concurrence, services, MAPA"}
    assert found.properties == {"title": "Télésurveillance", "date": "2024-02-03"}


def test_terms_belong_to_the_winner_before_them(import_bytes):
    decision = (
        "<ATTRIBUTION><DECISION><NUM_LOT>1</NUM_LOT><TITULAIRE><DENOMINATION>Optiverre</DENOMINATION></TITULAIRE>"
        "<RENSEIGNEMENT><MONTANT DEVISE='EUR'>9500</MONTANT>"
        "<DATE_ATTRIBUTION>2024-01-30</DATE_ATTRIBUTION></RENSEIGNEMENT>"
        "<TITULAIRE><DENOMINATION>Parkwerk</DENOMINATION></TITULAIRE>"
        "<RENSEIGNEMENT><MONTANT_MINI DEVISE='CHF'>10</MONTANT_MINI>"
        "<MONTANT_MAXI DEVISE='CHF'>20,5</MONTANT_MAXI></RENSEIGNEMENT></DECISION>"
        "<DECISION><INFRUCTUEUX/><NUM_LOT>2</NUM_LOT></DECISION></ATTRIBUTION>"
    )
    found = import_bytes(make(OBJECT.format(LOTS) + decision))
    assert found.say("titulaire") == ["Optiverre", "Parkwerk", ""]
    assert found.say("montant") == ["9500", "", ""]
    assert found.say("montant minimum") == ["", "10 CHF", ""]
    assert found.say("montant maximum") == ["", "20,5 CHF", ""]
    assert found.say("date") == ["30/01/2024", "", ""]
    assert found.say("CPV") == ["79711000", "79711000", ""]
    assert found.rows[2]["nature"].endswith("infructueux")
    assert found.say("lot") == ["1 : Écoles", "1 : Écoles", "2 : Halles"]


def test_the_total_of_several_awards_is_a_row_of_its_own(import_bytes):
    awards = "<DECISION><NUM_LOT>{}</NUM_LOT><TITULAIRE><DENOMINATION>Optiverre</DENOMINATION></TITULAIRE></DECISION>"
    total = "<VALEUR_TOTALE DEVISE='EUR'>30000</VALEUR_TOTALE>"
    several = import_bytes(
        make(OBJECT.format("") + f"<ATTRIBUTION>{total}{awards.format(1)}{awards.format(2)}</ATTRIBUTION>")
    )
    assert several.say("lot") == ["ensemble", "1", "2"]
    assert several.say("montant") == ["30000", "", ""]
    alone = import_bytes(make(OBJECT.format("") + f"<ATTRIBUTION>{total}{awards.format(1)}</ATTRIBUTION>"))
    assert alone.say("montant") == ["30000"]
    assert alone.say("titulaire") == ["Optiverre"]


def test_a_correction_and_a_given_up_call_say_so(import_bytes):
    found = import_bytes(
        make(OBJECT.format("") + "<ATTRIBUTION><SANS_SUITE/><DECISION/></ATTRIBUTION>", status="RECTIFICATIF")
    )
    assert found.say("modification") == ["rectificatif"]
    assert found.rows[0]["nature"].endswith("sans suite")


def test_long_texts_are_kept_and_whom_to_write_to_is_not(import_bytes):
    words = "Le prestataire conserve les images pendant un délai de trente jours."
    found = import_bytes(make(OBJECT.format("") + f"<CONDITIONS><TEXTE>{words}</TEXTE></CONDITIONS>"))
    assert f"TEXTE : {words}" in found.texts
    assert "direction générale" not in found.texts
    assert "DONNEES/IDENTITE/CORRESPONDANT (1 fois)" in found.report


def test_an_announcement_of_something_else_stays_data(read_bytes):
    assert (
        read_bytes(b"<?xml version='1.0'?><ANNONCE><TITRE>Vide-grenier de printemps</TITRE></ANNONCE>").text
        == "Vide-grenier de printemps"
    )


@pytest.mark.parametrize(
    ("name", "rows", "suppliers", "sums"),
    [
        ("test-attribution-2", 1, 1, [38820]),
        ("test-attribution-4", 4, 0, [15000]),
        ("test-attribution-10", 3, 3, [348852]),
        ("test-attribution-12", 22, 12, None),
        ("test-pub-3", 1, 0, []),
    ],
)
def test_real_notices_come_out_whole(import_shared, name, rows, suppliers, sums):
    found = import_shared(f"boamp-xml/{name}.xml")
    assert len(found.rows) == rows
    assert len({*found.say("titulaire")} - {""}) == suppliers
    if sums is not None:
        assert [int(cell) for cell in found.say("montant") if cell] == sums
    assert all(
        all((row["numéro"], row["objet"], row["acheteur"], row["nature"], row["avis"])) for row in found.rows
    )
    assert set(found.properties) == {"title", "date"}


def test_no_real_notice_is_lost(import_bytes, shared_data):
    paths = sorted((shared_data / "boamp-xml").glob("*.xml"))
    found = [import_bytes(path.read_bytes()) for path in paths]
    assert len(found) == 19
    assert all(one.rows and not one.notices for one in found)
    assert sum(len(one.rows) for one in found) == 58
    assert sum("illisible" in one.report for one in found) == 0

"""Tables: budgets, prices, payments, and the three lists of cameras that do not agree."""

import csv
import io
import json
import random
from datetime import datetime
from xml.sax.saxutils import escape

from odf.element import Element
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Font
from xlsxwriter import Workbook as Workbook2019

from .packs import repack_office
from .story import read_story

STREETS = (
    "place des Tilleuls",
    "rue du Port-Sec",
    "quai de la Filature",
    "cité des Rouissoirs",
    "rue des Chardons",
    "avenue de Champlorme",
    "parvis de l'Hôtel des Bateliers",
    "allée des Rouissoirs",
    "boulevard Saint-Aldric",
)
UNPLACED = ("C-66", "C-69")  # two rows of the open data have no coordinates
CONTRACT_PAYMENTS = (
    118450,
    118450,
    236900,
    142140,
    97600,
    131200,
    118440,
    171120,
    88300,
    105000,
    129720,
    121680,
    96000,
    104200,
    112800,
    78400,
)


def make_xlsx(sheets: dict[str, list[list]], *, hidden: str = "") -> bytes:
    """A workbook; the sheet named `hidden` does not show."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for letter, width in zip("ABCDE", (11, 12, 48, 16, 16), strict=True):
            sheet.column_dimensions[letter].width = width
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.properties.creator, book.properties.created = "Service des finances", datetime(2020, 1, 6, 9)
    out = io.BytesIO()
    book.save(out)
    return repack_office(out.getvalue())


def make_ods(name: str, rows: list[list]) -> bytes:
    """One sheet as LibreOffice writes it; numbers are numbers."""
    Element.namespaces.clear()  # odfpy keeps them from one document to the next
    document = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for row in rows:
        drawn = TableRow()
        for value in row:
            number = isinstance(value, int | float)
            cell = TableCell(valuetype="float", value=str(value)) if number else TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            drawn.addElement(cell)
        table.addElement(drawn)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.save(out)
    return repack_office(out.getvalue())


def make_price_list() -> bytes:
    """The unit prices of the contract (another program, shared strings): quantities add up to its cameras."""
    prices = [["Réf.", "Désignation", "Quantité", "Prix unitaire HT", "Total HT"]]
    lines = (
        ("D", "Caméra dôme motorisée", 41, 4200),
        ("F", "Caméra fixe de contexte", 17, 2600),
        ("L", "Caméra de lecture de plaques", 4, 7900),
        ("S", "Capteur sonore à quatre microphones", 12, 6150),
    )
    prices += [[ref, name, count, price, count * price] for ref, name, count, price in lines]
    note = [["Total des caméras", 62], ["Dont caméras existantes remplacées", 11]]
    out = io.BytesIO()
    with Workbook2019(out) as book:
        for name, rows in (("BPU", prices), ("Récapitulatif", note)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return repack_office(out.getvalue())


def make_budget() -> bytes:
    """The budget of 2020, with a sheet that was hidden before it was sent."""
    rows = [
        ["Chapitre", "Article", "Libellé", "BP 2019 (€)", "BP 2020 (€)"],
        ["011", "6156", "Maintenance", 412000, 655000],
        ["012", "64111", "Rémunération principale", 12480000, 12610000],
        ["20", "2051", "Concessions et droits similaires", 61000, 214000],
        ["21", "2188", "Autres immobilisations corporelles — opération 2019-31", 900000, 1421400],
        ["21", "21312", "Bâtiments scolaires", 780000, 540000],
        ["21", "2151", "Réseaux de voirie", 1310000, 1180000],
        ["65", "6574", "Subventions aux associations", 865000, 790000],
    ]
    aside = [
        ["À ne pas diffuser — annexe technique"],
        ["Abonnement Prosopène (recherche par similitude)", 35760],
        ["Imputation proposée", "2051 — logiciels de gestion des cimetières"],
    ]
    return make_xlsx({"BP 2020": rows, "Annexe": aside}, hidden="Annexe")


def make_accounts() -> bytes:
    """The administrative account of 2021."""
    return make_ods(
        "CA 2021",
        [
            ["Article", "Libellé", "Prévu", "Réalisé"],
            ["2051", "Logiciels de gestion des cimetières", 36000, 35760],
            ["2188", "Opération 2019-31 « Vaucreuse sereine »", 640000, 615820],
            ["21312", "Bâtiments scolaires", 540000, 301245.5],
            ["6156", "Maintenance", 655000, 702118.2],
            ["7478", "Participation de l'État (FIPD)", 310000, 310000],
        ],
    )


def make_payments() -> bytes:
    """Payments 2019-2022, latin-1 with semicolons, sums as text with a comma."""
    draw = random.Random("mandats")
    rows = [
        (f"{2019 + (i + 3) // 5}", "Noctiluque Systèmes", "Marché 19-VP-07", total)
        for i, total in enumerate(CONTRACT_PAYMENTS)
    ]
    rows += [
        (str(year), "Prosopène", "Abonnement recherche par similitude", 35760) for year in range(2019, 2023)
    ]
    rows += [
        (str(draw.randrange(2019, 2023)), who, what, draw.randrange(900, 42000))
        for who, what in (
            ("Sagittel Énergies", "Entretien de l'éclairage"),
            ("Imprimerie du Lavoir", "Bulletin municipal"),
            ("Cantine du Port-Sec", "Repas scolaires"),
            ("Garage de la Vernelle", "Véhicules"),
            ("Étude Roquebrussane", "Frais d'acte"),
            ("Fonderie Saint-Aldric", "Révision des cloches"),
        )
        * 3
    ]
    rows.sort(key=lambda row: row[0])
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Exercice", "N° mandat", "Bénéficiaire", "Objet", "Montant TTC (€)"])
    for number, (year, who, what, total) in enumerate(rows, 1101):
        writer.writerow([year, number, who, what, f"{total:,}".replace(",", " ") + ",00"])
    return out.getvalue().encode("latin-1", errors="replace")


def list_cameras() -> list[dict]:
    """The cameras as the city publishes them: 71 rows, two of them nowhere."""
    draw = random.Random("cameras")
    rows = []
    for number in range(1, read_story()["cameras"]["received"] + 1):
        name = f"C-{number:02d}"
        kind = (
            "LAPI"
            if number in (9, 27, 38, 62)
            else "fixe"
            if number in (5, 21, 45) or (number % 4 == 3 and number < 63)
            else "dôme"
        )
        row = {"id": name, "type": kind, "adresse": _choose_street(number), "pose": str(2020 + (number > 62))}
        lat, lon = round(45.9 + draw.uniform(0.01, 0.05), 6), round(3.4 + draw.uniform(0.01, 0.06), 6)
        rows.append(row | ({"lat": "", "lon": ""} if name in UNPLACED else {"lat": lat, "lon": lon}))
    return rows


def _choose_street(number: int) -> str:
    named = {
        2: "place des Tilleuls",
        11: "rue du Port-Sec",
        58: "parvis de l'Hôtel des Bateliers",
        66: "cité des Rouissoirs, hall 4",
        69: "22, rue des Chardons",
    }
    return named.get(number, STREETS[number % len(STREETS)])


def make_camera_csv() -> bytes:
    """The open data file: UTF-8 with a byte-order mark, commas."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ["id", "type", "adresse", "pose", "lat", "lon"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(list_cameras())
    return out.getvalue().encode("utf-8-sig")


def make_geojson() -> bytes:
    """The city's own map: only the cameras that have coordinates."""
    features = [
        {
            "type": "Feature",
            "properties": {k: row[k] for k in ("id", "type", "adresse")},
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        }
        for row in list_cameras()
        if row["lat"] != ""
    ]
    return json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1
    ).encode()


def make_kml() -> bytes:
    """The count of the collective: 83 points, twelve of them on no list."""
    draw = random.Random("comptage")
    cameras = read_story()["cameras"]
    names = [f"C-{n:02d}" for n in range(1, cameras["received"] + 1)]
    names += [f"X-{n:02d} (sur aucune liste)" for n in range(1, cameras["counted"] - cameras["received"] + 1)]
    marks = "".join(
        f"<Placemark><name>{escape(n)}</name><Point><coordinates>{3.4 + draw.uniform(0.01, 0.06):.6f},"
        f"{45.9 + draw.uniform(0.01, 0.05):.6f}</coordinates></Point></Placemark>\n"
        for n in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
        f"<name>Comptage du 7 janvier 2023</name>\n{marks}</Document></kml>\n"
    ).encode()


def make_matches() -> bytes:
    """The log of matches: 214 rows, two faces."""
    draw = random.Random("correspondances")
    log = read_story()["log"]
    faces = ["A"] * (log["matches_mayor"] - 3) + ["B"] * (log["matches_president"] - 2)
    draw.shuffle(faces)
    rows = [
        [
            f"{draw.randrange(2020, 2023)}-{draw.randrange(4, 13):02d}-{draw.randrange(1, 28):02d}",
            f"{draw.randrange(7, 23):02d}:{draw.randrange(60):02d}",
            f"C-{draw.randrange(1, 72):02d}",
            face,
            round(draw.uniform(0.9, 0.99), 2),
        ]
        for face in faces
    ]
    rows += [
        ["2022-06-29", "21:47", "C-58", "A", 0.98],
        ["2022-06-29", "21:52", "C-58", "B", 0.96],
        ["2022-06-29", "23:38", "C-58", "A", 0.97],
        ["2022-06-29", "23:38", "C-58", "B", 0.97],
        ["2022-06-30", "18:52", "C-02", "A", 0.98],
    ]
    return make_xlsx({"Correspondances": [["Date", "Heure", "Caméra", "Fiche", "Indice"], *sorted(rows)]})

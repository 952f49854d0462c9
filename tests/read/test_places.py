"""GeoJSON, KML, OpenStreetMap: one thing a row, in degrees, with all that its file says of it."""

import contextlib
import io
import json
import random
import struct
import time
import zipfile

import pytest

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.features import FIXED, LEFT_OVER
from contrechamp.read.media_type import find_media_type
from contrechamp.read.openstreetmap import COLUMNS, LICENCE, NOTICE

HEADINGS = " | ".join(FIXED)


def make_geojson(features, **around) -> bytes:
    return json.dumps({"type": "FeatureCollection", **around, "features": features}).encode()


def make_point(x, y, **properties) -> dict:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [x, y]},
    }


def test_features_are_rows_and_properties_columns(read_bytes):
    content = make_geojson([make_point(3.87, 43.61, Rue="rue du Moulin", An=2019), make_point(3.9, 43.6)])
    (page,) = read_bytes(content).pages
    assert (
        page.text
        == f"{HEADINGS} | Rue | An\n |  |  |  | 43.61 | 3.87 | rue du Moulin | 2019\n |  |  |  | 43.6 | 3.9"
    )
    assert page.label == "lignes 1–3"


def test_a_property_named_as_a_fixed_column_fills_it(read_bytes):
    text = read_bytes(make_geojson([make_point(3.87, 43.61, Nom="C12", Adresse="quai Nord")])).text
    assert text.splitlines() == [HEADINGS, "C12 |  | quai Nord |  | 43.61 | 3.87"]


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:EPSG::2154", "EPSG:2154", ""])
def test_lambert_93_becomes_degrees_named_or_not(read_bytes, crs):
    around = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    content = make_geojson([make_point(700_000, 6_600_000)], **around)
    assert read_bytes(content).pages[0].text.endswith(" | 46.5 | 3")


def test_coordinates_of_a_system_that_is_not_known_are_kept_as_they_stand(read_bytes):
    around = {"crs": {"type": "name", "properties": {"name": "EPSG:27572"}}}
    text = read_bytes(make_geojson([make_point(700_000, 1_800_000)], **around)).pages[0].text
    assert text.splitlines() == [f"{HEADINGS} | coordonnées", " |  |  |  |  |  | 700000, 1800000"]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("1" * 400, "1" * 400),
        ("-" + "9" * 400, "-" + "9" * 400),
        ("1e999", "inf"),
        ("NaN", "nan"),
        ("1e300", "1e+300"),
    ],
)
def test_a_number_that_is_no_coordinate_is_kept_as_words_and_its_neighbours_are_read(
    read_bytes, written, told
):
    content = make_geojson([make_point(3, 43, An=1), make_point(777, 777, An=2), make_point(4, 44, An=3)])
    found = read_bytes(content.replace(b"777", written.encode()))
    assert found.text.splitlines() == [
        f"{HEADINGS} | An | coordonnées",
        " |  |  |  | 43 | 3 | 1",
        f" |  |  |  |  |  | 2 | {told}, {told}",
        " |  |  |  | 44 | 4 | 3",
    ]
    assert not found.notices


def test_an_area_with_a_corner_that_is_no_coordinate_stands_nowhere_and_says_it(read_bytes):
    corners = [[[3, 43], [10**400, 43], [4, 44]]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": corners}}
    row = read_bytes(make_geojson([feature])).text.splitlines()[1]
    assert row == f" |  |  |  |  |  | Polygon | {10**400}, 43"


def test_a_shape_without_a_place_leaves_its_neighbours(read_bytes):
    nowhere = float("nan")
    found = read_bytes(make_shapefile([(3, 43), (nowhere, nowhere), (4, 44)], [b"a", b"b", b"c"]), "c.zip")
    assert [row.split(" | ")[2:6] for row in found.text.split("\n")[1:]] == [
        ["a", "", "43", "3"],
        ["b", "", "", ""],
        ["c", "", "44", "4"],
    ]


def test_an_area_stands_in_its_middle_and_says_its_shape(read_bytes):
    square = [[[3, 43], [4, 43], [4, 44], [3, 44]]]
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": square}}
    assert read_bytes(make_geojson([feature])).text.endswith(" | 43.5 | 3.5 | Polygon")


def test_a_separator_or_line_end_inside_a_property_does_not_move_the_columns(read_bytes):
    text = read_bytes(make_geojson([make_point(3, 43, Rue="a | b\nc", An=1)])).text
    assert text.splitlines()[1].split(" | ")[-2:] == ["a ¦ b c", "1"]


def test_keys_that_come_late_stand_on_a_page_of_their_own(read_bytes):
    features = [make_point(3, 43, An=1) for _ in range(1_000)] + [make_point(3, 43, Retard="oui")]
    pages = read_bytes(make_geojson(features)).pages
    assert (pages[-1].label, pages[-1].text) == (LEFT_OVER, f"{LEFT_OVER}\nligne 1002 : Retard = oui")
    assert pages[1].text.startswith(" |  |  |  | 43 | 3 | 1\n")  # the headings stand on the first page only
    assert sum(page.text.count("\n") + 1 for page in pages[:-1]) == 1_002


def test_properties_inside_one_another_and_lists_are_flattened(read_bytes):
    text = read_bytes(make_geojson([make_point(3, 43, a={"b": 1, "c": [1, None, "x"]}, d=True)])).text
    assert text.splitlines() == [f"{HEADINGS} | a.b | a.c | d", " |  |  |  | 43 | 3 | 1 | 1, x | oui"]


def test_what_the_file_says_of_itself_is_kept(read_bytes):
    found = read_bytes(make_geojson([make_point(3, 43)], name="Caméras", licence="LO 2.0"))
    assert found.properties == {"title": "Caméras"}
    assert found.pages[-1].text == "Autour des lignes\nname = Caméras\nlicence = LO 2.0"


def test_a_cut_file_gives_what_it_has_and_says_so(read_bytes):
    content = make_geojson([make_point(3, 43, An=1), make_point(4, 44, An=2)])[:-12]
    found = read_bytes(content, "x.geojson")
    assert " | 43 | 3 | 1" in found.text
    assert "coordinates" in found.pages[-1].text  # the rest, as it stands
    assert found.notices == [reasons.PART_BROKEN]


@pytest.mark.parametrize(
    "content", [b'{"type": "Feature", "geometry": null, "properties": {"a": "mot"}}', b'{"type":"Point"}']
)
def test_geojson_without_a_list_of_features_is_read_as_text(read_bytes, content):
    assert read_bytes(content, "x.geojson").text.replace(" ", "") == content.decode().replace(" ", "")


def make_shapefile(points, words: list[bytes], *, prj=b"", size=12, more=()) -> bytes:
    """A shapefile of points with one column of words, zipped."""
    records = b"".join(
        struct.pack(">ii", number, 10) + struct.pack("<i2d", 1, *point)
        for number, point in enumerate(points, 1)
    )
    shapes = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, 50 + len(records) // 2) + bytes(72) + records
    column = b"Adresse".ljust(11, b"\0") + b"C" + bytes(4) + bytes([size]) + bytes(15)
    head = struct.pack("<BBBBIHH", 3, 114, 1, 1, len(words), 65, size + 1) + bytes(20) + column + b"\r"
    table = head + b"".join(
        (word[:1] if word[:1] == b"*" else b" ") + word.lstrip(b"*").ljust(size) for word in words
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("c.shp", shapes), ("c.dbf", table), ("c.prj", prj), *more):
            package.writestr(name, content)
    return buffer.getvalue()


def test_a_zipped_shapefile_is_rows_in_degrees(read_bytes):
    content = make_shapefile(
        [(700_000, 6_600_000), (1, 2), (700_000, 6_600_000)],
        [b"quai Nord", b"*efface", "rue d’Été".encode("cp1252")],
        prj=b'PROJCS["RGF93_Lambert_93",GEOGCS["x"]]',
    )
    found = read_bytes(content, "c.zip")
    assert found.pages[0].text.split("\n") == [
        HEADINGS,
        " |  | quai Nord |  | 46.5 | 3",
        " |  | rue d’Été |  | 46.5 | 3",
    ]
    assert found.properties == {"title": "c"}
    assert not found.notices


def test_a_shapefile_that_lost_a_record_says_so(read_bytes):
    found = read_bytes(make_shapefile([(3.5, 43.5), (3, 43)], [b"a"]), "c.zip")
    assert found.pages[0].text.split("\n")[1:] == [" |  | a |  | 43.5 | 3.5", " |  |  |  | 43 | 3"]
    assert found.notices == [reasons.PART_BROKEN]


def test_a_zip_with_more_than_a_shapefile_stays_an_archive(read_bytes):
    found = read_bytes(make_shapefile([(3, 43)], [b"a"], more=[("lisez-moi.txt", b"x")]), "c.zip")
    assert len(found.children) == 4


def test_a_damaged_shapefile_is_broken_and_nothing_worse(read_bytes):
    content = make_shapefile([(3, 43)] * 40, [b"a"] * 40)
    chance = random.Random(3)
    for _ in range(200):
        damaged = bytearray(content)
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(DocumentIsBroken, DocumentIsEncrypted):
            read_bytes(bytes(damaged), "c.zip")


def test_a_long_file_is_never_whole_in_memory(read_bytes):
    features = [make_point(3, 43, An=number, mot="x" * 500) for number in range(5_000)]
    found = read_bytes(make_geojson(features))
    assert found.text.count(" | 43 | 3 | ") == 5_000


@pytest.mark.parametrize("depth", [500, 200_000])
def test_deep_nesting_ends_as_text_or_as_a_broken_file(read_bytes, depth):
    content = b'{"type": "FeatureCollection", "features": [{"geometry": ' + b"[" * depth
    found = read_bytes(content, "x.geojson")
    assert found.notices == [reasons.PART_BROKEN]


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Vidéoprotection</name><Folder><name>Centre</name>
<Placemark><name>Gare</name><description><![CDATA[<b>Dôme</b> sur mât]]></description>
<ExtendedData><Data name="Nombre"><value>3</value></Data></ExtendedData>
<Point><coordinates>3.88,43.6,0</coordinates></Point></Placemark></Folder>
<Folder><name>Nord</name><Placemark><name>Pont</name><ExtendedData><SchemaData><SimpleData name="Nom">C2</SimpleData>
</SchemaData></ExtendedData><LineString><coordinates>3.0,43.0 4.0,44.0</coordinates></LineString></Placemark></Folder>
</Document></kml>"""


def test_placemarks_are_rows_with_their_folder(read_bytes):
    found = read_bytes(KML.encode())
    assert found.pages[0].text.splitlines() == [
        f"{HEADINGS} | description | Nombre | dossier | géométrie | repère",
        "Gare |  |  |  | 43.6 | 3.88 | Dôme sur mât | 3 | Centre",
        "C2 |  |  |  | 43.5 | 3.5 |  |  | Nord | LineString | Pont",
    ]
    assert found.properties == {"title": "Vidéoprotection"}
    assert found.pages[-1].text == "Autour des lignes\nVidéoprotection\nCentre\nNord"


def read_placemark(read_bytes, inside: str) -> dict[str, str]:
    """The cells of one placemark that hold something, by heading."""
    spaces = 'xmlns="http://www.opengis.net/kml/2.2" xmlns:c="urn:c" xmlns:atom="http://www.w3.org/2005/Atom"'
    content = f"<kml {spaces}><Document><Placemark>{inside}</Placemark></Document></kml>"
    headings, row = read_bytes(content.encode()).pages[0].text.split("\n")
    cells = zip(headings.split(" | "), row.split(" | "), strict=False)
    return {heading: cell for heading, cell in cells if cell}


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<ExtendedData><c:garde>30 jours</c:garde></ExtendedData>", {"garde": "30 jours"}),
        (
            "<name>C1</name><atom:author><atom:name>Ville</atom:name></atom:author>",
            {"nom": "C1", "author": "Ville"},
        ),
        (
            '<ExtendedData><Data name="a"><displayName>Angle</displayName><value>90</value></Data></ExtendedData>',
            {"displayName": "Angle", "a": "90"},
        ),
        ("<ExtendedData><c:name>C2</c:name></ExtendedData><name>x</name>", {"name": "C2", "repère": "x"}),
        ("<ExtendedData><c:open>24 h</c:open></ExtendedData>", {"open": "24 h"}),
        ("<TimeSpan><begin>2019</begin><end>2021</end></TimeSpan>", {"begin": "2019", "end": "2021"}),
        ("<c:a>un</c:a><c:b><c:a>deux</c:a></c:b><c:a>un</c:a>", {"a": "un; deux"}),
        ("<c:a>un <c:b>dôme</c:b> fixe</c:a>", {"a": "un fixe", "b": "dôme"}),
        ("<description>un <b>dôme</b> fixe</description>", {"description": "un dôme fixe"}),
        (
            '<SchemaData><SimpleData>sans nom</SimpleData></SchemaData><Data name="n">3</Data>',
            {"SimpleData": "sans nom", "n": "3"},
        ),
        ('<Data name="n"><value>3</value><value>4</value></Data><!-- rien -->', {"n": "3; 4"}),
        (
            "<address>quai Nord</address><phoneNumber>3939</phoneNumber>",
            {"adresse": "quai Nord", "téléphone": "3939"},
        ),
    ],
)
def test_no_words_of_a_placemark_are_lost(read_bytes, inside, told):
    assert read_placemark(read_bytes, inside) == told


def test_how_a_placemark_is_drawn_is_no_word_of_it(read_bytes):
    drawn = (
        "<visibility>1</visibility><styleUrl>#x</styleUrl><Style><IconStyle><scale>2</scale></IconStyle></Style>"
        "<LookAt><longitude>9</longitude><latitude>9</latitude></LookAt>"
        "<Point><extrude>0</extrude><altitudeMode>absolute</altitudeMode><coordinates>3,43</coordinates></Point>"
    )
    assert read_placemark(read_bytes, drawn) == {"latitude": "43", "longitude": "3"}


def test_a_placemark_of_many_words_costs_what_its_length_costs(read_bytes):
    started = time.process_time()
    read_placemark(read_bytes, "<c:a>x</c:a>" * 100_000 + "<c:b>" * 200 + "y" + "</c:b>" * 200)
    assert time.process_time() - started < 3


def test_a_kmz_is_an_archive_that_holds_its_map(read_bytes):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("doc.kml", KML)
    (child,) = read_bytes(buffer.getvalue(), "c.kmz").children
    assert read_bytes(child.untrusted_content, child.untrusted_path).pages[0].text.startswith(HEADINGS)


def test_a_cut_kml_gives_the_placemarks_that_it_has(read_bytes):
    assert "Gare" in read_bytes(KML[: KML.index("<Folder><name>Nord")].encode()).text


OVERPASS = {
    "version": 0.6,
    "generator": "Overpass API 0.7.62",
    "osm3s": {"timestamp_osm_base": "2026-03-01T10:00:00Z", "copyright": "ODbL"},
    "elements": [
        {
            "type": "node",
            "id": 12,
            "lat": 43.61,
            "lon": 3.87,
            "version": 3,
            "timestamp": "2025-05-04T08:00:00Z",
            "tags": {"man_made": "surveillance", "surveillance:type": "ALPR", "camera:direction": "90"},
        },
        {"type": "way", "id": 7, "center": {"lat": 43.5, "lon": 3.5}, "tags": {"surveillance": "public"}},
        {
            "type": "way",
            "id": 8,
            "bounds": {"minlat": 1, "maxlat": 3, "minlon": 5, "maxlon": 7},
            "tags": {"camera:type": "dome"},
        },
        {"type": "node", "id": 13, "lat": 1.0, "lon": 2.0},
    ],
}


def test_overpass_answers_keep_every_tag_and_their_licence(read_bytes):
    found = read_bytes(json.dumps(OVERPASS).encode())
    assert found.pages[0].text.splitlines() == [
        " | ".join(
            (*COLUMNS, "man_made", "surveillance:type", "camera:direction", "surveillance", "camera:type")
        ),
        " |  |  |  | 43.61 | 3.87 | node/12 | 3 | 2025-05-04 | surveillance | ALPR | 90",
        " |  |  |  | 43.5 | 3.5 | way/7 |  |  |  |  |  | public",
        " |  |  |  | 2 | 6 | way/8 |  |  |  |  |  |  | dome",
    ]
    assert NOTICE in found.pages[-1].text
    assert found.properties == {"licence": LICENCE, "date": "2026-03-01"}


OSM = """<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="synthetic"><bounds minlat="43"/>
<node id="1" lat="43.6" lon="3.8" version="2" timestamp="2024-01-02T03:04:05Z"><tag k="man_made" v="surveillance"/>
<tag k="surveillance:zone" v="town"/><tag k="name" v="Place Haute"/></node>
<node id="2" lat="43.0" lon="3.0"/><node id="3" lat="44.0" lon="4.0"/>
<node id="4" lat="1" lon="1"><tag k="shop" v="bakery"/></node>
<way id="9"><nd ref="2"/><nd ref="3"/><tag k="camera:type" v="fixed"/></way></osm>"""


def test_osm_xml_keeps_what_watches_and_places_ways_by_their_nodes(read_bytes):
    rows = read_bytes(OSM.encode()).pages[0].text.splitlines()
    assert rows == [
        " | ".join((*COLUMNS, "man_made", "surveillance:zone", "camera:type")),
        "Place Haute |  |  |  | 43.6 | 3.8 | node/1 | 2 | 2024-01-02 | surveillance | town",
        " |  |  |  | 43.5 | 3.5 | way/9 |  |  |  |  | fixed",
    ]


def test_an_osm_file_of_something_else_loses_nothing(read_bytes):
    text = OSM.replace("surveillance", "bench").replace("camera:type", "highway")
    assert "bakery" in read_bytes(text.encode()).text


def test_media_types_are_found_from_the_bytes(tmp_path):
    contents = {
        "application/vnd.openstreetmap.data+json": json.dumps(OVERPASS).encode(),
        "application/vnd.openstreetmap.data+xml": OSM.encode(),
        "application/vnd.google-earth.kml+xml": KML.encode(),
        "application/geo+json": make_geojson([make_point(1, 2)]),
        "application/json": b'{"elements": [1, 2]}',
    }
    for wanted, content in contents.items():
        path = tmp_path / "x"
        path.write_bytes(content)
        with path.open("rb") as source:
            assert find_media_type(source, "x") == wanted


def test_the_forms_of_one_camera_file_give_the_same_cameras(shared_data, read_bytes):
    folder = shared_data / "montpellier" / "VilleMTP_MTP_CameraSurv"
    forms = {}
    for ending in ("csv", "ods", "xls", "kml", "geojson", "zip"):
        content = (folder / f"VilleMTP_MTP_CameraSurv.{ending}").read_bytes()
        rows = [
            line.split(" | ")
            for page in read_bytes(content, f"x.{ending}").pages
            for line in page.text.split("\n")
        ]
        start = next(row for row in rows if any("LIBQUART" in cell for cell in row))
        names = [cell.partition(",")[0].lower() for cell in start]
        wanted = [names.index(name) for name in ("nom", "adresse", "libquart", "année")]
        cells = [row for row in rows if len(row) > max(wanted) and row != start]
        forms[ending] = sorted(tuple(row[place] for place in wanted) for row in cells)
    assert len(forms["csv"]) == 141
    assert all(form == forms["csv"] for form in forms.values())

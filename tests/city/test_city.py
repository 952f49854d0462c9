"""Every claim of truth.toml, looked up in the bytes of the papers with tools that the project does not use."""

import csv
import hashlib
import io
import json
import mailbox
import re
import tomllib
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from .conftest import PAPERS, PICTURES, list_papers, plain

HERE = Path(__file__).parent
MEGABYTE = 1_000_000
TRUTH = tomllib.loads((HERE / "truth.toml").read_text("utf-8"))
SLOW = ("ocr", "broken")


def find_places(read_paper, words: str, *, ocr: bool) -> set[tuple]:
    found = set()
    for path in list_papers():
        for piece in read_paper(path, ocr=ocr):
            if plain(words).lower() in plain(piece.words).lower():
                found.add((path, piece.page, piece.inside, piece.how))
    return found


def as_place(row: dict) -> tuple:
    return (row["path"], row.get("page"), row.get("inside"), row.get("how", "text"))


def stands(read_paper, row: dict, words: str) -> bool:
    """Whether the words stand at the place that the row names."""
    path, page, inside, how = as_place(row)
    return any(
        plain(words).lower() in plain(piece.words).lower()
        for piece in read_paper(path, ocr=how in SLOW)
        if page in (None, piece.page) and inside in (None, piece.inside) and how == piece.how
    )


def test_there_are_about_sixty_papers_and_they_are_light():
    papers = list_papers()
    assert 55 <= len(papers) == TRUTH["totals"]["papers"] <= 75
    assert len({(PAPERS / path).read_bytes() for path in papers}) == TRUTH["totals"]["distinct_papers"]
    assert sum((PAPERS / path).stat().st_size for path in papers) < 15 * MEGABYTE


def test_the_city_and_its_neighbours_exist_nowhere(shared_data):
    slots = tomllib.loads((HERE / "make" / "acts.toml").read_text("utf-8"))["slots"]
    invented = {"Vaucreuse", "Champlorme", *slots["commune"]}
    with (shared_data / "communes" / "communes_2026.csv").open(encoding="utf-8") as file:
        real = [row["nom"].lower() for row in csv.DictReader(file)]
    assert not [name for name in invented if any(name.lower() in other for other in real)]


@pytest.mark.parametrize("row", TRUTH["phrase"], ids=lambda row: row["text"][:40])
def test_a_phrase_stands_where_the_truth_says(read_paper, row):
    for place in row["places"]:
        if place.get("how") not in SLOW:
            assert stands(read_paper, place, row["text"]), place


@pytest.mark.parametrize(
    "row", [r for r in TRUTH["phrase"] if r.get("complete")], ids=lambda row: row["text"][:40]
)
def test_a_phrase_stands_nowhere_else_in_the_papers_that_have_text(read_paper, row):
    told = {place for place in map(as_place, row["places"]) if place[3] not in SLOW}
    found = find_places(read_paper, row["text"], ocr=False)
    assert {(path, inside) for path, _page, inside, _how in found} == {(p, i) for p, _page, i, _how in told}


@pytest.mark.slow
@pytest.mark.parametrize("row", TRUTH["phrase"], ids=lambda row: row["text"][:40])
def test_a_phrase_is_seen_on_the_pictures_and_only_on_those(read_paper, can_read_pictures, row):
    told = {place for place in map(as_place, row["places"]) if place[3] in SLOW}
    found = {place for place in find_places(read_paper, row["text"], ocr=True) if place[3] in SLOW}
    assert found == told


@pytest.mark.parametrize("row", TRUTH["contradiction"], ids=lambda row: row["about"])
def test_sources_contradict_each_other_in_writing(read_paper, row):
    assert len({str(claim["value"]) for claim in row["says"]}) > 1
    for claim in row["says"]:
        if claim.get("how") not in SLOW:
            assert stands(read_paper, claim, claim["quote"]), claim


@pytest.mark.slow
def test_contradictions_on_pictures_can_be_read(read_paper, can_read_pictures):
    claims = [claim for row in TRUTH["contradiction"] for claim in row["says"] if claim.get("how") in SLOW]
    assert [claim for claim in claims if not stands(read_paper, claim, claim["quote"])] == []


@pytest.mark.parametrize("row", TRUTH["vote"], ids=lambda row: row["number"])
def test_votes_add_up_to_the_council(read_paper, row):
    assert sum(row["result"]) == 35
    assert stands(read_paper, row, row["quote"])


def test_a_trap_holds_one_of_the_two_words_only(read_paper):
    for trap in TRUTH["trap"]:
        for place in trap["places"]:
            assert stands(read_paper, place, place["word"])
            assert not stands(read_paper, place, trap["phrase"])


def test_words_are_cut_at_line_ends(read_paper):
    for row in TRUTH["cut_word"]:
        words = " ".join(piece.words for piece in read_paper(row["path"]) if piece.page == row["page"])
        halves = ((row["word"][:i], row["word"][i:]) for i in range(2, len(row["word"]) - 1))
        assert any(re.search(f"{a}[-\u00ad]\\s+{b}", words) for a, b in halves), row


def test_the_money_adds_up(read_paper):
    money = TRUTH["money"]
    assert sum(money["options"]) == money["contract"]
    assert money["contract"] + sum(money["amendments"]) == money["final"]
    assert round(money["final"] * 1.2) + money["subscription_with_tax"] == money["paid_with_tax"]
    assert money["grant_base"] * 40 // 100 == money["grant"]
    place = {"path": "03 Marché 19-VP-07/Acte d’engagement signé.pdf", "page": 1}
    assert all(
        stands(read_paper, place, f"{sum_:,},00".replace(",", " ", 1 if sum_ < 10**6 else 2))
        for sum_ in (*money["options"], money["contract"])
    )


def test_payments_of_the_csv_are_more_than_the_contract():
    content = (PAPERS / "04 Budget" / "mandats 2019-2022.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(content.decode("latin-1")), delimiter=";"))
    paid = sum(
        float(row["Montant TTC (?)"].replace(" ", "").replace(",", "."))
        for row in rows
        if row["Bénéficiaire"] in ("Noctiluque Systèmes", "Prosopène")
    )
    assert paid == TRUTH["money"]["paid_with_tax"]


def test_the_three_lists_of_cameras_do_not_agree():
    folder, rows = PAPERS / "07 Web et données", TRUTH["rows"]
    listed = list(csv.DictReader(io.StringIO((folder / "cameras-opendata.csv").read_text("utf-8-sig"))))
    mapped = json.loads((folder / "carte-ville.geojson").read_text("utf-8"))["features"]
    counted = (folder / "comptage du collectif.kml").read_text("utf-8").count("<Placemark>")
    assert (len(listed), len(mapped), counted) == (
        rows["cameras_open_data"],
        rows["cameras_on_city_map"],
        rows["cameras_counted"],
    )
    assert sum(row["lat"] == "" for row in listed) == rows["cameras_without_place"]


def test_the_log_of_matches_knows_two_faces():
    letter = mailbox.mboxMessage(
        (PAPERS / "06 Courriels obtenus" / "RE_ Journal des correspondances.eml").read_bytes()
    )
    (part,) = [p for p in letter.walk() if p.get_filename()]
    sheet = (
        zipfile.ZipFile(io.BytesIO(part.get_payload(decode=True))).read("xl/worksheets/sheet1.xml").decode()
    )
    used = re.findall(r"<t>([AB])</t>", sheet)
    rows = TRUTH["rows"]
    assert (used.count("A"), used.count("B")) == (rows["matches_mayor"], rows["matches_president"])
    assert used.count("A") + used.count("B") == rows["matches"]


def test_the_mailbox_holds_three_threads():
    box = mailbox.mbox(PAPERS / TRUTH["mail"]["path"], create=False)
    names = {message["Message-ID"].strip("<>").split("@")[0]: message for message in box}
    assert len(names) == len(list(box)) == TRUTH["mail"]["messages"]
    for thread in TRUTH["mail"]["threads"]:
        assert "References" not in names[thread[0]]
        for earlier, later in pairwise(thread):
            assert earlier in names[later]["In-Reply-To"]


@pytest.mark.parametrize(("path", "told"), TRUTH["attachments"].items())
def test_messages_carry_their_attachments(path, told):
    message = mailbox.mboxMessage((PAPERS / path).read_bytes())
    names = [plain(str(part.get_filename())) for part in message.walk() if part.get_filename()]
    assert len(names) == len(told)


def test_archives_hold_what_is_told(read_paper):
    for path, members in TRUTH["members"].items():
        if not path.endswith(".7z"):
            assert {piece.inside for piece in read_paper(path)} == set(members)


def test_what_stands_inside_adds_up():
    members = sum(map(len, TRUTH["members"].values())) + len(
        zipfile.ZipFile(PAPERS / "08 Vrac" / "sorti du dossier.zip").namelist()
    )
    attached = sum(map(len, TRUTH["attachments"].values())) + 2  # one in the MBOX, one in a PDF
    assert members + attached + TRUTH["mail"]["messages"] == TRUTH["totals"]["inside"]


@pytest.mark.parametrize("row", TRUTH["gazette"], ids=lambda row: row["path"])
def test_a_gazette_is_long_numbered_and_holds_the_act(read_paper, row):
    pieces = read_paper(row["path"])
    assert 40 <= max(piece.page for piece in pieces) == row["pages"] <= 120
    assert len({piece.page for piece in pieces if row["act"] in piece.words}) >= 2  # contents and act
    assert len(set(re.findall(r"96-\d{4}-\d\d-\d\d-\d{3}", " ".join(p.words for p in pieces)))) >= 20


def test_copies_are_copies():
    def hash_paper(path: str) -> str:
        return hashlib.sha256((PAPERS / path).read_bytes()).hexdigest()

    for one, other in TRUTH["copies"]["same_bytes"]:
        assert hash_paper(one) == hash_paper(other)
    for one, other in TRUTH["copies"]["nearly_same"]:
        assert hash_paper(one) != hash_paper(other)
    paper, pack, member = TRUTH["copies"]["child_of"][1]
    with zipfile.ZipFile(PAPERS / pack, metadata_encoding="cp850") as opened:
        assert opened.read(member) == (PAPERS / paper).read_bytes()


def test_the_two_prints_of_a_deliberation_differ_in_figures_alone(read_paper):
    for one, other in TRUTH["copies"]["nearly_same"]:
        first, second = (plain(read_paper(path)[0].words) for path in (one, other))
        assert first != second
        assert re.sub(r"\d+", "#", first) == re.sub(r"\d+", "#", second)


def test_broken_and_hostile_files_are_what_they_are_said_to_be():
    rest = PAPERS / "08 Vrac"
    assert (rest / "vide.pdf").stat().st_size == 0
    assert (rest / "plan des caméras.jpg").read_bytes().startswith(b"%PDF")
    assert b"%%EOF" not in (rest / "PV incomplet.pdf").read_bytes()
    assert any(".." in name for name in zipfile.ZipFile(rest / "sorti du dossier.zip").namelist())
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(rest / "CCTP (coupé).docx")
    assert all((PAPERS / path).exists() for path in (*TRUTH["states"], *TRUTH["flags"]))


def test_a_scan_has_no_text_layer(read_paper):
    pictures = [path for path in list_papers() if "scan" in path or "numérisée" in path]
    assert pictures
    assert not [
        p
        for path in pictures
        if Path(path).suffix not in PICTURES
        for p in read_paper(path)
        if p.words.strip()
    ]


def test_an_old_word_file_holds_its_words():
    content = (PAPERS / "03 Marché 19-VP-07" / "AVENANT3.DOC").read_bytes()
    assert content.startswith(b"\xd0\xcf\x11\xe0")
    assert any("tableau de bord".encode(code) in content for code in ("cp1252", "utf-16-le"))

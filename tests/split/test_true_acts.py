"""Real papers of others against the truth that people made of them first."""

import csv
import hashlib
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from tests.split.papers import read_paper, split_file, split_pages
from tests.spot.administrative_pages import make_words_digest

TRUTH = Path(__file__).parent / "truth"
_ANNOUNCED = re.compile(
    r"^(83-\d{4}-\d\d-\d\d-\d{5}) - (?:(?!^83-\d{4}-)[\s\S]){0,1500}?Page (\d+)$", re.MULTILINE
)


def read_rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def make_beginnings(title):
    """Digests of all beginnings of a title from "portant" on: the truth leaves the commune out."""
    words = title.lower()[title.lower().find("portant") :].split()
    return {make_words_digest(" ".join(words[:count])) for count in range(1, len(words) + 1)}


def make_title_digest(title):
    """As truth/README.md says: marks taken off by decomposition, so that œ separates words."""
    plain = "".join(c for c in unicodedata.normalize("NFD", title.lower()) if not unicodedata.combining(c))
    words = re.findall(r"[a-z0-9]+", plain)[:5]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]


def test_the_acts_of_a_gazette_of_259_pages_are_found(shared_data):
    acts = {a.first_page: a for a in split_file(shared_data / "raa-var" / "cbe915d23e1b.txt", kind="gazette")}
    rows = read_rows(TRUTH.parent.parent / "spot" / "truth" / "acts_222.tsv")
    right = [
        row
        for row in rows
        if (act := acts.get(int(row["first_page"]))) and row["title_digest"] in make_beginnings(act.title)
    ]
    ended = [row for row in right if acts[int(row["first_page"])].last_page == int(row["last_page"])]
    assert (len(acts), len(right), len(ended)) == (83, 83, 83)
    assert all(act.date and act.signatory for act in acts.values())


def test_what_the_summaries_of_25_gazettes_announce_is_found_where_they_say(shared_data):
    announced, found, single = 0, 0, 0
    for path in sorted((shared_data / "raa-var").glob("*.txt")):
        if path.name in ("SOURCE.txt", "cbe915d23e1b.txt"):
            continue
        pages = read_paper(path.read_bytes(), path.name)
        listed = {(number, int(page)) for number, page in _ANNOUNCED.findall(path.read_text("utf-8"))}
        acts = {(act.number, act.first_page) for act in split_pages(pages, kind="gazette")}
        announced += len(listed)
        found += len(listed & acts)
        single += 0 if any(page.label for page in pages) else len(listed)
    assert (announced, found + single, single) == (138, 138, 4)  # four gazettes have fewer than five footers


def test_the_items_of_the_minutes_that_the_rules_were_made_on_are_complete(shared_data):
    acts = split_minutes(shared_data, "PV_CM_17_02_2014.pdf")
    assert [act.number for act in acts] == [str(n) for n in range(1, 130)]


def test_every_deliberation_of_minutes_never_looked_at_is_found(shared_data):
    acts = split_minutes(shared_data, "PV_CM_24_04_2014.pdf")
    found = {(act.first_page, make_title_digest(act.title)) for act in acts}
    rows = read_rows(TRUTH / "minutes_2014_04_24.tsv")
    assert sum((int(row["first_page"]), row["title_digest"]) in found for row in rows) == len(rows) == 39


def split_minutes(shared_data, name):
    with zipfile.ZipFile(shared_data / "montpellier/VilleMTP_MTP_PVCM/VilleMTP_MTP_PVCM_2014.zip") as archive:
        return split_pages(read_paper(archive.read(name), name), kind="minutes")


def test_the_order_that_authorises_cameras_in_a_gazette_of_two_columns_holds_its_annexes(shared_data):
    path = shared_data / "paris-bovp" / "2019_02_01_BOVP_009.pdf"
    pages = read_paper(path.read_bytes(), path.name)
    acts = split_pages(pages, kind="gazette")
    order = next(act for act in acts if act.number == "2019-00079")
    assert (order.first_page, order.last_page, order.date) == (37, 63, "2019-01-24")
    assert len(acts) == 88
    announced = set(
        re.findall(r"^Arrêté no (2019 T \d{5}) ", "\n".join(page.text for page in pages[:3]), re.MULTILINE)
    )
    assert len(announced) > 30
    assert announced <= {act.number for act in acts}


def test_a_deliberation_by_itself_holds_no_acts(shared_data):
    folder = shared_data / "montpellier" / "VilleMTP_MTP_Delibs"
    names = 0
    for path in sorted(folder.glob("*2014_04_24.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert split_pages(read_paper(archive.read(name), name), kind="deliberation") == ()
                names += 1
    assert names == 40


@pytest.mark.parametrize(
    ("paper", "kind", "count", "first"),
    [
        ("02 Préfecture/RAA 2019-118 du 5 décembre 2019.pdf", "gazette", 23, (4, 5)),
        ("02 Préfecture/RAA SPECIAL 2023-031.pdf", "gazette", 60, (5, 5)),
        ("02 Préfecture/recueil-2021-042.pdf", "gazette", 126, (4, 4)),
        ("01 Conseil municipal/2019-02-28 PV conseil municipal.pdf", "minutes", 7, (1, 1)),
        ("01 Conseil municipal/PV_20230525_VF_def2.pdf", "minutes", 6, (1, 1)),
        ("01 Conseil municipal/2020-07-04 installation.pdf", "minutes", 3, (1, 1)),
    ],
)
def test_the_invented_city_has_its_acts(city, paper, kind, count, first):
    acts = split_file(city / paper, kind=kind)
    assert len(acts) == count
    assert (acts[0].first_page, acts[0].last_page) == first
    assert [act.rank for act in acts] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("paper", "kind"),
    [
        ("01 Conseil municipal/DEL-2023-022 abrogation.pdf", "deliberation"),
        ("01 Conseil municipal/DEL-2019-014 Vaucreuse sereine.pdf", "deliberation"),
        ("05 CADA/2021-01-12 demande.pdf", ""),
        ("03 Marché 19-VP-07/RAO 19-VP-07.pdf", ""),
        ("03 Marché 19-VP-07/Acte d’engagement signé.pdf", ""),
    ],
)
def test_papers_of_the_invented_city_that_are_one_thing_hold_none(city, paper, kind):
    assert split_file(city / paper, kind=kind) == ()

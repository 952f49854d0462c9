"""The making of the city: the same bytes twice, and nothing left out of the manifest, the recipes and the table."""

import csv
import re
import tomllib
from pathlib import Path

import pytest

from .conftest import PAPERS, list_papers

HERE = Path(__file__).parent


def test_the_manifest_names_papers_that_exist_and_leaves_others_out():
    with (HERE / "manifest.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["path", "title", "date", "body", "kind"]
    assert {row["path"] for row in rows} < set(list_papers())
    assert 0.35 < len(rows) / len(list_papers()) < 0.65
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["date"]) for row in rows)
    assert {len(row["date"]) for row in rows} == {4, 7, 10}


def test_the_7z_holds_its_members(truth, tmp_path):
    py7zr = pytest.importorskip("py7zr", reason="the extra `city` is not installed")
    for path, members in truth["members"].items():
        if path.endswith(".7z"):
            with py7zr.SevenZipFile(PAPERS / path) as pack:
                assert set(pack.getnames()) == set(members)
                pack.extractall(tmp_path)
    paper, _pack, member = truth["copies"]["child_of"][0]
    assert (tmp_path / member).read_bytes() == (PAPERS / paper).read_bytes()


def test_every_paper_has_a_recipe_and_a_word_on_what_is_hard():
    recipes = tomllib.loads((HERE / "make" / "recipes.toml").read_text("utf-8"))
    catalogue = tomllib.loads((HERE / "make" / "catalogue.toml").read_text("utf-8"))
    made = {f"{folder}/{name}" for folder, rows in recipes.items() for name in rows}
    assert made == set(catalogue) == set(list_papers())


MADE_TWICE = (
    "2021-04-01 PV.pdf",
    "DEL-2019-087.pdf",
    "DEL-2022-048.pdf",
    "BPU.xlsx",
    "CCAP.odt",
    "Avenant 1.docx",
    "VIGIE rapport d'exploitation.pdf",
    "bordereau 7.png",
    "clé USB.7z",
    "export_portail.zip",
    "boîte DGS.mbox",
)
PACKAGES = (
    "fpdf",
    "odf",
    "openpyxl",
    "py7zr",
    "docx",
    "pptx",
    "reportlab",
    "xlsxwriter",
    "font_roboto",
    "font_source_sans_pro",
)


@pytest.mark.parametrize("name", MADE_TWICE)
def test_a_paper_made_twice_has_the_same_bytes(name):
    for package in PACKAGES:
        pytest.importorskip(package, reason="the extra `city` is not installed")
    from .make.recipes import make_paper

    recipes = tomllib.loads((HERE / "make" / "recipes.toml").read_text("utf-8"))
    (recipe,) = [rows[name] for rows in recipes.values() if name in rows]
    assert make_paper(recipe) == make_paper(recipe)


def test_every_paper_has_its_row_in_the_table():
    table = (HERE / "README.md").read_text("utf-8")
    assert [path for path in list_papers() if f"| `{path}` |" not in table] == []

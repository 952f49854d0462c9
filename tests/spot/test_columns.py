"""Headings become fields, as town halls write them; what a person said goes before."""

import time
import tomllib
from pathlib import Path

import pytest

from contrechamp.spot import columns as module
from contrechamp.spot.columns import Understanding, compute_signature, fold_heading, open_columns, read_kinds

PROCURE = (
    "numéro | objet | nature | acheteur | SIRET acheteur | titulaire | SIRET titulaire | montant | montant minimum | "
    "montant maximum | date | date de notification | durée en mois | procédure | CPV | lieu | lot | modification | avis"
)
FIELDS = (
    "number subject kind buyer buyer_siret supplier supplier_siret amount amount_minimum amount_maximum date "
    "notified_on duration_months procedure cpv place lot amendment notice"
)


@pytest.fixture(scope="module")
def columns():
    return open_columns()


def test_the_headings_of_our_own_readers_are_all_understood(columns):
    found = columns.understand(PROCURE.split(" | "))
    assert (found.kind, " ".join(found.fields)) == ("contracts", FIELDS)
    fixed = columns.understand(["nom", "type", "adresse", "commune", "latitude", "longitude"])
    fields = ("name", "camera_type", "place", "commune", "latitude", "longitude")
    assert fixed == Understanding("cameras", fields)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Attributaire", "supplier"),
        ("Titulaire du marché", "supplier"),
        ("NOM DE L'ATTRIBUTAIRE + CODE POSTAL", "supplier"),
        ("Nom de l’attributaire + code postal + ville", "supplier"),
        ("titulaire_id", "supplier_siret"),
        ("SIRET du titulaire", "supplier_siret"),
        ("Mt HT", "amount"),
        ("Montant du marché - tranche de 20 000 € HT à 49 999 € HT", "amount"),
        ("Montant maxi", "amount_maximum"),
        ("Montant minimum HT", "amount_minimum"),
        ("N° marché", "number"),
        ("Numéro du marché", "number"),
        ("Objet du marché", "subject"),
        ("type de marchés (fournitures ou services ou travaux)", "kind"),
        ("Date de notification", "notified_on"),
        ("dateNotification", "notified_on"),
        ("codeCPV", "cpv"),
        ("dureeMois", "duration_months"),
        ("Pouvoir adjudicateur", "buyer"),
        ("", ""),
        ("Observations", ""),
    ],
)
def test_headings_of_contracts_as_town_halls_write_them(columns, heading, field):
    assert columns.understand(["Titulaire", "Objet", heading], kind="contracts").fields[2] == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nom,C,254", "name"),
        ("Adresse,C,254", "place"),
        ("Année,N,9,0", "installed_on"),
        ("camera:type", "camera_type"),
        ("surveillance:zone", "zone"),
        ("camera:direction", "direction"),
        ("start_date", "installed_on"),
        ("Code INSEE", "insee"),
        ("Nombre de caméras", "count"),
        ("Durée de conservation (jours)", "retention"),
        ("X", "longitude"),
        ("lat", "latitude"),
        ("QUARTMNO,C,2", ""),
    ],
)
def test_headings_of_camera_files(columns, heading, field):
    assert columns.understand([heading], kind="cameras").fields == (field,)


@pytest.mark.parametrize(
    "headings",
    [
        ("Nom", "Prénom", "Groupe"),
        ("Date", "Montant"),
        ("Article", "Désignation", "Quantité"),
        ("", ""),
        ("Lot", "Prix"),
        (
            "N° asso.",
            "Association",
            "Nature",
            "Montant",
        ),  # subsidies: a nature of theirs is no line of a budget
    ],
)
def test_tables_of_something_else_are_not_taken_for_ours(columns, headings):
    assert columns.understand(headings).kind == ""


def test_budget_lines_are_known(columns):
    headings = ("Exercice", "I_F", "D_R", "Nature", "SousFonction", "BP", "Libellé fonction")
    fields = ("date", "section", "direction", "nature", "function", "amount", "subject")
    assert columns.understand(headings) == Understanding("budgets", fields)


def test_headings_are_folded():
    assert fold_heading("  N°  MARCHÉS  ") == "no marche"
    assert fold_heading("Nom,C,254") == "nom"
    assert fold_heading("denominationSociale") == "denomination sociale"
    assert fold_heading("camera:direction") == "camera direction"


def test_a_signature_forgets_numbers_case_and_accents_but_not_order():
    first = compute_signature(["Titulaire", "Montant de 20 000 à 49 999 €"])
    assert first == compute_signature(["TITULAIRES", "montant de 50 000 à 89 999 €"])
    assert first != compute_signature(["Montant de 20 000 à 49 999 €", "Titulaire"])


def write_said(folder: Path, headings, *, kind="cameras", **said) -> None:
    lines = [f'[files."{compute_signature(headings)}"]', f'kind = "{kind}"']
    lines += [
        f'[files."{compute_signature(headings)}".columns]',
        *(f'"{name}" = "{one}"' for name, one in said.items()),
    ]
    (folder / module.OWN_NAME).write_text("\n".join(lines), encoding="utf-8")


def test_what_a_person_said_goes_before_what_headings_say(tmp_path):
    headings = ("Repere", "Truc", "Adresse")
    write_said(tmp_path, headings, Repere="name", Truc="installed_on", Adresse="-")
    found = open_columns(tmp_path).understand(headings)
    assert found == ("cameras", ("name", "installed_on", ""), True, (2,))
    assert open_columns().understand(headings).kind == ""


@pytest.mark.parametrize("text", ["", "no toml [", "files = 3", '[files.x]\nkind = "rien"', "[files]\nx = 1"])
def test_a_file_of_nonsense_says_nothing(tmp_path, text):
    (tmp_path / module.OWN_NAME).write_text(text, encoding="utf-8")
    assert open_columns(tmp_path).said == {}


def test_fields_that_do_not_exist_are_left_out(tmp_path):
    headings = ("A", "B")
    write_said(tmp_path, headings, A="name", B="colour")
    assert open_columns(tmp_path).understand(headings).fields == ("name", "")


def test_every_group_of_forms_has_its_source_and_its_label():
    data = tomllib.loads(Path(module.__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    for kind, table in data.items():
        fields = {name: one for name, one in table.items() if isinstance(one, dict)}
        assert all(one["label"] and one["source"] for one in fields.values()), kind
        assert all(set(group) <= set(fields) for group in [*table["needs"], table["weak"]]), kind


def test_no_form_says_two_things():
    data = tomllib.loads(Path(module.__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    for kind, table in data.items():
        fields = [one for one in table.values() if isinstance(one, dict)]
        forms = [
            fold_heading(form) for one in fields for form in {*one.get("forms", ()), *one.get("exact", ())}
        ]
        distinct = {fold_heading(form) for form in forms}
        said = {}
        for one in fields:
            for form in {fold_heading(form) for form in (*one.get("forms", ()), *one.get("exact", ()))}:
                assert said.setdefault(form, one["label"]) == one["label"], (kind, form)
        assert len(distinct) == len(said)
    assert set(read_kinds()) == set(data)


def test_no_form_is_longer_than_what_is_looked_at():
    forms = [form for kind in read_kinds().values() for form in kind.forms]
    assert max(form.count(" ") + 1 for form in forms) <= module._MOST_WORDS


@pytest.mark.parametrize("heading", ["montant " * 40, "a" * 20_000, " " * 20_000, "Aa" * 10_000, "n° " * 90])
def test_thousands_of_hostile_headings_cost_little(columns, heading):
    start = time.process_time()
    columns.understand([f"{heading}{number}" for number in range(2_000)])
    for _ in range(100):
        columns.is_heading_row([heading] * 16_000)
        columns.is_heading_row([heading.strip() or "x"] * 100)
    assert time.process_time() - start < 2


def test_a_row_of_headings_inside_a_table_is_seen(columns):
    assert columns.is_heading_row(["Attributaire", "Objet du marché", "Montant - tranche 2"])
    assert not columns.is_heading_row(["ALPHA 34000", "Objet du marché de travaux", "12 000"])
    assert not columns.is_heading_row(["Objet"])

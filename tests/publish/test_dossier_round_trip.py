"""The sample city's dossier leaves and comes back: all that two members say in sheets, nothing lost and nothing added.

What the sheets quote is written out as plain papers, so that nothing has to be recognised first.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.publish.conftest import DAY, LATER, NOW, Town, keep
from tests.publish.test_coming_back import list_facts, take_bag, take_sqlite

from contrechamp.archive import Archive
from contrechamp.config import Config
from contrechamp.link.sheets.form import Quote, Sheet
from contrechamp.link.sheets.reading import read_sheet
from contrechamp.pipeline.exporting import ExportRequest, export
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.pipeline.sheets import apply_sheets
from contrechamp.vocabulary.judgement import JudgementKind as Kind

DOSSIER = Path(__file__).parents[1] / "city" / "dossier"
LONGEST = 2_000  # characters of a page


def read_sheets(member: str) -> list[Sheet]:
    return [read_sheet(path.name, path.read_bytes()) for path in sorted((DOSSIER / member).iterdir())]


def write_papers(sheets: list[Sheet], folder: Path) -> list[Sheet]:
    """The same sheets, quoting short papers of one page that hold nothing but what is quoted."""
    texts: list[str] = [""]
    moved: dict[Quote, Quote] = {}
    for quote in (
        quote for sheet in sheets for line in (*sheet.entities, *sheet.facts) for quote in line.quotes
    ):
        if quote not in moved:
            if len(texts[-1]) + len(quote.words) > LONGEST:
                texts.append("")
            texts[-1] += f"{quote.words}\n\n"
            moved[quote] = Quote(f"{len(texts)}.txt", 1, quote.words)
    for number, text in enumerate(texts, start=1):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return [move_quotes(sheet, moved) for sheet in sheets]


def move_quotes(sheet: Sheet, moved: dict[Quote, Quote]) -> Sheet:
    def move(line):
        return replace(line, quotes=tuple(moved[quote] for quote in line.quotes))

    entities, facts = tuple(map(move, sheet.entities)), tuple(map(move, sheet.facts))
    return replace(sheet, entities=entities, facts=facts, documents={})


def export_city(town: Town, kind: str, path: Path, **more: object) -> None:
    request = ExportRequest(kind, path, made_at=LATER, on=DAY, publisher="Le collectif", **more)
    export(town.observatory, request, say=lambda sentence, **values: sentence.format(**values))


def give_papers(town: Town, folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        keep(town, path, "Ville")
    town.observatory.process()
    town.observatory.publish_collection("Ville")


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The dossier as both members gave it; then one line was taken back, and one place contested."""
    folder = tmp_path_factory.mktemp("city")
    (folder / "papers").mkdir()
    camille, sacha = read_sheets("camille"), read_sheets("sacha")
    camille = write_papers(camille, folder / "papers")
    Archive.create(folder / "archive", created_at=NOW).close()
    with open_observatory(Config(folder / "archive", workers=1), clock=lambda: NOW) as observatory:
        town = Town(observatory)
        give_papers(town, folder / "papers")
        for sheets, member in ((camille, "Camille"), (sacha, "Sacha")):
            assert apply_sheets(observatory, sheets, by=member, at=NOW).problems == ()
        shorter = [*camille[:-1], replace(camille[-1], facts=camille[-1].facts[1:])]
        assert apply_sheets(observatory, shorter, by="Camille", at=NOW, take_back=True).is_kept
        place = f"{next(iter(town.digests.values()))}/1/0-4"
        town.decide(Kind.CONTEST, place=place, reason="ce n’est pas une caméra")
        yield town, folder / "papers"


def list_decisions(town: Town) -> list:
    said, _total = town.observatory.desk.view(None).list_judgements(limit=-1)
    return said


def test_the_dossier_has_what_only_sheets_say(city):
    town, _papers = city
    kinds = {one.kind for one in list_decisions(town)}
    assert kinds >= {Kind.ENTITY, Kind.FACT, Kind.NAME, Kind.SECOND, Kind.UNDO, Kind.CONTEST}
    keys = {key for one in list_decisions(town) for key in one.content}
    assert keys >= {"sheet", "confirmed", "place"} and len(list_facts(town)) > 400


@pytest.mark.parametrize("kind", ["sqlite", "bagit"])
def test_the_dossier_comes_back_without_loss(city, make_observatory, tmp_path, kind):
    town, papers = city
    other = Town(make_observatory("other"))
    export_city(town, kind, tmp_path / "out", is_team=True)
    if kind == "sqlite":
        give_papers(other, papers)
        taken = take_sqlite(other, tmp_path / "out")
    else:
        _kept, taken = take_bag(other, tmp_path / "out")
        other.observatory.publish_collection("Ville")
    assert (taken.waiting, taken.kept, taken.confirmed_persons) == (0, 0, 2)
    assert list_decisions(other) == list_decisions(town) and taken.taken == len(list_decisions(town))
    assert list_facts(other) == list_facts(town)
    for one, two in zip(list_seen(other), list_seen(town), strict=True):
        assert one == two


def list_seen(town: Town) -> list:
    """Entities and facts that everybody sees."""
    view = town.observatory.desk.view(("Ville",))
    return [*(one.entity for one in view.list_entities(limit=10_000)[0]), *view.list_facts(limit=None)[0]]


def test_what_everybody_sees_of_the_dossier_comes_back(city, make_observatory, tmp_path):
    town, papers = city
    other = Town(make_observatory("other"))
    export_city(town, "sqlite", tmp_path / "out")
    give_papers(other, papers)
    taken = take_sqlite(other, tmp_path / "out")
    assert (taken.waiting, taken.kept) == (0, 0) and len(list_facts(other)) > 400

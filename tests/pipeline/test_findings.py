"""What was found in a document: written once, read page by page, made again when its rules or words change."""

from datetime import UTC, datetime

import pytest

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.pipeline.findings import FINDINGS_NAME, FindingsFile, FindingsWriter, list_named
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.search import Question
from contrechamp.vocabulary.table import Cell, Row, Table, read_cells

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = "lieu | caméras\nMairie | 3"


def make_mention(kind, value, *, page=1, **details):
    return Mention(kind, page, 0, 4, "lieu", value, "test/rule", "1", details)


@pytest.fixture
def observatory(tmp_path):
    Archive.create(tmp_path / "archive", created_at=NOW).close()
    with open_observatory(Config(tmp_path / "archive", workers=1), clock=lambda: NOW) as observatory:
        observatory.ensure_collection("Ville")
        yield observatory


def keep(observatory, path):
    (receipt,) = observatory.receive(make_captures([path], collection="Ville", received_at=NOW))
    observatory.process()
    return receipt.digest


def test_what_is_written_is_read_again_page_by_page(tmp_path):
    row = Row((Cell(0, 15, 21), Cell(1, 24, 25)))
    table = Table(1, 1, ("lieu", "caméras"), (row,), "text")
    place = make_mention(MentionKind.PLACE, "Vaucreuse", insee="99001")
    act = Act(1, 1, 2, 0, 10, number="2025-12", title="portant autorisation", rule="heading", version="1")
    allowed = Authorisation(1, 1, commune="Vaucreuse", cameras_inside=3, rule="order", version="1")
    writer = FindingsWriter(tmp_path / FINDINGS_NAME)
    writer.add([table], [place])
    writer.add([], [])
    assert not (tmp_path / FINDINGS_NAME).exists()
    writer.close([act], [allowed])
    file = FindingsFile(tmp_path / FINDINGS_NAME)
    assert (file.page_count, file.tables(1), file.tables(2)) == (2, (table,), ())
    assert (file.mentions(1), file.mentions(2)) == ((place,), ())
    assert (file.acts(), file.authorisations()) == ((act,), (allowed,))
    assert read_cells(TEXT, file.tables(1)[0].rows[0], columns=2) == ("Mairie", "3")
    file.close()


def test_the_facets_of_a_page_are_its_technologies_its_places_and_the_companies_among_its_actors(tmp_path):
    writer = FindingsWriter(tmp_path / FINDINGS_NAME)
    writer.add(
        [],
        [
            make_mention(MentionKind.TECHNOLOGY, "drone"),
            make_mention(MentionKind.TECHNOLOGY, "drone"),
            make_mention(MentionKind.PLACE, "Vaucreuse"),
            make_mention(MentionKind.ACTOR, "Ville de Vaucreuse", category="body"),
            make_mention(MentionKind.ACTOR, "Optivox", category="company"),
        ],
    )
    writer.close([], [])
    assert list_named(tmp_path, 1, 1) == [(("drone",), ("Optivox",), ("Vaucreuse",))]
    assert list_named(tmp_path / "nowhere", 1, 2) == [((), (), ()), ((), (), ())]


def test_a_document_that_waits_has_no_findings_and_one_that_was_spotted_has_a_file(observatory, tmp_path):
    (tmp_path / "note.txt").write_text("Une caméra.", encoding="utf-8")
    digest = keep(observatory, tmp_path / "note.txt")
    folder = observatory.archive.derived_folder(digest)
    assert (folder / FINDINGS_NAME).exists()
    (folder / FINDINGS_NAME).unlink()
    assert observatory.findings.acts(digest) == ()
    assert observatory.findings.mentions(digest, 1) == ()
    assert list(observatory.findings.iterate_mentions(digest)) == []


def test_everything_is_spotted_again_when_a_collective_changes_its_own_words(observatory, tmp_path):
    (tmp_path / "note.txt").write_text("Une caméra.", encoding="utf-8")
    digest = keep(observatory, tmp_path / "note.txt")
    found = observatory.archive.derived_folder(digest) / FINDINGS_NAME
    before = found.stat().st_mtime_ns
    observatory.process()
    assert found.stat().st_mtime_ns == before
    own = observatory.archive.lexicons_folder
    own.mkdir()
    (own / "mots.toml").write_text("", encoding="utf-8")
    assert observatory.has_work()
    observatory.process()
    assert found.stat().st_mtime_ns > before
    assert not observatory.has_work()


def test_pages_that_are_gone_are_read_again_before_they_are_spotted(observatory, tmp_path):
    (tmp_path / "note.txt").write_text("Une caméra.", encoding="utf-8")
    digest = keep(observatory, tmp_path / "note.txt")
    next(observatory.archive.derived_folder(digest).glob("read-*")).unlink()
    assert observatory.retry([digest], step="spot") == {"spot": [digest]}
    observatory.process()
    assert observatory.read_page(digest, 1).text == "Une caméra."
    assert not observatory.has_work()


ORDER = """PRÉFECTURE DE LA LORME
ARRÊTÉ PRÉFECTORAL n° 2024-118 portant autorisation d'installation d'un système de vidéoprotection
Le préfet de la Lorme,
Vu le code de la sécurité intérieure, notamment ses articles L. 251-1 à L. 255-1 ;
ARRÊTE
Article 1er : La commune de Vaucreuse est autorisée à mettre en œuvre un système de vidéoprotection de 2 caméras
intérieures et 4 caméras extérieures, conformément au dossier présenté, enregistré sous le numéro 2024/0118.
Article 2 : Les enregistrements sont détruits dans un délai maximum de 15 jours.
Fait à Champlorme, le 4 mars 2024
"""


def test_a_document_that_is_one_order_is_its_own_act(observatory, tmp_path):
    (tmp_path / "arrete.txt").write_text(ORDER, encoding="utf-8")
    digest = keep(observatory, tmp_path / "arrete.txt")
    (allowed,) = observatory.findings.authorisations(digest)
    assert (allowed.act, allowed.cameras_inside, allowed.cameras_outside) == (0, 2, 4)
    assert (allowed.retention_days, allowed.file_number) == (15, "2024/0118")


def test_pages_chosen_by_what_they_name_are_shown_where_they_name_it(observatory, tmp_path):
    text = "Le conseil se réunit. " * 60 + "Un drone survole la place. " + "Le conseil se sépare. " * 60
    (tmp_path / "note.txt").write_text(text, encoding="utf-8")
    keep(observatory, tmp_path / "note.txt")
    (hit,) = observatory.ask(Question("", filters={"technology": ("drone",)})).hits
    assert [hit.snippet[span.start : span.end] for span in hit.spans] == ["drone"]
    assert hit.at == text.index("drone")
    (plain,) = observatory.ask(Question("")).hits
    assert plain.spans == () and plain.at is None


def test_a_document_that_cannot_be_spotted_leaves_the_others_of_its_task_alone(
    observatory, tmp_path, monkeypatch
):
    from contrechamp.pipeline import spotting
    from contrechamp.pipeline.tasks import SpotTask

    for number in range(3):
        (tmp_path / f"note {number}.txt").write_text(f"Une caméra, {number}.", encoding="utf-8")
    digests = [keep(observatory, tmp_path / f"note {number}.txt") for number in range(3)]
    spot = spotting.spot_page

    def break_at_one(page, **known):
        if "1" in page.text:
            raise ValueError("essai")
        return spot(page, **known)

    monkeypatch.setattr(spotting, "spot_page", break_at_one)
    task = SpotTask(observatory.archive.folder, tuple(digests))
    outcome = spotting.spot_documents(observatory.archive, task)
    assert outcome.failed == {digests[1]: "essai"} and set(outcome.named) == {digests[0], digests[2]}
    assert observatory.findings.mentions(digests[1], 1) == ()  # nothing of before stays


def test_an_editor_at_work_among_the_words_stops_nothing(observatory, tmp_path):
    own = observatory.archive.lexicons_folder
    own.mkdir()
    (own / ".#mots.toml").symlink_to("camille@bureau.1234")
    (own / "dossier.toml").mkdir()
    (own / "columns.toml").write_text(
        '[files.x]\nkind = ["contracts"]\n[files.x.columns]\n"Nom" = ["name"]\n', "utf-8"
    )
    (tmp_path / "note.txt").write_text("Une caméra.", encoding="utf-8")
    digest = keep(observatory, tmp_path / "note.txt")
    assert observatory.findings.mentions(digest, 1)
    assert not observatory.has_work()

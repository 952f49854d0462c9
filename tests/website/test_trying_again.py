"""The team has a document that failed done again, with a password where one is needed."""

import tomllib
from pathlib import Path

from tests.website.site import take_in

from contrechamp.vocabulary.digest import compute_digest

CITY = Path(__file__).parents[1] / "city"
SECRET = tomllib.loads((CITY / "truth.toml").read_text(encoding="utf-8"))["secret"]


def process(site) -> None:
    with site.open() as observatory:
        observatory.process()


def test_the_team_opens_a_locked_document_with_its_password(site, reader, member):
    content = (CITY / "papers" / SECRET["path"]).read_bytes()
    digest = compute_digest(content)
    take_in(site, [("locked", "coffre", "rapport.pdf", content)])
    shown = member.get(f"/d/{digest}/")
    assert "L’ouvrir avec son mot de passe" in shown.content.decode()
    assert shown["Referrer-Policy"] == "same-origin"  # without it a browser's form would be refused
    assert member.post(f"/equipe/relire/{digest}", {"password": ""}).status_code == 422
    wrong = member.post(f"/equipe/relire/{digest}", {"password": "Tulipes-1907"})
    assert wrong["Location"] == f"/d/{digest}/"
    assert "Un nouvel essai est en cours" in member.get(f"/d/{digest}/").content.decode()
    process(site)
    assert "n’ouvre pas ce fichier" in member.get(f"/d/{digest}/").content.decode()
    member.post(f"/equipe/relire/{digest}", {"password": SECRET["password"]})
    process(site)
    opened = member.get(f"/d/{digest}/").content.decode()
    assert "mot de passe" not in opened
    assert "Lire le document" in opened
    assert "reconnaissance faciale" in " ".join(member.get(f"/d/{digest}/1/").content.decode().split())
    acts = member.get("/equipe/lecture").content.decode()
    assert "mot de passe d’un document donné" in acts
    assert SECRET["password"] not in acts
    assert reader.get(f"/d/{digest}/").status_code == 404


def test_the_team_has_a_failed_document_tried_again(site, reader, member):
    digest = site.digests["broken"]
    assert "Réessayer" in member.get(f"/d/{digest}/").content.decode()
    assert "Réessayer" not in reader.get(f"/d/{digest}/").content.decode()
    assert "csrf" not in reader.get(f"/d/{digest}/").cookies
    assert member.post(f"/equipe/relire/{digest}").status_code == 302
    waiting = member.get(f"/d/{digest}/").content.decode()
    assert "Un nouvel essai est en cours" in waiting
    assert "Réessayer" not in waiting
    process(site)
    assert "Réessayer" in member.get(f"/d/{digest}/").content.decode()
    assert "document relu" in member.get("/equipe/lecture").content.decode()


def test_what_is_not_done_leaves_no_line_in_the_log(site, member):
    from contrechamp.website.accounts.models import AuditLine

    before = AuditLine.objects.count()
    for name in ("deliberation", "withdrawn"):
        for form in ({}, {"password": "Tulipes-1907"}):
            member.post(f"/equipe/relire/{site.digests[name]}", form)
    assert AuditLine.objects.count() == before
    with site.open() as observatory:
        kept = [
            observatory.archive.find_document(site.digests[n]).password for n in ("deliberation", "withdrawn")
        ]
    assert kept == ["", ""]


def test_a_withdrawn_document_is_not_tried_again(site, member):
    answer = member.post(f"/equipe/relire/{site.digests['withdrawn']}")
    assert answer.status_code == 409
    assert "Rendez-le d’abord" in answer.content.decode()

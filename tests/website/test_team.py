"""What the team can do, and nobody else: sign in, send papers, watch them being read, publish, withdraw."""

import re
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from tests.website.site import CANARY, MEMBER, PASSWORD, PUBLIC, make_message, take_in

TEAM_VIEWS = (
    "/equipe/deposer",
    "/equipe/lecture",
    "/equipe/collections",
    "/equipe/collections/reprendre?name=ville",
    f"/equipe/retirer/{'0' * 64}",
    f"/equipe/relire/{'0' * 64}",
)
CITY = Path(__file__).parents[1] / "city"
SECRET = tomllib.loads((CITY / "truth.toml").read_text(encoding="utf-8"))["secret"]


@pytest.mark.parametrize("view", TEAM_VIEWS)
def test_a_reader_is_led_to_the_sign_in(site, reader, view):
    answer = reader.get(view)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/equipe/entrer?next=")
    assert reader.post(view, {"files": b"x"}).status_code == 302


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(site, reader):
    unknown = reader.post("/equipe/entrer", {"name": "Personne", "password": "quelque chose"})
    wrong = reader.post("/equipe/entrer", {"name": MEMBER, "password": "quelque chose"})
    assert unknown.status_code == wrong.status_code == 422
    assert "ne vont pas ensemble" in wrong.content.decode()
    assert (
        unknown.content.replace(b"Personne", b"").split(b"</h1>")[1].split(b"<form")[0]
        == (wrong.content.split(b"</h1>")[1].split(b"<form")[0])
    )


def test_guessing_has_to_wait_and_the_owner_gets_in_again(site, reader):
    from django.utils import timezone

    from contrechamp.website.accounts import changes
    from contrechamp.website.accounts.models import Member

    changes.add_account("Alix", PASSWORD)
    for _ in range(5):
        reader.post("/equipe/entrer", {"name": "Alix", "password": "faux faux faux faux"})
    owner = Member.objects.get(name="Alix")
    assert owner.failed_tries == 5
    for _ in range(20):
        changes.note_failed_try(owner, at=timezone.now())
    assert (owner.no_try_before - timezone.now()).total_seconds() <= changes.LONGEST_WAIT_SECONDS
    owner.no_try_before = timezone.now() + timedelta(hours=1)
    owner.save()
    assert reader.post("/equipe/entrer", {"name": "Alix", "password": PASSWORD}).status_code == 422
    owner.no_try_before = timezone.now()
    owner.save()
    assert reader.post("/equipe/entrer", {"name": "alix", "password": PASSWORD}).status_code == 302
    assert Member.objects.get(name="Alix").failed_tries == 0


def test_signing_in_leads_nowhere_else(site, reader):
    form = {"name": MEMBER, "password": PASSWORD, "next": "https://ailleurs.exemple/"}
    assert reader.post("/equipe/entrer", form)["Location"] == "/equipe/deposer"


def test_signing_out_takes_a_button(site, member):
    assert member.get("/equipe/sortir").status_code == 200
    assert member.get("/equipe/lecture").status_code == 200
    assert member.post("/equipe/sortir").status_code == 302
    assert member.get("/equipe/lecture").status_code == 302


def test_a_form_without_its_token_changes_nothing(site):
    from django.test import Client

    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert client.post("/equipe/entrer", {"name": MEMBER, "password": PASSWORD}).status_code == 403
    page = client.get("/equipe/entrer").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"name": MEMBER, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/equipe/entrer", form).status_code == 302
    digest = site.digests["secret"]
    for view in (
        "/equipe/deposer",
        "/equipe/collections",
        "/equipe/collections/reprendre",
        f"/equipe/retirer/{digest}",
        f"/equipe/relire/{digest}",
    ):
        assert client.post(view, {"name": PUBLIC, "reason": "x", "password": "x"}).status_code == 403


def test_a_folder_is_sent_with_its_paths_and_never_leaves_the_archive(site, member):
    name = "dossier/sous-dossier/été 2024.txt"
    body = make_upload(
        [("folder", name, "Une nasse pour les caméras.".encode()), ("files", "a.txt", b"zibeline")]
    )
    answer = member.post("/equipe/deposer", body, content_type="multipart/form-data; boundary=limite")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert name in shown
    assert "2 documents reçus" in shown
    assert list((site.archive / "website" / "spool").iterdir()) == []
    digest = re.findall(r'href="/d/(\w{64})/"', shown)[-1]
    original = member.get(f"/d/{digest}/original")
    assert original.getvalue() == "Une nasse pour les caméras.".encode()
    original.close()
    with site.open() as observatory:
        observatory.process()
    assert "été 2024.txt" in member.get(f"/d/{digest}/").content.decode()


def make_upload(files: list[tuple[str, str, bytes]]) -> bytes:
    """A form as a browser writes it for a folder: with the path in the file's name."""
    parts = [b'--limite\r\nContent-Disposition: form-data; name="collection"\r\n\r\n' + "équipe".encode()]
    for field, name, content in files:
        head = f'--limite\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content)
    return b"\r\n".join([*parts, b"--limite--\r\n"])


def test_a_file_that_is_too_large_is_refused_and_the_others_are_kept(site, member):
    from django.test import override_settings

    def send(*files):
        return member.post(
            "/equipe/deposer", make_upload(files), content_type="multipart/form-data; boundary=limite"
        )

    large, small = ("files", "gros.bin", b"x" * 300_000), ("files", "petit.txt", b"Un furet.")
    with override_settings(LARGEST_FILE_BYTES=100_000):
        both, alone = send(large, small), send(large)
        assert "100" in member.get("/equipe/deposer").content.decode()
    shown = both.content.decode()
    assert both.status_code == 200
    assert "1 document reçu" in shown
    assert "gros.bin" in shown and "plus grand que 100" in shown
    assert list((site.archive / "website" / "spool").iterdir()) == []
    assert alone.status_code == 413
    assert "Rien n’a été reçu" in alone.content.decode()


def test_what_the_disk_has_no_room_for_is_refused_before_it_is_written(site, member, monkeypatch):
    import shutil

    usage = shutil.disk_usage(site.archive)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=500_000))
    body = make_upload([("files", "gros.bin", b"x" * 300_000)])
    answer = member.post("/equipe/deposer", body, content_type="multipart/form-data; boundary=limite")
    assert answer.status_code == 507
    assert "Le disque est plein" in answer.content.decode()
    assert list((site.archive / "website" / "spool").iterdir()) == []


def test_a_file_sent_where_nobody_asked_is_not_written(site, reader, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    big = b"x" * 4_000_000
    body = make_upload([("files", "gros.bin", big)])
    reader.post("/equipe/entrer", body, content_type="multipart/form-data; boundary=limite")
    assert list(tmp_path.iterdir()) == []
    assert list((site.archive / "website" / "spool").iterdir()) == []


def test_sending_nothing_says_so(site, member):
    answer = member.post("/equipe/deposer", {"collection": "équipe"})
    assert answer.status_code == 422
    assert "Choisissez au moins un fichier." in answer.content.decode()


def test_progress_renews_itself_only_for_those_who_ask(site, member):
    assert "Refresh" not in member.get("/equipe/lecture").headers
    assert member.get("/equipe/lecture?suivre=1")["Refresh"]


def test_publishing_is_a_separate_act_and_withdrawing_is_immediate(site, reader, member):
    from contrechamp.vocabulary.digest import compute_digest

    content = "La loutre regarde les caméras.".encode()
    digest = compute_digest(content)
    take_in(site, [("loutre", "lot à publier", "loutre.txt", content)])
    assert reader.get(f"/d/{digest}/").status_code == 404
    assert "lot à publier" in member.get("/equipe/collections").content.decode()
    assert member.post("/equipe/collections", {"name": "lot à publier"}).status_code == 302
    assert reader.get(f"/d/{digest}/").status_code == 200
    assert "loutre.txt" in reader.get("/chercher", {"q": "loutre"}).content.decode()
    assert member.post(f"/equipe/retirer/{digest}", {"reason": ""}).status_code == 422
    assert member.post(f"/equipe/retirer/{digest}", {"reason": "contient un nom"}).status_code == 302
    assert reader.get(f"/d/{digest}/").status_code == 404
    assert "loutre.txt" not in reader.get("/chercher", {"q": "loutre"}).content.decode()
    assert "loutre.txt" in member.get("/equipe/collections").content.decode().split("Documents retirés")[1]
    assert "Rendre le document" in member.get(f"/equipe/retirer/{digest}").content.decode()
    assert member.post(f"/equipe/retirer/{digest}").status_code == 302
    assert reader.get(f"/d/{digest}/").status_code == 200
    acts = member.get("/equipe/lecture").content.decode()
    assert "fonds publié" in acts
    assert "document retiré" in acts


def test_publishing_what_does_not_exist_is_refused(site, member):
    assert member.post("/equipe/collections", {"name": CANARY}).status_code == 404


def test_a_weak_password_is_refused(site):
    from contrechamp.errors import AccountRefused
    from contrechamp.website.accounts.changes import add_account

    with pytest.raises(AccountRefused):
        add_account("Sacha", "court")
    with pytest.raises(AccountRefused):
        add_account("", PASSWORD)


def process(site) -> None:
    with site.open() as observatory:
        observatory.process()


def test_the_team_opens_a_locked_document_with_its_password(site, reader, member):
    from contrechamp.vocabulary.digest import compute_digest

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


def test_a_collection_taken_back_shows_nowhere(site, reader, member):
    """T-A6: neither its pages nor their words, names, counts and images; what another collection shows stays."""
    from contrechamp.vocabulary.digest import compute_digest

    word, name = "gypaète", "lot à reprendre"
    turns = " ".join(f"Au tour n° {turn}, il tourne à gauche de la caméra {turn * 7}." for turn in range(40))
    alone = f"Arrêté du 3 mai 1987. Le {word} survole les caméras. {turns}"
    near = alone.replace(word, "milan")
    both = "La sittelle reste publique."
    mail = make_message("Rapaces", f"Le {word} encore.", number="<g1@exemple.org>")
    papers = [
        ("alone", name, f"{word}/arrêté.txt", alone.encode()),
        ("near", PUBLIC, "copie.txt", near.encode()),
        ("both", name, f"{word}/sittelle.txt", both.encode()),
        ("both", PUBLIC, "sittelle.txt", both.encode()),
        ("mail", name, f"{word}.eml", mail),
    ]
    digests = {label: compute_digest(content) for label, _, _, content in papers}
    take_in(site, papers)
    member.post("/equipe/collections", {"name": name})
    hidden = [
        f"/d/{digests['alone']}/{rest}"
        for rest in ("", "original", "1/", "1/image", "1/0-9/", "1/0-9/passage.png", "1/0-9/citation.txt")
    ] + [f"/d/{digests['mail']}/", f"/d/{digests['mail']}/1/"]
    for view in hidden:
        answer = reader.get(view)
        assert answer.status_code == 200, view
        answer.close()
    lists = [
        "/",
        "/bibliotheque/",
        "/bibliotheque/?annee=1987",
        "/chercher?q=cam%C3%A9ras",
        "/chercher?q=rapaces+survole",
        "/chercher?q=survole&fonds=lot+%C3%A0+reprendre",
        "/chercher.atom?q=survole+encore",
        f"/d/{digests['near']}/",
        f"/d/{digests['both']}/",
    ]
    near_view = reader.get(f"/d/{digests['near']}/").content.decode()
    assert digests["alone"] in near_view  # the controls: it was shown before
    assert word in reader.get("/chercher.atom?q=survole+encore").content.decode()
    look = member.get("/equipe/collections/reprendre", {"name": name}).content.decode()
    assert "2 documents ne seront plus visibles" in look
    assert member.get("/equipe/collections/reprendre", {"name": CANARY}).status_code == 404
    assert member.post("/equipe/collections/reprendre", {"name": name}).status_code == 302
    missing = reader.get(f"/d/{'0' * 64}/").content
    for view in hidden:
        assert reader.get(view).content == missing, view
    for view in lists:
        shown = reader.get(view).content.decode()
        assert word not in shown, view
        assert name not in shown or "fonds=" in view, view  # an address is told as it was asked
        assert digests["alone"] not in shown, view
        assert digests["mail"] not in shown, view
    chosen = reader.get("/chercher", {"q": "sittelle", "fonds": name}).content.decode()
    assert digests["both"] not in chosen  # nor can one ask which public papers stand in it too
    assert digests["both"] in reader.get("/chercher", {"q": "sittelle"}).content.decode()
    assert "sittelle" in reader.get(f"/d/{digests['both']}/1/").content.decode()
    assert word in member.get(f"/d/{digests['alone']}/1/").content.decode()
    assert "fonds repris au public" in member.get("/equipe/lecture").content.decode()

"""What the team can do, and nobody else: sign in, send papers, watch them being read, publish, withdraw."""

import re
from datetime import timedelta

import pytest
from tests.website.site import CANARY, MEMBER, PASSWORD, PUBLIC, take_in

TEAM_VIEWS = (
    "/equipe/deposer",
    "/equipe/lecture",
    "/equipe/collections",
    "/equipe/collections/publier?name=équipe",
    "/equipe/collections/reprendre?name=ville",
    f"/equipe/retirer/{'0' * 64}",
    f"/equipe/relire/{'0' * 64}",
)


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
        "/equipe/collections/publier",
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
    assert answer.status_code == 302
    shown = member.get(answer["Location"]).content.decode()
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
    assert both.status_code == 302
    shown = member.get(both["Location"]).content.decode()
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
    assert member.post("/equipe/collections", {"name": "lot à publier"}).status_code == 405
    assert reader.get(f"/d/{digest}/").status_code == 404  # the list of collections changes nothing
    assert member.post("/equipe/collections/publier", {"name": "lot à publier"}).status_code == 302
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
    assert "collection publiée" in acts
    assert "document retiré" in acts


def test_publishing_what_does_not_exist_is_refused(site, member):
    for name in (CANARY, PUBLIC, ""):
        assert member.get("/equipe/collections/publier", {"name": name}).status_code == 404
        assert member.post("/equipe/collections/publier", {"name": name}).status_code == 404


def test_a_weak_password_is_refused(site):
    from contrechamp.errors import AccountRefused
    from contrechamp.website.accounts.changes import add_account

    with pytest.raises(AccountRefused):
        add_account("Sacha", "court")
    with pytest.raises(AccountRefused):
        add_account("", PASSWORD)

"""Anybody contests what a rule found or what was established: without account, cookie or script; bounded; unseen."""

import re
import secrets
import time
from datetime import timedelta

import pytest
from tests.website.registry.speaking import add_entity, add_fact, last_audit_line, public_view


@pytest.fixture(autouse=True)
def empty_queue(site):
    from contrechamp.website.registry.models import Contest, ContestTally, ContestToken

    Contest.objects.all().delete()
    ContestToken.objects.all().delete()
    ContestTally.objects.all().delete()


@pytest.fixture
def fact(cameras):
    return add_fact(add_entity("project", "Réseau contesté"), "counts", words=cameras, value="12")


def sign(key: str, *, seconds_ago: int = 60) -> str:
    """The token of a form that was opened so long ago."""
    from django.core.signing import TimestampSigner, b62_encode

    class EarlierSigner(TimestampSigner):
        def timestamp(self) -> str:
            return b62_encode(int(time.time()) - seconds_ago)

    return EarlierSigner(salt="contest").sign(f"{key} {secrets.token_hex(8)}")


def send(person, key: str, reason: str = "Le compte date d’avant les travaux.", **more):
    form = {"reason": reason, "pris": sign(key), **more.pop("form", {})}
    return person.post(f"/contester/{key}", form, **more)


def count_waiting() -> int:
    from contrechamp.website.registry.models import Contest

    return Contest.objects.count()


def test_a_reader_contests_a_fact_and_nothing_shows_before_a_member_accepts(reader, member, fact):
    key = f"fait/{fact.id}"
    form = reader.get(f"/contester/{key}")
    assert form.status_code == 200 and not form.cookies and "Set-Cookie" not in form.headers
    assert "Le réseau contesté compte 12\u00a0appareils." in form.content.decode()
    sent = send(reader, key)
    assert sent.status_code == 200 and not sent.cookies and "C’est reçu" in sent.content.decode()
    assert public_view().find_fact(fact.id).contest == ""
    waiting = member.get("/equipe/contestations/").content.decode()
    assert "Le compte date d’avant les travaux." in waiting
    number = re.search(r'value="accept-(\d+)"', waiting)[1]
    empty = member.post("/equipe/contestations/", {"decision": f"accept-{number}"})
    assert empty.status_code == 422 and count_waiting() == 1
    said = {f"c{number}-reason": "Le procès-verbal en compte dix."}
    answer = member.post("/equipe/contestations/", {"decision": f"accept-{number}", **said})
    assert answer.status_code == 302 and count_waiting() == 0
    assert public_view().find_fact(fact.id).contest == "Le procès-verbal en compte dix."
    assert last_audit_line() == f"Camille contest shown {fact.id}"
    assert "Défaire cette décision" in member.get(answer["Location"]).content.decode()


def test_nothing_about_the_reader_is_kept(reader, fact):
    from contrechamp.website.registry.models import Contest

    send(reader, f"fait/{fact.id}", headers={"user-agent": "Navigateur"}, REMOTE_ADDR="203.0.113.9")
    (kept,) = Contest.objects.values()
    assert set(kept) == {"id", "target", "reason", "received_on"}


def test_what_is_set_aside_leaves_no_word(reader, member, fact):
    send(reader, f"fait/{fact.id}", "Un mot de trop.")
    from contrechamp.website.registry.models import Contest

    member.post("/equipe/contestations/", {"decision": f"aside-{Contest.objects.get().pk}"})
    assert count_waiting() == 0 and public_view().find_fact(fact.id).contest == ""
    assert last_audit_line() == f"Camille contest set aside fait/{fact.id}"
    gone = member.post("/equipe/contestations/", {"decision": "aside-999"})
    assert gone.status_code == 422


def test_what_a_rule_spotted_is_contested_in_its_place(site, reader, member):
    page = f"/d/{site.digests['deliberation']}/1/"
    address = re.search(r'href="(/contester/mention/[^"]+)"', reader.get(page).content.decode())[1]
    assert "Une règle a repéré cela" in reader.get(address).content.decode()
    send(reader, address.removeprefix("/contester/"), "Ce n’est pas un acteur.")
    assert "Contesté" not in reader.get(page).content.decode()
    from contrechamp.website.registry.models import Contest

    number = Contest.objects.get().pk
    form = {"decision": f"accept-{number}", f"c{number}-reason": "Ce mot ne nomme personne."}
    assert member.post("/equipe/contestations/", form).status_code == 302
    shown = reader.get(page).content.decode()
    assert "Contesté" in shown and "Ce mot ne nomme personne." in shown
    from tests.website.registry.speaking import last_judgement

    member.post("/equipe/arbitrages/", {"decision": last_judgement().id})
    assert "Contesté" not in reader.get(page).content.decode()


def test_an_act_and_what_it_authorises_are_contested(site, reader, member):
    act = f"/d/{site.digests['gazette']}/actes/2/"
    key = f"acte/{site.digests['gazette']}/2"
    assert reader.get(act).content.decode().count(f'href="/contester/{key}"') >= 2
    send(reader, key)
    from contrechamp.website.registry.models import Contest

    number = Contest.objects.get().pk
    form = {"decision": f"accept-{number}", f"c{number}-reason": "Il en manque une page."}
    member.post("/equipe/contestations/", form)
    assert "Il en manque une page." in reader.get(act).content.decode()
    from tests.website.registry.speaking import last_judgement

    member.post("/equipe/arbitrages/", {"decision": last_judgement().id})


def test_what_a_reader_may_not_see_cannot_be_contested(site, reader, member, secret, cameras):
    hidden = add_fact(add_entity("project", "Réseau caché"), "counts", words=secret, value="3")
    keys = [f"fait/{hidden.id}", f"fiche/{hidden.subject}", f"mention/{site.digests['secret']}/1/0-3"]
    keys += [f"acte/{site.digests['secret']}/1", "fait/zzzzzzzzzz", f"mention/{'0' * 64}/1/0-3"]
    keys += [f"mention/{site.digests['deliberation']}/1/0-1", f"mention/{site.digests['deliberation']}/9/0-1"]
    for key in keys:
        assert reader.get(f"/contester/{key}").status_code == 404, key
        assert send(reader, key).status_code == 404, key
    assert count_waiting() == 0
    assert member.get(f"/contester/fait/{hidden.id}").status_code == 200


def test_a_mention_of_a_person_is_the_teams_alone(site, reader, member):
    from tests.website.registry.waiting import find_observatory

    found = find_observatory().findings.mentions(site.digests["deliberation"], 1)
    person = next(one for one in found if one.kind == "person")
    address = f"/contester/mention/{site.digests['deliberation']}/1/{person.start}-{person.end}"
    assert reader.get(address).status_code == 404 and member.get(address).status_code == 200


def test_the_queue_and_the_day_are_bounded(reader, fact):
    from contrechamp.website.registry import contest_changes as contests
    from contrechamp.website.registry.models import Contest, ContestTally

    key = f"fait/{fact.id}"
    day = ContestTally(day="2020-01-01", count=contests.MOST_A_DAY)
    day.save()
    for number in range(contests.MOST_A_DAY):
        ContestTally.objects.filter(day__gt="2020-01-01").update(count=number)
        Contest.objects.update(target="fait/autre00000")
        assert send(reader, key).status_code == 200
    full = send(reader, key, "Trop tard ?")
    assert (
        full.status_code == 429
        and "Sur papier" in full.content.decode()
        and "Trop tard ?" in full.content.decode()
    )
    assert count_waiting() == contests.MOST_A_DAY
    assert not ContestTally.objects.filter(pk=day.pk).exists()  # a day that is over is forgotten
    ContestTally.objects.all().delete()
    today = Contest.objects.first().received_on
    missing = contests.MOST_WAITING - contests.MOST_A_DAY
    Contest.objects.bulk_create(Contest(target=key, reason="x", received_on=today) for _ in range(missing))
    assert send(reader, key).status_code == 429
    assert count_waiting() == contests.MOST_WAITING


def test_a_form_of_another_site_is_refused(reader, fact):
    answer = send(reader, f"fait/{fact.id}", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "venait d’un autre site" in answer.content.decode()
    assert count_waiting() == 0


@pytest.mark.parametrize(
    ("token", "said"),
    [
        (lambda key: sign(key, seconds_ago=1), "plus rapide"),
        (lambda key: sign(key, seconds_ago=int(timedelta(days=2).total_seconds())), "trop longtemps"),
        (lambda key: sign("fait/autre00000"), "trop longtemps"),
        (lambda key: "x", "trop longtemps"),
        (lambda key: "", "trop longtemps"),
    ],
)
def test_a_form_that_a_program_sends_is_refused_and_its_words_stay(reader, fact, token, said):
    key = f"fait/{fact.id}"
    answer = send(reader, key, "Mes mots.", form={"pris": token(key)})
    shown = answer.content.decode()
    assert answer.status_code == 422 and said in shown and "Mes mots." in shown
    assert count_waiting() == 0


@pytest.mark.parametrize("reason", ["", "   ", "x" * 2001])
def test_a_reason_is_needed_and_has_an_end(reader, fact, reason):
    assert send(reader, f"fait/{fact.id}", reason).status_code == 422
    assert count_waiting() == 0


def test_a_script_in_a_reason_stays_text(reader, member, fact):
    send(reader, f"fait/{fact.id}", "<script>alert(1)</script>\u202eab")
    shown = member.get("/equipe/contestations/").content.decode()
    assert "&lt;script&gt;" in shown and "<script>alert" not in shown and "\u202e" not in shown


def test_an_entry_is_contested_too(reader, member, fact):
    send(reader, f"fiche/{fact.subject}", "Ce réseau n’existe pas.")
    from contrechamp.website.registry.models import Contest

    number = Contest.objects.get().pk
    form = {"decision": f"accept-{number}", f"c{number}-reason": "Son nom est nié."}
    member.post("/equipe/contestations/", form)
    assert public_view().find_entity(fact.subject).contest == "Son nom est nié."


def test_a_form_is_taken_once_and_a_replay_waits_nowhere(reader, fact):
    key = f"fait/{fact.id}"
    token = sign(key)
    assert send(reader, key, form={"pris": token}).status_code == 200
    for _ in range(20):
        again = send(reader, key, "Encore.", form={"pris": token})
        assert again.status_code == 409 and "déjà été envoyé" in again.content.decode()
    assert count_waiting() == 1 and "Encore." in again.content.decode()


def test_used_forms_are_forgotten_once_they_have_expired(reader, fact):
    from contrechamp.website.registry.models import ContestToken

    ContestToken.objects.create(digest="0" * 64, day="2020-01-01")
    send(reader, f"fait/{fact.id}")
    assert ContestToken.objects.count() == 1


def test_one_thing_cannot_fill_the_queue(reader, fact):
    from contrechamp.website.registry.contest_changes import MOST_ABOUT_ONE

    for _ in range(MOST_ABOUT_ONE):
        assert send(reader, f"fait/{fact.id}").status_code == 200
    assert send(reader, f"fait/{fact.id}").status_code == 429
    assert send(reader, f"fiche/{fact.subject}").status_code == 200


def test_a_full_queue_writes_no_line_anywhere(reader, fact, caplog):
    from contrechamp.website.registry.models import Contest

    Contest.objects.bulk_create(
        Contest(target=f"fait/{fact.id}", reason="x", received_on="2026-11-12") for _ in range(5)
    )
    assert send(reader, f"fait/{fact.id}", "Trop tard.").status_code == 429
    assert not [line for line in caplog.records if fact.id in line.getMessage()]


@pytest.mark.parametrize("decision", ["aside", "accept"])
def test_no_byte_of_the_readers_words_stays_on_disk(reader, member, fact, decision):
    from pathlib import Path

    from django.conf import settings

    from contrechamp.website.registry.models import Contest

    words = f"Chouette hulotte {decision}"
    send(reader, f"fait/{fact.id}", words)
    number = Contest.objects.get().pk
    path = Path(settings.DATABASES["default"]["NAME"])
    files = [path, path.with_name(path.name + "-wal")]
    assert any(words.encode() in one.read_bytes() for one in files if one.exists())
    form = {"decision": f"{decision}-{number}", f"c{number}-reason": "Nié."}
    assert member.post("/equipe/contestations/", form).status_code == 302
    assert not any(words.encode() in one.read_bytes() for one in files if one.exists())


def test_setting_aside_is_asked_once_and_told(reader, member, fact):
    from contrechamp.website.registry.models import Contest

    send(reader, f"fait/{fact.id}")
    number = Contest.objects.get().pk
    asked = member.post("/equipe/contestations/", {"decision": f"ask-{number}"}).content.decode()
    assert "effacés pour toujours" in asked and f'value="aside-{number}"' in asked and count_waiting() == 1
    for wrong in ("", "aside", "anything", "x-1"):
        assert member.post("/equipe/contestations/", {"decision": wrong}).status_code == 422
    assert count_waiting() == 1
    told = member.post("/equipe/contestations/", {"decision": f"aside-{number}"}, follow=True)
    assert "C’est écarté" in told.content.decode() and count_waiting() == 0


def test_deciding_one_contest_keeps_what_was_typed_beside_the_others(reader, member, fact):
    from contrechamp.website.registry.models import Contest

    send(reader, f"fait/{fact.id}")
    send(reader, f"fiche/{fact.subject}")
    first, second = Contest.objects.values_list("pk", flat=True)
    typed = {f"c{second}-reason": "Pas encore décidé."}
    for decision in (f"accept-{first}", f"ask-{first}", f"aside-{first}"):
        shown = member.post("/equipe/contestations/", {"decision": decision, **typed}).content.decode()
        assert "Pas encore décidé." in shown, decision
    assert count_waiting() == 1


def test_what_is_not_kept_fills_no_disk_either(reader, fact):
    from contrechamp.website.registry.contest_changes import MOST_ABOUT_ONE
    from contrechamp.website.registry.models import ContestToken

    for _ in range(MOST_ABOUT_ONE + 5):
        send(reader, f"fait/{fact.id}")
    assert ContestToken.objects.count() == MOST_ABOUT_ONE

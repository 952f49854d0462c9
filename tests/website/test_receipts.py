"""The receipts of an upload have an address: who reloads it, or comes back to it, sends nothing again."""

import pytest
from tests.website.site import NOW, PUBLIC
from tests.website.test_team import make_upload

from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.provenance import Provenance, Receipt
from contrechamp.website.intake.places import MOST_RECEIPTS, MOST_SPANS, read_places, write_places


def make_receipts(*places: int) -> list[Receipt]:
    provenance = Provenance("upload", "1", "a.txt", NOW, PUBLIC)
    return [Receipt(place, compute_digest(b"x"), 1, True, provenance) for place in places]


def send(member, *files):
    body = make_upload(list(files))
    return member.post("/equipe/deposer", body, content_type="multipart/form-data; boundary=limite")


def count_receipts(site) -> int:
    with site.open() as observatory:
        return observatory.archive.ledger.head()[0]


def test_reloading_the_receipts_sends_nothing_again(site, member):
    answer = send(member, ("files", "loriot.txt", b"Un loriot."), ("files", "merle.txt", b"Un merle."))
    assert answer.status_code == 302
    before = count_receipts(site)
    first, again = (member.get(answer["Location"]).content.decode() for _ in range(2))
    assert "2 documents reçus" in first and "2 documents reçus" in again
    assert "loriot.txt" in again and "merle.txt" in again and "apporté par Camille" in again
    assert count_receipts(site) == before


def test_a_file_kept_before_says_so_in_its_receipt(site, member):
    send(member, ("files", "pinson.txt", b"Un pinson."))
    answer = send(member, ("files", "pinson.txt", b"Un pinson."))
    assert "mêmes octets" in member.get(answer["Location"]).content.decode()


def test_what_was_refused_is_told_beside_the_receipts_and_nowhere_else(site, member):
    from django.test import override_settings

    with override_settings(LARGEST_FILE_BYTES=1000):
        both = send(member, ("files", "gros.bin", b"x" * 3000), ("files", "grive.txt", b"Une grive."))
    other = send(member, ("files", "geai.txt", b"Un geai."))
    for _ in range(2):
        assert "gros.bin" in member.get(both["Location"]).content.decode()
    assert "gros.bin" not in member.get(other["Location"]).content.decode()


def test_receipts_are_for_the_team(site, reader):
    answer = reader.get("/equipe/deposer/1")
    assert answer.status_code in (302, 404) and "entrer" in answer.headers.get("Location", "entrer")


@pytest.mark.parametrize("places", ["0", "999999999", "1-99999999", "3-1", "1,,2", "-", "1-2-3"])
def test_an_address_of_no_receipt_is_an_address_of_nothing(site, member, places):
    assert member.get(f"/equipe/deposer/{places}").status_code == 404


def test_places_are_written_in_spans_and_read_again():
    written = write_places(make_receipts(12, 13, 14, 18, 20, 21))
    assert written == "12-14,18,20-21"
    assert read_places(written) == [(12, 14), (18, 18), (20, 21)]


def test_an_address_stays_short_and_asks_for_a_bounded_number():
    scattered = write_places(make_receipts(*range(1, 2 * MOST_SPANS + 20, 2)))
    assert len(read_places(scattered)) == MOST_SPANS and len(scattered) < 2000
    assert read_places(f"1-{MOST_RECEIPTS}") and not read_places(f"1-{MOST_RECEIPTS + 1}")
    assert not read_places("1-15000,1-15000")

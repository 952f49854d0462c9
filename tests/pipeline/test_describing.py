"""What a file says of its own title and date, and when that is believed."""

import datetime

import pytest

from contrechamp.pipeline.describing import describe, describe_import
from contrechamp.read.procurement_type import MEDIA_TYPES
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Description, Reading, ReadingState, Said

SAID = {"title": "Vidéoprotection urbaine", "date": "2024-05-21T09:00:00Z"}


def describe_file(media_type: str, **description: Said) -> Description:
    entry = DocumentEntry(
        digest=compute_digest(b"x"),
        size_bytes=1,
        received_at=datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC),
        untrusted_path="avis.xml",
        state=ReadingState.READ,
        description=Description(**description),
    )
    return describe(entry, Reading(media_type, ReadingState.READ, properties=SAID), "numéro | objet")


@pytest.mark.parametrize("media_type", [*sorted(MEDIA_TYPES), "application/vnd.ms-outlook"])
def test_a_notice_is_dated_by_what_it_says(media_type):
    assert describe_file(media_type).date == Said("2024-05-21", "embedded")


def test_the_title_of_a_notice_is_its_own():
    assert describe_file("application/vnd.ted+xml").title == Said("Vidéoprotection urbaine", "embedded")


def test_a_printing_date_is_not_the_date_of_a_paper():
    assert describe_file("application/pdf").date == Said()


def test_a_manifest_goes_before_what_a_file_says():
    given = Said("2019", "manifest")
    assert describe_file("application/vnd.ted+xml", date=given).date == given


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("contracts", Said("contract", "import")),
        ("cameras", Said("camera_list", "import")),
        ("budgets", Said("budget", "import")),
        ("entities", Said()),
    ],
)
def test_what_a_file_is_imported_as_is_its_kind(kind, said):
    assert describe_import(kind) == Description(kind=said)
    if said.value:
        assert describe_file("text/csv", kind=said).kind == said

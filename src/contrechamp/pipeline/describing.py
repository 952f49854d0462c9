"""What a document is: a manifest's word, then an import's, then the file's own, then its first page's, its path's."""

import re

from contrechamp.read.procurement_type import MEDIA_TYPES as PROCUREMENT
from contrechamp.text.kinds import guess_description
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.document import IMPORTED, Description, Reading, Said

_FIRST_TEXT = 3_000  # code points of the first page that rules look at
_EMPTY_TITLES = re.compile(
    r"(?i)(untitled.*|sans (titre|nom).*|document\d*|microsoft word - .*"
    r"|présentation powerpoint|(scan|img|image)[-_ \d]*|\W*)"
)
_PAPERS = {
    "contracts": "contract",
    "cameras": "camera_list",
    "budgets": "budget",
}  # kinds of rows: of documents
_MAIL = {"message/rfc822", "application/vnd.ms-outlook"}


def describe(entry: DocumentEntry, reading: Reading, first_text: str) -> Description:
    """Each value keeps where it came from; unknown stays unknown. A manifest's values are in `entry` already."""
    guessed = guess_description(first_text[:_FIRST_TEXT], entry.untrusted_path, reading.media_type)
    embedded = _read_embedded(reading)
    return Description(
        **{
            name: _choose(getattr(entry.description, name), getattr(embedded, name), getattr(guessed, name))
            for name in ("title", "date", "body", "kind")
        }
    )


def describe_import(kind: str) -> Description:
    """What a file is that a person imports as `kind` ("contracts"…): contracts are of the kind "contract"."""
    paper = _PAPERS.get(kind, "")
    return Description(kind=Said(paper, IMPORTED)) if paper else Description()


def _choose(given: Said, embedded: Said, guessed: Said) -> Said:
    if given.source in ("manifest", IMPORTED):
        return given
    is_shouted = (
        embedded.value.isupper() and guessed.value
    )  # "RECUEIL DES ACTES ADMINISTRATIFS" says less than a rule
    return embedded if embedded.value and not is_shouted else guessed


def _read_embedded(reading: Reading) -> Description:
    """What the file says of itself, where that means something: a printing date is not a document's date."""
    properties = reading.properties
    title = properties.get("subject" if reading.media_type in _MAIL else "title", "").strip()
    is_dated = reading.media_type in _MAIL or reading.media_type in PROCUREMENT
    return Description(
        title=Said() if _EMPTY_TITLES.fullmatch(title) else Said(title[:300], "embedded"),
        date=Said(properties["date"][:10], "embedded") if is_dated and properties.get("date") else Said(),
    )

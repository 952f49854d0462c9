"""What a person quotes is found in its page: as whole words, however the page breaks and writes them."""

from datetime import UTC, datetime

import pytest

from contrechamp.archive.archive import Archive
from contrechamp.errors import FactWithoutPassage
from contrechamp.pipeline.registry import RegistryDesk
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import HowRead, Page

PAPER = compute_digest(b"paper")
TEXT = "Adopté par 18 voix pour et 8 voix\ncontre, conformé-\nment à l’article 12 : « ni micro »."


@pytest.fixture
def desk(tmp_path):
    with Archive.create(tmp_path / "archive", created_at=datetime(2026, 3, 1, tzinfo=UTC)) as archive:
        made = RegistryDesk(archive, lambda digest, number: Page(number, TEXT, HowRead.NATIVE))
        yield made
        made.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("8 voix contre", "8 voix\ncontre"),
        ("ADOPTE  PAR 18 voix", "Adopté par 18 voix"),
        ("contre, conformément à l'article", "contre, conformé-\nment à l’article"),
        ("« ni micro »", "« ni micro »"),
        ("conformé-\nment", "conformé-\nment"),
    ],
)
def test_words_are_found_whatever_the_case_the_accents_and_the_line_ends(desk, words, found):
    source = desk.find_words(PAPER, 1, words=words)
    assert source.words == found == TEXT[source.passage.start : source.passage.end]


@pytest.mark.parametrize("words", ["8 voix pour", "voix contr", "9 voix", " ", "conformé ment"])
def test_what_the_page_does_not_say_is_not_found(desk, words):
    with pytest.raises(FactWithoutPassage):
        desk.find_words(PAPER, 1, words=words)

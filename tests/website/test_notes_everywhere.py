"""The command line explains a search in the very words of the site."""

import pytest

KEYS = "unknown_date:13/13", "searched_roughly:zzzqq", "question_cut:400", "never heard of"


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr_FR.UTF-8"), ("en", "en_GB.UTF-8")])
def test_both_faces_say_the_same_of_a_question(site, monkeypatch, language, locale):
    from django.utils.translation import override

    from contrechamp.cli import notes as spoken
    from contrechamp.website.library import notes as written

    monkeypatch.setenv("LC_ALL", locale)
    keys = (*written.NOTES, *KEYS)
    with override(language):
        assert spoken.explain_notes(keys) == written.explain_notes(keys)

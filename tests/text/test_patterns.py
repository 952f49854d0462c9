"""Expressions that are compiled when they are first used."""

import re

import pytest

from contrechamp.text.patterns import LatePattern


def test_a_late_pattern_finds_what_a_pattern_finds():
    late, usual = (
        LatePattern(r"(\d+) cam[ée]ras?", re.IGNORECASE),
        re.compile(r"(\d+) cam[ée]ras?", re.IGNORECASE),
    )
    text = "5 caméras, puis 12 CAMERAS."
    assert [match[1] for match in late.finditer(text)] == [match[1] for match in usual.finditer(text)]
    assert late.search(text)[0] == "5 caméras" and late.match("rien") is None
    assert late.sub("x", text) == usual.sub("x", text)


def test_it_is_compiled_at_its_first_use_and_no_earlier():
    wrong = LatePattern("(")
    with pytest.raises(re.PatternError):
        wrong.search("a")
    with pytest.raises(AttributeError):
        _ = LatePattern("a").groups

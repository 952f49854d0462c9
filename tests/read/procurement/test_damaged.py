"""Damaged in many places, a file of procurement still ends as one Reading, and mostly as rows."""

import io
import random

import pytest

from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Page, Reading, ReadingState

from ..test_mutated_papers import _mutate as mutate
from .conftest import SAMPLES

TIMES = 60


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_a_damaged_file_ends_with_a_state_and_a_reason(name):
    sound = (SAMPLES / name).read_bytes()
    for seed in range(TIMES):
        content = mutate(sound, random.Random(f"{name}/{seed}"))
        *rest, reading = read_document(io.BytesIO(content), Request(untrusted_name=name))
        assert isinstance(reading, Reading)
        assert (reading.state is ReadingState.READ) == (not reading.reason)
        assert [page.number for page in rest if isinstance(page, Page)] == list(
            range(1, reading.page_count + 1)
        )


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_a_file_cut_anywhere_is_read_to_there(name):
    sound = (SAMPLES / name).read_bytes()
    for size in range(200, len(sound), 97):
        *rest, reading = read_document(io.BytesIO(sound[:size]), Request(untrusted_name=name))
        assert rest and reading.state is not ReadingState.UNREADABLE, size

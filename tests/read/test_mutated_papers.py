"""Damaged in a hundred places, a PDF or an image still ends as one Reading with a state that fits its reason."""

import random

import pytest

from contrechamp.read.reader import Request
from contrechamp.read.sandbox import open_sandbox
from contrechamp.vocabulary.document import Reading, ReadingState

from .papers import SENTENCE, draw_pdf, draw_scan, save_image

MUTATIONS = {"PDF": 40, "PNG": 8, "TIFF": 8, "JPEG": 8}


@pytest.fixture(scope="module")
def sandbox():
    with open_sandbox() as sandbox:
        yield sandbox


def _mutate(content: bytes, dice: random.Random) -> bytes:
    """Some bytes changed, a stretch removed or doubled, or the end cut off."""
    changed = bytearray(content)
    for _ in range(dice.randint(1, 30)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    start = dice.randrange(len(changed))
    stretch = slice(start, start + dice.randint(1, 400))
    match dice.randrange(4):
        case 0:
            del changed[stretch]
        case 1:
            changed[start:start] = changed[stretch]
        case 2:
            del changed[start:]
    return bytes(changed)


@pytest.mark.parametrize(
    "kind", ["PDF", *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("PNG", "TIFF", "JPEG"))]
)
def test_a_damaged_file_ends_with_a_state_and_a_reason(sandbox, tmp_path, kind):
    small_scan = draw_scan([], size=(120, 90))
    sound = (
        draw_pdf(lambda c: c.drawString(72, 700, SENTENCE)) if kind == "PDF" else save_image(small_scan, kind)
    )
    path = tmp_path / "damaged"
    for seed in range(MUTATIONS[kind]):
        path.write_bytes(_mutate(sound, random.Random(f"{kind}/{seed}")))
        *rest, reading = sandbox.read(path, Request())
        assert isinstance(reading, Reading) and not any(isinstance(finding, Reading) for finding in rest)
        assert (reading.state is ReadingState.READ) == (not reading.reason)
    assert sandbox.isolation

"""No step without its explanation."""

import pytest

from contrechamp.pipeline.steps import STEPS, Step


def test_a_step_that_is_not_explained_cannot_exist():
    with pytest.raises(ValueError, match="not explained"):
        Step(name="guess", version="1", purpose="", reads="pages", gives="guesses")


def test_steps_have_names_of_their_own():
    assert len({step.name for step in STEPS}) == len(STEPS)

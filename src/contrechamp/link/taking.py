"""A proposal that a person takes becomes entities and facts, each citing the passage that it was found on."""

from collections.abc import Sequence
from datetime import datetime

from contrechamp.errors import JudgementRefused
from contrechamp.link.view import View
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.suggestion import Proposal


def make_takings(
    view: View, proposals: Sequence[Proposal], *, by: str, at: datetime, subject: str = ""
) -> list[Judgement]:
    """The judgements that establish these proposals."""
    raise JudgementRefused("Proposals cannot be taken yet.")

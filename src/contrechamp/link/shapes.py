"""A judgement of another shape is refused before it is kept, for what is kept is folded for ever after."""

from contrechamp.errors import JudgementRefused
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.shapes import check_content, is_id


def check_shape(judgement: Judgement) -> None:
    """JudgementRefused where the content is not what its kind holds (`vocabulary.shapes`)."""
    try:
        is_sound = is_id(judgement.id)
        check_content(judgement.kind, judgement.content)
    except (TypeError, ValueError, KeyError, AttributeError):
        is_sound = False
    if not is_sound:
        raise JudgementRefused("This judgement is not made as one of its kind is.")

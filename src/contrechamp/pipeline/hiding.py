"""What a question may not ask and an answer may not tell: the collections that somebody may not see."""

from dataclasses import replace

from contrechamp.vocabulary.search import Answer, Question


def choose_only_shown(question: Question) -> Question:
    """A collection that may not be seen cannot be chosen either: it would tell which documents stand in it."""
    chosen = question.filters.get("collection")
    if question.collections is None or not chosen:
        return question
    kept = tuple(name for name in chosen if name in question.collections) or (
        "",
    )  # no collection is called so
    return replace(question, filters=question.filters | {"collection": kept})


def hide_other_collections(answer: Answer, shown: tuple[str, ...]) -> Answer:
    """A document may stand in a public collection and in one for the team: the name of the latter is not told."""
    hits = tuple(
        replace(hit, collection=tuple(c for c in hit.collection if c in shown)) for hit in answer.hits
    )
    counts = answer.facets.get("collection", ())
    facets = (
        answer.facets | {"collection": tuple(one for one in counts if one.value in shown)}
        if counts
        else answer.facets
    )
    return replace(answer, hits=hits, facets=facets)

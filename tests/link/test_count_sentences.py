"""Sentences that count, and votes and counts as proposals under their act."""

from contrechamp.link.count_sentences import find_counts, find_sentence
from contrechamp.link.sentence_proposals import ActFinder, make_count, make_vote
from contrechamp.link.votes import find_votes
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Description, Said
from contrechamp.vocabulary.mention import Mention, MentionKind

PAPER = compute_digest(b"paper")
TEXT = "La commune délibère. En 2019, elle compte 48 caméras. Le reste est dit plus loin."
VOTE = "Pour : 24\nContre : 8\nAdopté à la majorité."


def find(kind: str, words: str, value: str, *, text: str = TEXT, page: int = 1, **details: str) -> Mention:
    start = text.index(words)
    return Mention(MentionKind(kind), page, start, start + len(words), words, value, "count", "1", details)


COUNT = find("count", "48 caméras", "48", device="camera")
YEAR = find("date", "2019", "2019")


def test_a_count_has_the_date_of_its_sentence():
    (counted,) = find_counts(TEXT, [YEAR, COUNT], dated="2021-06-02")
    assert TEXT[counted.start : counted.end] == "En 2019, elle compte 48 caméras."
    assert counted.fields == {
        "count": "48", "date": "2019", "dated": "sentence", "device": "camera", "total": "yes",
    }  # fmt: skip


def test_without_a_date_of_its_own_a_count_has_that_of_the_paper_or_none():
    (counted,) = find_counts(TEXT, [COUNT], dated="2021-06-02")
    assert (counted.fields["date"], counted.fields["dated"]) == ("2021-06-02", "document")
    (undated,) = find_counts(TEXT, [COUNT], dated="")
    assert "date" not in undated.fields and "dated" not in undated.fields


def test_two_dates_in_a_sentence_date_nothing():
    other = find("date", "En 2019", "2018")
    (counted,) = find_counts(TEXT, [other, YEAR, COUNT], dated="2021")
    assert counted.fields["dated"] == "document"


def test_counts_of_tables_are_told_with_their_rows():
    cell = Mention(MentionKind.COUNT, 1, 0, 2, "48", "48", "rows/count", "1")
    assert list(find_counts("48", [cell], dated="2020")) == []


def test_a_sentence_without_end_is_cut():
    text = "mot " * 400
    start, end = find_sentence(text, 800, 804)
    assert end - start < 700 and start <= 800 < 804 <= end


def make_finder(*acts: Act) -> ActFinder:
    said = Description(
        title=Said("Procès-verbal"), date=Said("2019-02-28"), body=Said("Vaucreuse"), kind=Said("minutes")
    )
    return ActFinder(PAPER, acts, said)


def test_a_vote_stands_under_its_act_and_one_about_cameras_comes_first():
    roads = Act(1, 1, 1, 0, 100, number="2019-013", title="Voirie", date="2019-02-28")
    video = Act(2, 1, 2, 100, 90, number="2019-014", title="Vidéo", date="2019-02-28")
    finder = make_finder(roads, video)
    camera = Mention(
        MentionKind.TECHNOLOGY, 1, 150, 160, "caméras", "camera", "lexicon", "1", {"category": "Caméras"}
    )
    finder.note(1, [camera])
    (vote,) = find_votes(VOTE)
    dull, telling = make_vote(finder, 1, vote, words=VOTE), make_vote(finder, 2, vote, words=VOTE)
    assert (dull.fields["act_number"], telling.fields["act_number"]) == ("2019-013", "2019-014")
    assert telling.fields["technology"] == "camera" and telling.weight > 1_000 > dull.weight
    assert telling.fields["votes_against"] == "8" and telling.fields["body"] == "Vaucreuse"


def test_a_vote_outside_of_any_act_says_what_the_document_says_of_itself():
    (vote,) = find_votes(VOTE)
    proposal = make_vote(make_finder(), 1, vote, words=VOTE)
    assert proposal.fields["act"] == "0" and proposal.fields["act_title"] == "Procès-verbal"


def test_votes_in_the_same_words_on_one_page_have_keys_of_their_own():
    finder = make_finder()
    (vote,) = find_votes(VOTE)
    assert make_vote(finder, 1, vote, words=VOTE).key != make_vote(finder, 1, vote, words=VOTE).key


def test_a_count_of_all_with_its_own_year_comes_before_others():
    (dated,) = find_counts(TEXT, [YEAR, COUNT], dated="")
    (undated,) = find_counts(TEXT, [COUNT], dated="2021")
    finder = make_finder()
    first, second = (make_count(finder, 1, one, words="x") for one in (dated, undated))
    assert first.weight > second.weight and first.kind == "count" and first.fields["body"] == "Vaucreuse"

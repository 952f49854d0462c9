"""What a camera act authorises becomes a proposal that cites its ruling."""

from contrechamp.link.authorising import ActText, propose_authorisation
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.mention import Mention, MentionKind

GAZETTE = compute_digest(b"gazette")
TEXT = """Arrêté d’avant.
Arrêté portant autorisation d’un système de vidéoprotection
Vu la demande présentée pour le Bar Le Contre-Ut ;
Article 1er — Le Bar Le Contre-Ut est autorisé à mettre en œuvre un système de 13 caméras.
Article 2 — Les images sont conservées 7 jours.
Fait à Champlorme."""
START = TEXT.index("Arrêté portant")
ACT = Act(
    3, 12, 12, START, len(TEXT), number="96-2019", date="2019-11-20", title="Arrêté portant\nautorisation"
)
SAID = Authorisation(
    3, 12, commune="Vaucreuse", place="Bar Le Contre-Ut", cameras_inside=11, cameras_outside=2, retention_days=7,
    begins_on="2019-11-20", rule="authorisation", version="1",
)  # fmt: skip


def a_page(*mentions: Mention) -> ActText:
    return ActText(12, TEXT, START, len(TEXT), mentions)


def test_an_authorisation_cites_its_first_article_and_where_the_days_are_said():
    start = TEXT.index("7 jours")
    days = Mention(MentionKind.RETENTION, 12, start, start + 7, "7 jours", "7", "retention", "1")
    proposal = propose_authorisation(GAZETTE, ACT, SAID, pages=[a_page(days)])
    passage = proposal.passage
    assert passage.page == 12
    assert TEXT[passage.start : passage.end].startswith("Article 1er — Le Bar Le Contre-Ut est autorisé")
    assert proposal.fields["retention_at"] == f"12/{start}-{start + 7}"
    assert proposal.fields["cameras_inside"] == "11" and "cameras_public_way" not in proposal.fields
    assert proposal.fields["act_title"] == "Arrêté portant autorisation" and proposal.fields["act"] == "3"


def test_the_passage_stays_inside_of_its_act():
    other = ActText(12, TEXT, START, TEXT.index("Article 1er"), ())
    passage = propose_authorisation(GAZETTE, ACT, SAID, pages=[other]).passage
    assert START <= passage.start < passage.end <= TEXT.index("Article 1er")


def test_more_cameras_come_first_and_the_key_stays():
    few = propose_authorisation(GAZETTE, ACT, SAID, pages=[a_page()])
    many = Authorisation(3, 12, place="Port", cameras_public_way=51, rule="authorisation")
    assert propose_authorisation(GAZETTE, ACT, many, pages=[a_page()]).weight > few.weight
    assert propose_authorisation(GAZETTE, ACT, SAID, pages=[a_page()]).key == few.key


def test_an_act_that_says_neither_place_nor_camera_is_not_proposed():
    nothing = Authorisation(3, 12, commune="Vaucreuse", rule="authorisation")
    assert propose_authorisation(GAZETTE, ACT, nothing, pages=[a_page()]) is None
    assert propose_authorisation(GAZETTE, ACT, SAID, pages=[]) is None

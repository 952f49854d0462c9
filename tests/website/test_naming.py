"""What a page names, in its text, on its image and in a list; the tables of the page."""

import csv
import io
import re

import pytest
from tests.website.findings import FORMULA, PERSON, PLACE, RULE, SUPPLIER, TECHNOLOGY, VERSION

from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import Mentioned, cut_layers


@pytest.fixture
def address(site):
    return f"/d/{site.digests['deliberation']}/1/"


def read(person, address, **asked):
    return person.get(address, asked).content.decode()


def test_mentions_are_marked_in_the_text_by_kind(reader, address):
    shown = read(reader, address)
    assert '<span id="n1" class="named named-actor named-end">Le conseil municipal</span>' in shown
    assert 'class="named named-sum named-end">148 200 € HT</span>' in shown
    broken = re.findall(r'<span[^>]*class="named named-technology[^>]*>([^<]*)</span>', shown)
    assert broken == ["vidéo-", "protection"]  # over two lines; "caméras" lies inside the number of devices


def test_mentions_are_framed_on_the_image_by_kind(reader, address):
    shown = read(reader, address)
    for kind in ("actor", "technology", "place", "sum", "count"):
        assert f'<g class="framed framed-{kind} framed-quiet"><rect' in shown, kind
    assert "</text></g>" not in shown  # quiet: no letter lies over the page
    assert '<text x="' in read(reader, address, reperes="sum")


def test_a_kind_is_never_told_by_colour_alone(site):
    from pathlib import Path

    from contrechamp.website.interface.words import MENTIONS, SIGNS

    sheet = Path("src/contrechamp/website/interface/static/interface/gazette.css").read_text()
    assert set(MENTIONS) == set(SIGNS) == {str(kind) for kind in MentionKind}
    assert len(set(SIGNS.values())) == len(SIGNS)
    for kind, sign in SIGNS.items():
        assert f'.named-{kind} {{ --sign: "{sign}"; text-decoration-style:' in sheet, kind


def test_the_address_says_what_is_marked(reader, address):
    shown = read(reader, address, reperes="technology,sum")
    kinds = set(re.findall(r'class="named named-(\w+)', shown))
    assert kinds == {"technology", "sum"}
    assert 'class="quoting marking"' in shown
    nothing = read(reader, address, reperes="aucun")
    assert 'class="named ' not in nothing and 'class="framed' not in nothing
    assert "Ce que la page nomme" in nothing
    odd = read(reader, address, reperes="<script>,nothing")
    assert set(re.findall(r'class="named named-(\w+)', odd)) == {
        "actor",
        "technology",
        "place",
        "sum",
        "count",
    }


def test_choosing_and_lifting_a_kind_are_links(reader, address):
    shown = read(reader, address, q="convention")
    (link,) = re.findall(r'class="named-key named-sum is-marked" href="([^"]+)"', shown)
    assert link == f"{address}?q=convention&amp;reperes=sum#named"
    chosen = read(reader, address, reperes="sum,technology")
    (lifted,) = re.findall(r'class="named-key named-sum is-marked" href="([^"]+)"', chosen)
    assert lifted == f"{address}?reperes=technology#named"


def test_what_is_marked_stays_marked_on_the_enlarged_image(reader, address):
    shown = read(reader, address, reperes="sum")
    (large,) = re.findall(r'href="([^"]+agrandir=1)"', shown)
    assert "reperes=sum" in large
    assert 'class="framed framed-sum"' in reader.get(large.replace("&amp;", "&")).content.decode()


def test_the_list_counts_and_leads_to_the_passage(reader, address):
    shown = read(reader, address)
    assert re.search(r"Caméra fixe</bdi></a> <span class=\"count\">×2</span>", shown)
    assert "148\u202f200\u202f€ HT" in shown and "12 caméras" in shown
    assert re.search(rf'href="{address}\d+-\d+/">citer', shown)
    passage = re.search(rf'href="({address}\d+-\d+/)">citer', shown)[1]
    assert reader.get(passage).status_code == 200
    assert 'href="#n1">ligne 1' in shown


def test_every_place_of_the_list_is_there_to_be_reached(reader, address):
    """Also of what lies inside another mention, is not marked now, or comes after very many."""
    for asked in ({}, {"reperes": "sum"}, {"reperes": "aucun"}):
        shown = read(reader, address, **asked)
        targets = re.findall(r'href="#([nl]\d+)">ligne', shown)
        assert len(targets) >= 6
        assert all(f'id="{target}"' in shown for target in targets), asked


def test_a_page_of_very_many_mentions_stays_quiet_and_counts_them_all(site):
    from contrechamp.website.library.naming import MOST_MARKED, mark_mentions

    mentions = [
        Mention(MentionKind.DATE, 1, 2 * n, 2 * n + 1, "x", "2024", RULE, VERSION) for n in range(2000)
    ]
    marked = mark_mentions(enumerate(mentions, start=1), ("date",))
    assert len(marked) == MOST_MARKED and marked[-1].number == MOST_MARKED
    assert mark_mentions(enumerate(mentions, start=1), ("sum",)) == ()


def test_everything_is_said_to_be_a_machines_suggestion(reader, address):
    shown = read(reader, address)
    assert "Repéré par une règle, pas vérifié" in shown
    assert f"<li>règle «\u202f{RULE}\u202f», version {VERSION}</li>" in shown


def test_what_is_named_leads_to_where_else_it_is(reader, address):
    shown = read(reader, address)
    assert f'href="/dispositifs/{TECHNOLOGY}"' in shown
    assert f'href="/chercher?lieu={PLACE}"' in shown
    assert f'href="/chercher?titulaire={SUPPLIER.replace(" ", "+")}"' in shown


def test_persons_never_leave_the_team(reader, member, address):
    for asked in ({}, {"reperes": "person"}, {"reperes": "person", "agrandir": "1"}, {"q": "maire"}):
        shown = read(reader, address, **asked)
        assert "named-person" not in shown and "framed-person" not in shown and PERSON not in shown
    shown = read(member, address)
    assert 'class="named named-person named-end">maire</span>' in shown and PERSON in shown
    for other in ("/chercher?q=convention", "/chercher.atom?q=convention", "/bibliotheque/", "/dispositifs"):
        assert "named-person" not in reader.get(other).content.decode()


def test_words_found_stay_marked_inside_what_is_named(reader, address):
    shown = read(reader, address, q="caméras")
    assert re.search(r'named-count named-end"><mark id="m1">caméras</mark></span>', shown)


def test_a_page_without_mentions_shows_no_list(site, reader):
    assert "Ce que la page nomme" not in read(reader, f"/d/{site.digests['english']}/1/", reperes="sum")


def test_layers_keep_every_character_in_its_place():
    text = "abcdefghij"
    spans, mentions = (Span(1, 4), Span(6, 9)), (Mentioned(1, "sum", 2, 7), Mentioned(2, "date", 8, 10))
    pieces = cut_layers(text, spans, mentions=mentions, start=0, end=10)
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.mark, piece.mention) for piece in pieces] == [
        ("a", 0, 0),
        ("b", 1, 0),
        ("cd", 1, 1),
        ("ef", 0, 1),
        ("g", 2, 1),
        ("h", 2, 0),
        ("i", 2, 2),
        ("j", 0, 2),
    ]
    assert [p.text for p in pieces if p.is_beginning] == ["cd", "i"]
    assert [p.text for p in pieces if p.is_ending] == ["g", "j"]
    part = cut_layers(text, (), mentions=mentions, start=3, end=5)
    assert [(p.text, p.is_beginning, p.is_ending) for p in part] == [("de", False, False)]


@pytest.mark.parametrize(
    ("kind", "value", "details", "said"),
    [
        (MentionKind.SUM, "1250000.00", {"tax": "HT"}, "1\u202f250\u202f000\u202f€ HT"),
        (MentionKind.SUM, "12.50", {}, "12,50\u202f€"),
        (MentionKind.SUM, "n/a", {}, "n/a"),
        (MentionKind.DATE, "2013-06", {}, "juin 2013"),
        (MentionKind.DATE, "2014-01-01/2017", {}, "1er janvier 2014 à 2017"),
        (MentionKind.RETENTION, "30", {}, "30 jours"),
        (MentionKind.RETENTION, "trente", {}, "trente"),
        (MentionKind.COUNT, "12", {"label": "caméras"}, "12 caméras"),
        (MentionKind.TECHNOLOGY, "unknown_thing", {}, "unknown_thing"),
        (MentionKind.LAW, "L. 251-1", {}, "L. 251-1"),
    ],
)
def test_a_value_is_written_as_people_write_it(site, kind, value, details, said):
    from contrechamp.website.interface.words import write_value

    assert write_value(Mention(kind, 1, 0, 1, "x", value, RULE, VERSION, details)) == said


def test_a_table_stands_under_the_text_and_is_a_file(reader, address):
    shown = read(reader, address)
    assert "Tableau 1 du document" in shown
    assert "<td>Le</td><td>conseil</td>" in shown and "<td></td><td>conseil</td>" in shown
    answer = reader.get(f"{address}tableau-1.csv")
    assert (
        answer["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in answer["Content-Disposition"]
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows == [[f"'{FORMULA}", ""], ["Le", "conseil"], ["", "conseil"]]


def test_a_table_is_only_where_it_is(site, reader, member, address):
    assert reader.get(f"{address}tableau-2.csv").status_code == 404
    assert reader.get(f"/d/{site.digests['english']}/1/tableau-1.csv").status_code == 404
    secret = f"/d/{site.digests['secret']}/1/tableau-1.csv"
    assert reader.get(secret).status_code == 404


@pytest.mark.parametrize(
    ("kind", "details", "address"),
    [
        (MentionKind.PLACE, {"type": "commune"}, "/chercher?lieu=Rue+X"),
        (MentionKind.PLACE, {"type": "street"}, "/chercher?q=%22Rue+X%22"),
        (MentionKind.PLACE, {"type": "point"}, ""),
        (MentionKind.ACTOR, {"category": "company"}, "/chercher?titulaire=Rue+X"),
        (MentionKind.ACTOR, {"category": "body"}, ""),
        (MentionKind.SUM, {}, ""),
    ],
)
def test_a_value_leads_only_to_where_something_is_found(site, kind, details, address):
    from contrechamp.website.library.naming import write_value_address

    assert write_value_address(Mention(kind, 1, 0, 1, "x", "Rue X", RULE, VERSION, details)) == address


def test_a_rule_has_a_plain_name(site):
    from django.utils.translation import override

    from contrechamp.website.interface.words import name_value

    with override("fr"):
        assert name_value("rule", "lexicon/technology") == "liste des dispositifs"
        assert name_value("rule", "essai") == "essai"

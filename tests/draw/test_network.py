"""The network: every line under its relation and one click from its passage; no box, no word on another."""

import random

import numpy as np
import pytest
from tests.draw.pictures import (
    SVG,
    Rectangle,
    find_words,
    list_addresses,
    list_collisions,
    list_texts,
    read_picture,
)
from tests.draw.vaucreuse import ACTORS, HOSTILE, TIES, make_network

from contrechamp.draw.network import WORDS, Actor, Tie, draw_network
from contrechamp.draw.network_labels import Box, cut_line, make_box, place_words
from contrechamp.draw.network_layout import count_crossings, count_faults, place_boxes
from contrechamp.draw.network_plan import plan_network
from contrechamp.draw.words import Words


def draw(actors, ties, **asked):
    return draw_network(
        actors,
        ties,
        words=Words(),
        find_line_address=lambda one, other: f"?between={one}&and={other}",
        find_actor_network=lambda key: f"?around={key}",
        **asked,
    )


def find_boxes(root) -> list[Rectangle]:
    """The outlines of the actors; what is drawn inside them lies inside."""
    found = []
    for group in root:
        rect = group.find(f"{SVG}rect")
        if rect is None or rect.get("pointer-events") or group.get("aria-hidden"):
            continue
        x, y, wide, tall = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
        found.append(Rectangle(x, y, x + wide, y + tall, "".join(list_texts(group))))
    return found


def test_every_fact_is_a_row_that_leads_to_it():
    drawing = draw(ACTORS, TIES)
    assert {row[1].address for row in drawing.table.rows} == {tie.address for tie in TIES}
    assert (drawing.table.total, drawing.table.omitted) == (len(TIES), "")


def test_every_actor_and_every_line_is_a_link():
    addresses = set(list_addresses(read_picture(draw(ACTORS, TIES))))
    assert {actor.address for actor in ACTORS} <= addresses
    assert {"/f/4", "/f/5", "/f/13"} <= addresses
    assert {"?between=city&and=holder", "?between=city&and=prefecture"} <= addresses


def test_each_link_has_a_name():
    for link in read_picture(draw(ACTORS, TIES)).iter(f"{SVG}a"):
        assert "".join(link.itertext()).strip() or link.get("aria-hidden")


def test_the_keyboard_meets_each_line_once():
    links = read_picture(draw(ACTORS, TIES)).iter(f"{SVG}a")
    met = [link.get("href") for link in links if link.get("tabindex") != "-1"]
    assert len(met) == len(set(met)) == len(ACTORS) + 10  # the lines


def test_every_line_says_its_relation():
    texts = list_texts(read_picture(draw(ACTORS, TIES)))
    for words in (
        "rend un avis contre",
        "donne à",
        "3 facts, 1 contested",
        "2 facts",
        "sous-traite à (contested)",
    ):
        assert words in texts


def test_lines_differ_by_dash():
    root = read_picture(draw(ACTORS, TIES))
    assert len({path.get("stroke-dasharray") for path in root.iter(f"{SVG}path")}) >= 4


@pytest.mark.parametrize("width", [360, 640, 1000])
@pytest.mark.parametrize(
    "network", [(ACTORS, TIES), make_network(40, 45), make_network(300, 1000), make_network(9, 40)]
)
def test_no_box_and_no_word_lies_on_another(network, width):
    root = read_picture(draw(*network, width=width))
    boxes = find_boxes(root)
    assert list_collisions(boxes) == []
    words = find_words(root)
    outside = [one for one in words if not any(one.touches(box) for box in boxes)]
    assert list_collisions(words) == []
    assert all(one.left >= 0 and one.right <= width for one in [*boxes, *outside])


@pytest.mark.parametrize("width", [360, 1000])
def test_words_of_lines_lie_on_no_box(width):
    root = read_picture(draw(*make_network(60, 70), width=width))
    boxes = find_boxes(root)
    for words in find_words(root):
        touched = [box for box in boxes if box.touches(words)]
        assert len(touched) <= 1 and all(
            words.words in box.words or "not drawn" in words.words for box in touched
        )


def test_at_most_sixty_actors_are_drawn_and_the_rest_is_said():
    drawing = draw(*make_network(3000, 9000))
    assert len(find_boxes(read_picture(drawing))) == 58
    assert "58 of" in drawing.table.omitted and "of 9\u202f000 facts are not drawn." in drawing.table.omitted


def test_on_a_telephone_a_dozen_are_drawn():
    drawing = draw(*make_network(3000, 9000), width=360)
    assert len(find_boxes(read_picture(drawing))) == 12


def test_the_most_connected_are_drawn():
    plan = plan_network(*make_network(3000, 9000), focus="", most_actors=20, most_lines=40)
    assert "k00000" in [actor.key for actor in plan.actors]
    assert plan.hidden["k00000"] > 100


def test_who_is_not_drawn_is_counted_where_they_hang():
    texts = list_texts(read_picture(draw(*make_network(3000, 9000))))
    assert any(text.startswith("+ ") and text.endswith(" not drawn") for text in texts)


def test_a_focus_is_drawn_with_those_around_it():
    actors, ties = make_network(3000, 9000)
    rare = next(tie.target for tie in ties if tie.target > "k02000")
    plan = plan_network(actors, ties, focus=rare, most_actors=20, most_lines=40)
    around = {t.source for t in ties if t.target == rare} | {t.target for t in ties if t.source == rare}
    assert plan.actors[0].key == rare
    assert around <= {actor.key for actor in plan.actors}


def test_nobody_is_drawn_around_a_focus_who_is_more_than_two_steps_away():
    chain = [Actor(str(k), "", f"Acteur {k}") for k in range(6)]
    ties = [Tie(str(k), "", str(k), str(k + 1), "finance") for k in range(5)]
    plan = plan_network(chain, ties, focus="1", most_actors=20, most_lines=40)
    assert [actor.key for actor in plan.actors] == ["1", "2", "0", "3"]
    assert plan.hidden["3"] == 1


def test_rows_are_the_facts_drawn():
    actors, ties = make_network(300, 1000)
    plan = plan_network(actors, ties, focus="", most_actors=58, most_lines=75)
    rows = sum(len(line.ties) if len(line.ties) <= 6 else 1 for line in plan.lines)
    assert len(draw(actors, ties).table.rows) == rows


def test_the_order_of_facts_changes_nothing():
    actors, ties = make_network(200, 400)
    mixed = random.Random(5).sample(ties, len(ties))
    assert draw(actors, ties).svg == draw(list(reversed(actors)), mixed).svg


def test_facts_of_one_alone_or_of_strangers_are_counted_as_not_drawn():
    ties = [*TIES, Tie("x", "/f/x", "city", "city", "évalue"), Tie("y", "/f/y", "city", "nobody", "vend à")]
    assert draw(ACTORS, ties).table.omitted == "2 of 15 facts are not drawn."


@pytest.mark.parametrize("width", [360, 1000])
def test_hostile_words_are_only_words(width):
    actors = [Actor("a", "javascript:alert(1)", HOSTILE, HOSTILE), Actor("b", "//elsewhere", "b", "company")]
    root = read_picture(
        draw_network(actors, [Tie("1", "data:x", "a", "b", HOSTILE)], words=Words(), width=width)
    )
    assert list_addresses(root) == []


def test_nobody_is_a_picture_too():
    drawing = draw(ACTORS, [])
    assert list_texts(read_picture(drawing)) == [WORDS["nothing"]]
    assert drawing.table.rows == ()


def test_a_path_is_laid_out_without_crossing():
    edges = [(k, k + 1) for k in range(9)]
    points = place_boxes([(80, 28)] * 10, edges, rooms=[40] * 9, frame=(900, 500))
    assert count_faults(np.array(points).T, np.array([(80.0, 28.0)] * 10).T, edges=edges) == 0


def test_crossings_are_counted():
    square = np.array([(0.0, 10.0, 10.0, 0.0), (0.0, 0.0, 10.0, 10.0)])
    assert count_crossings(square, [(0, 2), (1, 3)]) == 1
    assert count_crossings(square, [(0, 1), (2, 3)]) == 0


def test_a_line_is_seen_from_edge_to_edge():
    boxes = make_box((0, 0), (20, 10)), make_box((100, 0), (40, 10))
    assert cut_line((0, 0), (100, 0), boxes=boxes) == ((10, 0), (80, 0))


def test_words_without_room_are_left_out_rather_than_laid_on_others():
    places = place_words([((10, 0), (30, 0))], [(60, 12)], boxes=[Box(-10, -5, 10, 5), Box(30, -5, 50, 5)])
    assert places == [None]


def test_words_of_two_lines_that_cross_step_aside():
    level, upright = ((0, 50), (100, 50)), ((50, 0), (50, 100))
    (x, _y), (_x, y) = place_words([level, upright], [(20, 12)] * 2, boxes=[])
    assert abs(x - 50) >= 10 and abs(y - 50) >= 6


def test_words_of_a_line_alone_stand_in_its_middle():
    lines = [((0, 50), (100, 50)), ((0, 90), (100, 95))]
    assert place_words(lines, [(20, 12)] * 2, boxes=[])[0] == (50, 50)

"""The names of a document are gathered with their most telling place."""

from contrechamp.link.gathering import Gathering, RowSpan, is_gathered
from contrechamp.vocabulary.mention import Mention, MentionKind


def name(kind: str, value: str, *, page: int = 1, start: int = 0, **details: str) -> Mention:
    return Mention(MentionKind(kind), page, start, start + len(value), value, value, "essai", "1", details)


def gather(*pages, rows=()):
    gathering = Gathering()
    for mentions in pages:
        gathering.add(mentions, rows)
    return {(seen.kind, seen.value): seen for seen in gathering.give()}


def test_a_name_stands_at_its_first_place_beside_a_technology():
    alone = [name("actor", "Noctiluque", page=1)]
    beside = [name("actor", "Noctiluque", page=2, start=5), name("technology", "camera", page=2)]
    seen = gather(alone, beside)["actor", "Noctiluque"]
    assert (seen.page, seen.start, seen.mentions, seen.beside) == (2, 5, 2, 1)


def test_without_technology_the_first_place_stands():
    seen = gather([name("actor", "Noctiluque", page=1)], [name("actor", "Noctiluque", page=2)])
    assert seen["actor", "Noctiluque"].page == 1 and seen["actor", "Noctiluque"].beside == 0


def test_a_page_counts_once_however_often_it_has_the_name():
    page = [
        name("technology", "camera"),
        name("actor", "Noctiluque", start=9),
        name("actor", "Noctiluque", start=40),
    ]
    seen = gather(page)["actor", "Noctiluque"]
    assert (seen.mentions, seen.beside) == (2, 1)


def test_in_a_table_a_name_is_beside_what_its_own_row_names():
    page = [
        name("actor", "Travaux du Lez", start=0),
        name("actor", "Noctiluque", start=50),
        name("technology", "camera", start=70),
    ]
    seen = gather(page, rows=(RowSpan(0, 40), RowSpan(50, 90)))
    assert seen["actor", "Travaux du Lez"].beside == 0 and seen["actor", "Noctiluque"].beside == 1


def test_every_row_of_a_list_of_cameras_is_telling():
    page = [name("place", "Mosson", start=3, type="district")]
    assert gather(page, rows=(RowSpan(0, 20, True),))["place", "Mosson"].beside == 1


def test_persons_and_addresses_are_never_gathered():
    persons = name("person", "Aymeric Roncevert")
    address = name("place", "rue du Port-Sec", type="street")
    assert not is_gathered(persons) and not is_gathered(address)
    assert is_gathered(name("place", "Vaucreuse", type="commune"))


def test_what_is_no_name_is_left_out():
    assert not is_gathered(name("actor", "x" * 301)) and not is_gathered(name("actor", "deux\nlignes"))
    assert not is_gathered(name("sum", "12.00"))

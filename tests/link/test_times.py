"""In which order facts of partial times stand."""

from contrechamp.link.times import find_sort_day
from contrechamp.link.view import FactFilter


def test_an_open_beginning_stands_by_its_end_and_coarse_dates_after_finer_ones():
    times = ["2019", "/2023-03-20", "2019-02-28", "2019-02", "2020/2021", "2018-05/"]
    assert sorted(times, key=find_sort_day) == [
        "2018-05/",
        "2019-02-28",
        "2019-02",
        "2019",
        "2020/2021",
        "/2023-03-20",
    ]


def test_the_facts_of_an_entity_stand_in_that_order(book):
    network, place = book.add("project", "Réseau"), book.add("place", "Place")
    for when in ("2019", "/2018", "2019-02-28", "", "2019-02"):
        book.state(network, "concerns", place, when=when)
    found, _total = book.team.list_facts(FactFilter(about=network))
    assert [fact.when for fact in found] == ["", "/2018", "2019-02-28", "2019-02", "2019"]

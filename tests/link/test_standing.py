"""In which state a device is on a day."""

from datetime import date

import pytest

from contrechamp.link.standing import Standing, Step, find_standing

ALLOWED = Step("authorised", "2019-12-05/2024-12-04")
AGAIN = [Step("installed", "2010"), Step("removed", "2015"), Step("installed", "2018")]
TERM = Step("authorised", "2019-12-05", ends_on="2024-12")


@pytest.mark.parametrize(
    ("steps", "day", "state"),
    [
        ([], "2024-01-01", "unknown"),
        ([Step("announced", "2018")], "2024-01-01", "planned"),
        ([Step("voted", "2018"), Step("installed", "2019")], "2024-01-01", "unknown"),
        ([ALLOWED], "2019-12-04", "planned"),
        ([ALLOWED], "2019-12-05", "in_force"),
        ([ALLOWED], "2024-12-04", "in_force"),
        ([ALLOWED], "2024-12-05", "expired"),
        ([TERM], "2024-12-31", "in_force"),
        ([TERM], "2025-01-01", "expired"),
        ([Step("authorised", "2019")], "2040-01-01", "in_force"),  # no term is known: none has passed
        ([Step("authorised", "")], "2024-01-01", "in_force"),
        ([ALLOWED, Step("authorised", "2024-11/2029-11")], "2025-01-01", "in_force"),
        ([ALLOWED, Step("removed", "2022")], "2021-12-31", "in_force"),
        ([ALLOWED, Step("removed", "2022")], "2022-01-01", "removed"),
        ([ALLOWED, Step("removed", "")], "2021-01-01", "removed"),
        (AGAIN, "2012-01-01", "unknown"),
        (AGAIN, "2015-01-01", "removed"),
        (AGAIN, "2017-12-31", "removed"),
        (AGAIN, "2018-01-01", "unknown"),
        ([*AGAIN, Step("removed", "2020")], "2019-01-01", "unknown"),
        ([*AGAIN, Step("removed", "2020")], "2026-01-01", "removed"),
        ([Step("removed", "2015"), Step("authorised", "2018/2023")], "2020-01-01", "in_force"),
        ([Step("removed", "2015"), Step("authorised", "2018/2023")], "2024-01-01", "expired"),
        ([Step("removed", "2015"), Step("announced", "2018")], "2020-01-01", "removed"),
        (
            [Step("installed", "2015-06"), Step("removed", "2015")],
            "2016-01-01",
            "removed",
        ),  # some day of that year
        ([Step("removed", ""), Step("installed", "2018")], "2020-01-01", "removed"),
        ([Step("installed", ""), Step("removed", "2015")], "2020-01-01", "removed"),
    ],
)
def test_a_state_is_that_of_a_day(steps, day, state):
    assert find_standing(steps, on=date.fromisoformat(day)).state == state


def test_days_keep_their_precision_and_an_unknown_day_is_said():
    steps = [TERM, Step("installed", "2020"), Step("removed", "")]
    expected = Standing("removed", "2019-12-05", "2024-12", "2020", "?")
    assert find_standing(steps, on=date(2026, 1, 1)) == expected


def test_a_device_that_is_there_again_has_no_day_of_removal():
    assert find_standing(AGAIN, on=date(2026, 1, 1)) == Standing("unknown", installed_on="2018")


def test_what_comes_later_is_no_part_of_the_day():
    standing = find_standing([Step("installed", "2020")], on=date(2019, 1, 1))
    assert standing == Standing("unknown")

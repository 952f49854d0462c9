"""What pictures say, in the language of the reader; dates and sums as the rest of the site writes them."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contrechamp.draw.words import Words
from contrechamp.website.interface.words import write_number, write_period, write_sum

MAP = {
    "title": gettext_lazy("Map of the devices: {count} in view"),
    "nothing": gettext_lazy("No device is known here."),
    "in_force": gettext_lazy("authorisation in force"),
    "expired": gettext_lazy("authorisation expired"),
    "planned": gettext_lazy("planned"),
    "removed": gettext_lazy("removed"),
    "unknown_state": gettext_lazy("no known authorisation"),
    "fixed": gettext_lazy("fixed camera"),
    "dome": gettext_lazy("dome camera"),
    "mobile": gettext_lazy("mobile camera"),
    "plates": gettext_lazy("number-plate reader"),
    "sound": gettext_lazy("microphone or sensor"),
    "other": gettext_lazy("other device"),
    "unknown_type": gettext_lazy("type unknown"),
    "several": gettext_lazy("{count} devices"),
    "mixed": gettext_lazy("several types"),
    "part": gettext_lazy("{state}: {count}"),
    "looks": gettext_lazy("looks {direction}"),
    "directions": gettext_lazy("north north-east east south-east south south-west west north-west"),
    "place": gettext_lazy("Place"),
    "type": gettext_lazy("Type"),
    "state": gettext_lazy("State"),
    "count": gettext_lazy("Count"),
    "near": gettext_lazy("around {place}"),
    "where": gettext_lazy("latitude {latitude}, longitude {longitude}"),
    "legend_cluster": gettext_lazy("Several devices: their number; the ring shows their states"),
    "legend_direction": gettext_lazy("Direction of view"),
    "north": gettext_lazy("north"),
    "metres": gettext_lazy("{count} m"),
    "kilometres": gettext_lazy("{count} km"),
    "plain": gettext_lazy("No base map: only places known from the papers."),
    "broken": gettext_lazy("Parts of the base map cannot be read: {count}."),
    "omitted_rows": gettext_lazy("The table shows the {count} largest of {total} signs on the map."),
    "unplaced": gettext_lazy("{count} things without usable coordinates are not on the map."),
}
TIMELINE = {
    "caption": gettext_lazy("Timeline"),
    "when": gettext_lazy("When"),
    "lane": gettext_lazy("Kind"),
    "what": gettext_lazy("What"),
    "state": gettext_lazy("State"),
    "sources_heading": gettext_lazy("Sources"),
    "in_force": gettext_lazy("in force"),
    "expired": gettext_lazy("expired"),
    "contested": gettext_lazy("contested"),
    "sources": gettext_lazy("{count} sources"),
    "count": gettext_lazy("{count} in all"),
    "number": gettext_lazy("{count}"),
    "gathered": gettext_lazy("{count} begin then"),
    "others": gettext_lazy("Others"),
    "nothing": gettext_lazy("Nothing is dated here yet."),
    "a_day": gettext_lazy("the day is known"),
    "a_band": gettext_lazy("somewhere in this month or year"),
    "a_period": gettext_lazy("it lasts"),
    "an_open_period": gettext_lazy("no known end"),
    "bars": gettext_lazy("how many begin then (each strip has its own scale)"),
    "coarse_bars": gettext_lazy("their year only is known"),
    "omitted_gathered": gettext_lazy(
        "{count} of {total} are gathered by when they begin: each bar leads to them."
    ),
    "omitted_undated": gettext_lazy("{count} have no date that is known."),
    "omitted_outside": gettext_lazy("{count} lie outside the years shown."),
    "omitted_lanes": gettext_lazy("The {count} shortest strips are drawn as one."),
}
NETWORK = {
    "caption": gettext_lazy("Network"),
    "who": gettext_lazy("Who"),
    "relation": gettext_lazy("Does what"),
    "whom": gettext_lazy("To whom"),
    "when": gettext_lazy("When"),
    "state": gettext_lazy("State"),
    "in_force": gettext_lazy("in force"),
    "expired": gettext_lazy("expired"),
    "contested": gettext_lazy("contested"),
    "count": gettext_lazy("{count} facts"),
    "some_contested": gettext_lazy("{count} facts, {contested} contested"),
    "same": gettext_lazy("{relation} × {count}"),
    "other_relation": gettext_lazy("another relation"),
    "hidden": gettext_lazy("+ {count} not drawn"),
    "nothing": gettext_lazy("Nobody is tied to anybody here yet."),
    "public_body": gettext_lazy("public body"),
    "company": gettext_lazy("company"),
    "association": gettext_lazy("association"),
    "several": gettext_lazy("several facts"),
    "omitted_actors": gettext_lazy("{count} of {total} actors are drawn, those with the most ties."),
    "omitted_ties": gettext_lazy("{count} of {total} facts are not drawn."),
    "omitted_words": gettext_lazy("{count} lines are too short for words: the table says them."),
}
MONEY = {
    "caption": gettext_lazy("Money"),
    "group": gettext_lazy("Who or when"),
    "kind": gettext_lazy("Kind of sum"),
    "sum": gettext_lazy("Sum"),
    "facts": gettext_lazy("Facts"),
    "estimated": gettext_lazy("estimated"),
    "awarded": gettext_lazy("awarded"),
    "amended": gettext_lazy("awarded, with amendments"),
    "final": gettext_lazy("final price"),
    "paid": gettext_lazy("paid"),
    "bounds": gettext_lazy("between bounds"),
    "unknown": gettext_lazy("sum not known"),
    "unknown_sums": gettext_lazy("{count} sums not known"),
    "between": gettext_lazy("{low} to {high}"),
    "at_most": gettext_lazy("at most {sum}"),
    "at_least": gettext_lazy("at least {sum}"),
    "count": gettext_lazy("{count} facts"),
    "number": gettext_lazy("{count}"),
    "unnamed": gettext_lazy("not said"),
    "others": gettext_lazy("{count} others"),
    "nothing": gettext_lazy("No sum is known here yet."),
    "omitted": gettext_lazy("The {count} with the smallest sums are drawn as one."),
    "apart": gettext_lazy("Sums without tax (HT) and with tax (TTC) are never added together."),
}
GROWTH = {
    "growth_caption": gettext_lazy("How the price grew"),
    "step": gettext_lazy("Step"),
    "when": gettext_lazy("When"),
    "sum": gettext_lazy("Sum"),
    "total": gettext_lazy("Price so far"),
    "unknown": gettext_lazy("sum not known"),
    "between": gettext_lazy("{low} to {high}"),
    "at_most": gettext_lazy("at most {sum}"),
    "at_least": gettext_lazy("at least {sum}"),
    "added": gettext_lazy("+ {sum}"),
    "now": gettext_lazy("that is {sum}"),
    "grown": gettext_lazy("+ {percent} on the price awarded"),
    "another_tax": gettext_lazy("not added: another tax"),
    "differs": gettext_lazy("the steps give {sum}"),
    "nothing": gettext_lazy("No sum is known here yet."),
}


def make_words(texts: Mapping[str, Promise]) -> Words:
    """The sentences of one picture, said now."""
    said = {key: str(text) for key, text in texts.items()}
    return Words(said, write_date=write_when, write_number=write_number, write_sum=_write_euros)


def write_when(when: str) -> str:
    """A date or a period with its own precision; one without an end says so."""
    first, slash, last = when.partition("/")
    if slash and first and not last:
        return _("from %(first)s on") % {"first": write_period(first)}
    if slash and last and not first:
        return _("until %(last)s") % {"last": write_period(last)}
    return write_period(when)


def _write_euros(euros: Decimal) -> str:
    return write_sum(f"{euros:.2f}")

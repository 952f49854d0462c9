"""The network as a table: a row for each fact, or for each line of many."""

from collections import Counter

from contrechamp.draw.network_lines import LISTED, Say
from contrechamp.draw.network_plan import Actor, Line, NetworkPlan
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Cited, DrawnTable


def make_table(plan: NetworkPlan, unsaid: int, *, say: Say, words: Words) -> DrawnTable:
    """A row for each fact drawn; one for all facts of a line that has more than six."""
    who = {actor.key: actor for actor in plan.actors}
    rows = []
    for line in plan.lines:
        for tie in line.ties if len(line.ties) <= LISTED else ():
            source, target = who[tie.source], who[tie.target]
            cells = Cited(source.label, source.address), Cited(tie.relation, tie.address)
            state = say(tie.state) if tie.state in ("in_force", "expired", "contested") else ""
            when = words.write_date(tie.when) if tie.when else ""
            rows.append((*cells, Cited(target.label, target.address), Cited(when), Cited(state)))
        if len(line.ties) > LISTED:
            rows.append(_list_many(line, who, say=say))
    rows.sort(key=lambda row: [cell.text for cell in row])
    headings = tuple(say(key) for key in ("who", "relation", "whom", "when", "state"))
    return DrawnTable(
        say("caption"), headings, tuple(rows), plan.ties_in_all, _say_omitted(plan, unsaid, say=say)
    )


def _list_many(line: Line, who: dict[str, Actor], *, say: Say) -> tuple[Cited, ...]:
    first, second = who[line.first], who[line.second]
    relations = Counter(tie.relation for tie in line.ties).most_common(3)
    said = ", ".join(say("same", relation=relation, count=count) for relation, count in relations)
    what = Cited(f"{say('count', count=len(line.ties))} ({said})", line.ties[0].address)
    return Cited(first.label, first.address), what, Cited(second.label, second.address), Cited(""), Cited("")


def _say_omitted(plan: NetworkPlan, unsaid: int, *, say: Say) -> str:
    said, drawn = [], sum(len(line.ties) for line in plan.lines)
    if len(plan.actors) < plan.actors_in_all:
        said.append(say("omitted_actors", count=len(plan.actors), total=plan.actors_in_all))
    if drawn < plan.ties_in_all:
        said.append(say("omitted_ties", count=plan.ties_in_all - drawn, total=plan.ties_in_all))
    if unsaid:
        said.append(say("omitted_words", count=unsaid))
    return " ".join(said)

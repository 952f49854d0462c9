"""What an import says of each document: rows, columns understood and not, cells that were not, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from contrechamp.cli.output import make_plain
from contrechamp.cli.speech import say
from contrechamp.spot.columns import IGNORED
from contrechamp.vocabulary.table import CELL_SEPARATOR

if TYPE_CHECKING:
    from contrechamp.pipeline.importing import ColumnReport, TableReport
    from contrechamp.pipeline.refreshing import Refresh
    from contrechamp.vocabulary.catalogue import DocumentCard

_MOST_DOUBTS = 10  # cells of a column that were not understood
_ROW_CHARACTERS, _CELL_CHARACTERS = 200, 80
_MOST_NAMED = 20  # things that appeared, changed or disappeared


def make_fields(card: "DocumentCard", reports: Sequence["TableReport"], refresh: "Refresh | None") -> dict:
    """One object for one document."""
    return {
        "digest": card.digest,
        "title": card.title,
        "pages": card.page_count,
        "state": str(card.state),
        "reason": card.reason,
        "rows": sum(report.row_count for report in reports),
        "rows_understood": sum(report.understood_count for report in reports),
        "tables": [_make_table(report) for report in reports],
        "changes": _make_changes(refresh),
    }


def _make_table(report: "TableReport") -> dict:
    return {
        "kind": report.kind,
        "signature": report.signature,
        "said": report.is_said,
        "rows": report.row_count,
        "rows_understood": report.understood_count,
        "columns": [asdict(column) for column in report.columns],
    }


def _make_changes(refresh: "Refresh | None") -> dict | None:
    if refresh is None:
        return None
    changed = [list(change) for change in refresh.changed]
    lists = {"appeared": list(refresh.appeared), "disappeared": list(refresh.disappeared), "changed": changed}
    return {"former": refresh.former, **lists}


def print_document(
    card: "DocumentCard", reports: Sequence["TableReport"], refresh: "Refresh | None", *, kind: str
) -> None:
    """A few lines for a person."""
    rows, understood = (
        sum(getattr(one, name) for one in reports) for name in ("row_count", "understood_count")
    )
    print(make_plain(f"{card.digest[:12]}  {card.title}"))
    if not reports:
        print(
            "  "
            + say(
                "No rows under headings were found: {reason}", reason=card.reason or say("nothing to import")
            )
        )
    else:
        print(
            "  " + say("Rows: {rows}, of which understood: {understood}.", rows=rows, understood=understood)
        )
    for alike in _group_alike(reports):
        _print_table(alike, kind)
    if refresh:
        _print_refresh(refresh)


def _group_alike(reports: Sequence["TableReport"]) -> list[list["TableReport"]]:
    """Lists of one file whose headings differ by a word, and mean the same."""
    groups: dict[tuple, list[TableReport]] = {}
    for report in reports:
        fields = tuple(column.field for column in report.columns if column.filled)
        groups.setdefault((report.kind, fields), []).append(report)
    return list(groups.values())


def _print_table(alike: Sequence["TableReport"], kind: str) -> None:
    """The headings of the longest list; the doubtful cells of each."""
    from contrechamp.pipeline.column_memory import list_fields

    labels, first = list_fields(kind), alike[0]
    for place, column in enumerate(first.columns):
        if not column.filled or column.field in ("", IGNORED):
            continue
        print(
            "    "
            + make_plain(f"{_name(column)} → {labels.get(column.field, column.field)} ({column.field})")
        )
        same = [report.columns[place] for report in alike if place < len(report.columns)]
        if doubtful := [one for one in same if one.doubtful]:
            _print_doubtful(doubtful)
    aside = [_name(column) for column in first.columns if column.field == IGNORED]
    if aside:
        print("    " + say("Set aside: {headings}", headings=make_plain(" · ".join(aside))))
    unknown = [_hint(column, labels) for column in first.columns if not column.field and column.filled]
    if unknown:
        print("    " + say("Not understood: {headings}", headings=make_plain(" · ".join(unknown))))
    if len(alike) > 1:
        print(
            "    " + say("and {count} other lists in it, with much the same headings", count=len(alike) - 1)
        )
    if first.is_said:
        print("    " + say("As somebody said of files with the same headings."))


def _name(column: "ColumnReport") -> str:
    return column.heading or say("(without heading)")


def _hint(column: "ColumnReport", labels: Mapping[str, str]) -> str:
    """A heading, and what its values look like."""
    if not column.guess:
        return _name(column)
    return say(
        "{heading} (perhaps {field})", heading=_name(column), field=labels.get(column.guess, column.guess)
    )


def _print_doubtful(columns: Sequence["ColumnReport"]) -> None:
    """How many cells of a column were not understood, and the first of them, each with its row."""
    count = sum(column.doubtful for column in columns)
    doubts = [doubt for column in columns for doubt in column.doubts][:_MOST_DOUBTS]
    print("      " + say("cells not understood: {count}", count=count))
    for doubt in doubts:
        row = make_plain(CELL_SEPARATOR.join(doubt.row)[:_ROW_CHARACTERS])
        cell = make_plain(doubt.row[doubt.column][:_CELL_CHARACTERS])
        print("        " + say("page {page}: “{cell}” in {row}", page=doubt.page, cell=cell, row=row))
    if count > len(doubts):
        print("        " + say("and {count} others: --json tells them all", count=count - len(doubts)))


def _print_refresh(refresh: "Refresh") -> None:
    changed = list(dict.fromkeys(change.number for change in refresh.changed))
    print("  " + say("Since the import before ({digest}):", digest=refresh.former[:12]))
    print("    " + _tell_numbers(say("appeared: {count}", count=len(refresh.appeared)), refresh.appeared))
    print(
        "    "
        + _tell_numbers(say("disappeared: {count}", count=len(refresh.disappeared)), refresh.disappeared)
    )
    print("    " + _tell_numbers(say("changed: {count}", count=len(changed)), changed))
    for change in refresh.changed[:_MOST_NAMED]:
        words = f"{change.number} · {change.heading} : {change.before or '∅'} → {change.now or '∅'}"
        print("      " + make_plain(words))


def _tell_numbers(words: str, numbers: Sequence[str]) -> str:
    named = ", ".join(numbers[:_MOST_NAMED]) + (" …" if len(numbers) > _MOST_NAMED else "")
    return make_plain(f"{words}  {named}")


def tell_how(kind: str) -> str:
    """How a person says what a column holds."""
    from contrechamp.pipeline.column_memory import list_fields

    fields = ", ".join(f"{name} ({label})" for name, label in list_fields(kind).items())
    return say(
        "To say what a column holds: --column HEADING=FIELD, with - as the field for nothing. Fields: {fields}.",
        fields=fields,
    )

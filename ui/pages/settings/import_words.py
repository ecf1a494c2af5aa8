"""What the window says of an import that was tried or made."""

from __future__ import annotations

from collections.abc import Mapping

from lead_desktop.domain.codes import ImportKind
from lead_desktop.services.importing.imports import FieldChange, ImportReport, Problem, Tally
from lead_desktop.services.importing.shapes import SHAPES
from lead_desktop.services.importing.undoing import can_take_back


def counted(report: ImportReport) -> str:
    """What is in the file, and what would come of it."""
    parts: Mapping[str, int] = {
        "new": report.created,
        "changed": report.updated,
        "as they are": report.unchanged,
        "left out": report.rejected,
    }
    said = ", ".join(f"{count:,} {words}" for words, count in parts.items() if count)
    rows = SHAPES[ImportKind.DIRECTORY].many if report.tables else "rows"
    return f"{report.read:,} {rows}: {said}." if said else f"No {rows}."


def besides(report: ImportReport) -> str:
    """What else is to be known before it is taken in."""
    said = []
    if report.possible_duplicates:
        said.append(
            f"{report.possible_duplicates:,} may be here already: they come in, and are suggested "
            "under Referrals, Duplicates."
        )
    if report.tables:
        said.append(f"Known here as the directory “{report.source}”.")
    beside = [_beside(name, tally) for name, tally in report.tables.items() if name != "services"]
    if any(beside):
        said.append(f"Besides: {', '.join(filter(None, beside))}.")
    if report.unplaced:
        said.append(f"Not taken: {', '.join(report.unplaced)}.")
    if report.brings_news and not can_take_back(report.kind):
        said.append(final_words(ImportKind(report.kind)))
    return " ".join(said)


def _beside(name: str, tally: Tally) -> str:
    """What came of another table of a directory; empty for no news."""
    counts = {"new": tally.created, "changed": tally.updated}
    said = " and ".join(f"{count:,} {words}" for words, count in counts.items() if count)
    return f"{name} {said}" if said else ""


def change_words(change: FieldChange) -> str:
    """What a directory that was here before now says otherwise."""
    field, before = change.field.replace("_", " "), change.before
    now = f"is now “{change.after}”" if change.after else "is gone"
    stood = f"“{before}” {now}" if before else f"now “{change.after}”"
    return f"{change.entry}, {field}: {stood}"


def final_words(kind: ImportKind) -> str:
    """That nothing of this kind is taken back; said before anything comes in."""
    return f"Once the {SHAPES[kind].many} are in, they cannot be taken back as a whole."


def problem_words(problem: Problem) -> str:
    """Where a problem stands, and what it is."""
    where = [problem.file] if problem.file else []
    where += [f"Row {problem.row}"] if problem.row else []
    where += [problem.column] if problem.column else []
    return f"{', '.join(where)}: {problem.reason}" if where else problem.reason


def button_words(report: ImportReport) -> str:
    """What the next step takes in."""
    fresh = report.created + report.updated
    if fresh:
        return f"Take in {SHAPES[ImportKind(report.kind)].counted(fresh)}"
    return "Take in what changed" if report.brings_news else "Nothing new to take in"

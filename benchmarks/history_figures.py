"""The figures of a long history: 20,000 contacts to PDF, in time and in memory.

Run as a module it draws once and prints the peak of its own memory in MiB, so that neither the
vault nor what was drawn before counts: `python -m benchmarks.history_figures [floor]`.
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate

from benchmarks.bench_vault import BenchVault
from benchmarks.measure import Figure, compare
from lead_desktop.base.resources import resource as resource_path
from lead_desktop.documents.contact_log import ContactLog, LogEntry, draw_contact_log
from lead_desktop.documents.form import FormHead
from lead_desktop.documents.summary_content import Program, Worker
from lead_desktop.documents.typesetting.paper import PaperSize

CONTACTS = 20_000
MOST_MEMORY = 220.0
MOST_TIME = 30_000.0
_REPEATS = 3
_NOTE = (
    "met outside the library and talked about the housing list she wants the evening group and "
    "asked for a ride on monday phone works again texts are better than calls agreed to look at "
    "the form together wednesday and to bring the letter from the county office"
)
_WORDS = _NOTE.split()
_START = datetime(2018, 1, 1, 15, tzinfo=UTC)


def measure_history(_: BenchVault) -> Figure:
    """Time, beside bare paragraphs with the same words."""
    entries = _entries()
    return compare(
        "history",
        f"log of {CONTACTS:,} contacts to PDF",
        lambda: _draw(entries),
        lambda: _draw_floor(entries),
        1.5,
        repeats=_REPEATS,
        limit=MOST_TIME,
    )


def measure_history_memory(_: BenchVault) -> Figure:
    """The peak of a process that does nothing else; there is no goal beside the floor."""
    ours, floor = _peak(), _peak("floor")
    work = f"log of {CONTACTS:,} contacts, peak memory"
    return Figure("history-memory", work, ours, floor, 99.0, "MiB", MOST_MEMORY)


def _peak(*arguments: str) -> float:
    command = [sys.executable, "-m", "benchmarks.history_figures", *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _entries() -> tuple[LogEntry, ...]:
    """Notes of 20 to 110 words, the same each time."""
    chance = random.Random(7)
    made = []
    for number in range(CONTACTS):
        at = _START + timedelta(hours=4 * number)
        note = " ".join(chance.choices(_WORDS, k=chance.randint(20, 110)))
        made.append(
            LogEntry(
                at=at,
                how="Street outreach",
                outcome="Met",
                minutes=20,
                workers=("Dre Exampleton",),
                details=("Central library",),
                note=f"{note}.",
                author="Dre Exampleton",
                signed="Dre Exampleton, peer recovery specialist",
                signed_at=at + timedelta(hours=1),
            )
        )
    return tuple(made)


def _draw(entries: tuple[LogEntry, ...]) -> bytes:
    head = FormHead(
        program=Program("LEAD Sample City"),
        title="Contact log",
        as_of=datetime(2026, 11, 23, 15, 41, tzinfo=UTC),
        printed_by=Worker("Tomas Sampleton"),
        about="J. F. · P-0042",
    )
    log = ContactLog("Juniper Fable", "P-0042", "Engaged", "all contacts", entries, CONTACTS)
    return draw_contact_log(head, log, paper=PaperSize.LETTER).pdf


def _draw_floor(entries: tuple[LogEntry, ...]) -> bytes:
    pdfmetrics.registerFont(TTFont("Floor", str(resource_path("fonts", "InterCase-Regular.ttf"))))
    style = ParagraphStyle("floor", fontName="Floor", fontSize=9.25, leading=13)
    story: list[Flowable] = []
    for entry in entries:
        story.append(Paragraph(f"{entry.at:%b %d, %Y %H:%M} {entry.how} {entry.outcome}", style))
        story.append(Paragraph(escape(entry.note), style))
        story.append(Paragraph(escape(f"{entry.workers[0]} Signed by {entry.signed}"), style))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=LETTER).build(story)
    return buffer.getvalue()


if __name__ == "__main__":
    drawing = _draw_floor if "floor" in sys.argv else _draw
    drawing(_entries())
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)

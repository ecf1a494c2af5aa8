"""What a care-coordination summary may hold, one type per section.

The caller decides what the reader may see; here a section that is None leaves no trace on paper,
not even its heading, because naming what was withheld would disclose it. A section that is there
but empty prints "None recorded".

Days are plain dates, instants are aware datetimes; how they are written is decided on paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.base.settings import OWN_COPY_SIZE
from lead_desktop.documents.typesetting.paper import Notice
from lead_desktop.documents.typesetting.progress import Progress
from lead_desktop.domain.codes import Audience, FormLanguage

Day = date | datetime | None


class Mark(StrEnum):
    """A warning across the head of every page."""

    DRAFT = "Draft"
    UNSIGNED = "Unsigned"
    NOT_FOR_RELEASE = "Not for release"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Where a section's facts come from: "as of" a day, "reported by" somebody."""

    as_of: Day = None
    reported_by: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """The letterhead. logo: the participant's copy goes without it. liaison: whom else to ask,
    by name and number."""

    name: str
    address: str = ""
    phone: str = ""
    logo: bool = True
    liaison: str = ""

    @property
    def line(self) -> str:
        """How to reach the program, on one line."""
        return " · ".join(filter(None, (self.address, self.phone, self.liaison)))


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of the team, with the role as a word ("case manager")."""

    name: str
    role: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why the copy is made. scope: what the consents say, this purpose among it; "" without any."""

    text: str
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Section):
    """How the participant is addressed."""

    chosen: str
    pronouns: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers(Section):
    """numbers: (label, value), for example ("Program number", "P-0042")."""

    legal_name: str = ""
    birth_date: date | None = None
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Find(Section):
    """How to reach the participant."""

    best_way: str = ""
    safe_contact: str = ""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStatus(Section):
    """Standing in the program, and the team."""

    status: str = ""
    since: Day = None
    team: tuple[Worker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement(Section):
    """One coded line, for example "Working with us, general progress good"."""

    line: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, with its steps counted when it has any."""

    text: str
    steps_done: int = 0
    steps: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals(Section):
    """What the participant wants, and what helps."""

    own_words: str = ""
    goals: tuple[Goal, ...] = ()
    strengths: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs(Section):
    """What is needed and what stands in the way."""

    needs: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """A row of the service table. next: an appointment, a day, or words ("Weekly, Wed")."""

    service: str
    status: str
    progress: Progress
    provider: str = ""
    since: Day = None
    next: Day | str = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(Section):
    """Linkages and appointments."""

    linkages: tuple[Linkage, ...] = ()


@dataclass(frozen=True, slots=True)
class RecentContact:
    """One line about a contact: its mode ("in person"), its day, more words if any."""

    mode: str
    on: Day
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NoteAfter:
    """Something written to a signed note later: what it is ("Correction"), when and by whom."""

    kind: str
    on: Day
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class NoteBrief:
    """A note in brief; drawn on the internal copy only.

    signed: in words, empty while it waits for its signature. broken: it, or something written to
    it, no longer matches its signature.
    """

    on: Day
    author: str
    mode: str
    signed: str
    text: str
    after: tuple[NoteAfter, ...] = ()
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts(Section):
    """Contact counts since a day, with the most recent ones."""

    since: Day = None
    reached: int = 0
    attempts: int = 0
    recent: tuple[RecentContact, ...] = ()
    cadence_days: int | None = None
    notes: tuple[NoteBrief, ...] = ()


@dataclass(frozen=True, slots=True)
class CourtDate:
    """A date in court. ask: what the team asks of the partner."""

    on: Day
    what: str
    where: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Court(Section):
    """Court dates."""

    dates: tuple[CourtDate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Section):
    """(label, text) lines: clinical or housing facts."""

    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: a hospital stay, a jail booking, a move."""

    on: Day
    what: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Events(Section):
    """Events, newest first."""

    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Supply:
    """Supplies handed out on one day."""

    on: Day
    item: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplies(Section):
    """Supplies, newest first."""

    supplies: tuple[Supply, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety(Section):
    """Safety notes; drawn on the internal copy only."""

    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked of the reader, or a step on the participant's own list."""

    text: str
    phone: str = ""
    who: str = ""
    by: Day = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks(Section):
    """Requests to the partner; on the participant's copy their own to-do list."""

    asks: tuple[Ask, ...] = ()
    team_phone: str = ""


class Standing(StrEnum):
    """How things are, in the hand-off."""

    STEADY = "Steady"
    CLOSE_EYE = "Keep a close eye"


@dataclass(frozen=True, slots=True)
class Action:
    """A task of the hand-off: who does it, by when."""

    task: str
    who: str = ""
    by: Day = None


@dataclass(frozen=True, slots=True)
class Contingency:
    """If this happens, then do that."""

    happens: str
    then: str


@dataclass(frozen=True, slots=True)
class HandOff:
    """The five parts of a spoken hand-off (after I-PASS); the fifth is the read-back line."""

    standing: Standing
    who: str = ""
    actions: tuple[Action, ...] = ()
    contingencies: tuple[Contingency, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CareSummary:
    """One copy for one reader, as of one instant.

    as_of: aware; also the date of the file. zone: in which days and hours are written.
    participant: initials and number for the foot of each page ("J. Fable · P-0042").
    confidential: the line at the head of each page. foot_notice: the short statement at the foot
    of each page (42 CFR 2.32). limited_line: says that the copy is not the whole record.
    signatures: lines to sign on; the participant's copy never has them. language, size: of the
    participant's copy alone, the size in points.
    """

    program: Program
    document_number: str
    audience: Audience
    title: str
    as_of: datetime
    printed_by: Worker
    participant: str
    zone: ZoneInfo = DEFAULT_ZONE
    fictional: bool = False
    recipient: str = ""
    recipient_kind: str = ""
    confidential: str = ""
    mark: Mark | None = None
    purpose: Purpose | None = None
    notices: tuple[Notice, ...] = ()
    foot_notice: str = ""
    limited_line: str = ""
    hand_off: HandOff | None = None
    name: Name | None = None
    identifiers: Identifiers | None = None
    find: Find | None = None
    program_status: ProgramStatus | None = None
    engagement: Engagement | None = None
    goals: Goals | None = None
    needs: Needs | None = None
    services: Services | None = None
    contacts: Contacts | None = None
    court: Court | None = None
    clinical: Facts | None = None
    housing: Facts | None = None
    events: Events | None = None
    supplies: Supplies | None = None
    safety: Safety | None = None
    asks: Asks | None = None
    signatures: bool = True
    language: FormLanguage = FormLanguage.ENGLISH
    size: float = OWN_COPY_SIZE

"""What happened with each generated person: contacts, services, events and promises."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from uuid import UUID

from lead_desktop.demo.cast import Team, TeamMember
from lead_desktop.demo.crowd import DECEASED
from lead_desktop.demo.directory import PROVIDERS, Directory
from lead_desktop.demo.notes import HOSPITAL, JAIL
from lead_desktop.demo.people import Profile
from lead_desktop.demo.plans import (
    LinkagePlan,
    Visit,
    add_linkage,
    add_need,
    add_promise,
    add_visit,
)
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.demo.stories import Meeting, add_attempt, add_history, add_meeting
from lead_desktop.domain.codes import (
    EventKind,
    EventSource,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    NeedStatus,
    ParticipantStatus,
    Phase,
    ServiceCategory,
    VerifiedBy,
)
from lead_desktop.store.tables import Event

S, L = ParticipantStatus, LinkageStatus

_RUNGS: tuple[LinkageStatus, ...] = (
    L.IDENTIFIED,
    L.SENT,
    L.ONGOING,
    L.SCHEDULED,
    L.STARTED,
    L.WAITING_PROVIDER,
    L.NOT_COMPLETED,
    L.WAITING_PARTICIPANT,
    L.WAITLIST,
    L.ACCEPTED,
    L.WITHDRAWN,
    L.ERROR,
)
_WAITED: dict[LinkageStatus, tuple[int, int]] = {
    L.SENT: (0, 4),
    L.WAITING_PROVIDER: (1, 8),
    L.WAITING_PARTICIPANT: (1, 7),
    L.ACCEPTED: (1, 6),
    L.STARTED: (2, 14),
    L.ONGOING: (20, 120),
}
_NOT_COMPLETED = (
    LinkageReason.NO_CAPACITY,
    LinkageReason.TRANSPORT,
    LinkageReason.NO_ID,
    LinkageReason.HOURS_OR_LOCATION,
    LinkageReason.WAITLIST_TOO_LONG,
)
_FIRST_SERVICE_DAYS = (0, 1, 2, 3, 4, 5, 5, 5, 6, 7, 9, 13)
"""Days from enrolment to the first service: five in the middle."""

_OFFERS = tuple(
    (provider.name, category) for provider in PROVIDERS for _, category in provider.services
)
_TITLES: dict[ServiceCategory, tuple[str, ...]] = {
    ServiceCategory.SUD_TREATMENT: ("Outpatient treatment", "Medication for opioid use"),
    ServiceCategory.HEALTH: ("Primary care", "Dental", "Wound care"),
    ServiceCategory.RECOVERY_SUPPORT: ("Peer support group", "Recovery residence"),
    ServiceCategory.HOUSING: ("Supportive housing", "Shelter bed", "Rent help"),
    ServiceCategory.BENEFITS_INCOME: ("SNAP benefits", "Medical assistance"),
    ServiceCategory.LEGAL: ("Legal aid", "Warrant resolution"),
    ServiceCategory.ID_DOCUMENTS: ("ID replacement", "Birth certificate"),
    ServiceCategory.EMPLOYMENT_EDU: ("Job training", "Job placement"),
    ServiceCategory.MENTAL_HEALTH: ("Counseling",),
    ServiceCategory.HARM_REDUCTION: ("Safer-use supplies",),
    ServiceCategory.FAMILY_SOCIAL: ("Child care",),
    ServiceCategory.BASIC_NEEDS: ("Groceries", "Clothing"),
    ServiceCategory.OTHER: ("Mailing address",),
}
_PROMISES = (
    "Ask about the waiting list",
    "Bring winter socks",
    "Copy of the lease",
    "Ride to the clinic",
    "Call the records office",
)
_EVENTS: tuple[tuple[EventKind, EventSource, str], ...] = (
    (EventKind.HOUSED, EventSource.STAFF, "Keys handed over; we carried the bed together."),
    (EventKind.ID_OBTAINED, EventSource.SELF_REPORT, "Came to show the card."),
    (EventKind.BENEFIT_APPROVED, EventSource.PROVIDER, "Letter seen."),
    (EventKind.MOUD_START, EventSource.PROVIDER, "First dose."),
    (EventKind.JOB_START, EventSource.SELF_REPORT, "Three mornings a week to begin with."),
    (EventKind.OVERDOSE_NONFATAL, EventSource.SELF_REPORT, "A friend gave naloxone and stayed."),
    (EventKind.WARRANT_RESOLVED, EventSource.PUBLIC_RECORD, ""),
)


class Lives:
    """Writes the lives of generated people; knows which rung or event comes next."""

    def __init__(self, rows: Rows, days: Days, directory: Directory, team: Team) -> None:
        self.rows = rows
        self.days = days
        self.directory = directory
        self.team = team
        self._turn = count()

    def add(self, person: UUID, who: Profile) -> None:
        """Write contacts, services, events and promises of one person."""
        self._add_contacts(person, who, who.case_manager == self.team.tomas)
        self.add_plan(person, who)

    def add_plan(self, person: UUID, who: Profile) -> None:
        """Write services, events and promises of one person, and no contacts."""
        mine = who.case_manager == self.team.tomas
        if who.enrolled is None or who.case_manager is None:
            return
        if who.status is S.ACTIVE:
            self._add_services(person, who, who.case_manager, mine)
        elif who.status is S.CLOSED:
            self._add_first_service(person, who, who.case_manager)
        self._add_events(person, who, who.case_manager)

    def _add_contacts(self, person: UUID, who: Profile, mine: bool) -> None:
        rows, days = self.rows, self.days
        worker = who.peer or who.case_manager
        if worker is None:
            return
        if who.status is S.OUTREACH:
            for ago in (rows.random.randint(1, 3), 5):
                add_attempt(rows, days, person, worker, ago, (13, 45))
        elif who.status is S.NOT_ENROLLED:
            add_attempt(rows, days, person, worker, who.since + 2, (12, 10))
        elif who.status is S.CLOSED:
            add_history(rows, days, person, who, newest=who.since + 2, oldest=who.came, gap=11)
        elif who.reached is not None:
            self._add_open_history(person, who, worker, who.reached, mine)

    def _add_open_history(
        self, person: UUID, who: Profile, worker: TeamMember, reached: int, mine: bool
    ) -> None:
        rows, days = self.rows, self.days
        if who.status is S.INACTIVE_LOST:
            for ago in (rows.random.randint(1, 4), 9, 16):
                add_attempt(rows, days, person, worker, ago, (15, 15))
        newest = reached
        place = {S.INACTIVE_CUSTODY: JAIL, S.INACTIVE_FACILITY: HOSPITAL}.get(who.status)
        if place is not None:
            add_meeting(rows, days, person, Meeting(reached, (11, 0), worker, place, kits=0))
            newest = reached + 6
        elif mine:
            # The last two weeks of Tomas's caseload are written day by day (fortnight.py).
            newest = max(reached, 14 + rows.random.randint(0, 4))
        gap = {Phase.ENGAGING: 4.5, Phase.ENGAGED: 9.0, Phase.MAINTAINING: 16.0}[who.phase]
        add_history(rows, days, person, who, newest=newest, oldest=who.came - 1, gap=gap)

    def _add_services(self, person: UUID, who: Profile, worker: TeamMember, mine: bool) -> None:
        """A first service, and for other workers' people one to three more on any rung."""
        rows, random = self.rows, self.rows.random
        if mine:
            if who.enrolled and who.enrolled > 100:
                self._add_first_service(person, who, worker)
            self._add_wish(person, who)
            return
        self._add_first_service(person, who, worker)
        for _ in range(random.randint(0, 2)):
            status = _RUNGS[next(self._turn) % len(_RUNGS)]
            self._add_service(person, worker, status)
        if random.random() < 0.4:
            add_promise(
                rows, self.days, person, worker, random.choice(_PROMISES), random.randint(1, 9)
            )

    def _add_wish(self, person: UUID, who: Profile) -> None:
        if self.rows.random.random() < 0.4:
            add_need(
                self.rows,
                self.days,
                person,
                ServiceCategory.HOUSING,
                who.enrolled or 0,
                status=NeedStatus.IDENTIFIED,
                priority=1,
            )

    def _add_first_service(self, person: UUID, who: Profile, worker: TeamMember) -> None:
        enrolled = who.enrolled or 0
        random = self.rows.random
        provider, category = random.choice(_OFFERS)
        started = enrolled - random.choice(_FIRST_SERVICE_DAYS)
        ended = max(started - random.randint(20, 60), who.since if who.ended else 32)
        done = ended < started
        plan = LinkagePlan(
            category=category,
            title=random.choice(_TITLES[category]),
            status=L.COMPLETED if done else L.STARTED,
            since=ended if done else started,
            worker=worker,
            provider=provider,
            dates=(enrolled, enrolled, enrolled) + ((started,) if done else ()),
            method=random.choice((LinkageMethod.ACCOMPANIED, LinkageMethod.WARM_HANDOFF_PHONE)),
            verified_by=random.choice(
                (VerifiedBy.PROVIDER_CONFIRMED, VerifiedBy.PARTICIPANT_REPORT)
            ),
            due=None if done else 3,
        )
        need = add_need(
            self.rows,
            self.days,
            person,
            category,
            enrolled,
            status=NeedStatus.MET if done else NeedStatus.WORKING_ON,
            priority=1,
        )
        add_linkage(self.rows, self.days, self.directory, person, need, plan)

    def _add_service(self, person: UUID, worker: TeamMember, status: LinkageStatus) -> None:
        random = self.rows.random
        provider, category = random.choice(_OFFERS)
        visit = Visit(
            title=random.choice(_TITLES[category]),
            days=random.randint(1, 12),
            at=(random.randint(9, 15), random.choice((0, 30))),
            place=provider,
        )
        since = random.randint(*_WAITED.get(status, (1, 25)))
        reason = {
            L.NOT_COMPLETED: random.choice(_NOT_COMPLETED),
            L.WITHDRAWN: LinkageReason.CHANGED_MIND,
        }.get(status)
        plan = LinkagePlan(
            category=category,
            title=visit.title,
            status=status,
            since=since,
            worker=worker,
            provider=None if status is L.IDENTIFIED else provider,
            due=visit.days if status is L.SCHEDULED else None,
            method=None
            if status is L.IDENTIFIED
            else random.choice((LinkageMethod.APPOINTMENT_MADE, LinkageMethod.FORM_OR_PORTAL_SENT)),
            reason=reason,
        )
        need = add_need(self.rows, self.days, person, category, since + 30, priority=2)
        linkage = add_linkage(self.rows, self.days, self.directory, person, need, plan)
        if status is L.SCHEDULED:
            add_visit(self.rows, self.days, person, visit, linkage)

    def _add_events(self, person: UUID, who: Profile, worker: TeamMember) -> None:
        random = self.rows.random
        if who.status is S.INACTIVE_CUSTODY:
            self._add_event(person, worker, EventKind.JAIL_BOOKED, who.since + 1, "Booking")
        elif who.status is S.INACTIVE_FACILITY:
            self._add_event(
                person, worker, EventKind.HOSPITAL_ADMIT, who.since + 1, "Example General"
            )
        elif who.end_reason == DECEASED:
            self._add_event(person, worker, EventKind.DEATH, who.since, "")
        elif random.random() < 0.3 and who.enrolled:
            kind, source, words = random.choice(_EVENTS)
            ago = random.randint(min(who.since, 20), max(who.enrolled - 1, 21))
            self._add_event(person, worker, kind, ago, "", source=source, words=words)

    def _add_event(
        self,
        person: UUID,
        worker: TeamMember,
        kind: EventKind,
        ago: int,
        place: str,
        *,
        source: EventSource = EventSource.STAFF,
        words: str = "",
    ) -> None:
        at = self.days.past(ago, 14, 25)
        self.rows.add_stamped(
            Event,
            self.days.until_now(at + timedelta(hours=2)),
            participant_id=person,
            worker_id=worker.id,
            kind=kind,
            source=source,
            occurred_at=at,
            place=place,
            words=words,
        )

"""The linkage board, appointments and promises of the named people."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from lead_desktop.demo import named
from lead_desktop.demo.cast import Team
from lead_desktop.demo.directory import Directory
from lead_desktop.demo.plans import (
    LinkagePlan,
    Visit,
    add_linkage,
    add_need,
    add_promise,
    add_visit,
)
from lead_desktop.demo.rows import Days, Rows
from lead_desktop.domain.codes import (
    AppointmentStatus,
    LinkageMethod,
    LinkageReason,
    LinkageStatus,
    NeedStatus,
    ServiceCategory,
    VerifiedBy,
)

C, L = ServiceCategory, LinkageStatus
CLINIC = named.CLINIC

Card = tuple[str, LinkagePlan, tuple[Visit, ...]]


def add_board(
    rows: Rows, days: Days, directory: Directory, team: Team, people: Mapping[str, UUID]
) -> None:
    """Write the named people's linkages with their needs, then visits and promises."""
    needs: dict[tuple[str, ServiceCategory], UUID] = {}
    for name, plan, visits in _cards(team):
        key = (name, plan.category)
        if key not in needs:
            needs[key] = add_need(
                rows,
                days,
                people[name],
                plan.category,
                plan.since + 30 if plan.status in (L.STARTED, L.ONGOING) else plan.since + 12,
                status=NeedStatus.IDENTIFIED
                if plan.status is L.IDENTIFIED
                else NeedStatus.WORKING_ON,
                priority=sum(1 for known, _ in needs if known == name) + 1,
            )
        linkage = add_linkage(rows, days, directory, people[name], needs[key], plan)
        for visit in visits:
            add_visit(rows, days, people[name], visit, linkage)
    _add_promises(rows, days, team, people)


def _cards(team: Team) -> tuple[Card, ...]:
    return (
        *_identified(team),
        *_referred(team),
        *_scheduled(team),
        *_connected(team),
        *_engaged(team),
        *_not_completed(team),
    )


def _identified(team: Team) -> tuple[Card, ...]:
    def card(name: str, title: str, category: ServiceCategory, since: int, **facts: int) -> Card:
        worker = team.tomas if title == "Housing" else team.lou
        plan = LinkagePlan(
            category=category,
            title=title,
            status=L.IDENTIFIED,
            since=since,
            worker=worker,
            provider=CLINIC if title == "Primary care" else None,
            due=facts.get("due"),
        )
        return name, plan, ()

    return (
        card(named.TANSY, "ID replacement", C.ID_DOCUMENTS, 3),
        card(named.WREN, "Primary care", C.HEALTH, 2),
        card(named.WREN, "Housing", C.HOUSING, 2),
        card(named.MOSS, "Wound care", C.HEALTH, 9, due=-2),
        card(named.FERN, "ID replacement", C.ID_DOCUMENTS, 1),
    )


def _referred(team: Team) -> tuple[Card, ...]:
    def card(
        name: str,
        title: str,
        category: ServiceCategory,
        provider: str,
        status: LinkageStatus,
        since: int,
    ) -> Card:
        plan = LinkagePlan(
            category=category,
            title=title,
            status=status,
            since=since,
            worker=team.lou if title in ("Dental", "Primary care") else team.tomas,
            provider=provider,
            method=LinkageMethod.FORM_OR_PORTAL_SENT,
        )
        return name, plan, ()

    return (
        card(named.MOSS, "Medication for opioid use", C.SUD_TREATMENT, CLINIC, L.SENT, 12),
        card(named.CLOVER, "Legal aid", C.LEGAL, "Sample Legal Clinic", L.WAITING_PROVIDER, 4),
        card(
            named.ROWAN,
            "Birth certificate",
            C.ID_DOCUMENTS,
            "Example Records Office",
            L.WAITING_PARTICIPANT,
            6,
        ),
        card(named.CEDAR, "Dental", C.HEALTH, CLINIC, L.SENT, 1),
        card(named.BASIL, "Primary care", C.HEALTH, CLINIC, L.SENT, 2),
        card(named.POPPY, "Supportive housing", C.HOUSING, "Example House", L.WAITLIST, 11),
        card(named.POPPY, "Counseling", C.MENTAL_HEALTH, "Madeup Minds", L.ACCEPTED, 3),
    )


def _scheduled(team: Team) -> tuple[Card, ...]:
    def card(
        name: str,
        title: str,
        category: ServiceCategory,
        provider: str,
        since: int,
        visit: Visit,
        *,
        dates: tuple[int, int] | None = None,
        moved_at: tuple[int, int] = (15, 20),
    ) -> Card:
        plan = LinkagePlan(
            category=category,
            title=title,
            status=L.SCHEDULED,
            since=since,
            worker=team.lou if title == "Eye exam" else team.tomas,
            provider=provider,
            due=visit.days,
            method=LinkageMethod.APPOINTMENT_MADE,
            dates=dates,
            moved_at=moved_at,
        )
        return name, plan, (visit,)

    here = "Sample Street Recovery"
    return (
        card(
            named.JUNIPER,
            "Outpatient treatment",
            C.SUD_TREATMENT,
            here,
            3,
            Visit(title="Intake", days=0, at=(11, 0), place=here, transport=team.tomas.name),
            dates=(26, 24),
            moved_at=(14, 52),
        ),
        card(
            named.CLOVER,
            "SNAP benefits",
            C.BENEFITS_INCOME,
            "Demo Benefits Desk",
            5,
            Visit(
                title="Benefits interview (SNAP)", days=0, at=(13, 30), place="by phone", minutes=30
            ),
        ),
        card(
            named.BASIL,
            "Housing viewing",
            C.HOUSING,
            "Example House",
            4,
            Visit(
                title="Housing viewing",
                days=0,
                at=(15, 0),
                place="Example House",
                transport=team.dre.name,
            ),
        ),
        card(
            named.SORREL,
            "Eye exam",
            C.HEALTH,
            CLINIC,
            16,
            Visit(title="Eye exam", days=9, at=(10, 15), place=CLINIC, minutes=45),
        ),
        card(
            named.ALDER,
            "Legal aid",
            C.LEGAL,
            "Sample Legal Clinic",
            7,
            Visit(title="Legal aid", days=10, at=(14, 0), place="Sample Legal Clinic"),
        ),
        card(
            named.BRIAR,
            "Detox bed",
            C.SUD_TREATMENT,
            "Sample Detox",
            9,
            Visit(title="Detox bed", days=11, at=(9, 0), place="Sample Detox"),
        ),
    )


def _connected(team: Team) -> tuple[Card, ...]:
    def card(
        name: str,
        title: str,
        category: ServiceCategory,
        provider: str,
        since: int,
        *visits: Visit,
    ) -> Card:
        by_tomas = title in ("Re-entry planning", "Shelter bed")
        plan = LinkagePlan(
            category=category,
            title=title,
            status=L.STARTED,
            since=since,
            worker=team.tomas if by_tomas else team.lou,
            provider=provider,
            method=LinkageMethod.ACCOMPANIED,
        )
        return name, plan, visits

    group = Visit(
        title="Peer support group", days=2, at=(18, 0), place="Demo Community Hall", minutes=90
    )
    return (
        card(
            named.JUNIPER,
            "Peer support group",
            C.RECOVERY_SUPPORT,
            "Demo Community Hall",
            12,
            group,
        ),
        card(named.ROWAN, "Primary care", C.HEALTH, CLINIC, 8),
        card(named.ALDER, "Re-entry planning", C.LEGAL, "Example Re-entry", 5),
        card(named.CEDAR, "Shelter bed", C.HOUSING, "Example House", 23),
        card(named.MARIGOLD, "Primary care", C.HEALTH, CLINIC, 4),
    )


def _engaged(team: Team) -> tuple[Card, ...]:
    def card(
        name: str,
        title: str,
        category: ServiceCategory,
        provider: str,
        since: int,
        *visits: Visit,
    ) -> Card:
        plan = LinkagePlan(
            category=category,
            title=title,
            status=L.ONGOING,
            since=since,
            worker=team.tomas if name == named.JUNIPER else team.lou,
            provider=provider,
            method=LinkageMethod.WARM_HANDOFF_IN_PERSON,
            verified_by=VerifiedBy.PROVIDER_CONFIRMED,
        )
        return name, plan, visits

    dose = Visit(title="Medication visit", days=14, at=(9, 30), place=CLINIC, minutes=30)
    return (
        card(named.JUNIPER, "Medication for opioid use", C.SUD_TREATMENT, CLINIC, 61, dose),
        card(named.MARIGOLD, "Supportive housing", C.HOUSING, "Example House", 140),
        card(named.SAGE, "Job training", C.EMPLOYMENT_EDU, "Pretend Works", 33),
        card(named.CLOVER, "Primary care", C.HEALTH, CLINIC, 77),
    )


def _not_completed(team: Team) -> tuple[Card, ...]:
    def card(
        name: str,
        title: str,
        category: ServiceCategory,
        provider: str,
        since: int,
        reason: LinkageReason,
        *visits: Visit,
    ) -> Card:
        plan = LinkagePlan(
            category=category,
            title=title,
            status=L.NOT_COMPLETED,
            since=since,
            worker=team.lou if title == "Job fair" else team.tomas,
            provider=provider,
            reason=reason,
        )
        return name, plan, visits

    fair = Visit(
        title="Job fair",
        days=-8,
        at=(10, 0),
        place="Pretend Works",
        status=AppointmentStatus.MISSED,
    )
    return (
        card(
            named.ROWAN,
            "Detox bed",
            C.SUD_TREATMENT,
            "Sample Detox",
            15,
            LinkageReason.CHANGED_MIND,
        ),
        card(
            named.BASIL,
            "Job fair",
            C.EMPLOYMENT_EDU,
            "Pretend Works",
            7,
            LinkageReason.MISSED_APPOINTMENT,
            fair,
        ),
        card(
            named.BRIAR,
            "Shelter bed",
            C.HOUSING,
            "Example House",
            13,
            LinkageReason.NO_CAPACITY,
        ),
    )


def _add_promises(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> None:
    court = Visit(
        title="Court date", days=8, at=(9, 30), place="Sample City Courthouse", court=True
    )
    add_visit(rows, days, people[named.BRIAR], court)
    for name, worker, words, due in (
        (named.MARIGOLD, team.tomas, "Call pharmacy about prescription transfer", 0),
        (named.ROWAN, team.tomas, "Drop off birth-certificate form", 0),
        (named.MOSS, team.lou, "Usual corner, with Lou", 1),
        (named.SORREL, team.dre, "Outreach attempt", 1),
        (named.TANSY, team.lou, "Try library steps", 1),
        (named.ALDER, team.tomas, "Jail visit", 3),
        (named.CEDAR, team.tomas, "ID replacement form", 4),
    ):
        add_promise(rows, days, people[name], worker, words, due)

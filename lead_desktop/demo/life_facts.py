"""What the demonstration knows about lives: safe contact, whom to call, dated changes, looking.

Named people only; the generated ones keep to what their stories need.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from random import Random
from uuid import UUID

from lead_desktop.demo import named
from lead_desktop.demo.cast import Team, TeamMember
from lead_desktop.demo.rows import Days, Rows, reproducible_id
from lead_desktop.domain.codes import (
    EmergencyRelation,
    EventKind,
    EventSource,
    Evidence,
    LifeArea,
    NumberKind,
    ReversedBy,
)
from lead_desktop.domain.people.details import DetailField
from lead_desktop.store.tables import (
    DetailChange,
    EmergencyPerson,
    Event,
    OutcomeChange,
    ParticipantNumber,
    SafeContactRow,
)

A = LifeArea

OUTCOMES: tuple[tuple[str, LifeArea, str, int, Evidence, str], ...] = (
    (named.JUNIPER, A.HOUSING, "116", 265, Evidence.SELF_REPORT, "Around Fable St"),
    (named.JUNIPER, A.HOUSING, "101", 120, Evidence.STAFF_SEEN, "Fable St shelter"),
    (named.JUNIPER, A.HOUSING, "335", 20, Evidence.SELF_REPORT, "Some nights at her sister’s"),
    (named.JUNIPER, A.IDENTITY_PAPERS, "BIRTH_CERTIFICATE", 150, Evidence.DOCUMENT_SEEN, ""),
    (named.JUNIPER, A.INSURANCE, "MEDICAID", 200, Evidence.DOCUMENT_SEEN, ""),
    (named.JUNIPER, A.INCOME, "SNAP", 140, Evidence.SELF_REPORT, ""),
    (named.JUNIPER, A.TREATMENT, "BUPRENORPHINE", 61, Evidence.PROVIDER, ""),
    (named.MARIGOLD, A.HOUSING, "101", 380, Evidence.SELF_REPORT, ""),
    (named.MARIGOLD, A.HOUSING, "435", 96, Evidence.DOCUMENT_SEEN, "Lease signed"),
    (named.MARIGOLD, A.WORK, "PART_TIME", 40, Evidence.SELF_REPORT, ""),
    (named.SAGE, A.WORK, "LOOKING", 60, Evidence.SELF_REPORT, ""),
    (named.ROWAN, A.IDENTITY_PAPERS, "NONE", 131, Evidence.SELF_REPORT, ""),
)
"""Who, the part of life, its value, days ago, how it is known, in a few words."""


def add_life_facts(rows: Rows, days: Days, team: Team, people: Mapping[str, UUID]) -> None:
    """Write down what is known about the named people's lives."""
    for name, area, value, ago, evidence, words in OUTCOMES:
        rows.add_stamped(
            OutcomeChange,
            days.past(ago, 15),
            participant_id=people[name],
            worker_id=team.tomas.id,
            area=area,
            value=value,
            on=days.day(ago),
            evidence=evidence,
            words=words,
        )
    _juniper(rows, days, people[named.JUNIPER])
    _what_helped_before(rows, days, team, people[named.JUNIPER])
    _briar(rows, days, team.dre, people[named.BRIAR])


def _juniper(rows: Rows, days: Days, juniper: UUID) -> None:
    at = days.past(250, 14)
    rows.add(
        SafeContactRow,
        participant_id=juniper,
        who_may_know="Her sister knows. Nobody at the shelter.",
        quiet_from=time(21),
        quiet_to=time(8),
        mail_ok=False,
        visit_ok=True,
        words="Say “it’s Tomas”, not where from.",
        created_at=at,
        updated_at=at,
    )
    rows.add_stamped(
        EmergencyPerson,
        at,
        participant_id=juniper,
        name="Willow Fable",
        relation=EmergencyRelation.SIBLING,
        phone="555-0187",
        knows=True,
    )
    rows.add_stamped(
        ParticipantNumber,
        at,
        participant_id=juniper,
        kind=NumberKind.MEDICAID,
        number="000-0042",
    )


def _briar(rows: Rows, days: Days, peer: TeamMember, briar: UUID) -> None:
    """An overdose two days ago: the 72 hours run."""
    rows.add_stamped(
        Event,
        days.past(2, 9),
        participant_id=briar,
        worker_id=peer.id,
        kind=EventKind.OVERDOSE_NONFATAL,
        source=EventSource.SELF_REPORT,
        occurred_at=days.past(2, 2, 30),
        place="Whatif Ave",
        words="A friend was there and had a kit.",
        naloxone_used=True,
        reversed_by=ReversedBy.BYSTANDER,
    )


def _what_helped_before(rows: Rows, days: Days, team: Team, juniper: UUID) -> None:
    """What her wishes said at first; what is offered to be read in her details."""
    for ago, worker, before in (
        (190, team.tomas, "a ride"),
        (61, team.dre, "a ride, texts the day before"),
    ):
        at = days.past(ago, 15)
        rows.add(
            DetailChange,
            # Ids of their own, so that those of everything after them stay as they are.
            id=reproducible_id(Random(ago), at),
            participant_id=juniper,
            worker_id=worker.id,
            field=DetailField.HELPS.value,
            before=before,
            created_at=at,
            updated_at=at,
        )

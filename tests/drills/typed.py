"""A sound example of every command that holds a text, with the service that takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    AgreementKind,
    AppointmentStatus,
    Audience,
    Basis,
    CheckOutcome,
    ConsentCategory,
    ContactMode,
    ContactOutcome,
    Decision,
    Door,
    EventKind,
    EventSource,
    Evidence,
    LifeArea,
    LinkageMethod,
    LinkageStatus,
    MedicationKind,
    ParticipantStatus,
    RevocationWay,
    SafetyKind,
    SearchResult,
    SearchStep,
    ServiceCategory,
    SnoozeReason,
    SupervisionForm,
    TaskKind,
    VerifiedBy,
    WorkerPart,
)
from lead_desktop.domain.consent.privacy import IncidentFacts
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.domain.directory.directory import LocalKnowledge
from lead_desktop.domain.people.caseload_filter import CaseloadFilter
from lead_desktop.domain.people.details import DetailField
from lead_desktop.domain.people.events import EventFacts
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.domain.plan.calendar import Outcome
from lead_desktop.domain.plan.linkage import Check, Move
from lead_desktop.domain.referral.referral import WarmHandOff
from lead_desktop.domain.worklist.program_timeline import TimelineStep
from lead_desktop.services.consent import (
    consents,
    corrections,
    privacy,
    privacy_log,
    restricted,
)
from lead_desktop.services.consent.gate import Ground
from lead_desktop.services.contacts import addenda, contacts, counseling, note_edits, reviews
from lead_desktop.services.desk import Desk
from lead_desktop.services.directory import directory
from lead_desktop.services.paper.summaries import SummaryRequest, issue_summary
from lead_desktop.services.people import (
    details,
    duplicates,
    events,
    medications,
    outcomes,
    safety,
    searching,
    statuses,
    transfers,
)
from lead_desktop.services.plan import appointments, handoffs, linkages, plan
from lead_desktop.services.referral import incidents, referral_steps, referrals
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.worklist import (
    oversight,
    program_timelines,
    saved_views,
    tasks,
    team_events,
    worklist,
)
from lead_desktop.store.tables import Service
from tests.domain.consents import terms
from tests.services.consent.test_consents import record
from tests.services.noting import entry, log

Typed = list[tuple[Callable[[Any], object], object]]
NOT_TYPED = {
    ("DraftState", "*"): "JSON of a form, in which every half of a character is escaped",
    ("SheetPlace", "*"): "names a sheet, not what stands in it",
    ("Handing", "*"): "what a printing service asks of the gate; its words come from a request",
    ("Withheld", "*"): "the gate's own answer",
    ("CareSummary", "*"): "a copy's content, made of the record",
    ("FormHead", "*"): "what stands at the head of a form, made of the record",
    ("Permission", "*"): "what the gate answered",
    ("Slot", "*"): "of the keyring",
    ("FormRequest", "*"): "which form is wished for; its words come from the record",
    ("PrintedForm", "*"): "bytes that were drawn, and their hash",
    ("SummaryRequest", "*"): "tests/documents prints every odd text",
    ("TakeAssessment", "*"): "answers are numbers",
    ("NewWorker", "*"): "tests/vault holds names and passphrases to their own rules",
    ("AddAttachment", "*"): "its title is a file's name; tests/services/consent/test_attachments",
    ("ReportAnswer", "*"): "takes an event on file; its words are a supervisor's alone",
    ("StatusMove", "reason_code"): "a code of its status",
    ("ConsentTerms", "form_version"): "of the form that the program printed",
    ("RecordOrder", "section"): "one of two sections of the law",
    ("Move", "need_met"): "fully or partly",
    ("HandOver", "item_key"): "the cause of a row, made by the program",
    ("SnoozeItem", "item_key"): "the cause of a row, made by the program",
    ("RecordOutcome", "value"): "a code of its area",
    ("LocalKnowledge", "zone"): "a code of the program's map",
}
"""Texts that nobody types, or that are tried elsewhere, each with its reason."""


def commands_of(desk: Desk, supervisor: Desk, person: UUID) -> Typed:
    """Every command with a text in it. desk: a case manager's; person: one of theirs."""
    records = Records(desk, person)
    return [
        *in_contacts(desk, supervisor, records),
        *about_people(desk, records),
        *in_plans(desk, records),
        *about_consents(desk, supervisor, records),
        *in_referrals(desk, records),
        *at_work(desk, supervisor, records),
    ]


class Records:
    """What the commands are about."""

    def __init__(self, desk: Desk, person: UUID) -> None:
        self.person = person
        self.today, self.now = desk.clock.today(), desk.clock.now()
        self.signed, self.unsigned = log(desk, person, sign=True), log(desk, person)
        self.goal, self.linkage, self.ended, self.visit = (new_id() for _ in range(4))
        plan.set_goal(desk, plan.SetGoal(self.goal, person, "A door of my own"))
        for one in (self.linkage, self.ended):
            linkages.add_linkage(desk, linkages.AddLinkage(one, person, ServiceCategory.HOUSING))
        linkages.move_linkage(desk, self.ended, Move(LinkageStatus.ERROR, self.today))
        appointments.make_appointment(
            desk, appointments.MakeAppointment(self.visit, person, "Intake", self.now)
        )
        self.referral, self.service = new_id(), new_id()
        referrals.add_referral(
            desk, AddReferral(id=self.referral, door=Door.SOCIAL, name="Moss Example")
        )
        stamps = {"created_at": self.now, "updated_at": self.now}
        with desk.store.write() as session:
            session.add(Service(id=self.service, name="Sample beds", **stamps))
        self.consent = record(desk, person)


def in_contacts(desk: Desk, supervisor: Desk, records: Records) -> Typed:
    return [
        (
            partial(contacts.log_contact, desk),
            contacts.LogContact(
                new_id(), (records.person,), ContactMode.PHONE, ContactOutcome.MET, records.now
            ),
        ),
        (
            partial(addenda.add_addendum, desk),
            addenda.AddAddendum(
                new_id(), records.signed, AddendumKind.CORRECTION, "Words", "Another day"
            ),
        ),
        (
            lambda facts: note_edits.edit_contact(
                desk,
                note_edits.EditContact(
                    records.unsigned, entry(desk, records.unsigned).version, facts
                ),
            ),
            ContactFacts(
                (records.person,), ContactMode.PHONE, ContactOutcome.MET, records.now, note="Words"
            ),
        ),
        (
            partial(reviews.return_note, supervisor),
            reviews.ReturnNote(new_id(), records.signed, "Which day?"),
        ),
        (
            partial(counseling.write_counseling, desk),
            counseling.WriteCounseling(new_id(), records.person, records.now, "Words"),
        ),
    ]


def about_people(desk: Desk, records: Records) -> Typed:
    person, today = records.person, records.today
    later = today + timedelta(days=20)

    def save(detail: details.SaveDetail) -> object:
        return details.save_detail(desk, detail)

    typed: Typed = [(save, details.SaveDetail(person, field, "Words", "")) for field in DetailField]
    return [
        *typed,
        (
            partial(duplicates.find_matches, desk),
            duplicates.Sought(("Moss",), "1980", "410-555-0142", "1 Sample Street", "21201"),
        ),
        (
            partial(outcomes.record_outcome, desk),
            outcomes.RecordOutcome(
                new_id(), person, LifeArea.HOUSING, "SHELTER", today, Evidence.SELF_REPORT
            ),
        ),
        (
            partial(safety.add_safety_note, desk),
            safety.AddSafetyNote(new_id(), person, SafetyKind.DOG, "Words"),
        ),
        (
            lambda facts: events.add_event(desk, events.AddEvent(new_id(), person, facts)),
            EventFacts(EventKind.JAIL_BOOKED, EventSource.SELF_REPORT, records.now),
        ),
        (
            lambda move: statuses.set_status(desk, statuses.SetStatus(new_id(), person, move)),
            StatusMove(ParticipantStatus.INACTIVE_LOST, today),
        ),
        (
            partial(medications.add_medication, desk),
            medications.AddMedication(new_id(), person, next(iter(MedicationKind)), later),
        ),
        (
            partial(searching.add_search, desk),
            searching.AddSearch(
                new_id(), person, SearchStep.SHELTERS, SearchResult.NOTHING_YET, today
            ),
        ),
        (
            partial(transfers.preview_transfer, desk),
            transfers.PassOn(new_id(), (person,), desk.worker.id, WorkerPart.PEER, today),
        ),
    ]


def in_plans(desk: Desk, records: Records) -> Typed:
    person, today = records.person, records.today
    return [
        (partial(plan.set_goal, desk), plan.SetGoal(new_id(), person, "Words")),
        (
            partial(plan.set_need, desk),
            plan.SetNeed(new_id(), person, ServiceCategory.LEGAL, words="Words"),
        ),
        (partial(plan.set_step, desk), plan.SetStep(new_id(), records.goal, "Words")),
        (
            partial(linkages.add_linkage, desk),
            linkages.AddLinkage(new_id(), person, ServiceCategory.LEGAL),
        ),
        (
            partial(linkages.move_linkage, desk, records.linkage),
            Move(LinkageStatus.WAITLIST, today, next_check=today + timedelta(days=7)),
        ),
        (partial(linkages.check_linkage, desk, records.linkage), Check(today)),
        (
            partial(linkages.refer_again, desk),
            linkages.ReferAgain(new_id(), records.ended, service_id=records.service),
        ),
        (
            partial(handoffs.record_handoff, desk),
            handoffs.RecordHandoff(
                records.linkage, LinkageMethod.WARM_HANDOFF_IN_PERSON, records.now
            ),
        ),
        (
            partial(appointments.make_appointment, desk),
            appointments.MakeAppointment(new_id(), person, "Intake", records.now),
        ),
        (
            partial(appointments.settle_appointment, desk, records.visit),
            Outcome(AppointmentStatus.ATTENDED, VerifiedBy.PARTICIPANT_REPORT),
        ),
        (
            partial(directory.check_service, desk),
            directory.CheckService(records.service, CheckOutcome.CONFIRMED),
        ),
        (
            lambda knowledge: directory.save_knowledge(
                desk,
                records.service,
                _at(
                    knowledge,
                    version=directory.read_service(desk, records.service).knowledge.version,
                ),
            ),
            LocalKnowledge(),
        ),
    ]


def about_consents(desk: Desk, supervisor: Desk, records: Records) -> Typed:
    person, today = records.person, records.today
    ground = Ground(
        basis=Basis.EMERGENCY,
        personnel="Nurse",
        affiliation="Sample Hospital",
        emergency="Unresponsive",
    )
    asked = SummaryRequest(person, Audience.PROVIDER, "Sample Hospital", "Care", ground=ground)
    copy = issue_summary(desk, asked).disclosure_id
    assert copy is not None
    return [
        (
            lambda said: consents.record_consent(
                desk, consents.RecordConsent(new_id(), person, said)
            ),
            terms(),
        ),
        (
            partial(corrections.correct_emergency, supervisor, copy),
            corrections.EmergencyFacts("Nurse", "Sample Hospital", "Unresponsive"),
        ),
        (
            partial(consents.withdraw_consent, desk),
            consents.WithdrawConsent(records.consent, records.now, RevocationWay.SPOKEN),
        ),
        (
            partial(privacy.ask_restriction, desk),
            privacy.AskRestriction(new_id(), person, "Words", today),
        ),
        (
            partial(privacy.record_agreement, supervisor),
            privacy.RecordAgreement(new_id(), AgreementKind.QSO, "Sample House", today),
        ),
        (
            partial(privacy.record_order, supervisor),
            privacy.RecordOrder(
                new_id(), person, "Circuit Court", "2.64", today,
                ("Circuit Court",), (ConsentCategory.PROGRAM_STATUS,),
            ),
        ),
        (
            lambda facts: privacy_log.save_incident(supervisor, new_id(), facts),
            IncidentFacts(discovered_on=today, words="Words"),
        ),
        (
            partial(privacy_log.take_complaint, supervisor),
            privacy_log.TakeComplaint(new_id(), "Words", today),
        ),
        (
            partial(restricted.break_glass, desk),
            restricted.BreakGlass(new_id(), "P-0001", "Words"),
        ),
        (
            partial(restricted.grant_access, supervisor),
            restricted.GrantAccess(new_id(), person, desk.worker.id, "Words"),
        ),
    ]  # fmt: skip


def in_referrals(desk: Desk, records: Records) -> Typed:
    return [
        (
            partial(referrals.add_referral, desk),
            AddReferral(id=new_id(), door=Door.SOCIAL, name="Somebody"),
        ),
        (
            partial(incidents.add_incident, desk),
            incidents.AddIncident(new_id(), records.person, records.today, frozenset()),
        ),
        (
            partial(referral_steps.record_decision, desk),
            referral_steps.RecordDecision(
                new_id(), records.referral, "Police", Decision.APPROVED, records.today
            ),
        ),
        (
            partial(referral_steps.record_hand_off, desk, records.referral),
            WarmHandOff(records.now),
        ),
    ]


def at_work(desk: Desk, supervisor: Desk, records: Records) -> Typed:
    person, today = records.person, records.today
    later = today + timedelta(days=2)
    return [
        (
            lambda command: tasks.write_tasks(desk, (command,)),
            tasks.WriteTask(new_id(), person, "Words", today),
        ),
        (
            lambda step: program_timelines.change_steps(supervisor, (step,)),
            TimelineStep("day7", 7, "First week"),
        ),
        (
            partial(worklist.hand_over, desk),
            worklist.HandOver(new_id(), "FOLLOW_UP:x", person, None, "Words"),
        ),
        (
            partial(worklist.snooze, desk),
            worklist.SnoozeItem(
                new_id(), "PAST_CADENCE:x", TaskKind.PAST_CADENCE, person, later, SnoozeReason.OTHER
            ),
        ),
        (
            partial(saved_views.save_view, desk),
            saved_views.SaveView(new_id(), "Mine", CaseloadFilter()),
        ),
        (
            partial(team_events.set_team_event, desk),
            team_events.SetTeamEvent(new_id(), "Huddle", records.now),
        ),
        (
            partial(oversight.record_session, supervisor),
            oversight.HeldSession(
                new_id(), desk.worker.id, today, 30, SupervisionForm.INDIVIDUAL, "Words"
            ),
        ),
    ]


def _at(command: Any, **facts: object) -> Any:
    """The command with facts that stand only at the moment at which it is given."""
    return replace(command, **facts)

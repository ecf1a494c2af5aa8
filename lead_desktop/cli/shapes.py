"""The JSON shapes of listed things. Their keys are a promise to scripts: add, never rename."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from lead_desktop.base.clock import Clock
from lead_desktop.cli.output import Json
from lead_desktop.domain.codes import TaskKind
from lead_desktop.domain.consent.disclosed import DisclosureLine
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.directory.directory import ServiceLine
from lead_desktop.domain.people.duplicates import DuplicatePair
from lead_desktop.domain.people.participant import CaseloadRow, ConsentLine, LinkageLine
from lead_desktop.domain.people.transfer import PlannedTransfer
from lead_desktop.domain.plan.calendar import CalendarLine
from lead_desktop.domain.plan.linkage import (
    RUNGS,
    LinkageClocks,
    fhir_status,
    next_step,
    supervisor_sees_on,
)
from lead_desktop.domain.referral.referral import ReferralLine
from lead_desktop.domain.trust.audit import AuditRow
from lead_desktop.domain.worklist.upkeep import MedicationLine
from lead_desktop.domain.worklist.work_item import WorkItem

if TYPE_CHECKING:
    from lead_desktop.services.referral.referrals import Referred


def participant(row: CaseloadRow, clock: Clock) -> Json:
    """One person of `list participants`."""
    reached = row.last_reached_at
    cadence = row.cadence.cadence
    return {
        "id": row.id,
        "number": row.number_text,
        "external_id": row.external_id,
        "preferred_name": row.preferred_name,
        "legal_name": row.legal_name,
        "aliases": list(row.aliases),
        "pronouns": row.pronouns,
        "date_of_birth": row.date_of_birth,
        "status": row.status.value,
        "phase": row.phase.value,
        "enrolled_on": row.enrolled_on,
        "case_manager": row.case_manager,
        "peer": row.peer,
        "last_reached_at": reached,
        "days_since_reached": row.days_since_reached,
        "attempts_since_reached": row.attempts_since_reached,
        "cadence_days": cadence.days if cadence else None,
        "open_linkages": len(row.linkages),
        "next_step": row.next_step,
    }


def contact(entry: ContactEntry) -> Json:
    """One contact of `list contacts`; a contact with several people stands there once for each."""
    return {
        "id": entry.id,
        "participant_id": entry.participant_id,
        "occurred_at": entry.occurred_at,
        "recorded_at": entry.recorded_at,
        "mode": entry.mode.value,
        "outcome": entry.outcome.value,
        "kind": entry.kind.value,
        "initiated_by": entry.initiated_by.value if entry.initiated_by else None,
        "place": entry.place_type.value if entry.place_type else None,
        "minutes": entry.minutes,
        "workers": list(entry.workers),
        "purposes": [purpose.value for purpose in entry.purposes],
        "supplies": {supply.value: quantity for supply, quantity in entry.supplies},
        "note": entry.note,
        "signed": entry.signed_at is not None,
        "signed_at": entry.signed_at,
        "signed_by": entry.signed_by,
        "seal": entry.seal.value,
        "late": entry.late,
        "substantive": entry.substantive,
        "imported": entry.imported,
        "cosigned_by": entry.cosigned_by,
        "addenda": [
            {
                "id": line.id,
                "kind": line.kind.value,
                "at": line.at,
                "text": line.text,
                "reason": line.reason,
                "signed_by": line.signed_by,
                "seal": line.seal.value,
            }
            for line in entry.addenda
        ],
    }


def linkage(line: LinkageLine, clocks: LinkageClocks) -> Json:
    """One linkage, as listed and as `linkage add` and `linkage move` answer."""
    rung = RUNGS[line.status]
    return {
        "id": line.id,
        "participant_id": line.participant_id,
        "need": line.need.value,
        "title": line.title,
        "service": line.service,
        "organization": line.organization,
        "worker": line.worker,
        "status": line.status.value,
        "status_since": line.status_since,
        "next_owner": rung.owner.value if rung.owner else None,
        "next_step": next_step(line.status, provider_known=line.provider_known) or None,
        "next_at": line.next_at,
        "due_on": line.due_on,
        "method": line.method.value if line.method else None,
        "verified_by": line.verified_by.value if line.verified_by else None,
        "reason": line.reason.value if line.reason else None,
        "again_of": line.again_of_id,
        "fhir_status": fhir_status(line.status, line.reason),
        "supervisor_sees_on": supervisor_sees_on(line.status, line.due_on, clocks=clocks),
    }


def service(line: ServiceLine) -> Json:
    """One entry of the service directory."""
    return {
        "id": line.id,
        "name": line.name,
        "organization": line.organization,
        "status": line.status,
        "categories": [category.value for category in line.categories],
        "phones": list(line.phones),
        "addresses": list(line.addresses),
        "last_verified_on": line.last_verified_on,
    }


def task(item: WorkItem) -> Json:
    """One thing to be done: a promise, or what a clock of the record asks for."""
    return {
        "id": item.subject_id or uuid5(NAMESPACE_OID, item.key),
        "participant_id": item.participant_id,
        "kind": item.kind.value,
        "due_at": item.at if item.kind is TaskKind.APPOINTMENT else item.due,
        "why": item.why,
        "worker": item.worker,
    }


def consent(line: ConsentLine) -> Json:
    """One consent."""
    return {
        "id": line.id,
        "participant_id": line.participant_id,
        "kind": line.kind.value,
        "recipients": list(line.recipients),
        "recipient_kind": line.recipient_kind.value,
        "purpose": line.purpose,
        "categories": [category.value for category in line.categories],
        "discloser": line.terms.discloser,
        "information": line.terms.information or None,
        "includes_received": line.terms.includes_received,
        "signer": line.terms.signer.value,
        "signer_name": line.terms.signer_name or None,
        "statements": list(line.terms.statements),
        "form_version": line.terms.form_version or None,
        "recipient_roles": [one.role or None for one in line.terms.recipients],
        "recipient_class": line.terms.recipient_class or None,
        "intermediary": line.terms.intermediary or None,
        "intermediary_members": line.terms.intermediary_members or None,
        "evidence": line.terms.evidence.value,
        "attachment_id": line.terms.attachment_id,
        "signed_on": line.signed_on,
        "expires_on": line.expires_on,
        "expires_event": line.terms.expires_event or None,
        "effective_from": line.terms.effective_from,
        "condition_imposed_by": line.terms.condition_imposed_by or None,
        "proceeding": line.terms.proceeding or None,
        "final_disposition_on": line.terms.final_disposition_on,
        "revocable_on": line.terms.revocable_on,
        "revocable_event": line.terms.revocable_event or None,
        "revoked_at": line.revoked_at,
        "revoked_how": line.revoked_how.value if line.revoked_how else None,
        "revocation_entered_at": line.entered_at,
        "seal": line.seal.value,
        "state": line.state.value,
    }


def disclosure(line: DisclosureLine) -> Json:
    """One copy that left."""
    return {
        "id": line.id,
        "participant_id": line.participant_id,
        "at": line.at,
        "audience": line.audience.value,
        "recipient": line.recipient,
        "recipient_address": line.recipient_address,
        "purpose": line.purpose,
        "basis": line.basis.value,
        "consent_id": line.consent_id,
        "sections": list(line.sections),
        "withheld": list(line.withheld),
        "sha256": line.sha256,
        "method": line.method.value,
        "document_number": line.document_number,
        "document_kind": line.document_kind,
        "copy_number": line.copy_number,
        "pages": line.pages,
        "worker": line.worker,
        "restrictions": list(line.restrictions),
        "restriction_reason": line.restriction_reason,
    }


def appointment(line: CalendarLine) -> Json:
    """One appointment of `list appointments`."""
    return {
        "id": line.id,
        "participant_id": line.participant_id,
        "title": line.title,
        "starts_at": line.starts_at,
        "minutes": line.minutes,
        "place": line.place,
        "transport": line.transport,
        "court": line.court,
        "status": line.status.value,
        "verified_by": line.verified_by.value if line.verified_by else None,
        "linkage_id": line.linkage_id,
    }


def medication(line: MedicationLine) -> Json:
    """One medication of `list medications`. ended: set aside, or followed by a refill."""
    return {
        "id": line.id,
        "participant_id": line.participant_id,
        "kind": line.kind.value,
        "words": line.words,
        "runs_out_on": line.runs_out_on,
        "ended": line.ended,
        "worker": line.author,
    }


def planned_transfer(plan: PlannedTransfer) -> Json:
    """One transfer of `list transfers`: planned, and neither carried out nor cancelled."""
    return {
        "id": plan.id,
        "people": list(plan.people),
        "part": plan.part.value,
        "from_worker": plan.from_worker,
        "to_worker": plan.to_worker,
        "on": plan.on,
        "planned_by": plan.planned_by,
        "waits_for_a_decision": plan.to_gone,
    }


def audit_entry(row: AuditRow) -> Json:
    """One entry of the audit."""
    return {
        "seq": row.seq,
        "at": row.at,
        "worker": row.worker,
        "action": row.action,
        "subject": row.subject,
        "detail": row.detail,
        "hash": row.hash,
    }


def referral(line: ReferralLine) -> Json:
    """One referral of `list referrals`. due: the first outreach, or the intake after it."""
    return {
        "id": line.id,
        "participant_id": line.participant_id,
        "door": line.door.value,
        "type": line.type.value,
        "at": line.received_at,
        "charges": [charge.value for charge in line.charges],
        "eligible": line.eligible,
        "state": line.state.value,
        "reasons": [code.value for code in line.reason_codes],
        "decisions": [
            {
                "partner": decision.partner,
                "decision": decision.decision.value,
                "on": decision.decided_on,
            }
            for decision in line.decisions
        ],
        "due": line.due or line.intake_due_on,
        "intake_due_on": line.intake_due_on,
        "hold_until": line.hold_until,
        "docket_on": line.docket_on,
        "number": line.number_text,
    }


def referred(done: Referred) -> Json:
    """What `referral add` answers."""
    return {
        "id": done.line.id,
        "participant_id": done.line.participant_id,
        "eligible": done.eligibility.eligible,
        "missing": [question.value for question in done.eligibility.missing],
        "reasons": list(done.eligibility.reasons),
        "reason_codes": [code.value for code in done.eligibility.reason_codes],
        "state": done.line.state.value,
        "due": done.line.due or done.line.intake_due_on,
        "possible_matches": [
            {
                "participant_id": match.participant_id,
                "matched_on": [on.value for on in match.matched_on],
                "score": match.score,
            }
            for match in done.possible_matches
        ],
    }


def duplicate(pair: DuplicatePair) -> Json:
    """One pair of `list duplicates`."""
    return {
        "a": pair.a.participant_id,
        "b": pair.b.participant_id,
        "score": pair.score,
        "matched_on": [on.value for on in pair.matched_on],
        "numbers": [pair.a.number_text, pair.b.number_text],
    }

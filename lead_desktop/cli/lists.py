"""lead-desktop list: what the vault holds, oldest first, everything that the role may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.cli import shapes
from lead_desktop.cli.codes import read_code
from lead_desktop.cli.output import Json, print_json, print_table
from lead_desktop.cli.unlocking import (
    AsJson,
    ParticipantId,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
)
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, Shelves, choose
from lead_desktop.domain.people.participant import View
from lead_desktop.domain.plan.linkage import linkage_clocks_of

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk


class ListKind(StrEnum):
    """What can be listed."""

    PARTICIPANTS = "participants"
    CONTACTS = "contacts"
    LINKAGES = "linkages"
    TASKS = "tasks"
    SERVICES = "services"
    CONSENTS = "consents"
    DISCLOSURES = "disclosures"
    REFERRALS = "referrals"
    DUPLICATES = "duplicates"
    APPOINTMENTS = "appointments"
    MEDICATIONS = "medications"
    TRANSFERS = "transfers"
    AUDIT = "audit"


@dataclass(frozen=True)
class Wanted:
    """What to list: of one participant or of all, in a view, with words to find."""

    participant_id: UUID | None
    view: str | None
    find: str


FINDABLE = frozenset({ListKind.PARTICIPANTS, ListKind.CONTACTS, ListKind.SERVICES})
COLUMNS: Mapping[ListKind, Sequence[str]] = {
    ListKind.PARTICIPANTS: (
        "number", "preferred_name", "legal_name", "status", "case_manager", "peer",
        "days_since_reached", "cadence_days", "open_linkages", "next_step",
    ),
    ListKind.CONTACTS: ("occurred_at", "mode", "outcome", "minutes", "workers", "signed", "note"),
    ListKind.LINKAGES: ("id", "need", "title", "organization", "status", "status_since", "due_on"),
    ListKind.TASKS: ("due_at", "kind", "why", "worker", "participant_id"),
    ListKind.SERVICES: ("id", "name", "organization", "status", "phones", "addresses"),
    ListKind.CONSENTS: ("kind", "recipients", "purpose", "signed_on", "expires_on", "state"),
    ListKind.DISCLOSURES: ("at", "audience", "recipient", "purpose", "basis", "method"),
    ListKind.REFERRALS: ("number", "at", "door", "charges", "eligible", "state", "due", "id"),
    ListKind.DUPLICATES: ("score", "matched_on", "numbers", "a", "b"),
    ListKind.APPOINTMENTS: ("starts_at", "title", "place", "status", "participant_id", "id"),
    ListKind.MEDICATIONS: ("runs_out_on", "kind", "words", "ended", "worker", "id"),
    ListKind.TRANSFERS: ("on", "part", "people", "from_worker", "to_worker", "planned_by", "id"),
    ListKind.AUDIT: ("seq", "at", "worker", "action", "subject"),
}  # fmt: skip


def show(
    path: VaultPath,
    kind: Annotated[ListKind, typer.Argument(help="What to list.")],
    participant: ParticipantId = None,
    view: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help=f"Participants only: a saved view, or {', '.join(View)}."
        ),
    ] = None,
    find: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            help="Names, aliases, numbers and phones of participants; words of notes; services.",
        ),
    ] = "",
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """List what the vault holds, all that your role may see."""
    if view is not None and kind is not ListKind.PARTICIPANTS:
        raise typer.BadParameter("it goes with participants only", param_hint="--view")
    if find and kind not in FINDABLE:
        allowed = ", ".join(sorted(FINDABLE))
        raise typer.BadParameter(f"it goes with {allowed}", param_hint="--find")
    if participant is not None and kind is ListKind.SERVICES:
        raise typer.BadParameter("services belong to nobody", param_hint="--participant")
    with opened(path, worker, passphrase_file) as application:
        desk = application.desk
        wanted = Wanted(_person(desk, participant), view, find)
        rows = _LISTERS[kind](desk, wanted)
    if as_json:
        print_json(rows)
        return
    columns = COLUMNS[kind]
    headings = [column.replace("_", " ").upper() for column in columns]
    print_table(headings, [[row[column] for column in columns] for row in rows])


def _person(desk: Desk, participant: str | None) -> UUID | None:
    from lead_desktop.services.people.participants import find_participant_id

    return find_participant_id(desk, participant) if participant is not None else None


def _participants(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.people.participants import list_caseload

    view, saved = _view(desk, wanted.view)
    rows = list_caseload(desk, view=view, find=wanted.find, need_first=False)
    kept = {row.id for row in choose(Shelves.of(rows), saved)} if saved else None
    return [
        shapes.participant(row, desk.clock)
        for row in rows
        if wanted.participant_id in (None, row.id) and (kept is None or row.id in kept)
    ]


def _view(desk: Desk, name: str | None) -> tuple[View | None, CaseloadFilter | None]:
    """A ready-made view by its code, or the filters of a saved one by its name."""
    if name is None:
        return None, None
    from lead_desktop.services.worklist.saved_views import list_saved_views

    for line in list_saved_views(desk):
        if line.name.casefold() == name.strip().casefold():
            return None, line.wanted
    return read_code(View, name, "--view"), None


def _contacts(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.contacts.contacts import list_contacts

    entries = list_contacts(desk, participant_id=wanted.participant_id, find=wanted.find)
    return [shapes.contact(entry) for entry in entries]


def _linkages(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.plan.linkages import list_linkages

    lines = list_linkages(desk, participant_id=wanted.participant_id)
    return [shapes.linkage(line, linkage_clocks_of(desk.settings)) for line in lines]


def _tasks(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.worklist.worklist import list_duties

    items = list_duties(desk, participant_id=wanted.participant_id)
    return [shapes.task(item) for item in items]


def _services(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.directory.directory import list_services

    return [shapes.service(line) for line in list_services(desk, find=wanted.find)]


def _consents(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.consent.consents import list_consents

    return [shapes.consent(line) for line in list_consents(desk, wanted.participant_id)]


def _disclosures(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.trust import trust

    if wanted.participant_id is None:
        lines = trust.list_all_disclosures(desk)
    else:
        lines = trust.list_disclosures(desk, wanted.participant_id)
    return [shapes.disclosure(line) for line in lines]


def _referrals(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.referral.referrals import list_referrals

    lines = list_referrals(desk, participant_id=wanted.participant_id)
    return [shapes.referral(line) for line in lines]


def _duplicates(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.people.duplicates import list_duplicates

    pairs = list_duplicates(desk, participant_id=wanted.participant_id)
    return [shapes.duplicate(pair) for pair in pairs]


def _appointments(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.plan.appointments import list_appointments

    lines = list_appointments(desk, wanted.participant_id)
    return [shapes.appointment(line) for line in lines]


def _medications(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.people.medications import list_medications

    lines = list_medications(desk, wanted.participant_id)
    return [shapes.medication(line) for line in lines]


def _transfers(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.people.transfers import list_planned

    plans = list_planned(desk, participant_id=wanted.participant_id)
    return [shapes.planned_transfer(plan) for plan in plans]


def _audit(desk: Desk, wanted: Wanted) -> list[Json]:
    from lead_desktop.services.trust.trust import list_audit

    return [shapes.audit_entry(row) for row in list_audit(desk, subject=wanted.participant_id)]


_LISTERS: Mapping[ListKind, Callable[[Desk, Wanted], list[Json]]] = {
    ListKind.PARTICIPANTS: _participants,
    ListKind.CONTACTS: _contacts,
    ListKind.LINKAGES: _linkages,
    ListKind.TASKS: _tasks,
    ListKind.SERVICES: _services,
    ListKind.CONSENTS: _consents,
    ListKind.DISCLOSURES: _disclosures,
    ListKind.REFERRALS: _referrals,
    ListKind.DUPLICATES: _duplicates,
    ListKind.APPOINTMENTS: _appointments,
    ListKind.MEDICATIONS: _medications,
    ListKind.TRANSFERS: _transfers,
    ListKind.AUDIT: _audit,
}

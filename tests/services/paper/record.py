"""A record with a word of its own in everything that a paper could tell, and who may read which.

The expectations are stated here by hand, from the policy's table (decisions, section 6); nothing
of them is taken from the program.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    AppointmentStatus,
    Audience,
    Charge,
    ConsentCategory,
    ContactKind,
    ContactMode,
    ContactOutcome,
    Door,
    EmergencyRelation,
    EventKind,
    EventSource,
    GoalStatus,
    NeedStatus,
    PlaceType,
    ReferralState,
    ReferralType,
    Relation,
    SafetyKind,
    ServiceCategory,
    Supply,
    WorkerPart,
)
from lead_desktop.domain.consent.sections import Section
from lead_desktop.services.contacts import addenda, contacts, counseling, trash
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.contacts.counseling import WriteCounseling
from lead_desktop.services.desk import Desk
from lead_desktop.services.plan import linkages
from lead_desktop.store.tables import (
    Alias,
    Appointment,
    Assignment,
    EmergencyPerson,
    Event,
    Goal,
    Need,
    Organization,
    ParticipantPhone,
    Referral,
    SafeContactRow,
    SafetyNote,
    WhereToFind,
)

Enroll = Callable[..., UUID]
C, S = ConsentCategory, Section
PROVIDER, COMMUNITY, JUSTICE = Audience.PROVIDER, Audience.COMMUNITY, Audience.JUSTICE
HOUSE = "Example House"

NEVER = (
    "Quagmire",  # a note that was taken back
    "Strikeword",  # a struck note
    "Strikereason",  # why it was struck
    "Confidanteword",  # a counseling note
    "סודיות",  # another one, in Hebrew
    "ምስጢራዊ",  # a struck note in Amharic
    "Bumblebee",  # another participant's note
    "Umbrella",  # another participant's name
    "Porcupine",  # another participant's private line in a contact of both
    "Tarantula",  # somebody else in a contact
    "Larceny",  # an unlawful act: the charge of a referral
    "Refword",  # what was written at the door
)
"""Words that are on no paper at all, whoever reads it."""

NEVER_FOR_PARTNERS = (
    "Xylophone",  # a note
    "Addword",  # what was written to it later
    "Privateline",  # the participant's own private line
    "Wolfhound",  # a safety note
    "Foxglove",  # a usual place
    "Marzipan",  # a task of the team
    "Naloxone",  # a supply
    "Apptword",  # an appointment that is no court date
    "Emergencyword",  # whom to call
    "Mayknowword",  # who may know
    "Streetname",  # another name
    "Eventword",  # what was written about an event
    "Needword",  # what was written about a need
    "Contactplace",  # where a contact was
    "Wardplace",  # which hospital it was
)
"""Words that are in no partner's copy."""


@dataclass(frozen=True)
class Told:
    """When a word is in a partner's copy: the section must be chosen, all categories covered.

    kind: what the word tells beside that, which a restriction holds back. legal: only workers who
    read legal detail print it. otherwise: what holds while the categories are not all covered.
    """

    section: Section
    needs: frozenset[ConsentCategory]
    readers: tuple[Audience, ...]
    kind: ConsentCategory | None = None
    legal: bool = False
    otherwise: Told | None = None


def _told(section: Section, readers: tuple[Audience, ...], *needs: C, **more: object) -> Told:
    return Told(section, frozenset(needs), readers, **more)  # type: ignore[arg-type]  # its fields


_ALL, _CARE, _P = (PROVIDER, COMMUNITY, JUSTICE), (PROVIDER, COMMUNITY), (PROVIDER,)

PARTNER: dict[str, Told] = {
    "Junipera": _told(S.NAME, _ALL),
    "they / them": _told(S.NAME, _CARE),
    "Legalname": _told(S.IDENTIFIERS, _ALL, C.IDENTITY),
    "P-0001": _told(S.IDENTIFIERS, _CARE, C.IDENTITY),
    "1987": _told(S.IDENTIFIERS, _ALL, C.IDENTITY),
    "555-0142": _told(S.FIND, _P, C.IDENTITY),
    "Peerword": _told(S.PROGRAM_STATUS, _ALL, C.PROGRAM_STATUS),
    "Working with us": _told(S.ENGAGEMENT, _ALL, C.PROGRAM_STATUS),
    "Goalword": _told(S.GOALS, _CARE, C.GOALS),
    "Helpsword": _told(S.GOALS, _CARE, C.GOALS),
    "Pleaseword": _told(S.GOALS, _CARE, C.GOALS),
    "Barrierword": _told(S.NEEDS, _CARE, C.NEEDS),
    "Harm reduction": _told(S.NEEDS, _ALL, C.NEEDS, kind=C.SUD_TREATMENT),
    "ID and documents": _told(S.NEEDS, _ALL, C.NEEDS),
    "Detoxword": _told(S.SERVICES, _CARE, C.SERVICES, C.SUD_TREATMENT),
    "Mindword": _told(S.SERVICES, _P, C.SERVICES, C.MENTAL_HEALTH),
    "Clinicword": _told(S.SERVICES, _P, C.SERVICES, C.MEDICAL),
    "Lawword": _told(S.SERVICES, _P, C.SERVICES, C.LEGAL),
    "Shelterword": _told(S.SERVICES, _P, C.SERVICES, kind=C.HOUSING),
    "Otherhouse": _told(S.SERVICES, _P, C.SERVICES, kind=C.HOUSING),
    "Virtual": _told(S.CONTACTS, _P, C.CONTACTS),
    "Zeppelincourt": _told(S.COURT, _P, C.LEGAL, legal=True),
    "Overdose": _told(S.CLINICAL, _P, C.SUD_TREATMENT),
    "Psychiatric": _told(S.CLINICAL, _P, C.MENTAL_HEALTH),
    "Emergency department": _told(
        S.CLINICAL,
        _P,
        C.MEDICAL,
        kind=C.EVENTS,
        otherwise=_told(S.EVENTS, _P, C.EVENTS, kind=C.MEDICAL),
    ),
    "residential treatment": _told(S.CLINICAL, _P, C.SUD_TREATMENT),
    "Housing lost": _told(S.HOUSING, _CARE, C.HOUSING),
    "Jailplace": _told(S.EVENTS, _P, C.EVENTS, kind=C.LEGAL),
    "Warrant issued": _told(S.EVENTS, _P, C.EVENTS, kind=C.LEGAL, legal=True),
    "Benefit approved": _told(S.EVENTS, _P, C.EVENTS),
}
"""Words of the record, and when a partner reads each."""

OWN: dict[str, tuple[Section, tuple[Audience, ...]]] = {
    "Xylophone": (S.CONTACTS, (Audience.INTERNAL,)),
    "Addword": (S.CONTACTS, (Audience.INTERNAL,)),
    "Wolfhound": (S.SAFETY, (Audience.INTERNAL,)),
    "Foxglove": (S.FIND, (Audience.INTERNAL,)),
    "Zeppelincourt": (S.COURT, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Goalword": (S.GOALS, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Barrierword": (S.NEEDS, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Shelterword": (S.SERVICES, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Overdose": (S.CLINICAL, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Housing lost": (S.HOUSING, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Jailplace": (S.EVENTS, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Warrant issued": (S.EVENTS, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Naloxone": (S.SUPPLIES, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Marzipan": (S.ASKS, (Audience.INTERNAL, Audience.PARTICIPANT)),
    "Legalname": (S.IDENTIFIERS, (Audience.INTERNAL, Audience.PARTICIPANT)),
}
"""Words of the copies that need no consent: in which section, for whom."""


def log(desk: Desk, person: UUID, note: str, **more: object) -> UUID:
    """A contact with a note; returns its id."""
    facts: dict[str, object] = {
        "mode": ContactMode.VIDEO, "outcome": ContactOutcome.MET, "participant_ids": (person,),
        "occurred_at": desk.clock.now() - timedelta(hours=1),
    }  # fmt: skip
    contact = contacts.LogContact(
        id=new_id(), note=f"Talked about {note} for a while.", **facts | more
    )  # type: ignore[arg-type]
    contacts.log_contact(desk, contact)
    return contact.id


def write_record(desk: Desk, enroll: Enroll) -> UUID:
    """Somebody with each of the words above in its place, and somebody else; returns the id."""
    person = enroll(
        "Junipera Fable", case_manager=desk, legal_first_name="Legalname",
        legal_last_name="Fable", date_of_birth="1987-05-04", pronouns="they / them",
        gets_in_the_way="Barrierword", helps="Helpsword", please="Pleaseword",
    )  # fmt: skip
    _write_notes(desk, person, enroll("Umbrella Sample", case_manager=desk))
    _write_life(desk, person)
    _write_plan(desk, person)
    return person


def _write_notes(desk: Desk, person: UUID, other: UUID) -> None:
    log(desk, other, "Bumblebee")
    signed = log(
        desk, person, "Xylophone", sign=True, supplies=((Supply.NALOXONE_KIT, 1),),
        follow_up=contacts.FollowUp("Bring the Marzipan", desk.clock.today()),
        place_type=PlaceType.COURT, place="Contactplace",
    )  # fmt: skip
    addenda.add_addendum(desk, AddAddendum(new_id(), signed, AddendumKind.ADDENDUM, "Addword"))
    log(
        desk, person, "the group", participant_ids=(person, other), kind=ContactKind.GROUP,
        private_lines=((other, "Porcupine"), (person, "Privateline")),
    )  # fmt: skip
    log(
        desk, person, "a visit", kind=ContactKind.COLLATERAL, relation=Relation.FAMILY,
        third_party="Tarantula",
    )  # fmt: skip
    trash.withdraw_contact(desk, log(desk, person, "Quagmire"))
    for word in ("Strikeword", "ምስጢራዊ"):
        addenda.strike_note(desk, log(desk, person, word, sign=True), "Strikereason")
    for word in ("Confidanteword", "סודיות"):
        counseling.write_counseling(
            desk, WriteCounseling(new_id(), person, desk.clock.now(), f"About {word}.")
        )


def _write_life(desk: Desk, person: UUID) -> None:
    now, today = desk.clock.now(), desk.clock.today()
    stamps = {"created_at": now, "updated_at": now}
    own = {"participant_id": person, **stamps}
    event = {"source": EventSource.STAFF, "occurred_at": now, "worker_id": desk.worker.id, **own}
    kinds = (
        EventKind.OVERDOSE_NONFATAL, EventKind.PSYCH_ADMIT, EventKind.HOSPITAL_ED,
        EventKind.HOUSING_LOST, EventKind.JAIL_BOOKED, EventKind.WARRANT_ISSUED,
        EventKind.BENEFIT_APPROVED, EventKind.TREATMENT_STAY,
    )  # fmt: skip
    places = {EventKind.JAIL_BOOKED: "Jailplace", EventKind.HOSPITAL_ED: "Wardplace"}
    with desk.store.write() as session:
        session.add_all(
            [
                Alias(name="Streetname", **own),
                ParticipantPhone(
                    number="555-0142", digits="5550142", label="Own", text_ok=True, **own
                ),
                WhereToFind(label="Mornings", place="Foxglove", **own),
                SafeContactRow(who_may_know="Mayknowword", **own),
                EmergencyPerson(
                    name="Emergencyword", relation=EmergencyRelation.SIBLING, **own
                ),
                SafetyNote(
                    author_id=desk.worker.id, kind=SafetyKind.DOG, words="Wolfhound",
                    review_by=today + timedelta(days=30), **own,
                ),
                Assignment(
                    part=WorkerPart.PEER, worker_text="Peerword", from_on=today, **own
                ),
                Referral(
                    worker_id=desk.worker.id, door=Door.STOP, type=ReferralType.STOP_REFERRAL,
                    state=ReferralState.PENDING, received_at=now, named="Refword",
                    charges=[Charge.LARCENY.value], reason_codes=[], words="Refword",
                    docket_on=today, **own,
                ),
                *(
                    Event(kind=kind, place=places.get(kind, ""), words="Eventword", **event)
                    for kind in kinds
                ),
            ]
        )  # fmt: skip


def _write_plan(desk: Desk, person: UUID) -> None:
    now, today = desk.clock.now(), desk.clock.today()
    stamps = {"created_at": now, "updated_at": now}
    own = {"participant_id": person, **stamps}
    house, other = new_id(), new_id()
    need = {"status": NeedStatus.IDENTIFIED, "identified_on": today, "words": "Needword", **own}
    soon = {"starts_at": now + timedelta(days=3), "status": AppointmentStatus.PLANNED, **own}
    with desk.store.write() as session:
        session.add_all(
            [
                Organization(id=house, name=HOUSE, **stamps),
                Organization(id=other, name="Otherhouse", **stamps),
                Goal(words="Goalword", status=GoalStatus.ACTIVE, since=today, **own),
                Need(category=ServiceCategory.HARM_REDUCTION, **need),
                Need(category=ServiceCategory.ID_DOCUMENTS, **need),
                Appointment(title="Zeppelincourt", court=True, **soon),
                Appointment(title="Apptword", **soon),
            ]
        )
    for category, title, organization in (
        (ServiceCategory.SUD_TREATMENT, "Detoxword", house),
        (ServiceCategory.MENTAL_HEALTH, "Mindword", None),
        (ServiceCategory.HEALTH, "Clinicword", None),
        (ServiceCategory.LEGAL, "Lawword", None),
        (ServiceCategory.HOUSING, "Shelterword", other),
    ):
        linkages.add_linkage(
            desk,
            linkages.AddLinkage(
                new_id(), person, category, title=title, organization_id=organization
            ),
        )

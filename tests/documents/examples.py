"""Summaries that the tests of this room draw: the page of the design, and fuller ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from lead_desktop.documents.summary_content import (
    Action,
    Ask,
    Asks,
    CareSummary,
    Contacts,
    Contingency,
    Court,
    CourtDate,
    Engagement,
    Event,
    Events,
    Facts,
    Find,
    Goal,
    Goals,
    HandOff,
    Identifiers,
    Linkage,
    Name,
    Needs,
    NoteBrief,
    Program,
    ProgramStatus,
    Purpose,
    RecentContact,
    Safety,
    Services,
    Standing,
    Supplies,
    Supply,
    Worker,
)
from lead_desktop.documents.typesetting.paper import Notice
from lead_desktop.documents.typesetting.progress import Progress
from lead_desktop.domain.codes import Audience, FormLanguage

AS_OF = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)

NOTICE = Notice(
    "Notice to the person receiving this record.",
    "This record which has been disclosed to you is protected by Federal confidentiality rules "
    "(42 CFR part 2). These rules prohibit you from using or disclosing this record, or testimony "
    "that describes the information contained in this record, in any civil, criminal, "
    "administrative, or legislative proceedings by any Federal, State, or local authority, against "
    "the patient, unless authorized by the consent of the patient, except as provided at 42 CFR "
    "2.12(c)(5) or as otherwise authorized by a court in accordance with 42 CFR 2.64 or 2.65.",
)

SCOPE = (
    "Signed Aug 30, 2026 by the participant. From: LEAD Sample City. To: Sample Street Recovery. "
    "Purpose: To coordinate the start of outpatient treatment. Information: Identity and how to "
    "reach, Services and linkages, Goals, Contact summary. Holds until Nov 30, 2026. The "
    "participant may withdraw it in writing at any time, except for what was already shared."
)


def provider_page() -> CareSummary:
    """The page of the design: one page for a treatment provider."""
    return CareSummary(
        program=Program("LEAD Sample City", "100 Example Street, Suite 0", "555-0100"),
        document_number="DEMO-0042-17",
        audience=Audience.PROVIDER,
        title="Care-coordination summary",
        as_of=AS_OF,
        printed_by=Worker("Tomas Sampleton", "case manager"),
        participant="J. Fable · LEAD-0042",
        fictional=True,
        recipient="Sample Street Recovery",
        recipient_kind="Treatment provider",
        confidential="Confidential: 42 CFR part 2 record",
        notices=(NOTICE,),
        limited_line="This copy is limited to what Juniper's consent covers. It is not a complete "
        "record. Please ask her directly about anything else you need.",
        purpose=Purpose(
            "To coordinate the start of outpatient treatment.",
            scope=SCOPE,
        ),
        name=Name(chosen="Juniper Fable", pronouns="she / her"),
        identifiers=Identifiers(legal_name="June A. Fable", birth_date=date(1992, 1, 1)),
        find=Find(best_way="Text 555-0142"),
        services=Services(
            linkages=(
                Linkage(
                    "Outpatient treatment",
                    "Scheduled",
                    Progress.SCHEDULED,
                    "Sample Street Recovery",
                    date(2026, 11, 20),
                    datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
                ),
                Linkage(
                    "Medication for opioid use",
                    "Engaged",
                    Progress.ENGAGED,
                    "Fictional Health Clinic",
                    date(2026, 9, 23),
                    date(2026, 12, 7),
                ),
                Linkage(
                    "Peer support group",
                    "Connected",
                    Progress.CONNECTED,
                    "Demo Community Hall",
                    date(2026, 11, 11),
                    "Weekly, Wed",
                ),
            )
        ),
        goals=Goals(
            own_words="My own door with my own key.",
            goals=(
                Goal("Start outpatient treatment, evenings if possible"),
                Goal("Housing application", 3, 5),
            ),
            strengths=("texts the day before", "a ride", "same faces"),
            requests=("no calls to her sister's number",),
        ),
        needs=Needs(barriers=("no transit money", "early mornings")),
        contacts=Contacts(
            since=date(2026, 10, 1),
            reached=9,
            attempts=2,
            recent=(
                RecentContact("text", date(2026, 11, 23)),
                RecentContact("in person", date(2026, 11, 20), "street outreach, 35 min"),
            ),
            cadence_days=14,
        ),
        asks=Asks(
            asks=(
                Ask(
                    "Tell us the same day if the intake is missed or moved",
                    "555-0101",
                    "Dre Exampleton, peer specialist",
                ),
                Ask("Send the intake date, level of care and first group date"),
            )
        ),
    )


def internal_page() -> CareSummary:
    """Everything the team may see: runs over two pages."""
    note = (
        "Met outside the library. She wants the evening group and asked for a ride on Monday. "
        "Phone works again; texts are better than calls. Agreed to look at the housing form "
        "together on Wednesday, and to bring the letter from the county office."
    )
    page = provider_page()
    linkages = page.services.linkages if page.services else ()
    more = (
        Linkage("Rental assistance", "Referred", Progress.REFERRED, "Sample Housing Office"),
        Linkage("Dental care", "Identified", Progress.IDENTIFIED),
        Linkage(
            "Night shelter",
            "Not completed",
            Progress.NOT_COMPLETED,
            "Demo House",
            date(2025, 12, 1),
        ),
        Linkage("State ID", "Completed", Progress.DONE, "Example Bureau", date(2026, 10, 2)),
    )
    return replace(
        page,
        audience=Audience.INTERNAL,
        title="Internal hand-off",
        recipient="Priya Specimen",
        recipient_kind="Case manager",
        purpose=None,
        notices=(),
        limited_line="",
        foot_notice="42 CFR part 2 prohibits unauthorized use or disclosure of these records.",
        services=Services(linkages=linkages + more, as_of=date(2026, 11, 23)),
        hand_off=HandOff(
            Standing.CLOSE_EYE,
            "Juniper, with us since March; intake for outpatient treatment is today.",
            (
                Action(
                    "Ride to the intake", "Dre Exampleton", datetime(2026, 11, 23, 15, tzinfo=UTC)
                ),
                Action("Housing form, sections 4 and 5", "Priya Specimen", date(2026, 11, 25)),
            ),
            (Contingency("the intake is moved", "call the clinic the same day and text her"),),
        ),
        find=Find(
            best_way="Text 555-0142",
            safe_contact="Text only; nothing about services in a message",
            places=("Central library, mornings", "Example Street shelter, nights"),
        ),
        program_status=ProgramStatus(
            status="Enrolled, engaged",
            since=date(2026, 3, 9),
            team=(Worker("Tomas Sampleton", "case manager"), Worker("Dre Exampleton", "peer")),
        ),
        engagement=Engagement(line="Working with us", as_of=date(2026, 11, 20)),
        contacts=replace(
            page.contacts or Contacts(),
            notes=(
                NoteBrief(AS_OF, "Tomas Sampleton", "text", "", "Confirmed the ride."),
                NoteBrief(date(2026, 11, 20), "Dre Exampleton", "in person", "signed", note),
                NoteBrief(date(2026, 11, 12), "Dre Exampleton", "phone", "signed", note),
            ),
        ),
        court=Court(
            dates=(
                CourtDate(
                    datetime(2026, 12, 3, 14, 30, tzinfo=UTC),
                    "Review hearing",
                    "Room 3",
                    "Accept the treatment plan in place of a report",
                ),
            )
        ),
        clinical=Facts(
            facts=(("Medication", "buprenorphine, weekly"), ("Recent use", "not since October")),
            reported_by="Fictional Health Clinic",
            as_of=date(2026, 11, 18),
        ),
        housing=Facts(facts=(("Now", "shelter, since September"), ("Application", "3 of 5 steps"))),
        events=Events(events=(Event(date(2026, 10, 4), "Hospital", "one night, wound care"),)),
        supplies=Supplies(supplies=(Supply(date(2026, 11, 20), "naloxone kit", 2),)),
        safety=Safety(notes=("Meet in public places; the dog is friendly.",)),
        asks=None,
    )


def participant_page() -> CareSummary:
    """The participant's own copy: large type, plain words, no program name."""
    page = provider_page()
    return replace(
        page,
        program=Program("", phone=""),
        audience=Audience.PARTICIPANT,
        title="My plan",
        document_number="",
        recipient="",
        recipient_kind="",
        confidential="This is yours. Think before you share it.",
        purpose=None,
        find=None,
        notices=(),
        limited_line="",
        participant="J. F.",
        asks=Asks(
            asks=(
                Ask("Go to the intake", by=datetime(2026, 11, 23, 16, tzinfo=UTC)),
                Ask("Bring the letter from the county office"),
            ),
            team_phone="555-0100",
        ),
    )


def participant_page_in_spanish() -> CareSummary:
    """The same in Spanish, in very large type, with every section that it may have."""
    page = participant_page()
    return replace(
        page,
        title="Mi resumen",
        confidential="Este papel es suyo. Piense antes de mostrarlo.",
        language=FormLanguage.SPANISH,
        size=18,
        document_number="P-0042-3",
        program_status=ProgramStatus(
            status="En marcha",
            since=date(2026, 3, 9),
            team=(Worker("Tomas Sampleton", "administrador de casos"),),
        ),
        engagement=Engagement(line="Trabajamos juntos"),
        services=Services(
            linkages=(
                Linkage(
                    "Tratamiento por uso de sustancias",
                    "Con cita",
                    Progress.SCHEDULED,
                    "Sample Street Recovery",
                    date(2026, 11, 20),
                    datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
                ),
                Linkage(
                    "Identificación y documentos", "Referido", Progress.REFERRED, "Example Bureau"
                ),
            )
        ),
        contacts=Contacts(since=date(2026, 10, 1), reached=9, attempts=1, cadence_days=14),
        court=Court(
            dates=(CourtDate(datetime(2026, 12, 3, 14, 30, tzinfo=UTC), "Fecha en la corte"),)
        ),
        clinical=Facts(),
        events=Events(events=(Event(date(2026, 10, 4), "Salió del hospital"),)),
        supplies=Supplies(supplies=(Supply(date(2026, 11, 20), "Kit de naloxona", 2),)),
    )


def many_linkages() -> CareSummary:
    """A service table over several pages."""
    page = provider_page()
    row = Linkage("Peer support group", "Connected", Progress.CONNECTED, "Demo Community Hall")
    return replace(page, services=Services(linkages=(row,) * 90), notices=(NOTICE,))

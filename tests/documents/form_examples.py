"""Every printed form beside the summary, filled with fiction; drawn by the tests of this room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from lead_desktop.documents.accounts import (
    AccountOfDisclosures,
    SeenLine,
    SharedLine,
    WhoHasSeen,
    draw_account,
    draw_who_has_seen,
)
from lead_desktop.documents.appointment_card import (
    AppointmentCards,
    Card,
    draw_appointment_cards,
)
from lead_desktop.documents.breach_letter import BreachLetter, draw_breach_letter
from lead_desktop.documents.consent_form import (
    ConsentForm,
    RevocationForm,
    Signed,
    draw_consent_form,
    draw_revocation_form,
)
from lead_desktop.documents.contact_log import (
    ContactLog,
    LogAddendum,
    LogEntry,
    draw_contact_log,
)
from lead_desktop.documents.daily_log import draw_daily_log
from lead_desktop.documents.docket import Docket, DocketLine, draw_docket
from lead_desktop.documents.form import NOT_FOR_RELEASE, FormHead, PrintedForm
from lead_desktop.documents.form_texts import form_text
from lead_desktop.documents.measures_report import MeasuresReport, draw_measures_report
from lead_desktop.documents.one_to_one import (
    MissingLine,
    OneToOne,
    WorkerPart,
    draw_one_to_one,
)
from lead_desktop.documents.privacy_notice import PrivacyNotice, draw_privacy_notice
from lead_desktop.documents.referral_letter import ReferralLetter, draw_referral_letter
from lead_desktop.documents.roster import Roster, RosterLine, draw_roster
from lead_desktop.documents.shift_report import (
    ShiftContact,
    ShiftPromise,
    ShiftReport,
    ShiftWatch,
    draw_shift_report,
)
from lead_desktop.documents.statements import Law, statement
from lead_desktop.documents.summary_content import Action, Linkage, Program, Worker
from lead_desktop.documents.transfer_sheet import TransferSheet, draw_transfer_sheet
from lead_desktop.documents.typesetting.paper import Notice, PaperSize
from lead_desktop.documents.typesetting.progress import Progress
from lead_desktop.domain.codes import (
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentSeal,
    FormLanguage,
)
from lead_desktop.domain.measures.lines import HIDDEN, Block, Line

AS_OF = datetime(2026, 11, 23, 15, 41, tzinfo=UTC)
PROGRAM = Program("LEAD Sample City", "100 Example Street, Suite 0", "555-0100")
NOTE = (
    "Met outside the library. She wants the evening group and asked for a ride on Monday. "
    "Phone works again; texts are better than calls."
)


def head(title: str, **facts: object) -> FormHead:
    """A letterhead as the program fills it."""
    base = FormHead(
        program=PROGRAM,
        title=title,
        as_of=AS_OF,
        printed_by=Worker("Tomas Sampleton", "case manager"),
        document_number="P-0042-17",
        fictional=True,
        about="J. F. · P-0042",
    )
    return replace(base, **facts)  # type: ignore[arg-type]


def partner_head(title: str) -> FormHead:
    """A letterhead with both statements of 42 CFR 2.32."""
    notice = statement(Law.NOTICE_TO_RECIPIENT).text
    return head(
        title,
        confidential="Confidential: 42 CFR part 2 record",
        notices=(Notice("Notice to the person receiving this record.", notice),),
        foot_notice=statement(Law.SHORT_NOTICE).text,
        recipient="Sample Street Recovery",
        recipient_kind="Treatment provider",
    )


def blank_head(form: str, language: FormLanguage, size: float = 12.0) -> FormHead:
    """The letterhead of a form to be filled in."""
    text = form_text(form, language)
    return FormHead(
        program=PROGRAM,
        title=text.title,
        as_of=AS_OF,
        language=language,
        mark=text.review,
        size=size,
    )


def log_entries(count: int) -> tuple[LogEntry, ...]:
    """Contacts every other day, some unsigned, some late, one with an addendum."""
    start = AS_OF - timedelta(days=2 * count)
    made = []
    for index in range(count):
        at = start + timedelta(days=2 * index, hours=index % 5)
        signed = index % 4 != 3
        added = LogAddendum("Addendum", at + timedelta(days=1), "Dre Exampleton", "Ride agreed.")
        made.append(
            LogEntry(
                at=at,
                how="Street outreach" if index % 2 else "Phone",
                outcome="Met" if index % 3 else "Message left",
                minutes=20 if index % 3 else None,
                workers=("Dre Exampleton", "Tomas Sampleton"),
                details=("Central library", "Naloxone kit × 2") if index % 2 else (),
                note=NOTE if index % 5 else "",
                author="Dre Exampleton",
                signed="Dre Exampleton, peer recovery specialist" if signed else "",
                signed_at=at + timedelta(hours=1) if signed else None,
                late=index % 7 == 0,
                addenda=(added,) if index == 2 else (),
            )
        )
    return tuple(made)


def contact_log(paper: PaperSize) -> PrintedForm:
    log = ContactLog("Juniper Fable", "P-0042", "Engaged", "all contacts", log_entries(14), 9, 5)
    marked = head("Contact log", mark=NOT_FOR_RELEASE)
    return draw_contact_log(marked, log, paper=paper)


def shift(paper: PaperSize) -> PrintedForm:
    report = ShiftReport(
        start=AS_OF - timedelta(hours=10),
        end=AS_OF,
        contacts=tuple(
            ShiftContact(
                AS_OF - timedelta(hours=9 - index),
                ("Juniper Fable", "Moss Example", "Clover Imaginary")[index % 3],
                "Street outreach",
                "Met" if index % 2 else "Attempted, no contact",
                ("Dre Exampleton",),
                15 if index % 2 else None,
                unsigned=index == 5,
            )
            for index in range(7)
        ),
        watch=(
            ShiftWatch("Moss Example", "in hospital since Nov 22"),
            ShiftWatch("Clover Imaginary", "6 days past the agreed contact"),
        ),
        promises=(
            ShiftPromise(
                datetime(2026, 11, 23, 20, tzinfo=UTC),
                "Juniper Fable",
                "Ride to the intake",
                "Dre Exampleton",
            ),
            ShiftPromise(date(2026, 11, 25), "Moss Example", "Call the ward", "Priya Specimen"),
        ),
        unsigned=1,
    )
    title = "Hand-off report of the shift"
    return draw_shift_report(head(title, mark=NOT_FOR_RELEASE, about=""), report, paper=paper)


def roster(paper: PaperSize) -> PrintedForm:
    lines = tuple(
        RosterLine(
            ("Juniper Fable", "Moss Example", "Clover Imaginary")[index % 3],
            f"P-{index + 1:04}",
            ("Engaged", "Outreach", "In jail")[index % 3],
            date(2026, 11, 1 + index % 20) if index % 5 else None,
            ("due today", "2 days past", "by Nov 30")[index % 3],
            "Intake, Nov 23, 11:00" if index % 2 else "",
        )
        for index in range(34)
    )
    marked = head("Caseload roster", mark=NOT_FOR_RELEASE, about="")
    return draw_roster(marked, Roster("Tomas Sampleton's caseload", lines), paper=paper)


def one_to_one(paper: PaperSize) -> PrintedForm:
    late = "Notes unsigned for more than 72 hours"
    lines = (
        MissingLine(
            "Moss Example",
            "Not reached for long",
            "19 days since reached, target 7; 2 tries",
            "12 days past",
        ),
        MissingLine(
            "Juniper Fable", "Consents ending", "Consent for Sample Street Recovery", "in 7 days"
        ),
        MissingLine("Juniper Fable", late, "Phone, Nov 18", "5 days"),
        MissingLine("", "Caseloads over the limit", "24 people, weight 22.5", "over"),
    )
    parts = (
        WorkerPart("Tomas Sampleton", "24 people, weight 22.5, over", lines),
        WorkerPart("Dre Exampleton", "Supervision: Last Nov 18 · 3.25 of 4 h this month", ()),
    )
    marked = head("Supervision, one to one", mark=NOT_FOR_RELEASE, about="")
    return draw_one_to_one(marked, OneToOne(parts), paper=paper)


def docket(paper: PaperSize) -> PrintedForm:
    lines = (
        DocketLine(
            name="Juniper Fable",
            door="Arrest diversion",
            referred_on=date(2026, 11, 2),
            status="Engaged",
            decisions=("State's Attorney: approved", "Police: approved"),
            consent_signed_on=date(2026, 11, 3),
            consent_until=date(2027, 2, 1),
        ),
        DocketLine(
            name="Moss Example",
            door="Social contact",
            status="Outreach",
            consent_signed_on=date(2026, 10, 9),
        ),
    )
    made = replace(partner_head("Work group docket"), recipient="LEAD work group", about="")
    made = replace(made, recipient_kind="Justice partner")
    return draw_docket(made, Docket(date(2026, 11, 25), lines), paper=paper)


def referral_letter(paper: PaperSize) -> PrintedForm:
    letter = ReferralLetter(
        organization="Sample Street Recovery",
        address="200 Sample Street\nBaltimore, MD 21201",
        service="Outpatient treatment",
        participant="Juniper Fable",
        pronouns="she / her",
        born=date(1992, 1, 1),
        phone="Text 555-0142",
        appointment=datetime(2026, 11, 23, 16, 0, tzinfo=UTC),
        asks=(
            "Tell us the day of the first visit, or that there is a waiting list.",
            "Call us the same day if a visit is missed or moved.",
        ),
        sender=Worker("Tomas Sampleton", "case manager", "555-0101"),
        scope="Signed Aug 30, 2026, in effect until Nov 30, 2026 unless withdrawn sooner. Names "
        "Sample Street Recovery. Covers: identity and how to reach; services and linkages.",
    )
    return draw_referral_letter(partner_head("Referral"), letter, paper=paper)


def appointment(paper: PaperSize, language: FormLanguage = FormLanguage.ENGLISH) -> PrintedForm:
    cards = AppointmentCards(
        "Juniper",
        "555-0100",
        (
            Card(datetime(2026, 11, 23, 16, tzinfo=UTC), "200 Sample Street", "Dre drives"),
            Card(datetime(2026, 12, 3, 14, 30, tzinfo=UTC), "Room 3, 111 Demo Avenue"),
            Card(datetime(2026, 12, 7, 17, tzinfo=UTC), "Fictional Clinic, second floor", "Bus 3"),
        ),
    )
    text = form_text("appointment", language)
    made = head(text.title, program=Program("", phone="555-0100", logo=False), size=12.0)
    made = replace(made, document_number="", about="", for_participant=True)
    made = replace(made, language=language, mark=text.review)
    return draw_appointment_cards(made, cards, paper=paper)


def transfer(paper: PaperSize) -> PrintedForm:
    sheet = TransferSheet(
        participant="Juniper Fable",
        number="P-0042",
        status="Engaged",
        pronouns="she / her",
        from_worker="Tomas Sampleton",
        to_worker="Priya Specimen",
        on=date(2026, 12, 1),
        reason="Tomas moves to the east side team.",
        reach=("Text 555-0142", "Mornings: Central library"),
        helps=("Texts the day before",),
        safety=("The dog is friendly.",),
        linkages=(
            Linkage(
                "Outpatient treatment",
                "Scheduled",
                Progress.SCHEDULED,
                "Sample Street Recovery",
                next=datetime(2026, 11, 23, 16, tzinfo=UTC),
            ),
        ),
        actions=(Action("Housing form, sections 4 and 5", "Tomas", date(2026, 11, 25)),),
        goals=("My own door with my own key.",),
        consents=(("Sample Street Recovery", date(2026, 11, 30)),),
    )
    marked = head("Transfer hand-off sheet", mark=NOT_FOR_RELEASE)
    return draw_transfer_sheet(marked, sheet, paper=paper)


def _consent(kind: ConsentKind, language: FormLanguage) -> Callable[[PaperSize], PrintedForm]:
    form = ConsentForm(
        kind=kind,
        participant="Juniper Fable",
        born=date(1992, 1, 1),
        discloser="LEAD Sample City",
        recipients=("Sample Street Recovery",),
        categories=frozenset({ConsentCategory.IDENTITY, ConsentCategory.SERVICES}),
        purpose="To start treatment",
        until=date(2027, 8, 30),
        how="100 Example Street, Suite 0",
    )
    return lambda paper: draw_consent_form(blank_head("consent", language), form, paper=paper)


def _recorded(seal: ConsentSeal, language: FormLanguage) -> Callable[[PaperSize], PrintedForm]:
    """A consent as it was signed, with everything that one can say."""
    form = ConsentForm(
        kind=ConsentKind.CJ_2_35,
        participant="ሰላም ተስፋ",
        born=date(1992, 1, 1),
        discloser="LEAD Sample City, its case managers",
        recipients=("Sample District liaison", "Sample Parole Office"),
        group="Those who watch over my release",
        through="Example Exchange",
        members="Its members who know me",
        categories=frozenset({ConsentCategory.PROGRAM_STATUS}),
        information="Whether I come, nothing else",
        received=True,
        purpose="To say whether I come",
        case="District Court, the charge of May 2026",
        condition="State's Attorney",
        part="Assistant State's Attorney",
        since=date(2026, 8, 30),
        over=date(2027, 5, 1),
        revocable="March 1, 2027; The charge is settled",
        until=date(2027, 5, 31),
        event="30 days after the final disposition",
        how="100 Example Street, Suite 0",
        signed=Signed(
            on=date(2026, 8, 30),
            by="Rose Example, Guardian",
            evidence=ConsentEvidence.ON_SCREEN,
            explained_by="Tomas Sampleton",
            form="2026-11.2",
            withdrawn=True,
            seal=seal,
        ),
    )
    return lambda paper: draw_consent_form(blank_head("consent", language), form, paper=paper)


def consent_blank(paper: PaperSize) -> PrintedForm:
    made = blank_head("consent", FormLanguage.ENGLISH)
    return draw_consent_form(made, ConsentForm(kind=ConsentKind.PART2_NAMED), paper=paper)


def _revocation(language: FormLanguage) -> Callable[[PaperSize], PrintedForm]:
    form = RevocationForm(
        participant="Juniper Fable",
        recipients=("Sample Street Recovery",),
        signed_on=date(2026, 8, 30),
    )
    return lambda paper: draw_revocation_form(blank_head("revocation", language), form, paper=paper)


def _notice(language: FormLanguage) -> Callable[[PaperSize], PrintedForm]:
    notice = PrivacyNotice(
        program="LEAD Sample City",
        contact="Ada Sampleton, privacy officer",
        phone="555-0100",
        email="privacy@example.org",
        address="100 Example Street, Suite 0",
        effective_on=date(2026, 11, 23),
    )
    return lambda paper: draw_privacy_notice(
        blank_head("privacy_notice", language), notice, paper=paper
    )


BREACH = BreachLetter(
    happened="A bag with two printed lists was left on a bus.",
    data="First names and phone numbers.",
    done="We called the bus company. The bag was given back unopened.",
    happened_on=date(2026, 11, 16),
    discovered_on=date(2026, 11, 18),
    contact="Ada Sampleton, privacy officer",
    phone="555-0100",
    email="privacy@example.org",
    address="100 Example Street, Suite 0",
)


def _letter_about(
    language: FormLanguage, letter: BreachLetter
) -> Callable[[PaperSize], PrintedForm]:
    neutral = replace(
        blank_head("breach_letter", language),
        program=Program("", phone="555-0100", logo=False),
        for_participant=True,
    )
    return lambda paper: draw_breach_letter(neutral, letter, paper=paper)


def accounting(paper: PaperSize) -> PrintedForm:
    lines = (
        SharedLine(
            datetime(2026, 9, 1, 14, tzinfo=UTC),
            "Sample Street Recovery",
            "Name, services and appointments",
            "Start of outpatient treatment",
            "Written consent",
            "200 Sample Street",
        ),
        SharedLine(
            datetime(2026, 10, 4, 3, 12, tzinfo=UTC),
            "Nurse Specimen, Demo Hospital",
            "Medication",
            "",
            "Medical emergency",
        ),
    )
    account = AccountOfDisclosures("Juniper Fable", "P-0042", date(2023, 11, 23), lines)
    made = head("What we shared", size=12.0, for_participant=True)
    return draw_account(made, account, paper=paper)


def who_has_seen(paper: PaperSize) -> PrintedForm:
    lines = tuple(
        SeenLine(AS_OF - timedelta(days=index), "Dre Exampleton, peer", "Opened the record")
        for index in range(4)
    )
    seen = WhoHasSeen("Juniper Fable", "P-0042", date(2025, 11, 23), lines)
    return draw_who_has_seen(head("Who has seen this record"), seen, paper=paper)


def daily_log(paper: PaperSize) -> PrintedForm:
    blank = head("Daily log", printed_by=None, document_number="", about="", fictional=False)
    return draw_daily_log(replace(blank, mark=NOT_FOR_RELEASE), paper=paper)


def measures(paper: PaperSize) -> PrintedForm:
    """The report of measures, with something hidden, something empty and a long note."""
    report = MeasuresReport(
        ("LEAD Sample City: whole team", "Oct 1 to Dec 31, 2026, counted on Nov 23, 2026"),
        (
            Block(
                "Contacts",
                "Reached: spoke with the participant. Attempted: no contact.",
                (
                    Line("Reached", "135"),
                    Line("Attempted, no contact", HIDDEN),
                    Line("Week from Nov 15", "37", "Street 14; Indoors 12; attempted –"),
                ),
            ),
            Block("Handed out", "Things given in contacts of this span, by number.", ()),
        ),
    )
    shared = head("Report of measures", about="", confidential="")
    return draw_measures_report(shared, report, paper=paper)


EXAMPLES: dict[str, Callable[[PaperSize], PrintedForm]] = {
    "contact_log": contact_log,
    "shift": shift,
    "roster": roster,
    "one_to_one": one_to_one,
    "docket": docket,
    "referral_letter": referral_letter,
    "appointment": appointment,
    "appointment_spanish": lambda paper: appointment(paper, FormLanguage.SPANISH),
    "transfer": transfer,
    "consent_part2_named": _consent(ConsentKind.PART2_NAMED, FormLanguage.ENGLISH),
    "consent_part2_tpo": _consent(ConsentKind.PART2_TPO, FormLanguage.ENGLISH),
    "consent_cj_2_35": _consent(ConsentKind.CJ_2_35, FormLanguage.ENGLISH),
    "consent_counseling_notes": _consent(ConsentKind.COUNSELING_NOTES, FormLanguage.ENGLISH),
    "consent_legal_proceeding": _consent(ConsentKind.LEGAL_PROCEEDING, FormLanguage.ENGLISH),
    "consent_spanish": _consent(ConsentKind.PART2_NAMED, FormLanguage.SPANISH),
    "consent_blank": consent_blank,
    "consent_recorded": _recorded(ConsentSeal.INTACT, FormLanguage.ENGLISH),
    "consent_altered_spanish": _recorded(ConsentSeal.BROKEN, FormLanguage.SPANISH),
    "revocation": _revocation(FormLanguage.ENGLISH),
    "revocation_spanish": _revocation(FormLanguage.SPANISH),
    "privacy_notice": _notice(FormLanguage.ENGLISH),
    "privacy_notice_spanish": _notice(FormLanguage.SPANISH),
    "breach_letter": _letter_about(FormLanguage.ENGLISH, BREACH),
    "breach_letter_spanish": _letter_about(FormLanguage.SPANISH, BreachLetter()),
    "accounting": accounting,
    "who_has_seen": who_has_seen,
    "daily_log": daily_log,
    "measures": measures,
}
"""Every form, by the name of its golden file."""

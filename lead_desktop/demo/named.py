"""The people whom the demonstration knows by name, as its pictures show them."""

from __future__ import annotations

from lead_desktop.demo.cast import Team
from lead_desktop.demo.people import Agreement, Aim, Profile
from lead_desktop.domain.codes import ParticipantStatus, Phase, SafetyKind

S = ParticipantStatus

JUNIPER = "Juniper Fable"
MOSS = "Moss Example"
WREN = "Wren Sample"
CLOVER = "Clover Imaginary"
SORREL = "Sorrel Fictional"
BASIL = "Basil Placeholder"
TANSY = "Tansy Madeup"
MARIGOLD = "Marigold Demo"
ROWAN = "Rowan Storybook"
ALDER = "Alder Pretend"
HAZEL = "Hazel Specimen"
LINDEN = "Linden Mock"
CEDAR = "Cedar Makebelieve"
BRIAR = "Briar Whatif"
FERN = "Fern Invented"
SAGE = "Sage Notreal"
POPPY = "Poppy Fabricated"

FIRST_NUMBER = 42
"""Juniper's number; the named people follow each other from here."""

CLINIC = "Fictional Health Clinic"
CLINIC_YEAR = Agreement(CLINIC, signed=190, ends=-175)


def named_people(team: Team) -> tuple[Profile, ...]:
    """The named people in the order of their numbers; Tomas Sampleton works with all of them."""
    return (
        _juniper(team),
        *_with_cadence_past(team),
        *_settled(team),
        *_on_the_way(team),
        *_newly_referred(team),
    )


def _juniper(team: Team) -> Profile:
    return Profile(
        name=JUNIPER,
        number=FIRST_NUMBER,
        status=S.ACTIVE,
        came=272,
        since=265,
        enrolled=265,
        reached=0,
        pronouns="she/her",
        legal=("June A.", "Fable"),
        born="1992-01-01",
        phone="555-0142",
        phone_label="text first",
        text_ok=True,
        places=(
            ("Mornings", "Fable St & Example Ave, bus shelter"),
            ("Nights", "Sister's place, do not visit"),
        ),
        case_manager=team.tomas,
        peer=team.dre,
        agreed_days=14,
        agreed_note="in person once a month",
        helps="texts the day before, a ride, same faces",
        gets_in_the_way="no transit money, early mornings",
        please="no calls to her sister's number",
        safety=((SafetyKind.SUICIDE_SAFETY_PLAN_EXISTS, "Written together; copy in the office."),),
        agreements=(
            Agreement(
                "Sample Street Recovery",
                signed=85,
                ends=-7,
                purpose="To coordinate the start of outpatient treatment",
            ),
            CLINIC_YEAR,
        ),
        aims=(
            Aim(
                "My own door with my own key.",
                (
                    ("Housing application: birth certificate in hand", True),
                    ("Housing application: assessment interview", True),
                    ("Housing application: form filled in together", True),
                    ("Housing application: proof of income", False),
                    ("Housing application: hand it in", False),
                ),
            ),
            Aim("Start outpatient treatment, evenings if possible"),
        ),
    )


def _with_cadence_past(team: Team) -> tuple[Profile, ...]:
    return (
        Profile(
            name=MOSS,
            number=43,
            status=S.ACTIVE,
            came=160,
            since=150,
            enrolled=150,
            reached=19,
            pronouns="he/him",
            aliases=("Mossy",),
            places=(("Most days", "Usual corner, Sample St"),),
            case_manager=team.tomas,
            peer=team.lou,
            agreed_days=14,
            agreements=(CLINIC_YEAR,),
            aims=(Aim("Stay off the corner in the mornings."),),
        ),
        Profile(
            name=SORREL,
            number=46,
            status=S.ACTIVE,
            came=210,
            since=201,
            enrolled=201,
            reached=16,
            legal=("S.", "Fictional"),
            places=(("Afternoons", "Fictional Ave, laundromat"),),
            case_manager=team.tomas,
            peer=team.dre,
            agreed_days=14,
            safety=((SafetyKind.GO_IN_PAIRS, "Two of us, before dark."),),
            agreements=(CLINIC_YEAR,),
            aims=(Aim("Read the bus signs again without squinting."),),
        ),
        Profile(
            name=TANSY,
            number=48,
            status=S.OUTREACH,
            came=9,
            since=8,
            pronouns="she/her",
            places=(("Usual spot", "Library steps"),),
            case_manager=team.tomas,
            peer=team.lou,
        ),
    )


def _settled(team: Team) -> tuple[Profile, ...]:
    return (
        Profile(
            name=CLOVER,
            number=45,
            status=S.ACTIVE,
            came=190,
            since=182,
            enrolled=182,
            reached=1,
            pronouns="they/them",
            phone="555-0145",
            text_ok=True,
            case_manager=team.tomas,
            peer=team.lou,
            agreements=(CLINIC_YEAR, Agreement("Demo Benefits Desk", signed=60, ends=-305)),
            aims=(Aim("Cook for my friends once a week."),),
        ),
        Profile(
            name=MARIGOLD,
            number=49,
            status=S.ACTIVE,
            phase=Phase.MAINTAINING,
            came=390,
            since=380,
            enrolled=380,
            reached=6,
            legal=("M.", "Demo"),
            phone="555-0149",
            text_ok=False,
            case_manager=team.tomas,
            peer=team.dre,
            agreements=(CLINIC_YEAR,),
            aims=(Aim("Keep the lease."),),
        ),
        Profile(
            name=ROWAN,
            number=50,
            status=S.ACTIVE,
            came=140,
            since=131,
            enrolled=131,
            reached=4,
            aliases=("Ro",),
            case_manager=team.tomas,
            peer=team.lou,
            agreements=(Agreement(CLINIC, signed=337, ends=-28),),
            aims=(Aim("Have papers in my own name."),),
        ),
        Profile(
            name=ALDER,
            number=51,
            status=S.ACTIVE,
            came=120,
            since=111,
            enrolled=111,
            reached=3,
            case_manager=team.tomas,
            peer=team.lou,
            agreements=(Agreement("Example Re-entry", signed=20, ends=-345),),
        ),
        Profile(
            name=CEDAR,
            number=54,
            status=S.ACTIVE,
            came=170,
            since=160,
            enrolled=160,
            reached=8,
            aliases=("Ced",),
            case_manager=team.tomas,
            peer=team.lou,
            agreements=(CLINIC_YEAR, Agreement("Example House", signed=40, ends=-325)),
        ),
        Profile(
            name=BRIAR,
            number=55,
            status=S.ACTIVE,
            came=100,
            since=92,
            enrolled=92,
            reached=9,
            legal=("B.", "Whatif"),
            case_manager=team.tomas,
            peer=team.dre,
            agreements=(Agreement("Sample Detox", signed=30, ends=-335),),
        ),
        Profile(
            name=SAGE,
            number=57,
            status=S.ACTIVE,
            phase=Phase.MAINTAINING,
            came=300,
            since=290,
            enrolled=290,
            reached=5,
            pronouns="she/they",
            case_manager=team.tomas,
            peer=team.dre,
            agreements=(Agreement("Pretend Works", signed=35, ends=-330),),
            aims=(Aim("A job where I can sit down at lunch."),),
        ),
        Profile(
            name=POPPY,
            number=58,
            status=S.ACTIVE,
            came=80,
            since=70,
            enrolled=70,
            reached=6,
            pronouns="she/her",
            case_manager=team.tomas,
            peer=team.dre,
            agreements=(Agreement("Madeup Minds", signed=25, ends=-340),),
        ),
    )


def _on_the_way(team: Team) -> tuple[Profile, ...]:
    return (
        Profile(
            name=WREN,
            number=44,
            status=S.INTAKE_STARTED,
            came=24,
            since=12,
            reached=2,
            legal=("W. B.", "Sample"),
            phone="555-0144",
            text_ok=True,
            case_manager=team.tomas,
            peer=team.dre,
            agreements=(Agreement(CLINIC, signed=12, ends=-25, purpose="First visit"),),
        ),
        Profile(
            name=BASIL,
            number=47,
            status=S.INTAKE_SCHEDULED,
            came=40,
            since=10,
            reached=3,
            aliases=("Baz",),
            case_manager=team.tomas,
            peer=team.dre,
            agreements=(Agreement("Example House", signed=18, ends=-347),),
        ),
        Profile(
            name=FERN,
            number=56,
            status=S.ACTIVE,
            phase=Phase.ENGAGING,
            came=30,
            since=14,
            enrolled=14,
            reached=3,
            pronouns="they/them",
            case_manager=team.tomas,
            peer=team.lou,
        ),
    )


def _newly_referred(team: Team) -> tuple[Profile, ...]:
    return (
        Profile(
            name=HAZEL,
            number=52,
            status=S.REFERRED,
            phase=Phase.ENGAGING,
            came=1,
            since=1,
            referred_hours=24,
            referral="Social referral from Example Library",
            case_manager=team.tomas,
        ),
        Profile(
            name=LINDEN,
            number=53,
            status=S.REFERRED,
            phase=Phase.ENGAGING,
            came=1,
            since=1,
            referred_hours=18,
            referral="Stop referral, Sample District",
            case_manager=team.tomas,
        ),
    )

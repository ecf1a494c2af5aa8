"""No word leaves on a form that may not: whatever was written, about whom, and what became of it.

Beside the copies of test_leaks.py: the log, the lists of the team, the accounts, the cards, the
sheet for the next worker and the docket. Each example writes people of its own, each with words
that nobody else has; the vault is one for all examples, so that those of earlier ones are the
others whom a paper must not name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from itertools import count
from uuid import UUID

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    AppointmentStatus,
    Audience,
    ConsentCategory,
    ContactKind,
    DisclosureMethod,
    Door,
    FormKind,
    Role,
    SafetyKind,
)
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.people.participant import View
from lead_desktop.services.consent import consents, privacy, restricted
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.contacts import addenda, counseling, trash
from lead_desktop.services.contacts.addenda import AddAddendum
from lead_desktop.services.contacts.counseling import WriteCounseling
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people.participants import list_caseload
from lead_desktop.services.referral.docket import next_meeting
from lead_desktop.services.referral.referral_steps import put_on_docket
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from lead_desktop.store.tables import Appointment, SafetyNote
from tests.domain.consents import terms
from tests.services.paper.leaks import everything, found_in
from tests.services.paper.record import log
from tests.services.paper.test_forms import asking

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]

few = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

LETTERS = ("bdfghjklmn", "אבגדהוזחטי", "ሀለሐመሠረሰሸቀበ", "бвгджзклмн", "áéíóúñçüöä")
"""Ten letters of each of some scripts: a number is spelled in them."""


class Fate(Enum):
    """What became of a note."""

    WRITTEN = "written"
    SIGNED = "signed"
    ADDED_TO = "added to"
    STRUCK = "struck"
    TAKEN_BACK = "taken back"
    COUNSELING = "counseling"


class Whose(Enum):
    """In whose record it is."""

    OWN = "own"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True)
class Note:
    """A note as an example draws it."""

    fate: Fate
    whose: Whose
    days_ago: int
    script: str


NOTES = st.lists(
    st.builds(
        Note,
        fate=st.sampled_from(Fate),
        whose=st.sampled_from([Whose.OWN, Whose.OWN, *Whose]),
        days_ago=st.sampled_from([0, 0, 20, 120]),
        script=st.sampled_from(LETTERS),
    ),
    min_size=2,
    max_size=6,
)


@dataclass
class Words:
    """Words that were written, sorted by who may read them.

    log: in the participant's contact log, with the days since. never: on none of the papers.
    """

    numbers: Iterator[int]
    log: dict[str, int] = field(default_factory=dict)
    never: list[str] = field(default_factory=list)

    def new(self, script: str = LETTERS[0]) -> str:
        """A word that nobody has written yet."""
        # The ends differ, so that no word is another one read from right to left.
        spelled = "".join(script[int(digit)] for digit in str(next(self.numbers)))
        return f"{script[2]}{spelled}{script[1]}"


def write_note(desk: Desk, person: UUID, other: UUID, note: Note, words: Words) -> None:
    """Write `note` with words of its own, and say who may read them."""
    word, at = words.new(note.script), desk.clock.now() - timedelta(days=note.days_ago, hours=1)
    whose = {Whose.OWN: (person,), Whose.OTHER: (other,), Whose.BOTH: (person, other)}[note.whose]
    if note.fate is Fate.COUNSELING:
        words.never.append(word)
        counseling.write_counseling(desk, WriteCounseling(new_id(), whose[0], at, f"About {word}."))
        return
    read = note.whose is not Whose.OTHER and note.fate not in (Fate.STRUCK, Fate.TAKEN_BACK)
    more: dict[str, object] = {}
    if note.whose is Whose.BOTH:
        own, foreign = words.new(note.script), words.new(note.script)
        more = {"kind": ContactKind.GROUP, "private_lines": ((person, own), (other, foreign))}
        words.never.append(foreign)
        _sort(words, own, note, read=read)
    signed = note.fate in (Fate.SIGNED, Fate.ADDED_TO, Fate.STRUCK)
    _sort(words, word, note, read=read)
    contact = log(desk, person, word, participant_ids=whose, occurred_at=at, sign=signed, **more)
    if note.fate is Fate.STRUCK:
        words.never.append(reason := words.new())
        addenda.strike_note(desk, contact, reason)
    elif note.fate is Fate.TAKEN_BACK:
        trash.withdraw_contact(desk, contact)
    elif note.fate is Fate.ADDED_TO:
        later = words.new(note.script)
        addenda.add_addendum(desk, AddAddendum(new_id(), contact, AddendumKind.ADDENDUM, later))
        _sort(words, later, note, read=read)


def _sort(words: Words, word: str, note: Note, *, read: bool) -> None:
    if read:
        words.log[word] = note.days_ago
    else:
        words.never.append(word)


def printed(desk: Desk, kind: FormKind, person: UUID | None = None, **wished: object) -> str:
    """Everything that a reader could find in a form that leaves."""
    composed = forms.compose_form(desk, asking(kind, person, **wished))
    drawn = forms.draw_composed(composed)
    forms.record_form(desk, composed, drawn, DisclosureMethod.PRINT)
    return everything(drawn.pdf)


NUMBERS = count(10_001)


@few
@given(
    notes=NOTES,
    role=st.sampled_from([Role.CASE_MANAGER, Role.SUPERVISOR]),
    days=st.sampled_from([7, 30, 90, None]),
    size=st.sampled_from(["letter", "a4"]),
)
def test_what_is_about_one_participant_tells_of_nobody_else_and_of_nothing_struck(
    desk: Desk,
    seat: Seat,
    enroll: Enroll,
    notes: list[Note],
    role: Role,
    days: int | None,
    size: str,
) -> None:
    words = Words(NUMBERS)
    reader = desk if role is Role.CASE_MANAGER else seat(role, name=words.new())
    first, last = words.new(), words.new()
    person = enroll(f"{first} {last}", case_manager=desk, helps=(helps := words.new()))
    other = enroll(foreign := words.new(), case_manager=desk, helps=(theirs := words.new()))
    for note in notes:
        write_note(desk, person, other, note, words)
    titles = _write_dates(desk, person, other, words)
    told = _account(desk, seat, person, other, words)
    strangers = [*words.never, foreign, theirs, *titles.foreign]

    text = printed(reader, FormKind.CONTACT_LOG, person, days=days, paper=size)
    within = {word for word, ago in words.log.items() if days is None or ago <= days}
    assert set(found_in(text, words.log)) == within
    assert found_in(text, strangers) == []
    event(f"{len(within)} of {len(words.log)} words in the log")

    text = printed(reader, FormKind.TRANSFER, person, paper=size)
    assert set(found_in(text, [helps, titles.own, titles.safety])) == {
        helps, titles.own, titles.safety,
    }  # fmt: skip
    assert found_in(text, [*strangers, *words.log]) == []

    text = printed(reader, FormKind.APPOINTMENT, person, paper=size)
    assert set(found_in(text, [first, titles.place])) == {first, titles.place}
    assert found_in(text, [last, titles.own, helps, *strangers, *words.log]) == []

    text = printed(reader, FormKind.ACCOUNTING, person, paper=size)
    assert set(found_in(text, told.own)) == set(told.own)
    assert found_in(text, [*told.foreign, *strangers, *words.log, helps, titles.own]) == []

    supervisor = seat(Role.SUPERVISOR, name=words.new())
    text = printed(supervisor, FormKind.WHO_HAS_SEEN, person, paper=size)
    assert found_in(text, [*told.foreign, *strangers, *words.log, helps, titles.own]) == []


@dataclass(frozen=True)
class Titles:
    """Words of appointments and safety notes."""

    own: str
    place: str
    safety: str
    foreign: tuple[str, ...]


def _write_dates(desk: Desk, person: UUID, other: UUID, words: Words) -> Titles:
    """An appointment and a safety note for each of two people, and one date that is over."""
    now, today = desk.clock.now(), desk.clock.today()
    stamps = {"created_at": now, "updated_at": now}
    made = Titles(words.new(), words.new(), words.new(), tuple(words.new() for _ in range(4)))
    coming = AppointmentStatus.PLANNED
    dates = (
        (person, made.own, made.place, 3, coming),
        (other, made.foreign[0], made.foreign[1], 3, coming),
        (person, made.foreign[2], "", -3, AppointmentStatus.ATTENDED),
    )
    with desk.store.write() as session:
        session.add_all(
            Appointment(
                participant_id=who, title=title, place=place, status=status,
                starts_at=now + timedelta(days=days), **stamps,
            )
            for who, title, place, days, status in dates
        )  # fmt: skip
        session.add_all(
            SafetyNote(
                participant_id=who, author_id=desk.worker.id, kind=SafetyKind.DOG, words=said,
                review_by=today + timedelta(days=30), **stamps,
            )
            for who, said in ((person, made.safety), (other, made.foreign[3]))
        )  # fmt: skip
    return made


@dataclass(frozen=True)
class Told:
    """Recipients and purposes in the account of each of two people."""

    own: tuple[str, ...]
    foreign: tuple[str, ...]


def _account(desk: Desk, seat: Seat, person: UUID, other: UUID, words: Words) -> Told:
    """A partner's copy of each of two people, to somebody of their own."""
    told = Told((words.new(), words.new()), (words.new(), words.new()))
    for who, (recipient, purpose) in ((person, told.own), (other, told.foreign)):
        agreed = terms(recipients=(Recipient(recipient),), purpose=purpose)
        consents.record_consent(desk, RecordConsent(new_id(), who, agreed))
        summaries.issue_summary(desk, SummaryRequest(who, Audience.PROVIDER, recipient, purpose))
    return told


@few
@given(
    notes=NOTES,
    role=st.sampled_from([Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR]),
    hidden=st.booleans(),
    size=st.sampled_from(["letter", "a4"]),
)
@example(
    notes=[Note(Fate.SIGNED, Whose.OTHER, 0, LETTERS[0])],
    role=Role.PEER,
    hidden=True,
    size="letter",
)
def test_the_lists_of_the_team_hold_no_note_and_nobody_who_is_hidden(
    desk: Desk, seat: Seat, enroll: Enroll, notes: list[Note], role: Role, hidden: bool, size: str
) -> None:
    words = Words(NUMBERS)
    reader = desk if role is Role.CASE_MANAGER else seat(role, name=words.new())
    person = enroll(seen := words.new(), case_manager=desk)
    other = enroll(closed := words.new(), case_manager=desk)
    today = [Note(Fate.SIGNED, whose, 0, LETTERS[0]) for whose in (Whose.OWN, Whose.OTHER)]
    for note in [*notes, *today]:
        write_note(desk, person, other, note, words)
    if hidden:
        keeper = seat(Role.SUPERVISOR, name=words.new())
        restricted.set_restricted(keeper, other, True, "Knows somebody of the team well")
    told = {seen} if hidden and not _sees(reader, other) else {seen, closed}
    for kind in (FormKind.ROSTER, FormKind.SHIFT):
        text = printed(reader, kind, mine=False, paper=size)
        assert found_in(text, [*words.never, *words.log]) == []
        assert set(found_in(text, [seen, closed])) == told
    event("hidden" if len(told) == 1 else "open")


def _sees(desk: Desk, person: UUID) -> bool:
    """Whether a worker finds somebody in the team's caseload."""
    return any(row.id == person for row in list_caseload(desk, view=View.TEAM))


@dataclass(frozen=True)
class Agreed:
    """What somebody on a docket has agreed to, as an example draws it."""

    enough: bool
    recipient: bool
    purpose: bool
    wish: bool


@few
@given(
    people=st.lists(
        st.builds(
            Agreed,
            enough=st.sampled_from([True, True, False]),
            recipient=st.sampled_from([True, True, False]),
            purpose=st.sampled_from([True, True, False]),
            wish=st.sampled_from([False, False, True]),
        ),
        min_size=1,
        max_size=4,
    ),
    size=st.sampled_from(["letter", "a4"]),
)
def test_a_docket_names_those_who_agreed_that_this_reader_is_told_this(
    desk: Desk, seat: Seat, enroll: Enroll, people: list[Agreed], size: str
) -> None:
    words = Words(NUMBERS)
    supervisor = seat(Role.SUPERVISOR, name=words.new())
    group, purpose = words.new(), words.new()
    named: list[str] = []
    left_out: list[str] = []
    for one in people:
        name = words.new()
        agreed = one.enough and one.recipient and one.purpose and not one.wish
        (named if agreed else left_out).append(name)
        _refer(supervisor, enroll, name, one, group, purpose, words)
    text = printed(desk, FormKind.DOCKET, recipient=group, purpose=purpose, paper=size)
    assert set(found_in(text, named)) == set(named)
    assert found_in(text, [*left_out, *words.never]) == []
    event(f"{len(named)} named, {len(left_out)} left out")


def _refer(
    desk: Desk, enroll: Enroll, name: str, agreed: Agreed, group: str, purpose: str, words: Words
) -> None:
    """Somebody on the list of the next meeting, with a note, words of the door, and a consent."""
    person = enroll(name, case_manager=desk)
    words.never += [note := words.new(), door := words.new(), elsewhere := words.new()]
    log(desk, person, note)
    taken = add_referral(
        desk,
        AddReferral(id=new_id(), participant_id=person, door=Door.SOCIAL, name=name, words=door),
    )
    put_on_docket(desk, taken.line.id, next_meeting(desk.clock.today()))
    kinds = tuple(ConsentCategory) if agreed.enough else (ConsentCategory.GOALS,)
    written = terms(
        recipient_kind=Audience.JUSTICE,
        categories=kinds,
        recipients=(Recipient(group if agreed.recipient else elsewhere),),
        purpose=purpose if agreed.purpose else elsewhere,
    )
    consents.record_consent(desk, RecordConsent(new_id(), person, written))
    if agreed.wish:
        asked = privacy.AskRestriction(new_id(), person, "Not this", desk.clock.today())
        privacy.ask_restriction(desk, asked)
        privacy.decide_restriction(desk, asked.id, agreed=True)

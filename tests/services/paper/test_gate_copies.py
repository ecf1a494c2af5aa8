"""Copies for partners: whatever the record, the consents and the choices, nothing else leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AppointmentStatus,
    Audience,
    ConsentCategory,
    ContactMode,
    ContactOutcome,
    EventKind,
    EventSource,
    GoalStatus,
    PlaceType,
    Role,
    SafetyKind,
    ServiceCategory,
)
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.disclosure import Section
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.sections import RULES
from lead_desktop.services.consent import consents, privacy
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.contacts import contacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.plan import linkages
from lead_desktop.services.trust import trust
from lead_desktop.store.tables import (
    Appointment,
    Event,
    Goal,
    Organization,
    SafetyNote,
    WhereToFind,
)
from tests.domain.consents import terms
from tests.services.paper.test_summaries import text_of

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
C = ConsentCategory

NEVER = {
    "Wolfhound": "a safety note",
    "Foxglove": "where to find",
    "Xylophone": "a note",
    "Quagmire": "a withdrawn note",
    "Bumblebee": "another person's note",
    "Umbrella": "another person's name",
    "Marzipan": "a task of the team",
}
"""Words that are in no partner's copy at all."""

COVERED_BY: dict[str, tuple[frozenset[ConsentCategory], frozenset[Audience]]] = {
    # word of the record: the categories that must all be covered, and who may have it then
    "Junipera": (frozenset(), frozenset(PARTNERS)),
    "Legalname": (frozenset({C.IDENTITY}), frozenset(PARTNERS)),
    "P-0001": (frozenset({C.IDENTITY}), frozenset({Audience.PROVIDER, Audience.COMMUNITY})),
    "Goalword": (frozenset({C.GOALS}), frozenset({Audience.PROVIDER, Audience.COMMUNITY})),
    "Barrierword": (frozenset({C.NEEDS}), frozenset({Audience.PROVIDER, Audience.COMMUNITY})),
    "Detoxword": (
        frozenset({C.SERVICES, C.SUD_TREATMENT}),
        frozenset({Audience.PROVIDER, Audience.COMMUNITY}),
    ),
    "Shelterword": (frozenset({C.SERVICES}), frozenset({Audience.PROVIDER})),
    "Zeppelincourt": (frozenset({C.LEGAL}), frozenset({Audience.PROVIDER})),
    "Overdose": (frozenset({C.SUD_TREATMENT}), frozenset({Audience.PROVIDER})),
    "Psychiatric": (frozenset({C.MENTAL_HEALTH}), frozenset({Audience.PROVIDER})),
    "Housed": (frozenset({C.HOUSING}), frozenset({Audience.PROVIDER, Audience.COMMUNITY})),
    "Jailplace": (frozenset({C.EVENTS}), frozenset({Audience.PROVIDER})),
}


def log(desk: Desk, person: UUID, word: str) -> UUID:
    contact_id = new_id()
    contacts.log_contact(
        desk,
        contacts.LogContact(
            id=contact_id,
            participant_ids=(person,),
            mode=ContactMode.IN_PERSON,
            outcome=ContactOutcome.MET,
            occurred_at=desk.clock.now(),
            note=f"Talked about {word} for a while.",
            place_type=PlaceType.COURT,
            follow_up=contacts.FollowUp("Bring the Marzipan", desk.clock.today()),
        ),
    )
    return contact_id


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    """Somebody with a word of its own in everything that can be withheld."""
    participant = enroll(
        "Junipera Fable", case_manager=desk, legal_first_name="Legalname",
        legal_last_name="Fable", gets_in_the_way="Barrierword",
    )  # fmt: skip
    log(desk, enroll("Umbrella Sample", case_manager=desk), "Bumblebee")
    log(desk, participant, "Xylophone")
    contacts.withdraw_contact(desk, log(desk, participant, "Quagmire"))
    now, today = desk.clock.now(), desk.clock.today()
    stamps = {"created_at": now, "updated_at": now}
    own = {"participant_id": participant, **stamps}
    house = new_id()
    with desk.store.write() as session:
        session.add(Organization(id=house, name="Example House", **stamps))
        session.add_all(
            [
                Appointment(
                    title="Zeppelincourt", starts_at=now + timedelta(days=3), court=True,
                    status=AppointmentStatus.PLANNED, **own,
                ),
                SafetyNote(
                    author_id=desk.worker.id, kind=SafetyKind.DOG, words="Wolfhound",
                    review_by=today + timedelta(days=30), **own,
                ),
                WhereToFind(label="Mornings", place="Foxglove", **own),
                Goal(words="Goalword", status=GoalStatus.ACTIVE, since=today, **own),
                *(
                    Event(
                        kind=kind, source=EventSource.STAFF, occurred_at=now, place="Jailplace",
                        worker_id=desk.worker.id, **own,
                    )
                    for kind in (
                        EventKind.OVERDOSE_NONFATAL, EventKind.PSYCH_ADMIT, EventKind.HOUSED,
                        EventKind.JAIL_BOOKED,
                    )
                ),
            ]
        )  # fmt: skip
    for category, title, organization in (
        (ServiceCategory.SUD_TREATMENT, "Detoxword", house),
        (ServiceCategory.HOUSING, "Shelterword", None),
    ):
        linkages.add_linkage(
            desk,
            linkages.AddLinkage(
                new_id(), participant, category, title=title, organization_id=organization
            ),
        )
    return participant


def texts(value: object) -> Iterator[str]:
    """Every text in what is handed to paper."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, list | tuple | frozenset | set):
        for one in value:
            yield from texts(one)


def agree(desk: Desk, person: UUID, audience: Audience, *categories: ConsentCategory) -> UUID:
    consent_id = new_id()
    written = terms(
        recipient_kind=audience, categories=categories, recipients=(Recipient("Example House"),)
    )
    consents.record_consent(desk, RecordConsent(consent_id, person, written))
    return consent_id


def wanted(person: UUID, audience: Audience) -> SummaryRequest:
    return SummaryRequest(person, audience, "Example House", "To coordinate care")


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    audience=st.sampled_from(PARTNERS),
    categories=st.frozensets(st.sampled_from(ConsentCategory), min_size=1),
    held=st.frozensets(st.sampled_from(ConsentCategory), max_size=2),
    chosen=st.frozensets(st.sampled_from(list(Section)), min_size=8),
)
def test_no_word_leaves_that_no_consent_covers(
    desk: Desk,
    seat: Seat,
    person: UUID,
    audience: Audience,
    categories: frozenset[ConsentCategory],
    held: frozenset[ConsentCategory],
    chosen: frozenset[Section],
) -> None:
    consent = agree(desk, person, audience, *categories)
    wish = privacy.AskRestriction(
        new_id(), person, "Not these", date(2026, 11, 1), categories=tuple(held)
    )
    supervisor = seat(Role.SUPERVISOR, name=f"Priya {new_id()}")
    if held:
        privacy.ask_restriction(desk, wish)
        privacy.decide_restriction(supervisor, wish.id, agreed=True)
    covered = categories - held
    request = replace(wanted(person, audience), sections=chosen)
    try:
        composed = summaries.compose_summary(desk, request)
    except Refused:
        assert not covered
    else:
        said = " ".join(texts(composed.content))
        assert set(composed.sections) <= chosen
        assert set(composed.sections) <= set(RULES[audience])
        assert not [word for word in NEVER if word in said]
        for word, (needed, readers) in COVERED_BY.items():
            kept = word == "Jailplace" and C.LEGAL in held
            if not needed <= covered or audience not in readers or kept:
                assert word not in said, word
    consents.withdraw_consent(desk, WithdrawConsent(consent, desk.clock.now()))
    if held:
        privacy.end_restriction(supervisor, wish.id, "The example is over")


def test_a_full_consent_hands_each_reader_what_is_theirs(desk: Desk, person: UUID) -> None:
    """The other side of the property: what is covered and chosen does arrive."""
    for audience in PARTNERS:
        agree(desk, person, audience, *ConsentCategory)
        said = " ".join(texts(summaries.compose_summary(desk, wanted(person, audience)).content))
        for word, (_, readers) in COVERED_BY.items():
            if audience in readers:
                assert word in said, (audience, word)


def test_a_justice_copy_is_made_of_codes_and_fixed_words(desk: Desk, person: UUID) -> None:
    agree(desk, person, Audience.JUSTICE, *ConsentCategory)
    issued = summaries.issue_summary(desk, wanted(person, Audience.JUSTICE))
    said = " ".join(text_of(issued.pdf).split())
    assert "Court date" in said
    for word in ("Zeppelincourt", "Goalword", "Barrierword", "Detoxword", "Jail", "Foxglove"):
        assert word not in said


def test_a_peer_prints_nothing_that_a_peer_does_not_read(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, *ConsentCategory)
    peer = seat(Role.PEER, name="Dre Exampleton")
    composed = summaries.compose_summary(peer, wanted(person, Audience.PROVIDER))
    said = " ".join(texts(composed.content))
    assert Section.COURT not in composed.sections
    assert "Zeppelincourt" not in said
    with pytest.raises(Refused):
        summaries.compose_summary(peer, wanted(person, Audience.JUSTICE))


def test_the_gate_is_asked_again_in_the_act_of_printing(desk: Desk, person: UUID) -> None:
    """42 CFR 2.31(c)(3): withdrawn between the preview and the printer, it opens nothing."""
    consent = agree(desk, person, Audience.PROVIDER, C.GOALS)
    composed = summaries.compose_summary(desk, wanted(person, Audience.PROVIDER))
    printed = summaries.draw_summary(composed)
    consents.withdraw_consent(desk, WithdrawConsent(consent, desk.clock.now()))
    with pytest.raises(Refused):
        summaries.record_copy(desk, composed, printed, summaries.DisclosureMethod.PRINT)
    assert trust.list_disclosures(desk, person) == []


def test_a_restriction_agreed_meanwhile_stops_the_printer(
    desk: Desk, seat: Seat, person: UUID
) -> None:
    agree(desk, person, Audience.PROVIDER, C.GOALS, C.NEEDS)
    composed = summaries.compose_summary(desk, wanted(person, Audience.PROVIDER))
    printed = summaries.draw_summary(composed)
    wish = privacy.AskRestriction(
        new_id(), person, "Not my goals", desk.clock.today(), categories=(C.GOALS,)
    )
    privacy.ask_restriction(desk, wish)
    privacy.decide_restriction(seat(Role.SUPERVISOR), wish.id, agreed=True)
    with pytest.raises(Refused):
        summaries.record_copy(desk, composed, printed, summaries.DisclosureMethod.PRINT)


def test_two_copies_never_carry_one_number(desk: Desk, person: UUID) -> None:
    request = SummaryRequest(person, Audience.PARTICIPANT)
    first, second = (summaries.compose_summary(desk, request) for _ in range(2))
    method = summaries.DisclosureMethod.PRINT
    summaries.record_copy(desk, first, summaries.draw_summary(first), method)
    with pytest.raises(Refused) as caught:
        summaries.record_copy(desk, second, summaries.draw_summary(second), method)
    assert "number" in str(caught.value)


def test_the_account_says_what_left_on_which_ground(desk: Desk, person: UUID) -> None:
    consent = agree(desk, person, Audience.PROVIDER, C.GOALS)
    issued = summaries.issue_summary(desk, wanted(person, Audience.PROVIDER))
    (row,) = trust.list_disclosures(desk, person)
    assert (row.consent_id, row.basis.value, row.sha256) == (consent, "consent", issued.sha256)
    assert row.sections == ("name", "goals", "asks")
    assert {one["section"] for one in row.withheld} >= {"identifiers", "needs", "services"}
    assert (row.worker, row.pages) == (desk.worker.name, issued.pages)

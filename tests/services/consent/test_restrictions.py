"""What a participant asked to keep back (42 CFR 2.26): withheld, told, read before a copy leaves.

Whichever door a copy takes, the gate holds it until whoever hands it over has read the wish that
touches it and says why the copy may leave.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from lead_desktop.base.errors import InvalidInput, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    DisclosureMethod,
    EventKind,
    EventSource,
    FormKind,
    NeedStatus,
    Role,
    ServiceCategory,
)
from lead_desktop.domain.consent.disclosure import DisclosureRequest, Permission, Section, disclose
from lead_desktop.domain.consent.restriction import Acknowledgement, Restriction
from lead_desktop.services.consent import privacy
from lead_desktop.services.consent.accounting import Account, write_account
from lead_desktop.services.consent.gate import Acknowledged, Handing, ask_gate
from lead_desktop.services.consent.privacy import AskRestriction
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.referral.referral_steps import put_on_docket
from lead_desktop.services.trust import trust
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import Disclosure, Event, Need
from tests.domain.consents import PERSON, TODAY, line
from tests.services.paper.test_forms import RECIPIENT, agree, asking
from tests.services.paper.test_summaries import text_of
from tests.services.referral.test_docket import GROUP as DOCKET_GROUP
from tests.services.referral.test_docket import MEETING, PURPOSE, consent, referred

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
C = ConsentCategory
WHY = "Talked it over with her this morning"


@pytest.fixture
def supervisor(seat: Seat) -> Desk:
    return seat(Role.SUPERVISOR, name="Priya Specimen")


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    made = enroll("Juniper Fable", case_manager=desk, date_of_birth="1992-01-01")
    agree(desk, made, Audience.PROVIDER, RECIPIENT, C.IDENTITY, C.GOALS, C.NEEDS, C.EVENTS)
    return made


def wish(desk: Desk, supervisor: Desk, person: UUID, *what: C, agreed: bool | None = True) -> UUID:
    """A restriction asked for; agreed, declined, or (None) not decided yet."""
    asked = privacy.AskRestriction(
        new_id(), person, "Not my goals, please", desk.clock.today(), categories=what
    )
    privacy.ask_restriction(desk, asked)
    if agreed is not None:
        privacy.decide_restriction(supervisor, asked.id, agreed=agreed)
    return asked.id


def wanted(person: UUID) -> SummaryRequest:
    return SummaryRequest(person, Audience.PROVIDER, RECIPIENT, "Start of treatment")


def reasons(desk: Desk) -> list[str]:
    with desk.store.read() as connection:
        return list(connection.execute(select(Disclosure.restriction_reason)).scalars())


def restriction(**changes: object) -> Restriction:
    base = Restriction(
        id=uuid4(), participant_id=PERSON, asked_on=TODAY, words="Not my goals", agreed_on=TODAY,
        categories=(C.GOALS,),
    )  # fmt: skip
    return replace(base, **changes)


def ask(wish: Restriction, read: Acknowledgement | None = None, **more: object) -> Permission:
    asked = DisclosureRequest(
        audience=Audience.PROVIDER, recipient="Example House", purpose="To coordinate care",
        acknowledged=read,
    )  # fmt: skip
    consents = [line(categories=(C.GOALS, C.NEEDS, C.EVENTS))]
    return disclose(replace(asked, **more), consents, [wish], TODAY)


def read(wish: Restriction, reason: str = WHY) -> Acknowledgement:
    return Acknowledgement(read=frozenset({wish.id}), by=uuid4(), reason=reason)


# -- the rule --------------------------------------------------------------------------------------


def test_an_agreed_wish_withholds_and_one_not_decided_is_told() -> None:
    agreed = ask(restriction())
    assert Section.GOALS not in agreed.permitted
    waiting = restriction(agreed_on=None)
    told = ask(waiting)
    assert Section.GOALS in told.permitted
    assert (told.restrictions, told.limited_by) == ((waiting,), ())
    for gone in (
        restriction(agreed_on=None, declined_on=TODAY),
        restriction(ended_on=TODAY),
        restriction(recipient="Another House"),
    ):
        assert ask(gone).restrictions == ()
        assert ask(gone).stop is None


@pytest.mark.parametrize("agreed_on", [TODAY, None])
def test_nothing_leaves_until_a_wish_that_touches_it_was_read_with_a_reason(
    agreed_on: date | None,
) -> None:
    touching = restriction(agreed_on=agreed_on)
    stopped = ask(touching)
    assert stopped.refusal is None  # it may be looked at
    assert stopped.stop is not None
    assert "goals, towards everybody" in stopped.stop
    assert touching.words not in stopped.stop
    assert ask(touching, read(touching)).stop is None
    assert ask(touching, read(touching, " ")).stop is not None
    assert ask(touching, read(restriction())).stop is not None


def test_a_wish_about_what_the_paper_never_holds_asks_nothing() -> None:
    contacts = restriction(categories=(C.CONTACTS,))
    assert ask(contacts).restrictions == (contacts,)
    assert ask(contacts).stop is None
    goals = restriction()
    assert ask(goals, holds=frozenset({Section.NAME, Section.NEEDS})).stop is None


def test_a_kind_of_care_is_held_back_wherever_it_would_be_told() -> None:
    """The consent covers needs; the wish is about treatment, which a need would tell of."""
    treatment = restriction(categories=(C.SUD_TREATMENT,))
    held = ask(treatment)
    assert Section.NEEDS in held.permitted
    assert held.held == {C.SUD_TREATMENT}
    assert held.limited_by == (treatment.id,)
    court = ask(restriction(categories=(C.LEGAL,)))
    assert court.held == {C.LEGAL}  # of events, which tell of arrests and jail


def test_a_wish_about_where_somebody_stays_binds_needs_as_well() -> None:
    housing = restriction(categories=(C.HOUSING,))
    held = ask(housing)
    assert Section.NEEDS in held.permitted
    assert (held.held, held.limited_by) == ({C.HOUSING}, (housing.id,))
    assert held.stop is not None


def test_a_copy_composed_before_a_wish_was_agreed_does_not_leave_after() -> None:
    treatment = restriction(categories=(C.SUD_TREATMENT,))
    before = ask(replace(treatment, agreed_on=None))
    now = ask(treatment, read(treatment))
    assert now.stop is None
    assert now.hinders(before, before.permitted) is not None
    assert now.hinders(now, now.permitted) is None


# -- the doors -------------------------------------------------------------------------------------


@pytest.mark.parametrize("agreed", [True, None])
def test_a_summary_stays_until_its_wish_was_read(
    desk: Desk, supervisor: Desk, person: UUID, agreed: bool | None
) -> None:
    asked = wish(desk, supervisor, person, C.GOALS, agreed=agreed)
    with pytest.raises(Refused, match="goals, towards everybody") as caught:
        summaries.issue_summary(desk, wanted(person))
    assert "please" not in str(caught.value)  # the participant's own words stay in the vault
    assert trust.list_disclosures(desk, person) == []
    with desk.store.read() as connection:
        assert list_entries(connection)[-1].action == "summary.refused"
    with pytest.raises(InvalidInput):
        summaries.acknowledge(desk, wanted(person), " ")
    request = summaries.acknowledge(desk, wanted(person), WHY)
    assert request.acknowledged == Acknowledged(frozenset({asked}), WHY)
    summaries.issue_summary(desk, request)
    (row,) = trust.list_disclosures(desk, person)
    assert ("goals" in row.sections) == (agreed is None)
    assert (row.restriction_reason, row.restrictions, row.worker) == (
        WHY, (str(asked),), desk.worker.name,
    )  # fmt: skip


def test_a_wish_that_comes_up_after_the_acknowledgement_stops_the_copy(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    wish(desk, supervisor, person, C.GOALS, agreed=None)
    request = summaries.acknowledge(desk, wanted(person), WHY)
    composed = summaries.compose_summary(desk, request)
    printed = summaries.draw_summary(composed)
    wish(desk, supervisor, person, C.NEEDS, agreed=None)
    with pytest.raises(Refused, match="needs"):
        summaries.record_copy(desk, composed, printed, DisclosureMethod.PRINT)
    assert trust.list_disclosures(desk, person) == []


def test_without_a_wish_nothing_is_asked_and_no_reason_is_kept(desk: Desk, person: UUID) -> None:
    request = summaries.acknowledge(desk, wanted(person), WHY)
    summaries.issue_summary(desk, request)
    assert reasons(desk) == [""]


def test_a_letter_stays_until_its_wish_was_read(desk: Desk, supervisor: Desk, person: UUID) -> None:
    request = asking(FormKind.REFERRAL_LETTER, person)
    goals = wish(desk, supervisor, person, C.GOALS)  # a letter never tells of goals
    composed = forms.compose_form(desk, request)
    assert [one.id for one in composed.copies[0].permission.restrictions] == [goals]
    forms.record_form(desk, composed, forms.draw_composed(composed), DisclosureMethod.PRINT)
    phone = wish(desk, supervisor, person, C.IDENTITY)
    composed = forms.compose_form(desk, request)
    printed = forms.draw_composed(composed)
    assert "1992" not in text_of(printed.pdf)
    with pytest.raises(Refused, match="identity and how to reach"):
        forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    request = replace(request, acknowledged=Acknowledged(frozenset({phone}), WHY))
    composed = forms.compose_form(desk, request)
    forms.record_form(desk, composed, forms.draw_composed(composed), DisclosureMethod.PRINT)
    assert reasons(desk) == ["", WHY]


def test_the_account_of_a_letter_names_a_wish_that_came_up_since_it_was_drawn(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    composed = forms.compose_form(desk, asking(FormKind.REFERRAL_LETTER, person))
    goals = wish(desk, supervisor, person, C.GOALS, agreed=None)  # a letter never tells of goals
    forms.record_form(desk, composed, forms.draw_composed(composed), DisclosureMethod.PRINT)
    (left,) = trust.list_disclosures(desk, person)
    assert left.restrictions == (str(goals),)


def test_a_docket_stays_until_the_wishes_of_all_on_it_were_read(
    desk: Desk, supervisor: Desk
) -> None:
    first, second = referred(desk, "Moss Example"), referred(desk, "Cypress Hypothetical")
    for one in (first, second):
        consent(desk, one.participant_id, C.PROGRAM_STATUS)
        put_on_docket(desk, one.id, MEETING)
    asked = wish(desk, supervisor, second.participant_id, C.PROGRAM_STATUS, agreed=None)
    wish(desk, supervisor, first.participant_id, C.GOALS)  # no docket tells of goals
    request = asking(FormKind.DOCKET, None, recipient=DOCKET_GROUP, purpose=PURPOSE)
    composed = forms.compose_form(desk, request)
    assert len(composed.copies) == 2
    printed = forms.draw_composed(composed)
    with pytest.raises(Refused, match="program status"):
        forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    assert reasons(desk) == []  # of neither
    request = replace(request, acknowledged=Acknowledged(frozenset({asked}), WHY))
    composed = forms.compose_form(desk, request)
    forms.record_form(desk, composed, forms.draw_composed(composed), DisclosureMethod.PRINT)
    assert sorted(reasons(desk)) == ["", WHY]
    privacy.decide_restriction(supervisor, asked, agreed=True)
    assert len(forms.compose_form(desk, request).copies) == 1


def test_the_account_itself_refuses_what_the_gate_does_not_let_go(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    """A door that forgets to ask still cannot account for its copy."""
    wish(desk, supervisor, person, C.GOALS)
    handing = Handing(
        participant_id=person, audience=Audience.PROVIDER, recipient=RECIPIENT,
        purpose="Start of treatment",
    )  # fmt: skip
    with desk.store.write() as session:
        permission = ask_gate(session.connection(), desk, handing)
        account = Account(
            handing=handing, permission=permission, method=DisclosureMethod.FAX,
            document_number="C-00001", sections=permission.permitted,
        )  # fmt: skip
        with pytest.raises(Refused):
            write_account(session, desk, account)


def test_what_a_wish_holds_back_is_not_on_paper(desk: Desk, supervisor: Desk, person: UUID) -> None:
    now = desk.clock.now()
    own = {"participant_id": person, "created_at": now, "updated_at": now}
    with desk.store.write() as session:
        session.add_all(
            [
                Need(
                    category=one,
                    status=NeedStatus.IDENTIFIED,
                    identified_on=desk.clock.today(),
                    **own,
                )
                for one in (ServiceCategory.SUD_TREATMENT, ServiceCategory.HOUSING)
            ]
        )
        session.add(
            Event(
                kind=EventKind.JAIL_BOOKED, source=EventSource.STAFF, occurred_at=now,
                worker_id=desk.worker.id, **own,
            )
        )  # fmt: skip

    def said() -> str:
        request = summaries.acknowledge(desk, wanted(person), WHY)
        return " ".join(text_of(summaries.issue_summary(desk, request).pdf).split())

    free = said()
    told = (ServiceCategory.SUD_TREATMENT.label, EventKind.JAIL_BOOKED.label)
    assert all(word.casefold() in free.casefold() for word in told)
    wish(desk, supervisor, person, C.SUD_TREATMENT, C.LEGAL)
    kept = said()
    assert not any(word.casefold() in kept.casefold() for word in told)
    assert ServiceCategory.HOUSING.label.casefold() in kept.casefold()


def test_a_wish_that_was_taken_back_is_not_decided_any_more(
    desk: Desk, supervisor: Desk, person: UUID
) -> None:
    """It waits for nobody, and agreeing to it would bind the program to what nobody asks."""
    wish = new_id()
    privacy.ask_restriction(supervisor, AskRestriction(wish, person, "Not to them", TODAY))
    assert waiting(supervisor) == [wish]
    privacy.end_restriction(supervisor, wish, "She said so on the phone")
    assert waiting(supervisor) == []
    with pytest.raises(Refused, match="decided already"):
        privacy.decide_restriction(supervisor, wish, agreed=True)


def waiting(desk: Desk) -> list[UUID]:
    return [one.id for one in privacy.list_restrictions(desk) if one.waits]

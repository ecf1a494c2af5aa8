"""Whether a consent is in force is one fact: caseload, worklist, record and gate say the same."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text, update

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentKind,
    ConsentSeal,
    ConsentState,
    Role,
    TaskKind,
)
from lead_desktop.domain.consent.consent import state_on
from lead_desktop.domain.people.caseload import ConsentMark
from lead_desktop.services.consent import consents, privacy
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.consent.privacy import AskRestriction
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import participants
from lead_desktop.services.worklist import worklist
from lead_desktop.store.consent_doubts import settle_consents
from lead_desktop.store.queries.standing import altered_bound, in_force
from lead_desktop.store.tables import Consent
from tests.domain.consents import TODAY, terms
from tests.services.noting import tamper

Enroll = Callable[..., UUID]
SOON = {"signed_on": date(2026, 6, 1), "expires_on": TODAY + timedelta(days=20)}


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def record(desk: Desk, person: UUID, renews: UUID | None = None, **changes: object) -> UUID:
    command = RecordConsent(new_id(), person, terms(**changes), renews)
    return consents.record_consent(desk, command).line.id


def mark(desk: Desk, person: UUID) -> ConsentMark:
    (row,) = (one for one in participants.list_caseload(desk) if one.id == person)
    return row.consent


def reminded(desk: Desk) -> set[UUID]:
    items = worklist.list_work(desk).items
    return {one.subject_id for one in items if one.kind is TaskKind.CONSENT_ENDING}


def opens(desk: Desk, person: UUID) -> bool:
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    return summaries.plan_summary(desk, request).permission.refusal is None


def says_in_force(desk: Desk, person: UUID, made: UUID) -> set[bool]:
    """The answers of the four; one of them when they agree."""
    return {
        mark(desk, person) is not ConsentMark.NONE,
        made in reminded(desk),
        consents.read_consent(desk, made).live,
        opens(desk, person),
    }


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE consent SET purpose = 'Anything' WHERE id = ?",
        "UPDATE consent_recipient SET role = 'Anybody' WHERE consent_id = ?",
        "DELETE FROM consent_category WHERE consent_id = ?",
        "UPDATE consent SET terms_hash = 'ab' WHERE id = ?",
    ],
)
def test_an_altered_consent_is_in_force_nowhere(desk: Desk, person: UUID, statement: str) -> None:
    made = record(desk, person, **SOON)
    assert says_in_force(desk, person, made) == {True}
    tamper(desk.store, statement, made.hex)
    assert says_in_force(desk, person, made) == {False}
    assert settle_consents(desk.store) == 1
    assert says_in_force(desk, person, made) == {False}


def test_who_goes_round_the_triggers_is_found_by_the_upkeep(desk: Desk, person: UUID) -> None:
    made = record(desk, person, **SOON)
    with desk.store.write() as session:
        names = session.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'consent_d%'")
        ).scalars()
        for name in tuple(names):
            session.execute(text(f"DROP TRIGGER {name}"))
    tamper(desk.store, "UPDATE consent SET purpose = 'Anything' WHERE id = ?", made.hex)
    assert settle_consents(desk.store) == 1
    assert says_in_force(desk, person, made) == {False}
    tamper(desk.store, "UPDATE consent SET purpose = 'To coordinate care' WHERE id = ?", made.hex)
    assert settle_consents(desk.store) == 0
    assert says_in_force(desk, person, made) == {True}


def test_recording_and_withdrawing_put_no_consent_in_doubt(desk: Desk, person: UUID) -> None:
    """Otherwise every list would hold everybody's consents against their seals."""
    made = record(desk, person)
    consents.withdraw_consent(desk, WithdrawConsent(made, desk.clock.now()))
    consents.take_back_withdrawal(desk, made)
    other = record(desk, person, renews=made, expires_event="Treatment ends")
    consents.end_by_event(desk, other, TODAY)
    consents.take_back_consent(desk, record(desk, person))
    with desk.store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM consent_doubt")).scalar() == 0


def test_an_altered_renewal_silences_no_reminder(desk: Desk, person: UUID) -> None:
    made = record(desk, person, **SOON)
    renewal = record(desk, person, renews=made, expires_on=TODAY + timedelta(days=300))
    assert reminded(desk) == set()
    tamper(desk.store, "UPDATE consent SET purpose = 'Anything' WHERE id = ?", renewal.hex)
    assert reminded(desk) == {made}


def test_a_consent_that_an_event_ended_asks_for_nothing(desk: Desk, person: UUID) -> None:
    made = record(desk, person, expires_event="Treatment ends", **SOON)
    assert says_in_force(desk, person, made) == {True}
    consents.end_by_event(desk, made, TODAY)
    assert says_in_force(desk, person, made) == {False}


def test_a_clock_that_was_set_back_gives_no_consent_its_life_again(
    desk: Desk, person: UUID
) -> None:
    withdrawn = record(desk, person, **SOON)
    consents.withdraw_consent(desk, WithdrawConsent(withdrawn, desk.clock.now()))
    ended = record(desk, person, expires_event="Treatment ends", **SOON)
    consents.end_by_event(desk, ended, TODAY)
    earlier = replace(desk, clock=FixedClock(instant=desk.clock.now() - timedelta(days=5)))
    assert says_in_force(earlier, person, withdrawn) == {False}
    assert says_in_force(earlier, person, ended) == {False}


def _variants() -> list[dict[str, object]]:
    days = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    return [
        {
            "kind": kind,
            "expires_on": ends,
            "effective_from": begins,
            "revocable_on": revocable,
            "ended_by_event_on": ended,
            "revoked_on": revoked,
        }
        for kind, ends, begins, revocable, ended, revoked in itertools.product(
            (ConsentKind.PART2_NAMED, ConsentKind.CJ_2_35), days, days, days, days[:3], days
        )
    ]


def test_the_days_in_sql_are_those_of_the_rule(desk: Desk, person: UUID) -> None:
    """Every combination of days and kinds, unbound: written straight into the row."""
    made = record(desk, person)
    tamper(desk.store, "UPDATE consent SET terms_hash = NULL WHERE id = ?", made.hex)
    settle_consents(desk.store)
    query = text(f"SELECT {in_force('consent')} FROM consent")
    with desk.store.write() as session:
        for facts in _variants():
            revoked_on = facts["revoked_on"]
            ended = facts["ended_by_event_on"]
            noon = desk.clock.now().timetz()
            row = facts | {
                "revoked_at": revoked_on and datetime.combine(revoked_on, noon)  # type: ignore[arg-type]
            }
            row.pop("revoked_on")
            session.execute(update(Consent).values(**row))
            bounds = {
                "today": TODAY.isoformat(),
                "altered": altered_bound(session.connection()),
            }
            found = bool(session.connection().execute(query, bounds).scalar())
            plain = {k: v for k, v in facts.items() if k not in ("revoked_on", "ended_by_event_on")}
            stated = replace(terms(), **plain)  # type: ignore[arg-type]
            state = state_on(stated, TODAY, revoked_on=revoked_on, ended_by_event_on=ended)  # type: ignore[arg-type]
            assert found is (state is ConsentState.LIVE), facts
        session.rollback()
    assert consents.read_consent(desk, made).seal is ConsentSeal.NOT_BOUND


def test_a_clock_that_was_set_back_lets_no_restriction_go(
    desk: Desk, seat: Callable[..., Desk], person: UUID
) -> None:
    """Agreed on a day that the clock now says is still to come: it binds all the same."""
    record(desk, person)
    wish, asked = new_id(), new_id()
    for one, words in ((wish, "Not my services"), (asked, "Nothing to them")):
        categories = (ConsentCategory.SERVICES,)
        privacy.ask_restriction(
            desk, AskRestriction(one, person, words, desk.clock.today(), categories=categories)
        )
    privacy.decide_restriction(seat(Role.SUPERVISOR, name="Priya Specimen"), wish, agreed=True)
    earlier = replace(desk, clock=FixedClock(instant=desk.clock.now() - timedelta(days=5)))
    request = SummaryRequest(person, Audience.PROVIDER, "Example House", "To coordinate care")
    permission = summaries.plan_summary(earlier, request).permission
    assert permission.held == {ConsentCategory.SERVICES}
    assert {one.id for one in permission.unread} == {wish, asked}

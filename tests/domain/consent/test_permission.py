"""An answer of the gate in use: what of it stops a copy, now and when it was drawn before."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from lead_desktop.domain.codes import Audience, Basis, ConsentCategory, ConsentKind
from lead_desktop.domain.consent.disclosure import (
    CHANGED,
    DisclosureRequest,
    Limit,
    Permission,
    Section,
    disclose,
    refused,
)
from lead_desktop.domain.consent.restriction import Acknowledgement, Restriction
from tests.domain.consents import PERSON, TODAY, line

C = ConsentCategory
READ_BY = uuid4()
PLAN = (Section.NAME, Section.GOALS)


def wish(**changes: object) -> Restriction:
    asked = Restriction(
        id=uuid4(), participant_id=PERSON, asked_on=TODAY, words="Not my goals",
        categories=(C.GOALS,),
    )  # fmt: skip
    return replace(asked, **changes)


def answer(*wishes: Restriction, **changes: object) -> Permission:
    """A copy of name and goals that may leave, with what a test wants otherwise."""
    open_one = Permission(
        permitted=PLAN,
        withheld=(),
        basis=Basis.CONSENT,
        consents=(line(),),
        covered=frozenset({C.GOALS, C.NEEDS}),
        restrictions=wishes,
        touching=tuple(one.id for one in wishes),
    )
    return replace(open_one, **changes)


def read(*wishes: Restriction, reason: str = "They asked me to send it today") -> Acknowledgement:
    return Acknowledgement(read=frozenset(one.id for one in wishes), by=READ_BY, reason=reason)


def test_a_copy_leaves_once_every_wish_that_touches_it_was_read() -> None:
    first, second = wish(), wish()
    assert answer().stop is None
    assert answer(first, second).unread == (first, second)
    half = answer(first, second, acknowledged=read(first))
    assert half.unread == (second,)
    assert half.stop is not None
    assert answer(first, second, acknowledged=read(first, second)).stop is None


def test_a_wish_that_does_not_touch_the_copy_need_not_be_read() -> None:
    assert answer(wish(), touching=()).stop is None


def test_reading_without_a_reason_is_no_reading() -> None:
    asked = wish()
    assert answer(asked, acknowledged=read(asked, reason="  ")).unread == (asked,)


def test_a_refusal_is_the_reason_even_beside_an_unread_wish() -> None:
    assert answer(refusal="No.").stop == "No."
    assert answer(wish(), refusal="No.").stop == "No."


def test_the_same_answer_hinders_no_copy_that_was_drawn_under_it() -> None:
    now = answer()
    for sections in (PLAN, (Section.NAME,), ()):
        assert now.hinders(now, sections) is None


def test_more_room_than_before_hinders_no_copy() -> None:
    before = answer(held=frozenset({C.GOALS}), covered=frozenset({C.NEEDS}))
    now = replace(before, held=frozenset(), covered=frozenset({C.NEEDS, C.GOALS}))
    assert now.hinders(before, PLAN) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"permitted": (Section.NAME,)},
        {"covered": frozenset({C.NEEDS})},
        {"held": frozenset({C.NEEDS})},
        {"basis": Basis.OVERRIDE},
        {"consents": ()},
        {"consents": (line(),)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_copy_drawn_under_a_wider_answer_does_not_leave(changes: dict[str, object]) -> None:
    before = answer()
    assert replace(before, **changes).hinders(before, PLAN) == CHANGED


def test_a_copy_drawn_before_a_refusal_or_an_unread_wish_hears_of_it() -> None:
    before = answer()
    assert replace(before, refusal="Withdrawn.").hinders(before, PLAN) == "Withdrawn."
    asked = wish()
    meanwhile = replace(before, restrictions=(asked,), touching=(asked.id,))
    assert meanwhile.stop is not None
    assert meanwhile.hinders(before, PLAN) == meanwhile.stop


def test_the_number_stands_in_the_feet_only_beside_identifiers_without_a_limit() -> None:
    both = (Section.NAME, Section.IDENTIFIERS)
    assert answer().shows_number(both)
    assert not answer().shows_number((Section.NAME,))
    limits = {Section.IDENTIFIERS: Limit.NO_NUMBERS}
    assert not answer(limits=limits).shows_number(both)
    assert answer(limits={Section.IDENTIFIERS: Limit.PHONE_ONLY}).shows_number(both)


def test_a_copy_holds_of_what_is_wanted_only_what_is_permitted() -> None:
    whole = answer(permitted=(*PLAN, Section.CLINICAL), when_asked=frozenset({Section.CLINICAL}))
    assert whole.chosen(None) == PLAN
    wanted = frozenset({Section.CLINICAL, Section.GOALS, Section.COURT})
    assert whole.chosen(wanted) == (Section.GOALS, Section.CLINICAL)


def test_a_refusal_covers_nothing_and_withholds_every_section() -> None:
    none = refused("No consent.")
    assert (none.permitted, none.covered, none.basis) == ((), frozenset(), None)
    assert {one.section for one in none.withheld} == set(Section)
    assert none.stop is not None


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.JUSTICE])
def test_a_label_in_the_place_of_the_name_is_for_justice_partners(audience: Audience) -> None:
    asked = DisclosureRequest(
        audience=audience, recipient="Example House", purpose="To coordinate care", labelled=True
    )
    fitting = [line(recipient_kind=audience)]
    assert disclose(asked, fitting, (), TODAY).refusal is not None
    assert disclose(replace(asked, labelled=False), fitting, (), TODAY).refusal is None


def test_a_labelled_copy_has_neither_name_nor_identifiers() -> None:
    asked = DisclosureRequest(
        audience=Audience.JUSTICE,
        recipient="Example House",
        purpose="To coordinate care",
        labelled=True,
    )
    everything = tuple(ConsentCategory)
    fitting = [line(recipient_kind=Audience.JUSTICE, categories=everything)]
    labelled = disclose(asked, fitting, (), TODAY)
    assert Section.IDENTIFIERS not in labelled.permitted
    assert labelled.limits[Section.NAME] is Limit.LABEL
    named = disclose(replace(asked, labelled=False), fitting, (), TODAY)
    assert named.limits[Section.NAME] is Limit.NAME_ONLY
    assert Section.IDENTIFIERS in named.permitted


def test_a_copy_rests_on_all_consents_that_fit() -> None:
    asked = DisclosureRequest(
        audience=Audience.PROVIDER, recipient="Example House", purpose="To coordinate care"
    )
    two = [line(categories=(C.GOALS,)), line(categories=(C.NEEDS,))]
    given = disclose(asked, [*two, line(recipient_kind=Audience.COMMUNITY)], (), TODAY)
    assert given.consent_ids == tuple(one.id for one in two)
    assert given.covered == {C.GOALS, C.NEEDS}


def test_a_consent_for_a_proceeding_opens_a_copy_alone() -> None:
    """42 CFR 2.31(d): beside another one of its kind it is not combined with it."""
    asked = DisclosureRequest(
        audience=Audience.PROVIDER, recipient="Example House", purpose="To coordinate care"
    )
    first, second = (
        line(kind=ConsentKind.LEGAL_PROCEEDING, categories=(category,))
        for category in (C.GOALS, C.NEEDS)
    )
    assert disclose(asked, [first, second], (), TODAY).consent_ids == (first.id,)
    general = line(categories=(C.SERVICES,))
    assert disclose(asked, [first, general], (), TODAY).consent_ids == (general.id,)


def test_a_copy_of_which_a_wish_leaves_nothing_rests_on_nothing() -> None:
    asked = DisclosureRequest(
        audience=Audience.PROVIDER, recipient="Example House", purpose="To coordinate care"
    )
    given = disclose(asked, [line()], [wish(categories=(), agreed_on=TODAY)], TODAY)
    assert given.refusal is not None
    assert (given.basis, given.consents, given.notices, given.scope) == (None, (), (), "")

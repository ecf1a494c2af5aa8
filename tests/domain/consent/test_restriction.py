"""What a participant asked to be kept back: from which day, towards whom, and about what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from lead_desktop.domain.codes import Audience, ConsentCategory, EventKind, ServiceCategory
from lead_desktop.domain.consent.restriction import Restriction, concerning, held_back, touches
from lead_desktop.domain.consent.sections import (
    Section,
    event_categories,
    may_tell_linkage,
    may_tell_need,
    tellable,
)
from tests.domain.consents import PERSON, TODAY

C = ConsentCategory
DAY = timedelta(days=1)


def asked(**changes: object) -> Restriction:
    one = Restriction(id=uuid4(), participant_id=PERSON, asked_on=TODAY, words="Not my goals")
    return replace(one, **changes)


def test_it_binds_by_the_act_of_agreeing_until_the_day_of_its_end() -> None:
    """Whatever the clock says: one that was set back behind the agreement lets nothing go."""
    agreed = asked(agreed_on=TODAY, ended_on=TODAY + 2 * DAY)
    days = (TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY)
    assert [agreed.binds(day) for day in days] == [True, True, True, False]
    assert asked(agreed_on=TODAY).binds(TODAY + 1000 * DAY)
    assert not asked().binds(TODAY)


def test_it_waits_until_somebody_decides_or_it_is_taken_back() -> None:
    assert asked().waits
    for decided in ("agreed_on", "declined_on", "ended_on"):
        assert not asked(**{decided: TODAY}).waits, decided


def test_one_that_names_nobody_is_about_everybody() -> None:
    entry = uuid4()
    assert asked(recipient=" ").concerns("Example House", None)
    named = asked(recipient="Example House")
    assert named.concerns("example house", entry)
    assert not named.concerns("Another House", None)
    tied = asked(organization_id=entry)
    assert tied.concerns("Example House", entry)
    assert not tied.concerns("Example House", uuid4())


def test_what_concerns_a_copy_is_what_binds_or_waits_towards_its_reader() -> None:
    binding, waiting = asked(agreed_on=TODAY), asked()
    elsewhere = asked(agreed_on=TODAY, recipient="Another House")
    declined = asked(declined_on=TODAY)
    found = concerning([binding, waiting, elsewhere, declined], "Example House", None, TODAY)
    assert found == (binding, waiting)


def test_only_what_binds_holds_back_and_one_without_a_kind_holds_back_everything() -> None:
    goals, needs = asked(agreed_on=TODAY, categories=(C.GOALS,)), asked(categories=(C.NEEDS,))
    assert held_back([goals, needs], TODAY) == {C.GOALS}
    assert held_back([asked(agreed_on=TODAY)], TODAY) == set(C)
    assert touches(needs, frozenset({C.NEEDS, C.GOALS}))
    assert not touches(needs, frozenset({C.GOALS}))


def test_its_scope_says_what_and_towards_whom_in_the_programs_words() -> None:
    assert asked().scope == "everything, towards everybody"
    narrow = asked(categories=(C.GOALS, C.NEEDS), recipient="Example House")
    assert (
        narrow.scope == f"{C.GOALS.label.lower()}, {C.NEEDS.label.lower()}, towards Example House"
    )


def test_a_need_tells_of_every_kind_of_care_and_a_service_only_of_what_is_covered() -> None:
    """Whoever reads of a need for treatment knows of it, whatever else was agreed to."""
    needs = tellable(Audience.PROVIDER, frozenset({C.NEEDS}))
    sensitive = {C.SUD_TREATMENT, C.MENTAL_HEALTH, C.MEDICAL, C.LEGAL}
    assert needs == {C.NEEDS, C.HOUSING, *sensitive}
    assert tellable(Audience.PROVIDER, frozenset({C.SERVICES})) == {C.SERVICES, C.HOUSING}
    # A community partner's copy has no health section, but linkages tell of the care they are for.
    both = frozenset({C.SERVICES, C.MEDICAL})
    assert tellable(Audience.COMMUNITY, both) == both | {C.HOUSING}
    assert tellable(Audience.COMMUNITY, frozenset({C.MEDICAL})) == set()


def test_where_somebody_stays_is_held_back_as_a_need_and_as_a_service() -> None:
    """No consent has to name housing for either, but who asks for silence about it gets it."""
    services, housing, none = frozenset({C.SERVICES}), frozenset({C.HOUSING}), frozenset[C]()
    assert may_tell_need(ServiceCategory.HOUSING, none)
    assert not may_tell_need(ServiceCategory.HOUSING, housing)
    assert may_tell_linkage(ServiceCategory.HOUSING, services, none)
    assert not may_tell_linkage(ServiceCategory.HOUSING, services, housing)
    assert not may_tell_linkage(ServiceCategory.SUD_TREATMENT, services, none)
    assert may_tell_linkage(ServiceCategory.SUD_TREATMENT, services | {C.SUD_TREATMENT}, housing)


def test_an_event_tells_of_the_law_and_of_stays_in_hospital() -> None:
    told = tellable(Audience.PROVIDER, frozenset({C.EVENTS}))
    assert told == {C.EVENTS, C.LEGAL, C.MEDICAL}
    assert tellable(Audience.COMMUNITY, frozenset({C.EVENTS})) == set()


def test_a_paper_tells_nothing_of_the_sections_that_it_has_not() -> None:
    covered = frozenset({C.NEEDS, C.SERVICES, C.EVENTS, C.GOALS})
    only_goals = frozenset({Section.GOALS})
    assert tellable(Audience.PROVIDER, covered, only_goals) == {C.GOALS}


def test_health_events_need_their_own_consent_and_all_others_the_one_for_events() -> None:
    assert event_categories(EventKind.OVERDOSE_NONFATAL) == {C.SUD_TREATMENT}
    assert event_categories(EventKind.PSYCH_ADMIT) == {C.MENTAL_HEALTH}
    assert event_categories(EventKind.HOUSED) == {C.HOUSING}
    assert event_categories(EventKind.ARREST) == {C.EVENTS}
    assert event_categories(EventKind.HOSPITAL_ADMIT) == {C.MEDICAL, C.EVENTS}

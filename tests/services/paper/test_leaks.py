"""No word leaves that may not: whatever the consents, the wishes, the choices and the paper.

The words are looked for in the finished PDF: in the text that a reader extracts, and in every
string of the file (metadata, bookmarks, alternative text, attached files). A summary is held to
both sides: it tells what may be told and was chosen, and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from lead_desktop.base.errors import Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    DisclosureMethod,
    FormKind,
    Role,
)
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.sections import Section
from lead_desktop.services.consent import consents, privacy
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.consent.gate import Acknowledged
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms, summaries
from lead_desktop.services.paper.form_request import OF_THE_TEAM, PERSONAL
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.trust import trust
from tests.domain.consents import terms
from tests.services.paper.leaks import everything, found_in, labels
from tests.services.paper.record import (
    HOUSE,
    NEVER,
    NEVER_FOR_PARTNERS,
    OWN,
    PARTNER,
    write_record,
)
from tests.services.paper.test_forms import asking

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
C = ConsentCategory
PURPOSE, OTHER_PURPOSE = "To coordinate care", "Otherpurpose"
ELSEWHERE = "Elsewhere"
"""Another recipient, whom a copy for the first must not name."""

IDENTIFYING = ("Junipera", "Fable", "Legalname", "Streetname", "P-0001", "1987")
"""What no title, no metadata and no name of a file may hold, on whichever copy."""

few = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    return write_record(desk, enroll)


@dataclass(frozen=True)
class Desks:
    """One desk for each role that prints."""

    by_role: dict[Role, Desk]


@pytest.fixture
def desks(desk: Desk, seat: Seat) -> Desks:
    others = {
        Role.PEER: seat(Role.PEER, name="Dre Exampleton"),
        Role.SUPERVISOR: seat(Role.SUPERVISOR, name="Priya Specimen"),
    }
    return Desks({Role.CASE_MANAGER: desk, **others})


@dataclass(frozen=True)
class Paper:
    """A consent as an example draws it."""

    categories: frozenset[ConsentCategory]
    recipient: str
    purpose: str
    audience: Audience


@dataclass(frozen=True)
class Wish:
    """A restriction as an example draws it."""

    categories: frozenset[ConsentCategory]
    agreed: bool
    recipient: str


FEW = st.frozensets(st.sampled_from(ConsentCategory), min_size=1, max_size=3)
SOME = FEW | FEW.map(lambda left_out: frozenset(C) - left_out)
"""Few kinds of information, or all but a few: what is covered and what is not both vary."""

PAPERS = st.builds(
    Paper,
    categories=SOME,
    recipient=st.sampled_from([HOUSE, HOUSE, HOUSE, ELSEWHERE]),
    purpose=st.sampled_from([PURPOSE, PURPOSE, PURPOSE, OTHER_PURPOSE]),
    audience=st.sampled_from([None, None, None, *PARTNERS]),  # None: the reader of the copy
)
WISHES = st.builds(
    Wish,
    categories=st.frozensets(st.sampled_from(ConsentCategory), max_size=2),
    agreed=st.booleans(),
    recipient=st.sampled_from(["", HOUSE, ELSEWHERE]),
)


@few
@given(
    audience=st.sampled_from(PARTNERS),
    role=st.sampled_from([Role.CASE_MANAGER, Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR]),
    papers=st.lists(PAPERS, min_size=1, max_size=3),
    wishes=st.lists(WISHES, max_size=2),
    chosen=st.none() | st.frozensets(st.sampled_from(list(Section)), min_size=1),
    days=st.sampled_from([30, 90, None]),
    size=st.sampled_from(["letter", "a4"]),
)
@example(
    audience=Audience.PROVIDER, role=Role.CASE_MANAGER,
    papers=[Paper(frozenset(C), HOUSE, PURPOSE, Audience.PROVIDER)], wishes=[], chosen=None,
    days=None, size="letter",
)  # fmt: skip
@example(
    audience=Audience.PROVIDER, role=Role.CASE_MANAGER,
    papers=[Paper(frozenset({C.EVENTS}), HOUSE, PURPOSE, Audience.PROVIDER)], wishes=[],
    chosen=None, days=None, size="letter",
)  # fmt: skip
@example(
    audience=Audience.PROVIDER, role=Role.SUPERVISOR,
    papers=[Paper(frozenset({C.EVENTS, C.MEDICAL}), HOUSE, PURPOSE, Audience.PROVIDER)],
    wishes=[Wish(frozenset({C.EVENTS}), True, "")], chosen=None, days=None, size="letter",
)  # fmt: skip
@example(
    audience=Audience.JUSTICE, role=Role.SUPERVISOR,
    papers=[Paper(frozenset(C), HOUSE, PURPOSE, Audience.JUSTICE)], wishes=[], chosen=None,
    days=None, size="letter",
)  # fmt: skip
@example(
    audience=Audience.COMMUNITY, role=Role.PEER,
    papers=[Paper(frozenset(C), HOUSE, PURPOSE, Audience.COMMUNITY)],
    wishes=[Wish(frozenset({C.SUD_TREATMENT}), True, "")], chosen=None, days=None, size="a4",
)  # fmt: skip
def test_a_partners_copy_tells_what_was_agreed_and_chosen_and_nothing_else(
    desks: Desks,
    person: UUID,
    audience: Audience,
    role: Role,
    papers: list[Paper],
    wishes: list[Wish],
    chosen: frozenset[Section] | None,
    days: int | None,
    size: str,
) -> None:
    papers = [replace(one, audience=one.audience or audience) for one in papers]
    desk, supervisor = desks.by_role[role], desks.by_role[Role.SUPERVISOR]
    fitting = [
        one for one in papers if (one.recipient, one.purpose, one.audience) == (
            HOUSE, PURPOSE, audience,
        )
    ]  # fmt: skip
    covered = frozenset(category for one in fitting for category in one.categories)
    held = frozenset(
        category
        for one in wishes
        if one.agreed and one.recipient != ELSEWHERE
        for category in one.categories or C
    )
    undo = [_agree(supervisor, person, one) for one in papers]
    asked = [_wish(supervisor, person, one) for one in wishes]
    request = SummaryRequest(
        person, audience, HOUSE, PURPOSE, sections=chosen, days=days, paper=size
    )
    try:
        issued = summaries.issue_summary(desk, summaries.acknowledge(desk, request, "Read"))
    except Refused:
        event("refused")
        assert not covered - held or (role, audience) == (Role.PEER, Audience.JUSTICE)
    else:
        event("printed")
        text = everything(issued.pdf)
        told = set(found_in(text, PARTNER))
        never = (*NEVER, *NEVER_FOR_PARTNERS, ELSEWHERE, OTHER_PURPOSE)
        assert found_in(text, never) == []
        may = {
            word
            for word, first in PARTNER.items()
            if (rule := first if first.needs <= covered - held else first.otherwise)
            and rule.needs <= covered - held
            and audience in rule.readers
            and rule.kind not in held
            and (chosen is None or rule.section in chosen)
            and not (rule.legal and role is Role.PEER)
        }
        assert told == may
        assert found_in(labels(issued.pdf), IDENTIFYING) == []
        (row,) = [
            one for one in trust.list_disclosures(desk, person) if one.id == issued.disclosure_id
        ]
        assert found_in(row.document_number, IDENTIFYING) == []
    finally:
        for consent in undo:
            now = desk.clock.now()
            consents.withdraw_consent(supervisor, WithdrawConsent(consent, now))
        for one in asked:
            privacy.end_restriction(supervisor, one, "The example is over")


def _agree(desk: Desk, person: UUID, paper: Paper) -> UUID:
    consent = new_id()
    written = terms(
        recipient_kind=paper.audience, categories=tuple(paper.categories),
        recipients=(Recipient(paper.recipient),), purpose=paper.purpose,
    )  # fmt: skip
    consents.record_consent(desk, RecordConsent(consent, person, written))
    return consent


def _wish(desk: Desk, person: UUID, wish: Wish) -> UUID:
    asked = privacy.AskRestriction(
        new_id(), person, "Not this", desk.clock.today(), recipient=wish.recipient,
        categories=tuple(wish.categories),
    )  # fmt: skip
    privacy.ask_restriction(desk, asked)
    if wish.agreed:
        privacy.decide_restriction(desk, asked.id, agreed=True)
    return asked.id


@few
@given(
    audience=st.sampled_from([Audience.INTERNAL, Audience.PARTICIPANT]),
    role=st.sampled_from([Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR]),
    chosen=st.frozensets(st.sampled_from(list(Section)), min_size=1),
)
@example(audience=Audience.INTERNAL, role=Role.CASE_MANAGER, chosen=frozenset(Section))
@example(audience=Audience.PARTICIPANT, role=Role.CASE_MANAGER, chosen=frozenset(Section))
@example(audience=Audience.INTERNAL, role=Role.PEER, chosen=frozenset({Section.ASKS}))
def test_the_teams_and_the_participants_own_copy_tell_what_was_chosen(
    desks: Desks,
    person: UUID,
    audience: Audience,
    role: Role,
    chosen: frozenset[Section],
) -> None:
    request = SummaryRequest(person, audience, sections=chosen, days=None)
    issued = summaries.issue_summary(desks.by_role[role], request)
    text = everything(issued.pdf)
    assert found_in(text, NEVER) == []
    legal = ("Zeppelincourt", "Warrant issued")
    may = {
        word
        for word, (section, readers) in OWN.items()
        if section in chosen and audience in readers and not (word in legal and role is Role.PEER)
    }
    assert set(found_in(text, OWN)) == may
    assert found_in(labels(issued.pdf), IDENTIFYING) == []


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.PEER, Role.SUPERVISOR])
@pytest.mark.parametrize("kind", FormKind)
def test_no_form_holds_what_is_never_printed(
    desks: Desks, person: UUID, kind: FormKind, role: Role
) -> None:
    supervisor, desk = desks.by_role[Role.SUPERVISOR], desks.by_role[role]
    for reader in (Audience.PROVIDER, Audience.JUSTICE):
        agreed = terms(
            categories=tuple(C), recipients=(Recipient(HOUSE), Recipient(ELSEWHERE)),
            recipient_kind=reader,
        )  # fmt: skip
        consents.record_consent(supervisor, RecordConsent(new_id(), person, agreed))
    request = asking(
        kind, person if kind in PERSONAL else None, recipient=HOUSE, purpose=PURPOSE,
        mine=False, days=None,
    )  # fmt: skip
    try:
        composed = forms.compose_form(desk, request)
    except Refused:
        for_supervisors = (FormKind.WHO_HAS_SEEN, FormKind.BREACH_LETTER, FormKind.ONE_TO_ONE)
        closed = dict.fromkeys(for_supervisors, (Role.SUPERVISOR,))
        open_to = closed.get(kind, (Role.CASE_MANAGER, Role.SUPERVISOR))
        assert role not in open_to
        return
    pdf = forms.draw_composed(composed).pdf
    # The others of a list are no strangers to it; their notes are.
    listed = ("Umbrella",) if kind in OF_THE_TEAM and kind not in PERSONAL else ()
    assert found_in(everything(pdf), [one for one in NEVER if one not in listed]) == []
    assert found_in(labels(pdf), IDENTIFYING) == []
    assert found_in(composed.head.document_number.partition("-")[0], IDENTIFYING) == []


LETTER = {
    "1987": C.IDENTITY,
    "555-0142": C.IDENTITY,
    "P-0001": C.IDENTITY,
    "Detoxword": C.SUD_TREATMENT,
}
"""Words of a letter, and the kind of information that must be covered for each."""


@few
@given(kinds=SOME, held=st.frozensets(st.sampled_from(ConsentCategory), max_size=2))
@example(kinds=frozenset(C), held=frozenset())
@example(kinds=frozenset({C.SERVICES}), held=frozenset())
@example(kinds=frozenset({C.SUD_TREATMENT}), held=frozenset())
def test_a_letter_tells_what_the_consent_covers_and_nothing_else(
    desks: Desks,
    person: UUID,
    kinds: frozenset[ConsentCategory],
    held: frozenset[ConsentCategory],
) -> None:
    desk, supervisor = desks.by_role[Role.CASE_MANAGER], desks.by_role[Role.SUPERVISOR]
    consent = _agree(supervisor, person, Paper(kinds, HOUSE, PURPOSE, Audience.PROVIDER))
    wishes = [_wish(supervisor, person, Wish(frozenset({one}), True, "")) for one in held]
    request = asking(
        FormKind.REFERRAL_LETTER, person, recipient=HOUSE,
        acknowledged=Acknowledged(frozenset(wishes), "Read"),
    )  # fmt: skip
    try:
        composed = forms.compose_form(desk, request)
        printed = forms.draw_composed(composed)
        forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
    except Refused:
        assert not kinds - held
    else:
        text = everything(printed.pdf)
        assert found_in(text, (*NEVER, *NEVER_FOR_PARTNERS, "Legalname", "Mindword")) == []
        left = kinds - held
        may = {word for word, kind in LETTER.items() if kind in left}
        if C.SERVICES not in left:
            may.discard("Detoxword")
        assert set(found_in(text, LETTER)) == may
        assert found_in(labels(printed.pdf), IDENTIFYING) == []
    finally:
        now = desk.clock.now() + timedelta(0)
        consents.withdraw_consent(supervisor, WithdrawConsent(consent, now))
        for one in wishes:
            privacy.end_restriction(supervisor, one, "The example is over")

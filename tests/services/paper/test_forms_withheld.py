"""No printed form holds a counseling note, a withdrawn note, another participant, or more than
the consent covers: as typed, composed (NFC), and reversed, as readers may turn right-to-left text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    DisclosureMethod,
    FormKind,
    Role,
)
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consents import WithdrawConsent
from lead_desktop.services.contacts import counseling, trash
from lead_desktop.services.contacts.counseling import WriteCounseling
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms
from lead_desktop.services.paper.form_request import PERSONAL
from lead_desktop.store.tables import ParticipantPhone, WhereToFind
from tests.services.paper.test_forms import RECIPIENT, agree, asking, log
from tests.services.paper.test_summaries import text_of

Enroll = Callable[..., UUID]
C = ConsentCategory
UNDONE, COUNSELING, OTHER_NOTE, OTHER_NAME = "Quagmire", "Confidanteword", "Bumblebee", "Umbrella"
HEBREW = "סודיות"
NEVER = (UNDONE, COUNSELING, OTHER_NOTE, OTHER_NAME, HEBREW)
LETTER = {
    "1992": C.IDENTITY,
    "555-0142": C.IDENTITY,
}
"""Words of a letter, and the kind of information that must be covered for each."""


def holds(text: str, word: str) -> bool:
    """Whether a reader could extract `word`, in whichever order."""
    plain = unicodedata.normalize("NFC", text)
    return word in plain or word[::-1] in plain


@pytest.fixture
def person(desk: Desk, enroll: Enroll) -> UUID:
    """Somebody with a word of its own in everything that is never printed."""
    made = enroll("Juniper Fable", case_manager=desk, date_of_birth="1992-01-01")
    other = enroll(f"{OTHER_NAME} Sample", case_manager=desk)
    log(desk, other, OTHER_NOTE)
    for word in (UNDONE, HEBREW):
        trash.withdraw_contact(desk, log(desk, made, word))
    now = desk.clock.now()
    note = WriteCounseling(new_id(), made, now, f"About {COUNSELING}.")
    counseling.write_counseling(desk, note)
    own = {"participant_id": made, "created_at": now, "updated_at": now}
    with desk.store.write() as session:
        session.add(WhereToFind(label="Mornings", place="Foxglove", **own))
        session.add(
            ParticipantPhone(number="555-0142", digits="5550142", label="Own", text_ok=True, **own)
        )
    return made


@pytest.mark.parametrize("kind", PERSONAL)
def test_no_form_about_somebody_holds_what_is_never_printed(
    seat: Callable[..., Desk], desk: Desk, person: UUID, kind: FormKind
) -> None:
    agree(desk, person, Audience.PROVIDER, RECIPIENT, *ConsentCategory)
    supervisor = seat(Role.SUPERVISOR, name="Priya Specimen")
    composed = forms.compose_form(supervisor, asking(kind, person))
    text = text_of(forms.draw_composed(composed).pdf)
    assert [word for word in NEVER if holds(text, word)] == []


@pytest.mark.parametrize("kind", [FormKind.SHIFT, FormKind.ROSTER])
def test_no_list_of_the_team_holds_a_note(desk: Desk, person: UUID, kind: FormKind) -> None:
    composed = forms.compose_form(desk, asking(kind, None, mine=False))
    text = text_of(forms.draw_composed(composed).pdf)
    assert [word for word in (UNDONE, COUNSELING, OTHER_NOTE, HEBREW) if holds(text, word)] == []


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(kinds=frozenset({C.SERVICES}))
@example(kinds=frozenset({C.IDENTITY}))
@given(kinds=st.frozensets(st.sampled_from(list(ConsentCategory)), min_size=1))
def test_a_letter_holds_no_kind_of_information_that_the_consent_does_not_name(
    desk: Desk, person: UUID, kinds: frozenset[ConsentCategory]
) -> None:
    consent = agree(desk, person, Audience.PROVIDER, RECIPIENT, *kinds)
    try:
        composed = forms.compose_form(desk, asking(FormKind.REFERRAL_LETTER, person))
        printed = forms.draw_composed(composed)
        forms.record_form(desk, composed, printed, DisclosureMethod.PRINT)
        text = text_of(printed.pdf)
    finally:
        withdrawal = WithdrawConsent(consent_id=consent, received_at=desk.clock.now())
        consents.withdraw_consent(desk, withdrawal)
    assert [word for word in (*NEVER, "Foxglove") if holds(text, word)] == []
    assert [word for word, kind in LETTER.items() if holds(text, word) and kind not in kinds] == []
    if C.IDENTITY in kinds:
        assert all(holds(text, word) for word in LETTER)

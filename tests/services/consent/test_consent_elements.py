"""A consent without an element that the law asks for is refused, and nothing of it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lead_desktop.base.errors import InvalidInput
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentState,
    Signer,
)
from lead_desktop.domain.consent.consent_seal import COVERED
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import (
    HIPAA,
    REDISCLOSURE,
    REQUIRED_STATEMENTS,
    SAYING_NO,
)
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consent_rows import EvidencePaper
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.desk import Desk
from lead_desktop.store.tables import Attachment, Consent, ConsentCategoryRow, ConsentRecipient
from tests.domain.consents import TODAY, terms

Enroll = Callable[..., UUID]
NAMED, TPO = ConsentKind.PART2_NAMED, ConsentKind.PART2_TPO
CONDITION, HEARING = ConsentKind.CJ_2_35, ConsentKind.LEGAL_PROCEEDING
NOTES = ConsentKind.COUNSELING_NOTES
CLINICAL = (ConsentCategory.SUD_TREATMENT,)
FILLED = ("information", "form_version", "statements")
EVERY_KIND = (NAMED, TPO, CONDITION, HEARING, NOTES)
LATE = date(2027, 10, 2)
AS_SIGNED = tuple(name for name in COVERED if name not in FILLED)
"""What is read back as it was given; the others are filled in or come in another order."""


def all_but(kind: ConsentKind, *statements: str) -> tuple[str, ...]:
    return tuple(REQUIRED_STATEMENTS[kind] - set(statements))


Element = tuple[str, tuple[ConsentKind, ...], str, dict[str, object]]
ELEMENTS: tuple[Element, ...] = (
    ("2.31(a)(3) description", (NAMED, TPO, CONDITION, HEARING), "categories", {"categories": ()}),
    ("2.31(a)(4)(i) recipient", EVERY_KIND, "recipients", {"recipients": (Recipient(" "),)}),
    (
        "2.31(a)(4)(i) a class alone",
        (TPO,),
        "recipients",
        {"recipients": (), "recipient_class": "My treating providers"},
    ),
    ("2.31(a)(4)(ii) members", (NAMED,), "intermediary", {"intermediary": "An exchange"}),
    ("2.31(a)(4)(ii) exchange", (TPO,), "intermediary", {"intermediary_members": "My clinics"}),
    ("2.31(a)(4)(iii) HIPAA", (TPO,), "statements", {"statements": all_but(TPO, HIPAA)}),
    ("2.31(a)(5) purpose", EVERY_KIND, "purpose", {"purpose": " "}),
    ("2.31(a)(6), 2.35(c) taking it back", EVERY_KIND, "statements", {"statements": ()}),
    ("2.31(a)(7) end", (HEARING,), "expires_on", {"expires_on": None}),
    ("2.31(a)(8) who signed", EVERY_KIND, "signer_name", {"signer": Signer.GUARDIAN}),
    ("2.31(a)(8) scan", EVERY_KIND, "evidence", {"evidence": ConsentEvidence.SCAN}),
    ("2.31(a)(8) on screen", EVERY_KIND, "evidence", {"evidence": ConsentEvidence.ON_SCREEN}),
    ("2.31(a)(9) day", EVERY_KIND, "signed_on", {"signed_on": TODAY + timedelta(days=1)}),
    (
        "2.31(a)(10)(i) redisclosure",
        (TPO,),
        "statements",
        {"statements": all_but(TPO, REDISCLOSURE)},
    ),
    ("2.31(a)(10)(ii) refusal", (TPO,), "statements", {"statements": all_but(TPO, SAYING_NO)}),
    ("Maryland, a year", (NAMED, TPO, HEARING, NOTES), "expires_on", {"expires_on": LATE}),
    ("2.31(b)(2) one purpose", (NOTES,), "purpose", {"purpose": "My talks; my care"}),
    ("2.31(b)(2) alone", (NOTES,), "categories", {"categories": (ConsentCategory.HOUSING,)}),
    ("2.31(b)(3) never", (NOTES,), "condition_imposed_by", {"condition_imposed_by": "A court"}),
    ("2.31(b)(3) said so", (NOTES,), "statements", {"statements": ("revocation.1",)}),
    ("2.31(d) alone", (HEARING,), "purpose", {"purpose": "The hearing; my care"}),
    ("2.31(d) which proceeding", (HEARING,), "proceeding", {"proceeding": ""}),
    ("2.35(a) whose condition", (CONDITION,), "condition_imposed_by", {"condition_imposed_by": ""}),
    ("2.35(a) to whom", (CONDITION,), "recipient_kind", {"recipient_kind": Audience.PROVIDER}),
    ("2.35(a)(1) duty", (CONDITION,), "duty", {"recipients": (Recipient("A prosecutor"),)}),
    ("2.35(b) from when", (CONDITION,), "effective_from", {"effective_from": None}),
    ("2.35(b)(2) proceeding", (CONDITION,), "proceeding", {"proceeding": ""}),
    (
        "2.35(b)(2) final disposition",
        (CONDITION,),
        "final_disposition_on",
        {"final_disposition_on": None},
    ),
    ("2.35(c) revocable", (CONDITION,), "revocable_on", {"revocable_on": None}),
    ("2.35(c) in time", (CONDITION,), "revocable_on", {"revocable_on": date(2027, 9, 2)}),
    ("Maryland, 30 days after", (CONDITION,), "expires_on", {"expires_on": LATE}),
)
"""The rule, the kinds that it is for, the field that must tell, and what is wrong in the test."""

WITHOUT = [
    pytest.param(kind, field, changes, id=f"{law} ({kind})")
    for law, kinds, field, changes in ELEMENTS
    for kind in kinds
]


@pytest.mark.parametrize(("kind", "field", "changes"), WITHOUT)
def test_without_an_element_nothing_is_written(
    desk: Desk, enroll: Enroll, kind: ConsentKind, field: str, changes: dict[str, object]
) -> None:
    person = enroll("Juniper Fable", case_manager=desk)
    categories = {"categories": CLINICAL} if kind is NOTES else {}
    whole = {"kind": kind} | categories
    assert consents.check_consent(desk, RecordConsent(new_id(), person, terms(**whole))) == ()
    with pytest.raises(InvalidInput) as caught:
        consents.record_consent(desk, RecordConsent(new_id(), person, terms(**whole | changes)))
    assert field in {one.field for one in caught.value.problems}
    assert all(one.message for one in caught.value.problems)
    with desk.store.read() as connection:
        for table in (Consent, ConsentRecipient, ConsentCategoryRow, Attachment):
            assert connection.execute(select(func.count()).select_from(table)).scalar() == 0


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_with_every_element_it_is_taken_and_read_back_as_it_was_signed(
    desk: Desk, enroll: Enroll, kind: ConsentKind
) -> None:
    person = enroll("ሰላም ተስፋ", case_manager=desk)
    categories = {"categories": CLINICAL} if kind is NOTES else {}
    wanted = terms(kind=kind, **categories, refusal_consequences="We cannot ask them for you.")
    command = RecordConsent(new_id(), person, wanted)
    assert consents.check_consent(desk, command) == ()
    line = consents.record_consent(desk, command).line
    assert line.state is ConsentState.LIVE
    for name in AS_SIGNED:
        assert getattr(line.terms, name) == getattr(wanted, name), name
    assert set(line.terms.statements) == REQUIRED_STATEMENTS[kind]
    assert line.terms.form_version
    assert line.terms.information


def test_counseling_notes_are_described_though_no_category_says_them(
    desk: Desk, enroll: Enroll
) -> None:
    notes = terms(kind=NOTES, categories=())
    line = consents.record_consent(
        desk, RecordConsent(new_id(), enroll("Moss Example"), notes)
    ).line
    assert line.terms.information == NOTES.label


def test_a_signature_on_screen_comes_with_its_consent(desk: Desk, enroll: Enroll) -> None:
    paper = EvidencePaper(new_id(), b"\x89PNG\r\n\x1a\n" + bytes(40), "Signature")
    signed = terms(evidence=ConsentEvidence.ON_SCREEN)
    command = RecordConsent(new_id(), enroll("Moss Example"), signed, paper=paper)
    assert consents.record_consent(desk, command).line.terms.attachment_id == paper.id

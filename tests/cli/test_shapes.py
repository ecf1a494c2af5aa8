"""Shapes of consents."""

from __future__ import annotations

from datetime import date

from lead_desktop.cli import shapes
from lead_desktop.domain.codes import ConsentCategory
from tests.domain.consents import PERSON, TODAY, line


def test_the_shape_of_a_consent() -> None:
    shape = shapes.consent(line(categories=(ConsentCategory.HOUSING,)))
    assert set(shape) == {
        "id", "participant_id", "kind", "recipients", "recipient_kind", "purpose", "categories",
        "recipient_class", "intermediary", "intermediary_members", "evidence", "attachment_id",
        "signed_on", "expires_on", "expires_event", "revoked_at", "state", "discloser",
        "information", "includes_received", "signer", "signer_name", "statements", "form_version",
        "recipient_roles", "effective_from", "condition_imposed_by", "proceeding",
        "final_disposition_on", "revocable_on", "revocable_event", "revoked_how",
        "revocation_entered_at", "seal",
    }  # fmt: skip
    assert (shape["participant_id"], shape["categories"]) == (PERSON, ["housing"])
    assert (shape["kind"], shape["recipient_kind"]) == ("part2_named", "provider")


def test_the_state_of_a_consent() -> None:
    lines = (
        line(),
        line(revoked_on=TODAY),
        line(expires_on=date(2026, 11, 22)),
        line(signed_on=date(2026, 12, 1)),
    )
    assert [shapes.consent(one)["state"] for one in lines] == [
        "live",
        "revoked",
        "expired",
        "not_begun",
    ]

"""A printed form as a copy: composed through the gate, drawn, accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from lead_desktop.domain.codes import Audience, FormKind
from lead_desktop.domain.consent.leaving import Leaving
from lead_desktop.services.changes import Change
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.forms import (
    ComposedForm,
    FormRequest,
    compose_form,
    draw_composed,
    record_failed_form,
    record_form,
)
from lead_desktop.services.paper.summaries import encrypt_copy
from ui.pages.copies.copy_source import Copy, Read, Reading, page_sizes
from ui.runner import Report

UNNUMBERED = "form"
"""The name of a blank form outside the vault."""


def reading_of(request: FormRequest) -> Read:
    """How the form that is wished for is read."""

    def read(desk: Desk) -> Reading:
        composed = compose_form(desk, request)
        return Reading(composed, None if names_nobody(composed) else _drawing_of(composed))

    return read


def is_accounted(composed: ComposedForm) -> bool:
    """Whether the form's leaving adds entries to Disclosures; the audit knows of all."""
    return any(copy.handing.audience is not Audience.INTERNAL for copy in composed.copies)


def names_nobody(composed: ComposedForm) -> bool:
    """Whether it is a docket on which nobody agreed to stand: such a one is not printed."""
    return composed.request.kind is FormKind.DOCKET and not composed.copies


def _drawing_of(composed: ComposedForm) -> Callable[[Report], Copy]:
    def draw(report: Report) -> Copy:
        printed = draw_composed(composed, progress=report)

        def account(desk: Desk, leaving: Leaving) -> tuple[UUID, ...]:
            sent = replace(printed, sha256=leaving.sha256)
            return record_form(desk, composed, sent, leaving.method, address=leaving.address)

        def unsent(desk: Desk, ids: tuple[UUID, ...]) -> Change:
            return record_failed_form(desk, composed, ids)

        return Copy(
            document_number=composed.head.document_number or UNNUMBERED,
            paper=composed.request.paper,
            as_of=composed.head.as_of,
            people=tuple(copy.handing.participant_id for copy in composed.copies),
            accounted=is_accounted(composed),
            pdf=printed.pdf,
            sizes=page_sizes(printed.pdf),
            account=account,
            unsent=unsent,
            encrypted=lambda passphrase: encrypt_copy(printed, passphrase).pdf,
        )

    return draw

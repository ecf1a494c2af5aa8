"""A care-coordination summary as a copy: read through the gate, drawn, accounted for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from lead_desktop.domain.codes import Audience
from lead_desktop.domain.consent.leaving import Leaving
from lead_desktop.services.changes import Change
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.summaries import (
    ComposedSummary,
    SummaryRequest,
    compose_summary,
    draw_summary,
    encrypt_copy,
    plan_summary,
    record_copy,
    record_failed_copy,
)
from ui.pages.copies.copy_source import Copy, Read, Reading, page_sizes
from ui.runner import Report


def reading_of(request: SummaryRequest) -> Read:
    """How the copy that is wished for is read."""

    def read(desk: Desk) -> Reading:
        plan = plan_summary(desk, request)
        if plan.permission.refusal or request.sections == frozenset():
            return Reading(plan, None)
        return Reading(plan, drawing_of(compose_summary(desk, request)))

    return read


def drawing_of(composed: ComposedSummary) -> Callable[[Report], Copy]:
    """How a composed summary becomes a copy."""

    def draw(report: Report) -> Copy:
        printed = draw_summary(composed, progress=report)

        def account(desk: Desk, leaving: Leaving) -> tuple[UUID, ...]:
            sent = replace(printed, sha256=leaving.sha256)
            disclosure_id = record_copy(
                desk, composed, sent, leaving.method, address=leaving.address
            )
            return () if disclosure_id is None else (disclosure_id,)

        def unsent(desk: Desk, ids: tuple[UUID, ...]) -> Change:
            return record_failed_copy(desk, composed, ids[0] if ids else None)

        request = composed.request
        return Copy(
            document_number=composed.content.document_number,
            paper=request.paper,
            as_of=composed.content.as_of,
            people=(request.participant_id,),
            accounted=request.audience is not Audience.INTERNAL,
            pdf=printed.pdf,
            sizes=page_sizes(printed.pdf),
            account=account,
            unsent=unsent,
            encrypted=lambda passphrase: encrypt_copy(printed, passphrase).pdf,
        )

    return draw

"""What is asked of the printing room: which form, about whom, on which paper; and the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from lead_desktop.documents.form import FormHead, PrintedForm
from lead_desktop.documents.typesetting.paper import PaperSize
from lead_desktop.domain.codes import ConsentKind, FormKind, FormLanguage
from lead_desktop.domain.consent.consent import ConsentTerms
from lead_desktop.domain.consent.disclosure import Permission, Section
from lead_desktop.domain.measures.spans import Span
from lead_desktop.services.consent.gate import Acknowledged, Handing

PAPER_SIZES = {"letter": PaperSize.LETTER, "a4": PaperSize.A4}

PERSONAL = (
    FormKind.CONTACT_LOG,
    FormKind.APPOINTMENT,
    FormKind.REFERRAL_LETTER,
    FormKind.TRANSFER,
    FormKind.CONSENT,
    FormKind.REVOCATION,
    FormKind.ACCOUNTING,
    FormKind.WHO_HAS_SEEN,
    FormKind.PRIVACY_NOTICE,
)
"""Forms about one participant, in the order in which they are offered."""

OF_THE_TEAM = (
    FormKind.ROSTER,
    FormKind.SHIFT,
    FormKind.DOCKET,
    FormKind.MEASURES,
    FormKind.ONE_TO_ONE,
    FormKind.DAILY_LOG,
    FormKind.CONSENT,
    FormKind.REVOCATION,
    FormKind.PRIVACY_NOTICE,
    FormKind.BREACH_LETTER,
)
"""Forms about nobody or everybody; consents and notices of these are blank."""


@dataclass(frozen=True, kw_only=True)
class FormRequest:
    """One wanted form. participant_id: None for a form of the team, or a blank one.

    language: None for what the participant speaks, English for a form about nobody. days: how far
    back a contact log goes, None for all of it. hours: how long the shift was. mine: the asking
    worker's own people only. recipient: whom a docket is for, or the organization of a letter, or
    the one whom a revocation names. purpose: as the consent says it.
    people: only these on a roster. appointment_id: only this one on a card. linkage_id: the one
    that a letter speaks of, in the place of the newest with its recipient. acknowledged: what the
    worker has read of the restrictions of those whom a letter or a docket is about. labelled: a
    docket with labels in the place of names.
    span: of a report of measures, None for the quarter that runs. shared: such a report leaves the
    team, so that small counts are hidden.
    worker_id: with whom the supervisor talks, None for everybody, one after the other.
    consent_id: the one of which a copy is printed as it was signed, or that a revocation takes
    back. incident_id: the possible breach that a letter tells of. terms: what a consent that is to
    be signed shall say.
    """

    kind: FormKind
    participant_id: UUID | None = None
    paper: str = "letter"
    language: FormLanguage | None = None
    days: int | None = 90
    hours: int = 12
    mine: bool = True
    consent_kind: ConsentKind = ConsentKind.PART2_NAMED
    recipient: str = ""
    purpose: str = ""
    people: tuple[UUID, ...] = ()
    appointment_id: UUID | None = None
    linkage_id: UUID | None = None
    consent_id: UUID | None = None
    worker_id: UUID | None = None
    incident_id: UUID | None = None
    terms: ConsentTerms | None = None
    acknowledged: Acknowledged | None = None
    labelled: bool = False
    span: Span | None = None
    shared: bool = True


@dataclass(frozen=True, kw_only=True)
class FormCopy:
    """One record of which a form holds something: asked of the gate, accounted for at printing."""

    handing: Handing
    permission: Permission
    sections: tuple[Section, ...] = ()


class Draw(Protocol):
    """Draws a form's content under its head."""

    def __call__(
        self,
        head: FormHead,
        *,
        paper: PaperSize,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PrintedForm: ...


@dataclass(frozen=True, kw_only=True)
class ComposedForm:
    """A form ready to be drawn. copies: whose records are in it, empty for one that is blank or
    the team's own list; listed: whom such a list names; labels: who is meant by each label, by
    name, for the team's eyes only."""

    request: FormRequest
    head: FormHead
    draw: Draw = field(repr=False)
    copies: tuple[FormCopy, ...] = ()
    listed: frozenset[UUID] = frozenset()
    labels: tuple[tuple[str, str], ...] = field(default=(), repr=False)


def without_watch(draw: Callable[[FormHead, PaperSize], PrintedForm]) -> Draw:
    """A short form as a Draw: it is done before anybody could want to stop it."""

    def drawn(
        head: FormHead,
        *,
        paper: PaperSize,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PrintedForm:
        return draw(head, paper)

    return drawn

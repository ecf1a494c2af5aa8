"""What is asked of the print page: which summary, for whom; what is known of it; what left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from lead_desktop.base.settings import OWN_COPY_SIZE
from lead_desktop.documents import summary_content as paper
from lead_desktop.domain.codes import Audience, FormLanguage
from lead_desktop.domain.consent.disclosure import Permission, Section, Withheld
from lead_desktop.services.consent.gate import Acknowledged, Ground, Handing


@dataclass(frozen=True)
class SummaryRequest:
    """One wanted copy. sections: None for everything permitted. days: how far back contacts go,
    None for all. since_last: from the newest summary for the same kind of reader; without one as
    far as `days`.

    ground: another ground than consent, with what must be documented for it. acknowledged: what
    the worker has read of the participant's restrictions. type_size, language: of a participant's
    own copy; None for what the program has set, and for what they speak. labelled: a label in the
    place of the name, on a justice partner's copy.
    """

    participant_id: UUID
    audience: Audience
    recipient: str = ""
    purpose: str = ""
    sections: frozenset[Section] | None = None
    days: int | None = 90
    since_last: bool = False
    paper: str = "letter"
    ground: Ground | None = None
    acknowledged: Acknowledged | None = None
    type_size: int | None = None
    language: FormLanguage | None = None
    labelled: bool = False

    @property
    def handing(self) -> Handing:
        """The question for the gate."""
        return Handing(
            participant_id=self.participant_id,
            audience=self.audience,
            recipient=self.recipient,
            purpose=self.purpose,
            ground=self.ground,
            acknowledged=self.acknowledged,
            labelled=self.labelled,
        )


@dataclass(frozen=True)
class SummaryPlan:
    """What the print page shows before anything is drawn. counts: items in each section.

    language, type_size: of a participant's own copy; review: what a person still has to do with
    its words. label: what stands in the place of the name; empty for a copy that names.
    """

    permission: Permission
    counts: dict[Section, int]
    participant: str
    since: date | None = None
    language: FormLanguage = FormLanguage.ENGLISH
    type_size: int = OWN_COPY_SIZE
    review: str = ""
    label: str = ""


@dataclass(frozen=True)
class ComposedSummary:
    """A copy ready to be drawn, and what its account will say."""

    request: SummaryRequest
    content: paper.CareSummary
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
    permission: Permission


@dataclass(frozen=True)
class IssuedSummary:
    """A copy that left. pdf: the bytes as handed over."""

    pdf: bytes
    pages: int
    sha256: str
    sections: tuple[Section, ...]
    withheld: tuple[Withheld, ...]
    disclosure_id: UUID | None

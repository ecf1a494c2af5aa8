"""What a care-coordination summary is written from: a record, seen through the gate's answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.documents.summary_words import own_text
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    FormLanguage,
    LinkageStatus,
)
from lead_desktop.domain.consent.consent import PARTNERS
from lead_desktop.domain.consent.recipients import Recipient, same_recipient
from lead_desktop.domain.consent.sections import (
    EVENT_CATEGORY,
    Limit,
    Section,
    event_categories,
    event_section,
    may_tell_linkage,
    may_tell_need,
)
from lead_desktop.domain.contacts.timeline import ContactEntry, EventEntry
from lead_desktop.domain.people.participant import (
    AppointmentLine,
    FindLine,
    LinkageLine,
    NeedLine,
    ParticipantRecord,
)
from lead_desktop.domain.people.status import StatusLine


@dataclass(frozen=True)
class Material:
    """What the sections are written from.

    since: first day of the contacts counted, None for all. sections: those that the copy may
    hold; a section that is in never carries what belongs to one that is out. covered, held,
    limits: what the gate says of kinds of information (held: kept back by a restriction, wherever
    it would stand) and of how much of a section. recipient: of a partner's copy. language: of a
    participant's own copy. label: what stands in the place of the name, on a labelled copy.
    history: the steps of status and phase, for the team's own copy alone.
    """

    record: ParticipantRecord
    contacts: tuple[ContactEntry, ...]
    events: tuple[EventEntry, ...]
    audience: Audience
    since: date | None
    team_phone: str
    sections: frozenset[Section] = frozenset(Section)
    recipient: str = ""
    covered: frozenset[ConsentCategory] = frozenset(ConsentCategory)
    held: frozenset[ConsentCategory] = frozenset()
    limits: Mapping[Section, Limit] = field(default_factory=dict)
    zone: ZoneInfo = DEFAULT_ZONE
    language: FormLanguage = FormLanguage.ENGLISH
    label: str = ""
    history: tuple[StatusLine, ...] = ()

    def say(self, english: str) -> str:
        """A code's words in the language of the copy; what people typed stays as it is."""
        if self.audience is not Audience.PARTICIPANT:
            return english
        return own_text(self.language).say(english)

    @property
    def for_partner(self) -> bool:
        return self.audience in PARTNERS

    def has(self, section: Section, limit: Limit) -> bool:
        """Whether a section is limited in this way."""
        return self.limits.get(section) is limit

    @property
    def places(self) -> tuple[FindLine, ...]:
        """Usual places, where the reader may have them."""
        return () if self.has(Section.FIND, Limit.PHONE_ONLY) else self.record.places

    @property
    def needs(self) -> tuple[NeedLine, ...]:
        """Needs, without those of a kind that a restriction holds back."""
        return tuple(need for need in self.record.needs if may_tell_need(need.category, self.held))

    @property
    def linkages(self) -> tuple[LinkageLine, ...]:
        """Linkages that may be told to this reader; those entered in error never."""
        own_only = self.has(Section.SERVICES, Limit.OWN_LINKAGES)
        return tuple(
            line
            for line in self.record.linkages
            if line.status is not LinkageStatus.ERROR
            and may_tell_linkage(line.need, self.covered, self.held)
            and (not own_only or self._is_with_recipient(line))
        )

    def events_of(self, section: Section) -> tuple[EventEntry, ...]:
        """Events told in one section, of kinds that may be told to this reader."""
        return tuple(
            event
            for event in self.events
            if event_section(event.kind, self.covered) is section
            and event_categories(event.kind) & self.covered
            and not self.held & {EVENT_CATEGORY.get(event.kind), *event_categories(event.kind)}
        )

    def _is_with_recipient(self, line: LinkageLine) -> bool:
        return same_recipient(Recipient(line.organization or ""), self.recipient, None)

    @property
    def appointments(self) -> tuple[AppointmentLine, ...]:
        """Appointments that this copy may name: court dates only with the court section."""
        court = Section.COURT in self.sections
        return tuple(line for line in self.record.appointments if court or not line.court)

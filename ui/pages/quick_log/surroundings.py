"""What the vault has to offer to a form: for the store thread."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lead_desktop.domain.codes import LifeArea
from lead_desktop.domain.contacts.next_try import TRIES_LOOKED_AT, KnownWays, Try, tries_of
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.outcomes import LEGAL_AREAS
from lead_desktop.domain.people.participant import ParticipantRecord
from lead_desktop.domain.people.safe_contact import SafeContact
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LastChoices
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import details, participants
from ui.pages.quick_log.people_field import Colleagues
from ui.pages.quick_log.safe_card import phone_words, sentence


@dataclass(frozen=True)
class Surroundings:
    """What the form offers: the caseload to find in, colleagues, and the worker's last choices."""

    rows: tuple[CaseloadRow, ...]
    colleagues: Colleagues
    last: LastChoices


@dataclass(frozen=True)
class Known:
    """What is known of the participant in question, and what has been tried to reach them.

    others: the records of the other participants in the contact.
    """

    record: ParticipantRecord
    tries: tuple[Try, ...]
    card: SafeContact
    others: tuple[ParticipantRecord, ...] = ()

    @property
    def ways(self) -> KnownWays:
        """What may be used to reach them."""
        start, end = self.card.quiet_from, self.card.quiet_to
        quiet = (start, end) if start is not None and end is not None else None
        return KnownWays(self.record.phones, quiet, self.card.visit_ok, self.card.mail_ok)

    @property
    def safe_lines(self) -> tuple[str, ...]:
        """The safe-contact card."""
        card, language = self.card, self.record.language
        brief = (
            f"Quiet from {card.quiet_words}" if card.quiet_words else "",
            "no visits" if card.visit_ok is False else "",
            "no mail" if card.mail_ok is False else "",
            f"speaks {language}" if language else "",
        )
        lines = (
            *map(phone_words, self.record.phones),
            sentence(" · ".join(part for part in brief if part)),
            f"Who may know: {card.who_may_know}" if card.who_may_know else "",
            card.words,
        )
        return tuple(line for line in lines if line)


def look_around(desk: Desk) -> Surroundings:
    """Everything that the form offers whoever it is about."""
    return Surroundings(
        tuple(participants.list_caseload(desk, need_first=False)),
        contacts.colleagues(desk),
        contacts.last_choices(desk),
    )


def get_to_know(desk: Desk, participant_id: UUID, also: tuple[UUID, ...] = ()) -> Known:
    """The participant's record and the tries since they were last reached; `also`: the others."""
    record = participants.read_record(desk, participant_id)
    newest = contacts.list_contacts(
        desk, participant_id=participant_id, newest_first=True, limit=TRIES_LOOKED_AT
    )
    others = tuple(participants.read_record(desk, one) for one in also if one != participant_id)
    return Known(record, tries_of(newest), details.read_safe_contact(desk, participant_id), others)


def areas_for(desk: Desk) -> tuple[LifeArea, ...]:
    """The areas of a life in which this worker may write changes down."""
    if not desk.may(Act.EDIT_PERSON):
        return ()
    legal = desk.may(Act.SEE_LEGAL_DETAIL)
    return tuple(area for area in LifeArea if legal or area not in LEGAL_AREAS)

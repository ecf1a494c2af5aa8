"""A saved contact in the form: what it says becomes a state, and a state what it says from now on.

Only what the person changed is changed. What somebody else changed meanwhile in another field stays
as they left it.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from lead_desktop.domain.codes import ContactKind, NoteFormat, Role
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.domain.contacts.note import boxes_for, split_boxes
from lead_desktop.services.contacts.note_edits import EditContact, SavedFacts
from ui.pages.quick_log.checking import facts_of
from ui.pages.quick_log.moment import echo_when
from ui.pages.quick_log.offers import choice_for
from ui.pages.quick_log.state import FormState, Part, WhenChoice, new_form

_FOLLOWS_OUTCOME = (ContactKind.DIRECT, ContactKind.ATTEMPT)


def edit_form(
    saved: SavedFacts, form_id: UUID, role: Role, now: datetime, zone: ZoneInfo
) -> FormState:
    """The form that shows a saved contact. form_id: of the draft that the changes become."""
    facts = saved.facts
    note_format, texts = (
        facts.note_format,
        split_boxes(boxes_for(facts.note_format, role), facts.note),
    )
    if texts is None:  # written elsewhere, without these headings: every word stays as it is
        note_format, texts = NoteFormat.FREE, (facts.note,)
    first, *also = facts.participant_ids or (None,)
    return replace(
        new_form(form_id, role, now, participant_id=first, note_format=note_format),
        also_ids=tuple(one for one in also if one is not None),
        kind=None if facts.kind in _FOLLOWS_OUTCOME else facts.kind,
        relation=facts.relation,
        third_party=facts.third_party,
        how=choice_for(facts.mode, facts.place_type),
        outcome=facts.outcome,
        occurred_at=facts.occurred_at,
        when=WhenChoice.PICKED,
        when_text=echo_when(facts.occurred_at, now, zone),
        minutes_text=f"{facts.minutes} min" if facts.minutes else "",
        place=facts.place,
        worker_ids=facts.worker_ids,
        initiated_by=facts.initiated_by,
        supplies=facts.supplies,
        note_texts=texts,
        private_lines=facts.private_lines,
        purposes=facts.purposes,
        carried=frozenset(Part),  # nothing is filled in for the person
        changes_to=saved,
    )


def changed_facts(state: FormState, zone: ZoneInfo) -> dict[str, object]:
    """The fields that the person changed in a saved contact, by name, as they are to be."""
    saved = state.changes_to
    if saved is None:
        return {}
    shown = facts_of(edit_form(saved, state.id, state.role, state.opened_at, zone))
    wanted = facts_of(state)
    return {
        one.name: getattr(wanted, one.name)
        for one in fields(ContactFacts)
        if getattr(wanted, one.name) != getattr(shown, one.name)
    }


def edited_facts(state: FormState, zone: ZoneInfo) -> ContactFacts:
    """What the contact is to say from now on; `state` changes a saved one."""
    saved = state.changes_to
    if saved is None:
        raise ValueError("this form does not change a saved contact")
    return replace(saved.facts, **changed_facts(state, zone))  # type: ignore[arg-type]  # by field


def over_newer(state: FormState, newer: SavedFacts, now: datetime, zone: ZoneInfo) -> FormState:
    """The form over what somebody else saved meanwhile: the person's changes stand upon theirs."""
    facts = replace(newer.facts, **changed_facts(state, zone))  # type: ignore[arg-type]  # by field
    shown = edit_form(replace(newer, facts=facts), state.id, state.role, now, zone)
    return replace(shown, changes_to=newer, by_hand=state.by_hand, opened_at=now)


def change_command(
    state: FormState, zone: ZoneInfo, *, sign: bool, ends: tuple[UUID, int]
) -> EditContact:
    """What the form asks the service to change. ends: the writer and the version of its draft."""
    saved = state.changes_to
    if saved is None:
        raise ValueError("this form does not change a saved contact")
    facts = edited_facts(state, zone)
    writer, version = ends
    return EditContact(
        saved.contact_id, saved.version, facts, sign, state.id, writer, draft_version=version
    )

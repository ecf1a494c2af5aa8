"""What takes back an act of the contact form; each outlives the form."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from lead_desktop.services.changes import Topic
from lead_desktop.services.contacts import contacts, drafts, note_edits
from lead_desktop.services.contacts.drafts import DraftState, SavedDraft
from lead_desktop.services.contacts.note_edits import EditContact
from ui.pages.workplace import Workplace


def take_back(workplace: Workplace, contact_id: UUID) -> Callable[[], None]:
    """The undo of an unsigned contact."""

    def undo() -> None:
        workplace.runner.run(
            lambda: contacts.withdraw_contact(workplace.desk, contact_id),
            lambda change: workplace.bus.publish(change.topics, change.ids),
            owner=workplace.navigator,
        )

    return undo


def bring_back(workplace: Workplace, state: DraftState) -> Callable[[], None]:
    """The undo of a discarded draft: it is kept again and opened."""

    def undo() -> None:
        def kept(saved: SavedDraft) -> None:
            workplace.bus.publish({Topic.DRAFTS}, (saved.id,))
            workplace.navigator.resume_draft(saved.id)

        workplace.runner.run(
            lambda: drafts.save_draft(workplace.desk, state), kept, owner=workplace.navigator
        )

    return undo


def put_back(workplace: Workplace, command: EditContact) -> Callable[[], None]:
    """The undo of a change: the contact says again what it said before."""

    def undo() -> None:
        workplace.runner.run(
            lambda: note_edits.take_edit_back(workplace.desk, command.contact_id, command.version),
            lambda change: workplace.bus.publish(change.topics, change.ids),
            workplace.navigator.report,
            owner=workplace.navigator,
        )

    return undo

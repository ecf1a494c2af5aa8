"""What a service changed: topics by which views know that they are stale, and the undo offered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.desk import Desk, allowed


class Topic(StrEnum):
    """Kinds of records; a view subscribes to those that it shows."""

    PARTICIPANTS = "participants"
    CONTACTS = "contacts"
    COUNSELING = "counseling"
    DRAFTS = "drafts"
    LINKAGES = "linkages"
    APPOINTMENTS = "appointments"
    TASKS = "tasks"
    DIRECTORY = "directory"
    CONSENTS = "consents"
    DISCLOSURES = "disclosures"
    PRIVACY = "privacy"
    ATTACHMENTS = "attachments"
    WORKERS = "workers"
    SETTINGS = "settings"
    WORKLISTS = "worklists"
    REFERRALS = "referrals"
    DUPLICATES = "duplicates"


@dataclass(frozen=True)
class Change:
    """The effect of one act: which topics, which records, and the words of its undo."""

    topics: frozenset[Topic]
    ids: tuple[UUID, ...] = ()
    undo_label: str = ""


@allowed(Act.SEE_VAULT)
def notice_others(desk: Desk) -> bool:
    """Whether another window or program has saved into this vault since this was last asked."""
    return desk.store.changed_elsewhere()

"""What a service changed: topics by which views know that they are stale, and the undo offered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Topic(StrEnum):
    """Kinds of records; a view subscribes to those that it shows."""

    PARTICIPANTS = "participants"
    CONTACTS = "contacts"
    DRAFTS = "drafts"
    LINKAGES = "linkages"
    TASKS = "tasks"
    DIRECTORY = "directory"
    DISCLOSURES = "disclosures"
    WORKERS = "workers"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Change:
    """The effect of one act: which topics, which records, and the words of its undo."""

    topics: frozenset[Topic]
    ids: tuple[UUID, ...] = ()
    undo_label: str = ""

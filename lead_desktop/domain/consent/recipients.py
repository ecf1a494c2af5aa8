"""Who receives a copy, and whether a consent means the same one.

A recipient is a directory entry or a named person or agency. Two that both stand in the directory
are the same only when they are the same entry; otherwise folded names and aliases are compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from lead_desktop.domain.people.names import fold_name


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a consent names. role: an official's part ("Assistant State's Attorney")."""

    name: str
    organization_id: UUID | None = None
    role: str = ""
    aliases: tuple[str, ...] = ()


def same_recipient(named: Recipient, name: str, organization_id: UUID | None) -> bool:
    """Whether the one a copy is for is the one whom a consent names."""
    if named.organization_id is not None and organization_id is not None:
        return named.organization_id == organization_id
    wanted = fold_name(name)
    return bool(wanted) and wanted in {fold_name(one) for one in (named.name, *named.aliases)}


def same_purpose(stated: str, asked: str) -> bool:
    """Whether a purpose is the one that a consent states, or one of several set apart by ";".

    Trimmed and casefolded, and nothing more: a purpose that only resembles it is another one.
    """
    wanted = _plain(asked)
    return bool(wanted) and wanted in {_plain(stated), *map(_plain, stated.split(";"))}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


class RecipientBook:
    """Known recipients, folded once, to be found again while a name is typed."""

    def __init__(self, recipients: Iterable[Recipient]) -> None:
        # ";" sets several names apart in a field: a name that holds one is typed by hand.
        self._entries = [
            (tuple(fold_name(name) for name in (one.name, *one.aliases)), one)
            for one in recipients
            if ";" not in one.name
        ]

    def find(self, typed: str, *, most: int = 6) -> tuple[Recipient, ...]:
        """Those whose name, other name or a word of either begins so; whole names first."""
        wanted = fold_name(typed)
        if not wanted:
            return ()
        ranked = [
            (rank, place)
            for place, (names, _) in enumerate(self._entries)
            if (rank := _rank(names, wanted)) is not None
        ]
        return tuple(self._entries[place][1] for _, place in sorted(ranked)[:most])


def _rank(names: tuple[str, ...], wanted: str) -> int | None:
    if names[0].startswith(wanted):
        return 0
    if any(name.startswith(wanted) for name in names[1:]):
        return 1
    return 2 if any(f" {wanted}" in name for name in names) else None

"""Who receives a copy, and whether a consent means the same one.

A recipient is a directory entry or a named person or agency. Two that both stand in the directory
are the same only when they are the same entry; otherwise folded names and aliases are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from lead_desktop.domain.names import fold_name


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

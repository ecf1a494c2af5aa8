"""The columns of contacts on the outcomes page."""

from __future__ import annotations

from dataclasses import dataclass

from lead_desktop.domain.measures.contacts import Channel, PartOfContacts
from lead_desktop.domain.measures.lines import part_label
from lead_desktop.domain.measures.report import Measures
from lead_desktop.domain.measures.spans import Span


@dataclass(frozen=True)
class Stack:
    """A column of parts on each other, `top` drawn hatched above them."""

    label: str
    parts: tuple[int | None, ...]
    top: int | None


def contact_stacks(found: Measures) -> list[Stack]:
    """Contacts by week or month: reached by channel, attempted on top."""
    return [_stack(part, found.span) for part in found.contacts.parts]


def _stack(part: PartOfContacts, span: Span) -> Stack:
    parts = tuple(part.reached[channel] for channel in Channel)
    return Stack(part_label(part.span, span), parts, part.attempted)

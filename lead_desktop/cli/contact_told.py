"""What the command line is told of a contact, as options or as JSON, to save one or change one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.errors import NotFound
from lead_desktop.cli.codes import parse_instant, read_code, unknown_code
from lead_desktop.cli.json_input import (
    Readers,
    as_flag,
    as_mapping,
    as_text,
    as_texts,
    as_whole,
    read_object,
)
from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Supply,
)
from lead_desktop.domain.contacts.contact import IMPORTED_MODES
from lead_desktop.domain.trust.worker import worker_key

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk

EXAMPLE = '{"participant": "P-0001", "mode": "PHONE", "outcome": "MET"}'
People = Annotated[
    list[str] | None,
    typer.Option(
        "--participant", metavar="ID", help="With whom: id, P-number or external id. Repeatable."
    ),
]
Mode = Annotated[
    str | None, typer.Option("--mode", metavar="CODE", help=f"One of {', '.join(ContactMode)}.")
]
Outcome = Annotated[
    str | None,
    typer.Option("--outcome", metavar="CODE", help=f"One of {', '.join(ContactOutcome)}."),
]
Minutes = Annotated[int | None, typer.Option("--minutes", help="How long it took.")]
Note = Annotated[
    str | None,
    typer.Option(
        "--note",
        metavar="TEXT|-",
        help="The note; - reads it from standard input, where no other program sees it.",
    ),
]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="CODE", help=f"One of {', '.join(ContactKind)}.")
]
Place = Annotated[
    str | None, typer.Option("--place", metavar="CODE", help=f"One of {', '.join(PlaceType)}.")
]
Purposes = Annotated[
    list[str] | None,
    typer.Option("--purpose", metavar="CODE", help=f"Repeatable: {', '.join(Purpose)}."),
]
Initiator = Annotated[
    str | None,
    typer.Option(
        "--initiated-by",
        metavar="CODE",
        help=f"Who started it: one of {', '.join(InitiatedBy)}.",
    ),
]
Sign = Annotated[
    bool | None, typer.Option("--sign", help="Sign it; it cannot be changed afterwards.")
]
Source = Annotated[
    str | None,
    typer.Option(
        "--input",
        metavar="FILE|-",
        help="The same as a JSON object; options go before it. It also takes place_words, "
        "supplies, note_format, workers, relation, third_party, private_lines.",
    ),
]


@dataclass(frozen=True, repr=False)
class Given:
    """A contact as it was told on the command line or in JSON; None is what was not told."""

    participant: tuple[str, ...] | None = None
    mode: str | None = None
    outcome: str | None = None
    minutes: int | None = None
    at: datetime | None = None
    note: str | None = None
    id: UUID | None = None
    kind: str | None = None
    place: str | None = None
    purpose: tuple[str, ...] | None = None
    sign: bool | None = None
    initiated_by: str | None = None
    place_words: str | None = None
    supplies: Mapping[str, int] | None = None
    note_format: str | None = None
    workers: tuple[str, ...] | None = None
    relation: str | None = None
    third_party: str | None = None
    private_lines: Mapping[str, str] | None = None


def read_input(text: str) -> Given:
    """A contact from JSON; raises BadInput naming the first key that cannot be taken."""
    return Given(**read_object(text, READERS, noun="a contact", example=EXAMPLE))


READERS: Readers = {
    "participant": as_texts,
    "mode": as_text,
    "outcome": as_text,
    "minutes": as_whole,
    "at": lambda value: parse_instant(as_text(value)),
    "note": as_text,
    "id": lambda value: UUID(as_text(value)),
    "kind": as_text,
    "place": as_text,
    "purpose": as_texts,
    "sign": as_flag,
    "initiated_by": as_text,
    "place_words": as_text,
    "supplies": lambda value: as_mapping(value, as_whole),
    "note_format": as_text,
    "workers": as_texts,
    "relation": as_text,
    "third_party": as_text,
    "private_lines": lambda value: as_mapping(value, as_text),
}


def told_facts(desk: Desk, told: Given) -> dict[str, Any]:
    """The fields of ContactFacts that were told, each as its own kind of value."""
    facts: dict[str, Any] = {**_coded(told), **_with_whom(desk, told)}
    if told.at is not None:
        facts["occurred_at"] = to_utc(told.at, desk.clock.zone)
    plain = {
        "minutes": told.minutes,
        "note": told.note,
        "place": told.place_words,
        "third_party": told.third_party,
    }
    return facts | {field: value for field, value in plain.items() if value is not None}


def _with_whom(desk: Desk, told: Given) -> dict[str, Any]:
    """With whom it was, what is meant for one of them alone, and who else was there."""
    from lead_desktop.services.people.participants import find_participant_id

    facts: dict[str, Any] = {}
    if told.participant is not None:
        facts["participant_ids"] = tuple(find_participant_id(desk, one) for one in told.participant)
    if told.private_lines is not None:
        facts["private_lines"] = tuple(
            (find_participant_id(desk, one), line) for one, line in told.private_lines.items()
        )
    if told.workers is not None:
        facts["worker_ids"] = tuple(find_colleague(desk, name) for name in told.workers)
    return facts


def find_colleague(desk: Desk, name: str) -> UUID:
    """Another active worker of that name; raises NotFound."""
    from lead_desktop.services.contacts.contacts import colleagues

    for worker_id, known in colleagues(desk):
        if worker_key(known) == worker_key(name):
            return worker_id
    raise NotFound("No other active worker of this vault has that name.")


def _coded(told: Given) -> dict[str, Any]:
    facts: dict[str, Any] = _how(told)
    for field, kind, word, option in (
        ("kind", ContactKind, told.kind, "--kind"),
        ("initiated_by", InitiatedBy, told.initiated_by, "--initiated-by"),
        ("note_format", NoteFormat, told.note_format, "note_format"),
        ("relation", Relation, told.relation, "relation"),
    ):
        if word is not None:
            facts[field] = read_code(kind, word, option)
    if told.purpose is not None:
        facts["purposes"] = frozenset(read_code(Purpose, one, "--purpose") for one in told.purpose)
    if told.supplies is not None:
        facts["supplies"] = tuple(
            (read_code(Supply, one, "supplies"), many) for one, many in told.supplies.items()
        )
    return facts


def _how(told: Given) -> dict[str, Any]:
    """Mode, outcome and place; modes of other systems stand for a mode and one of the others."""
    facts: dict[str, Any] = {}
    if told.place is not None:
        facts["place_type"] = read_code(PlaceType, told.place, "--place")
    if told.outcome is not None:
        facts["outcome"] = read_code(ContactOutcome, told.outcome, "--outcome")
    if told.mode is None:
        return facts
    word = told.mode.strip().replace("-", "_").upper()
    if word in IMPORTED_MODES:
        mode, implied, implied_place = IMPORTED_MODES[word]
        if implied is not None:
            facts["outcome"] = implied
        if implied_place is not None:
            facts.setdefault("place_type", implied_place)
    elif word in list(ContactMode):
        mode = ContactMode(word)
    else:
        raise unknown_code("--mode", [*ContactMode, *IMPORTED_MODES])
    return {**facts, "mode": mode}

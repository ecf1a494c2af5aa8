"""The form as the JSON of a draft, and back: fields, focus, caret and scroll.

Reading is forgiving: what an older or damaged draft lacks is left as in an empty form, so that
the words that are there always come back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    LifeArea,
    NoteFormat,
    PlaceType,
    Purpose,
    Relation,
    Role,
    Supply,
)
from lead_desktop.domain.codes.outcomes import life_value
from lead_desktop.domain.contacts.contact_facts import from_stored, to_stored
from lead_desktop.domain.contacts.note import NoteBox, boxes_for
from lead_desktop.services.contacts.contacts import LifeChange, LinkageMove
from lead_desktop.services.contacts.drafts import Body
from lead_desktop.services.contacts.note_edits import SavedFacts
from ui.pages.quick_log.move_body import move_from_json, move_to_json
from ui.pages.quick_log.note_boxes import carry_texts
from ui.pages.quick_log.offers import choice_for
from ui.pages.quick_log.state import FormState, Part, WhenChoice, new_form

Member = TypeVar("Member", bound=StrEnum)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Caret:
    """Where the person was: the focused input by its name, the place in its text, and how far
    the left and the right column were scrolled."""

    field: str = ""
    at: int = 0
    scroll: tuple[int, int] = (0, 0)


def to_body(state: FormState, caret: Caret) -> Body:
    """The draft's body, JSON types only."""
    return {
        "opened_at": state.opened_at.isoformat(),
        "occurred_at": state.occurred_at.isoformat(),
        "participants": [str(state.participant_id)] if state.participant_id else [],
        "also": [str(one) for one in state.also_ids],
        "kind": state.kind.value if state.kind else None,
        "relation": state.relation.value if state.relation else None,
        "third_party": state.third_party,
        "find": state.find_text,
        "mode": state.how.mode.value,
        "place_type": state.how.place.value if state.how.place else None,
        "outcome": state.outcome.value,
        "when": state.when.value,
        "when_text": state.when_text,
        "minutes": state.minutes_text,
        "place": state.place,
        "workers": [str(one) for one in state.worker_ids],
        "initiated_by": state.initiated_by.value if state.initiated_by else None,
        "supplies": [[supply.value, count] for supply, count in state.supplies],
        "format": state.note_format.value,
        "note": [
            [box.heading, text] for box, text in zip(state.boxes, state.note_texts, strict=True)
        ],
        "private": [[str(who), line] for who, line in state.private_lines],
        "topics": sorted(one.value for one in state.purposes),
        "linkages": [str(one) for one in state.linkage_ids],
        "moves": [move_to_json(one) for one in state.moves],
        "promises": [str(one) for one in state.task_ids],
        "follow_up": state.follow_up,
        "follow_up_on": state.follow_up_on.isoformat() if state.follow_up_on else None,
        "follow_up_not_for": [str(one) for one in state.follow_up_not_for],
        "learns": state.learns,
        "learned_who": [str(state.learned_who)] if state.learned_who else [],
        "changes": [
            [change.area.value, change.value, str(change.participant_id or "")]
            for change in state.changes
        ],
        "brief": state.brief,
        "by_hand": sorted(part.value for part in state.by_hand),
        "carried": sorted(part.value for part in state.carried),
        "changes_to": _saved_to_json(state.changes_to) if state.changes_to else None,
        "caret": {"field": caret.field, "at": caret.at, "scroll": list(caret.scroll)},
    }


def from_body(body: Body, form_id: UUID, role: Role, now: datetime) -> tuple[FormState, Caret]:
    """The form that a body describes, for a worker of `role`; `now` stands in for lost times."""
    note_format = _member(NoteFormat, body.get("format")) or NoteFormat.FOUR_BOX
    empty = new_form(form_id, role, now, note_format=note_format)
    opened_at = _moment(body.get("opened_at")) or now
    state = replace(
        empty,
        opened_at=opened_at,
        occurred_at=_moment(body.get("occurred_at")) or opened_at,
        participant_id=next(iter(_ids(body.get("participants"))), None),
        also_ids=_ids(body.get("also")),
        kind=_member(ContactKind, body.get("kind")),
        relation=_member(Relation, body.get("relation")),
        third_party=_text(body.get("third_party")),
        find_text=_text(body.get("find")),
        outcome=_member(ContactOutcome, body.get("outcome")) or empty.outcome,
        when=_member(WhenChoice, body.get("when")) or empty.when,
        when_text=_text(body.get("when_text")),
        minutes_text=_text(body.get("minutes")),
        place=_text(body.get("place")),
        worker_ids=_ids(body.get("workers")),
        initiated_by=_member(InitiatedBy, body.get("initiated_by")),
        supplies=_supplies(body.get("supplies")),
        note_texts=_note_texts(body.get("note"), boxes_for(note_format, role)),
        private_lines=_lines(body.get("private")),
        purposes=frozenset(_members(Purpose, body.get("topics"))),
        linkage_ids=_ids(body.get("linkages")),
        moves=_moves(body.get("moves")),
        task_ids=_ids(body.get("promises")),
        follow_up=_text(body.get("follow_up")),
        follow_up_on=_read(date.fromisoformat, body.get("follow_up_on")),
        follow_up_not_for=_ids(body.get("follow_up_not_for")),
        learns=body.get("learns") is not False,
        learned_who=next(iter(_ids(body.get("learned_who"))), None),
        changes=_changes(body.get("changes")),
        brief=body.get("brief") is True,
        by_hand=frozenset(_members(Part, body.get("by_hand"))),
        carried=frozenset(_members(Part, body.get("carried"))),
        changes_to=_saved(body.get("changes_to")),
    )
    mode = _member(ContactMode, body.get("mode"))
    if mode is not None:
        state = replace(state, how=choice_for(mode, _member(PlaceType, body.get("place_type"))))
    return state, _caret(body.get("caret"))


def _saved_to_json(saved: SavedFacts) -> Body:
    return {
        "contact": str(saved.contact_id),
        "version": saved.version,
        "facts": to_stored(saved.facts),
        "recorded_at": saved.recorded_at.isoformat(),
    }


def _saved(value: object) -> SavedFacts | None:
    if not isinstance(value, dict):
        return None
    contact_id = _read(UUID, value.get("contact"))
    recorded_at = _moment(value.get("recorded_at"))
    try:
        facts = from_stored(value["facts"])
    except (KeyError, TypeError, ValueError):
        return None
    if contact_id is None or recorded_at is None:
        return None
    return SavedFacts(contact_id, _number(value.get("version")), facts, recorded_at)


def _read(parse: Callable[[str], Value], value: object) -> Value | None:
    if not isinstance(value, str):
        return None
    try:
        return parse(value)
    except ValueError:
        return None


def _moment(value: object) -> datetime | None:
    moment = _read(datetime.fromisoformat, value)
    return moment if moment is not None and moment.tzinfo is not None else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _items(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else ()


def _ids(value: object) -> tuple[UUID, ...]:
    read = (_read(UUID, item) for item in _items(value))
    return tuple(one for one in read if one is not None)


def _member(kind: type[Member], value: object) -> Member | None:
    return _read(kind, value)


def _members(kind: type[Member], value: object) -> tuple[Member, ...]:
    read = (_member(kind, item) for item in _items(value))
    return tuple(one for one in read if one is not None)


def _pairs(value: object) -> list[tuple[object, object]]:
    return [
        (item[0], item[1]) for item in _items(value) if isinstance(item, list) and len(item) == 2
    ]


def _supplies(value: object) -> tuple[tuple[Supply, int], ...]:
    read = ((_member(Supply, code), _number(count)) for code, count in _pairs(value))
    return tuple((supply, count) for supply, count in read if supply is not None and count > 0)


def _lines(value: object) -> tuple[tuple[UUID, str], ...]:
    read = ((_read(UUID, who), _text(line)) for who, line in _pairs(value))
    return tuple({who: line for who, line in read if who is not None}.items())


def _moves(value: object) -> tuple[LinkageMove, ...]:
    read = (move_from_json(item) for item in _items(value))
    return tuple(one for one in read if one is not None)


def _changes(value: object) -> tuple[LifeChange, ...]:
    read = (
        (_member(LifeArea, item[0]), _text(item[1]), _read(UUID, item[2]) if item[2:] else None)
        for item in _items(value)
        if isinstance(item, list) and len(item) in (2, 3)
    )
    return tuple(
        LifeChange(area, code, who)
        for area, code, who in read
        if area is not None and life_value(area, code)
    )


def _note_texts(value: object, boxes: tuple[NoteBox, ...]) -> tuple[str, ...]:
    parts = [(_text(heading), _text(text)) for heading, text in _pairs(value)]
    headings = tuple(box.heading for box in boxes)
    if tuple(heading for heading, _ in parts) == headings:
        return tuple(text for _, text in parts)
    # Written under other headings (another role, another version): carried over, never dropped.
    old = tuple(NoteBox(heading) for heading, _ in parts)
    return carry_texts(old, boxes, tuple(text for _, text in parts))


def _caret(value: object) -> Caret:
    if not isinstance(value, dict):
        return Caret()
    pairs = _pairs([value.get("scroll")])
    left, right = pairs[0] if pairs else (0, 0)
    scroll = (_number(left), _number(right))
    return Caret(_text(value.get("field")), _number(value.get("at")), scroll)

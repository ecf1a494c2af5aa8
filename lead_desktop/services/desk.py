"""The desk: a worker at an open vault, and the check that stands before every act."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Concatenate, ParamSpec, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from lead_desktop.base.clock import Clock
from lead_desktop.base.errors import Refused
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.trust.audit import Actor, Detail
from lead_desktop.domain.trust.roles import READING, Act, may
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.domain.worklist.upkeep import upkeep_clocks_of
from lead_desktop.store import audit
from lead_desktop.store.queries.belongings import BELONGS, belongs_to_hidden
from lead_desktop.store.queries.viewer import Viewer
from lead_desktop.store.queries.visibility import not_there
from lead_desktop.store.store import Store

Params = ParamSpec("Params")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Desk:
    """Who works, at which open vault, with which clock and settings."""

    store: Store
    worker: WorkerLine
    clock: Clock
    settings: VaultSettings

    @property
    def actor(self) -> Actor:
        return Actor(self.worker.id, self.worker.name)

    @property
    def viewer(self) -> Viewer:
        return Viewer(
            self.worker.id,
            self.clock.now(),
            self.clock.zone,
            sees_restricted=self.may(Act.SEE_RESTRICTED),
            legal=self.may(Act.SEE_LEGAL_DETAIL),
            intake_days=self.settings.intake_days,
            upkeep=upkeep_clocks_of(self.settings),
        )

    def may(self, act: Act) -> bool:
        """Whether the worker's role, or administrator right, allows `act`."""
        return may(self.worker.role, act, administrator=self.worker.administrator)

    def require(self, act: Act) -> None:
        """Refuse, and write the refusal down, unless the worker may do `act`."""
        if self.may(act):
            return
        with self.store.write() as session:
            self.record(session, "refused", detail={"act": act.value})
        raise Refused(
            f"Your role ({self.worker.role.label.lower()}) may not {act.value}.",
            meaning="Nothing was done.",
            remedy="Ask your supervisor if you need this for your work.",
        )

    def require_visible(
        self, named: Mapping[str, Collection[UUID]], *, reading: bool = False
    ) -> None:
        """Refuse, and write down, an act upon the record of a participant hidden from the worker;
        an act that does more than read also where the worker may only read on.

        named: identifiers by the names of store.queries.belongings.BELONGS.
        """
        viewer = self.viewer
        if viewer.sees_restricted or not named:
            return
        with self.store.read() as connection:
            if not belongs_to_hidden(connection, replace(viewer, reading=reading), named):
                return
            unknown = reading or belongs_to_hidden(connection, viewer, named)
        with self.store.write() as session:
            self.record(session, "restricted.turned_away")
        if unknown:
            raise not_there()
        raise Refused(
            "You passed this participant on: you may still read the record, not change it.",
            meaning="Nothing was done.",
            remedy="Tell whoever has the participant now.",
        )

    def record(
        self,
        session: Session,
        action: str,
        *,
        subject: UUID | str = "",
        detail: Detail | None = None,
    ) -> None:
        """Chain an audit entry into the running transaction."""
        audit.append(session, self.actor, action, self.clock.now(), subject=subject, detail=detail)


GUARDED: dict[str, Act] = {}
"""Every guarded service by its dotted name; the role test is generated from it."""


def allowed(
    act: Act,
) -> Callable[
    [Callable[Concatenate[Desk, Params], Result]], Callable[Concatenate[Desk, Params], Result]
]:
    """Mark a service as needing `act`; it is refused, and the refusal audited, without it.

    Whatever record its arguments name, by themselves or as fields of a command, must not be that
    of a restricted participant who is hidden from the worker.
    """

    def guard(
        service: Callable[Concatenate[Desk, Params], Result],
    ) -> Callable[Concatenate[Desk, Params], Result]:
        GUARDED[f"{service.__module__}.{service.__name__}"] = act

        names = tuple(inspect.signature(service).parameters)[1:]

        @functools.wraps(service)
        def guarded(desk: Desk, /, *args: Params.args, **kwargs: Params.kwargs) -> Result:
            desk.require(act)
            named = named_records({**dict(zip(names, args, strict=False)), **kwargs})
            desk.require_visible(named, reading=act in READING)
            return service(desk, *args, **kwargs)

        return guarded

    return guard


def named_records(arguments: Mapping[str, object]) -> dict[str, frozenset[UUID]]:
    """The records that a call names: arguments, and fields of commands, listed in BELONGS."""
    found: dict[str, frozenset[UUID]] = {}
    for name, value in arguments.items():
        if name in BELONGS:
            found[name] = found.get(name, frozenset()) | _ids(value)
            continue
        commands = value if isinstance(value, list | tuple) else (value,)
        for command in commands:
            fields = getattr(command, "__dataclass_fields__", {}).keys()
            # A command may hold a value that names records itself: a contact's facts.
            for told in (command, *([command.facts] if "facts" in fields else [])):
                for part in BELONGS.keys() & getattr(told, "__dataclass_fields__", {}).keys():
                    found[part] = found.get(part, frozenset()) | _ids(getattr(told, part))
    return {name: ids for name, ids in found.items() if ids}


def _ids(value: object) -> frozenset[UUID]:
    if isinstance(value, UUID):
        return frozenset({value})
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return frozenset(one for one in value if isinstance(one, UUID))
    return frozenset()

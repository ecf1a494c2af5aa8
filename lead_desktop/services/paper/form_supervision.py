"""What is missing, worker by worker: the paper that a supervisor takes along into a talk."""

from __future__ import annotations

from sqlalchemy import select

from lead_desktop.base.errors import NotFound
from lead_desktop.documents import one_to_one
from lead_desktop.domain.worklist.oversight import ExceptionLine, by_worker
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.form_heads import team_head
from lead_desktop.services.paper.form_request import ComposedForm, FormRequest, without_watch
from lead_desktop.services.worklist.oversight import Oversight, read_oversight
from lead_desktop.store.tables import Worker

NOBODY = "Nobody assigned"


def compose_one_to_one(request: FormRequest, desk: Desk) -> ComposedForm:
    """The lines of the supervisor's page, under whom they concern, and nothing that goes well."""
    found = read_oversight(desk)
    missing = by_worker(found.lines)
    if request.worker_id is not None:
        with desk.store.read() as connection:
            name = connection.scalar(select(Worker.name).where(Worker.id == request.worker_id))
        if name is None:
            raise NotFound("This worker is not in the vault.")
        missing = {name: missing.get(name, ())}
    content = one_to_one.OneToOne(
        tuple(
            one_to_one.WorkerPart(
                worker=worker or NOBODY,
                standing=_standing(found, worker),
                lines=tuple(_line(line) for line in lines),
            )
            for worker, lines in missing.items()
        )
    )
    people = {line.participant_id for lines in missing.values() for line in lines}
    return ComposedForm(
        request=request,
        head=team_head(request.kind, desk),
        draw=without_watch(
            lambda head, paper: one_to_one.draw_one_to_one(head, content, paper=paper)
        ),
        listed=frozenset(one for one in people if one is not None),
    )


def _standing(found: Oversight, worker: str) -> str:
    """How full the caseload is, and how supervision stands, where either is counted."""
    said = [
        f"{load.people} people, weight {load.weighted:g}, {load.fullness.value.lower()}"
        for load in found.loads
        if load.worker == worker
    ]
    said += [f"Supervision: {one.words}" for one in found.standings if one.worker == worker]
    return " · ".join(said)


def _line(line: ExceptionLine) -> one_to_one.MissingLine:
    return one_to_one.MissingLine(
        participant=line.participant,
        what=line.concern.value,
        why=line.cause or line.why,
        when=line.badge,
    )

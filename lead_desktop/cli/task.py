"""lead-desktop task: follow-ups that are written by hand, changed, and done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

import typer

from lead_desktop.base.ids import new_id
from lead_desktop.cli.codes import parse_day
from lead_desktop.cli.contact_told import find_colleague
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.participant import Person
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    words_of,
)

TaskId = Annotated[
    UUID, typer.Argument(metavar="TASK", help="Its id, as “task add” or “list tasks” told it.")
]
KeptBy = Annotated[
    str | None, typer.Option("--for", metavar="W", help="Another worker who keeps it, by name.")
]


def add(
    path: VaultPath,
    participant: Person,
    words: Annotated[
        str,
        typer.Option(metavar="TEXT|-", help="What is to be done; - reads it from standard input."),
    ],
    due: Annotated[date, typer.Option(parser=parse_day, metavar="DAY", help="By when.")],
    kept_by: KeptBy = None,
    task_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one follow-up.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a follow-up down; it is the writer's own unless it is for somebody else."""
    made = task_id or new_id()
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.participants import find_participant_id
        from lead_desktop.services.worklist.tasks import WriteTask, write_tasks

        desk = application.desk
        person = find_participant_id(desk, participant)
        keeper = find_colleague(desk, kept_by) if kept_by is not None else None
        write_tasks(desk, (WriteTask(made, person, words_of(words), due, keeper),))
    tell_id(made, "Written down as", as_json=as_json)


def change(
    path: VaultPath,
    task: TaskId,
    words: Annotated[
        str | None,
        typer.Option(metavar="TEXT|-", help="Other words; - reads them from standard input."),
    ] = None,
    due: Annotated[
        date | None, typer.Option(parser=parse_day, metavar="DAY", help="Another day.")
    ] = None,
    kept_by: KeptBy = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Change the words, the day or the worker of a follow-up; what is not told stays."""
    if words is None and due is None and kept_by is None:
        raise typer.BadParameter("one of --words, --due and --for is needed", param_hint="--words")
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.domain.trust.roles import Act
        from lead_desktop.services.worklist.tasks import read_task, write_tasks

        desk = application.desk
        desk.require(Act.LOG_CONTACT)  # before anything is read that nobody is to change
        task_now = read_task(desk, task)
        after = replace(
            task_now,
            words=task_now.words if words is None else words_of(words),
            due_on=due or task_now.due_on,
            worker_id=task_now.worker_id if kept_by is None else find_colleague(desk, kept_by),
        )
        write_tasks(desk, (after,))
    tell_id(task, "Changed", as_json=as_json)


def done(
    path: VaultPath,
    task: TaskId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Say that a follow-up is done; saying it twice changes nothing."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.worklist.tasks import finish_task

        finish_task(application.desk, task)
    tell_id(task, "Done:", as_json=as_json)


def reopen(
    path: VaultPath,
    task: TaskId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Open a follow-up again that was done."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.worklist.tasks import reopen_task

        reopen_task(application.desk, task)
    tell_id(task, "Open again:", as_json=as_json)


def remove(
    path: VaultPath,
    task: TaskId,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take back a follow-up that was written by hand."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.worklist.tasks import remove_tasks

        remove_tasks(application.desk, (task,))
    tell_id(task, "Taken back:", as_json=as_json)

"""lead-desktop plan: that a plan was looked at together."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from lead_desktop.base.ids import new_id
from lead_desktop.cli.output import tell_id
from lead_desktop.cli.participant import Person
from lead_desktop.cli.unlocking import AsJson, PassphraseFile, VaultPath, WorkerName, opened


def review(
    path: VaultPath,
    participant: Person,
    review_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one look.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write down that the plan was looked at together today and nothing in it had to change."""
    made = review_id or new_id()
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.people.participants import find_participant_id
        from lead_desktop.services.plan.plan_reviews import review_plan

        desk = application.desk
        review_plan(desk, made, find_participant_id(desk, participant))
    tell_id(made, "Written down as", as_json=as_json)


def take_back(
    path: VaultPath,
    review: Annotated[UUID, typer.Argument(metavar="REVIEW", help="As “plan review” told it.")],
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take back that a plan was looked at."""
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.plan.plan_reviews import take_back_review

        take_back_review(application.desk, review)
    tell_id(review, "Taken back:", as_json=as_json)

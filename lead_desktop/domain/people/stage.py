"""Stages, views and consent marks: the words by which a caseload is read and divided."""

from __future__ import annotations

from enum import StrEnum

from lead_desktop.domain.codes import ParticipantStatus, Phase

CONSENT_ENDING_DAYS = 30
"""A consent that ends within so many days is shown as ending."""


class Stage(StrEnum):
    """The word of the stage chip."""

    NEW = "New"
    OUTREACH = "Outreach"
    INTAKE = "Intake"
    ENGAGING = "Engaging"
    ENGAGED = "Engaged"
    MAINTAINING = "Maintaining"
    IN_THE_WIND = "In the wind"
    IN_JAIL = "In jail"
    IN_FACILITY = "In hospital or treatment"
    ON_A_BREAK = "On a break"
    CLOSED = "Closed"
    NOT_ENROLLED = "Not enrolled"


_STAGE: dict[ParticipantStatus, Stage] = {
    ParticipantStatus.REFERRED: Stage.NEW,
    ParticipantStatus.SCREENING: Stage.NEW,
    ParticipantStatus.OUTREACH: Stage.OUTREACH,
    ParticipantStatus.INTAKE_STARTED: Stage.INTAKE,
    ParticipantStatus.INTAKE_SCHEDULED: Stage.INTAKE,
    ParticipantStatus.INACTIVE_LOST: Stage.IN_THE_WIND,
    ParticipantStatus.INACTIVE_CUSTODY: Stage.IN_JAIL,
    ParticipantStatus.INACTIVE_FACILITY: Stage.IN_FACILITY,
    ParticipantStatus.INACTIVE_PAUSED: Stage.ON_A_BREAK,
    ParticipantStatus.CLOSED: Stage.CLOSED,
    ParticipantStatus.NOT_ENROLLED: Stage.NOT_ENROLLED,
}
_PHASE_STAGE: dict[Phase, Stage] = {
    Phase.ENGAGING: Stage.ENGAGING,
    Phase.ENGAGED: Stage.ENGAGED,
    Phase.MAINTAINING: Stage.MAINTAINING,
}

ENDED = frozenset({ParticipantStatus.CLOSED, ParticipantStatus.NOT_ENROLLED})


def stage_of(status: ParticipantStatus, phase: Phase) -> Stage:
    """The stage word for a status; an active participant is shown by phase."""
    return _PHASE_STAGE[phase] if status is ParticipantStatus.ACTIVE else _STAGE[status]


class View(StrEnum):
    """The ready-made views of the caseload."""

    MINE = "mine"
    TEAM = "team"
    PAST_CADENCE = "past_cadence"
    NEW = "new"
    AWAY = "away"
    UNASSIGNED = "unassigned"
    CLOSED = "closed"
    TO_FIND = "to_find"


class ConsentMark(StrEnum):
    """What the consent column says."""

    NONE = "No consent"
    LIVE = "Consent on file"
    ENDING = "Consent ends soon"

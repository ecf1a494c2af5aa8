"""The coded line about a participant's standing that a partner may read.

Built from the status alone: that somebody is in jail, in hospital or cannot be found is told in
no partner's copy by its status.
"""

from __future__ import annotations

from lead_desktop.domain.codes import ParticipantStatus

_AWAY = "Enrolled, not active at present"
_LINE: dict[ParticipantStatus, str] = {
    ParticipantStatus.REFERRED: "Referred",
    ParticipantStatus.SCREENING: "Referred",
    ParticipantStatus.OUTREACH: "Referred",
    ParticipantStatus.INTAKE_STARTED: "In intake",
    ParticipantStatus.INTAKE_SCHEDULED: "In intake",
    ParticipantStatus.ACTIVE: "Enrolled",
    ParticipantStatus.INACTIVE_LOST: _AWAY,
    ParticipantStatus.INACTIVE_CUSTODY: _AWAY,
    ParticipantStatus.INACTIVE_FACILITY: _AWAY,
    ParticipantStatus.INACTIVE_PAUSED: _AWAY,
    ParticipantStatus.CLOSED: "No longer enrolled",
    ParticipantStatus.NOT_ENROLLED: "Not enrolled",
}


def enrolment_line(status: ParticipantStatus) -> str:
    """Standing in the program, for a partner: one of six lines."""
    return _LINE[status]

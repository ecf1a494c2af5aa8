"""The vault's settings and their defaults: one place, typed, read once at unlock."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

OWN_COPY_SIZES = (12, 14, 18)
"""Type of a participant's own copy in points: plain, large, very large."""
OWN_COPY_SIZE = 14


@dataclass(frozen=True)
class VaultSettings:
    """What a team can set for its vault.

    display_name: the program's own name on screen and paper; a neutral one keeps a window title
    from outing anybody. lock_minutes: idle minutes until the vault locks itself.
    backup_hours: a backup older than this is said aloud. attachment_mib: the largest paper kept.
    removed_papers_days: for how long a removed paper can be taken back, before it is destroyed.
    privacy_contact, privacy_email: who answers for the privacy notice (42 CFR 2.22(b)(1)(vii)).
    notice_effective_on: since which day it holds, as YYYY-MM-DD.
    late_hours: a contact recorded later than this is a late entry. unsigned_hours: how long a note
    may wait for its signature until the supervisor sees it. cosign_days: for how long after
    signing a peer's note is offered for co-signature; 0 for never.
    former_view_days: for how many days after passing somebody on a former worker may still read,
    never change, their restricted record; 0 for none.
    liaison_name, liaison_phone: whom officers call. districts: those that the program serves;
    partners: who decides about a referral; recorded_only: keys of questions of eligibility that do
    not decide here; each parted by commas. medication_days: how long before it runs out medication
    is listed; naloxone_months: after how long a new kit is asked for; plan_review_days: how long a
    plan goes without a look; 0 for never. The four times of referrals are targets; so
    are the days until a linkage's next step is due, state by state, and how many times as long the
    supervisor waits. own_copy_size: type of a participant's own copy, in points, one of
    OWN_COPY_SIZES.
    """

    display_name: str = "LEAD Desktop"
    program_name: str = "LEAD program"
    program_address: str = ""
    program_phone: str = ""
    time_zone: str = "America/New_York"
    lock_minutes: int = 10
    late_hours: int = 48
    attachment_mib: int = 10
    removed_papers_days: int = 30
    privacy_contact: str = ""
    privacy_email: str = ""
    notice_effective_on: str = ""
    unsigned_hours: int = 72
    cosign_days: int = 14
    backup_hours: int = 24
    former_view_days: int = 0
    liaison_name: str = ""
    liaison_phone: str = ""
    districts: str = "Central"
    partners: str = "Police Department, State's Attorney, Project manager"
    recorded_only: str = ""
    street_outreach_hours: int = 24
    social_outreach_hours: int = 72
    handoff_minutes: int = 30
    intake_days: int = 30
    medication_days: int = 7
    naloxone_months: int = 12
    plan_review_days: int = 90
    linkage_identified_days: int = 7
    linkage_sent_days: int = 3
    linkage_provider_days: int = 7
    linkage_participant_days: int = 7
    linkage_waitlist_days: int = 30
    linkage_accepted_days: int = 7
    linkage_started_days: int = 14
    linkage_ongoing_days: int = 30
    linkage_supervisor_times: int = 2
    own_copy_size: int = OWN_COPY_SIZE
    fictional: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def liaison(self) -> str:
        """The liaison as papers name them, without saying whose liaison they are."""
        return ", ".join(filter(None, (self.liaison_name.strip(), self.liaison_phone.strip())))

    @property
    def late_after(self) -> timedelta:
        """How long after a contact its entry counts as late."""
        return timedelta(hours=self.late_hours)


def read_settings(stored: dict[str, object]) -> VaultSettings:
    """Settings from what the vault stores; unknown keys and wrong types fall back to defaults."""
    defaults = VaultSettings()
    known = {
        field.name: stored[field.name]
        for field in fields(VaultSettings)
        if type(stored.get(field.name)) is type(getattr(defaults, field.name))
    }
    return replace(defaults, **known)  # type: ignore[arg-type]  # types were compared above

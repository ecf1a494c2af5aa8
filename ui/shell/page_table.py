"""The pages of the window: one line each, from which navigation, finder and keys are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lead_desktop.app import Application
from lead_desktop.domain.trust.roles import Act
from ui.pages.calendar.page import CalendarPage
from ui.pages.caseload.page import CaseloadPage
from ui.pages.directory.page import DirectoryPage
from ui.pages.forms.page import FormsPage
from ui.pages.linkages.page import LinkagesPage
from ui.pages.outcomes.page import OutcomesPage
from ui.pages.page import Page
from ui.pages.participant.page import ParticipantPage
from ui.pages.print_summary.page import PrintPage
from ui.pages.privacy.page import PrivacyPage
from ui.pages.referrals.form_page import NewReferralPage
from ui.pages.referrals.page import ReferralsPage
from ui.pages.review.page import ReviewPage
from ui.pages.settings.page import SettingsPage
from ui.pages.team.page import TeamPage
from ui.pages.today.page import TodayPage
from ui.pages.workplace import Workplace

TODAY = "today"
CASELOAD = "caseload"
DIRECTORY = "directory"
FORMS = "forms"
LINKAGES = "linkages"
REFERRALS = "referrals"
NEW_REFERRAL = "new_referral"
CALENDAR = "calendar"
OUTCOMES = "outcomes"
PARTICIPANT = "participant"
PRINT = "print"
PRIVACY = "privacy"
REVIEW = "review"
TEAM = "team"
SETTINGS = "settings"


@dataclass(frozen=True)
class Premises:
    """What pages are built from. config: the folder with this computer's own preferences."""

    workplace: Workplace
    application: Application
    config: Path


@dataclass(frozen=True)
class PageEntry:
    """A page by its name. `letter`: after G it leads here, and so do those in `also`. Pages without
    an icon are reached from others and stand in no menu. low: at the lower end of the sidebar.
    under: the page whose entry is marked while this one shows. act: what a worker must be allowed
    to do to see it. any_of: acts of which one is enough."""

    name: str
    title: str
    build: Callable[[Premises], Page]
    icon: str = ""
    letter: str = ""
    also: str = ""
    low: bool = False
    under: str = ""
    act: Act | None = None
    any_of: frozenset[Act] = frozenset()


def _settings(premises: Premises) -> Page:
    return SettingsPage(premises.workplace, premises.application, config=premises.config)


PAGES: tuple[PageEntry, ...] = (
    PageEntry(
        TODAY, "Today", lambda at: TodayPage(at.workplace), "sun", "T", act=Act.SEE_PARTICIPANTS
    ),
    PageEntry(
        CASELOAD,
        "Caseload",
        lambda at: CaseloadPage(at.workplace),
        "users",
        "C",
        act=Act.SEE_PARTICIPANTS,
    ),
    PageEntry(
        LINKAGES,
        "Linkages",
        lambda at: LinkagesPage(at.workplace),
        "route",
        "K",
        also="L",
        act=Act.SEE_PARTICIPANTS,
    ),
    PageEntry(
        REFERRALS,
        "Referrals",
        lambda at: ReferralsPage(at.workplace),
        "inbox",
        "R",
        act=Act.SEE_PARTICIPANTS,
    ),
    PageEntry(
        CALENDAR,
        "Calendar",
        lambda at: CalendarPage(at.workplace),
        "calendar",
        "A",
        act=Act.SEE_PARTICIPANTS,
    ),
    PageEntry(
        OUTCOMES,
        "Outcomes",
        lambda at: OutcomesPage(at.workplace),
        "chart-column",
        "O",
        any_of=frozenset({Act.SEE_MEASURES_OWN, Act.SEE_MEASURES_ALL, Act.SEE_MEASURES_AGGREGATE}),
    ),
    PageEntry(
        DIRECTORY,
        "Directory",
        lambda at: DirectoryPage(at.workplace),
        "life-buoy",
        "D",
        act=Act.SEE_DIRECTORY,
    ),
    PageEntry(
        REVIEW, "Review", lambda at: ReviewPage(at.workplace), "signature", "V", act=Act.SIGN_OWN
    ),
    PageEntry(TEAM, "Team", lambda at: TeamPage(at.workplace), "gauge", "M", act=Act.SUPERVISE),
    PageEntry(
        PRIVACY,
        "Privacy",
        lambda at: PrivacyPage(at.workplace),
        "shield",
        "P",
        low=True,
        act=Act.RECORD_CONSENT,
    ),
    PageEntry(SETTINGS, "Settings", _settings, "settings", "S", low=True),
    PageEntry(
        NEW_REFERRAL,
        "New referral",
        lambda at: NewReferralPage(at.workplace),
        under=REFERRALS,
        act=Act.RECORD_REFERRAL,
    ),
    PageEntry(
        PARTICIPANT,
        "Participant",
        lambda at: ParticipantPage(at.workplace),
        under=CASELOAD,
        act=Act.SEE_PARTICIPANTS,
    ),
    PageEntry(
        PRINT,
        "Print summary",
        lambda at: PrintPage(at.workplace),
        under=CASELOAD,
        act=Act.SEE_PARTICIPANTS,
    ),
    PageEntry(
        FORMS,
        "Printed forms",
        lambda at: FormsPage(at.workplace),
        under=CASELOAD,
        act=Act.SEE_PARTICIPANTS,
    ),
)


def entry_of(name: str) -> PageEntry | None:
    """The page called `name`, or None."""
    return next((entry for entry in PAGES if entry.name == name), None)


def pages_for(may: Callable[[Act], bool]) -> tuple[PageEntry, ...]:
    """The pages of somebody who may do what `may` allows."""
    return tuple(
        entry
        for entry in PAGES
        if (entry.act is None or may(entry.act))
        and (not entry.any_of or any(may(act) for act in entry.any_of))
    )

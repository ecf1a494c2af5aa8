"""The caseload as the window itself needs it: for the finder, the counts, and who is at hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.participant import ENDED
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts import reviews
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from lead_desktop.services.plan import linkages
from lead_desktop.services.referral import referrals
from lead_desktop.services.trust import kept
from lead_desktop.services.worklist import worklist
from ui.pages.workplace import Workplace
from ui.shell.page_table import CASELOAD, LINKAGES, REFERRALS, REVIEW, TODAY

RECENT = 8
_TOPICS = (
    Topic.PARTICIPANTS,
    Topic.CONTACTS,
    Topic.LINKAGES,
    Topic.REFERRALS,
    Topic.TASKS,
    Topic.WORKLISTS,
)


@dataclass(frozen=True)
class Known:
    """One fetch: everybody's row, whom the worker pinned, how much is on their day, how many
    linkages and referrals are open, and how many notes ask for them."""

    rows: list[CaseloadRow] = field(default_factory=list)
    pins: tuple[UUID, ...] = ()
    to_do: int = 0
    linkages: int = 0
    referrals: int = 0
    to_review: int = 0


def know(desk: Desk) -> Known:
    """What the window keeps at hand. For the store's thread."""
    return Known(
        participants.list_caseload(desk, need_first=False),
        kept.list_pins(desk),
        len(worklist.list_work(desk).items),
        linkages.count_open(desk),
        referrals.count_open(desk),
        reviews.review_queue(desk).asking if desk.may(Act.SIGN_OWN) else 0,
    )


class People(QObject):
    """Rows of everybody whom the worker may see, fetched anew after each change.

    Changes that come while a fetch is under way are taken together into one more.
    """

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._known = Known()
        self._recent: list[UUID] = []
        self._fetching = False
        self._again = False
        workplace.bus.subscribe(self, map(str, _TOPICS), lambda _: self.fetch())

    def fetch(self) -> None:
        """Ask for the rows, where the worker may see participants at all."""
        if not self._workplace.desk.may(Act.SEE_PARTICIPANTS):
            return
        if self._fetching:
            self._again = True
            return
        self._fetching = True
        desk = self._workplace.desk
        self._workplace.runner.run(
            lambda: know(desk),
            self._take,
            lambda _: self._done(),
            owner=self,
        )

    def opened(self, participant_id: UUID) -> None:
        """Note that somebody's page was opened."""
        rest = [known for known in self._recent if known != participant_id]
        self._recent = [participant_id, *rest][:RECENT]
        self.changed.emit()

    @property
    def rows(self) -> list[CaseloadRow]:
        """Everybody whom the worker may see."""
        return self._known.rows

    def recent(self) -> list[CaseloadRow]:
        """Who was open in this session, the last first."""
        known = {row.id: row for row in self.rows}
        return [known[who] for who in self._recent if who in known]

    @property
    def pins(self) -> frozenset[UUID]:
        """Whom the worker keeps at hand, by id."""
        return frozenset(self._known.pins)

    def pinned(self) -> list[CaseloadRow]:
        """Whom the worker keeps at hand, the first pinned first."""
        known = {row.id: row for row in self.rows}
        return [known[who] for who in self._known.pins if who in known]

    def toggle_pin(self, participant_id: UUID) -> None:
        """Keep a participant at hand, or let them go."""
        workplace, desk = self._workplace, self._workplace.desk
        was = participant_id in self._known.pins
        act, back = (kept.unpin, kept.pin) if was else (kept.pin, kept.unpin)

        def tell(change: Change) -> None:
            workplace.bus.publish(change.topics, change.ids)

        def done(change: Change) -> None:
            tell(change)
            workplace.navigator.toast(
                change.undo_label,
                lambda: workplace.runner.run(lambda: back(desk, participant_id), tell, owner=self),
            )

        workplace.runner.run(lambda: act(desk, participant_id), done, owner=self)

    def my_count(self) -> int:
        """How many people are on the worker's own caseload now."""
        return sum(1 for row in self.rows if row.mine and row.status not in ENDED)

    def counts(self) -> dict[str, int | None]:
        """How much stands on each page, by its name; None where a nought would say nothing."""
        known = self._known
        return {
            CASELOAD: self.my_count(),
            # A supervisor has no list of their own: their day is the team's.
            TODAY: known.to_do or None,
            LINKAGES: known.linkages or None,
            REFERRALS: known.referrals or None,
            REVIEW: known.to_review or None,
        }

    def _take(self, known: Known) -> None:
        self._known = known
        self._done()
        self.changed.emit()

    def _done(self) -> None:
        self._fetching = False
        if self._again:
            self._again = False
            self.fetch()

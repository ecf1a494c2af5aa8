"""The timeline tab: the whole story of one person, newest first."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lead_desktop.domain.participant import ParticipantRecord
from lead_desktop.domain.roles import Act
from lead_desktop.domain.timeline import ContactEntry, TimelineEntry
from lead_desktop.services import contacts, participants
from lead_desktop.services.changes import Change
from ui.kit.button import Button
from ui.kit.choice_chip import Choice
from ui.kit.empty_state import EmptyState
from ui.kit.keycap import draw_keycaps, keycaps_width
from ui.kit.paint import begin, draw_box, draw_icon, draw_ring, draw_text, shows_focus
from ui.kit.search_field import SearchField
from ui.kit.segmented import Segmented
from ui.models.day_words import Calendar
from ui.models.timeline import Show, TimelineModel, matcher_of
from ui.pages.participant.tab import Tab
from ui.pages.participant.timeline_delegate import TimelineDelegate
from ui.pages.participant.timeline_view import TimelineView
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme import Theme
from ui.theme.tokens import IconSize, Radius

_PAGE = 100
_MOST_HITS = 200
_MOST_AGAIN = 600  # entries that a refresh fetches again at most
_FIND_AFTER_MS = 150
_AHEAD = 3  # screens of entries that are kept loaded below the one in sight
_TICK = timedelta(microseconds=1)
_CHOICES = (
    Choice(Show.EVERYTHING, "Everything"),
    Choice(Show.CONTACTS, "Contacts"),
    Choice(Show.LINKAGES, "Linkages"),
    Choice(Show.EVENTS, "Events"),
)


class TimelineTab(Tab):
    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        theme, clock = workplace.theme, workplace.desk.clock
        self._who: UUID | None = None
        self._more = False
        self._task: Task[list[TimelineEntry]] | None = None
        self._hits: Task[list[ContactEntry]] | None = None
        self._limit = _PAGE
        self.model = TimelineModel(Calendar.of(clock), self)
        self.delegate = TimelineDelegate(
            theme, self.model.calendar, workplace.desk.worker.name, self
        )
        self.view = TimelineView(theme, self.model, self.delegate)
        self.kinds = Segmented(theme, "Show", _CHOICES)
        self.search = SearchField(theme, "Find in notes", placeholder="Find in notes")
        self.sign_button = Button(theme, "Sign", icon="signature", keys="S")
        self.log_row = LogRow(theme)
        self._empty = EmptyState(theme, "message-square-plus", "No contacts yet")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_FIND_AFTER_MS)
        self._lay_out()
        self._connect()

    def show_record(self, record: ParticipantRecord, calendar: Calendar) -> None:
        if record.row.id != self._who:
            self._who = record.row.id
            self.search.clear()
            self.model.begin_anew((), calendar)
            self._limit = _PAGE
        self.delegate.calendar = calendar
        self.log_row.name(record.row.preferred_name.split()[0])
        # As many as are shown already, so that a refresh never takes the ground from under a row.
        self._limit = min(max(_PAGE, self.model.loaded), _MOST_AGAIN)
        self._fetch_first()

    def take_focus(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def act_on(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Slash:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_S and self._signable() is not None:
            self._sign()
        elif key == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.take_focus()
        else:
            return False
        return True

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self.kinds)
        tools.addStretch()
        tools.addWidget(self.sign_button)
        self.search.setFixedWidth(self._workplace.theme.px(190))
        tools.addWidget(self.search)
        self.sign_button.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(10)
        column.addLayout(tools)
        column.addWidget(self.log_row)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.kinds.changed.connect(self._show_kind)
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.left.connect(self.take_focus)
        self._timer.timeout.connect(self._find)
        self.sign_button.clicked.connect(self._sign)
        self.log_row.clicked.connect(self._log)
        self.view.opened.connect(lambda _: self._sign() if self._signable() else None)
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._reach_on())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._offer_sign())

    def _fetch_first(self) -> None:
        """The newest entries of the person who is shown; an older answer is dropped."""
        who, desk, limit = self._who, self._workplace.desk, self._limit
        if who is None:
            return
        if self.search.text().strip():
            self._find()
            return
        if self._task is not None:
            self._task.forget()
        self._task = self._workplace.runner.run(
            lambda: participants.list_timeline(desk, who, limit=limit),
            lambda entries: self._begin(entries, limit),
            self._workplace.navigator.report,
            owner=self,
        )

    def _begin(self, entries: list[TimelineEntry], limit: int) -> None:
        self._task = None
        self._limit = _PAGE
        self._more = len(entries) >= limit
        self._replace(entries)
        self._show_state("No contacts yet", "The first one starts the story.")
        self._reach_on()

    def _replace(self, entries: list[TimelineEntry]) -> None:
        """Other entries in place of those shown; row and place on the screen stay."""
        place, row = self.view.verticalScrollBar().value(), self.view.currentIndex().row()
        self.delegate.forget()
        self.model.begin_anew(entries, self.delegate.calendar)
        self.view.updateGeometries()
        self.view.verticalScrollBar().setValue(place)
        if row >= 0:
            self.view.go_to(self.model.index(min(row, self.model.rowCount() - 1), 0))
        self._offer_sign()

    def _reach_on(self) -> None:
        """Fetch the next page well before the end comes into sight."""
        bar = self.view.verticalScrollBar()
        near = bar.maximum() - bar.value() < _AHEAD * max(self.view.viewport().height(), 1)
        oldest, who = self.model.oldest, self._who
        if not (near and self._more and self._task is None and oldest and who):
            return
        desk, limit = self._workplace.desk, self._limit
        # The edge itself is asked for again: several entries may share its moment.
        before = oldest + _TICK
        self._task = self._workplace.runner.run(
            lambda: participants.list_timeline(desk, who, limit=limit, before=before),
            lambda entries: self._go_on(entries, limit),
            self._workplace.navigator.report,
            owner=self,
        )

    def _go_on(self, entries: list[TimelineEntry], limit: int) -> None:
        self._task = None
        if self.search.text().strip():
            return
        self._more = len(entries) >= limit
        fresh = self.model.append(entries)
        # A page of nothing but known entries: more share one moment than a page holds.
        self._limit = _PAGE if fresh else limit * 2
        self._reach_on()

    def _find(self) -> None:
        words, who, desk = self.search.text().strip(), self._who, self._workplace.desk
        self.delegate.highlight(matcher_of(words))
        for stale in (self._hits, self._task):
            if stale is not None:
                stale.forget()
        self._task = None
        if not words:
            self._limit = _PAGE
            self._fetch_first()
            return
        self._hits = self._workplace.runner.run(
            lambda: contacts.list_contacts(
                desk, participant_id=who, find=words, newest_first=True, limit=_MOST_HITS
            ),
            self._show_hits,
            self._workplace.navigator.report,
            owner=self,
        )

    def _show_hits(self, found: list[ContactEntry]) -> None:
        self._more = False
        self._replace([*found])
        self.view.scrollToTop()
        self._show_state("No note says that", "The beginnings of all words are looked for.")

    def _show_kind(self, key: str) -> None:
        self.model.show_only(Show(key))
        self.view.scrollToTop()
        words = {
            Show.CONTACTS: "No contacts yet",
            Show.LINKAGES: "No linkage has moved yet",
            Show.EVENTS: "No events on record",
        }
        self._show_state(words.get(Show(key), "Nothing here yet"), "")
        self._offer_sign()
        self._reach_on()

    def _show_state(self, heading: str, line: str) -> None:
        """The list, or why it is empty; it is not called empty while older pages may follow."""
        empty = self.model.rowCount() == 0 and not self._more
        if empty:
            self._empty.set_text(heading, line)
        self._stack.setCurrentWidget(self._empty if empty else self.view)

    def _signable(self) -> ContactEntry | None:
        """The current entry when it is an own note that is not signed yet."""
        item, desk = self.model.item_at(self.view.currentIndex().row()), self._workplace.desk
        if not isinstance(item, ContactEntry) or item.signed_at is not None:
            return None
        own = item.author == desk.worker.name
        return item if own and desk.may(Act.SIGN_OWN) else None

    def _offer_sign(self) -> None:
        self.sign_button.setVisible(self._signable() is not None)

    def _sign(self) -> None:
        entry, desk = self._signable(), self._workplace.desk
        if entry is None:
            return
        self._workplace.runner.run(
            lambda: contacts.sign_contact(desk, entry.id),
            self._tell_signed,
            self._workplace.navigator.report,
            owner=self,
        )

    def _tell_signed(self, change: Change) -> None:
        self.take_focus()
        self._workplace.navigator.toast("Note signed")
        self.changed.emit(change)

    def _log(self) -> None:
        self._workplace.navigator.log_contact(self._who)


class LogRow(QPushButton):
    """The invitation over the timeline: "Log a contact with Juniper"."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def name(self, first: str) -> None:
        """With whom."""
        self.setText(f"Log a contact with {first}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.px(42))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        theme, rect = self._theme, QRectF(self.rect())
        ground = theme.color("hover" if self.underMouse() else "subtle")
        draw_box(painter, rect, Radius.OPTION, ground, theme.color("border"))
        if shows_focus(self):
            draw_ring(painter, theme, rect, Radius.OPTION)
        middle = rect.center().y()
        icon = "message-square-plus"
        draw_icon(painter, theme, icon, "accent_text", IconSize.DEFAULT, 15, middle)
        words = rect.adjusted(42, 0, -50, 0)
        draw_text(painter, words, self.text(), theme.font("body"), theme.color("text2"))
        x = rect.right() - keycaps_width(theme, "L") - 13
        draw_keycaps(painter, theme, "L", x, middle)

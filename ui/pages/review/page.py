"""Review: notes that wait for a signature, a second look or an answer."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.base.errors import LeadError
from lead_desktop.domain.contacts.review import ReviewItem, ReviewQueue, ReviewReason
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Topic
from lead_desktop.services.contacts import contacts, reviews, revisions
from lead_desktop.services.contacts.revisions import Revision
from lead_desktop.services.desk import Desk
from ui.kit.card import Card
from ui.kit.empty_state import EmptyState
from ui.kit.list_view import ListView
from ui.kit.selection_bar import BarAction, SelectionBar
from ui.kit.skeleton import Skeleton
from ui.models.day_words import Calendar
from ui.models.reviews import ReviewModel, entries_of
from ui.pages.drawer_button import DrawerButton
from ui.pages.note_sheets.acts import NoteAct, NoteActs, acts_on
from ui.pages.page import Heading, KeyedPage, KeyHint
from ui.pages.review.delegate import ReviewDelegate
from ui.pages.review.reading import ACT_KEYS, Reading
from ui.pages.workplace import Workplace
from ui.runner import Task
from ui.theme.tokens import Space

Read = tuple[ContactEntry, tuple[Revision, ...]]
_READ_AFTER_MS = 60
_SIGNABLE = frozenset({ReviewReason.UNSIGNED, ReviewReason.RETURNED})
_COSIGNABLE = frozenset({ReviewReason.COSIGN, ReviewReason.ANSWERED, ReviewReason.WAITING})
_BY_KEY = {Qt.Key[f"Key_{letter}"]: act for act, letter in ACT_KEYS.items()}


class ReviewPage(KeyedPage):
    """The queue on the left, the current note on the right; worked through with single keys."""

    topics = frozenset({Topic.CONTACTS, Topic.PARTICIPANTS})

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        theme = workplace.theme
        calendar = Calendar.of(workplace.desk.clock)
        self.loaded = False
        self.entry: ContactEntry | None = None
        self._task: Task[Read] | None = None
        self._queue = ReviewQueue(())
        self.model = ReviewModel(calendar, self)
        self.view = ListView(theme, "Notes to review", clear=True)
        self.delegate = ReviewDelegate(theme, self.view, calendar)
        self.view.setItemDelegate(self.delegate)
        self.view.setModel(self.model)
        self.reading = Reading(theme)
        self.drawer_button = DrawerButton(workplace)
        self.drawer_button.hide()  # until it stands in the top bar
        self._listed = Card(fixed=False)
        # Over the list: the note itself stays in sight while one writes about it.
        self.acts = NoteActs(workplace, self._listed)
        self.bar = SelectionBar(
            theme,
            self._listed,
            [
                BarAction("sign", "Sign", "signature", "S"),
                BarAction("cosign", "Co-sign", "signature", "C"),
            ],
        )
        self._empty = EmptyState(theme, "circle-check", "Nothing waits")
        self._empty.set_text("Nothing waits", "Every note of yours is signed.")
        self._skeleton = Skeleton(theme, rows=6, row_height=52)
        self._stack = QStackedWidget()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER_MS)
        self._timer.timeout.connect(self._read)
        self._lay_out()
        self._connect()

    def heading(self) -> Heading:
        asking = self._queue.asking
        notes = "note" if asking == 1 else "notes"
        return Heading("Review", f"{asking} {notes} for you" if self.loaded and asking else "")

    def top_bar_widgets(self) -> tuple[QWidget, ...]:
        return (self.drawer_button,) if self.workplace.desk.may(Act.LOG_CONTACT) else ()

    def hints(self) -> tuple[KeyHint, ...]:
        acts = acts_on(self.entry, self.workplace.desk) if self.entry else ()
        told = [KeyHint((ACT_KEYS[act],), act.value.lower()) for act in acts if act in ACT_KEYS]
        walk = (KeyHint(("J",), "next"), KeyHint(("X",), "select"), KeyHint(("Enter",), "open"))
        return (*walk, *told[:3])

    def current_person(self) -> UUID | None:
        item = self.item()
        return item.participant_id if item is not None else None

    def order(self) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(item.participant_id for item in self._queue.items))

    def item(self) -> ReviewItem | None:
        """The note that keys act upon."""
        return self.model.item(self.view.currentIndex().row())

    def refresh(self) -> None:
        desk = self.workplace.desk
        if not self.loaded:
            self._skeleton.wait()
        self.workplace.runner.run(
            lambda: reviews.review_queue(desk), self._take, self._fail, owner=self
        )

    def activate(self) -> None:
        super().activate()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _act_on(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape and self.view.chosen_rows():
            self.view.clear_chosen()
            return True
        act = _BY_KEY.get(key)
        if act is None or not self.view.letters_enabled:
            return False
        if self.view.chosen_rows() and act in (NoteAct.SIGN, NoteAct.COSIGN):
            self._act_on_chosen("sign" if act is NoteAct.SIGN else "cosign")
        else:
            self._do(act)
        return True

    def _do(self, act: NoteAct) -> None:
        """Do it upon the note that is shown; nothing while another one is still being read."""
        item, entry = self.item(), self.entry
        if item is None or entry is None or entry.id != item.contact_id:
            return
        if act in acts_on(entry, self.workplace.desk):
            self.acts.do(act, entry)

    def _act_on_chosen(self, key: str) -> None:
        wanted = _SIGNABLE if key == "sign" else _COSIGNABLE
        ids = [item.contact_id for item in self._chosen() if self._fits(item, wanted)]
        if not ids:
            return
        if key == "sign":
            self.acts.sign(ids)
        else:
            self.acts.cosign(ids)

    def _fits(self, item: ReviewItem, wanted: frozenset[ReviewReason]) -> bool:
        return item.reason in wanted and item.signed == (wanted is _COSIGNABLE)

    def _chosen(self) -> list[ReviewItem]:
        items = (self.model.item(row) for row in self.view.chosen_rows())
        return [item for item in items if item is not None]

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        for key, wanted in (("sign", _SIGNABLE), ("cosign", _COSIGNABLE)):
            fits = bool(chosen) and all(self._fits(item, wanted) for item in chosen)
            self.bar.buttons[key].setVisible(fits)
        self.bar.show_count(len(chosen))

    def _take(self, queue: ReviewQueue) -> None:
        current = self.item()
        row = max(self.view.currentIndex().row(), 0)
        self.loaded = True
        self._skeleton.stop()
        self._queue = queue
        calendar = Calendar.of(self.workplace.desk.clock)
        self.delegate.calendar = calendar
        self.model.replace_on(entries_of(queue), calendar)
        self._show_chosen()
        self._stack.setCurrentWidget(self.view if queue.items else self._empty)
        self.reading.setVisible(bool(queue.items))
        self._go_back_to(current, row)
        if self.rows_may_focus(self.view):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading_changed.emit()

    def _go_back_to(self, current: ReviewItem | None, row: int) -> None:
        """The note that was current stays it, or the one that took its place."""
        places = [at for at in range(self.model.rowCount()) if self.model.item(at) is not None]
        same = [
            at
            for at in places
            if current is not None
            and (found := self.model.item(at)) is not None
            and found.contact_id == current.contact_id
        ]
        near = [at for at in places if at >= row] or places[-1:]
        for place in [*same, *near][:1]:
            self.view.go_to(self.model.index(place, 0))
        self._timer.start()

    def _fail(self, error: LeadError) -> None:
        self._skeleton.stop()
        self.workplace.navigator.report(error)

    def _read(self) -> None:
        """Show the current note once the hand rests on it."""
        item, desk = self.item(), self.workplace.desk
        if self._task is not None:
            self._task.forget()
        if item is None:
            self.entry = None
            self.reading.show_nothing()
            return
        wanted = item.contact_id
        self._task = self.workplace.runner.run(
            lambda: read_note(desk, wanted), self._show, self._fail, owner=self
        )

    def _show(self, read: Read) -> None:
        self.entry, revisions = read
        acts = acts_on(self.entry, self.workplace.desk)
        calendar = Calendar.of(self.workplace.desk.clock)
        self.reading.show_note(self.entry, calendar, acts, revisions)
        self.heading_changed.emit()

    def _open(self) -> None:
        item = self.item()
        if item is not None:
            self.workplace.navigator.open_participant(item.participant_id)

    def _follow(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._timer.start()

    def _connect(self) -> None:
        self.view.opened.connect(lambda _: self._open())
        self.view.selectionModel().currentChanged.connect(self._follow)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        self.reading.acted.connect(self._do)
        self.reading.open_asked.connect(self._open)
        self.bar.acted.connect(self._act_on_chosen)
        self.bar.cleared.connect(self.view.clear_chosen)

    def _lay_out(self) -> None:
        self._listed.column.setContentsMargins(4, 6, 4, 8)
        loading = QWidget()
        column = QVBoxLayout(loading)
        column.setContentsMargins(12, 12, 12, 12)
        self._skeleton.hide()
        column.addWidget(self._skeleton)
        column.addStretch()
        for widget in (loading, self.view, self._empty):
            self._stack.addWidget(widget)
        self._listed.column.addWidget(self._stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, 16, 20, 16)
        row.setSpacing(16)
        row.addWidget(self._listed, 5)
        row.addWidget(self.reading, 4)


def read_note(desk: Desk, contact_id: UUID) -> Read:
    """A note and what it said before. For the store's thread."""
    return contacts.read_contact(desk, contact_id), revisions.list_revisions(desk, contact_id)

"""The drawer: everything unfinished or taken back, one key away from going on with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts import drafts, trash
from lead_desktop.services.contacts.drafts import DraftLine, DraftState, SavedDraft, TeamDraft
from lead_desktop.services.contacts.trash import WithdrawnLine
from lead_desktop.services.desk import Desk
from ui.kit.avatar import avatar_tone, draw_avatar
from ui.kit.button import Button
from ui.kit.choice_chip import Choice
from ui.kit.empty_state import EmptyState
from ui.kit.field import Field
from ui.kit.inputs import LineEdit
from ui.kit.list_view import ListView
from ui.kit.paint import RIGHT, draw_icon, draw_text, text_width
from ui.kit.row_delegate import RowDelegate, RowState
from ui.kit.row_keys import AnyIndex
from ui.kit.segmented import Segmented
from ui.kit.side_sheet import SideSheet
from ui.models.day_words import Calendar
from ui.models.drawer import DrawerModel, DrawerRow, Pile, draft_row, team_row, trash_row
from ui.pages.workplace import Workplace
from ui.theme.tokens import IconSize

_WIDTH = 480
_ROW = 62
_INSET = 8
_EMPTY: dict[Pile, tuple[str, str]] = {
    Pile.DRAFTS: ("No drafts", "Whatever you put away unfinished waits here."),
    Pile.TRASH: ("Nothing was taken back", "Undone contacts wait here, with everything they did."),
    Pile.TEAM: ("Nobody has a draft", "You see that a draft exists, never what it says."),
}


@dataclass(frozen=True)
class Contents:
    """What lies in the drawer of this worker."""

    drafts: tuple[DraftLine, ...]
    trash: tuple[WithdrawnLine, ...]
    team: tuple[TeamDraft, ...]


def look_inside(desk: Desk) -> Contents:
    """Everything in the drawer; for the store thread."""
    team = drafts.list_team_drafts(desk) if desk.may(Act.COSIGN) else []
    return Contents(tuple(drafts.list_drafts(desk)), tuple(trash.list_withdrawn(desk)), tuple(team))


class Drawer(SideSheet):
    """Slides in over `host`. Enter goes on with a draft or restores a contact; D discards a draft.

    draft_wanted carries the id of the draft to open; the drawer is closing then.
    """

    draft_wanted = Signal(object)

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(workplace.theme, host, "Drafts and trash", width=_WIDTH)
        self._workplace = workplace
        self._desk = workplace.desk
        self._contents = Contents((), (), ())
        theme = workplace.theme
        piles = [Choice(Pile.DRAFTS, "Drafts"), Choice(Pile.TRASH, "Trash")]
        if self._desk.may(Act.COSIGN):
            piles.append(Choice(Pile.TEAM, "Team"))
        self.piles = Segmented(theme, "Show", piles)
        self.model = DrawerModel(self)
        self.list = ListView(theme, "Drafts and trash", clear=True)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Rows(theme, self.list, row_height=_ROW, rule=False, card=True))
        self.reason = LineEdit(theme, "Why it was taken back", placeholder="Entered twice, …")
        self.reason.setObjectName("reason")
        self.reason_field = Field(theme, "Why it was taken back", self.reason)
        self.open_button = Button(theme, "Go on writing", kind="primary", keys="Enter")
        self.discard_button = Button(theme, "Discard", kind="ghost", keys="D")
        self._empty = EmptyState(theme, "pen-line", "")
        self._lay_out()
        self._connect()
        self._show_pile()
        self.fetch()

    def fetch(self) -> None:
        """Look inside again."""
        desk = self._desk
        self._workplace.runner.run(
            lambda: look_inside(desk), self._take, self._workplace.navigator.report, owner=self
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        discards = event.key() in (Qt.Key.Key_D, Qt.Key.Key_Delete) and not event.modifiers()
        if discards and self.list.hasFocus() and self._pile() is Pile.DRAFTS:
            self._discard()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(12, 14, 12, 6)
        column.setSpacing(12)
        # The rows stand a little inside the list; what is around them is in line with them.
        self.reason_field.setContentsMargins(_INSET, 0, _INSET, 0)
        head = QHBoxLayout()
        head.setContentsMargins(_INSET, 0, _INSET, 0)
        head.addWidget(self.piles)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.reason_field)
        self.footer.addWidget(self.discard_button)
        self.footer.addStretch(1)
        self.footer.addWidget(self.open_button)

    def _connect(self) -> None:
        self.piles.changed.connect(lambda _: self._show_pile())
        self.list.opened.connect(lambda _: self._go_on())
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.open_button.clicked.connect(self._go_on)
        self.discard_button.clicked.connect(self._discard)
        self.reason.editingFinished.connect(self._keep_reason)
        topics = (Topic.DRAFTS, Topic.CONTACTS)
        self._workplace.bus.subscribe(self, topics, lambda _: self.fetch())

    def _pile(self) -> Pile:
        return Pile(self.piles.value() or Pile.DRAFTS)

    def _take(self, contents: Contents) -> None:
        first = self._contents == Contents((), (), ())
        self._contents = contents
        self._show_pile()
        if first and self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pile(self) -> None:
        pile, calendar = self._pile(), Calendar.of(self._desk.clock)
        rows: dict[Pile, tuple[DrawerRow, ...]] = {
            Pile.DRAFTS: tuple(draft_row(line, calendar) for line in self._contents.drafts),
            Pile.TRASH: tuple(trash_row(line, calendar) for line in self._contents.trash),
            Pile.TEAM: tuple(team_row(line, calendar) for line in self._contents.team),
        }
        place = max(self.list.currentIndex().row(), 0)
        self.model.replace(rows[pile])
        self.list.go_to(self.model.index(min(place, len(rows[pile]) - 1), 0))
        self._empty.set_text(*_EMPTY[pile])
        self._stack.setCurrentWidget(self.list if rows[pile] else self._empty)
        self._show_current()

    def _show_current(self) -> None:
        """What can be done with the row that stands chosen."""
        pile, row = self._pile(), self._current()
        self.open_button.setText("Restore" if pile is Pile.TRASH else "Go on writing")
        self.open_button.setVisible(row is not None and row.id is not None)
        self.discard_button.setVisible(row is not None and pile is Pile.DRAFTS)
        line = self._withdrawn()
        self.reason_field.setVisible(line is not None)
        if line is not None and not self.reason.hasFocus():
            self.reason.setText(line.reason)

    def _current(self) -> DrawerRow | None:
        return self.model.row_at(self.list.currentIndex().row())

    def _withdrawn(self) -> WithdrawnLine | None:
        row = self._current()
        if self._pile() is not Pile.TRASH or row is None:
            return None
        return next((one for one in self._contents.trash if one.contact_id == row.id), None)

    def _go_on(self) -> None:
        row = self._current()
        if row is None or row.id is None:
            return
        if self._pile() is Pile.TRASH:
            self._restore(row.id)
        else:
            self.dismiss()
            self.draft_wanted.emit(row.id)

    def _restore(self, contact_id: UUID) -> None:
        desk, workplace = self._desk, self._workplace

        def restored(change: Change) -> None:
            workplace.bus.publish(change.topics, change.ids)
            undo = _again(workplace, lambda: trash.withdraw_contact(desk, contact_id))
            workplace.navigator.toast("Contact restored, with everything it did", undo)

        workplace.runner.run(
            lambda: trash.restore_contact(desk, contact_id),
            restored,
            workplace.navigator.report,
            owner=self,
        )

    def _discard(self) -> None:
        row, desk, workplace = self._current(), self._desk, self._workplace
        line = next((one for one in self._contents.drafts if row and one.id == row.id), None)
        if line is None:
            return

        def discarded(change: Change) -> None:
            workplace.bus.publish(change.topics, change.ids)
            workplace.navigator.toast("Draft discarded", _bring_back(workplace, line))

        workplace.runner.run(
            lambda: drafts.discard_draft(desk, line.id),
            discarded,
            workplace.navigator.report,
            owner=self,
        )

    def _keep_reason(self) -> None:
        line, words, desk = self._withdrawn(), self.reason.text(), self._desk
        if line is None or words.strip() == line.reason:
            return
        self._workplace.runner.run(
            lambda: trash.give_reason(desk, line.contact_id, words),
            lambda change: self._workplace.bus.publish(change.topics, change.ids),
            self._workplace.navigator.report,
            owner=self,
        )


def _again(workplace: Workplace, act: Callable[[], Change]) -> Callable[[], None]:
    """An undo that outlives the drawer."""

    def undo() -> None:
        workplace.runner.run(
            act,
            lambda change: workplace.bus.publish(change.topics, change.ids),
            owner=workplace.navigator,
        )

    return undo


def _bring_back(workplace: Workplace, line: DraftLine) -> Callable[[], None]:
    """The undo of a discarded draft: it lies in the drawer again, as it was."""
    state = DraftState(line.id, line.form, line.participant_id, line.body, open=False)

    def undo() -> None:
        def kept(saved: SavedDraft) -> None:
            workplace.bus.publish({Topic.DRAFTS}, (saved.id,))

        workplace.runner.run(
            lambda: drafts.save_draft(workplace.desk, state), kept, owner=workplace.navigator
        )

    return undo


class _Rows(RowDelegate):
    def paint_content(
        self, painter: QPainter, rect: QRectF, index: AnyIndex, state: RowState
    ) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(row, DrawerRow):
            return
        theme, left, half = self.theme, rect.left() + 12, rect.height() / 2
        if row.about is not None:
            tone = avatar_tone(row.about)
            on_tint = state.marked
            draw_avatar(
                painter, theme, row.title, tone, left, rect.center().y(), 28, on_tint=on_tint
            )
        else:
            size = IconSize.NAV
            draw_icon(painter, theme, "pen-line", "text2", size, left + 5, rect.center().y())
        left += theme.px(28) + 11
        right = rect.right() - 12
        caption = theme.font("caption")
        upper = QRectF(left, rect.top() + 6, right - left, half - 6)
        draw_text(painter, upper, row.note, caption, theme.color("text3"), RIGHT)
        name = upper.adjusted(0, 0, -text_width(caption, row.note) - 10, 0)
        draw_text(painter, name, row.title, theme.font("strong"), theme.color("text"))
        lower = QRectF(left, rect.top() + half, right - left, half - 8)
        draw_text(painter, lower, row.line, caption, theme.color("text2"))

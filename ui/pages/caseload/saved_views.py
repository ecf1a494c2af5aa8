"""Saved views of the caseload: kept, chosen, taken away, with undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from lead_desktop.base.ids import new_id
from lead_desktop.domain.people.caseload import CaseloadRow
from lead_desktop.domain.people.caseload_filter import CaseloadFilter, SavedViewLine, list_of
from lead_desktop.domain.trust.roles import Act
from lead_desktop.services.changes import Change
from lead_desktop.services.worklist import saved_views
from lead_desktop.services.worklist.saved_views import SaveView
from ui.kit.checks import CheckBox
from ui.kit.inputs import ComboBox, LineEdit
from ui.pages.doing import Doing, SheetHost
from ui.pages.form_sheet import FormSheet
from ui.pages.workplace import Workplace
from ui.theme import Theme

NEW_LIST = "A new list…"


class SaveViewSheet(FormSheet):
    """`wanted` carries a SaveView of the filters that stand now."""

    def __init__(
        self, theme: Theme, host: QWidget, wanted: CaseloadFilter, said: str, *, may_share: bool
    ) -> None:
        super().__init__(theme, host, "Save view", "Save", lead=said)
        self._filter = wanted
        self._id = new_id()
        self.name = LineEdit(theme, "Name", placeholder="Consent ending")
        self.add("name", "Name", self.name)
        self.shared = CheckBox(theme, "For the whole team")
        if may_share:
            self.insert(self.shared)

    def submit(self) -> None:
        self.show_problems(())
        shared = self.shared.isChecked()
        self.wanted.emit(SaveView(self._id, self.name.text(), self._filter, shared))


class AddToListSheet(FormSheet):
    """`wanted` carries (the list, None for a new one; the name of a new one)."""

    def __init__(
        self, theme: Theme, host: QWidget, said: str, lists: Sequence[SavedViewLine]
    ) -> None:
        super().__init__(theme, host, "Add to a list", "Add", lead=said)
        self._lists = tuple(lists)
        self.to = ComboBox(theme, "List")
        self.to.addItems([line.name for line in self._lists])
        self.to.addItem(NEW_LIST)
        self.name = LineEdit(theme, "Name", placeholder="Outreach on Thursday")
        self.add("to", "List", self.to)
        self._named = self.add("name", "Name", self.name)
        self.to.currentIndexChanged.connect(lambda _: self._named.setVisible(self._line() is None))
        self.fields["to"].setVisible(bool(self._lists))
        self._named.setVisible(not self._lists)

    def submit(self) -> None:
        self.show_problems(())
        self.wanted.emit((self._line(), self.name.text()))

    def _line(self) -> SavedViewLine | None:
        place = self.to.currentIndex()
        return self._lists[place] if 0 <= place < len(self._lists) else None


class SavedViews(QObject, SheetHost):
    """Keeps and removes views; the page shows them after the change has come round."""

    def __init__(self, workplace: Workplace, host: QWidget) -> None:
        super().__init__(host)
        self._workplace = workplace
        self._host = host
        self._doing = Doing(workplace, self)
        self.known: tuple[SavedViewLine, ...] = ()

    def ask_name(self, wanted: CaseloadFilter, said: str) -> None:
        """Open the sheet that keeps `wanted`; said: the filters in words."""
        workplace, desk = self._workplace, self._workplace.desk
        if self.sheet is not None:
            return
        may_share = desk.may(Act.LOG_CONTACT)
        sheet = SaveViewSheet(workplace.theme, self._host, wanted, said, may_share=may_share)

        def save(command: SaveView) -> None:
            self._doing.save(
                sheet,
                lambda: saved_views.save_view(desk, command),
                f"View saved: {command.name.strip()}",
                lambda: saved_views.remove_view(desk, command.id),
            )

        sheet.wanted.connect(save)
        self.show_sheet(sheet)

    def add_people(self, rows: tuple[CaseloadRow, ...]) -> None:
        """Ask onto which list of one's own people are put: one that is there, or a new one."""
        workplace = self._workplace
        if self.sheet is not None or not rows:
            return
        people = frozenset(row.id for row in rows)
        said = rows[0].preferred_name if len(rows) == 1 else f"{len(rows)} participants"
        lists = [line for line in self.known if line.own and line.wanted.picked]
        sheet = AddToListSheet(workplace.theme, self._host, said, lists)
        new_list_id = new_id()  # made once, so that pressing twice makes one list

        def put(wanted: tuple[SavedViewLine | None, str]) -> None:
            line, name = wanted
            act, undo = self._act_of(line, name, new_list_id, people)
            words = f"On the list: {line.name if line else name.strip()}"
            self._doing.save(sheet, act, words, undo)

        sheet.wanted.connect(put)
        self.show_sheet(sheet)

    def take_off(self, line: SavedViewLine, rows: tuple[CaseloadRow, ...]) -> None:
        """Take people off an own list; the toast puts them back. The list itself goes with the
        last of them, as one without anybody would show everybody."""
        desk = self._workplace.desk
        people = frozenset(row.id for row in rows) & line.wanted.picked
        if not line.own or not people:
            return
        if people == line.wanted.picked:
            self.remove(line)
            return

        self._doing.do(
            lambda: saved_views.take_from_list(desk, line.id, people),
            f"Taken off the list: {line.name}",
            lambda: saved_views.add_to_list(desk, line.id, people),
        )

    def _act_of(
        self, line: SavedViewLine | None, name: str, new_list_id: UUID, people: frozenset[UUID]
    ) -> tuple[Callable[[], Change], Callable[[], Change]]:
        """What puts `people` onto a list, and what takes that back."""
        desk = self._workplace.desk
        if line is None:
            made = SaveView(new_list_id, name, list_of(people))
            return (
                lambda: saved_views.save_view(desk, made),
                lambda: saved_views.remove_view(desk, made.id),
            )
        view_id, added = line.id, people - line.wanted.picked
        return (
            lambda: saved_views.add_to_list(desk, view_id, people),
            lambda: saved_views.take_from_list(desk, view_id, added),
        )

    def remove(self, line: SavedViewLine) -> None:
        """Let a view go; the toast brings it back."""
        desk = self._workplace.desk
        again = SaveView(line.id, line.name, line.wanted, line.shared)

        self._doing.do(
            lambda: saved_views.remove_view(desk, line.id),
            f"View removed: {line.name}",
            lambda: saved_views.save_view(desk, again),
        )

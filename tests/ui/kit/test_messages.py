"""What the kit says: problems at a field, banners, toasts, selection, names, counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.avatar import avatar_tone, initials
from ui.kit.banner import Banner
from ui.kit.button import Button, IconButton
from ui.kit.field import Field
from ui.kit.flow_layout import FlowLayout
from ui.kit.inputs import LineEdit, NoteEdit
from ui.kit.keycap import key_names
from ui.kit.label import ElidingLabel, Label
from ui.kit.message_bar import MessageBar
from ui.kit.selection_bar import BarAction, SelectionBar
from ui.kit.side_sheet import SideSheet
from ui.kit.skeleton import Skeleton
from ui.kit.status_strip import KeyHints
from ui.kit.tab_bar import TabBar
from ui.kit.toast import Toast
from ui.theme import Theme


def test_a_problem_is_shown_read_out_and_cleared(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Date of birth", LineEdit(theme, ""), hint="Year first is fine")
    qtbot.addWidget(field)
    field.show()
    height = field.sizeHint().height()
    field.set_problem("November has 30 days.")
    assert field.problem() == "November has 30 days."
    assert field.input.property("st") == "error"
    assert field.input.accessibleDescription() == "November has 30 days."
    assert field.label.buddy() is field.input
    field.set_problem(None)
    assert field.problem() is None
    assert field.input.accessibleDescription() == "Year first is fine"
    assert field.sizeHint().height() == height


def test_a_note_keeps_its_reading_size_when_it_has_a_problem(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Note", NoteEdit(theme, "Note"))
    qtbot.addWidget(field)
    field.show()
    field.set_problem("The note is empty.")
    field.set_problem(None)
    assert field.input.font().pixelSize() == 14


def test_markup_in_a_label_is_shown_as_typed(theme: Theme, qtbot: QtBot) -> None:
    label = Label(theme, "<b>Moss</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_label_gives_way(theme: Theme, qtbot: QtBot) -> None:
    label = ElidingLabel(theme, "Outpatient treatment at Sample Street Recovery")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    label.grab()
    assert label.minimumSizeHint().width() == 0
    assert label.toolTip() == label.text()


def test_banners_stand_once_per_key(theme: Theme, qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert not bar.isVisibleTo(bar.parentWidget())
    bar.post("backup", Banner(theme, "warn", "Backup is 3 days old", action="Back up now"))
    second = Banner(theme, "danger", "Backup is 4 days old", closable=True)
    bar.post("backup", second)
    bar.post("vault", Banner(theme, "info", "Another window has this vault open"))
    assert bar.keys() == ("backup", "vault")
    assert bar.isVisible()
    second.closed.emit()
    bar.take_down("vault")
    assert bar.keys() == ()
    assert not bar.isVisible()


def test_a_banner_without_an_action_has_no_button(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner(theme, "info", "Nothing is sent anywhere.")
    qtbot.addWidget(banner)
    banner.show()
    assert not banner.action.isVisible()
    assert not [w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not banner]


def _toast(theme: Theme, qtbot: QtBot, stay_ms: int) -> tuple[QWidget, Toast]:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    return host, Toast(theme, host, "Contact saved", stay_ms=stay_ms)


def test_a_toast_offers_the_way_back(theme: Theme, qtbot: QtBot) -> None:
    host, toast = _toast(theme, qtbot, 60_000)
    toast.pop_up()
    assert abs(toast.geometry().center().x() - host.rect().center().x()) <= 1
    assert host.rect().contains(toast.geometry())
    with qtbot.waitSignals([toast.undone, toast.gone]):
        qtbot.mouseClick(toast.action, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


@pytest.mark.parametrize("width", [1440, 620])
@pytest.mark.parametrize("first", ["toast", "sheet"])
def test_a_toast_covers_no_button_of_a_sheet(
    theme: Theme, qtbot: QtBot, width: int, first: str
) -> None:
    host, toast = _toast(theme, qtbot, 60_000)
    host.resize(width, 900)
    toast.set_text("Addendum kept and signed, with all of its many words. " * (width // 600))
    sheet = SideSheet(theme, host, "Add to the note")
    cancel = Button(theme, "Cancel")
    sheet.footer.addWidget(cancel)
    toast.pop_up() if first == "toast" else sheet.open()
    sheet.open() if first == "toast" else toast.pop_up()

    def clear() -> bool:
        rows = sheet.button_rows()
        rows.moveTopLeft(sheet.mapTo(host, rows.topLeft()))
        return rows.contains(cancel.mapTo(sheet, cancel.rect().center()) + sheet.pos()) and (
            not rows.intersects(toast.geometry())
        )

    qtbot.waitUntil(lambda: sheet.geometry().right() == host.rect().right())  # it has slid in
    qtbot.waitUntil(clear)
    assert host.rect().contains(toast.geometry())
    sheet.dismiss()
    qtbot.waitUntil(lambda: abs(toast.geometry().center().x() - host.rect().center().x()) <= 1)


def test_a_toast_goes_by_itself_but_waits_for_the_pointer(theme: Theme, qtbot: QtBot) -> None:
    _, toast = _toast(theme, qtbot, 30)
    toast.pop_up()
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert toast.is_waiting()
    with qtbot.waitSignal(toast.gone):
        QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert not toast.isVisible()


def test_the_selection_bar_counts_and_acts(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    bar = SelectionBar(theme, host, [BarAction("assign", "Assign", "user-plus", "A")])
    bar.show_count(2)
    assert bar.isVisible()
    with qtbot.waitSignal(bar.acted) as acted:
        qtbot.mouseClick(bar.buttons["assign"], Qt.MouseButton.LeftButton)
    assert acted.args == ["assign"]
    bar.show_count(0)
    assert not bar.isVisible()


def test_a_skeleton_shows_only_after_a_wait(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    skeleton = Skeleton(theme, rows=3, parent=host)
    skeleton.hide()
    host.show()
    skeleton.wait()
    assert not skeleton.isVisible()
    skeleton.stop()
    skeleton.wait()
    qtbot.waitUntil(skeleton.isVisible)
    assert skeleton.isVisible()


def test_an_icon_button_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton(theme, "x", "Close")
    qtbot.addWidget(button)
    face = QAccessible.queryAccessibleInterface(button)
    assert face.text(QAccessible.Text.Name) == "Close"
    assert min(button.sizeHint().width(), button.sizeHint().height()) >= 24


def test_a_tab_says_its_count(theme: Theme, qtbot: QtBot) -> None:
    tabs = TabBar(theme, "Sections")
    qtbot.addWidget(tabs)
    place = tabs.add("Contacts", 41)
    assert tabs.accessibleTabName(place) == "Contacts, 41"


def test_key_hints_can_be_exchanged(theme: Theme, qtbot: QtBot) -> None:
    hints = KeyHints(theme, [("J", "next"), ("K", "previous")])
    qtbot.addWidget(hints)
    hints.set_hints([("Ctrl+P", "print")])
    shown = [label.text() for label in hints.findChildren(Label) if not label.isHidden()]
    assert shown == ["print"]


def test_a_flow_wraps(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, gap=8, line_gap=6)
    for _ in range(4):
        child = QWidget()
        child.setFixedSize(100, 30)
        flow.addWidget(child)
    assert flow.heightForWidth(500) == 30
    assert flow.heightForWidth(220) == 66
    flow.setGeometry(QRect(0, 0, 220, 66))
    assert flow.itemAt(2).geometry() == QRect(0, 36, 100, 30)


def test_initials_of_all_kinds_of_names() -> None:
    names = ["Juniper Fable", "Moss", "  ", "María de la Cruz", "(Ro) Rowan Storybook", "محمد علي"]
    assert [initials(name) for name in names] == ["JF", "M", "?", "MC", "RS", "مع"]


def test_a_tone_belongs_to_an_id_for_good() -> None:
    assert [avatar_tone(number) for number in range(4)] == [avatar_tone(n) for n in range(4)]
    assert len({avatar_tone(number) for number in range(50)}) == 3


def test_keycaps_speak_the_platforms_words() -> None:
    assert key_names("Ctrl+Shift+L", "linux") == ("Ctrl", "Shift", "L")
    assert key_names("Ctrl+Enter", "darwin") == ("⌘", "↩")
    assert key_names("[ ]", "linux") == ("[", "]")


def test_a_toast_stands_above_the_bar_of_what_is_chosen(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1000, 600)
    host.show()
    toast = Toast(theme, host, "Contact saved")
    toast.pop_up()
    alone = toast.geometry()
    bar = SelectionBar(theme, host, [BarAction("assign", "Assign", "user-plus", "A")])
    bar.show_count(2)
    assert not toast.geometry().intersects(bar.geometry())
    assert toast.y() < bar.y()
    bar.show_count(0)
    assert toast.geometry() == alone

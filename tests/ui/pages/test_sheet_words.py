"""What is typed in a sheet comes back where it was begun, for the same person, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.errors import VaultBusy
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import GoalStatus, Role, TaskKind
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.contacts import drafts, sheet_drafts
from lead_desktop.services.contacts.sheet_drafts import SheetPlace
from lead_desktop.services.desk import Desk
from lead_desktop.services.worklist import worklist
from ui.pages.doing import Doing, SheetHost, when_saved
from ui.pages.participant.plan.sheets import GoalSheet
from ui.pages.sheet_keeper import LOOK_EVERY_MS, SheetKeeper, keep_words
from ui.pages.workplace import Workplace

Enroll = Callable[..., UUID]
Opens = Callable[..., GoalSheet]
UI = Path(__file__).parents[3] / "ui"
NOT_KEPT = {
    "ImportSheet": "which column is which is remembered by itself; the file is named anew",
    "SaveViewSheet": "a name for a list, of nobody",
    "AddToListSheet": "a name for a list, of nobody",
    "BreakGlassSheet": "names somebody hidden, before the record is opened",
}
"""Sheets whose words are not kept, and why."""


@pytest.fixture
def juniper(enroll: Enroll, desk: Desk) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


@pytest.fixture
def opens(qtbot: QtBot, workplace: Workplace, stage: QWidget) -> Opens:
    """Open a sheet for a new goal as a page does: opens(who, desk=..., record=..., waits=...)."""

    def show(
        who: UUID, desk: Desk | None = None, record: str = "", *, waits: bool = True
    ) -> GoalSheet:
        place = replace(workplace, desk=desk) if desk else workplace
        sheet = GoalSheet(workplace.theme, stage, who, None)
        keep_words(place, sheet, who, record)
        sheet.closing.connect(sheet.dismiss)
        sheet.open()
        if waits:
            qtbot.waitUntil(lambda: keeper(sheet).looked)
        return sheet

    return show


def keeper(sheet: GoalSheet) -> SheetKeeper:
    found = sheet.findChild(SheetKeeper)
    assert isinstance(found, SheetKeeper)
    return found


def kept(desk: Desk, who: UUID) -> dict[str, object] | None:
    found = sheet_drafts.read_sheet_draft(desk, SheetPlace("GoalSheet", who))
    return found.fields if found else None


def fill(qtbot: QtBot, sheet: GoalSheet, words: str) -> None:
    sheet.words.setFocus()
    qtbot.keyClicks(sheet.words, words)


def test_closed_by_accident_it_goes_on_and_is_gone_once_saved(
    qtbot: QtBot, desk: Desk, juniper: UUID, opens: Opens
) -> None:
    sheet = opens(juniper)
    fill(qtbot, sheet, "A door that clos")
    sheet.status.choose(GoalStatus.ON_HOLD.value)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    again = opens(juniper)
    assert again.words.toPlainText() == "A door that clos"
    assert again.status.value() == GoalStatus.ON_HOLD.value
    banner = keeper(again).banner
    assert banner is not None
    qtbot.waitUntil(banner.isVisible)
    fill(qtbot, again, "es.")
    again.wanted.connect(lambda _: when_saved(again)())
    again.submit()
    qtbot.waitUntil(lambda: kept(desk, juniper) is None)
    assert opens(juniper).words.toPlainText() == ""


def test_the_words_are_inside_the_vault_before_a_second_has_passed(
    qtbot: QtBot, desk: Desk, juniper: UUID, opens: Opens
) -> None:
    sheet = opens(juniper)
    assert LOOK_EVERY_MS < 800
    fill(qtbot, sheet, "My own door")
    qtbot.waitUntil(lambda: kept(desk, juniper) is not None)
    assert "My own door" in (kept(desk, juniper) or {}).values()
    # Only what was typed: what the sheet offers by itself may be another one by tomorrow.
    assert len(kept(desk, juniper) or {}) == 1


def test_starting_over_lets_go_of_them(
    qtbot: QtBot, desk: Desk, juniper: UUID, opens: Opens
) -> None:
    sheet = opens(juniper)
    fill(qtbot, sheet, "My own door")
    sheet.closing.emit()
    again = opens(juniper)
    banner = keeper(again).banner
    assert banner is not None
    qtbot.waitUntil(banner.isVisible)
    banner.action.click()
    assert (again.words.toPlainText(), banner.isVisible()) == ("", False)
    qtbot.waitUntil(lambda: kept(desk, juniper) is None)


def test_they_come_back_for_the_same_person_record_and_worker_alone(
    qtbot: QtBot,
    desk: Desk,
    seat: Callable[..., Desk],
    enroll: Enroll,
    juniper: UUID,
    opens: Opens,
) -> None:
    moss = enroll("Moss Example", case_manager=desk)
    sheet = opens(juniper)
    fill(qtbot, sheet, "My own door")
    sheet.closing.emit()
    colleague = seat(Role.CASE_MANAGER, name="Ada Sampleton")
    for other in (opens(moss), opens(juniper, record="a goal of hers"), opens(juniper, colleague)):
        assert other.words.toPlainText() == ""
        other.dismiss()
    assert opens(juniper).words.toPlainText() == "My own door"
    # The drawer and Today open forms; a sheet comes back where it was.
    assert drafts.list_drafts(desk) == []
    assert TaskKind.DRAFT not in {item.kind for item in worklist.list_work(desk).items}
    assert drafts.list_team_drafts(seat(Role.SUPERVISOR, name="Lee Sampleton")) == []


def test_a_save_that_was_refused_and_a_sheet_put_aside_keep_them(
    qtbot: QtBot, workplace: Workplace, desk: Desk, juniper: UUID, opens: Opens
) -> None:
    sheet = opens(juniper)
    fill(qtbot, sheet, "My own door")
    sheet.submit()
    workplace.navigator.report(VaultBusy("Somebody else is saving."))
    sheet.dismiss()  # another sheet takes its place
    assert opens(juniper).words.toPlainText() == "My own door"


@pytest.mark.parametrize("again_at_once", [False, True])
def test_closed_while_it_is_saving_it_offers_nothing_that_was_saved(
    qtbot: QtBot, workplace: Workplace, desk: Desk, juniper: UUID, opens: Opens, again_at_once: bool
) -> None:
    """Esc during a slow save kept the words as a draft: the next sheet offered them once more."""
    written = Event()
    told: list[str] = []
    workplace.navigator.toast_wanted.connect(lambda words, _: told.append(words))
    sheet = opens(juniper)
    _save_on_wanted(workplace, sheet, written)
    fill(qtbot, sheet, "My own door")
    sheet.submit()
    qtbot.keyClick(sheet.words, Qt.Key.Key_Escape)
    if again_at_once:
        again = opens(juniper, waits=False)
        written.set()
        qtbot.waitUntil(lambda: keeper(again).looked)
    else:
        written.set()
        qtbot.waitUntil(lambda: told == ["Saved"])
        again = opens(juniper)
    assert (again.words.toPlainText(), keeper(again).banner) == ("", None)
    assert kept(desk, juniper) is None


@pytest.mark.parametrize("trouble", ["refused", "typed on"])
def test_closed_while_it_is_saving_it_keeps_what_was_not_saved(
    qtbot: QtBot, workplace: Workplace, juniper: UUID, opens: Opens, trouble: str
) -> None:
    written = Event()
    sheet = opens(juniper)
    refusal = VaultBusy("Somebody else is saving.") if trouble == "refused" else None
    met: list[object] = []
    workplace.navigator.toast_wanted.connect(lambda *_: met.append("saved"))
    workplace.navigator.problem_met.connect(lambda _: met.append("refused"))
    _save_on_wanted(workplace, sheet, written, refusal)
    fill(qtbot, sheet, "My own door")
    sheet.submit()
    if refusal is None:
        fill(qtbot, sheet, " and a key")
    said = sheet.words.toPlainText()
    qtbot.keyClick(sheet.words, Qt.Key.Key_Escape)
    written.set()
    qtbot.waitUntil(lambda: bool(met))
    assert opens(juniper).words.toPlainText() == said


@pytest.mark.parametrize("refused", [True, False])
def test_put_aside_by_another_while_it_is_saving_it_keeps_what_is_refused(
    qtbot: QtBot, workplace: Workplace, stage: QWidget, juniper: UUID, opens: Opens, refused: bool
) -> None:
    """Another sheet took the place, the save was refused then, and the words were gone."""
    written = Event()
    met: list[object] = []
    workplace.navigator.toast_wanted.connect(lambda *_: met.append("saved"))
    workplace.navigator.problem_met.connect(lambda _: met.append("refused"))
    host, sheet = SheetHost(), opens(juniper)
    host.sheet = sheet
    _save_on_wanted(
        workplace, sheet, written, VaultBusy("Somebody else is saving.") if refused else None
    )
    fill(qtbot, sheet, "My own door")
    sheet.submit()
    host.show_sheet(GoalSheet(workplace.theme, stage, juniper, None))
    written.set()
    qtbot.waitUntil(lambda: bool(met))
    assert opens(juniper).words.toPlainText() == ("My own door" if refused else "")


def _save_on_wanted(
    workplace: Workplace, sheet: GoalSheet, written: Event, refusal: VaultBusy | None = None
) -> None:
    """Save as a page does; the save lasts until `written` is set."""

    def work() -> Change:
        assert written.wait(5)
        if refusal is not None:
            raise refusal
        return Change(frozenset({Topic.PARTICIPANTS}), (new_id(),))

    doing = Doing(workplace, workplace.bus)
    sheet.wanted.connect(lambda _: doing.save(sheet, work, "Saved"))


def test_keys_that_a_sheet_did_not_want_are_none_for_the_page_behind_it(
    qtbot: QtBot, stage: QWidget, juniper: UUID, opens: Opens
) -> None:
    """Alt+Down on a button of the sheet turned the page behind it to the next participant."""

    class Behind(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.met: list[int] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                self.met.append(event.key())
            return False

    behind = Behind()
    stage.installEventFilter(behind)
    sheet = opens(juniper)
    sheet.save_button.setFocus()
    qtbot.keyClick(sheet.save_button, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(sheet.save_button, Qt.Key.Key_S)
    assert behind.met == []


def test_every_sheet_of_facts_keeps_its_words() -> None:
    """A sheet that is made without `keep_words` beside it loses what is typed at a lock."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in UI.rglob("*.py")}
    sheets = {"FormSheet", "ChoiceSheet"}
    classes = [
        node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    ]
    for _ in classes:  # until no more is found: sheets of sheets
        more = {
            one.name
            for one in classes
            if any(isinstance(base, ast.Name) and base.id in sheets for base in one.bases)
        }
        if more <= sheets:
            break
        sheets |= more
    missing = []
    for path, tree in trees.items():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            called = {
                node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                for node in ast.walk(function)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
            }
            made = called & sheets - NOT_KEPT.keys()
            if made and not called & {"keep_words", "_keeper"} and function.name not in HANDED_ON:
                missing.append(f"{path.relative_to(UI)}: {', '.join(sorted(made))}")
    assert missing == []


HANDED_ON = {"_entry_sheet", "do"}
"""Functions that make a sheet for another one, which has its words kept."""

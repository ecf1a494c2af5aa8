"""The window with an open vault, by keyboard."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.errors import StorageFull
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import ContactMode, ContactOutcome, FormKind
from lead_desktop.services.contacts import contacts
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.store.tables import Organization, Service
from tests.ui.shell.conftest import ENDED, NAMES, person
from ui.kit.sheet import Sheet
from ui.models.key_book import KeyBook
from ui.pages.directory.page import DirectoryPage
from ui.pages.forms.page import FormsPage
from ui.pages.page import Heading
from ui.pages.settings.page import SettingsPage
from ui.pages.today.page import TodayPage
from ui.shell.history import Place
from ui.shell.main_window import MainWindow
from ui.shell.page_table import CASELOAD, DIRECTORY, REVIEW, SETTINGS, TODAY
from ui.shell.top_bar import TopBar
from ui.shell.workspace import Workspace
from ui.theme import Look, Theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def focused(workspace: Workspace) -> QWidget:
    return QApplication.focusWidget() or workspace


def test_the_first_page_is_today_and_the_caseload_has_its_count(
    qtbot: QtBot, workspace: Workspace
) -> None:
    assert workspace.place() == Place(TODAY)
    assert workspace.sidebar.rows[TODAY].is_current()
    assert workspace.people.my_count() == len(NAMES)


def test_the_finder_opens_a_participant_with_a_few_keys(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.keyClick(focused(workspace), Qt.Key.Key_K, CTRL)
    finder = workspace.finding.finder
    assert finder is not None
    qtbot.keyClicks(focused(workspace), "wren")
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Return)
    assert workspace.finding.finder is None
    assert workspace.place() == person(workspace, "Wren Sample")


def test_a_mistyped_name_offers_who_is_spelled_alike(qtbot: QtBot, workspace: Workspace) -> None:
    finder = workspace.finding.open()
    qtbot.keyClicks(finder.field, "Junipr Fabel")
    entry = finder.current()
    assert entry is not None
    assert entry.title == "Juniper Fable"
    qtbot.keyClick(finder.field, Qt.Key.Key_L, CTRL)  # nothing is written for a guess
    assert workspace.forms.quick_log is None
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    assert workspace.place() == person(workspace, "Juniper Fable")


def test_arrows_in_the_finder_reach_the_actions(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.keyClick(focused(workspace), Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(focused(workspace), "moss")
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Down)
    finder = workspace.finding.finder
    assert finder is not None
    entry = finder.current()
    assert entry is not None
    assert entry.title == "Log a contact with Moss Example"
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Return)
    assert workspace.forms.quick_log is not None


def test_words_of_a_note_are_found_after_a_pause(qtbot: QtBot, workspace: Workspace) -> None:
    finder = workspace.finding.open()
    qtbot.keyClicks(finder.field, "marmal")

    def found() -> bool:
        entry = finder.current()
        return entry is not None and entry.title.startswith("Juniper Fable")

    qtbot.waitUntil(found)
    assert workspace.finding.finder is finder


def test_the_finder_closes_and_gives_the_focus_back(qtbot: QtBot, workspace: Workspace) -> None:
    before = focused(workspace)
    qtbot.keyClick(before, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Escape)
    assert workspace.finding.finder is None
    assert focused(workspace) is before


def test_who_has_left_the_program_needs_two_letters(qtbot: QtBot, workspace: Workspace) -> None:
    finder = workspace.finding.open()
    qtbot.keyClicks(finder.field, "b")
    first = finder.current()
    assert first is None or first.title != ENDED
    qtbot.keyClicks(finder.field, "as")
    second = finder.current()
    assert second is not None
    assert second.title == ENDED


def test_back_and_forward_by_key(qtbot: QtBot, workspace: Workspace) -> None:
    juniper = person(workspace, NAMES[0])
    workspace.show_place(juniper)
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Left, ALT)
    assert workspace.place() == Place(TODAY)
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Right, ALT)
    assert workspace.place() == juniper


def test_escape_leads_back(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_place(Place(SETTINGS))
    workspace.setFocus()
    qtbot.keyClick(workspace, Qt.Key.Key_Escape)
    assert workspace.place() == Place(TODAY)


def test_g_and_a_letter_go_to_a_page_whatever_the_letter_means_there(
    qtbot: QtBot, workspace: Workspace
) -> None:
    qtbot.keyClicks(focused(workspace), "gs")
    assert workspace.place() == Place(SETTINGS)
    qtbot.keyClicks(focused(workspace), "gt")
    qtbot.keyClicks(focused(workspace), "gc")
    assert workspace.place() == Place(CASELOAD)
    assert workspace.forms.quick_log is None


def test_the_question_mark_lists_the_keys(qtbot: QtBot, workspace: Workspace) -> None:
    qtbot.keyClick(focused(workspace), "?")
    assert workspace.sheet_is_open()
    qtbot.keyClick(focused(workspace), Qt.Key.Key_K, CTRL)
    assert workspace.finding.finder is None  # nothing opens over an open sheet
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Escape)
    assert not workspace.sheet_is_open()


def test_the_sidebar_shrinks_and_widens(qtbot: QtBot, workspace: Workspace) -> None:
    was = workspace.sidebar.is_rail
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Backslash, CTRL)
    assert workspace.sidebar.is_rail is not was
    workspace.show_place(Place(SETTINGS))
    assert workspace.sidebar.is_rail is not was  # a person's wish stands


def test_f6_walks_round_the_parts(qtbot: QtBot, workspace: Workspace) -> None:
    page = workspace.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(page.view.hasFocus)  # the list takes it once the day has been read
    start = focused(workspace)
    parts = []
    for _ in range(3):
        qtbot.keyClick(focused(workspace), Qt.Key.Key_F6)
        here = focused(workspace)
        parts.append(
            next(
                part
                for part in (workspace.sidebar, workspace.top_bar, workspace.stack)
                if part.isAncestorOf(here)
            )
        )
    assert parts == [workspace.sidebar, workspace.top_bar, workspace.stack]
    assert focused(workspace) is start


def test_undo_takes_back_the_latest_act_even_without_its_toast(
    qtbot: QtBot, workspace: Workspace
) -> None:
    taken: list[str] = []
    workspace.workplace.navigator.toast("First done", lambda: taken.append("first"))
    workspace.workplace.navigator.toast("Second done", lambda: taken.append("second"))
    for _ in range(3):
        qtbot.keyClick(focused(workspace), Qt.Key.Key_Z, CTRL)
    assert taken == ["second", "first"]
    assert workspace.toasts.text() == "Nothing to undo."


def test_an_error_is_shown_with_what_it_means_and_what_to_do(
    qtbot: QtBot, workspace: Workspace
) -> None:
    problem = StorageFull("The disk is full.", meaning="Nothing is lost.", remedy="Make room.")
    workspace.workplace.navigator.report(problem)
    assert workspace.messages.isVisible()
    said = [child.accessibleName() for child in workspace.messages.findChildren(QWidget)]
    assert "The disk is full.. Nothing is lost. Make room." in said or any(
        "Nothing is lost. Make room." in words for words in said
    )


def test_a_session_opens_no_network_socket(
    qtbot: QtBot, window: MainWindow, unlock: Callable[..., None]
) -> None:
    opened: list[object] = []
    watching = [True]

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        if watching[0] and event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
            address = arguments[1] if len(arguments) > 1 else arguments
            if not isinstance(address, str | bytes):  # a path is a local socket, not a network
                opened.append((event, address))

    sys.addaudithook(audit)
    unlock()
    workspace = window.workspace
    assert workspace is not None
    workspace.finding.open().dismiss()
    window.lock()
    watching[0] = False
    assert opened == []


def test_sheets_are_children_of_the_workspace(workspace: Workspace) -> None:
    workspace.show_shortcuts()
    assert workspace.findChildren(Sheet)


def test_the_name_of_the_program_follows_the_settings(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    workspace.show_place(Place(SETTINGS))
    page = workspace.page()
    assert isinstance(page, SettingsPage)
    name = page.program.fields["display_name"].input
    qtbot.waitUntil(lambda: name.text() != "")
    name.setText("Quiet Name")
    page.program.save_changes()
    qtbot.waitUntil(lambda: window.windowTitle() == "Quiet Name")
    assert "Quiet Name" in [label.text() for label in workspace.sidebar.findChildren(QLabel)]


def test_a_participant_is_pinned_and_let_go_by_key(qtbot: QtBot, workspace: Workspace) -> None:
    workspace.show_place(person(workspace, "Moss Example"))
    qtbot.keyClick(focused(workspace), Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    pinned = workspace.sidebar.pinned
    qtbot.waitUntil(lambda: [row.text() for row in pinned.rows] == ["Moss Example"])
    assert "Moss Example" not in [row.text() for row in workspace.sidebar.recent.rows]
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: pinned.rows == [])


def test_a_service_is_found_in_the_finder_and_shown_in_the_directory(
    qtbot: QtBot, workspace: Workspace
) -> None:
    now = workspace.workplace.desk.clock.now()
    with workspace.workplace.desk.store.write() as session:
        home = Organization(name="Sample Street Recovery", created_at=now, updated_at=now)
        session.add(home)
        session.flush()
        session.add(
            Service(
                organization_id=home.id, name="Recovery housing", status="active",
                created_at=now, updated_at=now,
            )
        )  # fmt: skip
    finder = workspace.finding.open()
    qtbot.keyClicks(finder.field, "recovery")

    def found() -> bool:
        entry = finder.current()
        return entry is not None and entry.title == "Recovery housing"

    qtbot.waitUntil(found)
    qtbot.keyClick(focused(workspace), Qt.Key.Key_Return)
    assert workspace.place() == Place(DIRECTORY)
    page = workspace.page()
    assert isinstance(page, DirectoryPage)
    assert page.bar.search.text() == "Recovery housing"


def test_the_sidebar_says_how_many_notes_ask_for_the_worker(
    qtbot: QtBot, workspace: Workspace
) -> None:
    row = workspace.sidebar.rows[REVIEW]
    qtbot.waitUntil(lambda: row.accessibleDescription() == "1")
    who = workspace.people.rows[0].id
    change = contacts.log_contact(
        workspace.workplace.desk,
        LogContact(
            new_id(),
            (who,),
            ContactMode.PHONE,
            ContactOutcome.NO_ANSWER,
            workspace.workplace.desk.clock.now(),
        ),
    ).change
    workspace.workplace.bus.publish(change.topics, change.ids)
    qtbot.waitUntil(lambda: row.accessibleDescription() == "2")


def test_the_docket_opens_among_the_printed_forms(workspace: Workspace) -> None:
    workspace.workplace.navigator.print_docket()
    page = workspace.page()
    assert isinstance(page, FormsPage)
    assert page.forms.kind() is FormKind.DOCKET


def test_one_contact_is_logged_for_several_people_at_once(
    qtbot: QtBot, workspace: Workspace
) -> None:
    qtbot.waitUntil(lambda: len(workspace.people.rows) > 3)
    chosen = tuple(row.id for row in workspace.people.rows[:3])
    workspace.workplace.navigator.log_several(chosen)
    form = workspace.forms.quick_log
    assert form is not None
    assert form.state.participant_ids == chosen
    assert form.body.facts.also.isVisible()
    form.close_form()


def test_large_text_in_a_small_window_narrows_the_sidebar(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, theme: Theme
) -> None:
    window.resize(1280, 720)
    qtbot.waitUntil(lambda: workspace.width() == 1280)
    assert not workspace.sidebar.is_rail
    theme.switch(Look(text_percent=130))
    assert workspace.sidebar.is_rail
    theme.switch(Look())
    assert not workspace.sidebar.is_rail


def test_the_field_for_finding_gives_way_before_the_title_does(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, theme: Theme
) -> None:
    theme.switch(Look(text_percent=130))
    window.resize(1100, 700)
    qtbot.waitUntil(lambda: workspace.width() == 1100)
    title = next(
        label
        for label in workspace.top_bar.findChildren(QLabel)
        if label.text().startswith("Good morning")
    )
    assert title.width() >= title.sizeHint().width()
    assert workspace.top_bar.search.width() < theme.px(300)
    assert workspace.top_bar.log.width() >= workspace.top_bar.log.sizeHint().width()


def test_a_short_title_takes_no_more_room_than_its_words(qtbot: QtBot, theme: Theme) -> None:
    """After a long title as well: what is said beside it stands next to it."""
    bar = TopBar(theme, KeyBook(), may_log=True)
    qtbot.addWidget(bar)
    bar.resize(1200, 56)
    bar.show()
    for words in ("A title of many words that was here before", "Team"):
        bar.show_heading(Heading(words, "15 exceptions"))
    labels = {label.text(): label for label in bar.findChildren(QLabel)}
    title, beside = labels["Team"], labels["15 exceptions"]
    enough = title.fontMetrics().horizontalAdvance("Team") + 4
    qtbot.waitUntil(lambda: title.width() <= enough)
    assert 0 < beside.x() - title.geometry().right() <= 12

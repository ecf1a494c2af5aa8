"""Status, events, details and passing on at the keyboard, over a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    CloseReason,
    EventKind,
    MedicationKind,
    ParticipantStatus,
    Phase,
    Role,
    SafetyKind,
    SearchResult,
    SearchStep,
    WorkerChangeReason,
    WorkerPart,
)
from lead_desktop.domain.people.cadence import PlaceNow
from lead_desktop.domain.people.details import DetailField, PhoneEntry, PlaceEntry
from lead_desktop.domain.people.status import StatusMove
from lead_desktop.services.changes import Topic
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import (
    details,
    events,
    medications,
    participants,
    safety,
    searching,
    statuses,
    transfers,
)
from lead_desktop.services.people.details import SaveDetail
from lead_desktop.services.people.safety import AddSafetyNote
from lead_desktop.services.people.searching import AddSearch
from lead_desktop.services.people.statuses import SetStatus
from lead_desktop.services.people.transfers import PassOn
from tests.ui.waiting import catch_up
from ui.kit.banner import Banner
from ui.kit.chip import ChipLabel
from ui.kit.side_sheet import SideSheet
from ui.pages.facts import FactRow
from ui.pages.life_sheets.entry_sheets import PhoneSheet
from ui.pages.life_sheets.event_sheet import EndStaySheet, EventSheet
from ui.pages.life_sheets.medication_sheet import MedicationSheet
from ui.pages.life_sheets.safety_sheet import SafetySheet
from ui.pages.life_sheets.search_sheet import SearchSheet
from ui.pages.life_sheets.status_sheet import StatusSheet
from ui.pages.life_sheets.transfer_sheet import TransferSheet
from ui.pages.participant.details.detail_field import DetailLine
from ui.pages.participant.details.earlier_sheet import EarlierSheet
from ui.pages.participant.details.tab import DetailsTab
from ui.pages.participant.more_menu import Acts, make_menu
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab_table import TabName
from ui.pages.workplace import Workplace

S, F = ParticipantStatus, DetailField
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
Sheet = TypeVar("Sheet", bound=SideSheet)
Undo = Callable[[], None]


class Hands:
    """What a person does at the page, and what the window would show of it."""

    def __init__(self, qtbot: QtBot, page: ParticipantPage, who: UUID) -> None:
        self.bot, self.page, self.who = qtbot, page, who
        self.desk = page.workplace.desk
        self.told: list[str] = []
        self.undos: list[Undo] = []
        page.workplace.navigator.toast_wanted.connect(self._hear)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        self.bot.keyClick(QApplication.focusWidget(), key, held or Qt.KeyboardModifier.NoModifier)

    def sheet(self, kind: type[Sheet]) -> Sheet:
        self.bot.waitUntil(lambda: any(one.isVisible() for one in self.page.findChildren(kind)))
        return next(one for one in self.page.findChildren(kind) if one.isVisible())

    def agree(self, sheet: SideSheet) -> None:
        """Ctrl+Enter; waits until the sheet has gone and the page has heard of it."""
        count = len(self.told)
        self.press(Key.Key_Return, CTRL)
        self.bot.waitUntil(lambda: not Shiboken.isValid(sheet) or not sheet.isVisible())
        self.bot.waitUntil(lambda: len(self.told) > count)

    def undo(self, until: Callable[[], bool]) -> None:
        catch_up(self.bot, self.page.workplace.runner)
        self.undos.pop()()
        self.bot.waitUntil(until)

    def status(self) -> S:
        return participants.read_record(self.desk, self.who).row.status

    def _hear(self, words: str, undo: object) -> None:
        self.told.append(words)
        if callable(undo):
            self.undos.append(undo)


@pytest.fixture
def juniper(desk: Desk, enroll: Callable[..., UUID]) -> UUID:
    return enroll("Juniper Fable", case_manager=desk, pronouns="she/her")


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, juniper: UUID) -> Iterator[ParticipantPage]:
    made = ParticipantPage(workplace)
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_participant(juniper, (juniper,))
    made.activate()
    qtbot.waitUntil(lambda: made.heading().title == "Juniper Fable")
    yield made
    Shiboken.delete(made)


@pytest.fixture
def hands(qtbot: QtBot, page: ParticipantPage, juniper: UUID) -> Hands:
    return Hands(qtbot, page, juniper)


def test_closing_asks_for_a_reason_shows_a_neutral_banner_and_comes_back(hands: Hands) -> None:
    hands.press(Key.Key_C)
    sheet = hands.sheet(StatusSheet)
    sheet.choose(S.CLOSED)
    hands.press(Key.Key_Return, CTRL)
    assert sheet.fields["reason"].problem() is not None
    sheet.choose(S.CLOSED, CloseReason.GOALS_MET)
    hands.agree(sheet)
    assert hands.status() is S.CLOSED
    hands.bot.waitUntil(lambda: bool(hands.page.ending.findChildren(Banner)))
    said = hands.page.ending.findChildren(Banner)[-1].accessibleName()
    assert "Closed Nov 23: Goals met" in said
    hands.undo(lambda: hands.status() is S.ACTIVE)
    hands.bot.waitUntil(lambda: not hands.page.ending.isVisible())


def test_a_closed_person_is_reopened_from_the_banner(hands: Hands) -> None:
    moved = StatusMove(S.CLOSED, hands.desk.clock.today(), CloseReason.MOVED_AWAY.value)
    statuses.set_status(hands.desk, SetStatus(new_id(), hands.who, moved))
    hands.page.refresh()
    hands.bot.waitUntil(lambda: hands.page.ending.isVisible())
    hands.page.ending.findChildren(Banner)[-1].action.click()
    sheet = hands.sheet(StatusSheet)
    hands.agree(sheet)
    row = participants.read_record(hands.desk, hands.who).row
    assert (row.status, row.phase) == (S.ACTIVE, Phase.ENGAGING)


def test_a_death_says_what_stops_and_offers_no_way_back_on_the_page(hands: Hands) -> None:
    hands.press(Key.Key_E)
    sheet = hands.sheet(EventSheet)
    sheet.choose(EventKind.DEATH)
    assert "quietly" in sheet.lead.text()
    hands.agree(sheet)
    hands.bot.waitUntil(lambda: hands.page.ending.isVisible())
    banner = hands.page.ending.findChildren(Banner)[-1]
    assert "Every reminder has stopped" in banner.accessibleName()
    assert not banner.action.isVisible()
    hands.undo(lambda: hands.status() is S.ACTIVE)


def test_jail_shows_at_once_and_the_release_asks_for_naloxone(hands: Hands) -> None:
    hands.press(Key.Key_E)
    sheet = hands.sheet(EventSheet)
    sheet.choose(EventKind.JAIL_BOOKED)
    sheet.place.setText("Central Booking")
    hands.agree(sheet)
    assert participants.read_record(hands.desk, hands.who).row.place is PlaceNow.JAIL
    hands.page.show_tab(TabName.DETAILS)
    (line,) = events.list_events(hands.desk, hands.who)
    hands.page.life.end_stay(line)
    ending = hands.sheet(EndStaySheet)
    assert "naloxone in hand" in ending.lead.text()
    hands.agree(ending)
    assert participants.read_record(hands.desk, hands.who).row.place is None
    hands.undo(lambda: participants.read_record(hands.desk, hands.who).row.place is PlaceNow.JAIL)


def test_an_event_asks_only_what_belongs_to_it(hands: Hands) -> None:
    hands.press(Key.Key_E)
    sheet = hands.sheet(EventSheet)

    def asked() -> set[str]:
        return {name for name, field in sheet.fields.items() if not field.isHidden()}

    sheet.choose(EventKind.OVERDOSE_NONFATAL)
    assert {"naloxone_used", "reversed_by"} <= asked()
    sheet.choose(EventKind.COURT_DATE)
    assert "asked" in asked()
    assert "naloxone_used" not in asked()
    sheet.choose(EventKind.JAIL_BOOKED)
    assert "ended_at" not in asked()
    sheet.still.setChecked(False)
    assert "ended_at" in asked()


def tab(hands: Hands) -> DetailsTab:
    hands.page.show_tab(TabName.DETAILS)
    shown = hands.page.findChild(DetailsTab)
    assert isinstance(shown, DetailsTab)
    hands.bot.waitUntil(lambda: shown.form.inputs[F.PREFERRED_NAME].text() == "Juniper Fable")
    return shown


def line(shown: DetailsTab, field: F) -> DetailLine:
    box = shown.form.inputs[field]
    assert isinstance(box, DetailLine)
    return box


def kept(hands: Hands, field: F) -> str:
    return details.read_details(hands.desk, hands.who).texts[field]


def test_a_field_saves_itself_when_it_is_left_and_after_a_pause(hands: Hands) -> None:
    shown = tab(hands)
    born = line(shown, F.DATE_OF_BIRTH)
    born.line.setFocus()
    hands.bot.keyClicks(born.line, "about 45")
    hands.press(Key.Key_Tab)
    hands.bot.waitUntil(lambda: kept(hands, F.DATE_OF_BIRTH) == "~1981")
    hands.bot.waitUntil(lambda: born.kept == "~1981")
    language = line(shown, F.LANGUAGE)
    language.line.setFocus()
    hands.bot.keyClicks(language.line, "Spanish")  # and stays there
    hands.bot.waitUntil(lambda: kept(hands, F.LANGUAGE) == "Spanish")


def test_what_a_field_said_before_is_read_and_may_stand_again(
    hands: Hands, seat: Callable[..., Desk]
) -> None:
    save = details.save_detail
    shown = tab(hands)
    helps = shown.form.inputs[F.HELPS]
    assert not helps.earlier.isVisible()
    save(hands.desk, SaveDetail(hands.who, F.HELPS, "A ride", ""))
    peer = seat(Role.PEER, name="Dre Sampleton")
    save(peer, SaveDetail(hands.who, F.HELPS, "Same faces", "A ride"))
    hands.page.workplace.bus.publish({Topic.PARTICIPANTS}, (hands.who,))
    hands.bot.waitUntil(helps.earlier.isVisible)
    assert not shown.form.inputs[F.PLEASE].earlier.isVisible()
    helps.box.input.setFocus()
    hands.press(Key.Key_Tab)
    assert QApplication.focusWidget() is helps.earlier
    hands.press(Key.Key_Space)
    sheet = hands.sheet(EarlierSheet)
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert {"What helps", "Same faces", "A ride"} <= set(said)
    assert any("Dre Sampleton" in words for words in said)
    again = sheet.buttons[0]
    assert again is not None
    again.setFocus()
    hands.press(Key.Key_Return)
    hands.bot.waitUntil(lambda: kept(hands, F.HELPS) == "A ride")
    hands.bot.waitUntil(lambda: helps.kept == "A ride")
    helps.take_back()
    hands.bot.waitUntil(lambda: kept(hands, F.HELPS) == "Same faces")


def test_who_only_reads_sees_what_it_said_before(
    qtbot: QtBot, workplace: Workplace, juniper: UUID, desk: Desk, seat: Callable[..., Desk]
) -> None:
    save = details.save_detail
    save(desk, SaveDetail(juniper, F.HELPS, "A ride", ""))
    save(seat(Role.PEER), SaveDetail(juniper, F.HELPS, "Same faces", "A ride"))
    reader = seat(Role.READ_ONLY, name="Rae Sampleton")
    page = ParticipantPage(replace(workplace, desk=reader))
    page.show()
    page.show_participant(juniper, (juniper,))
    page.activate()
    page.show_tab(TabName.DETAILS)
    shown = page.findChild(DetailsTab)
    assert isinstance(shown, DetailsTab)
    helps = shown.form.inputs[F.HELPS]
    qtbot.waitUntil(helps.earlier.isVisible)
    assert not helps.box.input.isEnabled()
    qtbot.mouseClick(helps.earlier, Qt.MouseButton.LeftButton)
    sheet = page.findChild(EarlierSheet)
    assert isinstance(sheet, EarlierSheet)
    assert sheet.buttons == [None]
    Shiboken.delete(page)


def test_a_field_that_was_emptied_by_mistake_comes_back(hands: Hands) -> None:
    details.save_detail(hands.desk, SaveDetail(hands.who, F.CITY, "Baltimore", ""))
    city = line(tab(hands), F.CITY)
    hands.bot.waitUntil(lambda: city.text() == "Baltimore")
    city.line.setFocus()
    city.line.selectAll()
    hands.press(Key.Key_Delete)
    hands.press(Key.Key_Return)
    hands.bot.waitUntil(lambda: kept(hands, F.CITY) == "")
    hands.bot.waitUntil(lambda: button(city, "Undo") is not None)
    back = button(city, "Undo")
    assert back is not None
    back.click()
    hands.bot.waitUntil(lambda: kept(hands, F.CITY) == "Baltimore")
    assert city.text() == "Baltimore"


def test_the_next_person_gets_nothing_of_the_one_before(
    hands: Hands, enroll: Callable[..., UUID]
) -> None:
    moss = enroll("Moss Example", case_manager=hands.desk)
    details.save_detail(hands.desk, SaveDetail(hands.who, F.CITY, "Baltimore", ""))
    shown = tab(hands)
    city, language = line(shown, F.CITY), line(shown, F.LANGUAGE)
    hands.bot.waitUntil(lambda: city.text() == "Baltimore")
    language.line.setFocus()
    hands.bot.keyClicks(language.line, "Spanish")
    hands.page.show_participant(moss, (hands.who, moss))
    hands.bot.waitUntil(lambda: shown.form.inputs[F.PREFERRED_NAME].text() == "Moss Example")
    assert (city.text(), city.before, language.text()) == ("", "", "")
    hands.bot.waitUntil(lambda: kept(hands, F.LANGUAGE) == "Spanish")
    assert details.read_details(hands.desk, moss).texts[F.LANGUAGE] == ""


def test_a_wrong_date_is_said_at_the_field_and_stays_typed(hands: Hands) -> None:
    born = line(tab(hands), F.DATE_OF_BIRTH)
    born.line.setFocus()
    hands.bot.keyClicks(born.line, "soon")
    hands.press(Key.Key_Return)
    hands.bot.waitUntil(lambda: born.box.problem() is not None)
    assert born.text() == "soon"
    assert kept(hands, F.DATE_OF_BIRTH) == ""


def test_two_who_write_one_field_choose_which_text_stands(
    hands: Hands, seat: Callable[..., Desk]
) -> None:
    language = line(tab(hands), F.LANGUAGE)
    peer = seat(Role.PEER)
    details.save_detail(peer, SaveDetail(hands.who, F.LANGUAGE, "Amharic", ""))
    language.line.setFocus()
    hands.bot.keyClicks(language.line, "Spanish")
    hands.press(Key.Key_Return)
    hands.bot.waitUntil(lambda: button(language, "Use mine") is not None)
    assert kept(hands, F.LANGUAGE) == "Amharic"
    mine = button(language, "Use mine")
    assert mine is not None
    mine.click()
    hands.bot.waitUntil(lambda: kept(hands, F.LANGUAGE) == "Spanish")


def button(within: QWidget, words: str) -> QPushButton | None:
    found = (one for one in within.findChildren(QPushButton) if one.text() == words)
    return next((one for one in found if one.isVisible()), None)


def test_what_is_being_typed_is_not_overwritten_by_a_refresh(hands: Hands) -> None:
    shown = tab(hands)
    city = line(shown, F.CITY)
    city.line.setFocus()
    hands.bot.keyClicks(city.line, "Balti")
    fetched = participants.read_record(hands.desk, hands.who)
    shown.form.show_details(details.read_details(hands.desk, hands.who))
    assert city.text() == "Balti"
    assert fetched.row.preferred_name == "Juniper Fable"


def test_a_number_is_added_and_taken_away_with_undo(hands: Hands) -> None:
    shown = tab(hands)
    shown.entries.edit_entry(PhoneEntry, hands.who)
    sheet = hands.sheet(PhoneSheet)
    hands.press(Key.Key_Return, CTRL)
    assert sheet.fields["number"].problem() is not None
    sheet.number.setText("410-555-0142")
    sheet.voicemail_ok.choose("no")
    hands.agree(sheet)
    (phone,) = details.read_details(hands.desk, hands.who).phones
    assert (phone.voicemail_ok, phone.text_ok) == (False, None)
    shown.entries.remove_entry(phone)
    hands.bot.waitUntil(lambda: details.read_details(hands.desk, hands.who).phones == ())
    hands.bot.waitUntil(lambda: len(hands.undos) == 2)
    hands.undo(lambda: details.read_details(hands.desk, hands.who).phones == (phone,))


def test_the_safety_chip_opens_the_notes_and_renews_them(hands: Hands) -> None:
    soon = hands.desk.clock.today() + timedelta(days=3)
    note = AddSafetyNote(new_id(), hands.who, SafetyKind.DOG, "At the gate", soon)
    safety.add_safety_note(hands.desk, note)
    hands.page.refresh()
    hands.bot.waitUntil(lambda: button(hands.page.header, "Safety note on file") is not None)
    chip = button(hands.page.header, "Safety note on file")
    assert chip is not None
    chip.click()
    sheet = hands.sheet(SafetySheet)
    sheet.buttons[0][0].click()
    hands.bot.waitUntil(lambda: safety.list_safety_notes(hands.desk, hands.who)[0].review_by > soon)


def test_medication_is_written_down_refilled_and_set_aside_with_undo(hands: Hands) -> None:
    def runs_out() -> list[date]:
        harm = medications.read_harm_reduction(hands.desk, hands.who)
        return [line.runs_out_on for line in harm.medications]

    page, today = hands.page, hands.desk.clock.today()
    page.medication.show(hands.who)
    sheet = hands.sheet(MedicationSheet)
    sheet.submit()
    assert sheet.fields["kind"].problem() == "Choose which medication."
    sheet.kind.setCurrentIndex(list(MedicationKind).index(MedicationKind.BUPRENORPHINE))
    sheet.on.setDate(sheet.on.date().addDays(-25))
    sheet.words.setFocus()
    hands.agree(sheet)
    assert runs_out() == [today + timedelta(days=5)]
    hands.bot.waitUntil(lambda: "Buprenorphine runs out Nov 28" in words_of(page.facts))
    page.medication.show(hands.who)
    refilled = hands.sheet(MedicationSheet)
    refilled.buttons[0][0].setFocus()
    hands.press(Key.Key_Space)
    assert refilled.on.hasFocus()
    hands.agree(refilled)
    assert runs_out() == [today + timedelta(days=35)]
    hands.undo(lambda: runs_out() == [today + timedelta(days=5)])
    page.medication.show(hands.who)
    ended = hands.sheet(MedicationSheet)
    ended.buttons[0][1].click()
    hands.bot.waitUntil(lambda: runs_out() == [])
    hands.undo(lambda: len(runs_out()) == 1)


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_looking_for_somebody_offers_what_was_not_tried(hands: Hands) -> None:
    gone = StatusMove(S.INACTIVE_LOST, hands.desk.clock.today())
    statuses.set_status(hands.desk, SetStatus(new_id(), hands.who, gone))
    hands.page.life.look_for(hands.who)
    sheet = hands.sheet(SearchSheet)
    assert "usual places" in sheet.lead.text()
    hands.agree(sheet)
    (step,) = searching.list_searches(hands.desk, hands.who)
    assert step.step is SearchStep.USUAL_PLACES
    hands.undo(lambda: searching.list_searches(hands.desk, hands.who) == ())


def test_being_looked_for_in_time_is_not_told_as_being_in_touch(hands: Hands) -> None:
    gone = StatusMove(S.INACTIVE_LOST, hands.desk.clock.today())
    statuses.set_status(hands.desk, SetStatus(new_id(), hands.who, gone))
    today = hands.desk.clock.today()
    step = AddSearch(new_id(), hands.who, SearchStep.USUAL_PLACES, SearchResult.NOTHING_YET, today)
    searching.add_search(hands.desk, step)
    hands.page.refresh()

    def said() -> set[str]:
        return {label.text() for label in hands.page.facts.findChildren(QLabel)}

    hands.bot.waitUntil(lambda: "Looked for within 7 days" in said())
    assert not any(words.startswith("Within") for words in said())


def test_passing_on_shows_both_workloads_and_can_be_taken_back(
    hands: Hands, seat: Callable[..., Desk]
) -> None:
    seat(Role.CASE_MANAGER, name="Ines Mockley")
    hands.page.transfer.pass_on((hands.who,), ("Juniper Fable",))
    sheet = hands.sheet(TransferSheet)
    hands.bot.waitUntil(lambda: sheet.to.count() == 2)
    hands.press(Key.Key_Return, CTRL)
    assert sheet.fields["to_worker"].problem() is not None
    sheet.to.setCurrentIndex(sheet.to.findText("Ines", Qt.MatchFlag.MatchStartsWith))
    hands.bot.waitUntil(lambda: sheet.loads.isVisible())
    sheet.reason.setCurrentIndex(list(WorkerChangeReason).index(WorkerChangeReason.CAPACITY))
    sheet.words.setFocus()
    hands.agree(sheet)

    def manager() -> str | None:
        return participants.read_record(hands.desk, hands.who).row.case_manager

    assert manager() == "Ines Mockley"
    hands.undo(lambda: manager() == "Tomas Sampleton")


def test_a_planned_transfer_stands_over_the_record_and_is_cancelled_with_undo(
    hands: Hands, seat: Callable[..., Desk]
) -> None:
    dre = seat(Role.CASE_MANAGER, name="Dre Exampleton")
    on = hands.desk.clock.today() + timedelta(days=7)
    wish = PassOn(new_id(), (hands.who,), dre.worker.id, WorkerPart.CASE_MANAGER, on)
    transfers.pass_on(hands.desk, wish)
    hands.page.refresh()
    hands.bot.waitUntil(lambda: hands.page.planned.isVisible())
    (banner,) = hands.page.planned.banners
    assert "Dre Exampleton. From Nov 30 · Case manager" in banner.accessibleName()
    banner.action.setFocus()
    hands.press(Key.Key_Space)
    hands.bot.waitUntil(lambda: hands.told == ["Transfer cancelled"])
    hands.bot.waitUntil(lambda: not hands.page.planned.isVisible())
    assert transfers.list_planned(hands.desk) == ()
    hands.undo(lambda: len(transfers.list_planned(hands.desk)) == 1)
    hands.bot.waitUntil(lambda: hands.page.planned.isVisible())


def test_who_made_no_plan_sees_it_without_a_button(hands: Hands, seat: Callable[..., Desk]) -> None:
    boss, dre = seat(Role.SUPERVISOR), seat(Role.CASE_MANAGER, name="Dre Exampleton")
    on = hands.desk.clock.today() + timedelta(days=7)
    wish = PassOn(new_id(), (hands.who,), dre.worker.id, WorkerPart.CASE_MANAGER, on)
    transfers.pass_on(boss, wish)
    hands.page.refresh()
    hands.bot.waitUntil(lambda: hands.page.planned.isVisible())
    (banner,) = hands.page.planned.banners
    assert not banner.action.isVisible()
    assert f"planned by {boss.worker.name}" in banner.accessibleName()


def test_the_menu_offers_what_the_status_and_the_role_allow(
    hands: Hands, workplace: Workplace
) -> None:
    record = participants.read_record(hands.desk, hands.who)
    page = hands.page
    menu = make_menu(page, record, Acts(page.life, page.transfer, page.medication))
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == [
        "Change status…", "Phase", "Add event…", "A change in life…", "Safety…",
        "Medication…", "Pass on…",
    ]  # fmt: skip


def test_what_happened_asks_beside_the_timeline(hands: Hands) -> None:
    hands.press(Key.Key_E)
    sheet = hands.sheet(EventSheet)
    sheet.choose(EventKind.OVERDOSE_NONFATAL)
    hands.agree(sheet)

    def asked() -> bool:
        rows = hands.page.facts.findChildren(FactRow)
        return any("reach within 72 hours" in row.accessibleName() for row in rows)

    hands.bot.waitUntil(asked)


def test_large_type_hides_nothing_of_the_header(hands: Hands) -> None:
    for name, text in ((F.LEGAL_FIRST_NAME, "June Alexandra"), (F.LEGAL_LAST_NAME, "Fable-Sample")):
        details.save_detail(hands.desk, SaveDetail(hands.who, name, text, ""))
    place = PlaceEntry(new_id(), hands.who, "Mornings", "Fable St & Example Ave, bus shelter")
    details.save_entry(hands.desk, place)
    theme = hands.page.workplace.theme
    theme.switch(replace(theme.look, text_percent=130))
    hands.page.refresh()
    header = hands.page.header
    hands.page.resize(1069, 800)
    hands.bot.waitUntil(lambda: len(header.findChildren(ChipLabel)) >= 4)
    # More than one line of chips or of facts, and room for all of them.
    hands.bot.waitUntil(lambda: header.heightForWidth(header.width()) > header.sizeHint().height())
    hands.bot.waitUntil(lambda: header.height() >= header.heightForWidth(header.width()))

    def cut_off() -> list[str]:
        return [
            chip.text()
            for chip in header.findChildren(ChipLabel)
            if chip.isVisible() and chip.visibleRegion().boundingRect().size() != chip.size()
        ]

    hands.bot.waitUntil(lambda: cut_off() == [])

"""The consents tab at the keyboard: record, withdraw, undo, and what is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from lead_desktop.base.clock import DEFAULT_ZONE
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AttachmentKind,
    Audience,
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    ConsentState,
    ContentType,
    FormKind,
    RevocationWay,
    Role,
)
from lead_desktop.domain.consent.consent_seal import BROKEN_WORDS, NOT_BOUND_WORDS
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS
from lead_desktop.services.consent import attachments, consents, privacy
from lead_desktop.services.consent.attachments import AddAttachment
from lead_desktop.services.consent.consent_rows import EvidencePaper
from lead_desktop.services.consent.consents import RecordConsent, WithdrawConsent
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import summaries
from lead_desktop.services.paper.summaries import SummaryRequest
from lead_desktop.services.people import participants
from lead_desktop.store.tables import Organization
from tests.domain.consents import TODAY, line, terms
from tests.services.noting import tamper
from ui.kit.button import Button
from ui.models.day_words import Calendar
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.consent_sheets.small_sheets import (
    GrantSheet,
    NoticeSheet,
    WithdrawSheet,
)
from ui.pages.consent_sheets.wish_sheets import EndRestrictionSheet, RestrictionSheet
from ui.pages.papers.paper_sheet import PaperSheet
from ui.pages.participant.consent_card import ConsentCard
from ui.pages.participant.consents_tab import ConsentsTab
from ui.pages.participant.page import ParticipantPage
from ui.pages.participant.tab import BESIDE_BAR
from ui.pages.participant.tab_table import TABS, TabName
from ui.pages.workplace import Workplace
from ui.theme import Theme

Enroll = Callable[..., UUID]
Seat = Callable[..., Desk]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def juniper(desk: Desk, enroll: Enroll) -> UUID:
    return enroll("Juniper Fable", case_manager=desk)


def recorded(desk: Desk, person: UUID) -> UUID:
    consent_id = new_id()
    consents.record_consent(desk, RecordConsent(consent_id, person, terms()))
    return consent_id


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, juniper: UUID) -> Iterator[ParticipantPage]:
    made = ParticipantPage(workplace)
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: "Copies that left" in words(made))
    made.activate()
    yield made
    Shiboken.delete(made)


def picture(shade: int = 1) -> bytes:
    """A small picture of one shade, as a scanner would write it."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(shade * 40, 90, 120))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def tab(page: ParticipantPage) -> ConsentsTab:
    found = page._tab([entry.name for entry in TABS].index(TabName.CONSENTS))
    assert isinstance(found, ConsentsTab)
    return found


def words(page: ParticipantPage) -> str:
    return " ".join(label.text() for label in tab(page).findChildren(QLabel))


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held or Qt.KeyboardModifier.NoModifier)


def open_sheet(qtbot: QtBot, page: ParticipantPage, kind: type) -> object:
    qtbot.waitUntil(lambda: bool(page.findChildren(kind)))
    return page.findChildren(kind)[0]


def test_a_consent_is_recorded_at_the_keyboard_and_can_be_taken_back(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, desk: Desk, juniper: UUID
) -> None:
    assert "No consent on file" in words(page)
    press(qtbot, Qt.Key.Key_N)
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.fields["recipients"].problem() is not None)
    assert sheet.fields["purpose"].problem() is not None
    assert sheet.fields["categories"].problem() is not None
    assert sheet.fields["statements"].problem() is not None
    assert consents.list_consents(desk, juniper) == ()
    qtbot.keyClicks(sheet.recipients, "Example House; Sample Clinic")
    qtbot.keyClicks(sheet.purpose, "To coordinate care")
    sheet.categories.choose("services", "goals")
    sheet.carries.setChecked(True)
    with qtbot.waitSignal(workplace.navigator.toast_wanted) as told:
        press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Example House; Sample Clinic" in words(page))
    (line,) = consents.list_consents(desk, juniper)
    assert (line.state, line.categories) == (
        ConsentState.LIVE,
        (ConsentCategory.SERVICES, ConsentCategory.GOALS),
    )
    assert line.recorded_by == desk.worker.name
    undo = told.args[1] if told.args else None
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: consents.list_consents(desk, juniper) == ())
    qtbot.waitUntil(lambda: not tab(page).cards)


def test_what_can_be_done_stands_where_the_other_tabs_have_it(page: ParticipantPage) -> None:
    """At the right, what N does outermost: the hand need not look for it from tab to tab."""
    consents_tab = tab(page)
    places = {
        button.text(): QRect(button.mapTo(consents_tab, QPoint()), button.size())
        for button in consents_tab.findChildren(Button)
    }
    row = [places[word] for word in ("Privacy notice given", "Restriction", "Record a consent")]
    assert row == sorted(row, key=QRect.left)
    assert row[0].left() > consents_tab.width() // 3
    assert consents_tab.width() - row[-1].right() <= BESIDE_BAR + 1


def test_a_withdrawal_keeps_the_words_and_can_be_undone(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, desk: Desk, juniper: UUID
) -> None:
    recorded(desk, juniper)
    page.refresh()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    withdraw = tab(page).cards[0].withdraw
    assert withdraw is not None
    withdraw.click()
    sheet = open_sheet(qtbot, page, WithdrawSheet)
    assert isinstance(sheet, WithdrawSheet)
    qtbot.keyClicks(sheet.words, "They talk too much")
    with qtbot.waitSignal(workplace.navigator.toast_wanted) as told:
        press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "They talk too much" in words(page))
    (line,) = consents.list_consents(desk, juniper)
    assert (line.state, line.revoked_at) == (ConsentState.REVOKED, desk.clock.now())
    assert tab(page).cards[0].withdraw is None
    undo = told.args[1] if told.args else None
    assert callable(undo)
    undo()
    qtbot.waitUntil(lambda: "They talk too much" not in words(page))
    assert consents.list_consents(desk, juniper)[0].live


def test_renewing_begins_with_the_terms_of_the_earlier_one(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    earlier = recorded(desk, juniper)
    page.refresh()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    renew = tab(page).cards[0].renew
    assert renew is not None
    renew.click()
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    assert sheet.recipients.text() == "Example House"
    assert sheet.categories.values() == ("program_status", "services")
    sheet.carries.setChecked(True)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(tab(page).cards) == 2)
    lines = consents.list_consents(desk, juniper)
    assert {line.renews_id for line in lines} == {None, earlier}


def test_a_wish_and_a_notice_are_written_down(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    tab(page).acts.ask_restriction(juniper)
    wish = open_sheet(qtbot, page, RestrictionSheet)
    assert isinstance(wish, RestrictionSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert wish.fields["words"].problem() is not None
    qtbot.keyClicks(wish.words, "Nothing about my sister")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "Nothing about my sister" in words(page))
    tab(page).acts.give_notice(juniper)
    notice = open_sheet(qtbot, page, NoticeSheet)
    assert isinstance(notice, NoticeSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "On paper" in words(page))
    assert len(privacy.list_notices(desk, juniper)) == 1


def test_a_supervisor_restricts_agrees_and_asks_who_has_seen_it(
    qtbot: QtBot, workplace: Workplace, seat: Seat, desk: Desk, juniper: UUID
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    asked = privacy.AskRestriction(new_id(), juniper, "Not my goals", desk.clock.today())
    privacy.ask_restriction(desk, asked)
    made = ParticipantPage(replace(workplace, desk=supervisor))
    made.resize(1220, 800)
    made.show()
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: "Who has seen this record" in words(made))
    tab(made).acts.decide(asked.id, agreed=True)
    qtbot.waitUntil(lambda: privacy.list_restrictions(desk, juniper)[0].agreed_on is not None)
    tab(made).acts.restrict(juniper, on=True)
    qtbot.waitUntil(lambda: "This record is restricted" in words(made))
    assert participants.read_record(desk, juniper).restricted
    peer = seat(Role.PEER, name="Dre Exampleton")
    made.refresh()
    qtbot.waitUntil(lambda: "Nobody beside its own workers" in words(made))
    tab(made).acts.grant(juniper, ((peer.worker.id, peer.worker.name),))
    sheet = open_sheet(qtbot, made, GrantSheet)
    assert isinstance(sheet, GrantSheet)
    sheet.reason.setPlainText("Covers the holidays")
    sheet.submit()
    qtbot.waitUntil(lambda: "Covers the holidays" in words(made))
    assert participants.read_record(peer, juniper).restricted
    card = tab(made)._seen_card
    assert card is not None
    card.asked.emit()
    qtbot.waitUntil(lambda: "opened the record" in words(made))
    Shiboken.delete(made)


def test_who_only_reads_can_change_nothing(
    qtbot: QtBot, workplace: Workplace, seat: Seat, desk: Desk, juniper: UUID
) -> None:
    recorded(desk, juniper)
    made = ParticipantPage(replace(workplace, desk=seat(Role.READ_ONLY)))
    made.show()
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: bool(tab(made).cards))
    assert tab(made).cards[0].withdraw is None
    assert tab(made).cards[0].renew is None
    assert not tab(made).act_on(Qt.Key.Key_N)
    Shiboken.delete(made)


def test_the_form_names_every_statement_that_it_must_carry(
    qtbot: QtBot, page: ParticipantPage, juniper: UUID
) -> None:
    tab(page).acts.record(juniper)
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    for place, kind in enumerate(REQUIRED_STATEMENTS):
        sheet.kind.setCurrentIndex(place)
        said = sheet._said.text().count("“")
        assert said == len(REQUIRED_STATEMENTS[kind])


def fill(sheet: ConsentSheet) -> None:
    sheet.recipients.setText("Example House")
    sheet.purpose.setText("To coordinate care")
    sheet.categories.choose("services")
    sheet.carries.setChecked(True)


def keep_as(sheet: ConsentSheet, evidence: ConsentEvidence) -> None:
    sheet.evidence.kind.setCurrentIndex(list(ConsentEvidence).index(evidence))


def consent_sheet(qtbot: QtBot, page: ParticipantPage) -> ConsentSheet:
    press(qtbot, Qt.Key.Key_N)
    sheet = open_sheet(qtbot, page, ConsentSheet)
    assert isinstance(sheet, ConsentSheet)
    return sheet


def test_a_name_typed_on_screen_signs_is_kept_in_the_vault_and_can_be_opened(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID, tmp_path: Path
) -> None:
    sheet = consent_sheet(qtbot, page)
    fill(sheet)
    keep_as(sheet, ConsentEvidence.ON_SCREEN)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert "type the full name" in (sheet.fields["evidence"].problem() or "")
    sheet.evidence.typed.setFocus()
    qtbot.keyClicks(sheet.evidence.typed, "Juniper Fable")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    (line,) = consents.list_consents(desk, juniper)
    (paper,) = attachments.list_attachments(desk, juniper)
    assert (line.terms.evidence, line.terms.attachment_id) == (
        ConsentEvidence.ON_SCREEN,
        paper.id,
    )
    assert (paper.content_type, paper.kind) == (ContentType.PNG, AttachmentKind.CONSENT)
    assert "signed on screen" in words(page)
    show = tab(page).cards[0].evidence
    assert show is not None
    show.click()
    opened = open_sheet(qtbot, page, PaperSheet)
    assert isinstance(opened, PaperSheet)
    qtbot.waitUntil(lambda: bool(opened.paper.canvas.pictures()))
    assert paper.sha256[:12] in opened.facts.text()


def test_a_scan_is_chosen_among_kept_papers_or_added_there_and_then(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID, tmp_path: Path
) -> None:
    kept = AddAttachment(new_id(), juniper, AttachmentKind.CONSENT, picture(), "Scan of October")
    attachments.add_attachment(desk, kept)
    letter = AddAttachment(new_id(), juniper, AttachmentKind.LETTER, picture(2), "Letter")
    attachments.add_attachment(desk, letter)
    sheet = consent_sheet(qtbot, page)
    fill(sheet)
    keep_as(sheet, ConsentEvidence.SCAN)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert "Choose the scan" in (sheet.fields["evidence"].problem() or "")
    box = sheet.evidence
    qtbot.waitUntil(lambda: box.papers.count() == 2)
    assert box.papers.itemText(0).startswith("Scan of October")  # signed consents first
    box.papers.setCurrentIndex(0)
    assert box.kept_id() == kept.id
    file = tmp_path / "Juniper Fable consent.png"
    file.write_bytes(picture(3))
    tab(page).acts._ask_for_file = lambda parent, then: then(file)
    box.add_file.click()
    qtbot.waitUntil(lambda: box.papers.count() == 3)
    assert "Juniper" not in box.papers.currentText()  # files are named after people
    sheet.submit()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    (line,) = consents.list_consents(desk, juniper)
    assert line.terms.attachment_id not in (None, kept.id, letter.id)
    opened = attachments.open_attachment(desk, line.terms.attachment_id or new_id())
    assert opened.content == picture(3)
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix == ".png") == [file.name]


def test_recipients_complete_themselves_and_a_name_that_nobody_knows_stays(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    with desk.store.write() as session:
        now = desk.clock.now()
        facts = {"created_at": now, "updated_at": now}
        session.add(Organization(name="Sample Health", alternate_name="Harbor Clinic", **facts))
    sheet = consent_sheet(qtbot, page)
    line = sheet.recipients
    qtbot.waitUntil(lambda: bool(line._book.find("sample")))
    line.setFocus()
    qtbot.keyClicks(line, "Harbor")
    assert [one.title for one in line.offered()] == ["Sample Health"]
    press(qtbot, Qt.Key.Key_Return)  # nothing was gone to: the words stay
    assert line.text() == "Harbor"
    qtbot.keyClicks(line, " C")
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    assert line.text() == "Sample Health"
    qtbot.keyClicks(line, "; Aunt Demo; harb")
    press(qtbot, Qt.Key.Key_Escape)  # closes the list, not the sheet
    assert sheet.isVisible()
    qtbot.keyClicks(line, "orside")
    named = line.recipients()
    assert [one.name for one in named] == ["Sample Health", "Aunt Demo", "harborside"]
    assert [one.organization_id is None for one in named] == [False, True, True]


def test_a_class_and_an_intermediary_are_asked_for_where_the_law_knows_them(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    sheet = consent_sheet(qtbot, page)
    shown = {
        kind: not sheet.fields["recipient_class"].isHidden()
        for place, kind in enumerate(ConsentKind)
        if sheet.kind.setCurrentIndex(place) is None
    }
    assert {kind for kind, on in shown.items() if on} == {ConsentKind.PART2_TPO}
    sheet.kind.setCurrentIndex(list(ConsentKind).index(ConsentKind.PART2_NAMED))
    sheet.more.click()  # a named recipient's form may name them as well
    assert not sheet.fields["recipient_class"].isHidden()
    assert sheet.more.isHidden()
    sheet.kind.setCurrentIndex(list(ConsentKind).index(ConsentKind.PART2_TPO))
    fill(sheet)
    sheet.recipients.clear()
    sheet.recipient_class.setText("My treating providers")
    assert sheet.fields["intermediary_members"].isHidden()
    sheet.intermediary.setText("Example Exchange")
    assert not sheet.fields["intermediary_members"].isHidden()
    sheet.submit()
    qtbot.waitUntil(lambda: sheet.fields["recipients"].problem() is not None)
    assert "class" in (sheet.fields["recipients"].problem() or "")
    assert sheet.fields["intermediary"].problem() is not None
    sheet.recipients.setText("Example House")
    sheet.members.setText("Those who treat me")
    sheet.submit()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    assert "Also for: My treating providers" in words(page)
    assert "Through Example Exchange to: Those who treat me" in words(page)


def in_view(sheet: ConsentSheet, widget: QWidget) -> bool:
    """Whether a part of the sheet is scrolled into view, whole."""
    view = sheet._scroll.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint()), widget.size()))


def test_what_the_keyboard_reaches_is_in_view(qtbot: QtBot, page: ParticipantPage) -> None:
    sheet = consent_sheet(qtbot, page)
    assert not in_view(sheet, sheet.carries)  # a consent asks for more than a screen shows
    for _ in range(40):
        if sheet.carries.hasFocus():
            break
        press(qtbot, Qt.Key.Key_Tab)
    assert sheet.carries.hasFocus()
    assert in_view(sheet, sheet.carries)
    sheet.kind.setFocus()
    keep_as(sheet, ConsentEvidence.ON_SCREEN)
    qtbot.waitUntil(lambda: in_view(sheet, sheet.evidence.pad))


def test_a_consent_that_is_no_longer_what_was_signed_says_so_and_one_from_before_calmly(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    altered, earlier = recorded(desk, juniper), new_id()
    on_screen = terms(evidence=ConsentEvidence.ON_SCREEN, purpose="Housing")
    paper = EvidencePaper(new_id(), picture(), "Signature")
    consents.record_consent(desk, RecordConsent(earlier, juniper, on_screen, paper=paper))
    tamper(desk.store, "UPDATE consent SET purpose = 'Anything' WHERE id = ?", altered.hex)
    tamper(desk.store, "UPDATE consent SET terms_hash = NULL WHERE id = ?", earlier.hex)
    page.refresh()
    qtbot.waitUntil(lambda: len(tab(page).cards) == 2)
    said = {card.line.id: [label.text() for label in card.findChildren(QLabel)]
            for card in tab(page).cards}  # fmt: skip
    assert BROKEN_WORDS in said[altered]
    assert NOT_BOUND_WORDS in said[earlier]
    assert BROKEN_WORDS not in said[earlier]
    names = {card.line.id: card.accessibleName() for card in tab(page).cards}
    assert "Not as signed, opens nothing" in names[altered]


def test_a_card_says_everything_that_was_recorded(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    told = {
        "discloser": "Fable LEAD, its case managers",
        "information": "Whether I come",
        "includes_received": True,
    }
    whole = terms(kind=ConsentKind.CJ_2_35, **told)
    consents.record_consent(desk, RecordConsent(new_id(), juniper, whole))
    page.refresh()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    for part in (
        "From Fable LEAD, its case managers",
        "“Whether I come”",
        "records that came from other providers",
        "Case: District Court, the charge of September 2026",
        "condition of State's Attorney, withholding charges",
        "their part: Assistant State's Attorney",
        "holds from Oct 1",
        "over about Sep 1",
        "can be withdrawn from Mar 1",
    ):
        assert part in words(page), part


def test_a_consent_prints_as_it_was_signed_and_its_revocation_to_be_signed(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, desk: Desk, juniper: UUID
) -> None:
    made = recorded(desk, juniper)
    page.refresh()
    qtbot.waitUntil(lambda: bool(tab(page).cards))
    card = tab(page).cards[0]
    assert card.print is not None
    card.print.setFocus()
    with qtbot.waitSignal(workplace.navigator.forms_wanted) as asked:
        press(qtbot, Qt.Key.Key_Space)
    (wish,) = asked.args or ()
    assert (wish.participant_id, wish.kind, wish.consent_id) == (juniper, FormKind.CONSENT, made)
    assert wish.words == "Example House, signed Oct 1, 2026"
    assert card.withdraw is not None
    card.withdraw.click()
    sheet = open_sheet(qtbot, page, WithdrawSheet)
    assert isinstance(sheet, WithdrawSheet)
    with qtbot.waitSignal(workplace.navigator.forms_wanted) as asked:
        sheet.form_wanted.emit()
    (wish,) = asked.args or ()
    assert (wish.kind, wish.consent_id) == (FormKind.REVOCATION, made)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (61, None),
        (60, "Ends in 60 days"),
        (30, "Ends in 30 days"),
        (14, "Ends in 14 days"),
        (7, "Ends in 7 days"),
        (1, "Ends in 1 day"),
        (0, "Today is its last day"),
    ],
)
def test_the_persons_page_counts_the_days_from_the_first_step_of_the_worklist_on(
    theme: Theme, days: int, said: str | None
) -> None:
    ending = line(signed_on=date(2026, 6, 1), expires_on=TODAY + timedelta(days=days))
    calendar = Calendar(TODAY, DEFAULT_ZONE)
    card = ConsentCard(theme, ending, calendar, may_act=True)
    told = " ".join(label.text() for label in card.findChildren(QLabel))
    assert (said in told) if said else ("Ends in" not in told and "last day" not in told)


def test_a_withdrawal_that_was_written_down_late_tells_both_days_and_what_left_in_between(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    made = recorded(desk, juniper)
    asked = SummaryRequest(juniper, Audience.PROVIDER, "Example House", "To coordinate care")
    summaries.issue_summary(desk, asked)
    came = desk.clock.now() - timedelta(days=2)
    consents.withdraw_consent(desk, WithdrawConsent(made, came, RevocationWay.SPOKEN))
    page.refresh()
    qtbot.waitUntil(lambda: "1 copy left after it was received" in words(page))
    assert "Received Nov 21" in words(page)
    assert "(spoken, written down by staff), written down" in words(page)


def named(page: ParticipantPage, name: str) -> Button:
    found = [one for one in tab(page).findChildren(Button) if one.accessibleName() == name]
    assert found, [one.accessibleName() for one in tab(page).findChildren(Button)]
    return found[-1]


def press_named(qtbot: QtBot, page: ParticipantPage, name: str) -> None:
    button = named(page, name)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_notice_is_put_right_and_taken_back(
    qtbot: QtBot, page: ParticipantPage, desk: Desk, juniper: UUID
) -> None:
    privacy.give_notice(desk, privacy.GiveNotice(new_id(), juniper, desk.clock.today()))
    page.refresh()
    qtbot.waitUntil(lambda: "On paper" in words(page))
    press_named(qtbot, page, "Correct the privacy notice of Nov 23")
    sheet = open_sheet(qtbot, page, NoticeSheet)
    assert isinstance(sheet, NoticeSheet)
    sheet.acknowledged.setChecked(False)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "not signed for" in words(page))
    press_named(qtbot, page, "Correct the privacy notice of Nov 23")
    qtbot.waitUntil(lambda: bool([s for s in page.findChildren(NoticeSheet) if s is not sheet]))
    again = page.findChildren(NoticeSheet)[-1]
    again.taken_back.emit()
    qtbot.waitUntil(lambda: privacy.list_notices(desk, juniper) == ())


def test_a_restriction_is_put_right_agreed_to_and_ended_at_the_keyboard(
    qtbot: QtBot, workplace: Workplace, seat: Seat, desk: Desk, juniper: UUID
) -> None:
    asked = privacy.AskRestriction(new_id(), juniper, "Not my gaols", desk.clock.today())
    privacy.ask_restriction(desk, asked)
    supervisor = seat(Role.SUPERVISOR, name="Priya Demoson")
    made = ParticipantPage(replace(workplace, desk=supervisor))
    made.resize(1220, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_participant(juniper, ())
    made.show_tab(TabName.CONSENTS)
    qtbot.waitUntil(lambda: "Not my gaols" in words(made))
    press_named(qtbot, made, "Correct the restriction “Not my gaols”")
    right = open_sheet(qtbot, made, RestrictionSheet)
    assert isinstance(right, RestrictionSheet)
    assert right.words.toPlainText() == "Not my gaols"
    right.words.setPlainText("Not my goals")
    right.categories.choose("goals")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "“Not my goals”" in words(made))
    press_named(qtbot, made, "Agree to the restriction “Not my goals”")
    qtbot.waitUntil(lambda: privacy.list_restrictions(desk, juniper)[0].binds(desk.clock.today()))
    qtbot.waitUntil(lambda: "Agree to" not in " ".join(b.accessibleName()
                    for b in tab(made).findChildren(Button)))  # fmt: skip
    press_named(qtbot, made, "End the restriction “Not my goals”")
    end = open_sheet(qtbot, made, EndRestrictionSheet)
    assert isinstance(end, EndRestrictionSheet)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: end.fields["reason"].problem() is not None)
    end.reason.setPlainText("A letter of today")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "“A letter of today”" in words(made))
    (line,) = privacy.list_restrictions(desk, juniper)
    assert not line.binds(desk.clock.today())
    Shiboken.delete(made)


def test_what_stands_in_the_sheet_is_printed_to_be_signed_and_the_sheet_stays(
    qtbot: QtBot, page: ParticipantPage, workplace: Workplace, desk: Desk, juniper: UUID
) -> None:
    sheet = consent_sheet(qtbot, page)
    fill(sheet)
    button = next(one for one in sheet.findChildren(Button) if "to be signed" in one.text())
    button.setFocus()
    with qtbot.waitSignal(workplace.navigator.forms_wanted) as asked:
        press(qtbot, Qt.Key.Key_Space)
    (wish,) = asked.args or ()
    assert (wish.participant_id, wish.kind) == (juniper, FormKind.CONSENT)
    assert wish.terms.purpose == "To coordinate care"
    assert sheet.isVisible()
    assert consents.list_consents(desk, juniper) == ()

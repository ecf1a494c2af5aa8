"""The sheet of a consent: it asks for what each kind needs, and what is signed is what is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lead_desktop.base.errors import InvalidInput
from lead_desktop.domain.codes import ConsentCategory, ConsentEvidence, ConsentKind, ConsentSeal
from lead_desktop.domain.consent.consent import ConsentLine
from lead_desktop.services.consent import consents
from lead_desktop.services.consent.consents import RecordConsent
from lead_desktop.services.desk import Desk
from tests.domain.consents import TODAY, line
from ui.kit.inputs import DateEdit, LineEdit
from ui.pages.consent_sheets.consent_sheet import ConsentSheet
from ui.pages.form_sheet import as_qdate
from ui.pages.sheet_fields import fill_fields, read_fields
from ui.theme import Theme

Enroll = Callable[..., UUID]
CTRL = Qt.KeyboardModifier.ControlModifier
KINDS = list(ConsentKind)


@dataclass
class Asked:
    """An open sheet, and what the service took of it."""

    sheet: ConsentSheet
    desk: Desk
    person: UUID
    taken: list[ConsentLine] = field(default_factory=list)

    def take(self, command: RecordConsent) -> None:
        try:
            self.taken.append(consents.record_consent(self.desk, command).line)
        except InvalidInput as refusal:
            self.sheet.refused(refusal)

    def problems(self) -> dict[str, str]:
        """What is now said to be wrong, by field."""
        fields = self.sheet.fields.items()
        return {name: words for name, one in fields if (words := one.problem()) is not None}

    def on_file(self) -> tuple[ConsentLine, ...]:
        return consents.list_consents(self.desk, self.person)

    def choose(self, kind: ConsentKind) -> None:
        self.sheet.kind.setCurrentIndex(KINDS.index(kind))

    def shown(self, *names: str) -> set[str]:
        """Those of these fields that the sheet asks for now."""
        return {name for name in names if not self.sheet.fields[name].isHidden()}


@pytest.fixture
def ask(
    qtbot: QtBot, stage: QWidget, theme: Theme, desk: Desk, enroll: Enroll
) -> Callable[..., Asked]:
    def opened(renews: ConsentLine | None = None) -> Asked:
        person = enroll("ሰላም ተስፋ", case_manager=desk)
        sheet = ConsentSheet(theme, stage, person, TODAY, program="Fable LEAD", renews=renews)
        asked = Asked(sheet, desk, person)
        sheet.wanted.connect(asked.take)
        sheet.open()
        return asked

    return opened


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held or Qt.KeyboardModifier.NoModifier)


def go_to(qtbot: QtBot, wanted: QWidget) -> None:
    """By the Tab key alone, as somebody without a mouse does."""
    for _ in range(60):
        if QApplication.focusWidget() is wanted:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reached “{wanted.accessibleName()}”.")


def write(qtbot: QtBot, at: LineEdit, words: str) -> None:
    go_to(qtbot, at)
    qtbot.keyClicks(at, words)


CASE = (
    "proceeding", "condition_imposed_by", "duty", "effective_from", "final_disposition_on",
    "disposition_open", "revocable", "revocable_on", "revocable_event",
)  # fmt: skip


def test_each_kind_asks_for_what_its_case_needs_and_no_other_does(
    ask: Callable[..., Asked],
) -> None:
    asked = ask()
    found = {}
    for kind in KINDS:
        asked.choose(kind)
        found[kind] = asked.shown(*CASE)
    assert found[ConsentKind.CJ_2_35] == set(CASE) - {"revocable_event"}
    assert found[ConsentKind.LEGAL_PROCEEDING] == {"proceeding"}
    others = set(KINDS) - {ConsentKind.CJ_2_35, ConsentKind.LEGAL_PROCEEDING}
    assert not any(found[kind] for kind in others)


def test_a_condition_is_recorded_at_the_keyboard_alone_once_nothing_is_missing(
    qtbot: QtBot, ask: Callable[..., Asked]
) -> None:
    asked = ask()
    sheet, case = asked.sheet, asked.sheet.case
    asked.choose(ConsentKind.CJ_2_35)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    missing = {"recipients", "purpose", "categories", "statements", "proceeding",
               "condition_imposed_by"}  # fmt: skip
    assert set(asked.problems()) >= missing
    assert asked.on_file() == ()
    sheet.kind.setFocus()
    write(qtbot, sheet.recipients, "Sample District liaison")
    write(qtbot, sheet.discloser, "Fable LEAD, its case managers")
    write(qtbot, sheet.purpose, "To say whether I come")
    sheet.categories.choose("program_status")
    write(qtbot, sheet.information, "Whether I come, nothing else")
    write(qtbot, case.proceeding, "District Court, the charge of May")
    write(qtbot, case.condition, "State's Attorney")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert set(asked.problems()) == {"duty", "statements"}
    assert asked.on_file() == ()
    sheet.kind.setFocus()
    write(qtbot, case.duty, "Assistant State's Attorney")
    go_to(qtbot, case.open_end)
    press(qtbot, Qt.Key.Key_Space)
    assert asked.shown("final_disposition_on", "expires_on") == set()
    case.revocable.choose("event")
    assert asked.shown("revocable_on", "revocable_event") == {"revocable_event"}
    go_to(qtbot, sheet.carries)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert set(asked.problems()) == {"revocable_event"}
    sheet.kind.setFocus()
    write(qtbot, case.revocable_event, "The charge is settled")
    press(qtbot, Qt.Key.Key_Return, CTRL)
    (kept,) = asked.on_file()
    terms = kept.terms
    assert (terms.proceeding, terms.condition_imposed_by) == (
        "District Court, the charge of May",
        "State's Attorney",
    )
    assert [one.role for one in terms.recipients] == ["Assistant State's Attorney"]
    assert (terms.expires_on, terms.expires_event) == (None, "30 days after the final disposition")
    assert (terms.revocable_on, terms.revocable_event) == (None, "The charge is settled")
    assert terms.discloser == "Fable LEAD, its case managers"
    assert terms.information == "Whether I come, nothing else"


def test_the_end_follows_the_final_disposition_and_revoking_may_not_come_later(
    ask: Callable[..., Asked],
) -> None:
    asked = ask()
    sheet, case = asked.sheet, asked.sheet.case
    fill(sheet)
    asked.choose(ConsentKind.CJ_2_35)
    case.proceeding.setText("A charge")
    case.condition.setText("A court")
    case.duty.setText("Judge")
    case.disposition.setDate(as_qdate(date(2027, 3, 1)))
    assert shown_day(sheet.expires_on) == date(2027, 3, 31)
    case.revocable_on.setDate(as_qdate(date(2027, 3, 2)))
    sheet.submit()
    assert set(asked.problems()) == {"revocable_on"}
    case.revocable_on.setDate(as_qdate(date(2027, 3, 1)))
    sheet.expires_on.setDate(as_qdate(date(2027, 4, 1)))
    sheet.submit()
    assert set(asked.problems()) == {"expires_on"}
    assert asked.on_file() == ()
    sheet.expires_on.setDate(as_qdate(date(2027, 3, 31)))
    sheet.submit()
    assert len(asked.taken) == 1


def test_a_proceeding_is_named_and_a_purpose_stands_alone(ask: Callable[..., Asked]) -> None:
    asked = ask()
    fill(asked.sheet)
    asked.choose(ConsentKind.LEGAL_PROCEEDING)
    asked.sheet.purpose.setText("The hearing; my care")
    asked.sheet.submit()
    assert set(asked.problems()) == {"proceeding", "purpose"}
    asked.sheet.purpose.setText("The hearing")
    asked.sheet.case.proceeding.setText("Circuit Court, hearing of January")
    asked.sheet.submit()
    assert asked.taken[0].terms.proceeding == "Circuit Court, hearing of January"


def fill(sheet: ConsentSheet) -> None:
    sheet.recipients.setText("Example House")
    sheet.purpose.setText("To coordinate care")
    sheet.categories.choose("services")
    sheet.carries.setChecked(True)


def shown_day(edit: DateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())


def sign_on_screen(sheet: ConsentSheet) -> None:
    place = list(ConsentEvidence).index(ConsentEvidence.ON_SCREEN)
    sheet.evidence.kind.setCurrentIndex(place)


def test_what_is_changed_after_signing_must_be_signed_again(
    qtbot: QtBot, ask: Callable[..., Asked]
) -> None:
    asked = ask()
    sheet = asked.sheet
    sign_on_screen(sheet)
    assert "Once everything above is said" in sheet.evidence._terms.text()
    fill(sheet)
    told = sheet.evidence._terms.text()
    assert "To: Example House" in told
    assert "From: Fable LEAD" in told
    sheet.evidence.typed.insert("ሰላም ተስፋ")
    sheet.categories.choose("services", "medical")  # the worker adds something afterwards
    assert "Medical" in sheet.evidence._terms.text()
    sheet.submit()
    assert "changed after it was signed" in asked.problems()["evidence"]
    assert asked.on_file() == ()
    assert sheet.evidence.pad.is_empty()
    sheet.evidence.typed.insert("ሰላም ተስፋ")
    sheet.submit()
    (kept,) = asked.on_file()
    assert kept.seal is ConsentSeal.INTACT
    assert ConsentCategory.MEDICAL in kept.categories


def test_a_drawn_signature_is_for_what_stood_there_as_well(
    qtbot: QtBot, ask: Callable[..., Asked]
) -> None:
    asked = ask()
    sheet = asked.sheet
    fill(sheet)
    sign_on_screen(sheet)
    pad = sheet.evidence.pad
    qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    qtbot.mouseMove(pad, QPoint(90, 60))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 30))
    assert pad.is_drawn()
    sheet.purpose.setText("Anything at all")
    sheet.submit()
    assert "changed after it was signed" in asked.problems()["evidence"]
    assert not pad.is_drawn()


@pytest.mark.parametrize("kind", [ConsentKind.CJ_2_35, ConsentKind.LEGAL_PROCEEDING])
def test_renewing_begins_with_everything_but_the_days_and_the_signature(
    ask: Callable[..., Asked], kind: ConsentKind
) -> None:
    earlier = line(kind=kind, discloser="One worker", information="Whether I come")
    asked = ask(renews=earlier)
    sheet = asked.sheet
    assert sheet.discloser.text() == "One worker"
    assert sheet.information.text() == "Whether I come"
    assert shown_day(sheet.signed_on) == TODAY
    assert not sheet.carries.isChecked()
    sheet.carries.setChecked(True)
    sheet.submit()
    (kept,) = asked.taken
    assert kept.renews_id == earlier.id
    for name in ("proceeding", "condition_imposed_by", "recipients", "purpose", "categories"):
        assert getattr(kept.terms, name) == getattr(earlier.terms, name), name
    assert kept.signed_on == TODAY


def test_what_was_typed_of_a_case_comes_back_after_a_lock(
    ask: Callable[..., Asked], theme: Theme, stage: QWidget
) -> None:
    asked = ask()
    asked.choose(ConsentKind.CJ_2_35)
    asked.sheet.case.open_end.setChecked(True)
    asked.sheet.case.revocable.choose("event")
    asked.sheet.case.proceeding.setText("District Court, the charge of May")
    asked.sheet.case.revocable_event.setText("The charge is settled")
    kept = read_fields(asked.sheet.body)
    again = ConsentSheet(theme, stage, asked.person, TODAY, program="Fable LEAD")
    fill_fields(again.body, kept)
    assert again.case.proceeding.text() == "District Court, the charge of May"
    assert again.case.revocable_event.text() == "The charge is settled"
    assert not again.fields["revocable_event"].isHidden()
    assert again.fields["final_disposition_on"].isHidden()


def test_a_signature_is_in_no_draft_so_that_it_is_never_for_words_that_came_later(
    ask: Callable[..., Asked], theme: Theme, stage: QWidget
) -> None:
    asked = ask()
    fill(asked.sheet)
    sign_on_screen(asked.sheet)
    asked.sheet.evidence.typed.insert("Juniper Fable")
    asked.sheet.purpose.setText("Anything at all")
    kept = read_fields(asked.sheet.body)
    assert "Juniper Fable" not in kept.values()
    again = ConsentSheet(theme, stage, asked.person, TODAY, program="Fable LEAD")
    fill_fields(again.body, kept)
    assert again.purpose.text() == "Anything at all"
    assert again.evidence.is_on_screen()
    assert again.evidence.pad.is_empty()

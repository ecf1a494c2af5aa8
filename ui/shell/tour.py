"""`lead-desktop tour`: pictures of every page of the real window over the demo vault, and every
printed form. The same pictures each time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.errors import StorageFull
from lead_desktop.base.preferences import Preferences, save_preferences
from lead_desktop.domain.codes import Answer, Audience, Charge, Question
from lead_desktop.domain.referral import Shelf
from lead_desktop.services import participants
from ui.kit.search_field import SearchField
from ui.kit.specimen import build_specimen
from ui.pages.directory.page import DirectoryPage
from ui.pages.print_summary.page import PrintPage
from ui.pages.referrals.form_page import NewReferralPage
from ui.pages.referrals.form_state import FormState
from ui.pages.referrals.page import DUPLICATES, ReferralsPage
from ui.pages.unlock.door import DEMO_PARTICIPANTS, DemoWish, Door
from ui.shell.every_form import draw_all
from ui.shell.guide import SIZE, Guide, without_display
from ui.shell.history import Place
from ui.shell.page_table import (
    CALENDAR,
    CASELOAD,
    DIRECTORY,
    FORMS,
    LINKAGES,
    OUTCOMES,
    PARTICIPANT,
    PRINT,
    PRIVACY,
    REFERRALS,
    REVIEW,
    SETTINGS,
)
from ui.shell.tour_people import walk_people
from ui.shell.tour_supervisor import supervisor_steps

SMALL = (1280, 720)
LARGE = 130
_PNG_QUALITY = 80  # of 100; nothing is lost, but saving takes a third of the time
_PERSON = "Juniper Fable"
_SERVICE = 11  # a row of the directory about which much is known
_TABS = ("contacts", "services", "plan", "consents", "documents", "details")


def run_tour(
    out: Path, scheme: str, *, participants: int = DEMO_PARTICIPANTS, only_first: int | None = None
) -> int:
    """Write everything to `out`; returns 0, or 1 after any error or warning of Qt.

    only_first: stop after so many steps, for a short try.
    """
    faults: list[str] = []
    with without_display(faults) as folder:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            faults.append(f"{out} cannot be written: {error.strerror}.")
        else:
            clock, wish = FixedClock(), DemoWish(participants=participants)
            door = Door(folder / "config", folder, clock, wish)
            preferences = Preferences(scheme=scheme, reduced_motion=True)
            save_preferences(door.config, preferences)  # the settings page shows them
            guide = Guide(door, preferences, faults)
            guide.walk(Tour(out).steps, only_first=only_first)
    for fault in faults:
        print(fault, file=sys.stderr)  # noqa: T201 - the command's answer
    return 1 if faults else 0


class Tour:
    """The script. Each step leaves the window as the next one expects it."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._passphrase = ""

    def steps(self, guide: Guide) -> Iterator[None]:
        """All of it, in the order of a working day."""
        yield from self._unlock(guide)
        yield from self._today(guide)
        yield from self._caseload(guide)
        yield from self._linkages(guide)
        yield from self._calendar(guide)
        yield from self._outcomes(guide)
        yield from self._participant(guide)
        yield from self._quick_log(guide)
        yield from self._referrals(guide)
        yield from self._directory(guide)
        yield from self._privacy(guide)
        yield from self._print(guide)
        yield from self._review(guide)
        yield from self._large_type(guide)
        yield from self._overlays(guide)
        yield from supervisor_steps(guide, self.picture, self._passphrase)
        yield from self._other_states(guide)
        self._components(guide)

    def picture(self, guide: Guide, name: str) -> None:
        """Write what the window shows now to `name`.png, without a passing toast."""
        if guide.window.workspace is not None:
            guide.window.workspace.toasts.dismiss()
        self._save(guide, guide.window.grab(), name)

    def _save(self, guide: Guide, picture: QPixmap, name: str) -> None:
        if not picture.save(str(self._out / f"{name}.png"), quality=_PNG_QUALITY):
            guide.faults.append(f"{name}.png could not be written.")

    def _unlock(self, guide: Guide) -> Iterator[None]:
        page = guide.window.unlock_page
        if page is None:
            raise RuntimeError("the window opened without its unlock page")
        self.picture(guide, "01-unlock-first-start")
        page.make_demo()
        yield
        access = page.demo[1]
        if access is None:
            raise RuntimeError("the demo vault was not made")
        self._passphrase = access.passphrase
        page.form.passphrase.input.setFocus()
        guide.type(self._passphrase)
        yield
        self.picture(guide, "01-unlock")
        guide.press(Qt.Key.Key_Return)
        yield

    def _today(self, guide: Guide) -> Iterator[None]:
        self.picture(guide, "02-today")
        yield from self._small(guide, "02-today")
        guide.press(Qt.Key.Key_S, "s")
        yield
        self.picture(guide, "02-today-snooze")
        guide.press(Qt.Key.Key_Escape)
        guide.press(Qt.Key.Key_M, "m")
        yield
        self.picture(guide, "02-today-team")
        guide.press(Qt.Key.Key_M, "m")
        yield

    def _caseload(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(CASELOAD))
        yield
        self.picture(guide, "03-caseload")
        for _ in range(2):
            guide.press(Qt.Key.Key_X, "x")
            guide.press(Qt.Key.Key_J, "j")
        yield
        self.picture(guide, "03-caseload-selected")
        guide.press(Qt.Key.Key_Escape)
        yield from self._small(guide, "03-caseload")
        guide.press(Qt.Key.Key_2, "2")
        yield
        self.picture(guide, "03-caseload-team")
        guide.press(Qt.Key.Key_1, "1")
        field = guide.workspace.findChild(SearchField)
        if field is not None:
            field.setText("nobody by this name")
            yield
            self.picture(guide, "03-caseload-empty")
            field.clear()
        yield

    def _linkages(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(LINKAGES))
        yield
        self.picture(guide, "06-linkages")
        yield from self._small(guide, "06-linkages")
        guide.press(Qt.Key.Key_Return)
        yield
        self.picture(guide, "06-linkages-sheet")
        guide.press(Qt.Key.Key_Escape)
        guide.press(Qt.Key.Key_V, "v")
        yield
        self.picture(guide, "06-linkages-table")
        guide.press(Qt.Key.Key_V, "v")
        yield

    def _review(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(REVIEW))
        yield
        self.picture(guide, "12-review")
        guide.press(Qt.Key.Key_E, "e")
        yield
        self.picture(guide, "12-review-change")
        guide.press(Qt.Key.Key_Escape)
        yield

    def _outcomes(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(OUTCOMES))
        yield
        guide.press(Qt.Key.Key_3, "3")
        yield
        self.picture(guide, "09-outcomes")

    def _calendar(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(CALENDAR))
        yield
        self.picture(guide, "08-calendar")
        guide.press(Qt.Key.Key_M, "m")
        yield
        guide.press(Qt.Key.Key_D, "d")
        yield
        self.picture(guide, "08-calendar-day-team")
        guide.press(Qt.Key.Key_W, "w")
        guide.press(Qt.Key.Key_M, "m")
        yield

    def _small(self, guide: Guide, name: str) -> Iterator[None]:
        """The same in a small window."""
        guide.window.resize(*SMALL)
        yield
        self.picture(guide, f"{name}-{SMALL[0]}x{SMALL[1]}")
        guide.window.resize(*SIZE)
        yield

    def _large_type(self, guide: Guide) -> Iterator[None]:
        """Where the most stands on a page, in the largest type."""
        workspace, theme = guide.workspace, guide.window.theme
        look = theme.look
        theme.switch(replace(look, text_percent=LARGE))
        person = self._person(guide)
        for name, page in (("03-caseload", CASELOAD), ("04-participant", PARTICIPANT)):
            workspace.show_place(Place(page, person if page is PARTICIPANT else None))
            yield
            self.picture(guide, f"{name}-{LARGE}")
        yield from self._fill_form(guide)
        self.picture(guide, f"05-quick-log-{LARGE}")
        yield from self._discard_form(guide)
        workspace.show_place(Place(PRINT, person))
        yield
        self.picture(guide, f"07-print-{LARGE}")
        theme.switch(look)
        yield

    def _participant(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(PARTICIPANT, self._person(guide)))
        yield
        self.picture(guide, "04-participant")
        yield from self._small(guide, "04-participant")
        guide.press(Qt.Key.Key_F, "f")
        yield
        self.picture(guide, "04-participant-filter")
        guide.press(Qt.Key.Key_Escape)
        yield
        for tab in _TABS:
            guide.press(Qt.Key.Key_BracketRight, "]")
            yield
            self.picture(guide, f"04-participant-{tab}")
        for _ in _TABS:
            guide.press(Qt.Key.Key_BracketLeft, "[")
        yield
        yield from walk_people(guide, self._person(guide), self.picture)

    def _person(self, guide: Guide) -> UUID:
        rows = guide.workspace.people.rows
        return next(row.id for row in rows if row.preferred_name == _PERSON)

    def _quick_log(self, guide: Guide) -> Iterator[None]:
        guide.workspace.forms.log_contact(self._person(guide))
        yield
        self.picture(guide, "05-quick-log-brief")
        guide.press(Qt.Key.Key_A, "a")
        yield
        self.picture(guide, "05-quick-log-attempt")
        form = guide.workspace.forms.quick_log
        if form is not None:
            form.close_form()
        yield
        drawer = guide.workspace.forms.show_drawer()
        yield
        self.picture(guide, "05-drafts")
        if drawer is not None:
            guide.press(Qt.Key.Key_D, "d")
            yield
            drawer.dismiss()
        yield
        yield from self._fill_form(guide)
        self.picture(guide, "05-quick-log")
        yield from self._small(guide, "05-quick-log")
        yield from self._discard_form(guide)

    def _fill_form(self, guide: Guide) -> Iterator[None]:
        """Leave the contact form open, half filled in."""
        guide.workspace.forms.log_contact(self._person(guide))
        yield
        form = guide.workspace.forms.quick_log
        if form is None:
            raise RuntimeError("the contact form did not open")
        if form.state.brief:
            form.reshape()
        form.body.story.note.boxes[0].setFocus()
        guide.type("Met at the shelter before the intake. Nervous but ready.")
        yield

    def _discard_form(self, guide: Guide) -> Iterator[None]:
        form = guide.workspace.forms.quick_log
        if form is not None:
            form.discard()
        yield

    def _referrals(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(REFERRALS))
        yield
        yield
        self.picture(guide, "08-referrals")
        page = guide.workspace.page()
        if not isinstance(page, ReferralsPage):
            raise RuntimeError("the referrals page did not open")
        page.show_shelf(DUPLICATES)
        yield
        self.picture(guide, "08-referrals-duplicates")
        page.duplicates.rows[0].merge.click()
        yield
        self.picture(guide, "08-referrals-merge")
        page.merging.close()
        page.show_shelf(Shelf.OUTREACH)
        yield
        guide.workspace.workplace.navigator.refer(None)
        yield
        form = guide.workspace.page()
        if not isinstance(form, NewReferralPage):
            raise RuntimeError("the new-referral form did not open")
        form.start_over(_cypress(form))
        form.look_for_matches()
        yield
        self.picture(guide, "08-referral")
        form.start_over()
        guide.workspace.show_place(Place(REFERRALS))
        yield

    def _directory(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(DIRECTORY))
        yield
        page = guide.workspace.page()
        if not isinstance(page, DirectoryPage):
            raise RuntimeError("the directory did not open")
        page.table.go_to(page.model.index(_SERVICE, 0))
        page.fetch_detail()
        yield
        self.picture(guide, "17-directory")
        guide.press(Qt.Key.Key_E, "e")
        yield
        self.picture(guide, "17-directory-what-we-know")
        guide.press(Qt.Key.Key_Escape)
        yield
        yield from self._small(guide, "17-directory")

    def _privacy(self, guide: Guide) -> Iterator[None]:
        guide.workspace.show_place(Place(PRIVACY))
        yield
        self.picture(guide, "18-privacy")
        guide.press(Qt.Key.Key_E, "e")
        yield
        self.picture(guide, "18-privacy-emergency")
        guide.press(Qt.Key.Key_Escape)
        yield

    def _print(self, guide: Guide) -> Iterator[None]:
        workspace = guide.workspace
        person = self._person(guide)
        workspace.show_place(Place(PRINT, person))
        yield
        self.picture(guide, "07-print-internal")
        yield from self._choose_audience(guide, Audience.PROVIDER)
        self.picture(guide, "07-print")
        yield from self._small(guide, "07-print")
        yield from self._choose_audience(guide, Audience.JUSTICE)
        self.picture(guide, "07-print-no-consent")
        workspace.show_place(Place(FORMS, person))
        yield
        self.picture(guide, "07-forms")
        workspace.show_place(Place(FORMS))
        yield
        self.picture(guide, "07-forms-team")
        desk = workspace.workplace.desk
        guide.runner.run(
            lambda: draw_all(desk, participants.read_record(desk, person)),
            self._write_all,
            guide.note,
            owner=guide,
        )
        yield

    def _choose_audience(self, guide: Guide, audience: Audience) -> Iterator[None]:
        page = guide.workspace.page()
        if isinstance(page, PrintPage):
            page.choices.audiences.choose(audience)
        yield

    def _write_all(self, drawn: dict[str, bytes]) -> None:
        for name, pdf in drawn.items():
            (self._out / f"{name}.pdf").write_bytes(pdf)

    def _overlays(self, guide: Guide) -> Iterator[None]:
        workspace = guide.workspace
        workspace.show_place(Place(CASELOAD))
        yield
        finder = workspace.finding.open()
        yield
        self.picture(guide, "11-finder-empty")
        guide.type("jun")
        yield
        self.picture(guide, "11-finder")
        finder.field.setText("shelter")
        yield
        self.picture(guide, "11-finder-notes")
        finder.dismiss()
        workspace.show_shortcuts()
        yield
        self.picture(guide, "12-shortcuts")
        guide.press(Qt.Key.Key_Escape)
        yield

    def _other_states(self, guide: Guide) -> Iterator[None]:
        workspace = guide.workspace
        workspace.show_place(Place(SETTINGS))
        yield
        self.picture(guide, "13-settings")
        workspace.show_place(Place(CASELOAD))
        guide.window.warn_of_lock(30)
        yield
        self.picture(guide, "14-lock-warning")
        guide.window.end_lock_warning()
        workspace.report(
            StorageFull(
                "The disk has no room for this.",
                meaning="Everything saved before is safe; your words are still here.",
                remedy="Make room on the disk, then save again.",
            )
        )
        yield
        self.picture(guide, "15-error")
        guide.window.lock()
        yield
        self.picture(guide, "16-locked")
        guide.type("not this one")
        guide.press(Qt.Key.Key_Return)
        yield
        self.picture(guide, "01-unlock-wrong-passphrase")

    def _components(self, guide: Guide) -> None:
        sheet = build_specimen(guide.window.theme)
        self._save(guide, sheet.grab(), "10-components")
        sheet.deleteLater()


def _cypress(form: NewReferralPage) -> FormState:
    """The referral of the picture: one answer is missing."""
    return replace(
        form.state,
        name="Cypress Hypothetical",
        born="Feb 29, 1988",
        officer="Ofc. Q. Placeholder",
        unit="Unit 0",
        incident_number="DEMO-000123",
        charges=frozenset({Charge.TRESPASS}),
        approval=Answer.YES,
        approved_by="Example Market",
        approved_how="in person",
        answers={
            Question.CONSENTS_TO_MEET: Answer.YES,
            Question.NO_EXCLUSION: Answer.UNKNOWN,
        },
    )

"""Settings: this computer's appearance, and the vault's housekeeping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lead_desktop.base.errors import InvalidInput, LeadError
from lead_desktop.base.preferences import (
    Preferences,
    config_folder,
    load_preferences,
    save_preferences,
)
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.trust.roles import Act
from lead_desktop.domain.trust.worker import WorkerLine
from lead_desktop.domain.worklist.program_timeline import TimelineStep
from lead_desktop.services.changes import Change, Topic
from lead_desktop.services.desk import Desk
from lead_desktop.services.trust.settings import change_settings, read_settings
from lead_desktop.services.worklist.program_timelines import change_steps, list_steps
from ui.models.day_words import Calendar
from ui.pages.page import Heading, KeyHint, Page
from ui.pages.settings.about import AboutSection
from ui.pages.settings.appearance import AppearanceSection
from ui.pages.settings.fields import FieldsSection
from ui.pages.settings.housekeeping import Housekeeping
from ui.pages.settings.importing import Importing
from ui.pages.settings.keys import KeysSection
from ui.pages.settings.rules import ChecklistSection, LinkagesSection, RulesSection
from ui.pages.settings.section import ADMINISTRATORS_ONLY, Section
from ui.pages.settings.team import LockingSection, ProgramSection
from ui.pages.settings.timeline import TimelineSection
from ui.pages.workplace import Workplace
from ui.theme import look_of
from ui.theme.tokens import Size, Space

if TYPE_CHECKING:
    from lead_desktop.app import Application

_WIDEST = 1080


class PreferencesNotSaved(LeadError):
    """The look is in force, but the next start will not remember it."""


@dataclass(frozen=True)
class Standing:
    """Everything that the page shows, read in one go."""

    preferences: Preferences
    settings: VaultSettings
    workers: list[WorkerLine]
    last_backup_at: datetime | None
    steps: tuple[TimelineStep, ...]


def read_standing(desk: Desk, application: Application | None, config: Path) -> Standing:
    """Read it; for the store thread."""
    return Standing(
        load_preferences(config),
        read_settings(desk),
        application.list_workers() if application is not None else [],
        application.last_backup_at if application is not None else None,
        list_steps(desk),
    )


def keep_preferences(config: Path, preferences: Preferences) -> None:
    """Save them for the next start. Raises PreferencesNotSaved."""
    try:
        save_preferences(config, preferences)
    except OSError:
        raise PreferencesNotSaved(
            "Your choice could not be kept on this computer.",
            meaning="It holds until the program is closed.",
        ) from None


class SettingsPage(Page):
    """Sections that a worker's rights do not reach are shown, disabled, with the reason."""

    topics = frozenset({Topic.SETTINGS, Topic.WORKERS})

    def __init__(
        self,
        workplace: Workplace,
        application: Application | None = None,
        parent: QWidget | None = None,
        *,
        config: Path | None = None,
    ) -> None:
        super().__init__(workplace, parent)
        theme, may = workplace.theme, workplace.desk.may
        self._application = application
        self._config = config
        reason = "" if may(Act.CHANGE_SETTINGS) else ADMINISTRATORS_ONLY
        self.appearance = AppearanceSection(theme)
        self.keys = KeysSection(theme, workplace.keys)
        self.locking = LockingSection(theme, reason)
        self.program = ProgramSection(theme, reason)
        self.rules = RulesSection(theme, reason)
        self.linkages = LinkagesSection(theme, reason)
        self.checklist = ChecklistSection(theme, reason)
        self._typed: tuple[FieldsSection, ...] = (self.program, self.rules, self.linkages)
        self.timeline = TimelineSection(theme, reason)
        self.importing = Importing(workplace, self, "" if may(Act.IMPORT) else ADMINISTRATORS_ONLY)
        self.about = AboutSection(theme, self)
        self.house = Housekeeping(workplace, application, self) if application else None
        self._lay_out()
        self.appearance.changed.connect(self._prefer)
        self.keys.chosen.connect(lambda: self._prefer(self.appearance.preferences))
        self.locking.changed.connect(self._change)
        for section in self._typed:
            section.changed.connect(self._change)
        self.checklist.changed.connect(self._change)
        self.timeline.changed.connect(self._change_steps)
        workplace.theme.changed.connect(self._stand_side_by_side)
        save = QShortcut(QKeySequence("Ctrl+S"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._save_typed)

    def heading(self) -> Heading:
        return Heading("Settings")

    def hints(self) -> tuple[KeyHint, ...]:
        saves = self.workplace.desk.may(Act.CHANGE_SETTINGS)
        save = (KeyHint(("Ctrl", "S"), "save"),) if saves else ()
        return (*save, KeyHint(("Esc",), "back"))

    def refresh(self) -> None:
        desk, application, config = self.workplace.desk, self._application, self._folder()
        self.importing.refresh()
        self.workplace.runner.run(
            lambda: read_standing(desk, application, config), self._show, owner=self
        )

    def activate(self) -> None:
        super().activate()
        self.appearance.scheme.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stand_side_by_side()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.workplace.navigator.go_back()
        else:
            super().keyPressEvent(event)

    def _folder(self) -> Path:
        return self._config or config_folder()

    def _show(self, standing: Standing) -> None:
        self.appearance.show_preferences(standing.preferences)
        self.locking.show_settings(standing.settings)
        for section in self._typed:
            section.show_settings(standing.settings)
        self.checklist.show_settings(standing.settings)
        self.timeline.show_steps(standing.steps)
        if self.house is not None:
            calendar = Calendar.of(self.workplace.desk.clock)
            self.house.show(standing.workers, standing.last_backup_at, calendar)
        self._stand_side_by_side()

    def _prefer(self, preferences: Preferences) -> None:
        """Keep the choice, then let it come into force: others read it when the look changes."""
        config = self._folder()
        preferences = replace(preferences, keys=self.workplace.keys.own())

        def apply() -> None:
            self.workplace.theme.switch(look_of(preferences))
            self.workplace.bus.publish({Topic.SETTINGS}, writer=self)

        def unkept(error: LeadError) -> None:
            apply()
            self.workplace.navigator.report(error)

        self.workplace.runner.run(
            lambda: keep_preferences(config, preferences), lambda _: apply(), unkept, owner=self
        )

    def _save_typed(self) -> None:
        for section in self._typed:
            section.save_changes()

    def _change(self, changes: dict[str, object]) -> None:
        desk = self.workplace.desk

        def done(change: Change) -> None:
            for section in self._typed:
                section.show_saved(changes)
            self.workplace.bus.publish(change.topics, change.ids, writer=self)
            self.workplace.navigator.toast("Settings saved.")

        def failed(error: LeadError) -> None:
            if isinstance(error, InvalidInput):
                for section in self._typed:
                    section.show_problems(error.problems)
            else:
                self.workplace.navigator.report(error)
                self.refresh()

        self.workplace.runner.run(
            lambda: change_settings(desk, **changes), done, failed, owner=self
        )

    def _change_steps(self, steps: tuple[TimelineStep, ...]) -> None:
        desk = self.workplace.desk

        def done(change: Change) -> None:
            self.workplace.bus.publish(change.topics, change.ids)
            self.workplace.navigator.toast("Settings saved.")

        self.workplace.runner.run(
            lambda: change_steps(desk, steps), done, self.workplace.navigator.report, owner=self
        )

    def _lay_out(self) -> None:
        left: list[Section] = [
            self.appearance,
            self.keys,
            self.locking,
            self.program,
            self.checklist,
            self.linkages,
        ]
        right: list[Section] = [
            *(self.house.sections if self.house else ()),
            self.importing.section,
            self.rules,
            self.timeline,
            self.about,
        ]
        columns = QWidget()
        columns.setMaximumWidth(_WIDEST)
        row = self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARDS)
        for sections in (left, right):
            column = QVBoxLayout()
            column.setSpacing(Space.CARDS)
            for section in sections:
                column.addWidget(section)
            column.addStretch(1)
            row.addLayout(column, 1)
        inside = QWidget()
        inside.setProperty("kind", "window")
        around = QHBoxLayout(inside)
        around.setContentsMargins(Space.PAGE, 20, Space.PAGE, Space.PAGE)
        around.addWidget(columns, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _stand_side_by_side(self) -> None:
        """Two columns where both have room, else one under the other."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        needed = sum(
            item.minimumSize().width()
            for place in range(self._columns.count())
            if (item := self._columns.itemAt(place)) is not None
        )
        room = self.width() - 2 * Space.PAGE - Size.SCROLL_BAR - Space.CARDS
        self._columns.setDirection(beside if needed <= room else below)

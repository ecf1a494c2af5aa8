"""The looks of a worklist: every kind has a heading, words, an icon."""

from __future__ import annotations

from lead_desktop.domain.codes import TaskKind
from lead_desktop.domain.worklist.oversight import Concern
from lead_desktop.domain.worklist.work_item import SECTION, Section
from ui.models.worklist import BADGE_ICON, CONCERN_LOOK, SECTION_LOOK


def test_every_kind_of_task_has_a_section_and_an_icon() -> None:
    assert set(SECTION) == set(TaskKind)
    assert set(BADGE_ICON) == set(TaskKind)
    assert set(SECTION_LOOK) == set(Section) == set(SECTION.values())
    assert set(CONCERN_LOOK) == set(Concern)

"""The program's own rules: targets, limits, and which questions decide about a referral."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import Question
from lead_desktop.domain.referral.eligibility import PRIORITY, checklist_of
from ui.kit.checks import CheckBox
from ui.kit.label import Label
from ui.pages.settings.fields import FieldsSection, TextField
from ui.pages.settings.section import Section
from ui.theme import Theme

_RULES = (
    TextField("street_outreach_hours", "First outreach after a stop, in hours", number=True),
    TextField("social_outreach_hours", "First outreach by other doors, in hours", number=True),
    TextField("handoff_minutes", "Warm hand-off, in minutes", number=True),
    TextField("intake_days", "Intake after a diverted incident, in days", number=True),
    TextField(
        "medication_days",
        "Medication is listed before it runs out, in days",
        "0 for never.",
        number=True,
    ),
    TextField(
        "naloxone_months",
        "A new naloxone kit is asked for after, in months",
        "Counted from the last one given. 0 for never.",
        number=True,
    ),
    TextField(
        "plan_review_days",
        "A plan is looked at together every, in days",
        "0 for never.",
        number=True,
    ),
    TextField(
        "late_hours",
        "A contact is a late entry after, in hours",
        "Written down later than this after it happened.",
        number=True,
    ),
    TextField(
        "unsigned_hours",
        "A note may wait for its signature, in hours",
        "Then the supervisor sees it.",
        number=True,
    ),
    TextField(
        "cosign_days",
        "A peer's note is offered for co-signing, in days",
        "0 for never.",
        number=True,
    ),
    TextField(
        "former_view_days",
        "A former worker may still read a restricted record, in days",
        "Read only, after somebody was passed on. 0 for none.",
        number=True,
    ),
    TextField("attachment_mib", "The largest paper kept, in MiB", number=True),
    TextField(
        "removed_papers_days",
        "A removed paper can be taken back, in days",
        "Then what it held is destroyed. Its line stays.",
        number=True,
    ),
    TextField(
        "own_copy_size",
        "Type of a participant's own copy, in points",
        "12, 14 or 18; each copy can be set otherwise.",
        number=True,
    ),
)
_LINKAGES = (
    TextField("linkage_identified_days", "A provider is chosen, in days", number=True),
    TextField("linkage_sent_days", "The provider answers, in days", number=True),
    TextField("linkage_provider_days", "The provider has decided, in days", number=True),
    TextField("linkage_participant_days", "The participant's own step, in days", number=True),
    TextField("linkage_waitlist_days", "The waitlist is looked at again, in days", number=True),
    TextField("linkage_accepted_days", "A first visit is set, in days", number=True),
    TextField("linkage_started_days", "A look after the first visit, in days", number=True),
    TextField("linkage_ongoing_days", "A look while it goes on, in days", number=True),
    TextField(
        "linkage_supervisor_times",
        "The supervisor sees it after so many times as long",
        "2: what was due in 7 days shows after 14.",
        number=True,
    ),
)
_DECIDING = tuple(question for question in Question if question not in PRIORITY)


class RulesSection(FieldsSection):
    """Targets and limits, all numbers."""

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "timer",
            "Targets and limits",
            "What counts as on time here, and how much is kept. A target that was missed is shown "
            "and never closes anything.",
            _RULES,
            reason=reason,
        )


class LinkagesSection(FieldsSection):
    """How long a linkage may wait for its next step, state by state."""

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "route",
            "Linkages",
            "When the next step is due. Later it shows as stalled; it never closes by itself.",
            _LINKAGES,
            reason=reason,
        )


class ChecklistSection(Section):
    """changed: the setting to change, by name, after each choice."""

    changed = Signal(dict)

    def __init__(self, theme: Theme, reason: str) -> None:
        super().__init__(
            theme,
            "clipboard-list",
            "Referral checklist",
            "A chosen question is asked and kept, but does not decide here.",
            reason=reason,
        )
        self.questions: dict[Question, CheckBox] = {}
        rows = QVBoxLayout()
        rows.setSpacing(6)
        for question in _DECIDING:
            box = self.questions[question] = CheckBox(theme, question.label)
            box.setAccessibleDescription("Recorded only")
            box.clicked.connect(lambda _=False: self._tell())
            rows.addWidget(box)
        self.form.addWidget(Label(theme, "Recorded only", "capmed", "text2"))
        self.form.addLayout(rows)

    def show_settings(self, settings: VaultSettings) -> None:
        """Show what stands."""
        chosen = checklist_of(settings).recorded_only
        for question, box in self.questions.items():
            box.setChecked(question in chosen)

    def _tell(self) -> None:
        chosen = (question.value for question, box in self.questions.items() if box.isChecked())
        self.changed.emit({"recorded_only": ", ".join(chosen)})

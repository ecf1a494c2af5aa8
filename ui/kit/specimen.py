"""The component sheet: every part of the kit on one page, for the eye and for the tests."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.kit.avatar import Avatar
from ui.kit.banner import Banner
from ui.kit.button import Button, Kind
from ui.kit.card import Card, hairline
from ui.kit.checks import CheckBox, RadioButton
from ui.kit.chip import Chip, ChipLabel, RemovableChip
from ui.kit.choice_chip import Choice, ChoiceChip
from ui.kit.dots import Dot, DotLabel
from ui.kit.empty_state import EmptyState
from ui.kit.field import Field
from ui.kit.icon_label import IconLabel
from ui.kit.inputs import ComboBox, DateTimeEdit, LineEdit, set_state
from ui.kit.keycap import KeyCaps
from ui.kit.label import Label
from ui.kit.relative_time import RelativeTime, Urgency
from ui.kit.skeleton import Skeleton
from ui.kit.tab_bar import TabBar
from ui.kit.time_label import TimeLabel
from ui.kit.toast import Toast
from ui.theme import Theme
from ui.theme.tokens import Tone

WIDTH, HEIGHT = 1440, 900
_FOCUSED = "Focused field"

_STAGES: tuple[tuple[str, Tone, str], ...] = (
    ("New", "warn", "sparkle"),
    ("Outreach", "plum", "footprints"),
    ("Intake", "info", "clipboard-list"),
    ("Engaged", "accent", "sprout"),
    ("Maintaining", "success", "trees"),
    ("Closed", "neutral", "archive"),
)
_STATES: tuple[tuple[str, Tone, str], ...] = (
    ("Safety plan on file", "danger", "shield-alert"),
    ("Ends Nov 30", "warn", "hourglass"),
    ("Signed", "success", "signature"),
    ("In jail", "plum", "building-2"),
)
_DOTS = (
    (Dot.EMPTY, "Identified"),
    (Dot.QUARTER, "Referred"),
    (Dot.HALF, "Scheduled"),
    (Dot.THREE_QUARTER, "Connected"),
    (Dot.FULL, "Engaged"),
    (Dot.DASH, "Not completed"),
)
_TIMES: tuple[tuple[str, Urgency, str], ...] = (
    ("Today", "calm", "in cadence"),
    ("16 d", "warn", "past, up to 3 d"),
    ("19 d", "danger", "past, over 3 d"),
    ("Never", "never", "not reached yet"),
)
_BUTTONS: tuple[tuple[str, Kind, str | None, str, bool], ...] = (
    ("Primary", "primary", "plus", "Ctrl+L", False),
    ("Default", "default", "printer", "", False),
    ("Ghost", "ghost", "list-filter", "F", False),
    ("Withdraw consent", "danger", "ban", "", False),
    ("Focused", "default", None, "", True),
    ("Focused", "primary", None, "", True),
)


def build_specimen(theme: Theme) -> QWidget:
    """The sheet as one widget of 1440x900."""
    page = QWidget()
    page.setProperty("kind", "window")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    page.resize(WIDTH, HEIGHT)
    column = QVBoxLayout(page)
    column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
    column.setContentsMargins(24, 16, 24, 24)
    column.setSpacing(11)
    column.addLayout(_title(theme))
    body = QHBoxLayout()
    body.setSpacing(12)
    left = [_chips(theme), _progress(theme), _buttons(theme), _fields(theme)]
    left += [_choices(theme), _banners(theme)]
    right = [_palette(theme), _toasts(theme), _waiting(theme), _tabs(theme)]
    body.addLayout(_stack(left), 760)
    body.addLayout(_stack(right), 620)
    column.addLayout(body, 1)
    for edit in page.findChildren(LineEdit):
        if edit.accessibleName() == _FOCUSED:
            edit.setFocus()
    return page


def _title(theme: Theme) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    mark = QLabel()
    mark.setPixmap(theme.mark(24, mark.devicePixelRatioF()))
    row.addWidget(mark)
    row.addWidget(Label(theme, "Components", "title"))
    row.addStretch(1)
    scheme = "Dark theme" if theme.is_dark else "Light theme"
    scheme = scheme if theme.edge is None else "High contrast"
    row.addWidget(Label(theme, scheme, "body", "text3"))
    return row


def _stack(cards: Sequence[QWidget]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(10)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return column


def _card(theme: Theme, title: str) -> Card:
    card = Card()
    card.column.setContentsMargins(18, 10, 18, 13)
    card.column.setSpacing(9)
    card.column.addWidget(Label(theme, title, "capmed", "text2"))
    return card


def _row(*widgets: QWidget, gap: int = 8, stretch: bool = True) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def _chips(theme: Theme) -> QWidget:
    card = _card(theme, "Stage and state chips")
    stages = [ChipLabel(theme, Chip(text, tone, icon)) for text, tone, icon in _STAGES]
    card.column.addLayout(_row(*stages, gap=6))
    states: list[QWidget] = [
        ChipLabel(theme, Chip(text, tone, icon)) for text, tone, icon in _STATES
    ]
    states.append(
        RemovableChip(theme, Chip("Filter: district", "accent", "funnel", removable=True))
    )
    states.append(ChipLabel(theme, Chip("Outline", "outline", "map-pin")))
    card.column.addLayout(_row(*states, gap=6))
    return card


def _progress(theme: Theme) -> QWidget:
    card = _card(
        theme, "Linkage status (fill shows progress) and relative time against agreed cadence"
    )
    card.column.addLayout(_row(*(DotLabel(theme, dot, word) for dot, word in _DOTS), gap=10))
    times: list[QWidget] = []
    for text, urgency, words in _TIMES:
        times.append(TimeLabel(theme, RelativeTime(text, urgency)))
        times.append(Label(theme, words, "caption", "text3"))
    row = _row(gap=5, stretch=False)
    for place, widget in enumerate(times):
        if place and place % 2 == 0:
            row.addSpacing(10)
        row.addWidget(widget)
    row.addStretch(1)
    card.column.addLayout(row)
    return card


def _buttons(theme: Theme) -> QWidget:
    card = _card(theme, "Buttons, keycaps, focus ring")
    row = _row(stretch=False)
    for text, kind, icon, keys, focused in _BUTTONS:
        button = Button(theme, text, kind=kind, icon=icon, keys=keys)
        if focused:
            set_state(button, "focus")
        row.addWidget(button)
    row.addStretch(1)
    card.column.addLayout(row)
    return card


def _fields(theme: Theme) -> QWidget:
    card = _card(theme, "Fields")
    provider = LineEdit(theme, "Provider", placeholder="Find a provider", icon="search")
    district = ComboBox(theme, "District")
    district.addItems(["Sample District", "Other District"])
    when = QDateTime(QDate(2026, 11, 23), QTime(9, 55))
    first = QHBoxLayout()
    first.setSpacing(10)
    for caption, field in (
        ("Provider", provider),
        ("District", district),
        ("When", DateTimeEdit(theme, "When", value=when)),
    ):
        first.addWidget(Field(theme, caption, field), 1)
    card.column.addLayout(first)
    typed = LineEdit(theme, _FOCUSED)
    typed.setText("Typed")
    wrong = LineEdit(theme, "Day")
    wrong.setText("31 Nov")
    day = Field(theme, "Needs attention", wrong)
    day.set_problem("November has 30 days. Did you mean Nov 30?")
    reviewed = CheckBox(theme, "Reviewed with her")
    reviewed.setChecked(True)
    focused = Field(theme, "Focused", typed)
    set_state(typed, "focus")
    second = QHBoxLayout()
    second.setSpacing(10)
    top = Qt.AlignmentFlag.AlignTop
    second.addWidget(focused, 1, top)
    second.addWidget(day, 1, top)
    second.addWidget(Field(theme, "Check", reviewed), 1, top)
    card.column.addLayout(second)
    return card


def _choices(theme: Theme) -> QWidget:
    card = _card(theme, "Choice chips, counters, checks")
    phone = ChoiceChip(theme, Choice("phone", "Phone", "phone"))
    street = ChoiceChip(theme, Choice("street", "Street outreach", "footprints"))
    street.setChecked(True)
    text = ChoiceChip(theme, Choice("text", "Text", "message-circle"))
    set_state(text, "focus")
    kits = ChoiceChip(theme, Choice("kits", "Kits", "package"))
    kits.setChecked(True)
    kits.set_count(2)
    selected, off = CheckBox(theme, "Selected"), CheckBox(theme, "Off")
    selected.setChecked(True)
    radio = RadioButton(theme, "Radio")
    radio.setChecked(True)
    card.column.addLayout(_row(phone, street, text, kits, selected, radio, off))
    return card


def _banners(theme: Theme) -> QWidget:
    card = _card(theme, "Banners")
    card.column.setSpacing(6)
    card.column.insertSpacing(1, 3)
    shown: tuple[tuple[Tone, str, str, str | None, str], ...] = (
        (
            "warn",
            "Backup is 3 days old",
            "Connect the backup drive, or choose another place.",
            None,
            "Back up now",
        ),
        (
            "danger",
            "Someone else has this vault open for editing",
            "You can read. Changes start when Priya closes it.",
            "shield-off",
            "Open read-only",
        ),
        (
            "info",
            "Consent does not cover this recipient",
            "Three sections will be left out.",
            None,
            "Ask for consent",
        ),
    )
    for tone, title, line, icon, action in shown:
        card.column.addWidget(Banner(theme, tone, title, line, icon=icon, action=action))
    return card


def _palette(theme: Theme) -> QWidget:
    card = _card(theme, "Command palette (Ctrl K)")
    frame = QFrame()
    frame.setProperty("kind", "overlay")
    column = QVBoxLayout(frame)
    column.setContentsMargins(1, 1, 1, 1)
    column.setSpacing(0)
    top = _row(Label(theme, "jun", "heading"), stretch=True)
    top.setContentsMargins(17, 10, 14, 10)
    top.insertWidget(0, IconLabel(theme, "search", size=18))
    top.addWidget(KeyCaps(theme, "Esc"))
    column.addLayout(top)
    column.addWidget(hairline())
    column.addSpacing(12)
    column.addWidget(_inset(Label(theme, "Participants", "caption", "text2")))
    juniper = "Also June · Engaged · contact today"
    column.addWidget(_person(theme, "Juniper Fable", "accent", juniper, marked=True))
    column.addWidget(_person(theme, "June Bugsley (sample)", "plum", "Closed 2025"))
    column.addSpacing(6)
    column.addWidget(_inset(Label(theme, "Actions", "caption", "text2")))
    for icon, words, keys in (
        ("message-square-plus", "Log a contact with Juniper Fable", "Ctrl+L"),
        ("printer", "Print summary for Juniper Fable", "P"),
        ("route", "New linkage for Juniper Fable", ""),
    ):
        label = Label(theme, words, "med")
        mark = IconLabel(theme, icon, size=17)
        mark.setFixedWidth(24)
        column.addWidget(_entry(theme, [mark, label], keys))
    column.addSpacing(6)
    column.addWidget(hairline())
    foot = _row(Label(theme, "Names, aliases, phone endings, ID", "caption", "text2"))
    foot.setContentsMargins(17, 10, 17, 10)
    for keys, words in (("↑ ↓", "choose"), ("Ctrl+Enter", "open beside")):
        foot.addWidget(KeyCaps(theme, keys))
        foot.addWidget(Label(theme, words, "caption", "text2"))
    column.addLayout(foot)
    card.column.addWidget(frame)
    return card


def _inset(label: Label) -> Label:
    label.setContentsMargins(20, 0, 0, 0)
    return label


def _person(theme: Theme, name: str, tone: Tone, line: str, *, marked: bool = False) -> QWidget:
    parts: list[QWidget] = [
        Avatar(theme, name, tone, 24),
        Label(theme, name, "strong"),
        Label(theme, line, "caption", "text3"),
    ]
    return _entry(theme, parts, "Enter" if marked else "", marked=marked)


def _entry(theme: Theme, parts: Sequence[QWidget], keys: str, *, marked: bool = False) -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "marked" if marked else "unmarked")
    frame.setFixedHeight(38 if not marked else 36)
    row = _row(*parts, gap=10)
    row.setContentsMargins(12, 0, 13, 0)
    if keys:
        row.addWidget(KeyCaps(theme, keys))
    frame.setLayout(row)
    return frame


def _toasts(theme: Theme) -> QWidget:
    card = _card(theme, "Toasts")
    saved = Toast(theme, None, "Contact saved", floats=False)
    lock = "Locking in 30 s"
    locking = Toast(theme, None, lock, icon="lock", action="Stay open", keys="Space", floats=False)
    card.column.addLayout(_row(saved, locking))
    return card


def _waiting(theme: Theme) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    empty = _card(theme, "Empty state")
    empty.column.addWidget(
        EmptyState(
            theme,
            "sun",
            "Nothing is due",
            "Everyone is inside their contact cadence.\nNext: Juniper Fable, Thursday.",
            action="Log a contact",
            action_icon="plus",
            keys="Ctrl+L",
        )
    )
    loading = _card(theme, "Loading over 300 ms")
    loading.column.addWidget(Skeleton(theme, rows=3))
    loading.column.addStretch(1)
    for card in (empty, loading):
        card.setSizePolicy(card.sizePolicy().horizontalPolicy(), card.sizePolicy().Policy.Preferred)
        card.setFixedHeight(191)
        row.addWidget(card, 1)
    return both


def _tabs(theme: Theme) -> QWidget:
    card = _card(theme, "Avatars and tabs")
    tabs = TabBar(theme, "Sections of the record")
    for words in ("Timeline", "Contacts", "Services", "Plan"):
        tabs.add(words)
    row = _row(tabs, gap=6)
    for name, tone, size in _FACES:
        row.addWidget(Avatar(theme, name, tone, size))
    card.column.addLayout(row)
    return card


_FACES: tuple[tuple[str, Tone, int], ...] = (
    ("Juniper Fable", "accent", 28),
    ("Wren Sample", "plum", 28),
    ("Moss Example", "neutral", 28),
    ("Clover Imaginary", "neutral", 28),
    ("Juniper Fable", "accent", 20),
)

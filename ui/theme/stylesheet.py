"""One generated stylesheet for the stock widgets; the kit's own widgets paint themselves.

Rules select by class, or by a dynamic property that says what a widget is: `kind` (card, well,
pane ...) and `st` (a state: error, focus). Heights of fields are
set in code, because QDateTimeEdit comes out taller than QLineEdit under the same rule.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from PySide6.QtGui import QColor

from ui.theme.tokens import COLORS, ColorRole, Scheme, Size

_SHEET = Template("""
QToolTip { background: $pill; color: $on_pill; border: none; padding: 4px 8px;
  font-size: ${f12}px; }

QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[kind="well"] { background: $subtle; border: none; border-radius: 8px; }
QFrame[kind="overlay"] { background: $raised; border: 1px solid $border; border-radius: 14px; }
QFrame[kind="marked"] { background: $selected; border: none; border-radius: 8px;
  margin: 0 8px; }
QFrame[kind="unmarked"] { background: transparent; border: none; margin: 0 8px; }
QFrame[kind="pane"], QWidget[kind="surface"] { background: $surface; border: none; }
QWidget[kind="sidebar"] { background: $sidebar; border: none; }
QWidget[kind="window"] { background: $window; border: none; }
QWidget[kind="subtle"] { background: $subtle; border: none; }
QFrame[kind="hairline"] { background: $line; border: none; min-height: 1px; max-height: 1px; }
QFrame[kind="upright"] { background: $line; border: none; min-width: 1px; max-width: 1px; }

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {
  background: $surface; color: $text; border: 1px solid $control; border-radius: 7px;
  padding: 0 9px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $text3; lineedit-password-character: 8226; }
QPlainTextEdit, QTextEdit { padding: 8px 10px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus,
QLineEdit[st="focus"], QPlainTextEdit[st="focus"] {
  border: 2px solid $focus; padding: 0 8px; }
QPlainTextEdit:focus, QTextEdit:focus, QPlainTextEdit[st="focus"] { padding: 7px 9px; }
QLineEdit[st="error"], QComboBox[st="error"], QAbstractSpinBox[st="error"] {
  border: 2px solid $danger; padding: 0 8px; }
QPlainTextEdit[st="error"], QTextEdit[st="error"] {
  border: 2px solid $danger; padding: 7px 9px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QPlainTextEdit:disabled {
  background: $subtle; color: $disabled; border-color: $border; }
QLineEdit:read-only, QPlainTextEdit:read-only { background: $subtle; border-color: $border; }
QLineEdit[kind="well"] { background: $subtle; border-color: $border; }
QLineEdit[kind="bare"], QPlainTextEdit[kind="bare"] {
  background: transparent; border: none; padding: 0; }

QComboBox { padding: 0 11px; }
QComboBox:focus, QComboBox[st="error"] { padding: 0 10px; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: 30px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: none; width: 0; height: 0; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 0; }
QComboBox QAbstractItemView, QCompleter QAbstractItemView, QListView[kind="popup"] {
  background: $raised; color: $text; border: 1px solid $border; border-radius: 8px; padding: 4px;
  outline: none; selection-background-color: $selected; selection-color: $text; }
QComboBox QAbstractItemView::item, QListView[kind="popup"]::item {
  min-height: ${h28}px; padding: 0 8px; border-radius: 6px; color: $text; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover,
QListView[kind="popup"]::item:selected { background: $selected; color: $text; }

QMenu { background: $raised; color: $text; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 6px 18px 6px 10px; border-radius: 5px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $selected; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }

QAbstractItemView { background: $surface; color: $text; border: none; outline: none;
  selection-background-color: $selected; selection-color: $text; }
QAbstractItemView[kind="clear"] { background: transparent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $text2; border: none;
  border-bottom: 1px solid $line; padding: 0 8px; font-size: ${f12}px; font-weight: 500; }
QHeaderView::section:first { padding-left: 14px; }
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="clear"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${bar}px; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: ${bar}px; margin: 0; border: none; }
QScrollBar::handle { background: $border; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: $control; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent_line; }

QCalendarWidget QWidget { background: $raised; color: $text; }
QCalendarWidget QAbstractItemView { background: $raised; color: $text; padding: 0; border: none;
  selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $disabled; }
QCalendarWidget QToolButton { background: transparent; color: $text; border: none; padding: 4px;
  font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; border-radius: 6px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
""")

_WITHOUT_TINTS = Template("""
QFrame[kind="well"], QFrame[kind="marked"], QToolTip {
  border: 1px solid $control; }
QComboBox QAbstractItemView, QCompleter QAbstractItemView, QListView[kind="popup"], QCalendarWidget
QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QComboBox QAbstractItemView::item:selected, QComboBox QAbstractItemView::item:hover,
QListView[kind="popup"]::item:selected, QMenu::item:selected {
  background: $accent; color: $on_accent; }
QSplitter::handle:hover { background: $accent; }
""")


def make_stylesheet(
    color: Callable[[ColorRole], QColor], px: Callable[[int], int], *, contrast: bool = False
) -> str:
    """The application's stylesheet; `color` looks a token up, `px` scales with the text size.

    contrast: grounds are all of one colour, so what stands out needs an outline or the reverse.
    """
    roles = COLORS[Scheme.LIGHT]
    values: dict[str, str] = {role: color(role).name() for role in roles}
    sheet = _SHEET.substitute(values, f12=px(12), h28=px(28), bar=Size.SCROLL_BAR)
    return sheet + _WITHOUT_TINTS.substitute(values) if contrast else sheet

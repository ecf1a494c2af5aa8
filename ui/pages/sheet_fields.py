"""Reads what stands in the fields of any sheet, and puts it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from lead_desktop.services.contacts.sheet_drafts import Fields
from ui.kit.choice_chip import ChoiceGroup
from ui.kit.segmented import Segmented

Input: TypeAlias = (
    QLineEdit
    | QPlainTextEdit
    | QComboBox
    | QDateTimeEdit
    | QCheckBox
    | QRadioButton
    | Segmented
    | ChoiceGroup
)

_KINDS: tuple[type[Input], ...] = (
    Segmented,
    ChoiceGroup,
    QComboBox,
    QCheckBox,
    QRadioButton,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
)
"""Choices first: putting them back in this order asks for the fields that hang on them."""

_PASSES = 3
"""A choice may bring up fields, and what stands in those others."""


_TYPED = "words: "


def read_fields(body: QWidget) -> Fields:
    """What stands in every field below `body`, by its accessible name."""
    return {key: _value(field) for key, field in _inputs(body)}


def fill_fields(body: QWidget, fields: Mapping[str, object]) -> None:
    """Put back what `read_fields` said; fields that are not there any more are passed over."""
    for _ in range(_PASSES):
        for key, field in tuple(_inputs(body)):
            if key in fields and _value(field) != fields[key]:
                _put(field, fields[key])


def is_typed(key: str) -> bool:
    """Whether the field of this name is typed in, not chosen from."""
    return key.startswith(_TYPED)


def _inputs(body: QWidget) -> Iterator[tuple[str, Input]]:
    seen: Counter[str] = Counter()
    for kind in _KINDS:
        for field in body.findChildren(kind):
            if isinstance(field.parentWidget(), QComboBox | QAbstractSpinBox) or _silent(field):
                continue
            mark = _TYPED if isinstance(field, QLineEdit | QPlainTextEdit) else ""
            name = mark + (field.accessibleName() or field.objectName())
            seen[name] += 1
            yield f"{name} {seen[name]}", field


UNKEPT = "unkept"
"""A property of fields that no draft may hold, such as a signature: it is given for what stands
beside it at that moment."""


def _silent(field: Input) -> bool:
    """Fields that are only read, lists not filled yet, and what no draft may hold: secrets too."""
    if field.property(UNKEPT):
        return True
    if isinstance(field, QComboBox):
        return not field.count() and not field.isEditable()
    if isinstance(field, QLineEdit):
        return field.isReadOnly() or field.echoMode() is not QLineEdit.EchoMode.Normal
    return isinstance(field, QPlainTextEdit) and field.isReadOnly()


def _value(field: Input) -> object:
    match field:
        case Segmented():
            return field.value()
        case ChoiceGroup():
            return list(field.values())
        case QComboBox():
            return field.currentText()
        case QDateTimeEdit():
            return field.dateTime().toString(Qt.DateFormat.ISODate)
        case QCheckBox() | QRadioButton():
            return field.isChecked()
        case QPlainTextEdit():
            return field.toPlainText()
        case _:
            return field.text()


def _put(field: Input, value: object) -> None:
    match field:
        case Segmented():
            field.choose(None if value is None else str(value))
        case ChoiceGroup():
            field.choose(*(str(key) for key in value) if isinstance(value, list) else ())
        case QComboBox():
            place = field.findText(str(value or ""))
            if place >= 0:
                field.setCurrentIndex(place)
            elif field.isEditable():
                field.setEditText(str(value or ""))
            elif not value:
                field.setCurrentIndex(-1)
        case QDateTimeEdit():
            field.setDateTime(QDateTime.fromString(str(value), Qt.DateFormat.ISODate))
        case QCheckBox() | QRadioButton():
            field.setChecked(bool(value))
        case QPlainTextEdit():
            field.setPlainText(str(value))
            field.moveCursor(QTextCursor.MoveOperation.End)
        case _:
            field.setText(str(value))

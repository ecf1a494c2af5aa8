"""The bar along the upper edge: where one is, what the page offers, finding and logging."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.kit.button import Button
from ui.kit.label import ElidingLabel
from ui.kit.search_field import SearchButton
from ui.models.key_book import KeyBook
from ui.models.shortcuts import Command
from ui.pages.page import Heading
from ui.theme import Theme
from ui.theme.tokens import Size

_LEFT = 24
_TITLE_KEEPS = 320  # px at 100 % text size
_CRUMB = 8  # the padding of a small button


class TopBar(QFrame):
    """crumb_wanted carries a page's name."""

    crumb_wanted = Signal(str)
    find_wanted = Signal()
    log_wanted = Signal()

    def __init__(
        self, theme: Theme, keys: KeyBook, *, may_log: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = keys
        self._actions: tuple[QWidget, ...] = ()
        self.setProperty("kind", "pane")
        self.setAccessibleName("Heading and actions")
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(4)
        self._title = ElidingLabel(theme, "", "heading")
        self._subtitle = ElidingLabel(theme, "", "body", "text2")
        for words in (self._title, self._subtitle):
            words.shrink_only()
        self._slot = QHBoxLayout()
        self._slot.setSpacing(8)
        self.search = SearchButton(theme, "Find a participant or action")
        self.search.setAccessibleName("Find a participant or action")
        self.search.clicked.connect(self.find_wanted)
        self.log = Button(theme, "Log contact", kind="primary", icon="plus")
        self.log.clicked.connect(self.log_wanted)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(10)
        row.addLayout(self._crumbs)
        row.addWidget(self._title)
        row.addWidget(self._subtitle)
        row.addStretch(1)
        row.addLayout(self._slot)
        row.addWidget(self.search)
        row.addWidget(self.log)
        self.log.setVisible(may_log)  # only now: without a parent it would become a window
        self._measure()
        theme.changed.connect(self._measure)
        self._show_keys()
        keys.changed.connect(self._show_keys)

    def show_heading(self, heading: Heading) -> None:
        """Show a page's heading."""
        while item := self._crumbs.takeAt(0):
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for page, words in heading.crumbs:
            crumb = Button(self._theme, words, kind="ghost", size="sm")
            crumb.clicked.connect(lambda _=False, name=page: self.crumb_wanted.emit(name))
            self._crumbs.addWidget(crumb)
            arrow = QLabel()
            ratio = self.devicePixelRatioF()
            arrow.setPixmap(self._theme.pixmap("chevron-right", "text2", 14, ratio))
            self._crumbs.addWidget(arrow)
        # The words of a crumb stand over the page's edge, not the button's own.
        self._row.setContentsMargins(_LEFT - (_CRUMB if heading.crumbs else 0), 0, 20, 0)
        self._title.setText(heading.title)
        self._keep_title()
        self._subtitle.setText(heading.subtitle)
        self._subtitle.setVisible(bool(heading.subtitle))

    def show_actions(self, owner: QWidget, actions: Sequence[QWidget]) -> None:
        """Show a page's own actions. They stay children of `owner`'s life: see give_back."""
        for action in actions:
            self._slot.addWidget(action)
            action.show()
        self._actions = tuple(actions)
        self._owner = owner

    def give_back(self) -> None:
        """Return the present actions to their page, hidden."""
        for action in self._actions:
            self._slot.removeWidget(action)
            action.hide()
            action.setParent(self._owner)
        self._actions = ()

    def _show_keys(self) -> None:
        self.search.set_keys(self._keys.keys_of(Command.FIND))
        self.log.set_keys(self._keys.keys_of(Command.LOG_CONTACT))

    def _keep_title(self) -> None:
        """The field for finding gives way before the title does."""
        # A label's hint is never under its minimum, which is still that of the last title.
        self._title.setMinimumWidth(0)
        wanted = self._title.sizeHint().width()
        self._title.setMinimumWidth(min(wanted, self._theme.px(_TITLE_KEEPS)))

    def _measure(self) -> None:
        self._keep_title()
        self.setFixedHeight(self._theme.px(Size.TOP_BAR))

"""The place at the top of a page where banners stand, the newest lowest."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.banner import Banner


class MessageBar(QWidget):
    """A stack of banners under keys of the page's own; takes no room while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._banners: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def post(self, key: str, banner: Banner) -> None:
        """Show `banner`, in the place of an earlier one with the same key."""
        self.take_down(key)
        self._banners[key] = banner
        self._column.addWidget(banner)
        banner.closed.connect(lambda: self.take_down(key))
        self.show()
        banner.show()

    def take_down(self, key: str) -> None:
        """Remove the banner under `key`, if there is one."""
        banner = self._banners.pop(key, None)
        if banner is not None:
            banner.hide()
            self._column.removeWidget(banner)
            banner.deleteLater()
        self.setVisible(bool(self._banners))

    def keys(self) -> tuple[str, ...]:
        """Keys of the banners now shown, from top to bottom."""
        return tuple(self._banners)

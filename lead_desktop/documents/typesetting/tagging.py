"""The structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what each piece of ink belongs to.

The tree is built while the story is written, so reading order is the order of the story, whatever
the layout does with it; drawing only adds marks (page, number) to an element. A paragraph that
runs over two pages is one element with marks on both. `structure.py` writes the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum


class Role(StrEnum):
    """Standard structure types that the forms use."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    TITLE = "H1"
    HEADING = "H2"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEADER_CELL = "TH"
    CELL = "TD"
    NOTE = "Note"


class Scope(StrEnum):
    """What a header cell heads."""

    COLUMN = "Column"
    ROW = "Row"


class Artifact(Enum):
    """Ink outside the structure: ornament, or matter repeated on every page."""

    LAYOUT = "/Artifact <</Type /Layout>> BDC"
    HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
    FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"


@dataclass(slots=True, eq=False)
class Element:
    """One node of the structure tree.

    marks: (page index, number on that page) of its own ink, in drawing order.
    actual_text: what is read instead of the ink, for right-to-left text, whose order readers
    can only guess. bookmark: the words under which a viewer's list of bookmarks leads here. lang:
    where the language is not the document's. numbering: what the labels of a list are.
    """

    role: Role
    scope: Scope | None = None
    actual_text: str = ""
    bookmark: str = ""
    lang: str = ""
    numbering: str = ""
    kids: list[Element] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)

    def add(self, role: Role, *, scope: Scope | None = None) -> Element:
        """A new last child."""
        child = Element(role, scope)
        self.kids.append(child)
        return child

    def walk(self) -> Iterator[Element]:
        """The element and everything under it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def is_kept(self) -> bool:
        """Whether it belongs in the file: something of it was drawn, or it is a table cell, which
        holds its place in the row even when it is empty."""
        cell = self.role in (Role.CELL, Role.HEADER_CELL)
        return cell or bool(self.marks) or any(kid.is_kept() for kid in self.kids)


Owner = Element | Artifact

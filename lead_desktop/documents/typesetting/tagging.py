"""The structure of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what each piece of ink belongs to.

The tree is built while the story is written, so reading order is the order of the story, whatever
the layout does with it; drawing only adds marks (page, number) to an element. A paragraph that
runs over two pages is one element with marks on both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name


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


def write_structure(pdf: pikepdf.Pdf, root: Element, owners: list[list[Element]]) -> None:
    """Put the tree into `pdf`. owners: for each page, the element of each mark number."""
    pages = [page.obj for page in pdf.pages]
    made: dict[int, tuple[int, int]] = {}
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = Array([_write(pdf, root, tree, pages, made)])
    _name_notes(pdf, root, tree, made)
    parents = Array()
    for index, page_owners in enumerate(owners):
        pages[index].StructParents = index
        pages[index].Tabs = Name.S
        parents.append(index)
        row = Array([pdf.get_object(made[id(element)]) for element in page_owners])
        parents.append(pdf.make_indirect(row))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=parents))
    tree.ParentTreeNextKey = len(owners)
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _name_notes(
    pdf: pikepdf.Pdf,
    root: Element,
    tree: pikepdf.Dictionary,
    made: dict[int, tuple[int, int]],
) -> None:
    """Notes have names of their own (ISO 14289-1, 7.9)."""
    names = Array()
    kept = (one for one in root.walk() if one.role is Role.NOTE and id(one) in made)
    for number, note in enumerate(kept, 1):
        node = pdf.get_object(made[id(note)])
        node.ID = pikepdf.String(f"note-{number:03}")
        names.extend([node.ID, node])
    if names:
        tree.IDTree = pdf.make_indirect(Dictionary(Names=names))


def _write(
    pdf: pikepdf.Pdf,
    element: Element,
    parent: pikepdf.Object,
    pages: list[pikepdf.Dictionary],
    made: dict[int, tuple[int, int]],
) -> pikepdf.Object:
    # Without the optional Type, and kept by number: a long history has 60,000 of these.
    node = pdf.make_indirect(Dictionary(S=Name(f"/{element.role}"), P=parent))
    made[id(element)] = node.objgen
    if element.scope is not None:
        node.A = Dictionary(O=Name.Table, Scope=Name(f"/{element.scope}"))
    if element.numbering:
        node.A = Dictionary(O=Name.List, ListNumbering=Name(f"/{element.numbering}"))
    if element.lang:
        node.Lang = element.lang
    if element.actual_text:
        node.ActualText = element.actual_text
    kids = Array(_write(pdf, kid, node, pages, made) for kid in element.kids if kid.is_kept())
    for page, marks in groupby(element.marks, key=lambda mark: mark[0]):
        if page == element.marks[0][0]:
            node.Pg = pages[page]
            for _, number in marks:
                kids.append(number)
        else:
            for _, number in marks:
                kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
    node.K = kids[0] if len(kids) == 1 and not element.kids else kids
    return node

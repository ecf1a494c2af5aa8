"""The structure tree of a form (`tagging.py`), written into its PDF."""

from __future__ import annotations

from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name

from lead_desktop.documents.typesetting.tagging import Element, Role


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

"""Reads finished PDFs back: text as PDFium extracts it, and the structure with its text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2

_PAINTING = frozenset(
    ["Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "EI"]
)
_ROW = re.compile(rb"<([0-9A-F]{2})> <((?:[0-9A-F]{4})+)>")


def page_texts(pdf: bytes, passphrase: str | None = None) -> list[str]:
    """The text of every page, without the zero-width spaces that silent glyphs stand for."""
    document = pypdfium2.PdfDocument(pdf, password=passphrase)
    texts = []
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        texts.append(text_page.get_text_range().replace("\u200b", "").replace("\r\n", "\n"))
        text_page.close()
        page.close()
    document.close()
    return texts


def whole_text(pdf: bytes) -> str:
    """All pages in one string, line ends as spaces."""
    return " ".join(" ".join(page_texts(pdf)).split())


@dataclass
class PageMarks:
    """What the content stream of one page says: text by mark number, text outside the reading
    order, the codes that each font draws, and the page's faults."""

    texts: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    codes: dict[str, set[int]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def _decoder(font: pikepdf.Object) -> dict[int, str]:
    rows = _ROW.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}


def _strings(operands: list[pikepdf.Object]) -> Iterator[bytes]:
    for operand in operands:
        if isinstance(operand, pikepdf.String):
            yield bytes(operand)
        elif isinstance(operand, pikepdf.Array):
            yield from (bytes(item) for item in operand if isinstance(item, pikepdf.String))


def read_marks(page: pikepdf.Page) -> PageMarks:
    """Walk the page's content stream."""
    found = PageMarks()
    fonts = {name: _decoder(font) for name, font in page.Resources.Font.items()}
    open_marks: list[int | None] = []
    decode: dict[int, str] = {}
    drawn: set[int] = set()
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            if open_marks:
                found.faults.append("marked content inside marked content")
            properties = operands[1] if name == "BDC" else None
            number = properties.get("/MCID") if properties is not None else None
            open_marks.append(None if number is None else int(number))
            if number is not None:
                if int(number) in found.texts:
                    found.faults.append(f"mark {number} used twice")
                found.texts[int(number)] = ""
        elif name == "EMC":
            if not open_marks:
                found.faults.append("EMC without beginning")
            else:
                open_marks.pop()
        elif name == "Tf":
            decode = fonts[str(operands[0])]
            drawn = found.codes.setdefault(str(operands[0]), set())
        elif name in _PAINTING:
            if not open_marks:
                found.faults.append(f"{name} outside marked content")
            elif name in ("Tj", "TJ"):
                codes = [code for part in _strings(operands) for code in part]
                drawn.update(codes)
                text = "".join(decode[code] for code in codes)
                if open_marks[-1] is None:
                    found.artifacts.append(text)
                else:
                    found.texts[open_marks[-1]] += text
    if open_marks:
        found.faults.append("marked content left open")
    return found


@dataclass
class Node:
    """A structure element: role, scope, spoken text if any, its own text, kids, marks, and the
    language, list numbering and name that it says of itself."""

    role: str
    scope: str
    actual_text: str
    text: str
    marks: list[tuple[int, int]]
    kids: list[Node]
    lang: str = ""
    numbering: str = ""
    name: str = ""

    def walk(self) -> Iterator[Node]:
        """The node and everything under it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """An indented picture of the tree."""
        scope = f" ({self.scope})" if self.scope else ""
        text = self.text.replace("\u200b", "").strip()
        yield f"{'  ' * depth}{self.role}{scope}{': ' + text if text else ''}"
        for kid in self.kids:
            yield from kid.lines(depth + 1)


@dataclass
class Structure:
    """The whole tree with every fault found on the way."""

    root: Node
    faults: list[str]
    pages: list[PageMarks]


def read_structure(pdf: bytes) -> Structure:
    """The structure tree of `pdf`, checked against its pages and its ParentTree."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        pages = [read_marks(page) for page in opened.pages]
        numbers = {page.obj.objgen: index for index, page in enumerate(opened.pages)}
        tree = opened.Root.StructTreeRoot
        faults = [fault for page in pages for fault in page.faults]
        owners: dict[tuple[int, int], tuple[int, int]] = {}
        root = _node(tree.K[0], numbers, pages, owners, faults)
        nums = list(tree.ParentTree.Nums)
        for index, row in zip(nums[::2], nums[1::2], strict=True):
            page = opened.pages[int(index)]
            if int(page.obj.StructParents) != int(index):
                faults.append(f"page {index} has another StructParents")
            for number, owner in enumerate(row):
                if owners.pop((int(index), number), None) != owner.objgen:
                    faults.append(f"mark {number} of page {index} has another parent")
        faults += [f"mark {mark} is not in the ParentTree" for mark in owners]
        claimed = {mark for node in root.walk() for mark in node.marks}
        drawn = {(index, number) for index, page in enumerate(pages) for number in page.texts}
        if claimed != drawn:
            faults.append(f"drawn and claimed marks differ: {claimed ^ drawn}")
        return Structure(root, faults, pages)


def _node(
    element: pikepdf.Object,
    numbers: dict[tuple[int, int], int],
    pages: list[PageMarks],
    owners: dict[tuple[int, int], tuple[int, int]],
    faults: list[str],
) -> Node:
    node = Node(str(element.S)[1:], "", str(element.get("/ActualText", "")), "", [], [])
    node.lang, node.name = str(element.get("/Lang", "")), str(element.get("/ID", ""))
    if "/A" in element:
        node.scope = str(element.A.get("/Scope", ""))[1:]
        node.numbering = str(element.A.get("/ListNumbering", ""))[1:]
    own_page = numbers.get(element.Pg.objgen) if "/Pg" in element else None
    kids = element.K
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            mark = (own_page if own_page is not None else -1, kid)
        elif kid.get("/Type") == "/MCR":
            mark = (numbers[kid.Pg.objgen], int(kid.MCID))
        else:
            if kid.P.objgen != element.objgen:
                faults.append("an element names another parent")
            node.kids.append(_node(kid, numbers, pages, owners, faults))
            continue
        if mark in owners:
            faults.append(f"mark {mark} belongs to two elements")
        owners[mark] = element.objgen
        node.marks.append(mark)
        node.text += pages[mark[0]].texts.get(mark[1], "")
    return node

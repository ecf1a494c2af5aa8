"""The last step of every form: structure, metadata, compact saving; and encryption on wish.

Two builds of one form are the same bytes: dates come from the form, the file id from its content.
Imported when the first form is finished: it brings pikepdf along.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name

from lead_desktop.documents.typesetting.paper import Drawn
from lead_desktop.documents.typesetting.saving import saved
from lead_desktop.documents.typesetting.shaping import clean
from lead_desktop.documents.typesetting.structure import write_structure
from lead_desktop.documents.typesetting.tagging import Artifact, Element

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
{conforms}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

_UNIVERSAL = "<pdfuaid:part>1</pdfuaid:part>\n"
"""Says that the file keeps to ISO 14289-1 (PDF/UA). One with marks set over letters does not: their
glyphs have other widths than in their fonts, so that readers hold words together."""
_COUNT = "/PageCount"


def finish(
    drawn: Drawn, root: Element, *, title: str, made_at: datetime, language: str = "en-US"
) -> bytes:
    """The tagged PDF of what was drawn. title: shown by viewers, so never a person's name.

    made_at: an aware instant; it becomes both dates of the file.
    """
    with _joined(drawn) as pdf:
        write_structure(pdf, root, drawn.owners)
        _write_bookmarks(pdf, root)
        catalog = pdf.Root
        catalog.Lang = language
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        title = clean(title)
        packet = _XMP.format(
            title=escape(title),
            language=language,
            created=made_at.isoformat(timespec="seconds"),
            conforms="" if drawn.forced else _UNIVERSAL,
        )
        metadata = pikepdf.Stream(pdf, packet.encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        catalog.Metadata = pdf.make_indirect(metadata)
        stamp = _pdf_date(made_at)
        pdf.trailer.Info = pdf.make_indirect(
            Dictionary(Title=title, CreationDate=stamp, ModDate=stamp)
        )
        return saved(pdf)


@contextmanager
def _joined(drawn: Drawn) -> Iterator[pikepdf.Pdf]:
    """All pages in one file, each with the number of pages in its foot."""
    with contextlib.ExitStack() as held:
        first, *others = (held.enter_context(pikepdf.open(io.BytesIO(p))) for p in drawn.parts)
        for other in others:
            first.pages.extend(other.pages)
        if drawn.count is not None:
            label = held.enter_context(pikepdf.open(io.BytesIO(drawn.count.pdf)))
            _lay_over(first, label)
        yield first


def _lay_over(pdf: pikepdf.Pdf, label: pikepdf.Pdf) -> None:
    """Draw the only page of `label` on every page of `pdf`, outside the reading order."""
    form = pdf.copy_foreign(label.pages[0].as_form_xobject())
    draw = f"\n{Artifact.FOOTER.value} q {_COUNT} Do Q EMC".encode()
    shared = pdf.make_indirect(pikepdf.Stream(pdf, draw))
    for page in pdf.pages:
        page.add_resource(form, Name.XObject, Name(_COUNT))
        page.obj.Contents = pikepdf.Array([page.obj.Contents, shared])


def _write_bookmarks(pdf: pikepdf.Pdf, root: Element) -> None:
    """A list of the headings for viewers, once there is more than one page to find them on."""
    if len(pdf.pages) < 2:
        return
    headings = [one for one in root.walk() if one.bookmark and one.marks]
    with pdf.open_outline() as outline:
        outline.root.extend(
            pikepdf.OutlineItem(clean(one.bookmark), one.marks[0][0]) for one in headings
        )


def encrypt(pdf: bytes, passphrase: str) -> bytes:
    """`pdf` encrypted with AES-256 (ISO 32000-2, revision 6); it opens only with `passphrase`.

    Screen readers stay allowed. Raises ValueError for an empty passphrase.
    """
    if not passphrase:
        raise ValueError("An encrypted document needs a passphrase.")
    encryption = pikepdf.Encryption(
        user=passphrase,
        owner=passphrase,
        R=6,
        allow=pikepdf.Permissions(accessibility=True, extract=True),
    )
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(
            buffer,
            encryption=encryption,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def _pdf_date(instant: datetime) -> str:
    zone = instant.strftime("%z")
    return f"{instant:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"

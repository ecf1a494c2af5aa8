"""The last step of every form: structure, metadata, compact saving; and encryption on wish.

Two builds of one form are the same bytes: dates come from the form, the file id from its content.
"""

from __future__ import annotations

import io
from datetime import datetime
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Dictionary, Name

from lead_desktop.documents.paper import Drawn
from lead_desktop.documents.shaping import clean
from lead_desktop.documents.tagging import Element, write_structure

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def finish(
    drawn: Drawn, root: Element, *, title: str, made_at: datetime, language: str = "en-US"
) -> bytes:
    """The tagged PDF of what was drawn. title: shown by viewers, so never a person's name.

    made_at: an aware instant; it becomes both dates of the file.
    """
    with pikepdf.open(io.BytesIO(drawn.pdf)) as pdf:
        write_structure(pdf, root, drawn.owners)
        catalog = pdf.Root
        catalog.Lang = language
        catalog.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        title = clean(title)
        packet = _XMP.format(
            title=escape(title),
            language=language,
            created=made_at.isoformat(timespec="seconds"),
        )
        metadata = pikepdf.Stream(pdf, packet.encode())
        metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
        catalog.Metadata = pdf.make_indirect(metadata)
        stamp = _pdf_date(made_at)
        pdf.trailer.Info = pdf.make_indirect(
            Dictionary(Title=title, CreationDate=stamp, ModDate=stamp)
        )
        return _saved(pdf)


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


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return buffer.getvalue()


def _pdf_date(instant: datetime) -> str:
    zone = instant.strftime("%z")
    return f"{instant:D:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"

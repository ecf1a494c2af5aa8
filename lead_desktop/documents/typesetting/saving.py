"""How PDF bytes are written: compressed by pikepdf, in C, and the same for the same content."""

from __future__ import annotations

import io

import pikepdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of `pdf`."""
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        fix_metadata_version=False,
    )
    return buffer.getvalue()


def compact(pdf: bytes) -> bytes:
    """The same file in less memory, until all its parts are there."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return saved(opened)

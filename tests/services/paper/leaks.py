"""Everything that can be got out of a printed PDF, to look for words that must not be in it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator

import pikepdf

from tests.services.paper.test_summaries import text_of

_TEXT_STREAMS = frozenset({"/Metadata", "/EmbeddedFile", "/XObject"})


def everything(pdf: bytes) -> str:
    """The extracted text and every string in the file, white space collapsed.

    The strings are those of all objects: title and other metadata, bookmarks, alternative text of
    the structure, annotations, names and contents of attached files.
    """
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        hidden = [text for one in opened.objects for text in _strings(one)]
        hidden += [str(value) for value in opened.docinfo.values()]
    return _plain([text_of(pdf), *hidden])


def labels(pdf: bytes) -> str:
    """What a system shows of the file without opening it: its title and other metadata."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [str(value) for value in opened.docinfo.values()]
        if "/Metadata" in opened.Root:
            found.append(opened.Root.Metadata.read_bytes().decode("utf-8"))
        found += list(opened.attachments)
    return _plain(found)


def found_in(text: str, words: Iterable[str]) -> list[str]:
    """Those of `words` that a reader could find, in whichever order it turns right-to-left text."""
    plain = text.casefold()
    return [
        word
        for word in words
        if (low := unicodedata.normalize("NFC", word).casefold()) in plain or low[::-1] in plain
    ]


def _strings(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Stream):
        if str(value.get("/Type", "")) in _TEXT_STREAMS:
            yield value.read_bytes().decode("utf-8", "replace")
        yield from _strings(pikepdf.Dictionary(dict(value.items())), depth)
    elif depth < 8 and isinstance(value, pikepdf.Dictionary):
        for one in value.values():
            yield from _direct(one, depth)
    elif depth < 8 and isinstance(value, pikepdf.Array):
        for one in value:
            yield from _direct(one, depth)


def _direct(value: object, depth: int) -> Iterator[str]:
    """What stands in an object itself; what it points to comes by its own turn."""
    if not (isinstance(value, pikepdf.Object) and value.is_indirect):
        yield from _strings(value, depth + 1)


def _plain(parts: Iterable[str]) -> str:
    return unicodedata.normalize("NFC", " ".join(" ".join(parts).split()))

"""From bytes to text without guessing.

A wrong guess turns one letter of a name into another and nobody notices, so a file is read only as
UTF-8, as what its byte-order mark says, or as what a person named.
"""

from __future__ import annotations

import codecs

from lead_desktop.base.errors import UnreadableFile

_MARKS = (  # the mark of UTF-32LE begins with that of UTF-16LE, so it comes first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Codecs that Python calls text encodings but that no spreadsheet program writes; they would let
# half a character or an escape sequence through as if it were a letter.
_NEVER = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
_EIGHT_BIT = ("windows-1252", "mac-roman")
_SAMPLE = 200_000


class UnknownEncoding(UnreadableFile):
    """A text file whose encoding cannot be known for certain. candidates: likeliest first."""

    def __init__(self, what: str, candidates: tuple[str, ...]) -> None:
        likely = " or ".join(candidates)
        super().__init__(
            what,
            meaning="Nothing was read, because a guess could change letters in names.",
            remedy=f"Likely it is {likely}: name it with --encoding {candidates[0]}, "
            "or save the file as UTF-8.",
        )
        self.candidates = candidates


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of `data` without a byte-order mark, and the name of the encoding used.

    encoding: what a person named; it is applied strictly. Without it: the mark, else UTF-8.
    Raises UnreadableFile; as UnknownEncoding when a person could settle it by naming one.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is not None:
        return _decode_as_named(data, encoding, marked)
    if marked == "utf-32" and len(data) % 4:
        marked = "utf-16"  # an odd character right behind the shorter mark
    if marked is not None:
        return _strict(data, marked), marked.removesuffix("-sig")
    if data[:_SAMPLE].count(0) * 10 > len(data[:_SAMPLE]):
        raise UnknownEncoding("The file looks like UTF-16 without a mark.", _utf16_order(data))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        what = f"The file is not UTF-8 (byte {fault.start + 1:,} does not fit) and has no mark."
        raise UnknownEncoding(what, _likely_eight_bit(data)) from None


def _decode_as_named(data: bytes, encoding: str, marked: str | None) -> tuple[str, str]:
    try:
        name = codecs.lookup(encoding).name.replace("_", "-")
    except (LookupError, ValueError):
        name = ""
    if not name or name in _NEVER:
        raise UnreadableFile(
            "The encoding that was named is not known.",
            meaning="Nothing was read.",
            remedy="Name one such as utf-8, utf-16, windows-1252 or mac-roman.",
        )
    if marked is not None and not name.startswith(marked.removesuffix("-sig")):
        raise UnreadableFile(
            f"The file's own mark says {marked.removesuffix('-sig')}, not {name}.",
            meaning="Nothing was read.",
            remedy="Leave the encoding out.",
        )
    return _strict(data, name), name


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        where = f"byte {fault.start + 1:,} does not fit"
    except (LookupError, UnicodeError):  # a codec that is no text encoding, or cannot decode
        where = "it cannot be decoded"
    shown = name.removesuffix("-sig")
    raise UnreadableFile(
        f"The file is not {shown}: {where}.",
        meaning="Nothing was read.",
        remedy="Name another encoding, or save the file as UTF-8.",
    )


def _utf16_order(data: bytes) -> tuple[str, ...]:
    """Plain letters leave their NUL in the second byte of each pair when little-endian."""
    sample = data[:_SAMPLE]
    if sample[1::2].count(0) >= sample[0::2].count(0):
        return "utf-16-le", "utf-16-be"
    return "utf-16-be", "utf-16-le"


def _likely_eight_bit(data: bytes) -> tuple[str, ...]:
    sample = data[:_SAMPLE]
    scored = []
    for name in _EIGHT_BIT:
        try:
            text = data.decode(name)[:_SAMPLE]
        except UnicodeDecodeError:
            continue
        old_mac_lines = name == "mac-roman" and b"\r" in sample and b"\n" not in sample
        scored.append((_plausible(text) + (1.0 if old_mac_lines else 0.0), name))
    scored.sort(key=lambda pair: -pair[0])
    return tuple(name for _, name in scored)


def _plausible(text: str) -> float:
    """Share of the characters beyond ASCII that read like letters inside words."""
    odd = good = 0
    before = ""
    for character in text:
        if not character.isascii():
            odd += 1
            good += character.isalpha() and not (before.islower() and character.isupper())
        before = character
    return good / odd if odd else 0.0

"""How wide the columns of a table are: as designed, unless their words ask for something else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lead_desktop.documents.typesetting.lines import Text, Type, natural_width, plain_text

_WIDEST_WORD = 0.5
"""Of the table's width: a longer word is cut rather than that it leaves the others no room."""


@dataclass(slots=True)
class Wants:
    """What a column asks for. word: width of its longest word. line: at which nothing breaks."""

    word: float = 0.0
    line: float = 0.0


def wants_of(texts: Iterable[tuple[Text, Type]], share: float, beside: float) -> Wants:
    """What a column with these texts asks for. beside: of its width, what is not for words."""
    wants = Wants(beside, beside)
    for text, type_ in texts:
        line = natural_width(text, type_) + beside
        wants.line = max(wants.line, line)
        # Words are measured only where a line is sure to break.
        word = line if line <= share else _longest_word(text, type_) + beside
        wants.word = max(wants.word, word)
    return wants


def _longest_word(text: Text, type_: Type) -> float:
    words = (word for word in plain_text(text).split(" ") for word in word.split("\n"))
    return max((natural_width(word, type_) for word in words), default=0.0)


def fitted(shares: Sequence[float], wants: Sequence[Wants]) -> list[float]:
    """Widths of columns: each its share; but first no word is cut, then as few lines as can be
    are broken, at the cost of those columns that have more than they need."""
    most = _WIDEST_WORD * sum(shares)
    widths = _evened(shares, [min(want.word, most) for want in wants])
    return _evened(widths, [want.line for want in wants])


def _evened(widths: Sequence[float], wanted: Sequence[float]) -> list[float]:
    """Columns that lack something take it from those that have more than they want; the one that
    lacks least comes first."""
    spare = [max(0.0, width - want) for width, want in zip(widths, wanted, strict=True)]
    left = total = sum(spare)
    lacks = [max(0.0, want - width) for width, want in zip(widths, wanted, strict=True)]
    found = list(widths)
    for index in sorted(range(len(lacks)), key=lacks.__getitem__):
        given = min(lacks[index], left)
        found[index] += given
        left -= given
    taken = (total - left) / total if total else 0.0
    return [width - more * taken for width, more in zip(found, spare, strict=True)]

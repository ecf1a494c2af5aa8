"""Words for benchmarks: a made-up vocabulary as skewed as a real one, and notes made of it."""

from __future__ import annotations

from itertools import accumulate, product
from random import Random

from lead_desktop.demo.note_texts import NOTES

_BEGIN = ("ba", "ker", "lo", "mi", "nor", "pel", "ra", "sto", "tu", "ven", "wa", "za", "cor", "hal")
_MIDDLE = ("", "de", "lin", "mo", "ra", "ster", "ti", "va", "wen")
_FINISH = ("bit", "dle", "gan", "ker", "la", "mer", "ning", "pot", "rin", "sel", "ton", "ver", "x")
_ZIPF_SHIFT = 2.7
_SENTENCES = 20_000
_LONGEST = 400
_SHORTEST = 40


def vocabulary(random: Random) -> list[str]:
    """About two thousand words, commonest first: those of real notes, then made-up ones."""
    known: dict[str, None] = {}
    for note in NOTES:
        for text in note.texts:
            for word in text.replace("{", " ").replace("}", " ").split():
                known[word.strip(".,;:“”?").lower()] = None
    common = [word for word in known if word]
    rare = ["".join(parts) for parts in product(_BEGIN, _MIDDLE, _FINISH)]
    random.shuffle(common)
    random.shuffle(rare)
    return common + rare


class NoteMaker:
    """Makes notes of 40 to 400 words. Sentences are drawn from a pool: that is what is fast."""

    def __init__(self, random: Random) -> None:
        self._random = random
        words = vocabulary(random)
        weights = list(accumulate(1 / (rank + _ZIPF_SHIFT) for rank in range(len(words))))
        lengths = random.choices(range(6, 16), k=_SENTENCES)
        drawn = iter(random.choices(words, cum_weights=weights, k=sum(lengths)))
        self._pool = [
            (length, " ".join(next(drawn) for _ in range(length)).capitalize() + ".")
            for length in lengths
        ]

    def note(self) -> str:
        """A note; most are short, a few are long."""
        wanted = min(_LONGEST, _SHORTEST + int(self._random.expovariate(1 / 70)))
        sentences, words = [], 0
        while words < wanted:
            length, sentence = self._random.choice(self._pool)
            if words + length > _LONGEST:
                break
            sentences.append(sentence)
            words += length
        return " ".join(sentences)

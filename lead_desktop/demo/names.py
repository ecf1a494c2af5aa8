"""Names that nobody could take for a real person's, in several scripts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

FICTIONAL_SURNAMES: tuple[str, ...] = (
    "Sample",
    "Example",
    "Placeholder",
    "Fictional",
    "Madeup",
    "Mockup",
    "Mock",
    "Demo",
    "Pretend",
    "Imaginary",
    "Makebelieve",
    "Whatif",
    "Invented",
    "Notreal",
    "Specimen",
    "Storybook",
    "Fable",
    "Fabricated",
    "Standin",
    "Hypothetical",
    "Dummy-Data",
    "Ejemplo",
    "Ficticia",
    "Exemple",
    "ምሳሌ",
    "مثال",
    "예시",
    "示例",
    "Пример",
    "Παράδειγμα",
    "Ví Dụ",
    "Àpẹẹrẹ",
)
"""Words for "example" and the like, which stand where a surname would."""

_WORLD = (
    "Lucía Ejemplo",
    "ሰላም ምሳሌ",
    "نور مثال",
    "하늘 예시",
    "晓雨 示例",
    "Zoé Exemple",
    "Рябина Пример",
    "Θάλεια Παράδειγμα",
    "Hoa Ví Dụ",
    "Ìfẹ́ Àpẹẹrẹ",
    "Ángel Ficticia",
    "O'Leaf Sample",
)

_GIVEN = (
    "Aspen Birch Bramble Bryony Canyon Cassia Clementine Coral Cove Dahlia Ember Fennel Flint "
    "Garnet Ginger Harbor Heath Heron Holly Indigo Iris Ivory Jasper Jet Juno Kestrel Lake "
    "Lark Laurel Lilac Lotus Maple Mercer Meadow Mica Myrtle Nettle Nova Oak Olive Onyx Opal "
    "Orchid Pepper Perry Petal Pine Plum Quartz Quill Raven Reed Ridge Robin Rue Saffron "
    "Sequoia Sky Slate Sparrow Sterling Stone Summit Sunny Teal Thistle Thyme Tulip Valley "
    "Vesper Violet Willow Winter Yarrow Zephyr Zinnia "
)

_PLAIN = FICTIONAL_SURNAMES[:21]


def fictional_names(random: Random) -> Iterator[str]:
    """Names without end; the first sixteen hundred or so differ from each other."""
    given, surnames = _GIVEN.split(), list(_PLAIN)
    random.shuffle(given)
    random.shuffle(surnames)
    # A given name comes back only when every other one has been used.
    pairs = [
        f"{name} {surnames[(place + turn) % len(surnames)]}"
        for turn in range(len(surnames))
        for place, name in enumerate(given)
    ]
    yield from _mixed(pairs)
    while True:
        yield random.choice(pairs)


def _mixed(pairs: list[str]) -> Iterator[str]:
    """Every tenth name is one of the wider world's, as long as there are some left."""
    world = iter(_WORLD)
    for place, pair in enumerate(pairs):
        if place % 10 == 4:
            yield from islice(world, 1)
        yield pair


def is_fictional(name: str) -> bool:
    """Whether a name ends in a word that gives it away as made up."""
    return name.endswith(FICTIONAL_SURNAMES)

"""A neutral label in the place of a name: the same on every copy, and telling nothing.

Partners at a meeting must be able to speak of the same person twice without a paper that names
them. The label comes from a secret that only the vault holds, so nobody who has papers, or knows
identifiers, can turn it back into a person.
"""

from __future__ import annotations

import hmac
from uuid import UUID

KEY_BYTES = 32
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
"""No vowels, so that no word comes about; nothing that is mistaken for another sign by hand."""
_LENGTH = 7
"""Some ten thousand million labels: two of 5,000 people share one in less than 1 vault of 800."""


def pseudonym(key: bytes, participant_id: UUID) -> str:
    """The label of a participant in the vault of this key: "Person K7Q-4MTX"."""
    if len(key) != KEY_BYTES:
        raise ValueError("the key of labels has another length")
    number = int.from_bytes(hmac.digest(key, participant_id.bytes, "sha256"))
    signs = []
    for _ in range(_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[place])
    label = "".join(signs)
    return f"Person {label[:3]}-{label[3:]}"

"""What one row of a caseload file changes in a person who is already in the vault."""

from __future__ import annotations

from collections.abc import Sequence

from lead_desktop.domain.codes import ParticipantStatus
from lead_desktop.domain.people.participant import fold_name, phone_digits
from lead_desktop.exchange.caseload import PersonRow
from lead_desktop.store.tables import Participant

TEXT_FIELDS = (
    "preferred_name",
    "legal_first_name",
    "legal_last_name",
    "email",
    "address",
    "city",
    "postal_code",
    "pronouns",
    "language",
)
NAME_LENGTH = 200
LOCAL_DIGITS = 7
"""Two numbers of which one ends like the other in at least so many digits are the same."""


class PersonUpdate:
    """The news in `row` about `person`; only fields that the file holds count as news.

    names: the person's aliases; numbers: the digits of their phones. After `apply`, new_aliases
    and phone_is_new say what is to be added beside, old_status where the person stood before.
    """

    def __init__(
        self, person: Participant, row: PersonRow, names: Sequence[str], numbers: Sequence[str]
    ) -> None:
        known = {fold_name(name) for name in names}
        self.new_aliases = tuple(name for name in row.aliases if fold_name(name) not in known)
        self.phone_is_new = bool(row.phone) and not any(
            same_number(phone_digits(row.phone_e164 or row.phone), held) for held in numbers
        )
        self.old_status: ParticipantStatus | None = None
        self._person = person
        self._row = row
        self._names = (*names, *self.new_aliases)

    def apply(self) -> bool:
        """Write the news into the person; returns whether there was any."""
        person, row = self._person, self._row
        name_was_derived = person.preferred_name == self._derived_name()
        wanted: dict[str, object] = {
            field: getattr(row, field) for field in TEXT_FIELDS if field in row.given
        }
        if row.date_of_birth is not None:
            wanted["date_of_birth"] = row.date_of_birth.isoformat()
        if row.enrolled_on is not None:
            wanted["enrolled_on"] = row.enrolled_on
        if row.status is not None and row.status is not person.status:
            self.old_status = person.status
            wanted["status"] = row.status
        changed = {field for field, value in wanted.items() if getattr(person, field) != value}
        for field in changed:
            setattr(person, field, wanted[field])
        if name_was_derived and "preferred_name" not in row.given and self._derived_name():
            person.preferred_name = self._derived_name()
        if changed or self.new_aliases:
            person.name_key = fold_name(
                person.preferred_name,
                person.legal_first_name,
                person.legal_last_name,
                *self._names,
                person.external_id,
            )
        return bool(changed or self.new_aliases or self.phone_is_new)

    def _derived_name(self) -> str:
        """The name that stands for the chosen one while nobody has told that."""
        person = self._person
        parts = (person.legal_first_name, person.legal_last_name)
        legal = " ".join(part for part in parts if part)
        return shown_name(legal or next(iter(self._names), ""), person.external_id or "")


def shown_name(name: str, external_id: str) -> str:
    """The name to show; the external id for somebody of whom nothing else is known."""
    return (name or external_id)[:NAME_LENGTH]


def same_number(one: str, other: str) -> bool:
    """Whether two rows of digits are the same number, one of them perhaps without its prefix."""
    if min(len(one), len(other)) < LOCAL_DIGITS:
        return one == other
    return one.endswith(other) or other.endswith(one)

"""Birth dates as people know them: a day, a month, a year, or about an age.

Stored as text of ten characters at most: "1981-05-12", "1981-05", "1981", and "~1981" for a year
reckoned from an age. Nothing is made up: what is not known is not filled in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from time import strptime

from lead_desktop.base.errors import FieldProblem, InvalidInput

OLDEST = 120
"""Years; somebody older than this is a slip of the keyboard."""

_AGE = re.compile(
    r"(?:about|around|approx\.?|~|age)?\s*(\d{1,3})(?:\s*(?:years?(?: old)?|y/?o))?", re.IGNORECASE
)
_STORED = re.compile(r"(~?)(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FULL_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y")
_MONTH_FORMS = ("%Y-%m", "%m/%Y", "%B %Y", "%b %Y")


@dataclass(frozen=True)
class Birth:
    """A birth date as far as it is known. approximate: only the year, reckoned from an age."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    @property
    def stored(self) -> str:
        """The text that the vault holds."""
        if self.approximate:
            return f"~{self.year:04d}"
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def whole(self) -> date | None:
        """The day, when it is known whole."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def ages(self, today: date) -> tuple[int, int]:
        """The youngest and the oldest that the person may be on `today`."""
        if self.whole is not None:
            age = today.year - self.year - ((today.month, today.day) < (self.month, self.day))
            return age, age
        if self.approximate:
            age = today.year - self.year
            return max(0, age - 2), age + 2
        if self.month is None:
            return max(0, today.year - self.year - 1), today.year - self.year
        oldest = today.year - self.year - (today.month < self.month)
        youngest = oldest - 1 if today.month == self.month else oldest
        return max(0, youngest), oldest

    def words(self, today: date) -> str:
        """ "May 12, 1981 (45)", "May 1981 (45)", "1981 (about 45)", "about 45"."""
        youngest, oldest = self.ages(today)
        about = f"about {today.year - self.year}"
        if self.approximate:
            return about
        if self.month is None:
            return f"{self.year} ({about})"
        month = date(self.year, self.month, 1).strftime("%B")
        age = str(oldest) if youngest == oldest else about
        if self.day is None:
            return f"{month} {self.year} ({age})"
        return f"{month} {self.day}, {self.year} ({age})"


def read_birth(stored: str | None) -> Birth | None:
    """A birth date from the text that the vault holds; None for none or one that is no date."""
    found = _STORED.fullmatch(stored or "")
    if found is None:
        return None
    about, year, month, day = found.groups()
    try:
        made = Birth(
            int(year), int(month) if month else None, int(day) if day else None, bool(about)
        )
        date(made.year, made.month or 1, made.day or 1)
    except ValueError:
        return None
    return made


def parse_birth(text: str, today: date) -> Birth | None:
    """What a person typed: a day, a month, a year, or an age ("about 45"); None for nothing.

    Raises InvalidInput on the field date_of_birth when it is none of these or lies out of reach.
    """
    typed = " ".join(text.split())
    if not typed:
        return None
    made = _typed(typed, today)
    if made is None:
        raise _not_understood()
    whole = made.whole
    if not today.year - OLDEST <= made.year <= today.year or (whole is not None and whole > today):
        raise InvalidInput(
            FieldProblem("date_of_birth", "This birth date lies in the future or too far back.")
        )
    return made


def _typed(typed: str, today: date) -> Birth | None:
    stored = read_birth(typed)
    if stored is not None:
        return stored
    for form in _FULL_FORMS:
        day = _by_form(typed, form)
        if day is not None:
            return Birth(day.year, day.month, day.day)
    for form in _MONTH_FORMS:
        day = _by_form(typed, form)
        if day is not None:
            return Birth(day.year, day.month)
    age = _AGE.fullmatch(typed)
    if age is not None and int(age.group(1)) <= OLDEST:
        return Birth(today.year - int(age.group(1)), approximate=True)
    return None


def _by_form(typed: str, form: str) -> date | None:
    try:
        read = strptime(typed, form)
    except ValueError:
        return None
    return date(read.tm_year, read.tm_mon, read.tm_mday)


def _not_understood() -> InvalidInput:
    return InvalidInput(
        FieldProblem(
            "date_of_birth",
            "Write a date (5/12/1981), a month (May 1981), a year (1981) or an age (about 45).",
        )
    )

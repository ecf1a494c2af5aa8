"""Which language papers are in, from how a record names what somebody speaks."""

from __future__ import annotations

import pytest

from lead_desktop.domain.codes import FormLanguage
from lead_desktop.domain.people.languages import paper_language


@pytest.mark.parametrize(
    "spoken", ["Spanish", " spanish ", "Español", "ESPANOL (El Salvador)", "es-MX", "Castellano"]
)
def test_spanish_is_known_by_its_names(spoken: str) -> None:
    assert paper_language(spoken) is FormLanguage.SPANISH


@pytest.mark.parametrize(
    "spoken", ["", "English", "English, some Spanish", "አማርኛ", "Estonian", "?", "Haitian Creole"]
)
def test_everything_else_is_served_in_english(spoken: str) -> None:
    assert paper_language(spoken) is FormLanguage.ENGLISH

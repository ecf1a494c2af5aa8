"""The forms read as they did when somebody last looked at them (goldens.py says how to renew)."""

from __future__ import annotations

import pytest

from .goldens import FOLDER, FORMS, golden_text


@pytest.mark.parametrize("form", FORMS)
def test_form_reads_as_its_golden(form: str) -> None:
    assert golden_text(form) == (FOLDER / f"{form}.txt").read_text(encoding="utf-8")

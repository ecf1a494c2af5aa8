"""What the window and the printed forms say of people, read from the program's own words.

Person-first words, after the National Institute on Drug Abuse, "Words Matter".
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.words import avoided_words

_ROOT = Path(__file__).resolve().parents[2]
_SPEAKING = ("ui", "lead_desktop/documents", "lead_desktop/services", "lead_desktop/domain")
_CODES = {
    "PROSTITUTION",  # a charge of the program's list, by its legal name
    "refusal_consequences",  # a term of a consent: what follows from not signing
    "failed",  # the status that FHIR gives to a service request that came to nothing
    "refused",  # how the audit names an act that a role does not allow
    "form.failed",  # the same of another printed form
    "form.refused",
    "summary.failed",  # a paper that never came out of the printer, in the audit
    "summary.refused",  # a copy that the gate did not let out, in the audit
}
"""Names for the machine. None is shown to anybody."""


def _literals(path: Path) -> Iterator[str]:
    """The strings in a module, without its documentation."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(first.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for first in node.body
        if isinstance(first, ast.Expr)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str) and node.value not in _CODES:
            yield node.value


@pytest.mark.parametrize("room", _SPEAKING)
def test_no_room_speaks_ill_of_people(room: str) -> None:
    said = [
        (path.name, text, found)
        for path in sorted((_ROOT / room).rglob("*.py"))
        for text in _literals(path)
        if (found := avoided_words(text))
    ]
    assert said == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Failed to reach the client", ["Failed", "client"]),
        ("She tested clean", ["clean"]),
        ("Nothing that was typed is lost.", []),
        ("Attempted, no contact", []),
        ("Case manager", []),
    ],
)
def test_the_words_are_found(text: str, found: list[str]) -> None:
    assert avoided_words(text) == found

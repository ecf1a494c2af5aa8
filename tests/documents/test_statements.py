"""The statements of law stand word for word: equal to the regulation, and to what was checked."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lead_desktop.base.resources import resource
from lead_desktop.documents.statements import Law, statement

CHECKED = {
    Law.NOTICE_TO_RECIPIENT: "05b9d1d8f4900fadac011323fd21ce9ba621dee44ab020c4599cc33c68b1b8a1",
    Law.SHORT_NOTICE: "ad39b505030a2f76a987940eeda1d251333f8ac848f28a4cef7389f413013fcc",
    Law.NOTICE_HEADER: "ced7c71a7d529d4b63ff2bd0d2bc90fe554a6058349fb145030873775be9edb9",
    Law.NOTICE_PROCEEDINGS: "1f90c984ae3daeb637a0e863c0dfc79ce77e3ef82bad2337d8d8bff75c586167",
    Law.NOTICE_COURT_HEARING: "f85a4aa9de64c465fd52ffa0ac3f0c299f1a59685cb4d7e15e35ab87af8db2bb",
    Law.NOTICE_COURT_MANDATE: "381902d91d5ce931e994847bafe19f32cc72dd0882c385846e907089c0873e51",
    Law.NOTICE_SINGLE_CONSENT: "44b5da6855ab5485f27a7489385f9665fb1f92867e208d264791e8150aa1fa93",
}
"""SHA-256 of each file as it was compared with the regulation's text."""

RULES = Path(__file__).resolve().parents[3] / "shared" / "design" / "rules.md"


@pytest.mark.parametrize("law", Law)
def test_a_statement_is_what_was_checked(law: Law) -> None:
    found = statement(law)
    content = resource("text", "statements", f"{law}_{found.version}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == CHECKED[law]
    assert found.text == content.decode("utf-8").removesuffix("\n")


@pytest.mark.parametrize("law", Law)
def test_a_statement_equals_the_regulation_to_the_letter(law: Law) -> None:
    if not RULES.is_file():
        pytest.skip("the page with the regulation's text is not beside this checkout")
    quoted = RULES.read_text(encoding="utf-8").replace("\n> ", "\n")
    assert statement(law).text in quoted


def test_the_two_notices_of_2_32_are_whole() -> None:
    """Where the regulation's text is beside the checkout: nothing before, nothing after."""
    if not RULES.is_file():
        pytest.skip("the page with the regulation's text is not beside this checkout")
    part = RULES.read_text(encoding="utf-8").split("**Statement 1**\n", 1)[1]
    first, rest = part.split("\n\n**Statement 2**\n", 1)
    second = rest.split("\n\n", 1)[0]

    def unquoted(block: str) -> str:
        return "\n".join(line.removeprefix("> ") for line in block.split("\n"))

    assert statement(Law.NOTICE_TO_RECIPIENT).text == unquoted(first)
    assert statement(Law.SHORT_NOTICE).text == unquoted(second)

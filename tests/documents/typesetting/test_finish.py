"""Encryption of finished forms."""

from __future__ import annotations

import io

import pikepdf
import pytest

from lead_desktop.documents.care_summary import draw_care_summary
from lead_desktop.documents.typesetting.finish import encrypt
from lead_desktop.documents.typesetting.paper import PaperSize
from tests.documents.examples import provider_page
from tests.documents.reading import page_texts

PASSPHRASE = "clear lake ænd seven lanterns"


def test_an_encrypted_form_opens_only_with_its_passphrase() -> None:
    plain = draw_care_summary(provider_page(), paper=PaperSize.LETTER).pdf
    sealed = encrypt(plain, PASSPHRASE)
    for wrong in ("", "clear lake", PASSPHRASE.upper()):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(sealed), password=wrong)
    with pikepdf.open(io.BytesIO(sealed), password=PASSPHRASE) as opened:
        assert opened.encryption.R == 6
        assert opened.encryption.bits == 256
        assert opened.allow.accessibility
        assert "/StructTreeRoot" in opened.Root
    assert page_texts(sealed, PASSPHRASE) == page_texts(plain)
    assert b"Care-coordination" not in sealed
    assert b"<x:xmpmeta" in plain, "the metadata stand in clear in a plain file"
    assert b"<x:xmpmeta" not in sealed


def test_an_empty_passphrase_is_refused() -> None:
    plain = draw_care_summary(provider_page(), paper=PaperSize.LETTER).pdf
    with pytest.raises(ValueError, match="passphrase"):
        encrypt(plain, "")


def test_dates_and_file_id_come_from_the_form() -> None:
    plain = draw_care_summary(provider_page(), paper=PaperSize.LETTER).pdf
    with pikepdf.open(io.BytesIO(plain)) as opened:
        assert opened.docinfo.CreationDate == "D:20261123104100-05'00'"
        assert "/Author" not in opened.docinfo
        assert len(opened.trailer.ID[0].__bytes__()) == 16

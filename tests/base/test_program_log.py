"""The log tells when and where, and nothing that anybody wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from lead_desktop.base.program_log import LOG, keep_log


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The loggers as they were before."""
    ours = [logging.getLogger(name) for name in ("lead_desktop", "ui")]
    before = [list(logger.handlers) for logger in ours]
    yield
    for logger, handlers in zip(ours, before, strict=True):
        for handler in set(logger.handlers) - set(handlers):
            logger.removeHandler(handler)
            handler.close()


def test_a_mistake_is_in_the_log_and_a_library_is_not(tmp_path: Path) -> None:
    keep_log(tmp_path / "config")
    assert not (tmp_path / "config" / LOG).exists()
    logging.getLogger("ui.runner").error("unexpected %s at %s", "KeyError", "ui.pages.x:7")
    logging.getLogger("ui.runner").warning("nothing of this")
    logging.getLogger("some.library").error("Juniper Fable")
    (line,) = (tmp_path / "config" / LOG).read_text("utf-8").splitlines()
    assert line.endswith("unexpected KeyError at ui.pages.x:7")


def test_a_place_that_cannot_be_written_keeps_nobody_from_working(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep_log(tmp_path / "file" / "config")
    keep_log(tmp_path)
    (tmp_path / LOG).mkdir()
    logging.getLogger("ui.runner").error("unexpected KeyError at ui.pages.x:7")

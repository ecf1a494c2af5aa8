"""One spelling of a JSON value, so that equal values have equal bytes to sign and to bind."""

from __future__ import annotations

import json
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def canonical_json(value: Json) -> bytes:
    """Keys sorted, no spaces, ASCII only. Floating-point numbers have no place in it."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return text.encode("ascii")

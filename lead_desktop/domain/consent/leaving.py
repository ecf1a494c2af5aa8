"""How a copy leaves: in which way, as which bytes, and to which address (45 CFR 164.528(b)(2))."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from lead_desktop.domain.codes import DisclosureMethod

AS_PAGES = (
    DisclosureMethod.PRINT,
    DisclosureMethod.HANDED,
    DisclosureMethod.FAX,
    DisclosureMethod.MAIL,
    DisclosureMethod.VERBAL,
)
"""Ways in which pages, or what stands on them, reach somebody; the others are files."""

SENT = frozenset({DisclosureMethod.FAX, DisclosureMethod.MAIL})
"""Ways that go to an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """One copy on its way out. sha256: of the very bytes that leave, in hexadecimal."""

    method: DisclosureMethod
    sha256: str
    address: str = field(default="", repr=False)


def leaving_as(content: bytes, method: DisclosureMethod, address: str = "") -> Leaving:
    """These bytes, in this way; an address only where the way has one."""
    to = address.strip() if method in SENT else ""
    return Leaving(method=method, sha256=hashlib.sha256(content).hexdigest(), address=to)

"""What files of partners hold."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class ImportKind(Code):
    """What a file that is taken in holds."""

    CASELOAD = "caseload", "People"
    CONTACTS = "contacts", "Contacts"
    LINKAGES = "linkages", "Linkages"
    DIRECTORY = "directory", "Directory"

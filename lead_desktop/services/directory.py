"""The service directory as it is read."""

from __future__ import annotations

from lead_desktop.domain.codes import ServiceCategory
from lead_desktop.domain.directory import ServiceLine
from lead_desktop.domain.roles import Act
from lead_desktop.services.desk import Desk, allowed
from lead_desktop.store.queries import directory as query


@allowed(Act.SEE_DIRECTORY)
def list_services(
    desk: Desk,
    *,
    find: str = "",
    category: ServiceCategory | None = None,
    limit: int | None = None,
) -> list[ServiceLine]:
    """Services by name; `find`: words in name, organization or description."""
    with desk.store.read() as connection:
        return query.list_services(connection, find=find, category=category, limit=limit)

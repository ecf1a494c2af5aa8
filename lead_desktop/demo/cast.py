"""Who works in the demonstration vault. Every name is fictional and meant to be seen as such."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from lead_desktop.domain.codes import Role

DEFAULT_COUNT = 169
"""Named people and generated ones: 112 on the team's caseload, 57 whose work has ended."""

PROGRAM_NAME = "LEAD Sample City"
"""The program of the demonstration, as its papers and consents name it."""


@dataclass(frozen=True)
class DemoWorker:
    """A worker whom the vault makes, or finds among its rows, before the caseload is filled."""

    name: str
    role: Role
    administrator: bool = False


TOMAS = DemoWorker("Tomas Sampleton", Role.CASE_MANAGER, administrator=True)
DRE = DemoWorker("Dre Exampleton", Role.PEER)
LOU = DemoWorker("Lou Testwell", Role.PEER)
PRIYA = DemoWorker("Priya Demoson", Role.SUPERVISOR)

DEMO_WORKERS: tuple[DemoWorker, ...] = (TOMAS, DRE, LOU, PRIYA)
"""The workers who can open the demonstration vault."""

INES = DemoWorker("Ines Mockley", Role.CASE_MANAGER)
THEO = DemoWorker("Theo Standin", Role.CASE_MANAGER)

COLLEAGUES: tuple[DemoWorker, ...] = (INES, THEO)
"""Case managers who carry the rest of the team's people. `fill_demo` gives them rows where the
vault has none yet; `app.make_demo` lets them open it as well."""

DEMO_PASSPHRASE = "harbor lantern quiet maple river"
"""The passphrase of every demonstration worker. It protects nothing: nobody in there is real."""


@dataclass(frozen=True)
class TeamMember:
    """A worker of the demonstration with the id of their row."""

    id: UUID
    name: str
    role: Role

    @property
    def signature(self) -> str:
        """How a signed note names them: "Dre Exampleton, peer recovery specialist"."""
        return f"{self.name}, {self.role.label.lower()}"


@dataclass(frozen=True)
class Team:
    """The demonstration's workers by the names that the stories use."""

    tomas: TeamMember
    dre: TeamMember
    lou: TeamMember
    ines: TeamMember
    theo: TeamMember


def gather_team(ids: Mapping[str, UUID]) -> Team:
    """The team from worker ids by name; a missing name is a ValueError."""
    cast = (TOMAS, DRE, LOU, INES, THEO)
    missing = [worker.name for worker in cast if worker.name not in ids]
    if missing:
        raise ValueError(f"the demonstration needs a worker row for {', '.join(missing)}")
    return Team(*(TeamMember(ids[worker.name], worker.name, worker.role) for worker in cast))

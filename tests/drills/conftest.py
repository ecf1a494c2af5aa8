"""The command line's fixtures, for drills that go through it."""

from tests.cli.conftest import new_vault as new_vault
from tests.cli.conftest import people as people
from tests.cli.conftest import run as run
from tests.cli.conftest import vault as vault
from tests.cli.conftest import within as within

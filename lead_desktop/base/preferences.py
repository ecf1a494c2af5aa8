"""What belongs to this computer and not to a vault: appearance and the list of recent vaults.

Kept as JSON in the user's own configuration folder. Neither holds a participant's data; a
damaged file is read as the defaults.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from lead_desktop.base.clear_files import write_whole

RECENT_LIMIT = 8


@dataclass(frozen=True)
class Preferences:
    """Appearance on this computer, and the keys chosen for it.

    scheme: "light", "dark", "contrast" or "system". keys: of the window's commands, by name, where
    they are not the usual ones.
    """

    scheme: str = "system"
    text_percent: int = 100
    reduced_motion: bool = False
    single_keys: bool = True
    keys: dict[str, str] = field(default_factory=dict)


def config_folder() -> Path:
    """The user's configuration folder of this program."""
    from platformdirs import user_config_path  # late: the command line seldom needs it

    return user_config_path("lead-desktop", appauthor=False)


def load_preferences(folder: Path) -> Preferences:
    """Preferences from `folder`; values of a wrong type fall back to the defaults."""
    stored = _read(folder / "preferences.json")
    if not isinstance(stored, dict):
        return Preferences()
    defaults = asdict(Preferences())
    known = {
        each.name: stored[each.name]
        for each in fields(Preferences)
        if type(stored.get(each.name)) is type(defaults[each.name])
    }
    known["keys"] = {
        name: keys for name, keys in known.get("keys", {}).items() if isinstance(keys, str)
    }
    return Preferences(**known)


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep the preferences for the next start. Raises OSError where they cannot be written."""
    _write(folder / "preferences.json", asdict(preferences))


def recent_vaults(folder: Path) -> tuple[Path, ...]:
    """Vault folders opened on this computer, newest first."""
    stored = _read(folder / "recent.json")
    if not isinstance(stored, list):
        return ()
    return tuple(Path(entry) for entry in stored if isinstance(entry, str))


def remember_vault(folder: Path, vault: Path) -> None:
    """Put a vault at the head of the recent ones."""
    vault = vault.resolve()
    rest = [path for path in recent_vaults(folder) if path != vault]
    # A convenience: a full disk or a read-only home must not keep anybody from the vault.
    with contextlib.suppress(OSError):
        _write(folder / "recent.json", [str(path) for path in (vault, *rest)][:RECENT_LIMIT])


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(value, indent=2).encode())

"""Wrong tries: counted, delayed, told to the audit; the rightful user is never locked out.

attempts.json holds slot ids and times, never names. It can be deleted by anybody who can reach
the folder, so it slows a person at the keyboard and nothing more; Argon2id slows everybody else.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lead_desktop.vault.folder import VaultFolder, write_atomically
from lead_desktop.vault.locking import editing

LONGEST_DELAY = 60.0
KEPT = 1000


@dataclass(frozen=True)
class Attempts:
    """Wrong tries since the last audit, by slot id, and each slot's last unlock."""

    wrong: dict[str, tuple[datetime, ...]] = field(default_factory=dict)
    unlocked: dict[str, datetime] = field(default_factory=dict)


def delay_after(tries: int) -> float:
    """Seconds to wait after so many wrong tries in a row: 0, 1, 2, 4 ... 60."""
    return 0.0 if tries <= 0 else float(min(LONGEST_DELAY, 2 ** (min(tries, 7) - 1)))


def wait_needed(attempts: Attempts, slot_id: str, now: datetime) -> float:
    """Seconds until the next try of this slot counts; 0 when it may be made now.

    A try stamped in the future holds nobody up: after a clock was set back, its delay would
    otherwise last until the clock has caught up. The next wrong try is delayed again.
    """
    tries = attempts.wrong.get(slot_id, ())
    if not tries or now < tries[-1]:
        return 0.0
    waited = (now - tries[-1]).total_seconds()
    return max(0.0, delay_after(len(tries)) - waited)


def read_attempts(folder: VaultFolder) -> Attempts:
    """What is written; a missing or damaged file is read as no tries."""
    try:
        stored = json.loads(folder.attempts.read_text("utf-8"))
        return Attempts(
            {
                str(slot): tuple(_instant(stamp) for stamp in stamps)
                for slot, stamps in stored["wrong"].items()
            },
            {str(slot): _instant(stamp) for slot, stamp in stored["unlocked"].items()},
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Attempts()


def _instant(stamp: object) -> datetime:
    instant = datetime.fromisoformat(str(stamp))
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)


def record_wrong(folder: VaultFolder, slot_id: str, now: datetime) -> Attempts:
    """Write a wrong try down; returns the tries as they stand."""
    with editing(folder):
        held = read_attempts(folder)
        tries = (*held.wrong.get(slot_id, ()), now)[-KEPT:]
        fresh = Attempts({**held.wrong, slot_id: tries}, held.unlocked)
        _write(folder, fresh)
    return fresh


def record_unlocked(folder: VaultFolder, slot_id: str, now: datetime) -> tuple[datetime, ...]:
    """Write an unlock down and clear the slot's wrong tries; returns them for the audit."""
    with editing(folder):
        held = read_attempts(folder)
        wrong = {slot: tries for slot, tries in held.wrong.items() if slot != slot_id}
        _write(folder, Attempts(wrong, {**held.unlocked, slot_id: now}))
    return held.wrong.get(slot_id, ())


def _write(folder: VaultFolder, attempts: Attempts) -> None:
    content = {
        "wrong": {
            slot: [stamp.isoformat() for stamp in tries] for slot, tries in attempts.wrong.items()
        },
        "unlocked": {slot: stamp.isoformat() for slot, stamp in attempts.unlocked.items()},
    }
    write_atomically(folder.attempts, json.dumps(content).encode())

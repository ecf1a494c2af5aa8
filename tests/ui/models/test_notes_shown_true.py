"""Whatever mix of acts: what the window shows is what the database holds and what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from hypothesis.stateful import invariant

from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.desk import Desk
from lead_desktop.services.people import participants
from tests.services.contacts.test_notes_hold_true import Notes, run_every_mix
from ui.models.day_words import Calendar
from ui.models.rows import ROW_ROLE
from ui.models.timeline import TimelineModel
from ui.pages.participant.timeline_entry import face_of


class Shown(Notes):
    """The same worker, looking at the timeline after each act."""

    @invariant()
    def what_the_window_shows_is_what_was_written(self) -> None:
        calendar = Calendar.of(self.desk.clock)
        model = TimelineModel(calendar)
        model.begin_anew(participants.list_timeline(self.desk, self.person), calendar)
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        shown = {
            item.id: (item, str(row.data()))
            for row in rows
            if isinstance(item := row.data(ROW_ROLE), ContactEntry)
        }
        assert shown.keys() == {one for one, note in self.notes.items() if not note.withdrawn}
        for one, (entry, spoken) in shown.items():
            note, face = self.notes[one], face_of(entry, calendar, self.desk.worker.name)
            parts = [part.words for part in face.parts]
            assert parts == [note.now.words, *(f"{words} (Why)" for words in note.addenda)]
            chips = {chip.text for chip in face.chips}
            assert ("Signed" in chips) == (note.signed and not note.struck)
            assert ("To sign" in chips) == (note.stands and not note.signed)
            assert ("Changed since" in chips) == (bool(note.earlier) and not note.struck)
            assert face.struck == note.struck
            for words in (note.now.words, note.now.outcome.label, *note.addenda):
                assert words in spoken
            length = note.now.length
            assert face.when.endswith(f"{length} min") == bool(length)
            assert not any(words in spoken for words in note.gone_words)


def test_every_mix_of_acts_is_shown_as_it_is_held_and_printed(
    desk: Desk, enroll: Callable[..., UUID], tmp_path: Path
) -> None:
    run_every_mix(Shown, desk, enroll("Juniper Fable", case_manager=desk), tmp_path)

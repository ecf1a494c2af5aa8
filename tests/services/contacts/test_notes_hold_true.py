"""Whatever mix of edits, undo, lock, unlock, signature and addendum: what the services list is what
the database holds is what is printed, and no word that was ever saved is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from lead_desktop.base.errors import LeadError, NotFound, Refused
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import (
    AddendumKind,
    ContactMode,
    ContactOutcome,
    FormKind,
    InitiatedBy,
    OutcomeClass,
    Seal,
)
from lead_desktop.domain.contacts.contact import OUTCOME_CLASS
from lead_desktop.domain.contacts.contact_facts import ContactFacts
from lead_desktop.domain.contacts.timeline import ContactEntry
from lead_desktop.services.contacts import addenda, contacts, note_edits, revisions, signing, trash
from lead_desktop.services.contacts.contacts import LogContact
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper import forms
from lead_desktop.services.paper.form_request import FormRequest
from lead_desktop.services.people import participants
from lead_desktop.store.audit import verify_chain
from lead_desktop.store.store import open_store
from tests.conftest import KEY
from tests.documents.reading import whole_text
from tests.services.noting import edited

OUTCOMES = st.sampled_from([ContactOutcome.MET, ContactOutcome.NO_ANSWER])


@dataclass(frozen=True)
class Said:
    """What a contact says, as far as the acts of these tests change it."""

    words: str
    outcome: ContactOutcome
    place: str = ""
    minutes: int | None = None
    mode: ContactMode = ContactMode.PHONE
    started_by: InitiatedBy | None = None

    @property
    def length(self) -> int | None:
        """The minutes that are kept: an attempt takes none."""
        attempted = OUTCOME_CLASS[self.outcome] is OutcomeClass.ATTEMPTED
        return 0 if attempted else self.minutes


@dataclass
class Note:
    """What a note must be now. earlier: all that it said before."""

    now: Said
    signed: bool = False
    struck: bool = False
    withdrawn: bool = False
    addenda: list[str] = field(default_factory=list)
    earlier: list[Said] = field(default_factory=list)

    @property
    def stands(self) -> bool:
        return not (self.struck or self.withdrawn)

    @property
    def gone_words(self) -> set[str]:
        """Words that it said once and does not say any more."""
        return {one.words for one in self.earlier} - {self.now.words}

    def say(self, said: Said) -> None:
        """It says something else from now on."""
        self.earlier.append(self.now)
        self.now = said


class Notes(RuleBasedStateMachine):
    """A worker at one participant's notes; `desk` is made anew at each unlock."""

    ids = Bundle("ids")

    def __init__(self, desk: Desk, person: UUID, path: Path) -> None:
        super().__init__()
        self.person = person
        self.path = path
        self.desk = replace(desk, store=open_store(path, KEY))
        self.notes: dict[UUID, Note] = {}
        self.count = 0

    def word(self) -> str:
        """A word that occurs nowhere else."""
        self.count += 1
        return f"zq{self.count}qz"

    def refused_unless(self, allowed: bool, act: Callable[[], object]) -> bool:
        """Do it; it must be refused exactly when the model says so."""
        try:
            act()
        except (Refused, NotFound):
            assert not allowed
            return False
        assert allowed
        return True

    @rule(target=ids, outcome=OUTCOMES, sign=st.booleans())
    def log(self, outcome: ContactOutcome, sign: bool) -> UUID:
        one, words = new_id(), self.word()
        at = self.desk.clock.now() - timedelta(hours=1, minutes=self.count)
        command = LogContact(
            one, (self.person,), ContactMode.PHONE, outcome, at, note=words, sign=sign
        )
        assert contacts.log_contact(self.desk, command).created
        # Saving twice makes one contact.
        assert not contacts.log_contact(self.desk, command).created
        self.notes[one] = Note(Said(words, outcome), signed=sign)
        return one

    @rule(
        one=ids,
        outcome=OUTCOMES,
        minutes=st.none() | st.integers(1, 90),
        mode=st.sampled_from([ContactMode.PHONE, ContactMode.TEXT]),
        started_by=st.none() | st.sampled_from(InitiatedBy),
    )
    def edit(
        self,
        one: UUID,
        outcome: ContactOutcome,
        minutes: int | None,
        mode: ContactMode,
        started_by: InitiatedBy | None,
    ) -> None:
        note = self.notes[one]
        said = Said(self.word(), outcome, self.word(), minutes, mode, started_by)

        def act() -> None:
            command = edited(
                self.desk,
                one,
                outcome=outcome,
                minutes=minutes,
                note=said.words,
                place=said.place,
                mode=mode,
                initiated_by=started_by,
            )
            note_edits.edit_contact(self.desk, command)

        if self.refused_unless(note.stands and not note.signed, act):
            note.say(said)

    @rule(one=ids)
    def take_the_edit_back(self, one: UUID) -> None:
        note = self.notes[one]

        def act() -> None:
            found = revisions.list_revisions(self.desk, one)
            version = found[0].version if found else 1
            note_edits.take_edit_back(self.desk, one, version)

        if self.refused_unless(note.stands and not note.signed and bool(note.earlier), act):
            note.say(note.earlier[-1])

    @rule(one=ids)
    def edit_an_older_state(self, one: UUID) -> None:
        """A second window that has not seen the newest state never writes over it."""
        note = self.notes[one]
        at = self.desk.clock.now()
        facts = ContactFacts(
            (self.person,), ContactMode.PHONE, note.now.outcome, at, note=self.word()
        )
        command = note_edits.EditContact(one, 0, facts)
        with pytest.raises(LeadError):
            note_edits.edit_contact(self.desk, command)

    @rule(one=ids)
    def sign(self, one: UUID) -> None:
        note = self.notes[one]
        if self.refused_unless(
            note.stands and not note.signed, lambda: signing.sign_contact(self.desk, one)
        ):
            note.signed = True

    @rule(one=ids, kind=st.sampled_from(AddendumKind))
    def add(self, one: UUID, kind: AddendumKind) -> None:
        note, words = self.notes[one], self.word()
        command = addenda.AddAddendum(new_id(), one, kind, words, "Why")
        if self.refused_unless(
            note.stands and note.signed, lambda: addenda.add_addendum(self.desk, command)
        ):
            note.addenda.append(words)

    @rule(one=ids)
    def strike(self, one: UUID) -> None:
        note = self.notes[one]
        if self.refused_unless(
            note.stands, lambda: addenda.strike_note(self.desk, one, "In error")
        ):
            note.struck = True

    @rule(one=ids)
    def take_the_strike_back(self, one: UUID) -> None:
        note = self.notes[one]
        if self.refused_unless(note.struck, lambda: addenda.unstrike_note(self.desk, one)):
            note.struck = False

    @rule(one=ids)
    def undo(self, one: UUID) -> None:
        note = self.notes[one]
        if self.refused_unless(
            note.stands and not note.signed, lambda: contacts.withdraw_contact(self.desk, one)
        ):
            note.withdrawn = True

    @rule(one=ids)
    def restore(self, one: UUID) -> None:
        note = self.notes[one]
        if self.refused_unless(note.withdrawn, lambda: trash.restore_contact(self.desk, one)):
            note.withdrawn = False

    @rule(target=ids)
    def lock_and_unlock(self) -> object:
        self.desk.store.close()
        self.desk = replace(self.desk, store=open_store(self.path, KEY))
        return multiple()

    @invariant()
    def what_is_listed_is_what_was_written(self) -> None:
        standing = {one: note for one, note in self.notes.items() if note.stands}
        listed = {
            entry.id: entry
            for entry in contacts.list_contacts(self.desk, participant_id=self.person)
        }
        assert listed.keys() == standing.keys()
        for one, note in standing.items():
            entry = listed[one]
            said = Said(
                entry.note,
                entry.outcome,
                entry.place,
                entry.minutes,
                entry.mode,
                entry.initiated_by,
            )
            assert said == replace(note.now, minutes=note.now.length)
            assert entry.edits == len(note.earlier)
            assert entry.seal is (Seal.INTACT if note.signed else Seal.UNSIGNED)
            assert entry.whole
            assert [line.text for line in entry.addenda] == note.addenda
        entries = participants.list_timeline(self.desk, self.person)
        shown = {entry.id for entry in entries if isinstance(entry, ContactEntry)}
        assert shown == {one for one, note in self.notes.items() if not note.withdrawn}

    @invariant()
    def what_is_held_is_what_was_written(self) -> None:
        with self.desk.store.read() as connection:
            rows = connection.execute(text("SELECT id, note FROM contact"))
            held = {row.id: row.note for row in rows}
            kept = set(connection.scalars(text("SELECT note FROM note_revision")))
            reached = connection.scalar(
                text("SELECT count(*) FROM contact_participant WHERE standing = 'reached'")
            )
            assert verify_chain(connection) is None
        assert held == {one.hex: note.now.words for one, note in self.notes.items()}
        assert kept == {said.words for note in self.notes.values() for said in note.earlier}
        met = [
            note
            for note in self.notes.values()
            if note.stands and note.now.outcome is ContactOutcome.MET
        ]
        assert reached == len(met)

    def teardown(self) -> None:
        """What is found and what is printed is what stands, and nothing else."""
        for note in self.notes.values():
            for words in (note.now.words, *note.addenda):
                found = participants.find_in_notes(self.desk, words)
                assert bool(found) == note.stands
            assert not any(participants.find_in_notes(self.desk, one) for one in note.gone_words)
        request = FormRequest(kind=FormKind.CONTACT_LOG, participant_id=self.person, days=None)
        composed = forms.compose_form(self.desk, request)
        printed = whole_text(forms.draw_composed(composed).pdf)
        for note in self.notes.values():
            for words in (note.now.words, note.now.place, *note.addenda):
                assert (words in printed) == note.stands or not words
            assert not any(words in printed for words in note.gone_words)
        standing = [note.now.outcome for note in self.notes.values() if note.stands]
        met = sum(OUTCOME_CLASS[one] is OutcomeClass.REACHED for one in standing)
        if standing:
            assert f"{met} reached, {len(standing) - met} attempted" in printed
        self.desk.store.close()


def run_every_mix(kind: type[Notes], desk: Desk, person: UUID, tmp_path: Path) -> None:
    """Let a machine act in many runs, each in a vault of its own that begins like the desk's."""
    desk.store.close()
    runs = iter(range(10_000))

    def machine() -> Notes:
        path = tmp_path / f"run{next(runs)}.db"
        shutil.copyfile(desk.store.path, path)
        return kind(desk, person, path)

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_every_mix_of_acts_leaves_the_truth(
    desk: Desk, enroll: Callable[..., UUID], tmp_path: Path
) -> None:
    run_every_mix(Notes, desk, enroll("Juniper Fable", case_manager=desk), tmp_path)

"""Drafts in two hands: whoever knew an older state keeps their words in a draft of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lead_desktop.base.clock import FixedClock
from lead_desktop.base.ids import new_id
from lead_desktop.domain.codes import Door, Role
from lead_desktop.services.consent import restricted
from lead_desktop.services.contacts import contacts, drafts, note_edits
from lead_desktop.services.contacts.contact_words import written
from lead_desktop.services.contacts.drafts import DraftState, SavedDraft, may_write
from lead_desktop.services.desk import Desk
from lead_desktop.services.referral.referral_taking import AddReferral
from lead_desktop.services.referral.referrals import add_referral
from tests.services.contacts.test_contacts import a_contact
from tests.services.noting import edited, log

Enroll = Callable[..., UUID]


def a_form(draft_id: UUID, words: str = "", *, version: int = 0) -> DraftState:
    body: dict[str, object] = {"note": words}
    told = written(words, {}, "")
    return DraftState(draft_id, "contact", None, body, words=told, version=version, writer=new_id())


def typed(state: DraftState, words: str) -> DraftState:
    return replace(state, body={"note": words}, words=written(words, {}, ""))


def words_kept(desk: Desk) -> set[object]:
    return {line.body["note"] for line in drafts.list_drafts(desk)}


def test_one_form_writes_its_draft_again_and_again(desk: Desk) -> None:
    form = a_form(new_id(), "a")
    drafts.save_draft(desk, form)
    again = drafts.save_draft(desk, typed(form, "ab"))  # before it knows the first answer
    assert (again.id, words_kept(desk)) == (form.id, {"ab"})


def test_a_second_window_gets_a_draft_of_its_own(desk: Desk) -> None:
    first = a_form(new_id(), "From the car")
    saved = drafts.save_draft(desk, first)
    second = a_form(first.id, "From the car", version=saved.version)
    drafts.save_draft(desk, typed(first, "From the car, later"))
    copy = drafts.save_draft(desk, typed(second, "From the desk"))
    assert copy.id == second.copy_id
    assert drafts.save_draft(desk, typed(second, "From the desk too")).id == copy.id
    assert words_kept(desk) == {"From the car, later", "From the desk too"}


def test_a_form_that_comes_back_goes_on_where_it_was(desk: Desk) -> None:
    saved = drafts.save_draft(desk, a_form(new_id(), "Before the lock"))
    (line,) = drafts.list_drafts(desk)
    back = a_form(line.id, "After the lock", version=line.version)
    assert drafts.save_draft(desk, back).id == saved.id
    assert words_kept(desk) == {"After the lock"}


def test_nobody_writes_into_the_draft_of_another(desk: Desk, seat: Callable[..., Desk]) -> None:
    mine = a_form(new_id(), "Mine")
    saved = drafts.save_draft(desk, mine)
    other = seat(Role.PEER, name="Dre Exampleton")
    theirs = drafts.save_draft(other, a_form(mine.id, "Theirs", version=saved.version))
    assert theirs.id != mine.id
    assert (words_kept(desk), words_kept(other)) == ({"Mine"}, {"Theirs"})


def test_words_beside_a_contact_saved_elsewhere_are_kept(desk: Desk, enroll: Enroll) -> None:
    first = a_form(new_id(), "Met")
    saved = drafts.save_draft(desk, first)
    second = a_form(first.id, "Met", version=saved.version)
    command = a_contact(desk, enroll("Moss Example"), id=first.id, note="Met")
    contacts.log_contact(desk, replace(command, writer=first.writer))
    drafts.save_draft(desk, first)  # late, with the same words: gone for good
    assert drafts.list_drafts(desk) == []
    drafts.save_draft(desk, typed(second, "Met, and more"))
    assert words_kept(desk) == {"Met, and more"}
    again = contacts.log_contact(desk, replace(command, note="Met, and more"))
    assert (again.created, again.differs) == (False, True)


def test_a_private_line_alone_is_told_from_a_repeated_save(desk: Desk, enroll: Enroll) -> None:
    people = (enroll("Moss Example"), enroll("Wren Sample"))
    command = a_contact(desk, people[0], participant_ids=people, note="Tea")
    contacts.log_contact(desk, command)
    assert not contacts.log_contact(desk, command).differs
    other = replace(command, private_lines=((people[1], "Asked about ID"),))
    assert contacts.log_contact(desk, other).differs


def test_saving_does_not_end_a_draft_that_another_window_wrote(desk: Desk, enroll: Enroll) -> None:
    first = a_form(new_id(), "Old")
    saved = drafts.save_draft(desk, first)
    second = a_form(first.id, "Newer", version=saved.version)
    drafts.save_draft(desk, second)
    command = a_contact(desk, enroll("Moss Example"), id=first.id, note="Old", writer=first.writer)
    contacts.log_contact(desk, command)
    assert words_kept(desk) == {"Newer"}


def test_a_form_that_goes_on_from_the_newest_words_ends_the_draft(
    desk: Desk, enroll: Enroll
) -> None:
    first = a_form(new_id(), "From the car")
    saved = drafts.save_draft(desk, first)
    command = a_contact(desk, enroll("Moss Example"), id=first.id, note="From the car")
    contacts.log_contact(desk, replace(command, writer=new_id(), draft_version=saved.version))
    assert drafts.list_drafts(desk) == []


@pytest.mark.parametrize("writer", [None, new_id()])
def test_nobody_ends_the_draft_of_another(
    desk: Desk, seat: Callable[..., Desk], enroll: Enroll, writer: UUID | None
) -> None:
    """Whatever is saved under its id, or names it: its owner alone has read it."""
    person, other = enroll("Moss Example"), seat(Role.SUPERVISOR, name="Sol Demoski")
    mine = [a_form(new_id(), words) for words in ("One", "Two", "Three")]
    version = max(drafts.save_draft(desk, form).version for form in mine)
    how = {"writer": writer, "draft_version": version}
    contacts.log_contact(other, a_contact(other, person, id=mine[0].id, **how))
    one = log(other, person)
    edit = replace(edited(other, one, place="Here"), draft_id=mine[1].id, **how)
    note_edits.edit_contact(other, edit)
    add_referral(other, AddReferral(id=mine[2].id, door=Door.SOCIAL, name="Wren Sample"))
    assert words_kept(desk) == {"One", "Two", "Three"}


@settings(max_examples=40, deadline=None)
@given(acts=st.lists(st.tuples(st.integers(0, 2), st.text("ab ", max_size=6)), max_size=12))
def test_whatever_three_windows_type_the_last_words_of_each_are_kept(
    acts: list[tuple[int, str]],
) -> None:
    """Against the plainest model: each window's last words stand in some draft."""
    vault: dict[UUID, tuple[UUID | None, int, str]] = {}
    draft_id = new_id()
    forms = [a_form(draft_id) for _ in range(3)]
    last: dict[int, str] = {}

    def save(state: DraftState) -> SavedDraft:
        held = vault.get(state.id)
        target = state.id
        if held is not None and not may_write(held[0], held[1], state):
            target = state.copy_id
        version = vault[target][1] + 1 if target in vault else 1
        vault[target] = (state.writer, version, str(state.body["note"]))
        return SavedDraft(target, version, FixedClock().now())

    for window, words in acts:
        saved = save(typed(forms[window], words))
        copy_id = new_id() if saved.id != forms[window].id else forms[window].copy_id
        forms[window] = replace(forms[window], id=saved.id, version=saved.version, copy_id=copy_id)
        last[window] = words
    assert set(last.values()) <= {words for _, _, words in vault.values()}


def test_a_supervisor_sees_that_drafts_exist_and_not_a_word(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    drafts.save_draft(desk, a_form(new_id(), "canary"))
    (line,) = drafts.list_team_drafts(seat(Role.SUPERVISOR, name="Sol Demoski"))
    assert (line.owner, line.form) == ("Tomas Sampleton", "contact")
    assert "canary" not in repr(line)


def test_a_draft_is_thrown_away_by_its_owner_alone(desk: Desk, seat: Callable[..., Desk]) -> None:
    kept, gone = (drafts.save_draft(desk, a_form(new_id(), word)).id for word in ("kept", "gone"))
    drafts.discard_draft(seat(Role.SUPERVISOR, name="Sol Demoski"), kept)
    drafts.discard_draft(desk, gone)
    assert [line.id for line in drafts.list_drafts(desk)] == [kept]


def test_words_about_somebody_hidden_stand_in_no_list_and_come_back_with_the_access(
    seat: Callable[..., Desk], enroll: Enroll
) -> None:
    peer, supervisor = seat(Role.PEER), seat(Role.SUPERVISOR)
    person = enroll("Quillon Example")
    drafts.save_draft(peer, replace(a_form(new_id(), "About Quillon"), participant_id=person))
    drafts.save_draft(peer, a_form(new_id(), "About nobody"))
    restricted.set_restricted(supervisor, person, True)
    assert words_kept(peer) == {"About nobody"}
    restricted.set_restricted(supervisor, person, False)
    assert words_kept(peer) == {"About nobody", "About Quillon"}


def test_what_was_begun_to_change_in_a_contact_is_found_again_by_whoever_began_it(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    contact = new_id()

    def begun(form: str, about: UUID) -> UUID:
        body: dict[str, object] = {"note": "", "changes_to": {"contact": str(about)}}
        return drafts.save_draft(desk, DraftState(new_id(), form, None, body)).id

    begun("contact", contact)
    begun(drafts.CHANGE_FORM, new_id())
    assert drafts.find_change(desk, contact) is None
    change = begun(drafts.CHANGE_FORM, contact)
    found = drafts.find_change(desk, contact)
    assert found is not None
    assert found.id == change
    assert drafts.find_change(seat(Role.PEER), contact) is None


def test_what_stands_in_a_sheet_is_in_no_list_of_drafts(
    desk: Desk, seat: Callable[..., Desk]
) -> None:
    drafts.save_draft(desk, replace(a_form(new_id(), "In a sheet"), form=drafts.SHEET_FORM))
    assert drafts.list_drafts(desk) == []
    assert drafts.list_team_drafts(seat(Role.SUPERVISOR, name="Sol Demoski")) == []


def test_a_supervisor_sees_the_drafts_of_others_and_the_oldest_first(
    seat: Callable[..., Desk],
) -> None:
    supervisor = seat(Role.SUPERVISOR, name="Sol Demoski")
    drafts.save_draft(supervisor, a_form(new_id(), "Own"))
    peers = [seat(Role.PEER, name=name) for name in ("Dre Exampleton", "Lou Testwell")]
    for minutes, peer in enumerate(reversed(peers)):
        clock = FixedClock(instant=peer.clock.now() + timedelta(minutes=minutes))
        drafts.save_draft(replace(peer, clock=clock), a_form(new_id(), "Theirs"))
    owners = [line.owner for line in drafts.list_team_drafts(supervisor)]
    assert owners == ["Lou Testwell", "Dre Exampleton"]

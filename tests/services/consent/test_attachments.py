"""Papers kept inside the vault: what is taken, what is shown, what is written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from sqlalchemy import update

from lead_desktop.base.errors import AttachmentDamaged, InvalidInput, NotFound, UnreadableFile
from lead_desktop.base.ids import new_id
from lead_desktop.base.settings import VaultSettings
from lead_desktop.domain.codes import AttachmentKind, ContentType, Role
from lead_desktop.domain.consent.attachment import MAX_TITLE, MIB, size_words, sniff
from lead_desktop.services.consent import attachments
from lead_desktop.services.consent.attachments import AddAttachment
from lead_desktop.services.desk import Desk
from lead_desktop.store.audit import list_entries
from lead_desktop.store.tables import AttachmentContent

Enroll = Callable[..., UUID]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)


def make_pdf(passphrase: str = "") -> bytes:
    buffer = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if passphrase:
            pdf.save(buffer, encryption=pikepdf.Encryption(user=passphrase, owner=passphrase))
        else:
            pdf.save(buffer)
    return buffer.getvalue()


def adding(person: UUID, content: bytes, **facts: object) -> AddAttachment:
    kind = facts.pop("kind", AttachmentKind.CONSENT)
    return AddAttachment(new_id(), person, kind, content, **facts)  # type: ignore[arg-type]


def entries(desk: Desk, person: UUID) -> list[str]:
    with desk.store.read() as connection:
        return [entry.action for entry in list_entries(connection, subject=person)]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (make_pdf(), ContentType.PDF),
        (b"junk before it " + make_pdf(), ContentType.PDF),
        (PNG, ContentType.PNG),
        (JPEG, ContentType.JPEG),
        (b"MZ\x90\x00", None),
        (b"GIF89a", None),
        (b"<svg/>", None),
        (b" " * 1024 + b"%PDF-1.7", None),
    ],
)
def test_the_kind_of_a_file_is_read_from_its_bytes(
    content: bytes, kind: ContentType | None
) -> None:
    assert sniff(content) is kind


@pytest.mark.parametrize("content", [make_pdf(), PNG, JPEG], ids=["pdf", "png", "jpeg"])
def test_a_paper_comes_out_as_it_went_in_and_both_are_audited(
    desk: Desk, enroll: Enroll, content: bytes
) -> None:
    person = enroll("Juniper Fable")
    command = adding(person, content, title=" Consent of August ")
    attachments.add_attachment(desk, command)
    [line] = attachments.list_attachments(desk, person)
    assert (line.title, line.kind) == ("Consent of August", AttachmentKind.CONSENT)
    assert line.size == len(content)
    assert line.sha256 == hashlib.sha256(content).hexdigest()
    assert line.added_by == desk.worker.name
    assert attachments.open_attachment(desk, line.id).content == content
    assert entries(desk, person) == ["attachment.add", "attachment.view"]


def test_adding_twice_keeps_one_and_the_same_bytes_are_not_kept_again(
    desk: Desk, enroll: Enroll
) -> None:
    person, other = enroll("Juniper Fable"), enroll("Moss Example")
    command = adding(person, PNG)
    attachments.add_attachment(desk, command)
    attachments.add_attachment(desk, command)
    with pytest.raises(InvalidInput, match="already kept"):
        attachments.add_attachment(desk, adding(person, PNG))
    attachments.add_attachment(desk, adding(other, PNG))
    assert len(attachments.list_attachments(desk, person)) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"plain words", "Only PDF"),
        (make_pdf(passphrase="secret words"), "locked"),
        (b"%PDF-1.7 nothing else", "damaged"),
        (PNG + bytes(2 * MIB), "the most is 1 MiB"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    desk: Desk, enroll: Enroll, content: bytes, words: str
) -> None:
    person = enroll("Juniper Fable")
    small = Desk(desk.store, desk.worker, desk.clock, VaultSettings(attachment_mib=1))
    with pytest.raises(InvalidInput, match=words) as caught:
        attachments.add_attachment(small, adding(person, content))
    assert [problem.field for problem in caught.value.problems] == ["content"]
    assert attachments.list_attachments(desk, person) == []
    assert entries(desk, person) == []


def test_a_removed_paper_waits_in_the_trash_and_comes_back(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    attachments.add_attachment(desk, adding(person, PNG))
    [line] = attachments.list_attachments(desk, person)
    attachments.remove_attachment(desk, line.id)
    assert attachments.list_attachments(desk, person) == []
    [trashed] = attachments.list_attachments(desk, person, removed=True)
    assert trashed.removed_at is not None
    attachments.restore_attachment(desk, line.id)
    assert attachments.list_attachments(desk, person) == [line]
    assert entries(desk, person) == ["attachment.add", "attachment.remove", "attachment.restore"]


def test_a_changed_paper_is_named_and_not_shown(desk: Desk, enroll: Enroll) -> None:
    person = enroll("Juniper Fable")
    attachments.add_attachment(desk, adding(person, PNG))
    [line] = attachments.list_attachments(desk, person)
    with desk.store.write() as session:
        session.execute(update(AttachmentContent).values(content=PNG + b"!"))
    with pytest.raises(AttachmentDamaged, match="not what was put"):
        attachments.open_attachment(desk, line.id)
    assert entries(desk, person)[-1] == "attachment.damaged"


def test_court_papers_are_not_there_for_roles_without_legal_detail(
    desk: Desk, enroll: Enroll, seat: Callable[..., Desk]
) -> None:
    person, peer = enroll("Juniper Fable"), seat(Role.PEER)
    attachments.add_attachment(desk, adding(person, PNG, kind=AttachmentKind.COURT))
    [line] = attachments.list_attachments(desk, person)
    assert attachments.list_attachments(peer, person) == []
    for act in (attachments.open_attachment, attachments.remove_attachment):
        with pytest.raises(NotFound):
            act(peer, line.id)
    with pytest.raises(InvalidInput, match="court papers"):
        attachments.add_attachment(peer, adding(person, JPEG, kind=AttachmentKind.COURT))
    # The same bytes as a court paper's: a refusal would tell the peer that there is one.
    attachments.add_attachment(peer, adding(person, PNG, kind=AttachmentKind.OTHER))
    with pytest.raises(InvalidInput, match="already kept"):
        attachments.add_attachment(desk, adding(person, PNG, kind=AttachmentKind.OTHER))


def test_the_audit_says_which_paper_was_kept_and_by_which_bytes_it_is_known(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    command = adding(person, PNG)
    attachments.add_attachment(desk, command)
    attachments.open_attachment(desk, command.id)
    with desk.store.read() as connection:
        added, seen = list_entries(connection, subject=person)
    digest = hashlib.sha256(PNG).hexdigest()
    which = {"attachment": str(command.id)}
    assert added.detail == which | {"kind": "consent", "size": len(PNG), "sha256": digest}
    assert seen.detail == which


def test_a_paper_without_a_name_has_that_of_its_kind_and_none_a_long_one(
    desk: Desk, enroll: Enroll
) -> None:
    person = enroll("Juniper Fable")
    attachments.add_attachment(desk, adding(person, PNG, title="  "))
    attachments.add_attachment(desk, adding(person, JPEG, title="n" * MAX_TITLE))
    titles = {line.title for line in attachments.list_attachments(desk, person)}
    assert titles == {AttachmentKind.CONSENT.label, "n" * MAX_TITLE}
    with pytest.raises(InvalidInput) as caught:
        attachments.add_attachment(desk, adding(person, make_pdf(), title="n" * (MAX_TITLE + 1)))
    assert [problem.field for problem in caught.value.problems] == ["title"]


def test_a_paper_of_nobody_is_not_kept(desk: Desk) -> None:
    with pytest.raises(NotFound):
        attachments.add_attachment(desk, adding(new_id(), PNG))


def test_no_more_of_a_file_is_read_than_shows_that_it_is_too_large(tmp_path: Path) -> None:
    file = tmp_path / "Juniper Fable.pdf"
    file.write_bytes(bytes(10))
    assert len(attachments.read_paper(file, 20)) == 10
    assert len(attachments.read_paper(file, 5)) == 6
    with pytest.raises(UnreadableFile) as caught:
        attachments.read_paper(tmp_path / "Juniper missing.pdf", 5)
    assert "Juniper" not in str(caught.value)


def test_commands_and_papers_do_not_show_their_content(enroll: Enroll) -> None:
    command = adding(enroll("Juniper Fable"), b"canary", title="canary")
    assert "canary" not in repr(command)


def test_sizes_in_words() -> None:
    assert [size_words(n) for n in (840, 12_400, 3_400_000)] == ["840 bytes", "12 KB", "3.4 MB"]


def test_papers_of_a_hidden_participant_are_not_there(
    desk: Desk, enroll: Enroll, seat: Callable[..., Desk]
) -> None:
    hidden = enroll("Clover Imaginary", case_manager=desk, restricted=True)
    other = seat(Role.CASE_MANAGER, name="Ada Sampleton")
    attachments.add_attachment(desk, adding(hidden, PNG))
    [line] = attachments.list_attachments(desk, hidden)
    with pytest.raises(NotFound):
        attachments.list_attachments(other, hidden)
    for act in (attachments.open_attachment, attachments.remove_attachment):
        with pytest.raises(NotFound):
            act(other, line.id)
    with pytest.raises(NotFound):
        attachments.add_attachment(other, adding(hidden, JPEG))

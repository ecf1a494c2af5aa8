"""lead-desktop referral: take somebody in who was referred to the program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.ids import new_id
from lead_desktop.cli import shapes
from lead_desktop.cli.codes import parse_day, parse_instant, read_code, unknown_code
from lead_desktop.cli.json_input import Readers, as_flag, as_text, as_texts, completed, read_object
from lead_desktop.cli.output import print_json
from lead_desktop.cli.unlocking import (
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    opened,
    whole_text,
)
from lead_desktop.domain.codes import Answer, Charge, Door, Question, ReferralType

if TYPE_CHECKING:
    from lead_desktop.services.desk import Desk
    from lead_desktop.services.referral.referral_taking import AddReferral

NOT_ASKED = "not-asked"
EXAMPLE = '{"door": "stop", "name": "Cypress Hypothetical", "charge": ["TRESPASS"]}'


@dataclass(frozen=True)
class Given:
    """A referral as it was told on the command line or in JSON; None is what was not told."""

    door: str | None = None
    name: str | None = None
    legal_name: str | None = None
    dob: str | None = None
    phone: str | None = None
    type: str | None = None
    participant: str | None = None
    different_from: tuple[str, ...] | None = None
    charge: tuple[str, ...] | None = None
    at: datetime | None = None
    received: datetime | None = None
    basis: str | None = None
    officer: str | None = None
    unit: str | None = None
    district: str | None = None
    post: str | None = None
    incident: str | None = None
    place: str | None = None
    agency: str | None = None
    note: str | None = None
    hold_until: date | None = None
    subsistence: str | None = None
    owner_approval: str | None = None
    approved_by: str | None = None
    approved_how: str | None = None
    answer: Mapping[str, str] | None = None
    id: UUID | None = None
    begin_outreach: bool | None = None


def add(
    path: VaultPath,
    door: Annotated[
        str | None, typer.Option(metavar="DOOR", help=f"One of {', '.join(Door)}.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="The name they go by, or one to know them.")
    ] = None,
    legal_name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Where it is another.")
    ] = None,
    dob: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="1988-02-29, 1988-02, 1988 or “about 45”."),
    ] = None,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER")] = None,
    referral_type: Annotated[
        str | None,
        typer.Option("--type", metavar="CODE", help=f"One of {', '.join(ReferralType)}."),
    ] = None,
    participant: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Somebody of the vault whom it is about."),
    ] = None,
    different_from: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Looks alike, is another person. Repeatable."),
    ] = None,
    charge: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=f"Repeatable: {', '.join(Charge)}."),
    ] = None,
    at: Annotated[
        datetime | None,
        typer.Option(parser=parse_instant, metavar="ISO", help="When it happened."),
    ] = None,
    received: Annotated[
        datetime | None,
        typer.Option(parser=parse_instant, metavar="ISO", help="When it came; else when it was."),
    ] = None,
    basis: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the stop rested on.")
    ] = None,
    officer: Annotated[str | None, typer.Option(metavar="NAME", help="Who refers.")] = None,
    unit: Annotated[str | None, typer.Option(metavar="UNIT")] = None,
    district: Annotated[str | None, typer.Option(metavar="DISTRICT")] = None,
    post: Annotated[str | None, typer.Option(metavar="POST")] = None,
    incident: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="The incident number.")
    ] = None,
    place: Annotated[str | None, typer.Option(metavar="TEXT", help="Where it was.")] = None,
    agency: Annotated[str | None, typer.Option(metavar="NAME", help="Of who refers.")] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Anything else.")] = None,
    hold_until: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="Until when the charge is held."),
    ] = None,
    subsistence: Annotated[
        str | None,
        typer.Option(metavar="yes|no|unknown", help="Whether it was to get by."),
    ] = None,
    owner_approval: Annotated[
        str | None,
        typer.Option(
            metavar="yes|no|not-asked",
            help="Of the victim or owner; TRESPASS and PUBLIC_URINATION need it.",
        ),
    ] = None,
    approved_by: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who agreed, or did not.")
    ] = None,
    approved_how: Annotated[
        str | None, typer.Option(metavar="TEXT", help="In person, by phone …")
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=ANSWER",
            help=f"Repeatable. Answers: {', '.join(Answer)}. Keys: {', '.join(Question)}.",
        ),
    ] = None,
    referral_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one referral.")
    ] = None,
    begin_outreach: Annotated[
        bool | None, typer.Option("--begin-outreach", help="Start outreach at once.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--input",
            metavar="FILE|-",
            help="The same as a JSON object, which no other program can read; options go before.",
        ),
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take in a referral. It is stored whatever the result, and tells who may be here already."""
    told = Given(
        door=door,
        name=name,
        legal_name=legal_name,
        dob=dob,
        phone=phone,
        type=referral_type,
        participant=participant,
        different_from=tuple(different_from) if different_from else None,
        charge=tuple(charge) if charge else None,
        at=at,
        received=received,
        basis=basis,
        officer=officer,
        unit=unit,
        district=district,
        post=post,
        incident=incident,
        place=place,
        agency=agency,
        note=note,
        hold_until=hold_until,
        subsistence=subsistence,
        owner_approval=owner_approval,
        approved_by=approved_by,
        approved_how=approved_how,
        answer=_pairs(answer) if answer else None,
        id=referral_id,
        begin_outreach=begin_outreach,
    )
    if source is None:
        _require(told)
    with opened(path, worker, passphrase_file) as application:
        from lead_desktop.services.referral.referrals import add_referral

        if source is not None:
            told = completed(told, read_input(whole_text(source)))
            _require(told)
        done = add_referral(application.desk, _command(application.desk, told))
    if as_json:
        print_json(shapes.referred(done))
        return
    print(f"{done.line.number_text}: {done.eligibility.headline}")
    for reason in done.eligibility.reasons:
        print(f"  {reason}")
    for match in done.possible_matches:
        print(f"  Perhaps here already: {match.number_text} ({match.why})")


def read_input(text: str) -> Given:
    """A referral from JSON; raises BadInput naming the first key that cannot be taken."""
    values = read_object(text, _READERS, noun="a referral", example=EXAMPLE)
    return replace(Given(), **values)


def _require(told: Given) -> None:
    if not told.door:
        raise typer.BadParameter("it is needed", param_hint="--door")
    if not told.name and not told.participant:
        raise typer.BadParameter("it is needed", param_hint="--name")


def _pairs(texts: Iterable[str]) -> dict[str, str]:
    """KEY=ANSWER; anything else is wrong usage."""
    pairs = {}
    for text in texts:
        key, sign, value = text.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise typer.BadParameter("it is written KEY=ANSWER", param_hint="--answer")
        pairs[key.strip()] = value.strip()
    return pairs


def _command(desk: Desk, told: Given) -> AddReferral:
    from lead_desktop.domain.people.birth import parse_birth
    from lead_desktop.services.people.participants import find_participant_id
    from lead_desktop.services.referral.referral_taking import AddReferral, OwnerApproval

    born = parse_birth(told.dob or "", desk.clock.today())
    answers = {
        read_code(Question, key, "--answer"): read_code(Answer, value, "--answer")
        for key, value in (told.answer or {}).items()
    }
    if told.subsistence:
        answers[Question.SUBSISTENCE] = read_code(Answer, told.subsistence, "--subsistence")
    zone = desk.clock.zone
    return AddReferral(
        id=told.id or new_id(),
        door=read_code(Door, told.door or "", "--door"),
        type=read_code(ReferralType, told.type, "--type") if told.type else None,
        name=told.name or "",
        legal_name=told.legal_name or "",
        born=born.stored if born else "",
        phone=told.phone or "",
        participant_id=find_participant_id(desk, told.participant) if told.participant else None,
        different_from=tuple(find_participant_id(desk, one) for one in told.different_from or ()),
        charges=frozenset(read_code(Charge, one, "--charge") for one in told.charge or ()),
        occurred_at=to_utc(told.at, zone) if told.at else None,
        received_at=to_utc(told.received, zone) if told.received else None,
        basis=told.basis or "",
        officer=told.officer or "",
        unit=told.unit or "",
        district=told.district or "",
        post=told.post or "",
        incident_number=told.incident or "",
        place=told.place or "",
        agency=told.agency or "",
        words=told.note or "",
        hold_until=told.hold_until,
        approval=OwnerApproval(
            _approval(told.owner_approval),
            told.approved_by or "",
            how=told.approved_how or "",
        ),
        answers=answers,
        begin_outreach=bool(told.begin_outreach),
    )


def _approval(text: str | None) -> Answer | None:
    if text is None:
        return None
    allowed = {"yes": Answer.YES, "no": Answer.NO, NOT_ASKED: Answer.UNKNOWN}
    wanted = text.strip().casefold().replace("_", "-")
    if wanted not in allowed:
        raise unknown_code("--owner-approval", list(allowed))
    return allowed[wanted]


def _answers(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise TypeError
    return {as_text(key): as_text(one) for key, one in value.items()}


def _instant(value: object) -> datetime:
    return parse_instant(as_text(value))


_READERS: Readers = {
    **{field.name: as_text for field in fields(Given)},
    "different_from": as_texts,
    "charge": as_texts,
    "at": _instant,
    "received": _instant,
    "hold_until": lambda value: parse_day(as_text(value)),
    "answer": _answers,
    "id": lambda value: UUID(as_text(value)),
    "begin_outreach": as_flag,
}

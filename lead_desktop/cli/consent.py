"""lead-desktop consent: record a signed consent, or that one was taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from lead_desktop.base.clock import to_utc
from lead_desktop.base.ids import new_id
from lead_desktop.cli import shapes
from lead_desktop.cli.codes import options_named, parse_day, read_code, read_id
from lead_desktop.cli.output import print_json
from lead_desktop.cli.unlocking import AsJson, PassphraseFile, VaultPath, WorkerName, opened
from lead_desktop.domain.codes import (
    Audience,
    ConsentCategory,
    ConsentEvidence,
    ConsentKind,
    RevocationWay,
    Signer,
)
from lead_desktop.domain.consent.consent import AFTER_DISPOSITION_WORDS, PARTNERS, ConsentTerms
from lead_desktop.domain.consent.disclosed import left_after_words
from lead_desktop.domain.consent.recipients import Recipient
from lead_desktop.domain.consent.statements import REQUIRED_STATEMENTS

OPTION_OF = {
    "recipients": "--recipient",
    "recipient_kind": "--recipient-kind",
    "purpose": "--purpose",
    "categories": "--category",
    "signed_on": "--signed",
    "expires_on": "--expires",
    "signer_name": "--signer-name",
    "condition_imposed_by": "--condition-imposed-by",
    "effective_from": "--effective-from",
    "revocable_on": "--revocable-on, --revocable-event",
    "received_at": "--on",
    "intermediary": "--intermediary, --intermediary-members",
    "information": "--information",
    "proceeding": "--proceeding",
    "final_disposition_on": "--final-disposition",
    "duty": "--recipient-role",
    "evidence": "--scan",
}
"""Which option gives an element that the law asks for."""


def record(
    path: VaultPath,
    participant: Annotated[
        str, typer.Option(metavar="ID", help="An id, a P-number or an external id.")
    ],
    kind: Annotated[str, typer.Option(metavar="CODE", help=f"One of {', '.join(ConsentKind)}.")],
    recipient: Annotated[
        list[str], typer.Option(metavar="NAME", help="Who may receive; again for each.")
    ],
    purpose: Annotated[str, typer.Option(help="What for; several are set apart by “;”.")],
    signed: Annotated[
        date, typer.Option(parser=parse_day, metavar="DAY", help="When it was signed.")
    ],
    category: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help=f"Again for each: {', '.join(ConsentCategory)}."),
    ] = None,
    recipient_kind: Annotated[
        str, typer.Option(metavar="CODE", help=f"One of {', '.join(PARTNERS)}.")
    ] = Audience.PROVIDER.value,
    expires: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="Its last day; else a year on."),
    ] = None,
    expires_event: Annotated[
        str, typer.Option(metavar="TEXT", help="An event that ends it, beside the last day.")
    ] = "",
    signer: Annotated[
        str, typer.Option(metavar="CODE", help=f"Who signed: {', '.join(Signer)}.")
    ] = Signer.SELF.value,
    signer_name: Annotated[str, typer.Option(help="Their name, when not the participant.")] = "",
    evidence: Annotated[
        str | None,
        typer.Option(
            metavar="CODE", help=f"One of {', '.join(ConsentEvidence)}; else wet, or scan with one."
        ),
    ] = None,
    condition_imposed_by: Annotated[
        str, typer.Option(metavar="WHO", help="cj_2_35: who made taking part a condition.")
    ] = "",
    effective_from: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="cj_2_35: from when it holds."),
    ] = None,
    revocable_on: Annotated[
        date | None,
        typer.Option(parser=parse_day, metavar="DAY", help="cj_2_35: from when it is revocable."),
    ] = None,
    revocable_event: Annotated[
        str, typer.Option(metavar="TEXT", help="cj_2_35: after what it is revocable.")
    ] = "",
    final_disposition: Annotated[
        date | None,
        typer.Option(
            parser=parse_day,
            metavar="DAY",
            help="cj_2_35: when the case is expected to be over; else it ends 30 days after.",
        ),
    ] = None,
    proceeding: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            help="The case it is about: for legal_proceeding else the purpose, for cj_2_35 else "
            "the matter of who imposed the condition.",
        ),
    ] = "",
    recipient_role: Annotated[
        str,
        typer.Option(
            metavar="TEXT",
            help="The recipients' part; for cj_2_35 else that of who imposed the condition.",
        ),
    ] = "",
    discloser: Annotated[
        str, typer.Option(metavar="TEXT", help="Who may share it; else the program.")
    ] = "",
    information: Annotated[
        str, typer.Option(metavar="TEXT", help="What is shared, in words; else the categories.")
    ] = "",
    includes_received: Annotated[
        bool, typer.Option("--includes-received", help="Also records that came from others.")
    ] = False,
    scan: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The signed form as PDF, PNG or JPEG, kept with it."),
    ] = None,
    recipient_class: Annotated[
        str, typer.Option(metavar="TEXT", help="A class of recipients that the form names too.")
    ] = "",
    intermediary: Annotated[
        str, typer.Option(metavar="NAME", help="Who passes it on, if the form names somebody.")
    ] = "",
    intermediary_members: Annotated[
        str, typer.Option(metavar="TEXT", help="To whom the intermediary passes it on.")
    ] = "",
    consent_id: Annotated[
        UUID | None, typer.Option("--id", help="Makes a repeat harmless: one id, one consent.")
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Record a signed consent; one that lacks a required element is not taken."""
    from lead_desktop.services.consent.attachments import largest, read_paper
    from lead_desktop.services.consent.consent_rows import EvidencePaper
    from lead_desktop.services.consent.consents import RecordConsent, record_consent
    from lead_desktop.services.people.participants import find_participant_id

    what = read_code(ConsentKind, kind, "--kind")
    terms = ConsentTerms(
        kind=what,
        recipient_kind=read_code(Audience, recipient_kind, "--recipient-kind"),
        recipients=tuple(Recipient(name, role=recipient_role) for name in recipient),
        purpose=purpose,
        categories=tuple(read_code(ConsentCategory, one, "--category") for one in category or ()),
        signed_on=signed,
        expires_on=expires,
        expires_event=expires_event,
        signer=read_code(Signer, signer, "--signer"),
        signer_name=signer_name,
        evidence=_evidence(evidence, scan),
        discloser=discloser,
        information=information,
        includes_received=includes_received,
        proceeding=proceeding,
        # Our printed form carries them; one recorded from the command line is taken to be ours.
        statements=tuple(sorted(REQUIRED_STATEMENTS[what])),
        condition_imposed_by=condition_imposed_by,
        effective_from=effective_from,
        revocable_on=revocable_on,
        revocable_event=revocable_event,
        final_disposition_on=final_disposition,
        recipient_class=recipient_class,
        intermediary=intermediary,
        intermediary_members=intermediary_members,
    )
    with opened(path, worker, passphrase_file) as application, options_named(OPTION_OF):
        desk = application.desk
        person = find_participant_id(desk, participant)
        paper = EvidencePaper(new_id(), read_paper(scan, largest(desk.settings))) if scan else None
        command = RecordConsent(
            consent_id or new_id(), person, _with_its_matter(terms), paper=paper
        )
        line = record_consent(desk, command).line
    if as_json:
        print_json(shapes.consent(line))
    else:
        print(f"{line.id}: {line.kind.label}, {line.state.label.lower()}")


def _evidence(code: str | None, scan: Path | None) -> ConsentEvidence:
    if code is not None:
        return read_code(ConsentEvidence, code, "--evidence")
    return ConsentEvidence.SCAN if scan else ConsentEvidence.WET


def _with_its_matter(terms: ConsentTerms) -> ConsentTerms:
    """What a form about a case says without being asked, where no option says otherwise.

    Its recipients are those who made taking part a condition (42 CFR 2.35(a)), and by Maryland law
    it holds until 30 days after the final disposition (Health-General 4-303(b)(4)(i)).
    """
    if terms.kind is ConsentKind.LEGAL_PROCEEDING:
        return replace(terms, proceeding=terms.proceeding.strip() or terms.purpose)
    imposed_by = terms.condition_imposed_by.strip()
    if terms.kind is not ConsentKind.CJ_2_35 or not imposed_by:
        return terms
    dated = terms.final_disposition_on is not None
    return replace(
        terms,
        proceeding=terms.proceeding.strip() or f"The matter before {imposed_by}",
        recipients=tuple(
            replace(one, role=one.role.strip() or imposed_by) for one in terms.recipients
        ),
        expires_event=terms.expires_event.strip() or ("" if dated else AFTER_DISPOSITION_WORDS),
    )


def revoke(
    path: VaultPath,
    consent: Annotated[str, typer.Argument(metavar="CONSENT", help="Its id.")],
    on: Annotated[
        str | None,
        typer.Option(metavar="ISO", help="When the withdrawal was received; else now."),
    ] = None,
    how: Annotated[
        str, typer.Option(metavar="CODE", help=f"One of {', '.join(RevocationWay)}.")
    ] = RevocationWay.WRITING.value,
    words: Annotated[str, typer.Option(help="What the participant said.")] = "",
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Record that a participant took a consent back; it opens nothing from then on."""
    from lead_desktop.services.consent.consents import (
        WithdrawConsent,
        received_on,
        withdraw_consent,
    )

    consent_id = read_id(consent, "consents")
    when = _moment(on) if on is not None else None
    way = read_code(RevocationWay, how, "--how")
    with opened(path, worker, passphrase_file) as application, options_named(OPTION_OF):
        desk = application.desk
        if when is None:
            received = desk.clock.now()
        elif isinstance(when, datetime):
            received = to_utc(when, desk.clock.zone)
        else:
            received = received_on(desk.clock, when)
        done = withdraw_consent(desk, WithdrawConsent(consent_id, received, way, words))
    line, late = done.line, done.left_after
    if as_json:
        copies = [copy.document_number for copy in late]
        print_json({**shapes.consent(line), "copies_after_receipt": copies})
        return
    print(f"{line.id}: {line.state.label.lower()}")
    if late:
        print(f"{left_after_words(len(late))} {', '.join(copy.document_number for copy in late)}")


def _moment(text: str) -> date | datetime:
    """A day, or a date and time, in ISO 8601; anything else is wrong usage."""
    try:
        if len(text.strip()) <= len("2026-11-23"):
            return date.fromisoformat(text.strip())
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(
            "a day is written like 2026-11-23, a time like 2026-11-23T10:30", param_hint="--on"
        ) from None

"""lead-desktop summary: a care-coordination summary as a PDF, through the disclosure gate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lead_desktop.base.errors import Refused
from lead_desktop.cli.codes import read_code, unknown_code
from lead_desktop.cli.output import CannotWrite, print_json, write_file
from lead_desktop.cli.unlocking import (
    STANDARD_INPUT,
    AsJson,
    PassphraseFile,
    VaultPath,
    WorkerName,
    first_line,
    opened,
    whole_text,
)
from lead_desktop.domain.codes import Audience, DisclosureMethod, FormLanguage
from lead_desktop.domain.consent.leaving import leaving_as

_MOST_DAYS = 36_500


def print_summary(
    path: VaultPath,
    participant: Annotated[
        str, typer.Option(metavar="ID", help="An id, a P-number or an external id.")
    ],
    audience: Annotated[
        str, typer.Option(metavar="CODE", help=f"For whom: one of {', '.join(Audience)}.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="Where to write the PDF.")
    ],
    recipient: Annotated[str, typer.Option(help="Who gets it.")] = "",
    purpose: Annotated[str, typer.Option(help="What for.")] = "",
    paper: Annotated[str, typer.Option(metavar="SIZE", help="letter or a4.")] = "letter",
    days: Annotated[
        str, typer.Option(metavar="N", help="Contacts and events of the last N days, or all.")
    ] = "90",
    since_last: Annotated[
        bool, typer.Option("--since-last", help="Since the last copy for the same kind of reader.")
    ] = False,
    type_size: Annotated[
        int | None,
        typer.Option(metavar="PT", help="Of a participant's own copy: 12, 14 or 18 points."),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help="Of a participant's own copy: en or es; else what they speak.",
        ),
    ] = "",
    pseudonym: Annotated[
        bool,
        typer.Option(
            "--pseudonym", help="For justice: a label in the place of the name, always the same."
        ),
    ] = False,
    method: Annotated[
        str,
        typer.Option(
            metavar="CODE",
            help=f"How it leaves: one of {', '.join(DisclosureMethod)}; else as the file.",
        ),
    ] = "",
    address: Annotated[str, typer.Option(help="Where it is sent, by fax or mail.")] = "",
    pdf_passphrase_file: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Encrypt the PDF with the first line of a file."),
    ] = None,
    acknowledge_restriction: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help="You have read what the participant asked to keep back, and why this copy may "
            "leave; written into its account. - reads it from standard input.",
        ),
    ] = None,
    worker: WorkerName = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write a summary. The copy and its entry in the account of disclosures are one act."""
    from lead_desktop.services.paper import summaries
    from lead_desktop.services.people.participants import find_participant_id

    chosen = read_code(Audience, audience, "--audience")
    stated = read_code(DisclosureMethod, method, "--method") if method else None
    if stated is DisclosureMethod.ENCRYPTED_FILE and pdf_passphrase_file is None:
        raise Refused(
            "An encrypted copy needs a passphrase.",
            meaning="Nothing was made.",
            remedy="Name a file that holds one with --pdf-passphrase-file.",
        )
    with opened(path, worker, passphrase_file) as application:
        desk = application.desk
        request = summaries.SummaryRequest(
            participant_id=find_participant_id(desk, participant),
            audience=chosen,
            recipient=recipient,
            purpose=purpose,
            paper=_paper(paper),
            days=_days(days),
            since_last=since_last,
            type_size=type_size,
            labelled=pseudonym,
            language=read_code(FormLanguage, language, "--language") if language else None,
        )
        if acknowledge_restriction is not None:
            why = acknowledge_restriction
            why = whole_text(why) if why == STANDARD_INPUT else why
            request = summaries.acknowledge(desk, request, why)
        composed = summaries.compose_summary(desk, request)
        summaries.require_read(desk, composed)
        printed = summaries.draw_summary(composed)
        way = DisclosureMethod.FILE
        if pdf_passphrase_file is not None:
            printed = summaries.encrypt_copy(printed, first_line(pdf_passphrase_file))
            way = DisclosureMethod.ENCRYPTED_FILE
        if way is DisclosureMethod.FILE or stated not in (None, DisclosureMethod.FILE):
            way = stated or way
        leaving = leaving_as(printed.pdf, way, address)
        disclosure_id = summaries.record_copy(
            desk, composed, printed, leaving.method, address=leaving.address
        )
        try:
            write_file(output, printed.pdf)
        except CannotWrite:
            summaries.record_failed_copy(desk, composed, disclosure_id)
            raise
    if as_json:
        print_json(
            {
                "path": output,
                "pages": printed.pages,
                "sha256": printed.sha256,
                "file_sha256": printed.sha256,
                "method": way.value,
                "disclosure_id": disclosure_id,
                "sections": [section.value for section in composed.sections],
                "withheld": [
                    {"section": one.section.value, "reason": one.reason}
                    for one in composed.withheld
                ],
                "restrictions": [
                    {"id": one.id, "about": one.scope, "words": one.words, "agreed": one.agreed_on}
                    for one in composed.permission.restrictions
                ],
            }
        )
    else:
        for one in composed.permission.restrictions:
            decided = "agreed" if one.agreed_on else "not decided yet"
            print(f"The participant asked to keep back {one.scope} ({decided}).", file=sys.stderr)
        print(f"{printed.pages} pages in {output}")


def _paper(size: str) -> str:
    from lead_desktop.services.paper.summaries import PAPER_SIZES

    if size.casefold() not in PAPER_SIZES:
        raise unknown_code("--paper", list(PAPER_SIZES))
    return size.casefold()


def _days(days: str) -> int | None:
    if days.casefold() == "all":
        return None
    if not days.isascii() or not days.isdigit() or not 0 < int(days) <= _MOST_DAYS:
        raise Refused(
            f"Days are a number from 1 to {_MOST_DAYS}, or all.", meaning="Nothing was made."
        )
    return int(days)

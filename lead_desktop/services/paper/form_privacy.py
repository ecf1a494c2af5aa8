"""Forms of the privacy office: the letter to those whom a possible breach concerns."""

from __future__ import annotations

from uuid import UUID

from lead_desktop.base.errors import NotFound, Refused
from lead_desktop.documents.breach_letter import BreachLetter, draw_breach_letter
from lead_desktop.domain.codes import FormLanguage
from lead_desktop.domain.consent.privacy import IncidentFacts
from lead_desktop.services.desk import Desk
from lead_desktop.services.paper.form_heads import own_head
from lead_desktop.services.paper.form_request import ComposedForm, FormRequest, without_watch
from lead_desktop.store.queries.privacy import list_incidents


def compose_breach_letter(request: FormRequest, desk: Desk) -> ComposedForm:
    """The letter about an incident, the same for everybody whom it concerns; blank for none.

    No record is in it, and no name: whom it goes to is written in by hand.
    """
    settings = desk.settings
    facts = _incident(desk, request.incident_id) if request.incident_id else None
    letter = BreachLetter(
        happened=facts.words.strip() if facts else "",
        data=facts.what_data.strip() if facts else "",
        done=facts.mitigation.strip() if facts else "",
        happened_on=facts.happened_on if facts else None,
        discovered_on=facts.discovered_on if facts else None,
        contact=settings.privacy_contact,
        phone=settings.program_phone,
        email=settings.privacy_email,
        address=settings.program_address,
    )
    number = f"L-{desk.clock.now():%y%m%d-%H%M}"
    language = request.language or FormLanguage.ENGLISH
    return ComposedForm(
        request=request,
        head=own_head("breach_letter", desk, language, number=number),
        draw=without_watch(
            lambda head, paper: draw_breach_letter(head, letter, paper=paper),
        ),
    )


def _incident(desk: Desk, incident_id: UUID) -> IncidentFacts:
    with desk.store.read() as connection:
        for line in list_incidents(connection):
            if line.id == incident_id:
                if line.facts.is_breach is False:
                    raise Refused(
                        "This incident was judged to be no breach.",
                        meaning="Nobody has to be told, so that there is no letter.",
                        remedy="Judge it anew on the privacy page if that was a mistake.",
                    )
                return line.facts
    raise NotFound("There is no such incident.")

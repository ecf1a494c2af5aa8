"""Scenes of referrals: the list, two records of one person, a new referral."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lead_desktop.domain.codes import Answer, Charge, Question
from lead_desktop.domain.referral.referral import Shelf
from ui.pages.referrals.form_page import NewReferralPage
from ui.pages.referrals.form_state import FormState
from ui.pages.referrals.page import DUPLICATES, ReferralsPage
from ui.shell.page_table import REFERRALS
from ui.shell.tour.visit import Visit


def referrals(visit: Visit) -> Iterator[None]:
    yield from visit.go(REFERRALS)
    yield
    visit.picture("08-referrals")
    page = visit.workspace.page()
    if not isinstance(page, ReferralsPage):
        raise RuntimeError("the referrals page did not open")
    page.show_shelf(DUPLICATES)
    yield
    visit.picture("08-referrals-duplicates")
    page.duplicates.rows[0].merge.click()
    yield
    visit.picture("08-referrals-merge")
    page.merging.close()
    page.show_shelf(Shelf.OUTREACH)
    yield
    visit.workspace.workplace.navigator.refer(None)
    yield
    form = visit.workspace.page()
    if not isinstance(form, NewReferralPage):
        raise RuntimeError("the new-referral form did not open")
    form.start_over(_cypress(form))
    form.look_for_matches()
    yield
    visit.picture("08-referral")
    form.start_over()
    yield from visit.go(REFERRALS)


def _cypress(form: NewReferralPage) -> FormState:
    """The referral of the picture: one answer is missing."""
    return replace(
        form.state,
        name="Cypress Hypothetical",
        born="Feb 29, 1988",
        officer="Ofc. Q. Placeholder",
        unit="Unit 0",
        incident_number="DEMO-000123",
        charges=frozenset({Charge.TRESPASS}),
        approval=Answer.YES,
        approved_by="Example Market",
        approved_how="in person",
        answers={
            Question.CONSENTS_TO_MEET: Answer.YES,
            Question.NO_EXCLUSION: Answer.UNKNOWN,
        },
    )

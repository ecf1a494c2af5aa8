"""The words that other programs' spreadsheets use for how a contact happened and how it went."""

from __future__ import annotations

from collections.abc import Mapping

from lead_desktop.domain.codes import (
    ContactKind,
    ContactMode,
    ContactOutcome,
    InitiatedBy,
    PlaceType,
    Purpose,
    Supply,
)
from lead_desktop.domain.contacts.contact import IMPORTED_MODES, MODE_CHOICES, ImportedMode
from lead_desktop.exchange.code_words import word_key, words_of_codes

_MODES: Mapping[ContactMode, str] = {
    ContactMode.IN_PERSON: "face to face, f2f, ftf, visit, field, community, in the community",
    ContactMode.PHONE: "phone call, call, telephone, tel, cell, telephonic",
    ContactMode.TEXT: "sms, text message, texted, texting",
    ContactMode.VIDEO: "video call, zoom, telehealth, teams, facetime",
    ContactMode.EMAIL: "email, mail message",
    ContactMode.LETTER: "mail, post, mailed letter",
    ContactMode.SOCIAL_MESSAGE: "social media, facebook, messenger, instagram, whatsapp",
}
_PLACED: Mapping[str, PlaceType] = {
    "street": PlaceType.STREET,
    "outreach": PlaceType.STREET,
    "streetoutreach": PlaceType.STREET,
    "officevisit": PlaceType.OFFICE,
    "walkin": PlaceType.OFFICE,
    "home": PlaceType.PARTICIPANT_HOME,
    "courtvisit": PlaceType.COURT,
    "jailvisit": PlaceType.JAIL_BOOKING,
    "hospitalvisit": PlaceType.HOSPITAL_ED,
    "sheltervisit": PlaceType.SHELTER,
}
_OUTCOMES: Mapping[ContactOutcome, str] = {
    ContactOutcome.MET: (
        "successful, reached, completed, complete, contact made, spoke, spoke with, seen, "
        "met with, engaged, attended, yes, contacted"
    ),
    ContactOutcome.BRIEF: "brief, brief contact, short",
    ContactOutcome.MESSAGE_LEFT: "left message, lm, lvm, vm, left voicemail, left vm, voicemail",
    ContactOutcome.NO_ANSWER: "na, no response, did not answer, unanswered, no reply",
    ContactOutcome.NOT_FOUND: (
        "unable to locate, utl, could not find, not located, not there, unsuccessful, attempted, "
        "attempt, no contact, attempted no contact"
    ),
    ContactOutcome.NO_SHOW: "noshow, ns, missed, did not come, dns, missed appointment",
    ContactOutcome.CANCELLED_BY_PARTICIPANT: "cancelled by client, client cancelled, cx by client",
    ContactOutcome.CANCELLED_BY_STAFF: "cancelled by staff, staff cancelled, cx by staff",
    ContactOutcome.DECLINED_TODAY: "declined, refused, declined contact",
    ContactOutcome.IN_CUSTODY: "in custody, in jail, incarcerated, detained, jailed",
    ContactOutcome.IN_HOSPITAL: "in hospital, hospitalized, inpatient",
    ContactOutcome.WRONG_NUMBER_OR_DISCONNECTED: (
        "wrong number, disconnected, number disconnected, not in service, bad number"
    ),
}

_INITIATORS: Mapping[InitiatedBy, str] = {
    InitiatedBy.STAFF: "worker, case manager, peer, team, program, lead, outgoing, outbound",
    InitiatedBy.PARTICIPANT: "client, self, consumer, person, them, incoming, inbound, walk in",
    InitiatedBy.POLICE: "officer, bpd, law enforcement, police officer",
    InitiatedBy.PROSECUTOR_DEFENDER: (
        "prosecutor, defender, public defender, attorney, state's attorney, sao, opd, court"
    ),
    InitiatedBy.PROVIDER: "provider, agency, clinic, hospital, partner agency",
    InitiatedBy.FAMILY_FRIEND: "family, friend, relative, parent, partner",
    InitiatedBy.COMMUNITY: "community member, neighbor, business, resident",
}


_MODE_WORDS = words_of_codes(ContactMode, _MODES)
_OUTCOME_WORDS = words_of_codes(ContactOutcome, _OUTCOMES)
_PLACE_WORDS = words_of_codes(PlaceType)
_KIND_WORDS = words_of_codes(ContactKind)
_INITIATOR_WORDS = words_of_codes(InitiatedBy, _INITIATORS)
_PURPOSE_WORDS = words_of_codes(Purpose)
_SUPPLY_WORDS = words_of_codes(Supply)
_WHOLE_MODES: Mapping[str, ImportedMode] = {
    **{word_key(one.label): (one.mode, None, one.place) for one in MODE_CHOICES},
    **{word: (ContactMode.IN_PERSON, None, place) for word, place in _PLACED.items()},
    **{word_key(word): meant for word, meant in IMPORTED_MODES.items()},
    "leftvoicemail": IMPORTED_MODES["VOICEMAIL"],
}


def mode_of(word: str) -> ImportedMode | None:
    """How a contact happened, with the outcome or the place that the word implies; or None."""
    key = word_key(word)
    if key in _WHOLE_MODES:
        return _WHOLE_MODES[key]
    mode = _MODE_WORDS.get(key)
    return (mode, None, None) if mode else None


def outcome_of(word: str) -> ContactOutcome | None:
    """How a contact went; None for a word that is none of the known ones."""
    return _OUTCOME_WORDS.get(word_key(word))


def place_of(word: str) -> PlaceType | None:
    """The kind of place; None for a word that is none of the known ones."""
    return _PLACE_WORDS.get(word_key(word))


def kind_of(word: str) -> ContactKind | None:
    """With whom a contact was; None for a word that is none of the known ones."""
    return _KIND_WORDS.get(word_key(word))


def initiator_of(word: str) -> InitiatedBy | None:
    """Who started a contact; None for a word that is none of the known ones."""
    return _INITIATOR_WORDS.get(word_key(word))


def purpose_of(word: str) -> Purpose | None:
    """What a contact was for; None for a word that is none of the known ones."""
    return _PURPOSE_WORDS.get(word_key(word))


def supply_of(word: str) -> Supply | None:
    """What was handed out; None for a word that is none of the known ones."""
    return _SUPPLY_WORDS.get(word_key(word))

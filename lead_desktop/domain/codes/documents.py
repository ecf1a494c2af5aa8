"""Papers kept with a participant's record, and the forms that are printed."""

from __future__ import annotations

from lead_desktop.domain.codes.base import Code


class AttachmentKind(Code):
    """What a kept paper is."""

    CONSENT = "consent", "Signed consent"
    REVOCATION = "revocation", "Signed withdrawal of consent"
    IDENTITY = "identity", "ID copy"
    LETTER = "letter", "Letter"
    COURT = "court", "Court paper"
    BENEFITS = "benefits", "Benefits or housing paper"
    OTHER = "other", "Other paper"


class ContentType(Code):
    """The kinds of file that the program keeps and shows by itself."""

    PDF = "application/pdf", "PDF"
    PNG = "image/png", "PNG picture"
    JPEG = "image/jpeg", "JPEG picture"


class FormKind(Code):
    """The printed forms beside the care-coordination summary."""

    CONTACT_LOG = "contact_log", "Contact log"
    SHIFT = "shift", "Hand-off report of a shift"
    ROSTER = "roster", "Caseload roster"
    DOCKET = "docket", "Work group docket"
    REFERRAL_LETTER = "referral_letter", "Referral letter"
    APPOINTMENT = "appointment", "Appointment card"
    TRANSFER = "transfer", "Transfer hand-off sheet"
    CONSENT = "consent", "Consent form"
    REVOCATION = "revocation", "Form to withdraw a consent"
    ACCOUNTING = "accounting", "Account of what was shared"
    WHO_HAS_SEEN = "who_has_seen", "Who has seen this record"
    PRIVACY_NOTICE = "privacy_notice", "Notice of privacy practices"
    BREACH_LETTER = "breach_letter", "Letter about a breach"
    DAILY_LOG = "daily_log", "Blank daily log"
    MEASURES = "measures", "Report of measures"
    ONE_TO_ONE = "one_to_one", "Supervision, one to one"


class FormLanguage(Code):
    """Languages in which papers for participants exist."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Español"

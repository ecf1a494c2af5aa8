"""The code lists of the program, each with the words shown for it.

A code is what the vault stores and the command line speaks; the label is what a person reads.
Labels are person-first: a place or a state of the work, never a judgement.
"""

from lead_desktop.domain.codes.base import Code as Code
from lead_desktop.domain.codes.care import AppointmentStatus as AppointmentStatus
from lead_desktop.domain.codes.care import EndedBy as EndedBy
from lead_desktop.domain.codes.care import GoalStatus as GoalStatus
from lead_desktop.domain.codes.care import LinkageMethod as LinkageMethod
from lead_desktop.domain.codes.care import LinkageReason as LinkageReason
from lead_desktop.domain.codes.care import LinkageStatus as LinkageStatus
from lead_desktop.domain.codes.care import NeedStatus as NeedStatus
from lead_desktop.domain.codes.care import ServiceCategory as ServiceCategory
from lead_desktop.domain.codes.care import VerifiedBy as VerifiedBy
from lead_desktop.domain.codes.contacts import AddendumKind as AddendumKind
from lead_desktop.domain.codes.contacts import ContactKind as ContactKind
from lead_desktop.domain.codes.contacts import ContactMode as ContactMode
from lead_desktop.domain.codes.contacts import ContactOutcome as ContactOutcome
from lead_desktop.domain.codes.contacts import NoteFormat as NoteFormat
from lead_desktop.domain.codes.contacts import OutcomeClass as OutcomeClass
from lead_desktop.domain.codes.contacts import PlaceType as PlaceType
from lead_desktop.domain.codes.contacts import Purpose as Purpose
from lead_desktop.domain.codes.contacts import Relation as Relation
from lead_desktop.domain.codes.contacts import Seal as Seal
from lead_desktop.domain.codes.contacts import Supply as Supply
from lead_desktop.domain.codes.contacts import Verdict as Verdict
from lead_desktop.domain.codes.directory import Capacity as Capacity
from lead_desktop.domain.codes.directory import CheckOutcome as CheckOutcome
from lead_desktop.domain.codes.directory import Cost as Cost
from lead_desktop.domain.codes.directory import Insurance as Insurance
from lead_desktop.domain.codes.directory import Moud as Moud
from lead_desktop.domain.codes.directory import Welcomes as Welcomes
from lead_desktop.domain.codes.disclosure import Audience as Audience
from lead_desktop.domain.codes.disclosure import Basis as Basis
from lead_desktop.domain.codes.disclosure import ConsentCategory as ConsentCategory
from lead_desktop.domain.codes.disclosure import DisclosureMethod as DisclosureMethod
from lead_desktop.domain.codes.documents import AttachmentKind as AttachmentKind
from lead_desktop.domain.codes.documents import ContentType as ContentType
from lead_desktop.domain.codes.documents import FormKind as FormKind
from lead_desktop.domain.codes.documents import FormLanguage as FormLanguage
from lead_desktop.domain.codes.lives import CloseReason as CloseReason
from lead_desktop.domain.codes.lives import EmergencyRelation as EmergencyRelation
from lead_desktop.domain.codes.lives import Evidence as Evidence
from lead_desktop.domain.codes.lives import LifeArea as LifeArea
from lead_desktop.domain.codes.lives import NotEnrolledReason as NotEnrolledReason
from lead_desktop.domain.codes.lives import NumberKind as NumberKind
from lead_desktop.domain.codes.lives import ReversedBy as ReversedBy
from lead_desktop.domain.codes.lives import SearchResult as SearchResult
from lead_desktop.domain.codes.lives import SearchStep as SearchStep
from lead_desktop.domain.codes.lives import WorkerChangeReason as WorkerChangeReason
from lead_desktop.domain.codes.people import EventKind as EventKind
from lead_desktop.domain.codes.people import EventSource as EventSource
from lead_desktop.domain.codes.people import ParticipantStatus as ParticipantStatus
from lead_desktop.domain.codes.people import Phase as Phase
from lead_desktop.domain.codes.people import Role as Role
from lead_desktop.domain.codes.people import SafetyKind as SafetyKind
from lead_desktop.domain.codes.people import WorkerPart as WorkerPart
from lead_desktop.domain.codes.worklists import SnoozeReason as SnoozeReason
from lead_desktop.domain.codes.worklists import SupervisionForm as SupervisionForm
from lead_desktop.domain.codes.worklists import TaskKind as TaskKind

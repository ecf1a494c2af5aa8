"""Hand-written notes of the demonstration, short as real ones are.

They are written the way the program hopes notes are written: what was seen and heard, the
person's own words, the next step.
"""

from __future__ import annotations

from lead_desktop.demo.notes import (
    BENEFITS,
    CLINIC,
    COURT,
    DROP_IN,
    HOME,
    HOSPITAL,
    JAIL,
    OFFICE,
    PHONE,
    STREET,
    TEXT,
    VIDEO,
    How,
    Note,
)
from lead_desktop.domain.codes import NoteFormat, Purpose, Role, Supply

F = NoteFormat

_N1 = ((Supply.NALOXONE_KIT, 1),)
_FOOD = ((Supply.FOOD, 1), (Supply.WATER, 1))
_RIDE = ((Supply.TRANSIT_PASS, 1),)

NOTES: tuple[Note, ...] = (
    Note(
        STREET,
        F.DAP,
        (
            "Met at {spot}. Ate {snack} together and talked about {worry}.",
            "Wants a next step that is small enough to do this week.",
            "Meet again {when}; bring the {paper} form.",
        ),
        (15, 40),
        (Purpose.CHECK_IN,),
        _FOOD,
    ),
    Note(
        STREET,
        F.FOUR_BOX,
        (
            "Saw each other at {spot}. Looked tired, smiled at the greeting.",
            "Sat down, shared {snack}, went over how to use the naloxone kit.",
            "{hope}",
            "Come by the same place {when}.",
        ),
        (10, 30),
        (Purpose.PEER_SUPPORT, Purpose.OD_EDUCATION),
        _N1,
    ),
    Note(
        STREET,
        F.FREE,
        ("Short talk at {spot}. All right today, asked for a transit pass. Next {when}.",),
        (5, 12),
        (Purpose.BASIC_NEEDS,),
        _RIDE,
    ),
    Note(
        STREET,
        F.BIRP,
        (
            "Waiting at {spot} as agreed, spoke openly about {worry}.",
            "Listened; offered to make the call together.",
            "Said yes to the call, “but you stay next to me.”",
            "Call from the office {when}.",
        ),
        (20, 45),
        (Purpose.SERVICE_LINKAGE,),
    ),
    Note(
        STREET,
        F.FREE,
        ("Brought {snack} and dry socks to {spot}. {hope} Walked to the van together.",),
        (10, 25),
        (Purpose.BASIC_NEEDS, Purpose.OUTREACH_ENGAGE),
        ((Supply.FOOD, 1), (Supply.CLOTHING, 1)),
    ),
    Note(
        STREET,
        F.SOAP,
        (
            "{hope} Sleeps better since the change of place.",
            "Wound on the hand is closed. Warm clothes on.",
            "Safer at night than last month; {worry} still weighs.",
            "Ask the clinic for a later hour. Meet {when}.",
        ),
        (15, 35),
        (Purpose.CHECK_IN,),
        ((Supply.WOUND_CARE, 1),),
    ),
    Note(
        STREET,
        F.FOUR_BOX,
        (
            "Found each other near {spot} in the rain.",
            "Gave a blanket and the outreach number, named two warm places for tonight.",
            "Would rather stay near a friend. “I'll call if it gets bad.”",
            "Text in the evening; look by {when}.",
        ),
        (10, 20),
        (Purpose.OUTREACH_ENGAGE,),
        ((Supply.BLANKET_TENT, 1), (Supply.WATER, 2)),
    ),
    Note(
        STREET,
        F.GIRP,
        (
            "A bed indoors before it freezes.",
            "Filled in the housing form on a clipboard at {spot}.",
            "Knew every date by heart; laughed about the length of the form.",
            "Hand it in {when}.",
        ),
        (25, 45),
        (Purpose.GOAL_PLANNING,),
    ),
    Note(
        OFFICE,
        F.DAP,
        (
            "Came in on time. Went through the mail, two letters answered.",
            "Says that {worry} takes much of the day; asking for help with it is new.",
            "Appointment for the {paper} {when}.",
        ),
        (30, 55),
        (Purpose.DOCUMENT_HELP,),
    ),
    Note(
        OFFICE,
        F.GIRP,
        (
            "{hope}",
            "Broke it into three steps and wrote them on a card.",
            "Chose the first step without being asked.",
            "Look at the card together {when}.",
        ),
        (30, 50),
        (Purpose.GOAL_PLANNING,),
    ),
    Note(
        OFFICE,
        F.FOUR_BOX,
        (
            "Walked in without an appointment, had {snack} first.",
            "Called the provider together on speaker.",
            "“That was easier than I thought.”",
            "Reminder by text the day before.",
        ),
        (20, 40),
        (Purpose.SERVICE_LINKAGE,),
        ((Supply.FOOD, 1),),
    ),
    Note(
        OFFICE,
        F.SOAP,
        (
            "Slept indoors four nights of seven. {hope}",
            "Rested, spoke calmly, brought the {paper}.",
            "On the way to the goal named in spring.",
            "Send the form today, meet {when}.",
        ),
        (30, 60),
        (Purpose.ASSESSMENT, Purpose.GOAL_PLANNING),
    ),
    Note(
        OFFICE,
        F.FREE,
        ("Picked up mail and the {paper}. Charged the phone, left a new number with us.",),
        (10, 20),
        (Purpose.DOCUMENT_HELP,),
        ((Supply.PHONE, 1),),
    ),
    Note(
        PHONE,
        F.FREE,
        ("Called as agreed. Doing all right, worried about {worry}. Meet {when}.",),
        (5, 15),
        (Purpose.CHECK_IN,),
    ),
    Note(
        PHONE,
        F.FOUR_BOX,
        (
            "Answered on the second ring, noise of the street behind.",
            "Reminded of the visit {when}, asked about the ride.",
            "“Pick me up, I'll be there.”",
            "Drive by at half past eight.",
        ),
        (5, 12),
        (Purpose.TRANSPORT,),
    ),
    Note(
        PHONE,
        F.DAP,
        (
            "Three-way call with the provider; intake questions answered.",
            "Was patient through a long hold; ready to go.",
            "First visit {when}, we go along.",
        ),
        (15, 35),
        (Purpose.SERVICE_LINKAGE, Purpose.HANDOFF),
    ),
    Note(
        PHONE,
        F.FREE,
        ("Short call. {hope} Asked that we call in the evenings, not mornings.",),
        (5, 10),
        (Purpose.CHECK_IN,),
    ),
    Note(
        PHONE,
        F.FREE,
        ("Talked through {worry}. Agreed on one thing to do before {when}.",),
        (10, 20),
        (Purpose.PEER_SUPPORT,),
    ),
    Note(TEXT, F.FREE, ("Wrote that the {paper} came in the mail.",), (2, 5)),
    Note(TEXT, F.FREE, ("Answered the reminder: “ok see you there.”",), (2, 5)),
    Note(TEXT, F.FREE, ("Asked to move our meeting to {when}; agreed.",), (2, 5)),
    Note(
        TEXT,
        F.FREE,
        ("Sent a picture of the finished form. Proud of it, and so are we.",),
        (2, 6),
        (Purpose.DOCUMENT_HELP,),
    ),
    Note(
        HOME,
        F.FOUR_BOX,
        (
            "First visit in the new room. Showed the view.",
            "Checked the heater, wrote down what to tell the landlord.",
            "{hope}",
            "Bring curtains {when}.",
        ),
        (25, 50),
        (Purpose.CHECK_IN,),
    ),
    Note(
        HOME,
        F.DAP,
        (
            "At home, made coffee for both of us. Rent paid on the first.",
            "Steady. Talks about evenings being long and quiet.",
            "Look at the group schedule together; meet {when}.",
        ),
        (30, 50),
        (Purpose.CHECK_IN,),
    ),
    Note(
        HOME,
        F.BIRP,
        (
            "Opened the door before the knock, wanted to talk about {worry}.",
            "Listened, named what went well this month.",
            "Took a naloxone kit for the kitchen shelf.",
            "Same hour {when}.",
        ),
        (20, 40),
        (Purpose.PEER_SUPPORT, Purpose.OD_EDUCATION),
        _N1,
    ),
    Note(
        COURT,
        F.DAP,
        (
            "Waited together for two hours. Case put off to a new date.",
            "Stayed through all of it, which was hard.",
            "Write the new date on the card, ride that morning.",
        ),
        (60, 140),
        (Purpose.ACCOMPANY_COURT,),
    ),
    Note(
        COURT,
        F.FREE,
        ("Went along to court. The lawyer explained the next steps; all of it made sense.",),
        (45, 120),
        (Purpose.ACCOMPANY_COURT, Purpose.ADVOCACY),
    ),
    Note(
        CLINIC,
        F.FOUR_BOX,
        (
            "Went along to the first visit.",
            "Waited in the hall, was called in for the questions about transport.",
            "“They were kind.” Wants to go back.",
            "Second visit {when}.",
        ),
        (60, 120),
        (Purpose.ACCOMPANY_MEDICAL,),
        _RIDE,
    ),
    Note(
        CLINIC,
        F.FREE,
        ("Drove to the clinic and back. Dose picked up, blood pressure taken.",),
        (40, 90),
        (Purpose.ACCOMPANY_MEDICAL, Purpose.TRANSPORT),
    ),
    Note(
        BENEFITS,
        F.DAP,
        (
            "Benefits interview together; the {paper} was enough.",
            "Knew the answers, needed company more than help.",
            "Letter expected within ten days. Check the mail {when}.",
        ),
        (40, 90),
        (Purpose.ACCOMPANY_BENEFITS,),
    ),
    Note(
        BENEFITS,
        F.FREE,
        ("Waited at the benefits office. Application is in; receipt copied.",),
        (40, 80),
        (Purpose.ACCOMPANY_BENEFITS,),
    ),
    Note(
        DROP_IN,
        F.BIRP,
        (
            "Sat with the group, spoke near the end.",
            "Thanked them for speaking; walked out together.",
            "{hope}",
            "Next group {when}.",
        ),
        (40, 75),
        (Purpose.PEER_SUPPORT,),
    ),
    Note(
        DROP_IN,
        F.FREE,
        ("Shower, laundry and {snack} at the hall. Talked about {worry}.",),
        (20, 45),
        (Purpose.BASIC_NEEDS,),
        ((Supply.HYGIENE, 1),),
    ),
    Note(
        VIDEO,
        F.FREE,
        ("Video visit from the library. Sound was poor, the plan is clear: meet {when}.",),
        (10, 25),
        (Purpose.CHECK_IN,),
    ),
    Note(
        HOSPITAL,
        F.FOUR_BOX,
        (
            "Visited on the ward, awake and glad of company.",
            "Asked the nurse about the day of leaving, with permission.",
            "“Don't forget about me.”",
            "Be there when the door opens; room held until then.",
        ),
        (20, 45),
        (Purpose.HOSPITAL_VISIT,),
    ),
    Note(
        JAIL,
        F.FOUR_BOX,
        (
            "Visited during booking hours.",
            "Passed on the lawyer's number and that the bed is still held.",
            "Asked that we tell nobody else.",
            "Visit again {when}; naloxone in hand on the day of release.",
        ),
        (20, 40),
        (Purpose.JAIL_VISIT,),
    ),
)


def notes_for(how: How, role: Role) -> tuple[Note, ...]:
    """The notes of one way of meeting that a worker of `role` writes."""
    return tuple(note for note in NOTES if note.how == how and note.fits(role))

"""The sections of the care-coordination summary, in the order in which they stand on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from lead_desktop.documents.abreast import ABREAST_GAP, LARGE, abreast
from lead_desktop.documents.participant_block import Field
from lead_desktop.documents.summary_content import (
    Ask,
    CareSummary,
    Contacts,
    Goals,
    HandOff,
    Linkage,
    Needs,
    NoteBrief,
)
from lead_desktop.documents.summary_facts import (
    WriteFacts,
    write_clinical,
    write_engagement,
    write_events,
    write_find,
    write_housing,
    write_no_court,
    write_program_status,
    write_supplies,
)
from lead_desktop.documents.summary_pieces import NONE_RECORDED, Pieces
from lead_desktop.documents.summary_words import counted, words_of
from lead_desktop.documents.typesetting.fonts import Cut
from lead_desktop.documents.typesetting.lines import Span, Text
from lead_desktop.documents.typesetting.tables import Cell, ColumnHead
from lead_desktop.documents.typesetting.tagging import Element, Role
from lead_desktop.domain.codes import Audience
from lead_desktop.domain.contacts.signature import BROKEN_WORDS

_CHECK_BOX = "\N{WHITE SQUARE}"
_SERVICE_SHARES = (0.27, 0.173, 0.27, 0.11, 0.177)
_OWN_SERVICE_SHARES = (0.3, 0.23, 0.27, 0.2)


class Writer:
    """Writes the sections of `summary` with `pieces`."""

    def __init__(self, pieces: Pieces, summary: CareSummary) -> None:
        self._root = pieces.root
        self._column = pieces.column
        self._summary = summary
        self._own = summary.audience is Audience.PARTICIPANT
        self._internal = summary.audience is Audience.INTERNAL
        self._days = pieces.days
        self._pieces = pieces
        self._words = words_of(summary)

    def sections(self) -> tuple[Callable[[], None], ...]:
        """One call per section, to be made in this order; each writes nothing if it has none."""
        return (
            self._participant,
            self._hand_off,
            self._purpose,
            self._safety,
            partial(self._abreast, (write_program_status, write_engagement)),
            self._services,
            self._goals,
            self._needs,
            self._contacts,
            self._court,
            partial(
                self._abreast,
                (
                    write_no_court,
                    write_clinical,
                    write_housing,
                    write_find,
                    write_events,
                    write_supplies,
                ),
            ),
            self._asks,
        )

    def _abreast(self, writers: Sequence[WriteFacts]) -> None:
        abreast(self._pieces, [partial(write, self._summary) for write in writers])

    # -- the participant ---------------------------------------------------------------------

    def _participant(self) -> None:
        fields = [*self._name_fields(), *self._identifier_fields(), *self._find_fields()]
        if fields:
            self._column.fields(self._root.add(Role.SECTION), fields)

    def _name_fields(self) -> Iterable[Field]:
        name, identifiers = self._summary.name, self._summary.identifiers
        legal = identifiers.legal_name if identifiers else ""
        if name is None:
            return
        second = self._words["legal_name"].format(name=legal) if legal else ""
        yield Field(self._words["name"], name.chosen, second, whole=True)
        if name.pronouns:
            yield Field(self._words["pronouns"], name.pronouns)
        if name.language:
            yield Field(self._words["language"], name.language)

    def _identifier_fields(self) -> Iterable[Field]:
        known = self._summary.identifiers
        if known is None:
            return
        if self._summary.name is None and known.legal_name:
            label = self._words["legal_name"].format(name="").rstrip()
            yield Field(label, known.legal_name, whole=True)
        if known.birth_date:
            yield Field(self._words["birth_date"], self._days.full(known.birth_date))
        for label, number in known.numbers:
            yield Field(label, number)
        if not (known.legal_name or known.birth_date or known.numbers):
            yield Field(self._words["identifiers"], self._pieces.nothing)

    def _find_fields(self) -> Iterable[Field]:
        find = self._summary.find
        if find is not None:
            yield Field(self._words["best_way"], find.best_way or self._pieces.nothing)

    # -- why, and how things are ---------------------------------------------------------------

    def _purpose(self) -> None:
        purpose = self._summary.purpose
        if purpose is None:
            return
        section = self._pieces.open(self._words["purpose"])
        # A scope says the purpose itself (42 CFR 2.32(b)): nothing stands here twice.
        scope = f"Shared with written consent. {purpose.scope}" if purpose.scope else ""
        self._column.paragraph(section, scope or f"{purpose.text.rstrip('.')}.")

    def _hand_off(self) -> None:
        hand_off = self._summary.hand_off
        if hand_off is None:
            return
        section = self._pieces.open("Hand-off")
        self._pieces.labelled(section, "How things are", hand_off.standing)
        if hand_off.who:
            self._pieces.labelled(section, "Who", hand_off.who)
        self._hand_off_tables(section, hand_off)

    def _hand_off_tables(self, section: Element, hand_off: HandOff) -> None:
        if hand_off.actions:
            heads = [ColumnHead("To do", 0.6), ColumnHead("Who", 0.2), ColumnHead("By when", 0.2)]
            rows = [
                (Cell(action.task), Cell(action.who), Cell(self._days.bold(action.by)))
                for action in hand_off.actions
            ]
            self._column.table(section, heads, rows, space=8)
        if hand_off.contingencies:
            ellipsis = "\N{HORIZONTAL ELLIPSIS}"
            heads = [ColumnHead(f"If{ellipsis}", 0.45), ColumnHead(f"then{ellipsis}", 0.55)]
            pairs = [(Cell(item.happens), Cell(item.then)) for item in hand_off.contingencies]
            self._column.table(section, heads, pairs, space=10)

    def _safety(self) -> None:
        safety = self._summary.safety
        if safety is not None and self._internal:  # on no other paper, whatever was passed
            self._pieces.listed("Safety", safety, safety.notes)

    # -- services --------------------------------------------------------------------------------

    def _services(self) -> None:
        services = self._summary.services
        if services is None:
            return
        section = self._pieces.open(self._words["services"], services)
        if not services.linkages:
            self._pieces.none(section)
            return
        labels = [self._words[key] for key in ("service", "status", "where", "next")]
        if not self._own:
            labels.insert(3, "Since")
        shares = _OWN_SERVICE_SHARES if self._own else _SERVICE_SHARES
        heads = [
            ColumnHead(label, share, marked=index == 1)
            for index, (label, share) in enumerate(zip(labels, shares, strict=True))
        ]
        rows = [self._linkage(linkage) for linkage in services.linkages]
        self._column.table(section, heads, rows)

    def _linkage(self, linkage: Linkage) -> tuple[Cell, ...]:
        since = () if self._own else (Cell(self._days.short(linkage.since)),)
        return (
            Cell(linkage.service),
            Cell(linkage.status, linkage.progress),
            Cell(linkage.provider),
            *since,
            Cell(linkage.next if isinstance(linkage.next, str) else self._days.bold(linkage.next)),
        )

    # -- goals and needs -------------------------------------------------------------------------

    def _goals(self) -> None:
        goals = self._summary.goals
        if goals is None:
            return
        section = self._pieces.open(self._words["goals"].format(whose=self._whose()), goals)
        wide = self._column.types.unit >= LARGE
        left, right = (
            (self._column,) * 2 if wide else (self._column.half(ABREAST_GAP) for _ in range(2))
        )
        if goals.own_words:
            quoted = Span(
                f"\N{LEFT DOUBLE QUOTATION MARK}{goals.own_words}\N{RIGHT DOUBLE QUOTATION MARK}",
                Cut.ITALIC,
            )
            left.paragraph(section, (quoted,))
        left.bullets(section, self._goal_lines(goals), space=3 if goals.own_words else 0)
        needs = self._summary.needs
        for label, items in (
            ("helps", goals.strengths),
            ("needs", needs.needs if needs else ()),
            ("barriers", needs.barriers if needs else ()),
            ("please", goals.requests),
        ):
            if items:
                self._pieces.labelled(section, self._words[label], ", ".join(items), right)
        if needs and not (needs.needs or needs.barriers):
            both, nothing = self._words["needs_and_barriers"], self._pieces.nothing
            self._pieces.labelled(section, both, nothing.lower(), right)
        if not section.kids[1:]:
            self._pieces.none(section)
        if not wide:
            self._column.pair(left, right)

    def _goal_lines(self, goals: Goals) -> Sequence[Text]:
        return [
            self._words["steps"].format(goal=goal.text, done=goal.steps_done, steps=goal.steps)
            if goal.steps
            else goal.text
            for goal in goals.goals
        ]

    def _whose(self) -> str:
        pronouns = self._summary.name.pronouns.casefold() if self._summary.name else ""
        first = pronouns.replace("/", " ").split()[:1]
        return {"she": "her", "he": "his"}.get(first[0] if first else "", "their")

    def _needs(self) -> None:
        needs = self._summary.needs
        if needs is None or self._summary.goals is not None:  # with goals it stands beside them
            return
        section = self._pieces.open(self._words["needs_and_barriers"], needs)
        self._needs_lines(section, needs)

    def _needs_lines(self, section: Element, needs: Needs) -> None:
        for label, items in (("needs", needs.needs), ("barriers", needs.barriers)):
            if items:
                self._pieces.labelled(section, self._words[label], ", ".join(items))
        if not (needs.needs or needs.barriers):
            self._pieces.none(section)

    # -- contacts --------------------------------------------------------------------------------

    def _contacts(self) -> None:
        contacts = self._summary.contacts
        if contacts is None:
            return
        since = self._days.short(contacts.since)
        key = "contacts_since" if since else "contacts"
        section = self._pieces.open(self._words[key].format(day=since), contacts)
        self._column.paragraph(section, self._contact_line(contacts))
        for note in contacts.notes if self._internal else ():
            self._note(section, note)

    def _contact_line(self, contacts: Contacts) -> str:
        if not (contacts.reached or contacts.attempts or contacts.recent):
            line = f"{self._pieces.nothing}."
        else:
            line = self._counts(contacts)
        recent = "; ".join(
            f"{item.mode}, {self._days.short(item.on)}"
            + (f" ({item.detail})" if item.detail else "")
            for item in contacts.recent
        )
        line += f" Most recent: {recent}." if recent else ""
        if contacts.cadence_days:
            line += f" {counted(self._words, 'cadence', contacts.cadence_days)}"
        return line

    def _counts(self, contacts: Contacts) -> str:
        """How often it came to a contact, and how often not."""
        reached = counted(self._words, "reached", contacts.reached)
        tried = counted(self._words, "tried", contacts.attempts)
        if not self._own:
            return f"{reached} and {tried}"
        said = (reached if contacts.reached else "", tried if contacts.attempts else "")
        return " ".join(filter(None, said))

    def _note(self, section: Element, note: NoteBrief) -> None:
        head = [
            Span(self._days.short(note.on), Cut.SEMIBOLD),
            Span(f" · {note.author} · {note.mode} · "),
        ]
        state = Span(note.signed) if note.signed else Span("UNSIGNED", Cut.BOLD)
        self._column.paragraph(section, [*head, state], space=5)
        self._column.strips[-1].keep = True
        self._column.paragraph(section, note.text or NONE_RECORDED)
        for later in note.after:
            words = f"{later.kind}, {self._days.short(later.on)}, {later.author}: "
            self._column.paragraph(section, [Span(words, Cut.SEMIBOLD), Span(later.text)], space=2)
        if note.broken:
            self._column.paragraph(section, [Span(BROKEN_WORDS, Cut.BOLD)], space=2)

    # -- the other sections ----------------------------------------------------------------------

    def _court(self) -> None:
        court = self._summary.court
        if court is None or not court.dates:  # without any it stands among the short sections
            return
        section = self._pieces.open(self._words["court"], court)
        asks = any(item.ask for item in court.dates)
        shares = {"day": 0.2, "what": 0.3, "place": 0.2, "ask": 0.3}
        if not asks:
            shares = {"day": 0.2, "what": 0.3, "place": 0.5}
        heads = [ColumnHead(self._words[key], share) for key, share in shares.items()]
        rows = [
            (Cell(self._days.bold(d.on)), Cell(d.what), Cell(d.where), *(Cell(d.ask),) * asks)
            for d in court.dates
        ]
        self._column.table(section, heads, rows)

    def _asks(self) -> None:
        asks = self._summary.asks
        if asks is None or self._summary.hand_off is not None:  # a hand-off says what is to be done
            return
        lines = [self._ask(ask) for ask in asks.asks]
        if not self._own:
            self._pieces.listed(self._words["asks"], asks, lines)
            return
        section = self._pieces.listed(self._words["asks"], asks, lines, marker=_CHECK_BOX)
        if asks.team_phone:
            questions = f"{self._words['questions']} "
            text = (Span(questions), Span(asks.team_phone, Cut.SEMIBOLD))
            self._column.paragraph(section, text, space=6)

    def _ask(self, ask: Ask) -> Text:
        spans = [Span(ask.text)]
        if ask.phone:
            spans += [Span(": "), Span(ask.phone, Cut.SEMIBOLD)]
        if ask.who:
            spans.append(Span(f", {ask.who}"))
        if ask.by:
            # An appointment is at its hour, everything else by its day.
            by = ", " if isinstance(ask.by, datetime) else f", {self._words['by']} "
            spans += [Span(by), Span(self._days.short(ask.by), Cut.SEMIBOLD)]
        return spans

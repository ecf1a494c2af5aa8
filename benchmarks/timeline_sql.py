"""The first screen of a timeline in hand-written SQL: the floor of the figure "timeline"."""

CONTACTS = """
SELECT c.id, c.seq, cp.participant_id, p.preferred_name, c.occurred_at, c.recorded_at, c.minutes,
       c.mode, c.place_type, c.place, c.outcome, c.kind, coalesce(c.author_text, w.name),
       c.note_format, c.note, c.signed_at, c.signed_as, c.version,
       (SELECT group_concat(name, '|') FROM contact_worker JOIN worker ON worker.id = worker_id
         WHERE contact_id = c.id),
       (SELECT group_concat(purpose, '|') FROM contact_purpose WHERE contact_id = c.id),
       (SELECT group_concat(supply || quantity, '|') FROM contact_supply WHERE contact_id = c.id)
  FROM contact_participant cp
  JOIN contact c ON c.id = cp.contact_id
  JOIN participant p ON p.id = cp.participant_id
  JOIN worker w ON w.id = c.author_id
 WHERE cp.participant_id = :person AND c.struck_at IS NULL
 ORDER BY cp.occurred_at DESC LIMIT 60
"""
EVENTS = """
SELECT e.id, e.kind, e.source, e.occurred_at, e.ended_at, e.place, e.words, w.name
  FROM event e JOIN worker w ON w.id = e.worker_id
 WHERE e.participant_id = :person ORDER BY e.occurred_at DESC LIMIT 60
"""
MOVES = """
SELECT m.linkage_id, l.title, o.name, m.from_status, m.to_status, m."on", m.at, w.name, m.words
  FROM linkage l JOIN linkage_change m ON m.linkage_id = l.id JOIN worker w ON w.id = m.worker_id
  LEFT JOIN organization o ON o.id = l.organization_id
 WHERE l.participant_id = :person AND m.from_status IS NOT NULL ORDER BY m.at DESC LIMIT 60
"""
SCREEN = (CONTACTS, EVENTS, MOVES)

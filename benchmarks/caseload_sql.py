"""The caseload in hand-written SQL: the floor of the figures "open" and "caseload"."""

CASELOAD = """
SELECT p.id, p.number, p.external_id, p.preferred_name, p.legal_first_name, p.legal_last_name,
       p.pronouns, p.date_of_birth, p.status, p.status_since, p.phase, p.enrolled_on,
       p.cadence_days, p.name_key, coalesce(cw.name, cm.worker_text),
       coalesce(pw.name, pr.worker_text), cm.worker_id, pr.worker_id,
       (SELECT max(occurred_at) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'reached'),
       (SELECT max(occurred_at) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'attempted'),
       (SELECT count(*) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'attempted' AND occurred_at > coalesce(
               (SELECT max(occurred_at) FROM contact_participant
                 WHERE participant_id = p.id AND standing = 'reached'), '')),
       (SELECT group_concat(status, '|') FROM linkage
         WHERE participant_id = p.id AND status IN ('IDENTIFIED', 'SENT', 'WAITING_PROVIDER',
               'WAITING_PARTICIPANT', 'WAITLIST', 'ACCEPTED', 'SCHEDULED', 'STARTED', 'ONGOING')),
       (SELECT group_concat(name, '|') FROM participant_alias WHERE participant_id = p.id),
       (SELECT group_concat(digits, '|') FROM participant_phone WHERE participant_id = p.id),
       (SELECT min(coalesce(expires_on, '9999-12-31')) FROM consent
         WHERE participant_id = p.id AND revoked_at IS NULL AND signed_on <= :today
           AND (expires_on IS NULL OR expires_on >= :today)),
       EXISTS (SELECT 1 FROM safety_note WHERE participant_id = p.id AND review_by >= :today),
       e.kind, e.occurred_at, a.title, a.starts_at, t.words, t.due_on
  FROM participant p
  LEFT JOIN assignment cm ON cm.participant_id = p.id AND cm.part = 'case_manager'
        AND cm.to_on IS NULL
  LEFT JOIN worker cw ON cw.id = cm.worker_id
  LEFT JOIN assignment pr ON pr.participant_id = p.id AND pr.part = 'peer' AND pr.to_on IS NULL
  LEFT JOIN worker pw ON pw.id = pr.worker_id
  LEFT JOIN event e ON e.id = (SELECT id FROM event WHERE participant_id = p.id
        AND ended_at IS NULL AND kind IN ('JAIL_BOOKED', 'HOSPITAL_ADMIT', 'PSYCH_ADMIT')
        ORDER BY occurred_at DESC LIMIT 1)
  LEFT JOIN appointment a ON a.id = (SELECT id FROM appointment WHERE participant_id = p.id
        AND status = 'PLANNED' AND starts_at >= :now ORDER BY starts_at LIMIT 1)
  LEFT JOIN task t ON t.id = (SELECT id FROM task WHERE participant_id = p.id
        AND done_at IS NULL ORDER BY due_on LIMIT 1)
 ORDER BY p.number
"""

"""The caseload in hand-written SQL, judged and ordered there: the floor of "open" and "caseload".

It answers what the program answers, days since, target, days past, standing and the need-first
order included; `benchmarks.store_figures` refuses to compare when the two lists differ. Local
days come from SQLite's own "localtime", which follows the TZ of the process.
"""

CASELOAD = """
WITH facts AS MATERIALIZED (
SELECT p.id, p.number, p.external_id, p.preferred_name, p.legal_first_name, p.legal_last_name,
       p.pronouns, p.date_of_birth, p.status, p.status_since, p.phase, p.enrolled_on,
       p.cadence_days, p.name_key, coalesce(cw.name, cm.worker_text),
       coalesce(pw.name, pr.worker_text), cm.worker_id, pr.worker_id,
       (SELECT max(occurred_at) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'reached') AS reached_at,
       (SELECT max(occurred_at) FROM contact_participant
         WHERE participant_id = p.id AND standing = 'attempted') AS attempted_at,
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
       EXISTS (SELECT 1 FROM safety_note
                WHERE participant_id = p.id AND review_by >= :today AND ended_at IS NULL),
       CASE WHEN p.status = 'INACTIVE_LOST' THEN
           (SELECT max("on") FROM search WHERE participant_id = p.id) END AS searched_on,
       p.case_manager_days, p.peer_days,
       e.kind, e.occurred_at, a.title, a.starts_at, t.words, t.due_on,
       CASE WHEN p.status IN ('CLOSED', 'NOT_ENROLLED') OR e.kind IS NULL THEN p.status
            WHEN e.kind = 'JAIL_BOOKED' THEN 'INACTIVE_CUSTODY'
            ELSE 'INACTIVE_FACILITY' END AS effective
  FROM participant p
  LEFT JOIN assignment cm ON cm.participant_id = p.id AND cm.part = 'case_manager'
        AND cm.to_on IS NULL
  LEFT JOIN worker cw ON cw.id = cm.worker_id
  LEFT JOIN assignment pr ON pr.participant_id = p.id AND pr.part = 'peer' AND pr.to_on IS NULL
  LEFT JOIN worker pw ON pw.id = pr.worker_id
  LEFT JOIN event e ON e.rowid = (SELECT rowid FROM event WHERE participant_id = p.id
        AND ended_at IS NULL AND kind IN ('JAIL_BOOKED', 'HOSPITAL_ADMIT', 'PSYCH_ADMIT')
        AND struck_at IS NULL ORDER BY occurred_at DESC LIMIT 1)
  LEFT JOIN appointment a ON a.rowid = (SELECT rowid FROM appointment
        WHERE participant_id = p.id AND status = 'PLANNED' AND starts_at >= :now
        ORDER BY starts_at LIMIT 1)
  LEFT JOIN task t ON t.rowid = (SELECT rowid FROM task WHERE participant_id = p.id
        AND done_at IS NULL ORDER BY due_on LIMIT 1)
 WHERE p.id NOT IN (SELECT hidden.id FROM participant hidden WHERE hidden.restricted = 1
        AND NOT EXISTS (SELECT 1 FROM assignment own WHERE own.participant_id = hidden.id
              AND own.worker_id = :viewer AND own.to_on IS NULL)
        AND NOT EXISTS (SELECT 1 FROM record_access way WHERE way.participant_id = hidden.id
              AND way.worker_id = :viewer AND way.ended_at IS NULL
              AND (way.until IS NULL OR way.until > :now)))
), clocked AS MATERIALIZED (
SELECT facts.*,
       CASE WHEN status = 'INACTIVE_LOST' THEN status_since
            ELSE coalesce(enrolled_on, status_since) END AS came,
       date(reached_at, 'localtime') AS reached_on, date(attempted_at, 'localtime') AS tried_on
  FROM facts
), waiting AS MATERIALIZED (
SELECT clocked.*,
       CASE effective
            WHEN 'ACTIVE' THEN coalesce(nullif(cadence_days, 0),
                 CASE phase WHEN 'ENGAGING' THEN 7 WHEN 'ENGAGED' THEN 14 ELSE 30 END)
            WHEN 'OUTREACH' THEN 4 WHEN 'INTAKE_STARTED' THEN 7 WHEN 'INTAKE_SCHEDULED' THEN 7
            WHEN 'INACTIVE_CUSTODY' THEN 30 WHEN 'INACTIVE_FACILITY' THEN 14
            WHEN 'INACTIVE_PAUSED' THEN 60 WHEN 'INACTIVE_LOST' THEN 7 END AS target,
       julianday(:today) - julianday(CASE effective
            WHEN 'OUTREACH' THEN
                 nullif(max(coalesce(reached_on, ''), coalesce(tried_on, '')), '')
            WHEN 'INACTIVE_LOST' THEN nullif(max(
                 CASE WHEN reached_on >= came THEN reached_on ELSE '' END,
                 CASE WHEN tried_on >= came THEN tried_on ELSE '' END,
                 CASE WHEN searched_on >= came THEN searched_on ELSE '' END), '')
            ELSE reached_on END) AS days_since,
       julianday(:today) - julianday(came) AS days_here
  FROM clocked
), judged AS (
SELECT waiting.*, coalesce(days_since, days_here) AS waited,
       max(0, coalesce(days_since, days_here) - target) AS days_past
  FROM waiting
)
SELECT judged.*,
       CASE WHEN target IS NULL THEN 5 WHEN days_past > 3 THEN 0 WHEN days_past > 0 THEN 1
            WHEN days_since IS NULL THEN 2 WHEN waited >= target - 2 THEN 3 ELSE 4 END AS standing
  FROM judged
 ORDER BY standing, coalesce(days_past, 0) * 1000 + min(coalesce(days_since, 999), 999) DESC, number
"""

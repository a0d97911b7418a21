-- A turn of somebody who was marked as deceased by an earlier version, which ended none: it ends as a death ends it now,
-- when it last changed. It would stand before everybody else, and nobody could be called.
INSERT INTO stop_log (stop_id, n, service_day, unit_id, class, did, at, recorded_at, note, paper, by_death)
SELECT s.id, 1 + (SELECT max(n) FROM stop_log WHERE stop_id = s.id), s.service_day, s.unit_id, s.class, 'cancelled',
       s.since, s.since, 'meninggal', s.paper, 1
FROM stop s JOIN ticket t ON t.id = s.ticket_id JOIN person p ON p.id = t.person_id
WHERE p.deceased_on IS NOT NULL AND s.state IN ('waiting', 'called') ORDER BY s.id;

UPDATE ticket SET cancelled_at = (SELECT s.since FROM stop s WHERE s.ticket_id = ticket.id AND s.state IN ('waiting', 'called')),
                  cancel_reason = 'meninggal', revision = revision + 1
WHERE EXISTS (SELECT 1 FROM stop s WHERE s.ticket_id = ticket.id AND s.state IN ('waiting', 'called'))
  AND EXISTS (SELECT 1 FROM person p WHERE p.id = ticket.person_id AND p.deceased_on IS NOT NULL);

UPDATE stop SET state = 'cancelled', ended_at = since, revision = revision + 1
WHERE state IN ('waiting', 'called') AND EXISTS
    (SELECT 1 FROM ticket t JOIN person p ON p.id = t.person_id WHERE t.id = stop.ticket_id AND p.deceased_on IS NOT NULL);

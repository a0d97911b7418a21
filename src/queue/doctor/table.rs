//! What must always hold in the queue; findings name ids only.

use rusqlite::Connection;

use crate::queue::rules::{self, Entry};
use crate::queue::stored::table::{progress, read_log};
use crate::store::{Finding, StoreError};
use crate::terms::StopId;

/// Each query gives the sentences of what it finds; an empty answer is health.
const CHECKS: &[(&str, &str)] = &[
    (
        "queue: no number twice",
        "SELECT 'tickets ' || group_concat(id, ', ') || ' have the same number' FROM ticket \
         WHERE number IS NOT NULL GROUP BY service_day, prefix, number HAVING count(*) > 1",
    ),
    (
        "queue: numbers of a series",
        "SELECT 'ticket ' || t.id || ' has a number beyond the last of its series' FROM ticket t \
         LEFT JOIN series s ON s.service_day = t.service_day AND s.prefix = t.prefix \
         WHERE t.number IS NOT NULL AND t.number > coalesce(s.last_number, 0)",
    ),
    (
        "queue: one open stop",
        "SELECT 'ticket ' || ticket_id || ' waits in ' || count(*) || ' places' FROM stop \
         WHERE state IN ('waiting', 'called', 'serving') GROUP BY ticket_id HAVING count(*) > 1",
    ),
    (
        "queue: every ticket has a stop",
        "SELECT 'ticket ' || id || ' has no stop' FROM ticket t \
         WHERE NOT EXISTS (SELECT 1 FROM stop WHERE ticket_id = t.id)",
    ),
    (
        "queue: cancelled",
        "SELECT 'ticket ' || t.id || ' is cancelled but waits' FROM ticket t JOIN stop s ON s.ticket_id = t.id \
         WHERE t.cancelled_at IS NOT NULL AND s.state IN ('waiting', 'called', 'serving', 'no_show')",
    ),
    (
        "queue: times in order",
        "SELECT 'the times of stop ' || id || ' are not in order' FROM stop \
         WHERE NOT (opened_at <= coalesce(first_called_at, opened_at) \
         AND coalesce(first_called_at, opened_at) <= coalesce(called_at, first_called_at, opened_at) \
         AND coalesce(called_at, first_called_at, opened_at) <= coalesce(serving_at, no_show_at, ended_at, since) \
         AND coalesce(serving_at, no_show_at, opened_at) <= coalesce(ended_at, since) \
         AND coalesce(ended_at, since) <= since)",
    ),
    (
        "queue: closed days",
        "SELECT 'stop ' || s.id || ' is open on a closed day' FROM stop s \
         JOIN queue_day d ON d.service_day = s.service_day \
         WHERE d.closed_at IS NOT NULL AND s.state IN ('waiting', 'called', 'serving') \
         AND s.class <> 'emergency'",
    ),
    (
        "queue: day and class",
        "SELECT 'stop ' || s.id || ' disagrees with its ticket' FROM stop s JOIN ticket t ON t.id = s.ticket_id \
         WHERE s.service_day <> t.service_day OR s.paper > (t.source = 'paper') \
         OR (s.state IN ('waiting', 'called', 'serving', 'no_show') AND s.class <> CASE \
         WHEN t.urgency = 'emergency' THEN 'emergency' WHEN t.priority IS NOT NULL THEN 'priority' \
         ELSE 'ordinary' END)",
    ),
    (
        "queue: taken back",
        "SELECT 'stop ' || s.id || ' is not marked as its log says' FROM stop s WHERE s.taken_back <> EXISTS \
         (SELECT 1 FROM stop_log u WHERE u.stop_id = s.id AND u.undoes = 1)",
    ),
    (
        "queue: opened by",
        "SELECT 'stop ' || l.stop_id || ' opened stop ' || l.next_stop_id || ' of another ticket' \
         FROM stop_log l JOIN stop a ON a.id = l.stop_id JOIN stop b ON b.id = l.next_stop_id \
         WHERE a.ticket_id <> b.ticket_id OR a.sequence >= b.sequence",
    ),
];

pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    for (check, sql) in CHECKS {
        let mut statement = db.prepare(sql)?;
        for text in statement.query_map([], |row| row.get(0))? {
            findings.push(Finding { check, text: text? });
        }
    }
    // A stop is what its log adds up to: every column, not the state alone.
    let mut statement = db.prepare("SELECT * FROM stop ORDER BY id")?;
    let stops = statement.query_map([], |row| Ok((row.get::<_, StopId>("id")?, progress(row)?)))?;
    for stop in stops {
        let (id, kept) = stop?;
        let log: Vec<Entry> = read_log(db, id)?.into_iter().map(|(entry, _)| entry).collect();
        let numbered = log.iter().zip(1..).all(|(entry, n)| entry.n == n);
        if !numbered || rules::add_up(&log) != Some(kept) {
            let text = format!("stop {id} is not what its log adds up to");
            findings.push(Finding { check: "queue: log", text });
        }
    }
    Ok(findings)
}

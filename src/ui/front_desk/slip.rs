//! The slip of a ticket as a file in the clinic's folder.

use std::path::{Path, PathBuf};

use crate::queue::slip::{Slip, pdf};
use crate::queue::{Issue, Number, Priority, Row, Urgency};
use crate::terms::{Instant, UnitId};
use crate::ui::shared::Shared;

/// A slip and the name of its file.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    /// As people call the ticket.
    pub(super) number: String,
    file: String,
    slip: Slip,
    at: Instant,
}

/// The slip of a ticket that was just given.
pub(super) fn of_issue(issue: &Issue, number: Option<&Number>, ahead: u32, shared: &Shared) -> Paper {
    let ticket = Ticket {
        number,
        unit: issue.unit,
        priority: issue.priority,
        urgency: issue.urgency,
        at: shared.now,
        ahead: Some(shared.words.with("paper-slip-ahead", &[("count", ahead)])),
    };
    paper(&ticket, shared)
}

/// The slip of a ticket once more. How many are ahead by now is said with the time, since the slip bears the one at which
/// the ticket was given; of a ticket that does not wait any more it is not said.
pub(super) fn of_row(row: &Row, ahead: Option<u32>, shared: &Shared) -> Paper {
    let time = shared.words.time(shared.zone().local(shared.now).time());
    let said = |count: u32| {
        let count = shared.words.count(count);
        shared.words.with("paper-slip-ahead-now", &[("count", count), ("time", time.clone())])
    };
    let ticket = Ticket {
        number: row.number.as_ref(),
        unit: row.destination,
        priority: row.priority,
        urgency: row.urgency,
        at: row.issued_at,
        ahead: ahead.map(said),
    };
    paper(&ticket, shared)
}

struct Ticket<'a> {
    number: Option<&'a Number>,
    unit: UnitId,
    priority: Option<Priority>,
    urgency: Urgency,
    at: Instant,
    ahead: Option<String>,
}

fn paper(ticket: &Ticket<'_>, shared: &Shared) -> Paper {
    let words = &shared.words;
    let local = shared.zone().local(ticket.at);
    let emergency = || words.text("priority-emergency").into_owned();
    let number = ticket.number.map_or_else(emergency, ToString::to_string);
    let mark = ticket.priority.filter(|_| ticket.urgency == Urgency::Ordinary).map(|priority| {
        format!(
            "{}: {}",
            words.text("desk-priority"),
            words.word("priority", priority.as_str()).to_lowercase()
        )
    });
    let slip = Slip {
        clinic: shared.config.profile.name.clone(),
        heading: words.text("paper-slip-number").into_owned(),
        number: number.clone(),
        mark,
        unit: shared.config.unit(ticket.unit).map(|unit| unit.name.clone()).unwrap_or_default(),
        ahead: ticket.ahead.clone(),
        issued: format!("{} · {}", words.date_full(local.date()), words.time(local.time())),
        notes: ["paper-slip-keep", "paper-slip-missed"].map(|key| words.text(key).into_owned()).to_vec(),
    };
    // An emergency has no number; its time tells it from another.
    let name = ticket.number.map_or_else(|| local.format("%H%M%S").to_string(), ToString::to_string);
    Paper { number, file: format!("{}-{name}.pdf", local.format("%Y-%m-%d")), slip, at: ticket.at }
}

/// Writes it, and says where.
pub(super) fn write(paper: &Paper, folder: &Path) -> Result<PathBuf, String> {
    let bytes = pdf(&paper.slip, paper.at).map_err(|error| error.to_string())?;
    let path = folder.join(&paper.file);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, bytes))
        .map_err(|error| error.to_string())?;
    Ok(path)
}

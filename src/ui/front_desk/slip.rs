//! The slip of a ticket as a file in the clinic's folder.

use std::path::{Path, PathBuf};

use crate::printing::{Printer, Width};
use crate::queue::slip::{Ahead, Roll, Slip, pdf};
use crate::queue::{Issue, Number, Priority, Row, Urgency};
use crate::terms::{Calendar, Instant, UnitId};
use crate::ui::shared::Shared;
use crate::words::Words;

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
        ahead: Some(Ahead {
            label: shared.words.text("paper-slip-ahead").into_owned(),
            count: people(ahead, &shared.words),
        }),
    };
    paper(&ticket, shared)
}

/// The slip of a ticket once more. How many are ahead by now is said with the time, since the slip bears the one at which
/// the ticket was given; of a ticket that does not wait any more it is not said.
pub(super) fn of_row(row: &Row, ahead: Option<u32>, shared: &Shared) -> Paper {
    let time = shared.words.time(shared.zone().local(shared.now).time());
    let said = |count: u32| Ahead {
        label: shared.words.with("paper-slip-ahead-now", &[("time", time.clone())]),
        count: people(count, &shared.words),
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
    ahead: Option<Ahead>,
}

fn people(count: u32, words: &Words) -> String {
    words.with("paper-slip-people", &[("count", count)])
}

fn paper(ticket: &Ticket<'_>, shared: &Shared) -> Paper {
    let words = &shared.words;
    let (local, day) = (shared.zone().local(ticket.at), shared.calendar().day(ticket.at));
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
        issued: issued(ticket.at, shared.calendar(), words),
        notes: ["paper-slip-keep", "paper-slip-missed"].map(|key| words.text(key).into_owned()).to_vec(),
    };
    // By the service day, as the numbers are: at night this morning's slip would else be written over. An emergency has no
    // number; its time tells it from another.
    let name = ticket.number.map_or_else(|| local.format("%H%M%S").to_string(), ToString::to_string);
    Paper { number, file: format!("{day}-{name}.pdf"), slip, at: ticket.at }
}

/// When the ticket was given. At night its number is one of the day before: then it says of which.
fn issued(at: Instant, calendar: Calendar, words: &Words) -> String {
    let (local, day) = (calendar.local(at), calendar.day(at));
    let time = format!("{} · {}", words.date_full(local.date()), words.time(local.time()));
    if day.0 == local.date() {
        return time;
    }
    let of_day = words.with("paper-slip-day", &[("day", words.day_month(day.0))]);
    format!("{time} · {of_day}")
}

/// The layout for a printer's paper; as wide as can be where none is chosen.
pub(super) const fn roll(printer: Option<&Printer>) -> Roll {
    match printer {
        Some(Printer::Thermal { width: Width::Mm58, .. }) => Roll::Narrow,
        Some(Printer::Thermal { width: Width::Mm80, .. } | Printer::Sheets { .. }) | None => Roll::Wide,
    }
}

/// Writes it, and says where.
pub(super) fn write(paper: &Paper, roll: Roll, folder: &Path) -> Result<PathBuf, String> {
    let bytes = pdf(&paper.slip, roll, paper.at).map_err(|error| error.to_string())?;
    let path = folder.join(&paper.file);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, bytes))
        .map_err(|error| error.to_string())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terms::TimeZone;
    use crate::words::Language;

    #[test]
    fn a_slip_of_the_night_says_of_which_day_its_number_is() {
        let (words, calendar) = (Words::new(Language::Indonesian), Calendar::usual(TimeZone::Wib));
        let said = |at: &str| issued(at.parse().unwrap(), calendar, &words);
        assert_eq!(said("2026-11-29T17:32:00Z"), "Senin, 30 November 2026 · 00:32 · antrean 29 Nov");
        assert_eq!(said("2026-11-30T00:32:00Z"), "Senin, 30 November 2026 · 07:32");
    }
}

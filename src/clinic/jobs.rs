//! What happens by itself, as the program's own session through the same door.

use super::watch::Asked;
use super::{Clinic, Envelope, Refusal, watch};
use crate::terms::{ServiceDay, TicketId};
use crate::{queue, visits};

/// Why a day that was left open is closed the next morning.
const CLOSED_NEXT_MORNING: &str = "hari tidak ditutup; ditutup otomatis pagi berikutnya";

impl Clinic {
    /// How it stands with the clock.
    pub fn clock(&self) -> Result<watch::Standing, Refusal> {
        self.ask(&self.display(), &watch::query::Standing)
    }

    /// Begins the day: emergencies that are not over go on in it, days left open are closed with a reason, visits left
    /// open are marked.
    /// Returns the days that were closed; asking again the same morning does nothing.
    pub fn begin_day(&self) -> Result<Vec<ServiceDay>, Refusal> {
        if self.begun()?.is_none() {
            return Ok(Vec::new());
        }
        let (today, system) = (self.today()?, self.system());
        let asked = self.clock()?.asked;
        let going_on = self.ask(&system, &queue::query::GoingOn { day: today })?;
        if !matches!(asked, Asked::Doubt(_)) && going_on.iter().any(|one| one.day != today) {
            self.run(&system, Envelope::new(queue::command::CarryOn))?;
        }
        // Nothing closes by a clock that nobody confirmed.
        if asked != Asked::Nothing {
            return Ok(Vec::new());
        }
        let left = self.ask(&system, &queue::query::LeftOpen { day: today })?;
        for left in &left {
            let close = queue::command::CloseDay { day: left.day, reason: CLOSED_NEXT_MORNING.to_owned() };
            self.run(&system, Envelope::new(close))?;
        }
        let open = self.ask(&system, &visits::query::Open { unit: None, day: None })?;
        // Whoever is still cared for was not left.
        let kept: Vec<TicketId> = going_on.iter().map(|one| one.ticket).collect();
        let is_left = |line: &visits::VisitLine| {
            line.service_day < today
                && !line.left_open
                && line.ticket.is_none_or(|ticket| !kept.contains(&ticket))
        };
        if open.iter().any(is_left) {
            let reason = CLOSED_NEXT_MORNING.to_owned();
            let mark = visits::MarkLeftOpen { before: today, reason, only: None, kept };
            self.run(&system, Envelope::new(mark))?;
        }
        Ok(left.into_iter().map(|left| left.day).collect())
    }
}

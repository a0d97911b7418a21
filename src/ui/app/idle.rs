//! Who is at the desk: coming in, locking, and the lock of a desk that was left.

use iced::Task;

use super::screens::{Name, Screens};
use super::{App, Gate, Left, Message, TOAST_SECONDS};
use crate::clinic::Welcome;
use crate::ui::action::Toast;
use crate::ui::sign_in::{Holder, SignIn};

impl App {
    pub(super) fn enter(&mut self, welcome: Welcome) -> Task<Message> {
        let (left, comes) = (self.account(), welcome.account.id);
        let mut late = Vec::new();
        if left != Some(comes) {
            // What somebody has half typed is not shown to whoever comes next; it waits for their return.
            let kept = self.waiting.remove(&comes).unwrap_or_else(|| Left {
                place: Name::first_of(welcome.account.role),
                screens: Screens::default(),
                late: Vec::new(),
            });
            late = kept.late;
            let screens = std::mem::replace(&mut self.screens, kept.screens);
            let place = std::mem::replace(&mut self.place, kept.place);
            if let Some(left) = left {
                self.waiting.insert(left, Left { place, screens, late: Vec::new() });
            }
        }
        self.shared.came(&welcome.account);
        self.shared.session = Some(welcome.session);
        self.preferences.sits(comes);
        self.shared.seat = self.preferences.seat;
        self.gate = Gate::Open;
        // Said below the sign-in until now; once more, in passing.
        let told = self.bad_end.take().map(|end| Toast::trouble(self.bad_end_said(&end)));
        let told = told.map_or_else(Task::none, |toast| self.say(toast));
        let mut tasks = vec![told];
        tasks.extend(late.into_iter().map(|message| self.screen(Some(comes), message)));
        tasks.push(self.shown());
        tasks.push(self.ask_clock());
        Task::batch(tasks)
    }

    pub(super) fn lock(&mut self) -> Task<Message> {
        let Some(session) = &self.shared.session else { return Task::none() };
        let Some(account) = session.account() else { return Task::none() };
        let holder = Holder { name: session.name().to_owned(), account };
        self.toast = None;
        self.gate = Gate::Closed(Box::new(SignIn::locked(holder)));
        self.shown()
    }

    /// Every ten seconds, each second while a toast stands: the toast goes, an idle desk locks.
    pub(super) fn tick(&mut self) -> Task<Message> {
        let now = self.shared.now;
        // A clock that is put back keeps no sentence standing.
        let stands = |left: i64| (1..=TOAST_SECONDS * 1000).contains(&left);
        if self.toast.as_ref().is_some_and(|shown| !stands((shown.until - now).num_milliseconds())) {
            self.toast = None;
        }
        let idle = i64::from(self.shared.config.profile.idle_lock_minutes);
        // By the time that passed: a clock that jumps ahead locks nobody out, one that is put back keeps no desk open.
        let rested = (self.desk.passed() - self.last_touch).num_minutes();
        if matches!(self.gate, Gate::Open) && idle > 0 && rested >= idle {
            return self.lock();
        }
        Task::none()
    }
}

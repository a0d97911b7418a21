//! Carrying out what screens want.

use iced::futures::{Stream, StreamExt as _, stream};
use iced::{Subscription, Task};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use super::{App, Message, Shown, TOAST_SECONDS};
use crate::clinic::{Refusal, Session, flow};
use crate::desk::Desk;
use crate::people;
use crate::ui::action::{Action, Asking, AtThisPc, Effect, Place, Preference, Program, Toast, Undo};
use crate::ui::background::in_background;
use crate::ui::widget::keys::{focus, reveal};
use crate::words::Words;

impl App {
    /// Carries out everything a screen wants, in its order.
    pub(super) fn perform(&mut self, action: Action<Message>) -> Task<Message> {
        let tasks: Vec<_> = action.into_effects().into_iter().map(|effect| self.carry_out(effect)).collect();
        Task::batch(tasks)
    }

    fn carry_out(&mut self, effect: Effect<Message>) -> Task<Message> {
        match effect {
            Effect::Clinic(asked) => answered(asked(self.asking())),
            Effect::ThisPc(work) => {
                let (pc, words) = (self.shared.pc.clone(), Arc::clone(&self.shared.words));
                let done = work(AtThisPc { pc, asking: self.asking(), words });
                // The line below every screen hears it too.
                Task::future(done).then(|(copies, message)| {
                    let told = Message::Copied(copies.map(Ok));
                    let all = [told, message].map(|message| Task::done(Message::Answered(Box::new(message))));
                    Task::batch(all)
                })
            }
            Effect::Task(task) => task.map(|message| Message::Answered(Box::new(message))),
            Effect::Focus(id) => iced::advanced::widget::operate(focus(id)).discard(),
            Effect::Reveal(id) => iced::advanced::widget::operate(reveal(id)).discard(),
            Effect::Program(what) => self.of_itself(what),
        }
    }

    fn of_itself(&mut self, what: Program) -> Task<Message> {
        match what {
            Program::Go(place) => self.go(place),
            Program::Say(toast) => self.say(toast),
            Program::Show(path) => self.show(path),
            Program::Enter(welcome) => self.enter(*welcome),
            Program::Lock => self.lock(),
            Program::ToggleDisplay => self.toggle_display(),
            Program::Prefer(preference) => self.prefer(preference),
            Program::StartAgain(restore) => {
                *self.after.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(*restore);
                iced::exit()
            }
        }
    }

    fn asking(&self) -> Asking {
        Asking { desk: self.desk.clone(), session: self.asker(), seat: self.seat_name() }
    }

    /// Who asks: the person here, else the display, who may know the clinic's units and numbers.
    fn asker(&self) -> Session {
        self.shared.session.clone().unwrap_or_else(|| self.desk.display())
    }

    fn seat_name(&self) -> String {
        self.shared.counter().map_or_else(|| "desk".to_owned(), |counter| counter.name.clone())
    }

    pub(super) fn go(&mut self, place: Place) -> Task<Message> {
        self.place = place.name();
        let opened = self.screens.open(place, &self.shared).map(self.of_screen());
        let shown = self.shown();
        Task::batch([shown, self.perform(opened)])
    }

    pub(super) fn bad_end_said(&self, end: &super::BadEnd) -> String {
        match end {
            super::BadEnd::Crash(file) => {
                self.shared.words.with("end-crash", &[("file", file.display().to_string())])
            }
            super::BadEnd::Cut => self.shared.words.text("end-cut").into_owned(),
        }
    }

    pub(super) fn say(&mut self, toast: Toast) -> Task<Message> {
        let until = self.shared.now + chrono::Duration::seconds(TOAST_SECONDS);
        self.toast = Some(Shown { toast, until, gone_on: false });
        Task::none()
    }

    /// Shows a file or a folder in the desktop's own program, off the window's thread: that may ask a slow disk.
    pub(super) fn show(&mut self, path: PathBuf) -> Task<Message> {
        let words = Arc::clone(&self.shared.words);
        let work = move || {
            let named = path.display().to_string();
            // Windows answers for a file that is gone with a box of its own, and waits.
            if !path.exists() {
                return Some(words.with("printed-gone", &[("path", named)]));
            }
            let why = open::that_detached(&path).err()?.to_string();
            Some(words.with("printed-not-opened", &[("path", named), ("why", why)]))
        };
        self.perform(in_background(work, |said| Message::NotShown(said.flatten())))
    }

    fn prefer(&mut self, preference: Preference) -> Task<Message> {
        self.preferences.prefer(preference, self.account());
        self.shared.seat = self.preferences.seat;
        if matches!(preference, Preference::Language(_)) {
            self.shared.words = Arc::new(Words::new(self.shared.seat.language));
        }
        Task::none()
    }

    pub(super) fn undo(&mut self) -> Task<Message> {
        let Some(Toast { undo: Some(act), about, .. }) = self.toast.take().map(|shown| shown.toast) else {
            return Task::none();
        };
        self.perform(undo_of(act, about))
    }

    /// A move or a merge was taken back: `said` tells so.
    pub(super) fn undone_repair(&mut self, said: &str, reply: Result<(), Refusal>) -> Task<Message> {
        self.say(match reply {
            Ok(()) => Toast::done(self.shared.words.text(said)),
            Err(refusal) => Toast::trouble(refusal.explain(&self.shared.words)),
        })
    }

    pub(super) fn undone_death(
        &mut self,
        name: &str,
        reply: Result<people::Changed, Refusal>,
    ) -> Task<Message> {
        let words = &self.shared.words;
        self.say(match reply {
            Ok(_) => Toast::done(words.with("death-taken-back", &[("name", name)])),
            Err(refusal) => Toast::trouble(refusal.explain(words)),
        })
    }

    pub(super) fn undone(
        &mut self,
        about: &str,
        reply: Result<crate::queue::Undone, Refusal>,
    ) -> Task<Message> {
        let words = &self.shared.words;
        let toast = match reply {
            Ok(undone) if undone.did == crate::queue::Did::Issued => {
                Toast::done(words.with("toast-ticket-undone", &[("about", about)]))
            }
            Ok(_) => Toast::done(words.with("toast-undone", &[("about", about)])),
            Err(refusal) => Toast::trouble(refusal.explain(&self.shared.words)),
        };
        self.say(toast)
    }
}

/// What comes by itself later: nobody touched anything.
fn answered(answer: impl Future<Output = Message> + Send + 'static) -> Task<Message> {
    Task::perform(answer, |message| Message::Answered(Box::new(message)))
}

/// Hears every event of the clinic; who fell behind asks for everything.
pub(super) fn events(desk: &Desk) -> Subscription<Message> {
    Subscription::run_with(Heard(desk.clone()), |heard| listen(&heard.0))
}

struct Heard(Desk);

impl Hash for Heard {
    fn hash<H: Hasher>(&self, state: &mut H) {
        "clinic events".hash(state);
    }
}

fn listen(desk: &Desk) -> impl Stream<Item = Message> + use<> {
    stream::unfold(desk.events(), |mut events| async move {
        let heard = events.next().await?;
        Some((Message::Heard(heard.map(Box::new)), events))
    })
    .boxed()
}

fn undo_of(act: Undo, about: String) -> Action<Message> {
    match act {
        Undo::Turn(on) => Action::run(flow::command::Undo { on }, |reply| Message::Undone(about, reply)),
        Undo::Merge(id) => {
            let undo = flow::command::Unmerge(id);
            Action::run(undo, |reply| Message::UndoneRepair("toast-unmerged", reply.map(|_| ())))
        }
        Undo::Move(id) => {
            Action::run(people::Unmove(id), |reply| Message::UndoneRepair("family-undone", reply.map(|_| ())))
        }
        Undo::Death(which) => {
            Action::run(people::command::MarkLiving(which), |reply| Message::UndoneDeath(about, reply))
        }
    }
}

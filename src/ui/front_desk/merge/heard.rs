//! What happens elsewhere while two records are looked at: they are asked again only where it is about them, for whoever looks
//! at a record is written down.

use super::{Asked, FrontDesk, Message, Mode, wrap};
use crate::clinic::{Event, Refusal, views};
use crate::people::Error;
use crate::terms::PersonId;
use crate::ui::action::Action;
use crate::ui::front_desk::Message as Desk;
use crate::ui::shared::Shared;
use crate::{screening, visits};

impl super::Merging {
    /// Whether somebody is one of the two, or is named beside them.
    fn concerns(&self, person: PersonId) -> bool {
        let heads = self.next_heads().iter().map(|card| card.id);
        let named = self.seen.iter().flat_map(|seen| seen.names.keys().copied());
        let asked = [self.one, self.other].into_iter().flatten();
        self.both().chain(asked).chain(heads).chain(named).any(|one| one == person)
    }
}

impl FrontDesk {
    /// Whether no merge of this desk is under way.
    pub(in crate::ui::front_desk) fn merging_is_free(&self) -> bool {
        self.merging.flight.is_free()
    }

    /// Something happened in the clinic: both are asked again where it is about one of them; else only how it stands with
    /// their merge, which lays open nobody's record.
    pub(in crate::ui::front_desk) fn merge_heard(
        &mut self,
        event: Option<&Event>,
        shared: &Shared,
    ) -> Action<Desk> {
        if self.mode != Mode::Merge || !self.merging.flight.is_free() {
            return Action::none();
        }
        let page = &self.merging;
        let concerns = match event {
            None | Some(Event::Unknown | Event::Offset(_)) => true,
            Some(Event::Looked(_) | Event::Staff(_) | Event::Clock | Event::Summary(_)) => {
                return Action::none();
            }
            Some(Event::People(event)) => event.about().any(|person| page.concerns(person)),
            Some(Event::Visits(visits::Event::Opened { person, .. })) => page.concerns(*person),
            Some(Event::Screening(
                screening::Event::Measured { person, .. }
                | screening::Event::Voided { person, .. }
                | screening::Event::FollowUp { person, .. },
            )) => page.concerns(*person),
            Some(Event::Queue(_) | Event::Visits(_) | Event::Setup(_)) => false,
        };
        if concerns { self.ask_both(shared) } else { self.weigh() }
    }

    /// How it stands with what is chosen.
    pub(super) fn weigh(&mut self) -> Action<Desk> {
        let page = &mut self.merging;
        let (Some(merge), Some(day)) = (page.command(), page.day) else { return Action::none() };
        let n = page.stands.ask();
        let query = views::query::Merging { merge: Box::new(merge), day };
        Action::ask(query, move |answer| wrap(Message::Stands(n, answer)))
    }

    pub(super) fn it_stands(&mut self, answer: Asked<views::Merging>, shared: &Shared) -> Action<Desk> {
        let page = &mut self.merging;
        let stands = match answer {
            Ok(stands) => stands,
            Err(refusal) => {
                page.trouble = Some(refusal);
                return Action::none();
            }
        };
        page.trouble = None;
        let shown = page.seen.as_deref().map(|seen| seen.older.follows.and(seen.newer.follows));
        let heads = page.next_heads().iter().map(|card| card.id);
        // Something of what is shown is no longer so: it is looked at again.
        let is_other = shown != Some(stands.follows)
            || !heads.eq(stands.next_heads)
            || matches!(
                stands.against,
                Some(Refusal::People(Error::Changed(_) | Error::UnknownPerson | Error::MergeTicketsChanged))
            );
        page.against = stands.against;
        // The sentence below may be longer than it was, and then there is less room above it.
        if is_other { self.ask_both(shared) } else { Self::see_marked() }
    }
}

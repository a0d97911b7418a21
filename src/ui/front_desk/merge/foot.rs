//! Below two records: what becomes of them in one sentence, or why not, and the buttons.

use iced::widget::{column, row};
use iced::{Alignment, Length};

use super::{Message, id, wrap};
use crate::clinic::Refusal;
use crate::clinic::views::Comparison;
use crate::people::Error;
use crate::people::rules::undone_until;
use crate::terms::Age;
use crate::ui::Element;
use crate::ui::front_desk::view::Room;
use crate::ui::front_desk::{FrontDesk, Message as Desk};
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::Gap;
use crate::ui::widget::button::{KeyOn, key_hint};
use crate::ui::widget::panel::About;
use crate::ui::widget::{button, panel, text};

/// The sentence and the buttons; where it cannot be done, why not.
pub(super) fn foot<'a>(
    desk: &'a FrontDesk,
    seen: &'a Comparison,
    room: Room,
    shared: &'a Shared,
) -> Element<'a, Desk> {
    let (words, page) = (&shared.words, &desk.merging);
    let said: Element<'a, Desk> = if let Some(why) = &page.trouble {
        panel::note(About::Error, "", &why.explain(words))
    } else if let Some(Refusal::People(Error::HeadLeaves)) = page.refusal() {
        // Something is still to be chosen: that is no refusal.
        panel::note(About::Information, "", &words.text("merge-head-first"))
    } else if let Some(why) = page.refusal() {
        panel::note(About::Error, &words.text("merge-refused"), &why.explain(words))
    } else if page.has_changed {
        panel::note(About::Warning, &words.text("merge-changed"), &words.text("merge-changed-look"))
    } else if page.flight.problem().is_some() {
        page.flight.note(words)
    } else {
        panel::note(About::Success, &words.text("merge-becomes"), &sentence(desk, seen, shared))
    };
    let label = if page.has_changed { "merge-seen" } else { "merge-save" };
    let save = button::primary(words.text(label)).icon(Icon::Link).key("Ctrl+Enter").id(id::SAVE);
    let save = save.on_press_maybe(page.can_merge().then_some(wrap(Message::Save)));
    let back = button::secondary(words.text("action-back")).key("Esc").on_press(Desk::Back);
    let mut buttons = row![save, back];
    if room.narrow {
        return column![said, buttons.spacing(Gap::S).wrap()].spacing(Gap::S).into();
    }
    let until = text::small(until(shared)).muted().width(Length::Fill);
    if room.tight {
        return column![said, until, buttons.spacing(Gap::S)].spacing(Gap::S).into();
    }
    buttons = buttons.push(until);
    for (one, other, word) in [("↑", "↓", "merge-row"), ("←", "→", "merge-side")] {
        buttons = buttons
            .push(key_hint(one, KeyOn::Surface))
            .push(key_hint(other, KeyOn::Surface))
            .push(text::small(words.text(word)).muted().line());
    }
    column![said, buttons.spacing(Gap::S).align_y(Alignment::Center)].spacing(Gap::S).into()
}

/// How long it can be taken back.
pub(super) fn until(shared: &Shared) -> String {
    let until = shared.words.date(undone_until(shared.date()));
    shared.words.with("merge-until", &[("date", until)])
}

/// The result in one sentence, and what becomes of the other number and its folder.
fn sentence(desk: &FrontDesk, seen: &Comparison, shared: &Shared) -> String {
    let (words, page) = (&shared.words, &desk.merging);
    let sides = (page.of(page.kept()), page.of(page.kept().other()));
    let (Some((details, _)), (Some(kept), Some(gone))) = (page.result(), sides) else {
        return String::new();
    };
    let age = Age::between(details.birth.date, shared.date()).map(|age| words.age(age));
    let both = seen.older.follows.and(seen.newer.follows);
    let mut said = words.with(
        "merge-sentence",
        &[
            ("name", details.name.clone()),
            ("sex", words.word("sex", details.sex.as_str()).to_lowercase()),
            ("age", words.age_known(age.unwrap_or_default(), details.birth.precision)),
            ("kept", kept.person.record_number.clone()),
            ("gone", gone.person.record_number.clone()),
            ("visits", words.count(both.visits)),
            ("measured", words.count(both.measurements)),
        ],
    );
    if gone.members == 1 && gone.person.family != kept.person.family {
        said.push(' ');
        said.push_str(&words.text("merge-folder-empty"));
    }
    if let Some((head, folder)) = page.headed() {
        said.push(' ');
        said.push_str(&words.with("merge-head-becomes", &[("name", head.name.as_str()), ("folder", folder)]));
    }
    said
}

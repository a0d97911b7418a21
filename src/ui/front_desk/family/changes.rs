//! What changes: old beside new, and why.

use iced::widget::{column, container, row};
use iced::{Alignment, Length};

use super::super::view::{address, masked_phone};
use super::super::{FrontDesk, Message as Desk};
use super::view::place;
use crate::clinic::views::Moving;
use crate::people::moving::Target;
use crate::people::{Details, Relation};
use crate::terms::PersonId;
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::shared::Shared;
use crate::ui::theme::{Gap, Tone};
use crate::ui::widget::{panel, rows, text};

const WHAT: f32 = 104.0;
const WHY: f32 = 184.0;
/// More letters than these stand below each other.
const IN_A_LINE: usize = 48;

/// One line of what changes.
struct Line {
    what: String,
    /// Empty where there was nothing.
    before: String,
    after: String,
    why: String,
}

/// The table; none where nothing would change.
pub(super) fn view<'a>(
    desk: &'a FrontDesk,
    moving: &'a Moving,
    tight: bool,
    shared: &'a Shared,
) -> Option<Element<'a, Desk>> {
    let words = &shared.words;
    let lines = lines(desk, moving, shared);
    if lines.is_empty() {
        return None;
    }
    let what = if tight { Length::Fixed(72.0) } else { Length::Fixed(WHAT) };
    let mut heads = vec![
        rows::head(what, words.text("family-changes")),
        rows::head(Length::Fill, words.text("family-from-to")),
    ];
    if !tight {
        heads.push(rows::head_right(WHY, words.text("family-why")));
    }
    let all = lines.into_iter().map(|line| {
        let before =
            if line.before.is_empty() { words.text("family-none").into_owned() } else { line.before };
        let is_long = tight || before.chars().count() + line.after.chars().count() > IN_A_LINE;
        let arrow = Icon::ArrowRight.size(14.0).tone(Tone::Muted);
        let after = row![arrow, text::body(line.after).bold().width(Length::Fill)]
            .spacing(Gap::S)
            .align_y(Alignment::Center);
        let before = text::body(before).muted();
        let change: Element<'a, Desk> = if is_long {
            column![before.width(Length::Fill), after].into()
        } else {
            row![before.line(), after].spacing(Gap::S).align_y(Alignment::Center).into()
        };
        let change = container(change).width(Length::Fill);
        let what_cell = rows::cell(what, text::body(line.what).muted());
        let why = text::small(line.why).muted();
        let cells = if tight {
            row![what_cell, column![change, why].width(Length::Fill)]
        } else {
            row![what_cell, change, rows::cell(WHY, why.right())]
        };
        container(cells.spacing(Gap::S).align_y(Alignment::Center))
            .padding(Gap::around(Gap::Xs, Gap::L))
            .width(Length::Fill)
            .into()
    });
    let header = rows::header(rows::height::DENSE, heads);
    Some(panel::sheet(column![header, rows::list(all)]).width(Length::Fill).into())
}

fn lines(desk: &FrontDesk, Moving { plan, names, .. }: &Moving, shared: &Shared) -> Vec<Line> {
    let words = &shared.words;
    let (before, after) = (&plan.person.details, &plan.after);
    let mut all = Vec::new();
    let line = |what: &str, before: String, after: String, why: String| Line {
        what: words.text(what).into_owned(),
        before,
        after,
        why,
    };
    if let (false, Some(number)) = (plan.to == Target::Same, &plan.number) {
        let why = words.text("family-why-number").into_owned();
        all.push(line("family-number", plan.person.record_number.clone(), number.clone(), why));
    }
    // Into another folder, the chips above and the sentence below say as what.
    if plan.to == Target::Same && plan.role != plan.person.role {
        let (old, new) = (place(plan.person.role, shared), place(plan.role, shared));
        all.push(line("family-relation", old, new, String::new()));
    }
    if after.mother != before.mother {
        let card = |mother: Option<PersonId>| mother.and_then(|mother| names.get(&mother));
        let old = card(before.mother).map(|card| card.name.clone()).unwrap_or_default();
        let new = card(after.mother).map(|card| format!("{}, {}", card.name, shared.birth(card.birth)));
        let why = words.text("family-why-link").into_owned();
        all.push(line("guardian-mother", old, new.unwrap_or_default(), why));
    }
    if after.guardian != before.guardian {
        let phone = plan.mother.as_ref().map(|mother| mother.details.phone.as_str()).unwrap_or_default();
        let why = if phone.is_empty() {
            words.text("family-why-follows").into_owned()
        } else {
            words.with("family-why-mother", &[("phone", masked_phone(phone))])
        };
        all.push(line("person-guardian", guardian(before, shared), guardian(after, shared), why));
    } else if let (Some(kept), true) = (&before.guardian, plan.mother.is_some())
        && kept.relation != Relation::Mother
    {
        let why = words.text("family-why-kept").into_owned();
        all.push(line("person-guardian", guardian(before, shared), guardian(after, shared), why));
    }
    if (&after.home, &after.address) != (&before.home, &before.address) {
        let lives = |details: &Details| Some(address(details, shared)).filter(|said| said != "–");
        let why = words.text("family-why-follows").into_owned();
        let (old, new) = (lives(before).unwrap_or_default(), lives(after).unwrap_or_default());
        all.push(line("family-address", old, new, why));
    }
    let next = desk.family.next_head;
    if let Some(card) = plan.next_heads.iter().find(|card| next == Some(card.id)) {
        let member = plan.from.members.iter().find(|member| member.card.id == card.id);
        let old = member.map(|member| place(member.role, shared)).unwrap_or_default();
        let why = words.text("family-why-next-head").into_owned();
        all.push(Line {
            what: card.name.clone(),
            before: old,
            after: place(crate::people::Role::Head, shared),
            why,
        });
    }
    all
}

fn guardian(details: &Details, shared: &Shared) -> String {
    let Some(guardian) = &details.guardian else { return String::new() };
    let what = shared.words.word("guardian", guardian.relation.as_str()).to_lowercase();
    format!("{}, {what}", guardian.name)
}

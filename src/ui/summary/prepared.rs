//! A preview as it is shown: worded once when it comes, so that drawing costs nothing.

use crate::clinic::views::Lacks;
use crate::growth::{Category, Index};
use crate::summary::figures::{Area, Figures, Share};
use crate::summary::rules::asks_first;
use crate::summary::{Missing, Period, Preview, Standing};
use crate::terms::SummaryId;
use crate::ui::action::Place;
use crate::ui::front_desk::Opening;
use crate::ui::settings::Section;
use crate::words::{Arg, Words};

/// One figure with its name and what it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) of: String,
}

/// One day or hour.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    /// `None` for one to come.
    pub(super) value: Option<u32>,
    pub(super) label: String,
    /// Written above it.
    pub(super) marked: bool,
}

/// One line of the table: words first, then figures; the share is the bar's.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) cells: Vec<String>,
    pub(super) share: f32,
    pub(super) total: bool,
}

/// One thing that is missing, and where it can be helped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) missing: Missing,
    pub(super) what: String,
    pub(super) more: Option<String>,
    /// The screen where it can be helped.
    pub(super) place: Option<Place>,
}

/// Everything that is shown of a preview.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prepared {
    pub(super) figures: [Figure; 4],
    pub(super) columns_title: String,
    pub(super) columns_hint: String,
    pub(super) columns: Vec<Column>,
    pub(super) table_title: String,
    pub(super) table_hint: String,
    pub(super) heads: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) missing: Vec<Item>,
    /// `Bulan berjalan, 23 dari 30 hari`; none when the period is over.
    pub(super) running: Option<String>,
    /// The question that comes before sealing; none where nothing is to be asked.
    pub(super) question: Option<String>,
    pub(super) sealed: Option<(SummaryId, Standing)>,
    pub(super) empty: bool,
}

pub(super) fn prepare(preview: &Preview, words: &Words) -> Prepared {
    let figures = &preview.figures;
    let (columns_title, columns_hint, columns) = columns(preview.period, figures, words);
    let monthly = matches!(preview.period, Period::Month(_));
    let (heads, lines) = if monthly { villages(figures, words) } else { units(figures, words) };
    let text = |key: &str| words.text(key).into_owned();
    Prepared {
        figures: four(figures, words),
        columns_title,
        columns_hint,
        columns,
        table_title: text(if monthly { "summary-by-village" } else { "summary-by-unit" }),
        table_hint: if monthly { text("summary-by-village-hint") } else { String::new() },
        heads,
        lines,
        missing: preview.missing.iter().map(|missing| item(missing, words)).collect(),
        running: preview.running.map(|running| running.said(preview.period, words)),
        question: asks_first(preview).then(|| question(preview, words)),
        sealed: preview.sealed,
        empty: figures.queue.total.tickets == 0
            && figures.visits.total == 0
            && figures.screening.total.measured == 0,
    }
}

fn four(figures: &Figures, words: &Words) -> [Figure; 4] {
    let text = |key: &str| words.text(key).into_owned();
    let visits = &figures.visits;
    let wait = figures.queue.total.wait;
    let ninetieth = words.waited(wait.ninetieth_seconds);
    let all = &figures.screening.total;
    let percent = |share: Share| words.percent(share.part().into(), share.whole().into());
    let count = |share: Share| [("part", words.count(share.part())), ("whole", words.count(share.whole()))];
    let (measured, of_target) = match all.coverage() {
        Some(share) => (percent(share), words.with("summary-measured-of", &count(share))),
        None => (words.count(all.measured), text("summary-by-village-hint")),
    };
    let (stunted, of_measured) = match all.stunted() {
        Some(share) => (percent(share), words.with("summary-stunted-of", &count(share))),
        None => (NONE.to_owned(), text("summary-none-measured")),
    };
    [
        Figure {
            name: text("summary-visits"),
            value: words.count(visits.total),
            of: words.with(
                "summary-visits-new-returning",
                &[("new", visits.new), ("returning", visits.returning)],
            ),
        },
        Figure {
            name: text("summary-wait"),
            value: words.waited(wait.median_seconds),
            of: words.with("summary-wait-more", &[("minutes", ninetieth), ("n", words.count(wait.n))]),
        },
        Figure { name: text("summary-measured"), value: measured, of: of_target },
        Figure { name: text("summary-stunted"), value: stunted, of: of_measured },
    ]
}

/// There is no such figure.
const NONE: &str = "–";

/// `November 2026 belum selesai dan ada 3 hal yang kurang. Tetap segel?`
fn question(preview: &Preview, words: &Words) -> String {
    let period = match preview.period {
        Period::Month(first) => words.month(first.0),
        Period::Day(day) => words.date_words(day.0),
    };
    // That it is not over is said by itself.
    let count = preview.missing.len() - usize::from(preview.running.is_some());
    let key = match (preview.running, count) {
        (Some(_), 0) => return words.with("summary-ask-running", &[("period", period)]),
        (Some(_), _) => "summary-ask-both",
        (None, _) => "summary-ask-missing",
    };
    words.with(key, &[("period", Arg::from(period)), ("count", Arg::from(count as i64))])
}

fn item(missing: &Missing, words: &Words) -> Item {
    let (what, more) = missing.said(words);
    Item { missing: missing.clone(), what, more, place: helped_at(missing) }
}

/// The screen on which something missing is helped, and the part of it where it has several.
pub fn helped_at(missing: &Missing) -> Option<Place> {
    match missing {
        Missing::NotOver { .. } => None,
        Missing::OpenVisits { .. } => Some(Place::Exam(None)),
        Missing::OpenTickets { .. } | Missing::NoVillage { .. } => Some(Place::FrontDesk(None)),
        Missing::Implausible { .. } | Missing::NotMeasured { .. } => Some(Place::Screening(None)),
        Missing::NoTarget { .. } | Missing::TargetTooSmall { .. } => {
            Some(Place::Settings(Some(Section::Villages)))
        }
        Missing::NoDistrict => Some(Place::Settings(Some(Section::Clinic))),
    }
}

/// Where something missing is helped: at whom it is about, where somebody was found, else at the screen.
pub(super) fn place_of(found: Option<Lacks>, screen: Place) -> Place {
    match found {
        Some(Lacks::Visit(visit)) => Place::Exam(Some(visit)),
        Some(Lacks::Person(person)) => Place::FrontDesk(Some(Opening::Person(person))),
        Some(Lacks::Child(child)) => Place::Screening(Some(child)),
        None => screen,
    }
}

fn columns(period: Period, figures: &Figures, words: &Words) -> (String, String, Vec<Column>) {
    use chrono::Datelike as _;
    let text = |key: &str| words.text(key).into_owned();
    if let Period::Day(_) = period {
        let most = figures.queue.per_hour.iter().map(|hour| hour.tickets).max().unwrap_or(0);
        let columns = figures.queue.per_hour.iter().map(|hour| Column {
            value: Some(hour.tickets),
            label: format!("{:02}", hour.hour),
            marked: hour.tickets == most && most > 0,
        });
        return (text("summary-per-hour"), text("summary-per-hour-hint"), columns.collect());
    }
    let days = &figures.visits.per_day;
    let most = days.iter().map(|day| day.visits).max().unwrap_or(0);
    let served = days.iter().filter(|day| day.visits > 0).count();
    let total: u32 = days.iter().map(|day| day.visits).sum();
    let mean = (total as usize).checked_div(served).unwrap_or(0);
    let hint = words.with("summary-per-day-hint", &[("days", served), ("mean", mean)]);
    let columns = period.days().map(|day| {
        let date = day.0;
        let visits = figures.visits.on(day);
        let monday = date.weekday() == chrono::Weekday::Mon;
        // The first of the month is named too, unless a Monday stands right behind it.
        let first = date.day() == 1 && date.weekday().num_days_from_monday() < 4;
        let label = if monday || first {
            format!("{} {}", words.weekday_short(date), date.day())
        } else {
            String::new()
        };
        let marked = visits.is_some_and(|visits| visits > 0 && (monday || visits == most));
        Column { value: visits, label, marked }
    });
    (text("summary-per-day"), hint, columns.collect())
}

fn villages(figures: &Figures, words: &Words) -> (Vec<String>, Vec<Line>) {
    let heads = [
        "summary-village",
        "summary-measured-nn",
        "unit-percent",
        "summary-stunted-nn",
        "summary-severe",
        "summary-prevalence",
    ];
    let all = &figures.screening;
    let rates = all.villages.iter().map(|village| rate(&village.area));
    let most = rates.fold(rate(&all.total), f32::max).max(f32::MIN_POSITIVE);
    let line = |name: String, area: &Area, total| {
        let figure = |share: Share| words.percent_figure(share.part().into(), share.whole().into());
        let of = |share: Share| words.of(share.part().into(), share.whole().into());
        let none = || NONE.to_owned();
        // Of a village where nobody was measured there is no rate, and not one of 0 %.
        let (covered, stunted) = (area.coverage(), area.stunted());
        let rate_of = covered.filter(|share| share.part() > 0);
        let severe = area.index(Index::LengthForAge).and_then(|index| index.share(Category::SeverelyStunted));
        let cells = vec![
            covered.map_or_else(|| words.count(area.measured), of),
            rate_of.map_or_else(none, figure),
            stunted.map_or_else(none, of),
            severe.map_or_else(none, |share| words.count(share.part())),
            stunted.map_or_else(none, figure),
        ];
        Line { name, cells, share: rate(area) / most, total }
    };
    let mut lines: Vec<Line> =
        all.villages.iter().map(|village| line(village.name.clone(), &village.area, false)).collect();
    if let Some(elsewhere) = all.elsewhere.as_ref().filter(|area| area.measured > 0) {
        lines.push(line(words.text("summary-elsewhere").into_owned(), elsewhere, false));
    }
    if let Some(unknown) = &all.village_unknown {
        lines.push(line(words.text("paper-screening-village-unknown").into_owned(), unknown, false));
    }
    lines.push(line(words.text("summary-all-area").into_owned(), &all.total, true));
    (heads.map(|key| words.text(key).into_owned()).to_vec(), lines)
}

fn rate(area: &Area) -> f32 {
    area.stunted().map_or(0.0, Share::rate)
}

fn units(figures: &Figures, words: &Words) -> (Vec<String>, Vec<Line>) {
    let heads = [
        "word-unit",
        "summary-tickets",
        "summary-served",
        "summary-no-show",
        "summary-median",
        "summary-open",
    ];
    let queue = &figures.queue;
    let most = queue.units.iter().map(|unit| unit.service.tickets).max().unwrap_or(0).max(1);
    let line = |name: String, service: &crate::summary::figures::Service, total| {
        let cells = vec![
            words.count(service.tickets),
            words.count(service.served),
            words.count(service.no_show),
            words.waited(service.wait.median_seconds),
            words.count(service.open),
        ];
        Line { name, cells, share: (service.tickets as f32 / most as f32).min(1.0), total }
    };
    let mut lines: Vec<Line> =
        queue.units.iter().map(|one| line(one.unit.name.clone(), &one.service, false)).collect();
    lines.push(line(words.text("word-total").into_owned(), &queue.total, true));
    (heads.map(|key| words.text(key).into_owned()).to_vec(), lines)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::summary::figures::{any, count};
    use crate::summary::rules;
    use crate::words::Language;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn no_screen_has_a_part_above_its_whole_or_of_nothing(rows in any::rows()) {
            let running = rules::running(rows.period, rows.through, None);
            let figures = count(&rows);
            let missing = rules::missing(&figures, rules::Beside { running, ..Default::default() });
            let preview = Preview { period: rows.period, figures, sealed: None, running, missing };
            let shown = prepare(&preview, &Words::new(Language::Indonesian));
            let cells = shown.lines.iter().flat_map(|line| line.cells.clone());
            let four = shown.figures.iter().flat_map(|figure| [figure.value.clone(), figure.of.clone()]);
            any::assert_shares(cells.chain(four));
            // Days to come have no height; those that came have one, if of 0.
            if let Period::Month(_) = rows.period {
                let came = rows.period.days().filter(|day| *day <= rows.through).count();
                let to_come = shown.columns.iter().skip(came);
                prop_assert!(to_come.clone().all(|column| column.value.is_none()));
                prop_assert!(shown.columns.iter().take(came).all(|column| column.value.is_some()));
            }
            // Where nobody was measured there is no rate of 0 %.
            for (line, village) in shown.lines.iter().zip(&preview.figures.screening.villages) {
                if village.area.measured == 0 && village.area.coverage().is_none_or(|share| share.part() == 0) {
                    prop_assert_eq!(&line.cells[1..], &["–", "–", "–", "–"].map(str::to_owned));
                }
            }
        }
    }
}

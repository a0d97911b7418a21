//! A preview as it is shown: worded once when it comes, so that drawing costs nothing.

use crate::growth::{Category, Index};
use crate::setup::Config;
use crate::summary::figures::{Area, Figures, TargetSource};
use crate::summary::{Period, Preview, Standing};
use crate::terms::SummaryId;
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
    pub(super) value: u32,
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
    pub(super) missing: Vec<String>,
    pub(super) sealed: Option<(SummaryId, Standing)>,
    pub(super) empty: bool,
}

pub(super) fn prepare(preview: &Preview, config: &Config, words: &Words) -> Prepared {
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
        missing: missing(preview.period, figures, config, words),
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
    let minutes = |seconds: Option<u32>| {
        seconds.map_or_else(|| "–".to_owned(), |seconds| words.minutes(i64::from(seconds.div_ceil(60))))
    };
    let ninetieth = minutes(wait.ninetieth_seconds);
    let all = &figures.screening.total;
    let (stunted, plausible, _) = stunted(all);
    let (measured, of_target) = match all.target {
        Some(target) => (
            words.percent(all.measured.into(), target.children.into()),
            words.with("summary-measured-of", &[("part", all.measured), ("whole", target.children)]),
        ),
        None => (words.count(all.measured), text("summary-by-village-hint")),
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
            value: minutes(wait.median_seconds),
            of: words.with("summary-wait-more", &[("minutes", ninetieth.as_str())]),
        },
        Figure { name: text("summary-measured"), value: measured, of: of_target },
        Figure {
            name: text("summary-stunted"),
            value: words.percent(stunted.into(), plausible.into()),
            of: words.with("summary-stunted-of", &[("part", stunted), ("whole", plausible)]),
        },
    ]
}

/// Below −2 SD in length for age, of how many, and below −3 SD.
fn stunted(area: &Area) -> (u32, u32, u32) {
    area.index(Index::LengthForAge).map_or((0, 0, 0), |index| {
        let severe = index.children(Category::SeverelyStunted);
        (severe + index.children(Category::Stunted), index.plausible(), severe)
    })
}

fn columns(period: Period, figures: &Figures, words: &Words) -> (String, String, Vec<Column>) {
    use chrono::Datelike as _;
    let text = |key: &str| words.text(key).into_owned();
    if let Period::Day(_) = period {
        let most = figures.queue.per_hour.iter().map(|hour| hour.tickets).max().unwrap_or(0);
        let columns = figures.queue.per_hour.iter().map(|hour| Column {
            value: hour.tickets,
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
    let columns = days.iter().map(|day| {
        let date = day.day.0;
        let monday = date.weekday() == chrono::Weekday::Mon;
        // The first of the month is named too, unless a Monday stands right behind it.
        let first = date.day() == 1 && date.weekday().num_days_from_monday() < 4;
        let label = if monday || first {
            format!("{} {}", words.weekday_short(date), date.day())
        } else {
            String::new()
        };
        Column { value: day.visits, label, marked: day.visits > 0 && (monday || day.visits == most) }
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
        let (stunted, plausible, severe) = stunted(area);
        let measured = u64::from(area.measured);
        let (of, share) = match area.target {
            Some(target) => {
                let target = u64::from(target.children);
                (words.of(measured, target), words.percent_figure(measured, target))
            }
            None => (words.count(area.measured), "–".to_owned()),
        };
        let cells = vec![
            of,
            share,
            words.of(stunted.into(), plausible.into()),
            words.count(severe),
            words.percent_figure(stunted.into(), plausible.into()),
        ];
        Line { name, cells, share: rate(area) / most, total }
    };
    let mut lines: Vec<Line> =
        all.villages.iter().map(|village| line(village.name.clone(), &village.area, false)).collect();
    if let Some(elsewhere) = all.elsewhere.as_ref().filter(|area| area.measured > 0) {
        lines.push(line(words.text("summary-elsewhere").into_owned(), elsewhere, false));
    }
    lines.push(line(words.text("summary-all-area").into_owned(), &all.total, true));
    (heads.map(|key| words.text(key).into_owned()).to_vec(), lines)
}

fn rate(area: &Area) -> f32 {
    let (stunted, plausible, _) = stunted(area);
    if plausible == 0 { 0.0 } else { stunted as f32 / plausible as f32 }
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
        let median = service.wait.median_seconds;
        let cells = vec![
            words.count(service.tickets),
            words.count(service.served),
            words.count(service.no_show),
            median.map_or_else(|| "–".to_owned(), |s| words.minutes(i64::from(s.div_ceil(60)))),
            words.count(service.open),
        ];
        Line { name, cells, share: (service.tickets as f32 / most as f32).min(1.0), total }
    };
    let mut lines: Vec<Line> =
        queue.units.iter().map(|one| line(one.unit.name.clone(), &one.service, false)).collect();
    lines.push(line(words.text("word-total").into_owned(), &queue.total, true));
    (heads.map(|key| words.text(key).into_owned()).to_vec(), lines)
}

/// What somebody can still do before sealing; none of it forbids to seal.
fn missing(period: Period, figures: &Figures, config: &Config, words: &Words) -> Vec<String> {
    let mut all = Vec::new();
    let mut say = |key: &str, count: u32| {
        if count > 0 {
            all.push(words.with(key, &[("count", Arg::from(i64::from(count)))]));
        }
    };
    say("summary-missing-tickets", figures.queue.total.open);
    let implausible = figures.screening.total.indices.iter().map(|index| index.implausible).max();
    say("summary-missing-measures", implausible.unwrap_or(0));
    if matches!(period, Period::Month(_)) {
        let registered = |village: &&crate::summary::figures::Village| {
            village.area.target.is_none_or(|target| target.source == TargetSource::Registered)
        };
        let without = figures.screening.villages.iter().filter(registered).count();
        say("summary-missing-target", u32::try_from(without).unwrap_or(u32::MAX));
    }
    if config.profile.district_name.is_empty() {
        all.push(words.text("summary-missing-district").into_owned());
    }
    all
}

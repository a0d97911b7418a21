//! `loket demo`: a synthetic clinic in a folder of its own, a table of what was made, and the front desk on it.

use chrono::NaiveDate;
use directories::ProjectDirs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::{language, log, opened, say};
use crate::clinic::{Clock, Refusal, views};
use crate::demo::{self, CLINIC, Made, Plan};
use crate::desk::{Desk, ThisPc};
use crate::screening::sheet::{Head, growth_chart_pdf};
use crate::setup;
use crate::store::database_file;
use crate::summary::{Despite, Period};
use crate::terms::{Calendar, ServiceDay, TimeZone};
use crate::ui::app::{After, Start};
use crate::ui::open::{NoWindow, display_named, open};
use crate::words::{Language, Words};

/// What follows `loket demo`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The same seed gives the same people
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The service day whose morning is worked; today when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Folder for the demo; emptied first when it is an earlier demo's
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Bring the children of a survey file into the first village too
    #[arg(long, value_name = "CSV")]
    survey: Option<PathBuf>,
    /// Make everything, open no window
    #[arg(long)]
    no_window: bool,
}

/// Makes the synthetic clinic, says what it is, opens the desk on it.
pub fn run(arguments: &Args, asked: Option<Language>) -> ExitCode {
    let began = Instant::now();
    let words = |folder: Option<&Path>| Words::new(language::spoken(asked, folder));
    let date = arguments.date.unwrap_or_else(|| Calendar::usual(TimeZone::Wib).day(Clock::system().now()).0);
    let Some(folder) = arguments.out.clone().or_else(own_folder) else {
        return say::failed(words(None).text("cli-demo-no-folder"));
    };
    let made = demo::clear(&folder).and_then(|()| {
        let survey = arguments.survey.as_deref().map(demo::survey::read).transpose()?.unwrap_or_default();
        demo::make(&folder, Plan { seed: arguments.seed, date, survey })
    });
    let made = match made {
        Ok(made) => made,
        Err(trouble) => {
            let words = words(None);
            return say::failed(words.with("cli-demo-failed", &[("why", trouble.to_string())]));
        }
    };
    // Now there is a clinic, and its window and this terminal speak one language.
    let words = words(Some(&folder));
    let _log = log::begin(&folder);
    super::crash::watch(&folder);
    let papers = match papers(&made, &folder, date) {
        Ok(papers) => papers,
        Err(why) => return say::failed(words.with("cli-demo-failed", &[("why", why)])),
    };
    table(&made, &folder, &papers, &words);
    let tenths = i64::try_from(began.elapsed().as_millis() / 100).unwrap_or(i64::MAX);
    say::line(format!("\n{}", words.with("cli-demo-ready", &[("seconds", words.decimal(tenths, 1))])));
    if arguments.no_window {
        return ExitCode::SUCCESS;
    }
    if !display_named() {
        say::note(opened::no_window(&NoWindow::NoDisplay, &words));
        return ExitCode::SUCCESS;
    }
    let config = match made.clinic.ask(&made.session, &setup::query::Config) {
        Ok(config) => config,
        Err(refusal) => return say::failed(refusal.explain(&words)),
    };
    let (desk, pc) = (Desk::Here(made.clinic.clone()), ThisPc::of(made.clinic));
    let (session, after) = (Some(made.session), After::default());
    let start = Start { desk, session, config, pc, after, bad_end: None, language: asked };
    match open(start) {
        Ok(()) => ExitCode::SUCCESS,
        // Everything else is done: a display that refuses is said, not failed.
        Err(why) => {
            say::note(opened::no_window(&why, &words));
            ExitCode::SUCCESS
        }
    }
}

/// The day's sealed summary and one child's growth chart, written beside the database.
fn papers(made: &Made, folder: &Path, date: NaiveDate) -> Result<Vec<PathBuf>, String> {
    let words = Words::new(Language::Indonesian);
    let refused = |refusal: Refusal| refusal.explain(&words);
    let clinic = &made.clinic;
    let period = Period::Day(ServiceDay(date));
    let sealed = clinic
        .make_summary(&clinic.system(), period, words.language(), &Despite::Whatever)
        .map_err(refused)?;
    let mut paths = sealed
        .files()
        .write(&folder.join("summary"))
        .map_err(|(path, why)| format!("{}: {why}", path.display()))?;
    let asked = views::query::Child(made.child);
    let child = clinic.ask(&clinic.system(), &asked).map_err(refused)?;
    let child = child.ok_or_else(|| words.text("cli-demo-no-child").into_owned())?;
    let now = TimeZone::Wib.local(clinic.now());
    let head = Head {
        clinic: CLINIC,
        name: &child.person.details.name,
        lines: &[words.date(child.person.details.birth.date)],
        made_at: clinic.now(),
        made: &format!("{} {}", words.date(now.date()), words.time(now.time())),
    };
    let chart = growth_chart_pdf(&head, &child.growth, &words).map_err(|why| why.to_string())?;
    let path = folder.join("paper").join("growth-chart.pdf");
    std::fs::create_dir_all(folder.join("paper"))
        .and_then(|()| std::fs::write(&path, chart))
        .map_err(|why| format!("{}: {why}", path.display()))?;
    paths.push(path);
    Ok(paths)
}

/// Never the real clinic's folder: the demo lives in the cache.
fn own_folder() -> Option<PathBuf> {
    ProjectDirs::from("id", "Loket", "Loket").map(|dirs| dirs.cache_dir().join("demo"))
}

/// What was made, name by name in one column and what it is in the next.
fn table(made: &Made, folder: &Path, papers: &[PathBuf], words: &Words) {
    let figures = made.figures;
    let date = words.date_full(TimeZone::Wib.local(made.clinic.now()).date());
    let mut rows = vec![
        ("cli-demo-clinic", words.with("cli-demo-clinic-is", &[("name", CLINIC), ("date", &date)])),
        (
            "cli-demo-people",
            words.with("cli-demo-people-are", &[("people", figures.people), ("families", figures.families)]),
        ),
        (
            "cli-demo-children",
            words.with(
                "cli-demo-children-are",
                &[("children", figures.children), ("measurements", figures.measurements)],
            ),
        ),
        (
            "cli-demo-morning",
            words.with(
                "cli-demo-morning-is",
                &[
                    ("tickets", figures.tickets),
                    ("calls", figures.calls),
                    ("absent", figures.no_shows),
                    ("visits", figures.visits),
                ],
            ),
        ),
        ("cli-demo-sign-in", words.with("cli-demo-sign-in-is", &[("password", &made.password)])),
        ("cli-demo-database", database_file(folder).display().to_string()),
    ];
    rows.extend(papers.iter().map(|path| ("cli-demo-file", path.display().to_string())));
    let named: Vec<_> = rows.into_iter().map(|(key, value)| (words.text(key), value)).collect();
    let width = named.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default() + 2;
    for (name, value) in named {
        say::line(format!("{name:<width$}{value}"));
    }
}

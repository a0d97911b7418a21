//! `loket demo`: a synthetic clinic in a folder of its own, a table of what was made, and the front desk on it.

use chrono::NaiveDate;
use directories::ProjectDirs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use super::{log, say};
use crate::clinic::{Answer, Clock, Query};
use crate::demo::{self, Made, Plan};
use crate::desk::Desk;
use crate::terms::TimeZone;
use crate::ui::app::Start;
use crate::ui::open::{NoWindow, display_named, open};

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
pub fn run(arguments: &Args) -> ExitCode {
    let began = Instant::now();
    let date = arguments.date.unwrap_or_else(|| TimeZone::Wib.day(Clock::System.now()).0);
    let Some(folder) = arguments.out.clone().or_else(own_folder) else {
        return say::failed("this user has no folder for a demo; name one with --out");
    };
    let made = demo::clear(&folder).and_then(|()| {
        let survey = arguments.survey.as_deref().map(demo::survey::read).transpose()?.unwrap_or_default();
        demo::make(&folder, Plan { seed: arguments.seed, date, survey })
    });
    let made = match made {
        Ok(made) => made,
        Err(trouble) => return say::failed(trouble),
    };
    let _log = log::begin(&folder);
    table(&made, &folder, date);
    say::line(format!("\nSiap dalam {:.1} detik.", began.elapsed().as_secs_f64()));
    if arguments.no_window {
        return ExitCode::SUCCESS;
    }
    if !display_named() {
        say::aside(NoWindow::NoDisplay);
        return ExitCode::SUCCESS;
    }
    let house = match made.clinic.ask(&made.session, &Query::House) {
        Ok(Answer::House(house)) => house,
        Ok(_) => None,
        Err(refusal) => return say::failed(refusal),
    };
    let start = Start { desk: Desk::Here(made.clinic), session: Some(made.session), house, folder };
    match open(start) {
        Ok(()) => ExitCode::SUCCESS,
        // Everything else is done: a display that refuses is said, not failed.
        Err(why) => {
            say::aside(why);
            ExitCode::SUCCESS
        }
    }
}

/// Never the real clinic's folder: the demo lives in the cache.
fn own_folder() -> Option<PathBuf> {
    ProjectDirs::from("id", "Loket", "Loket").map(|dirs| dirs.cache_dir().join("demo"))
}

fn table(made: &Made, folder: &std::path::Path, date: NaiveDate) {
    let figures = made.figures;
    let rows = [
        ("Klinik", format!("Puskesmas Tirtasari (rekaan), {date}")),
        ("Warga", format!("{} dalam {} keluarga", figures.people, figures.families)),
        ("Anak dipantau", format!("{} anak, {} pengukuran", figures.children, figures.measurements)),
        (
            "Pagi ini",
            format!(
                "{} tiket, {} panggilan, {} tidak hadir, {} kunjungan",
                figures.tickets, figures.calls, figures.no_shows, figures.visits
            ),
        ),
        (
            "Masuk sebagai",
            format!("rina, dwi, agus, laras, made, prasetya atau wahyu; kata sandi {}", made.password),
        ),
        ("Basis data", crate::store::database_file(folder).display().to_string()),
    ];
    for (name, value) in rows {
        say::line(format!("{name:<15}{value}"));
    }
    for (name, path) in &made.papers {
        say::line(format!("{name:<15}{}", path.display()));
    }
}

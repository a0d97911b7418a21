//! A child's growth chart on paper, written into the clinic's folder off the window's thread.

use std::path::PathBuf;
use std::sync::Arc;

use crate::people::Person;
use crate::printing::{Kind, Outcome};
use crate::screening::History;
use crate::screening::sheet::{Head, growth_chart_pdf};
use crate::terms::{Instant, Sex};
use crate::ui::action::{Action, Toast};
use crate::ui::printed;
use crate::ui::shared::Shared;
use crate::words::Words;

/// Everything the paper needs, taken along to another thread.
struct Paper {
    words: Arc<Words>,
    clinic: String,
    name: String,
    lines: Vec<String>,
    history: History,
    made_at: Instant,
    made: String,
    path: PathBuf,
}

/// Writes the chart of a child.
pub fn chart<M: Send + 'static>(
    person: &Person,
    mother: Option<&str>,
    history: &History,
    shared: &Shared,
    hear: fn(Result<printed::Paper, String>) -> M,
) -> Action<M> {
    let words = &shared.words;
    let local = shared.zone().local(shared.now);
    let sex = match person.details.sex {
        Sex::Male => "sex-male",
        Sex::Female => "sex-female",
    };
    let birth = shared.birth(person.details.birth);
    let mut lines = vec![format!("{} · {birth} · RM {}", words.text(sex), person.record_number)];
    lines.extend(mother.map(|name| words.with("exam-mother", &[("name", name)])));
    let paper = Paper {
        words: Arc::clone(words),
        clinic: shared.config.profile.name.clone(),
        name: person.details.name.clone(),
        lines,
        history: history.clone(),
        made_at: shared.now,
        made: format!("{} {}", words.date(local.date()), words.time(local.time())),
        // No name in the file's name: the folder may be seen by others.
        path: shared.pc.paper_file(&format!("{}-{}.pdf", local.format("%Y-%m-%d"), person.record_number)),
    };
    // The record's number, no name: it stands in the spooler's list.
    let title = format!("RM {}", person.record_number);
    printed::print(Kind::Chart, title, shared, move || write(&paper), hear)
}

fn write(paper: &Paper) -> Result<PathBuf, String> {
    let head = Head {
        clinic: &paper.clinic,
        name: &paper.name,
        lines: &paper.lines,
        made_at: paper.made_at,
        made: &paper.made,
    };
    let bytes = growth_chart_pdf(&head, &paper.history, &paper.words).map_err(|error| error.to_string())?;
    let folder = paper.path.parent().unwrap_or(&paper.path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&paper.path, bytes))
        .map_err(|error| error.to_string())?;
    Ok(paper.path.clone())
}

/// What is said of it.
pub fn said<M>(done: Result<printed::Paper, String>, words: &Words) -> Action<M> {
    match done {
        Ok(paper) if paper.outcome == Outcome::NoPrinter => {
            let said = words.with("chart-printed", &[("path", paper.path.display().to_string())]);
            Action::say(Toast { file: Some(paper.path), ..Toast::done(said) })
        }
        Ok(paper) => Action::say(printed::said(&words.text("printed-chart"), &paper, words)),
        Err(why) => {
            tracing::error!(%why, "A growth chart could not be written");
            Action::say(Toast::trouble(words.text("chart-print-failed")))
        }
    }
}

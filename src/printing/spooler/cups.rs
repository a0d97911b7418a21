//! CUPS by its own programs `lp` and `lpstat` (Debian: cups-client): nothing is linked, and a desk without them goes on.

use std::io::{ErrorKind, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{Found, NoSpooler};
use crate::printing::Outcome;

/// How long a job of pages is looked after.
const PAGES: Duration = Duration::from_secs(10);
/// How long a slip is: somebody stands there and waits.
const SLIP: Duration = Duration::from_secs(3);
/// What a printer says just now may be about the job before.
const SETTLE: Duration = Duration::from_secs(1);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// One of CUPS's programs, whose answers are in English.
fn program(name: &str) -> Command {
    let mut program = Command::new(name);
    program.env("LC_ALL", "C").env_remove("LANGUAGE").stdin(Stdio::null()).stderr(Stdio::piped());
    program
}

fn said(name: &str, arguments: &[&str]) -> Option<String> {
    let output = program(name).args(arguments).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The printers that CUPS knows.
pub(super) fn find() -> Result<Found, NoSpooler> {
    let names = said("lpstat", &["-e"]).ok_or(NoSpooler)?;
    let names = names.lines().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
    let default = said("lpstat", &["-d"]).unwrap_or_default();
    Ok(Found { names, default: default_of(&default) })
}

/// Of `system default destination: NAME`.
fn default_of(answer: &str) -> Option<String> {
    answer.trim().strip_prefix("system default destination: ").map(str::to_owned)
}

/// Prints pages: CUPS gets the PDF itself.
pub fn pages(name: &str, title: &str, pdf: Vec<u8>) -> Outcome {
    hand_over(name, title, "media=A4", &pdf, PAGES)
}

/// Sends bytes as they are.
pub fn raw(name: &str, title: &str, bytes: Vec<u8>) -> Outcome {
    hand_over(name, title, "raw", &bytes, SLIP)
}

fn hand_over(name: &str, title: &str, option: &str, bytes: &[u8], limit: Duration) -> Outcome {
    let mut lp = program("lp");
    lp.args(["-d", name, "-t", title, "-o", option]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = match lp.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == ErrorKind::NotFound => return Outcome::NoPrinter,
        Err(error) => return error.into(),
    };
    let written = child.stdin.take().map_or(Ok(()), |mut into| into.write_all(bytes));
    let output = match child.wait_with_output() {
        Ok(output) => output,
        Err(error) => return error.into(),
    };
    if !output.status.success() {
        return Outcome::Failed(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    if let Err(error) = written {
        return error.into();
    }
    match job_of(&String::from_utf8_lossy(&output.stdout)) {
        Some(job) => look_after(name, &job, limit),
        None => Outcome::Taken,
    }
}

/// Of `request id is NAME-12 (1 file(s))`.
fn job_of(answer: &str) -> Option<String> {
    let rest = answer.trim().strip_prefix("request id is ")?;
    rest.split(" (").next().map(str::to_owned)
}

/// What becomes of a job that was taken: it leaves the queue, or what its printer says.
fn look_after(name: &str, job: &str, limit: Duration) -> Outcome {
    let since = Instant::now();
    loop {
        let waiting = said("lpstat", &["-o", name]).unwrap_or_default();
        if !has_job(&waiting, job) {
            let over = said("lpstat", &["-l", "-W", "completed", "-o", name]).unwrap_or_default();
            return ended(&over, job);
        }
        let printer = said("lpstat", &["-l", "-p", name]).unwrap_or_default();
        if let Some(trouble) = trouble_of(&printer).filter(|_| since.elapsed() >= SETTLE) {
            // It would come out once the printer is back, when it was printed again long ago.
            said("cancel", &[job]);
            return trouble;
        }
        if since.elapsed() >= limit {
            return Outcome::Taken;
        }
        std::thread::sleep(PAUSE);
    }
}

fn has_job(list: &str, job: &str) -> bool {
    list.lines().any(|line| line.split_whitespace().next() == Some(job))
}

/// What the list of jobs that are over says of one: printed, cancelled, or nothing.
fn ended(list: &str, job: &str) -> Outcome {
    let about = list.lines().skip_while(|line| line.split_whitespace().next() != Some(job));
    // Its own lines are set in, the next job's first is not.
    let mut own = about.skip(1).take_while(|line| line.starts_with(char::is_whitespace));
    match own.find_map(|line| line.trim().strip_prefix("Alerts: ").map(str::to_owned)) {
        Some(alerts) if alerts.contains("job-completed-successfully") => Outcome::Printed,
        Some(alerts) if alerts.contains("cancel") || alerts.contains("abort") => Outcome::Failed(alerts),
        _ => Outcome::Taken,
    }
}

/// What a printer says that cannot print. `-l` gives the reasons in words of the standard.
fn trouble_of(printer: &str) -> Option<Outcome> {
    let has = |words: &[&str]| words.iter().any(|word| printer.contains(word));
    if has(&["cover-open", "door-open"]) {
        Some(Outcome::CoverOpen)
    } else if has(&["media-empty", "media-needed"]) {
        Some(Outcome::PaperOut)
    } else if has(&["may not exist or is unavailable", "disabled since", "offline-report"]) {
        Some(Outcome::Offline)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_spooler_says_is_read_as_it_is_meant() {
        assert_eq!(job_of("request id is Meja-depan-12 (1 file(s))\n").as_deref(), Some("Meja-depan-12"));
        assert_eq!(default_of("system default destination: Laser\n").as_deref(), Some("Laser"));
        assert_eq!(default_of("no system default destination\n"), None);
        let list = "Laser-1   ani   1024   Mon 30 Nov 2026\n\tStatus: \n\tAlerts: job-canceled-by-user\n\
                    Laser-12  ani   1024   Mon 30 Nov 2026\n\tAlerts: job-completed-successfully\n";
        assert!(has_job(list, "Laser-1") && !has_job(list, "Laser-2"));
        assert!(matches!(ended(list, "Laser-1"), Outcome::Failed(_)));
        assert_eq!(ended(list, "Laser-12"), Outcome::Printed);
        assert_eq!(ended(list, "Laser-3"), Outcome::Taken);
        assert_eq!(trouble_of("printer Laser is idle.\n\tAlerts: none\n"), None);
        assert_eq!(trouble_of("\tAlerts: media-empty-error\n"), Some(Outcome::PaperOut));
        assert_eq!(
            trouble_of("The printer may not exist or is unavailable at this time."),
            Some(Outcome::Offline)
        );
    }
}

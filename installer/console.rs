//! `loket.com`: the command line of the window program `loket.exe`.
//!
//! A command prompt waits for a console program only, and a window program has no console to write to. So this small
//! one stands beside it, is found first (`.com` before `.exe`), passes everything in and out, waits, and ends with the
//! same exit code.

use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::process::{Command, ExitCode, Stdio};
use std::thread;

#[cfg(windows)]
#[path = "console/job.rs"]
mod job;

/// The program cannot be started.
const NOT_STARTED: u8 = 127;

fn main() -> ExitCode {
    let program = env::current_exe().map(|own| own.with_file_name("loket.exe"));
    let program = match program {
        Ok(program) => program,
        Err(error) => return failed("loket.exe", &error),
    };
    let mut command = Command::new(&program);
    command.args(env::args_os().skip(1));
    // A file or a pipe is handed over as it is; a console has to be written to from here.
    let through = |console: bool| if console { Stdio::piped() } else { Stdio::inherit() };
    command.stdin(through(io::stdin().is_terminal()));
    command.stdout(through(io::stdout().is_terminal()));
    command.stderr(through(io::stderr().is_terminal()));
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return failed(&program.display().to_string(), &error),
    };
    // Whoever ends this program ends the other one too: it would work on unseen.
    #[cfg(windows)]
    let _job = job::together(&child);
    if let Some(to) = child.stdin.take() {
        // Ends with this process; nobody waits for a line that is never typed.
        thread::spawn(move || pass(io::stdin(), to));
    }
    let out = child.stdout.take().map(|from| thread::spawn(move || pass(from, io::stdout())));
    let err = child.stderr.take().map(|from| thread::spawn(move || pass(from, io::stderr())));
    let status = child.wait();
    for passing in [out, err].into_iter().flatten() {
        // A thread that failed has nothing more to pass on.
        let _ = passing.join();
    }
    match status {
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => failed(&program.display().to_string(), &error),
    }
}

/// Passes on what comes as it comes: a question is seen before it is answered.
fn pass(mut from: impl Read, mut to: impl Write) {
    let mut buffer = [0; 8192];
    while let Ok(length @ 1..) = from.read(&mut buffer) {
        let Some(read) = buffer.get(..length) else { return };
        if to.write_all(read).and_then(|()| to.flush()).is_err() {
            return;
        }
    }
}

fn failed(what: &str, why: &io::Error) -> ExitCode {
    let _ = writeln!(io::stderr(), "{what}: {why}");
    ExitCode::from(NOT_STARTED)
}

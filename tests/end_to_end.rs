//! The built program in a real window under a virtual display, worked by keys alone.

use loket::clinic::{MIGRATIONS, examine};
use loket::store::{Connection, open_to_look};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Tools this test needs; CI demands them, elsewhere their lack skips it with a reason.
fn tools_missing() -> Option<&'static str> {
    ["Xvfb", "xdotool"].into_iter().find(|tool| {
        let found =
            Command::new("sh").args(["-c", &format!("command -v {tool}")]).stdout(Stdio::null()).status();
        !found.is_ok_and(|status| status.success())
    })
}

/// A virtual display of its own; gone when dropped.
struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn open() -> Self {
        // The server chooses a free number itself and says which.
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        let mut said = std::io::BufReader::new(server.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut said, &mut number).unwrap();
        Self { server, name: format!(":{}", number.trim()) }
    }

    fn tool(&self, arguments: &[&str]) -> Option<String> {
        let done = Command::new("xdotool").env("DISPLAY", &self.name).args(arguments).output().unwrap();
        done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned())
    }

    fn key(&self, key: &str) {
        self.tool(&["key", "--clearmodifiers", key]).unwrap();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Asks again until it is so; the time is only the limit at which the test gives up.
fn until<T>(what: &str, mut is_so: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = is_so() {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "waited a minute for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn ended(child: &mut Child) -> ExitStatus {
    until("the program's end", || child.try_wait().unwrap())
}

fn count(folder: &Path, sql: &str) -> i64 {
    looked(folder).query_row(sql, [], |row| row.get(0)).unwrap()
}

fn looked(folder: &Path) -> Connection {
    open_to_look(folder, MIGRATIONS).unwrap()
}

fn start(folder: &Path, screen: &Screen) -> Child {
    Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["demo", "--date", "2026-11-21", "--out"])
        .arg(folder)
        .env("DISPLAY", &screen.name)
        .env("LOKET_LOG", "warn,loket=trace")
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path().join("demo");
    (holder, folder)
}

#[test]
fn a_ticket_and_a_call_by_keys_alone_and_a_display_that_goes_away() {
    if let Some(tool) = tools_missing() {
        assert!(std::env::var_os("LOKET_REQUIRE_TOOLS").is_none(), "{tool} is missing");
        eprintln!("skipped: {tool} is not installed");
        return;
    }
    let (_holder, folder) = folder();
    let screen = Screen::open();
    let mut program = start(&folder, &screen);
    let window = until("the window", || screen.tool(&["search", "--onlyvisible", "--name", "Loket"]));
    screen.tool(&["windowfocus", "--sync", window.lines().next().unwrap()]);

    let tickets = "SELECT count(*) FROM ticket";
    let calls = "SELECT count(*) FROM stop_log WHERE did = 'called'";
    let (before, called) = (count(&folder, tickets), count(&folder, calls));
    until("a ticket", || {
        screen.key("F2");
        (count(&folder, tickets) > before).then_some(())
    });
    until("a call", || {
        screen.key("F9");
        (count(&folder, calls) > called).then_some(())
    });

    // The display goes away while the program runs: it ends with one sentence, and everything is saved.
    let (given, made) = (count(&folder, tickets), count(&folder, calls));
    drop(screen);
    assert_ended_in_peace(&mut program, &folder);
    assert!(count(&folder, tickets) >= given && count(&folder, calls) >= made);
    assert_eq!(examine(&looked(&folder)).unwrap(), []);
    let doctor = Command::new(env!("CARGO_BIN_EXE_loket")).arg("doctor").arg("--data").arg(&folder).output();
    assert_eq!(doctor.unwrap().status.code(), Some(0));

    // What the window wrote into the log while it was worked names nobody.
    let log = logs(&folder);
    assert!(!log.is_empty(), "nothing was written into the log");
    for text in crate::command_line::personal(&folder) {
        assert!(!log.contains(&text), "the log says {text}");
    }
}

/// No signal, no panic of ours in any thread (a panic goes into a file of the log, not to the terminal), one sentence.
fn assert_ended_in_peace(program: &mut Child, folder: &Path) {
    let mut said = String::new();
    let status = ended(program);
    program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    // 1 is what the X library itself ends with, 0 what a demo does whose window could not stay.
    assert!(matches!(status.code(), Some(0 | 1)), "{status:?}: {said}");
    assert!(!said.contains("panicked"), "{said}");
    // The X library says it in one line or, cut off while it waited, in two.
    assert!((1..=2).contains(&said.lines().count()), "{said}");
    for entry in std::fs::read_dir(folder.join("log")).unwrap() {
        let file = entry.unwrap().path();
        if file.file_name().unwrap().to_string_lossy().starts_with("crash-") {
            // The window library panics where it cannot draw any more; that is caught and becomes the sentence.
            let crash = std::fs::read_to_string(&file).unwrap();
            assert!(!crash.contains("panicked at src/"), "{said}{crash}");
            assert_eq!(
                (status.code(), said.contains("the display went away")),
                (Some(0), true),
                "{said}{crash}"
            );
        }
    }
}

/// Everything in the log.
fn logs(folder: &Path) -> String {
    let log = std::fs::read_dir(folder.join("log")).unwrap();
    log.map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap()).collect()
}

#[test]
fn without_a_display_the_real_clinic_says_so_and_the_demo_is_made_all_the_same() {
    let (_holder, folder) = folder();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_loket"))
            .args(arguments)
            .arg(&folder)
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .output()
            .unwrap()
    };
    let real = run(&["--data"]);
    assert_eq!(real.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&real.stderr).lines().count(), 1);
    assert!(!folder.exists(), "nothing is touched without a display");

    let demo = run(&["demo", "--date", "2026-11-21", "--out"]);
    assert_eq!(demo.status.code(), Some(0), "{}", String::from_utf8_lossy(&demo.stderr));
    assert_eq!(String::from_utf8_lossy(&demo.stderr).lines().count(), 1);
    assert_eq!(examine(&looked(&folder)).unwrap(), []);

    let doctor = run(&["doctor", "--data"]);
    assert_eq!(doctor.status.code(), Some(0), "{}", String::from_utf8_lossy(&doctor.stdout));
    let tampered = Connection::open(loket::store::database_file(&folder)).unwrap();
    tampered.execute("UPDATE series SET last_number = 1 WHERE prefix = 'A'", []).unwrap();
    tampered.execute("UPDATE journal SET seat = 'elsewhere' WHERE seq = 3", []).unwrap();
    drop(tampered);
    let doctor = run(&["doctor", "--data"]);
    assert_eq!(doctor.status.code(), Some(1));
    let said = String::from_utf8_lossy(&doctor.stdout);
    assert!(said.contains("journal row 3 does not fit its hash"), "{said}");
    assert!(said.lines().count() >= 2, "{said}");
}

//! The built program in a real window under a virtual display, worked by keys alone.

use loket::clinic::{MIGRATIONS, examine};
use loket::store::{Connection, open_to_look};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// Tools this test needs; CI demands them, elsewhere their lack skips it with a reason.
fn tools_missing() -> Option<&'static str> {
    ["Xvfb", "xdotool", "openbox"].into_iter().find(|tool| {
        let found =
            Command::new("sh").args(["-c", &format!("command -v {tool}")]).stdout(Stdio::null()).status();
        !found.is_ok_and(|status| status.success())
    })
}

/// A display to work on; none, with a printed reason, where the tools are missing and nobody demands them.
pub fn screen() -> Option<Screen> {
    let Some(tool) = tools_missing() else { return Some(Screen::open()) };
    assert!(std::env::var_os("LOKET_REQUIRE_TOOLS").is_none(), "{tool} is missing");
    eprintln!("skipped: {tool} is not installed");
    None
}

/// A virtual display of its own; gone when dropped.
pub struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    fn open() -> Self {
        // A number of this process alone: servers that choose one themselves at the same time can choose the same.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = 100 + std::process::id() % 5_000 * 10 + NEXT.fetch_add(1, Ordering::Relaxed) % 10;
        let name = format!(":{number}");
        // Else it begins anew, and lets everybody go, when a tool that looked is the last to leave.
        let mut server = Command::new("Xvfb")
            .args(["-noreset", &name, "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        let mut said = std::io::BufReader::new(server.stdout.take().unwrap());
        std::io::BufRead::read_line(&mut said, &mut ready).unwrap();
        assert_eq!(ready.trim(), number.to_string(), "the virtual display is not there");
        Self { server, name }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn tool(&self, arguments: &[&str]) -> Option<String> {
        let done = Command::new("xdotool").env("DISPLAY", &self.name).args(arguments).output().unwrap();
        done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned())
    }

    pub fn key(&self, key: &str) {
        self.tool(&["key", "--clearmodifiers", key]).unwrap();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Asked and not killed: a number that is left locked is fought for by the next two.
        let _ = signal("TERM", &self.server);
        let _ = self.server.wait();
    }
}

/// By the shell's own word: not every machine has a program of that name.
pub fn signal(name: &str, child: &Child) -> bool {
    let done = Command::new("sh").args(["-c", &format!("kill -{name} {}", child.id())]).status();
    done.is_ok_and(|status| status.success())
}

/// Asks again until it is so; the time is only the limit at which the test gives up.
pub fn until<T>(what: &str, mut is_so: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = is_so() {
            return answer;
        }
        assert!(began.elapsed() < Duration::from_mins(1), "waited a minute for {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

pub fn ended(child: &mut Child) -> ExitStatus {
    until("the program's end", || child.try_wait().unwrap())
}

pub fn count(folder: &Path, sql: &str) -> i64 {
    looked(folder).query_row(sql, [], |row| row.get(0)).unwrap()
}

pub fn looked(folder: &Path) -> Connection {
    open_to_look(folder, MIGRATIONS).unwrap()
}

pub fn start(folder: &Path, screen: &Screen) -> Child {
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

pub fn folder() -> (tempfile::TempDir, PathBuf) {
    let holder = tempfile::tempdir().unwrap();
    let folder = holder.path().join("demo");
    (holder, folder)
}

#[test]
fn a_ticket_and_a_call_by_keys_alone_and_a_display_that_goes_away() {
    let Some(screen) = screen() else { return };
    let (_holder, folder) = folder();
    let mut program = start(&folder, &screen);
    let window = appears(&screen, &mut program);
    screen.tool(&["windowfocus", "--sync", &window]);

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
            assert!(said.contains("Layarnya hilang."), "{said}{crash}");
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

/// The program's window, once it is there.
pub fn appears(screen: &Screen, program: &mut Child) -> String {
    let window = until("the window", || {
        if let Some(status) = program.try_wait().unwrap() {
            let mut said = String::new();
            std::io::Read::read_to_string(&mut program.stderr.take().unwrap(), &mut said).unwrap();
            panic!("it ended with {status} on {}: {said}", screen.name);
        }
        screen.tool(&["search", "--onlyvisible", "--name", "Loket"])
    });
    window.lines().next().unwrap().to_owned()
}

/// Whether the window that says why is there, its sentence on the other output, and how it ends once it is closed.
fn told(screen: &Screen, program: &mut Child) -> (Option<i32>, String) {
    let window = appears(screen, program);
    screen.tool(&["windowfocus", "--sync", &window]);
    let status = until("the end after Esc", || {
        let _ = screen.tool(&["key", "--clearmodifiers", "Escape"]);
        program.try_wait().unwrap()
    });
    let mut said = String::new();
    std::io::Read::read_to_string(&mut program.stderr.take().unwrap(), &mut said).unwrap();
    (status.code(), said)
}

#[test]
fn a_start_that_opens_nothing_says_why_in_a_window() {
    let Some(screen) = screen() else { return };
    let (_holder, folder) = folder();
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(
        loket::store::database_file(&folder),
        "no database at all, but longer than a header is ".repeat(9),
    )
    .unwrap();
    let mut program = desk(&folder, &screen);
    let (code, said) = told(&screen, &mut program);
    assert_eq!(code, Some(1));
    assert!(said.contains("Loket tidak bisa dibuka.") && said.contains("bukan data Loket"), "{said}");
}

#[test]
fn a_second_start_waits_for_a_first_that_is_closing_and_then_opens() {
    let Some(screen) = screen() else { return };
    let (_holder, folder) = folder();
    let mut first = desk(&folder, &screen);
    appears(&screen, &mut first);
    // It is stopped, as one is that copies onto a slow stick.
    assert!(signal("STOP", &first));
    let mut second = desk(&folder, &screen);
    until("the question", || folder.join("loket.forward").exists().then_some(()));
    assert!(second.try_wait().unwrap().is_none(), "it waits");
    assert!(signal("KILL", &first));
    ended(&mut first);
    until("the second's own holding", || {
        let holder = std::fs::read_to_string(folder.join("loket.holder")).unwrap_or_default();
        holder.contains(&format!("process {}", second.id())).then_some(())
    });
    until("that nothing is asked any more", || (!folder.join("loket.forward").exists()).then_some(()));
    second.kill().unwrap();
    ended(&mut second);
}

#[test]
fn a_desk_whose_display_went_away_has_nothing_to_tell_at_the_next_start() {
    let Some(screen) = screen() else { return };
    let (_holder, folder) = folder();
    let mut program = desk(&folder, &screen);
    appears(&screen, &mut program);
    assert!(folder.join("loket.holder").exists());
    drop(screen);
    assert_ended_in_peace(&mut program, &folder);
    assert!(!folder.join("loket.holder").exists(), "it would be told as a cut");
}

#[test]
fn a_program_copies_its_data_when_it_is_closed_and_when_a_day_begins() {
    let Some(screen) = screen() else { return };
    let (_holder, folder) = folder();
    let made = Command::new(env!("CARGO_BIN_EXE_loket"))
        .args(["demo", "--no-window", "--out"])
        .arg(&folder)
        .output()
        .unwrap();
    assert!(made.status.success());
    // Somebody has to ask the window to close: a window manager.
    let mut manager =
        Command::new("openbox").env("DISPLAY", &screen.name).stderr(Stdio::null()).spawn().unwrap();
    // One that is only beginning can swallow the wish of a window to be shown.
    until("the window manager", || screen.tool(&["get_num_desktops"]));
    let copies = folder.join("copies");
    let mut program = desk(&folder, &screen);
    let good = || loket::clinic::copies::Copies::read(&folder).good.map(|good| good.file);
    let file = until("the day's copy", good);
    assert!(file.starts_with(&copies));
    // Gone is gone: it is made again at close.
    std::fs::remove_dir_all(&copies).unwrap();
    let window = appears(&screen, &mut program);
    until("the end", || {
        screen.tool(&["windowactivate", "--sync", &window]);
        screen.key("alt+F4");
        program.try_wait().unwrap()
    });
    assert!(file.is_file(), "no copy at close");
    manager.kill().unwrap();
    manager.wait().unwrap();
}

/// The real clinic's desk.
fn desk(folder: &Path, screen: &Screen) -> Child {
    Command::new(env!("CARGO_BIN_EXE_loket"))
        .arg("--data")
        .arg(folder)
        .env("DISPLAY", &screen.name)
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

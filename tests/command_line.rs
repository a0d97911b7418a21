//! The built program as somebody types it: what it ends with, what it says, what it leaves in its folder.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chrono::{Duration, Utc};
use loket::clinic::{MIGRATIONS, StandingClock, examine};
use loket::seal::Certificate;
use loket::store::{Connection, database_file, open_to_look};
use tempfile::TempDir;

use crate::support::{beginning, open};

/// The program without a display, in a home where nobody has any data.
pub fn loket(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loket"));
    for inherited in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "LOKET_DATA", "LOKET_LOG"] {
        command.env_remove(inherited);
    }
    for language in ["LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(language);
    }
    for folder in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        command.env_remove(folder);
    }
    command.env("HOME", home).env("APPDATA", home).env("LOCALAPPDATA", home).current_dir(home);
    command
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn code(output: &Output) -> Option<i32> {
    assert!(!text(&output.stderr).contains("panicked"), "{}", text(&output.stderr));
    output.status.code()
}

/// A demo of yesterday: its morning is over whatever time it is now.
pub fn demo(home: &Path) -> PathBuf {
    let folder = home.join("demo");
    let mut demo = loket(home);
    demo.args(["demo", "--no-window"]).args(yesterday("--date")).arg("--out").arg(&folder);
    let output = demo.output().unwrap();
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    folder
}

fn yesterday(option: &str) -> [String; 2] {
    [option.to_owned(), (Utc::now() - Duration::days(1)).format("%Y-%m-%d").to_string()]
}

/// The seal's certificate of a clinic, as its database has it.
pub fn certificate(folder: &Path) -> Certificate {
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    let der: Vec<u8> = db.query_row("SELECT certificate FROM seal", [], |row| row.get(0)).unwrap();
    Certificate::from_file_bytes(&der).unwrap()
}

/// A clinic that began two days ago, and the four files of yesterday's summary, as `loket summary` wrote them.
struct Sealed {
    home: TempDir,
    data: PathBuf,
    files: Vec<PathBuf>,
}

/// What `loket summary` says of yesterday in a clinic whose last entry is so many days old.
fn summary_after(home: &Path, days: i64) -> Output {
    let data = home.join("data");
    let clinic = open(&data, &StandingClock::at(Utc::now() - Duration::days(days)));
    clinic.begin(beginning()).unwrap();
    drop(clinic);
    let mut summary = loket(home);
    summary.args(["summary", "--incomplete"]).args(yesterday("--period")).arg("--out").arg(home.join("out"));
    summary.arg("--data").arg(&data).output().unwrap()
}

fn sealed() -> Sealed {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let output = summary_after(home.path(), 2);
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    let mut files: Vec<PathBuf> = text(&output.stdout).lines().map(PathBuf::from).collect();
    assert_eq!(files.len(), 5, "four that are sealed, and the workbook: {files:?}");
    files.retain(|file| file.extension().is_none_or(|ending| ending != "xlsx"));
    Sealed { home, data, files }
}

impl Sealed {
    fn ending(&self, ending: &str) -> PathBuf {
        self.files.iter().find(|file| file.to_string_lossy().ends_with(ending)).unwrap().clone()
    }

    /// What `loket verify` ends with, and what it says.
    fn verify(&self, data: &Path, file: &Path, seal: Option<&str>) -> (Option<i32>, String) {
        let mut verify = loket(self.home.path());
        verify.arg("verify").arg(file).arg("--data").arg(data);
        if let Some(seal) = seal {
            verify.args(["--seal", seal]);
        }
        let output = verify.output().unwrap();
        (code(&output), text(&output.stdout) + &text(&output.stderr))
    }
}

#[test]
fn verify_ends_with_0_for_a_known_seal_4_for_an_unknown_one_and_1_for_anything_wrong() {
    let sealed = sealed();
    let elsewhere = sealed.home.path().join("elsewhere");
    let certificate = certificate(&sealed.data);
    let pem = sealed.home.path().join("seal.pem");
    std::fs::write(&pem, certificate.pem().unwrap()).unwrap();
    let print = certificate.fingerprint().to_string();

    for file in &sealed.files {
        let of = |data: &Path, seal: Option<&str>| sealed.verify(data, file, seal);
        let (own, said) = of(&sealed.data, None);
        assert_eq!(own, Some(0), "{}: {said}", file.display());
        assert!(said.starts_with("UTUH: ") && said.contains("puskesmas ini sendiri"), "{said}");
        let (unknown, said) = of(&elsewhere, None);
        assert_eq!(unknown, Some(4), "{}: {said}", file.display());
        assert!(said.contains("TIDAK DIKENAL") && said.contains(&print), "{said}");
        assert_eq!(of(&elsewhere, Some(&print)).0, Some(0));
        assert_eq!(of(&elsewhere, Some(&pem.to_string_lossy())).0, Some(0));
        assert_eq!(of(&elsewhere, Some(&"0".repeat(64))).0, Some(4), "another seal");
        assert_eq!(of(&sealed.data, Some("kucing")).0, Some(1), "no seal at all");
    }
    assert!(!elsewhere.exists(), "verify only reads");

    // One byte changed in the middle of each file.
    for file in &sealed.files {
        let good = std::fs::read(file).unwrap();
        let mut bad = good.clone();
        // A digit of the JSON stays a digit: it is still read, and still not what was sealed.
        let at = good.iter().rposition(u8::is_ascii_digit).unwrap_or(good.len() / 2);
        bad[at] ^= 1;
        std::fs::write(file, &bad).unwrap();
        for seal in [None, Some(print.as_str())] {
            let (ended, said) = sealed.verify(&sealed.data, file, seal);
            assert_eq!(ended, Some(1), "{}: {said}", file.display());
            assert!(said.starts_with("TIDAK SAH."), "{said}");
        }
        std::fs::write(file, good).unwrap();
        assert_eq!(sealed.verify(&sealed.data, file, None).0, Some(0));
    }

    // Either half of the JSON without the other.
    let halves = [sealed.ending(".json"), sealed.ending(".json.p7s")];
    for (here, away) in [(&halves[0], &halves[1]), (&halves[1], &halves[0])] {
        let kept = sealed.home.path().join("kept");
        std::fs::rename(away, &kept).unwrap();
        let (ended, said) = sealed.verify(&sealed.data, here, None);
        assert_eq!(ended, Some(1), "{said}");
        let name = away.file_name().unwrap().to_string_lossy().into_owned();
        assert!(said.contains(&name) && said.lines().count() == 1, "{said}");
        std::fs::rename(&kept, away).unwrap();
    }
    // The workbook beside them is nothing that was sealed and then changed.
    let workbook = sealed.ending(".json").with_extension("xlsx");
    let (ended, said) = sealed.verify(&sealed.data, &workbook, None);
    assert_eq!(ended, Some(1), "{said}");
    assert!(said.contains("tidak disegel") && !said.contains("TIDAK SAH"), "{said}");
    let (ended, said) = sealed.verify(&sealed.data, &sealed.home.path().join("none.pdf"), None);
    assert_eq!((ended, said.lines().count()), (Some(1), 1), "{said}");
}

#[test]
fn a_clock_far_from_the_last_entry_seals_nothing_and_a_terminal_is_not_told_of_keys() {
    let home = tempfile::tempdir().unwrap();
    let output = summary_after(home.path(), 8);
    assert_eq!(code(&output), Some(1), "{}", text(&output.stdout));
    let said = text(&output.stderr);
    assert!(said.contains("Buka Loket") && !said.contains("Ctrl"), "{said}");
    assert!(!home.path().join("out").exists());
}

#[test]
fn the_line_the_clinic_and_the_system_decide_in_this_order_which_language_is_spoken() {
    let sealed = sealed();
    let (file, nobody) = (sealed.ending(".pdf"), sealed.home.path().join("elsewhere"));
    let said = |data: &Path, asked: Option<&str>, system: &[(&str, &str)]| {
        let mut verify = loket(sealed.home.path());
        verify.arg("verify").arg(&file).arg("--data").arg(data).envs(system.iter().copied());
        if let Some(asked) = asked {
            verify.args(["--language", asked]);
        }
        let said = text(&verify.output().unwrap().stdout);
        match (said.contains("UTUH"), said.contains("INTACT")) {
            (true, false) => "id",
            (false, true) => "en",
            _ => panic!("{said}"),
        }
    };
    let english: &[_] = &[("LANG", "en_GB.UTF-8")];
    // A district office: no clinic on this PC, so the system's, of its variables in their order; else Indonesian.
    assert_eq!(said(&nobody, None, &[]), "id");
    assert_eq!(said(&nobody, None, &[("LANG", "C.UTF-8")]), "id");
    assert_eq!(said(&nobody, None, &[("LANG", "fr_FR.UTF-8")]), "id");
    assert_eq!(said(&nobody, None, english), "en");
    assert_eq!(said(&nobody, None, &[("LC_ALL", "id_ID.UTF-8"), ("LANG", "en_GB.UTF-8")]), "id");
    assert_eq!(said(&nobody, None, &[("LC_MESSAGES", "en_US"), ("LANG", "id_ID")]), "en");
    assert_eq!(said(&nobody, None, &[("LANGUAGE", "jv:en"), ("LANG", "id_ID")]), "en");
    assert_eq!(said(&nobody, Some("id"), english), "id");
    // A clinic speaks what was chosen for it here, whatever the system speaks.
    assert_eq!(said(&sealed.data, None, english), "id");
    std::fs::write(sealed.data.join("seat.json"), r#"{"language":"en"}"#).unwrap();
    assert_eq!(said(&sealed.data, None, &[("LANG", "id_ID.UTF-8")]), "en");
    assert_eq!(said(&sealed.data, Some("id"), english), "id");

    // Every other command by the same rule; its window too, which says it here because there is no display.
    let ended = |line: &[&str]| {
        let output = loket(sealed.home.path()).args(line).arg("--data").arg(&sealed.data).output().unwrap();
        (code(&output), text(&output.stdout) + &text(&output.stderr))
    };
    let path = file.to_string_lossy();
    for (line, ends, english, indonesian) in [
        (&["open", &path][..], 3, "INTACT: ", "UTUH: "),
        (&["doctor"], 0, "nothing found", "tidak ada temuan"),
        (&["backup"], 0, "tried out and sound", "sudah dicoba dan baik"),
        (&["restore", "none.db"], 1, "cannot be read", "tidak bisa dibaca"),
        (&["growth", "none.csv"], 1, "cannot be opened", "tidak bisa dibuka"),
        (&[], 3, "There is no display", "Tidak ada layar"),
    ] {
        let (code, said) = ended(line);
        assert!(code == Some(ends) && said.contains(english), "{line:?} {code:?}: {said}");
        let (code, said) = ended(&[line, &["--language", "id"]].concat());
        assert!(code == Some(ends) && said.contains(indonesian), "{line:?} {code:?}: {said}");
    }
    let no_language = ended(&["doctor", "--language", "fr"]);
    assert_eq!(no_language.0, Some(2), "{}", no_language.1);
}

#[test]
fn a_demo_without_a_window_says_where_everything_is_and_it_is_there() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("demo");
    // A display that does not answer is not asked.
    let mut demo = loket(home.path());
    demo.env("DISPLAY", ":20471").args(["demo", "--no-window"]).args(yesterday("--date"));
    let output = demo.arg("--out").arg(&folder).output().unwrap();
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    let said = text(&output.stdout);
    let rows = |name: &str| -> Vec<String> {
        let rows = said.lines().filter_map(|line| line.strip_prefix(name));
        rows.map(|value| value.trim_start().to_owned()).collect()
    };
    for name in ["Klinik", "Warga", "Anak dipantau", "Pagi ini", "Masuk sebagai"] {
        assert_eq!(rows(name).len(), 1, "{name}: {said}");
    }
    assert_eq!(rows("Basis data"), [database_file(&folder).display().to_string()]);
    assert!(database_file(&folder).is_file());

    let files = rows("Berkas");
    assert_eq!(files.len(), 5, "{said}");
    for (file, ending) in files.iter().zip([".json", ".json.p7s", ".pdf", ".asice", "growth-chart.pdf"]) {
        assert!(file.ends_with(ending) && Path::new(file).starts_with(&folder), "{file}");
        let bytes = std::fs::read(file).unwrap();
        let is_pdf = Path::new(file).extension().is_some_and(|extension| extension == "pdf");
        assert!(!is_pdf || bytes.starts_with(b"%PDF"), "{file} is no PDF");
        assert!(bytes.len() > 400, "{file}");
    }
    let doctor = loket(home.path()).arg("doctor").arg("--data").arg(&folder).output().unwrap();
    assert_eq!(code(&doctor), Some(0), "{}", text(&doctor.stdout));
    let summary =
        loket(home.path()).arg("verify").arg(&files[2]).arg("--data").arg(&folder).output().unwrap();
    assert_eq!(code(&summary), Some(0), "{}", text(&summary.stdout));
}

#[test]
fn without_a_display_loket_alone_ends_with_one_sentence_and_leaves_nothing() {
    let home = tempfile::tempdir().unwrap();
    let output = loket(home.path()).output().unwrap();
    assert_eq!(code(&output), Some(3));
    assert_eq!((text(&output.stdout), text(&output.stderr).lines().count()), (String::new(), 1));
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is touched without a display");
}

#[test]
fn loket_data_names_the_folder_and_data_on_the_line_goes_before_it() {
    let home = tempfile::tempdir().unwrap();
    let folder = demo(home.path());
    let empty = home.path().join("empty");
    let doctor = |variable: Option<&Path>, argument: Option<&Path>| {
        let mut doctor = loket(home.path());
        doctor.arg("doctor");
        if let Some(folder) = variable {
            doctor.env("LOKET_DATA", folder);
        }
        if let Some(folder) = argument {
            doctor.arg("--data").arg(folder);
        }
        let output = doctor.output().unwrap();
        (code(&output), text(&output.stderr))
    };
    assert_eq!(doctor(Some(&folder), None).0, Some(0));
    assert_eq!(doctor(Some(&empty), Some(&folder)).0, Some(0));
    for said in [doctor(Some(&empty), None), doctor(Some(&folder), Some(&empty))] {
        assert_eq!(said.0, Some(1));
        assert!(said.1.contains(&*empty.to_string_lossy()), "{}", said.1);
    }
    assert_eq!(doctor(None, None).0, Some(1), "a home without data");

    // The folder that is named is the one that is written into.
    let copies = home.path().join("stick");
    std::fs::create_dir(&copies).unwrap();
    let mut backup = loket(home.path());
    backup.env("LOKET_DATA", &folder).arg("backup").arg("--to").arg(&copies);
    let output = backup.output().unwrap();
    assert_eq!(code(&output), Some(0), "{}", text(&output.stderr));
    assert!(std::fs::read_dir(&copies).unwrap().count() >= 1);
}

/// Everything that names a person of a clinic: names, NIK, BPJS and telephone numbers, record numbers.
pub fn personal(folder: &Path) -> Vec<String> {
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    let texts = |sql: &str| -> Vec<String> {
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, Option<String>>(0)).unwrap();
        rows.filter_map(Result::unwrap).filter(|text| text.len() >= 4).collect()
    };
    let mut all = Vec::new();
    for column in ["name", "nik", "bpjs", "phone", "record_number", "guardian_name"] {
        all.extend(texts(&format!("SELECT DISTINCT {column} FROM person")));
    }
    assert!(all.len() > 500, "only {} personal texts were read", all.len());
    all
}

#[test]
fn the_log_is_one_file_of_the_day_names_nobody_and_keeps_fourteen() {
    let home = tempfile::tempdir().unwrap();
    let folder = demo(home.path());
    let log = folder.join("log");
    std::fs::remove_dir_all(&log).unwrap();
    std::fs::create_dir(&log).unwrap();
    for age in 1..=30 {
        let day = (Utc::now() - Duration::days(age)).format("%Y-%m-%d");
        std::fs::write(log.join(format!("loket.{day}.log")), "lama\n").unwrap();
    }
    std::fs::write(log.join("catatan.txt"), "theirs").unwrap();

    // Everything this program can say goes into the log, also that something failed.
    let summary = |period: &str| {
        let mut summary = loket(home.path());
        summary.env("LOKET_LOG", "loket=trace").args([
            "summary",
            "--running",
            "--incomplete",
            "--period",
            period,
        ]);
        summary.arg("--out").arg(home.path().join("out")).arg("--data").arg(&folder).output().unwrap()
    };
    let before = Utc::now().format("%Y-%m-%d").to_string();
    assert_eq!(code(&summary(&before)), Some(0));
    let db = Connection::open(database_file(&folder)).unwrap();
    db.execute_batch("CREATE TRIGGER full BEFORE INSERT ON summary BEGIN SELECT RAISE(ABORT, 'penuh'); END;")
        .unwrap();
    let failed = summary("2024-02");
    assert_eq!(code(&failed), Some(1), "{}", text(&failed.stdout));
    db.execute_batch("DROP TRIGGER full").unwrap();
    drop(db);
    assert_eq!(examine(&open_to_look(&folder, MIGRATIONS).unwrap()).unwrap(), []);

    let mut files: Vec<PathBuf> = std::fs::read_dir(&log)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "log"))
        .collect();
    files.sort();
    assert!(log.join("catatan.txt").exists(), "nobody else's file is taken away");
    assert!(files.len() <= 14, "{} files are kept", files.len());
    let newest = files.last().unwrap();
    let after = Utc::now().format("%Y-%m-%d").to_string();
    let name = newest.file_name().unwrap().to_string_lossy().into_owned();
    assert!([before, after].iter().any(|day| name == format!("loket.{day}.log")), "{name}");
    let written = std::fs::read_to_string(newest).unwrap();
    assert!(written.contains("ERROR") && written.contains("penuh"), "the log was not begun: {written}");
    for text in personal(&folder) {
        assert!(!written.contains(&text), "the log says {text}");
    }
}

//! The plan of the house, held against the code (`ARCHITECTURE.md`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Every source file with its text, tests cut off.
fn sources() -> Vec<(PathBuf, String)> {
    files_of("src")
}

fn files_of(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        let mut entries: Vec<_> =
            std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    walk(&root, &mut files);
    let relative = |path: &Path| path.strip_prefix(&root).unwrap().to_owned();
    files.iter().map(|path| (relative(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// Only what the program itself runs: unit tests may stand anywhere.
fn product() -> Vec<(PathBuf, String)> {
    let is_test = |path: &Path| {
        path.components().any(|part| part.as_os_str() == "tests")
            || path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
    };
    sources()
        .into_iter()
        .filter(|(path, _)| !is_test(path))
        .map(|(path, text)| {
            let text = crate::words::before_its_tests(&text);
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code: Vec<&str> = code.collect();
            (path, code.join("\n"))
        })
        .collect()
}

fn room(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

const SUBJECTS: [&str; 7] = ["people", "queue", "visits", "screening", "summary", "staff", "setup"];

/// What each room may name, from the table in `ARCHITECTURE.md`.
fn allowed(room: &str) -> Option<BTreeSet<&'static str>> {
    let base = ["terms", "growth", "reference", "seal", "words", "paper"];
    let names: Vec<&str> = match room {
        "terms" => vec![],
        "growth" | "reference" | "seal" | "words" | "store" | "printing" => vec!["terms"],
        "paper" => vec!["terms", "growth", "words"],
        subject if SUBJECTS.contains(&subject) => [&base[..], &["store"]].concat(),
        "clinic" => [&base[..], &SUBJECTS[..], &["store"]].concat(),
        "desk" => vec!["clinic", "printing", "terms"],
        "demo" => [&base[..], &SUBJECTS[..], &["clinic", "store"]].concat(),
        "ui" => [&base[..], &SUBJECTS[..], &["clinic", "desk", "printing"]].concat(),
        // The command line and the crate's root name everything.
        "cli" | "lib" | "main" => return None,
        other => panic!("{other} is no room of the plan: add it to ARCHITECTURE.md and here"),
    };
    Some(names.into_iter().collect())
}

/// The rooms a file names: `crate::room`, also inside `use crate::{a, b}`.
fn named(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for letter in list.chars() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        found.insert(std::mem::take(&mut word));
                        continue;
                    }
                    _ => {}
                }
                if depth == 0 {
                    word.push(letter);
                }
            }
            found.insert(word);
        } else {
            found.insert(rest.to_owned());
        }
    }
    let head = |text: &String| {
        text.trim()
            .chars()
            .take_while(|letter| letter.is_ascii_lowercase() || *letter == '_')
            .collect::<String>()
    };
    found.iter().map(head).filter(|word| !word.is_empty()).collect()
}

#[test]
fn arrows_point_down_only() {
    let mut wrong = Vec::new();
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in product() {
        let own = room(&path);
        let Some(allowed) = allowed(&own) else { continue };
        for other in named(&text) {
            if other == own {
                continue;
            }
            let is_room = src_has(&other);
            if is_room && !allowed.contains(other.as_str()) {
                wrong.push(format!("{} names {other}", path.display()));
            }
            if is_room {
                seen.entry(own.clone()).or_default().insert(other);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // The test reads real arrows: the door is known to name every subject that exists.
    let door = &seen["clinic"];
    assert!(
        ["people", "queue", "visits", "screening", "staff", "setup", "store"]
            .iter()
            .all(|room| door.contains(*room))
    );
}

/// Whoever holds the door itself could ask it what goes over no wire.
#[test]
fn no_screen_reaches_around_its_handles() {
    let names_it = |line: &str| {
        let words: Vec<&str> =
            line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
        line.contains("crate::clinic") && words.contains(&"Clinic")
    };
    assert!(names_it("use crate::clinic::{Clinic, Refusal};") && !names_it("use crate::clinic::Refusal;"));
    let screens = product().into_iter().filter(|(path, _)| room(path) == "ui");
    let wrong: Vec<String> = screens
        .filter(|(_, text)| text.replace(",\n", ", ").replace("{\n", "{").lines().any(names_it))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "{wrong:?} name the door itself");
}

fn src_has(room: &str) -> bool {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    src.join(room).is_dir() || src.join(format!("{room}.rs")).is_file()
}

#[test]
fn each_library_stays_in_its_room() {
    let mut wrong = Vec::new();
    for (path, text) in product() {
        let (own, name) = (room(&path), path.file_name().unwrap().to_string_lossy().into_owned());
        let may = |library: &str| match library {
            "rusqlite" => own == "store" || name == "table.rs",
            "iced" => own == "ui",
            "printpdf" => own == "paper",
            "hayro" => own == "printing",
            "lopdf" => own == "paper" || own == "seal",
            "clap" => own == "cli",
            _ => true,
        };
        for library in ["rusqlite", "iced", "printpdf", "hayro", "lopdf", "clap"] {
            let names = text.contains(&format!("{library}::"));
            if names && !may(library) {
                wrong.push(format!("{} names {library}", path.display()));
            }
        }
        if SUBJECTS.contains(&own.as_str()) && name != "table.rs" && named(&text).contains("store") {
            wrong.push(format!("{} names store outside table.rs", path.display()));
        }
        if own == "ui" && text.contains("::table::") {
            wrong.push(format!("{} reaches past the door into a table", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_door_knows_what_time_it_is() {
    let clocks = ["Utc::now", "Local::now", "SystemTime::now", "chrono::offset::Local"];
    let wrong: Vec<_> = product()
        .into_iter()
        .filter(|(path, text)| {
            path != Path::new("clinic/clock.rs") && clocks.iter().any(|clock| text.contains(clock))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let door = product().into_iter().find(|(path, _)| path == Path::new("clinic/clock.rs")).unwrap();
    assert!(door.1.contains("Local::now"));
}

#[test]
fn no_room_is_too_full() {
    let long: Vec<_> = ["src", "tests", "benches"]
        .into_iter()
        .flat_map(files_of)
        .filter(|(_, text)| text.lines().count() > 500)
        .map(|(path, text)| format!("{}: {} lines", path.display(), text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_table_is_strict_and_has_a_primary_key() {
    let mut tables = 0;
    for migration in loket::clinic::MIGRATIONS {
        let sql: Vec<&str> =
            migration.sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
        let sql = sql.join("\n");
        let mut rest = sql.as_str();
        while let Some(at) = rest.find("CREATE TABLE") {
            let text = &rest[at..];
            let end = text.find(';').unwrap();
            let table = &text[..end];
            let name = table.split_whitespace().nth(2).unwrap();
            assert!(table.contains("PRIMARY KEY"), "{name} has no primary key");
            assert!(table.contains("STRICT"), "{name} is not STRICT");
            tables += 1;
            rest = &text[end..];
        }
    }
    assert!(tables > 15, "only {tables} tables were read");
}

#[test]
fn migrations_are_numbered_without_gaps() {
    let numbers: Vec<u32> = loket::clinic::MIGRATIONS.iter().map(|migration| migration.number).collect();
    let expected: Vec<u32> = (1..).take(numbers.len()).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.trim_start().starts_with("//!"))
        .map(|(path, _)| path)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

/// What git would keep; without git everything that is no build.
fn tracked() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != ".git" {
                walk(&path, found);
            } else if path.is_file() && name != ".git" {
                found.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let listed = std::process::Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output();
    match listed {
        Ok(listed) if listed.status.success() => {
            let names = String::from_utf8(listed.stdout).unwrap();
            let files = names.split_terminator('\0').map(|name| root.join(name));
            // One that was deleted and not yet committed is listed too.
            files.filter(|path| path.is_file()).collect()
        }
        _ => {
            let mut found = Vec::new();
            walk(root, &mut found);
            found
        }
    }
}

/// Absolute paths that belong to somebody's computer: each with what stands behind it, up to a quote or a line's end.
fn paths_of_a_machine(text: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(text);
    // Put together here, so that this test does not find itself.
    let mut roots: Vec<String> =
        ["home", "Users", "root", "work", "workspace", "workspaces", "mnt", "media", "tmp", "private/tmp"]
            .map(|folder| format!("/{folder}/"))
            .into();
    roots.extend(["\\", "\\\\", "/"].map(|slash| format!("{slash}Users{slash}")));
    let mut found = Vec::new();
    for root in roots {
        for (at, _) in text.match_indices(&root) {
            // Inside a longer path or an address it is only a folder's name.
            let before = text[..at].chars().next_back();
            let drive = before == Some(':') && !text[..at].ends_with("//:");
            let starts =
                before.is_none_or(|letter| !letter.is_alphanumeric() && !"-_.~/\\}):".contains(letter));
            if starts || drive {
                let path: String =
                    text[at..].chars().take_while(|letter| !"\"'`\r\n<>".contains(*letter)).collect();
                found.push(path);
            }
        }
    }
    found
}

#[test]
fn no_path_of_a_machine_is_in_the_repository() {
    // The file, the path's beginning, and why it may stand there.
    let may = [(
        "src/store/place.rs",
        concat!("/", "home/Siti Nurhaliza/"),
        "an invented user, for a data folder whose name has a space and an accent",
    )];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = tracked();
    assert!(files.len() > 400, "only {} files were read", files.len());
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    for file in files {
        let name = file.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        for path in paths_of_a_machine(&std::fs::read(&file).unwrap()) {
            match may.iter().position(|(file, beginning, _)| *file == name && path.starts_with(beginning)) {
                Some(at) => {
                    met.insert(at);
                }
                None => wrong.push(format!("{name}: {path}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(met.len(), may.len(), "a permission that nobody needs any more");
}

#[test]
fn the_reader_of_paths_sees_what_it_should() {
    let seen = |text: &str| paths_of_a_machine(text.replace('@', "/").as_bytes()).len();
    for path in [
        "cd @home@ani@loket",
        "\"@work@main\"",
        "PATH=@root@.cargo@bin",
        "file = '@tmp@x'",
        "C:@Users@ani@loket",
        "C:\\Us\u{65}rs\\ani",
    ] {
        assert!(seen(path) > 0, "{path}");
    }
    for path in ["https:@@example.org@home@x", "target@work@x", "$HOME@work@x", "@dev@shm", "@usr@share"] {
        assert_eq!(seen(path), 0, "{path}");
    }
}

//! On Linux every file that Loket writes is its owner's alone, whatever the account's own habit is.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

/// The program in a shell that makes everything everybody's.
fn loket(arguments: &[&str]) -> Output {
    let open = "umask 0; exec \"$0\" \"$@\"";
    let mut shell = Command::new("sh");
    let shell =
        shell.args(["-c", open, env!("CARGO_BIN_EXE_loket")]).args(arguments).env_remove("LOKET_DATA");
    let ended = shell.output().unwrap();
    assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    ended
}

/// Whatever others may do something with, and how many files were seen.
fn open_to_others(path: &Path, found: &mut Vec<String>) -> usize {
    let about = std::fs::symlink_metadata(path).unwrap();
    let mode = about.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        found.push(format!("{mode:o} {}", path.display()));
    }
    if !about.is_dir() {
        return 1;
    }
    let inside = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    inside.map(|path| open_to_others(&path, found)).sum()
}

#[test]
fn nothing_that_a_day_leaves_behind_is_open_to_other_accounts() {
    let root = tempfile::tempdir().unwrap();
    let at = |name: &str| root.path().join(name).display().to_string();
    let (data, csv) = (at("demo"), at("children.csv"));
    loket(&["demo", "--no-window", "--date", "2026-11-21", "--out", &data]);
    loket(&["backup", "--data", &data]);
    loket(&["backup", "--to", &at("stick"), "--data", &data]);
    std::fs::write(&csv, "id,sex,age_days,weight,length\n1,f,365,9.1,74\n").unwrap();
    loket(&["growth", &csv, "--out", &at("scores.csv")]);
    std::fs::remove_file(&csv).unwrap();
    let copy = loket::store::copies::in_folder(&root.path().join("stick")).remove(0).1;
    // As on most sticks, and as an earlier version left the data.
    for everybodys in [&copy, &root.path().join("demo").join("loket.db")] {
        std::fs::set_permissions(everybodys, std::fs::Permissions::from_mode(0o644)).unwrap();
    }
    loket(&["restore", copy.to_str().unwrap(), "--data", &data]);
    std::fs::set_permissions(&copy, std::fs::Permissions::from_mode(0o600)).unwrap();
    let mut found = Vec::new();
    let files: usize = std::fs::read_dir(root.path())
        .unwrap()
        .map(|entry| open_to_others(&entry.unwrap().path(), &mut found))
        .sum();
    assert_eq!(found, [""; 0]);
    assert!(files > 20, "only {files} files were seen");
}

//! kill −9 in the middle of the morning and restart, again and again: what was acknowledged is there, and whoever
//! tries again gets the one answer. (A kill proves that a change is whole; that it lasts, the power cuts prove.)

use super::{Deed, assert_sound, begin, deed, quick_folder, times};
use crate::support::disk::Dice;
use crate::support::{morning, open};
use loket::clinic::{Replied, StandingClock};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use uuid::Uuid;

const DESKS: usize = 3;
/// More than any round lives to do.
const DEEDS: usize = 400;
const FOLDER: &str = "LOKET_KILLED_IN";
const ROUND: &str = "LOKET_KILLED_ROUND";

/// The morning that is killed: every acknowledged command becomes a line.
fn work(folder: &Path, round: usize, deeds: usize, say: &(impl Fn(&str) + Sync)) {
    say("opening");
    let clinic = open(folder, &StandingClock::at(morning()));
    let run = |deed: &Deed| {
        let reply = serde_json::to_string(&deed.run(&clinic)).unwrap();
        say(&format!("done {} {reply}", deed.envelope.id));
    };
    run(&begin());
    std::thread::scope(|scope| {
        for desk in 0..DESKS {
            scope.spawn(move || {
                for nth in 0..deeds {
                    run(&deed(round, desk, nth));
                }
            });
        }
    });
}

fn read(line: &str) -> Option<(Uuid, Replied)> {
    let (id, reply) = line.strip_prefix("done ")?.split_once(' ')?;
    Some((id.parse().unwrap(), serde_json::from_str(reply).unwrap()))
}

/// Run by the test below in a process of its own; by itself it shows that the lines say what was done.
#[test]
fn the_one_that_is_killed() {
    if let (Some(folder), Ok(round)) = (std::env::var_os(FOLDER), std::env::var(ROUND)) {
        let say = |line: &str| {
            let mut out = std::io::stdout().lock();
            out.write_all(format!("\n{line}\n").as_bytes()).and_then(|()| out.flush()).unwrap();
        };
        work(&PathBuf::from(folder), round.parse().unwrap(), DEEDS, &say);
        return;
    }
    let folder = quick_folder();
    let lines = std::sync::Mutex::new(Vec::new());
    work(folder.path(), 0, 2, &|line| lines.lock().unwrap().push(line.to_owned()));
    let done: BTreeMap<_, _> = lines.lock().unwrap().iter().filter_map(|line| read(line)).collect();
    assert_eq!(done.len(), 1 + DESKS * 2);
}

/// Starts the morning, kills it after so many acknowledged commands or so long, and reads what it said.
fn kill_after(folder: &Path, round: usize, acknowledged: usize, pause: Duration) -> BTreeMap<Uuid, Replied> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["nothing_lost::killed::the_one_that_is_killed", "--exact", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut done = BTreeMap::new();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // A line cut short by the kill was not said.
    while let Some(Ok(line)) = lines.next() {
        let opening = line == "opening" && acknowledged == 0;
        done.extend(read(&line));
        if opening || (done.len() == acknowledged && acknowledged > 0) {
            break;
        }
    }
    std::thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    // What it still had said before it was killed counts too.
    let rest: Vec<String> = lines.map_while(Result::ok).collect();
    let whole = rest.len().saturating_sub(1);
    done.extend(rest.iter().take(whole).filter_map(|line| read(line)));
    done
}

#[test]
fn killed_and_restarted_it_has_everything_it_acknowledged() {
    let mut dice = Dice::new(9);
    let mut folder = tempfile::tempdir().unwrap();
    for round in 0..times(100, 6) {
        // Every few rounds a new clinic, killed while it is made.
        let fresh = round % 8 == 0;
        if fresh {
            folder = tempfile::tempdir().unwrap();
        }
        let (acknowledged, pause) =
            if fresh { (0, dice.roll(25_000)) } else { (1 + dice.roll(60), dice.roll(3_000)) };
        let done = kill_after(folder.path(), round, acknowledged as usize, Duration::from_micros(pause));

        assert!(done.len() >= acknowledged as usize, "round {round}: the child did not work");
        let clinic = open(folder.path(), &StandingClock::at(morning()));
        assert_sound(folder.path());
        let far = done.len() + DESKS * 2;
        let deeds: Vec<Deed> = std::iter::once(begin())
            .chain((0..DESKS).flat_map(|desk| (0..far).map(move |nth| deed(round, desk, nth))))
            .collect();
        let journalled = |deed: &Deed| {
            let found = clinic.store().readers().read(|db| {
                loket::clinic::table::done(db, deed.envelope.id).map_err(loket::store::StoreError::from)
            });
            found.unwrap().map(|done| done.reply)
        };
        let mut found = 0;
        for one in &deeds {
            let there = journalled(one);
            if let Some(reply) = done.get(&one.envelope.id) {
                assert_eq!(there.as_ref(), Some(reply), "round {round}: acknowledged and not there");
                found += 1;
            }
            // Committed but not yet answered when the kill came: trying again gives the same number.
            if let Some(there) = there {
                assert_eq!(one.run(&clinic), there, "round {round}");
            }
        }
        assert_eq!(found, done.len(), "round {round}: an answer to nothing we know");
        // What was in flight and is not there: tried twice, it happens once.
        begin().run(&clinic);
        for desk in 0..DESKS {
            let next =
                (0..far).map(|nth| deed(round, desk, nth)).find(|one| journalled(one).is_none()).unwrap();
            assert_eq!(next.run(&clinic), next.run(&clinic));
        }
        assert_sound(folder.path());
    }
}

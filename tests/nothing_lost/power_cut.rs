//! Power cuts at any write, sync, creation or deletion: with FULL nothing acknowledged is lost. The same test
//! with NORMAL and OFF must lose something, so that it is known to be able to fail.

use super::{Book, Deed, assert_sound, begin, findings, morning_of, open_on, quick_folder, times};
use crate::support::disk::{Cut, Dice, Disk};
use loket::clinic::{Clock, StandingClock};
use loket::store::{Durability, Options, database_file, log_findings};
use std::sync::{Arc, Mutex};

const DESKS: usize = 3;
const DEEDS: usize = 9;

/// One first run and morning of a clinic on a disk, and what power cuts would have left.
struct Run {
    cuts: Vec<Cut>,
    deeds: Vec<Deed>,
    book: Book,
    /// How many operations the disk saw until the clinic was set up, and in all.
    set_up: u64,
    all: u64,
    durability: Durability,
}

fn run(seed: u64, durability: Durability, cut_at: &[u64]) -> Run {
    let disk = Disk::new(seed);
    let folder = quick_folder();
    let book: Book = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&book);
    disk.cut_at(cut_at.iter().copied(), move || seen.lock().unwrap().len());
    let clinic = open_on(&disk, &folder, durability);
    let begin = begin();
    begin.note(&clinic, &book);
    let set_up = disk.operations();
    let mornings: Vec<Vec<Deed>> = (0..DESKS).map(|desk| morning_of(desk, DEEDS)).collect();
    std::thread::scope(|scope| {
        for morning in &mornings {
            scope.spawn(|| {
                for (nth, deed) in morning.iter().enumerate() {
                    deed.note(&clinic, &book);
                    if nth % 4 == 3 {
                        clinic.store().writer().fold();
                    }
                }
            });
        }
    });
    drop(clinic);
    let deeds = std::iter::once(begin).chain(mornings.into_iter().flatten()).collect();
    Run { cuts: disk.cuts(), deeds, book, set_up, all: disk.operations(), durability }
}

/// What was found after a cut.
#[derive(Debug, PartialEq)]
enum Found {
    Whole,
    Lost(usize),
    Corrupt(String),
}

fn look_after(cut: &Cut, run: &Run) -> Found {
    let folder = quick_folder();
    cut.write_into(folder.path());
    // What a cut leaves of the log is no alteration, where each transaction was on the disk before the next.
    if run.durability == Durability::Full {
        let log = log_findings(&database_file(folder.path())).unwrap();
        assert_eq!(log, [], "operation {}", cut.operation);
    }
    let options = Options { role: "test".into(), ..Options::default() };
    let clock = StandingClock::at(crate::support::morning());
    let clinic = match loket::clinic::Clinic::open(folder.path(), Clock::Standing(clock), &options) {
        Ok(clinic) => clinic,
        Err(error) => return Found::Corrupt(error.to_string()),
    };
    match findings(folder.path()) {
        Ok(found) if found.is_empty() => {}
        Ok(found) => return Found::Corrupt(found.join("; ")),
        Err(error) => return Found::Corrupt(error.to_string()),
    }
    let book = run.book.lock().unwrap();
    let acknowledged = &book[..cut.witnessed];
    let there = |deed: &Deed| {
        let id = deed.envelope.id;
        clinic.store().readers().read(|db| loket::clinic::table::done(db, id).map_err(Into::into))
    };
    let lost = acknowledged
        .iter()
        .filter(|one| !matches!(there(&one.deed), Ok::<_, loket::store::StoreError>(Some(_))))
        .count();
    if lost > 0 {
        return Found::Lost(lost);
    }
    // Whoever was waiting for an answer when the power went away tries again, and so does everybody else.
    let again = || run.deeds.iter().map(|deed| deed.try_run(&clinic)).collect::<Result<Vec<_>, _>>();
    let (Ok(first), Ok(second)) = (again(), again()) else {
        return Found::Corrupt("a command was refused".into());
    };
    assert_eq!(first, second);
    for one in acknowledged {
        assert_eq!(one.deed.run(&clinic), one.reply, "an answer changed");
    }
    assert_sound(folder.path());
    Found::Whole
}

/// So many cuts in all: half of them while the clinic is made, half in the morning.
fn cut_often(durability: Durability, count: usize) -> Vec<Found> {
    let dry = run(0, durability, &[]);
    let mut dice = Dice::new(count as u64);
    let mut found = Vec::new();
    let mut seed = 1;
    while found.len() < count {
        let cut_at: Vec<u64> = (0..10)
            .map(|nth| {
                if nth < 5 { 1 + dice.roll(dry.set_up) } else { dry.set_up + dice.roll(dry.all - dry.set_up) }
            })
            .collect();
        let run = run(seed, durability, &cut_at);
        for cut in &run.cuts {
            let after = look_after(cut, &run);
            if durability == Durability::Full && after != Found::Whole {
                eprintln!("seed {seed}, operation {}: {after:?}", cut.operation);
            }
            found.push(after);
        }
        seed += 1;
    }
    found
}

fn count(found: &[Found]) -> (usize, usize) {
    let corrupt = found.iter().filter(|one| matches!(one, Found::Corrupt(_))).count();
    let lost = found.iter().filter(|one| matches!(one, Found::Lost(_))).count();
    (corrupt, lost)
}

#[test]
fn power_cuts_lose_nothing_acknowledged() {
    let found = cut_often(Durability::Full, times(1000, 60));
    println!("FULL: {} cuts, (corrupt, lost) = {:?}", found.len(), count(&found));
    assert_eq!(count(&found), (0, 0));
}

#[test]
fn the_same_cuts_lose_something_without_full() {
    let normal = cut_often(Durability::Normal, times(300, 30));
    let off = cut_often(Durability::Off, times(300, 30));
    println!("NORMAL: {} cuts, (corrupt, lost) = {:?}", normal.len(), count(&normal));
    println!("OFF: {} cuts, (corrupt, lost) = {:?}", off.len(), count(&off));
    let (corrupt, lost) = count(&normal);
    assert!(lost > 0 && corrupt == 0, "NORMAL: {corrupt} corrupt, {lost} lost");
    let (corrupt, lost) = count(&off);
    assert!(corrupt + lost > 0, "OFF lost nothing: the cuts prove nothing");
}

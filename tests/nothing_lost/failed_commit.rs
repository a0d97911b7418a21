//! A COMMIT that fails answers everybody who waits for it, saves nothing, and the program goes on.

use super::{Deed, assert_sound, begin, morning_of, open_on, quick_folder};
use crate::support::disk::{Disk, Fault};
use crate::support::open;
use loket::clinic::{Clinic, Envelope, Refusal, Replied, StandingClock, table};
use loket::store::{Done, Durability, StoreError};
use std::panic::resume_unwind;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use tempfile::TempDir;

type Answer = Result<Replied, Refusal>;

/// A clinic on a disk in memory that has begun.
fn begun() -> (Disk, TempDir, Clinic) {
    let (disk, folder) = (Disk::new(7), quick_folder());
    let clinic = open_on(&disk, &folder, Durability::Full);
    begin().run(&clinic);
    (disk, folder, clinic)
}

/// Keeps the writer busy until something is sent, so that what is handed in meanwhile shares one transaction.
fn hold(clinic: &Clinic) -> Sender<()> {
    let (go, wait) = channel();
    let mut held = false;
    clinic.store().writer().submit(
        move |_| {
            // Only the first time: the writer may do a transaction's work again.
            if !std::mem::replace(&mut held, true) {
                let _ = wait.recv();
            }
            Done::Undo(())
        },
        |_| (),
    );
    go
}

/// Hands everything in at once.
fn hand_in(clinic: &Clinic, deeds: &[Deed]) -> Receiver<Answer> {
    let (sender, receiver) = channel();
    for deed in deeds {
        let sender = sender.clone();
        clinic.submit(&deed.session(clinic), deed.envelope.clone(), move |answer| {
            sender.send(answer).unwrap();
        });
    }
    receiver
}

fn answers(receiver: &Receiver<Answer>, count: usize) -> Vec<Answer> {
    (0..count)
        .map(|_| receiver.recv_timeout(Duration::from_secs(20)).expect("everybody is answered"))
        .collect()
}

fn rows(clinic: &Clinic) -> i64 {
    clinic.store().readers().read(|db| Ok::<_, StoreError>(table::head(db)?.0)).unwrap()
}

fn fifty_are_answered_when(fault: Fault) {
    let (disk, folder, clinic) = begun();
    let deeds = morning_of(0, 50);
    let go = hold(&clinic);
    let receiver = hand_in(&clinic, &deeds);
    disk.break_once(fault);
    go.send(()).unwrap();
    for answer in answers(&receiver, 50) {
        assert!(matches!(answer, Err(Refusal::Failure(_))), "{answer:?}");
    }
    assert!(disk.has_broken());
    assert_eq!(rows(&clinic), 1);

    // However the power goes away now, what was called not saved does not come back.
    for _ in 0..30 {
        let cut = disk.cut_now();
        let after = quick_folder();
        cut.write_into(after.path());
        let reopened = open(after.path(), &StandingClock::at(crate::support::morning()));
        assert_eq!(rows(&reopened), 1, "{fault:?}");
    }

    // The program goes on; the same commands may be sent again.
    for deed in &morning_of(1, 3) {
        deed.run(&clinic);
    }
    let replies: Vec<_> = deeds.iter().map(|deed| deed.run(&clinic)).collect();
    let again: Vec<_> = deeds.iter().map(|deed| deed.run(&clinic)).collect();
    assert_eq!(replies, again);
    assert_eq!(rows(&clinic), 54);
    drop(clinic);
    let after = quick_folder();
    disk.cut_now().write_into(after.path());
    assert_sound(after.path());
    drop(folder);
}

#[test]
fn a_failed_fsync_answers_all_fifty() {
    fifty_are_answered_when(Fault::Sync("-wal"));
}

#[test]
fn a_failed_write_answers_all_fifty() {
    for after in [0, 1, 2, 5, 9] {
        fifty_are_answered_when(Fault::Write("-wal", after));
    }
}

#[test]
fn a_transaction_that_cannot_begin_answers_all_fifty() {
    let (disk, _folder, clinic) = begun();
    let deeds = morning_of(0, 50);
    disk.break_once(Fault::Lock);
    // The one that holds the writer belongs to the same transaction, but its work never runs.
    let receiver = hand_in(&clinic, &deeds);
    let answers = answers(&receiver, 50);
    assert!(matches!(answers[0], Err(Refusal::Failure(_))), "{:?}", answers[0]);
    let saved = answers.iter().filter(|answer| answer.is_ok()).count() as i64;
    assert_eq!(rows(&clinic), 1 + saved);
    for deed in &deeds {
        deed.run(&clinic);
    }
    assert_eq!(rows(&clinic), 51);
}

#[test]
fn an_error_that_ends_the_transaction_from_inside_saves_nothing_of_it() {
    let (_disk, _folder, clinic) = begun();
    let go = hold(&clinic);
    let before = hand_in(&clinic, &morning_of(0, 5));
    // What a full disk makes SQLite do.
    clinic.store().writer().submit(
        |db| {
            db.execute_batch("ROLLBACK").unwrap();
            Done::Keep(())
        },
        |told| assert!(matches!(told, Err(StoreError::NotCommitted(_)))),
    );
    let behind = hand_in(&clinic, &morning_of(1, 5));
    go.send(()).unwrap();
    for answer in answers(&before, 5).into_iter().chain(answers(&behind, 5)) {
        assert!(matches!(answer, Err(Refusal::Failure(_))), "{answer:?}");
    }
    assert_eq!(rows(&clinic), 1);
    for deed in &morning_of(0, 5) {
        deed.run(&clinic);
    }
    assert_eq!(rows(&clinic), 6);
}

#[test]
fn work_that_panics_is_undone_and_answered_and_its_neighbours_are_saved() {
    let (_disk, _folder, clinic) = begun();
    let go = hold(&clinic);
    let before = hand_in(&clinic, &morning_of(0, 5));
    let (sender, told) = channel();
    clinic.store().writer().submit(
        |db| -> Done<()> {
            db.execute_batch("DELETE FROM event").unwrap();
            // A panic without the noise of its message.
            resume_unwind(Box::new("on purpose"))
        },
        move |told| sender.send(told).unwrap(),
    );
    let behind = hand_in(&clinic, &morning_of(1, 5));
    go.send(()).unwrap();
    for answer in answers(&before, 5).into_iter().chain(answers(&behind, 5)) {
        answer.unwrap();
    }
    assert!(matches!(told.recv().unwrap(), Err(StoreError::Fault)));
    let events = clinic.events_after(0, 1000).unwrap();
    assert!(events.len() > 10, "the panic's deletion was undone");
}

#[test]
fn work_that_changed_something_and_then_refuses_is_undone_alone() {
    let (_disk, _folder, clinic) = begun();
    let (go, events) = (hold(&clinic), clinic.events_after(0, 1000).unwrap().len());
    let before = hand_in(&clinic, &morning_of(0, 5));
    let (sender, told) = channel();
    clinic.store().writer().submit(
        |db| {
            db.execute_batch("DELETE FROM event").unwrap();
            Done::Undo("refused")
        },
        move |told| sender.send(told).unwrap(),
    );
    let behind = hand_in(&clinic, &morning_of(1, 5));
    go.send(()).unwrap();
    for answer in answers(&before, 5).into_iter().chain(answers(&behind, 5)) {
        answer.unwrap();
    }
    assert_eq!(told.recv().unwrap().unwrap(), "refused");
    assert_eq!(rows(&clinic), 11);
    assert!(clinic.events_after(0, 1000).unwrap().len() >= events + 10, "the refusal's deletion stayed");
}

#[test]
fn a_refusal_that_saw_what_was_not_saved_is_a_failure_too() {
    let (disk, _folder, clinic) = begun();
    let first = &morning_of(0, 1)[0];
    // The same username by another command: refused only because of the first, which then is not saved.
    let second = Deed { by: first.by, envelope: Envelope::new(first.envelope.command.clone()) };
    let go = hold(&clinic);
    let receiver = hand_in(&clinic, &[first.clone(), second.clone()]);
    disk.break_once(Fault::Sync("-wal"));
    go.send(()).unwrap();
    for answer in answers(&receiver, 2) {
        assert!(matches!(answer, Err(Refusal::Failure(_))), "{answer:?}");
    }
    second.run(&clinic);
    let refused = clinic.run_any(&first.session(&clinic), first.envelope.clone());
    assert_eq!(refused, Err(Refusal::Staff(loket::staff::Error::UsernameTaken)));
}

#[test]
fn a_fold_that_fails_hurts_nobody() {
    let (disk, _folder, clinic) = begun();
    let deeds = morning_of(0, 20);
    disk.break_once(Fault::Write("loket.db", 0));
    clinic.store().writer().fold();
    for deed in &deeds {
        deed.run(&clinic);
    }
    drop(clinic);
    let after = quick_folder();
    disk.cut_now().write_into(after.path());
    assert_sound(after.path());
    assert_eq!(rows(&open(after.path(), &StandingClock::at(crate::support::morning()))), 21);
}

#[test]
fn the_last_handle_may_be_let_go_by_whom_the_writer_tells() {
    // In a folder: a disk in memory would have to outlive a writer that nobody waits for.
    let folder = quick_folder();
    let clinic = open(folder.path(), &StandingClock::at(crate::support::morning()));
    begin().run(&clinic);
    let (sender, told) = channel();
    let deed = &morning_of(0, 1)[0];
    let (session, last, go) = (deed.session(&clinic), clinic.clone(), hold(&clinic));
    clinic.submit(&session, deed.envelope.clone(), move |answer| {
        drop(last);
        sender.send(answer).unwrap();
    });
    drop(clinic);
    go.send(()).unwrap();
    told.recv_timeout(Duration::from_secs(20)).expect("the writer does not wait for itself").unwrap();
}

#[test]
fn fifty_at_once_share_one_fsync() {
    let (disk, _folder, clinic) = begun();
    let deeds = morning_of(0, 50);
    let go = hold(&clinic);
    let receiver = hand_in(&clinic, &deeds);
    let (syncs, commits) = (disk.syncs(), clinic.store().writer().ledger().commits.load(Ordering::Relaxed));
    go.send(()).unwrap();
    assert!(answers(&receiver, 50).iter().all(Result::is_ok));
    assert_eq!(clinic.store().writer().ledger().commits.load(Ordering::Relaxed) - commits, 1);
    assert_eq!(disk.syncs() - syncs, 1);
}

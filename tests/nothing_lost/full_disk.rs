//! A disk that is full: what was not saved is said in a sentence of its own, nothing that was acknowledged is lost, and the
//! desk goes on when there is room again.

use super::{Deed, assert_sound, begin, morning_of, open_on, quick_folder};
use crate::support::disk::Disk;
use crate::support::open;
use loket::clinic::{Refusal, StandingClock, table};
use loket::store::{Done, Durability, StoreError};
use loket::words::{Language, Words};
use std::sync::mpsc::channel;

#[test]
fn a_full_disk_is_said_loses_nothing_and_the_desk_goes_on_when_there_is_room() {
    let (disk, folder) = (Disk::new(11), quick_folder());
    let clinic = open_on(&disk, &folder, Durability::Full);
    begin().run(&clinic);
    let (before, refused) = (morning_of(0, 6), morning_of(1, 6));
    before.iter().for_each(|deed| drop(deed.run(&clinic)));

    disk.fill();
    for deed in &refused {
        assert_eq!(deed.try_run(&clinic), Err(Refusal::DiskFull));
    }
    // What a large piece of work meets inside its transaction is no other sentence.
    let (sender, told) = channel();
    clinic.store().writer().submit(
        |db| {
            db.execute_batch("ROLLBACK").unwrap();
            Done::Keep(())
        },
        move |answer| sender.send(answer).unwrap(),
    );
    assert!(matches!(told.recv().unwrap(), Err(StoreError::Full(_))));
    let rows = |clinic: &loket::clinic::Clinic| {
        clinic.store().readers().read(|db| Ok::<_, StoreError>(table::head(db)?.0)).unwrap()
    };
    assert_eq!(rows(&clinic), 7, "everybody reads on");
    // However the power goes away now, exactly what was acknowledged is there.
    for _ in 0..20 {
        let after = quick_folder();
        disk.cut_now().write_into(after.path());
        assert_eq!(rows(&open(after.path(), &StandingClock::at(crate::support::morning()))), 7);
    }

    disk.make_room();
    let again = |deed: &Deed| deed.run(&clinic);
    let replies: Vec<_> = refused.iter().map(again).collect();
    assert_eq!(replies, refused.iter().map(again).collect::<Vec<_>>(), "sent twice, done once");
    assert_eq!(rows(&clinic), 13);
    drop(clinic);
    let after = quick_folder();
    disk.cut_now().write_into(after.path());
    assert_sound(after.path());
}

#[test]
fn the_sentence_of_a_full_disk_says_what_was_not_saved_and_what_to_do() {
    for (language, said) in
        [(Language::Indonesian, ["penuh", "Kosongkan"]), (Language::English, ["full", "Make room"])]
    {
        let sentence = Refusal::DiskFull.explain(&Words::new(language));
        assert!(said.iter().all(|part| sentence.contains(part)), "{sentence}");
    }
}

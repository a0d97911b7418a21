//! Mistakes of registration are repaired through the door: folder, place in the family, two records of one person; and a
//! merge that is taken back leaves everything as it was, whatever was done before.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test that uses them")]

use crate::support::ward::Ward;
use loket::clinic::flow::command::{CloseVisit, Merge, Merged, StillAway, Unmerge};
use loket::clinic::{Refusal, views};
use loket::growth::Measures;
use loket::people::command::{Pair, TellApart};
use loket::people::moving::{Follow, Residence};
use loket::people::{self, Changes, Details, Error, FamilyChoice, FolderMove, Role, Which};
use loket::queue::State;
use loket::queue::command::Call;
use loket::screening::{self, FollowUpKind, NewMeasurement};
use loket::terms::{Grams, MergeId, Millimetres, PersonId, Posture, Sex};
use loket::visits::{self, Kind, Payer};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub fn seen(ward: &Ward, person: PersonId) -> Which {
    Which { person, seen: Some(opened(ward, person).person.revision) }
}

/// A move as a screen of an earlier version would send it.
fn moving(ward: &Ward, person: PersonId, family: FamilyChoice, role: Role) -> FolderMove {
    FolderMove { which: seen(ward, person), family, role, follow: None, next_head: None, shown: None }
}

pub fn opened(ward: &Ward, person: PersonId) -> people::Opened {
    *ward.ask(people::query::Open(person))
}

pub fn merge(ward: &Ward, keep: PersonId, gone: PersonId) -> Result<Merged, Refusal> {
    // What was shown is sent with it.
    let shown = compared(ward, keep, gone);
    let tickets = shown.joined.iter().map(|two| two.goes.ticket).collect();
    let leaves = if shown.older.person.id == gone { shown.older } else { shown.newer };
    let next_head = leaves.next_heads.first().map(|card| card.id);
    let (keep, gone) = (seen(ward, keep), seen(ward, gone));
    ward.try_run(Merge { keep, gone, changes: Changes::default(), tickets, next_head })
}

pub fn compared(ward: &Ward, one: PersonId, other: PersonId) -> views::Comparison {
    let day = ward.fixture.clinic.today().unwrap();
    *ward.ask(views::query::Comparison { one, other, day }).unwrap()
}

fn found(ward: &Ward, text: &str) -> Vec<PersonId> {
    let asked = people::query::Search { text: text.into(), limit: 20, skip: 0 };
    ward.ask(asked).hits.into_iter().map(|hit| hit.card.id).collect()
}

pub fn findings(ward: &Ward) -> Vec<String> {
    let db = rusqlite::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
    loket::clinic::examine(&db)
        .unwrap()
        .into_iter()
        .map(|finding| format!("{}: {}", finding.check, finding.text))
        .collect()
}

/// Every row that a merge may touch, without how often it changed.
pub fn state(ward: &Ward) -> BTreeMap<&'static str, Vec<String>> {
    let db = rusqlite::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
    let mut all = BTreeMap::new();
    for table in [
        "person",
        "family",
        "former_number",
        "ticket",
        "stop",
        "visit",
        "measurement",
        "measurement_z",
        "follow_up",
    ] {
        let mut statement = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let rows = statement
            .query_map([], |row| {
                let cells = columns.iter().enumerate().filter(|(_, name)| *name != "revision");
                Ok(cells
                    .map(|(at, name)| format!("{name}={:?}", row.get_ref(at).unwrap()))
                    .collect::<Vec<_>>()
                    .join(" "))
            })
            .unwrap();
        all.insert(table, rows.map(Result::unwrap).collect());
    }
    all
}

/// A visit that is done, with a measurement.
pub fn visited(ward: &Ward, person: PersonId) {
    let open = visits::Open {
        person,
        unit: ward.unit("Umum"),
        ticket: None,
        stop: None,
        payer: Payer::Cash,
        kind: Kind::Well,
    };
    let visit = ward.run(open).visit;
    measured(ward, person, Some(visit));
    let on = visits::On { visit, seen: None };
    let _ = ward.try_run(CloseVisit {
        on,
        next: None,
        undiagnosed: visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    // Whatever it still lacked: it is voided then, and a voided visit moves too.
    let open = ward.sheet(visit).visit.state == visits::State::Open;
    if open {
        ward.run(visits::VoidVisit { on, reason: "uji".into() });
    }
}

fn measured(ward: &Ward, person: PersonId, visit: Option<loket::terms::VisitId>) {
    let now = ward.fixture.clinic.now();
    let grams = 9_000 + u32::try_from(now.timestamp().rem_euclid(90)).unwrap() * 10;
    let measures = Measures {
        weight: Some(Grams(grams)),
        length: Some(Millimetres(790)),
        posture: Some(Posture::Lying),
        ..Measures::default()
    };
    let day = now.with_timezone(&chrono::FixedOffset::east_opt(7 * 3600).unwrap()).date_naive();
    let _ = ward.try_run(NewMeasurement { person, visit, measured_on: day, measures, confirmed: Vec::new() });
}

pub fn amended(ward: &Ward, person: PersonId, change: impl FnOnce(&mut Details)) {
    let before = opened(ward, person).person.details;
    let mut after = before.clone();
    change(&mut after);
    let changes = Changes::between(&before, &after);
    ward.run(people::Amendment { person, changes, confirmed: Vec::new() });
}

/// Two records of one girl; the second was made later under a name with a slip.
pub fn twice() -> (Ward, PersonId, PersonId) {
    let ward = Ward::open();
    let second = ward.register("Kirana Putrri Ayu", Sex::Female, "2024-01-20", Some("Nur Azizah"));
    amended(&ward, second, |details| details.phone = "0812 3456 7777".into());
    let first = ward.child;
    (ward, first, second)
}

#[test]
fn a_merge_moves_everything_and_the_old_number_finds_who_was_kept() {
    let (ward, kept, gone) = twice();
    let old = opened(&ward, gone).person.record_number;
    ward.ticket("Gigi", Some(gone), None);
    visited(&ward, gone);
    measured(&ward, gone, None);
    ward.run(screening::NewFollowUp {
        person: gone,
        measurement: None,
        kind: FollowUpKind::Refer,
        note: String::new(),
        due_on: None,
    });
    let (before, theirs) =
        (ward.growth(kept).growth.measurements.len(), ward.growth(gone).growth.measurements.len());
    let baby = ward.register("Bayi", Sex::Male, "2026-11-20", Some("Kirana"));
    amended(&ward, baby, |details| details.mother = Some(gone));
    merge(&ward, kept, gone).unwrap();

    assert_eq!(ward.growth(kept).growth.measurements.len(), before + theirs);
    let day = loket::terms::ServiceDay("2026-11-23".parse().unwrap());
    let patient = ward.ask(views::query::Patient { person: kept, day }).unwrap();
    assert_eq!(patient.tickets.len(), 1);
    assert!(
        patient.last_visit.is_some()
            || !ward.ask(visits::query::History { person: kept, before: None, limit: 9 }).is_empty()
    );
    assert_eq!(patient.opened.person.details.phone, "0812 3456 7777", "what the kept one lacked is taken");
    assert_eq!(opened(&ward, baby).person.details.mother, Some(kept));
    // The old number, and whoever still asks for the old row, find the one that was kept.
    assert_eq!(found(&ward, &old), [kept]);
    assert_eq!(found(&ward, "kirana putri"), [kept, baby], "the baby by its mother's name");
    assert!(!found(&ward, "putrri ayu").contains(&gone));
    assert_eq!(opened(&ward, gone).person.id, kept);
    assert_eq!(ward.ask(people::query::Count), 2);
    assert_eq!(findings(&ward), [""; 0]);
    // A late answer about the record that went is orphaned nowhere.
    for refused in [
        ward.try_run(visits::Open {
            person: gone,
            unit: ward.unit("Umum"),
            ticket: None,
            stop: None,
            payer: Payer::Cash,
            kind: Kind::Well,
        })
        .map(|_| ()),
        ward.try_run(loket::queue::Issue { person: Some(gone), ..crate::support::ticket(ward.unit("Umum")) })
            .map(|_| ()),
        ward.try_run(people::Amendment { person: gone, changes: Changes::default(), confirmed: vec![] })
            .map(|_| ()),
    ] {
        assert_eq!(refused, Err(Error::UnknownPerson.into()));
    }
}

#[test]
fn what_cannot_be_one_person_is_refused_with_the_reason() {
    let refused = |prepare: &dyn Fn(&Ward, PersonId, PersonId)| {
        let (ward, kept, gone) = twice();
        prepare(&ward, kept, gone);
        let before = state(&ward);
        let error = merge(&ward, kept, gone).unwrap_err();
        assert_eq!(state(&ward), before);
        error
    };
    let nik = |text: &'static str| people::Identity::Nik(loket::terms::Nik::parse(text).unwrap());
    assert_eq!(
        refused(&|ward, _, gone| amended(ward, gone, |it| it.sex = Sex::Male)),
        Error::MergeOtherSex.into()
    );
    assert_eq!(
        refused(&|ward, kept, gone| {
            amended(ward, kept, |it| it.identity = nik("3510076010240001"));
            amended(ward, gone, |it| it.identity = nik("3510076001240002"));
        }),
        Error::MergeTwoCards.into()
    );
    assert_eq!(
        refused(&|ward, _, gone| {
            ward.run(people::Death {
                which: seen(ward, gone),
                on: "2026-11-22".parse().unwrap(),
                open_visit: people::OpenVisit::Ask,
            });
        }),
        Error::MergeDeceased.into()
    );
    assert_eq!(
        refused(&|ward, kept, gone| amended(ward, kept, |it| it.mother = Some(gone))),
        Error::MergeRelated.into()
    );
    assert_eq!(
        refused(&|ward, kept, gone| {
            ward.ticket("Umum", Some(kept), None);
            ward.ticket("Umum", Some(gone), None);
            called(ward, gone);
        }),
        Error::MergeTwoTickets.into()
    );
    assert_eq!(
        refused(&|ward, one, other| ward.run(TellApart(Pair { one, other }))),
        Error::MergeApart.into()
    );
    assert_eq!(
        refused(&|ward, _, person| {
            let open = visits::Open {
                person,
                unit: ward.unit("Umum"),
                ticket: None,
                stop: None,
                payer: Payer::Cash,
                kind: Kind::Well,
            };
            ward.run(open);
        }),
        Error::MergeServed.into()
    );
}

#[test]
fn a_merge_is_taken_back_within_thirty_days_unless_one_has_changed() {
    let (ward, kept, gone) = twice();
    let before = state(&ward);
    let Merged { merge: id, .. } = merge(&ward, kept, gone).unwrap();
    let told = opened(&ward, kept).merges.remove(0);
    assert_eq!((told.id, told.until.to_string().as_str()), (id, "2026-12-23"));
    ward.run(Unmerge(id));
    assert_eq!(state(&ward), before);
    assert_eq!(ward.try_run(Unmerge(id)), Err(Error::NotMerged.into()));
    assert_eq!(ward.try_run(Unmerge(MergeId(99))), Err(Error::NotMerged.into()));

    let id = merge(&ward, kept, gone).unwrap().merge;
    ward.later(60 * 24 * 31);
    assert_eq!(ward.try_run(Unmerge(id)), Err(Error::MergeTooOld.into()));
    ward.later(-60 * 24);
    ward.run(Unmerge(id));
    for change in 0..3 {
        let (ward, kept, gone) = twice();
        let id = merge(&ward, kept, gone).unwrap().merge;
        match change {
            0 => amended(&ward, kept, |details| details.address.text = "Dusun Sumber".into()),
            1 => measured(&ward, kept, None),
            _ => ward.ticket("Gigi", Some(kept), None),
        }
        assert_eq!(ward.try_run(Unmerge(id)), Err(Error::ChangedSince.into()), "{change}");
    }
}

#[test]
fn what_somebody_decided_about_a_child_or_a_folder_since_is_not_overwritten_by_taking_a_merge_back() {
    let (ward, kept, gone) = twice();
    let child = ward.register("Bayi Baru", Sex::Male, "2026-11-01", Some("Ibu"));
    amended(&ward, child, |details| details.mother = Some(gone));
    let other = ward.register("Sulastri", Sex::Female, "1991-01-01", None);
    let id = merge(&ward, kept, gone).unwrap().merge;
    amended(&ward, child, |details| details.mother = Some(other));
    assert_eq!(ward.try_run(Unmerge(id)), Err(Error::ChangedSince.into()));
    assert_eq!(opened(&ward, child).person.details.mother, Some(other));

    // Somebody else became the head of the folder of the one who went.
    let ward = Ward::open();
    let kept = ward.register("Siti Aminah", Sex::Female, "1960-08-03", None);
    let gone = ward.register("Sri Wahyuni", Sex::Female, "1962-05-09", None);
    let folder = opened(&ward, gone).person.family;
    assert_eq!(opened(&ward, gone).person.role, Role::Head);
    let grandchild = ward.register("Bayu", Sex::Male, "2018-03-01", Some("Sri Wahyuni"));
    ward.run(moving(&ward, grandchild, FamilyChoice::Existing(folder), Role::Child));
    let id = merge(&ward, kept, gone).unwrap().merge;
    let son = ward.register("Slamet", Sex::Male, "1985-03-01", None);
    ward.run(moving(&ward, son, FamilyChoice::Existing(folder), Role::Head));
    assert!(matches!(ward.try_run(Unmerge(id)), Err(Refusal::People(Error::MemberTaken(_)))));
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn a_mother_who_was_merged_since_is_the_one_who_was_kept() {
    let (ward, kept, gone) = twice();
    let mother = ward.register("Sulastri", Sex::Female, "1971-01-01", None);
    let hers = ward.register("Sulis Tri", Sex::Female, "1972-02-03", None);
    amended(&ward, kept, |details| details.mother = Some(hers));
    amended(&ward, gone, |details| details.mother = Some(hers));
    let id = merge(&ward, kept, gone).unwrap().merge;
    merge(&ward, mother, hers).unwrap();
    ward.run(Unmerge(id));
    for child in [kept, gone] {
        assert_eq!(opened(&ward, child).person.details.mother, Some(mother));
    }
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn a_birth_that_is_known_comes_before_one_that_was_guessed() {
    let (ward, kept, gone) = twice();
    let known = opened(&ward, gone).person.details.birth;
    amended(&ward, kept, |details| details.birth.precision = loket::terms::Precision::Estimated);
    merge(&ward, kept, gone).unwrap();
    assert_eq!(opened(&ward, kept).person.details.birth, known);
}

#[test]
fn a_baby_moves_into_the_mothers_folder_and_the_old_number_finds_it() {
    let ward = Ward::open();
    let mother = ward.register("Wahyuningsih", Sex::Female, "1995-03-01", None);
    let baby = ward.register("Bayi Ny. Wahyuningsih", Sex::Male, "2026-11-21", Some("Wahyuningsih"));
    let (old, folder) = (opened(&ward, baby).person.record_number, opened(&ward, mother).person.family);
    let home = opened(&ward, baby).person.family;
    let move_to = |family, role, follow| {
        let which = seen(&ward, baby);
        ward.try_run(FolderMove { which, family, role, follow, next_head: None, shown: None })
    };
    let hers = Some(Follow { mother, residence: Residence::Mothers });
    assert_eq!(
        move_to(FamilyChoice::Existing(folder), Role::Head, hers),
        Err(Error::TooYoung(Role::Head).into())
    );
    move_to(FamilyChoice::Existing(folder), Role::Child, hers).unwrap();
    let moved = opened(&ward, baby);
    assert_eq!((moved.person.family, moved.person.role, moved.person.member), (folder, Role::Child, 2));
    assert_eq!(moved.person.details.mother, Some(mother));
    assert_eq!(moved.family.members.len(), 2);
    assert_eq!(found(&ward, &old), [baby]);
    assert_eq!(found(&ward, &moved.person.record_number), [baby]);
    assert_eq!(move_to(FamilyChoice::Existing(folder), Role::Child, hers), Err(Error::StaysThere.into()));
    // Nobody else comes into the folder that is empty now; its number is the baby's own again when it comes back.
    let other = ward.register("Bayi Lain", Sex::Male, "2026-11-22", Some("Sulastri"));
    let moved = moving(&ward, other, FamilyChoice::Existing(home), Role::Child);
    assert_eq!(ward.try_run(moved), Err(Error::FolderClosed.into()));
    move_to(FamilyChoice::Existing(home), Role::Child, None).unwrap();
    assert_eq!(opened(&ward, baby).person.record_number, old);
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn the_place_in_the_family_is_changed_without_another_number() {
    let ward = Ward::open();
    let person = ward.register("Slamet", Sex::Male, "1980-03-01", None);
    let before = opened(&ward, person).person;
    ward.run(moving(&ward, person, FamilyChoice::Existing(before.family), Role::Other));
    let after = opened(&ward, person).person;
    assert_eq!((after.role, after.record_number), (Role::Other, before.record_number));
    let old = ward.register("Mbah Karto", Sex::Male, "1945-03-01", None);
    let details = opened(&ward, old).person.details;
    let newborn = Details { identity: people::Identity::Without(people::NoNik::Newborn), ..details.clone() };
    let changes = Changes::between(&details, &newborn);
    let refused = ward.try_run(people::Amendment { person: old, changes, confirmed: vec![] });
    assert_eq!(refused, Err(Error::NotNewborn.into()), "an 81-year-old is no newborn");
}

/// The oldest turn of somebody is called, where they have one that waits.
pub fn called(ward: &Ward, person: PersonId) {
    let day = ward.fixture.clinic.today().unwrap();
    let rows = ward.ask(loket::queue::query::OfPerson { day, person });
    if let Some(row) = rows.iter().find(|row| row.state == State::Waiting) {
        let unit = ward.fixture.config().unit(row.unit).unwrap().name.clone();
        let room = if unit == "Gigi" { "Ruang Gigi" } else { "Ruang Umum" };
        ward.run(Call { stop: row.stop, counter: ward.room(room), seen: None });
    }
}

/// What may be done to one of the two before they are merged.
fn act(ward: &Ward, what: u8, one: PersonId, other: PersonId) {
    match what {
        0 => {
            let person = Some(one);
            let unit = ward.unit("Umum");
            // A second number in the same unit is refused.
            let _ = ward.try_run(loket::queue::Issue { person, ..crate::support::ticket(unit) });
        }
        1 => visited(ward, one),
        2 => measured(ward, one, None),
        3 => amended(ward, one, |details| details.address.rt = Some(7)),
        4 => {
            let baby = ward.register("Bayi Baru", Sex::Male, "2026-11-01", Some("Ibu"));
            amended(ward, baby, |details| details.mother = Some(one));
        }
        5 => {
            let family = FamilyChoice::Existing(opened(ward, other).person.family);
            let _ = ward.try_run(moving(ward, one, family, Role::Other));
        }
        6 => {
            let kind = FollowUpKind::FoodAid;
            ward.run(screening::NewFollowUp {
                person: one,
                measurement: None,
                kind,
                note: String::new(),
                due_on: None,
            });
        }
        7 => amended(ward, one, |details| details.birth.precision = loket::terms::Precision::Year),
        // The other room, so that there are two turns of each; and one of them is called.
        8 => {
            let person = Some(one);
            let _ = ward.try_run(loket::queue::Issue { person, ..crate::support::ticket(ward.unit("Gigi")) });
        }
        9 => called(ward, one),
        // From elsewhere: somebody who has nothing to do with them.
        _ => {
            ward.register("Sulastri", Sex::Female, "1970-01-01", None);
        }
    }
    ward.later(7);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn merged_and_taken_back_everything_is_as_it_was(
        acts in prop::collection::vec((0u8..11, any::<bool>()), 1..7), swapped: bool,
    ) {
        let (ward, first, second) = twice();
        let mut sulastri = 0;
        for (what, on_first) in acts {
            if what == 10 { sulastri += 1; if sulastri > 1 { continue; } }
            if what == 4 && !found(&ward, "bayi baru").is_empty() { continue; }
            let (one, other) = if on_first { (first, second) } else { (second, first) };
            act(&ward, what, one, other);
        }
        let (kept, gone) = if swapped { (second, first) } else { (first, second) };
        let before = state(&ward);
        match merge(&ward, kept, gone) {
            Ok(merged) => {
                prop_assert_eq!(findings(&ward), Vec::<String>::new());
                // Somebody else does something meanwhile.
                ward.ticket("Gigi", None, None);
                let mut expected = before.clone();
                let now = state(&ward);
                ward.run(Unmerge(merged.merge));
                for table in ["ticket", "stop"] {
                    let new = now[table].last().unwrap().clone();
                    expected.get_mut(table).unwrap().push(new);
                }
                prop_assert_eq!(state(&ward), expected);
                prop_assert_eq!(findings(&ward), Vec::<String>::new());
            }
            Err(Refusal::People(refused @ (Error::MergeTwoTickets | Error::MergeServed))) => {
                prop_assert_eq!(state(&ward), before);
                // The preview says the same.
                prop_assert_eq!(compared(&ward, kept, gone).refused, Some(refused));
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}

//! Moving somebody to another family folder through the door: said before it is done, done only as it was said, and taken
//! back exactly.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test that uses them")]

use crate::support::ward::{Ward, date};
use loket::clinic::flow::command::Merge;
use loket::clinic::{Permission, Refusal, views};
use loket::people::moving::{Because, Follow, Plan, Residence, Target};
use loket::people::{
    self, Address, Amendment, Birth, Changes, Details, Error, FamilyChoice, FolderMove, Guardian, Home,
    Identity, NoNik, Person, Precision, Registration, Relation, Role, Unmove, Which,
};
use loket::staff;
use loket::terms::{FamilyId, PersonId, Sex};

fn opened(ward: &Ward, person: PersonId) -> people::Opened {
    *ward.ask(people::query::Open(person))
}

fn person(ward: &Ward, id: PersonId) -> Person {
    opened(ward, id).person
}

fn family(ward: &Ward, id: PersonId) -> FamilyId {
    person(ward, id).family
}

/// Somebody in the folder of another.
fn joins(ward: &Ward, name: &str, (sex, birth): (Sex, &str), with: PersonId, role: Role) -> PersonId {
    let birth = Birth { date: date(birth), precision: Precision::Exact };
    let details = Details::new(name, sex, birth, Identity::Without(NoNik::NotBrought));
    let family = FamilyChoice::Existing(family(ward, with));
    ward.run(Registration { details, family, role, confirmed: Vec::new() }).person
}

fn amended(ward: &Ward, person: PersonId, change: impl FnOnce(&mut Details)) {
    let before = opened(ward, person).person.details;
    let mut after = before.clone();
    change(&mut after);
    let changes = Changes::between(&before, &after);
    ward.run(Amendment { person, changes, confirmed: Vec::new() });
}

/// A move as the page asks about it.
fn moving(person: PersonId, family: FamilyChoice, role: Role) -> FolderMove {
    FolderMove {
        which: Which { person, seen: None },
        family,
        role,
        follow: None,
        next_head: None,
        shown: None,
    }
}

fn plan(ward: &Ward, asked: &FolderMove) -> Plan {
    ward.ask(views::query::Moving(asked.clone())).plan
}

/// The same as it is sent once it was shown.
fn shown(ward: &Ward, asked: &FolderMove) -> FolderMove {
    let plan = plan(ward, asked);
    let which = Which { person: plan.person.id, seen: Some(plan.person.revision) };
    FolderMove { which, shown: Some(Box::new(plan)), ..asked.clone() }
}

fn findings(ward: &Ward) -> Vec<String> {
    let db = rusqlite::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
    let findings = loket::clinic::examine(&db).unwrap();
    findings.into_iter().map(|finding| format!("{}: {}", finding.check, finding.text)).collect()
}

/// A family of four, and a newborn that was registered alone, as in the picture.
struct Home4 {
    ward: Ward,
    father: PersonId,
    mother: PersonId,
    baby: PersonId,
}

fn home() -> Home4 {
    let ward = Ward::open();
    let father = ward.register("Slamet Widodo", Sex::Male, "1992-02-01", None);
    let mother = joins(&ward, "Wahyuningsih", (Sex::Female, "1995-03-01"), father, Role::Spouse);
    amended(&ward, mother, |details| {
        details.home = Home::Village(loket::terms::AreaCode("3510072001".into()));
        details.address = Address { text: "Krajan".into(), rt: Some(5), rw: Some(3) };
        details.phone = "081234568830".into();
    });
    joins(&ward, "Rafi Pradana", (Sex::Male, "2018-04-01"), father, Role::Child);
    joins(&ward, "Nadia Pradani", (Sex::Female, "2022-04-01"), father, Role::Child);
    let birth = Birth { date: date("2026-11-21"), precision: Precision::Exact };
    let details = Details::new("Bayi Ny. Wahyuningsih", Sex::Male, birth, Identity::Without(NoNik::Newborn));
    let family = FamilyChoice::New { area: 1 };
    let baby = ward.run(Registration { details, family, role: Role::Child, confirmed: Vec::new() }).person;
    Home4 { ward, father, mother, baby }
}

impl Home4 {
    fn to_mother(&self) -> FolderMove {
        let family = FamilyChoice::Existing(family(&self.ward, self.mother));
        let follow = Some(Follow { mother: self.mother, residence: Residence::Mothers });
        FolderMove { follow, ..moving(self.baby, family, Role::Child) }
    }
}

#[test]
fn what_a_move_comes_to_is_said_before_it_is_done() {
    let home = home();
    let ward = &home.ward;
    ward.ticket("KIA", Some(home.baby), None);
    let plan = plan(ward, &home.to_mother());
    let father = person(ward, home.father).record_number;
    let number = format!("{}-04", father.strip_suffix("-00").unwrap());
    assert_eq!(plan.number.as_ref(), Some(&number), "00 to 03 are used");
    assert!(plan.closes, "nobody else is in the old folder");
    let Target::Other(folder) = &plan.to else { panic!("{:?}", plan.to) };
    assert_eq!(folder.members.len(), 4);
    let guardian = Guardian { name: "Wahyuningsih".into(), relation: Relation::Mother };
    assert_eq!(plan.after.guardian, Some(guardian));
    assert_eq!(plan.after.mother, Some(home.mother));
    assert_eq!(plan.after.address, Address { text: "Krajan".into(), rt: Some(5), rw: Some(3) });
    let why: Vec<_> = plan.roles.iter().map(|(_, why)| why.is_some()).collect();
    assert_eq!(why, [true, true, false, false], "a baby is a child or another relative");
    assert_eq!(plan.problem, None);

    let moved = ward.run(shown(ward, &home.to_mother()));
    let after = opened(ward, home.baby);
    assert_eq!((after.person.record_number, after.person.role), (number, Role::Child));
    assert_eq!(after.person.details, plan.after);
    assert_eq!(after.person.revision, moved.revision);
    let day = ward.fixture.clinic.today().unwrap();
    let patient = ward.ask(views::query::Patient { person: home.baby, day }).unwrap();
    assert_eq!(patient.tickets.len(), 1, "the ticket stays");
    assert_eq!(findings(ward), [""; 0]);
}

#[test]
fn digits_that_somebody_had_in_a_folder_are_given_to_nobody_else() {
    let home = home();
    let ward = &home.ward;
    // 03 goes away: it is hers for ever.
    let nadia = opened(ward, home.father).family.members[3].card.id;
    let area = FamilyChoice::New { area: 1 };
    ward.run(shown(ward, &moving(nadia, area, Role::Child)));
    let number = plan(ward, &home.to_mother()).number.unwrap();
    assert!(number.ends_with("-04"), "{number}");
    // And the number of a new folder is the one that was shown.
    let wanted = plan(ward, &moving(home.baby, area, Role::Child)).number;
    ward.run(shown(ward, &moving(home.baby, area, Role::Child)));
    assert_eq!(Some(person(ward, home.baby).record_number), wanted);
}

#[test]
fn nothing_is_moved_that_nobody_saw() {
    for what in 0..6 {
        let home = home();
        let ward = &home.ward;
        let command = shown(ward, &home.to_mother());
        let expected: Refusal = match what {
            // Somebody takes the number that was shown.
            0 => {
                joins(ward, "Salsa", (Sex::Female, "2024-01-01"), home.father, Role::Child);
                Error::MoveChanged.into()
            }
            // A colleague changes the child.
            1 => {
                amended(ward, home.baby, |details| details.phone = "0811".into());
                Error::Changed(person(ward, home.baby).revision).into()
            }
            // The mother goes to another folder.
            2 => {
                ward.run(moving(home.mother, FamilyChoice::New { area: 1 }, Role::Head));
                Error::MotherElsewhere.into()
            }
            // Her address is another one.
            3 => {
                amended(ward, home.mother, |details| details.address.rt = Some(9));
                Error::MoveChanged.into()
            }
            // The child, or the mother, died.
            4 => {
                let which = Which { person: home.baby, seen: None };
                ward.run(people::Death { which, on: date("2026-11-22"), open_visit: people::OpenVisit::Ask });
                Error::Changed(person(ward, home.baby).revision).into()
            }
            _ => {
                let which = Which { person: home.mother, seen: None };
                ward.run(people::Death { which, on: date("2026-11-22"), open_visit: people::OpenVisit::Ask });
                Error::MoveChanged.into()
            }
        };
        let before = person(ward, home.baby);
        assert_eq!(ward.try_run(command), Err(expected), "{what}");
        assert_eq!(person(ward, home.baby), before, "{what}");
    }
}

#[test]
fn guardian_and_address_follow_the_mother_and_take_nothing_away() {
    let home = home();
    let ward = &home.ward;
    let hers = |residence| {
        let asked = home.to_mother();
        plan(ward, &FolderMove { follow: Some(Follow { mother: home.mother, residence }), ..asked }).after
    };
    // The address stays where that was ticked.
    let own = Address { text: "Sumber".into(), rt: Some(1), rw: Some(1) };
    amended(ward, home.baby, |details| details.address = own.clone());
    assert_eq!(hers(Residence::AsItIs).address, own);
    assert_ne!(hers(Residence::Mothers).address, own);
    // Another guardian stays.
    let grandmother = Guardian { name: "Mbah Karti".into(), relation: Relation::Grandparent };
    amended(ward, home.baby, |details| details.guardian = Some(grandmother.clone()));
    assert_eq!(hers(Residence::Mothers).guardian, Some(grandmother));
    amended(ward, home.baby, |details| details.guardian = None);
    // What is not known of the mother takes nothing away.
    amended(ward, home.mother, |details| {
        (details.home, details.address) = (Home::Unknown, Address::default());
    });
    assert_eq!(hers(Residence::Mothers).address, own);
    // A mother who died is nobody's guardian.
    let which = Which { person: home.mother, seen: None };
    ward.run(people::Death { which, on: date("2026-11-22"), open_visit: people::OpenVisit::Ask });
    assert_eq!(hers(Residence::Mothers).guardian, None);
    // Nobody is the mother of somebody older, and no man is.
    let follow = Some(Follow { mother: home.father, residence: Residence::Mothers });
    let asked = FolderMove { follow, ..home.to_mother() };
    let day = ward.fixture.clinic.ask(&ward.session, &views::query::Moving(asked)).map(|_| ());
    assert_eq!(day, Err(Error::BadMother.into()));
}

#[test]
fn a_head_who_leaves_others_behind_says_who_heads_them_afterwards() {
    let home = home();
    let ward = &home.ward;
    let asked = moving(home.father, FamilyChoice::New { area: 1 }, Role::Head);
    let said = plan(ward, &asked);
    assert_eq!(said.problem, Some(Error::HeadLeaves));
    let names: Vec<_> = said.next_heads.iter().map(|card| card.name.as_str()).collect();
    assert_eq!(names, ["Wahyuningsih"], "children head nobody");
    assert_eq!(ward.try_run(asked.clone()), Err(Error::HeadLeaves.into()));
    let child = opened(ward, home.father).family.members[2].card.id;
    let bad = FolderMove { next_head: Some(child), ..asked.clone() };
    assert_eq!(ward.try_run(bad), Err(Error::BadNextHead.into()));
    let good = FolderMove { next_head: Some(home.mother), ..asked };
    let moved = ward.run(shown(ward, &good));
    let mother = person(ward, home.mother);
    assert_eq!(mother.role, Role::Head);
    assert!(mother.record_number.ends_with("-01"), "a place in the family changes no number");
    // Taken back, each is what they were.
    ward.run(Unmove(moved.undo.unwrap()));
    assert_eq!(person(ward, home.mother).role, Role::Spouse);
    assert_eq!(person(ward, home.father).role, Role::Head);
    // Where nobody is left who could, nobody is asked for.
    let alone = ward.register("Budi", Sex::Male, "1990-01-01", None);
    joins(ward, "Anak Budi", (Sex::Male, "2020-01-01"), alone, Role::Child);
    ward.run(shown(ward, &moving(alone, FamilyChoice::New { area: 1 }, Role::Head)));
    // The two change places in one step.
    let here = FamilyChoice::Existing(family(ward, home.father));
    let swap = FolderMove { next_head: Some(home.mother), ..moving(home.father, here, Role::Spouse) };
    ward.run(shown(ward, &swap));
    let roles = (person(ward, home.father).role, person(ward, home.mother).role);
    assert_eq!(roles, (Role::Spouse, Role::Head));
}

#[test]
fn a_move_is_taken_back_exactly_within_thirty_days_unless_somebody_has_changed() {
    let home = home();
    let ward = &home.ward;
    let before = person(ward, home.baby);
    let moved = ward.run(shown(ward, &home.to_mother()));
    let new = person(ward, home.baby).record_number;
    let last = opened(ward, home.baby).last_move.unwrap();
    assert_eq!((Some(last.id), &last.number), (moved.undo, &before.record_number));
    assert_eq!(last.until, date("2026-12-23"));
    ward.later(60 * 24 * 30);
    ward.run(Unmove(last.id));
    let after = person(ward, home.baby);
    assert_eq!(Person { revision: before.revision, ..after }, before);
    assert_eq!(opened(ward, home.baby).last_move, None);
    // A card that was printed meanwhile finds them; nobody else gets its number.
    let asked = people::query::Search { text: new.clone(), limit: 5, skip: 0 };
    assert_eq!(ward.ask(asked).hits[0].card.id, home.baby);
    joins(ward, "Salsa", (Sex::Female, "2024-01-01"), home.father, Role::Child);
    assert!(opened(ward, home.father).family.members.iter().all(|one| one.card.record_number != new));
    assert_eq!(ward.try_run(Unmove(last.id)), Err(Error::NotMoved.into()));
    assert_eq!(findings(ward), [""; 0]);
    // Too old.
    let id = ward.run(shown(ward, &home.to_mother())).undo.unwrap();
    ward.later(60 * 24 * 31);
    assert_eq!(opened(ward, home.baby).last_move, None, "it is not offered when it cannot be done");
    assert_eq!(ward.try_run(Unmove(id)), Err(Error::MoveTooOld.into()));
    ward.later(-60 * 24);
    amended(ward, home.baby, |details| details.phone = "0811".into());
    assert_eq!(opened(ward, home.baby).last_move, None);
    assert_eq!(ward.try_run(Unmove(id)), Err(Error::MovedSince.into()));
}

#[test]
fn a_move_is_not_taken_back_over_what_the_next_head_became() {
    let home = home();
    let ward = &home.ward;
    let asked = moving(home.father, FamilyChoice::New { area: 1 }, Role::Head);
    let id = ward.run(shown(ward, &FolderMove { next_head: Some(home.mother), ..asked })).undo.unwrap();
    amended(ward, home.mother, |details| details.phone = "0811".into());
    assert_eq!(opened(ward, home.father).last_move, None);
    assert_eq!(ward.try_run(Unmove(id)), Err(Error::MovedSince.into()));
    // A record that was merged into another is not brought back either.
    let other = home.to_mother();
    let id = ward.run(shown(ward, &other)).undo.unwrap();
    let twin = ward.register("Danang", Sex::Male, "2026-01-05", Some("Sumarni"));
    let seen = |id| Which { person: id, seen: Some(person(ward, id).revision) };
    ward.run(Merge {
        keep: seen(twin),
        gone: seen(home.baby),
        changes: Changes::default(),
        tickets: Vec::new(),
        next_head: None,
    });
    assert_eq!(ward.try_run(Unmove(id)), Err(Error::MovedSince.into()));
    assert_eq!(findings(ward), [""; 0]);
}

#[test]
fn an_empty_folder_is_closed_and_only_who_had_a_number_there_comes_back() {
    let home = home();
    let ward = &home.ward;
    let old = family(ward, home.baby);
    let number = person(ward, home.baby).record_number;
    ward.run(shown(ward, &home.to_mother()));
    let asked = moving(home.mother, FamilyChoice::Existing(old), Role::Other);
    assert_eq!(plan(ward, &asked).problem, Some(Error::FolderClosed));
    assert_eq!(ward.try_run(asked), Err(Error::FolderClosed.into()));
    ward.run(shown(ward, &moving(home.baby, FamilyChoice::Existing(old), Role::Child)));
    assert_eq!(person(ward, home.baby).record_number, number);
    assert_eq!(findings(ward), [""; 0]);
}

#[test]
fn a_mother_is_proposed_by_her_record_her_name_or_the_name_in_the_babys() {
    let home = home();
    let ward = &home.ward;
    let proposed = |child| -> Vec<(PersonId, Because)> {
        let all = ward.ask(people::query::Mothers(child));
        all.into_iter().map(|one| (one.card.id, one.because)).collect()
    };
    assert_eq!(proposed(home.baby), [(home.mother, Because::Named)], "from “Bayi Ny. Wahyuningsih”");
    // A namesake is proposed beside her; a man, a child and somebody of her age group are not.
    let other = ward.register("Wahyu Ningsih", Sex::Female, "1970-01-01", None);
    ward.register("Wahyuningsih", Sex::Female, "2020-01-01", Some("Sri"));
    assert!(proposed(home.baby).iter().any(|(id, _)| *id == other));
    // One of her very name who would have been far too old stands behind her, and is not the one that Enter takes.
    let old = ward.register("Wahyuningsih", Sex::Female, "1958-01-01", None);
    let all = proposed(home.baby);
    assert_eq!(all.first().map(|(id, _)| *id), Some(home.mother), "{all:?}");
    assert!(all.iter().any(|(id, _)| *id == old));
    amended(ward, home.baby, |details| details.mother = Some(home.mother));
    assert_eq!(proposed(home.baby), [(home.mother, Because::Recorded)], "who is recorded is proposed alone");
    assert_eq!(proposed(home.father), []);
}

#[test]
fn the_question_needs_the_right_to_correct_and_looking_is_journalled() {
    let home = home();
    let ward = &home.ward;
    let nutritionist = ward.fixture.somebody(staff::Role::Nutritionist);
    let asked = views::query::Moving(home.to_mother());
    let refused = ward.fixture.clinic.ask(&nutritionist, &asked).map(|_| ());
    assert_eq!(refused, Err(Refusal::NotAllowed(Permission::CorrectPeople)));
    let looks = || {
        let db = rusqlite::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
        let sql = "SELECT count(*) FROM journal WHERE kind = 'Looked'";
        db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap()
    };
    // Nobody waits for it: the next command is behind it.
    ward.ticket("KIA", None, None);
    let before = looks();
    ward.ask(asked);
    ward.ticket("KIA", None, None);
    assert_eq!(looks(), before + 1);
}

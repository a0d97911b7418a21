//! What the two pages that repair registration say is what the door does: who heads a folder that its head leaves, what speaks
//! against a merge, whether it can be taken back, who stays apart, what goes along.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test that uses them")]

use crate::repair::{amended, called, compared, findings, merge, opened, seen, state, twice, visited};
use crate::support::ward::Ward;
use loket::clinic::flow::command::{Merge, Serve, Unmerge};
use loket::clinic::{Refusal, views};
use loket::people::command::{Pair, TellApart, TellApartNoMore};
use loket::people::moving::Because;
use loket::people::{self, Changes, Details, Error, FamilyChoice, FolderMove, Guardian, Relation, Role};
use loket::terms::{AreaCode, PersonId, Sex};

fn joins(ward: &Ward, person: PersonId, with: PersonId, role: Role) {
    let family = FamilyChoice::Existing(opened(ward, with).person.family);
    let which = seen(ward, person);
    ward.run(FolderMove { which, family, role, follow: None, next_head: None, shown: None });
}

fn chosen(ward: &Ward, keep: PersonId, gone: PersonId, next_head: Option<PersonId>) -> Merge {
    let (keep, gone, changes) = (seen(ward, keep), seen(ward, gone), Changes::default());
    Merge { keep, gone, changes, tickets: Vec::new(), next_head }
}

fn stands(ward: &Ward, merge: &Merge) -> views::Merging {
    let day = ward.fixture.clinic.today().unwrap();
    ward.ask(views::query::Merging { merge: Box::new(merge.clone()), day })
}

/// Two records of one woman: the second heads a folder with a grown son and a grandchild.
fn head() -> (Ward, PersonId, PersonId, PersonId, PersonId) {
    let ward = Ward::open();
    let kept = ward.register("Siti Aminah", Sex::Female, "1960-08-03", None);
    let gone = ward.register("Sri Wahyuni", Sex::Female, "1962-05-09", None);
    let son = ward.register("Slamet", Sex::Male, "1985-03-01", None);
    let child = ward.register("Bayu", Sex::Male, "2018-03-01", Some("Sri Wahyuni"));
    joins(&ward, son, gone, Role::Other);
    joins(&ward, child, gone, Role::Child);
    (ward, kept, gone, son, child)
}

#[test]
fn a_merge_leaves_no_folder_without_a_head_and_the_door_holds_it() {
    let (ward, kept, gone, son, child) = head();
    let shown = compared(&ward, kept, gone);
    let heads: Vec<_> = shown.newer.next_heads.iter().map(|card| card.id).collect();
    assert_eq!((heads, shown.older.next_heads.len()), (vec![son], 0), "children head nobody");
    let before = state(&ward);
    for (next, why) in [(None, Error::HeadLeaves), (Some(child), Error::BadNextHead)] {
        let merge = chosen(&ward, kept, gone, next);
        assert_eq!(stands(&ward, &merge).against, Some(why.clone().into()));
        assert_eq!(ward.try_run(merge), Err(why.into()));
        assert_eq!(state(&ward), before);
    }
    let merge = chosen(&ward, kept, gone, Some(son));
    assert_eq!(stands(&ward, &merge).against, None);
    let id = ward.run(merge).merge;
    assert_eq!(opened(&ward, son).person.role, Role::Head);
    assert_eq!(findings(&ward), [""; 0]);
    // Taken back, each is what they were.
    ward.run(Unmerge(id));
    assert_eq!(state(&ward), before);
    // Unless the new head has changed since: that is somebody's word.
    let id = ward.run(chosen(&ward, kept, gone, Some(son))).merge;
    amended(&ward, son, |details| details.phone = "0811".into());
    assert_eq!(ward.try_run(Unmerge(id)), Err(Error::ChangedSince.into()));
}

#[test]
fn the_head_of_a_folder_who_goes_into_a_record_of_the_same_folder_leaves_it_to_whom_is_said() {
    let (ward, kept, gone, son, _) = head();
    joins(&ward, kept, gone, Role::Other);
    let before = state(&ward);
    let heads: Vec<_> = compared(&ward, kept, gone).newer.next_heads.iter().map(|card| card.id).collect();
    assert!(heads.contains(&kept) && heads.contains(&son), "{heads:?}");
    let id = ward.run(chosen(&ward, kept, gone, Some(kept))).merge;
    assert_eq!(opened(&ward, kept).person.role, Role::Head);
    assert_eq!(opened(&ward, kept).merges[0].refused, None);
    ward.run(Unmerge(id));
    assert_eq!(state(&ward), before);
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn a_merge_is_offered_to_be_taken_back_only_while_the_command_would_do_it() {
    let offered = |ward: &Ward, kept| {
        let day = ward.fixture.clinic.today().unwrap();
        let patient = ward.ask(views::query::Patient { person: kept, day }).unwrap();
        patient.opened.merges[0].refused.clone()
    };
    for change in 0..7 {
        let (ward, kept, gone) = twice();
        let id = merge(&ward, kept, gone).unwrap().merge;
        assert_eq!(offered(&ward, kept), None);
        match change {
            0 => amended(&ward, kept, |details| details.address.text = "Dusun Sumber".into()),
            1 => ward.ticket("Gigi", Some(kept), None),
            2 => visited(&ward, kept),
            3 => {
                ward.ticket("Umum", Some(kept), None);
                called(&ward, kept);
                let row = ward.list("Umum").queue.rows.into_iter().find(|row| row.person == Some(kept));
                let on = loket::queue::OnStop { stop: row.unwrap().stop, seen: None };
                ward.run(Serve { on, payer: None, kind: None });
            }
            4 => ward.later(31 * 24 * 60),
            5 => {
                let family = FamilyChoice::New { area: 1 };
                let which = seen(&ward, kept);
                let role = Role::Other;
                ward.run(FolderMove { which, family, role, follow: None, next_head: None, shown: None });
            }
            _ => {}
        }
        let refused = offered(&ward, kept);
        let expected = match change {
            3 => Some(Error::UnmergeServed),
            4 => Some(Error::MergeTooOld),
            6 => None,
            _ => Some(Error::ChangedSince),
        };
        assert_eq!(refused, expected, "{change}");
        let done = ward.try_run(Unmerge(id)).map(|_| ()).map_err(Some);
        assert_eq!(done, refused.map_or(Ok(()), |why| Err(Some(Refusal::from(why)))), "{change}");
    }
}

#[test]
fn who_was_told_apart_stays_apart_from_the_record_that_theirs_went_into() {
    let ward = Ward::open();
    let one = ward.register("Siti Aminah", Sex::Female, "1960-08-03", None);
    let register = |name: &str, about: &[PersonId]| {
        let details = Details { name: name.into(), ..opened(&ward, one).person.details };
        let confirmed = about.iter().map(|about| people::Confirmation {
            warning: people::Warning::LikelyDuplicate(*about),
            reason: "orang lain".into(),
        });
        let (family, confirmed) = (FamilyChoice::New { area: 1 }, confirmed.collect());
        ward.run(people::Registration { details, family, role: Role::Head, confirmed }).person
    };
    let other = register("St. Aminah", &[one]);
    let third = register("Siti Aminah", &[other, one]);
    let same = |person| -> Vec<PersonId> {
        ward.ask(people::query::Same(person)).into_iter().map(|one| one.card.id).collect()
    };
    ward.run(TellApart(Pair { one, other }));
    assert!(same(third).contains(&other), "of these two nobody has said it");
    let id = merge(&ward, third, one).unwrap().merge;
    assert!(!same(third).contains(&other) && !same(other).contains(&third));
    assert!(compared(&ward, third, other).is_apart && compared(&ward, other, third).is_apart);
    assert_eq!(merge(&ward, third, other), Err(Error::MergeApart.into()));
    // The same after the other one's record went into somebody's too, and undone with the undo.
    ward.run(Unmerge(id));
    assert!(!compared(&ward, third, other).is_apart && compared(&ward, one, other).is_apart);
    assert!(same(third).contains(&other));
    // That it was a mistake is said of the records as they stand then.
    merge(&ward, third, one).unwrap();
    ward.run(TellApartNoMore(Pair { one: other, other: third }));
    assert!(!compared(&ward, third, other).is_apart && same(other).contains(&third));
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn all_that_the_command_would_be_refused_with_is_said_before() {
    type Is = fn(&Refusal) -> bool;
    let (ward, kept, gone) = twice();
    // Measured and seen under the other record, before the birth date that is chosen.
    visited(&ward, gone);
    let before = opened(&ward, kept).person.details;
    let with = |change: &dyn Fn(&mut Details)| {
        let mut after = before.clone();
        change(&mut after);
        Merge { changes: Changes::between(&before, &after), ..chosen(&ward, kept, gone, None) }
    };
    let merges: [(Merge, Is); 3] = [
        (with(&|details| details.birth.date = "2026-11-24".parse().unwrap()), |why| {
            matches!(why, Refusal::People(Error::BirthInFuture))
        }),
        (with(&|details| details.name = "…".into()), |why| {
            matches!(why, Refusal::People(Error::NameMissing))
        }),
        (with(&|details| details.home = people::Home::Village(AreaCode("9999999999".into()))), |why| {
            matches!(why, Refusal::People(Error::UnknownVillage))
        }),
    ];
    for (merge, is) in merges {
        let said = stands(&ward, &merge).against;
        assert!(said.as_ref().is_some_and(is), "{said:?}");
        assert_eq!(ward.try_run(merge).map(|_| ()).unwrap_err(), said.unwrap());
    }
    // A birth after a measurement of either, or a visit.
    ward.later(3 * 24 * 60);
    let merge = with(&|details| details.birth.date = "2026-11-25".parse().unwrap());
    let said = stands(&ward, &merge).against;
    assert!(
        matches!(said, Some(Refusal::Screening(_) | Refusal::Visits(_))),
        "measured before that date: {said:?}"
    );
    assert_eq!(ward.try_run(merge).map(|_| ()).unwrap_err(), said.unwrap());
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn what_goes_along_is_counted_alike_for_a_move_and_for_a_merge() {
    let (ward, kept, gone) = twice();
    visited(&ward, gone);
    ward.ticket("Gigi", Some(gone), None);
    let family = FamilyChoice::New { area: 1 };
    let (which, role) = (seen(&ward, gone), Role::Other);
    let asked = FolderMove { which, family, role, follow: None, next_head: None, shown: None };
    let moving = ward.ask(views::query::Moving(asked));
    let follows = compared(&ward, kept, gone).newer.follows;
    assert_eq!(moving.follows, follows);
    assert_eq!((follows.visits, follows.tickets, follows.measurements), (1, 1, 1));
}

#[test]
fn of_mothers_of_one_name_those_of_the_folder_and_the_village_come_first() {
    let ward = Ward::open();
    let elsewhere = |details: &mut Details| details.home = people::Home::Elsewhere(AreaCode("35".into()));
    // More of the name than are looked at, all from outside.
    let far = || {
        for year in 1960..1985 {
            let birth = format!("{year}-{:02}-{:02}", year % 12 + 1, year % 28 + 1);
            let birth = people::Birth { date: birth.parse().unwrap(), precision: people::Precision::Exact };
            let nobody = people::Identity::Without(people::NoNik::NotBrought);
            let mut details = Details::new("Wahyuningsih", Sex::Female, birth, nobody);
            elsewhere(&mut details);
            let family = FamilyChoice::New { area: 1 };
            let registration = people::Registration { details, family, role: Role::Head, confirmed: vec![] };
            ward.fixture.register_anyway(&ward.session, registration);
        }
    };
    far();
    let near = ward.register("Wahyuningsih", Sex::Female, "1995-03-01", None);
    let inside = ward.register("Wahyu Ningsih", Sex::Female, "1989-09-09", None);
    far();
    let baby = ward.register("Danang", Sex::Male, "2026-11-01", None);
    joins(&ward, baby, inside, Role::Child);
    amended(&ward, baby, |details| {
        details.guardian = Some(Guardian { name: "Wahyuningsih".into(), relation: Relation::Mother });
    });
    let proposed = ward.ask(people::query::Mothers(baby));
    let ids: Vec<_> = proposed.iter().map(|one| one.card.id).collect();
    assert_eq!(ids[..2], [inside, near], "{proposed:?}");
    assert!(proposed.iter().all(|one| one.because != Because::Recorded));
}

//! What the page of two records stands on: which turns become one, what was shown is what is merged, and two people who
//! were told apart stay apart.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test that uses them")]

use crate::repair::{amended, called, compared, findings, merge, opened, seen, state, twice, visited};
use crate::support::ward::Ward;
use loket::clinic::Refusal;
use loket::clinic::flow::command::{Merge, Unmerge};
use loket::people::command::{Pair, TellApart, TellApartNoMore};
use loket::people::{self, Changes, Details, Error, FamilyChoice, Role};
use loket::queue::State;
use loket::terms::{PersonId, Sex};

fn turns(ward: &Ward, person: PersonId) -> Vec<(String, State)> {
    let day = ward.fixture.clinic.today().unwrap();
    let rows = ward.ask(loket::queue::query::OfPerson { day, person });
    rows.iter().map(|row| (row.number.as_ref().unwrap().to_string(), row.state)).collect()
}

/// Two waiting turns for one unit, the first of `first`.
fn both_wait(ward: &Ward, first: PersonId, second: PersonId) {
    ward.ticket("Umum", Some(first), None);
    ward.later(5);
    ward.ticket("Umum", None, None);
    ward.later(5);
    ward.ticket("Umum", Some(second), None);
}

#[test]
fn two_turns_for_one_unit_become_one_in_the_place_of_the_earlier() {
    for gone_is_first in [false, true] {
        let (ward, kept, gone) = twice();
        let (first, second) = if gone_is_first { (gone, kept) } else { (kept, gone) };
        both_wait(&ward, first, second);
        ward.ticket("Gigi", Some(second), None);
        let before = state(&ward);
        let shown = compared(&ward, kept, gone);
        let (stays, goes) = (&shown.joined[0].stays, &shown.joined[0].goes);
        assert_eq!((shown.refused, shown.joined.len()), (None, 1), "the one for another unit stays");
        assert_eq!((stays.person, goes.person), (Some(first), Some(second)));
        let id = merge(&ward, kept, gone).unwrap().merge;
        let mut now = turns(&ward, kept);
        now.sort();
        let expected = [("A-001", State::Waiting), ("A-003", State::Cancelled), ("B-001", State::Waiting)];
        assert_eq!(now, expected.map(|(number, state)| (number.to_owned(), state)));
        let list = ward.list("Umum").queue.rows;
        let first_in_line = list.iter().find(|row| row.position == Some(1)).unwrap();
        assert_eq!((first_in_line.person, first_in_line.stop), (Some(kept), stays.stop));
        assert_eq!(findings(&ward), [""; 0]);
        // Its number is given to nobody again.
        ward.ticket("Umum", None, None);
        let last = ward.list("Umum").queue.rows.into_iter().max_by_key(|row| row.stop).unwrap();
        assert_eq!(last.number.unwrap().to_string(), "A-004");
        // Taken back, it waits at its place.
        ward.run(Unmerge(id));
        let now = state(&ward);
        for (table, rows) in &before {
            assert!(now[table].starts_with(rows), "{table}");
        }
        assert_eq!(findings(&ward), [""; 0]);
    }
}

#[test]
fn an_emergency_is_never_given_up_for_an_ordinary_turn() {
    let (ward, kept, gone) = twice();
    ward.ticket("Umum", Some(kept), None);
    ward.later(5);
    let urgency = loket::queue::Urgency::Emergency;
    let person = Some(gone);
    ward.run(loket::queue::Issue { person, urgency, ..crate::support::ticket(ward.unit("Umum")) });
    let shown = compared(&ward, kept, gone).joined.remove(0);
    assert_eq!((shown.stays.urgency, shown.goes.person), (urgency, Some(kept)));
}

#[test]
fn a_turn_stays_given_up_where_its_day_is_over() {
    let (ward, kept, gone) = twice();
    both_wait(&ward, kept, gone);
    let id = merge(&ward, kept, gone).unwrap().merge;
    ward.later(24 * 60);
    ward.run(Unmerge(id));
    let day = loket::terms::ServiceDay("2026-11-23".parse().unwrap());
    let rows = ward.ask(loket::queue::query::OfPerson { day, person: gone });
    assert_eq!(rows.iter().map(|row| row.state).collect::<Vec<_>>(), [State::Cancelled]);
}

#[test]
fn what_changed_after_it_was_shown_is_never_merged_unseen() {
    for change in 0..6 {
        let (ward, kept, gone) = twice();
        both_wait(&ward, kept, gone);
        let (keep, which) = (seen(&ward, kept), seen(&ward, gone));
        let tickets = compared(&ward, kept, gone).joined.iter().map(|two| two.goes.ticket).collect();
        let merge = Merge { keep, gone: which, changes: Changes::default(), tickets, next_head: None };
        match change {
            0 => amended(&ward, gone, |details| details.phone = "0811".into()),
            1 => called(&ward, gone),
            2 => {
                ward.run(people::Death {
                    which,
                    on: "2026-11-23".parse().unwrap(),
                    open_visit: people::OpenVisit::Ask,
                });
            }
            3 => {
                let third = ward.register("Lain", Sex::Female, "2024-01-20", Some("Sumirah"));
                self::merge(&ward, third, gone).unwrap();
            }
            4 => ward.run(TellApart(Pair { one: gone, other: kept })),
            _ => {
                let row =
                    ward.list("Umum").queue.rows.into_iter().find(|row| row.person == Some(gone)).unwrap();
                let reason = "pulang".into();
                ward.run(loket::queue::command::Cancel { ticket: row.ticket, reason, seen: None });
            }
        }
        let before = state(&ward);
        let refused = ward.try_run(merge).unwrap_err();
        let Refusal::People(why) = refused else { panic!("{change}: {refused:?}") };
        let expected = match change {
            1 => matches!(why, Error::MergeTwoTickets),
            3 => why == Error::UnknownPerson,
            4 => why == Error::MergeApart,
            5 => why == Error::MergeTicketsChanged,
            _ => matches!(why, Error::Changed(_)),
        };
        assert!(expected, "{change}: {why:?}");
        assert_eq!(state(&ward), before);
    }
}

#[test]
fn the_preview_counts_what_follows_and_names_the_sealed_months() {
    let (ward, kept, gone) = twice();
    visited(&ward, gone);
    ward.ticket("Gigi", Some(gone), None);
    let shown = compared(&ward, kept, gone);
    // Whichever was made first stands first, whoever was asked for first.
    assert_eq!((shown.older.person.id, shown.newer.person.id), (kept, gone));
    assert_eq!(compared(&ward, gone, kept), shown);
    assert!(!shown.is_apart && shown.sealed.is_empty());
    let follows = shown.newer.follows;
    assert_eq!((follows.visits, follows.tickets, follows.measurements), (1, 1, 1));
    let before = ward.growth(kept).growth.measurements.len();
    let both = shown.older.follows.and(follows);
    assert_eq!(both.measurements as usize, before + 1);
    merge(&ward, kept, gone).unwrap();
    let rows = turns(&ward, kept);
    assert_eq!(rows.len(), both.tickets as usize);
    assert_eq!(ward.growth(kept).growth.measurements.len(), both.measurements as usize);
}

#[test]
fn who_was_told_apart_is_not_asked_about_again_from_either_side() {
    let ward = Ward::open();
    let one = ward.register("Siti Aminah", Sex::Female, "1960-08-03", None);
    let confirmed = vec![people::Confirmation {
        warning: people::Warning::LikelyDuplicate(one),
        reason: "orang lain".into(),
    }];
    let details = Details { phone: "0813 3333 7714".into(), ..opened(&ward, one).person.details };
    let details = Details { name: "St. Aminah".into(), ..details };
    let family = FamilyChoice::New { area: 1 };
    let other = ward.run(people::Registration { details, family, role: Role::Head, confirmed }).person;
    let same = |person| {
        let same = ward.ask(people::query::Same(person));
        same.into_iter().map(|one| one.card.id).collect::<Vec<_>>()
    };
    let rename = |name: &str| {
        let before = opened(&ward, other).person.details;
        let changes = Changes::between(&before, &Details { name: name.into(), ..before.clone() });
        ward.try_run(people::Amendment { person: other, changes, confirmed: vec![] })
    };
    assert_eq!((same(one), same(other)), (vec![other], vec![one]));
    assert!(rename("Siti Aminah").is_err(), "saving asks");
    ward.run(TellApart(Pair { one: other, other: one }));
    assert_eq!((same(one), same(other)), (vec![], vec![]));
    assert!(compared(&ward, one, other).is_apart);
    rename("Siti Aminah").unwrap();
    // It was a mistake.
    ward.run(TellApartNoMore(Pair { one, other }));
    assert_eq!((same(one), same(other)), (vec![other], vec![one]));
    assert_eq!(findings(&ward), [""; 0]);
}

#[test]
fn who_knows_only_the_name_of_the_record_that_went_finds_who_was_kept() {
    let ward = Ward::open();
    let kept = ward.register("Dita Hapsari", Sex::Female, "1969-07-29", None);
    let gone = ward.register("Sumiati Retnodewi", Sex::Female, "1969-07-29", None);
    let earlier = ward.register("Endang Purwati", Sex::Female, "1969-07-29", None);
    let found = |text: &str| -> Vec<_> {
        let asked = loket::people::query::Search { text: text.into(), limit: 20, skip: 0 };
        ward.ask(asked).hits.into_iter().map(|hit| (hit.card.id, hit.because)).collect()
    };
    let former = |name: &str| vec![people::Because::Former(name.into())];
    merge(&ward, gone, earlier).unwrap();
    assert_eq!(found("endang purwati"), [(gone, former("Endang Purwati"))]);
    let id = merge(&ward, kept, gone).unwrap().merge;
    assert_eq!(found("sumiati retnodewi"), [(kept, former("Sumiati Retnodewi"))]);
    assert_eq!(found("endang"), [(kept, former("Endang Purwati"))], "by way of the other");
    assert_eq!(findings(&ward), [""; 0], "the index is what the doctor expects");
    // As an index that is made again has it.
    let clinic = &ward.fixture.clinic;
    clinic.run(&clinic.system(), loket::clinic::Envelope::new(people::command::RebuildSearch)).unwrap();
    assert_eq!(found("sumi"), [(kept, former("Sumiati Retnodewi"))]);
    ward.run(Unmerge(id));
    assert!(matches!(found("sumiati").as_slice(), [(one, _)] if *one == gone));
    assert_eq!(found("endang"), [(gone, former("Endang Purwati"))]);
    assert_eq!(findings(&ward), [""; 0]);
}

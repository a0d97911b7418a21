//! A newborn is registered while its mother stands at the counter: one key, and it is hers.

use crate::screen_front_desk::Desk;
use loket::people::{Address, Birth, Details, Guardian, Home, Identity, NoNik, Precision, Relation, Role};
use loket::terms::{AreaCode, PersonId, Sex};
use loket::ui::front_desk::{form_id, id};

fn details(name: &str, sex: Sex, birth: &str) -> Details {
    let birth = Birth { date: birth.parse().unwrap(), precision: Precision::Exact };
    Details {
        home: Home::Village(AreaCode("3510072001".into())),
        address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: Some(2) },
        ..Details::new(name, sex, birth, Identity::Without(NoNik::NotBrought))
    }
}

/// Somebody at the counter, and the form for somebody new with this birth date typed.
fn at_the_counter(
    desk: &Desk,
    who: PersonId,
    birth: &str,
) -> crate::support::drive::Drive<loket::ui::front_desk::FrontDesk> {
    let mut drive = desk.drive();
    let opening = loket::ui::front_desk::Opening::Person(who);
    let action = loket::ui::screen::Screen::open(&mut drive.screen, opening, &drive.shared.clone());
    drive.carry_out(action).hear();
    drive.press("Ctrl+N").write("By. Ny. Endang").press("Enter").write("p").write(birth);
    drive
}

#[test]
fn a_newborn_of_the_woman_at_the_counter_goes_into_her_folder_by_one_key() {
    let desk = Desk::open();
    let mother = desk.register(details("Endang Purwati", Sex::Female, "1999-05-01"), Role::Head, None);
    let mut drive = at_the_counter(&desk, mother, "20112026");
    assert!(drive.shows("Bayi Endang Purwati"), "it is proposed");
    drive.picture("front-form-newborn");
    drive.press("Alt+I");
    assert!(
        !drive.shows("Bayi Endang Purwati") && drive.focused(form_id::BIRTH),
        "the cursor stays where it was"
    );
    drive.tab_to(form_id::NO_NIK).write("bayi").press("Enter").press("Ctrl+Enter").hear();
    assert!(drive.focused(id::SEARCH), "saved");
    let baby = desk.found("by endang").into_iter().find(|card| card.id != mother).unwrap();
    let (hers, its) = (desk.patient(mother).opened, desk.patient(baby.id).opened);
    assert_eq!((its.family.id, its.person.role), (hers.family.id, Role::Child));
    let its = its.person.details;
    assert_eq!(its.mother, Some(mother));
    assert_eq!(its.guardian, Some(Guardian { name: "Endang Purwati".into(), relation: Relation::Mother }));
    assert_eq!((its.home, its.address), (hers.person.details.home, hers.person.details.address));
}

#[test]
fn nobody_but_a_living_woman_old_enough_is_proposed_as_the_mother_and_of_a_newborn_only() {
    let desk = Desk::open();
    let woman = desk.register(details("Endang Purwati", Sex::Female, "1999-05-01"), Role::Head, None);
    let man = desk.register(details("Budi Santoso", Sex::Male, "1990-05-01"), Role::Head, None);
    let girl = desk.register(details("Kirana Putri", Sex::Female, "2019-05-01"), Role::Child, Some(woman));
    for (who, birth) in [(man, "20112026"), (girl, "20112026"), (woman, "20112020")] {
        let mut drive = at_the_counter(&desk, who, birth);
        assert!(
            !drive.tells("Bayi Endang") && !drive.tells("Bayi Budi") && !drive.tells("Bayi Kirana"),
            "{birth}"
        );
        drive.press("Alt+I").press("Ctrl+Enter");
        assert!(desk.found("by endang").iter().all(|card| [woman, man, girl].contains(&card.id)));
    }
}

#[test]
fn what_was_typed_of_a_newborns_home_stays_as_it_was_typed() {
    let desk = Desk::open();
    let mother = desk.register(details("Endang Purwati", Sex::Female, "1999-05-01"), Role::Head, None);
    let mut drive = at_the_counter(&desk, mother, "20112026");
    drive.tab_to(form_id::ADDRESS).write("Rumah nenek").press("Alt+I");
    drive.tab_to(form_id::NO_NIK).write("bayi").press("Enter").press("Ctrl+Enter").hear();
    let baby = desk.found("by endang").into_iter().find(|card| card.id != mother).unwrap();
    let its = desk.patient(baby.id).opened.person.details;
    assert_eq!((its.address.text.as_str(), its.mother), ("Rumah nenek", Some(mother)));
}

#[test]
fn nobody_who_needs_a_guardian_is_proposed_as_one() {
    let desk = Desk::open();
    let mother = desk.register(details("Endang Purwati", Sex::Female, "1999-05-01"), Role::Head, None);
    for (name, birth) in [("Eka Maulidiyah", "2025-10-20"), ("Rafa Alvaro", "2018-10-20")] {
        desk.register(details(name, Sex::Female, birth), Role::Child, Some(mother));
    }
    let mut drive = at_the_counter(&desk, mother, "20112020");
    drive.press_button("Satu keluarga dengan Endang Purwati");
    assert!(drive.shows("Wali: Endang Purwati"));
    assert!(!drive.tells("Wali: Eka") && !drive.tells("Wali: Rafa"));
}

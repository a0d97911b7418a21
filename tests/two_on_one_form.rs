//! Two people on one form: each keeps what only they changed; the later of two on one field is told which, and what it is.

use loket::clinic::{Envelope, Refusal};
use loket::people::{
    self, Address, Amendment, Birth, Changes, Civil, Details, Disability, FamilyChoice, Field, Guardian,
    Home, Identity, NoNik, Precision, Registration, Relation, Role,
};
use loket::setup::command::{SaveProfile, SaveUnit, SaveVillage};
use loket::setup::{self, ProfileChanges, ProfileField, UnitChanges, UnitField, VillageField};
use loket::staff::{self, AccountChanges, AccountField};
use loket::terms::{AreaCode, BpjsNumber, FamilyCard, PersonId, Sex};
use proptest::prelude::*;

use crate::support::{Fixture, begun};

fn siti() -> Details {
    let birth = Birth { date: "2001-08-14".parse().unwrap(), precision: Precision::Exact };
    Details {
        address: Address { text: "Dusun Krajan".into(), rt: Some(3), rw: None },
        phone: "081234567890".into(),
        civil: Civil { religion: "hindu".parse().ok(), ..Civil::default() },
        ..Details::new("Siti Nur Azizah", Sex::Female, birth, Identity::Without(NoNik::NotBrought))
    }
}

/// One field, typed anew; few values, so that two people often mean the same field and sometimes the same value.
fn edit(details: &mut Details, field: Field, which: usize) {
    // Whoever adds a field adds it here.
    let Details {
        name,
        sex,
        birth,
        identity,
        bpjs,
        home,
        address,
        phone,
        guardian,
        mother,
        disability,
        civil,
    } = details;
    match field {
        Field::Name => *name = ["Siti Handayani", "Siti Rahayu"][which].into(),
        Field::Sex => *sex = [Sex::Male, Sex::Female][which],
        Field::BirthDate => birth.date = ["2001-08-15", "2002-08-14"][which].parse().unwrap(),
        Field::BirthPrecision => birth.precision = [Precision::Estimated, Precision::Exact][which],
        Field::Identity => *identity = Identity::Without([NoNik::Foreigner, NoNik::Unregistered][which]),
        Field::Bpjs => *bpjs = Some(BpjsNumber::parse(["0001234567890", "0001234567891"][which]).unwrap()),
        Field::Home => *home = Home::Village(AreaCode(["3510072001", "3510072002"][which].into())),
        Field::Address => address.text = ["Dusun Sumber", "Dusun Baru"][which].into(),
        Field::Rt => address.rt = [Some(4), None][which],
        Field::Rw => address.rw = [Some(1), Some(2)][which],
        Field::Phone => *phone = ["0899", ""][which].into(),
        Field::Guardian => {
            let name = ["Endang", "Slamet"][which].into();
            *guardian = Some(Guardian { name, relation: Relation::Mother });
        }
        // There is nobody else who could be the mother.
        Field::Mother => *mother = None,
        Field::Disability => *disability = [Disability::Present, Disability::None][which],
        Field::Birthplace => civil.birthplace = ["Jember", "Banyuwangi"][which].into(),
        Field::FamilyCard => {
            civil.family_card = FamilyCard::parse(["3510070101150001", "3510070101150002"][which]).ok();
        }
        Field::Education => civil.education = ["primary", "master"][which].parse().ok(),
        Field::Occupation => civil.occupation = ["farmer", "teacher"][which].parse().ok(),
        Field::Marital => civil.marital = ["married", "widowed"][which].parse().ok(),
        Field::Religion => civil.religion = [None, "islam".parse().ok()][which],
    }
}

/// One field as a text, to compare.
fn value(details: &Details, field: Field) -> String {
    let Details {
        name,
        sex,
        birth,
        identity,
        bpjs,
        home,
        address,
        phone,
        guardian,
        mother,
        disability,
        civil,
    } = details;
    match field {
        Field::Name => name.clone(),
        Field::Sex => format!("{sex:?}"),
        Field::BirthDate => birth.date.to_string(),
        Field::BirthPrecision => format!("{:?}", birth.precision),
        Field::Identity => format!("{identity:?}"),
        Field::Bpjs => format!("{bpjs:?}"),
        Field::Home => format!("{home:?}"),
        Field::Address => address.text.clone(),
        Field::Rt => format!("{:?}", address.rt),
        Field::Rw => format!("{:?}", address.rw),
        Field::Phone => phone.clone(),
        Field::Guardian => format!("{guardian:?}"),
        Field::Mother => format!("{mother:?}"),
        Field::Disability => format!("{disability:?}"),
        Field::Birthplace => civil.birthplace.clone(),
        Field::FamilyCard => format!("{:?}", civil.family_card),
        Field::Education => format!("{:?}", civil.education),
        Field::Occupation => format!("{:?}", civil.occupation),
        Field::Marital => format!("{:?}", civil.marital),
        Field::Religion => format!("{:?}", civil.religion),
    }
}

fn edited() -> impl Strategy<Value = Details> {
    prop::collection::vec((0..Field::ALL.len(), 0..2usize), 0..5).prop_map(|edits| {
        let mut details = siti();
        edits.into_iter().for_each(|(field, which)| edit(&mut details, Field::ALL[field], which));
        details
    })
}

fn register(fixture: &Fixture) -> PersonId {
    let registration = Registration {
        details: siti(),
        family: FamilyChoice::New { area: 0 },
        role: Role::Head,
        confirmed: Vec::new(),
    };
    let session = fixture.administrator();
    fixture.clinic.run(&session, Envelope::new(registration)).unwrap().person
}

fn stored(fixture: &Fixture, person: PersonId) -> Details {
    let asked = people::query::Open(person);
    fixture.clinic.ask(&fixture.administrator(), &asked).unwrap().person.details.clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_who_amend_one_person_lose_nothing(first in edited(), second in edited()) {
        let fixture = begun();
        let person = register(&fixture);
        let amend = |new: &Details| {
            let amendment = Amendment { person, changes: Changes::between(&siti(), new), confirmed: Vec::new() };
            fixture.clinic.run(&fixture.administrator(), Envelope::new(amendment))
        };
        amend(&first).unwrap();
        prop_assert_eq!(stored(&fixture, person), first.clone());
        let was = |field| value(&siti(), field);
        let (one, other) = (|field| value(&first, field), |field| value(&second, field));
        let clash = |field: &Field| one(*field) != was(*field) && other(*field) != was(*field) && one(*field) != other(*field);
        let wrong: Vec<Field> = Field::ALL.into_iter().filter(clash).collect();
        match amend(&second) {
            Ok(_) => {
                prop_assert!(wrong.is_empty(), "{:?} was written over", wrong);
                let now = stored(&fixture, person);
                for field in Field::ALL {
                    let wanted = if other(field) == was(field) { one(field) } else { other(field) };
                    prop_assert_eq!(value(&now, field), wanted);
                }
            }
            Err(Refusal::People(people::Error::Clash(clash))) => {
                prop_assert_eq!(clash.fields, wrong);
                prop_assert_eq!(&*clash.now, &first);
                prop_assert_eq!(stored(&fixture, person), first.clone());
            }
            Err(other) => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn two_who_change_the_clinic_a_village_a_unit_or_an_account_are_told_apart() {
    let fixture = begun();
    let session = fixture.administrator();
    let config = fixture.config();
    let clinic = &fixture.clinic;

    let profile = |change: fn(&mut setup::Profile)| {
        let mut new = config.profile.clone();
        change(&mut new);
        clinic.run(&session, Envelope::new(SaveProfile(ProfileChanges::between(&config.profile, &new))))
    };
    profile(|new| new.name = "Puskesmas Satu".into()).unwrap();
    profile(|new| new.running_text = "Jaga jarak.".into()).unwrap();
    profile(|new| new.name = "Puskesmas Satu".into()).unwrap();
    let Err(Refusal::Setup(setup::Error::Profile(clash))) = profile(|new| new.name = "Puskesmas Dua".into())
    else {
        panic!("written over")
    };
    assert_eq!((clash.fields, clash.now.name.as_str()), (vec![ProfileField::Name], "Puskesmas Satu"));
    let now = fixture.config().profile;
    assert_eq!((now.name.as_str(), now.running_text.as_str()), ("Puskesmas Satu", "Jaga jarak."));

    let village = |change: fn(&mut setup::Village)| {
        let mut new = config.villages[0].clone();
        change(&mut new);
        clinic.run(&session, Envelope::new(SaveVillage::of(Some(&config.villages[0]), &new)))
    };
    village(|new| new.posyandu = 9).unwrap();
    village(|new| new.target_under_five = Some(80)).unwrap();
    let Err(Refusal::Setup(setup::Error::Village(clash))) = village(|new| new.posyandu = 8) else {
        panic!("written over")
    };
    assert_eq!((clash.fields, clash.now.posyandu), (vec![VillageField::Posyandu], 9));
    // One that is there already is not begun anew by whoever types its code once more.
    let again =
        setup::Village { name: "Lain".into(), ..setup::Village::empty(config.villages[0].code.clone()) };
    let again = clinic.run(&session, Envelope::new(SaveVillage::of(None, &again)));
    assert!(matches!(again, Err(Refusal::Setup(setup::Error::Village(_)))), "{again:?}");

    let unit = &config.units[1];
    let shown = config.draft(unit);
    let save = |change: fn(&mut setup::UnitDraft)| {
        let mut new = shown.clone();
        change(&mut new);
        let changes = UnitChanges::between(&shown, &new);
        clinic.run(&session, Envelope::new(SaveUnit { unit: Some(unit.id), changes }))
    };
    save(|new| new.counters.push("Ruang Umum 2".into())).unwrap();
    save(|new| new.name = "Poli Umum".into()).unwrap();
    let Err(Refusal::Setup(setup::Error::Unit(clash))) = save(|new| new.counters.clear()) else {
        panic!("written over")
    };
    assert_eq!((clash.fields, clash.now.counters.len()), (vec![UnitField::Counters], 2));

    let accounts = || clinic.ask(&session, &staff::query::Accounts).unwrap();
    let shown = accounts().remove(0);
    let change = |change: fn(&mut staff::Account)| {
        let mut new = shown.clone();
        change(&mut new);
        let changes = AccountChanges::between(&shown, &new);
        clinic.run(&session, Envelope::new(staff::command::Change { account: shown.id, changes }))
    };
    change(|new| new.name = "Wahyu Hidayat".into()).unwrap();
    let Err(Refusal::Staff(staff::Error::Clash(clash))) = change(|new| new.name = "Wahyu".into()) else {
        panic!("written over")
    };
    assert_eq!((clash.fields, clash.now.name.as_str()), (vec![AccountField::Name], "Wahyu Hidayat"));
    assert_eq!(accounts().remove(0).name, "Wahyu Hidayat");
}

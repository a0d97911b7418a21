//! N, T, O and B of a month's summary are what the children's own records say of their last weighing of the month.

use loket::growth::kms::{Letter, NoLetter};
use loket::screening::query;
use loket::staff::Role;
use loket::summary::figures::Card;
use loket::terms::{PersonId, Precision};
use serde_json::Value;

use super::days::Busy;
use super::{busy, json, make, raw};
use crate::support;

fn year_alone(busy: &Busy, person: PersonId) {
    let before = busy.clinic.ask(&busy.clinic.system(), &loket::people::query::Open(person)).unwrap();
    let before = before.person.details;
    let mut after = before.clone();
    after.birth.precision = Precision::Year;
    let changes = loket::people::Changes::between(&before, &after);
    busy.run(loket::people::Amendment { person, changes, confirmed: Vec::new() }).unwrap();
}

#[test]
fn a_months_letters_are_those_of_the_childrens_own_records() {
    let busy = busy();
    let db = raw(busy.folder.path());
    let mut statement = db
        .prepare("SELECT DISTINCT person_id FROM measurement WHERE measured_on BETWEEN '2026-11-01' AND '2026-11-30'")
        .unwrap();
    let children: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    // Newest first; a child may have been measured again without being weighed.
    let last = |child: i64| {
        let record = busy.clinic.ask(&busy.clinic.system(), &query::Child(PersonId(child))).unwrap();
        let month = |one: &&loket::screening::Measurement| one.measured_on.to_string().starts_with("2026-11");
        record.measurements.iter().filter(month).find_map(|one| one.gain)
    };
    // Of the first with each letter the year of birth alone is known.
    for gained in [true, false] {
        let is = |letter: Letter| letter.change().is_some() && letter.is_not_gained() != gained;
        let child = children.iter().find(|child| last(**child).is_some_and(|gain| is(gain.letter))).unwrap();
        year_alone(&busy, PersonId(*child));
        let unknown = Letter::None(NoLetter::AgeUnknown);
        assert_eq!(last(*child).map(|gain| (gain.letter, gain.below_red_line)), Some((unknown, false)));
    }
    let mut counted = Card::default();
    for child in children {
        let Some(gain) = last(child) else { continue };
        counted.weighed += 1;
        match gain.letter {
            Letter::Gained(_) => counted.gained += 1,
            Letter::NotGained(_) => counted.not_gained += 1,
            Letter::NotWeighedBefore => counted.not_weighed_before += 1,
            Letter::First => counted.first += 1,
            Letter::None(_) => counted.without_letter += 1,
        }
        counted.twice_not_gained += u32::from(gain.twice_not_gained);
        counted.below_red_line += u32::from(gain.below_red_line);
    }
    let month = json(make(&busy.clinic, "2026-11").files());
    let screening = &month["data"]["screening"];
    let said: Card = serde_json::from_value(screening["total"]["card"].clone()).unwrap();
    assert_eq!(said, counted);
    assert!(
        said.gained > 0 && said.not_gained > 0 && said.not_weighed_before > 0 && said.without_letter > 0,
        "{said:?}"
    );
    // D is the denominator, and the areas add up to the whole.
    let Card { weighed, gained, not_gained, not_weighed_before, first, without_letter, .. } = said;
    assert_eq!(weighed, gained + not_gained + not_weighed_before + first + without_letter);
    let areas = screening["villages"].as_array().unwrap().iter().map(|village| &village["area"]);
    let weighed_in = |area: &Value| area["card"]["weighed"].as_u64().unwrap();
    let sum: u64 = areas.chain([&screening["elsewhere"], &screening["villageUnknown"]]).map(weighed_in).sum();
    assert_eq!(sum, u64::from(weighed));
    let day = json(make(&busy.clinic, "2026-11-21").files());
    assert!(day["data"]["screening"]["total"].get("card").is_none(), "letters go by month");
}

#[test]
fn a_summary_sealed_before_there_were_letters_is_not_called_changed() {
    use loket::summary::{Facility, Period, says_the_same};
    let fixture = support::begun();
    let head = fixture.somebody(Role::Head);
    let period: Period = "2026-11".parse().unwrap();
    let figures = fixture.clinic.ask(&head, &loket::summary::query::Figures(period)).unwrap().figures;
    let facility =
        Facility { code: "P".into(), name: "P".into(), district: String::new(), regency: String::new() };
    let mut before = serde_json::to_value(&figures).unwrap();
    before["screening"]["total"].as_object_mut().unwrap().remove("card").unwrap();
    for village in before["screening"]["villages"].as_array_mut().unwrap() {
        village["area"].as_object_mut().unwrap().remove("card").unwrap();
    }
    before["screening"]["elsewhere"].as_object_mut().unwrap().remove("card").unwrap();
    let sealed = serde_json::json!({
        "schema": "loket-summary/1", "facility": facility, "period": period, "data": before,
    });
    let stored = loket::terms::sha256(&loket::seal::canonical(&sealed).unwrap());
    assert!(says_the_same(stored, &facility, (period, None), &figures).unwrap());
    let mut other = figures;
    other.visits.total += 1;
    assert!(!says_the_same(stored, &facility, (period, None), &other).unwrap());
}

#[test]
fn a_month_sealed_before_there_were_letters_gets_its_files_again_and_no_new_number() {
    let fixture = support::begun();
    let first = json(make(&fixture.clinic, "2026-11").files());
    let mut sealed = serde_json::json!({
        "schema": "loket-summary/1", "facility": first["facility"], "period": first["period"],
        "data": super::without_letters(&first["data"]),
    });
    if first.get("running").is_some_and(|running| !running.is_null()) {
        sealed["running"] = true.into();
    }
    let stored = loket::terms::sha256(&loket::seal::canonical(&sealed).unwrap());
    let db = raw(fixture.folder.path());
    assert_eq!(db.execute("UPDATE summary SET data_hash = ?1", [stored.as_slice()]).unwrap(), 1);
    let again = make(&fixture.clinic, "2026-11");
    assert!(matches!(again, loket::clinic::Made::Same(_)), "a new number for the same month");
    assert_eq!(json(again.files()), first);
}

#[test]
fn a_child_of_whom_nobody_said_where_it_lives_is_not_outside_and_an_earlier_seal_is_not_called_changed() {
    use loket::summary::{Facility, Figures, Missing, Period, says_the_same};
    let busy = busy();
    let period: Period = "2026-11".parse().unwrap();
    let preview = busy.clinic.ask(&busy.clinic.system(), &loket::summary::query::Figures(period)).unwrap();
    let figures = preview.figures;
    let screening = &figures.screening;
    let (elsewhere, unknown) = (screening.elsewhere.as_ref().unwrap(), screening.village_unknown.as_ref());
    assert_eq!((elsewhere.measured, unknown.unwrap().measured), (1, 1));
    assert!(preview.missing.contains(&Missing::NoVillage { children: 1 }), "{:?}", preview.missing);
    let told = |figures: &Figures| {
        let facility =
            Facility { code: "P".into(), name: "P".into(), district: String::new(), regency: String::new() };
        let sealed = serde_json::json!({
            "schema": "loket-summary/2", "facility": facility, "period": period, "data": figures,
        });
        (loket::terms::sha256(&loket::seal::canonical(&sealed).unwrap()), facility)
    };
    let before = Figures { screening: screening.clone().without_unknown(), ..figures.clone() };
    assert_eq!(before.screening.elsewhere.as_ref().unwrap().measured, 2, "both stood there");
    let (stored, facility) = told(&before);
    assert!(says_the_same(stored, &facility, (period, None), &figures).unwrap());
    let (other, _) = told(&Figures { screening: screening.clone(), ..figures.clone() });
    assert!(!says_the_same(other, &facility, (period, None), &figures).unwrap());
}

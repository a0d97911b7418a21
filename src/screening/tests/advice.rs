//! Advice knows age and direction; a confirmed value is believed; the sentence says the worst first.

use chrono::NaiveDate;

use super::*;
use crate::growth::{At, Measures, table_posture, value_at};
use crate::screening::said::{Finding, finding, gain_line};
use crate::screening::weighed::weighed;
use crate::screening::{Child, Measurement, Tables, rules};
use crate::terms::{Age, Grams, Millimetres, PersonId, Sex};
use crate::words::{Language, Words};

use FollowUpKind as Kind;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    date("2026-11-23")
}

fn girl(months: u32) -> Child {
    let birth_date = today().checked_sub_months(chrono::Months::new(months)).unwrap();
    Child { person: PersonId(1), sex: Sex::Female, birth_date, precision: crate::terms::Precision::Exact }
}

fn days(child: &Child) -> u32 {
    Age::between(child.birth_date, today()).unwrap().total_days
}

/// Measures of a girl with these z for length and for weight-for-length.
fn of_z(child: &Child, length_for_age: f64, weight_for_length: f64) -> Measures {
    in_tables(child, length_for_age, weight_for_length).unwrap()
}

/// The same; none where the length lies outside the tables.
fn in_tables(child: &Child, length_for_age: f64, weight_for_length: f64) -> Option<Measures> {
    let day = days(child);
    let posture = table_posture(day);
    let length = value_at(Index::LengthForAge, child.sex, At::Day(day), length_for_age)?;
    let weight = value_at(Index::WeightForLength, child.sex, At::Length(length, posture), weight_for_length)?;
    Some(Measures {
        weight: Some(Grams((weight * 1000.0).round() as u32)),
        length: Some(Millimetres((length * 10.0).round() as u32)),
        posture: Some(posture),
        ..Measures::default()
    })
}

fn preview(child: &Child, measures: &Measures, confirmed: &[Doubt], history: &[Measurement]) -> Preview {
    let typed = rules::Typed { on: today(), measures, confirmed };
    rules::preview(child, typed, history, &Tables::default()).unwrap()
}

fn said(preview: &Preview) -> Finding {
    finding(&Words::new(Language::Indonesian), preview)
}

fn whole(preview: &Preview) -> String {
    let Finding { lead, rest, .. } = said(preview);
    format!("{lead} {rest}")
}

#[test]
fn an_implausible_value_that_was_measured_twice_is_believed_for_care() {
    let child = girl(26);
    let measures = of_z(&child, -3.4, -6.6);
    let typed = preview(&child, &measures, &[], &[]);
    assert!(typed.assessment.score(Index::WeightForLength).implausible);
    assert_eq!(typed.advice, [Kind::Remeasure]);
    assert_eq!(said(&typed).lead, "Janggal, ukur ulang.");
    let doubts: Vec<Doubt> = typed.oddities.iter().map(|oddity| oddity.doubt()).collect();
    assert!(doubts.contains(&Doubt::Index(Index::WeightForLength)));
    let twice = preview(&child, &measures, &doubts, &[]);
    assert_eq!(twice.advice, [Kind::ReferNow]);
    let Finding { level, lead, rest } = said(&twice);
    assert_eq!(level, Level::VeryLow);
    assert!(lead.starts_with("Terindikasi gizi buruk, perlu rujukan segera (BB/TB −6,"), "{lead}");
    assert!(rest.contains("tidak masuk laporan") && rest.contains("Rujuk segera hari ini."), "{rest}");
    assert!(rest.contains("terindikasi sangat pendek (TB/U −3,4"), "{rest}");
    // A written one is read with its own confirmations.
    let mut written = weighed("2026-11-23", 1);
    written.measures = measures;
    let reason = "diukur dua kali".to_owned();
    written.confirmed = doubts
        .iter()
        .map(|doubt| crate::screening::Confirmation { doubt: *doubt, reason: reason.clone() })
        .collect();
    assert_eq!(rules::said(&child, &written).unwrap().advice, [Kind::ReferNow]);
}

#[test]
fn a_wrong_head_hides_no_wasted_child() {
    let child = girl(24);
    let measures = Measures { head: Some(Millimetres(690)), ..of_z(&child, -1.0, -3.5) };
    let preview = preview(&child, &measures, &[], &[]);
    assert!(preview.is_doubted(Index::HeadForAge));
    assert_eq!(preview.advice, [Kind::ReferNow, Kind::Remeasure]);
    assert!(said(&preview).lead.starts_with("Terindikasi gizi buruk"), "{}", whole(&preview));
}

#[test]
fn swelling_and_a_thin_arm_are_referred_at_once() {
    let arm = |months, millimetres| {
        let child = girl(months);
        let measures = Measures { arm: Some(Millimetres(millimetres)), ..of_z(&child, 0.0, 0.0) };
        preview(&child, &measures, &[], &[])
    };
    for months in [6, 7, 24, 59] {
        assert_eq!(arm(months, 114).advice, [Kind::ReferNow], "{months} months");
        assert_eq!(said(&arm(months, 114)).lead, "LiLA di bawah 11,5 cm, perlu rujukan segera.");
        assert_ne!(arm(months, 115).advice, [Kind::ReferNow], "{months} months");
    }
    assert_eq!(arm(5, 114).advice, [Kind::NextMonth], "below six months the arm says nothing");
    for months in [2, 24] {
        let child = girl(months);
        let swollen = Measures { oedema: true, ..of_z(&child, 0.0, 0.0) };
        let preview = preview(&child, &swollen, &[], &[]);
        assert_eq!(preview.advice, [Kind::ReferNow]);
        assert_eq!(said(&preview).lead, "Terindikasi gizi buruk dengan edema, perlu rujukan segera.");
    }
}

#[test]
fn below_six_months_no_food_but_breastfeeding_and_referral() {
    let history = [weighed("2026-10-23", 5600)];
    let t = |months: u32| {
        let child = girl(months);
        let measures = Measures { weight: Some(Grams(5700)), ..Measures::default() };
        preview(&child, &measures, &[], &history)
    };
    let baby = t(3);
    assert!(baby.gain.unwrap().letter.is_not_gained());
    assert_eq!(baby.advice, [Kind::Breastfeeding, Kind::Refer]);
    assert!(whole(&baby).contains("Nilai cara dan kecukupan menyusui hari ini."), "{}", whole(&baby));
    assert!(!whole(&baby).contains("PMT"));
    // Thin at four months: the same. From six months on food aid.
    let child = girl(4);
    let thin = preview(&child, &of_z(&child, 0.0, -2.5), &[], &[]);
    assert!(thin.advice.contains(&Kind::Breastfeeding) && !thin.advice.contains(&Kind::FoodAid));
    let child = girl(8);
    let thin = preview(&child, &of_z(&child, 0.0, -2.5), &[], &[]);
    assert!(thin.advice.contains(&Kind::FoodAid) && !thin.advice.contains(&Kind::Breastfeeding));
}

#[test]
fn a_newborns_usual_loss_is_looked_at_here_and_an_unusual_one_is_referred() {
    let of = |day: u64, birth: u32, now: u32| {
        let birth_date = today() - chrono::Days::new(day);
        let child = Child { birth_date, ..girl(1) };
        let measures = Measures { weight: Some(Grams(now)), ..Measures::default() };
        preview(&child, &measures, &[], &[weighed(&birth_date.to_string(), birth)])
    };
    let usual = of(5, 3000, 2800);
    assert_eq!(usual.advice, [Kind::Breastfeeding]);
    assert_eq!(said(&usual).level, Level::Low, "nothing is green above a loss");
    assert!(said(&usual).lead.starts_with("Berat turun 0,2 kg sejak"), "{}", whole(&usual));
    assert_eq!(of(5, 3000, 2700).advice, [Kind::Breastfeeding], "a tenth is usual");
    let tenth = of(5, 3000, 2650);
    assert_eq!(tenth.advice, [Kind::Breastfeeding, Kind::Refer]);
    assert_eq!(said(&tenth).lead, "Berat 0,35 kg di bawah berat lahir.");
    assert_eq!(of(14, 3000, 2950).advice, [Kind::NextMonth], "within what a scale tells apart");
    let late = of(15, 3000, 2950);
    assert_eq!(late.advice, [Kind::Breastfeeding, Kind::Refer]);
    assert_eq!(said(&late).level, Level::Low);
    assert_eq!(of(15, 3000, 3000).advice, [Kind::NextMonth]);
}

#[test]
fn a_child_of_the_right_weight_for_its_length_gets_food_aid_however_tall() {
    // 13.8 kg and 93 cm at two years: heavy for its age, right for its length.
    let child = Child { sex: Sex::Male, ..girl(24) };
    let history = [weighed("2026-10-23", 13_900)];
    let tall = Measures {
        weight: Some(Grams(13_800)),
        length: Some(Millimetres(930)),
        posture: Some(crate::terms::Posture::Standing),
        ..Measures::default()
    };
    let of = |measures: &Measures| preview(&child, measures, &[], &history);
    let said = of(&tall);
    assert!(said.labels().iter().any(|label| label.category == Category::RiskOfOverweight), "{said:?}");
    assert!(said.advice.contains(&Kind::FoodAid) && !said.advice.contains(&Kind::Counselling), "{said:?}");
    let unmeasured = of(&Measures { length: None, posture: None, ..tall });
    assert!(!unmeasured.advice.contains(&Kind::FoodAid), "{unmeasured:?}");
}

#[test]
fn nobody_too_heavy_gets_food_aid() {
    for (months, weight_for_length) in [(8, 1.5), (24, 2.5), (40, 3.5)] {
        let child = girl(months);
        let measures = of_z(&child, 0.0, weight_for_length);
        let before = measures.weight.unwrap().0 + 300;
        let lost = preview(&child, &measures, &[], &[weighed("2026-10-20", before)]);
        assert!(lost.gain.unwrap().letter.is_not_gained());
        assert!(!lost.advice.contains(&Kind::FoodAid), "{months}: {:?}", lost.advice);
        assert!(lost.advice.contains(&Kind::Counselling), "{months}: {:?}", lost.advice);
    }
    // Stunted and light for its age, but heavy for its length.
    let child = girl(30);
    let short = preview(&child, &of_z(&child, -4.8, 1.4), &[], &[]);
    assert!(!short.advice.contains(&Kind::FoodAid), "{:?}", short.advice);
}

#[test]
fn nothing_is_green_above_a_weight_that_was_lost() {
    let child = girl(20);
    let measures = of_z(&child, 0.0, 0.0);
    let now = measures.weight.unwrap().0;
    assert_eq!(said(&preview(&child, &measures, &[], &[])).level, Level::Normal);
    // Since last month, since two months (O), and too soon for a letter.
    for day in ["2026-10-23", "2026-09-20", "2026-11-10", "2026-10-30"] {
        let lost = preview(&child, &measures, &[], &[weighed(day, now + 400)]);
        let Finding { level, lead, .. } = said(&lost);
        assert_eq!(
            (level, lead.starts_with("Berat turun 0,4 kg sejak")),
            (Level::Low, true),
            "{day}: {lead}"
        );
        let gained = preview(&child, &measures, &[], &[weighed(day, now - 400)]);
        assert_eq!(said(&gained).level, Level::Normal, "{day}");
    }
    let flat = preview(&child, &measures, &[], &[weighed("2026-10-23", now)]);
    assert_eq!(said(&flat).lead, "Berat tidak naik bulan ini (T).");
    assert_eq!(said(&flat).level, Level::Low);
}

#[test]
fn the_line_of_the_card_names_the_month_since_which_the_weight_fell() {
    let child = girl(38);
    let words = Words::new(Language::Indonesian);
    let line = |weights: [u32; 4], tables: &Tables| {
        let days = ["2026-08-23", "2026-09-23", "2026-10-23"];
        let history: Vec<_> = days.into_iter().zip(weights).map(|(day, grams)| weighed(day, grams)).collect();
        let measures = Measures { weight: Some(Grams(weights[3])), ..Measures::default() };
        let typed = rules::Typed { on: today(), measures: &measures, confirmed: &[] };
        gain_line(&words, rules::preview(&child, typed, &history, tables).unwrap().gain.unwrap().letter)
    };
    let tables = Tables::default();
    // A hundred grams more than in October, on the line of a month; since August it fell.
    let slow = [14_300, 14_400, 14_500, 14_600];
    assert_eq!(line(slow, &tables), "+0,1 kg dari Okt, di bawah KBM; garis turun sejak Agu");
    assert_eq!(line([14_300, 14_400, 14_500, 14_700], &tables), "+0,2 kg dari Okt, minimal +0,2 kg (KBM)");
    assert_eq!(line([13_000, 13_600, 14_500, 14_600], &tables), "+0,1 kg dari Okt, mengikuti garisnya");
    assert_eq!(line([14_300, 14_400, 14_500, 14_500], &tables), "0,0 kg dari Okt, minimal +0,2 kg (KBM)");
    let minimum = crate::growth::MinimumGain::parse("sex,age_month,min_gain_g\n").unwrap();
    let tables = Tables { minimum: std::sync::Arc::new(minimum), ..tables };
    assert_eq!(
        line(slow, &tables),
        "+0,1 kg dari Okt, garis turun sejak Agu",
        "the reason without a minimum"
    );
}

#[test]
fn the_sentence_names_its_index_and_the_worst_leads_without_hiding_a_second() {
    let child = girl(26);
    let fat = preview(&child, &of_z(&child, -4.8, 3.6), &[], &[]);
    let Finding { level, lead, rest } = said(&fat);
    assert_eq!(level, Level::VeryLow);
    assert!(lead.starts_with("Terindikasi sangat pendek, perlu rujukan (TB/U −4,"), "{lead}");
    assert!(rest.starts_with("Juga terindikasi obesitas (BB/TB 3,"), "{rest}");
    // One finding in two indices is said once.
    assert_eq!(rest.matches("obesitas").count(), 1, "{rest}");
    let well = said(&preview(&child, &of_z(&child, 0.0, 0.4), &[], &[]));
    assert!(well.lead.starts_with("Gizi baik (BB/TB 0,"), "{}", well.lead);
    let stunted = said(&preview(&child, &of_z(&child, -2.4, 0.0), &[], &[]));
    assert!(stunted.lead.starts_with("Terindikasi pendek, perlu rujukan (TB/U −2,"), "{}", stunted.lead);
    let child = girl(10);
    let baby = said(&preview(&child, &of_z(&child, -2.4, 0.0), &[], &[]));
    assert!(baby.lead.contains("(PB/U −2,"), "{}", baby.lead);
}

/// Every sentence over a grid of children: screening speaks of what is indicated, never of what somebody has.
#[test]
fn no_sentence_holds_the_word_of_a_diagnosis() {
    for months in [2, 4, 8, 20, 30, 58] {
        let child = girl(months);
        for length in [-4.5, -2.5, 0.0, 3.5] {
            for weight in [-6.6, -3.5, -2.5, 0.0, 1.5, 2.5, 3.5] {
                let Some(measures) = in_tables(&child, length, weight) else { continue };
                let all: Vec<Doubt> = Doubt::all().collect();
                for confirmed in [&[][..], &all] {
                    let preview = preview(&child, &measures, confirmed, &[]);
                    let text = whole(&preview).to_lowercase();
                    assert!(!text.contains("diagnos") && !text.contains("menderita"), "{text}");
                    for bad in ["stunting", "gizi buruk", "gizi kurang", "sangat pendek", "obesitas"] {
                        let told = text.matches(bad).count();
                        let indicated = text.matches(&format!("terindikasi {bad}")).count();
                        assert_eq!(told, indicated, "{text}");
                    }
                    assert_eq!(
                        preview.labels().iter().any(|one| is_referred_at_once(one.category)),
                        preview.advice.contains(&Kind::ReferNow)
                    );
                }
            }
        }
    }
}

/// How many points are drawn of a measuring before and one of today.
#[test]
fn what_food_aid_or_counselling_is_for_is_named() {
    // Stunted and wasted, both moderately: the length leads, and why there is food aid is said.
    let child = girl(30);
    let both = said(&preview(&child, &of_z(&child, -2.2, -2.1), &[], &[]));
    assert!(both.lead.contains("TB/U −2,2"), "{both:?}");
    assert!(
        both.rest.contains("terindikasi gizi kurang (BB/TB −2,") && both.rest.contains("PMT"),
        "{both:?}"
    );
    assert_eq!(both.rest.matches("terindikasi").count(), 1, "of two for the same aid the worst: {both:?}");
    // Stunted and perhaps becoming too heavy: why there is counselling is said.
    let heavy = said(&preview(&child, &of_z(&child, -2.1, 1.4), &[], &[]));
    assert!(heavy.rest.contains("BB/TB 1,") && heavy.rest.contains("Konseling"), "{heavy:?}");
    // Where the lead says it already nothing is said twice.
    let wasted = said(&preview(&child, &of_z(&child, 0.0, -2.5), &[], &[]));
    assert!(!wasted.rest.contains("Juga"), "{wasted:?}");
}

#[test]
fn what_cannot_be_says_nothing() {
    let child = girl(30);
    let measures = Measures { length: Some(Millimetres(3840)), ..of_z(&child, -1.0, 0.0) };
    let found = preview(&child, &measures, &[Doubt::Index(Index::LengthForAge)], &[]);
    assert_eq!(found.impossible.len(), 1);
    assert!(found.oddities.is_empty() && found.assessment.z(Index::LengthForAge).is_none(), "{found:?}");
    assert!(found.assessment.z(Index::WeightForAge).is_some(), "the weight is as it was");
    assert!(!whole(&found).contains("tinggi"), "{}", whole(&found));
}

fn drawn(child: &Child, index: Index) -> usize {
    let measures = of_z(child, -1.0, -1.0);
    let preview = preview(child, &measures, &[], &[]);
    let before = Measurement { age_days: 300, measures, ..weighed("2025-08-23", 8000) };
    let current = crate::screening::said::Current { on: today(), measures: &measures, preview: &preview };
    let words = Words::new(Language::Indonesian);
    let scene =
        crate::screening::said::scene(&words, child, index, (422.0, 384.0), &[&before], Some(current));
    let dots = |item: &&crate::growth::chart::Item| matches!(item, crate::growth::chart::Item::Dot { .. });
    scene.items.iter().filter(dots).count()
}

#[test]
fn nothing_is_drawn_at_an_age_that_nobody_knows() {
    let exact = girl(25);
    let year = Child { precision: crate::terms::Precision::Year, ..exact };
    for index in [Index::LengthForAge, Index::WeightForAge, Index::BmiForAge] {
        assert!(drawn(&exact, index) > 0, "{index:?}");
        assert_eq!(drawn(&year, index), 0, "{index:?}");
    }
    assert_eq!(drawn(&year, Index::WeightForLength), drawn(&exact, Index::WeightForLength));
    let [first, ..] = crate::screening::said::first_indices(&year);
    assert_eq!(first, Index::WeightForLength, "what needs no age leads");
}

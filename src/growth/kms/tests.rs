//! The card's rule by example, and its oracles over WHO's tables: who stays on the line, who falls, who gains too little.

use super::*;
use crate::growth::value_at;

const SEXES: [Sex; 2] = [Sex::Male, Sex::Female];
/// From −2 to +2 in tenths.
const LINES: std::ops::RangeInclusive<i32> = -20..=20;
/// Births whose months end unevenly, on a leap day, and in the middle of a month.
const BIRTHS: [&str; 5] = ["2023-01-31", "2024-02-29", "2023-12-30", MIDDLE, "2023-03-01"];
const MIDDLE: &str = "2022-07-15";

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn weighed(birth: NaiveDate, on: NaiveDate, grams: u32) -> Weighing {
    Weighing { on, age: Age::between(birth, on), weight: Grams(grams), oedema: false }
}

/// As a scale of 0.1 kg shows it.
fn on_the_scale(kilograms: f64) -> u32 {
    (kilograms * 10.0).round() as u32 * 100
}

/// How the months of a child follow on each other.
#[derive(Debug, Clone, Copy)]
enum Months {
    /// Of 30.4375 days, as WHO counts them.
    Even,
    /// On the same day of each calendar month.
    Calendar,
}

/// Monthly weighings from a month of age on, each of a z of its own, as long as WHO's tables reach.
fn of_lines(
    sex: Sex,
    birth: NaiveDate,
    of: Months,
    months: std::ops::Range<u32>,
    z: impl Fn(u32) -> f64,
) -> Vec<Weighing> {
    let weighing = |(place, month): (u32, u32)| {
        let (on, age) = match of {
            Months::Even => {
                let total_days = (f64::from(month) * crate::growth::DAYS_PER_MONTH).round() as u32;
                let age = Age { years: month / 12, months: month % 12, days: 0, total_days };
                (birth + chrono::Days::new(u64::from(total_days)), age)
            }
            Months::Calendar => {
                let on = birth.checked_add_months(chrono::Months::new(month))?;
                (on, Age::between(birth, on)?)
            }
        };
        let true_weight = value_at(Index::WeightForAge, sex, At::Day(age.total_days), z(place))?;
        Some(Weighing { on, age: Some(age), weight: Grams(on_the_scale(true_weight)), oedema: false })
    };
    (0..).zip(months).map_while(weighing).collect()
}

fn said(sex: Sex, weighings: &[Weighing]) -> Vec<Said> {
    let minimum = MinimumGain::bundled();
    let at = |(at, current): (usize, &Weighing)| say(sex, &weighings[..at], *current, &minimum);
    weighings.iter().enumerate().map(at).collect()
}

fn letters(said: &[Said]) -> String {
    let letter = |one: &Said| match one.letter {
        Letter::First => 'B',
        Letter::NotWeighedBefore => 'O',
        Letter::Gained(_) => 'N',
        Letter::NotGained(_) => 'T',
        Letter::None(_) => '-',
    };
    said.iter().map(letter).collect()
}

#[test]
fn children_who_stay_on_their_line_are_never_t() {
    for sex in SEXES {
        for line in LINES {
            let births = BIRTHS.iter().map(|birth| (date(birth), Months::Calendar));
            for (birth, months) in births.chain([(date(MIDDLE), Months::Even)]) {
                let child = of_lines(sex, birth, months, 0..60, |_| f64::from(line) / 10.0);
                assert_eq!(child.len(), 60, "all ages are looked at");
                let said = letters(&said(sex, &child));
                assert!(!said.contains('T'), "{sex:?} on {line} tenths, born {birth}: {said}");
            }
        }
    }
}

/// The months until a child that falls 0.1 SD a month from a line is 2T.
fn months_to_2t(sex: Sex, birth: NaiveDate, of: Months, first: u32, line: i32) -> Option<usize> {
    let falling = |place| f64::from(line) / 10.0 - 0.1 * f64::from(place);
    let child = of_lines(sex, birth, of, first..first + 15, falling);
    said(sex, &child).iter().position(|one| one.twice_not_gained)
}

#[test]
fn children_falling_a_tenth_of_an_sd_a_month_are_2t_within_eleven_months() {
    for sex in SEXES {
        for line in LINES {
            for first in 0..=48 {
                let months = months_to_2t(sex, date(MIDDLE), Months::Even, first, line);
                assert!(months.is_some_and(|months| months <= 11), "{sex:?} {line} {first}: {months:?}");
            }
        }
    }
}

#[test]
fn in_calendar_months_a_falling_child_is_2t_as_soon_but_for_heavy_babies() {
    // Months of 28 to 31 days: whoever falls from above +1.7 in the first year may gain the minimum once more.
    for sex in SEXES {
        for line in LINES.step_by(2) {
            for birth in ["2023-12-30", MIDDLE] {
                for first in (0..=48).step_by(2) {
                    let months = months_to_2t(sex, date(birth), Months::Calendar, first, line);
                    let most = if line > 17 && first < 6 { 13 } else { 11 };
                    assert!(
                        months.is_some_and(|months| months <= most),
                        "{sex:?} {line} {first}: {months:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_hundred_grams_a_month_from_the_median_at_two_years_becomes_2t() {
    for sex in SEXES {
        let birth = date("2022-07-15");
        let from = value_at(Index::WeightForAge, sex, At::Day(731), 0.0).unwrap();
        let child: Vec<Weighing> = (24..36)
            .zip(0u32..)
            .map(|(month, place)| {
                let on = birth.checked_add_months(chrono::Months::new(month)).unwrap();
                weighed(birth, on, on_the_scale(from) + 100 * place)
            })
            .collect();
        let said = said(sex, &child);
        assert!(said.iter().any(|one| one.twice_not_gained), "{sex:?}: {}", letters(&said));
    }
}

/// Born on 1 June 2025, weighed by date and grams.
fn girl(weighings: &[(&str, u32)]) -> Vec<Weighing> {
    weighings.iter().map(|(on, grams)| weighed(date("2025-06-01"), date(on), *grams)).collect()
}

#[test]
fn the_card_says_b_then_o_then_n_or_t() {
    let child = girl(&[
        ("2025-09-03", 5000),
        ("2025-10-03", 5600),
        ("2025-11-03", 5700),
        ("2025-12-03", 5700),
        ("2026-02-03", 6900),
        ("2026-03-03", 6800),
    ]);
    let said = said(Sex::Female, &child);
    assert_eq!(letters(&said), "BNTTOT");
    let Letter::NotGained(change) = said[2].letter else { panic!("{:?}", said[2]) };
    assert_eq!((change.since, change.grams), (date("2025-10-03"), 100));
    assert_eq!((change.minimum, change.line), (Some(Grams(500)), Line::FellSince(date("2025-10-03"))));
    assert!(matches!(said[5].letter, Letter::NotGained(Change { grams: -100, line: Line::NotRisen, .. })));
    assert!(said[3].twice_not_gained && !said[2].twice_not_gained);
    assert!(!said[5].twice_not_gained, "a month without weighing breaks the row");
}

#[test]
fn a_child_that_follows_its_line_is_n_though_it_gains_less_than_the_minimum() {
    // WHO's median girl gains 170 g in this month, the card asks for 200.
    let birth = date("2023-06-01");
    let child = [weighed(birth, date("2026-06-03"), 13_900), weighed(birth, date("2026-07-03"), 14_000)];
    let Letter::Gained(change) = said(Sex::Female, &child)[1].letter else { panic!("not N") };
    assert_eq!((change.grams, change.minimum, change.line), (100, Some(Grams(200)), Line::Followed));
    let flat = [child[0], weighed(birth, date("2026-07-03"), 13_900)];
    assert_eq!(letters(&said(Sex::Female, &flat)), "BT", "the same weight is no line that is followed");
}

#[test]
fn the_look_back_to_ninety_days_sees_what_a_month_hides() {
    let birth = date("2023-06-01");
    let on = |month: u32, grams| {
        weighed(birth, birth.checked_add_months(chrono::Months::new(month)).unwrap(), grams)
    };
    let slow = [on(36, 14_300), on(37, 14_400), on(38, 14_500), on(39, 14_500)];
    let far = [slow[0], slow[1], slow[2], on(39, 14_600)];
    let said_of = |child: &[Weighing]| said(Sex::Female, child).last().unwrap().letter;
    let Letter::NotGained(change) = said_of(&far) else { panic!("{:?}", said_of(&far)) };
    assert_eq!(change.line, Line::FellSince(far[0].on), "a hundred grams a month fall in three months");
    // 60 and 120 days are inside, 59 and 121 are not: then last month's alone decides.
    let today = far[3].on;
    let back = |days: u64| weighed(birth, today - chrono::Days::new(days), 15_500);
    let last = on(38, 14_500);
    for (days, falls) in [(59, false), (60, true), (120, true), (121, false)] {
        let letter = said_of(&[back(days), last, far[3]]);
        assert_eq!(letter.is_not_gained(), falls, "{days} days back: {letter:?}");
    }
    assert!(!said_of(&[last, far[3]]).is_not_gained());
}

#[test]
fn last_months_weighing_is_its_latest_at_least_21_days_back() {
    let of = |child: &[(&str, u32)]| said(Sex::Female, &girl(child)).last().unwrap().letter;
    // Weighed on 1 and 29 October: on 5 November the one of the first counts, 35 days back.
    let twice = [("2025-10-01", 5600), ("2025-10-29", 6300), ("2025-11-05", 6300)];
    let Letter::Gained(change) = of(&twice) else { panic!("{:?}", of(&twice)) };
    assert_eq!((change.since, change.grams), (date("2025-10-01"), 700));
    for (day, comes) in [("2025-11-18", false), ("2025-11-19", true)] {
        let letter = of(&[("2025-10-29", 6000), (day, 6600)]);
        assert_eq!(letter != Letter::None(NoLetter::TooSoon), comes, "{day}: {letter:?}");
    }
}

#[test]
fn of_one_day_the_last_weighing_counts_and_is_compared_with_earlier_days_only() {
    let of = |child: &[(&str, u32)]| *said(Sex::Female, &girl(child)).last().unwrap();
    // Weighed again on the same day: 9.0 was a slip, and nothing was lost.
    assert_eq!(of(&[("2026-09-03", 8500), ("2026-10-05", 9000), ("2026-10-05", 8700)]).lost, None);
    // The slip came first: against September there is a loss.
    let lost = of(&[("2026-09-03", 9300), ("2026-10-05", 8600), ("2026-10-05", 9000)]).lost;
    assert_eq!(lost, Some(Loss { since: date("2026-09-03"), grams: 300 }));
    // Of an earlier day the last is looked back to, a month and ninety days ago.
    let Letter::Gained(change) =
        of(&[("2026-09-03", 9000), ("2026-09-03", 8300), ("2026-10-05", 8600)]).letter
    else {
        panic!("no N")
    };
    assert_eq!(change.grams, 300);
    let far = |first, second| {
        of(&[("2026-07-05", first), ("2026-07-05", second), ("2026-09-03", 8900), ("2026-10-05", 9060)])
            .letter
    };
    assert!(!far(9900, 8500).is_not_gained() && far(8500, 9900).is_not_gained());
    // What lies after it says nothing of it.
    let child = girl(&[("2026-09-03", 9000), ("2026-10-05", 9300), ("2026-11-03", 20_000)]);
    let minimum = MinimumGain::bundled();
    assert_eq!(
        say(Sex::Female, &child, child[1], &minimum),
        say(Sex::Female, &child[..1], child[1], &minimum)
    );
}

#[test]
fn a_month_has_one_letter_that_of_its_last_weighing() {
    let twice = |second: u32| {
        let child =
            girl(&[("2026-08-03", 9000), ("2026-09-01", 8950), ("2026-09-29", second), ("2026-10-25", 8950)]);
        let said = said(Sex::Female, &child);
        (letters(&said), said[3].twice_not_gained)
    };
    // Two T in one month are no 2T; two months are.
    assert_eq!(twice(8900), ("BTTT".to_owned(), true));
    // The last weighing of September said N: October's T is the first.
    assert_eq!(twice(9300), ("BTNT".to_owned(), false));
    let first = girl(&[("2026-09-01", 8950), ("2026-09-29", 8900)]);
    assert_eq!(letters(&said(Sex::Female, &first)), "BB", "the first month is the first month");
}

#[test]
fn months_turn_with_the_year_in_a_leap_february_and_just_after_midnight() {
    let of = |child: &[(&str, u32)]| letters(&said(Sex::Female, &girl(child)));
    assert_eq!(of(&[("2025-12-31", 8000), ("2026-01-31", 8300)]), "BN");
    // 29 February 2028 and the months around it; the last of a month and the first of the next are neighbours.
    assert_eq!(of(&[("2028-01-31", 12_000), ("2028-02-29", 12_200), ("2028-03-31", 12_400)]), "BNN");
    assert_eq!(of(&[("2028-01-31", 12_000), ("2028-03-01", 12_400)]), "BO", "February was left out");
    // Weighed at half past midnight on the first: it is the new month's weighing, by the calendar.
    assert_eq!(of(&[("2026-10-03", 9000), ("2026-11-01", 9300)]), "BN");
}

#[test]
fn a_swollen_child_or_an_implausible_weight_has_no_letter_and_is_compared_with_nothing() {
    let months = [("2026-08-03", 9000), ("2026-09-03", 9300), ("2026-10-03", 9500), ("2026-11-03", 9700)];
    let mut child = girl(&months);
    assert_eq!(letters(&said(Sex::Female, &child)), "BNNN");
    child[2].oedema = true;
    let swollen = said(Sex::Female, &child);
    assert_eq!(swollen[2].letter, Letter::None(NoLetter::Swollen));
    assert_eq!(swollen[3].letter, Letter::None(NoLetter::NothingToCompare), "it was weighed last month");
    // Ninety days back stands a weight that nobody has: without it November would be T.
    let mut wrong = girl(&months);
    wrong[0].weight = Grams(29_000);
    let wrong = said(Sex::Female, &wrong);
    assert_eq!(wrong[0].letter, Letter::None(NoLetter::Implausible));
    assert_eq!(wrong[1].letter, Letter::None(NoLetter::NothingToCompare));
    assert!(matches!(wrong[3].letter, Letter::Gained(_)), "{:?}", wrong[3]);
    assert!(!wrong[0].below_red_line && !swollen[2].below_red_line);
    let light = girl(&[("2026-11-03", 2000)]);
    assert_eq!(said(Sex::Female, &light)[0].letter, Letter::None(NoLetter::Implausible));
}

#[test]
fn a_child_of_whom_the_year_of_birth_alone_is_known_has_no_letter_but_its_loss_is_said() {
    let mut child = girl(&[("2026-09-03", 9300), ("2026-10-03", 5000), ("2026-11-03", 4000)]);
    for one in &mut child {
        one.age = None;
    }
    let said = said(Sex::Female, &child);
    for one in &said {
        assert_eq!(one.letter, Letter::None(NoLetter::AgeUnknown));
        assert!(!one.twice_not_gained && !one.below_red_line);
    }
    assert_eq!(said[1].lost, Some(Loss { since: date("2026-09-03"), grams: 4300 }));
    assert_eq!(said[2].lost, Some(Loss { since: date("2026-10-03"), grams: 1000 }));
}

#[test]
fn the_red_line_is_minus_three() {
    let birth = date("2025-06-01");
    for (sex, on) in [(Sex::Male, "2026-06-01"), (Sex::Female, "2025-09-14"), (Sex::Male, "2029-01-20")] {
        let one = |grams| weighed(birth, date(on), grams);
        let below = |grams: &u32| said(sex, &[one(*grams)])[0].below_red_line;
        let first = (3000..16_000).find(|grams| rounded_z(sex, &one(*grams)) == Some(Z(-300))).unwrap();
        assert_eq!(rounded_z(sex, &one(first - 1)), Some(Z(-301)));
        assert!(below(&(first - 1)) && !below(&first), "{first} g: exactly −3.00 is on the line");
    }
}

#[test]
fn without_a_minimum_the_line_alone_decides() {
    let birth = date("2026-06-01");
    let child = [weighed(birth, date("2026-05-31") + chrono::Days::new(1), 3200)];
    let next = weighed(birth, date("2026-06-30"), 4100);
    let letter = letter(Sex::Female, &child, next, &MinimumGain::bundled());
    assert_eq!(letter, Letter::First, "the same month");
    let none = MinimumGain::parse("sex,age_month,min_gain_g\n").unwrap();
    let child = girl(&[("2026-08-03", 9000), ("2026-09-03", 9300), ("2026-10-03", 9300)]);
    let said: Vec<Letter> =
        (0..3).map(|at| super::letter(Sex::Female, &child[..at], child[at], &none)).collect();
    assert!(matches!(said[1], Letter::Gained(Change { minimum: None, .. })));
    assert!(said[2].is_not_gained());
}

//! Rows as chance makes them, for tests: villages without children, figures that are too small, days to come.

use proptest::prelude::*;

use super::{ChildRow, Home, Rows, Verdict, VillageRow};
use crate::growth::Category;
use crate::growth::kms::{Letter, Said};
use crate::summary::Period;
use crate::terms::{AreaCode, ServiceDay};

const VILLAGES: usize = 3;

fn child() -> impl Strategy<Value = ChildRow> {
    let verdict = prop_oneof![
        Just(Verdict::In(Category::SeverelyStunted)),
        Just(Verdict::In(Category::Stunted)),
        Just(Verdict::In(Category::NormalLength)),
        Just(Verdict::Implausible),
        Just(Verdict::NotMeasured),
    ];
    let said = Said {
        letter: Letter::First,
        twice_not_gained: false,
        lost: None,
        under_birth_weight: None,
        below_red_line: true,
    };
    (0..=VILLAGES + 1, verdict, any::<bool>()).prop_map(move |(village, verdict, weighed)| ChildRow {
        home: match village {
            village if village < VILLAGES => Home::Village(village),
            VILLAGES => Home::Elsewhere,
            _ => Home::Unknown,
        },
        verdicts: [Verdict::NotMeasured, verdict, Verdict::Implausible, verdict],
        card: weighed.then_some(said),
    })
}

fn village() -> impl Strategy<Value = VillageRow> {
    (prop::option::of(0_u32..9), 0_u32..9, 0_u32..9).prop_map(|(set_target, residents, missed)| VillageRow {
        code: AreaCode("3510072001".into()),
        name: "Desa".into(),
        set_target,
        residents,
        residents_not_measured: missed.min(residents),
    })
}

/// A month, or a day, with a few children.
pub fn rows() -> impl Strategy<Value = Rows> {
    let children = prop::collection::vec(child(), 0..25);
    let villages = prop::collection::vec(village(), VILLAGES);
    (children, villages, 1_u64..31, any::<bool>()).prop_map(|(children, villages, day, month)| {
        let first: ServiceDay = ServiceDay(chrono::NaiveDate::default());
        let period = if month { Period::month_of(first) } else { Period::Day(first) };
        Rows {
            period,
            through: period.days().nth(day as usize - 1).unwrap_or(first),
            units: Vec::new(),
            stops: Vec::new(),
            tickets_per_hour: [0; 24],
            visits: Vec::new(),
            diagnoses: Vec::new(),
            villages,
            children,
        }
    })
}

/// Every `n/N`, `n dari N` and percentage in these words is a part of its whole, and there is no whole of nothing.
///
/// # Panics
/// Where one is not.
pub fn assert_shares(texts: impl IntoIterator<Item = String>) {
    for text in texts {
        for word in text.split([' ', '(', ')']) {
            if let Some(Ok(percent)) =
                word.strip_suffix('%').map(|word| word.replace(',', ".").parse::<f32>())
            {
                assert!(percent <= 100.0, "{text}");
            }
        }
        let of = text.replace(" dari ", "/").replace(" of ", "/").replace("dari ", "/").replace("of ", "/");
        for word in of.replace('.', "").split([' ', '(', ')']) {
            let Some((part, whole)) = word.split_once('/') else { continue };
            let Ok(whole) = whole.parse::<u32>() else { continue };
            let part = part.parse::<u32>().unwrap_or(0);
            assert!(whole > 0 && part <= whole, "{text}");
        }
    }
}

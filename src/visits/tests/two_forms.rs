//! Two people on one open visit: each keeps what only they touched; the later of two on one part is told which.

use proptest::prelude::*;

use super::*;
use crate::visits::{Changes, Part, Written};

/// What a form shows: texts and diagnoses, temperature and pulse.
#[derive(Debug, Clone, PartialEq)]
struct Sheet {
    written: Written,
    temperature: Option<Value>,
    pulse: Option<Value>,
}

impl Sheet {
    fn of(visit: &Visit) -> Self {
        let value = |sign| visit.vital(sign).map(|vital| vital.value);
        Self { written: Written::of(visit), temperature: value(Sign::Temperature), pulse: value(Sign::Pulse) }
    }

    fn form(&self, visit: VisitId, shown: &Self) -> Form {
        let sign = |sign, shown, new| Change::between(&shown, &new).map(|value| SignChange { sign, value });
        let vitals = [
            sign(Sign::Temperature, shown.temperature, self.temperature),
            sign(Sign::Pulse, shown.pulse, self.pulse),
        ];
        Form {
            changes: Changes::between(&shown.written, &self.written),
            vitals: vitals.into_iter().flatten().collect(),
            ..Form::untouched(on(visit))
        }
    }

    /// Part by part as texts, to compare.
    fn parts(&self) -> [String; 6] {
        let Written { complaint, findings, plan, diagnoses } = &self.written;
        [
            complaint.clone(),
            findings.clone(),
            format!("{diagnoses:?}"),
            plan.clone(),
            format!("{:?}", self.temperature),
            format!("{:?}", self.pulse),
        ]
    }
}

fn before() -> Sheet {
    let complaint = "batuk".to_owned();
    let diagnoses = vec![diagnosis("A09", Rank::Primary)];
    let written = Written { complaint, diagnoses, ..Written::default() };
    Sheet { written, temperature: Some(Value::Of(385)), pulse: None }
}

/// Few values, so that two people often mean the same part and sometimes the same value.
fn edited() -> impl Strategy<Value = Sheet> {
    let text = |texts: &'static [&'static str]| prop::sample::select(texts);
    let texts =
        (text(&["batuk", "demam", ""]), text(&["", "faring merah", "normal"]), text(&["", "obat", "rujuk"]));
    let signs = (
        prop::sample::select(vec![Some(Value::Of(385)), Some(Value::Of(369)), None]),
        prop::sample::select(vec![None, Some(Value::Of(80)), Some(Value::Of(90))]),
    );
    (texts, 0..3usize, signs).prop_map(|((complaint, findings, plan), which, (temperature, pulse))| {
        let diagnoses = match which {
            0 => vec![diagnosis("A09", Rank::Primary)],
            1 => vec![diagnosis("J06.9", Rank::Primary), diagnosis("A09", Rank::Secondary)],
            _ => Vec::new(),
        };
        let (complaint, findings, plan) = (complaint.to_owned(), findings.to_owned(), plan.to_owned());
        Sheet { written: Written { complaint, findings, plan, diagnoses }, temperature, pulse }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_forms_of_one_visit_lose_nothing(first in edited(), second in edited()) {
        let db = clinic();
        let visit = open_one(&db, 1, 1, &moment(MIDWIFE, 0));
        let nothing = Sheet::of(&whole(&db, visit));
        do_it(&db, before().form(visit, &nothing), &moment(MIDWIFE, 1));
        do_it(&db, first.form(visit, &before()), &moment(MIDWIFE, 2));
        let there = Sheet::of(&whole(&db, visit));
        prop_assert_eq!(there.parts(), first.parts());

        let (was, one, other) = (before().parts(), first.parts(), second.parts());
        let clashes: Vec<usize> =
            (0..6).filter(|&at| one[at] != was[at] && other[at] != was[at] && one[at] != other[at]).collect();
        let done = second.form(visit, &before()).run(&db, &moment(DOCTOR, 3), &HOUSE);
        let now = Sheet::of(&whole(&db, visit));
        if clashes.is_empty() {
            prop_assert!(done.is_ok(), "{:?}", done);
            let wanted: [String; 6] =
                std::array::from_fn(|at| if other[at] == was[at] { &one[at] } else { &other[at] }.clone());
            prop_assert_eq!(now.parts(), wanted);
        } else {
            prop_assert_eq!(&now, &there);
            match refused(done) {
                Error::SignsClash(signs) => {
                    let wanted = [(4, Sign::Temperature, first.temperature), (5, Sign::Pulse, first.pulse)];
                    let wanted = wanted.into_iter().filter(|(at, ..)| clashes.contains(at));
                    let wanted = wanted.map(|(_, sign, value)| Reading { sign, value });
                    prop_assert_eq!(signs, wanted.collect::<Vec<_>>());
                }
                Error::Clash(clash) => {
                    let parts = clashes.iter().filter_map(|at| Part::ALL.get(*at).copied());
                    prop_assert_eq!(clash.fields, parts.collect::<Vec<_>>());
                    prop_assert_eq!(*clash.now, there.written);
                }
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}

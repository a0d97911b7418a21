//! Age bands of the reporting forms, as data: they differ from form to form.
//!
//! Source: `assets/reference/age_bands.csv`.

use std::sync::LazyLock;

use crate::terms::Age;

static BANDS: LazyLock<Vec<Band>> = LazyLock::new(|| {
    include_str!("../../assets/reference/age_bands.csv").lines().filter_map(Band::read).collect()
});

/// A form whose tables are by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// LB1, general morbidity: the bands of the summary.
    Lb1,
    /// STP, surveillance.
    Stp,
    /// Dental morbidity.
    Dental,
}

impl Form {
    /// The stable word in the file.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lb1 => "lb1",
            Self::Stp => "stp",
            Self::Dental => "dental",
        }
    }
}

/// The last completed age that a band takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Day(u32),
    Year(u32),
    Open,
}

/// One column of a form's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    form: &'static str,
    /// The stable key, as a summary's JSON carries it: `1-11-months`.
    pub key: &'static str,
    /// Its head on an Indonesian paper: `1–11 bl`.
    pub label_id: &'static str,
    /// Its head in English.
    pub label_en: &'static str,
    last: Last,
}

impl Band {
    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split(',');
        let mut cell = || cells.next().map(str::trim);
        let (form, key, label_id, label_en) = (cell()?, cell()?, cell()?, cell()?);
        let last = match (cell()?, cell()?) {
            ("day", days) => Last::Day(days.parse().ok()?),
            ("year", years) => Last::Year(years.parse().ok()?),
            ("", "") => Last::Open,
            _ => return None,
        };
        Some(Self { form, key, label_id, label_en, last })
    }

    fn takes(&self, age: Age) -> bool {
        match self.last {
            Last::Day(days) => age.total_days <= days,
            Last::Year(years) => age.years <= years,
            Last::Open => true,
        }
    }
}

/// The bands of a form, youngest first.
pub fn all(form: Form) -> impl Iterator<Item = &'static Band> {
    BANDS.iter().filter(move |band| band.form == form.as_str())
}

/// The band of somebody of this age. Every age has one (a test sees to it).
pub fn of(form: Form, age: Age) -> Option<&'static Band> {
    all(form).find(|band| band.takes(age))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, Months, NaiveDate};

    fn birth() -> NaiveDate {
        "2001-01-31".parse().unwrap()
    }

    fn at_days(days: u64) -> &'static str {
        of(Form::Lb1, Age::between(birth(), birth() + Days::new(days)).unwrap()).unwrap().key
    }

    fn at_months(form: Form, months: u32) -> &'static str {
        of(form, Age::between(birth(), birth() + Months::new(months)).unwrap()).unwrap().key
    }

    #[test]
    fn the_bands_of_lb1_are_the_forms() {
        let labels: Vec<_> = all(Form::Lb1).map(|band| band.label_id).collect();
        assert_eq!(
            labels,
            [
                "0–7 hr",
                "8–28 hr",
                "1–11 bl",
                "1–4 th",
                "5–9 th",
                "10–14 th",
                "15–19 th",
                "20–44 th",
                "45–59 th",
                "> 59 th"
            ]
        );
        assert_eq!((all(Form::Stp).count(), all(Form::Dental).count()), (12, 10));
    }

    #[test]
    fn edges_belong_to_the_younger_band() {
        assert_eq!((at_days(0), at_days(7), at_days(8)), ("0-7-days", "0-7-days", "8-28-days"));
        assert_eq!((at_days(28), at_days(29)), ("8-28-days", "1-11-months"));
        assert_eq!((at_days(364), at_days(365)), ("1-11-months", "1-4-years"));
        assert_eq!((at_months(Form::Lb1, 59), at_months(Form::Lb1, 60)), ("1-4-years", "5-9-years"));
        assert_eq!(
            (at_months(Form::Lb1, 59 * 12 + 11), at_months(Form::Lb1, 60 * 12)),
            ("45-59-years", "over-59-years")
        );
        assert_eq!(at_months(Form::Dental, 12 * 12), "12-years");
        assert_eq!(at_months(Form::Stp, 70 * 12), "over-69-years");
    }

    #[test]
    fn every_age_has_a_band_in_every_form() {
        for form in [Form::Lb1, Form::Stp, Form::Dental] {
            for days in (0..45_000).step_by(13) {
                let age = Age::between(birth(), birth() + Days::new(days)).unwrap();
                assert!(of(form, age).is_some(), "{form:?} {days}");
            }
        }
    }
}

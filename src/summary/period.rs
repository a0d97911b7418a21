//! The day or month a summary is about.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::terms::{ServiceDay, stored_words};

/// A service day or a month of them: `2026-11-21`, `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Period {
    Day(ServiceDay),
    /// The month that begins on this day.
    Month(ServiceDay),
}

/// What was typed is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is neither a day (2026-11-21) nor a month (2026-11)")]
pub struct BadPeriod(pub String);

stored_words! {
    /// How often such a summary is made.
    Kind {
        /// Of one day: no village table, no small diagnoses.
        Daily = "daily",
        Monthly = "monthly",
    }
}

impl Period {
    /// The month a day belongs to.
    pub fn month_of(day: ServiceDay) -> Self {
        Self::Month(ServiceDay(day.0.with_day(1).unwrap_or(day.0)))
    }

    pub const fn first(self) -> ServiceDay {
        match self {
            Self::Day(day) | Self::Month(day) => day,
        }
    }

    pub fn last(self) -> ServiceDay {
        match self {
            Self::Day(day) => day,
            Self::Month(first) => ServiceDay(
                first
                    .0
                    .checked_add_months(Months::new(1))
                    .and_then(|next| next.pred_opt())
                    .unwrap_or(first.0),
            ),
        }
    }

    /// Each of its days.
    pub fn days(self) -> impl Iterator<Item = ServiceDay> {
        let (first, last) = (self.first().0, self.last().0);
        (0..31)
            .filter_map(move |day| first.checked_add_days(Days::new(day)))
            .take_while(move |day| *day <= last)
            .map(ServiceDay)
    }

    /// Daily or monthly.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Day(_) => Kind::Daily,
            Self::Month(_) => Kind::Monthly,
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(first) => write!(f, "{}", first.0.format("%Y-%m")),
        }
    }
}

impl FromStr for Period {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let bad = || BadPeriod(text.to_owned());
        let date = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| bad());
        let period = match text.len() {
            10 => Self::Day(ServiceDay(date(text)?)),
            7 => Self::Month(ServiceDay(date(&format!("{text}-01"))?)),
            _ => return Err(bad()),
        };
        // Only one spelling each: no signs, no missing zeros.
        if period.to_string() == text { Ok(period) } else { Err(bad()) }
    }
}

impl TryFrom<String> for Period {
    type Error = BadPeriod;
    fn try_from(text: String) -> Result<Self, BadPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_read_and_written_alike() {
        for (text, last) in
            [("2026-11-21", "2026-11-21"), ("2026-11", "2026-11-30"), ("2028-02", "2028-02-29")]
        {
            let period: Period = text.parse().unwrap();
            assert_eq!((period.to_string().as_str(), period.last().to_string().as_str()), (text, last));
            assert_eq!(serde_json::to_string(&period).unwrap(), format!("\"{text}\""));
        }
        for bad in ["2026", "2026-13", "2026-11-31", "2026-1-1", "+026-11", "2026-11-2", "", "besok"] {
            assert!(bad.parse::<Period>().is_err(), "{bad}");
        }
        let days: Vec<_> = "2026-02".parse::<Period>().unwrap().days().collect();
        assert_eq!((days.len(), days[27].to_string()), (28, "2026-02-28".to_owned()));
    }
}

//! The way from what a summary lacks to the one that it is about: the visit nobody closed, the child to be measured again.

use serde::{Deserialize, Serialize};

use super::figures::{measured_children, wanted};
use super::query;
use crate::clinic::Refusal;
use crate::clinic::request::Sources;
use crate::people::census;
use crate::summary::Missing;
use crate::summary::figures::Verdict;
use crate::terms::{PersonId, VisitId};
use crate::{queue, visits};

/// The first of those that something missing is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacks {
    /// This visit is to be closed.
    Visit(VisitId),
    /// This person waits, or has no village.
    Person(PersonId),
    /// This child is to be measured, or measured again.
    Child(PersonId),
}

/// The first of those that something missing is about; none where it is about the clinic, or about nobody any more.
pub(in crate::clinic) fn lacking(at: &Sources<'_>, asked: &query::Lacking) -> Result<Option<Lacks>, Refusal> {
    let (db, config, period) = (at.db, at.config()?, asked.period);
    let (first, last) = (period.first(), period.last());
    Ok(match &asked.missing {
        Missing::OpenVisits { .. } => {
            visits::table::still_open(db, first, last)?.first().copied().map(Lacks::Visit)
        }
        Missing::OpenTickets { .. } => queue::period::table::first_ahead(db, first, last)?.map(Lacks::Person),
        Missing::Implausible { .. } => {
            let children = measured_children(db, period)?;
            let odd = children.iter().find(|(_, verdicts)| verdicts.contains(&Verdict::Implausible));
            odd.map(|(child, _)| Lacks::Child(*child))
        }
        Missing::NoVillage { .. } => {
            let children = measured_children(db, period)?;
            let unknown = census::table::without_home(db, children.keys().copied())?;
            unknown.first().copied().map(Lacks::Person)
        }
        Missing::NotMeasured { villages, .. } => {
            let children = measured_children(db, period)?;
            let named = config.villages.iter().find(|village| villages.first() == Some(&village.name));
            let residents =
                named.map(|village| census::table::residents(db, &village.code, wanted(config, period)));
            let residents = residents.transpose()?.unwrap_or_default();
            residents.into_iter().find(|child| !children.contains_key(child)).map(Lacks::Child)
        }
        Missing::NotOver { .. }
        | Missing::NoTarget { .. }
        | Missing::TargetTooSmall { .. }
        | Missing::NoDistrict => None,
    })
}

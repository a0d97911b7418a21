//! What the answer to each question lays open, and so who may ask it: the rights belong to what is answered, not to the
//! screen that asks. Exhaustive: a question that does not say what its answer holds does not compile.

use super::Permission;
use crate::clinic::{Query, views, watch};
use crate::{people, queue, screening, setup, staff, summary, visits};

/// A class of what stands in answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Numbers and places, the clinic's own data, the clock, a certificate: what hangs on the wall.
    Public,
    /// Who works here.
    Staff,
    /// Turns: whose by an id, since when, where to.
    Queue,
    /// Who somebody is: name, NIK, birth, home, family; on which day they came to which unit, and who paid.
    Identity,
    /// What a correction of records would come to: how much hangs on each, by counts.
    Repair,
    /// What ails somebody: visits, vital signs, findings, diagnoses, plans, measurements, follow-ups.
    Care,
    /// Counts of the clinic, summaries, and the ids of those that one lacks.
    Figures,
}

impl Field {
    /// Each class.
    pub const ALL: [Self; 7] =
        [Self::Public, Self::Staff, Self::Queue, Self::Identity, Self::Repair, Self::Care, Self::Figures];

    /// The right of whoever may see it.
    pub const fn right(self) -> Permission {
        match self {
            Self::Public => Permission::ReadNumbers,
            Self::Staff => Permission::OwnSecrets,
            Self::Queue => Permission::SeeQueue,
            Self::Identity => Permission::SeePeople,
            Self::Repair => Permission::CorrectPeople,
            Self::Care => Permission::SeeCare,
            Self::Figures => Permission::SeeSummary,
        }
    }
}

/// What the answer lays open: every right of it is needed.
pub const fn lays_open(query: &Query) -> &'static [Field] {
    match query {
        Query::Setup(query) => of_setup(query.sort()),
        Query::Staff(query) => of_staff(query.sort()),
        Query::People(query) => of_people(query.sort()),
        Query::Queue(query) => of_queue(query.sort()),
        Query::Visits(query) => of_visits(query.sort()),
        Query::Screening(query) => of_screening(query.sort()),
        Query::Summary(query) => of_summary(query.sort()),
        Query::Clock(query) => of_clock(query.sort()),
        Query::View(query) => of_view(query.sort()),
    }
}

/// Every question by its name, with what its answer lays open.
pub fn all() -> Vec<(String, &'static [Field])> {
    let mut all = Vec::new();
    macro_rules! each {
        ($($name:literal: $($room:ident)::+ => $of:ident),+ $(,)?) => {
            $(for sort in $($room)::+::Sort::ALL {
                all.push((format!("{}.{}", $name, sort.name()), $of(*sort)));
            })+
        };
    }
    each!(
        "Setup": setup::query => of_setup, "Staff": staff::query => of_staff,
        "People": people::query => of_people, "Queue": queue::query => of_queue,
        "Visits": visits::query => of_visits, "Screening": screening::query => of_screening,
        "Summary": summary::query => of_summary, "Clock": watch::query => of_clock,
        "View": views::query => of_view,
    );
    all
}

const fn of_setup(sort: setup::query::Sort) -> &'static [Field] {
    match sort {
        setup::query::Sort::Config => &[Field::Public],
    }
}

const fn of_staff(sort: staff::query::Sort) -> &'static [Field] {
    match sort {
        staff::query::Sort::Accounts => &[Field::Staff],
    }
}

const fn of_people(sort: people::query::Sort) -> &'static [Field] {
    use people::query::Sort as W;
    match sort {
        W::Search | W::Open | W::Similar | W::Same | W::Family | W::Mothers | W::Cards | W::Count => {
            &[Field::Identity]
        }
    }
}

const fn of_queue(sort: queue::query::Sort) -> &'static [Field] {
    use queue::query::Sort as W;
    match sort {
        W::Display => &[Field::Public],
        W::Board
        | W::UnitList
        | W::Ticket
        | W::Find
        | W::OnPaper
        | W::OfPerson
        | W::DayReport
        | W::GoingOn
        | W::LeftOpen => &[Field::Queue],
    }
}

const fn of_visits(sort: visits::query::Sort) -> &'static [Field] {
    use visits::query::Sort as W;
    match sort {
        W::Visit | W::History | W::Open | W::Diagnoses | W::CaseKind => &[Field::Care],
    }
}

const fn of_screening(sort: screening::query::Sort) -> &'static [Field] {
    use screening::query::Sort as W;
    match sort {
        W::Child | W::Measurement | W::Due => &[Field::Care],
    }
}

const fn of_summary(sort: summary::query::Sort) -> &'static [Field] {
    use summary::query::Sort as W;
    match sort {
        W::Seal => &[Field::Public],
        W::List | W::Files | W::Figures => &[Field::Figures],
    }
}

const fn of_clock(sort: watch::query::Sort) -> &'static [Field] {
    match sort {
        watch::query::Sort::Standing => &[Field::Public],
    }
}

const fn of_view(sort: views::query::Sort) -> &'static [Field] {
    use views::query::Sort as W;
    match sort {
        W::Board => &[Field::Staff, Field::Queue, Field::Identity],
        W::Search | W::Patient => &[Field::Queue, Field::Identity],
        // The room's list shows the diagnoses of those whose visit is open.
        W::UnitList => &[Field::Queue, Field::Identity, Field::Care],
        W::Moving | W::Comparison => &[Field::Identity, Field::Repair],
        W::Merging => &[Field::Repair],
        W::Sheet => &[Field::Staff, Field::Queue, Field::Identity, Field::Care],
        W::Child => &[Field::Staff, Field::Identity, Field::Care],
        W::Lacking => &[Field::Figures],
    }
}

//! Whom a visit's page is about: what of sex and birth date judges what is typed on it. Read anew whenever the visit is,
//! for both may be put right from elsewhere while the page is open.

use crate::clinic::usual;
use crate::clinic::views::Sheet;
use crate::queue::Priority;
use crate::screening::Child;
use crate::terms::Age;
use crate::ui::screening::measuring::Measuring;
use crate::ui::shared::Shared;

use super::vitals::Whose;

/// The child as screening knows it.
pub(super) const fn child(sheet: &Sheet) -> Child {
    let details = &sheet.person.details;
    Child {
        person: sheet.person.id,
        sex: details.sex,
        birth_date: details.birth.date,
        precision: details.birth.precision,
    }
}

fn age(sheet: &Sheet, shared: &Shared) -> Option<Age> {
    Age::between(sheet.person.details.birth.date, shared.calendar().date(sheet.visit.opened.at))
}

/// Whose vital signs they are.
pub(super) fn whose(sheet: &Sheet, shared: &Shared) -> Whose {
    let pregnant = sheet.stop.as_ref().is_some_and(|row| row.priority == Some(Priority::Pregnant));
    Whose::new(age(sheet, shared), sheet.person.details.sex, pregnant, shared.tables().clinical)
}

/// The form of a measurement, for whoever is measured in this unit.
pub(super) fn measuring(sheet: &Sheet, shared: &Shared) -> Option<Measuring> {
    let (visit, words) = (&sheet.visit, &shared.words);
    if !usual::is_measured(shared.config.unit(visit.unit), age(sheet, shared)) {
        return None;
    }
    let seen_on = shared.calendar().date(visit.opened.at);
    let form = Measuring::new(child(sheet), seen_on, shared.tables(), words);
    Some(form.of_visit(&sheet.growth.measurements, Some(visit.id), words))
}

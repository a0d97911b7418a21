//! What touches two subjects is one command too, composed here from their decisions.

use super::apply::Context;
use super::{Beginning, Event, Refusal, Reply};
use crate::store::Problem;
use crate::{setup, staff};

/// The first run: the clinic, its first administrator and the recovery sheet, all or nothing.
pub(super) fn begin(
    context: &Context<'_>,
    beginning: &Beginning,
) -> Result<(Reply, Vec<Event>), Problem<Refusal>> {
    let (db, moment) = (context.db, &context.moment);
    let refused = |problem: Problem<staff::Error>| problem.map(Refusal::from);
    let (_, setups) = setup::table::run(db, &setup::Command::Begin(beginning.clinic.clone()), moment)
        .map_err(|problem| problem.map(Refusal::from))?;
    let mut administrator = beginning.administrator.clone();
    administrator.role = staff::Role::Administrator;
    let (reply, mut staffs) =
        staff::table::run(db, &staff::Command::Add(administrator), moment).map_err(refused)?;
    let staff::Reply::Added(account) = reply else { return Err(Problem::Refused(Refusal::NotBegun)) };
    let recovery = staff::Command::SetRecovery(beginning.recovery.clone());
    staffs.extend(staff::table::run(db, &recovery, moment).map_err(refused)?.1);
    let events = setups.into_iter().map(Event::Setup).chain(staffs.into_iter().map(Event::Staff));
    Ok((Reply::Begun(account), events.collect()))
}

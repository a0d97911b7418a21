//! An opening that is taken back: the visit never was, for every list and every turn.

use rusqlite::named_params;

use crate::store::Connection;
use crate::terms::Moment;
use crate::visits::Config;
use crate::visits::command::{Changed, TakeBack};
use crate::visits::table::{Outcome, Run, Whose};

/// A later step: an opening that was taken back.
pub const TAKEN_BACK: &str = include_str!("schema.sql");

impl Run for TakeBack {
    fn run(&self, db: &Connection, moment: &Moment, config: &Config) -> Outcome<Changed> {
        let done = self.0.run(db, moment, config)?;
        db.prepare_cached("UPDATE visit SET taken_back = 1 WHERE id = :visit")?
            .execute(named_params! { ":visit": self.0.on.visit })?;
        Ok(done)
    }

    fn whose(&self) -> Whose {
        self.0.whose()
    }
}

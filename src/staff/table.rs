//! The accounts' tables.

use rusqlite::{Connection, OptionalExtension as _, Row, named_params};
use std::collections::BTreeMap;

use super::command::{Change, Employ, NoteAll, Recover, SetPassword, SetPin, SetRecovery, Try};
use super::{
    Account, AttemptOutcome, Employment, Error, Event, Means, NewAccount, PinState, Role, SecretHash, rules,
};
use crate::store::{Finding, Problem, Rule, StoreError, StoredText, instant_from_millis, millis};
use crate::terms::{AccountId, Moment, Request, hex, sha256};

/// This subject's part of the schema.
pub const SCHEMA: &str = include_str!("schema.sql");

impl Rule for Error {}

/// What a comparison of secrets needs; never leaves the door.
pub struct Credentials {
    /// Whose.
    pub account: Account,
    pub password: SecretHash,
    pub pin: Option<SecretHash>,
    /// Standing towards the next try.
    pub tries: rules::Tries,
}

/// What a command replies and tells, or why it is not done.
pub type Outcome<R> = Result<(R, Vec<Event>), Problem<Error>>;

/// A command about people who work here, on the store.
pub trait Run: Request {
    /// Does what is asked, or refuses.
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<Self::Reply>;
}

impl Run for NewAccount {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<AccountId> {
        rules::names(&self.name, &self.username)?;
        let taken = db
            .query_row(
                "SELECT 1 FROM account WHERE username = :username",
                named_params! { ":username": self.username },
                |_| Ok(()),
            )
            .optional()?;
        if taken.is_some() {
            return Err(Error::UsernameTaken.into());
        }
        db.execute(
        "INSERT INTO account (name, username, role, employment, password_hash, pin_hash, made_at)
         VALUES (:name, :username, :role, 'active', :password, :pin, :at)",
        named_params! {
            ":name": self.name.trim(), ":username": self.username, ":role": self.role.as_str(),
            ":password": self.password.as_str(), ":pin": self.pin.as_ref().map(SecretHash::as_str), ":at": millis(moment.now),
        },
    )?;
        let id = AccountId(db.last_insert_rowid());
        Ok((id, vec![Event::Changed(id)]))
    }
}

impl Run for Change {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        let now = known(db, self.account)?;
        let new = self.changes.onto(&now).map_err(Error::Clash)?;
        rules::names(&new.name, &now.username)?;
        if now.role == Role::Administrator && new.role != Role::Administrator {
            not_the_last(db, self.account)?;
        }
        db.execute(
            "UPDATE account SET name = :name, role = :role WHERE id = :id",
            named_params! { ":id": self.account, ":name": new.name.trim(), ":role": new.role.as_str() },
        )?;
        Ok(((), vec![Event::Changed(self.account)]))
    }
}

impl Run for Employ {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        let Self { account, employment } = *self;
        let now = known(db, account)?;
        if now.role == Role::Administrator && employment == Employment::Ended {
            not_the_last(db, account)?;
        }
        db.execute(
            "UPDATE account SET employment = :employment WHERE id = :id",
            named_params! { ":id": account, ":employment": employment.as_str() },
        )?;
        Ok(((), vec![Event::Changed(account)]))
    }
}

impl Run for SetPassword {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        set_password(db, self.account, &self.password)?;
        Ok(((), vec![Event::Changed(self.account)]))
    }
}

impl Run for SetPin {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        known(db, self.account)?;
        db.execute(
            "UPDATE account SET pin_hash = :pin, pin_failures = 0 WHERE id = :id",
            named_params! { ":id": self.account, ":pin": self.pin.as_ref().map(SecretHash::as_str) },
        )?;
        Ok(((), vec![Event::Changed(self.account)]))
    }
}

impl Run for Try {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<AttemptOutcome> {
        let Self { account, means, attempt } = *self;
        let tries = credentials_of(db, account)?.ok_or(Error::Unknown)?.tries;
        // Asked again here: between the comparison and this COMMIT somebody else may have failed.
        if let Err(outcome) = tries.may(means, moment.now) {
            return Ok((outcome, vec![self.event(outcome)]));
        }
        let (after, outcome) = tries.count(means, attempt, moment.now);
        db.execute(
            "UPDATE account SET failures = :failures, pin_failures = :pins, last_failure = :last WHERE id = :id",
            named_params! {
                ":id": account, ":failures": after.failures, ":pins": after.pin_failures,
                ":last": after.last_failure.map(millis),
            },
        )?;
        Ok((outcome, vec![self.event(outcome)]))
    }
}

impl Try {
    /// What it is told as.
    pub fn event(&self, outcome: AttemptOutcome) -> Event {
        match (outcome, self.means) {
            (AttemptOutcome::Welcome, _) => Event::SignedIn(self.account),
            (_, Means::Pin) => Event::FailedPin(self.account),
            _ => Event::Failed(self.account),
        }
    }
}

impl Run for SetRecovery {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        set_recovery(db, &self.0, moment)?;
        Ok(((), vec![Event::RecoverySet]))
    }
}

impl Run for Recover {
    fn run(&self, db: &Connection, moment: &Moment) -> Outcome<()> {
        let now = known(db, self.account)?;
        if now.role != Role::Administrator || now.employment != Employment::Active {
            return Err(Error::NotAdministrator.into());
        }
        set_password(db, self.account, &self.password)?;
        set_recovery(db, &self.next_sheet, moment)?;
        Ok(((), vec![Event::Changed(self.account), Event::RecoverySet]))
    }
}

impl Run for NoteAll {
    fn run(&self, db: &Connection, _: &Moment) -> Outcome<()> {
        // Each is spoken of, so that the door notes it.
        let mut all = db.prepare_cached("SELECT id FROM account ORDER BY id")?;
        let changed = all.query_map([], |row| row.get(0).map(Event::Changed))?;
        let mut events = changed.collect::<rusqlite::Result<Vec<_>>>()?;
        events.push(Event::RecoverySet);
        Ok(((), events))
    }
}

fn set_password(db: &Connection, account: AccountId, password: &SecretHash) -> Result<(), Problem<Error>> {
    known(db, account)?;
    db.execute(
        "UPDATE account SET password_hash = :hash, failures = 0, pin_failures = 0, last_failure = NULL WHERE id = :id",
        named_params! { ":id": account, ":hash": password.as_str() },
    )?;
    Ok(())
}

fn set_recovery(db: &Connection, hash: &SecretHash, moment: &Moment) -> rusqlite::Result<()> {
    let now = millis(moment.now);
    db.execute("UPDATE recovery SET void_at = :now WHERE void_at IS NULL", named_params! { ":now": now })?;
    db.execute(
        "INSERT INTO recovery (hash, made_at) VALUES (:hash, :now)",
        named_params! { ":hash": hash.as_str(), ":now": now },
    )?;
    Ok(())
}

fn known(db: &Connection, account: AccountId) -> Result<Account, Problem<Error>> {
    Ok(account_of(db, account)?.ok_or(Error::Unknown)?)
}

fn not_the_last(db: &Connection, account: AccountId) -> Result<(), Problem<Error>> {
    let others: i64 = db.query_row(
        "SELECT count(*) FROM account WHERE role = 'administrator' AND employment = 'active' AND id <> :id",
        named_params! { ":id": account },
        |row| row.get(0),
    )?;
    if others == 0 { Err(Error::LastAdministrator.into()) } else { Ok(()) }
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        name: row.get("name")?,
        username: row.get("username")?,
        role: row.get::<_, StoredText<Role>>("role")?.0,
        employment: row.get::<_, StoredText<Employment>>("employment")?.0,
        pin: if row.get::<_, Option<String>>("pin_hash")?.is_some() {
            PinState::Set
        } else {
            PinState::Unset
        },
    })
}

fn credentials(row: &Row<'_>) -> rusqlite::Result<Credentials> {
    Ok(Credentials {
        account: account(row)?,
        password: SecretHash::stored(row.get("password_hash")?),
        pin: row.get::<_, Option<String>>("pin_hash")?.map(SecretHash::stored),
        tries: rules::Tries {
            failures: row.get("failures")?,
            pin_failures: row.get("pin_failures")?,
            last_failure: row.get::<_, Option<i64>>("last_failure")?.map(instant_from_millis),
        },
    })
}

pub fn account_of(db: &Connection, id: AccountId) -> rusqlite::Result<Option<Account>> {
    db.prepare_cached("SELECT * FROM account WHERE id = :id")?
        .query_row(named_params! { ":id": id }, account)
        .optional()
}

/// What an account may do and whether it still may: asked at every command.
pub fn standing_of(db: &Connection, id: AccountId) -> rusqlite::Result<Option<(Role, Employment)>> {
    db.prepare_cached("SELECT role, employment FROM account WHERE id = :id")?
        .query_row(named_params! { ":id": id }, |row| {
            Ok((row.get::<_, StoredText<Role>>(0)?.0, row.get::<_, StoredText<Employment>>(1)?.0))
        })
        .optional()
}

/// All accounts, by name.
pub fn accounts(db: &Connection) -> rusqlite::Result<Vec<Account>> {
    db.prepare_cached("SELECT * FROM account ORDER BY name")?.query_map([], account)?.collect()
}

/// What the comparison needs, by username.
pub fn credentials_by_name(db: &Connection, username: &str) -> rusqlite::Result<Option<Credentials>> {
    db.prepare_cached("SELECT * FROM account WHERE username = :name AND employment = 'active'")?
        .query_row(named_params! { ":name": username }, credentials)
        .optional()
}

/// What the comparison needs, by number.
pub fn credentials_of(db: &Connection, id: AccountId) -> rusqlite::Result<Option<Credentials>> {
    db.prepare_cached("SELECT * FROM account WHERE id = :id AND employment = 'active'")?
        .query_row(named_params! { ":id": id }, credentials)
        .optional()
}

/// The valid recovery sheet's hash.
pub fn recovery(db: &Connection) -> rusqlite::Result<Option<SecretHash>> {
    db.query_row("SELECT hash FROM recovery WHERE void_at IS NULL", [], |row| {
        row.get(0).map(SecretHash::stored)
    })
    .optional()
}

/// The last means is never lost: an active administrator and a valid sheet.
pub fn doctor(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    let administrators: i64 = db.query_row(
        "SELECT count(*) FROM account WHERE role = 'administrator' AND employment = 'active'",
        [],
        |row| row.get(0),
    )?;
    if administrators == 0 {
        findings.push(Finding { check: "accounts", text: "no active administrator".into() });
    }
    let sheets: i64 =
        db.query_row("SELECT count(*) FROM recovery WHERE void_at IS NULL", [], |row| row.get(0))?;
    if sheets != 1 {
        findings.push(Finding {
            check: "accounts",
            text: format!("{sheets} valid recovery sheets instead of 1"),
        });
    }
    Ok(findings)
}

/// What the journal notes of those that events speak of.
pub fn noted<'a>(db: &Connection, events: impl Iterator<Item = &'a Event>) -> rusqlite::Result<Vec<Event>> {
    let mut notes = Vec::new();
    for event in events {
        match event {
            Event::Changed(account) => {
                let digest = account_digest(db, *account)?;
                notes.extend(digest.map(|digest| Event::Noted { account: *account, digest }));
            }
            Event::RecoverySet => {
                notes.extend(sheet_digest(db)?.map(|digest| Event::SheetNoted { digest }));
            }
            _ => {}
        }
    }
    Ok(notes)
}

fn account_digest(db: &Connection, account: AccountId) -> rusqlite::Result<Option<String>> {
    let all =
        "SELECT json_array(username, role, employment, password_hash, pin_hash) FROM account WHERE id = :id";
    let mut found = db.prepare_cached(all)?;
    let text = found.query_row(named_params! { ":id": account }, |row| row.get::<_, String>(0)).optional()?;
    Ok(text.map(|text| hex(&sha256(text.as_bytes()))))
}

fn sheet_digest(db: &Connection) -> rusqlite::Result<Option<String>> {
    let mut found =
        db.prepare_cached("SELECT hash FROM recovery WHERE void_at IS NULL ORDER BY id DESC LIMIT 1")?;
    let hash = found.query_row([], |row| row.get::<_, String>(0)).optional()?;
    Ok(hash.map(|hash| hex(&sha256(hash.as_bytes()))))
}

/// Accounts and the sheet are as the journal noted them last: a role or a password that somebody wrote into the file
/// shows. `all`: whether all were noted once, so that none is there without a note.
pub fn as_noted(db: &Connection, notes: &[Event], all: bool) -> Result<Vec<Finding>, StoreError> {
    let (mut accounts, mut sheet) = (BTreeMap::new(), None);
    for note in notes {
        match note {
            Event::Noted { account, digest } => {
                accounts.insert(*account, digest.clone());
            }
            Event::SheetNoted { digest } => sheet = Some(digest.clone()),
            _ => {}
        }
    }
    let mut said = Vec::new();
    let mut statement = db.prepare("SELECT id FROM account ORDER BY id")?;
    for account in statement.query_map([], |row| row.get::<_, AccountId>(0))? {
        let account = account?;
        match accounts.remove(&account) {
            noted @ Some(_) if account_digest(db, account)? == noted => {}
            Some(_) => said.push(format!("account {account} was changed outside Loket")),
            None if all => said.push(format!("account {account} was made outside Loket")),
            None => {}
        }
    }
    said.extend(accounts.keys().map(|account| format!("account {account} was removed outside Loket")));
    if sheet.is_some() && sheet_digest(db)? != sheet {
        said.push("the recovery sheet was changed outside Loket".to_owned());
    }
    Ok(said.into_iter().map(|text| Finding { check: "accounts", text }).collect())
}

impl Means {
    /// The stored hash this secret is compared with.
    pub fn hash_in(self, credentials: &Credentials) -> Option<&SecretHash> {
        match self {
            Self::Password => Some(&credentials.password),
            Self::Pin => credentials.pin.as_ref(),
            Self::Recovery => None,
        }
    }
}

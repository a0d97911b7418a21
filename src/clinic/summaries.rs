//! What is too heavy for the writer: the first run's seal, and a summary with its papers, made from a snapshot.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::request::Sources;
use super::{Beginning, Clinic, Envelope, Permission, Refusal, Session, table, views};
use crate::seal::{Fingerprint, Seal, escrow};
use crate::staff::secret::{NewSheet, RecoveryCode};
use crate::store::{Connection, StoreError};
use crate::summary::make::{self, Draft};
use crate::summary::rules::{self, Beside, Chain, Next};
use crate::summary::{
    self, Despite, Error, Files, JournalHead, Missing, Period, Preview, Running, Standing, says_the_same,
};
use crate::terms::{AccountId, ServiceDay};
use crate::words::{Language, Words};
use crate::{queue, setup, visits};

/// How often a summary is made again when others are stored meanwhile.
const ATTEMPTS: u32 = 5;

/// A summary, and whether it was there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// The data have changed, or there was none: a new one.
    New(Box<Files>),
    /// Nothing has changed: the stored one.
    Same(Box<Files>),
}

impl Made {
    pub fn files(&self) -> &Files {
        match self {
            Self::New(files) | Self::Same(files) => files,
        }
    }
}

/// What making comes to on one snapshot.
enum Outcome {
    Same(Box<Files>),
    Draft(Box<Draft>),
}

/// Who makes summaries, and who keeps the seal's key.
pub(super) const SEALS: Permission = Permission::SealSummary;
pub(super) const KEEPS_SEAL: Permission = Permission::ManageSetup;

impl Clinic {
    /// The first run: makes the seal, keeps its key among the secrets, then does everything in one command.
    pub fn begin(&self, beginning: Beginning) -> Result<AccountId, Refusal> {
        self.begin_as(Uuid::now_v7(), beginning)
    }

    /// The same under a command id of one's own.
    pub fn begin_as(&self, id: Uuid, mut beginning: Beginning) -> Result<AccountId, Refusal> {
        let profile = &beginning.clinic.profile;
        let seal = make::seal(&profile.name, &profile.regency_name, self.now())?;
        // Each try has its own file, so that a key left behind by a cut blocks nothing.
        let key = summary::key_file(&seal.fingerprint());
        let secrets = self.store().secrets();
        secrets.keep(&key, seal.private_key())?;
        seal.certificate().der().clone_into(&mut beginning.seal);
        beginning.key_copy =
            hidden(seal.private_key(), seal.fingerprint(), beginning.recovery.code.as_ref())?;
        match self.run(&self.nobody(), Envelope { id, entered_at: None, command: beginning }) {
            Ok(account) => Ok(account),
            // Of a failed COMMIT nobody knows for sure: the key stays.
            Err(failure @ (Refusal::Failure(_) | Refusal::DiskFull)) => Err(failure),
            Err(refusal) => {
                secrets.forget(&key)?;
                Err(refusal)
            }
        }
    }

    /// A new recovery sheet is valid from now on; the seal's key is hidden behind its code. Refused while the key is not
    /// on this PC: the old sheet alone would bring it back, and people throw that away.
    pub fn renew_recovery(&self, session: &Session, sheet: &NewSheet) -> Result<(), Refusal> {
        let key_copy = self.key_behind(sheet)?;
        if key_copy.is_none() && self.read(|db| Ok(summary::table::key_copy(db)?))?.is_some() {
            return Err(Error::NoSeal.into());
        }
        let renew = super::flow::command::RenewRecovery { sheet: sheet.hash.clone(), key_copy };
        self.run(session, Envelope::new(renew))
    }

    /// The seal's key behind the code of a sheet; none where the key is not on this PC, or the code is not known here.
    pub(super) fn key_behind(&self, sheet: &NewSheet) -> Result<Option<Vec<u8>>, Refusal> {
        let Some(seal) = self.read(|db| Ok(summary::table::fingerprint(db)?))? else { return Ok(None) };
        let key = self.store().secrets().read(&summary::key_file(&seal))?.map(zeroize::Zeroizing::new);
        match key {
            Some(key) => hidden(&key, seal, sheet.code.as_ref()),
            None => Ok(None),
        }
    }

    /// Whether the key of the clinic's seal is on this PC; of a clinic without a seal there is none to miss.
    pub fn has_seal_key(&self) -> Result<bool, Refusal> {
        match self.read(|db| Ok(summary::table::fingerprint(db)?))? {
            Some(seal) => Ok(self.store().secrets().read(&summary::key_file(&seal))?.is_some()),
            None => Ok(true),
        }
    }

    /// Brings the seal's key back from the copy in the database by the code of the recovery sheet; whether it fitted.
    pub fn recover_seal(&self, session: &Session, code: &RecoveryCode) -> Result<bool, Refusal> {
        self.must_be_allowed(session, KEEPS_SEAL)?;
        self.seal_by_code(code)
    }

    /// The same for whoever holds the sheet.
    pub(super) fn seal_by_code(&self, code: &RecoveryCode) -> Result<bool, Refusal> {
        let (seal, copy) =
            self.read(|db| Ok((summary::table::fingerprint(db)?, summary::table::key_copy(db)?)))?;
        let (Some(seal), Some(copy)) = (seal, copy) else { return Ok(false) };
        let Some(key) = escrow::find(&copy, seal, &code.printed()).map_err(Error::from)? else {
            return Ok(false);
        };
        // What was wrapped on another PC opens nothing here.
        self.store().secrets().replace(&summary::key_file(&seal), &key)?;
        Ok(true)
    }

    /// A new seal in the place of one whose key is lost. The district must be told its fingerprint.
    pub fn replace_seal(&self, session: &Session) -> Result<(), Refusal> {
        self.must_be_allowed(session, KEEPS_SEAL)?;
        let known = self.read(|db| Ok(self.inner.config.of(db)?))?.ok_or(Refusal::NotBegun)?;
        let profile = &known.config.profile;
        let seal = make::seal(&profile.name, &profile.regency_name, self.now())?;
        self.store().secrets().keep(&summary::key_file(&seal.fingerprint()), seal.private_key())?;
        let replace = summary::command::ReplaceSeal(seal.certificate().der().to_vec());
        self.run(session, Envelope::new(replace))
    }

    /// Makes the summary of a period and seals it; from unchanged data it is the stored one again. What is missing is
    /// sealed only where whoever seals knows of it ([`Error::Incomplete`]). Takes up to a
    /// second of this thread, and of the writer only what storing takes.
    pub fn make_summary(
        &self,
        session: &Session,
        period: Period,
        language: Language,
        despite: &Despite,
    ) -> Result<Made, Refusal> {
        self.must_be_allowed(session, SEALS)?;
        let (words, mut tries) = (Words::new(language), 0);
        loop {
            let draft = match self.read(|db| self.draft(db, period, despite))? {
                Outcome::Same(files) => return Ok(Made::Same(files)),
                Outcome::Draft(draft) => draft,
            };
            let files = Box::new(make::files(*draft, &self.seal()?, &words)?);
            tries += 1;
            match self.run(session, Envelope::new((*files).clone())) {
                Ok(_) => return Ok(Made::New(files)),
                Err(Refusal::Summary(Error::Overtaken)) if tries < ATTEMPTS => {}
                Err(refusal) => return Err(refusal),
            }
        }
    }

    fn draft(&self, db: &Connection, period: Period, despite: &Despite) -> Result<Outcome, Refusal> {
        let known = self.inner.config.of(db)?.ok_or(Refusal::NotBegun)?;
        let (now, profile) = (self.now(), &known.config.profile);
        let today = profile.calendar().day(now);
        rules::may_be_made(period, today)?;
        let figures =
            views::figures(&Sources { db, known: Some(&known), now, watch: &self.inner.watch }, period)?;
        let (facility, running) = (facility(&known.config), running(db, period, today)?);
        let chain = summary::table::chain(db, period)?;
        let link = match rules::next(&chain, stands(&chain, &facility, (period, running), &figures)?) {
            Next::Same(seq) => {
                let files = summary::table::files(db, seq)?.ok_or(Error::Unknown)?;
                return Ok(Outcome::Same(Box::new(files)));
            }
            Next::New(link) => link,
        };
        let missing = missing(db, period, &figures, (running, &facility.district))?;
        rules::may_be_sealed(&missing, despite)?;
        let (seq, _, hash) = table::head(db).map_err(StoreError::from)?;
        let journal_head = JournalHead { seq, hash: crate::terms::hex(&hash) };
        let zone = profile.zone;
        Ok(Outcome::Draft(Box::new(Draft {
            facility,
            period,
            figures,
            running,
            missing,
            link,
            journal_head,
            now,
            zone,
        })))
    }

    /// The clinic's seal: the certificate from the database, the key from the secrets.
    fn seal(&self) -> Result<Seal, Refusal> {
        let certificate = self.read(|db| Ok(summary::table::certificate(db)?))?.ok_or(Error::NoSeal)?;
        let key = self.store().secrets().read(&summary::key_file(&certificate.fingerprint()))?;
        let key = zeroize::Zeroizing::new(key.ok_or(Error::NoSeal)?);
        Ok(Seal::from_parts(&key, certificate.der()).map_err(Error::from)?)
    }
}

fn hidden(key: &[u8], seal: Fingerprint, code: Option<&RecoveryCode>) -> Result<Option<Vec<u8>>, Refusal> {
    let hide = |code: &RecoveryCode| escrow::hide(key, seal, &code.printed());
    Ok(code.map(hide).transpose().map_err(Error::from)?)
}

/// What a summary of a period would say now, and how the stored one stands to it.
pub(super) fn preview(at: &Sources<'_>, period: Period) -> Result<Preview, Refusal> {
    let (db, config) = (at.db, at.config()?);
    let today = config.profile.calendar().day(at.now);
    rules::may_be_made(period, today)?;
    let (facility, running) = (facility(config), running(db, period, today)?);
    let figures = views::figures(at, period)?;
    let chain = summary::table::chain(db, period)?;
    let stands = stands(&chain, &facility, (period, running), &figures)?;
    let sealed = chain.of_period.map(|(seq, _)| seq).zip(stands);
    let missing = missing(db, period, &figures, (running, &facility.district))?;
    Ok(Preview { period, figures, sealed, running, missing })
}

/// What a summary of a period lacks: the one answer, for the question in the window, the command line and the paper.
fn missing(
    db: &Connection,
    period: Period,
    figures: &summary::figures::Figures,
    (running, district): (Option<Running>, &str),
) -> Result<Vec<Missing>, Refusal> {
    let open_visits = visits::table::still_open(db, period.first(), period.last())?.len();
    Ok(rules::missing(figures, Beside { running, open_visits, district }))
}

/// How the stored summary of a period stands to the figures of now, whichever version of the program sealed it.
fn stands(
    chain: &Chain,
    facility: &summary::Facility,
    at: (Period, Option<Running>),
    figures: &summary::figures::Figures,
) -> Result<Option<Standing>, Error> {
    let Some((_, said)) = chain.of_period else { return Ok(None) };
    let same = says_the_same(said, facility, at, figures)?;
    Ok(Some(if same { Standing::Current } else { Standing::Outdated }))
}

/// How far a period has come: the calendar's day, and whether the queue closed its last one.
fn running(db: &Connection, period: Period, today: ServiceDay) -> Result<Option<Running>, Refusal> {
    let closed_at = queue::period::table::closed_at(db, period.last()).map_err(Refusal::from)?;
    Ok(rules::running(period, today, closed_at))
}

/// Whose summaries these are.
pub fn facility(config: &setup::Config) -> summary::Facility {
    let profile = &config.profile;
    summary::Facility {
        code: profile.code.clone(),
        name: profile.name.clone(),
        district: profile.district_name.clone(),
        regency: profile.regency_name.clone(),
    }
}

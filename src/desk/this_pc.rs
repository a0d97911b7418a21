//! What concerns this PC alone: its folder, its papers, copies of the data, the way back, the turn of the day. Nothing of it
//! is ever sent.

use std::path::{Path, PathBuf};

use super::{on_a_thread, sheet};
use crate::clinic::copies::Copies;
use crate::clinic::restore::{self, CannotRestore, SealThen};
use crate::clinic::{Clinic, Refusal};
use crate::printing::{self, Kind, Last, Outcome, Printer, Printers, Unreadable};

/// This PC, which keeps the clinic's data.
#[derive(Clone)]
pub struct ThisPc {
    clinic: Clinic,
    folder: PathBuf,
}

impl ThisPc {
    /// The PC on which this clinic is open.
    pub fn of(clinic: Clinic) -> Self {
        let folder = clinic.store().folder().to_owned();
        Self { clinic, folder }
    }

    /// The same with the data folder by another of its names, as people see it.
    pub fn known_as(self, folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..self }
    }

    /// Where the clinic's data live.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A small file of this seat beside the data.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Where papers are put.
    pub fn paper_folder(&self) -> PathBuf {
        self.folder().join("paper")
    }

    pub fn paper_file(&self, name: &str) -> PathBuf {
        self.paper_folder().join(name)
    }

    /// Where copies go by what is chosen.
    pub fn copies_folder(&self, copies: &Copies) -> PathBuf {
        copies.target(self.folder())
    }

    /// How it stood with the copies when last written down, without waiting.
    pub fn copies_kept(&self) -> Copies {
        Copies::read(self.folder())
    }

    /// Somebody said that the recovery sheet's file came out on paper: from then on it may go, at the next start too.
    pub fn sheet_is_out(&self, file: &Path) {
        sheet::is_out(file);
    }

    /// It did not after all.
    pub fn sheet_is_not_out(&self, file: &Path) {
        sheet::is_not_out(file);
    }

    /// The sheet is on paper and counts: its file goes.
    pub fn forget_sheet(&self, file: &Path) {
        sheet::forget(file);
    }

    /// What was on paper when the program ended goes now.
    pub fn forget_sheets(&self) {
        sheet::forget_all(&self.paper_folder());
    }

    /// Which printer prints what, without waiting for any.
    pub fn printers(&self) -> Result<Printers, Unreadable> {
        Printers::read(self.folder())
    }

    /// From now on this one prints papers of that kind.
    pub fn choose_printer(&self, kind: Kind, printer: Option<Printer>) -> Result<Printers, Unreadable> {
        Printers::choose(self.folder(), kind, printer)
    }

    /// Prints a file of this kind on its printer and writes down what became of it. Waits for the printer: never on the
    /// window's thread.
    pub fn print(&self, kind: Kind, title: &str, file: &Path) -> Outcome {
        let outcome = self.print_now(kind, title, file);
        let last = Last { at: self.clinic.now(), outcome: outcome.clone(), title: title.to_owned() };
        if let Err(error) = Printers::record(self.folder(), kind, last, file) {
            tracing::warn!(%error, "What became of a paper could not be written down");
        }
        outcome
    }

    /// Prints a test page: no slip that waits for a printer comes of it.
    pub fn print_test(&self, kind: Kind, title: &str, file: &Path) -> Outcome {
        let outcome = self.print_now(kind, title, file);
        let last = Last { at: self.clinic.now(), outcome: outcome.clone(), title: title.to_owned() };
        if let Err(error) = Printers::record_test(self.folder(), kind, last) {
            tracing::warn!(%error, "What became of a test page could not be written down");
        }
        outcome
    }

    fn print_now(&self, kind: Kind, title: &str, file: &Path) -> Outcome {
        let printer = match self.printers() {
            Ok(printers) => printers.line(kind).printer.clone(),
            Err(unreadable) => return Outcome::Failed(unreadable.to_string()),
        };
        let Some(printer) = printer.or_else(|| usual(kind)) else { return Outcome::NoPrinter };
        match std::fs::read(file) {
            Ok(pdf) => printing::print(&printer, title, pdf),
            Err(error) => error.into(),
        }
    }

    /// Makes the day's copy of the data when it is due; how it stands with them then.
    pub async fn copy_when_due(self) -> Result<Option<Copies>, Refusal> {
        let Self { clinic, .. } = self;
        on_a_thread(move || if clinic.copy_due(false)? { clinic.make_copy().map(Some) } else { Ok(None) })
            .await
    }

    /// Makes a copy of the data now.
    pub async fn make_copy(self) -> Result<Copies, Refusal> {
        on_a_thread(move || self.clinic.make_copy()).await
    }

    /// How it stands with the copies, and with the seal's key.
    pub async fn copies(self) -> Result<Copies, Refusal> {
        on_a_thread(move || self.clinic.copies()).await
    }

    /// Copies go there from now on; or why they cannot.
    pub async fn choose_copies(self, folder: PathBuf) -> Result<Copies, String> {
        let done = on_a_thread(move || Ok(self.clinic.choose_copies(&folder).map_err(|why| why.to_string())));
        done.await.map_err(|refusal| refusal.to_string())?
    }

    /// Tries a copy out, the code of the recovery sheet too; changes nothing. Takes as long as reading all of it.
    pub fn rehearse(&self, copy: &Path, code: &str) -> Result<SealThen, CannotRestore> {
        restore::rehearse(self.folder(), copy, code)
    }

    /// What was left open of the days before is closed.
    pub async fn begin_day(self) -> Result<(), Refusal> {
        on_a_thread(move || self.clinic.begin_day().map(drop)).await
    }
}

/// Before anything is chosen on a fresh PC the recovery sheet goes to the system's own printer, once somebody asks for it.
fn usual(kind: Kind) -> Option<Printer> {
    let found = (kind == Kind::Recovery).then(|| printing::spooler::find().ok()).flatten()?;
    found.default.map(|name| Printer::Sheets { name })
}

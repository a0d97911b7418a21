//! What concerns this PC alone: its folder, its papers, copies of the data, the way back, the turn of the day. Nothing of it
//! is ever sent.

use std::path::{Path, PathBuf};

use super::on_a_thread;
use crate::clinic::copies::Copies;
use crate::clinic::restore::{self, CannotRestore, SealThen};
use crate::clinic::{Clinic, Refusal};

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

//! The system's spooler: CUPS by its own programs, Windows by its functions.

#[cfg(not(windows))]
mod cups;
#[cfg(windows)]
mod windows;

#[cfg(not(windows))]
use cups as system;
#[cfg(windows)]
use windows as system;

pub use system::{pages, raw};

/// The system's printers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// By their names, as people see them.
    pub names: Vec<String>,
    /// The one that is used where none is chosen.
    pub default: Option<String>,
}

/// The system has no spooler that can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this system has no spooler")]
pub struct NoSpooler;

/// Looks for the system's printers; takes seconds where one of the network's is away.
pub fn find() -> Result<Found, NoSpooler> {
    let mut found = system::find()?;
    found.names.sort();
    found.names.dedup();
    Ok(found)
}

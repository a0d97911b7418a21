//! Paper that comes out: pages as dots, the language of thermal printers, and the roads to a printer.
//!
//! Knows nothing of what is printed: it takes the bytes of a PDF of ours and says truthfully what became of them. All of
//! it may wait for a printer, so nothing here is called on the window's thread.

mod chosen;
pub mod escpos;
mod port;
pub mod raster;
mod road;
pub mod spooler;

use serde::{Deserialize, Serialize};
use std::path::PathBuf;

pub use chosen::{Kind, Last, Line, Printers, Unreadable, Waits};
pub use road::{Printer, print};

/// What became of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The printer took it, and says of itself that all is well.
    Printed,
    /// The system's spooler took it: that is not paper yet.
    Taken,
    /// The printer has no paper. Where it says so before anything was sent, nothing comes out later by itself.
    PaperOut,
    /// Its cover is open.
    CoverOpen,
    /// It is off, away, or says that it cannot print.
    Offline,
    /// Everything was sent, and the printer says nothing of itself.
    Unknown,
    /// None is chosen.
    NoPrinter,
    /// It could not be printed; why, in the system's words.
    Failed(String),
}

impl Outcome {
    /// Whether the paper may be in somebody's hand: the printer got all of it.
    pub const fn was_sent(&self) -> bool {
        matches!(self, Self::Printed | Self::Taken | Self::Unknown)
    }
}

/// How a printer is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Road {
    /// A device's file: `lp0` below the system's devices.
    Device(PathBuf),
    /// A name or address in the network, with its port where that is not 9100.
    Network(String),
    /// A printer of the system, by its name there.
    Spooler(String),
}

/// How wide the paper of a thermal printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// 80 mm, of which 72 are printed.
    #[default]
    Mm80,
    /// 58 mm, of which 48 are printed.
    Mm58,
}

impl Width {
    /// Dots in a row.
    pub const fn dots(self) -> u16 {
        match self {
            Self::Mm80 => 576,
            Self::Mm58 => 384,
        }
    }
}

/// Whether the printer has a knife.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Knife {
    #[default]
    Cuts,
    /// The paper is torn off.
    Tears,
}

impl From<std::io::Error> for Outcome {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

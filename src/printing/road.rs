//! Which way a paper goes to which printer.

use serde::{Deserialize, Serialize};

use super::raster::Picture;
use super::{Knife, Outcome, Road, Width, escpos, port, spooler};

/// A printer as it was chosen for a kind of paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printer {
    /// A thermal one: dots by whichever road reaches it.
    Thermal { road: Road, width: Width, knife: Knife },
    /// One of the system's for sheets of A4, by its name.
    Sheets { name: String },
}

/// Prints a paper, and says what became of it. Waits for the printer: never on the window's thread.
pub fn print(printer: &Printer, title: &str, pdf: Vec<u8>) -> Outcome {
    let outcome = match printer {
        Printer::Sheets { name } => spooler::pages(name, title, pdf),
        Printer::Thermal { road, width, knife } => match Picture::of_pdf(pdf, width.dots()) {
            Ok(picture) => {
                let bytes = escpos::encode(&picture, *knife);
                match road {
                    Road::Device(path) => port::device(path, &bytes),
                    Road::Network(address) => port::network(address, &bytes),
                    Road::Spooler(name) => spooler::raw(name, title, bytes),
                }
            }
            Err(error) => Outcome::Failed(error.to_string()),
        },
    };
    // Titles say which number or whose record: they stay out of the log.
    tracing::info!(?outcome, "A paper was printed, or not");
    outcome
}

//! The language of thermal printers, as little of it as every model has: dots in bands, feed, cut, and the question how
//! it stands.
//!
//! Text by code pages differs from model to model, so everything is printed as dots.

use super::raster::Picture;
use super::{Knife, Outcome};

/// Rows of a block: the small memory of a cheap printer.
const ROWS: usize = 128;
/// Begins anew: what was left over of something else is forgotten.
const BEGIN: [u8; 2] = [0x1b, 0x40];
/// A block of dots.
const DOTS: [u8; 4] = [0x1d, 0x76, 0x30, 0x00];
/// Feeds as far as the knife, and cuts; a printer without one ignores it.
const CUT: [u8; 4] = [0x1d, 0x56, 0x42, 0x00];
/// Feeds four lines, so that the paper can be torn off.
const FEED: [u8; 3] = [0x1b, 0x64, 0x04];

/// The bytes that print a picture.
pub fn encode(picture: &Picture, knife: Knife) -> Vec<u8> {
    let stride = picture.stride().max(1);
    let mut bytes = Vec::with_capacity(picture.bits.len() + 64);
    bytes.extend(BEGIN);
    for block in picture.bits.chunks(stride * ROWS) {
        bytes.extend(DOTS);
        bytes.extend((stride as u16).to_le_bytes());
        bytes.extend(((block.len() / stride) as u16).to_le_bytes());
        bytes.extend(block);
    }
    match knife {
        Knife::Cuts => bytes.extend(CUT),
        Knife::Tears => bytes.extend(FEED),
    }
    bytes
}

/// What a printer is asked, and how an answer is read: the printer itself, why it is offline, its paper.
pub(super) const QUESTIONS: [u8; 3] = [1, 2, 4];

/// The question of this number, answered at once, whatever the printer does.
pub(super) const fn question(number: u8) -> [u8; 3] {
    [0x10, 0x04, number]
}

/// How a printer stands, by its answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status {
    offline: bool,
    cover_open: bool,
    fault: bool,
    paper_out: bool,
    /// How many questions were answered by a status.
    answers: u8,
}

impl Status {
    /// Takes an answer in; what is no status is no answer.
    pub(super) fn hear(&mut self, question: u8, answer: u8) {
        if answer & 0x93 != 0x12 {
            return;
        }
        let has = |bits: u8| answer & bits != 0;
        self.answers += 1;
        match question {
            1 => self.offline = has(0x08),
            2 => {
                self.cover_open = has(0x04);
                self.paper_out |= has(0x20);
                self.fault = has(0x40);
            }
            4 => self.paper_out |= has(0x60),
            _ => {}
        }
    }

    /// Why it cannot print, if it says so.
    pub(super) fn trouble(self) -> Option<Outcome> {
        // An open cover is the reason for the paper that is not felt.
        if self.cover_open {
            Some(Outcome::CoverOpen)
        } else if self.paper_out {
            Some(Outcome::PaperOut)
        } else if self.offline || self.fault {
            Some(Outcome::Offline)
        } else {
            None
        }
    }

    /// Whether it said that all is well.
    pub(super) fn is_well(self) -> bool {
        usize::from(self.answers) == QUESTIONS.len() && self.trouble().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(answers: [u8; 3]) -> Status {
        let mut status = Status::default();
        QUESTIONS.into_iter().zip(answers).for_each(|(question, answer)| status.hear(question, answer));
        status
    }

    #[test]
    fn a_printer_says_what_it_lacks_and_silence_is_no_lack() {
        assert!(said([0x12, 0x12, 0x12]).is_well());
        assert_eq!(said([0x1a, 0x32, 0x7e]).trouble(), Some(Outcome::PaperOut));
        assert_eq!(said([0x1a, 0x36, 0x7e]).trouble(), Some(Outcome::CoverOpen));
        assert_eq!(said([0x1a, 0x12, 0x12]).trouble(), Some(Outcome::Offline));
        // Nearly out still prints; what is no status says nothing, and less than all of it is not well.
        assert!(said([0x12, 0x12, 0x1e]).is_well());
        assert_eq!(said([0xff, 0x00, 0x41]), Status::default());
        assert!(!Status::default().is_well() && Status::default().trouble().is_none());
        let mut half = Status::default();
        half.hear(1, 0x12);
        assert!(!half.is_well() && half.trouble().is_none());
    }
}

//! A file's bytes as UTF-8 text: marks at the beginning, UTF-16 and Windows-1252 are understood while it streams; what is
//! no text (a workbook, a web page) is refused before anything of it is parsed.
//!
//! UTF-8 and Windows-1252 are the same up to the first letter that is not plain: that letter decides for the whole file.

use std::borrow::Cow;
use std::io::{self, Read};

use super::sheet::{Failure, NotText};

/// How much is looked at before anything is believed.
const LOOK: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Utf8,
    Utf16Little,
    Utf16Big,
    Windows,
}

/// What was read as Windows-1252, as older spreadsheets save.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Windows {
    /// Nothing.
    #[default]
    Nothing,
    /// The whole file.
    Whole,
    /// So many places in the midst of UTF-8.
    Places(u64),
}

/// Reads as UTF-8, whatever the file is.
pub(super) struct Text<R> {
    input: R,
    /// What was read ahead and not handed on yet.
    ahead: Vec<u8>,
    given: usize,
    coding: Coding,
    /// A letter of UTF-8 was seen that is not plain.
    proven: bool,
    /// Places that are no UTF-8 behind such a letter.
    places: u64,
    /// A letter whose end has not been read yet.
    rest: Vec<u8>,
    ended: bool,
}

impl<R: Read> Text<R> {
    /// Looks at the beginning.
    pub(super) fn new(mut input: R) -> Result<Self, Failure> {
        let mut ahead = Vec::with_capacity(LOOK);
        let length = (&mut input).take(LOOK as u64).read_to_end(&mut ahead).map_err(Failure::Read)?;
        let (coding, mark) = coding(&ahead);
        let ended = length < LOOK;
        let (proven, places) = (coding == Coding::Utf8 && mark > 0, 0);
        let (rest, given) = (Vec::new(), 0);
        let mut text = Self { input, ahead: Vec::new(), given, coding, proven, places, rest, ended };
        ahead.drain(..mark);
        let what = not_text(&ahead).filter(|_| coding == Coding::Utf8);
        text.decode(&ahead);
        match what.or_else(|| not_text(&text.ahead)) {
            Some(what) => Err(Failure::NotText(what)),
            None => Ok(text),
        }
    }

    /// What was read as Windows-1252 so far.
    pub(super) const fn windows(&self) -> Windows {
        match (self.coding, self.places) {
            (Coding::Windows, _) => Windows::Whole,
            (_, 0) => Windows::Nothing,
            (_, places) => Windows::Places(places),
        }
    }

    /// Appends bytes to what is ahead; half a letter waits for the next piece.
    fn decode(&mut self, bytes: &[u8]) {
        match self.coding {
            Coding::Utf8 => self.decode_utf8(bytes),
            Coding::Windows => self.ahead.extend_from_slice(windows(bytes).as_bytes()),
            Coding::Utf16Little | Coding::Utf16Big => self.decode_utf16(bytes),
        }
    }

    fn decode_utf8(&mut self, bytes: &[u8]) {
        let mut whole = std::mem::take(&mut self.rest);
        whole.extend_from_slice(bytes);
        let mut at = 0;
        for chunk in whole.utf8_chunks() {
            let (letters, broken) = (chunk.valid(), chunk.invalid());
            self.proven |= !letters.is_ascii();
            self.ahead.extend_from_slice(letters.as_bytes());
            at += letters.len();
            let left = whole.get(at..).unwrap_or_default();
            at += broken.len();
            if broken.is_empty() || (broken.len() == left.len() && !self.ended) {
                self.rest.extend_from_slice(broken);
            } else if self.proven {
                self.places += 1;
                self.ahead.extend_from_slice(windows(broken).as_bytes());
            } else {
                self.coding = Coding::Windows;
                self.ahead.extend_from_slice(windows(left).as_bytes());
                return;
            }
        }
    }

    /// Whether bytes can be handed on as they are; what cannot is kept for [`Self::decode`] and the rest of them told.
    fn plain(&mut self, bytes: &[u8]) -> usize {
        match std::str::from_utf8(bytes) {
            Ok(text) => {
                self.proven |= !text.is_ascii();
                bytes.len()
            }
            Err(error) => {
                let (good, bad) = bytes.split_at(error.valid_up_to());
                self.proven |= !good.is_ascii();
                self.rest.extend_from_slice(bad);
                good.len()
            }
        }
    }

    fn decode_utf16(&mut self, bytes: &[u8]) {
        self.rest.extend_from_slice(bytes);
        let (pairs, _) = self.rest.as_chunks::<2>();
        let mut units: Vec<u16> = pairs
            .iter()
            .map(|pair| match self.coding {
                Coding::Utf16Big => u16::from_be_bytes(*pair),
                _ => u16::from_le_bytes(*pair),
            })
            .collect();
        let half = !self.ended && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
        if half {
            units.pop();
        }
        self.rest.drain(..units.len() * 2);
        let mut buffer = [0; 4];
        for letter in char::decode_utf16(units) {
            let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.ahead.extend_from_slice(letter.encode_utf8(&mut buffer).as_bytes());
        }
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let waiting = self.ahead.get(self.given..).unwrap_or_default();
            if !waiting.is_empty() || buffer.is_empty() {
                let length = waiting.len().min(buffer.len());
                let (to, from) = (buffer.get_mut(..length), waiting.get(..length));
                if let (Some(to), Some(from)) = (to, from) {
                    to.copy_from_slice(from);
                }
                self.given += length;
                return Ok(length);
            }
            if self.coding == Coding::Utf8 && self.rest.is_empty() {
                let length = self.input.read(buffer)?;
                let read = buffer.get(..length).unwrap_or_default();
                let good = if read.is_ascii() { length } else { self.plain(read) };
                if good > 0 || length == 0 {
                    return Ok(good);
                }
            }
            if self.ended {
                return Ok(0);
            }
            self.ahead.clear();
            self.given = 0;
            let mut raw = [0; LOOK];
            let length = match self.input.read(&mut raw) {
                Ok(length) => length,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.ended = length == 0;
            self.decode(raw.get(..length).unwrap_or_default());
        }
    }
}

/// Windows-1252 as text; each of its bytes is a letter.
fn windows(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
}

/// The coding, and how long the mark is that says so. Without a mark, every other byte of UTF-16 is nought.
fn coding(bytes: &[u8]) -> (Coding, usize) {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return (Coding::Utf8, 3),
        [0xff, 0xfe, ..] => return (Coding::Utf16Little, 2),
        [0xfe, 0xff, ..] => return (Coding::Utf16Big, 2),
        _ => {}
    }
    let pairs = bytes.as_chunks::<2>().0.get(..64.min(bytes.len() / 2)).unwrap_or_default();
    let noughts =
        |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count() * 10 > pairs.len() * 8;
    match (pairs.len() >= 4, noughts(0), noughts(1)) {
        (true, false, true) => (Coding::Utf16Little, 0),
        (true, true, false) => (Coding::Utf16Big, 0),
        _ => (Coding::Utf8, 0),
    }
}

/// What the beginning of a file is when it is no text.
fn not_text(bytes: &[u8]) -> Option<NotText> {
    let starts = |mark: &[u8]| bytes.starts_with(mark);
    if starts(b"PK\x03\x04") || starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Some(NotText::Workbook);
    }
    if starts(b"<stata_dta>")
        || starts(b"%PDF-")
        || starts(b"{\\rtf")
        || starts(b"\x1f\x8b")
        || starts(b"$FL2")
    {
        return Some(NotText::Other);
    }
    if bytes.trim_ascii_start().starts_with(b"<") {
        return Some(NotText::WebPage);
    }
    bytes.contains(&0).then_some(NotText::Other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hands out a few bytes at a time.
    struct Slowly<'a>(&'a [u8], usize);

    impl Read for Slowly<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(self.0.len()).min(buffer.len());
            buffer[..length].copy_from_slice(&self.0[..length]);
            self.0 = &self.0[length..];
            Ok(length)
        }
    }

    fn read(bytes: &[u8], step: usize) -> String {
        let mut out = String::new();
        Text::new(Slowly(bytes, step)).unwrap().read_to_string(&mut out).unwrap();
        out
    }

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn what_is_no_text_is_known_by_its_first_bytes() {
        let refused = |bytes: &[u8]| match Text::new(bytes) {
            Err(Failure::NotText(what)) => Some(what),
            _ => None,
        };
        assert_eq!(refused(b"PK\x03\x04\x14\0"), Some(NotText::Workbook));
        assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Some(NotText::Workbook));
        assert_eq!(refused(b"\r\n <html><table>"), Some(NotText::WebPage));
        assert_eq!(refused(&[0; 9000]), Some(NotText::Other));
        assert_eq!(refused(b"sex,age\n1,\0"), Some(NotText::Other));
        assert_eq!(refused(b"sex,age\n"), None);
    }

    proptest! {
        #[test]
        fn utf16_is_the_same_text(text in "(\\PC|\n){0,40}", big: bool, step in 1usize..9, long in 1usize..200) {
            let text = format!("sex,age{}", text.replace('\0', "").repeat(long));
            prop_assume!(!text.starts_with('<'));
            let marked = utf16(&format!("\u{feff}{text}"), big);
            prop_assert_eq!(&read(&marked, step), &text);
            prop_assert_eq!(&read(format!("\u{feff}{text}").as_bytes(), step), &text);
        }
    }

    /// The text and what of it was Windows-1252, a few bytes at a time.
    fn read_old(bytes: &[u8], step: usize) -> (String, Windows) {
        let mut text = Text::new(Slowly(bytes, step)).unwrap();
        let mut out = String::new();
        text.read_to_string(&mut out).unwrap();
        (out, text.windows())
    }

    #[test]
    fn what_is_no_utf8_is_windows_1252_from_the_first_letter_on() {
        let plain = "sex,age,name\n".repeat(LOOK);
        for front in ["", &plain] {
            for step in [1, 3, 4093, 70_000] {
                let old = [front.as_bytes(), b"Andr\xe9 caf\xc9\x94 \x80\xc3\xa9 \xe9"].concat();
                let (text, found) = read_old(&old, step);
                assert_eq!(text, format!("{front}André cafÉ” €Ã© é"), "step {step}");
                assert_eq!(found, Windows::Whole);
                let mixed =
                    [front.as_bytes(), "André ".as_bytes(), b"Ren\xe9e", " ☂\n".as_bytes(), b"\xe2\x98"];
                let (text, found) = read_old(&mixed.concat(), step);
                assert_eq!(text, format!("{front}André Renée ☂\nâ˜"), "step {step}");
                assert_eq!(found, Windows::Places(2));
                let (text, found) = read_old(format!("{front}André ☂").as_bytes(), step);
                assert_eq!((text, found), (format!("{front}André ☂"), Windows::Nothing), "step {step}");
            }
        }
    }

    #[test]
    fn utf16_without_its_mark_is_known_by_its_noughts() {
        let text = "sex,age,weight\n1,731,12\n";
        assert_eq!(read(&utf16(text, false), 3), text);
        assert_eq!(read(&utf16(text, true), 3), text);
    }
}

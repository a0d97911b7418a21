//! A file's bytes as UTF-8 text: marks at the beginning and UTF-16 are understood while it streams; what is no text (a
//! workbook, a web page) is refused before anything of it is parsed.

use std::io::{self, Read};

use super::sheet::{Failure, NotText};

/// How much is looked at before anything is believed.
const LOOK: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Utf8,
    Utf16Little,
    Utf16Big,
}

/// Reads as UTF-8, whatever the file is.
pub(super) struct Text<R> {
    input: R,
    /// What was read ahead and not handed on yet.
    ahead: Vec<u8>,
    given: usize,
    coding: Coding,
    /// UTF-16 that ends in the middle of a letter.
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
        let mut text = Self { input, ahead: Vec::new(), given: 0, coding, rest: Vec::new(), ended };
        ahead.drain(..mark);
        if coding == Coding::Utf8 {
            text.ahead = ahead;
        } else {
            text.decode(&ahead);
        }
        match not_text(&text.ahead) {
            Some(what) => Err(Failure::NotText(what)),
            None => Ok(text),
        }
    }

    /// Appends UTF-16 to what is ahead; half a letter waits for the next piece.
    fn decode(&mut self, bytes: &[u8]) {
        self.rest.extend_from_slice(bytes);
        let (pairs, _) = self.rest.as_chunks::<2>();
        let mut units: Vec<u16> = pairs
            .iter()
            .map(|pair| match self.coding {
                Coding::Utf16Big => u16::from_be_bytes(*pair),
                Coding::Utf16Little | Coding::Utf8 => u16::from_le_bytes(*pair),
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
            if self.coding == Coding::Utf8 {
                return self.input.read(buffer);
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

    #[test]
    fn utf16_without_its_mark_is_known_by_its_noughts() {
        let text = "sex,age,weight\n1,731,12\n";
        assert_eq!(read(&utf16(text, false), 3), text);
        assert_eq!(read(&utf16(text, true), 3), text);
    }
}

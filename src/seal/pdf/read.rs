//! Reading a PDF's values within bounds.
//!
//! Everything that is read counts against one allowance, by its bytes and by the memory it takes; a file that needs more is
//! not read further. What different readers understand differently (a key that stands twice) is not read at all.

use std::cell::Cell;
use std::collections::BTreeMap;

/// The allowance for one file: about the bytes of memory that all values together take.
const ALLOWANCE: usize = 4 * 1024 * 1024;
/// How deep values may be nested.
pub const DEPTH: u8 = 24;
/// What a value takes beside its own bytes.
pub const VALUE: usize = 48;
/// What the smallest dictionary takes beside its values.
const DICTIONARY: usize = 640;

/// An object's number and generation.
pub type Id = (u32, u16);
pub type Dictionary = BTreeMap<Vec<u8>, Value>;

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    List(Vec<Value>),
    Dictionary(Dictionary),
    Reference(Id),
}

impl Value {
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(dictionary) = self { Some(dictionary) } else { None }
    }

    pub fn as_list(&self) -> Option<&[Value]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    pub fn as_name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub fn as_text(&self) -> Option<&[u8]> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn as_number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    /// A whole number that a file's offset can be.
    pub fn as_whole(&self) -> Option<i64> {
        let whole = |number: &f64| number.fract() == 0.0 && (0.0..=9e15).contains(number);
        self.as_number().filter(whole).map(|number| number as i64)
    }

    pub fn as_reference(&self) -> Option<Id> {
        if let Self::Reference(id) = self { Some(*id) } else { None }
    }
}

/// What may still be read.
#[derive(Debug)]
pub struct Allowance(Cell<usize>);

impl Allowance {
    pub fn new() -> Self {
        Self(Cell::new(ALLOWANCE))
    }

    /// What was asked for in vain leaves nothing: whoever goes on after a failure reads no further either.
    pub fn take(&self, much: usize) -> Option<()> {
        let left = self.0.get().checked_sub(much);
        self.0.set(left.unwrap_or_default());
        left.map(drop)
    }

    /// How much was used.
    #[cfg(test)]
    pub fn used(&self) -> usize {
        ALLOWANCE - self.0.get()
    }
}

/// One place in the bytes.
pub struct Lexer<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    pub allowance: &'a Allowance,
}

pub const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    pub fn go(&mut self, bytes: usize) -> Option<()> {
        self.allowance.take(bytes)?;
        self.at += bytes;
        Some(())
    }

    /// Past white space and comments.
    pub fn skip(&mut self) -> Option<()> {
        while let Some(byte) = self.peek() {
            let length = match byte {
                b'%' => self
                    .rest()
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))
                    .unwrap_or(self.rest().len()),
                space if is_space(space) => 1,
                _ => break,
            };
            self.go(length)?;
        }
        Some(())
    }

    /// Past exactly this word, with space before it.
    pub fn word(&mut self, word: &[u8]) -> Option<()> {
        self.skip()?;
        if !self.rest().starts_with(word) {
            return None;
        }
        self.go(word.len())
    }

    /// Letters and digits up to the next space or delimiter.
    pub fn regular(&mut self) -> Option<&'a [u8]> {
        let rest = self.rest();
        let length =
            rest.iter().position(|byte| is_space(*byte) || is_delimiter(*byte)).unwrap_or(rest.len());
        self.go(length)?;
        rest.get(..length)
    }

    pub fn whole<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.skip()?;
        let digits = self.regular().filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    }

    pub fn value(&mut self, depth: u8) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        self.skip()?;
        self.allowance.take(VALUE)?;
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.literal().map(Value::Text),
            b'<' if self.rest().starts_with(b"<<") => self.dictionary(depth).map(Value::Dictionary),
            b'<' => self.hexadecimal().map(Value::Text),
            b'[' => self.list(depth).map(Value::List),
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number(),
            _ => match self.regular()? {
                b"true" => Some(Value::Bool(true)),
                b"false" => Some(Value::Bool(false)),
                b"null" => Some(Value::Null),
                _ => None,
            },
        }
    }

    /// A number, or the reference that begins with it.
    fn number(&mut self) -> Option<Value> {
        let first = self.regular()?;
        let plain =
            first.len() <= 32 && first.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
        let number = std::str::from_utf8(first).ok().filter(|_| plain)?.parse::<f64>().ok()?;
        let before = self.at;
        if let Some(id) = self.reference(first) {
            return Some(Value::Reference(id));
        }
        self.at = before;
        Some(Value::Number(number))
    }

    fn reference(&mut self, first: &[u8]) -> Option<Id> {
        if !first.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = std::str::from_utf8(first).ok()?.parse().ok()?;
        let generation = self.whole()?;
        self.skip()?;
        (self.regular()? == b"R").then_some((number, generation))
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.go(1)?;
        let mut name = Vec::new();
        let mut rest = self.regular()?;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            name.push(if byte == b'#' {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?
            } else {
                byte
            });
        }
        Some(name)
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.go(1)?;
        let (mut text, mut open) = (Vec::new(), 1usize);
        loop {
            let byte = self.peek()?;
            self.go(1)?;
            match byte {
                b'\\' => self.escape(&mut text)?,
                b'(' => open += 1,
                b')' if open == 1 => return Some(text),
                b')' => open -= 1,
                _ => {}
            }
            if byte != b'\\' {
                text.push(byte);
            }
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) -> Option<()> {
        let byte = self.peek()?;
        self.go(1)?;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'0'..=b'7' => {
                let mut octal = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.go(1)?;
                    octal = octal * 8 + u32::from(digit - b'0');
                }
                text.push((octal & 0xff) as u8);
            }
            b'\r' if self.peek() == Some(b'\n') => self.go(1)?,
            b'\r' | b'\n' => {}
            other => text.push(other),
        }
        Some(())
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        let length = self.rest().iter().position(|byte| *byte == b'>')?;
        let inside = self.rest().get(1..length)?;
        self.go(length + 1)?;
        from_hexadecimal(inside)
    }

    fn list(&mut self, depth: u8) -> Option<Vec<Value>> {
        self.go(1)?;
        let mut list = Vec::new();
        loop {
            self.skip()?;
            if self.peek()? == b']' {
                self.go(1)?;
                return Some(list);
            }
            list.push(self.value(depth)?);
        }
    }

    fn dictionary(&mut self, depth: u8) -> Option<Dictionary> {
        self.go(2)?;
        self.allowance.take(DICTIONARY)?;
        let mut dictionary = Dictionary::new();
        loop {
            self.skip()?;
            if self.rest().starts_with(b">>") {
                self.go(2)?;
                return Some(dictionary);
            }
            if self.peek()? != b'/' {
                return None;
            }
            let key = self.name()?;
            let value = self.value(depth)?;
            if dictionary.insert(key, value).is_some() {
                return None;
            }
        }
    }
}

/// Digits of either case with white space between them.
pub fn from_hexadecimal(text: &[u8]) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .iter()
        .filter(|byte| !is_space(**byte))
        .map(|byte| char::from(*byte).to_digit(16).map(|digit| digit as u8))
        .collect();
    let mut digits = digits?;
    if digits.len() % 2 == 1 {
        digits.push(0);
    }
    Some(digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect())
}

//! A PDF's objects where its cross-reference tables say they are, and never a stream's content.
//!
//! Cross-reference streams, which no paper of ours has, are not read, nor is a table that does not fit the file's end.

use std::collections::BTreeMap;

use super::read::{Allowance, DEPTH, Dictionary, Id, Lexer, VALUE, Value, is_space};

/// How many cross-reference tables may stand behind one another.
const TABLES: usize = 24;

/// One cross-reference table with its trailer.
#[derive(Debug)]
pub struct Table {
    /// Where it begins.
    pub at: usize,
    /// Where each object begins; nothing where it was taken away.
    pub entries: BTreeMap<u32, Option<(usize, u16)>>,
    pub trailer: Dictionary,
    /// The first byte after `%%EOF`.
    pub end: usize,
}

/// The tables of a PDF, the newest first.
pub fn tables(pdf: &[u8], allowance: &Allowance) -> Option<Vec<Table>> {
    if !pdf.starts_with(b"%PDF-") {
        return None;
    }
    let last = super::find(pdf, b"startxref")?;
    let mut lexer = Lexer { bytes: pdf, at: last, allowance };
    lexer.word(b"startxref")?;
    let mut at: usize = lexer.whole()?;
    let mut all: Vec<Table> = Vec::new();
    loop {
        // Each stands before the one after it: nothing goes round.
        if all.last().is_some_and(|later| later.at <= at) || all.len() == TABLES {
            return None;
        }
        let table = table(pdf, at, allowance)?;
        let before = table.trailer.get(b"Prev".as_slice()).map(Value::as_whole);
        all.push(table);
        match before {
            None => break,
            Some(before) => at = usize::try_from(before?).ok()?,
        }
    }
    let newest = all.first()?;
    (last < newest.end && pdf.get(newest.end..)?.iter().all(|byte| is_space(*byte))).then_some(all)
}

fn table(pdf: &[u8], at: usize, allowance: &Allowance) -> Option<Table> {
    let mut lexer = Lexer { bytes: pdf, at, allowance };
    if !lexer.rest().starts_with(b"xref") {
        return None;
    }
    lexer.word(b"xref")?;
    let mut entries = BTreeMap::new();
    loop {
        lexer.skip()?;
        if lexer.rest().starts_with(b"trailer") {
            break;
        }
        let (first, count): (u32, u32) = (lexer.whole()?, lexer.whole()?);
        for number in first..first.checked_add(count)? {
            allowance.take(VALUE)?;
            let (offset, generation) = (lexer.whole()?, lexer.whole()?);
            lexer.skip()?;
            let place = match lexer.regular()? {
                b"n" => Some((offset, generation)),
                b"f" => None,
                _ => return None,
            };
            if entries.insert(number, place).is_some() {
                return None;
            }
        }
    }
    lexer.word(b"trailer")?;
    let Value::Dictionary(trailer) = lexer.value(DEPTH)? else { return None };
    if [&b"Encrypt"[..], b"XRefStm"].iter().any(|key| trailer.contains_key(*key)) {
        return None;
    }
    lexer.word(b"startxref")?;
    let named: usize = lexer.whole()?;
    // Not `word`: what begins with a percent sign would be passed over as a comment.
    while lexer.peek().is_some_and(is_space) {
        lexer.go(1)?;
    }
    if named != at || !lexer.rest().starts_with(b"%%EOF") {
        return None;
    }
    lexer.go(5)?;
    Some(Table { at, entries, trailer, end: lexer.at })
}

/// One object: its value, and the bytes it stands in.
#[derive(Debug)]
pub struct Object {
    pub value: Value,
    pub begins: usize,
    pub ends: usize,
    /// A stream follows the dictionary; its content is not looked at.
    pub stream: bool,
}

/// The objects of a PDF as they were at one of its revisions.
#[derive(Debug, Clone)]
pub struct Objects<'a> {
    pdf: &'a [u8],
    places: BTreeMap<u32, (usize, u16)>,
    allowance: &'a Allowance,
}

impl<'a> Objects<'a> {
    /// What the tables say, of which the last is the newest.
    pub fn of<'t>(
        pdf: &'a [u8],
        tables: impl IntoIterator<Item = &'t Table>,
        allowance: &'a Allowance,
    ) -> Self {
        let mut objects = Self { pdf, places: BTreeMap::new(), allowance };
        tables.into_iter().for_each(|table| objects.revise(table));
        objects
    }

    /// The same after one more revision.
    pub fn revise(&mut self, table: &Table) {
        for (number, place) in &table.entries {
            match place {
                Some(place) => self.places.insert(*number, *place),
                None => self.places.remove(number),
            };
        }
    }

    pub fn has(&self, number: u32) -> bool {
        self.places.contains_key(&number)
    }

    pub fn get(&self, id: Id) -> Option<Object> {
        let (begins, value, mut lexer) = self.begin(id)?;
        let stream = lexer.rest().starts_with(b"stream");
        if stream {
            self.pass_stream(&mut lexer, value.as_dictionary()?)?;
        }
        lexer.word(b"endobj")?;
        Some(Object { value, begins, ends: lexer.at, stream })
    }

    /// An object's value, and the place after it.
    fn begin(&self, (number, generation): Id) -> Option<(usize, Value, Lexer<'a>)> {
        let (begins, _) = *self.places.get(&number).filter(|place| place.1 == generation)?;
        let mut lexer = Lexer { bytes: self.pdf, at: begins, allowance: self.allowance };
        if !lexer.peek()?.is_ascii_digit() || (lexer.whole()?, lexer.whole()?) != (number, generation) {
            return None;
        }
        lexer.word(b"obj")?;
        let value = lexer.value(DEPTH)?;
        lexer.skip()?;
        Some((begins, value, lexer))
    }

    /// Past a stream, whose length is read and whose end must be where it says.
    fn pass_stream(&self, lexer: &mut Lexer<'_>, dictionary: &Dictionary) -> Option<()> {
        let length = match dictionary.get(b"Length".as_slice())? {
            Value::Reference(id) => self.begin(*id)?.1.as_whole()?,
            direct => direct.as_whole()?,
        };
        lexer.word(b"stream")?;
        lexer.go(if lexer.rest().starts_with(b"\r\n") { 2 } else { 1 })?;
        lexer.at = lexer.at.checked_add(usize::try_from(length).ok()?)?;
        lexer.word(b"endstream")
    }

    /// The value itself, where it is a reference that of the object.
    pub fn follow(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Reference(id) => {
                let value = self.get(*id)?.value;
                value.as_reference().is_none().then_some(value)
            }
            direct => Some(direct.clone()),
        }
    }

    /// What stands under a key, followed; `None` also where nothing does.
    pub fn under(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Value> {
        self.follow(dictionary.get(key)?)
    }

    /// Nothing but white space and comments of a few bytes in this part of the file?
    pub fn is_empty_between(&self, from: usize, until: usize) -> bool {
        const LONGEST: usize = 64;
        let Some(bytes) = self.pdf.get(from..until).filter(|bytes| bytes.len() <= LONGEST) else {
            return false;
        };
        let mut lexer = Lexer { bytes, at: 0, allowance: self.allowance };
        lexer.skip().is_some() && lexer.rest().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with these objects, whatever they say.
    fn pdf(objects: &[&str]) -> Vec<u8> {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (number, object) in objects.iter().enumerate() {
            places.push(bytes.len());
            bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
        }
        let at = bytes.len();
        bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
        places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
        bytes.extend(format!("trailer\n<</Root 1 0 R>>\nstartxref\n{at}\n%%EOF").bytes());
        bytes
    }

    /// The first object, and how much of the allowance it took.
    fn first(objects: &[&str]) -> (Option<Object>, usize) {
        let (pdf, allowance) = (pdf(objects), Allowance::new());
        let tables = tables(&pdf, &allowance).unwrap();
        let object = Objects::of(&pdf, tables.iter().rev(), &allowance).get((1, 0));
        (object, allowance.used())
    }

    fn value(text: &str) -> Option<Value> {
        first(&[text]).0.map(|object| object.value)
    }

    #[test]
    fn values_are_read_as_every_reader_reads_them() {
        let text = |text: &[u8]| Some(Value::Text(text.to_vec()));
        assert_eq!(value("(a(b)\\)\\n\\101\\\n)"), text(b"a(b))\nA"));
        assert_eq!(value("<48 65 6C 6c 7>"), text(b"Hellp"));
        assert_eq!(value("/A#20b"), Some(Value::Name(b"A b".to_vec())));
        let list = vec![Value::Number(-1.5), Value::Reference((3, 0)), Value::Number(4.0), Value::Null];
        assert_eq!(value("[-1.5 3 0 R 4 null]%c\n"), Some(Value::List(list)));
        assert_eq!(
            value("<</A true/B<</C/D>>>>").and_then(|value| Some(value.as_dictionary()?.len())),
            Some(2)
        );
        for bad in ["<</A 1/A 2>>", "<</A>>", "(a", "<4", "[1", "1.2.3", "fals", "<</A 1"] {
            assert_eq!(value(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_stream_is_passed_over_whatever_is_in_it() {
        let stream = "<</Length 2 0 R>>stream\nendstream endobj\nendstream";
        assert!(first(&[stream, "16"]).0.is_some_and(|object| object.stream));
        assert!(first(&[stream, "15"]).0.is_none());
        let round = "<</Length 2 0 R>>stream\n\nendstream";
        assert!(first(&[round, "<</Length 1 0 R>>stream\n\nendstream"]).0.is_none(), "lengths that go round");
    }

    #[test]
    fn whatever_is_in_a_file_the_work_is_bounded() {
        let most = 4 * 1024 * 1024;
        let bombs = [
            "[".repeat(5000),
            format!("[{}]", "[]".repeat(1_000_000)),
            format!("[{}]", "<<>>".repeat(1_000_000)),
            format!("[{}]", "0 ".repeat(3_000_000)),
            format!("({})", "a".repeat(6_000_000)),
            format!("<{}>", "0".repeat(6_000_000)),
            format!("[1 %{}\n 2]", "a".repeat(6_000_000)),
            format!("[{}]", "2 0 R ".repeat(1_000_000)),
            format!("[{}]", "1 ".repeat(100) + &"A".repeat(6_000_000)),
        ];
        for bomb in &bombs {
            let (found, used) = first(&[bomb]);
            assert!(found.is_none() && used <= most, "{}: {used}", bomb.get(..20).unwrap());
        }
        // What was refused once is not begun again.
        let (pdf, allowance) = (pdf(&[&bombs[4]]), Allowance::new());
        let objects = Objects::of(&pdf, &tables(&pdf, &allowance).unwrap(), &allowance);
        assert!(objects.get((1, 0)).is_none() && objects.get((1, 0)).is_none());
        assert_eq!(allowance.used(), most);
    }

    #[test]
    fn tables_that_go_round_or_do_not_fit_are_not_read() {
        let read = |pdf: &[u8]| tables(pdf, &Allowance::new()).is_some();
        let good = pdf(&["null"]);
        assert!(read(&good) && read(&[&good[..], b"\n"].concat()));
        let text = String::from_utf8(good.clone()).unwrap();
        let at = text.find("xref").unwrap();
        for (found, other) in [
            ("/Root 1 0 R", format!("/Prev {at}")),
            ("/Root 1 0 R", "/Prev 3".to_owned()),
            ("/Root 1 0 R", "/XRefStm 3".to_owned()),
            ("/Root 1 0 R", "/Encrypt 3 0 R".to_owned()),
            ("%%EOF", "%%EOG".to_owned()),
            ("0 2\n", "0 3\n".to_owned()),
            ("0 2\n", "0 4294967295\n".to_owned()),
            ("xref\n0", "xreg\n0".to_owned()),
        ] {
            assert!(!read(text.replace(found, &other).as_bytes()), "{found}: {other}");
        }
        assert!(!read(&[&good[..], b"x"].concat()) && !read(b"") && !read(b"%PDF-1.7 startxref 5"));
    }
}

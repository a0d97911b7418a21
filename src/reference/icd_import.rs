//! Reading the list of diagnoses that a clinic brings: CSV with the columns `CODE`, `STR` and perhaps `SAB`.
//!
//! Columns in any order and case, comma, semicolon or tab, CRLF or LF, with or without BOM, UTF-8 or Latin-1.
//! A row that cannot be used is named with its line; the others are taken.

use std::collections::HashMap;

use super::icd::{BadIcdCode, IcdCode};

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Usable rows in the file's order, each code once.
    pub rows: Vec<(IcdCode, String)>,
    /// Rows that could not be used.
    pub refused: Vec<BadRow>,
    /// Rows that name another classification in `SAB` (a list of procedures, say): left out without fault.
    pub other_lists: usize,
}

/// A row that could not be used, with its line in the file (the head is line 1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadRow {
    /// Counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: RowFault,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowFault {
    /// The code is none.
    #[error(transparent)]
    Code(#[from] BadIcdCode),
    /// There is no name.
    #[error("there is no name")]
    NoName,
    /// The code stood in an earlier row with another name.
    #[error("{0} stood in line {1} with another name")]
    Twice(IcdCode, u64),
    /// The row cannot be split into cells.
    #[error("the row cannot be read")]
    Unreadable,
}

/// Why a file cannot be used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadFile {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Bytes that are no text: a spreadsheet saved as XLSX, for example.
    #[error("this is not a text file; save the list as CSV")]
    NotText,
    /// The head lacks a column.
    #[error("the first line has no column {0}")]
    NoColumn(&'static str),
    /// No row could be used.
    #[error("no row holds a code and a name")]
    NoRows,
}

/// Reads a clinic's list.
pub fn import(bytes: &[u8]) -> Result<Imported, BadFile> {
    if bytes.contains(&0) {
        return Err(BadFile::NotText);
    }
    let text = decode(bytes);
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    if text.trim().is_empty() {
        return Err(BadFile::Empty);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(head))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns = reader.headers().map_err(|_| BadFile::NoColumn("CODE"))?.clone();
    let column = |name: &str| columns.iter().position(|head| head.eq_ignore_ascii_case(name));
    let code_at = column("CODE").ok_or(BadFile::NoColumn("CODE"))?;
    let name_at = column("STR").ok_or(BadFile::NoColumn("STR"))?;
    let list_at = column("SAB");

    let mut imported = Imported::default();
    let mut seen: HashMap<IcdCode, (u64, usize)> = HashMap::new();
    for (index, record) in reader.records().enumerate() {
        let Ok(record) = record else {
            imported.refused.push(BadRow { line: index as u64 + 2, reason: RowFault::Unreadable });
            continue;
        };
        let line = record.position().map_or(index as u64 + 2, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let list = list_at.map(cell).unwrap_or_default();
        if !list.is_empty() && !is_icd10(list) {
            imported.other_lists += 1;
            continue;
        }
        match row(cell(code_at), cell(name_at)) {
            Err(reason) => imported.refused.push(BadRow { line, reason }),
            Ok((code, name)) => match seen.get(&code) {
                Some((_, at)) if imported.rows.get(*at).is_some_and(|(_, earlier)| *earlier == name) => {}
                Some((first, _)) => {
                    imported.refused.push(BadRow { line, reason: RowFault::Twice(code, *first) });
                }
                None => {
                    seen.insert(code.clone(), (line, imported.rows.len()));
                    imported.rows.push((code, name));
                }
            },
        }
    }
    if imported.rows.is_empty() { Err(BadFile::NoRows) } else { Ok(imported) }
}

fn row(code: &str, name: &str) -> Result<(IcdCode, String), RowFault> {
    let code = IcdCode::parse(code)?;
    if name.is_empty() {
        return Err(RowFault::NoName);
    }
    Ok((code, name.to_owned()))
}

fn is_icd10(list: &str) -> bool {
    let bare: String = list.chars().filter(char::is_ascii_alphanumeric).collect();
    let bare = bare.to_ascii_uppercase();
    bare.starts_with("ICD10") && !bare.starts_with("ICD10CM") && !bare.starts_with("ICD10PCS")
}

/// The mark that stands most often in the head.
fn delimiter(head: &str) -> u8 {
    let count = |mark: u8| head.bytes().filter(|byte| *byte == mark).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// UTF-8 where it is valid, otherwise Latin-1, where each byte is the character of its number.
fn decode(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(bytes: &[u8]) -> Vec<(String, String)> {
        import(bytes).unwrap().rows.into_iter().map(|(code, name)| (code.to_string(), name)).collect()
    }

    fn one(code: &str, name: &str) -> Vec<(String, String)> {
        vec![(code.to_owned(), name.to_owned())]
    }

    #[test]
    fn columns_marks_line_ends_and_encodings_as_they_come() {
        let expected = one("J06.9", "ISPA, tak spesifik");
        assert_eq!(rows(b"CODE,STR,SAB\nJ06.9,\"ISPA, tak spesifik\",ICD10_2010\n"), expected);
        assert_eq!(rows(b"SAB;STR;CODE\r\nICD10_2010;ISPA, tak spesifik;J06.9\r\n"), expected);
        assert_eq!(rows("\u{feff}code\tstr\nj069\tISPA, tak spesifik".as_bytes()), expected);
        assert_eq!(rows(b"CODE,STR\nH81.0,M\xe9ni\xe8re\n"), one("H81.0", "Ménière"));
        assert_eq!(rows("CODE,STR\nH81.0,Ménière\n".as_bytes()), one("H81.0", "Ménière"));
    }

    #[test]
    fn a_bad_row_is_named_and_the_rest_is_taken() {
        let text =
            b"CODE,STR,SAB\nA00-A09,Block,ICD10\nA90,Demam dengue,ICD10_2010\n,Nothing,ICD10\nA91,,ICD10\n\
            A90,Dengue lain,ICD10\nA90,Demam dengue,ICD10\n99.04,Tranfusi,ICD9CM\nA97,Dengue,ICD10\n";
        let imported = import(text).unwrap();
        let codes: Vec<_> = imported.rows.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["A90", "A97"]);
        assert_eq!(imported.other_lists, 1);
        let a90 = IcdCode::parse("A90").unwrap();
        assert_eq!(
            imported.refused,
            [
                BadRow { line: 2, reason: RowFault::Code(BadIcdCode::Form("A00-A09".into())) },
                BadRow { line: 4, reason: RowFault::Code(BadIcdCode::Empty) },
                BadRow { line: 5, reason: RowFault::NoName },
                BadRow { line: 6, reason: RowFault::Twice(a90, 3) },
            ]
        );
    }

    #[test]
    fn a_file_that_is_no_list_is_refused() {
        assert_eq!(import(b""), Err(BadFile::Empty));
        assert_eq!(import(b"\xef\xbb\xbf \r\n"), Err(BadFile::Empty));
        assert_eq!(import(b"PK\x03\x04\x00\x00"), Err(BadFile::NotText));
        assert_eq!(import(b"KODE,NAMA\nA90,x\n"), Err(BadFile::NoColumn("CODE")));
        assert_eq!(import(b"CODE,NAMA\nA90,x\n"), Err(BadFile::NoColumn("STR")));
        assert_eq!(import(b"CODE,STR\nzzz,x\n"), Err(BadFile::NoRows));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut file = b"CODE,STR\n".to_vec();
            file.extend(bytes);
            let _ = import(&file);
        }
    }
}

//! What a sealed PDF says of itself, read once its signature is known to hold.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::super::limits::json_fits;
use super::objects::{Objects, tables};
use super::read::{Allowance, Dictionary, Value};
use super::{DATE, SAYS_KEY, SUMMARY_KEY, unhex};

/// What the document says.
pub struct Facts {
    pub signed_at: DateTime<Utc>,
    pub summary: Option<[u8; 32]>,
    /// The line that says of what it is.
    pub says: Option<Vec<u8>>,
    /// The document's title, for people.
    pub title: Option<String>,
}

/// Reads them; the signature field must be the one with this byte range.
pub fn of(pdf: &[u8], range: [i64; 4]) -> Option<Facts> {
    let allowance = Allowance::new();
    let (objects, trailer) = newest(pdf, &allowance)?;
    let Value::Dictionary(catalog) = objects.under(&trailer, b"Root")? else { return None };
    let Value::Dictionary(form) = objects.under(&catalog, b"AcroForm")? else { return None };
    let Value::List(fields) = objects.under(&form, b"Fields")? else { return None };
    let signature = fields.iter().find_map(|field| {
        let Value::Dictionary(field) = objects.follow(field)? else { return None };
        let Value::Dictionary(value) = objects.under(&field, b"V")? else { return None };
        let found = value.get(b"ByteRange".as_slice())?.as_list()?;
        let found: Option<Vec<i64>> = found.iter().map(Value::as_whole).collect();
        (found? == range).then_some(value)
    })?;
    if signature.get(b"SubFilter".as_slice())?.as_name()? != b"ETSI.CAdES.detached" {
        return None;
    }
    let at = std::str::from_utf8(signature.get(b"M".as_slice())?.as_text()?).ok()?;
    let signed_at = NaiveDateTime::parse_from_str(at, DATE).ok()?.and_utc();
    let info = information(&objects, &trailer).unwrap_or_default();
    let says = info.get(SAYS_KEY.as_bytes()).and_then(Value::as_text).filter(|says| json_fits(says));
    let title = info.get(b"Title".as_slice()).and_then(Value::as_text).map(decoded);
    Some(Facts { signed_at, summary: summary(&info), says: says.map(<[u8]>::to_vec), title })
}

/// The SHA-256 of the JSON that a PDF says it shows. Says nothing about whether the PDF is sealed.
pub fn names(pdf: &[u8]) -> Option<[u8; 32]> {
    let allowance = Allowance::new();
    let (objects, trailer) = newest(pdf, &allowance)?;
    summary(&information(&objects, &trailer)?)
}

/// The document as its last revision has it, and that one's trailer.
fn newest<'a>(pdf: &'a [u8], allowance: &'a Allowance) -> Option<(Objects<'a>, Dictionary)> {
    let tables = tables(pdf, allowance)?;
    let objects = Objects::of(pdf, tables.iter().rev(), allowance);
    Some((objects, tables.into_iter().next()?.trailer))
}

fn information(objects: &Objects<'_>, trailer: &Dictionary) -> Option<Dictionary> {
    match objects.under(trailer, b"Info")? {
        Value::Dictionary(info) => Some(info),
        _ => None,
    }
}

/// Text of a PDF: UTF-16 behind its mark, else a letter in each byte.
fn decoded(text: &[u8]) -> String {
    match text.strip_prefix(&[0xfe, 0xff]) {
        Some(text) => {
            let units = text.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        None => text.iter().copied().map(char::from).collect(),
    }
}

fn summary(info: &Dictionary) -> Option<[u8; 32]> {
    unhex(info.get(SUMMARY_KEY)?.as_text()?)?.try_into().ok()
}

//! What a sealed PDF says of itself, read once its signature is known to hold.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::objects::{Objects, tables};
use super::read::{Allowance, Dictionary, Value};
use super::{DATE, SUMMARY_KEY, unhex};

/// What the document says.
pub struct Facts {
    pub signed_at: DateTime<Utc>,
    pub summary: Option<[u8; 32]>,
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
    Some(Facts { signed_at, summary: summary(&objects, &trailer) })
}

/// The SHA-256 of the JSON that a PDF says it shows. Says nothing about whether the PDF is sealed.
pub fn names(pdf: &[u8]) -> Option<[u8; 32]> {
    let allowance = Allowance::new();
    let (objects, trailer) = newest(pdf, &allowance)?;
    summary(&objects, &trailer)
}

/// The document as its last revision has it, and that one's trailer.
fn newest<'a>(pdf: &'a [u8], allowance: &'a Allowance) -> Option<(Objects<'a>, Dictionary)> {
    let tables = tables(pdf, allowance)?;
    let objects = Objects::of(pdf, tables.iter().rev(), allowance);
    Some((objects, tables.into_iter().next()?.trailer))
}

fn summary(objects: &Objects<'_>, trailer: &Dictionary) -> Option<[u8; 32]> {
    let Value::Dictionary(info) = objects.under(trailer, b"Info")? else { return None };
    unhex(info.get(SUMMARY_KEY)?.as_text()?)?.try_into().ok()
}

//! Where the header of a file is, and what stands between its cells.

use super::sheet::{Failure, shown};
use super::split::{content, fields, row_end, unquoted, without_line_end};
use super::title::is_known;

/// More columns than Excel has are no table.
const MOST_COLUMNS: usize = 16_384;
/// How many rows may stand above the header.
const MOST_ABOVE: usize = 25;
/// A row with so many known names is the header.
const ENOUGH: usize = 4;
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The header as it was found.
#[derive(Debug)]
pub(super) struct Top<'a> {
    pub(super) separator: u8,
    /// The names of the columns, without quotes; of two rows where the header has two.
    pub(super) names: Vec<&'a [u8]>,
    /// The header's last row, without its line end.
    pub(super) row: &'a [u8],
    /// What is above that row belongs to the people whose file it is: where it begins and where the row starts.
    pub(super) begins: usize,
    pub(super) starts: usize,
    /// Where the row ends, its line end included, and how many lines that are from the top.
    pub(super) ends: usize,
    pub(super) lines: u64,
    /// Lines above the row, but for the one that names the separator.
    pub(super) above: u64,
}

/// Looks for the row with the most known names, by each separator that there may be.
pub(super) fn find(first: &[u8]) -> Result<Top<'_>, Failure> {
    let end = row_end(first, false, b',').unwrap_or(first.len());
    let line = without_line_end(first.get(..end).unwrap_or_default());
    if !line.contains(&b'"') && line.contains(&b'\r') {
        return Err(Failure::OldLineEnds);
    }
    let said = said_separator(line);
    let begins = if said.is_some() { end } else { 0 };
    let rest = first.get(begins..).unwrap_or_default();
    let has_quotes = rest.contains(&b'"');
    let separators: &[u8] = match &said {
        Some(separator) => std::slice::from_ref(separator),
        None => &SEPARATORS,
    };
    let mut best: Option<(usize, u8, usize)> = None;
    'search: for separator in separators {
        for (at, row) in rows(rest, has_quotes, *separator).take(MOST_ABOVE).enumerate() {
            let known = known(&names(row.text, *separator));
            if known > best.map_or(0, |(most, ..)| most) {
                best = Some((known, *separator, at));
            }
            if known >= ENOUGH {
                break 'search;
            }
        }
    }
    let Some((most, separator, at)) = best else {
        if rest.trim_ascii().is_empty() {
            return Err(Failure::NoHeader);
        }
        let line = rows(rest, has_quotes, b',').next().map_or(String::new(), |row| shown(row.text));
        return Err(Failure::NoKnownColumn(line));
    };
    // Merged cells leave a header in two rows: the group above, its columns below. Taken where together they say more.
    let near: Vec<Line<'_>> = rows(rest, has_quotes, separator).skip(at.saturating_sub(1)).take(3).collect();
    let own = at.min(1);
    let together = |upper: usize, lower: usize| {
        let (upper, lower) =
            (names(near.get(upper)?.text, separator), names(near.get(lower)?.text, separator));
        let both = merged(&upper, &lower);
        (known(&both) > most).then_some(both)
    };
    let alone = || Some((own, names(near.get(own)?.text, separator)));
    let below = || Some((own + 1, together(own, own + 1)?));
    let with_above = || Some((own, together(own.checked_sub(1)?, own)?));
    let (last, names) = below().or_else(with_above).or_else(alone).ok_or(Failure::NoHeader)?;
    if names.len() > MOST_COLUMNS {
        return Err(Failure::TooManyColumns);
    }
    let row = near.get(last).ok_or(Failure::NoHeader)?;
    let sep_lines = u64::from(said.is_some());
    let whole = rest.get(..row.ends).unwrap_or_default();
    Ok(Top {
        separator,
        names,
        row: row.text,
        begins,
        starts: begins + without_line_end(whole).len().saturating_sub(row.text.len()),
        ends: begins + row.ends,
        lines: sep_lines + row.lines,
        above: row.lines - 1,
    })
}

fn names(row: &[u8], separator: u8) -> Vec<&[u8]> {
    fields(row, separator).take(MOST_COLUMNS + 1).map(content).collect()
}

fn known(names: &[&[u8]]) -> usize {
    names.iter().filter(|name| is_known(name)).count()
}

/// The lower name of each column, or the upper where there is none.
fn merged<'a>(upper: &[&'a [u8]], lower: &[&'a [u8]]) -> Vec<&'a [u8]> {
    let name = |at: usize| {
        let of = |names: &[&'a [u8]]| names.get(at).copied().filter(|name| !name.is_empty());
        of(lower).or_else(|| of(upper)).unwrap_or_default()
    };
    (0..upper.len().max(lower.len())).map(name).collect()
}

/// `sep=;` in the first line, as Excel understands it; another program may have put separators behind it.
fn said_separator(line: &[u8]) -> Option<u8> {
    let line = unquoted(line).trim_ascii_start();
    let (word, separator) = line.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case(b"sep=") {
        return None;
    }
    match separator {
        [one, ..] if SEPARATORS.contains(one) => Some(*one),
        [one] if one.is_ascii_punctuation() && !b"\".-+".contains(one) => Some(*one),
        _ => None,
    }
}

/// One row that is not blank.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: &'a [u8],
    /// Where it ends, its line end included, and how many lines that are.
    pub(super) ends: usize,
    pub(super) lines: u64,
}

/// The rows that are not blank.
pub(super) fn rows(bytes: &[u8], has_quotes: bool, separator: u8) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    let mut lines = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = bytes.get(at..).filter(|rest| !rest.is_empty())?;
            let length = row_end(rest, has_quotes, separator).unwrap_or(rest.len());
            at += length;
            lines += 1;
            let text = without_line_end(rest.get(..length)?);
            if !text.is_empty() {
                return Some(Line { text, ends: at, lines });
            }
        }
    })
}

/// A row of 1, 2, 3, … as forms have it below their header.
pub(super) fn is_numbering(row: &[u8], separator: u8) -> bool {
    let mut count = 0;
    for (at, cell) in fields(row, separator).enumerate() {
        let number = std::str::from_utf8(content(cell)).ok().and_then(|text| text.parse().ok());
        if number != Some(at + 1) {
            return false;
        }
        count += 1;
    }
    // Fewer could be a child: a boy of two days and three kilograms.
    count >= 6
}

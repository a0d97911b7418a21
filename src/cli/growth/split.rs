//! Cutting CSV into rows and cells. A quote counts only where a cell begins, as spreadsheets write it; inside quotes
//! separators and line ends are text and two quotes are one.

use crate::growth::decimal;

/// Where the first row of `bytes` ends, line end included; `None` when it does not end here.
pub(super) fn row_end(bytes: &[u8], has_quotes: bool, separator: u8) -> Option<usize> {
    if !has_quotes {
        return memchr::memchr(b'\n', bytes).map(|at| at + 1);
    }
    let mut at = 0;
    loop {
        at += cell_end(bytes.get(at..)?, separator)?;
        match bytes.get(at)? {
            b'\n' => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The whole rows at the beginning of `bytes`: how far they reach.
pub(super) fn rows_end(bytes: &[u8], separator: u8) -> usize {
    if !bytes.contains(&b'"') {
        return memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    }
    let mut end = 0;
    while let Some(length) = bytes.get(end..).and_then(|rest| row_end(rest, true, separator)) {
        end += length;
    }
    end
}

/// Where the cell that begins `bytes` meets its separator or line feed; `None` when a quote stays open.
fn cell_end(bytes: &[u8], separator: u8) -> Option<usize> {
    let mut at = 0;
    if bytes.first() == Some(&b'"') {
        at = 1;
        loop {
            at += bytes.get(at..)?.iter().position(|&byte| byte == b'"')? + 1;
            if bytes.get(at) != Some(&b'"') {
                break;
            }
            at += 1;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    Some(at + rest.iter().position(|&byte| byte == separator || byte == b'\n').unwrap_or(rest.len()))
}

/// Whether a quote of the last row stays open to the end of the file.
pub(super) fn stays_open(row: &[u8], separator: u8) -> bool {
    let mut at = 0;
    while let Some(rest) = row.get(at..) {
        match cell_end(rest, separator) {
            Some(length) => at += length + 1,
            None => return true,
        }
    }
    false
}

/// A row without its line end.
pub(super) fn without_line_end(row: &[u8]) -> &[u8] {
    let row = row.strip_suffix(b"\n").unwrap_or(row);
    row.strip_suffix(b"\r").unwrap_or(row)
}

/// The cells of a row that has no line end any more, quotes and all.
pub(super) fn fields(row: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let bytes = rest?;
        let mut end = 0;
        // A quoted cell may hold line feeds; one that never closes takes everything.
        if bytes.first() == Some(&b'"') {
            end = cell_end(bytes, separator).unwrap_or(bytes.len());
        }
        end += bytes.get(end..).unwrap_or_default().iter().take_while(|&&byte| byte != separator).count();
        rest = bytes.get(end + 1..);
        bytes.get(..end)
    })
}

/// The cells of a row as [`fields`] gives them, each with its number where it is plainly one (digits, at most one point): most
/// cells are, and each byte of them is then looked at once.
#[inline]
pub(super) fn numbers(row: &[u8], separator: u8) -> impl Iterator<Item = (&[u8], Option<f64>)> {
    let mut rest = Some(row);
    std::iter::from_fn(move || {
        let bytes = rest?;
        if let Some((number, length)) = decimal::plain(bytes, separator) {
            rest = bytes.get(length + 1..);
            return Some((bytes.get(..length)?, Some(number)));
        }
        let cell = fields(bytes, separator).next()?;
        rest = bytes.get(cell.len() + 1..);
        Some((cell, None))
    })
}

/// What stands between the quotes of a quoted cell; any other cell as it is.
pub(super) fn unquoted(cell: &[u8]) -> &[u8] {
    cell.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(cell)
}

/// What a cell says, without its quotes and the spaces around, non-breaking ones too.
#[inline]
pub(super) fn content(cell: &[u8]) -> &[u8] {
    let text = unquoted(cell).trim_ascii();
    let is_plain = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii);
    if is_plain(text.first()) && is_plain(text.last()) { text } else { without_hard_spaces(text) }
}

#[cold]
fn without_hard_spaces(text: &[u8]) -> &[u8] {
    let is_space = |letter: char| letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}');
    std::str::from_utf8(text).map_or(text, |text| text.trim_matches(is_space).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(row: &str) -> Vec<&str> {
        fields(row.as_bytes(), b',').map(|cell| std::str::from_utf8(cell).unwrap()).collect()
    }

    #[test]
    fn quotes_hide_commas_and_line_ends() {
        assert_eq!(cells("a,\"b,\"\"c\"\"\nd\",e"), ["a", "\"b,\"\"c\"\"\nd\"", "e"]);
        assert_eq!(cells("a,5\" tall,b"), ["a", "5\" tall", "b"]);
        assert_eq!(cells(""), [""]);
        assert_eq!(cells("a,"), ["a", ""]);
        assert_eq!(rows_end(b"a,\"x\ny\"\nb,\"open\n", b','), 8);
        assert_eq!(rows_end(b"a,b\nc,d", b','), 4);
        assert_eq!(row_end(b"a,\"x\ny\"\nb\n", true, b','), Some(8));
        assert_eq!(row_end(b"a,\"\"\n", true, b','), Some(5));
    }

    proptest! {
        #[test]
        fn rows_put_together_are_the_bytes(text in "[ab,\"\n\r]{0,60}") {
            let bytes = text.as_bytes();
            let end = rows_end(bytes, b',');
            let mut at = 0;
            while at < end {
                let length = row_end(&bytes[at..end], bytes.contains(&b'"'), b',').unwrap();
                let row = without_line_end(&bytes[at..at + length]);
                let joined = fields(row, b',').collect::<Vec<_>>().join(&b","[..]);
                prop_assert_eq!(joined, row);
                at += length;
            }
            prop_assert_eq!(at, end);
        }

        #[test]
        fn cells_with_their_numbers_are_the_same_cells(row in "([0-9]{1,4}|[.]|[,]|[\"]|[a-]){0,30}") {
            let read: Vec<_> = numbers(row.as_bytes(), b',').collect();
            let cells: Vec<_> = fields(row.as_bytes(), b',').collect();
            prop_assert_eq!(read.iter().map(|(cell, _)| *cell).collect::<Vec<_>>(), cells);
            for (cell, number) in read {
                prop_assert!(number.is_none() || number == decimal::parse(cell));
                let digits = cell.iter().filter(|byte| byte.is_ascii_digit()).count();
                let is_plain = decimal::parse(cell).is_some() && !cell.contains(&b'-') && digits <= 15;
                prop_assert_eq!(number.is_some(), is_plain);
            }
        }

        #[test]
        fn without_quotes_both_ways_agree(text in "[ab,\n\r]{0,60}") {
            prop_assert_eq!(row_end(text.as_bytes(), true, b','), row_end(text.as_bytes(), false, b','));
        }
    }
}

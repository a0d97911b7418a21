//! What is pasted, made to fit before any of it is kept: a clipboard may hold a whole book.

/// Letters that a field holds at most: twice what any entry may have, so that what is too long is refused and said.
pub(super) const MOST: usize = 8_000;

/// The beginning of a text, as much as a field holds.
pub(super) fn at_most(mut text: String, letters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(letters) {
        text.truncate(end);
        text.shrink_to_fit();
    }
    text
}

/// As it stands in a field of one line: lines that are joined stay apart by a space.
pub(super) fn one_line(text: String) -> String {
    let mut line = String::new();
    let mut apart = false;
    for letter in text.trim_matches(is_break).chars() {
        match letter {
            _ if is_break(letter) => apart = true,
            ' ' if apart => {}
            _ if letter.is_control() => {}
            _ => {
                if std::mem::take(&mut apart) && !line.ends_with(' ') {
                    line.push(' ');
                }
                line.push(letter);
            }
        }
        if line.len() > MOST * 4 {
            break;
        }
    }
    at_most(line, MOST)
}

/// What ends a line, or a cell of a table.
const fn is_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_joined_stay_apart() {
        for (pasted, line) in [
            ("A\nB", "A B"),
            ("A \r\n  B\r\n", "A B"),
            ("3510164102240001\n", "3510164102240001"),
            ("Batuk\tpilek", "Batuk pilek"),
            ("a\u{7}b  c", "ab  c"),
        ] {
            assert_eq!(one_line(pasted.to_owned()), line, "{pasted:?}");
        }
    }

    #[test]
    fn of_a_book_a_field_keeps_the_beginning_and_no_room_for_the_rest() {
        let book = "Ibu \u{1f476}\n".repeat(300_000);
        let line = one_line(book.clone());
        assert_eq!(line.chars().count(), MOST);
        let lines = at_most(book, 10);
        assert_eq!(lines.chars().count(), 10);
        assert!(line.capacity() <= MOST * 8 && lines.capacity() < 100);
    }
}

//! The running text does not run: it is shown a piece at a time, changed by the clock that ticks anyway.
//! Text that moves costs a repaint of the whole window for every step and is harder to read.

/// Seconds that a piece stands.
const SECONDS: i64 = 10;
/// Letters that an even piece may have more than its share, so that a last word need not stand alone.
const EVEN: usize = 8;

/// The piece of `text` that stands at `now` (in seconds), where a line holds about `room` letters.
pub(super) fn piece(text: &str, room: usize, now: i64) -> String {
    let pieces = cut(text, room.max(12));
    let count = i64::try_from(pieces.len()).unwrap_or(1).max(1);
    let at = usize::try_from((now / SECONDS).rem_euclid(count)).unwrap_or(0);
    pieces.into_iter().nth(at).unwrap_or_default()
}

/// Cuts between words; a sentence that fits whole is not torn.
fn cut(text: &str, room: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut line = String::new();
    for sentence in sentences(text) {
        let length = sentence.chars().count();
        if !line.is_empty() && line.chars().count() + 1 + length > room {
            pieces.push(std::mem::take(&mut line));
        }
        // A sentence that needs several pieces is cut into even ones.
        let even = length.div_ceil(length.div_ceil(room)) + EVEN;
        let room = if length > room { room.min(even) } else { room };
        for word in sentence.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
                pieces.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if !line.is_empty() {
        pieces.push(line);
    }
    pieces
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!']).map(str::trim).filter(|sentence| !sentence.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_stands_still() {
        for now in [0, 11, 999] {
            assert_eq!(piece("Selamat datang.", 60, now), "Selamat datang.");
        }
        assert_eq!(piece("", 60, 5), "");
    }

    #[test]
    fn long_text_changes_by_sentence_and_no_word_is_torn() {
        let text = "Lansia dan ibu hamil: ambil nomor prioritas. Nomor terlewat? Hubungi petugas.";
        assert_eq!(piece(text, 48, 0), "Lansia dan ibu hamil: ambil nomor prioritas.");
        assert_eq!(piece(text, 48, 9), "Lansia dan ibu hamil: ambil nomor prioritas.");
        assert_eq!(piece(text, 48, 10), "Nomor terlewat? Hubungi petugas.");
        assert_eq!(piece(text, 48, 20), "Lansia dan ibu hamil: ambil nomor prioritas.");
        assert_eq!(cut(text, 20).concat().replace(' ', ""), text.replace(' ', ""));
    }
}

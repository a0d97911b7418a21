//! Folding of names for search: every spelling of a name becomes one key, so that Moh., Muh. and Mochamad are found
//! as Muhammad, Pitri as Fitri, Soeroto as Suroto.
//!
//! The key is for looking up, never for showing, and it leads one way: Joko and Djoko meet, and so do Jaka and Yoko,
//! which do not belong together; what is found is ranked by the real name afterwards. Two steps: spelling rules, letter
//! by letter (old spelling, Arabic and Sundanese variants, doubled letters), then a list of whole words
//! (`assets/reference/name_variants.txt`).

use std::collections::HashMap;
use std::sync::LazyLock;

/// Titles and forms of address before a name, also without their point.
const TITLES: &[&str] = &[
    "h", "hj", "kh", "r", "rr", "rm", "ra", "drs", "dra", "dr", "drg", "prof", "ir", "ny", "nn", "tn", "an",
    "by", "sdr", "sdri", "bpk", "alm", "almh", "ustad", "ustadz",
];
/// Of these, what is also a word of names and therefore a title only with its point.
const ALSO_NAMES: &[&str] = &["an", "r", "ra", "by"];
/// Titles in full, as somebody is spoken of: dropped from what is typed, kept where they stand in a name.
const SPOKEN: &[&str] = &[
    "haji",
    "hajah",
    "hajjah",
    "bapak",
    "pak",
    "ibu",
    "bu",
    "mbah",
    "mbak",
    "dokter",
    "bidan",
    "kyai",
    "kiai",
    "ustadzah",
    "nyonya",
    "nona",
    "tuan",
    "bayi",
    "almarhum",
    "almarhumah",
    "raden",
    "mas",
    "kang",
    "cak",
    "gus",
];
/// Degrees, without their points.
const DEGREES: &[&str] = &[
    "spd", "spdi", "sag", "skep", "skm", "se", "sh", "st", "si", "mm", "ma", "mpd", "mkes", "msi", "amd",
    "amdkeb", "amdkep", "ssos", "sip", "skom", "strkeb", "strkes", "ns", "bdn", "lc", "phd", "mh", "mag",
    "sst", "spt", "sp",
];
/// From this length on a final h after a vowel is silent: Aminah, Amina.
const SILENT_H_FROM: usize = 5;

static VARIANTS: LazyLock<Variants> = LazyLock::new(|| {
    let mut by_spelling = HashMap::new();
    for line in include_str!("../../assets/reference/name_variants.txt").lines() {
        let Some((name, spellings)) = line.split_once(':').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let key = spelled(name.trim(), End::Whole);
        for spelling in spellings.split_whitespace() {
            let spelling = spelled(spelling, End::Whole);
            if spelling != key {
                by_spelling.insert(spelling, key.clone());
            }
        }
    }
    let mut in_order: Vec<(String, String)> =
        by_spelling.iter().map(|(spelling, key)| (spelling.clone(), key.clone())).collect();
    in_order.sort_unstable();
    Variants { by_spelling, in_order }
});

struct Variants {
    by_spelling: HashMap<String, String>,
    /// The same by spelling, so that those of one beginning stand together.
    in_order: Vec<(String, String)>,
}

impl Variants {
    /// The spellings that begin so, with their keys.
    fn beginning<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a (String, String)> {
        let first = self.in_order.partition_point(|(spelling, _)| spelling.as_str() < start);
        let rest = self.in_order.get(first..).unwrap_or_default();
        rest.iter().take_while(move |(spelling, _)| spelling.starts_with(start))
    }
}

/// Whether a word is complete or only as far as somebody has typed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    Open,
}

/// The search keys of a name's words, in their order: titles dropped, each word in its one spelling.
///
/// `"H. Moh. Yusup"` gives the same keys as `"Muhammad Yusuf"`. A name that holds nothing but a title keeps it.
pub fn fold_words(name: &str) -> Vec<String> {
    words_of_name(name).into_iter().map(|word| word.key).collect()
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameWord {
    /// In small letters without accents.
    pub raw: String,
    /// Its search key.
    pub key: String,
}

/// The words of a name as [`fold_words`] takes them.
pub fn words_of_name(name: &str) -> Vec<NameWord> {
    let mut words: Vec<NameWord> = Vec::with_capacity(4);
    let mut raw = String::with_capacity(16);
    let mut title = None;
    let mut after_comma = false;
    let mut rest = name.chars().peekable();
    while rest.peek().is_some() {
        let separator = next_word(&mut rest, &mut raw);
        if raw.is_empty() {
            after_comma |= separator == Some(',');
            continue;
        }
        let dotted = separator == Some('.');
        let bare = |titles: &[&str]| titles.contains(&raw.as_str());
        let leading = words.is_empty() && bare(TITLES) && (dotted || !bare(ALSO_NAMES));
        if leading || (after_comma && bare(TITLES)) {
            title = title.or_else(|| Some(raw.clone()));
        } else {
            words.push(NameWord { key: canonical(&raw, words.is_empty()), raw: raw.clone() });
        }
        after_comma = separator == Some(',');
    }
    if words.is_empty()
        && let Some(title) = title
    {
        words.push(NameWord { key: spelled(&title, End::Whole), raw: title });
    }
    words
}

/// What a person has typed so far, word by word, as keys that [`fold_words`] gives.
///
/// Every word but the last is complete and has one key. The last may go on: it has the few keys with one of which
/// its name's key may *start* (`"muh"` may become Muhammad, `"fit"` Fitri and Pitri, `"d"` Dewi or Djoko). After a
/// space or point the last word is complete too. Matching complete words as starts as well does no harm.
pub fn fold_query(typed: &str) -> Vec<Vec<String>> {
    let mut raw_words: Vec<(String, bool)> = Vec::new();
    let mut rest = typed.chars().peekable();
    while rest.peek().is_some() {
        let mut raw = String::new();
        let separator = next_word(&mut rest, &mut raw);
        if !raw.is_empty() {
            raw_words.push((raw, separator.is_some()));
        }
    }
    let count = raw_words.len();
    let mut out: Vec<Vec<String>> = Vec::with_capacity(count);
    for (at, (raw, complete)) in raw_words.into_iter().enumerate() {
        let last = at + 1 == count;
        if last && !complete {
            out.push(starts(&raw));
        } else if !last && out.is_empty() && TITLES.contains(&raw.as_str()) {
            // A title before the name says nothing.
        } else {
            out.push(vec![canonical(&raw, out.is_empty() && !last)]);
        }
    }
    out
}

/// One word as typed, in small letters without accents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedWord {
    /// The word.
    pub raw: String,
    /// Whether a space or point came after it.
    pub is_complete: bool,
}

/// The words of what was typed, titles too.
pub fn typed_words(typed: &str) -> Vec<TypedWord> {
    let mut words = Vec::new();
    let mut rest = typed.chars().peekable();
    while rest.peek().is_some() {
        let mut raw = String::new();
        let separator = next_word(&mut rest, &mut raw);
        if !raw.is_empty() {
            words.push(TypedWord { raw, is_complete: separator.is_some() });
        }
    }
    words
}

/// The key of one complete word.
pub fn whole_key(raw: &str) -> String {
    canonical(raw, true)
}

/// The few keys with one of which the key of a word begins, of which so much was typed.
pub fn starting_keys(raw: &str) -> Vec<String> {
    starts(raw)
}

/// Whether a word is a title or a form of address and says nothing about who is meant.
pub fn is_title(raw: &str) -> bool {
    SPOKEN.contains(&raw) || (TITLES.contains(&raw) && !ALSO_NAMES.contains(&raw))
}

/// Whether a word is a title where something follows it: By, An and R are names too.
pub fn is_leading_title(raw: &str) -> bool {
    TITLES.contains(&raw)
}

/// Whether what stands between two spaces is a degree: `S.Pd.`, `Amd.Keb`; without a point only where it is no name.
pub fn is_degree(chunk: &str) -> bool {
    let letters: String = chunk.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase();
    let pointed = chunk.trim_end_matches([',', '.']).contains('.');
    DEGREES.contains(&letters.as_str())
        && (pointed || letters.len() > 3 || matches!(letters.as_str(), "spd" | "skm" | "ns" | "bdn"))
}

/// What Abdur-, Abdus-, Abdul- and the like stand before, where they are written together: Abdurrahman is Abdul Rahman.
pub fn after_abdul(raw: &str) -> Option<&str> {
    /// Abdullah is a name of its own.
    const OWN: [&str; 2] = ["lah", "loh"];
    let rest = raw.strip_prefix("abd")?;
    let rest = rest.strip_prefix("oe").or_else(|| rest.strip_prefix(['u', 'o']))?;
    let mut letters = rest.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    let rest = if first == second || first == 'l' { rest.get(1..)? } else { rest };
    let is_one = matches!(first, 'l' | 'r' | 's' | 'n' | 'z' | 'd' | 't');
    let is_own = OWN.iter().any(|own| rest.starts_with(own) || (first == 'l' && rest.starts_with("ah")));
    (is_one && !is_own && rest.len() >= SHORTEST_AFTER_ABDUL).then_some(rest)
}

/// Shorter than Gani and Aziz nothing is a name after Abdul.
const SHORTEST_AFTER_ABDUL: usize = 4;

/// The keys of the known spellings that are one slip away from a word: `chotjiah` is near `chotijah`, which is Khadijah.
pub fn keys_near(raw: &str) -> Vec<String> {
    let spelt = spelled(raw, End::Whole);
    let near = VARIANTS.in_order.iter().filter(|(spelling, _)| {
        spelling.len() >= SILENT_H_FROM && super::slip::slip(&spelt, spelling).is_some()
    });
    let mut keys: Vec<String> = near.map(|(_, key)| key.clone()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Reads one word in small letters without accents into `raw`; gives the sign that ended it, `None` at the end.
/// Apostrophes stand inside words (Nu'man, Ma'ruf).
fn next_word(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, raw: &mut String) -> Option<char> {
    raw.clear();
    for letter in rest.by_ref() {
        match letter {
            'a'..='z' | '0'..='9' => raw.push(letter),
            'A'..='Z' => raw.push(letter.to_ascii_lowercase()),
            '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{02bc}' => {}
            _ if letter.is_ascii() => return Some(letter),
            _ if letter.is_alphanumeric() => letter.to_lowercase().for_each(|small| plain(small, raw)),
            // Combining accents after their letter.
            '\u{0300}'..='\u{036f}' => {}
            _ => return Some(letter),
        }
    }
    None
}

/// A letter without its accent; letters of other scripts stay as they are.
pub fn plain(letter: char, out: &mut String) {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => out.push('a'),
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => out.push('e'),
        'ì'..='ï' | 'ī' | 'ĭ' | 'į' => out.push('i'),
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => out.push('o'),
        'ù'..='ü' | 'ū' | 'ŭ' | 'ů' | 'ű' => out.push('u'),
        'ý' | 'ÿ' => out.push('y'),
        'ç' | 'ć' | 'č' => out.push('c'),
        'ñ' | 'ń' | 'ň' => out.push('n'),
        'š' | 'ś' | 'ş' => out.push('s'),
        'ž' | 'ź' | 'ż' => out.push('z'),
        'ḥ' | 'ħ' => out.push('h'),
        'ṭ' | 'ť' => out.push('t'),
        'ß' => out.push_str("ss"),
        'æ' => out.push_str("ae"),
        'œ' => out.push_str("oe"),
        '\u{0300}'..='\u{036f}' => {}
        other => out.push(other),
    }
}

/// The key of one complete word. A single M stands for Muhammad only where a name begins.
fn canonical(raw: &str, begins: bool) -> String {
    if raw == "m" && !begins {
        return raw.to_owned();
    }
    let key = spelled(raw, End::Whole);
    match VARIANTS.by_spelling.get(key.as_str()) {
        Some(name) => name.clone(),
        None => key,
    }
}

/// The keys that a word may start with of which `raw` was typed so far.
fn starts(raw: &str) -> Vec<String> {
    let base = spelled(raw, End::Open);
    let mut found = vec![base.clone()];
    if base.len() >= SILENT_H_FROM && silent_h(base.as_bytes()) {
        found.push(base.get(..base.len() - 1).unwrap_or_default().to_owned());
    }
    // The second letter of a pair may still come.
    let goes_on: &[char] = match raw.chars().last() {
        Some('d') => &['j', 'z'],
        Some('t') => &['j', 's'],
        Some('c') => &['h'],
        Some('o') => &['e'],
        _ => &[],
    };
    let mut forms = vec![raw.to_owned()];
    for next in goes_on {
        let form = format!("{raw}{next}");
        found.push(spelled(&form, End::Open));
        forms.push(form);
    }
    for form in forms.iter().filter(|form| form.ends_with(['y', 'j'])) {
        // Before a vowel it is a consonant.
        let mut consonant = spelled(&format!("{form}a"), End::Open);
        consonant.pop();
        found.push(consonant);
    }
    for at in 0..found.len() {
        if let Some(mut opened) = found.get(at).cloned() {
            open_vowels(&mut opened, End::Open);
            found.push(opened);
        }
    }
    let found = shortest(found);
    let names = found.iter().flat_map(|start| VARIANTS.beginning(start)).map(|(_, name)| name.clone());
    let names: Vec<String> = names.collect();
    shortest(found.into_iter().chain(names).collect())
}

/// Without those that another one starts, the longer spelt-out names last.
fn shortest(mut found: Vec<String>) -> Vec<String> {
    found.retain(|start| !start.is_empty());
    found.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    let mut kept: Vec<String> = Vec::with_capacity(found.len());
    for start in found {
        if !kept.iter().any(|shorter| start.starts_with(shorter.as_str())) {
            kept.push(start);
        }
    }
    kept
}

/// The spelling rules: one way, letter by letter.
fn spelled(raw: &str, end: End) -> String {
    let mut out = String::with_capacity(raw.len() + 2);
    if !raw.is_ascii() {
        out.push_str(raw);
        return out;
    }
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(&letter) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        let (put, taken): (&[u8], usize) = match (letter, next) {
            (b'd', b'j') => (b"y", 2),
            (b'd', b'z') | (b's', b'y' | b'j' | b'h') | (b't', b's') => (b"s", 2),
            (b'd', b'h') => (b"d", 2),
            (b't', b'j') => (b"c", 2),
            (b't', b'h') => (b"t", 2),
            (b'c' | b'k', b'h') => (b"k", 2),
            (b'b', b'h') => (b"b", 2),
            (b'g', b'h') => (b"g", 2),
            (b'p', b'h') => (b"p", 2),
            (b'o', b'e') => (b"u", 2),
            (b'a', b'e') => (b"ai", 2),
            (b'f' | b'v', _) => (b"p", 1),
            (b'z', _) => (b"s", 1),
            (b'q', _) => (b"k", 1),
            (b'x', _) => (b"ks", 1),
            (b'j', _) => (b"y", 1),
            _ => (std::slice::from_ref(&letter), 1),
        };
        at += taken;
        let before_vowel = bytes.get(at).is_some_and(|after| is_vowel(*after));
        for &byte in put {
            push(&mut out, byte, before_vowel);
        }
    }
    if end == End::Whole {
        if out.len() >= SILENT_H_FROM && silent_h(out.as_bytes()) {
            out.pop();
        }
        open_vowels(&mut out, end);
    }
    out
}

/// Adds a letter: none twice in a row, no e after i (Arief, Arif), and y as the vowel or consonant that it is.
fn push(out: &mut String, byte: u8, before_vowel: bool) {
    let last = out.as_bytes().last().copied();
    let byte = match (byte, last) {
        (b'y', None) => b'y',
        // Setyawan, Setiyawan, Setiawan; Rizky, Rizki.
        (b'y', Some(last)) if !is_vowel(last) => b'i',
        (b'y' | b'e', Some(b'i')) => return,
        (b'y', Some(_)) if !before_vowel => b'i',
        (byte, _) => byte,
    };
    if last != Some(byte) {
        out.push(char::from(byte));
    }
}

/// Javanese o at the end, and the o before it, as the a of the other spelling: Suroto, Surata; Prasetyo, Prasetya.
/// A word still being typed may stop at a consonant between them.
fn open_vowels(out: &mut String, end: End) {
    if end == End::Whole && !out.ends_with('o') {
        return;
    }
    let mut letters = std::mem::take(out).into_bytes();
    for letter in letters.iter_mut().rev() {
        match *letter {
            b'o' => *letter = b'a',
            other if is_vowel(other) => break,
            _ => {}
        }
    }
    *out = String::from_utf8(letters).unwrap_or_default();
}

fn silent_h(key: &[u8]) -> bool {
    matches!(key, [.., before, b'h'] if is_vowel(*before))
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;

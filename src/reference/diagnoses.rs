//! The clinic's diagnoses: our own short list with Indonesian names, and beside it the list a clinic brings.
//!
//! Source: `assets/reference/diagnoses.csv`, names and synonyms written for this program. No title of WHO's
//! classification is shipped (its licence does not allow it); a full list comes in through `icd_import`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::icd::IcdCode;
use crate::terms::table_lines;

static BUNDLED: LazyLock<Diagnoses> = LazyLock::new(|| {
    let rows = table_lines(include_str!("../../assets/reference/diagnoses.csv"))
        .skip(1)
        .filter_map(|(_, line)| {
            let mut cells = line.splitn(3, ',');
            let code = IcdCode::parse(cells.next()?).ok()?;
            Some(Diagnosis::new(code, cells.next()?, cells.next().unwrap_or_default()))
        })
        .collect();
    Diagnoses::of(rows)
});

/// A code with the name this clinic reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnosis {
    /// The ICD-10 code.
    pub code: IcdCode,
    /// A short name.
    pub name: String,
    /// Other words people use, for searching.
    pub synonyms: Vec<String>,
    /// Small letters of the name, then of each synonym.
    folded: Vec<String>,
}

impl Diagnosis {
    fn new(code: IcdCode, name: &str, synonyms: &str) -> Self {
        let synonyms: Vec<String> =
            synonyms.split('|').map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect();
        let folded =
            std::iter::once(name).chain(synonyms.iter().map(String::as_str)).map(str::to_lowercase).collect();
        Self { code, name: name.to_owned(), synonyms, folded }
    }
}

/// A searchable list of diagnoses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnoses {
    rows: Vec<Diagnosis>,
    by_code: HashMap<IcdCode, usize>,
}

/// How well a diagnosis answers what was typed; the smaller the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Code,
    CodeStart,
    NameStart,
    NameWord,
    Synonym,
    Nearly,
}

impl Diagnoses {
    /// The list that comes with the program, about 200 rows.
    pub fn bundled() -> &'static Self {
        &BUNDLED
    }

    /// The bundled list and the clinic's own: where both have a code, the clinic's name is shown and ours still
    /// found; codes that only the clinic has follow.
    pub fn with_own(own: impl IntoIterator<Item = (IcdCode, String)>) -> Self {
        let mut list = Self::clone(&BUNDLED);
        for (code, name) in own {
            if let Some(row) = list.by_code.get(&code).and_then(|at| list.rows.get_mut(*at)) {
                row.folded.insert(0, name.to_lowercase());
                let ours = std::mem::replace(&mut row.name, name);
                row.synonyms.push(ours);
            } else {
                list.by_code.insert(code.clone(), list.rows.len());
                list.rows.push(Diagnosis::new(code, &name, ""));
            }
        }
        list
    }

    fn of(rows: Vec<Diagnosis>) -> Self {
        let by_code = rows.iter().enumerate().map(|(at, row)| (row.code.clone(), at)).collect();
        Self { rows, by_code }
    }

    /// Every diagnosis, ours first.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnosis> {
        self.rows.iter()
    }

    /// The diagnosis with exactly this code.
    pub fn find(&self, code: &IcdCode) -> Option<&Diagnosis> {
        self.by_code.get(code).and_then(|at| self.rows.get(*at))
    }

    /// What was typed may be the start of a code (`j06`, `J06.9`, `j069`) or of words in any order (`darah tinggi`).
    /// Only when nothing fits are words allowed that differ in one letter.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<&Diagnosis> {
        let typed = typed.trim().to_lowercase();
        let words: Vec<&str> = words(&typed).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let code: String = typed.chars().filter(|letter| *letter != '.').collect();
        let mut hits: Vec<(Fit, usize, &Diagnosis)> = self
            .rows
            .iter()
            .filter_map(|row| Some((fit(row, &typed, &code, &words)?, row.name.len(), row)))
            .collect();
        if hits.is_empty() {
            hits = self
                .rows
                .iter()
                .filter(|row| row.folded.iter().any(|text| words.iter().all(|word| nearly(text, word))))
                .map(|row| (Fit::Nearly, row.name.len(), row))
                .collect();
        }
        hits.sort_by(|one, other| {
            let by_code = one.0 <= Fit::CodeStart && other.0 <= Fit::CodeStart;
            one.0
                .cmp(&other.0)
                .then_with(|| if by_code { one.2.code.cmp(&other.2.code) } else { one.1.cmp(&other.1) })
        });
        hits.into_iter().take(limit).map(|(_, _, row)| row).collect()
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn fit(row: &Diagnosis, typed: &str, code: &str, asked: &[&str]) -> Option<Fit> {
    let mut own =
        row.code.as_str().bytes().filter(|byte| *byte != b'.').map(|byte| byte.to_ascii_lowercase());
    let starts = code.bytes().all(|byte| own.next() == Some(byte));
    if starts {
        return Some(if own.next().is_none() { Fit::Code } else { Fit::CodeStart });
    }
    let holds = |text: &str| asked.iter().all(|word| words(text).any(|own| own.starts_with(word)));
    let (name, others) = row.folded.split_first()?;
    if name.starts_with(typed) {
        return Some(Fit::NameStart);
    }
    if holds(name) {
        return Some(Fit::NameWord);
    }
    // A word from the name and one from a synonym may also answer together: "dbd dengue".
    let anywhere = |word: &&str| row.folded.iter().any(|text| words(text).any(|own| own.starts_with(*word)));
    (others.iter().any(|text| holds(text)) || asked.iter().all(anywhere)).then_some(Fit::Synonym)
}

/// Whether some word of `text` is `word` but for one slip of a finger. Short words must be exact.
fn nearly(text: &str, word: &str) -> bool {
    words(text).any(|own| {
        own.starts_with(word)
            || (word.len() >= 4 && strsim::osa_distance(own, word) <= if word.len() >= 8 { 2 } else { 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str) -> String {
        Diagnoses::bundled().search(typed, 10).first().map(|row| row.code.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_list_is_sound() {
        let list = Diagnoses::bundled();
        let lines = include_str!("../../assets/reference/diagnoses.csv")
            .lines()
            .filter(|line| !line.starts_with('#') && !line.starts_with("code,"))
            .count();
        assert_eq!(list.rows.len(), lines, "every row is read");
        assert_eq!(list.by_code.len(), lines, "no code stands twice");
        assert!(lines >= 200, "{lines}");
        assert!(list.iter().all(|row| !row.name.is_empty() && row.name.chars().count() <= 40));
        for code in ["A90", "A91", "A97"] {
            assert!(list.find(&IcdCode::parse(code).unwrap()).is_some(), "{code}");
        }
    }

    #[test]
    fn codes_are_found_by_their_start() {
        assert_eq!(first("j06.9"), "J06.9");
        assert_eq!(first("j069"), "J06.9");
        assert_eq!(first("I1"), "I10");
        let hits = Diagnoses::bundled().search("a9", 10);
        assert_eq!(
            hits.iter().map(|row| row.code.as_str()).collect::<Vec<_>>(),
            ["A90", "A91", "A92.0", "A97"]
        );
    }

    #[test]
    fn words_are_found_in_any_order_and_by_what_people_say() {
        assert_eq!(first("hiper"), "I10");
        assert_eq!(first("darah tinggi"), "I10");
        assert_eq!(first("tinggi darah"), "I10");
        assert_eq!(first("dbd"), "A91");
        assert_eq!(first("kencing manis"), "E11.9");
        assert_eq!(first("mencret"), "A09");
        assert_eq!(first("pneumo"), "J18.9");
    }

    #[test]
    fn one_wrong_letter_is_forgiven_only_when_nothing_fits() {
        assert_eq!(first("hipretensi"), "I10");
        assert_eq!(first("gastrits"), "K29.7");
        assert!(Diagnoses::bundled().search("xyzzy", 10).is_empty());
        assert!(Diagnoses::bundled().search("  ", 10).is_empty());
    }

    #[test]
    fn the_clinics_own_list_comes_beside_ours() {
        let code = |text| IcdCode::parse(text).unwrap();
        let list = Diagnoses::with_own([
            (code("J06.9"), "Infeksi akut saluran napas atas".to_owned()),
            (code("G35"), "Sklerosis multipel".to_owned()),
        ]);
        assert_eq!(list.find(&code("J06.9")).unwrap().name, "Infeksi akut saluran napas atas");
        assert_eq!(list.search("ispa", 1).first().unwrap().code, code("J06.9"));
        assert_eq!(list.search("sklero", 1).first().unwrap().code, code("G35"));
    }
}

//! Which diagnoses fit what was typed. Knows no SQL.

use super::super::{DiagnosisHit, DiagnosisSource};

/// A candidate from one of the lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// ICD-10 code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whose list.
    pub source: DiagnosisSource,
}

/// The best fits first: code begins so, name begins so, a word begins so, contained; the clinic's own list before the
/// bundled one, and each code once.
pub fn rank(typed: &str, candidates: Vec<Found>, limit: usize) -> Vec<DiagnosisHit> {
    let typed = typed.trim().to_lowercase();
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut hits: Vec<(u8, DiagnosisSource, Found)> = candidates
        .into_iter()
        .filter_map(|found| Some((fit(&typed, &words, &found)?, found.source, found)))
        .collect();
    hits.sort_by(|a, b| (a.0, b.1, &a.2.code).cmp(&(b.0, a.1, &b.2.code)));
    let mut best: Vec<DiagnosisHit> = Vec::new();
    for (_, _, found) in hits {
        if best.len() == limit {
            break;
        }
        if !best.iter().any(|hit| hit.code == found.code) {
            best.push(DiagnosisHit { code: found.code, name: found.name, source: found.source });
        }
    }
    best
}

fn fit(typed: &str, words: &[&str], found: &Found) -> Option<u8> {
    let code = found.code.to_lowercase();
    let name = found.name.to_lowercase();
    if code.starts_with(typed) || code.replace('.', "").starts_with(typed) {
        return Some(0);
    }
    if name.starts_with(typed) {
        return Some(1);
    }
    let begins = |word: &&str| {
        name.split(|letter: char| !letter.is_alphanumeric()).any(|part| part.starts_with(*word))
    };
    if words.iter().all(|word| begins(&word)) {
        return Some(2);
    }
    words.iter().all(|word| name.contains(word)).then_some(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Found> {
        let of = |code: &str, name: &str, source| Found { code: code.into(), name: name.into(), source };
        vec![
            of("J00", "Nasofaringitis akut (pilek)", DiagnosisSource::Bundled),
            of("J06.9", "ISPA, tidak spesifik", DiagnosisSource::Bundled),
            of("J06.9", "ISPA atas", DiagnosisSource::Clinic),
            of("A09", "Diare dan gastroenteritis", DiagnosisSource::Bundled),
        ]
    }

    fn codes(typed: &str) -> Vec<String> {
        rank(typed, list(), 10).into_iter().map(|hit| format!("{} {}", hit.code, hit.name)).collect()
    }

    #[test]
    fn code_and_name_both_find_and_the_clinics_own_name_wins() {
        assert_eq!(codes("j06"), ["J06.9 ISPA atas"]);
        assert_eq!(codes("j069"), ["J06.9 ISPA atas"]);
        assert_eq!(codes("ispa"), ["J06.9 ISPA atas"]);
        assert_eq!(codes("j"), ["J06.9 ISPA atas", "J00 Nasofaringitis akut (pilek)"]);
        assert_eq!(codes("gastro diare"), ["A09 Diare dan gastroenteritis"]);
        assert_eq!(codes("faring"), ["J00 Nasofaringitis akut (pilek)"]);
        assert!(codes("").is_empty());
        assert!(codes("xyz").is_empty());
    }
}

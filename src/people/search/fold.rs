//! A stand-in until `reference::fold` is there.

pub fn fold_words(name: &str) -> Vec<String> {
    name.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| canonical(&word.to_lowercase()))
        .collect()
}

pub fn fold_query(text: &str) -> Vec<Vec<String>> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            let word = word.to_lowercase();
            let canonical = canonical(&word);
            if canonical == word { vec![word] } else { vec![word, canonical] }
        })
        .collect()
}

fn canonical(word: &str) -> String {
    match word {
        "moh" | "muh" | "mohammad" | "mohamad" | "moch" => "muhammad".to_owned(),
        "st" => "siti".to_owned(),
        _ => word.to_owned(),
    }
}

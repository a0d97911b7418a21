//! Promise: every word on a screen exists in both languages, and says the same with the same values.

#![expect(clippy::unwrap_used, reason = "a file of this repository that cannot be read fails the test")]

mod texts;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use loket::words::{Language, Words, sources};

/// Keys of one file with the values each of them takes.
fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once('=')
            && key.starts_with(|letter: char| letter.is_ascii_lowercase())
        {
            found.push((key.trim_end().to_owned(), BTreeSet::new()));
        }
        if let Some((_, values)) = found.last_mut() {
            for part in line.split('$').skip(1) {
                values.insert(
                    part.chars()
                        .take_while(|letter| letter.is_alphanumeric() || "-_".contains(*letter))
                        .collect(),
                );
            }
        }
    }
    found
}

fn all(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    sources(language).iter().flat_map(|(_, text)| messages(text)).collect()
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Whether a file of `src/` holds tests only.
fn of_tests(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "tests")
        || path.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"))
}

/// Product code of every file: what comes before its test module. A file of tests is none.
fn product_code() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files
        .into_iter()
        .filter(|path| !of_tests(path))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let code = before_its_tests(&text);
            let code: String = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (path, code)
        })
        .collect()
}

/// What stands before a file's test module; a single function that only tests see may stand anywhere.
pub fn before_its_tests(text: &str) -> &str {
    let module = |at: &usize| {
        let behind = text[at + "#[cfg(test)]".len()..].trim_start();
        behind.starts_with("mod ") || behind.starts_with("#[path")
    };
    text.match_indices("#[cfg(test)]").map(|(at, _)| at).find(module).map_or(text, |at| &text[..at])
}

/// A key asked for with a string literal: `.text("key")`, `.with("key", &[("value", …)])`.
struct Asked {
    place: String,
    key: String,
    values: Values,
}

/// What is given to a text's values.
#[derive(Debug, PartialEq)]
enum Values {
    /// These names, written out beside the key.
    Named(BTreeSet<String>),
    /// Put together elsewhere.
    Elsewhere,
}

fn asked_for(path: &Path, code: &str) -> Vec<Asked> {
    let mut found = Vec::new();
    for (call, takes_values) in [(".text(", false), (".with(", true), (".find(", false)] {
        for (at, _) in code.match_indices(call) {
            let rest = code[at + call.len()..].trim_start();
            let Some(literal) = rest.strip_prefix('"') else { continue };
            let Some(end) = literal.find('"') else { continue };
            let key = &literal[..end];
            let is_key = key.contains('-')
                && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if !is_key {
                continue;
            }
            let line = code[..at].matches('\n').count() + 1;
            // Values that are put together elsewhere cannot be read here; a screen's own test sees them.
            let given = literal[end + 1..].trim_start().trim_start_matches(',').trim_start();
            let readable = given.starts_with("&[");
            let values = match (takes_values, readable) {
                (true, true) => Values::Named(named_values(&given.replace(".word(\"", ""))),
                (true, false) => Values::Elsewhere,
                (false, _) => Values::Named(BTreeSet::new()),
            };
            found.push(Asked {
                place: format!("{} (about line {line})", path.display()),
                key: key.to_owned(),
                values,
            });
        }
    }
    found
}

/// The names in `, &[("count", …), ("name", …)])`, up to the bracket that closes the call.
fn named_values(rest: &str) -> BTreeSet<String> {
    let mut depth = 1;
    let mut end = rest.len();
    for (at, letter) in rest.char_indices() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = at;
            break;
        }
    }
    let inside = &rest[..end];
    let mut names = BTreeSet::new();
    for (at, _) in inside.match_indices('(') {
        if let Some(literal) = inside[at + 1..].trim_start().strip_prefix('"')
            && let Some(close) = literal.find('"')
            && literal[close + 1..].trim_start().starts_with(',')
        {
            names.insert(literal[..close].to_owned());
        }
    }
    names
}

#[test]
fn every_translation_file_parses_and_no_key_stands_twice() {
    for language in Language::ALL {
        let mut seen = BTreeMap::new();
        for (area, text) in sources(language) {
            if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                panic!("{language} {area}.ftl: {errors:?}");
            }
            for (key, _) in messages(text) {
                if let Some(earlier) = seen.insert(key.clone(), *area) {
                    panic!("{language}: {key} stands in {earlier}.ftl and again in {area}.ftl");
                }
            }
        }
        assert!(seen.len() > 500, "{language}: only {} keys were read", seen.len());
    }
}

#[test]
fn both_languages_say_the_same_things_with_the_same_values() {
    let (indonesian, english) = (all(Language::Indonesian), all(Language::English));
    let missing: Vec<_> = indonesian.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(missing.is_empty(), "without English: {missing:?}");
    let missing: Vec<_> = english.keys().filter(|key| !indonesian.contains_key(*key)).collect();
    assert!(missing.is_empty(), "without Indonesian: {missing:?}");
    let differ: Vec<_> =
        indonesian.iter().filter(|(key, values)| english.get(*key) != Some(values)).collect();
    assert!(differ.is_empty(), "with other values in English: {differ:?}");
    for ((area, id), (_, en)) in sources(Language::Indonesian).iter().zip(sources(Language::English)) {
        let keys = |text: &str| messages(text).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys(id), keys(en), "{area}.ftl: the same keys in the same order are easier to keep");
    }
}

#[test]
fn every_key_the_code_asks_for_exists_and_gets_its_values() {
    let known = all(Language::Indonesian);
    let mut wrong = Vec::new();
    for (path, code) in product_code() {
        for Asked { place, key, values } in asked_for(&path, &code) {
            match known.get(&key) {
                None => wrong.push(format!("{place}: no such key {key}")),
                Some(_) if values == Values::Elsewhere => {}
                Some(needed) if Values::Named(needed.clone()) != values => {
                    wrong.push(format!("{place}: {key} takes {needed:?}, given {values:?}"));
                }
                Some(_) => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Keys that are built in another way, with the code that does it.
const BUILT: [(&str, &str); 2] =
    [("unit-months", "format!(\"{key}s\")"), ("unit-years", "format!(\"{key}s\")")];

/// How the code builds a key from a stored word: `.word("sex", …)`, `format!("zone-{}-short", …)`; beginning and end.
fn families(code: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for (call, ends_with) in [(".word(\"", '"'), ("format!(\"", '{')] {
        for (at, _) in code.match_indices(call) {
            let rest = &code[at + call.len()..];
            let Some(end) = rest.find(['"', '{']) else { continue };
            if !rest[end..].starts_with(ends_with) {
                continue;
            }
            let beginning = rest[..end].trim_end_matches('-').to_owned();
            let behind = if ends_with == '{' { rest[end..].split(['"', '}']).nth(1) } else { None };
            if beginning.len() > 1 && (ends_with == '"' || rest[..end].ends_with('-')) {
                found.insert((beginning + "-", behind.unwrap_or_default().to_owned()));
            }
        }
    }
    found
}

/// Whether the code builds this key: a family's beginning and end, and between them a word that the code knows.
fn is_built(key: &str, said: &HashSet<&str>, families: &BTreeSet<(String, String)>) -> bool {
    families.iter().any(|(beginning, end)| {
        let word = key.strip_prefix(beginning).and_then(|rest| rest.strip_suffix(end.as_str()));
        word.is_some_and(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || said.contains(word)
                || said.contains(word.replace('-', "_").as_str())
        })
    })
}

#[test]
fn every_key_is_asked_for_somewhere() {
    let code: String = product_code().into_iter().map(|(_, code)| code + "\n").collect();
    let families = families(&code);
    for known in [("sex-", ""), ("zone-", "-short"), ("refusal-", ""), ("month-", "")] {
        assert!(families.contains(&(known.0.to_owned(), known.1.to_owned())), "{known:?}: {families:?}");
    }
    // Everything between two quotes, and what is between two texts, which is never a key.
    let mut said: HashSet<&str> = code.split('"').collect();
    // Words of a list that is data stand in its file.
    said.extend(listed().into_iter().map(|(_, word)| word));
    said.extend(found());
    let unused: Vec<_> = all(Language::Indonesian)
        .into_keys()
        .filter(|key| !said.contains(key.as_str()) && !is_built(key, &said, &families))
        .filter(|key| !BUILT.iter().any(|(built, how)| key == built && code.contains(how)))
        .collect();
    assert!(unused.is_empty(), "{} keys that nobody asks for: {unused:#?}", unused.len());
}

#[test]
fn the_reader_of_this_test_sees_what_it_should() {
    let found = asked_for(
        Path::new("x.rs"),
        r#"text(words.text("action-save")); words.with( "desk-found", &[("count", f("a", 1))]); row.with("x")"#,
    );
    let keys: Vec<_> = found.iter().map(|asked| asked.key.as_str()).collect();
    assert_eq!(keys, ["action-save", "desk-found"]);
    assert!(matches!(&found[1].values, Values::Named(values) if values.contains("count")));
    assert_eq!(
        messages("a-b = x { $y ->\n  [one] { $z }\n }\n"),
        [("a-b".to_owned(), ["y".to_owned(), "z".to_owned()].into(),)]
    );
}

#[test]
fn every_category_has_its_label_and_its_sentence_and_none_diagnoses() {
    for language in Language::ALL {
        let words = Words::new(language);
        for category in [
            "severely-underweight",
            "underweight",
            "normal-weight",
            "risk-of-overweight",
            "severely-stunted",
            "stunted",
            "normal-length",
            "tall",
            "severely-wasted",
            "wasted",
            "well-nourished",
            "possible-risk-of-overweight",
            "overweight",
            "obese",
            "severely-wasted-oedema",
            "microcephaly",
            "normal-head",
            "macrocephaly",
            "arm-severely-wasted",
            "arm-wasted",
            "normal-arm",
        ] {
            assert!(words.find(&format!("category-{category}")).is_some(), "{category}");
            let sentence = words.find(&format!("finding-{category}")).unwrap();
            assert!(!sentence.to_lowercase().contains("diagnos"), "{sentence}");
        }
    }
    let words = Words::new(Language::Indonesian);
    assert_eq!(words.text("finding-stunted"), "Terindikasi pendek, perlu rujukan");
}

#[test]
fn every_vital_sign_has_a_name_and_a_unit() {
    for language in Language::ALL {
        let words = Words::new(language);
        for sign in loket::reference::ranges::Sign::ALL {
            assert!(words.find(&sign.name_key()).is_some(), "{}", sign.name_key());
            assert!(words.find(sign.unit_key()).is_some(), "{}", sign.unit_key());
        }
    }
}

/// The stable codes in `fn code` beside the words `refusal-<code>` or `warning-<code>` have their sentence.
#[test]
fn every_refusal_and_warning_has_its_sentence() {
    let known = all(Language::Indonesian);
    let mut missing = Vec::new();
    let mut seen = 0;
    for (path, _) in product_code() {
        let text = std::fs::read_to_string(&path).unwrap();
        for family in ["refusal-", "warning-"] {
            let Some(at) = text.find(&format!("{family}<code>`")) else { continue };
            let body = text[at..].split("\n    }\n").next().unwrap_or_default();
            for code in body.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()) {
                seen += 1;
                let key = format!("{family}{code}");
                match known.get(&key) {
                    None => missing.push(format!("{}: {key}", path.display())),
                    Some(values) if family == "refusal-" && values.iter().any(|value| value != "detail") => {
                        missing.push(format!("{}: {key} takes more than $detail", path.display()));
                    }
                    Some(_) => {}
                }
            }
        }
    }
    assert!(seen > 80, "only {seen} codes were read");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// What a vital sign or an adult's body may be found to be: words that stand in files of data.
fn found() -> BTreeSet<&'static str> {
    let second = |text: &'static str| {
        let lines = text.lines().filter(|line| !line.starts_with('#')).skip(1);
        lines.filter_map(|line| line.split(',').nth(1))
    };
    second(include_str!("../assets/reference/vital_findings.csv"))
        .chain(second(include_str!("../assets/reference/adult_limits.csv")))
        .collect()
}

#[test]
fn every_finding_of_the_data_has_its_sentence_in_both_languages() {
    for language in Language::ALL {
        let words = Words::new(language);
        for word in found() {
            let said = [words.word("found", word), words.word("adult", word)];
            assert!(said.iter().any(|text| !text.starts_with('⟦')), "{word} in {language:?}");
        }
    }
}

/// Each list and word of `assets/reference/identity.csv`.
fn listed() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("../assets/reference/identity.csv").lines();
    let rows = lines.filter(|line| !line.starts_with('#')).map(|line| line.split(',').collect::<Vec<_>>());
    let mut rows = rows.inspect(|cells| assert_eq!(cells.len(), 5, "{cells:?}"));
    assert_eq!(rows.next().unwrap(), ["list", "word", "satusehat", "dukcapil", "bpjs"]);
    rows.map(|cells| (cells[0], cells[1])).collect()
}

#[test]
fn every_word_of_an_identity_stands_once_in_its_list_and_has_its_label_in_both_languages() {
    use loket::people::{Education, Marital, Occupation, Religion};
    let file = listed();
    let known = file.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(known.len(), file.len(), "a word stands twice in its list");
    let read: Vec<_> = [
        Education::all().map(|one| ("education", one.as_str())).collect::<Vec<_>>(),
        Occupation::all().map(|one| ("occupation", one.as_str())).collect(),
        Marital::all().map(|one| ("marital", one.as_str())).collect(),
        Religion::all().map(|one| ("religion", one.as_str())).collect(),
    ]
    .concat();
    assert_eq!(read, file, "the program reads the lists as they stand there");
    for language in Language::ALL {
        let words = Words::new(language);
        let mut labels = BTreeSet::new();
        for (list, word) in &file {
            assert!(
                !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_lowercase() || b"_0123456789".contains(&byte)),
                "{word}"
            );
            let label = words.word(list, word).into_owned();
            assert!(!label.starts_with('⟦'), "{language} {list}-{word}");
            assert!(
                labels.insert((list, label.to_lowercase())),
                "{language}: {label} says two words of {list}"
            );
        }
    }
    assert!("astronaut".parse::<Occupation>().is_err() && "islam".parse::<Occupation>().is_err());
}

/// Words that growth stores are spoken in both languages.
#[test]
fn every_category_and_index_of_growth_has_its_words() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/growth/category.rs"))
        .unwrap();
    let words = Words::new(Language::English);
    let keys: Vec<&str> = text
        .split("=> \"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        .collect();
    assert!(keys.len() >= 21, "{keys:?}");
    for key in keys {
        assert!(!words.word("category", key).starts_with('⟦'), "category-{key}");
        assert!(!words.word("finding", key).starts_with('⟦'), "finding-{key}");
    }
    for index in loket::growth::Index::ALL {
        assert!(!words.word("index", index.as_str()).starts_with('⟦'), "{index:?}");
    }
}

//! Promise: what people read comes from the translation files. Every text of some words in the program's own code is
//! looked at; the few that may stand there are listed with their reason, and a file that begins to speak is noticed.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{of_tests, rust_files};

/// Rooms that speak to people: two words are a label there.
const SPEAK: [&str; 7] = [
    "src/cli/",
    "src/ui/",
    "src/paper/",
    "src/words/",
    "src/queue/slip.rs",
    "src/summary/paper/",
    "installer/",
];

/// Rooms that print or show what went wrong: an error of theirs has no words of its own.
const TELL: [&str; 3] = ["src/cli/", "src/ui/", "installer/"];

/// What is for whoever mends the program, and no user meets by itself: the log and a panic.
const LOG: [&str; 10] = [
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "panic",
    "assert",
    "assert_eq",
    "debug_assert",
    "debug_assert_eq",
];

/// SQL's own words: no sentence has them in capitals. SQL stands in `store/` and in files named `table.rs` only.
const SQL: [&str; 22] = [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "FROM",
    "WHERE",
    "ORDER",
    "PRAGMA",
    "CREATE",
    "WITH",
    "AND",
    "AS",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "VACUUM",
    "BEGIN",
    "SET",
    "LIMIT",
    "JOIN",
    "RETURNING",
    "IS",
];

const DOCTOR: &str =
    "what the doctor found, for the IT officer and the log: one wording to search for, as an error's";
const FAULT: &str = "a fault of the program itself, for the log; people read that it was not saved";
const NAME: &str = "a name, the same in every language";
const SEALED: &str =
    "part of the sealed bytes, which no setting of a PC may change; Indonesian, for the district";
const STORED: &str =
    "written into the record as a reason in the clinic's language, as if somebody had typed it";
const INVENTED: &str = "what invented people said and wrote in the synthetic clinic's records";
const FORM: &str = "the form of a file, no words";

/// What may stand in the code: the file, what the text begins with, and why.
const MAY: &[(&str, &str, &str)] = &[
    ("src/cli/crash.rs", "Loket {} ({} {})", "the crash's file, for whoever mends the program"),
    ("src/cli/crash.rs", "without a name", "the same: a thread"),
    ("src/cli/desk.rs", "Loket front desk", NAME),
    ("src/cli/session_end.rs", "Loket session", NAME),
    ("src/cli/summary.rs", "loket summary", NAME),
    ("src/clinic/flow/serving.rs", "diisi kemudian dari kertas", STORED),
    ("src/clinic/flow/exam.rs", "diukur atau diketik ulang", STORED),
    ("src/clinic/flow/exam.rs", "isian ukuran dikosongkan", STORED),
    ("src/clinic/flow/serving.rs", "panggilan diurungkan", STORED),
    ("src/clinic/jobs.rs", "hari tidak ditutup", STORED),
    (
        "src/clinic/sign_in.rs",
        "nobody of this name",
        "hashed in the place of a password, so that time tells nothing",
    ),
    ("src/clinic/table.rs", "", DOCTOR),
    ("src/clinic/views/table.rs", "", DOCTOR),
    ("src/clinic/wire.rs", "more than {MOST_DEPTH}", FAULT),
    ("src/clinic/wire.rs", "no code of a recovery sheet", FAULT),
    ("src/clinic/wire.rs", "{} bytes", FAULT),
    ("src/demo/families.rs", "orang lain", INVENTED),
    ("src/demo/morning.rs", "", INVENTED),
    ("src/demo/setting.rs", "Lansia, ibu hamil", INVENTED),
    ("src/demo/setting.rs", "dr. ", INVENTED),
    ("src/demo/survey.rs", "anak lain dalam survei", INVENTED),
    ("src/demo/survey.rs", "data survei WHO", INVENTED),
    (
        "src/demo/survey.rs",
        "row {}: no age",
        "what is wrong with a survey's file, for whoever makes a demo of it",
    ),
    ("src/desk/mod.rs", "the writer has stopped", FAULT),
    ("src/growth/chart/svg.rs", "<", FORM),
    ("src/people/health/table.rs", "", DOCTOR),
    ("src/people/repair/table.rs", "", DOCTOR),
    ("src/people/rows/table.rs", "id, name, sex", "the columns of a table"),
    ("src/people/rows/table.rs", "ALTER TABLE person ADD COLUMN birth_year_only", "a step of the schema"),
    ("src/screening/table.rs", "ALTER TABLE measurement_z", "a step of the schema"),
    ("src/people/search/index/table.rs", "the search index differs", DOCTOR),
    ("src/queue/doctor/table.rs", "", DOCTOR),
    ("src/queue/undo/table.rs", "the log of stop", FAULT),
    ("src/screening/reading/table.rs", "", DOCTOR),
    ("src/seal/container.rs", "<", FORM),
    ("src/seal/pdf.rs", "", FAULT),
    ("src/staff/table.rs", "", DOCTOR),
    ("src/store/backup.rs", "", FAULT),
    ("src/store/check.rs", "{table} row", DOCTOR),
    ("src/store/reader.rs", "present until dropped", FAULT),
    ("src/store/writer.rs", "the transaction was ended", FAULT),
    ("src/summary/document.rs", "", SEALED),
    ("src/summary/table.rs", "", DOCTOR),
    ("src/ui/app/effects.rs", "clinic events", "the name of a subscription"),
    ("src/ui/open.rs", "the display", FAULT),
    ("src/ui/open.rs", "there is no display", FAULT),
    ("src/ui/theme/font.rs", "IBM Plex Sans", NAME),
    ("src/visits/table.rs", "", DOCTOR),
    ("src/words/mod.rs", "Bahasa Indonesia", NAME),
];

/// A text in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Text {
    line: usize,
    text: String,
}

/// How many words a text has, without what is set in: `"{name} is not there"` has three.
fn words_in(text: &str) -> usize {
    let (mut depth, mut bare) = (0u32, String::new());
    for letter in text.replace("\\n", " ").chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    let word =
        |word: &&str| word.split(|letter: char| !letter.is_alphabetic()).any(|run| run.chars().count() > 1);
    bare.split_whitespace().filter(word).count()
}

/// Every text of a file that people could read: not in its comments, attributes and tests, not for the log, no SQL.
fn texts(file: &str, code: &str) -> Vec<Text> {
    let least = if SPEAK.iter().any(|room| file.starts_with(room)) { 2 } else { 3 };
    let errors = TELL.iter().any(|room| file.starts_with(room));
    let sql = file.starts_with("src/store/") || file.ends_with("table.rs");
    let mut found = Vec::new();
    let tokens: TokenStream = code.parse().unwrap_or_else(|error| panic!("{file}: {error}"));
    walk(tokens, errors, &mut found);
    let is_sql =
        |text: &str| text.split(|letter: char| !letter.is_alphanumeric()).any(|word| SQL.contains(&word));
    found.retain(|found| words_in(&found.text) >= least && !(sql && is_sql(&found.text)));
    found
}

fn walk(tokens: TokenStream, errors: bool, found: &mut Vec<Text>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mark =
        |at: usize, mark: char| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == mark);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            // An attribute; documentation is one too.
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                at += usize::from(mark(at, '!'));
                if let Some(TokenTree::Group(group)) = tokens.get(at)
                    && group.delimiter() == Delimiter::Bracket
                {
                    at += 1;
                    if errors && begins(group, "error") {
                        walk(group.stream(), errors, found);
                    }
                    if begins(group, "cfg") && group.stream().to_string().replace(' ', "") == "cfg(test)" {
                        // What follows is a test, up to the end of its body or of its line.
                        let end = |token: &TokenTree| match token {
                            TokenTree::Group(body) => body.delimiter() == Delimiter::Brace,
                            other => other.to_string() == ";",
                        };
                        at += tokens.iter().skip(at).position(end).map_or(0, |last| last + 1);
                    }
                }
            }
            TokenTree::Ident(name) if mark(at, '!') && LOG.iter().any(|log| name == log) => {
                at += 1 + usize::from(matches!(tokens.get(at + 1), Some(TokenTree::Group(_))));
            }
            TokenTree::Group(group) => walk(group.stream(), errors, found),
            TokenTree::Literal(literal) => {
                let written = literal.to_string();
                if let (Some(from), Some(to)) = (written.find('"'), written.rfind('"'))
                    && !written.starts_with('\'')
                {
                    // A text that goes on in the next line of the code goes on.
                    let inside =
                        written.get(from + 1..to).unwrap_or_default().split("\\\n").map(str::trim_start);
                    let text = inside.collect::<Vec<_>>().concat();
                    found.push(Text { line: literal.span().start().line, text });
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Whether an attribute begins so: `#[error("…")]` is how an error displays itself.
fn begins(attribute: &Group, name: &str) -> bool {
    matches!(attribute.stream().into_iter().next(), Some(TokenTree::Ident(first)) if first == name)
}

#[test]
fn what_people_read_stands_in_the_translation_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "installer"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.retain(|path| !of_tests(path));
    assert!(files.len() > 200, "only {} files were read", files.len());
    let (mut wrong, mut met) = (Vec::new(), BTreeSet::new());
    for path in files {
        let file = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        for Text { line, text } in texts(&file, &std::fs::read_to_string(&path).unwrap()) {
            let may =
                |(named, beginning, _): &(&str, &str, &str)| *named == file && text.starts_with(beginning);
            match MAY.iter().position(may) {
                Some(at) => {
                    met.insert(at);
                }
                None => wrong.push(format!("{file}:{line}: {text:?}")),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} texts in the code: put them into assets/words, or list them here with a reason\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    let unmet: Vec<_> = MAY.iter().enumerate().filter(|(at, _)| !met.contains(at)).collect();
    assert!(unmet.is_empty(), "permissions that nobody needs any more: {unmet:#?}");
}

/// What `loket verify` said by itself before its words went into the translation files.
const SPOKE_BY_ITSELF: &str = r#"
    //! Reads files and speaks.
    /// Why nothing could be judged at all.
    #[derive(Debug, thiserror::Error)]
    pub enum Trouble {
        #[error("{0} is larger than 64 MiB")]
        TooLarge(PathBuf),
    }
    fn tell(report: &Report, language: Language) -> String {
        out.push_str(pick("TIDAK SAH. Yang salah:\n", "NOT VALID. What is wrong:\n"));
        let _ = writeln!(out, "  - {}", tell_fault(fault, language));
        let labels = ["Disegel oleh", "Waktu"];
        tracing::warn!(%error, "A crash will be told of again");
        match fault {
            Fault::NotReadable(part) => format!("{} tidak dapat dibaca.", part_name(*part)),
            Fault::AddedAfterSigning { bytes, revision: true } => {
                format!("Setelah disegel, PDF direvisi ({bytes} byte \
                    ditambahkan).")
            }
        }
    }
"#;

#[test]
fn a_file_that_speaks_by_itself_is_noticed() {
    let seen = |file: &str, code: &str| -> Vec<String> {
        texts(file, code).into_iter().map(|found| found.text).collect()
    };
    assert_eq!(
        seen("src/cli/verify.rs", SPOKE_BY_ITSELF),
        [
            "{0} is larger than 64 MiB",
            "TIDAK SAH. Yang salah:\\n",
            "NOT VALID. What is wrong:\\n",
            "Disegel oleh",
            "{} tidak dapat dibaca.",
            "Setelah disegel, PDF direvisi ({bytes} byte ditambahkan).",
        ]
    );
    // Elsewhere an error's own words are for the log, and two words may be anything.
    let below = seen("src/seal/report.rs", SPOKE_BY_ITSELF);
    assert_eq!((below.len(), below.contains(&"Disegel oleh".to_owned())), (4, false));

    let nothing = [
        "fn f() { db.prepare(\"SELECT id FROM person WHERE id = :id\") }",
        "/// Three words here and more.\n#[expect(clippy::x, reason = \"this is so by design\")] fn f() {}",
        "fn f() { words.text(\"desk-found-no-one\"); format!(\"{one} {two} {three}\") }",
        "#[cfg(test)] mod tests { fn f() { say(\"three words of it\") } }",
        "fn f() { assert!(sound, \"this is not as it should be\"); info!(\"A visit was closed\") }",
    ];
    for code in nothing {
        assert_eq!(seen("src/people/table.rs", code), [""; 0], "{code}");
    }
    assert_eq!(seen("src/people/rules.rs", nothing[0]).len(), 1, "SQL in another file is noticed");
    assert_eq!(words_in("{count} is {} in all{x}"), 3);
}

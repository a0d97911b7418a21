//! The translation files, part of the program. One file an area, so that people can add keys side by side.

use super::Language;

macro_rules! files {
    ($language:literal) => {
        &[
            ("common", include_str!(concat!("../../assets/words/", $language, "/common.ftl"))),
            ("clock", include_str!(concat!("../../assets/words/", $language, "/clock.ftl"))),
            ("signin", include_str!(concat!("../../assets/words/", $language, "/signin.ftl"))),
            ("firstrun", include_str!(concat!("../../assets/words/", $language, "/firstrun.ftl"))),
            ("desk", include_str!(concat!("../../assets/words/", $language, "/desk.ftl"))),
            ("family", include_str!(concat!("../../assets/words/", $language, "/family.ftl"))),
            ("exam", include_str!(concat!("../../assets/words/", $language, "/exam.ftl"))),
            ("screening", include_str!(concat!("../../assets/words/", $language, "/screening.ftl"))),
            ("display", include_str!(concat!("../../assets/words/", $language, "/display.ftl"))),
            ("merge", include_str!(concat!("../../assets/words/", $language, "/merge.ftl"))),
            ("summary", include_str!(concat!("../../assets/words/", $language, "/summary.ftl"))),
            ("settings", include_str!(concat!("../../assets/words/", $language, "/settings.ftl"))),
            ("refusals", include_str!(concat!("../../assets/words/", $language, "/refusals.ftl"))),
            (
                "refusals-queue",
                include_str!(concat!("../../assets/words/", $language, "/refusals-queue.ftl")),
            ),
            (
                "refusals-people",
                include_str!(concat!("../../assets/words/", $language, "/refusals-people.ftl")),
            ),
            (
                "refusals-summary",
                include_str!(concat!("../../assets/words/", $language, "/refusals-summary.ftl")),
            ),
            ("printing", include_str!(concat!("../../assets/words/", $language, "/printing.ftl"))),
            ("paper", include_str!(concat!("../../assets/words/", $language, "/paper.ftl"))),
            ("verify", include_str!(concat!("../../assets/words/", $language, "/verify.ftl"))),
            ("cli", include_str!(concat!("../../assets/words/", $language, "/cli.ftl"))),
        ]
    };
}

static INDONESIAN: &[(&str, &str)] = files!("id");
static ENGLISH: &[(&str, &str)] = files!("en");

/// Area and contents of every translation file of a language.
pub fn sources(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::Indonesian => INDONESIAN,
        Language::English => ENGLISH,
    }
}

/// The keys of one translation file, in its order.
pub(super) fn keys(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let key = line.split_once('=')?.0.trim_end();
        key.starts_with(|letter: char| letter.is_ascii_lowercase()).then_some(key)
    })
}

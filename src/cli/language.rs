//! Which language the command line and its own windows speak. The desk's window hears of the first only: it speaks what
//! was chosen in it, and Indonesian before. What decides, in this order:
//!
//! 1. `--language` on the line;
//! 2. where the data folder has a clinic, what was chosen there on this PC (*Atur*), and Indonesian while nobody chose:
//!    the same that the front desk speaks;
//! 3. without a clinic (a district office that checks a summary) the system's languages in their order, the first of
//!    them that Loket speaks: `LANGUAGE`, `LC_ALL`, `LC_MESSAGES` and `LANG`, or what Windows was set to;
//! 4. Indonesian.

use std::path::Path;

use crate::store::database_file;
use crate::ui::app::Preferences;
use crate::words::Language;

/// The language to speak: `asked` is what the line says, `data` the data folder, if there is one.
pub fn spoken(asked: Option<Language>, data: Option<&Path>) -> Language {
    asked
        .or_else(|| data.and_then(of_clinic))
        .or_else(|| first_spoken(sys_locale::get_locales()))
        .unwrap_or_default()
}

fn of_clinic(data: &Path) -> Option<Language> {
    database_file(data).exists().then(|| Preferences::read(data).seat.language)
}

/// The first that Loket speaks of some locales as BCP 47 writes them: `en-GB`, `id-ID`, `id`.
fn first_spoken(locales: impl IntoIterator<Item = String>) -> Option<Language> {
    locales.into_iter().find_map(|locale| {
        let code = locale.split(['-', '_']).next()?.to_ascii_lowercase();
        // Indonesian was `in` before 1989, and some systems still say so.
        if code == "in" { Some(Language::Indonesian) } else { code.parse().ok() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::action::Preference;

    #[test]
    fn the_first_of_the_systems_languages_that_loket_speaks_is_taken() {
        let first = |locales: &[&str]| first_spoken(locales.iter().map(|&locale| locale.to_owned()));
        assert_eq!(first(&["en-GB"]), Some(Language::English));
        assert_eq!(first(&["id-ID", "en-US"]), Some(Language::Indonesian));
        assert_eq!(first(&["jv-ID", "su", "EN"]), Some(Language::English));
        assert_eq!(first(&["in_ID"]), Some(Language::Indonesian));
        assert_eq!(first(&["C"]), None);
        assert_eq!(first(&["enm", "idx", "-", ""]), None);
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn the_line_goes_before_the_clinic_and_the_clinic_before_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path();
        std::fs::write(database_file(data), b"").unwrap();
        let here = |asked| spoken(asked, Some(data));
        assert_eq!(
            here(None),
            Language::Indonesian,
            "nobody chose: as the front desk, whatever the system says"
        );
        Preferences::read(data).prefer(Preference::Language(Language::English), None);
        assert_eq!(here(None), Language::English);
        assert_eq!(here(Some(Language::Indonesian)), Language::Indonesian);
        std::fs::remove_file(database_file(data)).unwrap();
        assert_eq!(here(None), spoken(None, None), "a folder without a clinic decides nothing");
    }
}

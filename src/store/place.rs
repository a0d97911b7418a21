//! Where this installation keeps its data, and what this PC is for: a small file beside the program, written by the
//! installer. Without it the program is a desk, and its data are the user's own.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Whose installation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One user's: data in the user's own folder.
    #[default]
    User,
    /// Everybody's on this PC: data in the folder that all accounts share, so that a second account sees the same
    /// clinic.
    Machine,
    /// On a stick: data beside the program.
    Portable,
}

/// What a PC is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The front desk, with the clinic's data.
    #[default]
    Desk,
    /// An exam station of another PC's clinic.
    Station,
    /// A waiting room's display.
    Display,
    /// A ticket kiosk.
    Kiosk,
    /// A PC that only keeps the data for others.
    Hub,
}

impl Role {
    /// The stable word in the file and in keys of translations.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Desk => "desk",
            Self::Station => "station",
            Self::Display => "display",
            Self::Kiosk => "kiosk",
            Self::Hub => "hub",
        }
    }

    /// Whether the clinic's data are on this PC.
    pub const fn holds_data(self) -> bool {
        matches!(self, Self::Desk | Self::Hub)
    }
}

/// The installer's file is there and says nothing that can be read: where the clinic's data are is not known, and another
/// clinic must not begin without a word.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read ({why})", file.display())]
pub struct Unreadable {
    pub file: PathBuf,
    pub why: String,
}

/// What the installer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Install {
    /// Whose.
    pub scope: Scope,
    /// What for.
    pub role: Role,
    /// Where the hub is, for those that have none of their own.
    pub hub: String,
}

/// The file's name.
const FILE: &str = "install.json";
/// The folder of the data beside a portable program.
const BESIDE: &str = "data";

impl Install {
    /// What stands in a folder of a program; a file that is not there means nothing. Each word is read by itself and in any
    /// case: a role that this version does not know leaves the data where they are, a scope that it does not know stops.
    pub fn in_folder(folder: &Path) -> Result<Self, Unreadable> {
        let file = folder.join(FILE);
        let unreadable = |why: String| Unreadable { file: file.clone(), why };
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(unreadable(error.to_string())),
        };
        let written: Map<String, Value> =
            serde_json::from_slice(&bytes).map_err(|error| unreadable(error.to_string()))?;
        let word = |key: &str| written.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let known = |key: &str| Value::String(word(key).to_ascii_lowercase());
        Ok(Self {
            scope: serde_json::from_value(known("scope")).map_err(|error| unreadable(error.to_string()))?,
            role: serde_json::from_value(known("role")).unwrap_or_default(),
            hub: word("hub"),
        })
    }

    /// What the running program was installed as.
    pub fn here() -> Result<Self, Unreadable> {
        program_folder().map_or_else(|| Ok(Self::default()), |folder| Self::in_folder(&folder))
    }

    /// Where its data go: `program` is the folder of the program, `shared` the folder that all accounts share
    /// (`%ProgramData%`), `own` the user's own for this program. None where it has no such folder.
    pub fn data_folder(
        &self,
        program: Option<&Path>,
        shared: Option<&Path>,
        own: Option<PathBuf>,
    ) -> Option<PathBuf> {
        match self.scope {
            Scope::User => own,
            Scope::Machine => shared.map(|shared| shared.join("Loket").join("data")),
            Scope::Portable => program.map(|program| program.join(BESIDE)),
        }
    }
}

/// Whether Windows takes this file for a device: `CON.csv` is the console, whatever stands behind the point.
///
/// Source: Microsoft, "Naming Files, Paths, and Namespaces".
pub fn is_device(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_uppercase();
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end();
    let numbered = |kind: &str| {
        let number = stem
            .strip_prefix(kind)
            .and_then(|rest| rest.chars().next().filter(|_| rest.chars().count() == 1));
        number.is_some_and(|digit| matches!(digit, '1'..='9' | '¹' | '²' | '³'))
    };
    matches!(stem, "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// The folder of the running program.
pub fn program_folder() -> Option<PathBuf> {
    std::env::current_exe().ok()?.parent().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_devices_are_known_whatever_stands_behind_them() {
        for name in ["CON", "con.csv", "Nul.tar.gz", "PRN .csv", "aux.", "COM1.csv", "lpt9", "com².txt"] {
            assert!(is_device(&Path::new("D:/laporan").join(name)), "{name}");
        }
        for name in
            ["CONTOH.csv", "console.csv", "data.con", "COM10.csv", "COM.csv", "null", "LPT0", "Nurul.csv"]
        {
            assert!(!is_device(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn data_go_where_the_installation_says() {
        let of = |scope| Install { scope, ..Install::default() };
        let (program, shared) = (Path::new("/apps/Loket"), Path::new("/shared"));
        let own = || Some(PathBuf::from("/home/Siti Nurhaliza/Ény/Loket"));
        let folder = |scope| of(scope).data_folder(Some(program), Some(shared), own());
        assert_eq!(folder(Scope::User), own());
        assert_eq!(folder(Scope::Machine), Some(PathBuf::from("/shared/Loket/data")));
        assert_eq!(folder(Scope::Portable), Some(PathBuf::from("/apps/Loket/data")));
        assert_eq!(
            of(Scope::Machine).data_folder(Some(program), None, own()),
            None,
            "never silently elsewhere"
        );
    }

    #[test]
    fn what_the_installer_writes_is_read_and_what_it_does_not_write_is_a_desk() {
        let folder = tempfile::tempdir().unwrap();
        let read = || Install::in_folder(folder.path());
        assert_eq!(read().unwrap(), Install::default());
        let write = |text: &str| std::fs::write(folder.path().join(FILE), text).unwrap();
        write(r#"{ "scope": "machine", "role": "display", "hub": "192.168.1.10" }"#);
        let install = read().unwrap();
        assert_eq!(
            (install.scope, install.role, install.hub.as_str()),
            (Scope::Machine, Role::Display, "192.168.1.10")
        );
        assert!(!install.role.holds_data() && Role::Hub.holds_data());
        write(r#"{ "scope": "portable" }"#);
        assert_eq!(read().unwrap().scope, Scope::Portable);
        write(r#"{ "scope": "Machine", "role": "DISPLAY" }"#);
        let typed = read().unwrap();
        assert_eq!((typed.scope, typed.role), (Scope::Machine, Role::Display));
        // Another clinic in another folder would begin without a word.
        write(r#"{ "scope": "machine", "role": "toaster", "hub": 7 }"#);
        assert_eq!(read().unwrap(), Install { scope: Scope::Machine, ..Install::default() });
    }

    #[test]
    fn a_file_of_the_installer_that_cannot_be_read_is_no_desk_of_ones_own() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(FILE);
        for broken in ["", "{", "[]", "\0\0\0\0", r#"{ "role": "desk" }"#, r#"{ "scope": "everyone" }"#] {
            std::fs::write(&file, broken).unwrap();
            let unreadable = Install::in_folder(folder.path()).unwrap_err();
            assert_eq!(unreadable.file, file, "{broken}");
        }
        std::fs::remove_file(&file).unwrap();
        std::fs::create_dir(&file).unwrap();
        assert!(Install::in_folder(folder.path()).is_err(), "a folder in its place");
    }
}

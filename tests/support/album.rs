//! The stored pictures in `tests/data/pictures`: what is drawn is held against them, and accepted by whoever looked.

use loket::clinic::copies::Copies;
use loket::ui::shared::Shared;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::picture::{Difference, FARTHEST, Picture};

/// Set, a run stores what it draws where that differs, and its tests fail: such a run proves nothing.
pub const ACCEPT: &str = "LOKET_ACCEPT_PICTURES";

/// Where the stored ones lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pictures")
}

thread_local! {
    /// How many albums this test has open, and what was wrong in those it closed.
    static OPEN: Cell<usize> = const { Cell::new(0) };
    static WRONG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Where a test holds its pictures against the stored ones. It goes through all of them, and fails when it closes its
/// last album if one was not as it was.
#[derive(Debug)]
pub struct Album {
    wrong: Vec<String>,
}

impl Album {
    pub fn open() -> Self {
        OPEN.set(OPEN.get() + 1);
        Self { wrong: Vec::new() }
    }

    /// Holds what is drawn against the stored picture of this name.
    pub fn hold(&mut self, name: &str, drawn: &Picture) {
        assert!(
            asked_for().iter().any(|asked| asked == name),
            "the name “{name}” stands whole in no `picture(\"…\")` and no `pictures = […];`: nobody would find an orphan"
        );
        let stored = folder().join(format!("{name}.png"));
        let held = match std::env::var_os(ACCEPT).filter(|word| word == "1") {
            Some(_) => accept(&stored, drawn),
            None => held(&stored, name, drawn),
        };
        self.wrong.extend(held.err());
    }
}

impl Drop for Album {
    fn drop(&mut self) {
        WRONG.with_borrow_mut(|wrong| wrong.append(&mut self.wrong));
        OPEN.set(OPEN.get() - 1);
        if OPEN.get() > 0 {
            return;
        }
        let wrong = WRONG.take();
        if std::thread::panicking() {
            wrong.iter().for_each(|wrong| tell(wrong));
        } else {
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    }
}

/// What the screens see, as if the data lay in `/klinik` and a stick in `/usb`: the names of folders that are made for a
/// test are others in every run.
pub fn elsewhere(shared: &Shared) -> Shared {
    let data = Path::new("/klinik");
    let mut copies = Copies::clone(&shared.copies);
    let good = copies.good.as_mut().map(|good| &mut good.file);
    for path in copies.folder.as_mut().into_iter().chain(good) {
        if let Ok(inside) = path.strip_prefix(shared.pc.folder()) {
            *path = data.join(inside);
        } else if let Ok(inside) = path.strip_prefix(std::env::temp_dir()) {
            *path = Path::new("/usb").join(inside.components().skip(1).collect::<PathBuf>());
        }
    }
    Shared { pc: shared.pc.clone().known_as(data), copies: Arc::new(copies), ..shared.clone() }
}

/// Says it past the test's capture, which keeps what a passing test says to itself.
fn tell(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// Fails with a sentence if it differs from what is stored.
fn held(stored: &Path, name: &str, drawn: &Picture) -> Result<(), String> {
    let seen = drawn.halved();
    let looking = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    std::fs::create_dir_all(&looking).expect("a folder for pictures");
    let file = looking.join(format!("{name}.png"));
    let aside = looking.join(format!("{name}-difference.png"));
    let _ = std::fs::remove_file(&file);
    let _ = std::fs::remove_file(&aside);
    let (what, look) = match std::fs::read(stored) {
        Err(error) => (format!("{} cannot be read ({error})", stored.display()), file.display().to_string()),
        Ok(bytes) => {
            let kept = Picture::read(&bytes).map_err(|error| format!("{}: {error}", stored.display()))?;
            let Some(difference) = seen.differs_from(&kept) else { return Ok(()) };
            let both = seen.beside(&kept).whole_png().expect("a picture");
            std::fs::write(&aside, both).expect("a file for the difference");
            let look =
                format!("{} (as stored, as seen, what is off) and {}", aside.display(), file.display());
            (format!("the picture {name} is not as it was: {}", difference.in_words()), look)
        }
    };
    std::fs::write(&file, drawn.whole_png().expect("a picture")).expect("a file for what is seen");
    let test = std::thread::current()
        .name()
        .filter(|name| name.contains("::"))
        .unwrap_or("screen_ ui_kit")
        .to_owned();
    Err(format!(
        "{what}\n  Look at {look}.\n  If it is right: {ACCEPT}=1 cargo test --locked --test main -- {test}"
    ))
}

impl Difference {
    fn in_words(self) -> String {
        match self {
            Self::Size([width, height, seen_width, seen_height]) => {
                format!("{seen_width} × {seen_height} instead of {width} × {height} at half the size")
            }
            Self::Pixels { count, worst, within: [left, top, right, bottom] } => format!(
                "{count} pixels of half the size are off by up to {worst} of 255, from {left}, {top} to {right}, {bottom}"
            ),
        }
    }
}

/// Stores it if it differs from what is stored, and says so.
fn accept(stored: &Path, drawn: &Picture) -> Result<(), String> {
    let seen = drawn.halved();
    let kept = std::fs::read(stored).ok().and_then(|bytes| Picture::read(&bytes).ok());
    if kept.is_some_and(|kept| seen.differs_from(&kept).is_none()) {
        return Ok(());
    }
    let small = seen.small_png().expect("a picture");
    let reach = Picture::read(&small).expect("a picture").reach;
    assert!(reach <= FARTHEST, "{}: too many colours to be compared", stored.display());
    std::fs::create_dir_all(folder()).expect("a folder for pictures");
    std::fs::write(stored, small).expect("a file for the picture");
    let said = format!("{} was written. Run again without {ACCEPT}", stored.display());
    tell(&said);
    Err(said)
}

/// The names that stand whole in the sources of the tests, in the order of the files: `picture("name")`,
/// `picture(look, "name")`, or a list `pictures = […];`. Comments do not count.
pub fn asked_for() -> &'static [String] {
    static ASKED: OnceLock<Vec<String>> = OnceLock::new();
    ASKED.get_or_init(|| {
        let mut sources = Vec::new();
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"), &mut sources);
        sources.sort();
        sources
            .iter()
            .flat_map(|file| names(&std::fs::read_to_string(file).expect("a source can be read")))
            .collect()
    })
}

fn gather(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the tests' folder").filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Small letters, digits and dashes.
fn is_name(name: &str) -> bool {
    let is_fit = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    !name.is_empty() && name.chars().all(is_fit)
}

/// The names that one source asks for.
pub fn names(source: &str) -> Vec<String> {
    let code: Vec<_> = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut names = Vec::new();
    for (open, close) in [(".picture(", ')'), ("pictures = [", ';')] {
        for after in code.split(open).skip(1) {
            let inside = after.split(close).next().unwrap_or_default();
            let quoted = inside.split('"').skip(1).step_by(2);
            names.extend(quoted.filter(|name| is_name(name)).map(str::to_owned));
        }
    }
    names
}

/// The names of the files that are stored, and how large all of them are, in bytes.
pub fn stored() -> (BTreeSet<String>, u64) {
    let mut names = BTreeSet::new();
    let mut size = 0;
    for entry in std::fs::read_dir(folder()).expect("the stored pictures").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        names.insert(name.strip_suffix(".png").map(str::to_owned).unwrap_or(name));
        size += entry.metadata().map_or(0, |file| file.len());
    }
    (names, size)
}

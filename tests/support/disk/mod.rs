//! A disk in memory that knows what a power cut would leave of it: whatever was written since a file's last
//! fsync is kept, lost or torn at 512 bytes; a file created or deleted since the last sync of its folder may be
//! as before. SQLite sees it as a VFS (`vfs.rs`); here is the model, which knows nothing of SQLite.

mod vfs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a disk tears a write into.
const SECTOR: usize = 512;

/// The disk; its VFS is registered while this lives.
pub struct Disk {
    shared: Arc<Shared>,
    registered: vfs::Registered,
}

pub struct Shared {
    state: Mutex<State>,
}

/// What is there after a power cut.
pub struct Cut {
    /// At which of the disk's operations the power went away.
    pub operation: u64,
    /// The files by path, with what was left of them.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What the witness said just before.
    pub witnessed: usize,
}

/// An error that the disk will give once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The next fsync of a file whose name ends so.
    Sync(&'static str),
    /// A write to a file whose name ends so, after this many that succeed.
    Write(&'static str, u32),
    /// The next exclusive lock in shared memory, as for BEGIN IMMEDIATE.
    Lock,
}

/// What the fsync of a file says about the names in its folder. Both are found in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Names {
    /// SQLite's Unix VFS syncs the folder with the first fsync of a new journal or log.
    #[default]
    AllWithNewJournal,
    /// A file's own name is certain with its fsync, nothing else: a deleted journal may come back.
    OwnOnly,
}

type Witness = Box<dyn Fn() -> usize + Send>;

#[derive(Default)]
pub struct State {
    nodes: Vec<Node>,
    /// What programs see.
    names: BTreeMap<String, usize>,
    /// What the folder's last sync made certain.
    certain: BTreeMap<String, usize>,
    /// What each name stood for since then.
    since: BTreeMap<String, Vec<Option<usize>>>,
    operations: u64,
    syncs: u64,
    plan: BTreeSet<u64>,
    cuts: Vec<Cut>,
    witness: Option<Witness>,
    dice: Dice,
    fault: Option<Fault>,
    handles: u64,
    certainty: Names,
    /// No file may grow.
    is_full: bool,
}

#[derive(Default)]
struct Node {
    name: String,
    live: Vec<u8>,
    synced: Vec<u8>,
    unsynced: Vec<Change>,
    /// SQLite's file lock, by handle.
    locks: BTreeMap<u64, i32>,
    /// SQLite's shared memory and its locks, by handle: shared and exclusive bits.
    memory: Vec<Box<[u64]>>,
    memory_locks: BTreeMap<u64, (u16, u16)>,
}

enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

/// Repeatable chance.
pub struct Dice(fastrand::Rng);

impl Default for Dice {
    fn default() -> Self {
        Self::new(0)
    }
}

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// 0 … below − 1.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0.u64(..below)
    }
}

impl Disk {
    /// An empty disk under a name of its own. Disks of even and odd seeds differ in what an fsync says about names.
    pub fn new(seed: u64) -> Self {
        let certainty = if seed.is_multiple_of(2) { Names::AllWithNewJournal } else { Names::OwnOnly };
        let state = State { dice: Dice::new(seed), certainty, ..State::default() };
        let shared = Arc::new(Shared { state: Mutex::new(state) });
        let registered = vfs::Registered::new(Arc::clone(&shared));
        Self { shared, registered }
    }

    /// The name under which SQLite knows it.
    pub fn name(&self) -> String {
        self.registered.name().to_owned()
    }

    /// Takes what a power cut would leave at each of these operations; `witness` is asked just before.
    pub fn cut_at(
        &self,
        operations: impl IntoIterator<Item = u64>,
        witness: impl Fn() -> usize + Send + 'static,
    ) {
        let mut state = self.shared.lock();
        state.plan = operations.into_iter().collect();
        state.witness = Some(Box::new(witness));
    }

    /// The power goes away now.
    pub fn cut_now(&self) -> Cut {
        let mut state = self.shared.lock();
        state.cut();
        state.cuts.pop().unwrap()
    }

    /// The cuts taken so far.
    pub fn cuts(&self) -> Vec<Cut> {
        std::mem::take(&mut self.shared.lock().cuts)
    }

    /// Gives this error once.
    pub fn break_once(&self, fault: Fault) {
        self.shared.lock().fault = Some(fault);
    }

    /// Whether the error was given.
    pub fn has_broken(&self) -> bool {
        self.shared.lock().fault.is_none()
    }

    /// From now on there is no room: no file grows.
    pub fn fill(&self) {
        self.shared.lock().is_full = true;
    }

    /// There is room again.
    pub fn make_room(&self) {
        self.shared.lock().is_full = false;
    }

    /// Writes, syncs, creations and deletions so far.
    pub fn operations(&self) -> u64 {
        self.shared.lock().operations
    }

    /// Fsyncs so far.
    pub fn syncs(&self) -> u64 {
        self.shared.lock().syncs
    }
}

impl Cut {
    /// Puts the files into a real folder.
    pub fn write_into(&self, folder: &Path) {
        for (path, bytes) in &self.files {
            std::fs::write(folder.join(Path::new(path).file_name().unwrap()), bytes).unwrap();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Counts an operation; the power may go away just before it.
    fn operation(&mut self) {
        self.operations += 1;
        if self.plan.remove(&self.operations) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        let witnessed = self.witness.as_ref().map_or(0, |witness| witness());
        let mut files = BTreeMap::new();
        let names: BTreeSet<String> = self.certain.keys().chain(self.since.keys()).cloned().collect();
        for name in names {
            let before = self.certain.get(&name).copied();
            let mut possible = vec![before];
            possible.extend(self.since.get(&name).into_iter().flatten().copied());
            let chosen = possible[self.dice.roll(possible.len() as u64) as usize];
            if let Some(node) = chosen {
                files.insert(name, self.nodes[node].after_cut(&mut self.dice));
            }
        }
        self.cuts.push(Cut { operation: self.operations, files, witnessed });
    }

    fn create(&mut self, name: &str) -> usize {
        if let Some(node) = self.names.get(name) {
            return *node;
        }
        self.operation();
        let node = self.nodes.len();
        self.nodes.push(Node { name: name.to_owned(), ..Node::default() });
        self.names.insert(name.to_owned(), node);
        self.since.entry(name.to_owned()).or_default().push(Some(node));
        node
    }

    /// Whether there was such a file.
    fn delete(&mut self, name: &str) -> bool {
        if !self.names.contains_key(name) {
            return false;
        }
        self.operation();
        self.names.remove(name);
        self.since.entry(name.to_owned()).or_default().push(None);
        true
    }

    fn sync_folder(&mut self) {
        self.operation();
        self.syncs += 1;
        self.certain = self.names.clone();
        self.since.clear();
    }

    /// Whether the write is done; else the disk gives an error.
    fn write(&mut self, node: usize, at: usize, bytes: &[u8]) -> bool {
        self.operation();
        if let Some(Fault::Write(suffix, left)) = &mut self.fault
            && self.nodes[node].name.ends_with(*suffix)
        {
            if *left == 0 {
                self.fault = None;
                return false;
            }
            *left -= 1;
        }
        self.nodes[node].change(Change::Write { at, bytes: bytes.to_vec() });
        true
    }

    fn truncate(&mut self, node: usize, length: usize) {
        self.operation();
        self.nodes[node].change(Change::Truncate(length));
    }

    /// Whether the sync is done; else the disk gives an error and what was written stays uncertain.
    fn sync(&mut self, node: usize, new_journal: bool) -> bool {
        self.operation();
        self.syncs += 1;
        if let Some(Fault::Sync(suffix)) = self.fault
            && self.nodes[node].name.ends_with(suffix)
        {
            self.fault = None;
            return false;
        }
        let node = &mut self.nodes[node];
        let changes = std::mem::take(&mut node.unsynced);
        for change in &changes {
            change.apply(&mut node.synced);
        }
        let name = node.name.clone();
        match self.certainty {
            Names::AllWithNewJournal if new_journal => self.sync_folder(),
            Names::AllWithNewJournal => {}
            Names::OwnOnly => {
                self.since.remove(&name);
                if let Some(node) = self.names.get(&name) {
                    self.certain.insert(name, *node);
                }
            }
        }
        true
    }
}

impl Node {
    fn change(&mut self, change: Change) {
        change.apply(&mut self.live);
        self.unsynced.push(change);
    }

    /// What is left of the file: each change kept, lost or torn; sometimes all of them kept or lost.
    fn after_cut(&self, dice: &mut Dice) -> Vec<u8> {
        let mut left = self.synced.clone();
        let mood = dice.roll(6);
        for change in &self.unsynced {
            match (mood, dice.roll(3)) {
                (0, _) | (2.., 0) => change.apply(&mut left),
                (1, _) | (2.., 1) => {}
                (2.., _) => match change {
                    Change::Truncate(_) => change.apply(&mut left),
                    Change::Write { at, bytes } => torn(*at, bytes, dice, &mut left),
                },
            }
        }
        left
    }
}

fn torn(at: usize, bytes: &[u8], dice: &mut Dice, left: &mut Vec<u8>) {
    let mut from = at;
    while from < at + bytes.len() {
        let to = ((from / SECTOR + 1) * SECTOR).min(at + bytes.len());
        if dice.roll(2) == 0 {
            put(left, from, &bytes[from - at..to - at]);
        }
        from = to;
    }
}

fn put(into: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    if into.len() < at + bytes.len() {
        into.resize(at + bytes.len(), 0);
    }
    into[at..at + bytes.len()].copy_from_slice(bytes);
}

impl Change {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write { at, bytes } => put(to, *at, bytes),
            Self::Truncate(length) => to.resize(*length, 0),
        }
    }
}

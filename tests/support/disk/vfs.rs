//! The disk as SQLite sees it: the C interface of a VFS with shared memory, over the model in `mod.rs`.
#![expect(unsafe_code, reason = "a VFS is C: SQLite calls these functions with its own pointers")]

use rusqlite::ffi;
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering, fence};

use super::{Fault, Shared, State};

/// A VFS in SQLite's list; taken out when dropped.
pub struct Registered {
    vfs: *mut ffi::sqlite3_vfs,
    name: CString,
}

// SAFETY: the VFS is only read after registration, and its disk is behind a mutex.
unsafe impl Send for Registered {}
// SAFETY: as above.
unsafe impl Sync for Registered {}

impl Registered {
    pub fn new(shared: Arc<Shared>) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = CString::new(format!("disk-{}-{count}", std::process::id())).unwrap();
        let vfs = Box::into_raw(Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: size_of::<Handle>() as c_int,
            mxPathname: 1024,
            pNext: std::ptr::null_mut(),
            zName: name.as_ptr(),
            pAppData: Arc::into_raw(shared).cast_mut().cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: None,
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: the structure lives until this value is dropped.
        assert_eq!(unsafe { ffi::sqlite3_vfs_register(vfs, 0) }, ffi::SQLITE_OK);
        Self { vfs, name }
    }

    pub fn name(&self) -> &str {
        self.name.to_str().unwrap()
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        // SAFETY: made by Box::into_raw and Arc::into_raw above; every connection is closed by now.
        unsafe {
            ffi::sqlite3_vfs_unregister(self.vfs);
            drop(Arc::from_raw((*self.vfs).pAppData.cast::<Shared>()));
            drop(Box::from_raw(self.vfs));
        }
    }
}

/// An open file; begins as SQLite wants it.
#[repr(C)]
struct Handle {
    base: ffi::sqlite3_file,
    shared: *const Shared,
    node: usize,
    id: u64,
    flags: Flags,
}

#[derive(Clone, Copy)]
struct Flags {
    /// A journal or log that was just made and never synced.
    new_journal: bool,
    delete_on_close: bool,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(characteristics),
    xShmMap: Some(memory_map),
    xShmLock: Some(memory_lock),
    xShmBarrier: Some(memory_barrier),
    xShmUnmap: Some(memory_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The state behind a handle, and the handle.
unsafe fn with<T>(file: *mut ffi::sqlite3_file, work: impl FnOnce(&mut State, &mut Handle) -> T) -> T {
    // SAFETY: SQLite hands back the file that `open` filled.
    let handle = unsafe { &mut *file.cast::<Handle>() };
    // SAFETY: the disk outlives its files.
    let shared = unsafe { &*handle.shared };
    work(&mut shared.lock(), handle)
}

unsafe fn disk<'a>(vfs: *mut ffi::sqlite3_vfs) -> &'a Shared {
    // SAFETY: set in `Registered::new`.
    unsafe { &*(*vfs).pAppData.cast::<Shared>() }
}

unsafe fn text<'a>(name: *const c_char) -> &'a str {
    // SAFETY: SQLite's names end with a zero.
    unsafe { CStr::from_ptr(name) }.to_str().unwrap()
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: `file` has szOsFile bytes; the other pointers are SQLite's.
    unsafe {
        (*file).pMethods = std::ptr::null();
        let shared = disk(vfs);
        let mut state = shared.lock();
        state.handles += 1;
        let id = state.handles;
        let name = if name.is_null() { format!("temporary-{id}") } else { text(name).to_owned() };
        let known = state.names.get(&name).copied();
        let node = match known {
            Some(node) => node,
            None if flags & ffi::SQLITE_OPEN_CREATE != 0 => state.create(&name),
            None => return ffi::SQLITE_CANTOPEN,
        };
        let journal = flags
            & (ffi::SQLITE_OPEN_MAIN_JOURNAL | ffi::SQLITE_OPEN_SUPER_JOURNAL | ffi::SQLITE_OPEN_WAL)
            != 0;
        let flags_of = Flags {
            new_journal: known.is_none() && journal,
            delete_on_close: flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0,
        };
        file.cast::<Handle>().write(Handle {
            base: ffi::sqlite3_file { pMethods: &raw const METHODS },
            shared,
            node,
            id,
            flags: flags_of,
        });
        if !out.is_null() {
            *out = flags;
        }
        ffi::SQLITE_OK
    }
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: an open file of ours.
    unsafe {
        with(file, |state, handle| {
            let node = &mut state.nodes[handle.node];
            node.locks.remove(&handle.id);
            let name = node.name.clone();
            if handle.flags.delete_on_close {
                state.delete(&name);
            }
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    amount: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives `amount` bytes to write to.
    unsafe {
        let into = std::slice::from_raw_parts_mut(into.cast::<u8>(), amount as usize);
        with(file, |state, handle| {
            let live = &state.nodes[handle.node].live;
            let from = (at as usize).min(live.len());
            let to = (at as usize + into.len()).min(live.len());
            let count = to - from;
            into[..count].copy_from_slice(&live[from..to]);
            into[count..].fill(0);
            if count == into.len() { ffi::SQLITE_OK } else { ffi::SQLITE_IOERR_SHORT_READ }
        })
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    amount: c_int,
    at: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives `amount` bytes to read from.
    unsafe {
        let from = std::slice::from_raw_parts(from.cast::<u8>(), amount as usize);
        with(file, |state, handle| {
            if state.is_full && at as usize + from.len() > state.nodes[handle.node].live.len() {
                return ffi::SQLITE_FULL;
            }
            if state.write(handle.node, at as usize, from) { ffi::SQLITE_OK } else { ffi::SQLITE_IOERR_WRITE }
        })
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, length: ffi::sqlite3_int64) -> c_int {
    // SAFETY: an open file of ours.
    unsafe { with(file, |state, handle| state.truncate(handle.node, length as usize)) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe {
        with(file, |state, handle| {
            if !state.sync(handle.node, handle.flags.new_journal) {
                return ffi::SQLITE_IOERR_FSYNC;
            }
            handle.flags.new_journal = false;
            ffi::SQLITE_OK
        })
    }
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut ffi::sqlite3_int64) -> c_int {
    // SAFETY: an open file of ours, and SQLite's place for the answer.
    unsafe { *size = with(file, |state, handle| state.nodes[handle.node].live.len() as i64) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe {
        with(file, |state, handle| {
            let locks = &mut state.nodes[handle.node].locks;
            let own = locks.get(&handle.id).copied().unwrap_or(ffi::SQLITE_LOCK_NONE);
            if own >= level {
                return ffi::SQLITE_OK;
            }
            let others = locks
                .iter()
                .filter_map(|(id, level)| (*id != handle.id).then_some(*level))
                .max()
                .unwrap_or(ffi::SQLITE_LOCK_NONE);
            let highest = match level {
                ffi::SQLITE_LOCK_SHARED => ffi::SQLITE_LOCK_RESERVED,
                ffi::SQLITE_LOCK_RESERVED => ffi::SQLITE_LOCK_SHARED,
                _ => ffi::SQLITE_LOCK_NONE,
            };
            if others > highest {
                if level == ffi::SQLITE_LOCK_EXCLUSIVE && others == ffi::SQLITE_LOCK_SHARED {
                    locks.insert(handle.id, ffi::SQLITE_LOCK_PENDING);
                }
                return ffi::SQLITE_BUSY;
            }
            locks.insert(handle.id, level);
            ffi::SQLITE_OK
        })
    }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe { with(file, |state, handle| state.nodes[handle.node].locks.insert(handle.id, level)) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved(file: *mut ffi::sqlite3_file, out: *mut c_int) -> c_int {
    // SAFETY: an open file of ours, and SQLite's place for the answer.
    unsafe {
        *out = with(file, |state, handle| {
            let mut levels = state.nodes[handle.node].locks.values();
            c_int::from(levels.any(|level| *level >= ffi::SQLITE_LOCK_RESERVED))
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn control(_file: *mut ffi::sqlite3_file, _what: c_int, _with: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_file: *mut ffi::sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn characteristics(_file: *mut ffi::sqlite3_file) -> c_int {
    // As the Unix VFS says by default: a torn write does no harm to its neighbours.
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

unsafe extern "C" fn memory_map(
    file: *mut ffi::sqlite3_file,
    region: c_int,
    size: c_int,
    extend: c_int,
    out: *mut *mut c_void,
) -> c_int {
    // SAFETY: an open file of ours; a region stays where it is until the last handle lets go of it.
    unsafe {
        *out = std::ptr::null_mut();
        with(file, |state, handle| {
            let node = &mut state.nodes[handle.node];
            node.memory_locks.entry(handle.id).or_default();
            if extend != 0 {
                while node.memory.len() <= region as usize {
                    node.memory.push(vec![0u64; size as usize / 8].into_boxed_slice());
                }
            }
            if let Some(region) = node.memory.get_mut(region as usize) {
                *out = region.as_mut_ptr().cast();
            }
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn memory_lock(
    file: *mut ffi::sqlite3_file,
    offset: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    let bits = ((1u16 << count) - 1) << offset;
    // SAFETY: an open file of ours.
    unsafe {
        with(file, |state, handle| {
            let lock = ffi::SQLITE_SHM_LOCK | ffi::SQLITE_SHM_EXCLUSIVE;
            if flags & lock == lock && state.fault == Some(Fault::Lock) {
                state.fault = None;
                return ffi::SQLITE_IOERR_SHMLOCK;
            }
            let locks = &mut state.nodes[handle.node].memory_locks;
            let others = locks
                .iter()
                .filter(|(id, _)| **id != handle.id)
                .fold((0, 0), |all, (_, one)| (all.0 | one.0, all.1 | one.1));
            let own = locks.entry(handle.id).or_default();
            let exclusive = flags & ffi::SQLITE_SHM_EXCLUSIVE != 0;
            if flags & ffi::SQLITE_SHM_UNLOCK != 0 {
                own.0 &= !bits;
                own.1 &= !bits;
            } else if others.1 & bits != 0 || (exclusive && others.0 & bits != 0) {
                return ffi::SQLITE_BUSY;
            } else if exclusive {
                own.1 |= bits;
            } else {
                own.0 |= bits;
            }
            ffi::SQLITE_OK
        })
    }
}

unsafe extern "C" fn memory_barrier(file: *mut ffi::sqlite3_file) {
    fence(Ordering::SeqCst);
    // SAFETY: an open file of ours; the mutex is the stronger barrier.
    unsafe { with(file, |_, _| ()) };
}

unsafe extern "C" fn memory_unmap(file: *mut ffi::sqlite3_file, _delete: c_int) -> c_int {
    // SAFETY: an open file of ours.
    unsafe {
        with(file, |state, handle| {
            let node = &mut state.nodes[handle.node];
            node.memory_locks.remove(&handle.id);
            if node.memory_locks.is_empty() {
                node.memory.clear();
            }
        });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, sync_folder: c_int) -> c_int {
    // SAFETY: our VFS, SQLite's name.
    unsafe {
        let mut state = disk(vfs).lock();
        if !state.delete(text(name)) {
            return ffi::SQLITE_IOERR_DELETE_NOENT;
        }
        if sync_folder != 0 {
            state.sync_folder();
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: our VFS, SQLite's name and place for the answer.
    unsafe { *out = c_int::from(disk(vfs).lock().names.contains_key(text(name))) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn full_path(
    _vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: SQLite gives `room` bytes.
    unsafe {
        let bytes = CStr::from_ptr(name).to_bytes_with_nul();
        if bytes.len() > room as usize {
            return ffi::SQLITE_CANTOPEN;
        }
        std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), out, bytes.len());
    }
    ffi::SQLITE_OK
}

/// The VFS of the system, for what is not a file.
fn system() -> *mut ffi::sqlite3_vfs {
    // SAFETY: SQLite always has one.
    unsafe { ffi::sqlite3_vfs_find(std::ptr::null()) }
}

unsafe extern "C" fn randomness(_vfs: *mut ffi::sqlite3_vfs, count: c_int, out: *mut c_char) -> c_int {
    let system = system();
    // SAFETY: handed on as it came.
    unsafe { (*system).xRandomness.map_or(0, |with| with(system, count, out)) }
}

unsafe extern "C" fn sleep(_vfs: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    let system = system();
    // SAFETY: handed on as it came.
    unsafe { (*system).xSleep.map_or(0, |with| with(system, microseconds)) }
}

unsafe extern "C" fn current_time(_vfs: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    let system = system();
    // SAFETY: handed on as it came.
    unsafe { (*system).xCurrentTime.map_or(ffi::SQLITE_ERROR, |with| with(system, out)) }
}

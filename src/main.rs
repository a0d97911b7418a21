//! The program's door to the command line.

// A double click opens the window and no console beside it; `loket.com` is the command line there.
#![cfg_attr(windows, windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    owner_alone();
    give_memory_back();
    loket::cli::main()
}

/// Every file that is made from now on is its owner's alone: data, copies, papers, logs, and what is exported.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "only the C library can be told this; it is called before any thread begins")]
fn owner_alone() {
    // SAFETY: umask takes a number, cannot fail, and changes how later files are made.
    unsafe {
        libc::umask(0o077);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
const fn owner_alone() {}

/// Large blocks go back to the system as soon as they are free: a password's hash takes 19 MB, a month's summary
/// more, and the C library would keep as much for good. Windows gives them back by itself.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(
    unsafe_code,
    reason = "only the C library itself can be told this; it is called before any thread begins"
)]
fn give_memory_back() {
    const LARGE: libc::c_int = 256 * 1024;
    // SAFETY: mallopt takes two integers and changes how later blocks are had.
    unsafe {
        libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
const fn give_memory_back() {}

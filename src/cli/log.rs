//! The log: one file a day in the data folder, fourteen kept, no personal data.

use std::path::Path;
use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// Begins the log; it is written as long as the guard lives. Without a writable folder there is none.
pub fn begin(folder: &Path) -> Option<WorkerGuard> {
    std::fs::create_dir_all(folder.join("log")).ok()?;
    let files = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("loket")
        .filename_suffix("log")
        .max_log_files(14)
        .build(folder.join("log"))
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(files);
    let filter = EnvFilter::try_from_env("LOKET_LOG").unwrap_or_else(|_| EnvFilter::new("warn,loket=info"));
    let begun =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).try_init();
    begun.ok().map(|()| guard)
}

//! Bundled reference data.

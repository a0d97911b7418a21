//! The SQL of screening.

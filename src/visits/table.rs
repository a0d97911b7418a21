//! The SQL of visits.

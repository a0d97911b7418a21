//! t
mod who_agreement;

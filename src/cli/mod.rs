//! The command line: reads arguments, chooses a role and hands over.

pub mod growth;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Loket: the front desk of one community clinic.
#[derive(Debug, Parser)]
#[command(name = "loket", version)]
struct Arguments {
    #[command(subcommand)]
    role: Role,
}

#[derive(Debug, Subcommand)]
enum Role {
    /// Hitung z-score WHO untuk berkas CSV.
    Growth(growth::GrowthArgs),
}

/// Runs what the arguments ask for.
pub fn main() -> ExitCode {
    match Arguments::parse().role {
        Role::Growth(args) => growth::run(&args),
    }
}

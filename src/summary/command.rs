//! What can be done about the seal and the summaries, each with what is replied to it.

use serde::{Deserialize, Serialize};

use super::{Files, Hash, blob};
use crate::terms::{SummaryId, commands};

commands! {
    /// What is asked for.
    summary::command in "Summary" {
        KeepSeal(KeepSeal) = "keep_seal" -> (),
        ReplaceSeal(ReplaceSeal) = "replace_seal" -> (),
        KeepKeyCopy(KeepKeyCopy) = "keep_key_copy" -> (),
        Confirm(Confirm) = "confirm" -> (),
        /// Stores a summary that was made and sealed from a snapshot; replied is its number.
        Store(Files in Box) = "store" -> SummaryId,
    }
}

/// Keeps the certificate (DER) of the seal that was just made; part of the first run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepSeal(#[serde(with = "blob")] pub Vec<u8>);

/// A new seal (its certificate, DER) in the place of one whose key is lost; what that one sealed stays the clinic's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplaceSeal(#[serde(with = "blob")] pub Vec<u8>);

/// Keeps the seal's private key as it was hidden behind the recovery sheet's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepKeyCopy(#[serde(with = "blob")] pub Vec<u8>);

/// Vouches again for the summary with this SHA-256 of its JSON, which a seal sealed that was replaced before the time it
/// names: the PC's clock was ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirm(pub Hash);

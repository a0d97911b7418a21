//! Secrets while they are typed: no log shows them, and what is wrong with them is said in words.

use crate::staff::WeakSecret;

/// Something typed that no log may show.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The sentence for a PIN that cannot be used.
pub const fn pin_key(why: WeakSecret) -> &'static str {
    match why {
        WeakSecret::NotSixDigits => "problem-pin-digits",
        WeakSecret::Obvious => "problem-pin-obvious",
        WeakSecret::Short(_) | WeakSecret::Failed => "problem-secret-failed",
    }
}

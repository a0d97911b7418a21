//! What is asked for together with the kind of what is answered, so that an answer of another kind cannot be written.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A command that knows what is replied to it.
pub trait Request: Sized {
    /// What is replied: ids and numbers only, for it is kept in the journal.
    type Reply: Serialize + DeserializeOwned + Send + 'static;
}

/// A command that is one of a subject's.
pub trait OneOf: Request {
    /// All commands of that subject, as one value: what goes over a wire and what rights are asked for.
    type All: From<Self>;
}

/// Makes of a list the enum `Command` of a subject, in the subject's file `command.rs`.
///
/// ```text
/// commands! {
///     /// What a person asks of the queue.
///     queue in "Queue" {
///         Issue(Issue) = "Issue" -> Issued,
///         Register(Registration in Box) = "Register" -> Registered,
///     }
/// }
/// ```
///
/// Each line is a variant, the struct that it holds (in a box where that is big), its stable word and what is replied.
/// From it come: `Sort`, the variants without their contents; the variant, named by the word in JSON; `Command::word`, by which the journal names it
/// (`Queue.Issue`; a word must never change, for it stands in journals); `From` the struct; [`Request`] and [`OneOf`]
/// of the struct; and a macro `each!(command, one => …)`, which does the same with whichever struct a command holds,
/// with the struct's own type.
macro_rules! commands {
    ($(#[$about:meta])* $($module:ident)::+ in $room:literal {
        $($(#[$doc:meta])* $variant:ident($kind:ident $(in $held:ident)?) = $word:literal -> $reply:ty),+ $(,)?
    }) => {
        $(#[$about])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        pub enum Command {
            $(
                $(#[$doc])*
                #[serde(rename = $word)]
                $variant($crate::terms::request::held!($kind $(in $held)?)),
            )+
        }

        impl Command {
            /// The stable word of each, as [`Self::word`] says it.
            pub const WORDS: &'static [&'static str] = &[$(concat!($room, ".", $word)),+];

            /// Its stable word in the journal, with the subject's before it.
            pub const fn word(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => concat!($room, ".", $word),)+
                }
            }

            /// Sort command it is.
            pub const fn sort(&self) -> Sort {
                match self {
                    $(Self::$variant(_) => Sort::$variant,)+
                }
            }
        }

        /// Sort command it is, without what it says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Sort {
            $($(#[$doc])* $variant,)+
        }

        impl Sort {
            /// Each of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its stable word.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($room, ".", $word),)+
                }
            }
        }

        $(
            impl From<$kind> for Command {
                fn from(one: $kind) -> Self {
                    Self::$variant(one.into())
                }
            }

            impl $crate::terms::Request for $kind {
                type Reply = $reply;
            }

            impl $crate::terms::OneOf for $kind {
                type All = Command;
            }
        )+

        $crate::terms::request::each!(($) $($module)::+: $($variant $(in $held)?),+);
    };
}

/// How a variant holds its struct.
macro_rules! held {
    ($kind:ident) => { $kind };
    ($kind:ident in $held:ident) => { $held<$kind> };
}

/// The struct that a variant holds.
macro_rules! inside {
    ($one:ident) => {
        $one
    };
    ($one:ident in $held:ident) => {
        &**$one
    };
}

/// Makes the subject's `each!`; the `$` is handed in, for it cannot be written into a macro that is made by a macro.
macro_rules! each {
    (($d:tt) $($module:ident)::+: $($variant:ident $(in $held:ident)?),+) => {
        macro_rules! each {
            ($d command:expr, $d one:ident => $d done:expr) => {
                {
                    use $crate::$($module)::+::Command as AnyOfAll;
                    match $d command {
                        $(AnyOfAll::$variant($d one) => {
                            let $d one = $crate::terms::request::inside!($d one $(in $held)?);
                            $d done
                        })+
                    }
                }
            };
        }
        pub(crate) use each;
    };
}

pub(crate) use {commands, each, held, inside};

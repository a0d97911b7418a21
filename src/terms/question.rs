//! How a subject lists its questions: each is a struct of its own, and all of them together one enum.

/// Makes the enum `Query` of a subject's questions from structs of the same names, and each of them into it.
///
/// The enum is the value on the wire and the one whose every variant names its permission; the struct is what is
/// asked, for it alone knows the type of its answer (the door's `questions!`). `Sort` names each without its contents: by
/// it the door says what its answer lays open.
macro_rules! queries {
    ($($question:ident),+ $(,)?) => {
        /// Every question of this subject, as a value.
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum Query {
            $(
                #[doc = concat!("See [`", stringify!($question), "`].")]
                $question($question),
            )+
        }

        /// Sort question it is, without what it asks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Sort {
            $(
                #[doc = concat!("See [`", stringify!($question), "`].")]
                $question,
            )+
        }

        impl Sort {
            /// Each of them.
            pub const ALL: &'static [Self] = &[$(Self::$question),+];

            /// Its name in lists of questions.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$question => stringify!($question),)+
                }
            }
        }

        impl Query {
            /// Sort question it is.
            pub const fn sort(&self) -> Sort {
                match self {
                    $(Self::$question(_) => Sort::$question,)+
                }
            }
        }

        $(
            impl From<$question> for Query {
                fn from(question: $question) -> Self {
                    Self::$question(question)
                }
            }
        )+
    };
}

pub(crate) use queries;

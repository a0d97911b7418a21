//! How a subject lists its questions: each is a struct of its own, and all of them together one enum.

/// Makes the enum `Query` of a subject's questions from structs of the same names, and each of them into it.
///
/// The enum is the value on the wire and the one whose every variant names its permission; the struct is what is
/// asked, for it alone knows the type of its answer (the door's `questions!`).
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

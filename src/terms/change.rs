//! What a form changed: of each field the value that was shown, and the new one.
//!
//! So two people on one form are told apart field by field: who changes the telephone does not undo a new address.

use serde::{Deserialize, Serialize};

/// One changed field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change<T> {
    /// What the form showed before anybody typed.
    pub shown: T,
    /// What it shall be.
    pub new: T,
}

impl<T: Clone + PartialEq> Change<T> {
    /// What there is to send: nothing where nothing was changed.
    pub fn between(shown: &T, new: &T) -> Option<Self> {
        (shown != new).then(|| Self { shown: shown.clone(), new: new.clone() })
    }

    /// Whether somebody else has changed the field meanwhile, to something else than this.
    pub fn clashes(&self, now: &T) -> bool {
        *now != self.shown && *now != self.new
    }
}

/// A change that came too late: nothing of it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash<F, T> {
    /// The fields that somebody else has changed meanwhile.
    pub fields: Vec<F>,
    /// All of it as it is now.
    pub now: Box<T>,
}

/// Makes the changes of a form from the list of its fields: where each stands, its name, and the key of its label.
///
/// ```text
/// changes! {
///     /// What is changed of a person.
///     Changes of Details, each a Field {
///         name: String = name => Name "person-name",
///         rt: Option<u16> = address.rt => Rt "person-rt",
///     }
/// }
/// ```
macro_rules! changes {
    (
        $(#[$doc:meta])* $Changes:ident of $Whole:ident, each a $Field:ident {
            $($field:ident: $Type:ty = $($path:ident).+ => $Name:ident $label:literal),+ $(,)?
        }
    ) => {
        /// A field of the form, to say which one is meant.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $Field { $($Name),+ }

        impl $Field {
            /// All of them, in the order of the form.
            pub const ALL: [Self; [$($label),+].len()] = [$(Self::$Name),+];

            /// Its name, for logs.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$Name => stringify!($field)),+ }
            }

            /// The key of its label.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Name => $label),+ }
            }
        }

        impl $crate::terms::Clash<$Field, $Whole> {
            /// The keys of the fields' labels.
            pub fn labels(&self) -> Vec<&'static str> {
                self.fields.iter().map(|field| field.label()).collect()
            }

            /// What was typed over what was shown, put on what is now: the rest is as somebody else has left it.
            pub fn merge(&self, shown: &$Whole, typed: &$Whole) -> $Whole {
                $Changes::between(shown, typed).over(&self.now)
            }
        }

        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $Changes {
            $(#[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$crate::terms::Change<$Type>>),+
        }

        impl $Changes {
            /// What differs.
            pub fn between(shown: &$Whole, new: &$Whole) -> Self {
                Self { $($field: $crate::terms::Change::between(&shown.$($path).+, &new.$($path).+)),+ }
            }

            /// All of it with these changes, or which of them somebody else was quicker with.
            pub fn onto(&self, now: &$Whole) -> Result<$Whole, $crate::terms::Clash<$Field, $Whole>> {
                let mut fields = Vec::new();
                $(if self.$field.as_ref().is_some_and(|change| change.clashes(&now.$($path).+)) {
                    fields.push($Field::$Name);
                })+
                if fields.is_empty() {
                    Ok(self.over(now))
                } else {
                    Err($crate::terms::Clash { fields, now: Box::new(now.clone()) })
                }
            }

            /// All of it with these changes, whatever anybody else did.
            pub fn over(&self, now: &$Whole) -> $Whole {
                let mut all = now.clone();
                $(if let Some(change) = &self.$field {
                    all.$($path).+ = change.new.clone();
                })+
                all
            }
        }
    };
}
pub(crate) use changes;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
    pub struct Inner {
        street: u8,
    }

    #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
    pub struct Whole {
        name: u8,
        phone: Option<u8>,
        home: Inner,
    }

    changes! {
        /// For this test.
        Changes of Whole, each a Field {
            name: u8 = name => Name "name",
            phone: Option<u8> = phone => Phone "phone",
            street: u8 = home.street => Street "street",
        }
    }

    fn whole() -> impl Strategy<Value = Whole> {
        // Few values, so that two edits often meet.
        (0..3u8, proptest::option::of(0..2u8), 0..3u8).prop_map(|(name, phone, street)| Whole {
            name,
            phone,
            home: Inner { street },
        })
    }

    /// One field of two edits from the same base: what becomes of it, unless they clash.
    fn both<T: PartialEq + Copy>(base: T, first: T, second: T) -> Result<T, ()> {
        match (first == base, second == base) {
            (_, true) => Ok(first),
            (true, false) => Ok(second),
            (false, false) if first == second => Ok(first),
            (false, false) => Err(()),
        }
    }

    proptest! {
        #[test]
        fn two_edits_of_one_form_are_both_kept_or_the_later_one_is_told_which_field(
            base in whole(), first in whole(), second in whole(),
        ) {
            let stored = Changes::between(&base, &first).onto(&base).unwrap();
            prop_assert_eq!(&stored, &first);
            let name = both(base.name, first.name, second.name);
            let phone = both(base.phone, first.phone, second.phone);
            let street = both(base.home.street, first.home.street, second.home.street);
            match Changes::between(&base, &second).onto(&stored) {
                Ok(all) => {
                    let wanted = (name.unwrap(), phone.unwrap(), street.unwrap());
                    prop_assert_eq!((all.name, all.phone, all.home.street), wanted);
                }
                Err(clash) => {
                    let wrong = [(name.is_err(), Field::Name), (phone.is_err(), Field::Phone), (street.is_err(), Field::Street)];
                    let wrong: Vec<Field> = wrong.into_iter().filter(|(is, _)| *is).map(|(_, field)| field).collect();
                    prop_assert!(!wrong.is_empty());
                    prop_assert_eq!(clash.fields, wrong);
                    prop_assert_eq!(*clash.now, stored);
                }
            }
        }

        #[test]
        fn only_what_was_changed_is_sent_and_it_comes_back_from_the_wire(shown in whole(), new in whole()) {
            let changes = Changes::between(&shown, &new);
            let sent = serde_json::to_value(&changes).unwrap();
            prop_assert_eq!(sent.get("name").is_some(), shown.name != new.name);
            prop_assert_eq!(serde_json::from_value::<Changes>(sent).unwrap(), changes.clone());
            prop_assert_eq!(changes.over(&shown), new);
        }
    }
}

//! Every screen of the rail, registered in one list: its module, its type, its word, its icon, and who may see it. The
//! program asks here and names no screen itself. First run, sign-in and the display are no places of the rail.

use crate::clinic::{Permission, Published};
use crate::staff::Role;
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::icon::Icon;
use crate::ui::screen::Screen;
use crate::ui::shared::Shared;

/// Makes of the list below
///
/// * [`Name`], which screen, in the rail's order, and what the rail shows of it ([`Label`]);
/// * [`Place`], where the program can go: a screen, and what it is opened with, if with anything;
/// * [`Message`], what happened on which screen;
/// * [`Screens`], their states, and for each method of [`Screen`] the way to the one that is meant.
///
/// A screen `Exam` stands in the module `ui::exam` beside its `Message`, implements [`Screen`] and [`Default`].
macro_rules! screens {
    ($(
        $(#[$about:meta])+
        $module:ident: $Screen:ident { word: $word:literal, icon: $icon:expr, right: $right:expr },
    )+) => {
        /// Which screen, in the rail's order; the last stands apart at its lower end. Ctrl and a digit lead to the
        /// first, second … of those that somebody may see.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Name {
            $($(#[$about])+ $Screen,)+
        }

        impl Name {
            /// Every screen, in the rail's order.
            pub const ALL: &'static [Self] = &[$(Self::$Screen,)+];

            /// What the rail shows of it, and to whom.
            pub const fn label(self) -> Label {
                match self {
                    $(Self::$Screen => Label {
                        id: concat!("nav.", stringify!($module)),
                        word: $word,
                        icon: $icon,
                        right: $right,
                    },)+
                }
            }
        }

        /// Where the program can go; `None` leaves the screen as it was left.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Place {
            $($(#[$about])+ $Screen(Option<<crate::ui::$module::$Screen as Screen>::Opening>),)+
        }

        impl Place {
            /// The screen that it is on.
            pub const fn name(&self) -> Name {
                match self {
                    $(Self::$Screen(_) => Name::$Screen,)+
                }
            }
        }

        impl From<Name> for Place {
            fn from(name: Name) -> Self {
                match name {
                    $(Name::$Screen => Self::$Screen(None),)+
                }
            }
        }

        /// What can happen on the screens.
        #[derive(Debug, Clone)]
        pub enum Message {
            $($(#[$about])+ $Screen(crate::ui::$module::Message),)+
        }

        /// All screens; each keeps what was typed on it while another is in view.
        #[derive(Default)]
        pub(super) struct Screens {
            $($module: crate::ui::$module::$Screen,)+
        }

        impl Screens {
            pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Message> {
                match message {
                    $(Message::$Screen(message) => self.$module.update(message, shared).map(Message::$Screen),)+
                }
            }

            pub(super) fn view<'a>(&'a self, name: Name, shared: &'a Shared) -> Element<'a, Message> {
                match name {
                    $(Name::$Screen => self.$module.view(shared).map(Message::$Screen),)+
                }
            }

            pub(super) fn shown(&mut self, name: Name, shared: &Shared) -> Action<Message> {
                match name {
                    $(Name::$Screen => self.$module.shown(shared).map(Message::$Screen),)+
                }
            }

            /// Opens a screen with what the place says; nothing where it says nothing.
            pub(super) fn open(&mut self, place: Place, shared: &Shared) -> Action<Message> {
                match place {
                    $(Place::$Screen(Some(opening)) => {
                        self.$module.open(opening, shared).map(Message::$Screen)
                    })+
                    $(Place::$Screen(None))|+ => Action::none(),
                }
            }

            /// Whether something is typed on it and not saved.
            pub(super) fn is_unsaved(&self, name: Name) -> bool {
                match name {
                    $(Name::$Screen => self.$module.is_unsaved(),)+
                }
            }

            /// Every screen hears of a change, whichever is in view.
            pub(super) fn heard(&mut self, event: Option<&Published>, shared: &Shared) -> Action<Message> {
                Action::none()$(.and(self.$module.heard(event, shared).map(Message::$Screen)))+
            }
        }
    };
}

screens! {
    /// The front desk.
    front_desk: FrontDesk { word: "nav-desk", icon: Icon::Ticket, right: Some(Permission::SeeQueue) },
    /// The exam station.
    exam: Exam { word: "nav-exam", icon: Icon::Stethoscope, right: Some(Permission::SeeCare) },
    /// Growth screening.
    screening: Screening { word: "nav-growth", icon: Icon::Ruler, right: Some(Permission::SeeCare) },
    /// The clinic's figures.
    summary: Summary { word: "nav-summary", icon: Icon::FileCheck, right: Some(Permission::SeeSummary) },
    /// Settings.
    settings: Settings { word: "nav-settings", icon: Icon::Settings, right: None },
}

/// What the rail shows of a screen, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The id of its item: `nav.exam`.
    pub id: &'static str,
    /// The key of its word in the translation files.
    pub word: &'static str,
    /// Its drawing.
    pub icon: Icon,
    /// The right without which it is not there; `None`: everybody may see it.
    pub right: Option<Permission>,
}

impl Name {
    /// Where somebody of this role begins.
    pub const fn first_of(role: Role) -> Self {
        match role {
            Role::Nurse | Role::Midwife | Role::Nutritionist | Role::Doctor => Self::Exam,
            Role::Receptionist | Role::Head | Role::Administrator => Self::FrontDesk,
        }
    }

    /// Those that the person here may see, in the rail's order.
    pub(super) fn seen_by(shared: &Shared) -> impl Iterator<Item = Self> {
        let may = |name: &Self| name.label().right.is_none_or(|right| shared.may(right));
        Self::ALL.iter().copied().filter(may)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_screen_has_its_word_in_each_language_and_an_id_and_icon_of_its_own() {
        for language in Language::ALL {
            let words = Words::new(language);
            let said: Vec<_> = Name::ALL.iter().map(|name| words.find(name.label().word)).collect();
            assert!(said.iter().all(Option::is_some), "{language}: {said:?}");
            assert_eq!(said.iter().collect::<BTreeSet<_>>().len(), Name::ALL.len(), "{language}: {said:?}");
        }
        let ids: BTreeSet<_> = Name::ALL.iter().map(|name| name.label().id).collect();
        let icons: BTreeSet<_> = Name::ALL.iter().map(|name| name.label().icon.codepoint()).collect();
        assert_eq!((ids.len(), icons.len()), (Name::ALL.len(), Name::ALL.len()));
    }

    #[test]
    fn a_place_is_on_the_screen_that_it_names() {
        for name in Name::ALL {
            assert_eq!(Place::from(*name).name(), *name);
        }
    }
}

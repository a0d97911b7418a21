//! What stands in the rows of two records: what is chosen, what is the same, and the words for it.

use crate::clinic::views::Comparison;
use crate::people::repair::Part;
use crate::people::{Details, Person};
use crate::terms::Age;
use crate::ui::front_desk::view::{address, masked_phone};
use crate::ui::shared::Shared;

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// Which record number is kept, with its folder.
    Number,
    /// Who heads the folder of the one that goes.
    NextHead,
    Part(Part),
}

/// The rows in which somebody chooses; `heads` where it is asked who heads a folder afterwards.
pub(super) fn to_choose(seen: &Comparison, heads: bool) -> Vec<What> {
    let (one, other) = (&seen.older.person.details, &seen.newer.person.details);
    let parts = Part::ALL.into_iter().filter(|part| part.is_choice(one, other)).map(What::Part);
    let heads = heads.then_some(What::NextHead);
    std::iter::once(What::Number).chain(heads).chain(parts).collect()
}

/// What is no choice because both say the same, or one says nothing; without what both lack.
pub(super) fn settled(seen: &Comparison) -> Vec<Part> {
    let (one, other) = (&seen.older.person.details, &seen.newer.person.details);
    let is_said = |part: &Part| !(part.is_empty(one) && part.is_empty(other));
    Part::ALL.into_iter().filter(|part| !part.is_choice(one, other)).filter(is_said).collect()
}

/// The key of a part's label.
pub(super) const fn label(part: Part) -> &'static str {
    match part {
        Part::Name => "merge-name",
        Part::Birth => "desk-birth-date",
        Part::Identity => "desk-nik",
        Part::Phone => "desk-phone",
        Part::Address => "desk-address",
        Part::Guardian => "person-guardian",
        Part::Mother => "guardian-mother",
        Part::Bpjs => "desk-bpjs",
        Part::FamilyCard => "person-family-card",
        Part::Birthplace => "person-birthplace",
        Part::Education => "person-education",
        Part::Occupation => "person-occupation",
        Part::Marital => "person-marital",
        Part::Religion => "person-religion",
    }
}

/// What a record says about a part.
pub(super) fn value(part: Part, of: &Person, seen: &Comparison, shared: &Shared) -> String {
    let (words, details): (_, &Details) = (&shared.words, &of.details);
    let civil = &details.civil;
    let or_nothing = |word: Option<std::borrow::Cow<'_, str>>| word.unwrap_or_default().into_owned();
    match part {
        Part::Name => details.name.clone(),
        Part::Birth => {
            let age = Age::between(details.birth.date, shared.date()).map(|age| words.age(age));
            let age = words.age_known(age.unwrap_or_default(), details.birth.precision);
            format!("{} ({age})", words.date(details.birth.date))
        }
        Part::Identity => match details.identity.nik() {
            Some(nik) => nik.masked(),
            None => words.text("desk-no-nik").into_owned(),
        },
        Part::Phone => masked_phone(&details.phone),
        Part::Address => address(&of.details, shared),
        Part::Guardian => details.guardian.as_ref().map_or_else(String::new, |guardian| {
            format!("{}, {}", guardian.name, words.word("guardian", guardian.relation.as_str()))
        }),
        Part::Mother => {
            let card = details.mother.and_then(|mother| seen.names.get(&mother));
            card.map(|card| card.name.clone()).unwrap_or_default()
        }
        Part::Bpjs => details.bpjs.as_ref().map(crate::terms::BpjsNumber::masked).unwrap_or_default(),
        Part::FamilyCard => civil.family_card.clone().map(String::from).unwrap_or_default(),
        Part::Birthplace => civil.birthplace.clone(),
        Part::Education => or_nothing(civil.education.map(|one| words.word("education", one.as_str()))),
        Part::Occupation => or_nothing(civil.occupation.map(|one| words.word("occupation", one.as_str()))),
        Part::Marital => or_nothing(civil.marital.map(|one| words.word("marital", one.as_str()))),
        Part::Religion => or_nothing(civil.religion.map(|one| words.word("religion", one.as_str()))),
    }
}

/// What a settled part comes to: whoever says something.
pub(super) fn either(part: Part, seen: &Comparison, shared: &Shared) -> String {
    let older = &seen.older.person;
    let of = if part.is_empty(&older.details) { &seen.newer.person } else { older };
    value(part, of, seen, shared)
}

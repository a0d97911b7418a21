//! Who may move where in the families, who heads a folder afterwards, and what follows a mother. No SQL, no clock.

use chrono::NaiveDate;

use super::{Because, Follow, Proposed, Residence};
use crate::people::rules::{YOUNGEST_ADULT, is_newborn, may_be, role_is_free, undone_until};
use crate::people::{Address, Card, Details, Error, Family, Guardian, Home, Member, Person, Relation, Role};
use crate::reference::fold::{is_title, typed_words, whole_key};
use crate::terms::{Age, PersonId, Sex};

/// A mother is at least so much older than her child (background knowledge).
const YOUNGEST_MOTHER_YEARS: u32 = 10;
/// A mother is hardly more years older (background knowledge): possible, but whoever is younger is proposed before her.
const OLDEST_LIKELY_MOTHER_YEARS: u32 = 50;
/// Words before a mother's name in that of a newborn without one: "By. Ny. Siti", "Bayi Ny Siti".
const BABY: [&str; 2] = ["by", "bayi"];
const MRS: [&str; 2] = ["ny", "nyonya"];

/// The families that a move touches.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    pub person: &'a Person,
    /// The folder they are in.
    pub from: &'a Family,
    /// Who is head and who spouse where they come to, without them.
    pub taken: [(Role, Option<PersonId>); 2],
    /// Whether it is the same folder.
    pub stays: bool,
    /// Who shall head the folder that they leave as its head.
    pub next_head: Option<PersonId>,
    pub today: NaiveDate,
}

impl Around<'_> {
    /// Whether somebody may have a place in the family where they come to.
    pub fn may_have(&self, role: Role) -> Result<(), Error> {
        may_be(role, self.person.details.birth.date, self.today)?;
        let taken = self.taken.iter().find(|(place, _)| *place == role).and_then(|(_, who)| *who);
        // Who becomes the head of the same folder leaves the place that they had.
        let taken = taken.filter(|who| !(self.stays && self.next_head == Some(*who)));
        role_is_free(role, taken)
    }

    /// Who could head the folder once its head leaves it or becomes something else; nobody where nobody is asked for.
    pub fn next_heads(&self, role: Role) -> Vec<Card> {
        if self.stays && role == Role::Head {
            return Vec::new();
        }
        next_heads(self.from, self.person.id, self.today)
    }

    /// A folder with somebody who can head it is not left without a head.
    pub fn is_headed(&self, role: Role) -> Result<(), Error> {
        is_headed(&self.next_heads(role), self.next_head)
    }
}

/// Who could head a folder once one of its members is its head no more, by a move or by a merge: everybody else of it who
/// lives and is old enough. Nobody where nobody is asked for.
pub fn next_heads(folder: &Family, leaves: PersonId, today: NaiveDate) -> Vec<Card> {
    let heads = |member: &&Member| member.role == Role::Head;
    let others = || folder.members.iter().filter(|member| member.card.id != leaves);
    let is_head = folder.members.iter().filter(heads).any(|member| member.card.id == leaves);
    if !is_head || others().any(|member| heads(&member)) {
        return Vec::new();
    }
    let may_head =
        |card: &Card| card.deceased_on.is_none() && may_be(Role::Head, card.birth.date, today).is_ok();
    others().filter(|member| may_head(&member.card)).map(|member| member.card.clone()).collect()
}

/// A folder with somebody who can head it is not left without a head.
pub fn is_headed(heads: &[Card], next: Option<PersonId>) -> Result<(), Error> {
    match next {
        None if heads.is_empty() => Ok(()),
        None => Err(Error::HeadLeaves),
        Some(next) if heads.iter().any(|card| card.id == next) => Ok(()),
        Some(_) => Err(Error::BadNextHead),
    }
}

/// Whether somebody heads a folder, or is a spouse, who is too young for it.
pub fn too_young(person: &Person, today: NaiveDate) -> Result<(), Error> {
    may_be(person.role, person.details.birth.date, today)
}

/// Whether somebody moves as a child: a mother is asked for.
pub fn is_child(details: &Details, today: NaiveDate) -> bool {
    Age::between(details.birth.date, today).is_some_and(|age| age.years < crate::people::rules::OF_AGE_YEARS)
}

/// The place in a family that is likely: an adult who comes into a folder of their own heads it.
pub fn usual_role(details: &Details, is_new: bool, today: NaiveDate) -> Role {
    let years = Age::between(details.birth.date, today).map_or(0, |age| age.years);
    if is_new && years >= YOUNGEST_ADULT {
        Role::Head
    } else if is_child(details, today) {
        Role::Child
    } else {
        Role::Other
    }
}

/// Whether somebody can be the mother of a child.
pub fn may_be_mother((child, details): (PersonId, &Details), mother: &Card) -> Result<(), Error> {
    let older = details.birth.date.years_since(mother.birth.date);
    if mother.id == child
        || mother.sex != Sex::Female
        || older.is_none_or(|years| years < YOUNGEST_MOTHER_YEARS)
    {
        return Err(Error::BadMother);
    }
    Ok(())
}

/// Whether somebody who is at the desk is proposed as the mother of a newborn who is being registered.
pub fn proposes_mother(birth: NaiveDate, mother: &Card, today: NaiveDate) -> bool {
    let older = birth.years_since(mother.birth.date);
    is_newborn(birth, today)
        && mother.sex == Sex::Female
        && mother.deceased_on.is_none()
        && older.is_some_and(|years| years >= YOUNGEST_MOTHER_YEARS)
}

/// The form of a child that follows its mother: her link, guardian where nobody else answers for it, and where she lives.
///
/// Somebody else who was written down as guardian stays; a mother who died is nobody's guardian.
pub fn follow(details: &Details, mother: &Person, follow: Follow) -> Details {
    let hers = mother.details.clone();
    let mut after = Details { mother: Some(mother.id), ..details.clone() };
    let is_hers = after.guardian.as_ref().is_none_or(|guardian| guardian.relation == Relation::Mother);
    if is_hers && mother.deceased_on.is_none() {
        after.guardian = Some(Guardian { name: hers.name, relation: Relation::Mother });
    }
    if follow.residence == Residence::Mothers {
        // What is not known of her takes nothing away.
        if hers.home != Home::Unknown {
            after.home = hers.home;
        }
        if hers.address != Address::default() {
            after.address = hers.address;
        }
    }
    after
}

/// The name of the mother as a child's record gives it: the guardian's, else the one in "By. Ny. Siti".
pub fn mothers_name(details: &Details) -> Option<String> {
    let guardian = details.guardian.as_ref().filter(|guardian| guardian.relation == Relation::Mother);
    guardian.map(|guardian| guardian.name.clone()).or_else(|| in_the_name(&details.name))
}

fn in_the_name(name: &str) -> Option<String> {
    let mut words = name.split_whitespace();
    let is = |word: Option<&str>, known: &[&str]| {
        word.is_some_and(|word| known.contains(&word.trim_end_matches('.').to_lowercase().as_str()))
    };
    let named = is(words.next(), &BABY) && is(words.next(), &MRS);
    let rest = words.collect::<Vec<_>>().join(" ");
    (named && !rest.is_empty()).then_some(rest)
}

/// Why somebody of that name is proposed as the mother.
pub fn because(wanted: &str, card: &Card) -> Because {
    let keys = |name: &str| {
        let words = typed_words(name).into_iter().filter(|word| !is_title(&word.raw));
        let mut keys: Vec<String> = words.map(|word| whole_key(&word.raw)).collect();
        keys.sort_unstable();
        keys
    };
    if keys(wanted) == keys(&card.name) { Because::Named } else { Because::Alike }
}

/// How near to a child somebody lives who may be its mother: in its folder, in its village, elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    Folder,
    Village,
    Elsewhere,
}

/// Whether somebody would have been older than mothers nearly always are.
pub fn is_unlikely_age(child: &Person, mother: &Card) -> bool {
    let older = child.details.birth.date.years_since(mother.birth.date);
    older.is_none_or(|years| years > OLDEST_LIKELY_MOTHER_YEARS)
}

/// How near to a child somebody lives who may be its mother.
pub fn nearness(child: &Person, mother: &Proposed) -> Nearness {
    if mother.family == child.family {
        Nearness::Folder
    } else if mother.card.area.is_some() && mother.card.area.as_ref() == child.details.home.area() {
        Nearness::Village
    } else {
        Nearness::Elsewhere
    }
}

/// Whether a move is recent enough to be taken back.
pub fn may_undo(on: NaiveDate, today: NaiveDate) -> Result<(), Error> {
    if today > undone_until(on) { Err(Error::MoveTooOld) } else { Ok(()) }
}

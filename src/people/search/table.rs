//! The searches by what is known of somebody: words of the name, birth, where they live, the mother's name.

use rusqlite::Connection;
use std::borrow::Cow;

use super::index::{Kept, MOTHER};
use super::lookup::table::{Lookup, Meaning, meet, union};
use super::narrowing::{means, tokens};
use super::number::table::by_number;
use super::rank::{Asked, Fit, fit};
use super::sets::People;
use super::typed::{Born, Word};
use super::{
    Because, Found, Hit, Lives, Marks, Matched, Means, More, Needle, Number, Precise, Sought, Typed, read,
};
use crate::people::apart::table as apart;
use crate::people::command::Pair;
use crate::people::likeness::{self, Compared, Traits, YEARS_OFF_ESTIMATED};
use crate::people::rows::table as rows;
use crate::people::{Card, Config, Details, MOST_HITS, Precision, query, rules};
use crate::reference::fold::{NameWord, fold_words, words_of_name};
use crate::store::StoreError;
use crate::terms::PersonId;

pub use super::index::table::{added, after, before, doctor, is_outdated, rebuild_search};

/// More words than this narrow nothing further.
const MOST_WORDS: usize = 8;
/// Slips are forgiven and mothers asked for where hardly anybody was found without.
const FEW: u32 = 40;
/// Of those who fit alike more are looked at than shown, so that who is spelt as typed comes first.
const POOL: usize = 150;
/// Of those whose last word goes on.
const POOL_BEGUN: usize = 80;
/// What an estimated date costs where one was asked for.
const ESTIMATED: u32 = 1;
/// Of those with a slip.
const POOL_NEAR: usize = 120;

/// Which lines are wanted.
#[derive(Debug, Clone, Copy)]
struct Page {
    skip: usize,
    limit: usize,
}

/// Answers what was typed.
pub fn search(db: &Connection, asked: &query::Search, config: &Config) -> Result<Found, StoreError> {
    let limit = usize::from(asked.limit.clamp(1, MOST_HITS));
    let page = Page { skip: asked.skip as usize, limit };
    match read(&asked.text, config.today) {
        Needle::Nothing => Ok(Found::nobody(Typed::Nothing)),
        Needle::Somebody(sought) => somebody(db, &sought, page, config),
        Needle::Number(number, date) => numbers(db, (&number, date), (Typed::Number, page), config),
        Needle::Ticket(ticket, number, None) => {
            numbers(db, (&number, None), (Typed::Ticket(ticket), page), config)
        }
        Needle::Ticket(ticket, number, Some(sought)) => {
            let found = somebody(db, &sought, page, config)?;
            let typed = Typed::Ticket(ticket);
            if found.total.unwrap_or(0) > 0 {
                return Ok(Found { typed, ..found });
            }
            numbers(db, (&number, None), (typed, page), config)
        }
    }
}

fn numbers(
    db: &Connection,
    (number, date): (&Number, Option<chrono::NaiveDate>),
    (typed, page): (Typed, Page),
    config: &Config,
) -> Result<Found, StoreError> {
    let found = by_number(db, number, date, page.skip + page.limit + 1)?;
    let more = if found.len() > page.skip + page.limit { More::Yes } else { More::No };
    let nobody = (&Sought::default(), &Asked::of([]));
    let mut hits = Vec::with_capacity(page.limit);
    for (id, matched) in found.into_iter().skip(page.skip).take(page.limit) {
        if let Some((mut hit, _)) = hit(db, id, nobody, config)? {
            hit.matched = matched;
            hit.marks.born = (matched == Matched::BirthDate).then_some(Precise::Date);
            hits.push(hit);
        }
    }
    let skipped = u32::try_from(page.skip).unwrap_or(u32::MAX);
    Ok(Found { hits, skipped, more, ..Found::nobody(typed) })
}

/// Who fits, in the order in which they are shown, each tier without those before it.
struct Tiers {
    tiers: Vec<(People, usize)>,
    meanings: Vec<Meaning>,
}

fn somebody(db: &Connection, sought: &Sought, page: Page, config: &Config) -> Result<Found, StoreError> {
    let last_is_title = sought.words.last().is_some_and(|word| word.is_title) && sought.words.len() > 1;
    if !last_is_title {
        return one_reading(db, (sought, Slips::Every), page, config);
    }
    // A word that may be a name or a title still being typed: with nobody of that name it is the title.
    let found = one_reading(db, (sought, Slips::Near), page, config)?;
    if found.total != Some(0) {
        return Ok(found);
    }
    let words: Vec<Word> = sought.words.iter().filter(|word| !word.is_title).cloned().collect();
    one_reading(db, (&Sought { words, ..sought.clone() }, Slips::Every), page, config)
}

/// Which slips are looked for where nobody fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slips {
    /// Those by which a word's key is near.
    Near,
    /// Every one there is.
    Every,
}

fn one_reading(
    db: &Connection,
    (sought, slips): (&Sought, Slips),
    page: Page,
    config: &Config,
) -> Result<Found, StoreError> {
    let mut lookup = Lookup::new(db)?;
    let words: Vec<&Word> = sought.words.iter().take(MOST_WORDS).collect();
    let born = match sought.born {
        None => None,
        Some((born, _)) => Some(lookup.born(born)?),
    };
    let mut houses = Vec::with_capacity(sought.houses.len());
    for (house, _) in &sought.houses {
        houses.push(lookup.house(*house)?);
    }
    let filters: Vec<&People> = born.iter().chain(&houses).collect();
    let mut found = tiers(&mut lookup, &words, &filters, config)?;
    if slips == Slips::Every && found.tiers.iter().all(|(people, _)| people.is_empty()) {
        // A slip may change how the letters around it are spelt: every slip there is, one word after the other.
        let near = slipped(&mut lookup, &words, &found.meanings, &filters)?;
        found.tiers.push((near, POOL_NEAR));
    }
    let total: u32 = found.tiers.iter().map(|(people, _)| people.count()).sum();
    let asked = Asked::of(&sought.words);
    let mut hits = Vec::with_capacity(page.limit);
    let mut above: Vec<(PersonId, Compared)> = Vec::with_capacity(page.limit);
    let mut skip = page.skip;
    for (people, pool) in &found.tiers {
        let wanted = page.limit.saturating_sub(hits.len());
        let count = people.count() as usize;
        if wanted == 0 || skip >= count {
            skip = skip.saturating_sub(count);
            continue;
        }
        // On each page the same are ranked, and the others follow them: everybody stands on one page, and once.
        let best = ranked(db, (&words, born.is_some()), people.newest().take(*pool).collect())?;
        for id in best.into_iter().chain(people.newest().skip(*pool)).skip(skip).take(wanted) {
            let Some((mut hit, details)) = hit(db, id, (sought, &asked), config)? else { continue };
            let mother_name = hit.mother.clone().unwrap_or_default();
            let theirs = Compared::from(Traits { mother_name, ..rules::traits(&details) });
            for (above, one) in &above {
                let pair = Pair { one: *above, other: id };
                if likeness::is_likely_on_a_page(one, &theirs) && !apart::are(db, pair)? {
                    hit.because.insert(0, Because::SameAs(*above));
                    break;
                }
            }
            above.push((id, theirs));
            hits.push(hit);
        }
        skip = 0;
    }
    let shown = page.skip + hits.len();
    let more = if (shown as u64) < u64::from(total) { More::Yes } else { More::No };
    let skipped = u32::try_from(page.skip).unwrap_or(u32::MAX);
    let everybody: Vec<&People> =
        found.tiers.iter().map(|(people, _)| people).filter(|people| !people.is_empty()).collect();
    let villages = villages(&mut lookup, sought, (&found.meanings, &everybody), config)?;
    let tokens = tokens(sought, (&found.meanings, &everybody), born.as_ref(), total);
    Ok(Found { typed: Typed::Name, tokens, villages, hits, skipped, total: Some(total), more })
}

/// The villages of those found, where a hamlet or street was typed that is in more than one.
fn villages(
    lookup: &mut Lookup<'_>,
    sought: &Sought,
    (meanings, everybody): (&[Meaning], &[&People]),
    config: &Config,
) -> Result<Vec<Lives>, StoreError> {
    let is_hamlet = |one: &Meaning| means(one, everybody) == Means::Address;
    if sought.words.len() < 2 || !meanings.iter().any(is_hamlet) {
        return Ok(Vec::new());
    }
    let everybody = union(everybody.iter().copied());
    let mut all = Vec::new();
    for (code, village) in &config.villages {
        let mut there = lookup.village(code)?;
        there.and(&everybody);
        let people = there.count();
        if people > 0 {
            all.push(Lives { village: village.clone(), people });
        }
    }
    all.sort_by_key(|lives| std::cmp::Reverse(lives.people));
    Ok(if all.len() > 1 { all } else { Vec::new() })
}

fn tiers(
    lookup: &mut Lookup<'_>,
    words: &[&Word],
    filters: &[&People],
    config: &Config,
) -> Result<Tiers, StoreError> {
    let narrowed = |mut people: People| {
        for filter in filters {
            people.and(filter);
        }
        people
    };
    if words.is_empty() {
        let born = filters.first().map(|first| narrowed((*first).clone())).unwrap_or_default();
        return Ok(Tiers { tiers: vec![(born, POOL)], meanings: Vec::new() });
    }
    let mut meanings = Vec::with_capacity(words.len());
    for word in words {
        meanings.push(lookup.meaning(word, config)?);
    }
    let mut joined = Vec::new();
    for (at, pair) in words.windows(2).enumerate() {
        if let [one, other] = pair {
            joined.push((at, lookup.joined(one, other)?));
        }
    }
    // Somebody of whom every word is but where they live is not meant by their name.
    let all_are_named = meanings.iter().any(|one| one.lives.is_empty());
    let mut exact = meet(meanings.iter().map(Meaning::fits));
    if !all_are_named {
        exact.and(&union(meanings.iter().map(|one| &one.name)));
    }
    for (at, together) in &joined {
        exact.or(&with_the_others(together.clone(), &meanings, *at, Meaning::fits));
    }
    let exact = narrowed(exact);
    let mut tiers = by_how_far_they_are_typed(&meanings, &exact);
    if exact.count() < FEW {
        for (word, meaning) in words.iter().zip(&mut meanings) {
            meaning.near = lookup.near(word)?;
            meaning.mother = lookup.other(MOTHER, word)?;
        }
        let mut near = meet(meanings.iter().map(nearly));
        if !all_are_named {
            near.and(&union(meanings.iter().flat_map(|one| [&one.name, &one.near])));
        }
        for (at, pair) in words.windows(2).enumerate() {
            if let [one, other] = pair {
                let together = lookup.near_word(&format!("{}{}", one.raw, other.raw))?;
                near.or(&with_the_others(together, &meanings, at, nearly));
            }
        }
        let mut near = narrowed(near);
        near.and_not(&exact);
        let of_mother = |one| Cow::Owned(union([&*Meaning::fits(one), &one.mother]));
        let mut mother = union(meanings.iter().map(|one| &one.mother));
        if !mother.is_empty() {
            mother.and(&meet(meanings.iter().map(of_mother)));
        }
        let mut mother = narrowed(mother);
        mother.and_not(&exact);
        mother.and_not(&near);
        tiers.extend([(near, POOL_NEAR), (mother, POOL)]);
    }
    Ok(Tiers { tiers, meanings })
}

/// Who has every word wholly, then who has all but the last wholly, then the others.
fn by_how_far_they_are_typed(meanings: &[Meaning], exact: &People) -> Vec<(People, usize)> {
    let mut first = meet(meanings.iter().map(Meaning::fits_wholly));
    first.and(exact);
    let mut rest = exact.clone();
    rest.and_not(&first);
    let Some((last, before)) = meanings.split_last().filter(|(_, before)| !before.is_empty()) else {
        return vec![(first, POOL), (rest, POOL_BEGUN)];
    };
    let mut unfinished = meet(before.iter().map(Meaning::fits_wholly));
    unfinished.and(&last.name);
    unfinished.and(&rest);
    rest.and_not(&unfinished);
    vec![(first, POOL), (unfinished, POOL_BEGUN), (rest, POOL_BEGUN)]
}

/// By the name, by where they live, or with a slip.
fn nearly(one: &Meaning) -> Cow<'_, People> {
    if one.near.is_empty() { one.fits() } else { Cow::Owned(union([&one.name, &one.lives, &one.near])) }
}

/// Of those who have the words of two places written as one, who fits by every other word too.
fn with_the_others(
    mut together: People,
    meanings: &[Meaning],
    at: usize,
    fits: impl Fn(&Meaning) -> Cow<'_, People>,
) -> People {
    for (place, one) in meanings.iter().enumerate() {
        if !together.is_empty() && place != at && place != at + 1 {
            together.and(&fits(one));
        }
    }
    together
}

/// Those with a slip in one of the words by which its key is another one altogether.
fn slipped(
    lookup: &mut Lookup<'_>,
    words: &[&Word],
    meanings: &[Meaning],
    filters: &[&People],
) -> Result<People, StoreError> {
    let mut all = People::default();
    for (at, word) in words.iter().enumerate() {
        let others = meanings.iter().enumerate().filter(|(place, _)| *place != at);
        let others = (meanings.len() > 1).then(|| meet(others.map(|(_, one)| nearly(one))));
        if others.as_ref().is_some_and(People::is_empty) {
            continue;
        }
        let mut people = lookup.every_slip(&word.raw)?;
        for narrower in others.iter().chain(filters.iter().copied()) {
            people.and(narrower);
        }
        all.or(&people);
    }
    Ok(all)
}

/// Best first; stable, so that among equals who came last stays first.
fn ranked(
    db: &Connection,
    (words, by_birth): (&[&Word], bool),
    ids: Vec<PersonId>,
) -> Result<Vec<PersonId>, StoreError> {
    let asked = Asked::of(words.iter().copied());
    let mut costs = Vec::with_capacity(ids.len());
    for id in ids {
        if let Some((name, is_estimated)) = rows::name_and_precision(db, id)? {
            // An estimated date fits less surely than one that is known.
            let guessed = by_birth && is_estimated;
            costs.push((fit(&asked, &name).cost + if guessed { ESTIMATED } else { 0 }, id));
        }
    }
    costs.sort_by_key(|(cost, _)| *cost);
    Ok(costs.into_iter().map(|(_, id)| id).collect())
}

/// One line with what was meant of it.
fn hit(
    db: &Connection,
    id: PersonId,
    (sought, asked): (&Sought, &Asked),
    config: &Config,
) -> Result<Option<(Hit, Details)>, StoreError> {
    let (Some(card), Some(details)) = (rows::card(db, id, config)?, rows::details(db, id)?) else {
        return Ok(None);
    };
    let mother = match details.mother {
        Some(mother) => rows::name(db, mother)?,
        None => None,
    };
    let mother = Kept::of(&details, mother).mother;
    let (marks, mut because) = meant((sought, asked), &card, &details, mother.as_deref());
    if marks.name.is_empty() && !sought.words.is_empty() {
        // Nothing of the name was typed: perhaps the name of a record that was merged.
        let former = rows::former_names(db, id)?;
        if let Some(name) = former.into_iter().find(|name| !fit(asked, name).has.is_empty()) {
            because.insert(0, Because::Former(name));
        }
    }
    let address = details.address.clone();
    Ok(Some((Hit { card, matched: Matched::Name, mother, address, marks, because }, details)))
}

fn meant(
    (sought, asked): (&Sought, &Asked),
    card: &Card,
    details: &Details,
    mother: Option<&str>,
) -> (Marks, Vec<Because>) {
    let of_name = fit(asked, &card.name);
    let places = |fit: &Fit, words: &[Word]| -> Vec<Word> {
        let left = words.iter().enumerate().filter(|(at, _)| !fit.has.contains(at));
        left.map(|(_, word)| word.clone()).collect()
    };
    let left = places(&of_name, &sought.words);
    let marked = |text: &str, words: &[Word]| {
        let mut fit = fit(&Asked::of(words), text);
        // Where somebody lives nothing is forgiven.
        if fit.because.iter().any(|why| !matches!(why, Because::Spelling(_) | Because::Title)) {
            fit = Fit::default();
        }
        fit
    };
    let of_village = marked(card.village.as_deref().unwrap_or_default(), &left);
    let of_address = marked(&details.address.text, &left);
    let left = places(&of_address, &left);
    let of_mother = mother.map(|name| marked(name, &left)).unwrap_or_default();
    let born = sought.born.map(|(born, _)| match born {
        Born::On(_) => Precise::Date,
        Born::In(..) | Born::Between(..) => Precise::Year,
    });
    let mut because = of_name.because;
    if !of_mother.has.is_empty() {
        because.insert(0, Because::Mother);
    }
    if details.birth.precision != Precision::Exact && born.is_some() {
        because.insert(0, Because::Estimated);
    }
    let described = sought.words.len() > 1 || born.is_some();
    if because.is_empty()
        && described
        && of_name.has.len() + of_village.has.len() + of_address.has.len() >= sought.words.len()
    {
        because.push(Because::All);
    }
    let marks = Marks {
        name: of_name.marks,
        mother: of_mother.marks,
        address: of_address.marks,
        village: of_village.marks,
        born,
    };
    (marks, because)
}

/// Whose names are like somebody's, for likely duplicates.
#[derive(Debug)]
pub struct NamedAlike {
    /// Have every word of the name, also cut into words otherwise, or with a slip.
    pub same: People,
    /// Have at least one word of it, or one that begins like it.
    pub alike: People,
    /// Live in the same village or have a mother of the same name.
    pub tied: People,
}

/// A coarse net for likely duplicates: by the words by which names are compared.
pub fn named_alike(db: &Connection, wanted: &Traits) -> Result<NamedAlike, StoreError> {
    let mut lookup = Lookup::new(db)?;
    let mut alike = People::default();
    let mut every = Vec::new();
    let words = words_of_name(&wanted.name);
    for NameWord { raw, key } in words.iter().take(MOST_WORDS) {
        let mut has = lookup.whole(std::slice::from_ref(key))?;
        let start: String = key.chars().take(ALIKE_FROM).collect();
        if start.chars().count() == ALIKE_FROM {
            let word = Word { raw: raw.clone(), is_open: false, is_title: false, piece: 0 };
            has.or(&lookup.apart(&word)?.0);
            has.or(&lookup.near(&word)?);
            alike.or(&lookup.beginnings(&[start])?);
        }
        alike.or(&has);
        every.push(Cow::Owned(has));
    }
    let mut same = meet(every);
    same.or(&lookup.cut_otherwise(&likeness::together(&wanted.name))?);
    alike.or(&same);
    let mut of_mother = Vec::new();
    for word in fold_words(&wanted.mother_name) {
        of_mother.push(Cow::Owned(lookup.whole(&[format!("{MOTHER}{word}")])?));
    }
    let mut tied = meet(of_mother);
    if let Some(village) = wanted.area.as_ref().filter(|code| code.is_village()) {
        tied.or(&lookup.village(village)?);
    }
    Ok(NamedAlike { same, alike, tied })
}

/// Letters with which two words begin alike.
const ALIKE_FROM: usize = 3;

/// Those born a few years before or after; dates that were estimated lie farther off.
pub fn born_about(db: &Connection, year: i32) -> Result<People, StoreError> {
    Lookup::new(db)?.born(Born::Between(year - YEARS_OFF_ESTIMATED, year + YEARS_OFF_ESTIMATED))
}

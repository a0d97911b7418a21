//! How a text narrows: what each part of it was taken for, and how many are left with it.

use std::borrow::Cow;

use super::lookup::table::{Meaning, either, meet, union};
use super::sets::People;
use super::typed::Pieces;
use super::{Means, Sought, Token};

/// What a word turned out to mean for those who were found.
pub fn means(one: &Meaning, everybody: &[&People]) -> Means {
    let some = |set: &People| everybody.iter().any(|found| set.meets(found));
    if some(&one.name) || some(&one.near) {
        Means::Name
    } else if some(&one.village) {
        Means::Village
    } else if some(&one.address) {
        Means::Address
    } else if some(&one.mother) {
        Means::Mother
    } else {
        Means::Name
    }
}

/// How the text narrows: the name, when born, where; each with what is left by then.
pub fn tokens(
    sought: &Sought,
    (meanings, everybody): (&[Meaning], &[&People]),
    born: Option<&People>,
    total: u32,
) -> Vec<Token> {
    let mut parts: Vec<(Means, Vec<usize>)> = Vec::new();
    let mut lives: Vec<(Means, &People)> = Vec::new();
    let mut named: Vec<Cow<'_, People>> = Vec::new();
    for (word, one) in sought.words.iter().zip(meanings) {
        let means = means(one, everybody);
        match means {
            Means::Village | Means::Address => lives.push((means, &one.lives)),
            _ if one.near.is_empty() => named.push(either(&one.name, &one.mother)),
            _ => named.push(Cow::Owned(union([&one.name, &one.near, &one.mother]))),
        }
        match parts.iter_mut().find(|(there, _)| *there == means) {
            Some((_, pieces)) => pieces.push(word.piece),
            None => parts.push((means, vec![word.piece])),
        }
    }
    let of = |Pieces(from, to): Pieces| (from..to).collect::<Vec<usize>>();
    parts.extend(sought.born.map(|(_, pieces)| (Means::Born, of(pieces))));
    parts.extend(sought.houses.iter().map(|(_, pieces)| (Means::Address, of(*pieces))));
    parts.sort_by_key(|(means, _)| match means {
        Means::Name => 0,
        Means::Mother => 1,
        Means::Born => 2,
        Means::Village => 3,
        Means::Address => 4,
    });
    let count = parts.len();
    let mut left = match (count, named.is_empty()) {
        // Of one part it is known how many there are.
        (..=1, _) => People::default(),
        (_, true) => union(everybody.iter().copied()),
        (_, false) => meet(named),
    };
    let text = |pieces: &[usize], with: bool| {
        let kept = sought.pieces.iter().enumerate().filter(|(at, _)| pieces.contains(at) == with);
        kept.map(|(_, piece)| piece.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut tokens = Vec::with_capacity(count);
    for (at, (means, pieces)) in parts.into_iter().enumerate() {
        if means == Means::Born
            && let Some(born) = born
        {
            left.and(born);
        }
        for (_, there) in lives.iter().filter(|(of, _)| *of == means) {
            left.and(there);
        }
        let is_last = at + 1 == count;
        let left = if is_last { total } else { left.count().max(total) };
        tokens.push(Token { means, text: text(&pieces, true), without: text(&pieces, false), left });
    }
    tokens
}

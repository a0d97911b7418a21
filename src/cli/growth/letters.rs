//! Letters that mean one thing in one language and another in the next: P is *perempuan* beside L and *pria* beside W, M is
//! male beside F and *mujer* beside H, T is *tidak* beside Y and true beside F.
//!
//! Which is meant is decided for a whole column, by its name and its first rows; what speaks against it further down is
//! counted. Where nothing decides it, a letter of sex is not read.

use super::cell::sex;
use crate::terms::Sex;

/// How the letters of a column of sex are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// L and P, m and f, and both sexes were seen.
    Usual,
    /// The same, but no boy was seen: with a W further down the P may be boys.
    OnlyGirls,
    /// The same, but no girl was seen: with an H further down the M may be girls.
    OnlyBoys,
    /// P is *pria*, W is *wanita*.
    PriaWanita,
    /// H is *hombre*, *homem*; M is *mujer*, *mulher*.
    HombreMujer,
}

impl Letters {
    /// Whether a cell that was not understood shows that the letters were taken wrongly.
    pub(super) fn contradicted_by(self, cell: &[u8]) -> bool {
        matches!(
            (self, cell),
            (Self::OnlyGirls, b"W" | b"w")
                | (Self::OnlyBoys, b"H" | b"h")
                | (Self::PriaWanita, b"L" | b"l")
                | (Self::HombreMujer, b"F" | b"f")
        )
    }
}

/// The letters and words that were seen in the first rows of one column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct LettersSeen {
    p: usize,
    w: usize,
    h: usize,
    m: usize,
    pria: usize,
    wanita: usize,
    hombre: usize,
    mujer: usize,
    /// V is *varón* beside a *mujer* and *vrouw* beside a *man*: it is never read.
    v: usize,
    /// All that are male or female as usually read.
    boys: usize,
    girls: usize,
    /// Y and *ya*, T, and those beside which a T may be true.
    ya: usize,
    t: usize,
    n_or_f: usize,
}

impl LettersSeen {
    pub(super) fn look_at_sex(&mut self, cell: &[u8]) {
        let letter = match cell {
            b"P" | b"p" => Some(&mut self.p),
            b"W" | b"w" => Some(&mut self.w),
            b"H" | b"h" => Some(&mut self.h),
            b"M" | b"m" => Some(&mut self.m),
            b"V" | b"v" => Some(&mut self.v),
            _ => match cell.to_ascii_lowercase().as_slice() {
                b"pria" => Some(&mut self.pria),
                b"wanita" => Some(&mut self.wanita),
                b"hombre" | b"homem" => Some(&mut self.hombre),
                b"mujer" | b"mulher" => Some(&mut self.mujer),
                _ => None,
            },
        };
        letter.into_iter().for_each(|count| *count += 1);
        match sex(cell, Letters::Usual) {
            Some(Sex::Male) => self.boys += 1,
            Some(Sex::Female) => self.girls += 1,
            None => {}
        }
    }

    pub(super) fn look_at_oedema(&mut self, cell: &[u8]) {
        match cell {
            b"T" | b"t" => self.t += 1,
            b"N" | b"n" | b"F" | b"f" => self.n_or_f += 1,
            b"Y" | b"y" => self.ya += 1,
            _ if cell.eq_ignore_ascii_case(b"ya") => self.ya += 1,
            _ if cell.eq_ignore_ascii_case(b"true") || cell.eq_ignore_ascii_case(b"false") => {
                self.n_or_f += 1;
            }
            _ => {}
        }
    }

    /// How the letters of sex are read; `None` when they may mean either. `pair` is what the column's name says of them.
    pub(super) fn sexes(&self, pair: &str) -> Option<Letters> {
        // Beside other boys P is no boy, beside other girls no M is a girl.
        let p_may_be_pria = self.boys == self.pria && self.girls == self.p + self.wanita;
        let m_may_be_mujer = self.boys == self.m + self.hombre && self.girls == self.mujer;
        let usual = match (self.boys, self.girls) {
            (0, 1..) => Letters::OnlyGirls,
            (1.., 0) => Letters::OnlyBoys,
            _ => Letters::Usual,
        };
        match pair {
            "lp" => return Some(Letters::Usual),
            "pw" => return (self.p == 0 || p_may_be_pria).then_some(Letters::PriaWanita),
            "hm" => return (self.m == 0 || m_may_be_mujer).then_some(Letters::HombreMujer),
            _ => {}
        }
        match self {
            Self { p: 1.., w: 1.., .. } if self.boys == self.pria => {
                p_may_be_pria.then_some(Letters::PriaWanita)
            }
            Self { p: 1.., .. } if self.pria + self.wanita > 0 && p_may_be_pria => None,
            Self { m: 1.., v: 0, h: 1.., .. } if m_may_be_mujer => Some(Letters::HombreMujer),
            Self { m: 1.., .. } if self.hombre + self.mujer + self.v > 0 && m_may_be_mujer => None,
            _ => Some(usual),
        }
    }

    /// Whether a T is *tidak*.
    pub(super) fn t_is_no(&self, pair: &str) -> bool {
        pair == "yt" || (self.t > 0 && self.ya > 0 && self.n_or_f == 0)
    }
}

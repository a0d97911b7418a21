//! The typeface on paper: IBM Plex Sans in three weights, measured, and cut down to the glyphs a paper uses.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use printpdf::ParsedFont;

use super::{PaperError, mm};

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 500.
    Medium,
    /// 600.
    SemiBold,
}

impl Weight {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Medium, Self::SemiBold];

    /// The name inside the PDF.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Regular => "PlexRegular",
            Self::Medium => "PlexMedium",
            Self::SemiBold => "PlexSemiBold",
        }
    }

    const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf"),
            Self::Medium => include_bytes!("../../assets/fonts/IBMPlexSans-Medium.ttf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf"),
        }
    }

    /// The whole face, read once; `None` only if the bundled file were damaged.
    fn face(self) -> Option<&'static ParsedFont> {
        static FACES: LazyLock<[Option<ParsedFont>; 3]> = LazyLock::new(|| {
            Weight::ALL.map(|weight| ParsedFont::from_bytes(weight.bytes(), 0, &mut Vec::new()))
        });
        let [regular, medium, semi_bold] = &*FACES;
        match self {
            Self::Regular => regular.as_ref(),
            Self::Medium => medium.as_ref(),
            Self::SemiBold => semi_bold.as_ref(),
        }
    }
}

/// Width of a text in millimetres, at a size in points.
pub fn width(text: &str, weight: Weight, points: f32) -> f32 {
    let Some(face) = weight.face() else { return 0.0 };
    let units: u32 = text
        .chars()
        .filter_map(|letter| face.lookup_glyph_index(u32::from(letter)))
        .filter_map(|glyph| face.get_glyph_width(glyph))
        .map(u32::from)
        .sum();
    mm(units as f32 / f32::from(face.pdf_font_metrics.units_per_em.max(1)) * points)
}

/// The text broken at spaces so that each line is at most `room` millimetres wide, where words allow it.
pub fn wrap(text: &str, weight: Weight, points: f32, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (lines.last_mut(), longer) {
            (Some(line), Some(longer)) if width(&longer, weight, points) <= room => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text on one line of at most `room` millimetres, its end left out behind `…` where it must be.
pub fn fit(text: &str, weight: Weight, points: f32, room: f32) -> String {
    if width(text, weight, points) <= room {
        return text.to_owned();
    }
    let mut short = text.to_owned();
    while short.pop().is_some() {
        let cut = format!("{}…", short.trim_end());
        if width(&cut, weight, points) <= room {
            return cut;
        }
    }
    String::new()
}

/// A face with only these letters in it.
pub(super) fn cut(weight: Weight, letters: &BTreeSet<char>) -> Result<ParsedFont, PaperError> {
    let face = weight.face().ok_or(PaperError::Font)?;
    let mut glyphs: Vec<u16> =
        letters.iter().filter_map(|letter| face.lookup_glyph_index(u32::from(*letter))).collect();
    // The glyph of what is missing comes first, as the format asks.
    glyphs.push(0);
    glyphs.sort_unstable();
    glyphs.dedup();
    let file = ReadScope::new(weight.bytes()).read::<FontData<'_>>().map_err(|_| PaperError::Font)?;
    let tables = file.table_provider(0).map_err(|_| PaperError::Font)?;
    let bytes = subset(&tables, &glyphs, &SubsetProfile::Minimal, CmapTarget::Unicode)
        .map_err(|_| PaperError::Font)?;
    let mut small = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or(PaperError::Font)?;
    // The tag says that letters were left out; readers want it on a partial face.
    small.font_name = Some(format!("LOKETP+IBMPlexSans-{weight:?}"));
    Ok(small)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_cut_down_to_what_is_written_and_keeps_its_widths() {
        let letters: BTreeSet<char> = "Puskesmas Tirtasari 0123456789 −≥…".chars().collect();
        let small = cut(Weight::SemiBold, &letters).unwrap();
        assert!(small.original_bytes.len() < 20_000, "{}", small.original_bytes.len());
        let face = Weight::SemiBold.face().unwrap();
        for letter in letters {
            let glyph = |font: &ParsedFont| font.lookup_glyph_index(u32::from(letter)).unwrap();
            assert_eq!(small.get_glyph_width(glyph(&small)), face.get_glyph_width(glyph(face)), "{letter}");
        }
    }

    #[test]
    fn lines_break_at_spaces_and_stay_inside() {
        let text = "Penapisan tumbuh kembang per desa, standar WHO 2006";
        let lines = wrap(text, Weight::Regular, 9.0, 40.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, Weight::Regular, 9.0) <= 40.0));
        assert_eq!(lines.join(" "), text);
        let short = fit(text, Weight::Regular, 9.0, 30.0);
        assert!(short.ends_with('…') && width(&short, Weight::Regular, 9.0) <= 30.0, "{short}");
        assert_eq!(fit("Desa", Weight::Regular, 9.0, 30.0), "Desa");
    }
}

//! Which bands and lines each index has.
//!
//! Sources: weight-for-age as the KMS card is coloured (green −2…+2, yellow −3…−2 and +2…+3, red line at −3); the other
//! indices by their own categories of PMK 2/2020; head circumference by ±2 SD.

use super::scene::Ink;
use crate::growth::Index;

/// A coloured band between two z-scores.
pub(super) struct Band {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) ink: Ink,
}

/// A line at one z-score.
pub(super) struct SdLine {
    pub(super) z: f64,
    pub(super) ink: Ink,
    pub(super) width: f32,
    /// What is written at its end; nothing for lines that only help the eye.
    pub(super) label: Option<&'static str>,
}

/// One entry of the legend: a band by its limits, or a line.
pub(super) struct Key {
    pub(super) ink: Ink,
    pub(super) from: &'static str,
    pub(super) to: Option<&'static str>,
}

const fn band(from: f64, to: f64, ink: Ink) -> Band {
    Band { from, to, ink }
}

const fn key(ink: Ink, from: &'static str, to: &'static str) -> Key {
    Key { ink, from, to: Some(to) }
}

const RED_KEY: Key = Key { ink: Ink::Red, from: "−3 SD", to: None };

pub(super) fn bands(index: Index) -> &'static [Band] {
    const LOW: Band = band(-3.0, -2.0, Ink::Yellow);
    const LOWER_GREEN: Band = band(-2.0, -1.0, Ink::Green);
    const INNER: Band = band(-1.0, 1.0, Ink::GreenInner);
    match index {
        Index::LengthForAge => const { &[LOW, LOWER_GREEN, INNER, band(1.0, 3.0, Ink::Green)] },
        Index::WeightForAge | Index::HeadForAge | Index::ArmForAge => {
            const { &[LOW, LOWER_GREEN, INNER, band(1.0, 2.0, Ink::Green), band(2.0, 3.0, Ink::Yellow)] }
        }
        Index::WeightForLength | Index::BmiForAge => {
            const { &[LOW, LOWER_GREEN, INNER, band(1.0, 2.0, Ink::Yellow), band(2.0, 3.0, Ink::Yellow)] }
        }
    }
}

/// The lines, the most important last so that it lies on top.
pub(super) fn lines(index: Index) -> Vec<SdLine> {
    let thin = |z| SdLine { z, ink: Ink::BandLine, width: 0.75, label: None };
    let edge = |z, label| SdLine { z, ink: Ink::BandLine, width: 1.0, label: Some(label) };
    let mut lines = vec![thin(-1.0), edge(-2.0, "−2 SD"), edge(2.0, "+2 SD"), edge(3.0, "+3 SD")];
    match index {
        Index::WeightForLength | Index::BmiForAge => lines.push(edge(1.0, "+1 SD")),
        _ => lines.push(thin(1.0)),
    }
    lines.push(SdLine { z: 0.0, ink: Ink::Median, width: 2.0, label: None });
    if matches!(index, Index::HeadForAge | Index::ArmForAge) {
        lines.push(edge(-3.0, "−3 SD"));
    } else {
        lines.push(SdLine { z: -3.0, ink: Ink::Red, width: 2.0, label: Some("−3 SD") });
    }
    lines
}

pub(super) fn legend(index: Index) -> Vec<Key> {
    match index {
        Index::LengthForAge => vec![key(Ink::Green, "−2", "+3"), key(Ink::Yellow, "−3", "−2"), RED_KEY],
        Index::WeightForAge => vec![
            key(Ink::Green, "−2", "+2"),
            key(Ink::Yellow, "−3", "−2"),
            key(Ink::Yellow, "+2", "+3"),
            RED_KEY,
        ],
        Index::WeightForLength | Index::BmiForAge => vec![
            key(Ink::Green, "−2", "+1"),
            key(Ink::Yellow, "−3", "−2"),
            key(Ink::Yellow, "+1", "+3"),
            RED_KEY,
        ],
        Index::HeadForAge | Index::ArmForAge => {
            vec![key(Ink::Green, "−2", "+2"), key(Ink::Yellow, "−3", "−2"), key(Ink::Yellow, "+2", "+3")]
        }
    }
}

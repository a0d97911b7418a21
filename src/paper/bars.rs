//! A chart of bars on a sheet: one bar a day or an hour, values above, a quiet scale beside.

use super::Sheet;
use super::page::{Align, Ink, Line, Place, Type};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Below it.
    pub label: String,
    /// Its height; `None` has not happened yet, and is dashed.
    pub value: Option<u32>,
    /// Above it: the value as it is written.
    pub text: String,
}

/// Height of the whole chart in millimetres.
pub const HEIGHT: f32 = 42.0;
const PLOT: f32 = 32.0;
const SCALE: f32 = 12.0;
/// How high a day to come is drawn, of the plot.
const TO_COME: f32 = 0.4;

/// Draws the bars over the sheet's width; `write` writes a number of the scale.
pub fn bars(sheet: &mut Sheet, bars: &[Bar], write: impl Fn(u32) -> String) {
    sheet.need(HEIGHT);
    let top = sheet.top() + 4.0;
    let bottom = top + PLOT;
    let left = Sheet::MARGIN + SCALE;
    let width = Sheet::WIDTH - SCALE;
    let step = step(bars.iter().filter_map(|bar| bar.value).max().unwrap_or(0));
    let highest =
        bars.iter().filter_map(|bar| bar.value).map(|value| value.div_ceil(step)).max().unwrap_or(0).max(1)
            * step;
    let y = |value: u32| bottom - PLOT * value as f32 / highest as f32;
    let quiet = Type::regular(7.0).ink(Ink::QUIET);
    let page = sheet.page();
    for value in (0..=highest).step_by(step as usize) {
        let line = if value == 0 { Line::solid(0.8, Ink::BLACK) } else { Line::RULE };
        page.line(&[Place::at(left, y(value)), Place::at(left + width, y(value))], line);
        page.text(Place::at(left - 2.0, y(value) + 0.9), Align::Right, &write(value), quiet);
    }
    let slot = width / bars.len().max(1) as f32;
    let thick = (slot * 0.66).min(9.0);
    let set = Type::regular(if slot < 5.0 { 5.8 } else { 7.0 });
    for (place, bar) in bars.iter().enumerate() {
        let middle = left + slot * (place as f32 + 0.5);
        match bar.value {
            Some(0) => {}
            Some(value) => {
                let at = Place::at(middle - thick / 2.0, y(value));
                page.rectangle(at, thick, bottom - y(value), Ink::ACCENT);
                if set.width(&bar.text) <= slot + 1.0 {
                    page.text(Place::at(middle, y(value) - 0.8), Align::Centre, &bar.text, set);
                }
            }
            None => {
                let at = Place::at(middle - thick / 2.0, bottom - PLOT * TO_COME);
                let dashed = Line { points: 0.5, ink: Ink::QUIET, dash: Some(1.5) };
                page.frame(at, thick, PLOT * TO_COME, dashed);
            }
        }
        page.text(Place::at(middle, bottom + 3.4), Align::Centre, &bar.label, quiet);
    }
    sheet.space(HEIGHT);
}

/// A round step that gives two to five lines.
fn step(highest: u32) -> u32 {
    let mut unit = 1_u32;
    loop {
        for step in [1, 2, 5] {
            let step = unit.saturating_mul(step);
            if highest <= step.saturating_mul(5) {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_round_steps() {
        for (highest, wanted) in
            [(0, 1), (5, 1), (6, 2), (11, 5), (26, 10), (90, 20), (240, 50), (4_000, 1_000)]
        {
            assert_eq!(step(highest), wanted, "{highest}");
        }
        assert!(step(u32::MAX) > 500_000_000);
    }
}

//! From an index, a sex and a child's measurings to a [`Scene`].

use super::bands::{bands, legend, lines};
use super::callout;
use super::scene::{Anchor, Ink, Item, Point, Scene, about_width};
use crate::growth::{At, DAYS_PER_MONTH, FIRST_DAY_OF_HEIGHT, Index, LAST_DAY, Measures, assess, value_at};
use crate::terms::{Grams, Millimetres, Posture, Sex};

/// A child's measuring on the chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Age in days, or corrected length in cm for weight-for-length.
    pub x: f64,
    /// kg, cm or kg/m².
    pub y: f64,
}

/// What the box at the current point says; already translated and formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Callout<'a> {
    /// "TB/U −2,31 SD · Pendek".
    pub title: &'a str,
    /// "79,1 cm pada 25 bulan 3 hari".
    pub detail: &'a str,
}

/// The chart's own words, translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// Below the axes: "umur (bulan) · cm".
    pub axes: &'a str,
    /// Left of day 731 on length-for-age: "panjang (PB)".
    pub length: &'a str,
    /// Right of it: "tinggi (TB)".
    pub height: &'a str,
    /// At the end of the middle line: "median".
    pub median: &'a str,
    /// Between the limits of a band: "s.d.".
    pub to: &'a str,
}

/// What to draw.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spec<'a> {
    pub index: Index,
    /// The sex whose tables are drawn.
    pub sex: Sex,
    /// Which table weight-for-length draws: lying below day 731, standing from it. Other indices do not ask.
    pub table: Posture,
    /// Size in pixels at 100 %.
    pub width: f32,
    /// Size in pixels at 100 %.
    pub height: f32,
    /// Earlier measurings in order.
    pub history: &'a [Mark],
    /// The measuring that is being looked at or typed.
    pub current: Option<Mark>,
    /// What is said of it.
    pub callout: Option<Callout<'a>>,
    /// The chart's own words.
    pub words: Words<'a>,
}

/// Where one measuring lies on the chart of `index`; `None` when something it needs was not measured, or its weight is
/// that of a swollen child, which is judged by no index.
pub fn mark(index: Index, sex: Sex, age_days: u32, measures: &Measures) -> Option<Mark> {
    if measures.oedema && index.uses_weight() {
        return None;
    }
    let said = assess(sex, age_days, measures);
    let length = said.corrected.map(|corrected| corrected.length.centimetres());
    let weight = measures.weight.map(Grams::kilograms);
    let y = match index {
        Index::WeightForAge => weight?,
        Index::LengthForAge => length?,
        Index::WeightForLength => return Some(Mark { x: length?, y: weight? }).filter(is_positive),
        Index::BmiForAge => f64::from(said.bmi?.0) / 100.0,
        Index::HeadForAge => measures.head.map(Millimetres::centimetres)?,
        Index::ArmForAge => measures.arm.map(Millimetres::centimetres)?,
    };
    (age_days <= LAST_DAY).then_some(Mark { x: f64::from(age_days), y }).filter(is_positive)
}

fn is_positive(mark: &Mark) -> bool {
    mark.x >= 0.0 && mark.y > 0.0
}

/// The rectangle of the plot and what it shows.
pub(super) struct Plane {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
    x: (f64, f64),
    y: (f64, f64),
}

impl Plane {
    fn at(&self, x: f64, y: f64) -> Point {
        let across = (x - self.x.0) / (self.x.1 - self.x.0);
        let up = (y - self.y.0) / (self.y.1 - self.y.0);
        Point::new(
            self.left + (self.right - self.left) * across as f32,
            self.bottom - (self.bottom - self.top) * up as f32,
        )
    }

    /// A child's point; one far outside (a slip while typing) is held at the edge.
    fn held(&self, mark: Mark) -> Point {
        self.at(mark.x.clamp(self.x.0, self.x.1), mark.y.clamp(self.y.0, self.y.1))
    }
}

/// Builds the chart.
pub fn build(spec: &Spec<'_>) -> Scene {
    let mut scene = Scene { width: spec.width, height: spec.height, items: Vec::with_capacity(96) };
    let stretches = stretches(spec);
    let plane = plane(spec, &stretches);
    for stretch in &stretches {
        paint_bands(&mut scene, spec, &plane, stretch);
    }
    paint_grid(&mut scene, spec, &plane);
    for stretch in &stretches {
        paint_lines(&mut scene, spec, &plane, stretch);
    }
    if let Some(last) = stretches.last().and_then(|stretch| stretch.last()) {
        paint_ends(&mut scene, spec, &plane, *last);
    }
    if spec.index == Index::LengthForAge {
        paint_step(&mut scene, spec, &plane);
    }
    paint_legend(&mut scene, spec, &plane);
    // On weight-for-length a newborn may have been shorter than the table that is drawn now begins.
    let shown = spec.history.iter().filter(|mark| plane.x.0 <= mark.x && mark.x <= plane.x.1);
    let mut points: Vec<Point> = shown.map(|mark| plane.held(*mark)).collect();
    if let Some(current) = spec.current {
        let at = plane.held(current);
        points.push(at);
        callout::history(&mut scene, &points);
        callout::current(&mut scene, &plane, at, spec.callout.as_ref());
    } else {
        callout::history(&mut scene, &points);
    }
    scene
}

/// The months that an age axis shows: the youngest card that leaves room to the right of the child.
fn months_shown(spec: &Spec<'_>) -> u32 {
    let last = spec.history.iter().chain(spec.current.as_ref()).map(|mark| mark.x).fold(0.0, f64::max);
    let months = last / DAYS_PER_MONTH;
    if months <= 21.0 {
        24
    } else if months <= 33.0 {
        36
    } else {
        60
    }
}

/// Where the tables are read: places in order, in stretches without a step between.
fn stretches(spec: &Spec<'_>) -> Vec<Vec<f64>> {
    const EVERY: usize = 5;
    if spec.index == Index::WeightForLength {
        let (from, to) = match spec.table {
            Posture::Lying => (450, 1100),
            Posture::Standing => (650, 1200),
        };
        return vec![(from..=to).step_by(EVERY).map(|tenths| f64::from(tenths) / 10.0).collect()];
    }
    let first = if spec.index == Index::ArmForAge { 91 } else { 0 };
    let last = ((f64::from(months_shown(spec)) + 0.9) * DAYS_PER_MONTH).min(f64::from(LAST_DAY)) as u32;
    let days = |from: u32, to: u32| -> Vec<f64> {
        (from..to).step_by(EVERY).chain(std::iter::once(to)).map(f64::from).collect()
    };
    // Length becomes height on day 731: that step is real and is not smoothed.
    if matches!(spec.index, Index::LengthForAge | Index::BmiForAge) && last > FIRST_DAY_OF_HEIGHT {
        vec![days(first, FIRST_DAY_OF_HEIGHT - 1), days(FIRST_DAY_OF_HEIGHT, last)]
    } else {
        vec![days(first, last)]
    }
}

fn value(spec: &Spec<'_>, x: f64, z: f64) -> Option<f64> {
    let at = match spec.index {
        Index::WeightForLength => At::Length(x, spec.table),
        _ => At::Day(x as u32),
    };
    value_at(spec.index, spec.sex, at, z)
}

fn plane(spec: &Spec<'_>, stretches: &[Vec<f64>]) -> Plane {
    let places = || stretches.iter().flatten().copied();
    let x = (places().fold(f64::MAX, f64::min), places().fold(0.0, f64::max));
    let x = (if spec.index == Index::WeightForLength { x.0 } else { 0.0 }, x.1);
    let mut low = places().filter_map(|x| value(spec, x, -3.0)).fold(f64::MAX, f64::min);
    let mut high = places().filter_map(|x| value(spec, x, 3.0)).fold(0.0, f64::max);
    let reach = high - low;
    let seen = spec.history.iter().filter(|mark| x.0 <= mark.x && mark.x <= x.1);
    for mark in seen.chain(spec.current.as_ref()) {
        // Room for a child outside the bands, but not for a slip of the keyboard.
        if mark.y > low - reach * 0.2 && mark.y < high + reach * 0.2 {
            low = low.min(mark.y - reach * 0.02);
            high = high.max(mark.y + reach * 0.02);
        }
    }
    let y = ((low - reach * 0.01).max(0.0), high + reach * 0.01);
    Plane { left: 32.0, right: spec.width - 56.0, top: 8.0, bottom: spec.height - 52.0, x, y }
}

/// The curve of one z-score over a stretch.
fn curve(spec: &Spec<'_>, plane: &Plane, stretch: &[f64], z: f64) -> Vec<Point> {
    stretch.iter().filter_map(|&x| value(spec, x, z).map(|y| plane.at(x, y))).collect()
}

fn paint_bands(scene: &mut Scene, spec: &Spec<'_>, plane: &Plane, stretch: &[f64]) {
    for band in bands(spec.index) {
        let mut points = curve(spec, plane, stretch, band.from);
        points.extend(curve(spec, plane, stretch, band.to).into_iter().rev());
        scene.items.push(Item::Area { points, ink: band.ink });
    }
}

fn paint_lines(scene: &mut Scene, spec: &Spec<'_>, plane: &Plane, stretch: &[f64]) {
    for line in lines(spec.index) {
        scene.line(curve(spec, plane, stretch, line.z), line.width, line.ink);
    }
}

/// A step of 1, 2, 5, 10, … that leaves at most `most` lines.
fn step(span: f64, most: f64) -> f64 {
    let mut size = 1.0;
    loop {
        for factor in [1.0, 2.0, 5.0] {
            if span / (size * factor) <= most || size > 1e6 {
                return size * factor;
            }
        }
        size *= 10.0;
    }
}

/// The multiples of `step` within a range.
fn multiples(range: (f64, f64), step: f64) -> impl Iterator<Item = u32> {
    let first = (range.0 / step).ceil() as u32;
    let last = (range.1 / step).floor() as u32;
    (first..=last).map(move |number| number * step as u32)
}

fn paint_grid(scene: &mut Scene, spec: &Spec<'_>, plane: &Plane) {
    let most = f64::from((plane.bottom - plane.top) / 40.0);
    for number in multiples(plane.y, step(plane.y.1 - plane.y.0, most)) {
        let y = plane.at(0.0, f64::from(number)).y;
        scene.line(vec![Point::new(plane.left, y), Point::new(plane.right, y)], 1.0, Ink::Grid);
        scene.label(Point::new(plane.left - 8.0, y), Anchor::End, Ink::InkQuiet, number.to_string());
    }
    let (range, unit, apart) = if spec.index == Index::WeightForLength {
        (plane.x, 1.0, 10.0)
    } else {
        let months = (plane.x.0 / DAYS_PER_MONTH, plane.x.1 / DAYS_PER_MONTH);
        (months, DAYS_PER_MONTH, if months.1 > 40.0 { 12.0 } else { 6.0 })
    };
    for number in multiples(range, apart) {
        let x = plane.at(f64::from(number) * unit, plane.y.0).x;
        scene.line(vec![Point::new(x, plane.bottom), Point::new(x, plane.top)], 1.0, Ink::Grid);
        scene.label(Point::new(x, plane.bottom + 13.0), Anchor::Middle, Ink::InkQuiet, number.to_string());
    }
}

/// What the lines are called, at their right ends; where two would touch, the less important is left out.
fn paint_ends(scene: &mut Scene, spec: &Spec<'_>, plane: &Plane, last: f64) {
    let mut taken: Vec<f32> = Vec::new();
    for line in lines(spec.index).iter().rev() {
        let Some(text) = (if line.ink == Ink::Median { Some(spec.words.median) } else { line.label }) else {
            continue;
        };
        let Some(y) = value(spec, last, line.z).map(|y| plane.at(last, y).y) else { continue };
        if taken.iter().any(|other| (other - y).abs() < 13.0) {
            continue;
        }
        taken.push(y);
        let at = Point::new(plane.right + 6.0, y);
        match line.ink {
            Ink::Red => scene.bold(at, 12.0, Ink::Red, text),
            Ink::Median => scene.bold(at, 12.0, Ink::InkQuiet, text),
            _ => scene.label(at, Anchor::Start, Ink::InkQuiet, text),
        }
    }
}

/// The day on which length becomes height.
fn paint_step(scene: &mut Scene, spec: &Spec<'_>, plane: &Plane) {
    let day = f64::from(FIRST_DAY_OF_HEIGHT) - 0.5;
    if plane.x.1 <= day {
        return;
    }
    let x = plane.at(day, plane.y.0).x;
    scene.dashed(vec![Point::new(x, plane.bottom), Point::new(x, plane.top)], Ink::InkQuiet);
    let y = plane.top + 8.0;
    scene.label(Point::new(x - 6.0, y), Anchor::End, Ink::InkQuiet, spec.words.length);
    if x + 6.0 + about_width(spec.words.height, 12.0) < plane.right {
        scene.label(Point::new(x + 6.0, y), Anchor::Start, Ink::InkQuiet, spec.words.height);
    }
}

fn paint_legend(scene: &mut Scene, spec: &Spec<'_>, plane: &Plane) {
    let y = plane.bottom + 38.0;
    scene.label(Point::new(plane.left, y), Anchor::Start, Ink::InkQuiet, spec.words.axes);
    let mut x = plane.left + about_width(spec.words.axes, 12.0) + 14.0;
    for key in legend(spec.index) {
        let text = match key.to {
            Some(to) => format!("{} {} {to}", key.from, spec.words.to),
            None => key.from.to_owned(),
        };
        let width = about_width(&text, 12.0);
        // Where room is short the last key, the red line, goes: it is named at its end.
        if x + 16.0 + width > scene.width {
            break;
        }
        let (height, top) = if key.to.is_some() { (12.0, y - 6.0) } else { (2.0, y - 1.0) };
        let at = Point::new(x, top);
        scene.items.push(Item::Rect { at, width: 12.0, height, radius: 0.0, fill: key.ink, edge: None });
        x += 16.0;
        scene.label(Point::new(x, y), Anchor::Start, Ink::InkQuiet, text);
        x += width + 10.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::growth::chart::{Palette, svg};
    use proptest::prelude::*;

    const WORDS: Words<'_> = Words {
        axes: "umur (bulan) · cm",
        length: "panjang (PB)",
        height: "tinggi (TB)",
        median: "median",
        to: "s.d.",
    };

    fn spec(index: Index, current: Option<Mark>) -> Spec<'static> {
        Spec {
            index,
            sex: Sex::Female,
            table: Posture::Lying,
            width: 424.0,
            height: 440.0,
            history: &[],
            current,
            callout: Some(Callout { title: "TB/U −2,31 SD · Pendek", detail: "79,1 cm" }),
            words: WORDS,
        }
    }

    fn medians(scene: &Scene) -> Vec<&Vec<Point>> {
        scene
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Line { points, ink: Ink::Median, .. } => Some(points),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn length_steps_down_on_day_731_and_is_not_smoothed() {
        let scene = build(&spec(Index::LengthForAge, Some(Mark { x: 764.0, y: 79.1 })));
        let medians = medians(&scene);
        let [length, height] = medians.as_slice() else { panic!("two stretches, not {}", medians.len()) };
        assert!(height[0].y > length[length.len() - 1].y + 1.0, "height begins lower than length ends");
        let weight = build(&spec(Index::WeightForAge, Some(Mark { x: 764.0, y: 9.2 })));
        assert_eq!(super::tests::medians(&weight).len(), 1);
    }

    #[test]
    fn the_current_point_is_painted_last_and_its_words_are_the_callers() {
        let scene = build(&spec(Index::LengthForAge, Some(Mark { x: 764.0, y: 79.1 })));
        assert!(matches!(scene.items.last(), Some(Item::Dot { .. })));
        let text = svg(&scene, Palette::Light, "sans-serif");
        assert!(text.contains("TB/U −2,31 SD · Pendek") && text.contains("panjang (PB)"));
    }

    #[test]
    fn no_words_are_read_through_the_box_at_the_current_point() {
        for index in Index::ALL {
            for (width, x) in [180.0, 300.0, 424.0]
                .into_iter()
                .flat_map(|width| (0..30).map(move |step| (width, f64::from(step) * 61.0)))
            {
                let x = if index == Index::WeightForLength { 45.0 + x / 28.0 } else { x };
                let at = value(&spec(index, None), x.max(91.0), 0.0).map(|y| Mark { x, y });
                let scene = build(&Spec { width, ..spec(index, at) });
                let boxed = scene.items.iter().enumerate().rev().find_map(|(place, item)| match item {
                    Item::Rect { at, width, height, .. } if *height > 40.0 => {
                        Some((place, *at, (*width, *height)))
                    }
                    _ => None,
                });
                let Some((place, corner, size)) = boxed else { continue };
                let own = |other: usize| other > place;
                let through = scene
                    .items
                    .iter()
                    .enumerate()
                    .find(|(at, item)| !own(*at) && item.is_text_in(corner, size));
                assert_eq!(through, None, "{index:?} {width} {x}");
                assert!(width < 400.0 || corner.x >= 32.0, "beside the figures: {index:?} {x}");
            }
        }
    }

    #[test]
    fn a_slip_of_the_keyboard_does_not_squash_the_bands() {
        let usual = build(&spec(Index::WeightForAge, Some(Mark { x: 764.0, y: 9.2 })));
        let slip = build(&spec(Index::WeightForAge, Some(Mark { x: 764.0, y: 920.0 })));
        assert_eq!(medians(&usual), medians(&slip));
    }

    #[test]
    fn what_was_measured_becomes_a_mark() {
        let measures = Measures {
            weight: Some(Grams(9200)),
            length: Some(Millimetres(798)),
            posture: Some(Posture::Lying),
            ..Measures::default()
        };
        let at = |index| mark(index, Sex::Female, 764, &measures);
        assert_eq!(at(Index::LengthForAge), Some(Mark { x: 764.0, y: 79.1 }));
        assert_eq!(at(Index::WeightForLength), Some(Mark { x: 79.1, y: 9.2 }));
        assert_eq!(at(Index::BmiForAge), Some(Mark { x: 764.0, y: 14.7 }));
        assert_eq!(at(Index::HeadForAge), None);
        assert_eq!(mark(Index::WeightForAge, Sex::Female, 1827, &measures), None);
    }

    #[test]
    fn the_weight_of_a_swollen_child_is_drawn_on_no_chart() {
        let swollen = Measures {
            weight: Some(Grams(9200)),
            length: Some(Millimetres(798)),
            posture: Some(Posture::Lying),
            oedema: true,
            ..Measures::default()
        };
        let at = |index| mark(index, Sex::Female, 764, &swollen);
        for index in [Index::WeightForAge, Index::WeightForLength, Index::BmiForAge] {
            assert_eq!(at(index), None, "{index:?}");
        }
        assert_eq!(at(Index::LengthForAge), Some(Mark { x: 764.0, y: 79.1 }), "the length is what it is");
    }

    proptest! {
        #[test]
        fn everything_painted_is_finite_and_inside(
            which in 0usize..6, female: bool, standing: bool, x in 0.0..2500.0f64, y in 0.01..1e6f64,
            width in 200.0..1600.0f32, height in 160.0..1200.0f32,
        ) {
            let sex = if female { Sex::Female } else { Sex::Male };
            let table = if standing { Posture::Standing } else { Posture::Lying };
            let history = [Mark { x: x / 2.0, y: y / 2.0 }];
            let spec = Spec { sex, table, width, height, history: &history, ..spec(Index::ALL[which], Some(Mark { x, y })) };
            for item in build(&spec).items {
                let points = match item {
                    Item::Line { points, .. } | Item::Area { points, .. } => points,
                    Item::Rect { at, .. } | Item::Dot { at, .. } | Item::Text { at, .. } => vec![at],
                };
                for point in points {
                    prop_assert!(point.x >= -1.0 && point.x <= width + 1.0, "{point:?}");
                    prop_assert!(point.y >= -1.0 && point.y <= height + 1.0, "{point:?}");
                }
            }
        }
    }
}

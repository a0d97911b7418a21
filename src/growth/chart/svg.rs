//! The chart as SVG: for looking at it, for web pages, and as the plainest example of a painter.

use std::fmt::Write as _;

use super::scene::{Anchor, Ink, Item, Point, Scene, Weight};

/// Colours for the inks, as `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// For light themes and paper.
    Light,
    /// For dark themes.
    Dark,
}

impl Palette {
    pub const fn colour(self, ink: Ink) -> &'static str {
        match (self, ink) {
            (Self::Light, Ink::Surface) => "#FFFFFF",
            (Self::Light, Ink::Green) => "#CDEBD2",
            (Self::Light, Ink::GreenInner) => "#B7DFBF",
            (Self::Light, Ink::Yellow) => "#FBEFB4",
            (Self::Light, Ink::Red) => "#C5221F",
            (Self::Light, Ink::Median) => "#19602D",
            (Self::Light, Ink::BandLine) => "#7E9C86",
            (Self::Light, Ink::Grid) => "#E6EBE8",
            (Self::Light, Ink::Ink) => "#14201C",
            (Self::Light, Ink::InkQuiet) => "#51605A",
            (Self::Dark, Ink::Surface) => "#18211E",
            (Self::Dark, Ink::Green) => "#1D4029",
            (Self::Dark, Ink::GreenInner) => "#265233",
            (Self::Dark, Ink::Yellow) => "#4A401A",
            (Self::Dark, Ink::Red) => "#FF7B72",
            (Self::Dark, Ink::Median) => "#8FD6A3",
            (Self::Dark, Ink::BandLine) => "#5C7A66",
            (Self::Dark, Ink::Grid) => "#26312D",
            (Self::Dark, Ink::Ink) => "#E6EEEA",
            (Self::Dark, Ink::InkQuiet) => "#A7B5AF",
        }
    }
}

/// Writes a scene as one SVG document; `font` is a CSS font family.
pub fn svg(scene: &Scene, palette: Palette, font: &str) -> String {
    let mut out = String::with_capacity(64 * 1024);
    // Writing into a String cannot fail.
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" font-family="{}"><rect width="{w}" height="{h}" fill="{}"/>"#,
        escaped(font),
        palette.colour(Ink::Surface),
        w = scene.width,
        h = scene.height,
    );
    for item in &scene.items {
        let _ = paint(&mut out, item, palette);
    }
    out.push_str("</svg>\n");
    out
}

fn paint(out: &mut String, item: &Item, palette: Palette) -> std::fmt::Result {
    match item {
        Item::Line { points, width, dash, ink } => {
            let dash = dash.map_or(String::new(), |dash| format!(r#" stroke-dasharray="{dash}""#));
            let (path, ink) = (path(points), palette.colour(*ink));
            write!(
                out,
                r#"<path d="{path}" fill="none" stroke="{ink}" stroke-width="{width}" stroke-linejoin="round"{dash}/>"#
            )
        }
        Item::Area { points, ink } => {
            write!(out, r#"<path d="{}Z" fill="{}"/>"#, path(points), palette.colour(*ink))
        }
        Item::Rect { at, width, height, radius, fill, edge } => {
            let edge = edge.map_or(String::new(), |ink| format!(r#" stroke="{}""#, palette.colour(ink)));
            let (x, y, fill) = (at.x, at.y, palette.colour(*fill));
            write!(
                out,
                r#"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" rx="{radius}" fill="{fill}"{edge}/>"#
            )
        }
        Item::Dot { at, radius, fill, edge: (ink, width) } => {
            let (x, y, fill, ink) = (at.x, at.y, palette.colour(*fill), palette.colour(*ink));
            write!(
                out,
                r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{fill}" stroke="{ink}" stroke-width="{width}"/>"#
            )
        }
        Item::Text { at, anchor, size, weight, ink, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let weight = match weight {
                Weight::Regular => 400,
                Weight::SemiBold => 600,
            };
            // Digits of the font are 0.7 of its size high.
            let (x, y, ink, text) = (at.x, at.y + size * 0.35, palette.colour(*ink), escaped(text));
            write!(
                out,
                r#"<text x="{x:.1}" y="{y:.1}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{ink}">{text}</text>"#
            )
        }
    }
}

fn path(points: &[Point]) -> String {
    let mut out = String::with_capacity(points.len() * 12);
    for (at, point) in points.iter().enumerate() {
        let command = if at == 0 { 'M' } else { 'L' };
        let _ = write!(out, "{command}{:.1} {:.1}", point.x, point.y);
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

//! The growth chart on paper: paints what [`crate::growth::chart`] describes, in millimetres.

use super::page::{Align, Ink, Line, Page, Place, Type};
use super::{Weight, mm};
use crate::growth::chart::{Anchor, Ink as Meant, Item, Point, Scene, Weight as Heavy};

/// A pixel of a scene at 100 % as points on paper: its texts of 12 px become 8.5 pt.
const POINTS: f32 = 8.5 / 12.0;

/// Width and height of a painted scene in millimetres, when it is `width` millimetres wide at most.
pub fn size(scene: &Scene, width: f32) -> (f32, f32) {
    let scale = scale(scene, width);
    (scene.width * scale, scene.height * scale)
}

fn scale(scene: &Scene, width: f32) -> f32 {
    mm(POINTS).min(width / scene.width.max(1.0))
}

/// Paints a scene; `at` is its upper left corner.
pub fn paint(page: &mut Page, at: Place, width: f32, scene: &Scene) {
    let scale = scale(scene, width);
    let points = scale / mm(1.0);
    let place = |point: Point| Place::at(at.x + point.x * scale, at.y + point.y * scale);
    let places = |points: &[Point]| points.iter().map(|point| place(*point)).collect::<Vec<_>>();
    for item in &scene.items {
        match item {
            Item::Line { points: corners, width, dash, ink } => {
                let dash = dash.map(|length| length * points);
                let line = Line { points: width * points, ink: colour(*ink), dash };
                page.line(&places(corners), line);
            }
            Item::Area { points: corners, ink } => page.area(&places(corners), colour(*ink)),
            Item::Rect { at: corner, width, height, fill, edge, .. } => {
                let (corner, width, height) = (place(*corner), width * scale, height * scale);
                page.rectangle(corner, width, height, colour(*fill));
                if let Some(edge) = edge {
                    page.frame(corner, width, height, Line::solid(points, colour(*edge)));
                }
            }
            Item::Dot { at: centre, radius, fill, edge: (edge, thick) } => {
                let (centre, radius) = (place(*centre), radius * scale);
                page.dot(centre, radius, colour(*fill));
                page.ring(centre, radius, Line::solid(thick * points, colour(*edge)));
            }
            Item::Text { at: middle, anchor, size, weight, ink, text } => {
                let weight = match weight {
                    Heavy::Regular => Weight::Regular,
                    Heavy::SemiBold => Weight::SemiBold,
                };
                let set = Type { weight, points: size * points, ink: colour(*ink) };
                let align = match anchor {
                    Anchor::Start => Align::Left,
                    Anchor::Middle => Align::Centre,
                    Anchor::End => Align::Right,
                };
                // The place of a text is the middle of its digits, which are about 0.7 of the size high.
                let middle = place(*middle);
                let baseline = Place::at(middle.x, middle.y + size * 0.35 * scale);
                page.text(baseline, align, text, set);
            }
        }
    }
}

/// The light palette of the screens, so that paper and screen look alike.
const fn colour(ink: Meant) -> Ink {
    match ink {
        Meant::Surface => Ink::WHITE,
        Meant::Green => Ink(0xcd, 0xeb, 0xd2),
        Meant::GreenInner => Ink(0xb7, 0xdf, 0xbf),
        Meant::Yellow => Ink(0xfb, 0xef, 0xb4),
        Meant::Red => Ink(0xc5, 0x22, 0x1f),
        Meant::Median => Ink(0x19, 0x60, 0x2d),
        Meant::BandLine => Ink(0x7e, 0x9c, 0x86),
        Meant::Grid => Ink(0xe6, 0xeb, 0xe8),
        Meant::Ink => Ink::BLACK,
        Meant::InkQuiet => Ink::QUIET,
    }
}

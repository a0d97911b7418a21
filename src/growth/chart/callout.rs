//! The child's points and the box that says what the last one means.

use super::build::{Callout, Plane};
use super::scene::{Ink, Item, Point, Scene, about_width};

const BOX_HEIGHT: f32 = 44.0;
const LEADER: f32 = 49.0;
const PADDING: f32 = 12.0;

/// Joins the points, and sets a dot on each.
pub(super) fn history(scene: &mut Scene, points: &[Point]) {
    if points.len() > 1 {
        scene.line(points.to_vec(), 1.5, Ink::Ink);
    }
    for &at in points {
        scene.items.push(Item::Dot { at, radius: 3.0, fill: Ink::Ink, edge: (Ink::Surface, 1.0) });
    }
}

/// The current point, larger, with its box below, or above where there is no room.
pub(super) fn current(scene: &mut Scene, plane: &Plane, at: Point, callout: Option<&Callout<'_>>) {
    if let Some(callout) = callout {
        boxed(scene, plane, at, callout);
    }
    scene.items.push(Item::Dot { at, radius: 6.0, fill: Ink::Surface, edge: (Ink::Ink, 2.5) });
    scene.items.push(Item::Dot { at, radius: 2.0, fill: Ink::Ink, edge: (Ink::Ink, 1.0) });
}

fn boxed(scene: &mut Scene, plane: &Plane, at: Point, callout: &Callout<'_>) {
    let words = about_width(callout.title, 14.0).max(about_width(callout.detail, 12.0));
    let width = (words + 2.0 * PADDING).min(scene.width - 8.0);
    let below = at.y + 7.0 + LEADER + BOX_HEIGHT <= plane.bottom - 4.0;
    let (from, top) = if below {
        (at.y + 7.0, at.y + 7.0 + LEADER)
    } else {
        (at.y - 7.0, (at.y - 7.0 - LEADER - BOX_HEIGHT).max(plane.top))
    };
    let joint = if below { top } else { top + BOX_HEIGHT };
    // A third of the box left of the point, so that the points before it stay in sight, and inside the plot, so that
    // the names of the lines and the figures do; where the plot is too narrow for that, inside the picture.
    let fits = width <= plane.right - plane.left;
    let (first, last) = if fits { (plane.left, plane.right) } else { (4.0, scene.width - 4.0) };
    let left = (at.x - width / 3.0).min(last - width).max(first);
    // Words are painted above areas: what would stand under the box would be read through it.
    scene.items.retain(|item| !item.is_text_in(Point::new(left, top), (width, BOX_HEIGHT)));
    scene.line(vec![Point::new(at.x, from), Point::new(at.x, joint)], 1.0, Ink::Ink);
    scene.items.push(Item::Rect {
        at: Point::new(left, top),
        width,
        height: BOX_HEIGHT,
        radius: 6.0,
        fill: Ink::Surface,
        edge: Some(Ink::Ink),
    });
    scene.bold(Point::new(left + PADDING, top + 14.0), 14.0, Ink::Ink, callout.title);
    let detail = Point::new(left + PADDING, top + 31.0);
    scene.label(detail, super::Anchor::Start, Ink::InkQuiet, callout.detail);
}

//! A paper of several A4 pages that fills from above: head, running foot, headings, text. Breaks pages by itself.

use super::mm;
use super::page::{Align, Ink, Line, Page, Place, Type};
use super::{About, Document, font};
use crate::words::Words;

/// What stands on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// Upper left from the second page on: whose paper this is.
    pub running: String,
    /// Lower left of each page; wraps to two lines at most.
    pub foot: String,
}

/// Pages being filled.
pub struct Sheet {
    pages: Vec<Page>,
    page: Page,
    /// Distance of the next line from the upper edge, in millimetres.
    top: f32,
    furniture: Furniture,
}

impl Sheet {
    /// Left and right edge in millimetres.
    pub const MARGIN: f32 = 18.0;
    /// Width between the edges.
    pub const WIDTH: f32 = 210.0 - 2.0 * Self::MARGIN;
    /// Height of an empty page.
    pub const ROOM: f32 = Self::BOTTOM - 22.0;
    /// Lowest place that is filled.
    const BOTTOM: f32 = 297.0 - 22.0;

    /// An empty first page.
    pub fn new(furniture: Furniture) -> Self {
        Self { pages: Vec::new(), page: Page::a4(), top: 16.0, furniture }
    }

    /// The page being filled, for drawing.
    pub fn page(&mut self) -> &mut Page {
        &mut self.page
    }

    /// Distance of the next line from the upper edge.
    pub const fn top(&self) -> f32 {
        self.top
    }

    /// Leaves room.
    pub fn space(&mut self, millimetres: f32) {
        self.top += millimetres;
    }

    /// Whether so much still fits on this page.
    pub fn fits(&self, millimetres: f32) -> bool {
        self.top + millimetres <= Self::BOTTOM
    }

    /// Goes to a new page unless so much still fits.
    pub fn need(&mut self, millimetres: f32) {
        if !self.fits(millimetres) {
            self.break_page();
        }
    }

    /// Goes to a new page.
    pub fn break_page(&mut self) {
        let full = std::mem::replace(&mut self.page, Page::a4());
        self.pages.push(full);
        let running = self.furniture.running.clone();
        let at = Place::at(Self::MARGIN, 14.0);
        self.page.text(at, Align::Left, &running, Type::medium(8.0).ink(Ink::QUIET));
        self.page.line(&[Place::at(Self::MARGIN, 16.5), Place::at(210.0 - Self::MARGIN, 16.5)], Line::RULE);
        self.top = 22.0;
    }

    /// A heading of a part, kept together with so much of what follows.
    pub fn heading(&mut self, text: &str, follows: f32) {
        self.need(11.0 + follows);
        self.space(4.0);
        let top = self.top;
        self.page.text(
            Place::at(Self::MARGIN, top + 4.0),
            Align::Left,
            text,
            Type::semi_bold(11.5).ink(Ink::ACCENT),
        );
        self.space(7.0);
    }

    /// A text over as many lines as it needs.
    pub fn paragraph(&mut self, text: &str, set: Type) {
        let height = mm(set.points * 1.35);
        for line in font::wrap(text, set.weight, set.points, Self::WIDTH) {
            self.need(height);
            let baseline = self.top + mm(set.points);
            self.page.text(Place::at(Self::MARGIN, baseline), Align::Left, &line, set);
            self.space(height);
        }
    }

    /// The finished paper, each page with its foot and number.
    pub fn finish(mut self, about: About, words: &Words) -> Document {
        self.pages.push(self.page);
        let count = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate() {
            let set = Type::regular(7.5).ink(Ink::QUIET);
            let right = 210.0 - Self::MARGIN;
            page.line(&[Place::at(Self::MARGIN, 281.0), Place::at(right, 281.0)], Line::RULE);
            let number = words.with("paper-page", &[("page", index + 1), ("pages", count)]);
            page.text(Place::at(right, 285.0), Align::Right, &number, set);
            let lines = font::wrap(&self.furniture.foot, set.weight, set.points, Self::WIDTH - 32.0);
            for (line, y) in lines.iter().zip([285.0, 288.5]) {
                page.text(Place::at(Self::MARGIN, y), Align::Left, line, set);
            }
        }
        Document { about, pages: self.pages }
    }
}

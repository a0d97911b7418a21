//! Pages of a PDF as dots, a band at a time: a whole page at 300 dots to the inch would be 35 MB.
//!
//! Only for papers of ours: a PDF whose typefaces are not inside loses its text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt as _;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

/// Rows drawn at a time.
pub const BAND: u16 = 256;
/// Dots in an inch of a thermal printer: eight in a millimetre.
pub const THERMAL_DPI: f64 = 203.2;
/// Pages are never drawn finer than this.
pub const FINEST_DPI: f64 = 300.0;
/// More pages than any paper of ours has.
const MOST_PAGES: usize = 200;
/// No page of ours is longer or wider than this, in dots.
const MOST_DOTS: f64 = 16_000.0;

/// Why there are no dots.
#[derive(Debug, thiserror::Error)]
pub enum CannotDraw {
    /// No PDF, or none that can be read.
    #[error("the paper's file cannot be read")]
    Unreadable,
    /// The pages are too many or too large for a paper of ours.
    #[error("the paper is too large to be printed")]
    TooLarge,
    /// Whoever wanted the dots could not use them.
    #[error("{0}")]
    Refused(String),
}

/// Size of a page in dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub width: u16,
    pub height: u16,
}

/// Some rows of a page.
#[derive(Debug)]
pub struct Band<'a> {
    /// Of which page, from 0.
    pub page: usize,
    pub of: Size,
    /// Its first row.
    pub top: u16,
    /// How many rows it has.
    pub rows: u16,
    /// Red, green, blue and 255 of each dot, row by row.
    pub rgba: &'a [u8],
}

impl Band<'_> {
    /// Whether it ends its page.
    pub const fn is_last(&self) -> bool {
        self.top + self.rows >= self.of.height
    }
}

/// Draws every page from above and hands over each band in turn.
pub fn draw(
    pdf: Vec<u8>,
    dpi: f64,
    each: impl FnMut(&Band<'_>) -> Result<(), String>,
) -> Result<(), CannotDraw> {
    // The reader is young: whatever it stumbles over costs this paper only.
    catch_unwind(AssertUnwindSafe(move || draw_pages(pdf, dpi, each))).unwrap_or(Err(CannotDraw::Unreadable))
}

fn draw_pages(
    pdf: Vec<u8>,
    dpi: f64,
    mut each: impl FnMut(&Band<'_>) -> Result<(), String>,
) -> Result<(), CannotDraw> {
    let pdf = Pdf::new(pdf).map_err(|_| CannotDraw::Unreadable)?;
    let pages = pdf.pages();
    if pages.is_empty() || pages.len() > MOST_PAGES {
        return Err(if pages.is_empty() { CannotDraw::Unreadable } else { CannotDraw::TooLarge });
    }
    let (cache, scale) = (RenderCache::new(), dpi / 72.0);
    let (interpreter, render) = (InterpreterSettings::default(), RenderSettings::default());
    let mut resources = Resources::default();
    for (at, page) in pages.iter().enumerate() {
        let (width, height) = page.render_dimensions();
        let of = Size { width: dots(width, scale)?, height: dots(height, scale)? };
        let upright = Affine::scale(scale) * page.initial_transform(true).to_kurbo();
        let mut context = RenderContext::new(of.width, BAND.min(of.height));
        let mut pixmap = Pixmap::new(of.width, BAND.min(of.height));
        let mut top = 0;
        while top < of.height {
            let rows = BAND.min(of.height - top);
            context.reset_and_resize(of.width, rows);
            pixmap.resize(of.width, rows);
            let place = Affine::translate((0.0, -f64::from(top))) * upright;
            render_into(page, &cache, &interpreter, &render, &mut context, place);
            context.flush();
            let settings = RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
            context.render_with(&mut pixmap, &mut resources, settings);
            let band = Band { page: at, of, top, rows, rgba: pixmap.data_as_u8_slice() };
            each(&band).map_err(CannotDraw::Refused)?;
            top += rows;
        }
    }
    Ok(())
}

/// A side of a page in dots.
fn dots(points: f32, scale: f64) -> Result<u16, CannotDraw> {
    let dots = (f64::from(points) * scale).round();
    if dots < 1.0 {
        return Err(CannotDraw::Unreadable);
    }
    if dots > MOST_DOTS {
        return Err(CannotDraw::TooLarge);
    }
    Ok(dots as u16)
}

/// A picture of black and white dots, eight to a byte, the left one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Dots in a row; a multiple of eight.
    pub width: u16,
    /// Row after row.
    pub bits: Vec<u8>,
}

/// Darker than this is black.
const MIDDLE: u32 = 128;

impl Picture {
    /// Bytes of a row.
    pub const fn stride(&self) -> usize {
        self.width as usize / 8
    }

    /// The pages one below the other, as wide as the printer prints.
    pub fn of_pdf(pdf: Vec<u8>, width: u16) -> Result<Self, CannotDraw> {
        let mut picture = Self { width, bits: Vec::new() };
        draw(pdf, THERMAL_DPI, |band| {
            let row = usize::from(band.of.width) * 4;
            for dots in band.rgba.chunks_exact(row.max(4)) {
                picture.push(dots);
            }
            Ok(())
        })?;
        Ok(picture)
    }

    /// One more row of it; what is wider than the printer is not printed.
    fn push(&mut self, rgba: &[u8]) {
        let start = self.bits.len();
        self.bits.resize(start + self.stride(), 0);
        let row = self.bits.get_mut(start..).unwrap_or_default();
        for (at, dot) in rgba.chunks_exact(4).enumerate() {
            if is_black(dot)
                && let Some(byte) = row.get_mut(at / 8)
            {
                *byte |= 0x80 >> (at % 8);
            }
        }
    }
}

/// By its luminance.
fn is_black(dot: &[u8]) -> bool {
    let &[red, green, blue, _] = dot else { return false };
    let luminance = 299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue);
    luminance < MIDDLE * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_pdf_is_said_and_stops_nothing() {
        for junk in [&b""[..], b"%PDF-1.7\n", b"\0\0\0\0", &[0xff; 4096]] {
            let drawn = draw(junk.to_vec(), 300.0, |_| Ok(()));
            assert!(matches!(drawn, Err(CannotDraw::Unreadable)), "{drawn:?}");
        }
    }
}

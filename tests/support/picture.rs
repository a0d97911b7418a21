//! A picture as it is kept: at half the size it was drawn in, in a palette, and how two of them are told apart.
//!
//! Half the size keeps a hundred pictures small and still changes with every letter. Colours that lie close together are
//! stored as the most frequent of them: how far a stored pixel may be off stands in the file (its reach). Another
//! machine may draw a pixel off by [`NOISE`]. What is off by more than both is a change, and one such pixel is enough: a
//! mean over the page would swallow a word.

use std::collections::HashMap;

/// How far a stored colour may be from the drawn one, of 255 in each channel. A picture of many colours needs more, so
/// that they fit into a palette, which makes it less than half as large as without one.
pub const REACH: u8 = 3;
/// Beyond this a stored picture would no longer tell a thin line from none.
pub const FARTHEST: u8 = 9;
/// How far another machine may draw a pixel off, of 255 in each channel.
pub const NOISE: u8 = 2;
/// As many colours as a PNG's palette takes.
const PALETTE: usize = 256;

type Rgb = [u8; 3];

/// The keyword of the reach in a stored file.
const KEYWORD: &str = "reach";

/// Rows of pixels, from the top left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub pixels: Vec<Rgb>,
    /// How far its colours may be from those that were drawn.
    pub reach: u8,
}

/// Where two pictures differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// They are not of one size: widths and heights, the stored one's first.
    Size([usize; 4]),
    /// So many pixels are off, by so much at most, inside this rectangle (left, top, right, bottom; in pixels of
    /// the stored picture).
    Pixels { count: usize, worst: u8, within: [usize; 4] },
}

/// How far apart two colours are: in the channel where they are farthest.
fn apart(one: Rgb, other: Rgb) -> u8 {
    let channels = one.iter().zip(other).map(|(one, other)| one.abs_diff(other));
    channels.max().unwrap_or(0)
}

impl Picture {
    /// What was drawn, red, green, blue and opaque, so many pixels wide.
    pub fn of(rgba: &[u8], width: usize) -> Self {
        let pixels = rgba.as_chunks::<4>().0.iter().map(|[red, green, blue, _]| [*red, *green, *blue]);
        Self { width, pixels: pixels.collect(), reach: 0 }
    }

    pub fn height(&self) -> usize {
        self.pixels.len() / self.width.max(1)
    }

    /// At half the size: each pixel is the mean of four; at an odd edge, of those that are there.
    pub fn halved(&self) -> Self {
        let width = self.width.div_ceil(2);
        let mut pixels = Vec::with_capacity(width * self.height().div_ceil(2));
        for lines in self.pixels.chunks(self.width * 2) {
            let (upper, lower) = lines.split_at(self.width);
            for x in (0..self.width).step_by(2) {
                let mut sum = [0_u16; 3];
                let mut count = 0;
                for pixel in [
                    upper.get(x),
                    upper.get(x + 1).filter(|_| x + 1 < self.width),
                    lower.get(x),
                    lower.get(x + 1),
                ]
                .into_iter()
                .flatten()
                {
                    for (sum, channel) in sum.iter_mut().zip(pixel) {
                        *sum += u16::from(*channel);
                    }
                    count += 1;
                }
                pixels.push(sum.map(|sum| (sum / count) as u8));
            }
        }
        Self { width, pixels, reach: 0 }
    }

    /// What differs from the stored one, if anything does.
    pub fn differs_from(&self, stored: &Self) -> Option<Difference> {
        let sizes = [stored.width, stored.height(), self.width, self.height()];
        if sizes[..2] != sizes[2..] {
            return Some(Difference::Size(sizes));
        }
        let (mut found, limit) = (None, stored.reach + NOISE);
        for (at, (seen, stored)) in self.pixels.iter().zip(&stored.pixels).enumerate() {
            // Nearly all are the same; to look closer at each would take most of the test's time.
            if seen == stored {
                continue;
            }
            let off = apart(*seen, *stored);
            if off > limit {
                let (x, y) = (at % self.width, at / self.width);
                let (count, worst, within) = found.unwrap_or((0, 0, [x, y, x, y]));
                let [left, top, right, bottom] = within;
                let within = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
                found = Some((count + 1, off.max(worst), within));
            }
        }
        found.map(|(count, worst, within)| Difference::Pixels { count, worst, within })
    }

    /// The same in fewer colours: each pixel gets the most frequent colour that is near enough.
    fn in_few_colours(&self, reach: u8) -> (Vec<Rgb>, Vec<usize>) {
        let mut counts: HashMap<Rgb, usize> = HashMap::new();
        for pixel in &self.pixels {
            *counts.entry(*pixel).or_default() += 1;
        }
        let mut colours: Vec<_> = counts.into_iter().collect();
        colours.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
        let mut kept: Vec<Rgb> = Vec::new();
        let mut places = HashMap::new();
        for (colour, _) in colours {
            let near = kept.iter().position(|kept| apart(*kept, colour) <= reach);
            let place = near.unwrap_or_else(|| {
                kept.push(colour);
                kept.len() - 1
            });
            places.insert(colour, place);
        }
        let pixels = self.pixels.iter().filter_map(|pixel| places.get(pixel).copied()).collect();
        (kept, pixels)
    }

    /// As a small PNG, in a palette.
    pub fn small_png(&self) -> Result<Vec<u8>, png::EncodingError> {
        let mut reach = REACH;
        let (mut colours, mut pixels) = self.in_few_colours(reach);
        while colours.len() > PALETTE {
            reach += 1;
            (colours, pixels) = self.in_few_colours(reach);
        }
        let pixels: Vec<u8> = pixels.iter().map(|place| *place as u8).collect();
        self.encode(Some((colours.concat(), reach)), &pixels)
    }

    /// As a PNG with every colour, to look at.
    pub fn whole_png(&self) -> Result<Vec<u8>, png::EncodingError> {
        self.encode(None, &self.pixels.concat())
    }

    /// Pixels are places in the palette or, without one, the colours themselves.
    fn encode(&self, palette: Option<(Vec<u8>, u8)>, pixels: &[u8]) -> Result<Vec<u8>, png::EncodingError> {
        let mut bytes = Vec::new();
        let mut png = png::Encoder::new(&mut bytes, self.width as u32, self.height() as u32);
        png.set_color(png::ColorType::Rgb);
        png.set_compression(png::Compression::Fast);
        if let Some((palette, reach)) = palette {
            png.set_color(png::ColorType::Indexed);
            png.set_compression(png::Compression::High);
            png.set_palette(palette);
            png.add_text_chunk(KEYWORD.to_owned(), reach.to_string())?;
        }
        // Screens are flat: the filters made for photographs make them larger.
        png.set_filter(png::Filter::NoFilter);
        let mut png = png.write_header()?;
        png.write_image_data(pixels)?;
        png.finish()?;
        Ok(bytes)
    }

    /// Back from a PNG.
    pub fn read(bytes: &[u8]) -> Result<Self, png::DecodingError> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut png = decoder.read_info()?;
        let mut pixels = vec![0; png.output_buffer_size().unwrap_or(0)];
        let info = png.next_frame(&mut pixels)?;
        let said = png.info().uncompressed_latin1_text.iter().find(|text| text.keyword == KEYWORD);
        let reach = said.and_then(|text| text.text.parse().ok()).unwrap_or(REACH);
        Ok(Self { width: info.width as usize, pixels: pixels.as_chunks::<3>().0.to_vec(), reach })
    }

    /// Makes a place grey, for what is never twice the same: left, top, right, bottom, in pixels.
    pub fn cover(&mut self, [left, top, right, bottom]: [usize; 4]) {
        let width = self.width;
        for line in self.pixels.chunks_mut(width).take(bottom).skip(top) {
            for pixel in line.iter_mut().take(right).skip(left) {
                *pixel = [0x80; 3];
            }
        }
    }

    /// The stored one, this one, and below them what is off: the rest is faded.
    pub fn beside(&self, stored: &Self) -> Self {
        let (width, limit) = (self.width.max(stored.width), stored.reach + NOISE);
        let mut pixels = Vec::new();
        for picture in [stored, self] {
            for line in picture.pixels.chunks(picture.width) {
                pixels.extend(line);
                pixels.resize(pixels.len() + width - picture.width, [0x80; 3]);
            }
            pixels.resize(pixels.len() + width * 4, [0x80; 3]);
        }
        if width == self.width && width == stored.width {
            pixels.extend(self.pixels.iter().zip(&stored.pixels).map(|(seen, stored)| {
                let is_off = apart(*seen, *stored) > limit;
                if is_off { [0xFF, 0x00, 0xC0] } else { stored.map(|channel| 0xC0 + channel / 4) }
            }));
        }
        Self { width, pixels, reach: 0 }
    }
}

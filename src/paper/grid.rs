//! A table on a sheet: columns with widths, a head that comes again on the next page, rows, totals.

use super::font;
use super::page::{Align, Ink, Line, Place, Type};
use super::{Sheet, mm};

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its head; wraps.
    pub head: String,
    /// Width in millimetres.
    pub width: f32,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>, width: f32) -> Self {
        Self { head: head.into(), width, align: Align::Left }
    }

    /// A column of numbers.
    pub fn numbers(head: impl Into<String>, width: f32) -> Self {
        Self { head: head.into(), width, align: Align::Right }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Said in smaller, quieter type behind it: the denominator, the share.
    pub note: String,
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), note: String::new() }
    }
}

impl Cell {
    /// A cell with something smaller behind it.
    pub fn with(text: impl Into<String>, note: impl Into<String>) -> Self {
        Self { text: text.into(), note: note.into() }
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    total: Option<Vec<Cell>>,
    points: f32,
}

const PAD: f32 = 1.3;

impl Grid {
    /// A table of these columns.
    pub const fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new(), total: None, points: 8.5 }
    }

    /// In type of another size.
    pub const fn points(mut self, points: f32) -> Self {
        self.points = points;
        self
    }

    /// One more row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// The last row, set apart.
    pub fn total(&mut self, cells: Vec<Cell>) {
        self.total = Some(cells);
    }

    /// Height of one row in millimetres.
    pub fn row_height(&self) -> f32 {
        // Small type stands closer: it is chosen where there is little room.
        mm(self.points * 1.3) + (self.points - 5.2) * 0.4
    }

    fn head_set(&self) -> Type {
        Type::medium(self.points - 0.7).ink(Ink::QUIET)
    }

    fn head_lines(&self) -> Vec<Vec<String>> {
        let set = self.head_set();
        let wrapped =
            |column: &Column| font::wrap(&column.head, set.weight, set.points, column.width - 2.0 * PAD);
        self.columns.iter().map(wrapped).collect()
    }

    fn head_height(&self) -> f32 {
        let lines = self.head_lines().iter().map(Vec::len).max().unwrap_or(1).max(1);
        mm(self.head_set().points * 1.25) * lines as f32 + 2.0
    }

    /// Height of head and so many rows.
    pub fn height_of(&self, rows: usize) -> f32 {
        self.head_height() + self.row_height() * rows as f32
    }

    /// Height of the whole table.
    pub fn height(&self) -> f32 {
        self.height_of(self.rows.len() + usize::from(self.total.is_some()))
    }

    /// Draws the table on a sheet, over as many pages as it needs.
    pub fn draw(&self, sheet: &mut Sheet) {
        self.draw_from(sheet, Sheet::MARGIN);
    }

    /// Draws this table on the left and the others under one another beside it; the sheet goes on under the longer
    /// side. All must fit on one page.
    pub fn draw_beside(&self, others: &[&Self], gap: f32, sheet: &mut Sheet) {
        const BETWEEN: f32 = 3.0;
        let right: f32 = others.iter().map(|other| other.height() + BETWEEN).sum();
        sheet.need(self.height().max(right).min(Sheet::ROOM));
        let top = sheet.top();
        self.draw_from(sheet, Sheet::MARGIN);
        let left_end = sheet.top();
        sheet.space(top - left_end);
        for other in others {
            other.draw_from(sheet, Sheet::MARGIN + self.width() + gap);
            sheet.space(BETWEEN);
        }
        let right_end = sheet.top();
        sheet.space((left_end - right_end).max(0.0));
    }

    /// Width in millimetres.
    pub fn width(&self) -> f32 {
        self.columns.iter().map(|column| column.width).sum()
    }

    fn draw_from(&self, sheet: &mut Sheet, left: f32) {
        sheet.need(self.height_of(2.min(self.rows.len())));
        self.draw_head(sheet, left);
        for (index, row) in self.rows.iter().enumerate() {
            // The last row is never left alone with the total.
            let last = index + 1 == self.rows.len() && self.total.is_some();
            let needed = self.row_height() * if last { 2.0 } else { 1.0 };
            if !sheet.fits(needed) {
                sheet.break_page();
                self.draw_head(sheet, left);
            }
            if index % 2 == 1 {
                let at = Place::at(left, sheet.top());
                let (width, height) = (self.width(), self.row_height());
                sheet.page().rectangle(at, width, height, Ink::SHADE);
            }
            self.draw_row(sheet, left, row, Type::regular(self.points));
        }
        if let Some(total) = &self.total {
            self.rule(sheet, left, Line::solid(0.8, Ink::BLACK));
            self.draw_row(sheet, left, total, Type::semi_bold(self.points));
        }
        self.rule(sheet, left, Line::RULE);
    }

    fn rule(&self, sheet: &mut Sheet, left: f32, line: Line) {
        let (top, right) = (sheet.top(), left + self.width());
        sheet.page().line(&[Place::at(left, top), Place::at(right, top)], line);
    }

    fn draw_head(&self, sheet: &mut Sheet, left: f32) {
        let set = self.head_set();
        let (top, height) = (sheet.top(), self.head_height());
        let line_height = mm(set.points * 1.25);
        let mut x = left;
        for (column, lines) in self.columns.iter().zip(self.head_lines()) {
            let mut baseline = top + height - 1.2 - line_height * (lines.len().saturating_sub(1)) as f32;
            for line in lines {
                let at = place(column, x, baseline);
                sheet.page().text(at, column.align, &line, set);
                baseline += line_height;
            }
            x += column.width;
        }
        sheet.space(height);
        self.rule(sheet, left, Line::solid(0.8, Ink::BLACK));
    }

    fn draw_row(&self, sheet: &mut Sheet, left: f32, cells: &[Cell], set: Type) {
        let baseline = sheet.top() + mm(self.points) + (self.row_height() - mm(self.points * 1.3)) * 0.45;
        let mut x = left;
        for (column, cell) in self.columns.iter().zip(cells) {
            draw_cell(sheet, column, x, baseline, cell, set);
            x += column.width;
        }
        sheet.space(self.row_height());
    }
}

fn place(column: &Column, x: f32, baseline: f32) -> Place {
    let x = match column.align {
        Align::Left => x + PAD,
        Align::Centre => x + column.width / 2.0,
        Align::Right => x + column.width - PAD,
    };
    Place::at(x, baseline)
}

fn draw_cell(sheet: &mut Sheet, column: &Column, x: f32, baseline: f32, cell: &Cell, set: Type) {
    let small = Type::regular(set.points - 1.5).ink(Ink::QUIET);
    let gap = if cell.note.is_empty() { 0.0 } else { 0.8 };
    let note = small.width(&cell.note) + gap;
    let room = column.width - 2.0 * PAD - note;
    let text = font::fit(&cell.text, set.weight, set.points, room);
    let at = place(column, x, baseline);
    match column.align {
        Align::Right => {
            sheet.page().text(at, Align::Right, &cell.note, small);
            sheet.page().text(Place::at(at.x - note, at.y), Align::Right, &text, set);
        }
        align => {
            sheet.page().text(at, align, &text, set);
            sheet.page().text(Place::at(at.x + set.width(&text) + gap, at.y), Align::Left, &cell.note, small);
        }
    }
}

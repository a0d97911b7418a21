//! Windows' spooler: the list of printers, pages as pictures in bands, bytes as they are.
//!
//! There is no safe wrapper worth having, so every call to the system stands in this file, behind types that close what
//! they opened.
#![expect(unsafe_code, reason = "only the system's own functions reach its spooler")]

use std::ptr::{null, null_mut};
use std::time::{Duration, Instant};

use windows_sys::Win32::Foundation::{ERROR_CANCELLED, ERROR_INVALID_PRINTER_NAME, GetLastError};
use windows_sys::Win32::Graphics::Gdi::{
    BI_RGB, BITMAPINFO, BITMAPINFOHEADER, CreateDCW, DEVMODEW, DIB_RGB_COLORS, DM_IN_BUFFER, DM_ORIENTATION,
    DM_OUT_BUFFER, DM_PAPERSIZE, DMORIENT_PORTRAIT, DMPAPER_A4, DeleteDC, GetDeviceCaps, HALFTONE, HDC,
    LOGPIXELSX, LOGPIXELSY, PHYSICALOFFSETX, PHYSICALOFFSETY, SRCCOPY, SetStretchBltMode, StretchDIBits,
};
use windows_sys::Win32::Graphics::Printing::{
    ClosePrinter, DOC_INFO_1W, DocumentPropertiesW, EndDocPrinter, EnumPrintersW, GetDefaultPrinterW,
    GetJobW, GetPrinterW, JOB_CONTROL_DELETE, JOB_INFO_1W, JOB_STATUS_ERROR, JOB_STATUS_OFFLINE,
    JOB_STATUS_PAPEROUT, JOB_STATUS_USER_INTERVENTION, OpenPrinterW, PRINTER_ATTRIBUTE_WORK_OFFLINE,
    PRINTER_ENUM_CONNECTIONS, PRINTER_ENUM_LOCAL, PRINTER_HANDLE, PRINTER_INFO_4W, PRINTER_INFO_6,
    PRINTER_STATUS_DOOR_OPEN, PRINTER_STATUS_NOT_AVAILABLE, PRINTER_STATUS_OFFLINE, PRINTER_STATUS_PAPER_OUT,
    SetJobW, StartDocPrinterW, WritePrinter,
};
use windows_sys::Win32::Storage::Xps::{AbortDoc, DOCINFOW, EndDoc, EndPage, StartDocW, StartPage};

use super::{Found, NoSpooler};
use crate::printing::Outcome;
use crate::printing::raster::{self, Band, FINEST_DPI};

/// How long a job of pages is looked after.
const PAGES: Duration = Duration::from_secs(10);
/// How long a slip is: somebody stands there and waits.
const SLIP: Duration = Duration::from_secs(3);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(250);

/// A text as Windows has it.
fn wide(text: &str) -> Vec<u16> {
    text.encode_utf16().filter(|unit| *unit != 0).chain([0]).collect()
}

/// A text of Windows'.
///
/// # Safety
/// `text` is null, or points to units that end with a zero.
unsafe fn narrow(text: *const u16) -> String {
    if text.is_null() {
        return String::new();
    }
    let mut units = Vec::new();
    for at in 0.. {
        // SAFETY: no further than the zero.
        let unit = unsafe { *text.add(at) };
        if unit == 0 {
            break;
        }
        units.push(unit);
    }
    String::from_utf16_lossy(&units)
}

/// Why the last call failed.
fn failure() -> Outcome {
    // SAFETY: asks for this thread's last error only.
    match unsafe { GetLastError() } {
        ERROR_INVALID_PRINTER_NAME => Outcome::NoPrinter,
        code => Outcome::Failed(std::io::Error::from_raw_os_error(code as i32).to_string()),
    }
}

/// Room for what Windows writes, aligned for its structures.
fn room(bytes: u32) -> Vec<u64> {
    vec![0; (bytes as usize).div_ceil(8)]
}

/// The printers of this PC and those it is connected to.
pub(super) fn find() -> Result<Found, NoSpooler> {
    let which = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
    let (mut needed, mut count) = (0, 0);
    // SAFETY: no room is handed in, its size is nothing; only the size that is needed is written.
    unsafe { EnumPrintersW(which, null(), 4, null_mut(), 0, &raw mut needed, &raw mut count) };
    let mut list = room(needed);
    let mut names = Vec::new();
    if needed > 0 {
        // SAFETY: the room is as large as it is said to be.
        let done = unsafe {
            EnumPrintersW(which, null(), 4, list.as_mut_ptr().cast(), needed, &raw mut needed, &raw mut count)
        };
        if done == 0 {
            return Err(NoSpooler);
        }
        for at in 0..count as usize {
            // SAFETY: Windows wrote so many of them at the beginning of the room, which is aligned for them.
            let one = unsafe { &*list.as_ptr().cast::<PRINTER_INFO_4W>().add(at) };
            // SAFETY: the names stand in the same room.
            names.push(unsafe { narrow(one.pPrinterName) });
        }
    }
    Ok(Found { names, default: default() })
}

fn default() -> Option<String> {
    let mut length = 0;
    // SAFETY: only the length is asked for.
    unsafe { GetDefaultPrinterW(null_mut(), &raw mut length) };
    let mut name = vec![0_u16; length as usize];
    // SAFETY: the room is as long as it is said to be.
    let done = length > 0 && unsafe { GetDefaultPrinterW(name.as_mut_ptr(), &raw mut length) } != 0;
    // SAFETY: Windows ended it with a zero.
    done.then(|| unsafe { narrow(name.as_ptr()) })
}

/// A printer that is open.
struct Open {
    handle: PRINTER_HANDLE,
    name: Vec<u16>,
}

impl Drop for Open {
    fn drop(&mut self) {
        // SAFETY: it was opened, and is closed once.
        unsafe { ClosePrinter(self.handle) };
    }
}

impl Open {
    fn of(name: &str) -> Result<Self, Outcome> {
        let name = wide(name);
        let mut handle = PRINTER_HANDLE::default();
        // SAFETY: the name ends with a zero; the handle is ours to write to.
        if unsafe { OpenPrinterW(name.as_ptr(), &raw mut handle, null()) } == 0 {
            return Err(failure());
        }
        Ok(Self { handle, name })
    }

    /// One of the structures that tell of a printer.
    fn told<T: Copy>(&self, level: u32) -> Option<T> {
        let mut needed = 0;
        // SAFETY: only the size that is needed is written.
        unsafe { GetPrinterW(self.handle, level, null_mut(), 0, &raw mut needed) };
        let mut into = room(needed);
        // SAFETY: the room is as large as it is said to be, and aligned.
        let done = needed as usize >= size_of::<T>()
            && unsafe { GetPrinterW(self.handle, level, into.as_mut_ptr().cast(), needed, &raw mut needed) }
                != 0;
        // SAFETY: Windows wrote one at its beginning; what it points to is not looked at.
        done.then(|| unsafe { *into.as_ptr().cast::<T>() })
    }

    /// Why it cannot print, if Windows knows.
    fn trouble(&self) -> Option<Outcome> {
        let attributes = self.told::<PRINTER_INFO_4W>(4).map_or(0, |told| told.Attributes);
        let status = self.told::<PRINTER_INFO_6>(6).map_or(0, |told| told.dwStatus);
        printer_says(attributes, status)
    }

    /// How it stands with a job; none once it is over.
    fn job(&self, job: u32) -> Option<u32> {
        let mut needed = 0;
        // SAFETY: only the size that is needed is written.
        unsafe { GetJobW(self.handle, job, 1, null_mut(), 0, &raw mut needed) };
        let mut into = room(needed);
        // SAFETY: the room is as large as it is said to be, and aligned.
        let done = needed as usize >= size_of::<JOB_INFO_1W>()
            && unsafe { GetJobW(self.handle, job, 1, into.as_mut_ptr().cast(), needed, &raw mut needed) }
                != 0;
        // SAFETY: Windows wrote one at its beginning.
        done.then(|| unsafe { (*into.as_ptr().cast::<JOB_INFO_1W>()).Status })
    }

    /// What becomes of a job that was taken. One that is gone was handed to the printer, or deleted by somebody: that it
    /// is on paper nobody said.
    fn look_after(&self, job: u32, limit: Duration) -> Outcome {
        let since = Instant::now();
        while let Some(status) = self.job(job) {
            if let Some(trouble) = job_says(status).or_else(|| self.trouble()) {
                // It would come out once the printer is back, when it was printed again long ago.
                // SAFETY: no structure is handed in; the job is deleted, and may be gone already.
                unsafe { SetJobW(self.handle, job, 0, null(), JOB_CONTROL_DELETE) };
                return trouble;
            }
            if since.elapsed() >= limit {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        Outcome::Taken
    }

    /// The settings of a page of A4, upright, as its driver wants them.
    fn page(&self) -> Option<Vec<u64>> {
        let name = self.name.as_ptr();
        // SAFETY: only the size is asked for.
        let size = unsafe { DocumentPropertiesW(null_mut(), self.handle, name, null_mut(), null(), 0) };
        let mut into = room(u32::try_from(size).ok().filter(|size| *size > 0)?);
        let page = into.as_mut_ptr().cast::<DEVMODEW>();
        // SAFETY: the room is as large as the driver said, and aligned.
        if unsafe { DocumentPropertiesW(null_mut(), self.handle, name, page, null(), DM_OUT_BUFFER) } < 0 {
            return None;
        }
        // SAFETY: the driver wrote one there; of the union these are the fields of a printer.
        unsafe {
            (*page).dmFields |= DM_PAPERSIZE | DM_ORIENTATION;
            (*page).Anonymous1.Anonymous1.dmPaperSize = DMPAPER_A4 as i16;
            (*page).Anonymous1.Anonymous1.dmOrientation = DMORIENT_PORTRAIT as i16;
        }
        let both = DM_IN_BUFFER | DM_OUT_BUFFER;
        // SAFETY: the same room for both: the driver allows that.
        unsafe { DocumentPropertiesW(null_mut(), self.handle, name, page, page, both) };
        Some(into)
    }
}

/// What a printer's flags say that cannot print.
const fn printer_says(attributes: u32, status: u32) -> Option<Outcome> {
    let away = PRINTER_STATUS_OFFLINE | PRINTER_STATUS_NOT_AVAILABLE;
    if status & PRINTER_STATUS_DOOR_OPEN != 0 {
        Some(Outcome::CoverOpen)
    } else if status & PRINTER_STATUS_PAPER_OUT != 0 {
        Some(Outcome::PaperOut)
    } else if status & away != 0 || attributes & PRINTER_ATTRIBUTE_WORK_OFFLINE != 0 {
        Some(Outcome::Offline)
    } else {
        None
    }
}

/// What a job's flags say.
const fn job_says(status: u32) -> Option<Outcome> {
    let stands = JOB_STATUS_OFFLINE | JOB_STATUS_ERROR | JOB_STATUS_USER_INTERVENTION;
    if status & JOB_STATUS_PAPEROUT != 0 {
        Some(Outcome::PaperOut)
    } else if status & stands != 0 {
        Some(Outcome::Offline)
    } else {
        None
    }
}

/// Sends bytes as they are.
pub fn raw(name: &str, title: &str, bytes: Vec<u8>) -> Outcome {
    let open = match Open::of(name) {
        Ok(open) => open,
        Err(outcome) => return outcome,
    };
    // What is sent to a printer without paper comes out once there is some, when nobody wants it any more.
    if let Some(trouble) = open.trouble() {
        return trouble;
    }
    let (mut title, mut kind) = (wide(title), wide("RAW"));
    let document =
        DOC_INFO_1W { pDocName: title.as_mut_ptr(), pOutputFile: null_mut(), pDatatype: kind.as_mut_ptr() };
    // SAFETY: both texts end with a zero and live longer than the call.
    let job = unsafe { StartDocPrinterW(open.handle, 1, &raw const document) };
    if job == 0 {
        return failure();
    }
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        let mut written = 0;
        let length = u32::try_from(rest.len()).unwrap_or(u32::MAX);
        // SAFETY: the bytes are as many as is said.
        let done = unsafe { WritePrinter(open.handle, rest.as_ptr().cast(), length, &raw mut written) };
        if done == 0 || written == 0 {
            let why = failure();
            // SAFETY: a document was begun.
            unsafe { EndDocPrinter(open.handle) };
            return why;
        }
        rest = rest.get(written as usize..).unwrap_or_default();
    }
    // SAFETY: a document was begun.
    if unsafe { EndDocPrinter(open.handle) } == 0 {
        return failure();
    }
    open.look_after(job, SLIP)
}

/// A printer to draw on; what was begun and not ended is given up.
struct Canvas {
    context: HDC,
    begun: bool,
}

impl Drop for Canvas {
    fn drop(&mut self) {
        if self.begun {
            // SAFETY: a document was begun on it.
            unsafe { AbortDoc(self.context) };
        }
        // SAFETY: it was made, and is deleted once.
        unsafe { DeleteDC(self.context) };
    }
}

impl Canvas {
    fn ask(&self, what: u32) -> i32 {
        // SAFETY: asks only.
        unsafe { GetDeviceCaps(self.context, what as i32) }
    }

    /// Paints a band where it lies on the sheet, so that no seam opens between two of them.
    fn paint(&self, band: &Band<'_>, dpi: f64, bits: &mut Vec<u8>) -> Result<(), String> {
        fill(band, bits);
        let header = BITMAPINFOHEADER {
            biSize: size_of::<BITMAPINFOHEADER>() as u32,
            biWidth: i32::from(band.of.width),
            // From below: some drivers spoil the other way round.
            biHeight: i32::from(band.rows),
            biPlanes: 1,
            biBitCount: 24,
            biCompression: BI_RGB,
            ..BITMAPINFOHEADER::default()
        };
        let picture = BITMAPINFO { bmiHeader: header, ..BITMAPINFO::default() };
        let across = f64::from(self.ask(LOGPIXELSX)) / dpi;
        let down = f64::from(self.ask(LOGPIXELSY)) / dpi;
        let place = |dots: u16, scale: f64| (f64::from(dots) * scale).round() as i32;
        let (top, bottom) = (place(band.top, down), place(band.top + band.rows, down));
        let (left, above) = (-self.ask(PHYSICALOFFSETX), top - self.ask(PHYSICALOFFSETY));
        let (width, height) = (place(band.of.width, across), bottom - top);
        let (columns, rows) = (i32::from(band.of.width), i32::from(band.rows));
        // SAFETY: the bits are as many as the picture's size says, its rows padded to four bytes.
        let lines = unsafe {
            SetStretchBltMode(self.context, HALFTONE);
            StretchDIBits(
                self.context,
                left,
                above,
                width,
                height,
                0,
                0,
                columns,
                rows,
                bits.as_ptr().cast(),
                &raw const picture,
                DIB_RGB_COLORS,
                SRCCOPY,
            )
        };
        if lines == 0 { Err("StretchDIBits".to_owned()) } else { Ok(()) }
    }
}

/// The dots as Windows wants them: blue, green, red, the lowest row first, each padded to four bytes.
fn fill(band: &Band<'_>, bits: &mut Vec<u8>) {
    bits.clear();
    let stride = usize::from(band.of.width) * 4;
    for row in band.rgba.chunks_exact(stride.max(4)).rev() {
        for dot in row.chunks_exact(4) {
            if let &[red, green, blue, _] = dot {
                bits.extend([blue, green, red]);
            }
        }
        while !bits.len().is_multiple_of(4) {
            bits.push(0);
        }
    }
}

/// Prints pages as pictures of the PDF itself.
pub fn pages(name: &str, title: &str, pdf: Vec<u8>) -> Outcome {
    let open = match Open::of(name) {
        Ok(open) => open,
        Err(outcome) => return outcome,
    };
    if let Some(trouble) = open.trouble() {
        return trouble;
    }
    match paint_all(&open, title, pdf) {
        Ok(job) => open.look_after(job, PAGES),
        Err(outcome) => outcome,
    }
}

fn paint_all(open: &Open, title: &str, pdf: Vec<u8>) -> Result<u32, Outcome> {
    let page = open.page();
    let page = page.as_ref().map_or(null(), |page| page.as_ptr().cast::<DEVMODEW>());
    // SAFETY: the name ends with a zero; the settings are null or those that the driver wrote.
    let context = unsafe { CreateDCW(null(), open.name.as_ptr(), null(), page) };
    if context.is_null() {
        return Err(failure());
    }
    let mut canvas = Canvas { context, begun: false };
    let dpi = FINEST_DPI.min(f64::from(canvas.ask(LOGPIXELSX).max(72)));
    let title = wide(title);
    let document = DOCINFOW {
        cbSize: size_of::<DOCINFOW>() as i32,
        lpszDocName: title.as_ptr(),
        lpszOutput: null(),
        lpszDatatype: null(),
        fwType: 0,
    };
    // SAFETY: the title ends with a zero and lives longer than the call.
    let job = unsafe { StartDocW(context, &raw const document) };
    if job <= 0 {
        // A printer that asks for a file was told no.
        // SAFETY: asks for this thread's last error only.
        let cancelled = unsafe { GetLastError() } == ERROR_CANCELLED;
        return Err(if cancelled { Outcome::NoPrinter } else { failure() });
    }
    canvas.begun = true;
    let mut bits = Vec::new();
    let drawn = raster::draw(pdf, dpi, |band| {
        // SAFETY: a document was begun.
        if band.top == 0 && unsafe { StartPage(context) } <= 0 {
            return Err("StartPage".to_owned());
        }
        canvas.paint(band, dpi, &mut bits)?;
        // SAFETY: a page was begun.
        if band.is_last() && unsafe { EndPage(context) } <= 0 {
            return Err("EndPage".to_owned());
        }
        Ok(())
    });
    drawn.map_err(|why| Outcome::Failed(why.to_string()))?;
    // SAFETY: a document was begun.
    if unsafe { EndDoc(context) } <= 0 {
        return Err(failure());
    }
    canvas.begun = false;
    Ok(job as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printing::raster::Size;

    #[test]
    fn a_bands_rows_go_in_from_below_and_padded() {
        let rgba = [1, 2, 3, 255, 4, 5, 6, 255];
        let band = Band { page: 0, of: Size { width: 1, height: 2 }, top: 0, rows: 2, rgba: &rgba };
        let mut bits = vec![9];
        fill(&band, &mut bits);
        assert_eq!(bits, [6, 5, 4, 0, 3, 2, 1, 0]);
    }

    #[test]
    fn what_windows_says_of_a_printer_and_a_job_is_read_as_it_is_meant() {
        assert_eq!(printer_says(0, 0), None);
        assert_eq!(printer_says(PRINTER_ATTRIBUTE_WORK_OFFLINE, 0), Some(Outcome::Offline));
        assert_eq!(printer_says(0, PRINTER_STATUS_PAPER_OUT), Some(Outcome::PaperOut));
        assert_eq!(job_says(JOB_STATUS_PAPEROUT | JOB_STATUS_ERROR), Some(Outcome::PaperOut));
        assert_eq!(job_says(0), None);
    }
}

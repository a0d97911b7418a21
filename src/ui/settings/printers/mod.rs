//! Printers of this PC: which one prints what, how it went last, a test page, and the slips that wait.

mod view;

use std::path::PathBuf;

use super::{Message as Outer, id};
use crate::desk::ThisPc;
use crate::paper::{About, Align, Document, Ink, Line as Rule, Page, Place, Type};
use crate::printing::spooler::{self, Found, NoSpooler};
use crate::printing::{Kind, Knife, Outcome, Printer, Printers, Road, Width};
use crate::queue::slip::{self, Slip};
use crate::ui::Element;
use crate::ui::action::Action;
use crate::ui::background::in_background;
use crate::ui::flight::Flight;
use crate::ui::shared::Shared;

/// How a thermal printer is reached, in the order of the buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Way {
    Device,
    #[default]
    System,
    Network,
}

impl Way {
    const ALL: [Self; 3] = [Self::Device, Self::System, Self::Network];
}

const WIDTHS: [Width; 2] = [Width::Mm80, Width::Mm58];
const KNIVES: [Knife; 2] = [Knife::Cuts, Knife::Tears];

/// The list, and the settings of the chosen kind as they are typed.
#[derive(Debug, Clone)]
pub(super) struct PrinterForm {
    kept: Result<Printers, String>,
    kind: Kind,
    way: Way,
    /// Name, address or device.
    address: String,
    width: Width,
    knife: Knife,
    /// The system's printers, once they were looked for.
    found: Option<Result<Found, NoSpooler>>,
    looking: Flight,
    /// Choosing, testing, printing what waits.
    flight: Flight,
    /// What became of the test page, or of what waited.
    became: Option<Outcome>,
}

impl Default for PrinterForm {
    fn default() -> Self {
        Self {
            kept: Ok(Printers::default()),
            kind: Kind::Slip,
            way: Way::default(),
            address: String::new(),
            width: Width::default(),
            knife: Knife::default(),
            found: None,
            looking: Flight::Idle,
            flight: Flight::Idle,
            became: None,
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Kind(usize),
    Way(usize),
    Address(String),
    Width(usize),
    Knife(usize),
    /// One of the system's, by its name.
    Pick(String),
    /// No printer prints this kind any more.
    Leave,
    /// F5.
    Look,
    Found(Option<Result<Found, NoSpooler>>),
    /// F2.
    Change,
    Chosen(Option<Result<Printers, String>>),
    /// F7.
    Test,
    /// F4.
    Waiting,
    Printed(Option<Outcome>),
}

impl PrinterForm {
    pub(super) fn open(&mut self, shared: &Shared) -> Action<Outer> {
        self.read(shared);
        self.show();
        if self.found.is_none() { self.look() } else { Action::none() }
    }

    fn read(&mut self, shared: &Shared) {
        self.kept = shared.pc.printers().map_err(|unreadable| unreadable.to_string());
    }

    /// Shows the settings of the chosen kind.
    fn show(&mut self) {
        self.became = None;
        (self.address, self.way) = (String::new(), Way::default());
        let printer = self.kept.as_ref().ok().and_then(|kept| kept.line(self.kind).printer.clone());
        match printer {
            Some(Printer::Sheets { name }) => self.address = name,
            Some(Printer::Thermal { road, width, knife }) => {
                (self.width, self.knife) = (width, knife);
                (self.way, self.address) = match road {
                    Road::Device(path) => (Way::Device, path.display().to_string()),
                    Road::Spooler(name) => (Way::System, name),
                    Road::Network(address) => (Way::Network, address),
                };
            }
            None => {}
        }
    }

    /// As it is typed.
    fn printer(&self) -> Option<Printer> {
        let address = self.address.trim().to_owned();
        if address.is_empty() {
            return None;
        }
        if self.kind != Kind::Slip {
            return Some(Printer::Sheets { name: address });
        }
        let road = match self.way {
            Way::Device => Road::Device(PathBuf::from(address)),
            Way::System => Road::Spooler(address),
            Way::Network => Road::Network(address),
        };
        Some(Printer::Thermal { road, width: self.width, knife: self.knife })
    }

    fn look(&mut self) -> Action<Outer> {
        if !self.looking.begin() {
            return Action::none();
        }
        in_background(spooler::find, |found| Outer::Printers(Message::Found(found)))
    }

    /// Chooses what is typed.
    pub(super) fn save(&mut self, shared: &Shared) -> Action<Outer> {
        if self.address.trim().is_empty() {
            return Action::focus(id::PRINTER);
        }
        self.choose(self.printer(), shared)
    }

    fn choose(&mut self, printer: Option<Printer>, shared: &Shared) -> Action<Outer> {
        if !self.flight.begin() {
            return Action::none();
        }
        let (pc, kind) = (shared.pc.clone(), self.kind);
        let work = move || pc.choose_printer(kind, printer).map_err(|why| why.to_string());
        in_background(work, |done| Outer::Printers(Message::Chosen(done)))
    }

    /// Chooses what is typed and prints a test page there.
    fn test(&mut self, shared: &Shared) -> Action<Outer> {
        let Some(printer) = self.printer() else { return Action::focus(id::PRINTER) };
        if !self.flight.begin() {
            return Action::none();
        }
        self.became = None;
        let (pc, kind, page) = (shared.pc.clone(), self.kind, TestPage::of(shared));
        let work = move || page.print(&pc, kind, printer);
        in_background(work, |became| Outer::Printers(Message::Printed(became)))
    }

    /// Prints the slips that wait, the oldest first, until one does not come out.
    fn print_waiting(&mut self, shared: &Shared) -> Action<Outer> {
        let waiting = self.waiting().to_vec();
        if waiting.is_empty() || !self.flight.begin() {
            return Action::none();
        }
        let pc = shared.pc.clone();
        let work = move || {
            let mut became = Outcome::NoPrinter;
            for slip in waiting {
                became = pc.print(Kind::Slip, &slip.title, &slip.file);
                if !became.was_sent() {
                    break;
                }
            }
            became
        };
        in_background(work, |became| Outer::Printers(Message::Printed(became)))
    }

    fn waiting(&self) -> &[crate::printing::Waits] {
        self.kept.as_ref().map_or(&[], |kept| &kept.line(Kind::Slip).waiting)
    }

    pub(super) fn update(&mut self, message: Message, shared: &Shared) -> Action<Outer> {
        match message {
            Message::Kind(at) => {
                self.kind = Kind::ALL.get(at).copied().unwrap_or(self.kind);
                self.show();
            }
            Message::Way(at) => {
                self.way = Way::ALL.get(at).copied().unwrap_or_default();
                self.address.clear();
                return Action::focus(id::PRINTER);
            }
            Message::Address(text) => self.address = text,
            Message::Width(at) => self.width = WIDTHS.get(at).copied().unwrap_or_default(),
            Message::Knife(at) => self.knife = KNIVES.get(at).copied().unwrap_or_default(),
            Message::Pick(name) => {
                (self.way, self.address) = (Way::System, name);
                return self.save(shared);
            }
            Message::Leave => {
                self.address.clear();
                return self.choose(None, shared);
            }
            Message::Look => return self.look(),
            Message::Found(found) => {
                self.looking = Flight::Idle;
                self.found = found;
            }
            Message::Change => return Action::focus(id::PRINTER),
            Message::Chosen(done) => {
                self.flight = Flight::Idle;
                self.kept = done.unwrap_or_else(|| Err(String::new()));
            }
            Message::Test => return self.test(shared),
            Message::Waiting => return self.print_waiting(shared),
            Message::Printed(became) => {
                self.flight = Flight::Idle;
                self.became = became;
                self.read(shared);
            }
        }
        Action::none()
    }

    pub(super) fn view<'a>(&'a self, shared: &'a Shared) -> Element<'a, Outer> {
        view::view(self, shared)
    }
}

/// What is printed to try a printer.
struct TestPage {
    title: String,
    slip: Slip,
    at: crate::terms::Instant,
    file: PathBuf,
}

impl TestPage {
    fn of(shared: &Shared) -> Self {
        let words = &shared.words;
        let title = words.text("printers-test-title").into_owned();
        let local = shared.zone().local(shared.now);
        let slip = Slip {
            clinic: shared.config.profile.name.clone(),
            issued: format!("{} · {}", words.date_full(local.date()), words.time(local.time())),
            heading: title.clone(),
            number: words.text("printers-test-number").into_owned(),
            mark: None,
            unit: words.text("printers-test-unit").into_owned(),
            ahead: None,
            notes: vec![words.text("printers-test-note").into_owned()],
        };
        Self { title, slip, at: shared.now, file: shared.pc.paper_file("printer-test.pdf") }
    }

    fn print(&self, pc: &ThisPc, kind: Kind, printer: Printer) -> Outcome {
        let roll = match &printer {
            Printer::Thermal { width: Width::Mm58, .. } => slip::Roll::Narrow,
            Printer::Thermal { .. } | Printer::Sheets { .. } => slip::Roll::Wide,
        };
        if let Err(why) = pc.choose_printer(kind, Some(printer)) {
            return Outcome::Failed(why.to_string());
        }
        let bytes = match kind {
            Kind::Slip => slip::pdf(&self.slip, roll, self.at),
            Kind::Chart | Kind::Summary | Kind::Recovery => self.page().bytes(),
        };
        let written = bytes.map_err(|why| why.to_string()).and_then(|bytes| {
            let folder = self.file.parent().unwrap_or(&self.file);
            std::fs::create_dir_all(folder)
                .and_then(|()| std::fs::write(&self.file, bytes))
                .map_err(|why| why.to_string())
        });
        match written {
            Ok(()) => pc.print_test(kind, &self.title, &self.file),
            Err(why) => Outcome::Failed(why),
        }
    }

    /// A page of A4 with a frame that shows what a printer leaves out at the edges.
    fn page(&self) -> Document {
        let mut page = Page::a4();
        let line = |y: f32| Place::at(105.0, y);
        page.frame(Place::at(15.0, 15.0), 180.0, 267.0, Rule::solid(1.0, Ink::BLACK));
        page.text(line(60.0), Align::Centre, &self.slip.clinic, Type::semi_bold(20.0));
        page.text(line(75.0), Align::Centre, &self.title, Type::regular(16.0));
        page.text(line(86.0), Align::Centre, &self.slip.issued, Type::regular(11.0));
        for note in &self.slip.notes {
            page.text(line(96.0), Align::Centre, note, Type::regular(11.0));
        }
        let about = About {
            title: self.title.clone(),
            author: self.slip.clinic.clone(),
            made_at: self.at,
            keys: Vec::new(),
        };
        Document { about, pages: vec![page] }
    }
}

//! A small desk out of the kit's parts: rail, status bar, search, rows, choices, a list, a toast.

use iced::keyboard::key::Named;
use iced::widget::{column, container, row};
use iced::{Length, Task};
use loket::ui::Element;
use loket::ui::icon::Icon;
use loket::ui::theme::{Gap, Tone};
use loket::ui::widget::bars::{self, Bar};
use loket::ui::widget::button::{KeyOn, key_hint};
use loket::ui::widget::chrome::{self, RailItem, Sign, Step};
use loket::ui::widget::keys::{Shortcut, on_keys};
use loket::ui::widget::select::{self, Select};
use loket::ui::widget::shape::Shape;
use loket::ui::widget::{area, badge, button, choice, field, panel, rows, text};

pub const LONG_NAME: &str = "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin";
const NOTES: usize = 30;

/// Every stop of Tab up to the notes, in the order in which the eye goes.
pub const STOPS: [&str; 47] = {
    let mut all = [""; 47];
    let first = [
        "rail.desk",
        "rail.exam",
        "rail.settings",
        "desk.search",
        "desk.row.0",
        "desk.row.1",
        "desk.kia",
        "desk.payer",
        "desk.village",
        "desk.complaint",
        "desk.consent",
        "desk.parts",
        "desk.print",
        "desk.cancel",
        "desk.forms",
        "toast.undo",
    ];
    let mut at = 0;
    while at < first.len() {
        all[at] = first[at];
        at += 1;
    }
    while at < 46 {
        all[at] = NOTE_IDS[at - first.len()];
        at += 1;
    }
    all[46] = "desk.last";
    all
};

#[rustfmt::skip]
const NOTE_IDS: [&str; NOTES] = [
    "desk.note.1", "desk.note.2", "desk.note.3", "desk.note.4", "desk.note.5", "desk.note.6", "desk.note.7",
    "desk.note.8", "desk.note.9", "desk.note.10", "desk.note.11", "desk.note.12", "desk.note.13", "desk.note.14",
    "desk.note.15", "desk.note.16", "desk.note.17", "desk.note.18", "desk.note.19", "desk.note.20", "desk.note.21",
    "desk.note.22", "desk.note.23", "desk.note.24", "desk.note.25", "desk.note.26", "desk.note.27", "desk.note.28",
    "desk.note.29", "desk.note.30",
];

#[derive(Debug, Clone)]
pub enum Message {
    Search(String),
    Village(select::Event),
    Complaint(area::Action),
    Payer(usize),
    Part(usize),
    Print,
    Consent,
    Key(&'static str),
    Nothing,
}

pub struct Desk {
    pub search: String,
    pub village: Select<u32>,
    pub payer: usize,
    pub part: usize,
    pub printed: usize,
    pub sent: usize,
    pub consent: bool,
    pub keys: Vec<&'static str>,
    complaint: area::Content,
}

impl Default for Desk {
    fn default() -> Self {
        let names = ["Sukorejo", "Karanganyar", "Tegalwaru Kidul", "Ngadisari", "Banjarmlati"];
        Self {
            search: String::new(),
            village: Select::new((1..).zip(names.map(String::from))),
            payer: 0,
            part: 0,
            printed: 0,
            sent: 0,
            consent: false,
            keys: Vec::new(),
            complaint: area::Content::with_text("Demam 3 hari.\nBatuk."),
        }
    }
}

impl Desk {
    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Search(words) => self.search = words,
            Message::Village(event) => {
                let _ = self.village.update(event);
            }
            Message::Complaint(action) => self.complaint.perform(action),
            Message::Payer(at) => self.payer = at,
            Message::Part(at) => self.part = at,
            Message::Print => self.printed += 1,
            Message::Consent => self.consent = !self.consent,
            Message::Key(key) => self.keys.push(key),
            Message::Nothing => {}
        }
        Task::none()
    }

    pub fn view(&self) -> Element<'_, Message> {
        let item = |id: &'static str, icon, label: &'static str, chosen| RailItem {
            id: id.into(),
            icon,
            label: label.into(),
            chosen,
            message: Message::Nothing,
        };
        let rail = chrome::rail(
            [
                item("rail.desk", Icon::Ticket, "Meja", true),
                item("rail.exam", Icon::Stethoscope, "Periksa", false),
            ],
            [item("rail.settings", Icon::Settings, "Atur", false)],
            "Ctrl+1…3",
        );
        let work = row![self.left(), right()].spacing(Gap::Xl).padding(Gap::L).height(Length::Fill);
        let bar = chrome::status_bar(
            [
                chrome::status(Some(Sign::Shape(Shape::Disc, Tone::Serving)), "", "Hub tersambung"),
                chrome::status(Some(Sign::Icon(Icon::Monitor)), "6 layar dan pos", ""),
                chrome::status(Some(Sign::Icon(Icon::HardDriveUpload)), "Cadangan terakhir", "07:55"),
            ],
            [chrome::status(None, "Sen, 23 Nov 2026", "09:12")],
        );
        on_keys(column![row![rail, work].height(Length::Fill), bar])
            .bind(Shortcut::key(Named::F2), Message::Key("F2"))
            .bind(Shortcut::ctrl('n'), Message::Key("Ctrl+N"))
            .bind(Shortcut::ctrl_key(Named::Enter), Message::Key("Ctrl+Enter"))
            .bind(Shortcut::key(Named::ArrowDown), Message::Key("↓"))
            .bind(Shortcut::key(Named::Escape), Message::Key("Esc"))
            .bind(Shortcut::letter('?'), Message::Key("?"))
            .into()
    }

    fn left(&self) -> Element<'_, Message> {
        let search = field::search(&self.search)
            .id("desk.search")
            .on_input(Message::Search)
            .on_submit(Message::Key("Enter in search"))
            .trail(key_hint("F3", KeyOn::Surface));
        let person = |id: &'static str, name: &'static str, age: &'static str, chosen: bool| {
            rows::row_press(
                rows::height::NORMAL,
                chosen,
                [text::body(name).bold().cut().into(), text::body(age).line().into()],
            )
            .id(id)
            .on_press(Message::Nothing)
            .into()
        };
        let found = panel::sheet(rows::list([
            person("desk.row.0", "Siti Nurlaela Handayani", "P · 61 th", true),
            person("desk.row.1", LONG_NAME, "P · 4 th", false),
        ]));
        let choices = row![
            choice::chip("KIA", true).count("9").tall().id("desk.kia").on_press(Message::Nothing),
            choice::chip("KB tutup", false).tall(),
            choice::segments("desk.payer", ["BPJS", "Bayar", "Jamkesda"], Some(self.payer), Message::Payer),
        ]
        .spacing(Gap::S);
        let village = self.village.view("Desa", "desk.village", "Tidak ada yang cocok").map(Message::Village);
        let consent =
            choice::check("desk.consent", "Setuju data dikirim", self.consent, Some(Message::Consent));
        let actions = row![
            button::primary("Cetak tiket")
                .big()
                .icon(Icon::Printer)
                .below("P-005 · KIA")
                .key("F2")
                .width(Length::Fill)
                .id("desk.print")
                .on_press(Message::Print),
            button::secondary("Kirim").big().key("F4"),
            button::danger("Batal").big().id("desk.cancel").on_press(Message::Nothing),
            button::icon(loket::ui::theme::Kind::Quiet, Icon::Menu)
                .id("desk.forms")
                .on_press(Message::Nothing),
        ]
        .spacing(Gap::S);
        column![
            search,
            found,
            panel::panel(
                column![
                    choices,
                    village,
                    area::area("desk.complaint", "Keluhan", &self.complaint, 2, Some(Message::Complaint)),
                    consent,
                    choice::tabs("desk.parts", ["Riwayat", "Hasil"], self.part, Message::Part),
                    actions,
                ]
                .spacing(Gap::M)
            ),
            panel::toast(Icon::UserX, "A-020 ditandai tidak hadir.")
                .undo("Urungkan", "Ctrl+Z", Message::Nothing)
                .left("8 d"),
        ]
        .spacing(Gap::M)
        .width(Length::FillPortion(3))
        .into()
    }
}

fn right<'a>() -> Element<'a, Message> {
    let mut notes = column![].spacing(Gap::S);
    for (at, id) in NOTE_IDS.into_iter().enumerate() {
        let label = format!("Catatan {}", at + 1);
        notes = notes.push(field::field(label, "").dense().id(id).on_input(Message::Search));
    }
    let bars = [74.0, 54.0, 43.0, 97.0, 72.0, 78.0].into_iter().enumerate().map(|(at, value)| Bar {
        value: Some(value),
        label: if at == 3 { "Sen 5".into() } else { String::new() },
        figure: (at == 3).then(|| "97".into()),
    });
    let steps = [
        Step { name: "Klinik".into(), detail: "Puskesmas Tirtasari, WIB".into() },
        Step { name: "Desa dan posyandu".into(), detail: "5 desa, 27 posyandu".into() },
        Step { name: "Unit layanan".into(), detail: "Huruf antrean, jam buka, kuota".into() },
    ];
    let called = row![
        text::figure("A-021").tone(Tone::Called).line(),
        column![badge::called("Dipanggil ke Loket 1").plain(), text::body("Umum · Suparman Hadi").cut()]
            .width(Length::Fill),
    ]
    .spacing(Gap::L)
    .align_y(iced::Alignment::Center);
    column![
        panel::tinted(Tone::Called, called),
        panel::panel(bars::upright(bars.collect(), 140.0, |value| format!("{value:.0}"))),
        panel::panel(column![
            rows::header(
                rows::height::TABLE,
                [rows::head(Length::Fill, "Desa"), rows::head_right(80, "Prevalensi %")]
            ),
            rows::line(
                rows::height::TABLE,
                [
                    rows::cell(Length::Fill, text::body("Tegalwaru Kidul").medium().cut()),
                    rows::figure(80, "22,0"),
                    rows::cell(60, bars::share(0.6, Tone::Accent)),
                ]
            ),
        ]),
        container(chrome::steps(steps, 1)).padding(Gap::S),
        panel::scroll("desk.notes", notes).height(Length::Fill),
        button::quiet("Terakhir").small().id("desk.last").on_press(Message::Nothing),
    ]
    .spacing(Gap::M)
    .width(Length::FillPortion(2))
    .into()
}

//! Every component on one page, as in the design's `components` picture.

use iced::Length;
use iced::widget::{Column, Row, Space, column, container, row};
use loket::ui::Element;
use loket::ui::icon::Icon;
use loket::ui::theme::{Choice, Gap, Theme, Tone};
use loket::ui::widget::button::{KeyOn, key_hint};
use loket::ui::widget::panel::About;
use loket::ui::widget::{badge, button, choice, field, panel, rows, text};

#[derive(Debug, Clone, PartialEq)]
pub enum Message {
    Pressed,
    Typed(String),
    Chosen(usize),
}

/// The page: blocks in so many columns, as high as the largest needs.
pub fn page<'a>(columns: usize) -> Element<'a, Message> {
    let mut blocks: Vec<Element<'a, Message>> = vec![
        block(buttons()).into(),
        block(states()).into(),
        block(fields()).into(),
        list(),
        block(news()).into(),
        panel::sheet(nothing()).width(Length::Fill).into(),
    ];
    let mut all = column![].spacing(Gap::L).padding(Gap::Xl);
    while !blocks.is_empty() {
        let rest = blocks.split_off(columns.min(blocks.len()));
        all = all.push(Row::with_children(blocks).spacing(Gap::Xl));
        blocks = rest;
    }
    all.push(block(swatches())).into()
}

fn block(content: Element<'_, Message>) -> iced::widget::Container<'_, Message, Theme> {
    panel::panel(content).width(Length::Fill)
}

fn titled<'a>(title: &'a str, parts: Vec<Element<'a, Message>>) -> Element<'a, Message> {
    let title = text::small(title).bold().muted();
    Column::with_children(std::iter::once(title.into()).chain(parts)).spacing(Gap::M).into()
}

fn line(parts: Vec<Element<'_, Message>>) -> Element<'_, Message> {
    rows::flow(parts)
}

fn buttons<'a>() -> Element<'a, Message> {
    titled(
        "Tombol: 56, 40, 32. Utama, biasa, tenang",
        vec![
            line(vec![
                button::primary("Cetak tiket")
                    .big()
                    .icon(Icon::Printer)
                    .below("P-005 · KIA")
                    .key("F2")
                    .width(232)
                    .id("kit.print")
                    .on_press(Message::Pressed)
                    .into(),
                button::secondary("Ulangi").big().key("F10").on_press(Message::Pressed).into(),
            ]),
            line(vec![
                button::primary("Simpan")
                    .icon(Icon::Check)
                    .key("Ctrl+Enter")
                    .on_press(Message::Pressed)
                    .into(),
                button::secondary("Rujuk").key("F8").on_press(Message::Pressed).into(),
                button::quiet("Ubah").on_press(Message::Pressed).into(),
            ]),
            line(vec![
                button::primary("Simpan").small().on_press(Message::Pressed).into(),
                button::secondary("Cetak").small().icon(Icon::Printer).on_press(Message::Pressed).into(),
                button::quiet("Lihat").small().on_press(Message::Pressed).into(),
                button::secondary("Kirim").small().icon(Icon::Send).into(),
            ]),
            line(vec![
                button::secondary("Fokus").id("kit.focus").on_press(Message::Pressed).into(),
                button::secondary("Disentuh").on_press(Message::Pressed).into(),
                button::danger("Batalkan").icon(Icon::X).on_press(Message::Pressed).into(),
            ]),
        ],
    )
}

fn states<'a>() -> Element<'a, Message> {
    titled(
        "Keadaan: bentuk, kata, warna",
        vec![
            line(vec![
                badge::waiting("Menunggu").into(),
                badge::called("Dipanggil").into(),
                badge::serving("Dilayani").into(),
                badge::done("Selesai").into(),
            ]),
            line(vec![
                badge::no_show("Tidak hadir").into(),
                badge::too_long("Terlalu lama").into(),
                badge::priority("Lansia").into(),
                badge::closed("Batal").into(),
            ]),
            text::small("Tumbuh kembang").bold().muted().into(),
            line(vec![
                badge::normal("Normal").into(),
                badge::low("Pendek").into(),
                badge::very_low("Sangat pendek").into(),
                badge::high("Gizi lebih").into(),
            ]),
            line(vec![
                badge::gained("Naik (N)").into(),
                badge::not_gained("Tidak naik (T)").into(),
                badge::closed("Tidak ditimbang (O)").plain().into(),
                badge::draft("Draf").plain().into(),
            ]),
            text::small("Tombol papan ketik").bold().muted().into(),
            line(["F2", "Ctrl+N", "Enter", "↑", "↓"].map(|key| key_hint(key, KeyOn::Surface)).into()),
        ],
    )
}

fn fields<'a>() -> Element<'a, Message> {
    let weight = field::field("Berat badan", "9,2").id("kit.weight").unit("kg").on_input(Message::Typed);
    let length = field::field("Panjang/tinggi", "79,8").id("kit.length").unit("cm").on_input(Message::Typed);
    let nik = field::field("NIK", "3510 9945 0899 003")
        .id("kit.nik")
        .on_input(Message::Typed)
        .note(field::Note::refuse("Baru 15 angka. NIK harus 16 angka."));
    titled(
        "Isian: 40, label 12 di atas",
        vec![
            row![weight, length].spacing(Gap::M).into(),
            nik.into(),
            line(vec![
                choice::chip("KIA", Choice::Chosen).count("9").on_press(Message::Pressed).into(),
                choice::chip("Umum", Choice::Open).count("14").on_press(Message::Pressed).into(),
                choice::chip("KB tutup", Choice::Open).into(),
            ]),
            choice::segments("kit.payer", ["BPJS", "Bayar", "Jamkesda"], Some(0), Message::Chosen),
        ],
    )
}

fn list<'a>() -> Element<'a, Message> {
    let person = |name: &'a str, rest: &'a str, choice| {
        rows::row_press(
            rows::height::NORMAL,
            choice,
            [text::body(name).bold().cut().into(), text::body(rest).line().into()],
        )
        .on_press(Message::Pressed)
        .into()
    };
    let all = rows::list([
        person("Siti Nurlaela Handayani", "P · 61 th", Choice::Open),
        person("Siti Nur Azizah", "P · 25 th", Choice::Chosen),
        person(
            "Siti Nur Fadhilah Ramadhani Kusumawardhani binti Abdurrahman Syarifuddin",
            "P · 4 th",
            Choice::Open,
        ),
    ]);
    let title = text::small("Baris 44: biasa, terpilih, nama panjang").bold().muted();
    panel::sheet(column![container(title).padding([16, 16]), all]).width(Length::Fill).into()
}

fn news<'a>() -> Element<'a, Message> {
    let notes = column![
        panel::toast(Icon::UserX, "A-020 ditandai tidak hadir.").undo("Urungkan", "Ctrl+Z", Message::Pressed),
        panel::note(
            About::Error,
            "Printer tidak menjawab.",
            "Tiket P-005 sudah tersimpan. Nyalakan printer, lalu tekan F2 lagi."
        ),
        panel::note(About::Warning, "", "Hub terputus sejak 09:08. Isian disimpan di sini."),
    ]
    .spacing(Gap::S);
    titled("Kabar", vec![notes.into()])
}

fn nothing<'a>() -> Element<'a, Message> {
    panel::empty(
        Icon::Users,
        "Belum ada yang menunggu",
        "Tiket untuk KIA akan muncul di sini begitu dicetak di meja atau anjungan.",
        Some(button::secondary("Tiket baru").icon(Icon::Ticket).key("F2").on_press(Message::Pressed).into()),
    )
}

fn swatches<'a>() -> Element<'a, Message> {
    type Pick = fn(&Theme) -> iced::Color;
    const ALL: [(&str, Pick); 16] = [
        ("ground", |t| t.palette().ground),
        ("surface", |t| t.palette().surface),
        ("sunken", |t| t.palette().sunken),
        ("line", |t| t.palette().line),
        ("line-2", |t| t.palette().line_2),
        ("ink-2", |t| t.palette().ink_2),
        ("ink", |t| t.palette().ink),
        ("accent", |t| t.palette().accent),
        ("accent-soft", |t| t.palette().accent_soft),
        ("waiting-bg", |t| t.palette().waiting_bg),
        ("called-bg", |t| t.palette().called_bg),
        ("serving-bg", |t| t.palette().serving_bg),
        ("late-bg", |t| t.palette().late_bg),
        ("priority-bg", |t| t.palette().priority_bg),
        ("g-green", |t| t.palette().growth.green),
        ("g-yellow", |t| t.palette().growth.yellow),
    ];
    let swatch = |(name, pick): (&'a str, Pick)| -> Element<'a, Message> {
        let patch = container(Space::new()).width(Length::Fill).height(28).style(move |theme: &Theme| {
            container::background(pick(theme)).border(iced::Border {
                color: theme.palette().line,
                width: 1.0,
                radius: 6.0.into(),
            })
        });
        column![patch, text::small(name).tone(Tone::Muted)].spacing(Gap::Xs).width(Length::Fill).into()
    };
    let (first, second) = ALL.split_at(8);
    let of = |half: &[(&'a str, Pick)]| -> Element<'a, Message> {
        Row::with_children(half.iter().copied().map(swatch)).spacing(Gap::M).into()
    };
    titled("Warna", vec![column![of(first), of(second)].spacing(Gap::S).into()])
}

//! The kit of the screens: in three looks, at every text scale, by keyboard alone.

mod desk;
mod gallery;

use iced::keyboard::key::Named;
use iced::{Size, Task};
use loket::ui::Element;
use loket::ui::icon::Icon;
use loket::ui::theme::{Look, TextScale, Theme};
use loket::ui::widget::{self, panel, select};

use crate::stage::Stage;
use crate::support::album::Album;
use desk::{Desk, Message};

fn gallery(columns: usize, size: Size) -> Stage<usize, gallery::Message> {
    Stage::sized(columns, |columns| gallery::page(*columns), |_, _| Task::none(), size)
}

fn desk() -> Stage<Desk, Message> {
    Stage::new(Desk::default(), Desk::view, Desk::update)
}

#[test]
fn the_gallery_is_drawn_in_every_look() {
    let mut seen = Vec::new();
    let _all_of_them = Album::open();
    let pictures = ["kit-light", "kit-dark", "kit-contrast"];
    for (look, picture) in Look::ALL.into_iter().zip(pictures) {
        let mut stage = gallery(3, Size::new(1366.0, 768.0));
        assert!(stage.sees("Belum ada yang menunggu"));
        stage.focus("kit.length");
        stage.picture(look, picture);
        seen.push(stage.draw(look));
    }
    seen.dedup();
    assert_eq!(seen.len(), 3, "three looks, three pictures");
}

#[test]
fn nothing_of_the_gallery_is_lost_at_160_per_cent() {
    let scale = TextScale::MAX.factor();
    let mut stage = gallery(2, Size::new(1366.0 / scale, 1000.0));
    for words in ["Sangat pendek", "Batal", "KB tutup", "Jamkesda", "Urungkan", "Batalkan", "Kirim"] {
        assert!(stage.sees(words), "“{words}” is cut off");
    }
    stage.picture(Look::Light, "kit-160");
}

#[test]
fn tab_goes_round_everything_that_can_be_pressed_and_nothing_else() {
    let mut stage = desk();
    let mut stops = Vec::new();
    for _ in 0..desk::STOPS.len() {
        stage.key(Named::Tab);
        let here = desk::STOPS.into_iter().find(|id| stage.has_focus(id));
        stops.push(here.expect("focus is on a known stop"));
    }
    assert_eq!(stops, desk::STOPS);
    stage.key(Named::Tab);
    assert!(stage.has_focus(desk::STOPS[0]), "round at the end");
    stage.shift_key(Named::Tab);
    assert!(stage.has_focus(desk::STOPS[desk::STOPS.len() - 1]), "and back");
}

#[test]
fn space_and_enter_press_what_has_focus_and_the_mouse_does_the_same() {
    let mut stage = desk();
    stage.focus("desk.print");
    stage.key(Named::Enter);
    stage.key(Named::Space);
    stage.click("Cetak tiket");
    assert_eq!(stage.state.printed, 3);
    stage.click("Kirim");
    assert_eq!(stage.state.sent, 0, "a button that is off does nothing");
}

#[test]
fn a_click_on_a_button_takes_focus_from_a_field() {
    let mut stage = desk();
    stage.focus("desk.search");
    stage.click("Cetak tiket");
    assert!(!stage.has_focus("desk.search"));
    stage.write("x");
    assert_eq!(stage.state.search, "");
}

#[test]
fn keys_of_the_screen_work_while_a_field_is_typed_in() {
    let mut stage = desk();
    stage.focus("desk.search");
    stage.write("siti nu");
    stage.key(Named::F2);
    stage.ctrl("n");
    stage.ctrl_key(Named::Enter);
    stage.key(Named::ArrowDown);
    stage.key(Named::Escape);
    stage.write("r");
    assert_eq!(stage.state.search, "siti nur", "the field keeps focus and every letter");
    assert_eq!(stage.state.keys, ["F2", "Ctrl+N", "Ctrl+Enter", "↓", "Esc"]);
    stage.key(Named::Enter);
    assert_eq!(stage.state.keys.last(), Some(&"Enter in search"));
}

#[test]
fn a_letter_is_a_key_only_while_nothing_is_typed_in() {
    let mut stage = desk();
    stage.write("?");
    assert_eq!(stage.state.keys, ["?"]);
    stage.focus("desk.search");
    stage.write("?");
    assert_eq!((stage.state.keys.len(), stage.state.search.as_str()), (1, "?"));
}

#[test]
fn arrows_choose_among_segments_and_tabs() {
    let mut stage = desk();
    stage.focus("desk.payer");
    stage.key(Named::ArrowRight);
    stage.key(Named::ArrowRight);
    assert_eq!(stage.state.payer, 2);
    stage.key(Named::ArrowRight);
    assert_eq!(stage.state.payer, 0, "round at the end");
    assert!(stage.has_focus("desk.payer"));
    stage.click("Bayar");
    assert_eq!(stage.state.payer, 1);
    stage.focus("desk.parts");
    stage.key(Named::ArrowLeft);
    assert_eq!(stage.state.part, 1);
}

#[test]
fn a_village_is_chosen_by_typing() {
    let mut stage = desk();
    stage.focus("desk.village");
    stage.write("kid");
    assert!(stage.sees("Tegalwaru Kidul") && !stage.sees("Ngadisari"));
    stage.picture(Look::Light, "kit-select");
    stage.key(Named::Enter);
    assert_eq!(stage.state.village.value(), Some(&3));
    assert!(stage.has_focus("desk.village"), "focus stays in the field");
}

#[test]
fn escape_closes_the_list_first_and_only_then_goes_to_the_screen() {
    let mut stage = desk();
    stage.focus("desk.village");
    stage.key(Named::ArrowDown);
    assert!(stage.state.village.is_open());
    stage.key(Named::Escape);
    assert!(!stage.state.village.is_open());
    assert!(stage.state.keys.is_empty());
    stage.key(Named::Escape);
    assert_eq!(stage.state.keys, ["Esc"]);
}

#[test]
fn tab_leaves_an_open_list_and_closes_it() {
    let mut stage = desk();
    stage.focus("desk.village");
    stage.key(Named::ArrowDown);
    stage.key(Named::Tab);
    assert!(!stage.state.village.is_open() && !stage.has_focus("desk.village"));
}

#[test]
fn a_village_is_chosen_with_the_mouse() {
    let mut stage = desk();
    stage.click(iced_test::selector::id("desk.village"));
    assert!(stage.state.village.is_open());
    stage.click("Ngadisari");
    assert_eq!(stage.state.village.value(), Some(&4));
    stage.send(Message::Village(select::Event::Open));
    stage.click("Cetak tiket");
    assert!(!stage.state.village.is_open(), "a click elsewhere closes it");
}

#[test]
fn a_long_name_keeps_its_row_and_numbers_stay_whole() {
    for percent in [90, 100, 125, 160] {
        let scale = TextScale::from_percent(percent);
        let mut stage = Stage::scaled(Desk::default(), Desk::view, Desk::update, scale);
        let (name, age) = (stage.place(desk::LONG_NAME), stage.place("P · 4 th"));
        assert!(name.x + name.width <= age.x, "{name:?} runs into {age:?} at {percent} %");
        assert!(name.height < 24.0, "one line");
        let whole = stage.place("P · 61 th");
        assert!(age.width > 40.0 && whole.width > age.width);
    }
}

#[test]
fn a_badge_that_has_too_little_room_goes_on_below_and_nothing_of_it_is_cut() {
    use iced::widget::{column, container};
    use loket::ui::widget::badge;
    const SAID: &str = "Berat badan sangat kurang";
    fn page(width: &f32) -> Element<'_, ()> {
        column![container(badge::very_low(SAID)).width(*width)].into()
    }
    let of = |width: f32| {
        Stage::sized(width, page, |_, ()| Task::none(), Size::new(400.0, 200.0)).place(SAID).height
    };
    let (wide, narrow) = (of(300.0), of(140.0));
    assert!(narrow > wide * 1.9, "{narrow} beside {wide}: two lines");
}

#[test]
fn tab_scrolls_to_a_field_that_is_out_of_sight() {
    let mut stage = desk();
    assert!(!stage.sees("Catatan 30"));
    stage.focus("desk.note.1");
    for _ in 0..29 {
        stage.key(Named::Tab);
    }
    assert!(stage.has_focus("desk.note.30"));
    assert!(stage.sees("Catatan 30"));
}

#[test]
fn the_whole_kit_of_the_desk_is_drawn() {
    let mut stage = desk();
    stage.focus("desk.print");
    let pictures = ["kit-desk-light", "kit-desk-dark", "kit-desk-contrast"];
    for (look, picture) in Look::ALL.into_iter().zip(pictures) {
        stage.picture(look, picture);
    }
}

/// The pixels of a place, as a picture of its own.
fn crop(pixels: &[u8], width: usize, place: iced::Rectangle) -> Vec<[u8; 4]> {
    let (left, top) = (place.x.round() as usize, place.y.round() as usize);
    let (columns, lines) = (place.width.round() as usize, place.height.round() as usize);
    (top..top + lines)
        .flat_map(|y| (left..left + columns).map(move |x| (y * width + x) * 4))
        .filter_map(|at| pixels.get(at..at + 4)?.try_into().ok())
        .collect()
}

#[test]
fn the_ring_is_seen_when_the_keyboard_comes_and_not_when_the_mouse_does() {
    let mut stage = desk();
    let button = stage.find(iced_test::selector::id("desk.print")).expect("the button");
    let around = iced_test::selector::Bounded::bounds(&button).expand(4.0);
    let focus = Theme::LIGHT.palette().focus.into_rgba8();
    let ring = |stage: &mut Stage<Desk, Message>| {
        let pixels = stage.draw(Look::Light);
        let above = iced::Rectangle { x: around.x + 20.0, width: 50.0, height: 2.0, ..around };
        crop(&pixels, 1366, above).into_iter().all(|pixel| pixel == focus)
    };
    assert!(!ring(&mut stage));
    stage.click("Cetak tiket");
    assert!(stage.has_focus("desk.print") && !ring(&mut stage), "clicked");
    stage.focus("desk.print");
    assert!(ring(&mut stage), "reached by keyboard");
}

#[test]
fn every_icon_is_in_the_font_and_no_two_are_alike() {
    const SIDE: f32 = 24.0;
    const ACROSS: usize = 20;
    fn page((): &()) -> Element<'_, ()> {
        let lines = Icon::ALL.chunks(ACROSS).map(|line| {
            let icons = line.iter().map(|icon| Element::from(icon.size(SIDE)));
            iced::widget::Row::with_children(icons).into()
        });
        iced::widget::Column::with_children(lines).into()
    }
    let size = Size::new(SIDE * ACROSS as f32, SIDE * Icon::ALL.len().div_ceil(ACROSS) as f32);
    let mut stage = Stage::sized((), page, |(), ()| Task::none(), size);
    stage.picture(Look::Light, "kit-icons");
    let pixels = stage.draw(Look::Light);
    let mut seen = std::collections::HashMap::new();
    for (at, icon) in Icon::ALL.iter().enumerate() {
        let place = iced::Rectangle {
            x: (at % ACROSS) as f32 * SIDE,
            y: (at / ACROSS) as f32 * SIDE,
            width: SIDE,
            height: SIDE,
        };
        let drawn = crop(&pixels, size.width as usize, place);
        assert!(drawn.iter().any(|pixel| *pixel != drawn[0]), "{icon:?} is blank");
        if let Some(other) = seen.insert(drawn, icon) {
            panic!("{icon:?} looks like {other:?}");
        }
    }
}

#[test]
fn the_growth_chart_is_painted_in_every_look() {
    use loket::growth::{Index, chart};
    use loket::terms::{Posture, Sex};
    fn page(scene: &chart::Scene) -> Element<'_, ()> {
        panel::panel(widget::chart::chart(scene)).into()
    }
    let scene = chart::build(&chart::Spec {
        index: Index::LengthForAge,
        sex: Sex::Female,
        table: Posture::Lying,
        width: 424.0,
        height: 440.0,
        history: &[chart::Mark { x: 700.0, y: 77.9 }, chart::Mark { x: 732.0, y: 78.4 }],
        current: Some(chart::Mark { x: 764.0, y: 79.1 }),
        callout: Some(chart::Callout {
            title: "TB/U −2,31 SD · Pendek",
            detail: "79,1 cm pada 25 bulan 3 hari",
        }),
        words: chart::Words {
            axes: "umur (bulan) · cm",
            length: "panjang (PB)",
            height: "tinggi (TB)",
            median: "median",
            to: "s.d.",
        },
    });
    let _all_of_them = Album::open();
    let pictures = ["kit-chart-light", "kit-chart-dark", "kit-chart-contrast"];
    for (look, picture) in Look::ALL.into_iter().zip(pictures) {
        let mut stage = Stage::sized(scene.clone(), page, |_, ()| Task::none(), Size::new(460.0, 476.0));
        stage.picture(look, picture);
        let pixels = stage.draw(look);
        let growth = Theme::new(look).palette().growth;
        for (what, color) in [("green band", growth.green), ("median", growth.median), ("−3 SD", growth.red)]
        {
            let color = color.into_rgba8();
            let seen = pixels.chunks_exact(4).filter(|pixel| *pixel == color).count();
            assert!(seen > 20, "the {what} is not there in {look:?}");
        }
    }
}

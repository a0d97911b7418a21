//! The kit of the screens: by keyboard, in three looks, at every text scale.

mod gallery;

use std::path::{Path, PathBuf};

use iced::Size;
use iced_test::Simulator;
use loket::ui::theme::{Look, TextScale, Theme};
use loket::ui::{Element, theme};

/// A window of the clinic's PC at a text scale: the larger the text, the smaller the page.
fn window<'a, Message>(
    page: impl Into<Element<'a, Message>>,
    scale: TextScale,
) -> Simulator<'a, Message, Theme> {
    let size = Size::new(1366.0 / scale.factor(), 768.0 / scale.factor());
    Simulator::with_size(theme::settings(), size, page)
}

/// Writes what is seen into the target folder, to look at.
fn picture<Message>(ui: &mut Simulator<'_, Message, Theme>, look: Look, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    let file = folder.join(format!("{name}-tiny-skia.png"));
    let _ = std::fs::remove_file(&file);
    let shot = ui.snapshot(&Theme::new(look)).expect("a picture");
    assert!(shot.matches_image(folder.join(format!("{name}.png"))).expect("it is written"));
    assert!(file.exists(), "{}", file.display());
    file
}

#[test]
fn the_gallery_is_drawn_in_every_look() {
    for look in Look::ALL {
        let mut ui = window(gallery::page(), TextScale::default());
        ui.find("Belum ada yang menunggu").expect("the page is there");
        picture(&mut ui, look, &format!("kit-{}", look.name()));
    }
}

#[test]
fn the_gallery_is_drawn_at_160_per_cent() {
    let mut ui = window(gallery::page(), TextScale::MAX);
    picture(&mut ui, Look::Light, "kit-160");
}

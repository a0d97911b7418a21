//! The stored pictures: none is missing, none is left over, all are small; and what the comparison sees and what not.

use iced::widget::{column, container, row};
use iced::{Length, Size, Task};
use loket::ui::Element;
use loket::ui::theme::{Gap, Look, Tone};
use loket::ui::widget::shape::Shape;
use loket::ui::widget::{badge, panel, text};
use proptest::prelude::*;
use std::collections::BTreeSet;

use crate::stage::Stage;
use crate::support::album::{self, ACCEPT};
use crate::support::picture::{Difference, FARTHEST, NOISE, Picture, REACH};

/// All of them together, with room for those that come: 5 MB.
const ROOM: u64 = 5_000_000;

#[test]
fn every_picture_that_is_asked_for_is_stored_and_every_stored_one_is_asked_for() {
    let mut asked = BTreeSet::new();
    for name in album::asked_for() {
        assert!(asked.insert(name.clone()), "two tests ask for the picture {name}");
    }
    let (stored, size) = album::stored();
    let missing: Vec<_> = asked.difference(&stored).collect();
    let orphans: Vec<_> = stored.difference(&asked).collect();
    assert!(missing.is_empty(), "not in {}: {missing:?}", album::folder().display());
    assert!(
        orphans.is_empty(),
        "asked for by no test, to be removed from {}: {orphans:?}",
        album::folder().display()
    );
    assert!(asked.len() > 100, "{asked:?}");
    assert!(size <= ROOM, "{size} bytes of pictures");
}

#[test]
fn a_run_that_accepts_pictures_proves_nothing() {
    assert!(std::env::var_os(ACCEPT).is_none(), "{ACCEPT} is set: pictures were stored, not compared");
}

#[test]
fn every_stored_picture_is_fine_enough_to_be_compared() {
    for name in album::stored().0 {
        let bytes = std::fs::read(album::folder().join(format!("{name}.png"))).unwrap();
        let reach = Picture::read(&bytes).unwrap().reach;
        assert!((REACH..=FARTHEST).contains(&reach), "{name}: {reach}");
    }
}

#[test]
fn names_are_read_from_the_calls_and_not_from_comments() {
    let source = "drive.press(\"F6\").picture(\"a-1\").press(\"x\");\n  // .picture(\"gone\");\n\
                  stage.picture(look, \"b\");\nlet pictures = [(1.6, [\"c\", \"d\"]),\n \"e\"];\nlet other = [\"f\"];\n\
                  drive.picture(&format!(\"{name}-g\"));";
    assert_eq!(album::names(source), ["a-1", "b", "c", "d", "e"]);
}

/// What of a little page changes.
#[derive(Debug, Clone, Copy)]
struct Page {
    word: &'static str,
    wait: Tone,
    left: f32,
    under: Under,
    tint: Tone,
}

#[derive(Debug, Clone, Copy)]
enum Under {
    Line,
    Nothing,
}

const PAGE: Page = Page {
    word: "Siti Nur Azizah, 25 th",
    wait: Tone::Waiting,
    left: 20.0,
    under: Under::Line,
    tint: Tone::Accent,
};

fn page(page: &Page) -> Element<'_, ()> {
    let line = match page.under {
        Under::Line => panel::divider(),
        Under::Nothing => iced::widget::Space::new().height(1).into(),
    };
    let person =
        row![text::body(page.word), badge::badge(Shape::Disc, "Menunggu", page.wait)].spacing(Gap::M);
    let block = panel::tinted(page.tint, text::body("Belum ada yang menunggu")).width(240);
    let content = column![person, line, block].spacing(Gap::M).width(Length::Fill);
    let padding = iced::Padding { left: page.left, top: 12.0, right: 12.0, bottom: 12.0 };
    container(panel::panel(content)).padding(padding).into()
}

/// The page as it is drawn.
fn drawn(changed: Page, look: Look) -> Picture {
    let size = Size::new(401.0, 201.0);
    let mut stage = Stage::sized(changed, page, |_, ()| Task::none(), size);
    Picture::of(&stage.draw(look), 401)
}

/// The page as it would be stored.
fn kept(look: Look) -> Picture {
    Picture::read(&drawn(PAGE, look).halved().small_png().unwrap()).unwrap()
}

/// Another machine: every channel of every pixel is off by this much more or less.
fn noisy(picture: &Picture, off: impl Fn(usize) -> i16) -> Picture {
    let mut noisy = picture.clone();
    for (at, channel) in noisy.pixels.iter_mut().flatten().enumerate() {
        *channel = (i16::from(*channel) + off(at)).clamp(0, 255) as u8;
    }
    noisy
}

#[test]
fn what_a_person_would_see_is_seen_in_every_look() {
    let changes = [
        ("one letter", Page { word: "Siti Nur Azizoh, 25 th", ..PAGE }),
        ("a thin letter", Page { word: "Sitl Nur Azizah, 25 th", ..PAGE }),
        ("a comma", Page { word: "Siti Nur Azizah. 25 th", ..PAGE }),
        ("the colour of a badge", Page { wait: Tone::Late, ..PAGE }),
        ("a block one pixel to the right", Page { left: 21.0, ..PAGE }),
        ("a line that is gone", Page { under: Under::Nothing, ..PAGE }),
        ("a fill", Page { tint: Tone::Called, ..PAGE }),
    ];
    for look in Look::ALL {
        let kept = kept(look);
        for (what, changed) in changes {
            let difference = drawn(changed, look).halved().differs_from(&kept);
            assert!(
                matches!(difference, Some(Difference::Pixels { .. })),
                "{what}, {look:?}: {difference:?}"
            );
        }
    }
}

#[test]
fn where_it_differs_is_said() {
    let changed = drawn(Page { wait: Tone::Late, ..PAGE }, Look::Light).halved();
    let Some(Difference::Pixels { count, worst, within: [left, top, right, bottom] }) =
        changed.differs_from(&kept(Look::Light))
    else {
        panic!("not seen")
    };
    assert!(count > 100 && worst > 20, "{count} {worst}");
    // The badge, at half the size: beside the name and above the line.
    assert!(left > 80 && right < 150 && top > 10 && bottom < 30, "{left} {top} {right} {bottom}");
    let wide = Picture { width: 2, pixels: vec![[0; 3]; 4], reach: 0 };
    let high = Picture { width: 1, ..wide.clone() };
    assert_eq!(wide.differs_from(&high), Some(Difference::Size([1, 4, 2, 2])));
}

#[test]
fn what_another_machine_draws_a_little_otherwise_is_the_same() {
    let most = i16::from(NOISE);
    for look in Look::ALL {
        let (drawn, kept) = (drawn(PAGE, look), kept(look));
        // Half of them are off to either side, by a rule that no pattern of the page follows.
        let mixed = |at: usize| (at.wrapping_mul(2_654_435_761) >> 7) as i16 % (most + 1);
        for (what, other) in [
            ("nothing", drawn.clone()),
            ("brighter", noisy(&drawn, |_| most)),
            ("darker", noisy(&drawn, |_| -most)),
            ("mixed", noisy(&drawn, mixed)),
        ] {
            assert_eq!(other.halved().differs_from(&kept), None, "{what}, {look:?}");
        }
        let farther = noisy(&drawn, |_| -i16::from(REACH + NOISE + 1));
        assert!(farther.halved().differs_from(&kept).is_some(), "more than that, {look:?}");
    }
}

/// A square of more pixels than a palette has colours.
const SIDE: usize = 18;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whatever colours it has: what is stored is near enough, and any pixel that leaves its reach is seen.
    #[test]
    fn a_stored_picture_is_the_one_that_was_stored(
        pixels in proptest::collection::vec(proptest::array::uniform3(0..48_u8), SIDE * SIDE),
        at in 0..SIDE * SIDE,
    ) {
        let drawn = Picture { width: SIDE, pixels, reach: 0 };
        let kept = Picture::read(&drawn.small_png().unwrap()).unwrap();
        prop_assert_eq!((kept.width, kept.pixels.len()), (SIDE, SIDE * SIDE));
        prop_assert_eq!(drawn.differs_from(&kept), None);
        let mut other = drawn.clone();
        let stored = kept.pixels[at][1];
        let step = kept.reach + NOISE + 1;
        other.pixels[at][1] = stored.checked_add(step).or(stored.checked_sub(step)).unwrap();
        let (x, y) = (at % SIDE, at / SIDE);
        prop_assert_eq!(
            other.differs_from(&kept),
            Some(Difference::Pixels { count: 1, worst: step, within: [x, y, x, y] })
        );
    }
}

#[test]
fn half_the_size_is_the_mean_of_four_and_of_fewer_at_an_odd_edge() {
    let grey = |value: u8| [value; 3];
    let pixels = [10, 20, 90, 30, 40, 70, 8, 6, 50].map(grey).to_vec();
    let halved = Picture { width: 3, pixels, reach: 0 }.halved();
    assert_eq!(halved, Picture { width: 2, pixels: [25, 80, 7, 50].map(grey).to_vec(), reach: 0 });
}

//! The windows: the cross asks before what is typed is lost, and the waiting room's display leaves the keyboard here.

use iced::{Event, window};
use loket::staff::Role;
use loket::ui::app::Message;
use loket::ui::front_desk::form_id;

use crate::screen_app::program;
use crate::support::begun;

fn cross() -> [Event; 1] {
    [Event::Window(window::Event::CloseRequested)]
}

#[test]
fn the_cross_asks_where_something_is_typed_and_ends_at_once_where_nothing_is() {
    let fixture = begun();
    let main = window::Id::unique();
    let mut stage = program(&fixture, fixture.somebody(Role::Receptionist));
    stage.send(Message::Opened(main));
    stage.happen(cross());
    assert_eq!(stage.closed, [main], "nothing is typed");

    let mut stage = program(&fixture, fixture.somebody(Role::Receptionist));
    stage.send(Message::Opened(main));
    stage.ctrl("n");
    stage.write("Siti Aminah");
    stage.happen(cross());
    assert!(stage.closed.is_empty() && stage.sees("Ada isian yang belum disimpan"));
    assert!(stage.sees("Meja: isian hilang bila Loket ditutup."));
    // A second press answers nothing.
    stage.happen(cross());
    assert!(stage.closed.is_empty());
    stage.key(iced::keyboard::key::Named::Escape);
    assert!(stage.holds(form_id::NAME, "Siti Aminah"), "back to it");
    stage.happen(cross());
    stage.ctrl_key(iced::keyboard::key::Named::Enter);
    assert_eq!(stage.closed, [main]);
}

#[test]
fn the_display_that_opens_leaves_the_keyboard_at_the_desk() {
    let fixture = begun();
    let main = window::Id::unique();
    let mut stage = program(&fixture, fixture.somebody(Role::Receptionist));
    stage.send(Message::Opened(main));
    stage.send(Message::ToggleDisplay);
    let display = stage.opened[0].0;
    stage.send(Message::Placed(display, window::Event::Focused));
    assert_eq!(stage.brought, [main]);
    // Whoever clicks into it afterwards is there.
    stage.send(Message::Placed(display, window::Event::Focused));
    assert_eq!(stage.brought, [main]);
}

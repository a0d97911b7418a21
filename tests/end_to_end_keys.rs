//! Raw key events in the real window: the keypad, and whose the keyboard is once the waiting room's display is open.

use std::process::{Command, Stdio};

use crate::end_to_end::{appears, count, ended, folder, screen, start, until};

/// The key of the keypad with 1 and End on it.
const KEYPAD_ONE: &str = "87";

#[test]
fn the_display_takes_no_key_and_a_digit_of_the_keypad_chooses_a_room() {
    let Some(screen) = screen() else { return };
    let (_holder, folder) = folder();
    let mut manager =
        Command::new("openbox").env("DISPLAY", screen.name()).stderr(Stdio::null()).spawn().unwrap();
    until("the window manager", || screen.tool(&["get_num_desktops"]));
    let mut program = start(&folder, &screen);
    let window = appears(&screen, &mut program);
    screen.tool(&["windowactivate", "--sync", &window]);

    screen.key("shift+F11");
    until("the display", || {
        let windows = screen.tool(&["search", "--onlyvisible", "--name", "Loket"])?;
        (windows.lines().count() == 2).then_some(())
    });
    until("the keyboard at the desk", || {
        let holder = screen.tool(&["getwindowfocus"])?;
        (holder.trim() == window).then_some(())
    });
    let tickets = "SELECT count(*) FROM ticket";
    let before = count(&folder, tickets);
    until("a ticket", || {
        screen.key("F2");
        (count(&folder, tickets) > before).then_some(())
    });

    // By the key itself, not by the letter that the tool would look for a key of.
    screen.tool(&["key", "Num_Lock"]);
    screen.key("ctrl+2");
    let chosen = || {
        let seat = std::fs::read(folder.join("seat.json")).ok()?;
        let seat: serde_json::Value = serde_json::from_slice(&seat).ok()?;
        seat["counters"].as_object().filter(|counters| !counters.is_empty()).map(|_| ())
    };
    assert!(chosen().is_none());
    until("a room", || {
        screen.tool(&["key", KEYPAD_ONE]);
        chosen()
    });
    program.kill().unwrap();
    ended(&mut program);
    manager.kill().unwrap();
    manager.wait().unwrap();
}

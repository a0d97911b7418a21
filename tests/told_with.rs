//! Whoever registers on a ticket without a name goes before others as the panel says, and is paid for as it says.

use iced::keyboard::key::Named;
use loket::clinic::flow::command::{Admit, Link, Told, Undo};
use loket::queue::command::CallNext;
use loket::queue::{FirstStop, Issue, OnStop, Priority, Row, State};
use loket::staff::Role;
use loket::terms::{Sex, StopId, TicketId};
use loket::ui::front_desk::id;
use loket::visits::Payer;

use crate::screen_undo::{begun, goes_on, rows, waiting};
use crate::support::ticket;
use crate::support::ward::Ward;

const TOLD: Told = Told { priority: Some(Priority::Elderly), payer: Some(Payer::Bpjs) };

fn row(ward: &Ward, ticket: TicketId) -> Row {
    rows(ward).into_iter().find(|row| row.ticket == ticket && row.state.is_open()).unwrap()
}

fn nameless(ward: &Ward, priority: Option<Priority>) -> (TicketId, StopId) {
    let issue = Issue { first_stop: FirstStop::Registration, priority, ..ticket(ward.unit("Umum")) };
    let issued = ward.run(issue);
    (issued.ticket, issued.stop)
}

/// Of the ticket: whose, what it says, where it is.
fn said(row: &Row) -> (bool, Option<Priority>, Option<&str>, State) {
    (row.person.is_some(), row.priority, row.payer.as_deref(), row.state)
}

fn sound(ward: &Ward) {
    let db = loket::store::open_to_look(ward.fixture.folder.path(), loket::clinic::MIGRATIONS).unwrap();
    assert_eq!(loket::clinic::examine(&db).unwrap(), []);
}

#[test]
fn an_admission_carries_priority_and_payer_to_the_place_in_the_queue_and_an_undo_brings_all_back() {
    let ward = Ward::open();
    waiting(&ward, FirstStop::Unit);
    let elder = ward.register("Ahmad Parno", Sex::Male, "1957-05-01", None);
    let (id, stop) = nameless(&ward, None);
    let next = ward.unit("Umum");
    let admit = Admit { stop, person: Some(elder), next, seen: Some(row(&ward, id).revision), told: TOLD };
    ward.run(admit);
    assert_eq!(said(&row(&ward, id)), (true, Some(Priority::Elderly), Some("bpjs"), State::Waiting));
    assert_eq!(row(&ward, id).position, Some(1), "before everybody who waits there");
    sound(&ward);
    ward.run(Undo { on: OnStop { stop, seen: None } });
    assert_eq!(said(&row(&ward, id)), (false, None, None, State::Waiting), "as if it never was");
    assert_eq!(row(&ward, id).stop, stop);
    sound(&ward);
    ward.run(Admit { seen: None, ..admit });
    let called = ward.run(CallNext { unit: next, counter: ward.room("Ruang Umum") });
    assert_eq!(called.ticket, id);
    sound(&ward);
    // A priority that the ticket has is not lost where none is chosen, nor by an undo.
    let (id, stop) = nameless(&ward, Some(Priority::Pregnant));
    let mother = ward.register("Endang Purwati", Sex::Female, "1999-05-01", None);
    let told = Told { priority: None, payer: Some(Payer::Cash) };
    ward.run(Admit { stop, person: Some(mother), next, seen: None, told });
    assert_eq!(said(&row(&ward, id)), (true, Some(Priority::Pregnant), Some("cash"), State::Waiting));
    ward.run(Undo { on: OnStop { stop, seen: None } });
    assert_eq!(said(&row(&ward, id)), (false, Some(Priority::Pregnant), None, State::Waiting));
    sound(&ward);
}

#[test]
fn a_link_carries_priority_and_payer_too() {
    let ward = Ward::open();
    waiting(&ward, FirstStop::Registration);
    let elder = ward.register("Ahmad Parno", Sex::Male, "1957-05-01", None);
    let (id, _) = nameless(&ward, None);
    ward.run(Link { ticket: id, person: elder, seen: None, told: TOLD });
    let now = row(&ward, id);
    assert_eq!(said(&now), (true, Some(Priority::Elderly), Some("bpjs"), State::Waiting));
    assert_eq!(now.position, Some(1), "before everybody who waits at registration");
    sound(&ward);
}

#[test]
fn f8_carries_what_the_panel_shows_as_chosen_and_ctrl_z_brings_the_ticket_back_as_it_was() {
    let ward = Ward::open();
    waiting(&ward, FirstStop::Unit);
    ward.register("Ahmad Parno", Sex::Male, "1957-05-01", None);
    let (id, _) = nameless(&ward, None);
    let mut stage = begun(&ward, Role::Receptionist);
    stage.key(Named::F9);
    goes_on(&mut stage);
    stage.focus(self::id::SEARCH);
    stage.write("parno");
    stage.key(Named::Enter);
    goes_on(&mut stage);
    assert!(stage.sees("Lansia") && stage.sees("Bayar"));
    stage.key(Named::F8);
    goes_on(&mut stage);
    let now = row(&ward, id);
    assert_eq!(said(&now), (true, Some(Priority::Elderly), Some("cash"), State::Waiting));
    assert_eq!((now.unit, now.position), (ward.unit("Umum"), Some(1)));
    stage.ctrl("z");
    assert_eq!(said(&row(&ward, id)), (false, None, None, State::Called));
}

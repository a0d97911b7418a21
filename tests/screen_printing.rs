//! "Cetak" prints, and says what became of it: at the desk, on a printer that the test plays, and in the settings.

use loket::printing::{Kind, Knife, Outcome, Printer, Road, Width};
use loket::ui::front_desk::id;
use loket::ui::settings;

use crate::printing::{Stands, printer};
use crate::screen_front_desk::Desk;
use crate::screen_settings::administrator;
use crate::support::begun;

/// A desk whose slips go to this address.
fn desk(address: String) -> Desk {
    let desk = Desk::open();
    let road = Road::Network(address);
    let thermal = Printer::Thermal { road, width: Width::Mm58, knife: Knife::Cuts };
    desk.drive().shared.pc.choose_printer(Kind::Slip, Some(thermal)).unwrap();
    desk
}

#[test]
fn a_ticket_comes_out_of_the_chosen_printer_in_its_width_and_is_said_to() {
    let (address, printed) = printer(Stands::Well);
    let desk = desk(address);
    let mut drive = desk.drive();
    assert!(drive.focused(id::SEARCH));
    drive.press("F2").hear();
    let receipt = printed.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
    assert_eq!((receipt.width, receipt.cut), (384, true));
    let said: Vec<&str> = drive.said.iter().map(|toast| toast.text.as_str()).collect();
    assert_eq!(
        said,
        ["Tiket A-001 tersimpan; slipnya sedang dicetak.", "Tiket A-001 tersimpan. Sudah tercetak."]
    );
    assert!(drive.said.iter().all(|toast| toast.undo.is_some()), "it can be taken back at once");
    let file = drive.said.last().unwrap().file.clone().unwrap();
    assert!(std::fs::read(file).unwrap().starts_with(b"%PDF"));
}

#[test]
fn without_paper_the_number_is_kept_and_the_slip_waits() {
    let (address, printed) = printer(Stands::PaperOut);
    let desk = desk(address);
    let mut drive = desk.drive();
    drive.press("F2").hear();
    assert_eq!(printed.recv_timeout(std::time::Duration::from_secs(20)).unwrap().bytes, 0);
    assert_eq!(desk.row("A-001").number.as_ref().unwrap().to_string(), "A-001");
    let said = &drive.said.last().unwrap().text;
    assert_eq!(
        said,
        "Tiket A-001 tersimpan. Belum tercetak: kertas printer habis. Isi kertas, lalu cetak lagi."
    );
    let kept = drive.shared.pc.printers().unwrap();
    let line = kept.line(Kind::Slip);
    assert_eq!(line.last.as_ref().unwrap().outcome, Outcome::PaperOut);
    assert_eq!(line.waiting.iter().map(|waits| waits.title.as_str()).collect::<Vec<_>>(), ["A-001"]);
}

#[test]
fn a_list_of_printers_that_cannot_be_read_costs_no_number_and_is_said() {
    let desk = Desk::open();
    let mut drive = desk.drive();
    let file = drive.shared.pc.file("printers.json");
    std::fs::write(&file, "{").unwrap();
    drive.press("F2").hear();
    assert_eq!(desk.board().queue.rows.len(), 1);
    let said = &drive.said.last().unwrap().text;
    assert!(
        said.starts_with("Tiket A-001 tersimpan. Belum tercetak") && said.contains("printers.json"),
        "{said}"
    );
}

#[test]
fn in_the_settings_a_printer_is_chosen_tried_and_gets_what_waits() {
    let fixture = begun();
    let mut drive = administrator(&fixture);
    let pc = drive.shared.pc.clone();
    let thermal = |address: &str| {
        let road = Road::Network(address.to_owned());
        Printer::Thermal { road, width: Width::Mm58, knife: Knife::Cuts }
    };
    pc.choose_printer(Kind::Slip, Some(thermal("192.168.1.71"))).unwrap();
    drive.press_button("Printer");
    assert!(drive.focused(settings::id::PRINTER) && drive.shows("Slip nomor antrean"));
    drive.picture("settings-printers");
    // The test page comes out of the printer that is typed, which is chosen with it.
    let (address, printed) = printer(Stands::Well);
    drive.press("Ctrl+a").write(&address).press("F7");
    let receipt = printed.recv_timeout(std::time::Duration::from_secs(20)).unwrap();
    assert_eq!((receipt.width, receipt.cut), (384, true));
    assert!(drive.shows("Sudah tercetak."));
    assert_eq!(pc.printers().unwrap().line(Kind::Slip).printer, Some(thermal(&address)));
    // A slip waits, since there was no paper; then there is.
    let (address, printed) = printer(Stands::PaperOut);
    pc.choose_printer(Kind::Slip, Some(thermal(&address))).unwrap();
    let file = pc.paper_file("2026-11-21-A-001.pdf");
    std::fs::write(&file, crate::printing::paper(loket::queue::slip::Roll::Narrow)).unwrap();
    assert_eq!(pc.print(Kind::Slip, "A-001", &file), Outcome::PaperOut);
    printed.recv().unwrap();
    let (address, printed) = printer(Stands::Well);
    pc.choose_printer(Kind::Slip, Some(thermal(&address))).unwrap();
    drive.press_button("Tentang Loket").press_button("Printer");
    assert!(drive.shows("1 slip belum tercetak. Nomornya sudah tersimpan."));
    drive.press("F4");
    assert!(printed.recv_timeout(std::time::Duration::from_secs(20)).unwrap().cut);
    assert!(!drive.shows("1 slip belum tercetak. Nomornya sudah tersimpan."));
    assert!(pc.printers().unwrap().line(Kind::Slip).waiting.is_empty());
}

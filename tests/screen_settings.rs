//! Settings by keyboard, and the way back in with the recovery sheet.

use iced::Size;
use loket::clinic::{Envelope, SignIn as Tried};
use loket::setup::{Config, Measures};
use loket::staff::secret::RecoveryCode;
use loket::staff::{self, Account, Employment, Role, SecretHash};
use loket::terms::{AreaCode, CounterId};
use loket::ui::settings::{Settings, id};
use loket::ui::sign_in::{self, SignIn};
use loket::ui::theme::{Look, TextScale};

use crate::support::drive::Drive;
use crate::support::place::Place;
use crate::support::{Fixture, PASSWORD, begun};

pub fn administrator(fixture: &Fixture) -> Drive<Settings> {
    Drive::new(Settings::default(), fixture, Some(fixture.administrator()))
}

fn config(fixture: &Fixture) -> Box<Config> {
    fixture.config()
}

fn accounts(fixture: &Fixture) -> Vec<Account> {
    fixture.clinic.ask(&fixture.administrator(), &staff::query::Accounts).unwrap()
}

fn enters(fixture: &Fixture, username: &str, password: &str) -> bool {
    matches!(fixture.clinic.sign_in(username, password, "Loket 1").unwrap(), Tried::Welcome(_))
}

#[test]
fn the_clinic_s_rules_are_saved_and_a_number_that_is_none_is_not() {
    let fixture = begun();
    let mut drive = administrator(&fixture);
    drive.press("Alt+3");
    assert!(drive.focused(id::clinic::NAME));
    drive.write(" Satu").tab_to(id::clinic::RUNNING).write("Jaga jarak.").press("Enter");
    assert!(drive.focused(id::clinic::LONG_WAIT));
    drive.write("x").press("Ctrl+Enter");
    assert!(drive.shows("Tulis angka, misalnya 30."));
    assert_eq!(config(&fixture).profile.name, "Puskesmas Tirtasari");
    drive.press("Backspace").press("Ctrl+Enter").hear();
    let profile = config(&fixture).profile;
    assert_eq!(profile.name, "Puskesmas Tirtasari Satu");
    assert_eq!((profile.running_text.as_str(), profile.long_wait_minutes), ("Jaga jarak.", 30));
    assert_eq!(drive.said.len(), 1);
    drive.picture("settings-clinic");
    // Twice in a row: one's own change is nobody else's.
    drive.tab_to(id::clinic::IDLE).write("0").press("Ctrl+Enter").hear();
    assert_eq!(config(&fixture).profile.idle_lock_minutes, 150);
}

#[test]
fn district_and_zone_that_the_first_run_asked_for_are_changed_here() {
    let fixture = begun();
    let mut drive = administrator(&fixture);
    drive.press("Alt+3").tab_to(id::clinic::DISTRICT).write("mengwi badung").press("Enter");
    drive.tab_to(id::clinic::ZONE).press("Right");
    assert!(drive.tells("Berlaku untuk semua jam"));
    drive.press("Ctrl+Enter").hear();
    let profile = config(&fixture).profile;
    assert_eq!((profile.district_name.as_str(), profile.zone), ("Mengwi", loket::terms::TimeZone::Wita));
    assert_eq!(profile.regency_name, "Kabupaten Badung");
    assert_eq!(profile.district.0.get(..4), Some("5103"));
}

#[test]
fn villages_and_units_grow_and_esc_keeps_what_was_typed() {
    let fixture = begun();
    let mut drive = administrator(&fixture);
    drive.press("Alt+4");
    assert!(drive.focused(id::VILLAGE_NEW));
    drive.press("Enter").write("Tegalwaru Kidul").press("Tab").write("35.10.07.2003");
    drive.press("Esc").press("Enter");
    assert!(drive.focused(id::village::NAME));
    drive.tab_to(id::village::POSYANDU).write("7").press("Enter").write("243").press("Ctrl+Enter").hear();
    let village = config(&fixture).village(&AreaCode("3510072003".into())).cloned().unwrap();
    assert_eq!((village.name.as_str(), village.area, village.posyandu), ("Tegalwaru Kidul", 3, 7));
    assert_eq!(village.target_under_five, Some(243));
    assert!(drive.shows("Tegalwaru Kidul"));
    drive.picture("settings-villages");

    drive.press("Alt+5").press("Enter").write("Gizi").press("Enter").write("g").press("Enter");
    drive.write("Ruang Gizi, Ruang Gizi 2").tab_to(id::unit::MEASURES).press("Space");
    drive.picture("settings-unit");
    drive.press("Ctrl+Enter").hear();
    let config = config(&fixture);
    let unit = config.units.iter().find(|unit| unit.prefix == "G").unwrap();
    assert_eq!((unit.name.as_str(), unit.measures), ("Gizi", Measures::Children));
    assert_eq!(config.counters_of(unit.id).count(), 2);
    drive.picture("settings-units");
    // A letter that is taken is refused with its sentence, and nothing typed is gone.
    drive.press("Enter").write("Lab").press("Enter").write("a").press("Enter").write("Lab");
    drive.press("Ctrl+Enter");
    assert!(drive.shows("Huruf A sudah dipakai unit lain. Pilih huruf lain."));
    assert!(drive.shows("Lab"));
}

#[test]
fn somebody_begins_and_ends_to_work_here() {
    let fixture = begun();
    let mut drive = administrator(&fixture);
    drive.press("Alt+6").press("Enter");
    assert!(drive.focused(id::account::NAME));
    drive.write("Rina Wulandari").press("Enter").write("rina").press("Enter").write("kuncinya rina");
    drive.tab_to("settings.role.midwife").press("Space").press("Ctrl+Enter").hear();
    let rina = accounts(&fixture).into_iter().find(|account| account.username == "rina").unwrap();
    assert_eq!((rina.name.as_str(), rina.role), ("Rina Wulandari", Role::Midwife));
    assert!(enters(&fixture, "rina", "kuncinya rina"));
    drive.picture("settings-people");

    // Her row is the first of two: another role and a new password at once.
    drive.press("Shift+Tab").press("Shift+Tab").press("Enter");
    assert!(drive.focused(id::account::NAME));
    drive.tab_to("settings.role.nurse").press("Space").tab_to(id::account::PASSWORD).write("lupa lagi nih");
    drive.picture("settings-person");
    drive.press("Ctrl+Enter").hear();
    let rina = accounts(&fixture).into_iter().find(|account| account.username == "rina").unwrap();
    assert_eq!(rina.role, Role::Nurse);
    assert!(enters(&fixture, "rina", "lupa lagi nih") && !enters(&fixture, "rina", "kuncinya rina"));

    drive.tab_to(id::PERSON_NEW).press("Shift+Tab").press("Shift+Tab").press("Enter");
    drive.tab_to(id::PERSON_EMPLOY).press("Enter");
    assert!(drive.shows("Ya, nonaktifkan Rina Wulandari"), "asked once, by name");
    drive.press("Enter").hear();
    let rina = accounts(&fixture).into_iter().find(|account| account.username == "rina").unwrap();
    assert_eq!(rina.employment, Employment::Ended);
}

#[test]
fn one_s_own_password_and_pin() {
    let fixture = begun();
    let session = fixture.somebody(Role::Receptionist);
    let account = session.account().unwrap();
    let mut drive = Drive::new(Settings::default(), &fixture, Some(session));
    // A receptionist sees the seat, the own password, and what Loket is: nothing to manage.
    assert!(
        drive.shows("Tampilan dan bahasa") && !drive.shows("Petugas") && !drive.shows("Daftar diagnosis")
    );
    drive.press("Alt+2");
    assert!(drive.focused(id::OWN_CURRENT));
    drive.write("bukan ini").press("Enter");
    drive.write("hujan bulan juni").press("Enter").write("hujan bulan juli").press("Ctrl+Enter");
    assert!(drive.focused(id::account::AGAIN) && drive.shows("Kedua kata sandi tidak sama."));
    drive.press("Backspace").write("n").press("Backspace").press("Backspace").write("ni");
    drive.press("Enter").write("111111").press("Ctrl+Enter");
    assert!(drive.shows("PIN ini terlalu mudah ditebak."));
    for _ in 0..6 {
        drive.press("Backspace");
    }
    drive.write("274915").press("Ctrl+Enter");
    assert!(drive.focused(id::OWN_CURRENT) && drive.shows("Kata sandi sekarang tidak cocok."));
    assert!(!enters(&fixture, "receptionist", "hujan bulan juni"), "changed without the password that holds");
    for _ in 0.."bukan ini".len() {
        drive.press("Backspace");
    }
    drive.write(crate::support::PASSWORD).press("Ctrl+Enter");
    assert!(enters(&fixture, "receptionist", "hujan bulan juni"));
    let switched = fixture.clinic.switch(account, "274915", "Loket 1").unwrap();
    assert!(matches!(switched, Tried::Welcome(_)));
}

#[test]
fn this_seat_chooses_look_size_language_and_counter() {
    let fixture = begun();
    let mut drive = administrator(&fixture);
    drive.picture("settings-seat");
    drive.tab_to(id::COUNTER).write("kia").press("Enter");
    assert_eq!(drive.shared.seat.counter, Some(CounterId(5)));
    drive.tab_to(id::LOOK).press("Right");
    assert_eq!(drive.shared.seat.look, Look::Dark);
    drive.picture("settings-seat-dark");
    drive.tab_to(id::SCALE).press("Right");
    assert_eq!(drive.shared.seat.scale, TextScale::from_percent(110));
    drive.tab_to(id::LANGUAGE).press("Right");
    assert!(drive.shows("Settings") && drive.shows("Look and language"));
}

#[test]
fn a_list_of_diagnoses_is_looked_at_and_then_taken() {
    let fixture = begun();
    let place = Place::called("daftar", fixture.folder.path());
    let file = place.path().join("diagnosis.csv");
    std::fs::write(&file, "CODE,STR\nA09,Diare\nJ06.9,ISPA\n99,salah\n").unwrap();
    let mut drive = administrator(&fixture);
    drive.press("Alt+7");
    assert!(drive.focused(id::PATH));
    drive.write("/tidak/ada.csv").press("Enter");
    assert!(drive.shows("Berkas ini tidak bisa dibuka. Cek letaknya."));
    for _ in 0.."/tidak/ada.csv".len() {
        drive.press("Backspace");
    }
    drive.write(file.to_str().unwrap()).press("Enter");
    assert!(drive.shows("2 diagnosis terbaca"));
    drive.picture("settings-diagnoses");
    drive.press("Ctrl+Enter");
    assert_eq!(drive.said.last().unwrap().text, "2 diagnosis tersimpan");
}

#[test]
fn a_new_recovery_sheet_counts_only_when_it_is_kept() {
    let fixture = begun();
    let place = Place::called("lembar", fixture.folder.path());
    let mut drive = administrator(&fixture);
    drive.shared.pc = drive.shared.pc.clone().known_as(place.path());
    drive.press("Alt+8").press("Ctrl+Enter");
    assert!(drive.shows("Kode pemulihan"));
    drive.press("Ctrl+Enter");
    assert!(drive.said.is_empty(), "not before it is kept");
    drive.picture("settings-sheet");
    drive.press("Space").press("Ctrl+Enter");
    assert_eq!(drive.said.len(), 1);
    drive.press_button("Tentang Loket");
    assert!(drive.shows("Data klinik disimpan di"));
    drive.picture("settings-about");
}

#[test]
fn a_forgotten_password_and_the_sheet_from_the_drawer() {
    let fixture = begun();
    let code = RecoveryCode::draw().unwrap();
    let hash = SecretHash::of_recovery(&code).unwrap();
    let set = staff::command::SetRecovery(hash);
    fixture.clinic.run(&fixture.administrator(), Envelope::new(set)).unwrap();

    let place = Place::called("pulih", fixture.folder.path());
    let mut drive = Drive::new(SignIn::fresh(), &fixture, None);
    drive.shared.pc = drive.shared.pc.clone().known_as(place.path());
    drive.write("wahyu").tab_to(sign_in::id::FORGOT).press("Enter");
    assert!(drive.focused(sign_in::id::RECOVER_CODE));
    drive
        .write("ABCD")
        .press("Enter")
        .write("baru sekali")
        .press("Enter")
        .write("baru sekali")
        .press("Enter");
    assert!(drive.shows("Kode pemulihan terdiri dari 20 huruf dan angka."));
    drive.picture("recover-wrong");
    for _ in 0..4 {
        drive.press("Backspace");
    }
    drive.write(&code.printed().to_lowercase()).press("Ctrl+Enter");
    assert!(drive.welcome.is_none() && drive.shows("Lembar pemulihan baru"));
    let papers = || std::fs::read_dir(fixture.folder.path().join("paper")).unwrap().count();
    assert_eq!(papers(), 1, "to be printed now");
    drive.picture("recover-next");
    drive.press("Esc");
    assert!(drive.shows("Lembar pemulihan baru"), "the old sheet is used up: no way back");
    drive.press("Space").press("Ctrl+Enter");
    assert_eq!(papers(), 0, "the code beside the data protects nothing");
    assert_eq!(drive.welcome.as_ref().unwrap().account.username, "wahyu");
    assert!(enters(&fixture, "wahyu", "baru sekali") && !enters(&fixture, "wahyu", PASSWORD));
}

#[test]
fn large_text_cuts_nothing_off() {
    let fixture = begun();
    let size = Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0);
    let mut drive = Drive::with_size(Settings::default(), &fixture, Some(fixture.administrator()), size);
    drive.picture("settings-160-seat");
    drive.press("Alt+3");
    drive.picture("settings-160-clinic");
    drive.press("Alt+6");
    drive.shared.seat.look = Look::Contrast;
    drive.picture("settings-160-people");
}

#[test]
fn copies_are_made_now_into_the_folder_that_is_typed_and_a_late_one_is_red() {
    let fixture = begun();
    let session = fixture.administrator();
    let stick = tempfile::tempdir().unwrap();
    let mut drive = Drive::new(Settings::default(), &fixture, Some(session));
    drive.press("Alt+9");
    assert!(drive.focused(loket::ui::copies::id::FOLDER));
    drive.picture("settings-copies-none");
    let folder = stick.path().join("Loket");
    drive.write(&folder.display().to_string()).press("Ctrl+Enter");
    assert_eq!(drive.said.last().unwrap().text, "Salinan dibuat dan lulus pemeriksaan.");
    let good = drive.shared.copies.good.clone().unwrap();
    assert_eq!(good.file.parent().unwrap(), folder);
    assert!(loket::ui::copies::late(&drive.shared).is_none());
    drive.picture("settings-copies");
    // The stick is pulled; a day later it is said in red.
    std::fs::rename(&folder, stick.path().join("pulled")).unwrap();
    fixture.clock.set(fixture.clinic.now() + chrono::Duration::hours(25));
    drive.wait().press("Ctrl+Enter");
    let red = loket::ui::copies::late(&drive.shared).expect("a red line");
    assert!(
        red.contains("Salinan data terakhir yang baik: 21-11-2026.") && red.contains("tidak ada"),
        "{red}"
    );
    drive.picture("settings-copies-trouble");
}

#[test]
fn a_seal_whose_key_is_not_on_this_pc_comes_back_by_the_sheet_or_is_made_anew() {
    use loket::staff::SecretHash;
    use loket::staff::secret::NewSheet;
    let fixture = begun();
    let session = fixture.administrator();
    let (code, other) = (RecoveryCode::draw().unwrap(), RecoveryCode::draw().unwrap());
    let sheet = NewSheet::of(code.clone(), SecretHash::of_recovery(&code).unwrap());
    fixture.clinic.renew_recovery(&session, &sheet).unwrap();
    let mut drive = Drive::new(Settings::default(), &fixture, Some(session));
    drive.press("Alt+9");
    assert!(!drive.shows("Kembalikan segel"), "nothing is missing");
    std::fs::remove_dir_all(fixture.folder.path().join("secrets")).unwrap();
    drive.press("Alt+1").press("Alt+9");
    drive.picture("settings-seal-missing");
    drive.tab_to(loket::ui::copies::id::CODE).write("ABCD").press("Enter");
    assert!(
        drive.shows("Ini bukan kode lembar pemulihan: lima kelompok, masing-masing empat huruf atau angka.")
    );
    drive.press("Ctrl+a").write(&other.printed()).press("Enter");
    assert!(!fixture.clinic.has_seal_key().unwrap());
    drive.press("Ctrl+a").write(&code.printed().to_lowercase()).press("Enter");
    assert_eq!(drive.said.last().unwrap().text, "Segel klinik siap dipakai di komputer ini.");
    assert!(fixture.clinic.has_seal_key().unwrap() && !drive.shows("Kembalikan segel"));

    std::fs::remove_dir_all(fixture.folder.path().join("secrets")).unwrap();
    drive.press("Alt+1").press("Alt+9").press_button("Buat segel baru");
    assert!(fixture.clinic.has_seal_key().unwrap());
    let own = loket::cli::summary::own(fixture.folder.path()).fingerprints();
    assert_eq!(own.len(), 2, "the one before stays known");
    // Nobody but those who manage the clinic.
    let nurse = fixture.somebody(loket::staff::Role::Nurse);
    assert!(
        fixture.clinic.replace_seal(&nurse).is_err() && fixture.clinic.recover_seal(&nurse, &code).is_err()
    );
}

//! The door: who may, once only, journalled, and a clear sentence when not.

use crate::support::ward::Ward;
use crate::support::{self, PASSWORD, begun, morning};
use chrono::Duration;
use loket::clinic::flow::command::StillAway;
use loket::clinic::{Clinic, Clock, Envelope, MIGRATIONS, Permission, Refusal, SignIn, examine, flow, views};
use loket::growth::Measures;
use loket::people;
use loket::queue;
use loket::screening::{self, NewMeasurement};
use loket::setup;
use loket::staff::{self, AttemptOutcome, Employment, Role, SecretHash};
use loket::store::{Options, StoreError, open_to_look};
use loket::summary;
use loket::terms::{AccountId, Grams};
use loket::visits;

fn findings(folder: &std::path::Path) -> Vec<String> {
    let db = open_to_look(folder, MIGRATIONS).unwrap();
    examine(&db).unwrap().into_iter().map(|finding| format!("{}: {}", finding.check, finding.text)).collect()
}

#[test]
fn a_command_sent_twice_happens_once_and_answers_the_same() {
    let fixture = begun();
    let session = fixture.administrator();
    let add = Envelope::new(staff::NewAccount {
        name: "Rina Wulandari".into(),
        username: "rina".into(),
        role: Role::Receptionist,
        password: support::password_hash(),
        pin: None,
    });
    let first = fixture.clinic.run(&session, add.clone()).unwrap();
    assert_eq!(first, AccountId(2));
    assert_eq!(fixture.clinic.run(&session, add.clone()).unwrap(), first);
    let accounts = fixture.clinic.ask(&session, &staff::query::Accounts).unwrap();
    assert_eq!(accounts.len(), 2);

    // The same id around something else, or by somebody else, is refused.
    let command = staff::command::SetRecovery(support::password_hash());
    let other = Envelope { id: add.id, entered_at: None, command };
    assert_eq!(fixture.clinic.run(&session, other), Err(Refusal::Reused));
    let rina = fixture.sign_in("rina");
    assert_eq!(fixture.clinic.run(&rina, add), Err(Refusal::Reused));
    assert_eq!(findings(fixture.folder.path()), [""; 0]);
}

#[test]
fn a_command_that_an_earlier_version_did_is_refused_with_a_sentence() {
    let fixture = begun();
    let session = fixture.administrator();
    let issue = Envelope::new(support::ticket(fixture.config().units[1].id));
    let issued = fixture.clinic.run(&session, issue.clone()).unwrap();
    assert_eq!(fixture.clinic.run(&session, issue.clone()).unwrap(), issued);
    let db = rusqlite::Connection::open(loket::store::database_file(fixture.folder.path())).unwrap();
    let earlier = r#"{"Queue":{"Issued":{"ticket":1,"stop":1,"number":null,"ahead":0}}}"#;
    let id = issue.id.simple().to_string();
    assert_eq!(db.execute("UPDATE journal SET reply = ?1 WHERE command = ?2", (earlier, id)).unwrap(), 1);
    let refusal = fixture.clinic.run(&session, issue).unwrap_err();
    assert_eq!(refusal, Refusal::OldReply);
    let words = loket::words::Words::new(loket::words::Language::Indonesian);
    assert!(refusal.explain(&words).contains("sebelum Loket diperbarui"), "{}", refusal.explain(&words));
}

#[test]
fn a_refused_command_leaves_nothing_and_may_be_tried_again_with_the_same_id() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let administrator = fixture.administrator();
    let envelope =
        Envelope::new(staff::command::Employ { account: AccountId(2), employment: Employment::Ended });
    assert_eq!(
        fixture.clinic.run(&receptionist, envelope.clone()),
        Err(Refusal::NotAllowed(Permission::ManageStaff))
    );
    fixture.clinic.run(&administrator, envelope).unwrap();
    // Out at once, though the session is still in hand.
    let own = Envelope::new(staff::command::SetPin { account: AccountId(2), pin: None });
    assert_eq!(fixture.clinic.run(&receptionist, own), Err(Refusal::SignedOut));
    // Nor does anybody read on by it.
    assert_eq!(fixture.clinic.ask(&receptionist, &staff::query::Accounts), Err(Refusal::SignedOut));
    assert_eq!(fixture.clinic.replace_seal(&receptionist), Err(Refusal::SignedOut));
}

#[test]
fn who_was_given_another_role_has_its_rights_at_once_whatever_the_session_says() {
    let fixture = begun();
    let (administrator, head) = (fixture.administrator(), fixture.somebody(Role::Head));
    let list = summary::query::List(1);
    assert!(fixture.clinic.ask(&head, &list).is_ok());
    fixture.clinic.replace_seal(&head).unwrap();
    let db = open_to_look(fixture.folder.path(), MIGRATIONS).unwrap();
    let by: Option<i64> =
        db.query_row("SELECT account FROM journal ORDER BY seq DESC LIMIT 1", [], |row| row.get(0)).unwrap();
    assert_eq!(by, head.account().map(|account| account.0), "the journal says who replaced the seal");
    let lower = staff::command::Change {
        account: head.account().unwrap(),
        changes: staff::AccountChanges {
            role: Some(loket::terms::Change { shown: Role::Head, new: Role::Receptionist }),
            ..staff::AccountChanges::default()
        },
    };
    fixture.clinic.run(&administrator, Envelope::new(lower)).unwrap();
    let refused = Err(Refusal::NotAllowed(Permission::ManageSetup));
    assert_eq!(fixture.clinic.replace_seal(&head), refused);
    assert_eq!(fixture.clinic.ask(&head, &list), Err(Refusal::NotAllowed(Permission::SeeSummary)));
}

#[test]
fn the_last_administrator_stays() {
    let fixture = begun();
    let session = fixture.administrator();
    let end = Envelope::new(staff::command::Employ { account: AccountId(1), employment: Employment::Ended });
    assert_eq!(fixture.clinic.run(&session, end), Err(Refusal::Staff(staff::Error::LastAdministrator)));
}

#[test]
fn wrong_passwords_wait_longer_and_longer() {
    let fixture = begun();
    for _ in 0..2 {
        let tried = fixture.clinic.sign_in("wahyu", "salah sekali", "Loket 1").unwrap();
        assert_eq!(tried, SignIn::Not(AttemptOutcome::Wrong { next_try: morning() }));
    }
    let next_try = morning() + Duration::seconds(5);
    assert_eq!(
        fixture.clinic.sign_in("wahyu", "salah sekali", "Loket 1").unwrap(),
        SignIn::Not(AttemptOutcome::Wrong { next_try })
    );
    // Even the right one is not compared before the time has come.
    assert_eq!(
        fixture.clinic.sign_in("wahyu", PASSWORD, "Loket 1").unwrap(),
        SignIn::Not(AttemptOutcome::TooEarly { next_try })
    );
    fixture.clock.set(next_try);
    assert!(matches!(fixture.clinic.sign_in("wahyu", PASSWORD, "Loket 1").unwrap(), SignIn::Welcome(_)));
    assert_eq!(fixture.clinic.sign_in("nobody", PASSWORD, "Loket 1").unwrap(), SignIn::Unknown);
}

#[test]
fn the_recovery_sheet_lets_an_administrator_back_in_once() {
    use loket::staff::secret::RecoveryCode;
    let fixture = begun();
    let session = fixture.administrator();
    let (code, next) = (RecoveryCode::draw().unwrap(), RecoveryCode::draw().unwrap());
    let hash = SecretHash::of_recovery(&code).unwrap();
    fixture.clinic.run(&session, Envelope::new(staff::command::SetRecovery(hash))).unwrap();
    let new = SecretHash::of_password("kata sandi baru").unwrap();
    let next_hash = SecretHash::of_recovery(&next).unwrap();
    let next_sheet = staff::NewSheet::of(next.clone(), next_hash);
    assert!(matches!(fixture.clinic.recover("wahyu", &next, &new, &next_sheet).unwrap(), SignIn::Not(_)));
    assert!(matches!(fixture.clinic.recover("wahyu", &code, &new, &next_sheet).unwrap(), SignIn::Welcome(_)));
    assert!(matches!(
        fixture.clinic.sign_in("wahyu", "kata sandi baru", "Loket 1").unwrap(),
        SignIn::Welcome(_)
    ));
    assert!(matches!(fixture.clinic.recover("wahyu", &code, &new, &next_sheet).unwrap(), SignIn::Not(_)));
}

#[test]
fn the_display_and_nobody_are_kept_out() {
    let fixture = begun();
    let display = fixture.clinic.display();
    assert!(fixture.clinic.ask(&display, &setup::query::Config).is_ok());
    assert_eq!(
        fixture.clinic.ask(&display, &staff::query::Accounts),
        Err(Refusal::NotAllowed(Permission::OwnSecrets))
    );
    let again = Envelope::new(support::beginning());
    assert_eq!(
        fixture.clinic.run(&fixture.clinic.nobody(), again),
        Err(Refusal::Setup(setup::Error::AlreadyBegun))
    );
}

#[test]
fn a_clock_set_back_is_marked_and_breaks_nothing() {
    let fixture = begun();
    fixture.clock.set(morning() - Duration::hours(3));
    let session = fixture.administrator();
    let pin = Some(SecretHash::of_pin("274915").unwrap());
    fixture
        .clinic
        .run(&session, Envelope::new(staff::command::SetPin { account: AccountId(1), pin }))
        .unwrap();
    assert!(matches!(fixture.clinic.switch(AccountId(1), "274915", "Loket 1").unwrap(), SignIn::Welcome(_)));
    assert_eq!(findings(fixture.folder.path()), [""; 0]);
    let db = open_to_look(fixture.folder.path(), MIGRATIONS).unwrap();
    let marked: i64 = db.query_row("SELECT max(clock_back) FROM journal", [], |row| row.get(0)).unwrap();
    assert_eq!(marked, 3 * 3600 * 1000);
}

#[test]
fn tampering_with_the_journal_shows() {
    let fixture = begun();
    fixture.administrator();
    let folder = fixture.folder.path().to_owned();
    drop(fixture.clinic);
    let db = loket::store::Connection::open(loket::store::database_file(&folder)).unwrap();
    db.execute("UPDATE journal SET account = 7 WHERE seq = 2", []).unwrap();
    drop(db);
    assert_eq!(findings(&folder), ["journal: journal row 2 does not fit its hash"]);
}

fn refused(folder: &std::path::Path) -> StoreError {
    match Clinic::open(folder, Clock::system(), &Options { role: "second".into(), ..Options::default() }) {
        Err(error) => error,
        Ok(_) => panic!("it was opened"),
    }
}

#[test]
fn what_cannot_be_opened_is_said_and_left_alone() {
    // A second program on the same data.
    let fixture = begun();
    let error = refused(fixture.folder.path());
    assert!(
        matches!(&error, StoreError::InUse { holder, .. } if holder.starts_with("test, process ")),
        "{error}"
    );
    assert_eq!(findings(fixture.folder.path()), [""; 0]);

    // A file that is no database.
    let folder = tempfile::tempdir().unwrap();
    let path = loket::store::database_file(folder.path());
    std::fs::write(&path, "catatan harian, bukan basis data").unwrap();
    assert!(matches!(refused(folder.path()), StoreError::NotDatabase(_)));
    assert_eq!(std::fs::read(&path).unwrap(), b"catatan harian, bukan basis data");

    // Another program's database.
    std::fs::remove_file(&path).unwrap();
    let db = loket::store::Connection::open(&path).unwrap();
    db.execute_batch("CREATE TABLE diary (id INTEGER PRIMARY KEY)").unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(refused(folder.path()), StoreError::NotOurs(_)));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    // A newer Loket's.
    let newer = begun();
    let path = loket::store::database_file(newer.folder.path());
    drop(newer.clinic);
    let db = loket::store::Connection::open(&path).unwrap();
    db.pragma_update(None, "user_version", 9999).unwrap();
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(db);
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(refused(newer.folder.path()), StoreError::Newer { found: 9999, .. }));
    assert_eq!(std::fs::read(&path).unwrap(), before);

    // A folder that cannot be one.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("berkas");
    std::fs::write(&file, "").unwrap();
    assert!(matches!(refused(&file.join("data")), StoreError::Folder { .. }));
}

#[test]
fn a_backup_is_whole_while_work_goes_on() {
    let fixture = begun();
    let target = fixture.folder.path().join("cadangan.db");
    let session = fixture.administrator();
    let working = fixture.clinic.clone();
    let worker = std::thread::spawn(move || {
        for _ in 0..50 {
            let pin = staff::command::SetPin { account: AccountId(1), pin: None };
            working.run(&session, Envelope::new(pin)).unwrap();
        }
    });
    let report = fixture.clinic.store().back_up(&target).unwrap();
    worker.join().unwrap();
    assert!(report.bytes > 0);
    assert_eq!(loket::store::check_file(&target).unwrap(), []);
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(&target, loket::store::database_file(folder.path())).unwrap();
    assert_eq!(findings(folder.path()), [""; 0]);
}

#[test]
fn a_shape_of_record_numbers_that_cannot_be_read_is_refused_and_one_without_an_area_is_not() {
    let fixture = begun();
    let session = fixture.administrator();
    let save = |format: &str| {
        let config = fixture.config();
        let profile = setup::Profile { record_format: format.to_owned(), ..config.profile.clone() };
        let save = setup::command::SaveProfile(setup::ProfileChanges::between(&config.profile, &profile));
        fixture.clinic.run(&session, Envelope::new(save)).map(drop)
    };
    for bad in ["{area:2}-{family:x}-{member:2}", "{family:6}", "{area:2}{family:6}{member:2}{member:2}", ""]
    {
        assert_eq!(save(bad), Err(Refusal::Setup(setup::Error::RecordFormat)), "{bad}");
    }
    save("{family:4}.{member:2}").unwrap();
    let other = support::not_begun();
    let mut beginning = support::beginning();
    beginning.clinic.profile.record_format = "{family:0}{member:2}".to_owned();
    assert!(matches!(other.clinic.begin(beginning), Err(Refusal::Setup(setup::Error::RecordFormat))));
}

#[test]
fn a_call_taken_back_keeps_a_visit_in_which_a_child_was_measured() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let call = queue::command::CallNext { unit: ward.unit("KIA"), counter: ward.room("Ruang KIA") };
    let called = ward.run(call);
    let on = queue::OnStop { stop: called.stop, seen: None };
    let (payer, kind) = (Some(visits::Payer::Cash), Some(visits::Kind::Well));
    let visit = ward.run(flow::command::Serve { on, payer, kind }).visit.unwrap();
    let measures = Measures { weight: Some(Grams(9200)), ..Measures::default() };
    let measured_on = ward.fixture.clinic.today().unwrap().0;
    let new = NewMeasurement {
        person: ward.child,
        visit: Some(visit),
        measured_on,
        measures,
        confirmed: Vec::new(),
    };
    ward.run(new);
    // What was promised to be taken back was the call; the serving since then is not.
    let call = flow::command::Undo { on: queue::OnStop { seen: Some(called.revision), ..on } };
    assert!(matches!(ward.try_run(call), Err(Refusal::Queue(queue::Error::Changed { .. }))));
    assert_eq!(ward.list("KIA").queue.rows.first().unwrap().state, queue::State::Serving);
    ward.run(flow::command::Undo { on });
    assert_eq!(
        ward.sheet(visit).visit.state,
        visits::State::Open,
        "a measurement hangs on a visit that counts nowhere"
    );
    assert_eq!(findings(ward.fixture.folder.path()), [""; 0]);
}

/// A night's emergency: called before midnight, closed after it.
#[test]
fn a_visit_closed_after_midnight_ends_its_turn_and_the_night_is_one_day() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let call = queue::command::CallNext { unit: ward.unit("KIA"), counter: ward.room("Ruang KIA") };
    let on = queue::OnStop { stop: ward.run(call).stop, seen: None };
    let visit = ward.run(flow::command::Serve { on, payer: None, kind: None }).visit.unwrap();
    ward.ticket("KIA", None, None);
    let now = loket::terms::TimeZone::Wib.local(ward.fixture.clinic.now());
    ward.later((24 - i64::from(chrono::Timelike::hour(&now))) * 60);
    let clinic = &ward.fixture.clinic;
    assert!(clinic.begin_day().unwrap().is_empty(), "the night belongs to the day before");
    let revision = ward.sheet(visit).visit.revision;
    let on = visits::On { visit, seen: Some(revision) };
    ward.run(flow::command::CloseVisit {
        on,
        next: None,
        undiagnosed: loket::visits::Undiagnosed::Known,
        still_away: StillAway::Ask,
    });
    assert_eq!(findings(ward.fixture.folder.path()), [""; 0]);
    ward.later(5 * 60);
    assert_eq!(clinic.begin_day().unwrap().len(), 1, "the morning closes it");
    assert_eq!(findings(ward.fixture.folder.path()), [""; 0]);
}

#[test]
fn a_receptionist_opens_no_visit_and_a_doctor_gives_nobody_a_ticket_by_sending_on() {
    let ward = Ward::open();
    ward.ticket("KIA", Some(ward.child), None);
    let fixture = &ward.fixture;
    let stop = ward.list("KIA").queue.rows.first().unwrap().stop;
    let on = queue::OnStop { stop, seen: None };
    let serve = flow::command::Serve { on, payer: None, kind: None };
    let receptionist = fixture.somebody(Role::Receptionist);
    let refused = fixture.clinic.run(&receptionist, Envelope::new(serve)).unwrap_err();
    assert!(matches!(refused, Refusal::NotAllowed(Permission::WriteCare)), "{refused:?}");
    let admit = flow::command::Admit {
        stop,
        person: Some(ward.child),
        next: ward.unit("Umum"),
        seen: None,
        told: flow::command::Told::default(),
    };
    let refused = fixture.clinic.run(&fixture.somebody(Role::Doctor), Envelope::new(admit)).unwrap_err();
    assert!(matches!(refused, Refusal::NotAllowed(Permission::GiveTickets)), "{refused:?}");
}

/// Permenkes 24/2022: who looked into a record, when and where, is kept.
#[test]
fn looking_at_a_record_is_journalled_with_who_looked_and_the_chain_holds() {
    let ward = Ward::open();
    let day = ward.fixture.clinic.today().unwrap();
    let person = ward.child;
    let open = visits::Open {
        person,
        unit: ward.unit("KIA"),
        ticket: None,
        stop: None,
        payer: visits::Payer::Bpjs,
        kind: visits::Kind::Well,
    };
    let visit = ward.run(open).visit;
    let doctor = ward.fixture.somebody(Role::Doctor);
    let doctors_account = doctor.account().unwrap().0;
    let clinic = &ward.fixture.clinic;
    // Looks are written behind one another: when this command is answered, they are there.
    let looks = || -> Vec<(i64, String, String, String)> {
        let pin = staff::command::SetPin { account: AccountId(1), pin: None };
        clinic.run(&ward.fixture.administrator(), Envelope::new(pin)).unwrap();
        let db = open_to_look(ward.fixture.folder.path(), MIGRATIONS).unwrap();
        let mut journal = db
            .prepare("SELECT account, session, seat, events FROM journal WHERE kind = 'Looked' ORDER BY seq")
            .unwrap();
        let rows = journal.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let entry = || {
        (doctors_account, "person".to_owned(), "Loket 1".to_owned(), format!("[{{\"Looked\":{}}}]", person.0))
    };
    assert_eq!(looks(), [], "nobody looked yet");

    let mut expected = Vec::new();
    macro_rules! lays_open {
        ($($question:expr),+ $(,)?) => {$(
            clinic.ask(&doctor, &$question).unwrap();
        expected.push(entry());
            assert_eq!(looks(), expected, "after {:?}", $question);
        )+};
    }
    lays_open!(
        views::query::Patient { person, day },
        views::query::Sheet(visit),
        views::query::Child(person),
        people::query::Open(person),
        visits::query::Visit(visit),
        visits::query::History { person, before: None, limit: 9 },
        screening::query::Child(person),
    );

    // Lists lay no record open; the program itself is nobody; who may not look does not.
    clinic.ask(&doctor, &views::query::Search { day, text: "kirana".into(), limit: 20, skip: 0 }).unwrap();
    clinic.ask(&doctor, &views::query::Board { day }).unwrap();
    clinic.ask(&clinic.system(), &views::query::Child(person)).unwrap();
    let receptionist = ward.fixture.somebody(Role::Receptionist);
    assert_eq!(
        clinic.ask(&receptionist, &views::query::Sheet(visit)),
        Err(Refusal::NotAllowed(Permission::SeeCare))
    );
    assert_eq!(looks(), expected);
    assert_eq!(findings(ward.fixture.folder.path()), [""; 0]);

    // Whoever may see what ails somebody may also be written down as having looked.
    for role in Role::ALL {
        let may = loket::clinic::permission::of_role(role);
        assert!(!may.contains(&Permission::SeeCare) || may.contains(&Permission::SeePeople), "{role:?}");
    }

    // A look that somebody takes out of the journal shows.
    let db = loket::store::Connection::open(loket::store::database_file(ward.fixture.folder.path())).unwrap();
    let other = "UPDATE journal SET account = 1 WHERE kind = 'Looked' AND seq = (SELECT max(seq) FROM journal WHERE kind = 'Looked')";
    assert_eq!(db.execute(other, []).unwrap(), 1);
    assert!(findings(ward.fixture.folder.path())[0].contains("does not fit its hash"));
}

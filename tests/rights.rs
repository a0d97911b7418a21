//! Who may do and see what, over all commands and questions: the matrix is a file, and the answers hold what they say.

use chrono::Duration;
use loket::clinic::permission::{self, Field, Permission};
use loket::clinic::{Clinic, Envelope, Query, Question, Refusal, Session, SignIn, flow, views, watch};
use loket::people::{FamilyChoice, FolderMove, Which};
use loket::staff::{self, AttemptOutcome, Role, SecretHash};
use loket::terms::{AccountId, PersonId, Sex, VisitId};
use loket::visits::{Sign, Value};
use loket::{people, queue, screening, setup, summary, visits};
use std::collections::BTreeSet;

use crate::support::ward::Ward;
use crate::support::{PASSWORD, begun, morning, password_hash};

/// Set, the matrix is written anew, and the test fails: what changed in it is looked at.
const ACCEPT: &str = "LOKET_ACCEPT_RIGHTS";

/// A right's row: who has it.
fn row(what: &str, needed: &[Permission]) -> String {
    let marks = Role::ALL.map(|role| {
        let has = needed.iter().all(|right| permission::of_role(role).contains(right));
        if has { " x |" } else { " |" }
    });
    format!("| {what} |{}", marks.concat())
}

#[test]
fn the_matrix_of_roles_commands_questions_and_classes_is_the_one_that_was_looked_at() {
    let roles: String = Role::ALL.map(|role| format!(" {} |", role.as_str())).concat();
    let head = |what: &str| format!("| {what} |{roles}\n|---|{}", "---|".repeat(Role::ALL.len()));
    let mut lines = vec![
        "Who may do and see what, written by `tests/rights.rs`.\n".to_owned(),
        head("a class of what stands in answers"),
    ];
    lines.extend(Field::ALL.map(|field| row(&format!("{field:?}"), &[field.right()])));
    lines.extend([String::new(), head("a question, and what its answer lays open")]);
    for (name, fields) in permission::answers::all() {
        let rights: Vec<_> = fields.iter().map(|field| field.right()).collect();
        lines.push(row(&format!("{name}: {fields:?}"), &rights));
    }
    lines.extend([String::new(), head("a command, and its right")]);
    for (word, right) in permission::commands::all() {
        lines.push(row(&format!("{word}: {right:?}"), &[right]));
    }
    let matrix = lines.join("\n") + "\n";
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rights.md");
    if std::env::var_os(ACCEPT).is_some() {
        std::fs::write(&file, &matrix).unwrap();
        panic!("the matrix was written anew: look at what changed in it");
    }
    let looked_at = std::fs::read_to_string(&file).unwrap().replace('\r', "");
    for (new, old) in matrix.lines().zip(looked_at.lines()) {
        assert_eq!(new, old, "set {ACCEPT} to write it anew");
    }
    assert_eq!(matrix, looked_at);
}

/// What stands in the fixture of each class, as an answer would write it.
const PLANTED: &[(Field, &[&str])] = &[
    (Field::Identity, &["Kirana Putri", "Siti Nur Azizah", "Dusun Krajan"]),
    (Field::Queue, &["\"ticket_revision\"", "\"issued_at\""]),
    (Field::Repair, &["\"follow_ups\":1"]),
    (
        Field::Care,
        &[
            "keluhan yang rahasia",
            "rencana yang rahasia",
            "diagnosis yang rahasia",
            "kontrol yang rahasia",
            "\"diagnoses\"",
            "\"weight\"",
            "\"pulse\"",
        ],
    ),
    (Field::Staff, &["Orang midwife"]),
];

/// A question, as a value and as it is asked, with its answer as it goes over a wire.
type Asked = (Query, Box<dyn Fn(&Clinic, &Session) -> Result<String, Refusal>>);

fn asked<Q: Question>(question: Q) -> Asked {
    let query = question.clone().into();
    let ask = move |clinic: &Clinic, session: &Session| {
        clinic.ask(session, &question).map(|answer| serde_json::to_string(&answer).unwrap())
    };
    (query, Box::new(ask))
}

/// A clinic where everything is written about one child, her turn and her visit.
fn written() -> (Ward, VisitId, PersonId) {
    let ward = Ward::open();
    let (unit, person) = (ward.unit("KIA"), ward.child);
    ward.ticket("KIA", Some(person), None);
    let (payer, kind) = (visits::Payer::Bpjs, visits::Kind::Well);
    let open = visits::Open { person, unit, ticket: None, stop: None, payer, kind };
    let visit = ward.run(open).visit;
    let on = visits::On { visit, seen: None };
    for (kind, text) in [
        (visits::NoteKind::Complaint, "keluhan yang rahasia"),
        (visits::NoteKind::Plan, "rencana yang rahasia"),
    ] {
        ward.run(visits::Write { on, kind, text: text.into() });
    }
    let pulse = visits::Reading { sign: Sign::Pulse, value: Some(Value::Of(100)) };
    ward.run(visits::RecordVitals { on, vitals: vec![pulse], confirmed: Vec::new() });
    let diagnosis = visits::NewDiagnosis {
        code: "J06.9".into(),
        name: "diagnosis yang rahasia".into(),
        case_kind: visits::CaseKind::New,
        rank: visits::Rank::Primary,
    };
    ward.run(visits::Diagnose { on, diagnosis });
    let due_on = Some(ward.fixture.clinic.today().unwrap().0);
    let kind = screening::FollowUpKind::Other;
    let note = "kontrol yang rahasia".to_owned();
    ward.run(screening::NewFollowUp { person, measurement: None, kind, note, due_on });
    let other = ward.register("Bagus Wijaya", Sex::Male, "2023-02-11", Some("Endang Lestari"));
    let clinic = &ward.fixture.clinic;
    let yesterday = summary::Period::Day(loket::terms::ServiceDay("2026-11-22".parse().unwrap()));
    let language = loket::words::Language::Indonesian;
    clinic.make_summary(&clinic.system(), yesterday, language, &summary::Despite::Whatever).unwrap();
    (ward, visit, other)
}

/// Every question, about what is written there.
fn every_question((ward, visit, other): &(Ward, VisitId, PersonId)) -> Vec<Asked> {
    let (visit, person, other) = (*visit, ward.child, *other);
    let day = ward.fixture.clinic.today().unwrap();
    let unit = ward.unit("KIA");
    let opened = ward.ask(people::query::Open(person));
    let rows = ward.ask(queue::query::OfPerson { day, person });
    let measurement = ward.growth(person).growth.measurements.first().unwrap().id;
    let period = summary::Period::Day(day);
    let draft = people::Draft { name: "Kirana Putri".into(), ..people::Draft::default() };
    let which = |person| Which { person, seen: None };
    let family = ward.ask(people::query::Open(other)).family.id;
    let folder_move = FolderMove {
        which: which(person),
        family: FamilyChoice::Existing(family),
        role: people::Role::Child,
        follow: None,
        next_head: None,
        shown: None,
    };
    let merge = flow::command::Merge {
        keep: which(person),
        gone: which(other),
        changes: people::Changes::default(),
        tickets: Vec::new(),
        next_head: None,
    };
    let text = || "kirana".to_owned();
    vec![
        asked(setup::query::Config),
        asked(staff::query::Accounts),
        asked(people::query::Search { text: text(), limit: 9, skip: 0 }),
        asked(people::query::Open(person)),
        asked(people::query::Similar(draft)),
        asked(people::query::Same(person)),
        asked(people::query::Family(opened.family.id)),
        asked(people::query::Mothers(person)),
        asked(people::query::Cards(vec![person])),
        asked(people::query::Count),
        asked(queue::query::Board { day }),
        asked(queue::query::UnitList { day, unit }),
        asked(queue::query::Display { day }),
        asked(queue::query::Ticket { ticket: rows.first().unwrap().ticket }),
        asked(queue::query::Find { day, text: "a1".into() }),
        asked(queue::query::OnPaper { unit, since: day }),
        asked(queue::query::OfPerson { day, person }),
        asked(queue::query::DayReport { day }),
        asked(queue::query::GoingOn { day }),
        asked(queue::query::LeftOpen { day }),
        asked(visits::query::Visit(visit)),
        asked(visits::query::History { person, before: None, limit: 9 }),
        asked(visits::query::Open { unit: Some(unit), day: None }),
        asked(visits::query::Diagnoses { text: "J06".into(), limit: 9 }),
        asked(visits::query::CaseKind { person, code: "J06.9".into(), visit }),
        asked(screening::query::Child(person)),
        asked(screening::query::Measurement(measurement)),
        asked(screening::query::Due { on: day.0 }),
        asked(summary::query::List(9)),
        asked(summary::query::Files(loket::terms::SummaryId(1))),
        asked(summary::query::Figures(period)),
        asked(summary::query::Seal),
        asked(watch::query::Standing),
        asked(views::query::Board { day }),
        asked(views::query::UnitList { day, unit }),
        asked(views::query::Search { day, text: text(), limit: 9, skip: 0 }),
        asked(views::query::Patient { person, day }),
        asked(views::query::Moving(folder_move)),
        asked(views::query::Comparison { one: person, other, day }),
        asked(views::query::Merging { merge: Box::new(merge), day }),
        asked(views::query::Sheet(visit)),
        asked(views::query::Child(person)),
        asked(views::query::Lacking { period, missing: summary::Missing::OpenVisits { visits: 1 } }),
    ]
}

#[test]
fn an_answer_holds_nothing_of_a_class_that_its_question_does_not_name() {
    let fixture = written();
    let clinic = &fixture.0.fixture.clinic;
    let questions = every_question(&fixture);
    let named = |name: (&str, &str)| format!("{}.{}", name.0, name.1);
    let met: BTreeSet<String> = questions.iter().map(|(query, _)| named(query.name())).collect();
    let all: BTreeSet<String> = permission::answers::all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(met, all, "every question is asked here");

    let mut found = BTreeSet::new();
    for (query, ask) in &questions {
        let answer = ask(clinic, &clinic.system()).unwrap_or_else(|why| panic!("{query:?}: {why}"));
        let laid_open = permission::lays_open(query);
        for (class, planted) in PLANTED {
            for mark in planted.iter().filter(|mark| answer.contains(**mark)) {
                assert!(laid_open.contains(class), "{query:?} lays {class:?} open: {mark}\n{answer}");
                found.insert(*mark);
            }
        }
    }
    let planted: BTreeSet<&str> = PLANTED.iter().flat_map(|(_, planted)| planted.iter().copied()).collect();
    assert_eq!(found, planted, "what was planted is met");
}

#[test]
fn whoever_registers_people_reads_no_diagnosis_vital_sign_or_note_by_any_question() {
    let fixture = written();
    let (ward, clinic) = (&fixture.0, &fixture.0.fixture.clinic);
    let unseen: Vec<&str> = PLANTED
        .iter()
        .filter(|(class, _)| *class == Field::Care)
        .flat_map(|(_, all)| *all)
        .copied()
        .collect();
    let questions = every_question(&fixture);
    for role in Role::ALL {
        let session = if role == Role::Midwife { ward.session.clone() } else { ward.fixture.somebody(role) };
        let may = |right: &Permission| permission::of_role(role).contains(right);
        for (query, ask) in &questions {
            let rights: Vec<Permission> =
                permission::lays_open(query).iter().map(|field| field.right()).collect();
            match ask(clinic, &session) {
                Ok(answer) => {
                    assert!(rights.iter().all(may), "{role:?} was answered {query:?}");
                    let laid_open = unseen.iter().find(|mark| answer.contains(**mark));
                    assert!(
                        laid_open.is_none() || may(&Permission::SeeCare),
                        "{role:?} {query:?} {laid_open:?}"
                    );
                }
                Err(Refusal::NotAllowed(right)) => {
                    assert!(rights.contains(&right) && !may(&right), "{role:?} {query:?} {right:?}");
                }
                Err(why) => panic!("{role:?} {query:?}: {why}"),
            }
        }
    }
    // Whom the display shows is nobody.
    for (query, ask) in &questions {
        let public = permission::lays_open(query) == [Field::Public];
        assert_eq!(ask(clinic, &clinic.display()).is_ok(), public, "{query:?}");
    }
}

#[test]
fn a_new_password_ends_the_other_sessions_of_its_account_and_no_others() {
    let fixture = begun();
    let clinic = &fixture.clinic;
    let nurse = fixture.somebody(Role::Nurse);
    let (here, elsewhere) = (fixture.sign_in("nurse"), fixture.sign_in("nurse"));
    let administrator = fixture.administrator();
    let account = nurse.account().unwrap();
    let set = |by: &Session| {
        let set = staff::command::SetPassword { account, password: password_hash() };
        clinic.run(by, Envelope::new(set))
    };
    let is_in = |session: &Session| match clinic.ask(session, &people::query::Count) {
        Ok(_) => true,
        Err(Refusal::SignedOut) => false,
        Err(why) => panic!("{why}"),
    };
    let sent = Envelope::new(staff::command::SetPassword { account, password: password_hash() });
    clinic.run(&here, sent.clone()).unwrap();
    assert!(is_in(&here), "whoever changed it goes on");
    assert!(!is_in(&nurse) && !is_in(&elsewhere) && is_in(&administrator));
    let refused = clinic.run(&elsewhere, Envelope::new(queue::command::CarryOn));
    assert_eq!(refused.unwrap_err(), Refusal::SignedOut, "nor does it command");
    let again = fixture.sign_in("nurse");
    // The same envelope once more is the same change: it ends nobody who came in since.
    clinic.run(&here, sent).unwrap();
    assert!(is_in(&again) && is_in(&here));
    // By somebody else it ends all of them.
    set(&administrator).unwrap();
    assert!(!is_in(&here) && !is_in(&again) && is_in(&administrator));
}

#[test]
fn wrong_tries_lock_the_place_and_a_colleague_signs_in_at_another() {
    let fixture = begun();
    let clinic = &fixture.clinic;
    let nurse = fixture.somebody(Role::Nurse).account().unwrap();
    let administrator = fixture.administrator();
    for account in [AccountId(1), nurse] {
        let pin = Some(SecretHash::of_pin("274915").unwrap());
        clinic.run(&administrator, Envelope::new(staff::command::SetPin { account, pin })).unwrap();
    }
    let try_at = |seat: &str, secret: &str| clinic.sign_in("wahyu", secret, seat).unwrap();
    for _ in 0..3 {
        assert!(matches!(try_at("Ruang 2", "salah sekali"), SignIn::Not(AttemptOutcome::Wrong { .. })));
    }
    let next_try = morning() + Duration::seconds(5);
    let early = SignIn::Not(AttemptOutcome::TooEarly { next_try });
    assert_eq!(try_at("Ruang 2", PASSWORD), early);
    // The place waits, whoever comes; its own colleague at another seat does not.
    assert_eq!(clinic.switch(nurse, "274915", "Ruang 2").unwrap(), early);
    assert!(matches!(try_at("Loket 1", PASSWORD), SignIn::Welcome(_)));
    assert!(matches!(clinic.switch(nurse, "274915", "Loket 1").unwrap(), SignIn::Welcome(_)));
    fixture.clock.set(next_try);
    for _ in 0..3 {
        let _ = clinic.switch(nurse, "000000", "Ruang 2").unwrap();
        fixture.clock.set(fixture.clinic.now() + Duration::minutes(2));
    }
    // Three wrong PINs need the password, there.
    let at = |seat: &str| clinic.switch(nurse, "274915", seat).unwrap();
    assert_eq!(at("Ruang 2"), SignIn::Not(AttemptOutcome::NeedsPassword));
    assert!(matches!(at("Loket 1"), SignIn::Welcome(_)));
    // A wrong code of the recovery sheet locks no password.
    let (drawn, next) =
        (staff::secret::RecoveryCode::draw().unwrap(), staff::secret::RecoveryCode::draw().unwrap());
    let sheet = staff::NewSheet::of(next.clone(), SecretHash::of_recovery(&next).unwrap());
    for _ in 0..4 {
        assert!(matches!(clinic.recover("wahyu", &drawn, &password_hash(), &sheet).unwrap(), SignIn::Not(_)));
    }
    assert!(matches!(try_at("Loket 1", PASSWORD), SignIn::Welcome(_)));
}

#[test]
fn a_place_remembers_wrong_tries_over_a_restart() {
    let fixture = begun();
    for _ in 0..3 {
        let _ = fixture.clinic.sign_in("wahyu", "salah sekali", "Loket 1").unwrap();
    }
    let folder = fixture.folder.path().to_owned();
    drop(fixture.clinic);
    let clinic = crate::support::open(&folder, &fixture.clock);
    let tried = clinic.sign_in("wahyu", PASSWORD, "Loket 1").unwrap();
    assert!(matches!(tried, SignIn::Not(AttemptOutcome::TooEarly { .. })), "{tried:?}");
    fixture.clock.set(morning() + Duration::hours(2));
    assert!(matches!(clinic.sign_in("wahyu", PASSWORD, "Loket 1").unwrap(), SignIn::Welcome(_)));
}

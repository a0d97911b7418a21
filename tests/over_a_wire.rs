//! A seat at the end of a line: every screen works there as it does beside the data, and whatever comes over the line is
//! answered with a sentence.

use std::process::Command;

use chrono::Duration;
use iced_test::futures::futures::executor::block_on;
use loket::clinic::views;
use loket::clinic::wire::{self, Asked, MOST_ASKED, MOST_DEPTH, Prove, Said};
use loket::clinic::{Clock, Permission, Refusal, Session, SignIn, StandingClock};
use loket::desk::{Carrier, Desk, Line};
use loket::staff::Role;
use loket::terms::ServiceDay;
use loket::words::{Language, Words};
use loket::{queue, setup, summary};

use crate::support::wire::{COUNTED, carrier, far, is_second_run};
use crate::support::{PASSWORD, begun};

/// The tests of the screens once more, in a process of their own whose desks are all at the end of a line.
#[test]
fn all_tests_of_the_screens_pass_at_the_end_of_a_line() {
    assert!(!is_second_run(), "the tests of the screens started themselves again");
    let folder = tempfile::tempdir().unwrap();
    let counted = folder.path().join("desks");
    let done = Command::new(std::env::current_exe().unwrap())
        .args(["screen_", "--test-threads=2", "--skip", "over_a_wire"])
        .env(COUNTED, &counted)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{said}\n{}", String::from_utf8_lossy(&done.stderr));
    let desks = std::fs::read_to_string(&counted).unwrap();
    for screen in ["app", "display", "exam", "first_run", "front_desk", "screening", "settings", "summary"] {
        let tests = desks.lines().filter(|test| test.starts_with(&format!("screen_{screen}::")));
        assert!(tests.count() > 1, "no desk of screen_{screen} was at the end of a line:\n{desks}");
    }
}

/// A clock of this PC that goes wrong by some hours; the door's own is the one that counts.
#[test]
fn the_time_is_the_doors_whatever_the_clock_of_the_seat_says() {
    let fixture = begun();
    for hours in [-3, 3] {
        let own = StandingClock::at(fixture.clinic.now() + Duration::hours(hours));
        let desk = far(&fixture.clinic, Clock::Standing(own.clone()));
        assert_eq!(desk.now(), fixture.clinic.now());
        // Between two answers it goes on by itself.
        own.forward(Duration::minutes(5));
        assert_eq!(desk.now(), fixture.clinic.now() + Duration::minutes(5));
        // The next answer says better.
        block_on(desk.clone().ask(desk.display(), setup::query::Config)).unwrap();
        assert_eq!(desk.now(), fixture.clinic.now());
    }
}

#[test]
fn rights_come_with_the_session() {
    let fixture = begun();
    let session = fixture.somebody(Role::Receptionist);
    let bytes = wire::write(&session).unwrap();
    let read: Session = wire::read(&bytes, MOST_ASKED).unwrap();
    assert_eq!(read, session);
    assert!(read.may(Permission::GiveTickets) && !read.may(Permission::SeeCare));
    assert!(!format!("{read:?}").contains(mark(&bytes).as_str()), "no log shows a session's mark");
}

fn mark(session: &[u8]) -> String {
    let session: serde_json::Value = serde_json::from_slice(session).unwrap();
    session["mark"].as_str().unwrap().to_owned()
}

fn refusal(answer: &[u8]) -> Refusal {
    let said: Said<()> = wire::read(answer, wire::MOST_SAID).unwrap();
    said.answer.unwrap_err()
}

/// A session that says more than the door made it for is nobody's.
#[test]
fn a_session_that_the_door_did_not_make_asks_nothing() {
    let fixture = begun();
    let receptionist = fixture.somebody(Role::Receptionist);
    let asked = |change: &dyn Fn(&mut serde_json::Value)| {
        let session = receptionist.clone();
        let asked = wire::write(&Asked::Of(session, Box::new(wire::Ask(summary::query::List(9)).into())));
        let mut asked: serde_json::Value = serde_json::from_slice(&asked.unwrap()).unwrap();
        change(&mut asked["Of"][0]);
        refusal(&wire::serve(&fixture.clinic, asked.to_string().as_bytes()))
    };
    assert_eq!(asked(&|_| ()), Refusal::NotAllowed(Permission::SeeSummary), "it is known as it was made");
    assert_eq!(asked(&|session| session["who"] = "System".into()), Refusal::SignedOut);
    assert_eq!(asked(&|session| session["who"]["Person"]["account"] = 1.into()), Refusal::SignedOut);
    assert_eq!(asked(&|session| session["seat"] = "Loket 2".into()), Refusal::SignedOut);
    assert_eq!(asked(&|session| session["mark"] = "".into()), Refusal::SignedOut);
    // Rights are for showing buttons: whoever writes more of them in gets no more.
    let more = |session: &mut serde_json::Value| session["rights"] = serde_json::json!(["see_summary"]);
    assert_eq!(asked(&more), Refusal::NotAllowed(Permission::SeeSummary));
    // Another door's session is none of ours.
    let other = begun();
    let bytes =
        wire::write(&Asked::Of(other.administrator(), Box::new(wire::Ask(summary::query::List(9)).into())));
    assert_eq!(refusal(&wire::serve(&fixture.clinic, &bytes.unwrap())), Refusal::SignedOut);
}

/// Whatever arrives, the door answers with a sentence, in both languages and with nothing of what arrived.
#[test]
fn what_cannot_be_read_is_refused_with_a_sentence() {
    let fixture = begun();
    let session = fixture.administrator();
    let prove = Prove { password: PASSWORD.to_owned() };
    let whole = wire::write(&Asked::Of(session, Box::new(prove.into()))).unwrap();
    let said: Said<SignIn> = wire::read(&wire::serve(&fixture.clinic, &whole), MOST_ASKED).unwrap();
    assert!(matches!(said.answer, Ok(SignIn::Welcome(_))));

    let languages = [Language::Indonesian, Language::English].map(Words::new);
    let nested = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    let mut bad = vec![
        Vec::new(),
        b"null".to_vec(),
        b"\xff\xfe\x00\x01".to_vec(),
        b"{\"Of\":{}}".to_vec(),
        b"\"Hallo\"".to_vec(),
        [b"\"Hello\"".to_vec(), b"\"Hello\"".to_vec()].concat(),
        nested(MOST_DEPTH + 1),
        nested(2_000_000),
        vec![b'['; MOST_ASKED + 1],
        [b"\"".to_vec(), vec![b'a'; MOST_ASKED], b"\"".to_vec()].concat(),
    ];
    bad.extend((0..whole.len()).map(|length| whole[..length].to_vec()));
    for bytes in bad {
        let refused = refusal(&wire::serve(&fixture.clinic, &bytes));
        assert!(matches!(refused, Refusal::Unreadable(_)), "{refused:?}");
        for words in &languages {
            let sentence = refused.explain(words);
            assert!(sentence.ends_with('.') && !sentence.contains('⟦'), "{sentence}");
        }
        assert!(!format!("{refused:?}").contains(PASSWORD));
    }
    let value = |bytes: &[u8]| wire::read::<serde_json::Value>(bytes, 1000).map(drop);
    assert_eq!(value(&nested(MOST_DEPTH)), Ok(()), "as deep as may be is read");
    assert!(matches!(value(&nested(MOST_DEPTH + 1)), Err(Refusal::Unreadable(_))), "and no deeper");
    assert_eq!(value(&[b'7'; 300]), Ok(()));
    assert_eq!(value(&[vec![b' '; 999], vec![b'7']].concat()), Ok(()), "as long as may be is read");
    assert!(matches!(value(&[vec![b' '; 1000], vec![b'7']].concat()), Err(Refusal::Unreadable(_))));
    let quoted = format!("\"{}\"", "[\\\"".repeat(100));
    assert_eq!(value(quoted.as_bytes()), Ok(()), "brackets in words count for nothing");
}

/// A seat is told the same when it cannot read what the other end says, or hears nothing.
#[test]
fn a_seat_that_hears_nonsense_or_nothing_says_so() {
    let fixture = begun();
    let clock = || Clock::Standing(fixture.clock.clone());
    let answering = |answer: fn() -> Result<Vec<u8>, String>| Carrier {
        ask: Box::new(move |_| Box::pin(async move { answer() })),
        ..carrier(&fixture.clinic)
    };
    let open = |answer| block_on(Line::open(answering(answer), clock())).map(drop);
    assert_eq!(open(|| Err("the cable".into())), Err(Refusal::Cut("the cable".into())));
    assert!(matches!(open(|| Ok(b"<html>".to_vec())), Err(Refusal::Unreadable(_))));
    assert!(matches!(open(|| Ok(vec![b'{'; 1000])), Err(Refusal::Unreadable(_))));

    // Also when it is a later answer that breaks off.
    let (clinic, asked) = (fixture.clinic.clone(), std::sync::atomic::AtomicBool::new(false));
    let breaking = Carrier {
        ask: Box::new(move |bytes| {
            let mut answer = wire::serve(&clinic, &bytes);
            if asked.swap(true, std::sync::atomic::Ordering::Relaxed) {
                answer.truncate(answer.len() / 2);
            }
            Box::pin(async move { Ok(answer) })
        }),
        ..carrier(&fixture.clinic)
    };
    let desk = Desk::Far(block_on(Line::open(breaking, clock())).unwrap());
    let answer = block_on(desk.clone().ask(desk.display(), setup::query::Config));
    assert!(matches!(answer, Err(Refusal::Unreadable(_))), "{answer:?}");
}

/// The first and the last day that can be written down.
#[test]
fn a_day_at_the_end_of_time_is_answered_like_any_other() {
    let fixture = begun();
    let session = fixture.somebody(Role::Nurse);
    let unit = fixture.config().units.last().unwrap().id;
    let desk = far(&fixture.clinic, Clock::system());
    for day in [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX].map(ServiceDay) {
        let board = block_on(desk.clone().ask(session.clone(), views::query::Board { day }));
        let list = block_on(desk.clone().ask(session.clone(), views::query::UnitList { day, unit }));
        let open = block_on(desk.clone().ask(session.clone(), queue::query::LeftOpen { day }));
        assert!(board.is_ok() && list.is_ok() && open.is_ok(), "{day:?}: {board:?} {list:?} {open:?}");
    }
}

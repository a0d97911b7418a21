//! Served on paper while the power was away, entered later.

use super::*;
use crate::queue::{FromPaper, PaperEnd, PaperTimes, State};

fn sheet(clinic: &Clinic, minutes: [i64; 4]) -> FromPaper {
    let at = |minute| clinic.now() + Duration::minutes(minute);
    let [issued, called, since, until] = minutes;
    FromPaper {
        day: clinic.moment.day,
        number: Some(number("A", 4)),
        unit: GENERAL,
        counter: Some(GENERAL_ROOM),
        person: None,
        priority: None,
        urgency: Urgency::Ordinary,
        payer: None,
        times: PaperTimes {
            issued: at(issued),
            called: Some(at(called)),
            then: PaperEnd::Done { since: at(since), until: at(until) },
        },
    }
}

#[test]
fn paper_keeps_its_real_times_and_is_marked() {
    let mut clinic = Clinic::new();
    clinic.ticket(GENERAL, None);
    clinic.pass(7_200);
    let written = sheet(&clinic, [-60, -45, -44, -30]);
    let given = clinic.run(&written.clone());
    let card = clinic.card(given.ticket);
    assert_eq!(card.source, Source::Paper);
    assert_eq!((card.issued_at, card.recorded_at), (written.times.issued, clinic.now()));
    let line = &card.stops[0];
    assert_eq!(line.row.state, State::Done);
    assert_eq!(line.row.wait(clinic.now()), Duration::minutes(15));
    assert_eq!(line.ended_at, Some(clinic.now() - Duration::minutes(30)));
    assert_eq!(clinic.count("SELECT count(*) FROM stop_log WHERE paper = 1"), 4);
    // Nothing of it is announced, and the series goes on behind the paper's number.
    assert_eq!(clinic.display().current, None);
    assert_eq!(clinic.ticket(GENERAL, None).text(), "A-005");
    assert_eq!(clinic.refused(&written), Error::NumberTaken { number: number("A", 4) });
    // A free number below the last one is the paper's to take; without one the next is given.
    let three = FromPaper { number: Some(number("A", 3)), ..sheet(&clinic, [-60, -45, -44, -30]) };
    clinic.run(&three);
    let none = FromPaper { number: None, ..sheet(&clinic, [-60, -45, -44, -30]) };
    assert_eq!(clinic.run(&none).text(), "A-006");
    clinic.sound();
}

#[test]
fn yesterdays_paper_goes_into_the_closed_day() {
    let mut clinic = Clinic::new();
    let yesterday = clinic.moment.day;
    let written = sheet(&clinic, [0, 10, 10, 20]);
    clinic.pass(86_400);
    clinic.run(&CloseDay { day: yesterday, reason: "listrik padam".into() });
    let open = FromPaper { times: PaperTimes { then: PaperEnd::Open, ..written.times }, ..written.clone() };
    assert_eq!(clinic.refused(&open), Error::MustHaveEnded { day: yesterday });
    clinic.run(&written);
    clinic.sound();
}

#[test]
fn paper_that_contradicts_itself_is_refused() {
    let mut clinic = Clinic::new();
    clinic.pass(7_200);
    let refused = |sheet: FromPaper| clinic.refused(&sheet);
    let day = clinic.moment.day;
    assert_eq!(refused(sheet(&clinic, [-45, -60, -44, -30])), Error::TimesOutOfOrder);
    assert_eq!(refused(sheet(&clinic, [-60, -45, -44, 1])), Error::InTheFuture);
    assert_eq!(refused(sheet(&clinic, [-6_000, -45, -44, -1])), Error::NotOfThatDay { day });
    let good = sheet(&clinic, [-60, -45, -44, -30]);
    let far = number("A", 700);
    assert_eq!(
        refused(FromPaper { number: Some(far.clone()), ..good.clone() }),
        Error::NumberTooFar { number: far, last: 0 }
    );
    assert_eq!(
        refused(FromPaper { number: Some(number("Z", 1)), ..good.clone() }),
        Error::UnknownPrefix { prefix: "Z".into() }
    );
    assert_eq!(
        refused(FromPaper { counter: Some(DESK_1), ..good }),
        Error::WrongCounter { counter: DESK_1, unit: GENERAL }
    );
}

//! The two pages that repair registration while the morning goes on: who heads a folder afterwards, what happens elsewhere, an
//! answer that failed, a notice over the page, and what other pages show of a repair.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail the test that uses them")]

use crate::screen_app::{program, view};
use crate::screen_exam;
use crate::screen_front_desk::{Desk, details};
use crate::stage::Stage;
use crate::support::drive::Drive;
use crate::support::seen::Holds;
use crate::support::ward::Ward;
use iced::Size;
use iced::keyboard::key::Named;
use loket::clinic::flow::command::{Merge, Unmerge};
use loket::desk::ThisPc;
use loket::people::{self, Changes, Details, FamilyChoice, FolderMove, Guardian, Relation, Role, Which};
use loket::queue::FirstStop;
use loket::queue::command::{CallNext, Finish};
use loket::staff::{self, Employment};
use loket::terms::{PersonId, Sex};
use loket::ui::action::Undo;
use loket::ui::app::{App, Start};
use loket::ui::front_desk::{FrontDesk, MergeMessage, Message, family_id, id, merge_id};
use loket::ui::screen::Screen as _;
use loket::ui::theme::TextScale;

fn woman(name: &str, birth: &str) -> Details {
    details(name, Sex::Female, birth, None)
}

/// Changes somebody's form; whoever is like them is another one.
fn amend(desk: &Desk, person: PersonId, change: impl FnOnce(&mut Details)) {
    let before = desk.patient(person).opened.person.details;
    let mut after = before.clone();
    change(&mut after);
    let changes = Changes::between(&before, &after);
    let like = (1..9).map(|id| people::Warning::LikelyDuplicate(PersonId(id)));
    let confirmed = like.map(|warning| people::Confirmation { warning, reason: "uji".into() });
    desk.run(people::Amendment { person, changes, confirmed: confirmed.collect() });
}

fn seen(desk: &Desk, person: PersonId) -> Which {
    Which { person, seen: Some(desk.patient(person).opened.person.revision) }
}

fn merge(desk: &Desk, keep: PersonId, gone: PersonId) -> Merge {
    let (keep, gone) = (seen(desk, keep), seen(desk, gone));
    Merge { keep, gone, changes: Changes::default(), tickets: Vec::new(), next_head: None }
}

/// Looks at records that were written down; `somebody` is of nobody's page.
fn looks(desk: &Desk, somebody: PersonId) -> i64 {
    // Nobody waits for a look: the next command is behind it.
    let pair = people::command::Pair { one: somebody, other: somebody };
    desk.run(people::command::TellApartNoMore(pair));
    let db = rusqlite::Connection::open(loket::store::database_file(desk.fixture.folder.path())).unwrap();
    db.query_row("SELECT count(*) FROM journal WHERE kind = 'Looked'", [], |row| row.get(0)).unwrap()
}

/// An older record, and a newer one that heads a folder with two grown sons.
struct Heads {
    desk: Desk,
    older: PersonId,
    newer: PersonId,
    sons: [PersonId; 2],
}

fn heads() -> Heads {
    let desk = Desk::open();
    let older = desk.register(woman("Siti Aminah", "1960-08-03"), Role::Spouse, None);
    desk.later(24 * 60);
    let newer = desk.register(woman("Siti Aminah", "1960-03-08"), Role::Head, None);
    let sons = ["Slamet Widodo", "Agus Setiyadi"]
        .map(|name| desk.register(details(name, Sex::Male, "1985-03-01", None), Role::Other, Some(newer)));
    Heads { desk, older, newer, sons }
}

impl Heads {
    fn page(&self) -> Drive<FrontDesk> {
        let mut drive = self.desk.drive();
        drive.send(Message::Merge(MergeMessage::Compare(self.older, self.newer))).hear();
        drive
    }

    fn role(&self, person: PersonId) -> Role {
        self.desk.patient(person).opened.person.role
    }
}

#[test]
fn the_page_of_a_merge_asks_who_heads_the_folder_that_its_head_leaves() {
    let heads = heads();
    let mut drive = heads.page();
    assert!(drive.tells("Pilih dulu siapa kepala folder itu sesudahnya."));
    assert!(drive.tells("Kepala folder 000002 sesudahnya"));
    drive.press("Ctrl+Enter").hear();
    assert!(drive.shows("Gabungkan dua rekam medis"), "nothing is merged before that is chosen");
    drive.picture("front-merge-head");
    let size = Size::new(1366.0 / 1.6 - 72.0, 768.0 / 1.6 - 28.0);
    let session = Some(heads.desk.session.clone());
    let mut large = Drive::with_size(FrontDesk::default(), &heads.desk.fixture, session, size);
    large.send(Message::Merge(MergeMessage::Compare(heads.older, heads.newer))).hear();
    large.press("Down").press("Right").picture("front-merge-head-160");
    // By keys: the row below the number, and the second of the two.
    drive.press("Down").press("Right").press("Right");
    assert!(drive.tells("Agus Setiyadi menjadi kepala folder 000002."));
    // Whose number is kept is another question: the other one heads nothing with somebody in it.
    drive.press("Up").press("Right");
    assert!(!drive.tells("menjadi kepala folder"));
    drive.press("Left").press("Down").press("Right");
    drive.tab_to(merge_id::NEXT_HEAD).press("Enter");
    assert!(drive.tells("Slamet Widodo menjadi kepala folder 000002."));
    drive.press("Ctrl+Enter").hear();
    assert_eq!((heads.role(heads.sons[0]), heads.role(heads.sons[1])), (Role::Head, Role::Other));
    assert_eq!(heads.desk.patient(heads.newer).opened.person.id, heads.older);
}

#[test]
fn where_only_one_can_head_the_folder_the_page_says_who() {
    let heads = heads();
    let [first, second] = heads.sons;
    heads.desk.run(people::Death {
        which: seen(&heads.desk, first),
        on: "2026-11-21".parse().unwrap(),
        open_visit: people::OpenVisit::Ask,
    });
    let mut drive = heads.page();
    assert!(drive.tells("Agus Setiyadi menjadi kepala folder 000002."));
    drive.press("Ctrl+Enter").hear();
    assert_eq!(heads.role(second), Role::Head);
}

#[test]
fn a_merge_is_taken_back_by_ctrl_z_and_once_by_the_panels_button() {
    let heads = heads();
    let mut drive = heads.page();
    drive.press("Down").press("Right").press("Ctrl+Enter").hear();
    let Some(Undo::Merge(merged)) = drive.said.last().unwrap().undo else { panic!("{:?}", drive.said) };
    // Under way: a second press does nothing, and the button is off.
    let undo = Message::Merge(MergeMessage::Undo(merged));
    let shared = drive.shared.clone();
    let first = drive.screen.update(undo.clone(), &shared);
    assert!(drive.screen.update(undo, &shared).into_effects().is_empty(), "the second press does nothing");
    drive.carry_out(first).hear();
    assert_ne!(heads.desk.patient(heads.newer).opened.person.id, heads.older);
    assert_eq!(drive.said.last().unwrap().text, "Gabungan diurungkan. Dua rekam medis lagi.");

    let mut stage = program(&heads.desk.fixture, heads.desk.session.clone());
    stage.focus(id::SEARCH);
    stage.write("siti aminah");
    stage.ctrl("g");
    stage.key(Named::ArrowDown);
    stage.key(Named::ArrowRight);
    stage.ctrl_key(Named::Enter);
    assert_eq!(heads.desk.patient(heads.newer).opened.person.id, heads.older);
    stage.ctrl("z");
    assert!(stage.sees("Gabungan diurungkan. Dua rekam medis lagi."));
    assert_ne!(heads.desk.patient(heads.newer).opened.person.id, heads.older);
}

#[test]
fn the_panel_says_that_a_merge_cannot_be_taken_back_any_more_instead_of_offering_it() {
    let heads = heads();
    let mut drive = heads.page();
    drive.press("Down").press("Right").press("Ctrl+Enter").hear();
    assert!(drive.tells("bisa diurungkan sampai"));
    amend(&heads.desk, heads.older, |details| details.phone = "0899".into());
    drive.hear();
    assert!(!drive.tells("bisa diurungkan sampai"));
    assert!(drive.tells("Salah satunya sudah berubah sejak digabung, jadi tidak bisa diurungkan."));
    drive.picture("front-merged-changed");
}

#[test]
fn what_happens_to_others_looks_at_nobodys_record_again() {
    let heads = heads();
    let desk = &heads.desk;
    let other = desk.register(details("Bambang Sutrisno", Sex::Male, "1980-02-01", None), Role::Head, None);
    let third = desk.register(woman("Dewi Lestari", "1999-01-01"), Role::Head, None);
    let mut merging = heads.page();
    merging.press("Down").press("Right");
    let mut family = desk.drive();
    family.send(Message::Choose(other)).hear().press("Ctrl+F").hear();
    family.tab_to(family_id::WAYS).press("Right").hear();
    assert!(family.tells("Simpan hubungan"), "the page of the family");
    // How many records a page looks at because of what happens.
    let looked = |drive: &mut Drive<FrontDesk>, happens: &dyn Fn()| {
        drive.hear();
        happens();
        let before = looks(desk, third);
        drive.hear();
        looks(desk, third) - before
    };
    let others = || {
        amend(desk, third, |details| details.phone.push('7'));
        desk.register(woman("Endang Purwati", "1971-01-01"), Role::Head, None);
    };
    assert_eq!(looked(&mut merging, &others), 0, "two records");
    assert_eq!(looked(&mut family, &others), 0, "the family");
    let one_of_the_two = || amend(desk, heads.newer, |details| details.phone = "0833 1111 2222".into());
    assert_eq!(looked(&mut merging, &one_of_the_two), 2, "both records");
    assert!(merging.tells("Baru saja berubah."));
    let themselves = || amend(desk, other, |details| details.phone = "0833 1111 3333".into());
    assert_eq!(looked(&mut family, &themselves), 2, "the panel and the page");
}

#[test]
fn a_ticket_a_visit_or_a_new_member_of_one_of_the_two_is_on_the_page_without_another_key() {
    let heads = heads();
    let desk = &heads.desk;
    let mut drive = heads.page();
    drive.press("Down").press("Right").hear();
    desk.ticket("Umum", Some(heads.older), FirstStop::Unit, None);
    desk.ticket("Umum", Some(heads.newer), FirstStop::Unit, None);
    drive.hear();
    assert!(drive.tells("Tiket A-002 dibatalkan"), "both wait for one unit now");
    let unit = desk.unit("Umum");
    let counter = desk.fixture.config().counters.iter().find(|one| one.name == "Ruang Umum").unwrap().id;
    let nurse = desk.fixture.somebody(staff::Role::Nurse);
    let run = |command| desk.fixture.clinic.run(&nurse, loket::clinic::Envelope::new(command)).unwrap();
    let stop = run(CallNext { unit, counter }).stop;
    let on = loket::queue::OnStop { stop, seen: None };
    desk.fixture.clinic.run(&nurse, loket::clinic::Envelope::new(loket::queue::command::Serve(on))).unwrap();
    drive.hear();
    assert!(drive.tells("sedang dilayani"), "why it cannot be done now");
    desk.fixture
        .clinic
        .run(&nurse, loket::clinic::Envelope::new(Finish { stop, seen: None, next: None }))
        .unwrap();
    drive.hear();
    assert!(!drive.tells("sedang dilayani"), "and that it can");
}

#[test]
fn an_open_search_shows_what_became_of_its_hits_and_the_mark_stays_on_the_same_person() {
    let desk = Desk::open();
    let [first, second, third] = ["1970-01-01", "1975-01-01", "1980-01-01"]
        .map(|birth| desk.register(woman("Siti Aminah", birth), Role::Head, None));
    let mut drive = desk.drive();
    drive.write("siti aminah");
    let order: Vec<PersonId> = desk.found("siti aminah").iter().map(|card| card.id).collect();
    drive.press("Down");
    let marked = order[1];
    let (above, below) = (order[0], order[2]);
    assert_eq!(order.len(), 3, "{first} {second} {third}");
    // Another folder for one of them, a death, a merge.
    let (family, role) = (FamilyChoice::New { area: 1 }, Role::Head);
    let which = seen(&desk, below);
    desk.run(FolderMove { which, family, role, follow: None, next_head: None, shown: None });
    drive.hear();
    let number = desk.patient(below).opened.person.record_number;
    assert!(drive.shows(&number), "the new number");
    desk.run(merge(&desk, marked, above));
    drive.hear();
    assert_eq!(desk.found("siti aminah").len(), 2);
    drive.press("Ctrl+G").hear().press("Esc").hear();
    drive.press("Enter").hear();
    assert!(drive.shows(&desk.patient(marked).opened.person.record_number), "the one that was marked");
    // Whoever is marked and goes with a merge: no key acts on anybody else.
    let mut drive = desk.drive();
    drive.write("siti aminah");
    let order: Vec<PersonId> = desk.found("siti aminah").iter().map(|card| card.id).collect();
    desk.run(merge(&desk, order[1], order[0]));
    drive.hear();
    drive.press("Enter").hear().press("F2").hear();
    let whose: Vec<_> = desk.board().queue.rows.iter().map(|row| row.person).collect();
    assert_eq!(whose, [None], "the ticket of nobody known, as where nobody is found");
    drive.write("").press("F3").write("siti aminah").press("Enter").hear().press("F2").hear();
    assert_eq!(desk.row("A-002").person, Some(order[1]));
}

#[test]
fn who_is_merged_away_at_the_counter_is_the_kept_one_and_the_next_letters_begin_a_new_search() {
    let heads = heads();
    let desk = &heads.desk;
    let lone = desk.register(woman("Dewi Lestari", "1999-01-01"), Role::Head, None);
    let mut drive = desk.drive();
    drive.write("dewi").press("Enter").hear();
    desk.run(merge(desk, heads.older, lone));
    drive.hear();
    assert!(drive.shows("03-08-1960 (66 th)"), "who was kept");
    assert!(drive.focused(id::SEARCH) && !drive.shows("Dewi Lestari"), "the old hits are gone");
    drive.write("agus").press("Enter").hear();
    assert!(drive.shows("Agus Setiyadi"));
    // Set aside by a search, and merged meanwhile: Esc brings the kept one back.
    let other = desk.register(woman("Dewi Lestari", "1998-01-01"), Role::Head, None);
    drive.send(Message::Choose(other)).hear().write("zz").hear();
    let merged = desk.run(merge(desk, heads.older, other)).merge;
    drive.hear().press("Esc").hear();
    assert!(drive.shows("03-08-1960 (66 th)"), "not for ever on the way");
    desk.run(Unmerge(merged));
    // Somebody who writes down a new person stays where the cursor is.
    drive.send(Message::Choose(other)).hear().press("Ctrl+N").write("Ba").hear();
    desk.run(merge(desk, heads.older, other));
    drive.hear().write("yu");
    assert!(drive.focused(loket::ui::front_desk::form_id::NAME));
}

#[test]
fn every_child_can_go_to_a_mother_that_is_looked_for_and_the_link_to_her_is_shown() {
    let desk = Desk::open();
    let mut child = details("Danang", Sex::Male, "2022-05-01", None);
    child.guardian = Some(Guardian { name: "Suparman".into(), relation: Relation::Father });
    let child = desk.register(child, Role::Child, None);
    for (name, sex, birth) in [
        ("Sri Wahyuni", Sex::Female, "1995-03-01"),
        ("Sri Wahyuni", Sex::Female, "1991-07-09"),
        ("Sri Wahyono", Sex::Male, "1990-01-01"),
    ] {
        desk.register(details(name, sex, birth, None), Role::Head, None);
    }
    let mut drive = desk.drive();
    drive.send(Message::Choose(child)).hear().press("Ctrl+F").hear();
    assert!(drive.shows("Ke folder ibu"), "for a child without a proposed mother");
    drive.tab_to(family_id::WAYS).press("Left");
    drive.press("F3").write("sri");
    assert!(drive.tells("01-03-1995") && drive.tells("09-07-1991"), "which of two is said");
    assert!(!drive.tells("Sri Wahyono"), "a man is no mother");
    drive.picture("family-mother-search");
    drive.press("F3").write(" wahyuni 1995").press("Enter").hear();
    drive.picture("family-mother-chosen");
    assert!(drive.tells("Sri Wahyuni, 01-03-1995"), "the link that is set");
    assert!(drive.shows("tautan ke rekam ibu"));
    drive.press("Ctrl+Enter").hear();
    let mother = desk.patient(child).opened.person.details.mother.unwrap();
    assert_eq!(desk.patient(mother).opened.person.details.birth.date.to_string(), "1995-03-01");
}

#[test]
fn an_answer_that_failed_is_said_on_both_pages() {
    let heads = heads();
    let desk = &heads.desk;
    let lone = desk.register(woman("Dewi Lestari", "1999-01-01"), Role::Head, None);
    let pages = |key: &str| {
        let mut drive = desk.drive();
        drive.send(Message::Choose(lone)).hear().press(key).hear();
        drive
    };
    let (mut merging, mut family, mut both) = (pages("Ctrl+G"), pages("Ctrl+F"), heads.page());
    let employ = |employment| {
        let account = desk.session.account().unwrap();
        let administrator = desk.fixture.administrator();
        let command = staff::command::Employ { account, employment };
        desk.fixture.clinic.run(&administrator, loket::clinic::Envelope::new(command)).unwrap();
    };
    employ(Employment::Ended);
    let said = merging.shared.words.clone();
    let said = loket::clinic::Refusal::SignedOut.explain(&said);
    for drive in [&mut merging, &mut family] {
        assert!(!drive.tells(&said));
        drive.write("a");
        assert!(drive.tells(&said), "the search");
    }
    both.press("Right");
    assert!(both.tells(&said), "how it stands");
    // Back again: it is no longer said.
    employ(Employment::Active);
    for drive in [&mut merging, &mut family] {
        drive.write("g");
        assert!(!drive.tells(&said));
    }
    both.press("Left");
    assert!(!both.tells(&said));
}

#[test]
fn a_notice_covers_neither_the_sentence_nor_the_buttons_of_both_pages() {
    let heads = heads();
    let desk = &heads.desk;
    for scale in [TextScale::default(), TextScale::MAX] {
        for (who, page, sentence, buttons) in [
            ("siti aminah", "g", "Jadi satu:", ["Gabungkan", "Kembali"]),
            ("bayi", "f", "Bayi menjadi", ["Pindahkan", "Batal"]),
        ] {
            if desk.found("bayi").is_empty() {
                let mut baby = details("Bayi", Sex::Male, "2026-11-19", None);
                baby.guardian = Some(Guardian { name: "Siti Aminah".into(), relation: Relation::Mother });
                desk.register(baby, Role::Child, None);
            }
            let mut stage = Stage::scaled(app(desk), view, App::update, scale);
            stage.focus(id::SEARCH);
            stage.write(who);
            stage.key(Named::Enter);
            stage.ctrl(page);
            if page == "g" {
                stage.key(Named::ArrowDown);
                stage.key(Named::ArrowRight);
            } else {
                stage.write("siti aminah");
                stage.key(Named::Enter);
            }
            assert!(stage.find(Holds(sentence.into())).is_some(), "{page} at {scale:?}");
            // The longest notice of a repair comes up.
            let refused = loket::clinic::Refusal::from(people::Error::ChangedSince);
            stage.send(loket::ui::app::Message::UndoneRepair("family-undone", Err(refused)));
            // With the edges of the notice around its words.
            let notice = stage.find(Holds("sudah berubah sejak digabung".into())).unwrap().expand(8.0);
            let sentence = stage.find(Holds(sentence.into())).unwrap();
            let places = buttons.map(|label| stage.place(label));
            for place in std::iter::once(sentence).chain(places) {
                assert!(notice.intersection(&place).is_none(), "{page} at {scale:?}: {notice:?} {place:?}");
            }
            assert!(sentence.y > 0.0 && notice.y > sentence.y, "the sentence is still there");
        }
    }
}

fn app(desk: &Desk) -> App {
    let start = Start {
        after: loket::ui::app::After::default(),
        bad_end: None,
        language: None,
        desk: desk.fixture.desk(),
        session: Some(desk.session.clone()),
        config: Some(desk.fixture.config()),
        pc: ThisPc::of(desk.fixture.clinic.clone()),
    };
    App::boot(start).0
}

#[test]
fn the_page_of_a_death_names_the_tickets_that_it_ends() {
    let desk = Desk::open();
    let old = desk.register(woman("Mbah Karto", "1940-01-01"), Role::Head, None);
    desk.ticket("Umum", Some(old), FirstStop::Unit, None);
    desk.ticket("Gigi", Some(old), FirstStop::Unit, None);
    let mut drive = desk.drive();
    drive.send(Message::Choose(old)).hear().press("F6").press_button("Meninggal …");
    assert!(
        drive.tells("Tiket A-001 (Umum) akan dibatalkan.")
            && drive.tells("Tiket B-001 (Gigi) akan dibatalkan.")
    );
    drive.picture("front-death-ticket");
    drive.press("Ctrl+Enter").hear();
    assert!(desk.board().queue.rows.iter().all(|row| row.state == loket::queue::State::Cancelled));
}

fn put_right(ward: &Ward, change: impl FnOnce(&mut Details)) {
    crate::repair::amended(ward, ward.child, change);
}

#[test]
fn a_name_a_sex_or_a_birth_date_put_right_elsewhere_is_on_the_open_pages_and_judges_what_is_typed() {
    let ward = Ward::open();
    let mut exam = screen_exam::serving(&ward);
    exam.tab_to(loket::ui::exam::id::measuring::WEIGHT).write("9,2").press("Enter").write("79,8");
    let mut growth =
        Drive::new(loket::ui::screening::Screening::default(), &ward.fixture, Some(ward.session.clone()));
    growth.write("kirana").press("Enter");
    let z = |ward: &Ward| {
        let person = crate::repair::opened(ward, ward.child).person.details;
        let days = (crate::support::ward::date("2026-11-23") - person.birth.date).num_days();
        let measures = loket::growth::Measures {
            weight: Some(loket::terms::Grams(9200)),
            length: Some(loket::terms::Millimetres(798)),
            posture: Some(loket::terms::Posture::Standing),
            ..loket::growth::Measures::default()
        };
        let said = loket::growth::assess(person.sex, u32::try_from(days).unwrap(), &measures);
        i64::from(said.scores.get(loket::growth::Index::LengthForAge).z.unwrap().0)
    };
    let words = exam.shared.words.clone();
    assert!(exam.shows(&words.z_hundredths(z(&ward))));
    let before = z(&ward);
    put_right(&ward, |details| {
        details.name = "Kirana Putra".into();
        details.sex = Sex::Male;
        details.birth.date = crate::support::ward::date("2024-10-10");
    });
    assert_ne!(z(&ward), before);
    exam.hear();
    growth.hear();
    assert!(exam.tells("Kirana Putra") && growth.tells("Kirana Putra"));
    let (was, is) = (words.z_hundredths(before), words.z_hundredths(z(&ward)));
    assert!(exam.shows(&is) && !exam.shows(&was), "by the sex and birth date of before: {was}, now {is}");
}

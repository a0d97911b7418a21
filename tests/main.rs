//! One binary, one module per promise.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on says so and fails"
)]

mod architecture;
mod clock_put_right;
mod command_line;
mod death;
mod demo;
mod doctor;
mod doctor_beside;
mod door;
mod end_to_end;
mod end_to_end_clock;
mod end_to_end_keys;
mod every_byte_counts;
mod false_clock;
mod family_moves;
#[cfg(target_os = "linux")]
mod files_of_one_owner;
mod hostile_files;
mod later_signature;
mod merge;
mod migrations;
mod night;
mod nothing_lost;
mod old_seal;
mod one_visit;
mod one_visit_any;
mod over_a_wire;
mod pictures;
mod printing;
mod repair;
mod repair_pages;
mod rights;
mod screen_agree;
mod screen_app;
mod screen_away;
mod screen_called_again;
mod screen_clock;
mod screen_display;
mod screen_english;
mod screen_exam;
mod screen_exam_closed;
mod screen_exam_kept;
mod screen_exam_seen;
mod screen_exam_voided;
mod screen_family;
mod screen_finder;
mod screen_findings;
mod screen_first_run;
mod screen_follow_up;
mod screen_front_desk;
mod screen_front_desk_data;
mod screen_hits;
mod screen_identity;
mod screen_keys;
mod screen_late;
mod screen_leaving;
mod screen_marked;
mod screen_marked_desk;
mod screen_merge;
mod screen_narrow;
mod screen_newborn;
mod screen_next_person;
mod screen_printed;

mod screen_printing;
mod screen_repair;
mod screen_room;
mod screen_screening;
mod screen_seen;
mod screen_settings;
mod screen_sign_in;
mod screen_summary;
mod screen_told_birth;
mod screen_undo;
mod speed;
mod spooler;
mod stage;
mod summary;
mod summary_checked_by_others;
mod support;
mod told_with;
mod two_on_one_form;
mod ui_kit;
mod way_back;
mod way_back_hostile;
mod who_agreement;
mod words;

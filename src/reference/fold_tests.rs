//! Tests of `fold`.

use super::*;
use proptest::prelude::*;

fn key(name: &str) -> String {
    fold_words(name).join(" ")
}

/// Whether typing this finds the name: each typed word starts a different key of it.
fn finds(typed: &str, name: &str) -> bool {
    let keys = fold_words(name);
    fold_query(typed)
        .iter()
        .all(|starts| starts.iter().any(|start| keys.iter().any(|key| key.starts_with(start.as_str()))))
}

#[test]
fn spellings_of_one_name_meet() {
    let same: &[&[&str]] = &[
        &[
            "Muhammad",
            "Mohammad",
            "Mohamad",
            "Muhamad",
            "Mochamad",
            "Mochammad",
            "Moch.",
            "Moh.",
            "Muh.",
            "Mhd.",
            "MUHAMMAD",
            "Mohammed",
        ],
        &["Ahmad", "Achmad", "Akhmad", "Ahmed"],
        &["Siti", "Sitti", "St.", "Sity"],
        &["Abdul", "Abd.", "Abdoel"],
        &["Nur", "Noer", "Nor"],
        &["Sri", "Srie"],
        &["Dwi", "Dwie"],
        &["Yusuf", "Yusup", "Jusuf", "Joesoef"],
        &["Fitri", "Pitri", "Vitri", "Fitrie"],
        &["Rizki", "Rizky", "Riski", "Rijki", "Rizqi"],
        &["Aisyah", "Aisah", "Asiyah"],
        &["Suroto", "Soeroto", "Surata"],
        &["Cahyono", "Tjahjono", "Tjahyono"],
        &["Joko", "Djoko"],
        &["Rahman", "Rohman", "Rachman"],
        &["Khairul", "Khoirul", "Chairul", "Khaerul"],
        &["Ramadhan", "Ramadan", "Romadhon"],
        &["Fadhilah", "Fadilah", "Fadilla"],
        &["Setiawan", "Setyawan", "Setiyawan"],
        &["Prasetyo", "Prasetya", "Prasetio"],
        &["Abdullah", "Abdulloh", "Abdulah"],
        &["Saiful", "Syaiful", "Saeful"],
        &["Zainab", "Zaenab", "Jaenab"],
        &["Syarif", "Sarif", "Sjarif", "Syarief"],
        &["Aminah", "Amina"],
        &["Nu'man", "Numan", "Nu’man"],
        &["Zahra", "Zahro"],
        &["Dzaki", "Zaki"],
        &["Candra", "Chandra", "Tjandra"],
        &["Nyoman", "Njoman"],
        &["René", "Rene", "RENE\u{301}"],
    ];
    for group in same {
        for name in *group {
            assert_eq!(key(name), key(group[0]), "{name} and {}", group[0]);
        }
    }
}

#[test]
fn different_names_stay_apart() {
    let names = [
        "Muhammad",
        "Ahmad",
        "Siti",
        "Abdul",
        "Nur",
        "Sri",
        "Dwi",
        "Dewi",
        "Yusuf",
        "Fitri",
        "Rizki",
        "Aisyah",
        "Suroto",
        "Cahyono",
        "Joko",
        "Rahman",
        "Rahmat",
        "Khairul",
        "Ramadhan",
        "Ramadhani",
        "Fadhilah",
        "Setiawan",
        "Prasetyo",
        "Aminah",
        "Anton",
        "Santoso",
        "Susanto",
        "Budi",
        "Hadi",
        "Sumiyati",
        "Sumiati Ningsih",
        "Supriyadi",
        "Suparman",
        "Suryani",
        "Sulastri",
        "Sutrisno",
        "Wayan",
        "Made",
        "Ketut",
        "Gede",
        "Kirana",
        "Karina",
        "Agus",
        "Bagus",
        "Ani",
        "Ina",
        "Eni",
        "Lina",
        "Rina",
        "Dina",
    ];
    let mut seen = std::collections::HashMap::new();
    for name in names {
        if let Some(other) = seen.insert(key(name), name) {
            panic!("{name} and {other} share a key");
        }
    }
}

#[test]
fn titles_are_dropped_and_names_kept() {
    assert_eq!(key("H. Moh. Yusup"), key("Muhammad Yusuf"));
    assert_eq!(key("Hj Siti Aminah"), key("Siti Aminah"));
    assert_eq!(key("By. Ny. Sri Wahyuni"), key("Sri Wahyuni"));
    assert_eq!(key("Drs. H. Suparman"), key("Suparman"));
    assert_eq!(key("Kirana Putri, An."), key("Kirana Putri"));
    assert_eq!(key("SITI, NY"), key("Siti"));
    assert_eq!(key("R. Slamet"), key("Slamet"));
    assert_eq!(key("dr. Prasetya"), key("Prasetya"));
    assert_eq!(key("An Nisa").split(' ').count(), 2, "An is a name here");
    assert_eq!(key("M. Yusuf"), key("Muhammad Yusuf"));
    assert_eq!(fold_words("Siti M.").last().map(String::as_str), Some("m"));
    assert_eq!(fold_words("H."), ["h"]);
    assert_eq!(fold_words(" .,- "), Vec::<String>::new());
    assert_eq!(fold_words("Siti-Nur  Azizah").len(), 3);
}

#[test]
fn what_is_typed_finds_every_spelling() {
    let muhammads =
        ["Muhammad Yusuf", "Muh. Yusuf", "Moh. Yusup", "Mochamad Jusuf", "M. Yusuf", "H. Mohammad Yusuf"];
    for typed in [
        "muh",
        "moh",
        "moch",
        "mo",
        "mu",
        "m",
        "moham",
        "mochamad",
        "muh. yu",
        "yusup mo",
        "mohammad y",
        "h. moh",
    ] {
        for name in muhammads {
            assert!(finds(typed, name), "{typed} does not find {name}");
        }
    }
    for typed in ["fit", "pit", "vit", "fi", "fitr", "fitri"] {
        for name in ["Fitri Handayani", "Pitri", "Vitri", "Nur Fitriyah"] {
            assert!(finds(typed, name), "{typed} does not find {name}");
        }
    }
    for typed in ["siti nur", "nur siti", "st nu", "siti noer", "sit"] {
        for name in ["Siti Nur Azizah", "St. Noer Azizah", "Siti Nurlaela"] {
            if typed != "nur siti" || name != "Siti Nurlaela" {
                assert!(finds(typed, name), "{typed} does not find {name}");
            }
        }
    }
    assert!(!finds("muh", "Mulyadi"));
    assert!(!finds("siti w", "Siti Aminah"));
    assert!(!finds("budi", "Bagus"));
}

/// Typing a name letter by letter never loses it on the way.
#[test]
fn no_letter_on_the_way_loses_the_name() {
    let names = [
        "Djoko",
        "Tjahjono",
        "Chotimah",
        "Soeroto",
        "Suroto",
        "Prasetyo",
        "Wijoyo",
        "Rizky",
        "Aisyah",
        "Setyawan",
        "Dzaki",
        "Utsman",
        "Aminah",
        "Fadhilah",
        "Zainab",
        "Khairunnisa",
        "Yusuf",
        "Sarief",
        "Abdulloh",
        "Nugroho",
        "Anjani",
        "Widya",
        "Supriyadi",
        "Sulistiyowati",
        "Maryam",
        "Xaverius",
        "Qomariyah",
        "Purnomo",
        "Mahendra",
        "Boy",
        "Joyo",
    ];
    let more = super::super::names::male().iter().chain(super::super::names::female());
    let seconds = super::super::names::second_male().iter().chain(super::super::names::second_female());
    for name in names.iter().chain(more).chain(seconds) {
        let small = name.to_lowercase();
        for (at, letter) in small.char_indices() {
            let typed = &small[..at + letter.len_utf8()];
            assert!(
                finds(typed, name),
                "{typed:?} ({:?}) does not find {name} ({:?})",
                fold_query(typed),
                key(name)
            );
        }
    }
}

/// What a run with other names found once: the d of a dj before a vowel.
#[test]
fn a_pair_that_is_half_typed_is_a_consonant_too() {
    for (typed, name) in [
        ("aaabed", "aaabedja"),
        ("ed", "edja"),
        ("sud", "sudjarwo"),
        ("ahd", "ahdja"),
        ("ny", "ny"),
        ("Ny", "Ny."),
    ] {
        assert!(finds(typed, name), "{typed}: {:?} for {:?}", fold_query(typed), fold_words(name));
    }
}

#[test]
fn alternatives_are_few() {
    for typed in ["m", "a", "mo", "moh", "d", "t", "c", "o", "ra", "kho", "y", "st", "rahm"] {
        let words = fold_query(typed);
        assert_eq!(words.len(), 1);
        assert!(words[0].len() <= 16, "{typed}: {words:?}");
    }
    assert!(fold_query("  ").is_empty());
    assert_eq!(fold_query("siti "), [vec!["siti".to_owned()]]);
}

proptest! {
    #[test]
    fn folding_never_panics_and_is_stable(name in ".{0,24}") {
        let keys = fold_words(&name);
        prop_assert!(keys.iter().all(|key| !key.is_empty()));
        let _ = fold_query(&name);
    }

    #[test]
    fn every_start_of_a_made_up_name_finds_it(name in "[a-z]{1,12}", cut in 1usize..12) {
        let cut = cut.min(name.len());
        prop_assert!(finds(&name[..cut], &name), "{:?} for {:?}", fold_query(&name[..cut]), fold_words(&name));
    }
}

//! Tests of `areas`.

use super::*;

#[test]
fn the_small_list_is_made_from_the_large_one() {
    let text = unpack().unwrap();
    let large: Vec<(&str, &str)> = text
        .lines()
        .skip(1)
        .filter_map(split)
        .filter(|(code, ..)| code.len() <= 6)
        .map(|(code, name, _)| (code, name))
        .collect();
    let small: Vec<(&str, &str)> = LARGE.iter().map(|area| (area.code, area.name)).collect();
    assert_eq!(small.len(), 38 + 514 + 7285 + 26 + 594);
    assert_eq!(small, large);
    assert!(LARGE.is_sorted_by(|one, other| one.code < other.code));
    assert_eq!(VILLAGES.starts.len(), 83_762);
}

#[test]
fn areas_are_listed_from_large_to_small() {
    assert_eq!(provinces().len(), 38);
    assert_eq!(provinces().iter().map(|province| regencies(province.code).len()).sum::<usize>(), 514);
    assert_eq!((districts("3510").len(), villages("3510").len()), (25, 217));
    assert_eq!((districts("3211").len(), villages("3211").len()), (26, 277));
    let gambiran = villages("351007");
    assert!(gambiran.iter().all(|village| village.postcode.is_some_and(|code| code.starts_with("684"))));
    assert!(gambiran.iter().all(|village| village.position.is_some_and(|at| at.latitude_e4 < -80_000)));
}

#[test]
fn an_area_is_found_by_its_code_and_says_where_it_lies() {
    let village = find("35.10.07.2001").unwrap();
    assert_eq!(village.path(), "Gambiran, Kabupaten Banyuwangi, Jawa Timur");
    assert_eq!(find("3510").unwrap().name, "Kabupaten Banyuwangi");
    assert_eq!(find("35").unwrap().path(), "");
    assert_eq!(find("1207281007").unwrap().name, "Lubuk Pakam I,II");
    for nothing in ["", "3", "99", "3510072999", "x"] {
        assert_eq!(find(nothing), None, "{nothing}");
    }
}

#[test]
fn a_nik_names_its_district_also_where_the_code_was_dropped() {
    assert_eq!(
        nik_district("351007"),
        NikArea::Known {
            district: "Gambiran",
            regency: "Kabupaten Banyuwangi",
            province: "Jawa Timur",
            retired: None,
        }
    );
    assert!(matches!(
        nik_district("910101"),
        NikArea::Known { district: "Merauke", regency: "Kabupaten Merauke", retired: Some(2022), .. }
    ));
    for unknown in ["351099", "3510", "", "000000"] {
        assert_eq!(nik_district(unknown), NikArea::Unknown, "{unknown}");
    }
}

#[test]
fn a_code_from_before_a_province_was_split_is_known() {
    for (code, regency, province) in [
        ("640401", Some("Kabupaten Bulungan"), "Kalimantan Utara"),
        ("647302", Some("Kota Tarakan"), "Kalimantan Utara"),
        ("732105", Some("Kabupaten Mamuju"), "Sulawesi Barat"),
        ("321902", Some("Kabupaten Tangerang"), "Banten"),
        ("322101", None, "Banten"),
        ("141101", None, "Kepulauan Riau"),
        ("161501", None, "Kepulauan Bangka Belitung"),
        ("711501", None, "Gorontalo"),
        ("811201", None, "Maluku Utara"),
        // The number is Bandung Barat's now, which has sixteen districts; Minahasa Utara's has ten.
        ("321717", None, "Banten"),
        ("710611", None, "Gorontalo"),
    ] {
        assert_eq!(nik_district(code), NikArea::Former { regency, province }, "{code}");
    }
    // Nothing came off these: a code of theirs that is not on the lists was mistyped.
    for mistyped in ["929901", "942501", "952501", "970101"] {
        assert_eq!(nik_district(mistyped), NikArea::Unknown, "{mistyped}");
    }
    // Papua as it was before 2022 is on the lists.
    assert!(matches!(nik_district("910101"), NikArea::Known { retired: Some(2022), .. }));
    for unknown in ["351099", "640400", "645001", "993101", "511501", "352999", "321599", "710299"] {
        assert_eq!(nik_district(unknown), NikArea::Unknown, "{unknown}");
    }
}

#[test]
fn search_ranks_and_always_says_where() {
    let first = |typed: &str, within: &str| search(typed, within, 10).into_iter().next().unwrap();
    assert_eq!(first("banyuwangi", "").area.code, "3510");
    assert_eq!(first("gambiran banyuw", "").area.code, "351007");
    assert_eq!(first("3510.07", "").area.code, "351007");
    let hits = search("sidomulyo", "", 200);
    assert!(hits.len() >= 98, "{}", hits.len());
    assert!(hits.iter().all(|hit| hit.area.level == Level::Province || !hit.path.is_empty()));
    assert!(search("sukorejo", "3510", 50).iter().all(|hit| hit.area.code.starts_with("3510")));
    assert!(search("jajag", "351007", 5).iter().any(|hit| hit.area.name == "Jajag"));
    assert!(search("zzzz", "", 5).is_empty());
    assert!(search(" ", "", 5).is_empty());
    assert!(search("merauke", "", 20).iter().all(|hit| hit.area.last_listed.is_none()));
}

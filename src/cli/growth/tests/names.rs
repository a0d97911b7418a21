//! Names of columns that nobody foresaw: said where they look like one that is read, and no false alarm where not.

use super::*;

/// The doubts of a file with this one column beside sex and age, and beside a weight or a length where it is neither.
fn doubts(name: &str, column: Column) -> Vec<Doubt> {
    let other = if column == Column::Weight { "lenhei" } else { "weight" };
    let measure = if column == Column::Weight { "87" } else { "12" };
    let text = format!("sex,age,{other},{name}\n1,731,{measure},1\n2,764,{measure},2\n");
    reported(text.as_bytes(), Unit::Days).1.doubts()
}

fn all_resemble(names: &[&str], column: Column) {
    for name in names {
        assert_eq!(doubts(name, column), [Doubt::Resembles((*name).into(), column)], "{name}");
    }
}

#[test]
fn a_swelling_is_not_passed_over_however_it_is_shortened() {
    all_resemble(
        &[
            "Oed",
            "Edm",
            "odm",
            "Udim",
            "oed_bil",
            "BOED",
            "Oe",
            "Bilat.",
            "OEDM",
            "Edma",
            "odim",
            "eedm",
            "Ed",
            "O.E.",
            "bil_oed",
            "BilOed",
            "Bil. pit.",
            "pitt",
            "BPE",
            "oed (Y/N)",
            "Oed kaki",
            "edm_2",
            "eodema",
            "edeam",
            "edma bil",
            "odama kaki",
            "bngkak",
            "Benkak",
            "Bgkak",
            "Swlling",
            "sembap",
            "Kwasiorkor",
            "busung lapar",
            "edema ibu",
            "status oed",
            "kode_oedema",
            "Kodeedema",
            "child_oed",
            "c_oed",
        ],
        Column::Oedema,
    );
    let question = "Apakah anak ini mengalami bengkak pada kedua punggung kaki bila ditekan dengan ibu jari selama tiga detik?";
    let shown: String = question.chars().take(40).collect();
    assert_eq!(doubts(question, Column::Oedema), [Doubt::Resembles(shown, Column::Oedema)]);
}

#[test]
fn a_measure_among_other_words_is_not_passed_over() {
    all_resemble(
        &[
            "BB bulan ini",
            "BB sekarang",
            "BB Nov",
            "Hasil BB",
            "hasil ukur BB (kg)",
            "1. BB",
            "BB1",
            "BB 2",
            "Berat bulan ini",
            "Berat usia 12 bulan",
            "Wgt",
            "wght_kg",
            "Brt",
            "weihgt",
            "Hasil weihgt",
            "wt_now",
            "B.Badan",
            "bb_badan",
            "BBblnini",
            "Kg",
            "hasil timbang",
            "Timbang",
        ],
        Column::Weight,
    );
    all_resemble(
        &[
            "TB bulan ini",
            "PB/TB bulan ini",
            "hasil ukur TB",
            "TB1",
            "tinggi bulan ini",
            "TB berdiri",
            "PB terlentang",
            "Hght",
            "Len",
            "Pjg badan",
            "ht_now",
            "panjnag",
            "heihgt now",
            "TBadan",
            "tbblnini",
            "cm",
        ],
        Column::Length,
    );
    all_resemble(&["LK bulan ini", "Head", "Likaa", "lk1", "L. Kpl", "hc now"], Column::Head);
    all_resemble(&["LiLA bulan ini", "mauc", "lial", "muac2", "Arm", "Ling lgn", "lla kiri"], Column::Arm);
    all_resemble(
        &["Cara ukur TB", "posisi badan", "Berdiri/Terlentang", "L/H", "position", "meas", "meazure"],
        Column::Posture,
    );
}

#[test]
fn ordinary_columns_raise_no_alarm() {
    for name in [
        "Edukasi",
        "Education",
        "Edu",
        "Kode Medis",
        "kodemitra",
        "Kode Mitra",
        "Metode makan",
        "Periode Monitoring",
        "Skor Poedji Rochjati",
        "RS Soedirman",
        "Posyandu Boedi Utomo",
        "Budiman",
        "Kodim",
        "Sedimen",
        "Email",
        "Model",
        "Media",
        "IMD",
        "ASI",
        "BCG",
        "EDD",
        "Adm1",
        "Bilirubin",
        "Rekam medis",
        "Epidemi",
        "Demam",
        "Kepala Keluarga",
        "Kepala Desa",
        "Riwayat TB",
        "TB paru",
        "Kontak TB",
        "BB saat lahir",
        "Berat waktu lahir (gr)",
        "BB lahir (kg)",
        "panjang saat lahir",
        "weight at birth",
        "BB/U",
        "BB/TB",
        "TB/U",
        "IMT/U",
        "BB menurut umur",
        "weight for height",
        "Kenaikan BB",
        "Naik BB",
        "Penurunan BB",
        "weight gain",
        "LILA bumil",
        "TB ibu",
        "BB ibu (kg)",
        "BB bulan lalu",
        "Risiko tinggi",
        "Jumlah LK",
        "Alamat lengkap",
        "Jawa Barat",
        "RT",
        "RW",
        "KK",
        "KIA",
        "KMS",
        "KPSP",
        "Vitamin A",
        "Obat cacing",
        "Treatment arm",
        "head of household",
        "Imunisasi lengkap",
        "hc4",
        "hc70",
        "Anak ke",
        "Keterangan",
        "Posyandu",
        "Puskesmas",
        "Kec",
        "Desa/Kel",
        "Dusun",
        "Tanggal timbang BB",
        "Minggu",
        "Tingkat",
        "village",
        "team",
        "cluster",
        "measurer",
        "Diare",
        "Batuk",
        "Kartu",
        "Lokasi",
        "Nilai",
        "Item",
        "Mode",
        "Code",
    ] {
        let text = format!("sex,age,{name},SKOR\n1,731,1,1\n");
        let (_, report, _) = reported(text.as_bytes(), Unit::Days);
        let alarm = report.doubts().into_iter().find(|doubt| matches!(doubt, Doubt::Resembles(..)));
        assert_eq!(alarm, None, "{name}");
    }
}

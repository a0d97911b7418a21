# Exam station: who waits, the open visit, vital signs, diagnosis, plan.

exam-waiting-done = { $waiting } menunggu · { $done } selesai
exam-call-next = { $ticket } · { $wait }
exam-serving-since = { $ticket } dilayani sejak { $time }
exam-no-visit = Belum ada kunjungan terbuka
exam-no-visit-hint = Tekan F9 untuk memanggil yang berikutnya.
exam-no-room = Belum ada ruang yang dipilih
exam-no-room-hint = Pilih ruang di sebelah kiri: tekan angkanya.
exam-patient-line = { $sex } · { $age } · RM { $record }
exam-mother = ibu { $name }

# Sections
exam-tab-examine = Periksa
exam-tab-diagnosis = Diagnosis
exam-tab-plan = Rencana
exam-complaint-vitals = Keluhan dan tanda vital
exam-complaint = Keluhan
exam-findings = Temuan
exam-diagnosis = Diagnosis
exam-diagnosis-hint = Kode ICD-10 atau nama penyakit
exam-diagnosis-none = Belum ada diagnosis
exam-diagnosis-unlisted = di luar daftar klinik
exam-diagnosis-unknown-name = { $name } (kode di luar daftar)
exam-diagnosis-unknown = Kode { $code } tidak ada di daftar. Tetap bisa dipakai.
exam-plan = Rencana
exam-note = Catatan
exam-payer = Penjamin kunjungan ini
exam-history = Riwayat
exam-history-none = Belum ada kunjungan sebelumnya

# Vital signs
vital-temperature = Suhu
vital-pulse = Nadi
vital-respiration = Napas
vital-spo2 = SpO₂
vital-systolic = Sistolik
vital-diastolic = Diastolik
vital-weight = Berat badan
vital-height = Tinggi badan
vital-head-circumference = Lingkar kepala
vital-arm-circumference = Lingkar lengan
vital-haemoglobin = Hb
vital-glucose = Gula darah
vital-low = Di bawah { $limit } { $unit }. Cek lagi.
vital-high = Di atas { $limit } { $unit }. Cek lagi.
vital-impossible-low = { $value } { $unit } tidak mungkin. Paling sedikit { $limit } { $unit }.
vital-impossible-high = { $value } { $unit } tidak mungkin. Paling banyak { $limit } { $unit }.

# The end of a visit
visit-open = Terbuka
visit-closed = Ditutup
visit-close = Tutup kunjungan
visit-close-by = Ditutup oleh { $name }, { $time }
visit-amend = Tambah catatan
visit-amended = Ditambahkan oleh { $name }, { $time }
visit-void = Batalkan kunjungan
visit-void-reason = Alasan, misalnya salah orang
visit-voided-by = Dibatalkan oleh { $name }: { $reason }
exam-amend-vitals = Tanda vital yang terlupa
exam-amend-why = Tulis dulu catatan tambahan: apa yang ditambahkan dan mengapa.
exam-turn-voided = Kunjungan { $name } pada giliran ini sudah dibatalkan. Kalau yang dilayani orang lain, minta meja depan mengganti pasien tiket ini. Kalau tidak ada yang dilayani, akhiri gilirannya.
exam-open-again = Buka kunjungan baru untuk { $name }
exam-measured-by = Diukur oleh { $name }
exam-written-by = Ditulis oleh { $name }, { $time }
exam-confirmed = Alasan nilai tidak lazim: { $reason }
exam-by-program = Program

# Words stored with a visit
note-complaint = Keluhan
note-findings = Temuan
note-plan = Rencana
note-note = Catatan
note-referral = Rujukan
note-amendment = Catatan tambahan
case-new = Kasus baru
case-old = Kasus lama
rank-primary = Utama
rank-secondary = Penyerta
visit-state-open = Terbuka
visit-state-closed = Ditutup
visit-state-voided = Dibatalkan
visit-kind-sick = Kunjungan sakit
visit-kind-well = Kunjungan sehat

# The screen at work
exam-tab-visit = Kunjungan
exam-tab-growth = Tumbuh
exam-nobody-waits = Tidak ada yang menunggu
exam-nobody-short = Tidak ada antrean
exam-nobody-waits-hint = Tiket untuk unit ini akan muncul di sini.
exam-serve = Layani { $ticket }
exam-continue = Lanjutkan { $ticket }
exam-restore = Kembalikan { $ticket }
exam-end-stop = Selesaikan { $ticket }
exam-no-name = Belum ada nama
exam-no-person = Tiket ini belum punya pasien. Hubungkan dulu di meja depan, supaya kunjungan bisa ditulis.
exam-room-title = Pos ini di mana?
exam-room-hint = Pilih ruang tempat Anda memeriksa. Bisa diganti kapan saja.
exam-open-since = Dibuka { $time }
exam-open-from = Belum ditutup sejak { $date }
exam-left-open = Belum ditutup sejak kemarin
exam-guardian = wali { $name }
exam-look-reason = Ada nilai yang tidak lazim. Ukur lagi, atau tulis alasannya, lalu simpan.
exam-look-value = Ada nilai yang tidak bisa disimpan. Lihat tanda merah; isian lain tetap ada.
exam-look-outcome = Hasil tindak lanjut sudah diketik. Pilih Sudah dilakukan atau Batalkan dulu, lalu tutup.
exam-diagnosis-no-hit = Tidak ada yang cocok. Coba kata lain atau kode ICD-10.
exam-referral-hint = Ke mana dan mengapa
exam-referral-start = Ke … { $finding }
exam-referral-write = Tulis rujukan
exam-next = Lanjut ke
exam-next-home = Pulang
exam-close-ask = Tutup kunjungan { $name }?
exam-closed = Kunjungan { $name } ditutup.
exam-hand-over = Kirim, lalu kembali ke sini
exam-handed-over = { $name } ke { $unit }; kunjungan tetap terbuka dan dilanjutkan saat kembali.
exam-closed-next = Kunjungan { $name } ditutup, lanjut ke { $unit }.
exam-take-over = Ambil alih kunjungan ini
exam-nothing-written = Tidak ada yang ditulis di kunjungan ini.
exam-history-none-hint = Kunjungan sebelumnya akan tampil di sini.
vital-reason = Alasan, misalnya diukur dua kali
vital-why = Mengapa { $sign } ini benar?
case-new-short = Baru
case-old-short = Lama
exam-on-paper = Dari kertas · { $ticket } · { $when }
vital-waist-circumference = Lingkar perut
vital-form = Tulis angka, atau tt bila tidak terukur.
vital-unmeasurable = Tidak terukur
vital-below-usual = Di bawah { $limit } { $unit }
vital-above-usual = Di atas { $limit } { $unit }
vital-pressure-turned = Sistolik tidak di atas diastolik. Ukur lagi.
vital-tenfold = { $weight } kg? Cek letak komanya.
exam-close-undiagnosed = Kunjungan sakit ini belum punya diagnosis. Tekan F12 sekali lagi untuk menutupnya begini, atau Esc untuk mengisinya.
exam-close-unreferred = Anak ini perlu dirujuk, tetapi rujukan belum ditulis dan tindak lanjut belum direncanakan. Tekan F12 sekali lagi untuk menutupnya begini, atau Esc untuk mengisinya.

# What a vital sign says, and what to do. Limits and sources: assets/reference/vital_findings.csv
found-source = Sumber: { $source } ({ $date }).
found-source-background = Acuan: { $source } ({ $date }, pengetahuan umum; sesuaikan dengan pedoman klinik).
found-if-pregnant = Bila hamil: { $finding }
found-pressure-crisis = Tekanan darah sangat tinggi. Panggil dokter sekarang, ukur ulang setelah istirahat 5 menit, cari tanda bahaya, siapkan rujukan.
found-pressure-pregnant-severe = Tekanan darah sangat tinggi pada kehamilan. Panggil dokter sekarang dan rujuk segera.
found-pressure-pregnant = Tekanan darah tinggi pada kehamilan. Ukur ulang, periksa protein urine dan tanda bahaya, rujuk ke dokter hari ini.
found-pressure-high = Tekanan darah tinggi. Ukur ulang setelah istirahat, bicarakan dengan dokter hari ini.
found-pressure-unmeasurable = Tekanan darah tidak terukur. Panggil dokter sekarang, cari tanda syok.
found-fever-young-infant = Demam pada bayi di bawah 2 bulan. Terindikasi infeksi berat, rujuk segera.
found-cold-young-infant = Suhu terlalu rendah pada bayi di bawah 2 bulan. Hangatkan, rujuk segera.
found-fever = Demam. Cari penyebabnya.
found-oxygen-low = SpO₂ di bawah batas. Beri oksigen, panggil dokter sekarang, siapkan rujukan.
found-oxygen-reduced = SpO₂ agak rendah. Ukur ulang, bicarakan dengan dokter hari ini.
found-oxygen-unmeasurable = SpO₂ tidak terukur. Hangatkan jari, ukur ulang, nilai napas dan nadi.
found-breathing-young-infant = Napas cepat pada bayi di bawah 2 bulan. Hitung ulang satu menit; bila tetap, rujuk segera.
found-breathing-fast = Napas cepat. Hitung ulang satu menit, cari tanda pneumonia.
found-pulse-fast = Nadi cepat. Ukur ulang saat tenang, cari penyebabnya.
found-pulse-unmeasurable = Nadi tidak terukur. Panggil dokter sekarang, cari tanda syok.
found-sugar-low = Gula darah rendah. Beri gula sekarang, ukur ulang 15 menit lagi.
found-sugar-high = Gula darah tinggi. Bicarakan dengan dokter hari ini.
found-anaemia-pregnant = Hb di bawah batas pada kehamilan. Tablet tambah darah, cari penyebabnya.
found-arm-pregnant = LiLA di bawah batas pada kehamilan. Terindikasi risiko KEK, konseling gizi dan PMT sesuai juknis.

# The body of adults. Limits and sources: assets/reference/adult_limits.csv
adult-bmi = IMT { $bmi } kg/m²: { $label }
adult-waist = lingkar perut { $waist } cm: { $label }
adult-severely-thin = sangat kurus
adult-thin = kurus
adult-normal = normal
adult-overweight = gemuk
adult-obese = obesitas
adult-central-obesity = di atas batas (obesitas sentral)

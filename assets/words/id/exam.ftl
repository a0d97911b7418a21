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

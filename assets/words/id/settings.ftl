# Settings: clinic, units, people who work here, look, backup.

settings-title = Pengaturan
settings-clinic = Klinik
settings-units = Unit dan ruang
settings-people = Petugas
settings-villages = Desa dan sasaran
settings-stations = Layar dan pos
settings-printers = Printer
settings-backup = Cadangan
settings-district = Dinas
settings-look = Tampilan dan bahasa
settings-language = Bahasa
settings-theme = Tema
settings-theme-light = Terang
settings-theme-dark = Gelap
settings-theme-contrast = Kontras tinggi
settings-text-size = Ukuran huruf
settings-text-size-value = { $percent }%
settings-sound = Suara panggilan
settings-sound-on = Bunyi
settings-sound-off = Senyap

# Units
unit-new = Unit baru
unit-prefix = Huruf antrean
unit-prefix-taken = Huruf { $prefix } sudah dipakai { $unit }.
unit-hours = Jam buka
unit-quota = Kuota sehari
unit-quota-none = tanpa batas
unit-counters = Loket dan ruang
unit-counter-new = Tambah loket atau ruang
unit-open-today = Buka hari ini
unit-close-today = Tutup hari ini
unit-too-long = Terlalu lama setelah
unit-priority-letter = Nomor prioritas
unit-priority-own = Huruf unit dengan tanda
unit-priority-shared = Huruf P untuk semua unit
unit-priority-ratio = Satu prioritas setiap { $count } nomor biasa
units-empty = Belum ada unit
units-empty-hint = Tambah unit pertama, misalnya Umum dengan huruf A.

# People who work here
staff-new = Petugas baru
staff-name = Nama lengkap
staff-account = Nama pengguna
staff-role = Peran
staff-roles = Peran
staff-pin-set = Pasang PIN
staff-password-set = Pasang kata sandi baru
staff-switch-off = Nonaktifkan
staff-switch-on = Aktifkan lagi
staff-last-signin = Terakhir masuk
staff-never = Belum pernah
staff-off = Nonaktif
staff-nip = NIP
staff-licence = No. SIP/SIPB

# Backup
backup-now = Cadangkan sekarang
backup-folder = Folder cadangan
backup-done = Cadangan selesai { $time }
backup-failed = Cadangan gagal. Data di komputer ini aman. Cek folder cadangan.

# Sections
settings-own = Sandi dan PIN saya
settings-own-pin = PIN baru
settings-diagnoses = Daftar diagnosis
settings-about = Tentang Loket
settings-number = Tulis angka, misalnya 30.
settings-running = Teks di layar ruang tunggu
settings-running-hint = Satu dua kalimat. Kosong berarti teks bawaan.
settings-idle = Kunci layar setelah
settings-idle-hint = 0 berarti tidak pernah
settings-ratio-priority = Prioritas berturut-turut paling banyak
settings-ratio-ordinary = Lalu nomor biasa
settings-record-format = Pola nomor rekam medis
settings-record-format-hint = Berisi area, family, dan member dengan jumlah angkanya
settings-village-new = Desa baru
settings-village-served = Masih wilayah kerja
settings-unit-registers = Unit ini mendaftarkan pasien.
settings-unit-measures = Anak diukur di sini
settings-unit-open = Unit ini buka
staff-switch-off-sure = Ya, nonaktifkan { $name }
staff-pin-clear = Hapus PIN
settings-counter = Loket atau ruang meja ini
settings-counter-none = Tidak ada loket yang cocok
settings-diagnoses-why = Daftar ICD-10 milik klinik menambah daftar bawaan. Baris pertama berkas CSV berisi CODE dan STR.
settings-diagnoses-path = Berkas CSV
settings-diagnoses-path-hint = Tulis letak berkas, lalu tekan Enter.
settings-diagnoses-read = Baca berkas
settings-diagnoses-take = Ambil { $count } diagnosis
settings-diagnoses-found = { $count } diagnosis terbaca
settings-diagnoses-refused = { $count } baris tidak terpakai: baris { $lines }.
settings-diagnoses-done = { $count } diagnosis tersimpan
settings-diagnoses-unreadable = Berkas ini tidak bisa dibuka. Cek letaknya.
settings-diagnoses-large = Berkas ini terlalu besar untuk sebuah daftar diagnosis.
settings-diagnoses-empty = Tidak ada kode dan nama di berkas ini.
settings-diagnoses-not-text = Ini bukan berkas teks. Simpan daftar sebagai CSV.
settings-diagnoses-columns = Baris pertama harus berisi CODE dan STR.
settings-sheet-why = Lembar pemulihan membuka akun administrator yang lupa kata sandi. Lembar baru membatalkan lembar lama.
settings-sheet-new = Buat lembar baru
settings-sheet-use = Pakai lembar ini
settings-sheet-done = Lembar pemulihan baru berlaku
settings-version = Versi
settings-folder = Data klinik disimpan di
settings-licences = Huruf IBM Plex Sans (SIL OFL 1.1), ikon Lucide (ISC), tabel pertumbuhan WHO 2006 dan 2007.

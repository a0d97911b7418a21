# Settings: clinic, units, people who work here, look, backup.

settings-title = Pengaturan
settings-clinic = Klinik
settings-units = Unit dan jadwal
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

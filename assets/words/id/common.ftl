# Words every screen shares: actions, states, roles, units, calendar, sexes, payers, priorities.

app-name = Loket
app-tagline = Meja depan puskesmas

# Rail
nav-desk = Meja
nav-exam = Periksa
nav-growth = Tumbuh
nav-summary = Laporan
nav-settings = Atur

# Actions
action-save = Simpan
action-back = Kembali
action-next-to = Lanjut: { $what }
action-close = Tutup
action-edit = Ubah
action-add = Tambah
action-print = Cetak
action-undo = Urungkan
action-continue = Lanjutkan
action-yes = Ya
action-call = Panggil
action-recall = Ulangi
action-hold = Tunda
action-return = Sudah kembali
action-skip = Lewati
action-refer = Rujuk
action-history = Riwayat
action-void = Batalkan catatan
action-switch-user = Ganti petugas

# Small words
word-all = Semua
word-optional = boleh kosong
word-total = Jumlah
word-unit = Unit
word-village = Desa
word-reason = Alasan
word-note = Catatan
word-to = s.d.
word-select = pilih
word-open = buka
word-inactive = Tidak aktif
word-loading = Memuat…
word-saving = Menyimpan…
word-saved = Tersimpan
word-voided = Dibatalkan

# States of a stop (shape + word + colour)
state-waiting = Menunggu
state-elsewhere-serving = Sedang dilayani: { $ticket }, { $place }
state-elsewhere-called = Sedang dipanggil: { $ticket }, { $place }
state-elsewhere = Di { $ticket }
state-held = Ditunda s.d. { $until }
state-called = Dipanggil
state-serving = Dilayani
state-done = Selesai
state-no-show = Tidak hadir
state-too-long = Terlalu lama
state-too-long-short = Lama
state-cancelled = Batal
state-closed = Ditutup
state-moved = Dipindah
state-draft = Draf
state-paper = Dicatat dari kertas

# Priorities
priority-none = Tidak
priority-elderly = Lansia
priority-pregnant = Ibu hamil
priority-disabled = Disabilitas
priority-under-five = Balita
priority-emergency = Gawat darurat
priority-emergency-short = UGD

# Payers
payer-bpjs = BPJS
payer-cash = Bayar
payer-jamkesda = Jamkesda
payer-free = Gratis
payer-other = Lainnya

# Sex
sex-male = Laki-laki
sex-female = Perempuan
sex-male-short = L
sex-female-short = P

# Roles
role-receptionist = Pendaftaran
role-nurse = Perawat
role-midwife = Bidan
role-nutritionist = Petugas gizi
role-doctor = Dokter
role-head = Kepala puskesmas
role-administrator = Administrator
role-system = Loket

# Units a puskesmas usually has
unit-name-registration = Pendaftaran
unit-name-general = Umum
unit-name-maternal-child = KIA
unit-name-dental = Gigi
unit-name-nutrition = Gizi
unit-name-immunisation = Imunisasi
unit-name-laboratory = Lab
counter-name = Loket { $number }
room-name = Ruang { $unit }

# Units of measure and time
unit-kilogram = kg
unit-centimetre = cm
unit-gram = g
unit-mass-index = kg/m²
unit-celsius = °C
unit-per-minute = /mnt
unit-percent = %
unit-mmhg = mmHg
unit-gram-per-decilitre = g/dL
unit-milligram-per-decilitre = mg/dL
unit-year-short = th
unit-month-short = bl
unit-hour-short = j
unit-minute-short = mnt
unit-second-short = d
unit-year = tahun
unit-years = tahun
unit-month = bulan
unit-months = bulan
unit-day = hari
unit-days = hari

# Calendar
weekday-1 = Senin
weekday-2 = Selasa
weekday-3 = Rabu
weekday-4 = Kamis
weekday-5 = Jumat
weekday-6 = Sabtu
weekday-7 = Minggu
weekday-short-1 = Sen
weekday-short-2 = Sel
weekday-short-3 = Rab
weekday-short-4 = Kam
weekday-short-5 = Jum
weekday-short-6 = Sab
weekday-short-7 = Min
month-1 = Januari
month-2 = Februari
month-3 = Maret
month-4 = April
month-5 = Mei
month-6 = Juni
month-7 = Juli
month-8 = Agustus
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Desember
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = Mei
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Agu
month-short-9 = Sep
month-short-10 = Okt
month-short-11 = Nov
month-short-12 = Des
zone-wib = WIB (Indonesia Barat)
zone-wita = WITA (Indonesia Tengah)
zone-wit = WIT (Indonesia Timur)
zone-wib-short = WIB
zone-wita-short = WITA
zone-wit-short = WIT

# Errors that can happen anywhere
problem-number-empty = Belum diisi.
problem-number-form = Ini bukan angka. Tulis misalnya 9,2.
problem-number-places = Paling banyak { $places } angka di belakang koma.
problem-number-large = Angka ini terlalu besar.
problem-date-empty = Tanggal belum diisi.
problem-date-form = Tulis hari, bulan, tahun, misalnya 23-11-2026.
problem-date-none = Tanggal ini tidak ada di kalender.
problem-date-not-come = Tanggal ini belum tiba. Bila lahir tahun 1900-an, tulis tahunnya empat angka.
problem-time-form = Tulis jam dan menit, misalnya 09:12.
field-now = Sekarang tertulis: { $value }
problem-required = Harus diisi.
problem-pin-digits = PIN terdiri dari enam angka.
problem-pin-obvious = PIN ini terlalu mudah ditebak.
problem-secret-failed = Belum bisa disimpan. Coba sekali lagi.

end-crash = Loket berhenti mendadak. Yang sudah tersimpan aman. Untuk petugas IT: { $file }
end-copying = Loket menyalin data sebelum ditutup.
end-cut = Terakhir kali Loket terputus sebelum ditutup (listrik padam?). Yang sudah tersimpan aman.
open-title = Loket · laporan { $file }
open-role-lead = Komputer ini dipasang sebagai { $role }, bukan meja depan.
open-role-hub = Hub: { $hub }
open-role-none = Hub belum disebut.
open-role-later = Sambungan ke hub belum ada di versi ini; perannya sudah disimpan dan dipakai oleh versi yang punya. Untuk bekerja di komputer ini sekarang, pasang lagi dengan peran meja depan.
open-role-station = pos pemeriksaan
open-role-display = layar antrean
open-role-kiosk = anjungan tiket
open-close = Tutup
open-account-lead = Loket sedang terbuka di akun Windows { $user } pada komputer ini.
open-account-what = Pindah ke akun itu, atau tutup Loket di sana dulu, lalu buka lagi di sini. Datanya sama.

# A start that opens nothing.
start-lead = Loket tidak bisa dibuka.
start-folder = Folder { $file } tidak bisa ditulis ({ $why }). Minta hak menulis di folder itu kepada petugas IT.
start-in-use = Data ini sedang dipakai: { $holder }. Tutup program itu dulu, lalu buka Loket lagi.
start-not-ours = { $file } bukan data Loket atau rusak. Tidak ada yang diubah. Minta petugas IT memindahkannya, lalu lanjutkan dari salinan terakhir.
start-newer = { $file } ditulis oleh Loket versi lebih baru. Tidak ada yang diubah. Pasang versi yang lebih baru itu.
start-no-log = Folder { $file } tidak aman untuk data, mungkin karena berada di jaringan. Pakai disk komputer ini sendiri.
start-failed = { $why }. Tunjukkan kalimat ini kepada petugas IT; salinan data tetap ada di folder salinan.
start-install = { $file } tidak bisa dibaca ({ $why }), jadi tempat data klinik tidak diketahui. Tidak ada yang dibuka atau diubah. Jalankan pemasang Loket sekali lagi.
start-no-answer = Loket sudah terbuka di komputer ini, tetapi tidak menjawab.
start-no-answer-what = Mungkin masih menyalin data sebelum ditutup. Tunggu beberapa menit, lalu buka lagi. Kalau tetap begini, nyalakan ulang komputernya.
open-no-restore = Salinan tidak jadi dipakai.

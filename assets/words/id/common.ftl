# Words every screen shares: actions, states, roles, units, calendar, sexes, payers, priorities.

app-name = Loket
app-tagline = Meja depan puskesmas

# Rail
nav-desk = Meja
nav-exam = Periksa
nav-growth = Tumbuh
nav-posyandu = Posyandu
nav-mothers = Ibu
nav-food = PMT
nav-summary = Laporan
nav-settings = Atur
nav-display = Layar

# Actions
action-save = Simpan
action-cancel = Batal
action-back = Kembali
action-next = Lanjut
action-next-to = Lanjut: { $what }
action-finish = Selesai
action-close = Tutup
action-open = Buka
action-edit = Ubah
action-delete = Hapus
action-remove = Keluarkan
action-add = Tambah
action-search = Cari
action-choose = Pilih
action-print = Cetak
action-view = Lihat
action-send = Kirim
action-fill = Isi
action-check = Cek
action-undo = Urungkan
action-retry = Coba lagi
action-continue = Lanjutkan
action-confirm = Ya, lanjutkan
action-yes = Ya
action-no = Tidak
action-call = Panggil
action-recall = Ulangi
action-skip = Lewati
action-refer = Rujuk
action-history = Riwayat
action-void = Batalkan catatan
action-copy = Salin
action-sign-out = Keluar
action-lock = Kunci layar
action-switch-user = Ganti petugas
action-help = Bantuan
action-import = Ambil dari berkas
action-export = Simpan sebagai berkas

# Small words
word-all = Semua
word-none = Tidak ada
word-optional = boleh kosong
word-required = harus diisi
word-unknown = Tidak diketahui
word-total = Jumlah
word-today = Hari ini
word-yesterday = Kemarin
word-tomorrow = Besok
word-date = Tanggal
word-time = Waktu
word-name = Nama
word-age = Umur
word-sex = Jenis kelamin
word-state = Keadaan
word-number = Nomor
word-unit = Unit
word-village = Desa
word-reason = Alasan
word-note = Catatan
word-phone = Telepon
word-address = Alamat
word-or = atau
word-to = s.d.
word-select = pilih
word-open = buka
word-active = Aktif
word-inactive = Tidak aktif
word-loading = Memuat…
word-saving = Menyimpan…
word-saved = Tersimpan
word-saved-at = Tersimpan { $time }
word-draft-saved = Draf tersimpan
word-autosaved = Isian tersimpan otomatis
word-closed = tutup
word-more = { $count } lagi
word-voided = Dibatalkan
word-late-entry = Dicatat belakangan

# States of a stop (shape + word + colour)
state-waiting = Menunggu
state-called = Dipanggil
state-serving = Dilayani
state-done = Selesai
state-no-show = Tidak hadir
state-too-long = Terlalu lama
state-cancelled = Batal
state-closed = Ditutup
state-moved = Dipindah
state-draft = Draf
state-booked = Terpesan, belum hadir
state-paper = Dicatat dari kertas

# Priorities
priority-none = Tidak
priority-elderly = Lansia
priority-pregnant = Ibu hamil
priority-disabled = Disabilitas
priority-under-five = Balita
priority-emergency = Gawat darurat

# Payers
payer-bpjs = BPJS
payer-cash = Bayar
payer-jamkesda = Jamkesda
payer-free = Gratis
payer-other = Lainnya
payer-bpjs-active = Aktif
payer-bpjs-active-pbi = Aktif, PBI
payer-bpjs-inactive = Tidak aktif
payer-bpjs-unchecked = Belum dicek

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
unit-name-maternal-child-long = Ibu dan anak (KIA)
unit-name-dental = Gigi
unit-name-nutrition = Gizi
unit-name-immunisation = Imunisasi
unit-name-family-planning = KB
unit-name-laboratory = Lab
unit-name-pharmacy = Apotek
unit-name-elderly = Lansia
unit-name-mtbs = MTBS
unit-name-emergency = UGD
unit-name-tb = TB dan paru
counter-name = Loket { $number }
room-name = Ruang { $unit }

# Units of measure and time
unit-kilogram = kg
unit-gram = g
unit-centimetre = cm
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

# Status bar
status-hub-connected = Hub tersambung
status-hub-lost = Hub terputus sejak { $time }. Isian disimpan di sini.
status-one-pc = Satu komputer
status-stations = { $count } layar dan pos
status-district-pending = Dinas: { $count } laporan belum terkirim
status-district-none = Dinas: semua terkirim
status-backup = Cadangan terakhir { $time }
status-backup-none = Belum ada cadangan
status-duty = { $role } · { $place }

# Help with keys
key-enter = Enter
key-escape = Esc
key-tab = Tab
key-hint-down = turun
key-hint-right = kanan

# Errors that can happen anywhere
problem-title = Ada yang tidak beres
problem-number-empty = Belum diisi.
problem-number-form = Ini bukan angka. Tulis misalnya 9,2.
problem-number-places = Paling banyak { $places } angka di belakang koma.
problem-number-large = Angka ini terlalu besar.
problem-date-empty = Tanggal belum diisi.
problem-date-form = Tulis hari, bulan, tahun, misalnya 23-11-2026.
problem-date-none = Tanggal ini tidak ada di kalender.
problem-date-future = Tanggal ini belum tiba.
problem-time-form = Tulis jam dan menit, misalnya 09:12.
problem-required = Harus diisi.
problem-printer = Printer tidak menjawab.
problem-printer-safe = Tiket { $ticket } sudah tersimpan. Nyalakan printer, lalu tekan F2 lagi.
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
start-no-answer = Loket sudah terbuka di komputer ini, tetapi tidak menjawab.
start-no-answer-what = Mungkin masih menyalin data sebelum ditutup. Tunggu beberapa menit, lalu buka lagi. Kalau tetap begini, nyalakan ulang komputernya.
open-no-restore = Salinan tidak jadi dipakai.

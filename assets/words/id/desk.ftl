# Front desk: search, registration, tickets, the queue of today.

# Search
desk-search-hint = Nama, tahun, desa, ibu; NIK, BPJS, No. RM, tiket
desk-found = { $count } pasien
desk-found-for = cocok dengan “{ $text }”
desk-found-by-name = cocok dengan nama “{ $text }”
desk-found-none = Tidak ada yang cocok dengan “{ $text }”
desk-not-listed = Tidak ada di daftar?
desk-register-new = Daftarkan pasien baru
desk-no-nik = belum ada NIK

# What was found and why
found-more = Halaman lain:
found-mother = ibu { $name }
found-estimated = { $year }, perkiraan
found-means-name = nama
found-means-mother = ibu
found-means-born = lahir
found-means-village = desa
found-means-address = alamat
found-because-all = semua cocok
found-because-one-more = 1 huruf lebih: { $word }
found-because-one-less = 1 huruf kurang: { $word }
found-because-one-other = 1 huruf lain: { $word }
found-because-swapped = 2 huruf tertukar: { $word }
found-because-spelling = ejaan: { $word }
found-because-together = disambung: { $word }
found-because-former = RM lama: { $word }
found-because-title = gelar tidak dihitung
found-because-mother = nama ibunya
found-because-estimated = tanggal diperkirakan
found-because-same = mungkin sama, baris { $line }
found-villages = { $place } ada di { $count } desa:
found-because-bpjs = nomor BPJS
found-because-phone = telepon

# The chosen patient
desk-patient-none = Belum ada pasien terpilih
desk-patient-none-hint = Cari di atas, atau cetak tiket tanpa nama dengan F2.
desk-patient-marked-hint = Enter membuka { $name }.
desk-birth-date = Tanggal lahir
desk-nik = NIK
desk-bpjs = BPJS
desk-last-visit = Kunjungan terakhir
desk-last-visit-none = Belum pernah
desk-record-number = No. rekam medis
desk-phone = Telepon
desk-address = Alamat
desk-family = Keluarga
desk-today-none = Belum ada tiket
desk-address-full = { $village } RT { $rt } RW { $rw }

# A ticket
desk-unit = Unit
desk-unit-keys = Unit · Alt
desk-payer = Penjamin
desk-priority = Prioritas
desk-unit-closed = { $unit } tutup
desk-print-for = Cetak tiket { $unit } · { $name }
desk-open-first = Buka { $name }
desk-open-first-hint = Belum dipilih: buka dulu, lalu F2
desk-searching = Mencari “{ $text }” …
desk-ticket-next = { $ticket } · { $count } orang di depan, kira-kira { $time }
desk-open-visit = Buka kunjungan
desk-link-person = Hubungkan: { $name }
desk-relink-person = Ganti pasien: { $name }
desk-move-unit = Pindah unit
desk-cancel-ticket = Batalkan tiket
desk-emergency = Gawat darurat
desk-late-entry = Isi dari kertas
desk-late-entry-hint = Untuk yang dilayani saat listrik padam: tulis jam yang sebenarnya.

# The queue
desk-queue-title = Antrean hari ini
desk-queue-waiting = menunggu
desk-queue-number = Nomor
desk-queue-unit-name = Unit dan nama
desk-queue-state = Keadaan
desk-queue-time = Waktu
desk-queue-taken = Diambil
desk-queue-becomes = Menjadi
desk-queue-nameless = tanpa nama
desk-queue-unregistered = Belum terdaftar
desk-queue-empty = Belum ada yang menunggu
desk-queue-empty-hint = Tiket untuk { $unit } akan muncul di sini begitu dicetak di meja atau anjungan.
desk-queue-empty-all = Tiket akan muncul di sini begitu dicetak.
desk-called-to = Dipanggil ke { $place }
desk-call-count = panggilan ke-{ $count }
desk-call-next = { $ticket } → { $place }
desk-call-none = { $unit } kosong
desk-counter-choose = Pilih loket Anda
desk-serve = Layani
desk-restore = Kembalikan ke antrean

# What just happened, with undo
toast-called = { $ticket } dipanggil ke { $place }.
toast-recalled = { $ticket } dipanggil lagi.
toast-no-show = { $ticket } ditandai tidak hadir.
toast-cancelled = { $ticket } dibatalkan.
toast-moved = { $ticket } pindah ke { $unit }.
toast-held = { $ticket } ditunda sampai { $until }; tempatnya tidak hilang.
toast-returned = { $ticket } sudah kembali dan bisa dipanggil.
toast-number-back = { $ticket } menunggu lagi di tempatnya, { $count } orang di depan; slip lama tetap berlaku.
toast-day-reopened = Hari ini dibuka lagi; { $back } orang kembali ke tempatnya.
toast-day-reopened-but = Hari ini dibuka lagi; { $back } orang kembali ke tempatnya, { $left } tidak karena sudah punya nomor lain.
toast-ticket-undone = Tiket { $about } diurungkan; nomornya tidak dipakai lagi.
toast-restored = { $ticket } kembali ke antrean.
toast-finished = { $ticket } selesai.
toast-ended-unserved = { $ticket } diakhiri, tidak dihitung sebagai dilayani.
toast-waits-again = { $ticket } menunggu lagi di tempatnya.
toast-serving = { $ticket } mulai dilayani.
toast-undone = { $about }: diurungkan.
toast-registered = { $name } terdaftar, No. RM { $record }.
toast-saved = Perubahan tersimpan.

# Registration form
person-new = Pasien baru
person-edit = Ubah data pasien
person-name = Nama lengkap
person-name-hint = Seperti di KTP atau KK
person-nik = NIK
person-no-nik = Belum punya NIK
person-bpjs = Nomor BPJS
person-birth-date = Tanggal lahir
person-birth-estimated = Tanggal lahir perkiraan
person-sex = Jenis kelamin
person-phone = Telepon
desk-data-missing = Belum ada: { $what }. F6 melengkapi.
person-village = Desa atau kelurahan
person-village-outside = Luar wilayah
person-rt = RT
person-rw = RW
person-address = Alamat
person-guardian = Wali
person-family-new = Folder keluarga baru
person-family-join = Masuk folder keluarga
person-disabled = Penyandang disabilitas
person-record-new = No. RM dibuat saat disimpan
relation-head = Kepala keluarga
relation-spouse = Suami/istri
relation-child = Anak
relation-other = Famili lain

# What the family card says of somebody
person-civil = Data kependudukan
person-birthplace = Tempat lahir
person-family-card = Nomor KK
person-education = Pendidikan
person-occupation = Pekerjaan
person-marital = Status perkawinan
person-religion = Agama
select-none = Tidak diisi
family-card-short = Baru { $count } angka. Nomor KK harus 16 angka.
family-card-long = Sudah { $count } angka. Nomor KK harus 16 angka.
family-card-letters = Nomor KK hanya berisi angka.

education-none = Tidak/belum sekolah
education-not-finished-primary = Belum tamat SD
education-primary = SD/sederajat
education-junior-secondary = SMP/sederajat
education-senior-secondary = SMA/sederajat
education-diploma-1-2 = Diploma I/II
education-diploma-3 = Diploma III
education-bachelor = Diploma IV/S1
education-master = S2
education-doctor = S3

occupation-not-working = Tidak/belum bekerja
occupation-housewife = Ibu rumah tangga
occupation-student = Pelajar/mahasiswa
occupation-civil-servant = Pegawai negeri (ASN)
occupation-military-police = TNI/Polri
occupation-state-company = Karyawan BUMN/BUMD
occupation-private-employee = Karyawan swasta
occupation-self-employed = Wiraswasta
occupation-trader = Pedagang
occupation-farmer = Petani/pekebun
occupation-fisher = Nelayan
occupation-labourer = Buruh
occupation-driver = Sopir/pengemudi
occupation-domestic-worker = Asisten rumah tangga
occupation-retired = Pensiunan
occupation-health-worker = Tenaga kesehatan
occupation-teacher = Guru/dosen
occupation-other = Pekerjaan lain

marital-single = Belum kawin
marital-married = Kawin
marital-divorced = Cerai hidup
marital-widowed = Cerai mati

religion-islam = Islam
religion-protestant = Kristen
religion-catholic = Katolik
religion-hindu = Hindu
religion-buddhist = Buddha
religion-confucian = Khonghucu
religion-belief = Penghayat Kepercayaan
religion-other = Agama lain

# Reading a NIK
nik-reads = NIK ini: { $sex }, lahir { $date }, { $district }
nik-short = Baru { $count } angka. NIK harus 16 angka.
nik-long = Sudah { $count } angka. NIK harus 16 angka.
nik-letters = NIK hanya berisi angka.
nik-serial = Empat angka terakhir NIK tidak mungkin 0000.
bpjs-short = Baru { $count } angka. Nomor BPJS harus 13 angka.
bpjs-long = Sudah { $count } angka. Nomor BPJS harus 13 angka.
bpjs-letters = Nomor BPJS hanya berisi angka.

# Warnings to confirm with a reason
warning-title = Perlu dipastikan
warning-detail-nik-birth = Tanggal lahir di NIK { $date }, berbeda dari yang diisi.
warning-detail-nik-sex = Jenis kelamin di NIK { $sex }, berbeda dari yang diisi.
warning-detail-nik-date = Tanggal lahir di NIK tidak ada di kalender.
warning-age = Umur { $age } tidak lazim.
warning-confirm-reason = Alasan, misalnya salah cetak di KTP
warning-confirm = Sudah dicek, simpan

# Warnings of a registration by their stored word
warning-nik-birth-date = Tanggal lahir di NIK berbeda dari yang diisi.
warning-nik-sex = Jenis kelamin di NIK berbeda dari yang diisi.
warning-nik-impossible-date = Tanggal lahir di NIK tidak ada di kalender.
warning-nik-area-unknown = Kode wilayah di NIK tidak dikenal.
warning-nik-taken = NIK ini sudah milik pasien lain.
warning-bpjs-taken = Nomor BPJS ini sudah milik pasien lain.
warning-likely-duplicate = Mungkin pasien ini sudah terdaftar.

# Why somebody has no NIK
no-nik-newborn = Bayi baru lahir
no-nik-not-brought = Tidak bawa kartu
no-nik-unregistered = Belum di Dukcapil
no-nik-foreigner = Warga negara asing

# What a guardian is to somebody
guardian-mother = Ibu
guardian-father = Ayah
guardian-spouse = Suami/istri
guardian-child = Anak
guardian-grandparent = Kakek/nenek
guardian-sibling = Saudara
guardian-relative = Kerabat
guardian-other = Lainnya

# Likely duplicates
duplicate-title = Mungkin sudah terdaftar
duplicate-hint = Cek dulu sebelum menyimpan. Satu orang cukup satu rekam medis.
duplicate-same-nik = NIK sama
duplicate-same-bpjs = Nomor BPJS sama
duplicate-is-this = Ini orangnya

# The front desk, further
desk-today = Hari ini
desk-deceased = Meninggal
desk-draft-waits = Isian pasien baru “{ $name }” masih tersimpan. Ctrl+N melanjutkannya.
desk-print-again = Cetak ulang { $ticket } · { $name }
desk-number-back = Pakai lagi { $ticket } · { $name }
desk-number-back-hint = Tadi dipanggil dan tidak hadir; kembali ke tempatnya
desk-print-again-slip = Cetak lagi slip nomor ini
desk-day-is-closed = Hari ini sudah ditutup
desk-clock-waits = Menunggu jawaban baris jam di atas
desk-day-reopen = Buka lagi hari ini
desk-day-reopen-who = { $count } orang kembali ke tempatnya
call-asks = { $ticket } masih dipanggil. Datang, tidak hadir (F11), atau ditunda? F9 lagi: biarkan dan panggil berikutnya.
desk-print-again-hint = Sudah punya tiket untuk unit ini
desk-print-again-ahead = Sudah punya tiket · { $count } orang di depan
desk-print-anonymous = Tiket tanpa nama · { $unit }
desk-ticket-ahead = { $ticket } · { $count } orang di depan
desk-go-on-visit = Ke kunjungan
desk-nobody-called = Belum ada yang dipanggil
desk-admit = Selesai di loket → { $unit }
desk-admit-as = { $name } → { $unit }
desk-has-ticket = { $name } sudah punya { $ticket }
desk-row-nothing = Tidak ada yang perlu dilakukan di sini.
desk-cancel-reason = Alasan, misalnya pulang lebih dulu
desk-day-left-open = Antrean { $day } belum ditutup.
desk-day-left-waiting = { $count } menunggu
desk-day-left-serving = { $count } sedang dilayani
desk-day-left-emergencies = termasuk { $count } gawat darurat
desk-day-left-whom = Masih ada { $whom }.
desk-day-close = Tutup hari itu
desk-day-close-reason = Terlewat ditutup; ditutup dari meja depan
desk-day-closed-by = Ditutup { $by }, { $when }: { $why }.
desk-day-closed-itself = Ditutup sendiri, { $when }: { $why }.
desk-day-place = Urutan { $place }
desk-day-closed = Hari ini sudah ditutup pukul { $at }. Tiket baru menunggu hari dibuka lagi; mencari dan kunjungan tetap bisa.
desk-history-of = Riwayat { $name }
desk-history-none = Belum pernah berkunjung
toast-ticket-slip = Tiket { $ticket } tersimpan. Slip: { $path }
toast-ticket-no-slip = Tiket { $ticket } sudah tersimpan, tetapi slipnya tidak bisa ditulis: { $why }. Tekan F2 lagi untuk mencoba.
toast-admitted = { $ticket } selesai di loket, lanjut ke { $unit }.
toast-emergency = { $ticket } gawat darurat, dipanggil lebih dulu.
toast-marked = Prioritas { $ticket } diubah.
toast-linked = { $ticket } terhubung dengan pasien.
toast-paper = { $ticket } dari kertas tersimpan.

# The registration form, further
warning-confirm-other = Alasan, misalnya saudara kembar
select-nothing = Tidak ada yang cocok
person-birth-form = hh-bb-tttt
person-sex-missing = Pilih jenis kelamin.
person-not-in-list = Tidak ada di daftar. Pilih dari daftar, atau kosongkan.
person-no-nik-why = Isi NIK, atau pilih mengapa belum ada.
person-area = Kode wilayah
person-area-form = Kode wilayah 2, 4, 6 atau 10 angka.
person-rt-form = 1–999
person-relation = Hubungan
person-relation-missing = Pilih hubungannya.
person-family-of = Folder keluarga { $name }
person-baby-of = Bayi { $name }
person-family-with = Satu keluarga dengan { $name }
person-guardian-is = Wali: { $name }
person-discard = Buang isian
duplicate-none = Orang yang mirip akan muncul di sini selama Anda mengisi.
duplicate-below = Mungkin sudah terdaftar, lihat di bawah
duplicate-same-birth = tanggal lahir sama
duplicate-swapped-birth = hari dan bulan lahir tertukar
duplicate-same-phone = telepon sama
duplicate-name = nama mirip
duplicate-same-name = nama sama
duplicate-near-birth = tanggal lahir beda satu angka atau satu hari
duplicate-near-year = tahun lahir berdekatan
duplicate-same-village = satu desa
duplicate-same-mother = ibu sama
duplicate-same-card = KK sama

# Entered from paper
paper-person = Pasien
paper-nobody = Tanpa nama. Pilih pasien dulu di meja bila tahu siapa.
paper-number = Nomor di kertas
paper-number-form = Tulis misalnya A-021, atau kosongkan.
paper-day = Tanggal
paper-end = Sampai mana
paper-issued = Ambil nomor
paper-called = Dipanggil
paper-since = Mulai dilayani
paper-no-show-at = Ditandai tidak hadir
paper-until = Selesai

# A death.
death-begin = Meninggal …
death-title = Catat meninggal
death-undo-title = Batalkan tanda meninggal
death-on = Tanggal meninggal
death-what = Yang meninggal tidak lagi dihitung sebagai warga dan sasaran, dan tidak diberi tiket. Riwayatnya tetap ada.
death-ends-ticket = Tiket { $ticket } ({ $unit }) akan dibatalkan.
death-save = Catat
death-undo = Batalkan tanda
death-recorded = { $name } dicatat meninggal, { $date }.
death-taken-back = Tanda meninggal { $name } dibatalkan.

# A birth date that is not known exactly, and what the NIK says of it
nik-proposes = Menurut NIK: { $value }. Enter menerima.
birth-about = { $age }, kira-kira { $date }
birth-year-about = { $age }, lahir sekitar { $year }
age-estimated = { $age } (perkiraan)
age-year-only = { $age } (tahun lahir saja)
screening-year-only = Hanya tahun lahirnya yang diketahui: yang dinilai BB/TB, bengkak, dan LiLA. Lengkapi tanggal lahir untuk yang lain.

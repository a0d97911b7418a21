# Refusals: what happened, what is safe, what to do now. Key: refusal-<stable code of the error>.
# The only value is $detail: what the error names (a letter, a unit, a village).

# The door
refusal-not-allowed = Peran Anda tidak boleh melakukan ini. Minta petugas yang berwenang.
refusal-signed-out = Akun ini tidak boleh masuk lagi. Hubungi administrator.
refusal-reused = Perintah ini sudah pernah dipakai untuk hal lain. Ulangi dari layar.
refusal-clash = { $detail } baru saja diubah orang lain. Lihat isinya sekarang, lalu simpan lagi.
refusal-unreadable = Pesan antarkomputer tidak terbaca; tidak ada yang berubah. Periksa apakah versi Loket di kedua komputer sama, atau hubungi petugas IT.
refusal-cut = Tidak ada jawaban dari komputer data klinik. Lihat dulu di layar apakah sudah tersimpan, baru ulangi bila perlu.
refusal-old-reply = Ini sudah dilakukan sebelum Loket diperbarui. Lihat keadaan sekarang di layar.
refusal-disk-full = Disk komputer Loket penuh. Yang baru saja Anda simpan belum tersimpan; semua yang sebelumnya aman. Kosongkan tempat di disk, lalu simpan lagi.
refusal-failure = Tidak tersimpan, tidak ada yang berubah. Coba lagi; bila berulang, hubungi petugas IT.

# Setting up the clinic
refusal-setup-already-begun = Klinik ini sudah dipasang.
refusal-setup-not-begun = Klinik ini belum dipasang. Selesaikan pemasangan dulu.
refusal-hidden-sign = Ada tanda yang tidak terlihat di isian ini ({ $detail }). Hapus isinya, lalu ketik ulang.
refusal-setup-empty = { $detail } belum diisi.
refusal-setup-prefix = “{ $detail }” tidak bisa jadi huruf antrean. Pakai satu huruf A sampai Z; P untuk prioritas.
refusal-setup-prefix-taken = Huruf { $detail } sudah dipakai unit lain. Pilih huruf lain.
refusal-setup-registration = Harus ada tepat satu unit pendaftaran, sekarang ada { $detail }.
refusal-setup-no-counter = { $detail } belum punya loket atau ruang. Tambahkan satu.
refusal-setup-no-village = Isi paling sedikit satu desa wilayah kerja.
refusal-setup-village-twice = { $detail } tertulis dua kali. Hapus salah satu.
refusal-setup-day-turn = Hari layanan berganti antara pukul 0 dan 11.
refusal-setup-ratio = Perbandingan prioritas paling kecil 1 banding 1.
refusal-setup-record-format = Pola No. RM tidak dapat dipakai: family dan member harus ada masing-masing sekali dengan jumlah angkanya, area paling banyak sekali.
refusal-setup-unknown = Unit ini tidak ada lagi. Lihat daftar unit.

# People who work here
refusal-staff-no-name = Nama petugas belum diisi.
refusal-staff-username = Nama pengguna 3 sampai 32 huruf kecil, angka, atau titik.
refusal-staff-username-taken = Nama pengguna ini sudah dipakai. Pilih yang lain.
refusal-staff-unknown = Akun ini tidak ada. Lihat daftar petugas.
refusal-staff-last-administrator = Ini administrator terakhir. Buat administrator lain dulu.
refusal-staff-not-administrator = Lembar pemulihan hanya untuk akun administrator.

# People who come

# Queue: refusals-queue.ftl

# Visits
refusal-visit-not-found = Kunjungan atau catatan ini tidak ada. Cari pasiennya lagi.
refusal-visit-changed = Kunjungan ini baru saja diubah orang lain. Isian Anda masih ada; lihat, lalu simpan lagi.
refusal-visit-closed = Kunjungan ini sudah ditutup. Tambahkan catatan, atau batalkan catatan yang salah.
refusal-visit-voided = Kunjungan ini dibatalkan. Buka kunjungan baru.
refusal-visit-entry-ended = Catatan ini sudah dibatalkan atau diganti. Lihat lagi.
refusal-visit-still-open = Kunjungan ini masih terbuka. Tulis langsung di kunjungannya.
refusal-visit-not-responsible = Hanya yang bertanggung jawab yang bisa menutup kunjungan ini. Ambil alih dulu.
refusal-visit-already-open = Kunjungan ini sudah terbuka. Lanjutkan di sana.
refusal-visit-reason-missing = Tulis alasannya dulu.
refusal-visit-text-missing = Tulis dulu yang mau ditambahkan.
refusal-visit-text-too-long = Tulisan ini terlalu panjang. Ringkas dulu.
refusal-visit-deceased = Orang ini tercatat meninggal. Kunjungan baru tidak dibuka; bila keliru, ubah dulu datanya (F6).
refusal-visit-born-after = Sudah ada kunjungan pada { $detail }, sebelum tanggal lahir ini. Cek tanggal lahirnya; kalau benar, batalkan dulu kunjungan itu.
refusal-visit-bad-time = Waktu ini tidak cocok dengan kunjungan. Cek tanggal dan jamnya.
refusal-visit-amendment-only-closed = Catatan tambahan hanya untuk kunjungan yang sudah ditutup.
refusal-vital-impossible = Nilai ini tidak mungkin pada umur ini. Ukur lagi.
refusal-vital-needs-confirmation = Ada nilai yang bertentangan. Ukur lagi, atau pastikan dengan alasan.
refusal-vital-already-there = Tanda vital ini sudah ada. Batalkan yang lama dulu.
refusal-vital-twice = Satu tanda vital terisi dua kali.
refusal-diagnosis-bad-code = “{ $detail }” bukan kode ICD-10. Tulis misalnya J06.9.
refusal-diagnosis-name-missing = Diagnosis { $detail } belum punya nama. Tulis namanya.
refusal-diagnosis-twice = Diagnosis { $detail } sudah ada di kunjungan ini. Hapus salah satu.
refusal-diagnosis-two-primaries = Diagnosis utama hanya satu.
refusal-diagnosis-list-empty = Daftar diagnosis ini kosong. Tidak ada yang diubah.

# Screening
refusal-measurement-not-found = Pengukuran ini tidak ada. Cari anaknya lagi.
refusal-measurement-child-unknown = Tanggal lahir dan jenis kelamin anak belum ada. Lengkapi pendaftaran dulu.
refusal-measurement-other-child = Pengukuran ini milik anak lain. Lihat lagi.
refusal-measurement-changed = Pengukuran ini baru saja diubah orang lain. Isian Anda masih ada; lihat, lalu simpan lagi.
refusal-measurement-ended-before = Pengukuran ini sudah dibatalkan. Lihat lagi.
refusal-measurement-same-again = Ukuran yang sama pada hari yang sama sudah ada. Tidak ada yang ditulis.
refusal-measurement-nothing = Isi paling sedikit satu ukuran.
refusal-measurement-before-birth = Tanggal ukur sebelum lahir. Cek kedua tanggal.
refusal-measurement-in-future = Tanggal ukur belum tiba. Cek lagi.
refusal-measurement-impossible = Ukuran ini tidak mungkin pada umur ini. Ukur lagi.
refusal-measurement-needs-confirmation = Ada ukuran yang tidak lazim. Ukur lagi, atau pastikan dengan alasan.
refusal-measurement-reason-missing = Tulis alasannya dulu.
refusal-measurement-text-too-long = Tulisan ini terlalu panjang. Ringkas dulu.
refusal-follow-up-text-missing = Tulis dulu tindak lanjutnya.
refusal-follow-up-due-in-past = Hari tindak lanjut sudah lewat. Pilih hari ini atau sesudahnya.
refusal-clock-asked = Jam belum dipastikan. Jawab dulu baris jam di atas. Gawat darurat tetap bisa.
refusal-clock-aged = Jam komputer diragukan, jadi umur atau tahun lahir belum bisa dihitung. Ketik tanggal lahir lengkap, atau jawab dulu baris jam di atas. Isian tetap ada.
refusal-clock-back = Ada catatan hari ini yang lebih baru dari jam ini. Bila jam ini memang benar, ketik jamnya: Ctrl+J.
refusal-clock-other-day = Ada catatan dari hari sesudah tanggal ini. Hanya administrator atau kepala puskesmas yang bisa memastikan jam ini.
refusal-clock-unlikely = Tanggal atau jam itu jauh dari catatan terakhir. Periksa lagi; bila memang benar, minta administrator atau kepala puskesmas.
refusal-clock-before = Ada catatan yang lebih baru dari jam ini. Periksa lagi jam dan tanggalnya.
refusal-visit-no-diagnosis = Kunjungan sakit ini belum punya diagnosis. Isi diagnosisnya, atau tutup sekali lagi bila memang tidak ada.
refusal-visit-finding-open = Ada temuan yang perlu ditangani, tetapi belum ada diagnosis, rencana, atau rujukan. Isi dulu, atau tutup sekali lagi bila memang tidak perlu.
refusal-setup-limit-reason = Tulis alasannya atau pedoman yang dipakai, paling panjang 300 huruf.
refusal-setup-limit-unknown = Baris ini tidak ada di daftar batas. Buka lagi daftarnya.
refusal-setup-limit-changed = Orang lain baru saja mengubah baris ini menjadi { $detail }. Lihat, lalu simpan lagi.
refusal-setup-limit-number = Tiap batas harus berupa angka, misalnya 37,5.
refusal-setup-limit-order = Angka ini tidak cocok: batas naik dari kiri ke kanan, dan tidak lebih halus dari yang diukur.
refusal-setup-limit-far = Angka ini lebih dari dua kali atau kurang dari separuh bawaan ({ $detail }). Periksa angka dan satuannya.
refusal-setup-limit-place = Angka ini tidak cocok: terlalu kecil, terlalu besar, atau lebih halus dari yang diukur.

# Registration of people. Key: refusal-<stable code>.

refusal-person-name-missing = Nama belum diisi.
refusal-person-bad-field = Isian ini tidak bisa disimpan. Periksa panjang dan angkanya.
refusal-person-birth-in-future = Tanggal lahir belum tiba. Cek lagi tahunnya.
refusal-person-birth-too-long-ago = Tanggal lahir lebih dari 130 tahun yang lalu. Cek lagi tahunnya.
refusal-person-death-before-birth = Tanggal meninggal sebelum tanggal lahir. Cek lagi keduanya.
refusal-person-death-in-future = Tanggal meninggal belum tiba. Cek lagi tanggalnya.
refusal-person-needs-confirmation = Belum disimpan: ada peringatan yang perlu dipastikan dengan alasan.
refusal-person-reason-missing = Tulis alasannya dulu.
refusal-person-unknown = Pasien ini tidak terdaftar. Cari ulang.
refusal-person-unknown-family = Map keluarga ini tidak ada. Cari ulang atau buat map baru.
refusal-person-unknown-village = Desa ini bukan wilayah klinik. Pilih desa lain atau isi sebagai luar wilayah.
refusal-person-bad-mother = Ibu yang dipilih tidak mungkin. Pilih ibu yang terdaftar.
refusal-person-member-taken = Map keluarga ini sudah punya kepala keluarga atau istri. Pilih hubungan lain.
refusal-person-family-full = Nomor anggota di map keluarga ini habis. Buat map baru.
refusal-person-numbers-used-up = Nomor rekam medis wilayah ini habis. Minta administrator mengubah bentuk nomornya.
refusal-person-bad-area = Nomor wilayah tidak muat di nomor rekam medis. Minta administrator memeriksa pengaturan.
refusal-person-has-nik = Pasien ini sudah punya NIK. Ubah lewat data pasien.
refusal-person-is-deceased = Pasien ini sudah ditandai meninggal.
refusal-person-is-living = Pasien ini tidak ditandai meninggal.
refusal-person-changed = Data pasien ini baru saja diubah orang lain. Lihat yang terbaru, lalu ulangi.

# Warnings to confirm with a reason. Key: person-warning-<code>.
person-warning-nik-birth-date = Tanggal lahir di NIK berbeda dari yang diisi.
person-warning-nik-sex = Jenis kelamin di NIK berbeda dari yang diisi.
person-warning-nik-impossible-date = Tanggal lahir di NIK tidak ada di kalender.
person-warning-nik-area-unknown = Kode wilayah di NIK tidak dikenal.
person-warning-nik-taken = NIK ini sudah dipakai pasien lain.
person-warning-bpjs-taken = Nomor BPJS ini sudah dipakai pasien lain.
person-warning-likely-duplicate = Mungkin sudah terdaftar.

# What two people share. Key: person-likeness-<word>.
person-likeness-same-nik = NIK sama
person-likeness-same-bpjs = Nomor BPJS sama
person-likeness-same-birth-date = Tanggal lahir sama
person-likeness-birth-day-swapped = Hari dan bulan lahir tertukar
person-likeness-same-phone = Telepon sama
person-likeness-name-alike = Nama mirip

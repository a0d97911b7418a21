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
refusal-person-seen-after-death = Orang ini masih datang pada { $detail }. Cek lagi tanggalnya, dan apakah ini orang yang benar. Kalau tiket atau kunjungan itu yang keliru, batalkan dulu.
refusal-person-visit-open = Kunjungannya masih terbuka di ruangan, dan ditutup di sana. Tekan sekali lagi untuk mencatat meninggal.
refusal-person-is-living = Pasien ini tidak ditandai meninggal.
refusal-person-changed = Data pasien ini baru saja diubah orang lain. Lihat yang terbaru, lalu ulangi.

# What two people share. Key: person-likeness-<word>.
refusal-person-too-young = Yang belum 15 tahun adalah anak atau famili lain, bukan kepala keluarga atau suami/istri.
refusal-person-not-newborn = Alasan “bayi baru lahir” hanya untuk yang belum setahun. Pilih alasan lain.
refusal-person-stays-there = Sudah begitu. Tidak ada yang berubah.
refusal-person-merge-two-cards = Keduanya punya NIK yang berbeda. Betulkan dulu NIK yang salah.
refusal-person-merge-other-sex = Jenis kelaminnya berbeda. Betulkan dulu kalau ini satu orang.
refusal-person-merge-deceased = Salah satunya tercatat meninggal. Rekam ini tidak digabung.
refusal-person-merge-related = Keduanya tidak mungkin satu orang: sama persis, atau ibu dan anak.
refusal-person-merge-served = Salah satunya sedang dilayani atau kunjungannya masih terbuka. Gabungkan sesudahnya.
refusal-person-merge-two-tickets = Keduanya menunggu di unit yang sama, dan nomor yang belakangan sedang dipanggil. Selesaikan dulu panggilan itu.
refusal-person-merge-apart = Sudah ditandai dua orang berbeda. Urungkan dulu tanda itu kalau ternyata satu orang.
refusal-person-merge-tickets-changed = Tiket salah satunya baru berubah. Lihat lagi sebelum menggabungkan.
refusal-person-not-merged = Gabungan ini sudah diurungkan.
refusal-person-merge-too-old = Gabungan hanya bisa diurungkan dalam 30 hari.
refusal-person-changed-since = Salah satunya sudah berubah sejak digabung, jadi tidak bisa diurungkan.
refusal-person-head-leaves = Kepala keluarga ini pergi. Pilih dulu siapa yang menjadi kepala keluarga sesudahnya.
refusal-person-bad-next-head = Orang itu tidak bisa menjadi kepala keluarga di folder ini. Pilih yang lain.
refusal-person-mother-elsewhere = Ibu ini sekarang di folder lain. Lihat yang terbaru, lalu ulangi.
refusal-person-folder-closed = Folder ini sudah kosong dan ditutup. Pilih folder lain atau buat yang baru.
refusal-person-move-changed = Datanya baru saja diubah dari tempat lain. Belum dipindah; lihat yang terbaru, lalu ulangi.
refusal-person-not-moved = Perpindahan ini sudah diurungkan.
refusal-person-move-too-old = Perpindahan hanya bisa diurungkan dalam 30 hari.
refusal-person-moved-since = Datanya sudah berubah sejak dipindah, jadi tidak bisa diurungkan. Pindahkan lagi dengan Ctrl+F.

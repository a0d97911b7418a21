# Refusals of screening. Key: refusal-<stable code>; `detail` is what the sentence names.

refusal-measurement-not-found = Pengukuran atau tindak lanjut ini tidak ada. Cari lagi anaknya.
refusal-measurement-child-unknown = Jenis kelamin atau tanggal lahir anak ini belum ada. Lengkapi dulu pendaftarannya.
refusal-measurement-other-child = Pengukuran ini milik anak lain. Cek lagi namanya.
refusal-measurement-changed = Data ini baru saja diubah orang lain. Isian Anda masih ada; lihat yang terbaru, lalu simpan lagi.
refusal-measurement-ended-before = Ini sudah dibatalkan atau diselesaikan. Lihat lagi yang terbaru.
refusal-measurement-same-again = Angka yang sama pada hari yang sama sudah tersimpan; tidak ditulis lagi.
refusal-measurement-nothing = Isi paling sedikit satu ukuran.
refusal-measurement-before-birth = Tanggal ukur lebih awal dari tanggal lahir. Cek kedua tanggal.
refusal-measurement-in-future = Tanggal ukur belum tiba. Cek lagi tanggalnya.
refusal-measurement-impossible = Ukuran ini tidak mungkin pada umur ini. Ukur ulang dan cek angkanya.
refusal-measurement-needs-confirmation = Ada ukuran yang tidak biasa. Ukur ulang, atau tulis alasannya satu per satu.
refusal-measurement-reason-missing = Tulis alasannya dulu.
refusal-follow-up-text-missing = Tulis dulu apa yang akan dilakukan.
refusal-measurement-text-too-long = Teks terlalu panjang. Paling banyak { $detail } huruf.
refusal-follow-up-due-in-past = Tanggalnya sudah lewat. Pilih hari ini atau sesudahnya.

# A follow-up in one's own words.
plan-other = Lainnya

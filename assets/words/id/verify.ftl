# What `loket verify` and its window say of a sealed summary.

verify-holds = UTUH: setiap byte sama seperti saat disegel, dan segelnya dikenal.
verify-unknown = UTUH, TETAPI SEGELNYA TIDAK DIKENAL: setiap byte sama seperti saat disegel.
verify-broken = TIDAK SAH. Yang salah:
verify-claims = Berkas ini mengaku (belum tentu benar):
verify-of = Isi: { $title }, { $clinic }, kode { $code }
verify-of-number = Nomor { $number } dalam rantai, dibuat { $time }
verify-of-title = Judul PDF: { $title }
verify-renamed = PERHATIAN: nama berkas ini lain dari isinya. Nama aslinya: { $name }
verify-by = Disegel oleh: { $who }
verify-at = Waktu: { $time }
verify-at-unknown = Waktu: tidak diketahui
verify-fingerprint = Sidik jari segel (SHA-256): { $fingerprint }
verify-compare = Bandingkan sidik jari itu dengan puskesmas penyegel lewat telepon; bila sama, ulangi dengan --seal.
verify-own = Ini segel puskesmas ini sendiri.
verify-own-before = Ini segel puskesmas ini sendiri yang lama, diganti pada { $time }. Waktu penyegelan di atas menurut segel itu sendiri.
verify-given = Segel ini yang diberikan dengan --seal.
verify-not-certified = Ini segel puskesmas, bukan tanda tangan elektronik tersertifikasi.
verify-confirm = Kalau laporan ini memang dari puskesmas ini (jam komputernya waktu itu terlalu cepat), administrator dapat memastikannya di Atur, Salinan data, dengan angka ini: { $hash }
verify-later = Setelah itu ditandatangani juga oleh: { $who }. Tanda tangannya cocok dengan isi; sertifikatnya tidak diperiksa di sini.
verify-later-unchecked = Setelah itu ditandatangani juga oleh: { $who }. Tanda tangan itu tidak dapat diperiksa di sini.
verify-later-mark = Tandanya terlihat di halaman { $page } dan menutupi { $percent } % halaman itu; yang ada di bawahnya tidak terlihat.

# What is wrong. $part is one of the parts below, which begins the sentence.
verify-fault-unreadable = { $part } tidak dapat dibaca.
verify-fault-too-much = { $part } lebih besar atau lebih rumit daripada laporan mana pun, jadi tidak dibaca.
verify-fault-no-signature = { $part } tidak membawa segel dari program ini.
verify-fault-not-canonical = { $part } tidak persis, byte demi byte, dalam bentuk bakunya.
verify-fault-changed = { $part } diubah setelah disegel.
verify-fault-bad-signature = { $part } tidak cocok dengan sertifikatnya.
verify-fault-swapped = { $part } membawa sertifikat lain daripada yang dipakai menyegel.
verify-fault-certificate-unreadable = { $part } membawa sertifikat yang tidak dapat dibaca.
verify-fault-certificate-key = { $part } membawa sertifikat yang kuncinya bukan P-256.
verify-fault-certificate-signature = { $part } membawa sertifikat yang tanda tangannya sendiri tidak benar.
verify-fault-time = { $part } tidak menyebut waktunya di tempat yang semestinya.
verify-fault-validity = { $part } dibuat pada { $time }, di luar masa berlaku sertifikatnya.
verify-fault-ended = { $part } dibuat pada { $time }, padahal segel itu sudah diganti pada { $ended }.
verify-fault-revised = Setelah disegel, PDF direvisi ({ $bytes } byte ditambahkan).
verify-fault-added = Setelah disegel, { $bytes } byte ditambahkan pada akhir PDF.
verify-fault-cut = { $bytes } byte hilang pada akhir PDF.
verify-fault-hole = Ruang untuk segel di dalam PDF diubah.
verify-fault-members = Isi wadah bukan berkas yang semestinya, atau urutannya lain.
verify-fault-pdf-names-none = PDF tidak menyebut laporan mana yang ditampilkannya.
verify-fault-pdf-names-another = PDF menampilkan laporan lain daripada berkas JSON.
verify-fault-other-signer = { $part } dibuat dengan segel lain daripada yang lain.

verify-part-json = Berkas JSON
verify-part-json-signature = Segel berkas JSON (.json.p7s)
verify-part-pdf = PDF
verify-part-pdf-signature = Segel di dalam PDF
verify-part-container = Wadah (.asice)
verify-part-manifest = Daftar isi wadah
verify-part-manifest-signature = Segel wadah

# Why nothing could be judged at all.
verify-no-read = { $file } tidak dapat dibaca: { $why }.
verify-no-file = { $file } bukan berkas, melainkan folder atau perangkat.
verify-too-large = { $file } lebih besar dari { $most } MiB; ini bukan laporan.
verify-no-partner = { $file } tidak ada. Laporan JSON dan segelnya (.json.p7s) harus berada di folder yang sama.
verify-unknown-kind = { $file } bukan .json, .json.p7s, .pdf, atau .asice.
verify-workbook = { $file } tidak disegel dan tidak dapat diperiksa. Periksa .json, .pdf, atau .asice di sebelahnya.
verify-no-seal = --seal { $given }: bukan sidik jari (64 angka heksadesimal) dan bukan sertifikat segel.

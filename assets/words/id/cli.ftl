# The terminal.

cli-growth-progress = { $rows } baris, { $percent }
cli-growth-rows = { $rows } baris
cli-growth-cell = baris { $row }, kolom { $column }: “{ $text }” bukan { $holds }; nilai baris ini dikosongkan
cli-growth-holds-number = angka dengan titik desimal
cli-growth-holds-sex = m, f, 1 atau 2
cli-growth-holds-measure = l (terlentang) atau h (berdiri)
cli-growth-holds-oedema = y, n, 1 atau 2
cli-growth-too-many-cells = baris { $row }: ada { $cells } sel, judulnya { $header } kolom; nilai baris ini dikosongkan
cli-growth-open-quote = baris { $row }: tanda kutip tidak ditutup; nilai baris ini dan sesudahnya dikosongkan
cli-growth-note-not-positive = catatan: nilai ≤ 0, z-score dikosongkan: { $list }
cli-growth-note-outside = catatan: di luar tabel WHO, z-score dikosongkan: { $list }
cli-growth-outside-age = age (di bawah 0 atau mulai 60 bulan) { $count }
cli-growth-outside-length = lenhei (45–110 cm terlentang, 65–120 cm berdiri) { $count }
cli-growth-outside-arm = armc (mulai hari ke-91) { $count }
cli-growth-note-bad-rows = catatan: { $bad } dari { $rows } baris tidak terbaca seluruhnya; lihat pesan di atas
cli-growth-cannot-open = Berkas { $path } tidak bisa dibuka: { $why }
cli-growth-cannot-create = Berkas { $path } tidak bisa dibuat: { $why }
cli-growth-device = Windows memakai nama { $path } untuk perangkat, bukan berkas. Pakai nama lain.
cli-growth-cannot-read = Membaca terhenti: { $why }
cli-growth-cannot-write = Menulis terhenti: { $why }
cli-growth-no-header = Berkas kosong: baris pertama harus berisi nama kolom.
cli-growth-old-line-ends = Baris berkas ini diakhiri CR saja, seperti pada Macintosh lama. Simpan lagi sebagai CSV biasa, lalu coba lagi.
cli-growth-no-known-column = Tidak ada kolom yang dikenal. Baris pertama harus berisi nama kolom, dipisah koma: { $columns }.
cli-growth-twice = Kolom { $column } ada dua kali.
cli-growth-endless-row = Baris { $row } tidak berakhir; mungkin ada tanda kutip yang tidak ditutup.
cli-growth-stopped = Perhitungan terhenti sebelum selesai.
cli-summary-same = Data tidak berubah: ini laporan yang sama, nomor urut { $number }.

cli-no-folder = Pengguna ini tidak punya folder untuk data aplikasi; sebutkan satu dengan --data.
cli-backup-made = { $file } ({ $bytes } byte), sudah dicoba dan baik
cli-doctor-sound = Loket doctor: tidak ada temuan, semuanya sebagaimana mestinya
cli-doctor-found = Loket doctor: { $count } temuan

cli-demo-clinic = Klinik
cli-demo-clinic-is = { $name } (rekaan), { $date }
cli-demo-people = Warga
cli-demo-people-are = { $people } dalam { $families } keluarga
cli-demo-children = Anak dipantau
cli-demo-children-are = { $children } anak, { $measurements } pengukuran
cli-demo-morning = Pagi ini
cli-demo-morning-is = { $tickets } tiket, { $calls } panggilan, { $absent } tidak hadir, { $visits } kunjungan
cli-demo-sign-in = Masuk sebagai
cli-demo-sign-in-is = rina, dwi, agus, laras, made, prasetya atau wahyu; kata sandi { $password }
cli-demo-database = Basis data
cli-demo-file = Berkas
cli-demo-ready = Siap dalam { $seconds } detik.
cli-demo-failed = Contoh tidak jadi dibuat: { $why }
cli-demo-no-child = anak untuk grafik pertumbuhannya tidak ada
cli-demo-no-folder = Pengguna ini tidak punya folder untuk contoh; sebutkan satu dengan --out.

# What the store says no to, and why there is no window.
store-missing = Di { $file } tidak ada data Loket.
store-no-copy-folder = Folder untuk salinan, { $file }, tidak ada. Pasang flash disknya atau pilih folder lain.
store-unsound = { $file } tidak lulus pemeriksaan ({ $why }). Pakai salinan lain.
store-file = { $file }: { $why }.
window-no-display = Tidak ada layar untuk membuka jendela (DISPLAY dan WAYLAND_DISPLAY kosong).
window-refused = Layarnya tidak bisa dipakai: { $why }
window-lost = Layarnya hilang. Yang sudah tersimpan aman.

# The terminal.

cli-no-display = Tidak ada layar di komputer ini, jadi jendela tidak dibuka.
cli-display-lost = Layar hilang. Semua yang tersimpan aman.
cli-demo-ready = Klinik contoh siap di { $folder }
cli-demo-people = Orang
cli-demo-families = Keluarga
cli-demo-children = Balita dengan riwayat ukur
cli-demo-tickets = Tiket
cli-demo-visits = Kunjungan
cli-demo-measurements = Pengukuran
cli-demo-summary = Laporan
cli-demo-chart = Grafik
cli-store-newer = Data di { $folder } dibuat oleh versi yang lebih baru. Perbarui program ini; data tidak disentuh.
cli-store-foreign = { $path } bukan basis data Loket. Tidak ada yang diubah.
cli-store-folder = Folder { $folder } tidak bisa ditulis.
cli-store-busy = Data di { $folder } sedang dipakai program lain ({ $holder }).
cli-doctor-sound = Semua pemeriksaan baik.
cli-doctor-findings = { $count } temuan
cli-verify-sound = Utuh. Ditandatangani oleh { $signer }, { $time }.
cli-verify-unknown-seal = Utuh, tetapi segelnya tidak dikenal: { $fingerprint }
cli-verify-broken = Tidak utuh: { $reason }
cli-growth-rows = { $rows } baris
cli-growth-note = { $count } nilai dikosongkan: di luar tabel atau ≤ 0
cli-growth-cell = baris { $row }, kolom { $column }: “{ $text }” tidak terbaca

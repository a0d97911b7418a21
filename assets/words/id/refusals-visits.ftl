# Refusals of visits. Key: refusal-<stable code>; `detail` is what the sentence names.

refusal-visit-not-found = Kunjungan atau catatan ini tidak ada. Cari lagi pasiennya.
refusal-visit-changed = Kunjungan ini baru saja diubah orang lain. Isian Anda masih ada; lihat yang terbaru, lalu simpan lagi.
refusal-visit-voided = Kunjungan ini sudah dibatalkan. Buka kunjungan baru.
refusal-visit-entry-ended = Catatan ini sudah dibatalkan atau diganti. Lihat lagi yang terbaru.
refusal-visit-still-open = Kunjungan ini masih terbuka. Tulis langsung di dalamnya.
refusal-visit-not-responsible = Hanya yang bertanggung jawab yang bisa menutup kunjungan ini. Ambil alih dulu.
refusal-visit-already-open = Kunjungan ini sudah terbuka. Lanjutkan di sana.
refusal-visit-reason-missing = Tulis alasannya dulu.
refusal-visit-text-missing = Tulis dulu apa yang ditambahkan.
refusal-visit-text-too-long = Teks terlalu panjang. Paling banyak { $detail } huruf.
refusal-visit-bad-time = Waktu ini tidak cocok dengan kunjungannya. Cek lagi tanggal dan jamnya.
refusal-visit-amendment-only-closed = Tambahan hanya untuk kunjungan yang sudah ditutup. Tulis langsung di kunjungannya.
refusal-vital-needs-confirmation = Ada nilai yang tidak biasa. Ukur ulang, atau tulis alasannya satu per satu.
refusal-vital-already-there = Tanda vital ini sudah ada. Batalkan dulu yang salah dengan alasan.
refusal-vital-twice = Satu tanda vital diisi dua kali. Hapus salah satunya.
refusal-diagnosis-bad-code = { $detail } bukan kode diagnosis. Tulis misalnya J06.9.
refusal-diagnosis-name-missing = Diagnosis { $detail } belum punya nama. Tulis namanya.
refusal-diagnosis-twice = Diagnosis { $detail } sudah ada. Hapus salah satunya.
refusal-diagnosis-two-primaries = Diagnosis utama hanya satu. Pilih salah satunya.
refusal-diagnosis-list-empty = Daftar ini kosong; tidak ada yang diubah. Pilih berkas lain.

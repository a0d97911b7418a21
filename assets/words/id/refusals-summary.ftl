# Refusals of the summary and its seal: what is the case now, and what to do. Key: refusal-<stable code>.

refusal-summary-not-begun = Periode { $detail } belum mulai. Pilih hari atau bulan yang sudah berjalan.
refusal-summary-overtaken = Laporan lain sedang dibuat bersamaan. Coba sekali lagi.
refusal-summary-unknown = Laporan ini tidak ditemukan. Lihat daftar laporan terbaru.
refusal-summary-no-seal = Kunci segel klinik tidak ada di komputer ini. Kembalikan di Atur, Salinan data, dengan kode lembar pemulihan.
refusal-summary-bad-seal = Segel klinik tidak bisa dibuat. Ulangi dari awal.
refusal-summary-sealed-before = Klinik ini sudah punya segel.
refusal-summary-not-sealed = Laporan tidak bisa disegel: { $detail }. Periksa tanggal dan jam komputer.
refusal-summary-incomplete = Belum disegel: ada { $detail } hal yang kurang. Lihat daftarnya, lalu putuskan.

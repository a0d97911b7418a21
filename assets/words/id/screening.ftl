# Growth screening. Wording of screening, never a diagnosis: "terindikasi, perlu rujukan".
# Categories: Permenkes 2/2020 (Standar Antropometri Anak).

screening-title = Tumbuh kembang
screening-measurement = Pengukuran
screening-measured-from = umur { $days } hari · standar WHO 2006, batas PMK 2/2020
screening-weight = Berat badan
screening-length = Panjang/tinggi
screening-head = Lingkar kepala
screening-arm = LiLA
screening-posture = Cara ukur
screening-posture-lying = Terlentang
screening-posture-standing = Berdiri
screening-oedema = Edema dua kaki
screening-oedema-short = edema
screening-oedema-no = Tidak
screening-oedema-yes = Ya
screening-weight-for-length = BB menurut TB
screening-computed = dihitung
screening-limit = batas
screening-adjusted-lying = Terlentang ≥ 24 bulan: { $change } cm, dihitung { $length } cm
screening-adjusted-standing = Berdiri < 24 bulan: { $change } cm, dihitung { $length } cm
screening-birth-length = PB lahir { $length } cm
screening-birth-weight = BB lahir { $weight } kg
screening-implausible = Janggal, ukur ulang
screening-implausible-hint = Nilai ini di luar batas wajar WHO dan tidak ikut dihitung di laporan.
screening-outside-age = Di luar umur 0–59 bulan

# Indices
index-weight-for-age = Berat menurut umur
index-length-for-age = Panjang menurut umur
index-height-for-age = Tinggi menurut umur
index-weight-for-length = Berat menurut panjang
index-weight-for-height = Berat menurut tinggi
index-bmi-for-age = IMT menurut umur
index-head-for-age = Lingkar kepala menurut umur
index-arm-for-age = LiLA menurut umur
index-weight-for-age-short = BB/U
index-length-for-age-short = PB/U
index-height-for-age-short = TB/U
index-weight-for-length-short = BB/PB
index-weight-for-height-short = BB/TB
index-bmi-for-age-short = IMT/U
index-head-for-age-short = LK/U
index-arm-for-age-short = LiLA/U

# Categories as a label beside the z-score
category-severely-underweight = Berat badan sangat kurang
category-underweight = Berat badan kurang
category-normal-weight = Berat badan normal
category-risk-of-overweight = Risiko berat badan lebih
category-severely-stunted = Sangat pendek
category-stunted = Pendek
category-normal-length = Normal
category-tall = Tinggi
category-severely-wasted = Gizi buruk
category-wasted = Gizi kurang
category-well-nourished = Gizi baik
category-possible-risk-of-overweight = Berisiko gizi lebih
category-overweight = Gizi lebih
category-obese = Obesitas
category-severely-wasted-oedema = Gizi buruk (edema)
category-microcephaly = Lingkar kepala kecil
category-normal-head = Normal
category-macrocephaly = Lingkar kepala besar
category-arm-severely-wasted = LiLA sangat kurang
category-arm-wasted = LiLA kurang
category-normal-arm = Normal

# The same as a sentence of screening
finding-severely-underweight = Terindikasi berat badan sangat kurang, perlu rujukan
finding-underweight = Terindikasi berat badan kurang, perlu dicek lebih lanjut
finding-normal-weight = Berat badan sesuai umur
finding-risk-of-overweight = Terindikasi risiko berat badan lebih, cek BB/TB
finding-severely-stunted = Terindikasi sangat pendek, perlu rujukan
finding-stunted = Terindikasi pendek, perlu rujukan
finding-normal-length = Panjang/tinggi sesuai umur
finding-tall = Terindikasi tinggi, cek ukuran dan riwayat keluarga
finding-severely-wasted = Terindikasi gizi buruk, perlu rujukan segera
finding-wasted = Terindikasi gizi kurang, perlu tata laksana
finding-well-nourished = Gizi baik
finding-possible-risk-of-overweight = Terindikasi berisiko gizi lebih, pantau
finding-overweight = Terindikasi gizi lebih, perlu konseling
finding-obese = Terindikasi obesitas, perlu rujukan
finding-severely-wasted-oedema = Terindikasi gizi buruk dengan edema, perlu rujukan segera
finding-microcephaly = Lingkar kepala di bawah −2 SD, perlu rujukan
finding-normal-head = Lingkar kepala sesuai umur
finding-macrocephaly = Lingkar kepala di atas +2 SD, perlu rujukan
finding-arm-severely-wasted = LiLA di bawah 11,5 cm, perlu rujukan segera
finding-arm-wasted = LiLA 11,5–12,4 cm, perlu tata laksana
finding-normal-arm = LiLA sesuai umur

# KMS
kms-gained = Naik (N)
kms-not-gained = Tidak naik (T)
kms-not-weighed-before = Tidak ditimbang bulan lalu (O)
kms-first = Baru pertama (B)
kms-gained-short = N
kms-not-gained-short = T
kms-not-weighed-before-short = O
kms-first-short = B
kms-twice = 2T, berat tidak naik
kms-below-red = Di bawah garis merah (BGM)
kms-gain = { $gain } kg dari { $month }, minimal { $least } kg (KBM)
kms-gain-none = Belum ada timbangan bulan lalu
kms-none = Tanpa huruf
kms-none-short = –
kms-none-swollen = Edema: berat tidak dinilai
kms-none-implausible = Berat di luar batas wajar: tidak dinilai
kms-none-too-soon = Timbangan bulan lalu kurang dari 21 hari: belum dinilai
kms-none-nothing = Timbangan bulan lalu tidak bisa dibandingkan
kms-gain-line = { $gain } kg dari { $month }, mengikuti garis pertumbuhan
kms-gain-fell = { $gain } kg dari { $month }, turun dari garis { $fell }; minimal { $least } kg (KBM)
kms-gain-plain = { $gain } kg dari { $month }
kms-gain-first = Timbangan pertama

# The chart and its table
chart-length-part = panjang (PB)
chart-height-part = tinggi (TB)
chart-median = median
chart-axis-months = umur (bulan)
chart-axis-centimetres = cm
chart-axis-kilograms = kg
chart-point = { $index } { $z } SD · { $label }
chart-point-at = { $value } pada { $age }
table-date = Tanggal
table-age = Umur
table-weight = BB
table-length = PB/TB
table-kms = N/T

# What follows
plan-title = Tindak lanjut
plan-remeasure = Ukur ulang hari ini; bila tetap, rujuk ke dokter spesialis anak dan catat PMT.
plan-remeasure-only = Ukur ulang hari ini.
plan-refer = Rujuk ke dokter spesialis anak.
plan-refer-now = Rujuk segera hari ini.
plan-food = Catat PMT sesuai juknis.
plan-counsel = Konseling gizi bersama keluarga.
plan-next-month = Timbang lagi bulan depan.
plan-other = Lainnya

# The screen at work
screening-posture-early = Berdiri sebelum umur 9 bulan. Panjang dipakai apa adanya; ukur terlentang bila bisa.
growth-more = Lainnya
chart-axis-length = panjang/tinggi (cm)
chart-axis-bmi = kg/m²
chart-printed = Grafik tersimpan: { $path }
chart-print-failed = Grafik tidak bisa ditulis. Isian tetap aman; coba lagi.
follow-due = Paling lambat
follow-due-hint = hh-bb-tttt
follow-plan = Rencanakan
follow-end = Akhiri
follow-outcome = Hasil, atau alasan dibatalkan
follow-done = Sudah dilakukan
follow-cancel = Batalkan
follow-refer-now = Rujuk segera
follow-refer = Rujuk
follow-remeasure = Ukur ulang
follow-food-aid = PMT
follow-counselling = Konseling
follow-next-month = Timbang bulan depan
follow-other = Lainnya
follow-state-planned = Direncanakan
follow-state-done = Selesai
follow-state-cancelled = Dibatalkan
screening-search = Cari anak: nama, NIK, No. RM
screening-search-none = Tidak ada yang cocok
screening-search-none-hint = Coba sebagian nama, NIK, atau No. RM.
screening-empty-hint = Cari seorang anak dengan F3. Tindak lanjut yang jatuh tempo akan tampil di sini.
screening-due = Tindak lanjut sampai minggu depan
screening-tab-measurements = Pengukuran
screening-tab-new = Ukur baru
screening-no-measurement = Belum ada pengukuran
screening-no-measurement-hint = Tekan F2 untuk mencatat yang pertama.
screening-void = Batalkan pengukuran { $date }
screening-void-reason = Alasan, misalnya salah anak
screening-measured-on = Tanggal ukur

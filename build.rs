//! The Windows program's icon, version and manifest; nothing anywhere else.

fn main() {
    println!("cargo:rerun-if-changed=installer/loket.rc");
    println!("cargo:rerun-if-changed=installer/loket.ico");
    println!("cargo:rerun-if-changed=installer/loket.manifest");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() != Ok("windows") {
        return;
    }
    let part = |name: &str| std::env::var(format!("CARGO_PKG_VERSION_{name}")).unwrap_or_default();
    let numbers = format!("VERSION_NUMBERS={},{},{},0", part("MAJOR"), part("MINOR"), part("PATCH"));
    let text = format!("VERSION_TEXT={}", env!("CARGO_PKG_VERSION"));
    let done = embed_resource::compile_for("installer/loket.rc", ["loket"], &[numbers, text]);
    if let Err(why) = done.manifest_required() {
        println!("cargo::error=the icon, version and manifest cannot be built in: {why}");
        std::process::exit(1);
    }
}

//! The lines of a bundled table: CSV whose comments begin with `#`.

/// Its lines, trimmed, with their numbers counted from 1, the head first; comments and empty lines are passed over.
pub fn table_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().map(str::trim).zip(1..).map(|(line, number)| (number, line));
    lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

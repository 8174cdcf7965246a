//! Numbers of cells as text.

/// The shortest decimal that reads back the same: "3", "0.1", "1e300"; never "3.0".
pub fn number_text(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 {
        "0".to_owned()
    } else if (1e-7..1e17).contains(&size) {
        format!("{value}")
    } else {
        format!("{value:e}")
    }
}

//! JSON's nesting, counted before any parser recurses into it.

use kilograph_boundary::failure::{Failure, Outcome, Status};

/// Refuses a JSON text whose `{` and `[` nest deeper than `limit`. Not a validation: text that is no
/// JSON passes, or fails, as its brackets outside of quotes say.
pub fn check_json_depth(json: &[u8], limit: u64, what: &str) -> Outcome<()> {
    let (mut depth, mut in_string, mut escaped) = (0_u64, false, false);
    let (mut line, mut line_start) = (1, 0);
    for (offset, byte) in json.iter().enumerate() {
        if *byte == b'\n' {
            (line, line_start) = (line + 1, offset + 1);
        }
        if in_string {
            (in_string, escaped) = (escaped || *byte != b'"', !escaped && *byte == b'\\');
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limit {
            let column = String::from_utf8_lossy(&json[line_start..=offset]).chars().count();
            return Err(Failure::new(Status::TooLarge, format!("{what} nests deeper than {limit} levels"))
                .at(line, column as u64)
                .advice("Flatten the document, or raise the limit of depth."));
        }
    }
    Ok(())
}

//! What the text of a path says of its cost, without parsing it: the text is known to be a JSONPath.

/// Counts outside of quotes.
#[derive(Debug, Default, Eq, PartialEq)]
pub struct Shape {
    pub descents: usize,  // ".."
    pub absolutes: usize, // "$" beyond the first
    /// The answer for an array is the answers for its elements, one after the other.
    pub is_piecewise: bool,
}

pub fn shape_of(path: &str) -> Shape {
    let bare = without_quoted(path);
    let bare = bare.trim_start().strip_prefix('$').unwrap_or_default();
    let absolutes = bare.matches('$').count();
    Shape { descents: bare.matches("..").count(), absolutes, is_piecewise: absolutes == 0 && begins_piecewise(bare) }
}

/// The path without blanks, each quoted text as `""`.
fn without_quoted(path: &str) -> String {
    let mut bare = String::with_capacity(path.len());
    let mut characters = path.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' | '\'' => {
                bare.push_str("\"\"");
                while let Some(inner) = characters.next() {
                    match inner {
                        '\\' => drop(characters.next()),
                        end if end == character => break,
                        _ => {}
                    }
                }
            }
            blank if blank.is_ascii_whitespace() => {}
            other => bare.push(other),
        }
    }
    bare
}

/// `bare` begins after the first `$`.
fn begins_piecewise(bare: &str) -> bool {
    if let Some(rest) = bare.strip_prefix("..") {
        return rest.starts_with(|character: char| character.is_alphabetic() || character == '_');
    }
    if bare.starts_with(".*") {
        return true;
    }
    match bare.strip_prefix('[').and_then(first_bracket) {
        Some(selector) => selector == "*" || selector.starts_with('?') && !has_comma(selector),
        None => false,
    }
}

/// Up to the bracket that ends it.
fn first_bracket(rest: &str) -> Option<&str> {
    let mut depth = 1_usize;
    for (at, character) in rest.char_indices() {
        match character {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&rest[..at]);
        }
    }
    None
}

/// Between selectors, not between a function's arguments or inside brackets.
fn has_comma(selector: &str) -> bool {
    let mut depth = 0_usize;
    selector.chars().any(|character| {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0
    })
}

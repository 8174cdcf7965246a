use crate::number::number_text;

#[test]
fn numbers_are_the_shortest_text_that_reads_back() {
    let cases = [
        (0.0, "0"),
        (-0.0, "0"),
        (3.0, "3"),
        (-12.5, "-12.5"),
        (0.1, "0.1"),
        (94.128, "94.128"),
        (7_158_144.0, "7158144"),
        (9_007_199_254_740_993.0, "9007199254740992"),
        (1e300, "1e300"),
        (2.5e-9, "2.5e-9"),
    ];
    for (number, text) in cases {
        assert_eq!(number_text(number), text);
        assert_eq!(text.parse::<f64>().unwrap(), number);
    }
}

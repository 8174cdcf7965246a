//! Workbooks that a spreadsheet program would not write.

use crate::number::number_text;
use crate::workbook::{Limits, Sink, read};
use kilograph_boundary::failure::{Outcome, Status};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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

struct Cells(Vec<Vec<String>>);

impl Sink for Cells {
    fn sheet(&mut self, _: &str, _: usize, _: usize) -> Outcome<()> {
        Ok(())
    }

    fn row(&mut self, cells: &[String]) -> Outcome<()> {
        self.0.push(cells.to_vec());
        Ok(())
    }
}

/// The smallest workbook, with these rows of sheet data and these shared strings.
fn workbook(sheet_data: &str, shared_strings: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let parts = [
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r1\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{sheet_data}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", shared_strings.to_owned()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn rows(bytes: &[u8]) -> Outcome<Vec<Vec<String>>> {
    let mut cells = Cells(Vec::new());
    let limits = Limits { file_bytes: 1 << 20, unpacked_bytes: 1 << 20, cells: 1 << 20 };
    read(bytes, &limits, &mut cells).map(|()| cells.0)
}

#[test]
fn cells_become_text_where_they_stand() {
    let bytes = workbook(
        "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\"><v>0.1</v></c><c r=\"D2\" t=\"b\"><v>1</v></c></row>\
         <row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"D3\" t=\"e\"><v>#DIV/0!</v></c></row>",
        "<sst uniqueCount=\"1\"><si><t>text</t></si></sst>",
    );
    assert_eq!(rows(&bytes).unwrap(), [["", "", "", ""], ["", "text", "0.1", "true"], ["", "in", "", "#DIV/0!"]]);
}

#[test]
fn a_zip_bomb_is_refused_before_it_is_unpacked() {
    let bytes = workbook(&" ".repeat(200 << 20), "<sst/>");
    assert!(bytes.len() < 1 << 20);
    assert_eq!(rows(&bytes).unwrap_err().status, Status::TooLarge);
}

#[test]
fn a_lie_about_the_number_of_texts_reserves_nothing() {
    for count in ["9999999999", "18446744073709551615", "99999999999999999999999"] {
        let bytes = workbook("", &format!("<sst uniqueCount=\"{count}\"><si><t>x</t></si></sst>"));
        assert_eq!(rows(&bytes).unwrap_err().status, Status::BadInput, "{count}");
    }
}

#[test]
fn a_far_cell_spans_too_much() {
    let bytes = workbook("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>", "<sst/>");
    assert_eq!(rows(&bytes).unwrap_err().status, Status::TooLarge);
}

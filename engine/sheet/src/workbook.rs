//! Sheets as rectangles of text.

use crate::number::number_text;
use crate::package::{damaged, repack};
use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use kilograph_boundary::failure::{Failure, Outcome, Status};
use std::io::Cursor;

pub struct Limits {
    pub file_bytes: u64,
    pub unpacked_bytes: u64,
    pub cells: u64,
}

pub trait Sink {
    fn sheet(&mut self, name: &str, rows: usize, columns: usize) -> Outcome<()>;
    /// Always as many cells as the sheet has columns.
    fn row(&mut self, cells: &[String]) -> Outcome<()>;
}

pub fn read(bytes: &[u8], limits: &Limits, sink: &mut dyn Sink) -> Outcome<()> {
    let packed = repack(bytes, limits)?;
    let mut workbook = Xlsx::new(Cursor::new(packed)).map_err(|error| broken(&error))?;
    let sheets = workbook.sheets_metadata().iter();
    let names = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet).map(|sheet| sheet.name.clone());
    for name in names.collect::<Vec<_>>() {
        let rows = read_sheet(&mut workbook, &name, limits)?;
        sink.sheet(&name, rows.len(), rows.first().map_or(0, Vec::len))?;
        for row in &rows {
            sink.row(row)?;
        }
    }
    Ok(())
}

/// The rectangle from A1 to the last cell that is not empty.
fn read_sheet(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str, limits: &Limits) -> Outcome<Vec<Vec<String>>> {
    let mut cells = Vec::new();
    let (mut rows, mut columns) = (0_u64, 0_u64);
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| broken(&error))?;
    while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
        let text = cell_text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        (rows, columns) = (rows.max(u64::from(row) + 1), columns.max(u64::from(column) + 1));
        if rows.saturating_mul(columns) > limits.cells {
            return Err(Failure::new(
                Status::TooLarge,
                format!("sheet {name:?} spans {rows} rows and {columns} columns"),
            )
            .expected(format!("at most {} cells from A1 on", limits.cells)));
        }
        cells.push((row as usize, column as usize, text));
    }
    let mut rectangle = vec![vec![String::new(); columns as usize]; rows as usize];
    for (row, column, text) in cells {
        rectangle[row][column] = text;
    }
    Ok(rectangle)
}

fn cell_text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(value) => value.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::DateTime(serial) => number_text(serial.as_f64()),
        DataRef::Error(error) => error.to_string(),
    }
}

fn broken(error: &XlsxError) -> Failure {
    match error {
        XlsxError::Password => Failure::new(Status::Unsupported, "the workbook has a password"),
        error => damaged(&error.to_string()),
    }
}

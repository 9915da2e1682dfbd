//! The figures of one column.

use crate::core::study::Cell;

/// One cell a line, in the unit it is stored in: the numbers side by side, and beside them the texts that are none.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// NaN where there is no number.
    pub(super) values: Vec<f64>,
    /// Lines whose text is no number, ascending.
    pub(super) bad: Vec<u32>,
    /// End of each of them in `texts`.
    pub(super) ends: Vec<u32>,
    pub(super) texts: String,
}

impl PartialEq for Figures {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl FromIterator<Cell> for Figures {
    fn from_iter<T: IntoIterator<Item = Cell>>(cells: T) -> Self {
        let mut figures = Self::default();
        cells.into_iter().for_each(|cell| figures.push(cell));
        figures
    }
}

impl Figures {
    pub(super) fn with_capacity(lines: usize) -> Self {
        Self {
            values: Vec::with_capacity(lines),
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, cell: Cell) {
        match cell {
            Cell::Number(value) => self.values.push(value),
            Cell::Empty => self.values.push(f64::NAN),
            Cell::Bad { text, .. } => {
                self.bad.push(self.values.len() as u32);
                self.texts.push_str(&text);
                self.ends.push(self.texts.len() as u32);
                self.values.push(f64::NAN);
            }
        }
    }

    /// Lines.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The number of a line.
    #[must_use]
    pub fn number(&self, line: usize) -> Option<f64> {
        self.values.get(line).copied().filter(|v| !v.is_nan())
    }

    /// The first number.
    #[must_use]
    pub fn first(&self) -> Option<f64> {
        self.values.iter().copied().find(|v| !v.is_nan())
    }

    /// Lines whose text is no number.
    #[must_use]
    pub fn faults(&self) -> usize {
        self.bad.len()
    }

    /// Lines with a number.
    #[must_use]
    pub fn numbers(&self) -> usize {
        self.values.iter().filter(|v| !v.is_nan()).count()
    }

    /// The cells in order.
    pub fn iter(&self) -> impl Iterator<Item = Cell> {
        let mut next = 0;
        self.values.iter().enumerate().map(move |(line, value)| {
            if self.bad.get(next).is_some_and(|b| *b as usize == line) {
                next += 1;
                let text = self.text(next - 1).to_owned();
                Cell::Bad { text, kept: None }
            } else if value.is_nan() {
                Cell::Empty
            } else {
                Cell::Number(*value)
            }
        })
    }

    fn text(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |e| *e as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.texts.get(start..end(at)).unwrap_or_default()
    }
}

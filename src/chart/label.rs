//! Names beside dots where they hide nothing, and as much of a name as there is room for.

use super::axis::text_width;
use super::ink::Ink;
use super::plot::{Align, Frame, Plot};

/// Height of a line of words in px.
const LINE: f64 = 15.0;

/// Ground that is taken: left, right, top, foot in px.
pub(super) type Room = [f64; 4];

/// The square round a place.
pub(super) fn around((x, y): (f64, f64), reach: f64) -> Room {
    [x - reach, x + reach, y - reach, y + reach]
}

/// The ground of words whose left edge and base line these are.
pub(super) fn words_at(x0: f64, base: f64, wide: f64) -> Room {
    [x0, x0 + wide, base - LINE + 3.0, base + 3.0]
}

/// A place beside a dot where a name of this width hides nothing: right, left, above or below it, farther away by `gap`.
pub(super) fn place(
    (x, y): (f64, f64),
    gap: f64,
    wide: f64,
    frame: Frame,
    taken: &[Room],
) -> Option<(Align, f64, f64, Room)> {
    let side =
        |align, x0: f64, base: f64, anchor: f64| (align, anchor, base, words_at(x0, base, wide));
    let aside = 9.0 + gap;
    let tries = [
        side(Align::Start, x + aside, y + 4.0, x + aside),
        side(Align::End, x - aside - wide, y + 4.0, x - aside),
        side(Align::Middle, x - wide / 2.0, y - 10.0 - gap, x),
        side(Align::Middle, x - wide / 2.0, y + 19.0 + gap, x),
        side(Align::Start, x + 7.0, y - 8.0 - gap, x + 7.0),
        side(Align::Start, x + 7.0, y + 17.0 + gap, x + 7.0),
        side(Align::End, x - 7.0 - wide, y - 8.0 - gap, x - 7.0),
        side(Align::End, x - 7.0 - wide, y + 17.0 + gap, x - 7.0),
        side(Align::End, x + 9.0 - wide, y - 10.0 - gap, x + 9.0),
        side(Align::End, x + 9.0 - wide, y + 19.0 + gap, x + 9.0),
    ];
    let is_free = |room: &Room| {
        let inside = room[0] >= frame.left && room[1] <= frame.right + 10.0;
        inside
            && taken
                .iter()
                .all(|t| room[1] <= t[0] || t[1] <= room[0] || room[3] <= t[2] || t[3] <= room[2])
    };
    tries.into_iter().find(|(_, _, _, room)| is_free(room))
}

/// As much of a name as there is room for.
pub(super) fn cut(name: &str, room: f64) -> String {
    if text_width(name) * 1.06 <= room {
        return name.to_owned();
    }
    let mut text = String::new();
    for letter in name.chars() {
        if (text_width(&text) + text_width("漢…")) * 1.06 > room {
            break;
        }
        text.push(letter);
    }
    text + "…"
}

/// Lines that the names of both axes take below the data part: one, or two where they would meet.
pub(super) fn foot_lines(y_name: &str, x_name: &str, width: f64) -> f64 {
    if text_width(y_name) + text_width(x_name) + 12.0 <= width {
        1.0
    } else {
        2.0
    }
}

/// Writes them, the name of the y axis at the left and that of the x axis at the right, down to the foot of the paper.
pub(super) fn foot(plot: &Plot<'_>, y_name: &str, x_name: &str, height: f64) {
    let right = plot.frame().right;
    let base = height - 6.0;
    let above = LINE * (foot_lines(y_name, x_name, right) - 1.0);
    plot.text(
        Ink::LABEL,
        Align::Start,
        0.0,
        base - above,
        &cut(y_name, right),
    );
    plot.text(Ink::LABEL, Align::End, right, base, &cut(x_name, right));
}

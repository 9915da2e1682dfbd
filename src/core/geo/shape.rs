//! Outlines as plain lists of points.

/// A point: degrees (x east, y north), metres of a projection, or px of a drawing, as its owner says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Coord {
    /// To the east, or to the right.
    pub x: f64,
    /// To the north; downward in a drawing.
    pub y: f64,
}

impl Coord {
    /// A point.
    #[must_use]
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Whether both coordinates are numbers.
    #[must_use]
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// A ring with the rings cut out of it. A ring goes back to its first point by itself: the last point is not the first again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Polygon {
    /// Outer ring.
    pub outer: Vec<Coord>,
    /// Holes.
    pub holes: Vec<Vec<Coord>>,
}

/// The ground of one unit: mainland, islands, enclaves elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// Its parts.
    pub polygons: Vec<Polygon>,
}

impl Shape {
    /// A shape of one ring.
    #[must_use]
    pub fn of_ring(outer: Vec<Coord>) -> Self {
        Self {
            polygons: vec![Polygon {
                outer,
                holes: Vec::new(),
            }],
        }
    }

    /// Every ring, outer and inner.
    pub fn rings(&self) -> impl Iterator<Item = &Vec<Coord>> {
        self.polygons
            .iter()
            .flat_map(|p| std::iter::once(&p.outer).chain(&p.holes))
    }

    /// Every point.
    pub fn points(&self) -> impl Iterator<Item = Coord> {
        self.rings().flatten().copied()
    }

    /// The smallest box round it; `None` without a point that is a number.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.points())
    }

    /// Every point put elsewhere; `None` when one has no place there.
    pub fn map(&self, mut place: impl FnMut(Coord) -> Option<Coord>) -> Option<Self> {
        let mut ring =
            |ring: &Vec<Coord>| ring.iter().map(|c| place(*c)).collect::<Option<Vec<_>>>();
        let mut polygons = Vec::with_capacity(self.polygons.len());
        for polygon in &self.polygons {
            let outer = ring(&polygon.outer)?;
            let holes = polygon.holes.iter().map(&mut ring).collect::<Option<_>>()?;
            polygons.push(Polygon { outer, holes });
        }
        Some(Self { polygons })
    }

    /// Outer rings counter-clockwise and holes clockwise (y upward), as RFC 7946 has them.
    ///
    /// ```
    /// use tanheng::core::geo::{Coord, Shape, measure::ring_area};
    /// let mut shape = Shape::of_ring([(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)].map(|(x, y)| Coord::new(x, y)).to_vec());
    /// shape.wind();
    /// assert_eq!(ring_area(&shape.polygons[0].outer), 0.5);
    /// ```
    pub fn wind(&mut self) {
        for polygon in &mut self.polygons {
            if super::measure::ring_area(&polygon.outer) < 0.0 {
                polygon.outer.reverse();
            }
            for hole in &mut polygon.holes {
                if super::measure::ring_area(hole) > 0.0 {
                    hole.reverse();
                }
            }
        }
    }
}

/// A box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least x and y.
    pub low: Coord,
    /// Greatest x and y.
    pub high: Coord,
}

impl Bounds {
    /// The smallest box round points; `None` without a point that is a number.
    pub fn of(points: impl IntoIterator<Item = Coord>) -> Option<Self> {
        let mut finite = points.into_iter().filter(|c| c.is_finite());
        let first = finite.next()?;
        Some(finite.fold(
            Self {
                low: first,
                high: first,
            },
            |b, c| Self {
                low: Coord::new(b.low.x.min(c.x), b.low.y.min(c.y)),
                high: Coord::new(b.high.x.max(c.x), b.high.y.max(c.y)),
            },
        ))
    }

    /// Width.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.high.x - self.low.x
    }

    /// Height.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.high.y - self.low.y
    }
}

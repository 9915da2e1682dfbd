//! Ecological land as standard area, and what a balance asks for beyond it.

use serde::{Deserialize, Serialize};

use super::EcoBalanceError;

/// Land of several classes as land of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StandardArea {
    /// Standard area of each class.
    pub parts: Vec<f64>,
    /// Their sum.
    pub area: f64,
    /// What all of it fixes: standard area times the reference rate.
    pub fixed: f64,
}

/// Ecological land reckoned in the land of the reference rate (标准生态用地): a class that fixes half as much per area
/// counts half.
///
/// # Formula
/// ```text
/// A_std = Σ A_k c_k / c_ref        fixed = Σ A_k c_k = A_std c_ref
/// ```
///
/// # Shape
/// `classes` are area and rate of each class; a rate is positive for uptake, and may be 0 or below.
///
/// # Units
/// Areas in one unit, rates in one unit; the result is an area in that unit, and area times rate.
///
/// # Errors
/// [`EcoBalanceError::Reference`] when the reference takes up nothing, [`EcoBalanceError::Area`], [`EcoBalanceError::Rate`],
/// [`EcoBalanceError::Overflow`].
///
/// # Source
/// Zhang Shanlin et al., the China carbon–oxygen balance paper, section 2.3.
///
/// # Examples
/// ```
/// // 10 hm² of forest at 3.9 and 13 hm² of grassland at 3.0 t C/hm²: 10 + 13 · 3 / 3.9 = 20 hm² of forest
/// let land = tanheng::core::carbon_oxygen::standard_area(&[(10.0, 3.9), (13.0, 3.0)], 3.9)?;
/// assert!((land.area - 20.0).abs() < 1e-12 && (land.fixed - 78.0).abs() < 1e-12);
/// # Ok::<(), tanheng::core::carbon_oxygen::EcoBalanceError>(())
/// ```
pub fn standard_area(
    classes: &[(f64, f64)],
    reference: f64,
) -> Result<StandardArea, EcoBalanceError> {
    if !(reference.is_finite() && reference > 0.0) {
        return Err(EcoBalanceError::Reference { value: reference });
    }
    let (mut parts, mut area, mut fixed) = (Vec::with_capacity(classes.len()), 0.0, 0.0);
    for (class, (own, rate)) in classes.iter().enumerate() {
        if !own.is_finite() || *own < 0.0 {
            return Err(EcoBalanceError::Area { class, value: *own });
        }
        if !rate.is_finite() {
            return Err(EcoBalanceError::Rate { class });
        }
        let part = own * rate / reference;
        area += part;
        fixed += own * rate;
        if ![area, fixed].iter().all(|v| v.is_finite()) {
            return Err(EcoBalanceError::Overflow { unit: class });
        }
        parts.push(part);
    }
    Ok(StandardArea { parts, area, fixed })
}

/// What a need is computed from. Areas in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct NeedInput {
    /// What people will release (carbon) or consume (oxygen) a year.
    pub human: f64,
    /// What the land there is fixes or releases, in the same unit.
    pub land: f64,
    /// Part of `human` that land is to take up.
    pub share: f64,
    /// Standard area of the land there is.
    pub standard_area: f64,
    /// Area of the reference land there is.
    pub reference_area: Option<f64>,
    /// Area of the whole region.
    pub region_area: Option<f64>,
}

/// Whether the region has room for the land it would need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    /// Nothing more is needed.
    NotNeeded,
    /// The area of the region is not known.
    Unknown,
    /// What is there and what is needed go into the region.
    Enough,
    /// The region would not do it even as reference land from border to border.
    NotEnough,
    /// What is to be added is by itself larger than the region.
    LargerThanRegion,
}

impl Room {
    /// Whether it cannot be done within the region.
    #[must_use]
    pub fn is_impossible(self) -> bool {
        matches!(self, Self::NotEnough | Self::LargerThanRegion)
    }
}

/// Land a balance asks for.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LandNeed {
    /// `K`: what people will do over what the land there is does.
    pub ratio: f64,
    /// What the land falls short by, % of it; 0 where it does not.
    pub gap_percent: f64,
    /// Standard area to add, which is land of the reference class.
    pub extra: f64,
    /// Standard area there is and to add.
    pub required: f64,
    /// Area to add over that of the reference land there is.
    pub times_reference: Option<f64>,
    /// Area to add over that of the region.
    pub region_share: Option<f64>,
    /// Whether there is room.
    pub room: Room,
}

/// Ecological land needed for land to take up a share of what people release or consume (生态用地需求).
///
/// # Formula
/// ```text
/// K   = human / land
/// gap = max(0, s · K − 1) · 100 %
/// extra = A_std · gap / 100        required = A_std + extra
/// ```
/// A region has no room once `required` is larger than it: no land of it would take up more than reference land does.
///
/// # Units
/// `human` and `land` in one unit, areas in one unit.
///
/// # Errors
/// [`EcoBalanceError::Share`] outside 0 to 1, [`EcoBalanceError::NoFixation`] when the land does not take anything up,
/// [`EcoBalanceError::Need`] for a value that is no number or below 0, [`EcoBalanceError::Overflow`].
///
/// # Source
/// Zhang Shanlin et al., the China carbon–oxygen balance paper, section 2.3 and table 5. That a gap has to go into the region
/// is ours.
///
/// # Examples
/// Shanghai's printed gap of 556.37 % is a release of 19.69 times what its land fixes.
///
/// ```
/// use tanheng::core::carbon_oxygen::{NeedInput, Room, land_need};
/// let need = land_need(&NeedInput {
///     human: 19.6911,
///     land: 1.0,
///     share: 1.0 / 3.0,
///     standard_area: 1500.0,
///     reference_area: None,
///     region_area: Some(6746.0),
/// })?;
/// assert_eq!(format!("{:.2}", need.gap_percent), "556.37");
/// assert_eq!(need.room, Room::LargerThanRegion);
/// # Ok::<(), tanheng::core::carbon_oxygen::EcoBalanceError>(())
/// ```
pub fn land_need(input: &NeedInput) -> Result<LandNeed, EcoBalanceError> {
    check_share(input.share)?;
    let areas = [
        ("standard_area", Some(input.standard_area)),
        ("reference_area", input.reference_area),
        ("region_area", input.region_area),
        ("human", Some(input.human)),
    ];
    for (what, value) in areas {
        if let Some(value) = value.filter(|v| !v.is_finite() || *v < 0.0) {
            return Err(EcoBalanceError::Need { what, value });
        }
    }
    if !(input.land.is_finite() && input.land > 0.0) {
        return Err(EcoBalanceError::NoFixation { value: input.land });
    }
    let ratio = input.human / input.land;
    let short = (input.share * ratio - 1.0).max(0.0);
    let extra = input.standard_area * short;
    let required = input.standard_area + extra;
    if ![ratio, short * 100.0, required]
        .iter()
        .all(|v| v.is_finite())
    {
        return Err(EcoBalanceError::Overflow { unit: 0 });
    }
    let over = |area: Option<f64>| {
        let part = extra / area.filter(|a| *a > 0.0)?;
        part.is_finite().then_some(part)
    };
    let room = match input.region_area {
        _ if extra == 0.0 => Room::NotNeeded,
        None => Room::Unknown,
        Some(region) if extra > region => Room::LargerThanRegion,
        Some(region) if required > region => Room::NotEnough,
        Some(_) => Room::Enough,
    };
    Ok(LandNeed {
        ratio,
        gap_percent: short * 100.0,
        extra,
        required,
        times_reference: over(input.reference_area),
        region_share: over(input.region_area),
        room,
    })
}

/// Whether a part is one: above 0 and at most 1.
///
/// # Errors
/// [`EcoBalanceError::Share`].
pub fn check_share(share: f64) -> Result<(), EcoBalanceError> {
    if share > 0.0 && share <= 1.0 {
        Ok(())
    } else {
        Err(EcoBalanceError::Share { value: share })
    }
}

/// The ratio a gap comes from; none for a gap of 0, which only says that the ratio is at most `1 / s`.
///
/// # Formula
/// ```text
/// K = (1 + gap / 100) / s
/// ```
///
/// # Examples
/// ```
/// use tanheng::core::carbon_oxygen::implied_ratio;
/// let third = 1.0 / 3.0;
/// let shown = |gap| implied_ratio(gap, third).map(|k| format!("{k:.2}"));
/// assert_eq!(shown(556.37).as_deref(), Some("19.69"));
/// assert_eq!(shown(1245.60).as_deref(), Some("40.37"));
/// assert_eq!(shown(0.0), None);
/// ```
#[must_use]
pub fn implied_ratio(gap_percent: f64, share: f64) -> Option<f64> {
    let ratio = (1.0 + gap_percent / 100.0) / share;
    (gap_percent > 0.0 && check_share(share).is_ok() && ratio.is_finite()).then_some(ratio)
}

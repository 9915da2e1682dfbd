//! The command line.

use lexopt::prelude::*;
use tanheng::tr;
use tanheng::words::Lang;

pub const DONE: u8 = 0;
pub const FAILED: u8 = 1;
const MISUSED: u8 = 2;

/// Why there is no result: an exit code and lines for standard error.
pub struct Stop(pub u8, pub Vec<String>);

/// What was asked for.
pub struct Call {
    pub command: String,
    pub input: Option<String>,
    pub lang: Lang,
    pub compact: bool,
    pub plain: bool,
    pub options: Options,
}

/// Options of `import`, `export` and `raster`.
#[derive(Default)]
pub struct Options {
    /// Study file written; standard output without it.
    pub to: Option<String>,
    /// Study or case the table goes into.
    pub into: Option<String>,
    /// Name of the sheet.
    pub sheet: Option<String>,
    /// Encoding of a text file.
    pub encoding: Option<String>,
    /// Workbook written by `export`.
    pub xlsx: Option<String>,
    /// Report written by `export` as a document.
    pub docx: Option<String>,
    /// Account written by `export` as comma-separated text.
    pub csv: Option<String>,
    /// Folder into which `export` writes the sheets of inputs as comma-separated text.
    pub sheets: Option<String>,
    /// Raster of zones.
    pub zones: Option<String>,
    /// Raster of a later date.
    pub later: Option<String>,
    /// Table of carbon pools; the teaching table under the name `invest_guide`.
    pub pools: Option<String>,
    /// Legend of a picture.
    pub legend: Option<String>,
    /// Raster of carbon density, or with a later date of its change, that is written.
    pub density: Option<String>,
    /// Area of a pixel, m².
    pub pixel: Option<String>,
}

impl Options {
    fn of(&mut self, name: &str) -> Option<&mut Option<String>> {
        Some(match name {
            "to" => &mut self.to,
            "into" => &mut self.into,
            "sheet" => &mut self.sheet,
            "encoding" => &mut self.encoding,
            "xlsx" => &mut self.xlsx,
            "docx" => &mut self.docx,
            "csv" => &mut self.csv,
            "sheets" => &mut self.sheets,
            "zones" => &mut self.zones,
            "later" => &mut self.later,
            "pools" => &mut self.pools,
            "legend" => &mut self.legend,
            "density" => &mut self.density,
            "pixel" => &mut self.pixel,
            _ => return None,
        })
    }

    /// The first option given that a command does not take.
    fn foreign_to(&self, command: &str) -> Option<&'static str> {
        let all = [
            ("--to", &self.to, "import"),
            ("--into", &self.into, "import"),
            ("--sheet", &self.sheet, "import"),
            ("--encoding", &self.encoding, "import"),
            ("--xlsx", &self.xlsx, "export"),
            ("--docx", &self.docx, "export"),
            ("--csv", &self.csv, "export"),
            ("--sheets", &self.sheets, "export"),
            ("--zones", &self.zones, "raster"),
            ("--later", &self.later, "raster"),
            ("--pools", &self.pools, "raster"),
            ("--legend", &self.legend, "raster"),
            ("--density", &self.density, "raster"),
            ("--pixel", &self.pixel, "raster"),
        ];
        all.into_iter()
            .find(|(_, value, of)| value.is_some() && *of != command)
            .map(|(name, ..)| name)
    }
}

/// The language of the environment; English when it names none of ours.
pub fn language_of_the_environment() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|tag| Lang::from_tag(&tag))
        .unwrap_or(Lang::En)
}

/// A command line that is wrong.
pub fn misuse(line: String) -> Stop {
    Stop(MISUSED, vec![line])
}

/// Reads the command line. `lang` is the language of what is said from there on.
pub fn call(lang: &mut Lang) -> Result<Call, Stop> {
    let mut words: Vec<String> = Vec::new();
    let (mut compact, mut plain, mut asked) = (false, false, None);
    let mut options = Options::default();
    let mut bad = None;
    let mut parser = lexopt::Parser::from_env();
    loop {
        let next = match parser.next() {
            Ok(Some(next)) => next,
            Ok(None) => break,
            Err(error) => return Err(misuse(error.to_string())),
        };
        match next {
            Long("lang") => {
                let tag = parser.value().ok();
                let tag = tag.as_ref().and_then(|v| v.to_str());
                *lang = tag
                    .and_then(Lang::from_tag)
                    .ok_or_else(|| misuse(tr!(*lang, "job.terminal.bad_lang").to_owned()))?;
            }
            Long("compact") => compact = true,
            Long("plain") => plain = true,
            Long("help") | Short('h') => asked = Some("help"),
            Long("version") | Short('V') => asked = Some("version"),
            Value(word) => words.push(word.to_string_lossy().into_owned()),
            Long(name) => {
                let name = name.to_owned();
                match options.of(&name) {
                    Some(option) => {
                        let value = parser.value().map_err(|e| misuse(e.to_string()))?;
                        *option = Some(value.to_string_lossy().into_owned());
                    }
                    None => bad = bad.or(Some(format!("--{name}"))),
                }
            }
            Short(name) => bad = bad.or(Some(format!("-{name}"))),
        }
    }
    let lang = *lang;
    if let Some(option) = bad {
        return Err(misuse(tr!(
            lang,
            "job.terminal.unknown_option",
            option = option
        )));
    }
    let mut words = words.into_iter();
    let command = match asked {
        Some(asked) => asked.to_owned(),
        None => words
            .next()
            .ok_or_else(|| misuse(tr!(lang, "job.terminal.no_command").to_owned()))?,
    };
    let foreign = options.foreign_to(&command);
    let foreign = foreign
        .or((plain && options.csv.is_none() && options.sheets.is_none()).then_some("--plain"));
    if let Some(option) = foreign {
        return Err(misuse(tr!(
            lang,
            "job.terminal.unknown_option",
            option = option
        )));
    }
    let takes_input = matches!(
        command.as_str(),
        "run" | "job" | "import" | "export" | "raster"
    );
    let input = if takes_input { words.next() } else { None };
    if takes_input && input.is_none() {
        return Err(misuse(tr!(
            lang,
            "job.terminal.no_input",
            command = command
        )));
    }
    if let (Some(text), None) = (words.next(), asked) {
        return Err(misuse(tr!(lang, "job.terminal.too_many", text = text)));
    }
    Ok(Call {
        command,
        input,
        lang,
        compact,
        plain,
        options,
    })
}

//! MathML → the equations of Word (Office MathML), as far as the formulas need it; what is unknown stops the build.

use quick_xml::Reader;
use quick_xml::escape::escape;
use quick_xml::events::Event;

type Outcome<T> = Result<T, String>;

/// An element with its attributes, or a text.
enum Node {
    Element {
        name: String,
        attributes: Vec<(String, String)>,
        children: Vec<Node>,
    },
    Text(String),
}

impl Node {
    fn name(&self) -> &str {
        match self {
            Self::Element { name, .. } => name,
            Self::Text(_) => "",
        }
    }

    fn children(&self) -> &[Node] {
        match self {
            Self::Element { children, .. } => children,
            Self::Text(_) => &[],
        }
    }

    fn has(&self, attribute: &str, value: &str) -> bool {
        match self {
            Self::Element { attributes, .. } => attributes
                .iter()
                .any(|(name, found)| name == attribute && found == value),
            Self::Text(_) => false,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Element { children, .. } => children.iter().map(Self::text).collect(),
            Self::Text(text) => text.clone(),
        }
    }

    /// The sign of an operator.
    fn sign(&self) -> Option<String> {
        (self.name() == "mo").then(|| self.text())
    }
}

/// The equation as an `m:oMath` element.
pub fn from_mathml(mathml: &str) -> Outcome<String> {
    let nodes = parse(mathml)?;
    let [math] = nodes.as_slice() else {
        return Err("one <math> is expected".to_owned());
    };
    Ok(format!("<m:oMath>{}</m:oMath>", row(math.children())?))
}

fn parse(mathml: &str) -> Outcome<Vec<Node>> {
    let mut reader = Reader::from_str(mathml);
    let mut open: Vec<Node> = Vec::new();
    let mut done: Vec<Node> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|e| e.to_string())?;
        let closed = match event {
            Event::Start(start) => {
                open.push(element(&start)?);
                continue;
            }
            Event::Empty(start) => element(&start)?,
            Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(name) => Node::Text(match &*name {
                "lt" => "<".to_owned(),
                "gt" => ">".to_owned(),
                "amp" => "&".to_owned(),
                other => return Err(format!("&{other};")),
            }),
            Event::End(_) => open.pop().ok_or("an end without a start")?,
            Event::Eof => break,
            other => return Err(format!("{other:?}")),
        };
        match open.last_mut() {
            Some(Node::Element { children, .. }) => children.push(closed),
            _ => done.push(closed),
        }
    }
    Ok(done)
}

fn element(start: &quick_xml::events::BytesStart<'_>) -> Outcome<Node> {
    let attributes = start.attributes().map(|a| {
        let a = a.map_err(|e| e.to_string())?;
        Ok((a.key.as_ref().to_owned(), a.value.into_owned()))
    });
    Ok(Node::Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect::<Outcome<_>>()?,
        children: Vec::new(),
    })
}

/// Letters and signs that stand together in one style.
#[derive(Default)]
struct Run {
    text: String,
    is_upright: bool,
}

impl Run {
    fn add(&mut self, out: &mut String, text: &str, is_upright: bool) {
        if self.is_upright != is_upright {
            self.flush(out);
        }
        self.is_upright = is_upright;
        self.text.push_str(text);
    }

    fn flush(&mut self, out: &mut String) {
        if self.text.is_empty() {
            return;
        }
        let style = if self.is_upright {
            "<m:rPr><m:sty m:val=\"p\"/></m:rPr>"
        } else {
            ""
        };
        out.push_str(&format!(
            "<m:r>{style}<w:rPr><w:rFonts w:ascii=\"Cambria Math\" w:hAnsi=\"Cambria Math\"/></w:rPr><m:t xml:space=\"preserve\">{}</m:t></m:r>",
            escape(self.text.as_str())
        ));
        self.text.clear();
    }
}

fn row(nodes: &[Node]) -> Outcome<String> {
    let (mut out, mut run) = (String::new(), Run::default());
    for (at, node) in nodes.iter().enumerate() {
        match node.name() {
            "mi" => run.add(
                &mut out,
                &node.text(),
                node.has("mathvariant", "normal") || node.text() == "%",
            ),
            "mn" => run.add(&mut out, &node.text(), false),
            "mspace" if node.has("width", "0.16666667em") => run.add(&mut out, "\u{2009}", false),
            "mspace" => {}
            "mo" if node.text() != "∑" => run.add(&mut out, &node.text(), false),
            // What is summed is the rest of the row.
            "mo" | "munder" | "munderover" => {
                run.flush(&mut out);
                return Ok(out + &sum(node, &nodes[at + 1..])?);
            }
            _ => {
                run.flush(&mut out);
                out.push_str(&structure(node)?);
            }
        }
    }
    run.flush(&mut out);
    Ok(out)
}

fn sum(node: &Node, rest: &[Node]) -> Outcome<String> {
    let limits = match node.name() {
        "mo" => &[],
        _ => match node.children() {
            [base, limits @ ..] if base.sign().as_deref() == Some("∑") => limits,
            _ => return Err(format!("<{}> without a sum", node.name())),
        },
    };
    let limit = |at: usize| match limits.get(at) {
        Some(limit) => row(std::slice::from_ref(limit)),
        None => Ok(String::new()),
    };
    let hide = |name: &str, at: usize| match limits.get(at) {
        Some(_) => String::new(),
        None => format!("<m:{name} m:val=\"1\"/>"),
    };
    Ok(format!(
        "<m:nary><m:naryPr><m:chr m:val=\"∑\"/><m:limLoc m:val=\"undOvr\"/>{}{}</m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>",
        hide("subHide", 0),
        hide("supHide", 1),
        limit(0)?,
        limit(1)?,
        row(rest)?
    ))
}

fn structure(node: &Node) -> Outcome<String> {
    let part = |node: &Node| row(std::slice::from_ref(node));
    match (node.name(), node.children()) {
        ("mrow", children) => match fences(children) {
            Some((open, close, inside)) => Ok(format!(
                "<m:d><m:dPr><m:begChr m:val=\"{open}\"/><m:endChr m:val=\"{close}\"/></m:dPr><m:e>{}</m:e></m:d>",
                row(inside)?
            )),
            None => row(children),
        },
        ("mfrac", [top, bottom]) => Ok(format!(
            "<m:f><m:num>{}</m:num><m:den>{}</m:den></m:f>",
            part(top)?,
            part(bottom)?
        )),
        ("msub", [base, low]) => Ok(format!(
            "<m:sSub><m:e>{}</m:e><m:sub>{}</m:sub></m:sSub>",
            part(base)?,
            part(low)?
        )),
        ("msup", [base, high]) => Ok(format!(
            "<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>",
            part(base)?,
            part(high)?
        )),
        ("msubsup", [base, low, high]) => Ok(format!(
            "<m:sSubSup><m:e>{}</m:e><m:sub>{}</m:sub><m:sup>{}</m:sup></m:sSubSup>",
            part(base)?,
            part(low)?,
            part(high)?
        )),
        ("mover", [base, over]) if node.has("accent", "true") => {
            let accent = match over.text().as_str() {
                "ˆ" => '\u{302}',
                "¯" => '\u{305}',
                other => return Err(format!("the accent {other}")),
            };
            Ok(format!(
                "<m:acc><m:accPr><m:chr m:val=\"{accent}\"/></m:accPr><m:e>{}</m:e></m:acc>",
                part(base)?
            ))
        }
        (name, children) => Err(format!("<{name}> with {} parts", children.len())),
    }
}

/// Brackets that grow with what is inside.
fn fences(children: &[Node]) -> Option<(String, String, &[Node])> {
    let [first, inside @ .., last] = children else {
        return None;
    };
    let (open, close) = (first.sign()?, last.sign()?);
    let is_pair = matches!(
        (open.as_str(), close.as_str()),
        ("(", ")") | ("|", "|") | ("{", "}")
    );
    let grows = !first.has("stretchy", "false") && !last.has("stretchy", "false");
    (is_pair && grows).then_some((open, close, inside))
}

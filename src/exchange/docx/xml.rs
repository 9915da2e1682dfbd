//! Elements and text, escaped by the writer underneath.

use std::borrow::Cow;
use std::io::{Result, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Attributes of an element.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part of the file under way.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part with its declaration.
    pub fn new() -> Result<Self> {
        let mut writer = Writer::new(Vec::new());
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        writer.write_event(Event::Decl(declaration))?;
        Ok(Self(writer))
    }

    /// An element without content.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> Result<()> {
        self.0.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element around what `inside` writes.
    pub fn within(
        &mut self,
        name: &str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        self.0.write_event(Event::Start(start(name, attributes)))?;
        inside(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Text of a user or of ours.
    pub fn text(&mut self, text: &str) -> Result<()> {
        self.0
            .write_event(Event::Text(BytesText::new(&clean(text))))
    }

    /// XML of our own, as it is.
    pub fn raw(&mut self, xml: &str) -> Result<()> {
        self.0.get_mut().write_all(xml.as_bytes())
    }

    /// The finished part.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'_>) -> BytesStart<'a> {
    let attributes = attributes.iter();
    let attributes = attributes.map(|(name, value)| (*name, Cow::Owned(clean(value))));
    BytesStart::new(name).with_attributes(attributes)
}

/// A text as XML can hold it: line breaks and tabs become spaces, other control characters and what is no character go.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' => Some(' '),
            '\u{fffe}' | '\u{ffff}' => None,
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_goes() {
        assert_eq!(clean("a\u{0}\u{1b}\u{7f}\n\tb\u{ffff}🌲"), "a  b🌲");
    }

    #[test]
    fn no_text_becomes_markup() -> Result<()> {
        let mut xml = Xml::new()?;
        xml.within("a", &[("b", "\"<&")], |xml| xml.text("</a>]]>&amp;"))?;
        let bytes = xml.into_bytes();
        let text = String::from_utf8_lossy(&bytes);
        let (_, element) = text.split_once("?>").unwrap_or_default();
        assert_eq!(
            element,
            "<a b=\"&quot;&lt;&amp;\">&lt;/a&gt;]]&gt;&amp;amp;</a>"
        );
        Ok(())
    }
}

//! An equation as MathML with aligned rows, and as plain text for copying.

use super::expression::{Digits, Equation, Expr, Relation, Symbol, digits};

/// How tightly a part binds; what binds less tightly than its surroundings stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Sum,
    Product,
    Power,
    Atom,
}

fn bond(expr: &Expr) -> Bond {
    match expr {
        Expr::Num(value, _) if *value < 0.0 => Bond::Sum,
        Expr::Num(..) | Expr::Sym(_) | Expr::Absolute(_) => Bond::Atom,
        Expr::Sum(_) | Expr::Negative(_) => Bond::Sum,
        Expr::Product(_) | Expr::Quotient(..) => Bond::Product,
        Expr::Fraction(..) => Bond::Power,
        Expr::Power(..) => Bond::Power,
    }
}

/// What the two ways of writing differ in.
trait Script {
    const NEW_ROW: &'static str;
    fn number(&self, value: f64, how: Digits) -> String;
    fn symbol(&self, symbol: &Symbol) -> String;
    fn operator(&self, sign: char) -> String;
    fn minus(&self) -> String;
    fn bracket(&self, inner: &str) -> String;
    fn fraction(&self, top: &str, bottom: &str) -> String;
    fn power(&self, base: &str, exponent: &str) -> String;
    fn absolute(&self, inner: &str) -> String;
}

/// Writes a part. `breaks` lets the terms of the outermost sum start rows of their own.
fn write<S: Script>(script: &S, expr: &Expr, least: Bond, breaks: bool) -> String {
    let text = match expr {
        Expr::Num(value, how) => script.number(*value, *how),
        Expr::Sym(symbol) => script.symbol(symbol),
        Expr::Sum(terms) => sum(script, terms, breaks),
        Expr::Product(factors) => {
            let written: Vec<String> = factors
                .iter()
                .map(|f| write(script, f, Bond::Product, false))
                .collect();
            written.join(&script.operator('×'))
        }
        Expr::Quotient(top, bottom) => {
            write(script, top, Bond::Product, breaks)
                + &script.operator('÷')
                + &write(script, bottom, Bond::Power, false)
        }
        Expr::Fraction(top, bottom) => script.fraction(
            &write(script, top, Bond::Sum, false),
            &write(script, bottom, Bond::Sum, false),
        ),
        Expr::Power(base, exponent) => script.power(
            &write(script, base, Bond::Atom, false),
            &write(script, exponent, Bond::Sum, false),
        ),
        Expr::Negative(inner) => script.minus() + &write(script, inner, Bond::Product, breaks),
        Expr::Absolute(inner) => script.absolute(&write(script, inner, Bond::Sum, false)),
    };
    if bond(expr) < least {
        script.bracket(&text)
    } else {
        text
    }
}

fn sum<S: Script>(script: &S, terms: &[Expr], breaks: bool) -> String {
    let mut out = String::new();
    // A few plain numbers fit on one row.
    let is_short = terms.len() <= 3 && terms.iter().all(is_number);
    let breaks = breaks && !is_short;
    for (i, term) in terms.iter().enumerate() {
        let (sign, term) = match term {
            Expr::Negative(inner) => ('−', inner.as_ref()),
            other => ('+', other),
        };
        if i > 0 && breaks {
            out.push_str(S::NEW_ROW);
        }
        if i > 0 {
            out.push_str(&script.operator(sign));
        } else if sign == '−' {
            out.push_str(&script.minus());
        }
        out.push_str(&write(script, term, Bond::Product, false));
    }
    out
}

fn is_number(expr: &Expr) -> bool {
    match expr {
        Expr::Num(..) => true,
        Expr::Negative(inner) => is_number(inner),
        _ => false,
    }
}

const fn sign(relation: Relation) -> char {
    match relation {
        Relation::Equal => '=',
        Relation::About => '≈',
    }
}

impl Equation {
    /// The equation as a `<math>` element: one row a term, the result on the last row. `unit` is the written unit; it is
    /// escaped here.
    #[must_use]
    pub fn mathml(&self, unit: &str) -> String {
        let script = MathMl;
        let left = write(&script, &self.left, Bond::Sum, false);
        let mut rows = String::new();
        for (i, (relation, expr)) in self.steps.iter().enumerate() {
            let right = write(&script, expr, Bond::Sum, i == 0);
            // The first step fills its own rows; the results follow each other on one.
            match i {
                0 => rows.push_str(&left),
                1 => rows.push_str(MathMl::NEW_ROW),
                _ => {}
            }
            if i == 0 {
                rows.push_str("</mtd><mtd>");
            }
            rows.push_str(&script.operator(sign(*relation)));
            rows.push_str(&right);
        }
        let unit = if unit.is_empty() {
            String::new()
        } else {
            format!("<mspace width=\"0.4em\"/><mtext>{}</mtext>", escape(unit))
        };
        format!(
            "<math><mtable columnspacing=\"0.2em\" rowspacing=\"0.1em\"><mtr><mtd>{rows}{unit}</mtd></mtr></mtable></math>"
        )
    }

    /// The equation as text, one row a term.
    #[must_use]
    pub fn plain(&self, unit: &str) -> String {
        let script = Plain;
        let mut out = write(&script, &self.left, Bond::Sum, false);
        for (i, (relation, expr)) in self.steps.iter().enumerate() {
            if i == 1 {
                out.push_str(Plain::NEW_ROW);
            }
            out.push_str(&script.operator(sign(*relation)));
            out.push_str(&write(&script, expr, Bond::Sum, i == 0));
        }
        if !unit.is_empty() {
            out.push(' ');
            out.push_str(unit);
        }
        out
    }
}

struct MathMl;

impl Script for MathMl {
    const NEW_ROW: &'static str = "</mtd></mtr><mtr><mtd></mtd><mtd>";

    fn number(&self, value: f64, how: Digits) -> String {
        let text = digits(value, how);
        match text.strip_prefix('−') {
            Some(size) => format!("<mo form=\"prefix\">−</mo><mn>{size}</mn>"),
            None => format!("<mn>{text}</mn>"),
        }
    }

    fn symbol(&self, symbol: &Symbol) -> String {
        let base = format!("<mi>{}</mi>", escape(&symbol.base));
        if symbol.index.is_empty() {
            return base;
        }
        format!("<msub>{base}<mi>{}</mi></msub>", escape(&symbol.index))
    }

    fn operator(&self, sign: char) -> String {
        format!("<mo form=\"infix\">{sign}</mo>")
    }

    fn minus(&self) -> String {
        "<mo form=\"prefix\">−</mo>".to_owned()
    }

    fn bracket(&self, inner: &str) -> String {
        format!("<mo stretchy=\"false\">(</mo>{inner}<mo stretchy=\"false\">)</mo>")
    }

    fn fraction(&self, top: &str, bottom: &str) -> String {
        format!("<mfrac><mrow>{top}</mrow><mrow>{bottom}</mrow></mfrac>")
    }

    fn power(&self, base: &str, exponent: &str) -> String {
        format!("<msup><mrow>{base}</mrow><mrow>{exponent}</mrow></msup>")
    }

    fn absolute(&self, inner: &str) -> String {
        format!("<mrow><mo>|</mo>{inner}<mo>|</mo></mrow>")
    }
}

struct Plain;

impl Script for Plain {
    const NEW_ROW: &'static str = "\n   ";

    fn number(&self, value: f64, how: Digits) -> String {
        digits(value, how)
    }

    fn symbol(&self, symbol: &Symbol) -> String {
        if symbol.index.is_empty() {
            symbol.base.clone()
        } else {
            format!("{}_{}", symbol.base, symbol.index)
        }
    }

    fn operator(&self, sign: char) -> String {
        format!(" {sign} ")
    }

    fn minus(&self) -> String {
        "−".to_owned()
    }

    fn bracket(&self, inner: &str) -> String {
        format!("({inner})")
    }

    fn fraction(&self, top: &str, bottom: &str) -> String {
        format!("(({top})/({bottom}))")
    }

    fn power(&self, base: &str, exponent: &str) -> String {
        if exponent.chars().all(|c| c.is_ascii_digit()) {
            format!("{base}^{exponent}")
        } else {
            format!("{base}^({exponent})")
        }
    }

    fn absolute(&self, inner: &str) -> String {
        format!("|{inner}|")
    }
}

/// Text that may come from a user, safe inside an element.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

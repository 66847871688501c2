//! An invoice as a file: one PDF page, A4, in a typeface that every reader brings.

use super::invoices::word;
use super::overview::BilledLine;
use crate::accounts::Account;
use crate::words::billing as words;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
const LEFT: f32 = 64.0;
const RIGHT: f32 = 531.0;
const PLAIN: Name = Name(b"F1");
const BOLD: Name = Name(b"F2");

/// The file. `notice` is what has to be known about the gateway.
pub fn pdf(line: &BilledLine, account: &Account, notice: Option<&str>) -> Vec<u8> {
    let number = words::invoice(line.invoice.number);
    let mut sheet = Sheet::new();
    sheet.text(BOLD, 20.0, LEFT, words::breakout_clips());
    sheet.down(34.0);
    sheet.text(PLAIN, 12.0, LEFT, &number);
    sheet.down(40.0);
    for (name, value) in facts(line, account) {
        sheet.text(PLAIN, 10.0, LEFT, name);
        sheet.text(PLAIN, 10.0, LEFT + 110.0, &value);
        sheet.down(20.0);
    }
    sheet.down(20.0);
    sheet.rule();
    sheet.down(22.0);
    sheet.text(PLAIN, 11.0, LEFT, &line.invoice.title);
    sheet.amount(PLAIN, 11.0, &line.invoice.amount.exact());
    sheet.down(16.0);
    sheet.rule();
    sheet.down(24.0);
    sheet.text(BOLD, 12.0, LEFT, words::total());
    sheet.amount(BOLD, 12.0, &line.invoice.amount.exact());
    if let Some(notice) = notice {
        sheet.down(60.0);
        sheet.text(PLAIN, 9.0, LEFT, notice);
    }
    sheet.finish(&number)
}

/// What the invoice says besides its line.
fn facts(line: &BilledLine, account: &Account) -> Vec<(&'static str, String)> {
    let invoice = &line.invoice;
    let zone = &account.zone;
    let mut facts = vec![
        (words::date(), zone.date_with_year(invoice.issued_at)),
        (words::account(), account.email.clone()),
        (words::state(), word(line).0),
    ];
    if let Some(at) = invoice.settled_at {
        facts.push((words::settled(), zone.date_with_year(at)));
    }
    facts
}

/// A page that is written from top to bottom.
struct Sheet {
    content: Content,
    y: f32,
}

impl Sheet {
    fn new() -> Self {
        Self {
            content: Content::new(),
            y: PAGE.1 - 88.0,
        }
    }

    fn down(&mut self, points: f32) {
        self.y -= points;
    }

    fn text(&mut self, font: Name, size: f32, x: f32, text: &str) {
        self.content
            .begin_text()
            .set_font(font, size)
            .next_line(x, self.y)
            .show(Str(&windows_1252(text)))
            .end_text();
    }

    /// Digits that end at the right edge.
    fn amount(&mut self, font: Name, size: f32, amount: &str) {
        let width: f32 = amount.chars().map(width_of).sum();
        self.text(font, size, RIGHT - width * size, amount);
    }

    fn rule(&mut self) {
        self.content
            .set_line_width(0.75)
            .set_stroke_gray(0.7)
            .move_to(LEFT, self.y)
            .line_to(RIGHT, self.y)
            .stroke();
    }

    fn finish(self, title: &str) -> Vec<u8> {
        let [catalog, pages, page, plain, bold, content, info] =
            [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
        let mut pdf = Pdf::new();
        pdf.catalog(catalog)
            .pages(pages)
            .lang(pdf_writer::TextStr(crate::words::language().tag()))
            .viewer_preferences()
            .display_doc_title(true);
        pdf.document_info(info)
            .title(pdf_writer::TextStr(title))
            .creator(pdf_writer::TextStr(words::breakout_clips()));
        pdf.pages(pages).kids([page]).count(1);
        let mut leaf = pdf.page(page);
        leaf.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1))
            .parent(pages)
            .contents(content);
        leaf.resources().fonts().pair(PLAIN, plain).pair(BOLD, bold);
        leaf.finish();
        for (font, name) in [(plain, Name(b"Helvetica")), (bold, Name(b"Helvetica-Bold"))] {
            pdf.type1_font(font)
                .base_font(name)
                .encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        pdf.stream(content, &self.content.finish());
        pdf.finish()
    }
}

/// The width of a character of an amount, in parts of its size: digits and the signs between them are as wide in the
/// bold face as in the plain one.
fn width_of(character: char) -> f32 {
    match character {
        '.' | ',' => 0.278,
        _ => 0.556,
    }
}

/// The bytes of the encoding that a reader's own typefaces have: western letters and the signs our sentences use.
/// Anything else is shown as a question mark.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars()
        .map(|character| match character {
            ' '..='~' | '\u{a0}'..='\u{ff}' => character as u8,
            '€' => 0x80,
            '’' => 0x92,
            '–' => 0x96,
            '—' => 0x97,
            _ => b'?',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_kept_where_the_typeface_has_them() {
        assert_eq!(windows_1252("Zoë’s 5 €"), b"Zo\xeb\x92s 5 \x80");
        assert_eq!(windows_1252("東"), b"?");
    }
}

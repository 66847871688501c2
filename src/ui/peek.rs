//! A popover that a mouse opens by resting on its button, and that a click, a tap or a key pins open.
//!
//! The popover is native, so its button works before this code has arrived; this adds what the platform does not
//! give: opening by hover, pinning, and closing when the focus leaves.

use leptos::html::{Button, Section};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};

/// How long the mouse rests before the popover opens.
const OPEN_AFTER: Duration = Duration::from_millis(200);
/// How long the mouse may be away, on its way from the button to the popover, say.
const CLOSE_AFTER: Duration = Duration::from_millis(200);
/// Below this width the popover is a sheet, and the focus moves into it.
const SHEET: &str = "(max-width: 640px)";

/// How the popover stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Closed,
    /// Open as long as the mouse is near.
    Peek,
    /// Open until it is closed.
    Pinned,
}

impl Standing {
    /// After a click, a tap, Enter or Space on the button. What a mouse opened is pinned, never closed by the
    /// click that follows the hover.
    pub fn clicked(self) -> Self {
        match self {
            Self::Closed | Self::Peek => Self::Pinned,
            Self::Pinned => Self::Closed,
        }
    }
}

/// A button and its popover. The wrapper around both gets the pointer and focus handlers.
#[derive(Clone, Copy)]
pub struct Peek {
    pub button: NodeRef<Button>,
    pub panel: NodeRef<Section>,
    standing: StoredValue<Standing>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Default for Peek {
    fn default() -> Self {
        Self {
            button: NodeRef::new(),
            panel: NodeRef::new(),
            standing: StoredValue::new(Standing::Closed),
            timer: StoredValue::new(None),
        }
    }
}

impl Peek {
    /// Takes over what happened before this code ran: an open popover stays pinned, and a mouse that rests on
    /// the button already opens it.
    pub fn take_over(self) {
        if self.is_open() {
            self.standing.set_value(Standing::Pinned);
        } else if media("(hover: hover)")
            && self
                .button
                .get_untracked()
                .is_some_and(|button| button.matches(":hover").unwrap_or(false))
        {
            self.open_soon();
        }
    }

    pub fn on_pointer_enter(self, event: &PointerEvent) {
        // A touch emulates hovering; only a mouse peeks.
        if event.pointer_type() != "mouse" {
            return;
        }
        self.clear_timer();
        if self.standing.get_value() == Standing::Closed {
            self.open_soon();
        }
    }

    pub fn on_pointer_leave(self, event: &PointerEvent) {
        if event.pointer_type() != "mouse" {
            return;
        }
        self.clear_timer();
        if self.standing.get_value() == Standing::Peek {
            self.after(CLOSE_AFTER, move || {
                if self.standing.get_value() == Standing::Peek && !self.has_focus_inside() {
                    self.close();
                }
            });
        }
    }

    pub fn on_click(self, event: &MouseEvent) {
        event.prevent_default();
        self.clear_timer();
        match self.standing.get_value().clicked() {
            Standing::Closed => self.close(),
            _ => self.pin(),
        }
    }

    /// Arrow Down on the button opens and goes to the first link. Enter and Space are clicks.
    pub fn on_key(self, event: &KeyboardEvent) {
        if event.key() != "ArrowDown" {
            return;
        }
        event.prevent_default();
        self.pin();
        let first = self
            .panel
            .get_untracked()
            .and_then(|panel| panel.query_selector("a").ok().flatten());
        if let Some(first) = first.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _focusable = first.focus();
        }
    }

    /// Escape closes from anywhere and gives the focus back to the button.
    pub fn escape(self, event: &KeyboardEvent) {
        if event.key() != "Escape" || !self.is_open() {
            return;
        }
        event.prevent_default();
        self.clear_timer();
        self.close();
        if let Some(button) = self.button.get_untracked() {
            let _focusable = button.focus();
        }
    }

    /// The focus went elsewhere by Tab; a click elsewhere closes natively.
    pub fn on_focus_out(self, event: &FocusEvent) {
        let Some(to) = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok())
        else {
            return;
        };
        let inside = self
            .panel
            .get_untracked()
            .is_some_and(|panel| panel.contains(Some(&to)))
            || self
                .button
                .get_untracked()
                .is_some_and(|button| button.contains(Some(&to)));
        if !inside && self.is_open() {
            self.close();
        }
    }

    /// The popover opened or closed by any hand: ours, the platform's, another popover's.
    pub fn on_toggle(self) {
        let standing = match (self.is_open(), self.standing.get_value()) {
            (false, _) => Standing::Closed,
            (true, Standing::Closed) => Standing::Pinned,
            (true, before) => before,
        };
        self.standing.set_value(standing);
    }

    pub fn is_open(self) -> bool {
        self.panel
            .get_untracked()
            .is_some_and(|panel| panel.matches(":popover-open").unwrap_or(false))
    }

    fn open_soon(self) {
        self.after(OPEN_AFTER, move || {
            // A mouse that passes by must not close what somebody works in.
            let busy = document()
                .query_selector(":popover-open, dialog[open]")
                .ok()
                .flatten()
                .is_some();
            if self.standing.get_value() == Standing::Closed && !busy {
                self.standing.set_value(Standing::Peek);
                self.show();
            }
        });
    }

    fn pin(self) {
        self.clear_timer();
        self.standing.set_value(Standing::Pinned);
        self.show();
        if let Some(panel) = self.panel.get_untracked().filter(|_| media(SHEET)) {
            let _focusable = panel.focus();
        }
    }

    fn show(self) {
        if let Some(panel) = self.panel.get_untracked().filter(|_| !self.is_open()) {
            let _shown = panel.show_popover();
        }
    }

    fn close(self) {
        self.standing.set_value(Standing::Closed);
        if let Some(panel) = self.panel.get_untracked().filter(|_| self.is_open()) {
            let _hidden = panel.hide_popover();
        }
    }

    fn has_focus_inside(self) -> bool {
        self.panel
            .get_untracked()
            .is_some_and(|panel| panel.matches(":focus-within").unwrap_or(false))
    }

    fn after(self, delay: Duration, act: impl FnOnce() + 'static) {
        self.clear_timer();
        self.timer
            .set_value(set_timeout_with_handle(act, delay).ok());
    }

    fn clear_timer(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// Whether a media query holds.
pub fn media(query: &str) -> bool {
    window()
        .match_media(query)
        .ok()
        .flatten()
        .is_some_and(|list| list.matches())
}

#[cfg(test)]
mod tests {
    use super::Standing;

    #[test]
    fn a_click_pins_what_the_mouse_opened_and_closes_what_was_pinned() {
        assert_eq!(Standing::Closed.clicked(), Standing::Pinned);
        assert_eq!(Standing::Peek.clicked(), Standing::Pinned);
        assert_eq!(Standing::Pinned.clicked(), Standing::Closed);
    }
}

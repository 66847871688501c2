//! Every state as a card on the Lab's front page: the subject of its flow, above a frame in the flow's colour.

use super::list::{Flow, Scenario};
use super::pages::address;
use crate::lab::modes::Theme;
use crate::lab::window::{Width, Window};
use crate::words::lab as words;
use leptos::prelude::*;

/// The picture on a flow's cards.
const fn art(flow: Flow) -> &'static str {
    match flow {
        Flow::Gallery => "/art/book.svg",
        Flow::Editor => "/art/sneaker.svg",
        Flow::Balance => "/art/app.svg",
        Flow::Studio => "/art/perfume.svg",
        Flow::Library => "/art/whale.svg",
        Flow::Statement => "/art/coffee.svg",
        Flow::Billing => "/art/lighthouse.svg",
        Flow::Doors => "/art/headphones.svg",
        Flow::Elsewhere => "/art/giraffe.svg",
    }
}

/// Where a state opens: on a desktop as the real screen, otherwise in a frame as large as the device.
fn opens(scenario: Scenario, window: Window) -> String {
    match window.width {
        Width::Desktop => window.at(&address(scenario)),
        Width::Tablet | Width::Phone => {
            window.at(&format!("/lab/frames/{}", scenario.about().name))
        }
    }
}

/// All states, and in which theme and how wide they open.
#[component]
pub fn States(window: Window) -> impl IntoView {
    let flows: Vec<_> = Flow::ALL
        .into_iter()
        .map(|flow| states_of(flow, window))
        .collect();
    view! {
        <section id="states" class="lab-states" aria-labelledby="states-title">
            <div class="row-b lab-states-top">
                <h2 id="states-title">{words::every_state()}</h2>
                <div class="row lab-chosen"><Themes window/><Devices window/></div>
            </div>
            {flows}
        </section>
    }
}

#[component]
fn Themes(window: Window) -> impl IntoView {
    let links: Vec<_> = [
        (words::theme_light(), Some(Theme::Light)),
        (words::theme_dark(), Some(Theme::Dark)),
        (words::theme_system(), None),
    ]
    .into_iter()
    .map(|(name, theme)| choice(name, Window { theme, ..window }, window))
    .collect();
    view! { <div class="lab-seg" role="group" aria-label=words::theme()>{links}</div> }
}

#[component]
fn Devices(window: Window) -> impl IntoView {
    let links: Vec<_> = Width::ALL
        .into_iter()
        .map(|width| choice(width.name(), Window { width, ..window }, window))
        .collect();
    view! { <div class="lab-seg" role="group" aria-label=words::device_frame()>{links}</div> }
}

/// A choice is a link back to the states, so that it needs no script.
fn choice(name: &'static str, to: Window, now: Window) -> AnyView {
    let address = format!("{}#states", to.at("/lab"));
    let is_chosen = to == now;
    view! { <a href=address aria-current=is_chosen.then_some("true")>{name}</a> }.into_any()
}

fn states_of(flow: Flow, window: Window) -> AnyView {
    let (name, word) = flow.names();
    let states: Vec<Scenario> = Scenario::ALL
        .iter()
        .copied()
        .filter(|one| one.about().flow == flow)
        .collect();
    let frames = words::live_frames(states.len());
    let frames_read = words::state_of_flow(&frames, name);
    let live = window.at("/lab/scenarios");
    let join = if live.contains('?') { '&' } else { '?' };
    let live = format!("{live}{join}flow={word}");
    let cards: Vec<_> = states
        .into_iter()
        .map(|scenario| card(scenario, name, art(flow), window))
        .collect();
    let heading = format!("states-{word}");
    let id = heading.clone();
    view! {
        <section class=format!("lab-group lab-group-{word}") aria-labelledby=heading>
            <div class="row-b"><h3 id=id>{name}</h3><a class="link small lab-live" href=live aria-label=frames_read>{frames}</a></div>
            <ul class="lab-wall">{cards}</ul>
        </section>
    }
    .into_any()
}

fn card(scenario: Scenario, flow: &'static str, art: &'static str, window: Window) -> AnyView {
    let title = scenario.about().title;
    view! {
        <li class="lab-state">
            <div class="lab-tile"><img src=art alt="" loading="lazy" decoding="async"/></div>
            <a class="lab-open" href=opens(scenario, window) aria-label=words::state_of_flow(title, flow)>{title}</a>
        </li>
    }
    .into_any()
}

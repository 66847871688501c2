//! The price and the button that pays it: settings, the quote, Animate.

use super::animator_choice::AnimatorChoice;
use super::api;
use super::names;
use super::rules::{
    AnimateAsk, Animator, BundleOffer, OrderAnswer, Pace, count_words, covering, settings_words,
};
use super::scene_editor::Desk;
use crate::error::AppError;
use crate::ui::amount::{dollars, grouped};
use crate::ui::connection::Lost;
use crate::ui::icon::AiGem;
use crate::words::studio as words;
use ::credits::{
    Credits, Duration, PriceList, Quote, Resolution, VideoCount, cheaper_settings_that_fit, quote,
};
use leptos::prelude::*;
use uuid::Uuid;

/// One order on its way. Its key outlives an answer that did not arrive, so that clicking again asks for the same order.
#[derive(Clone, Copy)]
struct Sending {
    running: RwSignal<bool>,
    said: RwSignal<Option<String>>,
    unanswered: StoredValue<Option<AnimateAsk>>,
}

impl Sending {
    /// None is. What is said of one later no longer holds once what is ordered has changed.
    fn none_yet(desk: Desk) -> Self {
        let sending = Self {
            running: RwSignal::new(false),
            said: RwSignal::new(None),
            unanswered: StoredValue::new(None),
        };
        Effect::new(move |before: Option<()>| {
            desk.draft();
            if before.is_some() && !sending.running.get_untracked() {
                sending.said.set(None);
            }
        });
        sending
    }
}

/// The right-hand pane.
#[component]
pub fn AnimatePane(
    desk: Desk,
    price_list: PriceList,
    bundles: Vec<BundleOffer>,
    pace: Option<Pace>,
) -> impl IntoView {
    let Desk {
        duration,
        resolution,
        count,
        animator,
        ..
    } = desk;
    // Who cannot do what is chosen is not asked for it: the nearest that can be done is chosen instead.
    Effect::new(move |_| animator.with(|one| keep_to(one, duration, resolution)));
    view! {
        <aside class="pane pane-r" aria-label=words::animate()>
            <h2>{words::animate_it()}</h2>
            <AnimatorChoice chosen=animator/>
            <Choice
                label=words::duration()
                name="duration"
                all=Duration::ALL
                chosen=duration
                text=|one: Duration| (names::duration(one), None)
                barred=Callback::new(move |one| animator.with(|by| by.bars_duration(one)))
            />
            <Choice
                label=words::resolution()
                name="resolution"
                all=Resolution::ALL
                chosen=resolution
                text=|one: Resolution| (one.label(), None)
                barred=Callback::new(move |one| animator.with(|by| by.bars_resolution(one)))
            />
            <Choice label=words::number_of_videos() name="count" hint=words::two_for_one() all=VideoCount::ALL chosen=count text=|one: VideoCount| match one {
                VideoCount::One => ("1", None),
                VideoCount::Two => ("2", Some(words::price_of_one())),
                VideoCount::Four => ("4", Some(words::price_of_two())),
            }/>
            <p class="small muted advice">{words::recommend_several()}{pace.map(|pace| view! { <span class="usually">{move || pace.sentence(desk.settings())}</span> })}</p>
            <Pay desk price_list bundles/>
            <p class="micro muted provider">{move || animator.with(|one| one.honestly.clone())}</p>
        </aside>
    }
}

/// What the order costs, what helps when credits are missing, and the button that pays.
#[component]
fn Pay(desk: Desk, price_list: PriceList, bundles: Vec<BundleOffer>) -> impl IntoView {
    let list = RwSignal::new(price_list);
    let animator = desk.animator;
    let price = move || quote(&list.get(), desk.settings());
    let missing = move || price().total.get() - desk.available.get().get();
    let short = Memo::new(move |_| missing() > 0);
    let incomplete = Memo::new(move |_| {
        let draft = desk.draft();
        draft
            .missing()
            .map(str::to_owned)
            .or_else(|| animator.with(|one| one.bars_scene(&draft)))
    });
    let sending = Sending::none_yet(desk);
    let reason = move || match (sending.said.get(), incomplete.get(), short.get()) {
        (Some(said), ..) => said,
        (None, _, true) => words::previews_stay_free().to_owned(),
        (None, Some(what), false) => what,
        (None, None, false) => words::credits_go_on_hold(grouped(price().total.get())),
    };
    let blocked = move || short.get() || incomplete.get().is_some() || sending.running.get();
    let click = move |_| {
        if !untrack(blocked) {
            animate(desk, list, untrack(price), sending);
        }
    };
    view! {
        <div class="pay">
            <div class="quote" role="group" aria-label=words::cost()>
                <div class="sum">
                    <AiGem/>
                    <span class="amount num">{move || grouped(price().total.get())}</span>
                    <span class="unit">{words::ai_credits()}</span>
                    <span class="tag tag-warn push" hidden=move || !short.get()>{move || words::short(grouped(missing()))}</span>
                </div>
                <Arithmetic price=Signal::derive(price) available=desk.available/>
            </div>
            {move || short.get().then(|| short_of(list, desk, untrack(|| bundles.clone()), price(), missing()))}
            <button
                id="animate"
                class="btn btn-big btn-wide"
                class:btn-primary=move || !short.get()
                type="button"
                aria-disabled=move || blocked().then_some("true")
                aria-describedby="animate-reason"
                on:click=click
            >
                {words::animate()}
            </button>
            <p class="small muted" id="animate-reason" role="status">{reason}</p>
        </div>
    }
}

/// A group of three settings.
#[component]
fn Choice<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    name: &'static str,
    #[prop(optional)] hint: &'static str,
    all: [T; 3],
    chosen: RwSignal<T>,
    text: fn(T) -> (&'static str, Option<&'static str>),
    /// Why a setting cannot be chosen.
    #[prop(optional)]
    barred: Option<Callback<T, Option<String>>>,
) -> impl IntoView {
    let bar = move |one: T| barred.and_then(|barred| barred.run(one));
    let reason = move || all.into_iter().find_map(bar);
    let reasons = format!("{name}-barred");
    view! {
        <fieldset class="field" aria-label=label>
            <legend class="lab lab-row">{label}<span class="hint">{hint}</span></legend>
            <div class="seg seg-row">
                {all.map(|one| {
                    let on = move || chosen.get() == one;
                    let (word, below) = text(one);
                    view! {
                        <label>
                            <input
                                type="radio"
                                name=name
                                prop:checked=on
                                checked=untrack(on)
                                disabled=move || bar(one).is_some()
                                aria-describedby=(barred.is_some()).then(|| reasons.clone())
                                on:change=move |_| chosen.set(one)
                            />
                            {word}" "
                            {below.map(|below| view! { <small>{below}</small> })}
                        </label>
                    }
                })}
            </div>
            {barred.map(|_| view! { <p class="micro muted" id=reasons.clone() hidden=move || reason().is_none()>{reason}</p> })}
        </fieldset>
    }
    .into_any()
}

/// Moves settings that the animator cannot do to the first it can.
fn keep_to(animator: &Animator, duration: RwSignal<Duration>, resolution: RwSignal<Resolution>) {
    if animator.bars_duration(duration.get_untracked()).is_some()
        && let Some(can) = animator.durations.first()
    {
        duration.set(*can);
    }
    if animator
        .bars_resolution(resolution.get_untracked())
        .is_some()
        && let Some(can) = animator.resolutions.first()
    {
        resolution.set(*can);
    }
}

/// How the total comes about, and what it leaves.
#[component]
fn Arithmetic(price: Signal<Quote>, available: RwSignal<Credits>) -> impl IntoView {
    let rate = move || {
        let Quote {
            per_video,
            settings,
            ..
        } = price.get();
        let seconds = settings.duration.seconds();
        words::rate(
            names::duration(settings.duration),
            per_video.get() / seconds,
            settings.resolution.label(),
        )
    };
    let product = move || {
        let Quote {
            per_video,
            charged_videos,
            total,
            ..
        } = price.get();
        format!(
            "{} × {charged_videos} = {}",
            grouped(per_video.get()),
            grouped(total.get())
        )
    };
    let after = move || available.get().get() - price.get().total.get();
    view! {
        <table>
            <tbody>
                <tr><td>{rate}</td><td>{move || words::per_video(grouped(price.get().per_video.get()))}</td></tr>
                <tr><td>{move || count_words(&price.get())}</td><td>{product}</td></tr>
                <tr class="now"><td>{words::have_now()}</td><td>{move || grouped(available.get().get())}</td></tr>
                <tr class="t">
                    <td>{move || if after() < 0 { words::missing() } else { words::balance_after() }}</td>
                    <td>{move || grouped(after().abs())}</td>
                </tr>
            </tbody>
        </table>
    }
}

/// Where AI credits are had; the page leads back to this scene. It has an address once it is kept; until then what was said
/// of it is in this browser, and the fresh page brings it back (`unsaved::restore`).
fn bundles_for(desk: Desk) -> String {
    match desk.saved.with(Option::is_some) {
        true => format!("/billing?back=/studio/{}#bundles", desk.id()),
        false => "/billing?back=/studio#bundles".to_owned(),
    }
}

/// What helps when credits are missing: the bundle that covers them, and cheaper settings that fit.
fn short_of(
    list: RwSignal<PriceList>,
    desk: Desk,
    bundles: Vec<BundleOffer>,
    price: Quote,
    missing: i64,
) -> AnyView {
    let cheaper = cheaper_settings_that_fit(&list.get(), price.settings, desk.available.get());
    let bundle = covering(&bundles, Credits::new(missing)).map(|offer| {
        words::bundle_covers(
            grouped(missing),
            grouped(offer.credits.get()),
            dollars(offer.cents),
        )
    });
    view! {
        <a class="btn btn-primary btn-big btn-wide" href=move || bundles_for(desk) aria-describedby="animate-bundle">{words::get_ai_credits()}</a>
        <p class="small muted" id="animate-bundle">{bundle}</p>
        {cheaper.map(|fits| view! {
            <button
                class="btn btn-secondary btn-wide use"
                type="button"
                aria-label=words::use_settings(settings_words(fits))
                aria-describedby="animate-cheaper"
                on:click=move |_| {
                    desk.duration.set(fits.duration);
                    desk.resolution.set(fits.resolution);
                    desk.count.set(fits.count);
                    focus_animate();
                }
            >
                <span>{words::use_settings(settings_words(fits))}</span>
                <small class="micro muted" id="animate-cheaper">{words::fits_balance(grouped(quote(&list.get(), fits).total.get()))}</small>
            </button>
        })}
    }
    .into_any()
}

/// The button that was clicked is gone now; the next step is Animate.
fn focus_animate() {
    use wasm_bindgen::JsCast;
    if let Some(button) = document()
        .get_element_by_id("animate")
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _focus_is_a_courtesy = button.focus();
    }
}

/// Orders what stands on the screen at the price that stands on the screen.
fn animate(desk: Desk, list: RwSignal<PriceList>, price: Quote, sending: Sending) {
    sending.running.set(true);
    sending
        .said
        .set(Some(words::placing_order(grouped(price.total.get()))));
    leptos::task::spawn_local(async move {
        let said = match place(desk, price, sending).await {
            Ok(OrderAnswer::Started { scene, animation }) => {
                // The button stays shut: the page is about to be another one.
                let _stays_if_refused = window()
                    .location()
                    .set_href(&format!("/studio/{scene}?animation={animation}"));
                return;
            }
            Ok(OrderAnswer::QuoteChanged { quote, price_list }) => {
                list.set(price_list);
                words::price_changed(grouped(quote.total.get()))
            }
            Ok(OrderAnswer::Short { missing, available }) => {
                desk.available.set(available);
                words::credits_missing(grouped(missing.get()))
            }
            Ok(OrderAnswer::Refused { sentence }) => sentence,
            Err(AppError::SignedOut) => {
                // Said above the work, where the way to sign in again is.
                desk.lost.set(Some(Lost::SignedOut));
                sending.said.set(None);
                sending.running.set(false);
                return;
            }
            Err(AppError::Unreachable) => words::order_unanswered().to_owned(),
            Err(error) => error.to_string(),
        };
        sending.said.set(Some(said));
        sending.running.set(false);
    });
}

async fn place(desk: Desk, price: Quote, sending: Sending) -> Result<OrderAnswer, AppError> {
    let kept = desk.is_kept();
    desk.keep().await?;
    let fresh = AnimateAsk {
        scene: desk.id(),
        settings: price.settings,
        price_list: price.price_list,
        total: price.total,
        animator: untrack(|| desk.animator.id()),
        key: Uuid::new_v4().to_string(),
    };
    // An order whose answer got lost is asked for again, under its own key, as long as nothing was changed since.
    let ask = match sending.unanswered.get_value() {
        Some(lost)
            if kept
                && (AnimateAsk {
                    key: lost.key.clone(),
                    ..fresh.clone()
                }) == lost =>
        {
            lost
        }
        _ => fresh,
    };
    sending.unanswered.set_value(Some(ask.clone()));
    let answer = api::animate(ask).await;
    if answer.is_ok() {
        desk.lost.set(None);
        sending.unanswered.set_value(None);
    }
    answer
}

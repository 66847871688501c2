// Takes the step that a scenario ends with, the way a person or bad luck would, once the page is awake.
const steps = {
  'open-balance': () => press('button[aria-label="Credits"]'),
  'open-help': () => press('button[aria-label="Help and contact"]'),
  'search-help': () => {
    press('button[aria-label="Help and contact"]');
    type('#help input', 'zeppelin');
  },
  'open-letter': () => {
    press('button[aria-label="Help and contact"]');
    press('[popovertarget="help-write"]');
  },
  'open-shortcuts': () => press('button[aria-label="Keyboard shortcuts"]'),
  'open-comparison': async () => {
    press('[aria-controls="compare"]');
    await there(document.body, () => document.querySelector('#compare video'));
  },
  'open-first-plan': () => press('[popovertarget="choose-starter"]'),
  'open-upgrade': () => press('[popovertarget="upgrade-to-pro"]'),
  'open-smaller-plan': () => press('[popovertarget="change-to-starter"]'),
  'open-bundle': () => press('[popovertarget^="bundle-"]'),
  'open-end': () => press('[popovertarget="cancel-paused"]'),
  'upload-text': async () => {
    const chooser = document.querySelector('.upload input[type=file]');
    const files = new DataTransfer();
    files.items.add(new File(['This is a text.'], 'notes.png', { type: 'image/png' }));
    chooser.files = files.files;
    chooser.dispatchEvent(new Event('change', { bubbles: true }));
    await there(document.body, () => document.querySelector('.field-error'));
  },
  'break-preview': () => there(document.body, () => document.querySelector('.stage-note[role=alert]')),
  'go-offline': () => lost(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false });
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  }),
  'silence-server': () => lost(() => fetch('/lab/faults', { method: 'POST', body: '{"offline": true}' })),
  'end-session': () => lost(() => fetch('/logout', { method: 'POST', redirect: 'manual' })),
};

// What has to be so before the page wakes: the engine of the live preview starts with it.
const beforehand = {
  'break-preview': () => {
    window.Worker = class {
      constructor() {
        throw new DOMException('The Lab lets no worker start on this page.', 'NotSupportedError');
      }
    };
  },
};

const press = (control) => document.querySelector(control).click();

function type(field, words) {
  const found = document.querySelector(field);
  if (!found) return;
  found.value = words;
  found.dispatchEvent(new Event('input', { bubbles: true }));
}

// Takes the connection from a page that has everything it shows, in the middle of an edit where it has fields, and waits until
// it says so.
async function lost(take) {
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, { once: true }));
  const stage = document.querySelector('[data-testid="stage.canvas"]:not([hidden])');
  if (stage) await there(stage, () => stage.hasAttribute('data-frame'));
  await take();
  type('#clip-headline, #prompt', 'Written on a train');
  await there(document.body, () => document.querySelector('.lost-notice'));
}

// Waits until something of a part of the page is as it should be.
function there(part, found) {
  return new Promise((done) => {
    const look = () => {
      if (!found()) return false;
      watcher.disconnect();
      done();
      return true;
    };
    const watcher = new MutationObserver(look);
    watcher.observe(part, { attributes: true, childList: true, subtree: true });
    look();
  });
}

const root = document.documentElement;
const step = new URL(document.currentScript.src).search.slice(1);
beforehand[step]?.();
there(root, () => root.hasAttribute('data-hydrated'))
  .then(() => steps[step]?.())
  .then(() => root.setAttribute('data-step', step));
